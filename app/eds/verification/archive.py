"""L1 and L2: archive time stamps, whether each proof was renewed before it aged, and the container as recorded.

EN 319 102-1 5.6.2: a time stamp proves its time for as long as its authority's certificates are within their terms, or
for as long as a later stamp, made before they ended, covers it. A proof that nobody renewed proves nothing any more.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime

from app.domain.signature import Check, Result
from app.eds.verification import chain
from app.eds.verification.case import Case, Stamp


def stamps(_: Case) -> tuple[Stamp, ...]:
    """The archive time stamps of the signer, in the order of their times."""
    return ()


def row_l1(case: Case) -> Check | None:
    """Archive stamps are right, and from the time stamp to now no proof ended before the next one was made."""
    broken = next((check for one in case.archive_stamps for check in one.checks if check.result is Result.FAIL), None)
    if broken is not None:
        return Check("L1", Result.FAIL, broken.reason)
    if case.stamped_at is None:
        return None
    proof = next(one for one in case.stamps if one.good and one.time == case.stamped_at)
    if not _renewed_in_time((proof, *case.archive_stamps), case.now):
        return Check("L1", case.rules.absent("L1"), "expired-without-renewal")
    return Check("L1", Result.PASS) if case.archive_stamps else None


def row_l2(case: Case) -> Check | None:
    recorded = case.expected.recorded_sha256
    if not recorded:
        return None
    same = hmac.compare_digest(hashlib.sha256(case.container.der).hexdigest(), recorded)
    return Check("L2", Result.PASS) if same else Check("L2", Result.FAIL, "container-changed")


def _renewed_in_time(proofs: tuple[Stamp, ...], now: datetime) -> bool:
    """Each proof was alive when the next one was made, and the last one is alive now."""
    made = [one.time for one in proofs[1:] if one.time is not None]
    return all(_ends(one) >= needed for one, needed in zip(proofs, [*made, now], strict=True))


def _ends(one: Stamp) -> datetime:
    assert one.report.certificate is not None  # of a good stamp
    return chain.ends(one.report.certificate, one.above)

"""L1 and L2: archive time stamps, whether each proof was renewed before it aged, and the container as recorded.

EN 319 102-1 5.6.2: a time stamp proves its time for as long as its authority's certificates are within their terms, or
for as long as a later stamp, made before they ended, covers it. A proof that nobody renewed proves nothing any more.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime

from app.domain.errors import Unreadable
from app.domain.signature import Check, Result
from app.eds import algorithms, archive_stamp, cms
from app.eds.archive_stamp import HashIndex
from app.eds.verification import chain
from app.eds.verification.case import Case, Stamp


@dataclass(frozen=True)
class ArchiveStamp:
    """One archive time stamp of the signer and what it covers; `problem` where it is none."""

    stamp: Stamp | None
    index: HashIndex | None
    problem: str = ""


def stamps(case: Case) -> tuple[ArchiveStamp, ...]:
    """The archive time stamps of the signer, in the order of their times."""
    found = [_read(case, token) for token in case.signer.unsigned(cms.ARCHIVE_TIME_STAMP_V3)]
    return tuple(sorted(found, key=lambda one: one.stamp.time.timestamp() if one.stamp and one.stamp.time else 0.0))


def row_l1(case: Case) -> Check | None:
    """Archive stamps are right, and from the time stamp to now no proof ended before the next one was made."""
    problem = next((_problem(one) for one in case.archive_stamps if _problem(one)), "")
    if problem:
        return Check("L1", Result.FAIL, problem)
    if case.stamped_at is None:
        return None
    first = next(one for one in case.stamps if one.good and one.time == case.stamped_at)
    later = [(one.stamp, one.index) for one in case.archive_stamps if one.stamp and one.index]
    proofs = [(cms.SIGNATURE_TIME_STAMP, first), *((cms.ARCHIVE_TIME_STAMP_V3, stamp) for stamp, _ in later)]
    for (oid, before), (_, index) in zip(proofs, later, strict=False):
        if not index.covers(oid, before.token):
            return Check("L1", Result.FAIL, "stamp-not-covered")
    if not _renewed_in_time([stamp for _, stamp in proofs], case.now):
        return Check("L1", case.rules.absent("L1"), "expired-without-renewal")
    return Check("L1", Result.PASS) if later else None


def row_l2(case: Case) -> Check | None:
    """The container is the one that the record wrote down; its own chain of hashes is the record's business."""
    recorded = case.expected.recorded_sha256
    if not recorded:
        return None
    same = hmac.compare_digest(hashlib.sha256(case.container.der).hexdigest(), recorded)
    return Check("L2", Result.PASS) if same else Check("L2", Result.FAIL, "container-changed")


def _read(case: Case, token: bytes) -> ArchiveStamp:
    from app.eds.verification import times

    try:
        read = cms.read(token)
        index = archive_stamp.index_of(read)
        digest = archive_stamp.imprint_algorithm(read)
        if case.signed is None:
            return ArchiveStamp(None, index, "content-missing")
        covered = archive_stamp.stamped_bytes(case.container, case.signer, case.signed, index.der, digest)
        if not index.is_met_by(case.container, case.signer):
            return ArchiveStamp(None, index, "covered-part-changed")
    except Unreadable:
        return ArchiveStamp(None, None, "archive-stamp-unreadable")
    except algorithms.NotAllowed:
        return ArchiveStamp(None, None, "algorithm")
    return ArchiveStamp(times.stamp(case, token, covered), index)


def _problem(one: ArchiveStamp) -> str:
    if one.stamp is None:
        return one.problem
    return next((check.reason for check in one.stamp.checks if check.result is Result.FAIL), "")


def _renewed_in_time(proofs: list[Stamp], now: datetime) -> bool:
    """Each proof was alive when the next one was made, and the last one is alive now."""
    made = [one.time for one in proofs[1:] if one.time is not None]
    return all(_ends(one) >= needed for one, needed in zip(proofs, [*made, now], strict=True))


def _ends(one: Stamp) -> datetime:
    assert one.report.certificate is not None  # of a good stamp
    return chain.ends(one.report.certificate, one.above)

"""Asking the authorities' services for what a signed file lacks, or telling why nobody answered.

OCSP for persons and time stamps, the root's short list for the authorities between; the long lists of the issuing
authorities are not fetched for one file. A service that cannot be reached is not asked again for the next certificate.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from app.domain.signature import Evidence
from app.eds.revocation import EvidenceSource, RevocationUnavailable
from app.eds.verify import Wanted

SECONDS = 9.0  # in all, where nobody sees the asking and can end it
_EACH = 4.0  # for one exchange then
_DEAD = frozenset({"revocation-unreachable", "revocation-timeout"})


@dataclass(slots=True)
class Fresh:
    """What came back, and why something did not; the reason is that of the first certificate that lacks evidence."""

    evidence: list[Evidence] = field(default_factory=list)
    problem: str = ""


def gather(
    wanted: Iterable[Wanted],
    source_for: Callable[[Wanted], EvidenceSource | None],
    found: Fresh | None = None,
    tell: Callable[[int, int], None] = lambda done, total: None,
) -> Fresh:
    """Ask about each, in order; `source_for` None: it is not asked about. `tell` may raise to end it."""
    listed, fresh = tuple(wanted), found or Fresh()
    dead: set[bool] = set()
    for number, one in enumerate(listed):
        tell(number, len(listed))
        source = source_for(one)
        if source is None or one.subject.is_authority in dead:
            continue
        try:
            fresh.evidence += source.evidence(one.subject, one.issuer)
        except RevocationUnavailable as problem:
            fresh.problem = fresh.problem or problem.code
            if problem.code in _DEAD:
                dead.add(one.subject.is_authority)
    return fresh


def ask(wanted: Iterable[Wanted], ocsp_url: str = "", crl_url: str = "") -> Fresh:
    """Within nine seconds in all. Empty addresses: those beside the pinned authorities.

    The asking runs on a thread of its own that is left behind when the time is up: looking up a name in a dead network
    cannot be bounded otherwise.
    """
    listed, found, ends = tuple(wanted), Fresh(), time.monotonic() + SECONDS

    def source_for(one: Wanted) -> EvidenceSource | None:
        left = min(_EACH, ends - time.monotonic())
        return _source(left, ocsp_url, crl_url, lists=one.subject.is_authority) if left > 0 else None

    thread = threading.Thread(target=gather, args=(listed, source_for, found), name="revocation", daemon=True)
    thread.start()
    thread.join(SECONDS)
    if thread.is_alive():
        return Fresh(list(found.evidence), found.problem or "revocation-timeout")
    return found


def _source(seconds: float, ocsp_url: str, crl_url: str, *, lists: bool) -> EvidenceSource:
    from app.eds.revocation_client import HttpRevocation
    from app.eds.transport import Http

    kept = None if lists else lambda _: None
    return HttpRevocation(ocsp_url=ocsp_url, crl_url=crl_url, kept_lists=kept, http=Http(seconds))

"""Asking the authorities' services for `verify`: what is missing, within ten seconds in all, or why nobody answered.

OCSP for persons and time stamps, the root's short list for the authorities between; the long lists of the issuing
authorities are not fetched for one file. The asking runs on a thread of its own that is left behind when the time is
up: looking up a name in a dead network cannot be bounded otherwise.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from app.domain.signature import Evidence
from app.eds.revocation import EvidenceSource, RevocationUnavailable
from app.eds.verify import Wanted

SECONDS = 9.0  # in all
_EACH = 4.0  # for one exchange
_DEAD = frozenset({"revocation-unreachable", "revocation-timeout"})


@dataclass(slots=True)
class Fresh:
    """What came back, and why something did not; the reason is that of the first certificate that lacks evidence."""

    evidence: list[Evidence] = field(default_factory=list)
    problem: str = ""


def ask(wanted: Iterable[Wanted], ocsp_url: str = "", crl_url: str = "") -> Fresh:
    """Empty addresses: those beside the pinned authorities."""
    listed, found = tuple(wanted), Fresh()
    thread = threading.Thread(target=_ask_each, args=(listed, found, ocsp_url, crl_url), name="revocation", daemon=True)
    thread.start()
    thread.join(SECONDS)
    if thread.is_alive():
        return Fresh(list(found.evidence), found.problem or "revocation-timeout")
    return found


def _ask_each(wanted: tuple[Wanted, ...], found: Fresh, ocsp_url: str, crl_url: str) -> None:
    """A service that cannot be reached is not asked again for the next certificate."""
    dead: set[bool] = set()
    ends = time.monotonic() + SECONDS
    for one in wanted:
        of_authority = one.subject.is_authority
        left = min(_EACH, ends - time.monotonic())
        if of_authority in dead or left <= 0:
            continue
        try:
            found.evidence += _source(left, ocsp_url, crl_url, lists=of_authority).evidence(one.subject, one.issuer)
        except RevocationUnavailable as problem:
            found.problem = found.problem or problem.code
            if problem.code in _DEAD:
                dead.add(of_authority)


def _source(seconds: float, ocsp_url: str, crl_url: str, *, lists: bool) -> EvidenceSource:
    from app.eds.revocation_client import HttpRevocation
    from app.eds.transport import Http

    kept = None if lists else lambda _: None
    return HttpRevocation(ocsp_url=ocsp_url, crl_url=crl_url, kept_lists=kept, http=Http(seconds))

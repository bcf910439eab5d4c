"""Whether a certificate was revoked: what one piece of evidence says about one certificate (RFC 6960, RFC 5280 5).

`ocsp.py` and `crl.py` read their kind of evidence into a `Finding`; the rules of verification decide what it is worth
at the moment they ask about. Nothing here reads a clock or a network.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from app.domain.errors import WorldError
from app.domain.signature import Check, Evidence, EvidenceKind, Result
from app.eds.certificate import Certificate
from app.eds.trust import Authority

REASONS = {  # CRLReason, RFC 5280 5.3.1
    0: "unspecified", 1: "key_compromise", 2: "ca_compromise", 3: "affiliation_changed", 4: "superseded",
    5: "cessation_of_operation", 6: "certificate_hold", 8: "remove_from_crl", 9: "privilege_withdrawn",
    10: "aa_compromise",
}  # fmt: skip


class Status(StrEnum):
    GOOD = "good"
    REVOKED = "revoked"
    NOT_ISSUED = "not-issued"  # RFC 6960 2.2: the extended answer for a serial number the authority never issued
    UNKNOWN = "unknown"  # the responder knows nothing


@dataclass(frozen=True, slots=True)
class Finding:
    """What one piece of evidence says. It counts only where no check failed.

    `checks`: R1 for what the evidence is. FAIL: `evidence-unreadable`, `ocsp-not-successful`, `ocsp-signature`,
    `ocsp-responder`, `ocsp-other-certificate`, `ocsp-nonce`, `ocsp-times`, `ocsp-critical-extension`, `crl-signature`,
    `crl-issuer`, `crl-critical-extension`, `crl-scope` (a list about other certificates), `crl-delta-alone`.
    WARN: `ocsp-responder-unchecked`, `crl-delta-unused` (a delta that is broken or belongs to a later list; the
    complete list speaks alone). Whether it covers the moment asked about is for the rules of verification (R4).
    """

    kind: EvidenceKind
    status: Status
    this_update: datetime | None
    next_update: datetime | None
    produced_at: datetime | None
    revoked_at: datetime | None = None
    reason: str = ""  # RFC 5280 5.3.1 in snake case (key_compromise, certificate_hold, ...); empty where absent
    checks: tuple[Check, ...] = ()

    @property
    def authentic(self) -> bool:
        return all(check.result is not Result.FAIL for check in self.checks)


class RevocationUnavailable(WorldError):
    """Nobody could be asked: `revocation-unreachable`, `revocation-timeout`, `revocation-refused` may pass;
    `revocation-garbage` names an answer that is none.
    """

    code = "revocation-unreachable"


class EvidenceSource(Protocol):
    """Who is asked for fresh evidence: the network, a folder, a test."""

    def evidence(self, subject: Certificate, issuer: Authority) -> tuple[Evidence, ...]:
        """OCSP first, else a CRL (base and delta). Raises `RevocationUnavailable`."""
        ...

"""C1 to C4: the container can be read, names its signer, has its content, and its algorithms are allowed."""

from __future__ import annotations

from app.domain.signature import Check, Evidence, Result
from app.eds import cms, integrity
from app.eds.cms import Container
from app.eds.verification import pool
from app.eds.verification.case import Case
from app.eds.verification.rules import Limits

# Unsigned attributes that these rules know; another one is told as a warning (C1).
KNOWN_ATTRIBUTES = frozenset(
    {cms.SIGNATURE_TIME_STAMP, cms.REVOCATION_VALUES, cms.CERTIFICATE_VALUES, cms.ARCHIVE_TIME_STAMP_V3}
)


def too_much(container: Container, limits: Limits) -> bool:
    """More signers, certificates, stamps or evidence than any honest container has: hours of work for nothing."""
    hanging = [[value for _, values in one.unsigned_attributes for value in values] for one in container.signers]
    return (
        len(container.signers) > limits.signers
        or len(container.certificates) > limits.certificates
        or len(container.revocation) > limits.evidence
        or any(len(values) > limits.time_stamps for values in hanging)
        or any(_too_much_evidence(pool.embedded_in(container, one).pieces, limits) for one in container.signers)
    )


def _too_much_evidence(pieces: tuple[Evidence, ...], limits: Limits) -> bool:
    return len(pieces) > limits.evidence or sum(len(one.der) for one in pieces) > limits.evidence_bytes


def row_c1(case: Case) -> Check:
    """Readable, signers within the limits, and nothing hangs on it which these rules do not know."""
    strange = any(oid not in KNOWN_ATTRIBUTES for oid, _ in case.signer.unsigned_attributes)
    if strange or case.pool.strange:
        return Check("C1", Result.WARN, "unknown-parts")
    if case.is_alone and case.has_signer and case.pool.has_unused(case.in_play):
        return Check("C1", Result.WARN, "evidence-about-nobody")
    return Check("C1", Result.PASS)


def row_c2(case: Case) -> Check:
    if not case.found:
        return Check("C2", Result.FAIL, "signer-certificate-missing")
    if len(case.found) > 1:
        return Check("C2", Result.FAIL, "signer-certificate-ambiguous")
    return Check("C2", Result.PASS)


def row_c3(case: Case) -> Check:
    """Detached: the document is there. Attached: what is handed in beside it is the same."""
    inside = case.container.content
    if inside is not None and case.content is not None and inside != case.content:
        return Check("C3", Result.FAIL, "content-differs")
    if case.signed is not None and case.signed.startswith(integrity.CHALLENGE_MARK):
        return Check("C3", Result.FAIL, "login-challenge")  # signed to get in: nobody meant it as a document
    return integrity.content_given(case.signed)


def row_c4(case: Case) -> Check:
    agreed = integrity.agreed_digest(case.signer, case.own)
    allowed = agreed in case.rules.digests and case.signer.signature_algorithm in case.rules.signatures
    if not allowed:
        return Check("C4", Result.FAIL, "algorithm")
    return integrity.agreement(case.container, case.signer, case.own)

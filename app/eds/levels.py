"""Raising a signature: B → T → LT → LTA (EN 319 122-1), with evidence fetched at once after the time stamp.

LT is written in both forms that are read in Kazakhstan: the unsigned attribute revocation-values (RFC 5126 6.3.4, as
document cards have it) and SignedData.crls (RFC 5940), so that an archive time stamp covers them. LTA is an
archive-time-stamp-v3 with its hash index, and is repeated before the proof before it ages. Each step can be resumed
from the one before; what is signed is never re-encoded, and nothing comes back that our own verification calls broken.
Nothing here reads a clock; the network lies behind `TimestampAuthority` and `EvidenceSource`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from app.domain.errors import WorldError
from app.domain.signature import Evidence, EvidenceKind, Level, Result, SignatureReport
from app.eds import algorithms, archive_stamp, asn1, cms, cms_parts, der, tsp, verify
from app.eds.revocation import EvidenceSource, RevocationUnavailable
from app.eds.trust import TrustList
from app.eds.tsp import TimestampAuthority, TimeStampFailed
from app.eds.verification import chain, engine, pool, revocation
from app.eds.verification.case import Case, Stamp

RENEW_BEFORE = timedelta(days=180)  # before the last proof ends
_LARGE_LIST = 256 * 1024  # bytes; a larger CRL is written once, in SignedData.crls
_DIGEST = algorithms.SHA256


class LevelFailed(WorldError):
    """What came back does not hold: `level-invalid` with the failed check and its reason."""

    code = "level-invalid"


@dataclass(frozen=True, slots=True)
class Completed:
    """How far a signature came. `problem`: what kept it from going on; `evidence`: what this step added."""

    container: bytes
    level: Level
    evidence: tuple[Evidence, ...] = ()
    time: datetime | None = None  # proven by the first time stamp
    outside_window: bool = False  # evidence about the signer was made more than five minutes away from the time stamp
    problem: WorldError | None = None


def complete(
    container: bytes,
    content: bytes | None,
    *,
    signer: int = 0,
    tsa: TimestampAuthority | None,
    source: EvidenceSource | None,
    trusted: TrustList,
    now: datetime,
) -> Completed:
    """To LT, as far as the services give it; `content` is None for an attached container.

    Raises `TimeStampFailed` where there is no time stamp and none can be had, `LevelFailed`, `Unreadable`.
    """
    reached = _stamped(container, content, signer, tsa, trusted, now)
    if source is None or reached.level is Level.B:
        return reached
    try:
        return _with_evidence(reached, content, signer, source, trusted, now)
    except RevocationUnavailable as problem:
        return replace(reached, problem=problem)


def archived(
    container: bytes,
    content: bytes | None,
    *,
    signer: int = 0,
    tsa: TimestampAuthority,
    source: EvidenceSource | None,
    trusted: TrustList,
    now: datetime,
) -> Completed:
    """LTA: a further archive time stamp over everything there is, after the evidence on the stamps before it.

    Raises `TimeStampFailed`, `RevocationUnavailable`, `LevelFailed`, `Unreadable`.
    """
    case = _case(container, content, signer, trusted, now)
    pieces = _fetched(case, source, whole=False) if source is not None else ()
    fuller = cms_parts.with_validation_parts(container, _certificates(case), [_choice(one) for one in pieces])
    read = cms.read(fuller)
    signed = content if read.content is None else read.content
    if signed is None:
        raise LevelFailed(check="C3", reason="content-missing")
    index = archive_stamp.hash_index(read, read.signers[signer], _DIGEST)
    imprint = getattr(tsa, "digest_algorithm", _DIGEST)  # the content is hashed by the imprint's algorithm
    covered = archive_stamp.stamped_bytes(read, read.signers[signer], signed, index, imprint)
    token = archive_stamp.with_hash_index(tsa.time_stamp(tsp.imprint_of(tsa, covered)), index)
    whole = cms_parts.with_unsigned_attribute(fuller, signer, cms.ARCHIVE_TIME_STAMP_V3, token)
    stamped = tsp.token_in(token)[1]
    report = _checked(whole, content, signer, trusted, max(now, stamped), "L1")
    evidence = (*pieces, Evidence(EvidenceKind.ATS, token, produced_at=stamped))
    return Completed(whole, Level.LTA, evidence, report.time_stamp_time)


def renew_at(
    container: bytes, content: bytes | None, *, signer: int = 0, trusted: TrustList, now: datetime
) -> datetime:
    """When the last proof should be renewed: half a year before the terms of its authorities end.

    A signature that nothing proves in time yet asks for renewal now. Raises `Unreadable`, `LevelFailed`.
    """
    case = _case(container, content, signer, trusted, now)
    proofs = [(one.time, one) for one in _stamps(case) if one.good and one.time is not None]
    last = max(proofs, key=lambda one: one[0], default=None)
    if last is None or last[1].report.certificate is None:
        return now
    return chain.ends(last[1].report.certificate, last[1].above) - RENEW_BEFORE


def _stamped(
    container: bytes,
    content: bytes | None,
    signer: int,
    tsa: TimestampAuthority | None,
    trusted: TrustList,
    now: datetime,
) -> Completed:
    with asn1.reading("container"):
        own = cms.read(container).signers[signer]
    held = own.unsigned(cms.SIGNATURE_TIME_STAMP)
    if held:
        report = _report(container, content, signer, trusted, now)
        return Completed(container, report.verified_level or Level.T, time=report.time_stamp_time)
    if tsa is None:
        return Completed(container, Level.B)
    token = tsa.time_stamp(tsp.imprint_of(tsa, own.signature))
    found = tsp.examine(token, own.signature, trusted)
    failed = next((check for check in found.checks if check.result is Result.FAIL), None)
    if failed is not None or found.time is None:
        raise TimeStampFailed("tsa-token", **({"check": failed.code, "reason": failed.reason} if failed else {}))
    whole = cms_parts.with_unsigned_attribute(container, signer, cms.SIGNATURE_TIME_STAMP, token)
    report = _report(whole, content, signer, trusted, found.time)
    broken = next(iter(verify.failures(report)), None)
    if broken is not None or report.verified_level is not Level.T:
        raise TimeStampFailed("tsa-token", **({"check": broken.code, "reason": broken.reason} if broken else {}))
    evidence = Evidence(EvidenceKind.TST, token, produced_at=found.time)
    return Completed(whole, Level.T, (evidence,), found.time)


def _with_evidence(
    reached: Completed, content: bytes | None, signer: int, source: EvidenceSource, trusted: TrustList, now: datetime
) -> Completed:
    case = _case(reached.container, content, signer, trusted, now)
    pieces = _fetched(case, source, whole=True)
    certificates = _certificates(case)
    whole = cms_parts.with_validation_parts(reached.container, certificates, [_choice(one) for one in pieces])
    values = _revocation_values(pieces)
    if values:
        whole = cms_parts.with_unsigned_attribute(whole, signer, cms.REVOCATION_VALUES, values)
    _checked(whole, content, signer, trusted, now)
    after = _case(whole, content, signer, trusted, now)
    links = tuple(Evidence(EvidenceKind.CERT, one) for one in certificates)
    return Completed(
        whole, Level.LT, (*reached.evidence, *pieces, *links), reached.time, outside_window=_is_outside(after)
    )


def _fetched(case: Case, source: EvidenceSource, *, whole: bool) -> tuple[Evidence, ...]:
    """What the source says of every certificate that has no embedded evidence yet.

    The signer and the time-stamp authorities must be answered for (`whole`: the signer too); an authority between
    them and the anchor may stay silent: its lists come out twice a year.
    """
    found: list[Evidence] = []
    ends = {case.own.sha256} if whole else set()
    ends |= {one.report.certificate.sha256 for one in _stamps(case) if one.report.certificate is not None}
    for subject, issuer in dict.fromkeys(case.in_play):
        if case.pool.about(subject, issuer, embedded_only=True):
            continue
        try:
            found += source.evidence(subject, issuer)
        except RevocationUnavailable:
            if subject.sha256 in ends:
                raise
    return tuple(dict.fromkeys(found))


def _stamps(case: Case) -> list[Stamp]:
    return [*case.stamps, *(one.stamp for one in case.archive_stamps if one.stamp is not None)]


def _certificates(case: Case) -> tuple[bytes, ...]:
    """The pinned authorities above signer and stamps, where we have their certificates, and the stamps' own ones."""
    above = [*case.above, *(authority for one in _stamps(case) for authority in one.above)]
    own = [one.report.certificate.der for one in _stamps(case) if one.report.certificate is not None]
    return tuple(dict.fromkeys([*(authority.der for authority in above if authority.der), *own]))


def _choice(piece: Evidence) -> bytes:
    """A RevocationInfoChoice: a CRL as it is, an OCSP answer as another format (RFC 5940 2.1)."""
    if piece.kind is EvidenceKind.CRL:
        return piece.der
    return der.implicit(1, der.sequence(der.oid(pool.OCSP_RESPONSE), piece.der))


def _revocation_values(pieces: tuple[Evidence, ...]) -> bytes:
    """DER RevocationValues: lists in [0], BasicOCSPResponses in [1]; empty where there is nothing to write."""
    lists = [one.der for one in pieces if one.kind is EvidenceKind.CRL and len(one.der) <= _LARGE_LIST]
    answers = [one.der for one in pieces if one.kind is EvidenceKind.OCSP]
    parts = [der.tagged(number, der.sequence(*some)) for number, some in enumerate((lists, answers)) if some]
    return der.sequence(*parts) if parts else b""


def _is_outside(case: Case) -> bool:
    """Whether the signer's evidence lies outside the window around the time stamp (R1 says late or too old)."""
    judged = revocation.of_signer(case, embedded_only=True)
    return judged is None or judged.evidence.result is not Result.PASS


def _checked(
    container: bytes, content: bytes | None, signer: int, trusted: TrustList, now: datetime, wanted: str = ""
) -> SignatureReport:
    """A revoked certificate is no fault of the step: the evidence says so, and belongs into the container."""
    report = _report(container, content, signer, trusted, now)
    failed = [check for check in verify.failures(report) if check.code not in {"R1", "R3", "R4"}]
    if failed:
        raise LevelFailed(check=failed[0].code, reason=failed[0].reason)
    if wanted and not any(check.code == wanted and check.result is Result.PASS for check in report.checks):
        raise LevelFailed(check=wanted, reason="not-confirmed")
    return report


def _report(container: bytes, content: bytes | None, signer: int, trusted: TrustList, now: datetime) -> SignatureReport:
    return verify.verify_each(container, content, trusted=trusted, now=now)[signer]


def _case(container: bytes, content: bytes | None, signer: int, trusted: TrustList, now: datetime) -> Case:
    asked = engine.Question(content, trusted, now, verify.Policy(), verify.Expected(), (), engine.OFFLINE)
    found = engine.cases(container, asked)
    if not isinstance(found, tuple):
        raise LevelFailed(check=found.code, reason=found.reason)
    with asn1.reading("container"):
        case = found[signer]
    if not case.has_signer:
        raise LevelFailed(check="C2", reason="signer-certificate-missing")
    return case

"""Signing one file outside the record: CMS of any level, attached or detached, an enveloped XML signature, a PDF.

What the rules forbid is refused before the key is used. What was made is judged like a foreign file before it leaves
here, and nothing comes back that falls short of the level that was asked for: services that do not answer are told.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from app.domain.errors import Refused, WorldError
from app.domain.signature import CertificateView, Level, Result, SignatureReport
from app.eds import authority, cades, certificate, cms, cms_parts, levels, recognition, verify
from app.eds.key_store import RawKey
from app.eds.revocation import EvidenceSource
from app.eds.trust import TrustList
from app.eds.tsp import TimestampAuthority
from app.eds.verification import chain
from app.eds.verification.files import SignedFile

_ORDER = tuple(Level)


class Format(StrEnum):
    CMS = "cms"
    XML = "xml"
    PDF = "pdf"


_HIGHEST = {Format.CMS: Level.LTA, Format.XML: Level.B, Format.PDF: Level.T}


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be made, by whose authorities, at which moment, with which services."""

    trusted: TrustList
    moment: datetime
    level: Level = Level.B
    format: Format = Format.CMS
    detached: bool = False
    tsa: TimestampAuthority | None = None
    source: EvidenceSource | None = None


@dataclass(frozen=True, slots=True)
class Signed:
    """The file, and how far it came."""

    file: bytes
    level: Level
    signer: CertificateView
    time: datetime | None = None  # proven by the time stamp
    outside_window: bool = False
    signers: int = 1


def sign(content: bytes, key: RawKey, wish: Wish, beside: bytes = b"") -> Signed:
    """A signed file over `content`; `beside` is a container (in any armour) that the new signer joins.

    Raises `Refused`: `certificate-<reason>` before signing; `level-format`, `tsa-missing`; `add-to-unsuitable`;
    `signature-refused` with check and reason for a result that does not hold. `TimeStampFailed`,
    `RevocationUnavailable`, `LevelFailed` where a service gives nothing, or nothing that holds.
    """
    _refuse(key, wish)
    if wish.format is Format.XML:
        from app.eds import xml_signing

        return _judged_form(xml_signing.sign(content, key), key, wish)
    if wish.format is Format.PDF:
        from app.eds import pades

        stamps = wish.tsa if wish.level is Level.T else None
        return _judged_form(pades.sign(content, key, wish.moment, tsa=stamps), key, wish)
    return _container(content, key, wish, beside)


def raised(file: bytes, content: bytes | None, wish: Wish) -> Signed:
    """A container that exists, every signer of it brought to the level; LTA adds an archive time stamp each time.

    Raises as `sign` does, and `Refused("not-signed")` for what is no container.
    """
    found = containers(file)
    if len(found) != 1 or not found[0].signers:
        raise Refused("not-signed")
    if wish.tsa is None:
        raise Refused("tsa-missing")
    whole, signer_count = found[0].der, len(found[0].signers)
    signed = found[0].content if content is None else content
    if signed is None:
        raise Refused("content-missing")
    for place in range(signer_count):
        report = verify.verify_each(whole, signed, trusted=wish.trusted, now=wish.moment)[place]
        _refuse_failed(report)
        if report.signer is None:
            raise Refused("signature-refused", check="C2", reason="signer-certificate-missing")
        done = _raised(whole, signed, wish, place, report.signer, report.claimed_level or Level.B)
        whole = done.file
    return replace(done, signers=signer_count)


def containers(file: bytes) -> tuple[cms.Container, ...]:
    """The CMS containers in a file of any armour. Raises `Unreadable`."""
    return tuple(cms.read(one) for one in recognition.cms_of(file))


def _refuse(key: RawKey, wish: Wish) -> None:
    own = certificate.view(key.certificate)
    forbidden = authority.refusal((*chain.checks(key.certificate, wish.trusted, wish.moment), authority.purpose(own)))
    if forbidden is not None:
        raise forbidden
    if _ORDER.index(wish.level) > _ORDER.index(_HIGHEST[wish.format]):
        raise Refused("level-format", level=str(wish.level), format=str(wish.format))
    if wish.level is not Level.B and wish.tsa is None:
        raise Refused("tsa-missing")


def _container(content: bytes, key: RawKey, wish: Wish, beside: bytes) -> Signed:
    joined = _joined(beside, content, wish) if beside else None
    attached = not wish.detached if joined is None else joined.content is not None
    made = cades.container(content, key, wish.moment, attached=attached)
    place = 0
    if joined is not None:
        made, place = cms_parts.merged(joined.der, made), len(joined.signers)
    _judged(made, content, wish, place, wish.moment)
    return _raised(made, content, wish, place, certificate.view(key.certificate))


def _joined(beside: bytes, content: bytes, wish: Wish) -> cms.Container:
    """The container that is there already, once its signatures are whole and over this very content."""
    found = recognition.cms_of(beside)
    if len(found) != 1:
        raise Refused("add-to-unsuitable", reason="unreadable")
    for report in verify.verify_each(found[0], content, trusted=wish.trusted, now=wish.moment):
        broken = next((check for check in verify.failures(report) if check.code[0] in "CI"), None)
        if broken is not None:
            raise Refused("add-to-unsuitable", reason=broken.reason)
    return cms.read(found[0])


def _raised(made: bytes, content: bytes, wish: Wish, place: int, own: CertificateView, held: Level = Level.B) -> Signed:
    """From the level that it has to the one that was asked for, or a typed failure."""
    if wish.level is Level.B:
        return Signed(made, Level.B, own, signers=place + 1)
    done = levels.Completed(made, held)
    if _ORDER.index(held) < _ORDER.index(min(wish.level, Level.LT, key=_ORDER.index)):
        source = None if wish.level is Level.T else wish.source
        done = levels.complete(
            made, content, signer=place, tsa=wish.tsa, source=source, trusted=wish.trusted, now=wish.moment
        )
    if done.problem is not None:
        raise done.problem
    whole, now = done.container, max(wish.moment, done.time or wish.moment)
    if wish.level is Level.LTA and wish.tsa is not None:
        whole = levels.archived(
            whole, content, signer=place, tsa=wish.tsa, source=wish.source, trusted=wish.trusted, now=now
        ).container
    report = _judged(whole, content, wish, place, now)
    if report.claimed_level is None or _ORDER.index(report.claimed_level) < _ORDER.index(wish.level):
        raise levels.LevelFailed(check="T1", reason=str(report.claimed_level))
    return Signed(whole, report.claimed_level, own, report.time_stamp_time, done.outside_window, signers=place + 1)


def _judged(made: bytes, content: bytes, wish: Wish, place: int, now: datetime) -> SignatureReport:
    """Our own signature by the rules for foreign ones: a revoked certificate is found here at the latest."""
    report = verify.verify_each(made, content, trusted=wish.trusted, now=now)[place]
    _refuse_failed(report)
    return report


def _judged_form(made: bytes, key: RawKey, wish: Wish) -> Signed:
    """An XML or PDF signature: the newest one of the file."""
    found = SignedFile(made, None, trusted=wish.trusted, now=wish.moment).report()
    own = [one.report for one in found.signatures if _is_of(one.report, key)]
    if not own:
        raise Refused("signature-refused", check="C2", reason="signer-certificate-missing")
    _refuse_failed(own[-1])
    return Signed(
        made, wish.level, certificate.view(key.certificate), own[-1].time_stamp_time, signers=len(found.signatures)
    )


def _is_of(report: SignatureReport, key: RawKey) -> bool:
    return report.signer is not None and report.signer.serial_number == key.certificate.serial_hex


def _refuse_failed(report: SignatureReport) -> None:
    failed = next((check for check in report.checks if check.result is Result.FAIL), None)
    if failed is None:
        return
    problem: WorldError = Refused("signature-refused", check=failed.code, reason=failed.reason)
    if failed.code == "R3":
        problem = Refused("certificate-revoked", check=failed.code, reason=failed.reason)
    raise problem

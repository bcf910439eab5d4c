"""Containers and evidence for the checklist, with any part other than it should be, from the test authority's keys."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from asn1crypto import core

from app.domain.identity import Iin, PersonName
from app.domain.signature import Evidence, EvidenceKind
from app.eds import algorithms, archive_stamp, cades, cms, cms_parts, der, ocsp, ocsp_answer, tsp
from app.eds.certificate import Certificate
from app.eds.trust import Authority, TrustList, of_test
from app.eds.verification.pool import OCSP_RESPONSE
from app.stand_ins import pki_crls
from app.stand_ins.pki import Algorithm, Issuer, Place, StandInAuthority, Subject
from app.stand_ins.pki_certificates import Template
from app.stand_ins.pki_keys import CertifiedKey
from app.stand_ins.pki_ocsp import Responding
from app.stand_ins.time_stamping import TimeStamping

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
STAMPED = NOW + timedelta(seconds=5)
ASKED = NOW + timedelta(seconds=7)
CONTENT = "Қабылдау жазбасы: шағымы жоқ".encode()
IIN = Iin("850101300015")
DOCTOR = Subject(PersonName("Серікқызы", "Айгүл", "Нұрланқызы"), IIN)

SignedAttributes = list[tuple[str, bytes]]
Changed = Callable[[Template], Template]


def as_it_is(template: Template) -> Template:
    return template


@dataclass(frozen=True)
class Making:
    """How a container is made; the default is a good one."""

    content: bytes = CONTENT
    attached: bool = False
    version: int = 1
    signing_time: datetime = NOW
    content_type: str = cms.DATA
    attributes: Callable[[SignedAttributes], SignedAttributes] = lambda listed: listed
    signature: Callable[[bytes], bytes] = lambda value: value
    digests: Callable[[list[bytes]], list[bytes]] = lambda listed: listed
    certificates: tuple[bytes, ...] | None = None
    signature_algorithm: str = ""
    unsigned: tuple[tuple[str, bytes], ...] = ()
    revocation: tuple[bytes, ...] = ()


@dataclass
class Bench:
    """The test authority, its services at given moments, and what is signed with its keys."""

    folder: Path
    algorithm: Algorithm = Algorithm.RSA
    moment: datetime = NOW
    authority: StandInAuthority = field(init=False)
    trusted: TrustList = field(init=False)

    def __post_init__(self) -> None:
        self.authority = StandInAuthority(
            self.folder, self.moment, tuple(dict.fromkeys((Algorithm.RSA, self.algorithm)))
        )
        self.trusted = of_test(self.authority.anchors)

    @property
    def issuing(self) -> Issuer:
        return self.authority.issuer(self.algorithm)

    @property
    def root(self) -> Issuer:
        return self.authority.issuer(self.algorithm, Place.ROOT)

    def key(
        self, changed: Changed = as_it_is, subject: Subject = DOCTOR, issuer: CertifiedKey | None = None
    ) -> CertifiedKey:
        """One key for everybody: only the certificate differs."""
        return self.authority.key(
            subject, f"signer-{self.algorithm}", algorithm=self.algorithm, issuer=issuer, changed=changed
        )

    def signed(self, key: CertifiedKey | None = None, making: Making | None = None) -> bytes:
        """A container with one signer."""
        making = making or Making()
        return assembled([(key or self.key(), making)], making)

    def stamped(
        self,
        container: bytes,
        *,
        fault: str = "",
        stamper: CertifiedKey | None = None,
        over: bytes = b"",
        at: datetime = STAMPED,
    ) -> bytes:
        """With a time stamp over the signature, or over other bytes."""
        signature = over or cms.read(container).signers[0].signature
        return cades.with_time_stamp(container, self.token(signature, fault=fault, stamper=stamper, at=at))

    def token(
        self, message: bytes, *, fault: str = "", stamper: CertifiedKey | None = None, at: datetime = STAMPED
    ) -> bytes:
        imprint = hashlib.sha256(message).digest()
        service = TimeStamping(self.authority, lambda: at)
        if stamper is not None:
            service._keys[Algorithm.RSA, False] = stamper
        return tsp.token_of(service.answer(tsp.request(imprint, 7), fault), imprint, 7)

    def stamper(self, changed: Changed = as_it_is) -> CertifiedKey:
        return self.authority.stamping_key(changed=changed)

    def archived(
        self, container: bytes, at: datetime, stamper: CertifiedKey | None = None, content: bytes = CONTENT,
        index: Callable[[bytes], bytes] = lambda value: value,
    ) -> bytes:  # fmt: skip
        """With an archive time stamp over everything that is there."""
        read = cms.read(container)
        listed = index(archive_stamp.hash_index(read, read.signers[0], algorithms.SHA256))
        covered = archive_stamp.stamped_bytes(read, read.signers[0], content, listed, algorithms.SHA256)
        token = self.token(covered, at=at, stamper=stamper)
        token = archive_stamp.with_hash_index(token, listed)
        return cms_parts.with_unsigned_attribute(container, 0, cms.ARCHIVE_TIME_STAMP_V3, token)

    def later_stamper(self, year: int, until: int) -> CertifiedKey:
        """The time-stamp authority's key of another time."""
        term = spoilt(not_before=datetime(year, 1, 1, tzinfo=UTC), not_after=datetime(until, 1, 1, tzinfo=UTC))
        return self.stamper(term)

    def ocsp(
        self, subject: Certificate, *, at: datetime = ASKED, fault: str = "", issuer: Issuer | None = None
    ) -> Evidence:
        above = self.authority_above(issuer or self.issuing)
        answer = Responding(self.authority, lambda: at).answer(ocsp.request(subject, above), fault)
        return Evidence(EvidenceKind.OCSP, ocsp_answer.read(answer).der)

    def authority_above(self, issuer: Issuer) -> Authority:
        return next(one for one in self.trusted.authorities if one.sha256 == issuer.key.certificate.sha256)

    def crl(
        self, *, at: datetime = ASKED, issuer: Issuer | None = None, fault: str = "", delta: bool = False
    ) -> Evidence:
        listed = pki_crls.revocation_list(self.authority, issuer or self.issuing, at, delta=delta, fault=fault)
        return Evidence(EvidenceKind.CRL, listed)

    def evidence(
        self, own: Certificate, *, at: datetime = ASKED, stamper: Certificate | None = None
    ) -> tuple[Evidence, ...]:
        """About the signer, the time-stamp authority and the issuing authority."""
        stamping = stamper or self.stamper().certificate
        return (
            self.ocsp(own, at=at),
            self.ocsp(stamping, at=at, issuer=self.authority.issuer()),  # the stamps are RSA, as for most GOST signers
            self.ocsp(self.issuing.key.certificate, at=at, issuer=self.root),
        )


def assembled(signers: Sequence[tuple[CertifiedKey, Making]], making: Making) -> bytes:
    """DER of a SignedData with these signers; what belongs to the whole container is taken from `making`."""
    infos = [_signer(key, one, making.content_type) for key, one in signers]
    digests = making.digests(list(dict.fromkeys(cms.algorithm(key.digest_algorithm) for key, _ in signers)))
    held = making.certificates
    if held is None:
        held = tuple(dict.fromkeys(key.certificate.der for key, _ in signers))
    content = [der.tagged(0, der.octets(making.content))] if making.attached else []
    signed = der.sequence(
        der.integer(making.version),
        der.set_of(digests),
        der.sequence(der.oid(making.content_type), *content),
        *([der.tagged(0, b"".join(held))] if held else []),
        *([der.tagged(1, b"".join(making.revocation))] if making.revocation else []),
        der.set_of(infos),
    )
    return der.sequence(der.oid(cms.SIGNED_DATA), der.tagged(0, signed))


def _signer(key: CertifiedKey, making: Making, content_type: str) -> bytes:
    own = key.certificate
    digest_algorithm = cms.algorithm(key.digest_algorithm)
    signature_algorithm = cms.algorithm(making.signature_algorithm or key.signature_algorithm)
    attributes: SignedAttributes = [
        (cms.CONTENT_TYPE, core.ObjectIdentifier(content_type).dump()),
        (cms.SIGNING_TIME, der.time(making.signing_time)),
        (cms.MESSAGE_DIGEST, der.octets(algorithms.digest(key.digest_algorithm, making.content))),
        (cms.SIGNING_CERTIFICATE_V2, reference(own.der)),
        (cms.ALGORITHM_PROTECTION, cades.algorithm_protection(digest_algorithm, signature_algorithm)),
    ]
    signed_part = cms.attribute_set(making.attributes(attributes))
    unsigned = [der.sequence(der.oid(oid), der.set_of([value])) for oid, value in making.unsigned]
    return der.sequence(
        der.integer(1),
        der.sequence(own.issuer, der.integer(own.serial_number)),
        digest_algorithm,
        b"\xa0" + signed_part[1:],
        signature_algorithm,
        der.octets(making.signature(key.sign_raw(signed_part))),
        *([b"\xa1" + der.set_of(unsigned)[1:]] if unsigned else []),
    )


def reference(certificate_der: bytes) -> bytes:
    """SigningCertificateV2 with the certificate's SHA-256 alone."""
    return der.sequence(der.sequence(der.sequence(der.octets(hashlib.sha256(certificate_der).digest()))))


def instead(oid: str, value: bytes | None) -> Callable[[SignedAttributes], SignedAttributes]:
    """The signed attributes with one of them other, or left out."""

    def changed(listed: SignedAttributes) -> SignedAttributes:
        return [(name, own if name != oid else value) for name, own in listed if name != oid or value is not None]

    return changed


def in_signed_data(one: Evidence) -> bytes:
    """As SignedData.crls holds it (RFC 5652 10.2.1, RFC 5940)."""
    if one.kind is EvidenceKind.CRL:
        return one.der
    whole = der.sequence(
        der.enumerated(0), der.tagged(0, der.sequence(der.oid("1.3.6.1.5.5.7.48.1.1"), der.octets(one.der)))
    )
    return der.tagged(1, der.oid(OCSP_RESPONSE) + whole)


def in_attribute(pieces: Sequence[Evidence]) -> tuple[str, bytes]:
    """revocation-values (RFC 5126 6.3.4)."""
    lists = b"".join(one.der for one in pieces if one.kind is EvidenceKind.CRL)
    answers = b"".join(one.der for one in pieces if one.kind is EvidenceKind.OCSP)
    parts = [der.tagged(0, der.element(0x30, lists))] if lists else []
    parts += [der.tagged(1, der.element(0x30, answers))] if answers else []
    return cms.REVOCATION_VALUES, der.sequence(*parts)


def broken(value: bytes) -> bytes:
    return value[:-1] + bytes([value[-1] ^ 1])


def spoilt(**changes: object) -> Changed:
    """A certificate with these properties other than they should be."""
    return lambda template: replace(template, **changes)  # type: ignore[arg-type]  # named by the test

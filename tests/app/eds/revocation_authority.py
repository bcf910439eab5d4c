"""An authority made with the builders of `cryptography`: answers and lists of every right and wrong kind."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from asn1crypto import pem
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from app.eds import algorithms, certificate
from app.eds.certificate import Certificate
from app.eds.trust import Authority

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
YEAR = timedelta(days=365)
FOREVER = NOW + 40 * YEAR  # `cryptography` writes the moment of this computer's clock into an answer
DER = serialization.Encoding.DER
_KEYS: dict[str, rsa.RSAPrivateKey] = {}


def key(name: str) -> rsa.RSAPrivateKey:
    """One for each name in the whole run: making them takes longest."""
    if name not in _KEYS:
        _KEYS[name] = rsa.generate_private_key(65537, 2048)
    return _KEYS[name]


_ISSUES = x509.KeyUsage(
    digital_signature=False, content_commitment=False, key_encipherment=False, data_encipherment=False,
    key_agreement=False, key_cert_sign=True, crl_sign=True, encipher_only=False, decipher_only=False,
)  # fmt: skip


def named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name), x509.NameAttribute(NameOID.COUNTRY_NAME, "KZ")])


def authority_of(one: Certificate) -> Authority:
    return Authority(
        name="TEST", subject=one.subject, public_key=one.public_key, key_algorithm=one.key_algorithm,
        key_identifier=one.subject_key, sha256=one.sha256, not_before=one.not_before, not_after=one.not_after,
        issued_by="", policies=".*", der=one.der,
    )  # fmt: skip


def knows_gost(file: str) -> None:
    if "gost" in file and "1.2.398.3.10.1.1.2.3.2" not in algorithms.SIGNATURES:
        pytest.skip("GOST is not among the algorithms")


def of_file(content: bytes) -> Certificate:
    """A certificate of the samples: DER or PEM."""
    return certificate.read(pem.unarmor(content)[2] if pem.detect(content) else content)


def numbered(issuer: Authority, like: Certificate, serial_number: int) -> Certificate:
    """A certificate of which only issuer and serial number are known."""
    return dataclasses.replace(like, issuer=issuer.subject, serial_number=serial_number)


@dataclass(slots=True)
class RevocationAuthority:
    name: str = "SHIPAGER TEST CA (LISTS)"
    issued: dict[str, x509.Certificate] = field(default_factory=dict)

    @property
    def x509(self) -> x509.Certificate:
        return self.certificate(self.name, self.name, is_authority=True)

    @property
    def authority(self) -> Authority:
        return authority_of(certificate.read(self.x509.public_bytes(DER)))

    def certificate(
        self, name: str, key_name: str = "", *, is_authority: bool = False, serial: int = 0,
        start: datetime = NOW - YEAR, end: datetime = FOREVER, extensions: tuple[tuple[Any, bool], ...] = (),
    ) -> x509.Certificate:  # fmt: skip
        """Made once for each name."""
        if name not in self.issued:
            built = x509.CertificateBuilder(named(self.name), named(name), key(key_name or name).public_key())
            built = built.serial_number(serial or x509.random_serial_number())
            built = built.not_valid_before(start).not_valid_after(end)
            identifier = x509.SubjectKeyIdentifier.from_public_key(key(key_name or name).public_key())
            built = built.add_extension(identifier, critical=False)
            if is_authority:
                built = built.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
                built = built.add_extension(_ISSUES, critical=True)
            for extension, critical in extensions:
                built = built.add_extension(extension, critical=critical)
            self.issued[name] = built.sign(key(self.name), hashes.SHA256())
        return self.issued[name]

    def subject(self, name: str = "doctor", **changes: Any) -> Certificate:
        return certificate.read(self.certificate(name, **changes).public_bytes(DER))

    def responder(self, name: str = "responder", *, no_check: bool = True, **changes: Any) -> x509.Certificate:
        purposes = changes.pop("purposes", [ExtendedKeyUsageOID.OCSP_SIGNING])
        extensions: list[tuple[Any, bool]] = [(x509.ExtendedKeyUsage(purposes), False)]
        extensions += [(x509.OCSPNoCheck(), False)] if no_check else []
        return self.certificate(name, extensions=tuple(extensions), **changes)

    def answer(
        self, subject: str = "doctor", *, by: x509.Certificate | None = None, by_key: str = "",
        nonce: bytes | None = None, status: ocsp.OCSPCertStatus = ocsp.OCSPCertStatus.GOOD,
        revoked_at: datetime | None = None, reason: x509.ReasonFlags | None = None,
        this_update: datetime = NOW, next_update: datetime | None = None,
        hashed: hashes.HashAlgorithm | None = None, named_by: Any = ocsp.OCSPResponderEncoding.NAME,
        signer: str = "responder", holds: bool = True, issuer: x509.Certificate | None = None,
    ) -> bytes:  # fmt: skip
        """`by` None: a responder that was appointed by this authority."""
        responder = by or self.responder()
        built = ocsp.OCSPResponseBuilder().add_response(
            self.certificate(subject), issuer or self.x509, hashed or hashes.SHA256(), status, this_update, next_update,
            revoked_at, reason,
        ).responder_id(named_by, responder)  # fmt: skip
        if holds:
            built = built.certificates([responder])
        if nonce is not None:
            built = built.add_extension(x509.OCSPNonce(nonce), critical=False)
        return built.sign(key(by_key or signer), hashes.SHA256()).public_bytes(DER)

    def list_of(
        self, revoked: dict[int, x509.ReasonFlags | None], *, number: int | None = 7, delta_of: int | None = None,
        this_update: datetime = NOW, next_update: datetime = NOW + timedelta(days=7),
        revoked_at: datetime = NOW - YEAR / 4,
        extensions: tuple[tuple[Any, bool], ...] = (), by_key: str = "", issuer: str = "",
    ) -> bytes:  # fmt: skip
        built = x509.CertificateRevocationListBuilder(named(issuer or self.name), this_update, next_update)
        if number is not None:
            built = built.add_extension(x509.CRLNumber(number), critical=False)
        if delta_of is not None:
            built = built.add_extension(x509.DeltaCRLIndicator(delta_of), critical=True)
        for extension, critical in extensions:
            built = built.add_extension(extension, critical=critical)
        for serial, reason in revoked.items():
            entry = x509.RevokedCertificateBuilder(serial, revoked_at)
            if reason is not None:
                entry = entry.add_extension(x509.CRLReason(reason), critical=False)
            built = built.add_revoked_certificate(entry.build())
        return built.sign(key(by_key or self.name), hashes.SHA256()).public_bytes(DER)

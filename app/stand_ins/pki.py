"""A certification authority of our own for tests and the demonstration; its names say TEST.

It issues RSA keys as .p12 files with the subject attributes and key purposes of Kazakh certificates, and answers
RFC 3161 requests on loopback, with faults on demand. Two levels as at the NCA: a root and an issuing authority.
Keys are kept in the folder, so a second start takes no time; certificates are made for the moment of the clock
that it is given. A real practice refuses everything that comes from here (check V5).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

from app.domain.identity import BinNumber, Iin, PersonName
from app.eds import certificate
from app.eds.key_stores.pkcs12 import RsaKey

if TYPE_CHECKING:
    from app.stand_ins.pki_server import PkiServer

ROOT_NAME = "SHIPAGER TEST ROOT (RSA)"
AUTHORITY_NAME = "SHIPAGER TEST CA (RSA)"
DEFAULT_PASSWORD = "Test-2026"  # noqa: S105  of keys that are worth nothing
_YEAR = timedelta(days=365)
# Fixed, so that the authority has the same certificates at every start, whatever the clock says.
_AUTHORITY_TERM = (datetime(2020, 1, 1, tzinfo=UTC), datetime(2049, 12, 31, tzinfo=UTC))
_EMAIL, _LOGIN = ExtendedKeyUsageOID.EMAIL_PROTECTION, ExtendedKeyUsageOID.CLIENT_AUTH
_POLICY = "1.2.398.3.3.2"


class Role(StrEnum):
    """Kinds of subject, as `certificate.ROLES` names them; a sole proprietor repeats the IIN as BIN."""

    INDIVIDUAL = "individual"
    SOLE_PROPRIETOR = "sole-proprietor"
    HEAD = "head"
    SIGNATORY = "signatory"
    EMPLOYEE = "employee"
    INFORMATION_SYSTEM = "information-system"


_ROLE_OIDS = {
    Role.INDIVIDUAL: ("1.2.398.3.3.4.1.1",),
    Role.SOLE_PROPRIETOR: ("1.2.398.3.3.4.1.1",),
    Role.HEAD: ("1.2.398.3.3.4.1.2", "1.2.398.3.3.4.1.2.1"),
    Role.SIGNATORY: ("1.2.398.3.3.4.1.2", "1.2.398.3.3.4.1.2.2"),
    Role.EMPLOYEE: ("1.2.398.3.3.4.1.2", "1.2.398.3.3.4.1.2.5"),
    Role.INFORMATION_SYSTEM: ("1.2.398.3.3.4.1.2", "1.2.398.3.3.4.1.2.6"),
}


class Purpose(StrEnum):
    SIGN = "sign"
    AUTHENTICATE = "authenticate"


@dataclass(frozen=True, slots=True)
class Subject:
    """For whom a key is issued; `valid_from` counts from the moment of issue."""

    name: PersonName
    iin: Iin
    role: Role = Role.INDIVIDUAL
    purpose: Purpose = Purpose.SIGN
    bin_number: BinNumber | None = None
    organisation: str = ""
    valid_from: timedelta = -timedelta(days=30)
    valid_for: timedelta = _YEAR


class StandInAuthority:
    """One folder with a root, an issuing authority, a time-stamp authority and the keys issued from them."""

    def __init__(self, folder: Path, moment: datetime) -> None:
        self.folder = folder
        self.moment = moment.astimezone(UTC).replace(microsecond=0)
        folder.mkdir(parents=True, exist_ok=True)
        self._root_key = self._key("root")
        self._authority_key = self._key("ca")
        root_name, name = _authority_name(ROOT_NAME), _authority_name(AUTHORITY_NAME)
        self._root = _authority(root_name, self._root_key, root_name, self._root_key)
        self._issuer = _authority(name, self._authority_key, root_name, self._root_key)
        for file_name, one in (("root", self._root), ("ca", self._issuer)):
            (folder / f"{file_name}.cer").write_bytes(one.public_bytes(serialization.Encoding.DER))

    @property
    def anchors(self) -> tuple[bytes, ...]:
        """What a practice marked TEST is to trust: DER certificates of the issuing authority and of the root."""
        encoding = serialization.Encoding.DER
        return self._issuer.public_bytes(encoding), self._root.public_bytes(encoding)

    def issue(
        self, subject: Subject, file_name: str, password: str = DEFAULT_PASSWORD, *, nca_style: bool = True
    ) -> Path:
        """A .p12 file with a key and its certificate: the own certificate, no chain.

        `nca_style` encrypts the key and seals the file as the NCA does (SHA1 + 3DES, HMAC-SHA1); otherwise as
        present tools do (PBES2 with AES, HMAC-SHA256).
        """
        key = self._key(f"key-{file_name}")
        usage = ("content_commitment",) if subject.purpose is Purpose.SIGN else ("key_encipherment",)
        purposes = [_EMAIL if subject.purpose is Purpose.SIGN else _LOGIN]
        purposes += [ObjectIdentifier(oid) for oid in _ROLE_OIDS[subject.role]]
        start = self.moment + subject.valid_from
        own = self._certificate(
            _person_name(subject), key, start, start + subject.valid_for, usage, purposes, policy=_policy(subject)
        )
        path = self.folder / f"{file_name}.p12"
        schemes = pkcs12.PBES
        scheme = schemes.PBESv1SHA1And3KeyTripleDESCBC if nca_style else schemes.PBESv2SHA256AndAES256CBC
        encryption = (
            serialization.PrivateFormat.PKCS12.encryption_builder()
            .kdf_rounds(2048)
            .key_cert_algorithm(scheme)
            .hmac_hash(hashes.SHA1() if nca_style else hashes.SHA256())  # noqa: S303  the NCA's files are so
            .build(password.encode())
        )
        path.write_bytes(pkcs12.serialize_key_and_certificates(file_name.encode(), key, own, None, encryption))
        return path

    def stamping_key(self, start: timedelta = -_YEAR, duration: timedelta = 5 * _YEAR) -> RsaKey:
        """The key of the time-stamp authority: timeStamping alone and critical (RFC 3161 2.3)."""
        key = self._key("tsa")
        begin = self.moment + start
        own = self._certificate(
            _authority_name("SHIPAGER TEST TSA"),
            key,
            begin,
            begin + duration,
            (),
            [ExtendedKeyUsageOID.TIME_STAMPING],
            critical_purposes=True,
        )
        return RsaKey(key, certificate.read(own.public_bytes(serialization.Encoding.DER)))

    def _key(self, name: str) -> rsa.RSAPrivateKey:
        """Made once, then read from the folder. Worth nothing, therefore not encrypted."""
        path = self.folder / f"{name}.key"
        if path.exists():
            # The check of the primes costs a quarter of a second, and these are ours.
            loaded = serialization.load_der_private_key(path.read_bytes(), None, unsafe_skip_rsa_key_validation=True)
            assert isinstance(loaded, rsa.RSAPrivateKey)
            return loaded
        made = rsa.generate_private_key(65537, 2048)
        path.write_bytes(
            made.private_bytes(
                serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
        return made

    def _certificate(
        self,
        name: x509.Name,
        key: rsa.RSAPrivateKey,
        start: datetime,
        end: datetime,
        usage: tuple[str, ...],
        purposes: list[ObjectIdentifier],
        *,
        policy: str = "",
        critical_purposes: bool = False,
    ) -> x509.Certificate:
        issuer = _authority_name(AUTHORITY_NAME)
        built = _builder(name, key, issuer, self._authority_key, start, end)
        built = built.add_extension(_usage("digital_signature", *usage), critical=True)
        built = built.add_extension(x509.ExtendedKeyUsage(purposes), critical=critical_purposes)
        if policy:
            stated = x509.PolicyInformation(ObjectIdentifier(policy), None)
            built = built.add_extension(x509.CertificatePolicies([stated]), critical=False)
        return built.sign(self._authority_key, hashes.SHA256())


def _authority(
    name: x509.Name, key: rsa.RSAPrivateKey, issuer: x509.Name, issuer_key: rsa.RSAPrivateKey
) -> x509.Certificate:
    built = _builder(name, key, issuer, issuer_key, *_AUTHORITY_TERM)
    built = built.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    built = built.add_extension(_usage("key_cert_sign", "crl_sign"), critical=True)
    return built.sign(issuer_key, hashes.SHA256())


def _policy(subject: Subject) -> str:
    """Policies of the NCA: legal entity or individual, signing or authentication."""
    of_individual = subject.role in {Role.INDIVIDUAL, Role.SOLE_PROPRIETOR}
    number = {(False, Purpose.SIGN): 1, (False, Purpose.AUTHENTICATE): 2, (True, Purpose.SIGN): 3}
    return f"{_POLICY}.{number.get((of_individual, subject.purpose), 4)}"


def _person_name(subject: Subject) -> x509.Name:
    """Subject attributes of the NCA: CN surname and name, GN the patronymic, serialNumber IIN, OU BIN."""
    name = subject.name
    parts = [
        x509.NameAttribute(NameOID.COMMON_NAME, f"{name.surname} {name.given}".strip().upper()),
        x509.NameAttribute(NameOID.SURNAME, name.surname.upper()),
        x509.NameAttribute(NameOID.SERIAL_NUMBER, f"IIN{subject.iin}"),
        x509.NameAttribute(NameOID.COUNTRY_NAME, "KZ"),
    ]
    if name.patronymic:
        parts.append(x509.NameAttribute(NameOID.GIVEN_NAME, name.patronymic.upper()))
    number = subject.iin.value if subject.role is Role.SOLE_PROPRIETOR else str(subject.bin_number or "")
    if subject.organisation:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, subject.organisation))
    if number:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, f"BIN{number}"))
    return x509.Name(parts)


def _authority_name(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name), x509.NameAttribute(NameOID.COUNTRY_NAME, "KZ")])


def _builder(
    name: x509.Name,
    key: rsa.RSAPrivateKey,
    issuer: x509.Name,
    issuer_key: rsa.RSAPrivateKey,
    start: datetime,
    end: datetime,
) -> x509.CertificateBuilder:
    """The same subject, key and term give the same serial number, so that a start changes nothing."""
    public = key.public_key()
    seed = public.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    seed += name.public_bytes() + start.isoformat().encode() + end.isoformat().encode()
    return (
        x509.CertificateBuilder(issuer, name, public)
        .serial_number(int.from_bytes(hashlib.sha256(seed).digest()[:19], "big"))
        .not_valid_before(start)
        .not_valid_after(end)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
    )


_USAGES = (
    "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
    "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip


def _usage(*granted: str) -> x509.KeyUsage:
    return x509.KeyUsage(**{name: name in granted for name in _USAGES})


def serve(
    folder: Path, host: str = "127.0.0.1", port: int = 0, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> AbstractContextManager[PkiServer]:
    """The authority as a running server (`app/stand_ins/pki_server.py`): `url`, `tsa_url`."""
    from app.stand_ins import pki_server

    return pki_server.serve(folder, host, port, clock)

"""A certification authority of our own for tests and the demonstration; its names say TEST.

Like the NCA it has two chains, RSA and GOST 34.10-2015, each with a root and an issuing authority. It issues keys as
.p12 files with the subject attributes and key purposes of Kazakh certificates, revokes them, and its server answers
RFC 3161 and RFC 6960 requests and serves CRLs on loopback, with faults on demand. Keys are kept in the folder, so a
second start takes no time; certificates are made for the moment of the clock that it is given. A real practice
refuses everything that comes from here (check V5).
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from app.eds import certificate
from app.stand_ins import pki_certificates as certificates
from app.stand_ins import pki_key_files, pki_keys, pki_people
from app.stand_ins.pki_certificates import Template
from app.stand_ins.pki_keys import Algorithm, CertifiedKey
from app.stand_ins.pki_people import Purpose, Role, Subject
from app.stand_ins.pki_register import Register, Revocation

if TYPE_CHECKING:
    from app.stand_ins.pki_server import PkiServer

__all__ = ["DEFAULT_PASSWORD", "Algorithm", "Purpose", "Role", "StandInAuthority", "Subject", "serve"]

DEFAULT_PASSWORD = "Test-2026"  # noqa: S105  of keys that are worth nothing
_YEAR = timedelta(days=365)
# Fixed, so that the authority has the same certificates at every start, whatever the clock says.
_AUTHORITY_TERM = (datetime(2020, 1, 1, tzinfo=UTC), datetime(2049, 12, 31, tzinfo=UTC))
_OCSP_SIGNING = "1.3.6.1.5.5.7.3.9"

Changed = Callable[[Template], Template]


def _unchanged(template: Template) -> Template:
    return template


class Place(StrEnum):
    """An authority of the stand-in, one in each chain."""

    ROOT = "root"
    ISSUING = "ca"


@dataclass(frozen=True, slots=True)
class Issuer:
    """One authority: what signs certificates, and the name under which the register keeps them."""

    place: Place
    key: CertifiedKey

    @property
    def algorithm(self) -> Algorithm:
        return self.key.private.algorithm

    @property
    def name(self) -> str:
        return file_name(self.place, self.algorithm)


class StandInAuthority:
    """One folder with the authorities, a time-stamp authority, OCSP responders and the keys issued from them."""

    def __init__(self, folder: Path, moment: datetime, algorithms: tuple[Algorithm, ...] = tuple(Algorithm)) -> None:
        self.folder = folder
        self.moment = moment.astimezone(UTC).replace(microsecond=0)
        self.algorithms = algorithms
        folder.mkdir(parents=True, exist_ok=True)
        self.stamping_term = 5 * _YEAR  # of the time-stamp authorities' certificates
        self.register = Register(folder / "register.json")
        self._issuers: dict[str, Issuer] = {}
        for algorithm in algorithms:
            self._found(algorithm)

    @property
    def anchors(self) -> tuple[bytes, ...]:
        """What a practice marked TEST is to trust: DER certificates of the issuing authorities and of the roots."""
        order = (Place.ISSUING, Place.ROOT)
        return tuple(self.issuer(one, place).key.certificate.der for one in self.algorithms for place in order)

    @property
    def issuers(self) -> tuple[Issuer, ...]:
        return tuple(self._issuers.values())

    def issuer(self, algorithm: Algorithm = Algorithm.RSA, place: Place = Place.ISSUING) -> Issuer:
        return self._issuers[file_name(place, algorithm)]

    def issue(
        self,
        subject: Subject,
        file_name: str,
        password: str = DEFAULT_PASSWORD,
        *,
        algorithm: Algorithm = Algorithm.RSA,
        nca_style: bool = True,
        changed: Changed = _unchanged,
    ) -> Path:
        """A .p12 file with a key and its certificate: the own certificate, no chain.

        `nca_style` writes the file as the NCA does (`pki_key_files.py`); otherwise as present tools do (PBES2 with
        AES, HMAC-SHA256), for RSA keys alone.
        """
        key = self.key(subject, file_name, algorithm=algorithm, changed=changed)
        path = self.folder / f"{file_name}.p12"
        path.write_bytes(pki_key_files.nca_style(key, password) if nca_style else _of_present_tools(key, password))
        return path

    def key(
        self,
        subject: Subject,
        name: str,
        *,
        algorithm: Algorithm = Algorithm.RSA,
        issuer: CertifiedKey | None = None,
        changed: Changed = _unchanged,
    ) -> CertifiedKey:
        """The same without a file: a key that signs. `changed` overrides any property of the certificate."""
        template = changed(pki_people.template(subject, algorithm, self.moment))
        return self.certified(f"key-{name}", template, algorithm=algorithm, issuer=issuer)

    def certified(
        self, name: str, template: Template, *, algorithm: Algorithm = Algorithm.RSA, issuer: CertifiedKey | None = None
    ) -> CertifiedKey:
        """A key of any kind with the certificate that the template describes; kept in the register of its issuer."""
        private = self._key(name, algorithm)
        above = issuer or self.issuer(algorithm).key
        made = certificates.certified(template, private, above)
        self._registered(made, above)
        return made

    def sub_authority(
        self, name: str, *, algorithm: Algorithm = Algorithm.RSA, changed: Changed = _unchanged
    ) -> CertifiedKey:
        """A further issuing authority under the root: expired, without keyCertSign, whatever a test needs."""
        template = changed(_authority_template(name))
        return self.certified(
            f"authority-{name}", template, algorithm=algorithm, issuer=self.issuer(algorithm, Place.ROOT).key
        )

    def stamping_key(
        self,
        start: timedelta = -_YEAR,
        duration: timedelta | None = None,
        *,
        algorithm: Algorithm = Algorithm.RSA,
        changed: Changed = _unchanged,
    ) -> CertifiedKey:
        """The key of the time-stamp authority: timeStamping alone and critical (RFC 3161 2.3)."""
        begin = self.moment + start
        template = Template(
            subject=_names("SHIPAGER TEST TSA", algorithm),
            not_before=begin,
            not_after=begin + (duration or self.stamping_term),
            key_usage=frozenset({"digital_signature"}),
            extended_key_usage=(certificate.TIME_STAMPING,),
            critical=frozenset({certificates.KEY_USAGE, certificates.EXTENDED_KEY_USAGE}),
        )
        return self.certified(_suffixed("tsa", algorithm), changed(template), algorithm=algorithm)

    def responder(self, issuer: Issuer, *, changed: Changed = _unchanged, empty_no_check: bool = False) -> CertifiedKey:
        """The delegated OCSP responder of an authority: OCSPSigning, and nocheck (RFC 6960 4.2.2.2.1).

        The value of nocheck is NULL; `empty_no_check` leaves it empty, as old responders of the NCA do.
        """
        no_check = certificates.Extension(certificates.OCSP_NO_CHECK, b"" if empty_no_check else b"\x05\x00")
        template = Template(
            subject=_names(f"SHIPAGER TEST OCSP {issuer.place.upper()}", issuer.algorithm),
            not_before=self.moment - _YEAR,
            not_after=self.moment + 5 * _YEAR,
            key_usage=frozenset({"digital_signature"}),
            extended_key_usage=(_OCSP_SIGNING,),
            extensions=(no_check,),
        )
        return self.certified(f"ocsp-{issuer.name}", changed(template), algorithm=issuer.algorithm, issuer=issuer.key)

    def revoke(self, own: certificate.Certificate, at: datetime, reason: str = "superseded") -> None:
        """From `at` on, OCSP and CRL say so. Raises `KeyError` for a certificate of another authority."""
        issuer = self._above(own)
        if issuer is None:
            raise KeyError(own.serial_hex)
        self.register.revoked(issuer.name, Revocation(own.serial_number, at, reason))

    def _above(self, own: certificate.Certificate) -> Issuer | None:
        return next((one for one in self._issuers.values() if one.key.certificate.subject == own.issuer), None)

    def _registered(self, made: CertifiedKey, above: CertifiedKey) -> None:
        issuer = next((one for one in self._issuers.values() if one.key.certificate.der == above.certificate.der), None)
        if issuer is not None:
            self.register.issued(issuer.name, made.certificate.serial_number)

    def _found(self, algorithm: Algorithm) -> None:
        """Root and issuing authority of one chain, and their certificates as files."""
        root_key = self._key(file_name(Place.ROOT, algorithm), algorithm)
        own_key = self._key(file_name(Place.ISSUING, algorithm), algorithm)
        root = certificates.certified(_authority_template(f"ROOT ({algorithm.upper()})"), root_key, root_key)
        issuing = certificates.certified(_authority_template(f"CA ({algorithm.upper()})"), own_key, root)
        for place, key in ((Place.ROOT, root), (Place.ISSUING, issuing)):
            issuer = Issuer(place, key)
            self._issuers[issuer.name] = issuer
            (self.folder / f"{issuer.name}.cer").write_bytes(key.certificate.der)
        self._registered(root, root)
        self._registered(issuing, root)

    def _key(self, name: str, algorithm: Algorithm) -> pki_keys.PrivateKey:
        return pki_keys.kept(self.folder / f"{name}.key", algorithm)


def file_name(place: Place, algorithm: Algorithm) -> str:
    """`root`, `ca`, `root-gost`, `ca-gost`."""
    return _suffixed(place, algorithm)


def _suffixed(name: str, algorithm: Algorithm) -> str:
    return name if algorithm is Algorithm.RSA else f"{name}-{algorithm}"


def _names(name: str, algorithm: Algorithm | None = None) -> certificates.Attributes:
    whole = name if algorithm in {None, Algorithm.RSA} else f"{name} ({str(algorithm).upper()})"
    return ((certificates.COMMON_NAME, whole), (certificates.COUNTRY, "KZ"))


def _authority_template(name: str) -> Template:
    return Template(
        subject=_names(f"SHIPAGER TEST {name}"),
        not_before=_AUTHORITY_TERM[0],
        not_after=_AUTHORITY_TERM[1],
        key_usage=frozenset({"key_cert_sign", "crl_sign"}),
        policies=("1.2.398.3.3.2",),
        is_authority=True,
    )


def _of_present_tools(key: CertifiedKey, password: str) -> bytes:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.serialization import pkcs12

    if not isinstance(key.private, pki_keys.RsaPrivateKey):
        raise TypeError("present tools write RSA keys")
    encryption = (
        serialization.PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(2048)
        .key_cert_algorithm(pkcs12.PBES.PBESv2SHA256AndAES256CBC)
        .hmac_hash(hashes.SHA256())
        .build(password.encode())
    )
    own = x509.load_der_x509_certificate(key.certificate.der)
    return pkcs12.serialize_key_and_certificates(b"own", key.private.key, own, None, encryption)


def serve(
    folder: Path, host: str = "127.0.0.1", port: int = 0, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> AbstractContextManager[PkiServer]:
    """The authority as a running server (`app/stand_ins/pki_server.py`): `url`, `tsa_url`, `ocsp_url`."""
    from app.stand_ins import pki_server

    return pki_server.serve(folder, host, port, clock)

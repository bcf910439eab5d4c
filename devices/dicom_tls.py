"""DICOM over TLS: the certificate of the receiver and the profile (PS3.15 B.12, BCP 195: RFC 8996, RFC 9325).

TLS 1.2 or later with the suites of RFC 9325 4.2; one key on the curve P-256. The key lies in the practice's folder,
readable by the user alone; it identifies this receiver to devices and opens nothing of the record.
"""

from __future__ import annotations

import hashlib
import os
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.domain.errors import Damaged, NotFound, WorldError

CERTIFICATE, KEY, TRUSTED = "dicom-tls.pem", "dicom-tls.key", "dicom-tls-trusted.pem"
_SUITES = (
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:"
    "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384"
)
_YEARS = 10


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a technician enters or compares at the device."""

    path: Path
    fingerprint: str  # SHA-256, pairs of hexadecimal digits
    valid_until: datetime


def make(folder: Path, names: tuple[str, ...], now: datetime) -> Certificate:
    """A new key and its certificate, in place of those there were. `names`: of this computer, and its addresses."""
    import ipaddress

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, (names[0] if names else "shipager")[:64])])
    alternatives: list[x509.GeneralName] = []
    for name in names:
        try:
            alternatives.append(x509.IPAddress(ipaddress.ip_address(name)))
        except ValueError:
            if name.isascii():
                alternatives.append(x509.DNSName(name))
    usages = [ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH]
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=365 * _YEARS))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.ExtendedKeyUsage(usages), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    if alternatives:
        builder = builder.add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
    certificate = builder.sign(key, hashes.SHA256())
    plain = serialization.NoEncryption()
    encoded = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    _write(folder / KEY, encoded)
    _write(folder / CERTIFICATE, certificate.public_bytes(serialization.Encoding.PEM))
    return look(folder)


def look(folder: Path) -> Certificate:
    """The certificate that is there. Raises `NotFound("dicom-tls")`, `Damaged("dicom-tls")`."""
    from cryptography import x509

    path = folder / CERTIFICATE
    try:
        pem = path.read_text(encoding="ascii")
        der = ssl.PEM_cert_to_DER_cert(pem)
        certificate = x509.load_der_x509_certificate(der)
    except FileNotFoundError:
        raise NotFound("dicom-tls") from None
    except (ValueError, OSError):
        raise Damaged("dicom-tls") from None
    digest = hashlib.sha256(der).hexdigest().upper()
    pairs = ":".join(digest[at : at + 2] for at in range(0, len(digest), 2))
    return Certificate(path, pairs, certificate.not_valid_after_utc.astimezone(UTC))


def own(folder: Path) -> Certificate:
    """The certificate that is there, or a new one. Raises `Damaged("dicom-tls")`."""
    try:
        return look(folder)
    except NotFound:
        return make(folder, names_here(), datetime.now(UTC))


def names_here() -> tuple[str, ...]:
    """What this computer calls itself."""
    import platform

    return tuple(name for name in (platform.node(), "localhost") if name)


def server_context(folder: Path, *, checks_clients: bool) -> ssl.SSLContext:
    """For the receiver's port; the key is made where there is none.

    With `checks_clients` only devices whose certificate we were given are let in.
    Raises `WorldError("dicom-tls")` where certificate, key or the list of trusted ones cannot be used.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    _profile(context)
    own(folder)
    try:
        context.load_cert_chain(folder / CERTIFICATE, folder / KEY)
        if checks_clients:
            context.verify_mode = ssl.CERT_REQUIRED
            context.load_verify_locations(folder / TRUSTED)
    except OSError:  # ssl.SSLError is one
        raise WorldError("dicom-tls") from None
    return context


def client_context(folder: Path | None = None) -> ssl.SSLContext:
    """For connections of ours: encrypted, and checked where the practice was given certificates of its devices.

    Devices of a practice have certificates of their own making; without a list of trusted ones nobody could tell
    a right one from a wrong one.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    _profile(context)
    context.check_hostname = False  # certificates of devices name no host
    trusted = folder / TRUSTED if folder is not None else None
    if trusted is not None and trusted.exists():
        context.load_verify_locations(trusted)
    else:
        context.verify_mode = ssl.CERT_NONE
    if folder is not None and (folder / CERTIFICATE).exists():
        context.load_cert_chain(folder / CERTIFICATE, folder / KEY)
    return context


def _profile(context: ssl.SSLContext) -> None:
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers(_SUITES)
    context.options |= ssl.OP_NO_COMPRESSION | ssl.OP_NO_RENEGOTIATION | ssl.OP_NO_TICKET


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all, readable by the user alone."""
    making = path.with_suffix(path.suffix + ".new")
    making.unlink(missing_ok=True)
    with os.fdopen(os.open(making, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    making.replace(path)

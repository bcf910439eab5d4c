"""The TLS certificate of the NCALayer stand-in: CN=127.0.0.1, issued by the test authority whose folder is given.

The real one names the address in CN and is issued below an RSA root of the NCA; this one is so too.
"""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_TERM = (datetime(2020, 1, 2, tzinfo=UTC), datetime(2049, 12, 30, tzinfo=UTC))


def context(folder: Path) -> ssl.SSLContext:
    """Made once and kept in the folder beside the authority's keys."""
    chain, key = folder / "ncalayer.pem", folder / "ncalayer.key"
    if not chain.exists():
        _issue(folder, chain, key)
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(chain, key)
    return made


def _issue(folder: Path, chain: Path, key_file: Path) -> None:
    issuer = x509.load_der_x509_certificate((folder / "ca.cer").read_bytes())
    issuer_key = serialization.load_der_private_key(
        (folder / "ca.key").read_bytes(), None, unsafe_skip_rsa_key_validation=True
    )
    assert isinstance(issuer_key, rsa.RSAPrivateKey)
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    own = (
        x509.CertificateBuilder(issuer.subject, name, key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(_TERM[0])
        .not_valid_after(_TERM[1] - timedelta(days=1))
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
        .sign(issuer_key, hashes.SHA256())
    )
    encoding = serialization.Encoding.PEM
    key_file.write_bytes(key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    chain.write_bytes(own.public_bytes(encoding) + issuer.public_bytes(encoding))

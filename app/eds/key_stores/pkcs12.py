"""Keys in files (.p12, PKCS#12): opened for one act of signing, dropped right after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from app.domain.errors import Refused
from app.eds import algorithms, cades, pkcs12
from app.eds.certificate import Certificate


@dataclass(frozen=True, slots=True, repr=False)
class RsaKey:
    """An RSA key in memory: SHA-256 with RSA, PKCS#1 v1.5, as the NCA's certificates are used."""

    private_key: rsa.RSAPrivateKey
    certificate: Certificate
    digest_algorithm: str = algorithms.SHA256
    signature_algorithm: str = algorithms.RSA_SHA256

    def sign_raw(self, message: bytes) -> bytes:
        return self.private_key.sign(message, padding.PKCS1v15(), hashes.SHA256())

    def sign(self, contents: Sequence[bytes], signing_time: datetime) -> tuple[bytes, ...]:
        return tuple(cades.sign(content, self, signing_time) for content in contents)


@dataclass(frozen=True, slots=True)
class Pkcs12Store:
    key: str = "pkcs12"

    @contextmanager
    def open(self, location: str, secret: str) -> Iterator[RsaKey]:
        """See `app/eds/key_store.py`; the file is read anew each time."""
        try:
            content = Path(location).read_bytes()
        except (OSError, ValueError) as problem:
            raise Refused("key-file-missing") from problem
        opened = pkcs12.open_file(content, secret)
        yield RsaKey(opened.private_key, opened.certificate)


KEY_STORE = Pkcs12Store()

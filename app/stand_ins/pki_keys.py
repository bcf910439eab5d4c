"""Keys of the test authority: RSA and GOST 34.10-2015 behind one seam, kept in its folder.

Every certificate, CRL, OCSP answer and time stamp of the stand-in is signed through `sign_raw`, so that one builder
serves both algorithms: `cryptography` cannot sign Kazakh GOST.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from app.eds import algorithms
from app.eds.certificate import Certificate
from app.eds.gost import keys as gost


class Algorithm(StrEnum):
    """What a key signs with."""

    RSA = "rsa"
    GOST = "gost"


class PrivateKey(Protocol):
    """A key without a certificate."""

    @property
    def algorithm(self) -> Algorithm: ...

    @property
    def digest_algorithm(self) -> str: ...

    @property
    def signature_algorithm(self) -> str: ...

    @property
    def public_key(self) -> bytes:
        """DER SubjectPublicKeyInfo."""
        ...

    def to_pkcs8(self) -> bytes: ...

    def sign_raw(self, message: bytes) -> bytes: ...


class RsaPrivateKey:
    """SHA-256 with RSA, PKCS#1 v1.5."""

    algorithm = Algorithm.RSA
    digest_algorithm = algorithms.SHA256
    signature_algorithm = algorithms.RSA_SHA256

    def __init__(self, key: rsa.RSAPrivateKey) -> None:
        self.key = key

    @property
    def public_key(self) -> bytes:
        return self.key.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )

    def to_pkcs8(self) -> bytes:
        return self.key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )

    def sign_raw(self, message: bytes) -> bytes:
        return self.key.sign(message, padding.PKCS1v15(), hashes.SHA256())


class GostPrivateKey:
    """GOST 34.10-2015 with 512 bits and Streebog-512."""

    algorithm = Algorithm.GOST
    digest_algorithm = gost.GOST_2015_512.digest
    signature_algorithm = gost.GOST_2015_512.signature

    def __init__(self, key: gost.PrivateKey) -> None:
        self.key = key
        self.public_key = key.public_key().to_spki()

    def to_pkcs8(self) -> bytes:
        return self.key.to_pkcs8()

    def sign_raw(self, message: bytes) -> bytes:
        return self.key.sign(message)


@dataclass(frozen=True, slots=True, repr=False)
class CertifiedKey:
    """A key with its certificate: what makes containers (`key_store.RawKey`), and what issues certificates."""

    private: PrivateKey
    certificate: Certificate

    @property
    def digest_algorithm(self) -> str:
        return self.private.digest_algorithm

    @property
    def signature_algorithm(self) -> str:
        return self.private.signature_algorithm

    def sign_raw(self, message: bytes) -> bytes:
        return self.private.sign_raw(message)


def kept(path: Path, algorithm: Algorithm, rsa_bits: int = 2048) -> PrivateKey:
    """Made once, then read from the folder. Worth nothing, therefore not encrypted."""
    if path.exists():
        return _loaded(path.read_bytes(), algorithm)
    made = _made(algorithm, rsa_bits)
    path.write_bytes(made.to_pkcs8())
    return made


def _made(algorithm: Algorithm, rsa_bits: int) -> PrivateKey:
    if algorithm is Algorithm.RSA:
        return RsaPrivateKey(rsa.generate_private_key(65537, rsa_bits))
    return GostPrivateKey(gost.PrivateKey.generate())


def _loaded(der: bytes, algorithm: Algorithm) -> PrivateKey:
    if algorithm is Algorithm.RSA:
        # The check of the primes costs a quarter of a second, and these are ours.
        loaded = serialization.load_der_private_key(der, None, unsafe_skip_rsa_key_validation=True)
        assert isinstance(loaded, rsa.RSAPrivateKey)
        return RsaPrivateKey(loaded)
    return GostPrivateKey(gost.PrivateKey.from_pkcs8(der))

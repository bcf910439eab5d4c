"""Digest and signature algorithms the record accepts, as tables (the allow-list of check C4).

A further algorithm (GOST 34.10-2015) is one more row of each table. RSA: RFC 8017; OIDs: RFC 5754.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

SHA256 = "2.16.840.1.101.3.4.2.1"
SHA384 = "2.16.840.1.101.3.4.2.2"
SHA512 = "2.16.840.1.101.3.4.2.3"
SHA1 = "1.3.14.3.2.26"  # only to find a certificate by RFC 2634 ESS version 1; never trusted for a document
RSA_KEY = "1.2.840.113549.1.1.1"
RSA_SHA256 = "1.2.840.113549.1.1.11"
RSA_SHA384 = "1.2.840.113549.1.1.12"
RSA_SHA512 = "1.2.840.113549.1.1.13"
KAZAKH_GOST = "1.2.398.3.10.1"  # arc of the Kazakh algorithm identifiers
KAZAKH_GOST_2015 = "1.2.398.3.10.1.1.2"  # arc of the GOST 34.10-2015 keys
SMALLEST_RSA = 2048

DIGESTS: dict[str, Callable[[bytes], bytes]] = {
    SHA256: lambda message: hashlib.sha256(message).digest(),
    SHA384: lambda message: hashlib.sha384(message).digest(),
    SHA512: lambda message: hashlib.sha512(message).digest(),
}
_HASHES: dict[str, hashes.HashAlgorithm] = {SHA256: hashes.SHA256(), SHA384: hashes.SHA384(), SHA512: hashes.SHA512()}


class BadSignature(Exception):
    """The signature was not made with this key over these bytes."""


class NotAllowed(Exception):
    """An algorithm outside the tables, or algorithms that do not belong together."""


@dataclass(frozen=True, slots=True)
class SignatureAlgorithm:
    """`digest` is None where the identifier leaves it to the container (plain rsaEncryption, RFC 8933)."""

    key: str
    digest: str | None


SIGNATURES: dict[str, SignatureAlgorithm] = {
    RSA_SHA256: SignatureAlgorithm(RSA_KEY, SHA256),
    RSA_SHA384: SignatureAlgorithm(RSA_KEY, SHA384),
    RSA_SHA512: SignatureAlgorithm(RSA_KEY, SHA512),
    RSA_KEY: SignatureAlgorithm(RSA_KEY, None),
}


def digest(oid: str, message: bytes) -> bytes:
    """Raises `NotAllowed`."""
    if oid not in DIGESTS:
        raise NotAllowed(oid)
    return DIGESTS[oid](message)


def agreed_digest(signature_oid: str, key_oid: str, digest_oid: str | None = None) -> str:
    """The digest that signature algorithm, key and container agree on. Raises `NotAllowed`."""
    algorithm = SIGNATURES.get(signature_oid)
    if algorithm is None or algorithm.key != key_oid:
        raise NotAllowed(signature_oid)
    chosen = algorithm.digest or digest_oid
    if chosen not in DIGESTS or digest_oid not in {None, chosen}:
        raise NotAllowed(digest_oid or signature_oid)
    return chosen


def verify(public_key: bytes, digest_oid: str, signature: bytes, message: bytes) -> None:
    """Check a signature with a DER SubjectPublicKeyInfo. Raises `BadSignature`, `NotAllowed`."""
    try:
        key = serialization.load_der_public_key(public_key)
    except (ValueError, UnsupportedAlgorithm) as problem:
        raise NotAllowed("public-key") from problem
    if not isinstance(key, rsa.RSAPublicKey) or key.key_size < SMALLEST_RSA:
        raise NotAllowed("public-key")
    try:
        key.verify(signature, message, padding.PKCS1v15(), _HASHES[digest_oid])
    except InvalidSignature as problem:
        raise BadSignature from problem


def key_name(public_key: bytes, key_oid: str) -> str:
    """As a person reads it: `RSA-2048`, `GOST`."""
    if key_oid == RSA_KEY:
        try:
            key = serialization.load_der_public_key(public_key)
        except (ValueError, UnsupportedAlgorithm):
            return "RSA"
        return f"RSA-{key.key_size}" if isinstance(key, rsa.RSAPublicKey) else "RSA"
    return "GOST" if is_kazakh_gost(key_oid) else key_oid


def is_kazakh_gost(oid: str, arc: str = KAZAKH_GOST) -> bool:
    return oid.startswith(arc + ".")

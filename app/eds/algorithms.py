"""Digest and signature algorithms the record accepts, as tables (the allow-list of check C4).

A further algorithm is one more row of each table; another provider of an algorithm (a certified library) is put
in its place in `HASHING` and `VERIFIERS`. RSA: RFC 8017, RFC 5754. GOST: `app/eds/gost/keys.py`.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from dataclasses import dataclass

from app.domain.errors import Unreadable
from app.eds import asn1, rsa
from app.eds.gost import keys as gost
from app.eds.gost.keys import Hashing

SHA256 = "2.16.840.1.101.3.4.2.1"
SHA384 = "2.16.840.1.101.3.4.2.2"
SHA512 = "2.16.840.1.101.3.4.2.3"
SHA1 = "1.3.14.3.2.26"  # only to find a certificate by RFC 2634 ESS version 1; never trusted for a document
STREEBOG_512 = gost.GOST_2015_512.digest
STREEBOG_256 = gost.GOST_2015_256.digest
GOST_34311 = gost.GOST_2004.digest
RSA_KEY = rsa.KEY
RSA_SHA256 = "1.2.840.113549.1.1.11"
RSA_SHA384 = "1.2.840.113549.1.1.12"
RSA_SHA512 = "1.2.840.113549.1.1.13"
GOST_2015_KEY = gost.GOST_2015_512.key
GOST_2015 = gost.GOST_2015_512.signature
GOST_2004_KEY = gost.GOST_2004.key
GOST_2004 = gost.GOST_2004.signature
KAZAKH_GOST = "1.2.398.3.10.1"  # arc of the Kazakh algorithm identifiers
KAZAKH_GOST_2015 = "1.2.398.3.10.1.1.2"  # arc of the GOST 34.10-2015 keys

HASHING: dict[str, Callable[[], Hashing]] = {
    SHA256: hashlib.sha256,
    SHA384: hashlib.sha384,
    SHA512: hashlib.sha512,
    **{kind.digest: kind.hashing for kind in gost.KINDS.values()},
}

Progress = Callable[[int, int], None]  # bytes hashed, bytes in all; what it raises ends the hashing
_PIECE = 64 * 1024  # a tenth of a second of Streebog

_Known = tuple[str, Callable[[], Hashing], bytes]  # digest, its provider, SHA-512 of the message
_FAST = frozenset({SHA256, SHA384, SHA512})
_MANY = 1024
_remembered: dict[_Known, bytes] = {}


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
    **{kind.signature: SignatureAlgorithm(kind.key, kind.digest) for kind in gost.KINDS.values()},
    # Older containers name the key where the signature algorithm belongs.
    **{kind.key: SignatureAlgorithm(kind.key, kind.digest) for kind in gost.KINDS.values()},
}


def _rsa(public_key: bytes, digest_oid: str, signature: bytes, message: bytes) -> bool:
    if digest_oid not in rsa.DIGESTS:
        raise NotAllowed(digest_oid)
    return rsa.verify(public_key, digest_oid, signature, message)


def _gost(public_key: bytes, digest_oid: str, signature: bytes, message: bytes) -> bool:
    key = gost.PublicKey.from_spki(public_key)
    if digest_oid != key.kind.digest:
        raise NotAllowed(digest_oid)
    return key.verify_digest(signature, digest(digest_oid, message))


# By key algorithm: whether the signature fits (DER SubjectPublicKeyInfo, digest OID, signature, message).
VERIFIERS: dict[str, Callable[[bytes, str, bytes, bytes], bool]] = {RSA_KEY: _rsa, **dict.fromkeys(gost.KINDS, _gost)}


Known = tuple[Callable[[bytes, str, bytes, bytes], bool], str, bytes]
_fitting: dict[Known, None] = {}  # signatures that were found to fit, the oldest first
_MANY_SIGNATURES = 512
_one_at_a_time = threading.Lock()


def hashing(oid: str) -> Hashing:
    """An empty digest to feed. Raises `NotAllowed`."""
    if oid not in HASHING:
        raise NotAllowed(oid)
    return HASHING[oid]()


def digest(oid: str, message: bytes, progress: Progress | None = None) -> bytes:
    """Raises `NotAllowed`, and whatever `progress` raises to end a long hashing (about 1 MB/s with GOST).

    A long GOST digest is remembered: a document is hashed when it is signed, and verified at once and at each level.
    """
    growing = hashing(oid)
    if oid in _FAST or len(message) < _PIECE:
        growing.update(message)
        return growing.digest()
    known = (oid, HASHING[oid], hashlib.sha512(message).digest())
    value = _remembered.get(known)
    if value is None:
        _feed(growing, memoryview(message), progress)
        value = _remembered[known] = growing.digest()
        while len(_remembered) > _MANY:
            _remembered.pop(next(iter(_remembered)), None)
    return value


def _feed(growing: Hashing, whole: memoryview, progress: Progress | None) -> None:
    for start in range(0, len(whole), _PIECE):
        if progress is not None:
            progress(start, len(whole))
        growing.update(bytes(whole[start : start + _PIECE]))
    if progress is not None:
        progress(len(whole), len(whole))


def agreed_digest(signature_oid: str, key_oid: str, digest_oid: str | None = None) -> str:
    """The digest that signature algorithm, key and container agree on. Raises `NotAllowed`."""
    algorithm = SIGNATURES.get(signature_oid)
    if algorithm is None or algorithm.key != key_oid:
        raise NotAllowed(signature_oid)
    chosen = algorithm.digest or digest_oid
    if chosen not in HASHING or digest_oid not in {None, chosen}:
        raise NotAllowed(digest_oid or signature_oid)
    return chosen


def verify(public_key: bytes, digest_oid: str, signature: bytes, message: bytes) -> None:
    """Check a signature with a DER SubjectPublicKeyInfo. Raises `BadSignature`, `NotAllowed`."""
    try:
        key_oid = asn1.key_algorithm(public_key)
        if key_oid not in VERIFIERS:
            raise NotAllowed("public-key")
        known = _signature_known(key_oid, public_key, digest_oid, signature, message)
        fits = known in _fitting or VERIFIERS[key_oid](public_key, digest_oid, signature, message)
    except Unreadable as problem:
        raise NotAllowed("public-key") from problem
    if not fits:
        raise BadSignature
    with _one_at_a_time:
        _fitting[known] = None
        while len(_fitting) > _MANY_SIGNATURES:
            del _fitting[next(iter(_fitting))]


def _signature_known(key_oid: str, public_key: bytes, digest_oid: str, signature: bytes, message: bytes) -> Known:
    """Names one question: one answer to a responder is asked about for each certificate, at each level."""
    lengths = b"".join(len(one).to_bytes(8, "big") for one in (public_key, signature))
    return VERIFIERS[key_oid], digest_oid, hashlib.sha512(lengths + public_key + signature + message).digest()


def key_name(public_key: bytes, key_oid: str) -> str:
    """As a person reads it: `RSA-2048`, `GOST 34.10-2015 512`."""
    if key_oid in gost.KINDS:
        return gost.KINDS[key_oid].name
    if key_oid == RSA_KEY:
        try:
            return f"RSA-{rsa.read(public_key).bits}"
        except Unreadable:
            return "RSA"
    return "GOST" if is_kazakh_gost(key_oid) else key_oid


def is_kazakh_gost(oid: str, arc: str = KAZAKH_GOST) -> bool:
    return oid.startswith(arc + ".")

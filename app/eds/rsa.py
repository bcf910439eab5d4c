"""RSASSA-PKCS1-v1_5 (RFC 8017 8.2), verified with `cryptography` where it is installed, else by ourselves.

The second way needs nothing but Python: the verifier that travels with an export runs on a bare interpreter.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from asn1crypto import core, keys

from app.domain.errors import Unreadable
from app.eds import asn1

KEY = "1.2.840.113549.1.1.1"
SMALLEST, LARGEST = 2048, 16384
_MAX_EXPONENT = 1 << 64

# By digest OID: name for hashlib, and the DER DigestInfo before the digest itself (RFC 8017 9.2, note 1).
_DIGEST_INFO = {
    "2.16.840.1.101.3.4.2.1": ("sha256", bytes.fromhex("3031300d060960864801650304020105000420")),
    "2.16.840.1.101.3.4.2.2": ("sha384", bytes.fromhex("3041300d060960864801650304020205000430")),
    "2.16.840.1.101.3.4.2.3": ("sha512", bytes.fromhex("3051300d060960864801650304020305000440")),
}
DIGESTS = frozenset(_DIGEST_INFO)


@dataclass(frozen=True, slots=True)
class PublicKey:
    modulus: int
    exponent: int

    @property
    def bits(self) -> int:
        return self.modulus.bit_length()


def read(public_key: bytes) -> PublicKey:
    """From a DER SubjectPublicKeyInfo. Raises `Unreadable("public-key")`."""
    parsed = asn1.load(asn1.PublicKey, public_key, "public-key")
    with asn1.reading("public-key"):
        if parsed["algorithm"]["algorithm"].dotted != KEY:
            raise ValueError("no RSA key")
        parsed["algorithm"]["parameters"].parse(core.Null)
        numbers = keys.RSAPublicKey.load(parsed["public_key"].native, strict=True)
        key = PublicKey(numbers["modulus"].native, numbers["public_exponent"].native)
        if key.modulus < 0 or key.modulus % 2 == 0 or key.bits > LARGEST:
            raise ValueError("modulus")
        if not 3 <= key.exponent < _MAX_EXPONENT or key.exponent % 2 == 0:
            raise ValueError("exponent")
    return key


def verify(public_key: bytes, digest_oid: str, signature: bytes, message: bytes) -> bool:
    """`digest_oid` is one of `DIGESTS`. Raises `Unreadable("public-key")`, for keys that are too small as well."""
    key = read(public_key)
    if key.bits < SMALLEST:
        raise Unreadable("public-key")
    return _way()(key, digest_oid, signature, message)


def verify_plainly(key: PublicKey, digest_oid: str, signature: bytes, message: bytes) -> bool:
    """RFC 8017 8.2.2: the encoded message is made anew and compared whole, never parsed."""
    size = (key.bits + 7) // 8
    number = int.from_bytes(signature, "big")
    if len(signature) != size or number >= key.modulus:
        return False
    name, head = _DIGEST_INFO[digest_oid]
    told = head + hashlib.new(name, message).digest()
    expected = b"\x00\x01" + b"\xff" * (size - len(told) - 3) + b"\x00" + told
    return hmac.compare_digest(pow(number, key.exponent, key.modulus).to_bytes(size, "big"), expected)


@cache
def _way() -> Callable[[PublicKey, str, bytes, bytes], bool]:
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.asymmetric import padding, rsa
    except ImportError:
        return verify_plainly
    digests = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}

    def verify_quickly(key: PublicKey, digest_oid: str, signature: bytes, message: bytes) -> bool:
        try:
            public_key = rsa.RSAPublicNumbers(key.exponent, key.modulus).public_key()
        except ValueError:  # a size or an exponent that this library does not take
            return verify_plainly(key, digest_oid, signature, message)
        try:
            public_key.verify(signature, message, padding.PKCS1v15(), digests[_DIGEST_INFO[digest_oid][0]])
        except InvalidSignature:
            return False
        return True

    return verify_quickly

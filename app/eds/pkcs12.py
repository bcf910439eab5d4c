"""PKCS#12 files (RFC 7292), as the NCA issues them and as others write them.

The integrity code is checked first, by our own key derivation: a wrong password is then certain, and is told
apart from a key of an algorithm that cannot be used (`cryptography` calls both "Invalid password").
NCA style: BER inside, HMAC-SHA1, key bag in SHA1 + 3DES, certificate bag in SHA1 + RC2-40.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from typing import Any, ClassVar

from asn1crypto import algos, core, keys
from asn1crypto import pkcs12 as types
from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.ciphers import Cipher, modes
from cryptography.hazmat.primitives.serialization import pkcs12

from app.domain.errors import Refused, Unreadable
from app.eds import algorithms, asn1, certificate

MAX_FILE = 1024 * 1024
_MAX_ITERATIONS = 1_000_000  # a second or two of our own key derivation; real files have some thousand
_FOR_KEY, _FOR_IV, _FOR_MAC = 1, 2, 3  # RFC 7292 B.3
_SHA1_3DES = "1.2.840.113549.1.12.1.3"
# Digest by OID: name for hashlib, output and block length in bytes (RFC 7292 B.2).
_DIGESTS = {
    algorithms.SHA1: ("sha1", 20, 64),
    algorithms.SHA256: ("sha256", 32, 64),
    algorithms.SHA384: ("sha384", 48, 128),
    algorithms.SHA512: ("sha512", 64, 128),
}


@dataclass(frozen=True, slots=True)
class KeyFile:
    """What was in the file: the private key and the certificate that belongs to it."""

    private_key: rsa.RSAPrivateKey
    certificate: certificate.Certificate


def open_file(content: bytes, password: str) -> KeyFile:
    """Open an RSA key file.

    Raises `Refused` with `key-unreadable` (no PKCS#12, damaged), `key-wrong-password`, `key-gost-not-yet`,
    `key-unsupported`, `key-without-certificate`.
    """
    if len(content) > MAX_FILE:
        raise Refused("key-unreadable")
    try:
        safe = _checked_safe(content, password)
        if any(algorithms.is_kazakh_gost(oid) for oid in _key_algorithms(safe, password)):
            raise Refused("key-gost-not-yet")
    except Unreadable as problem:
        raise Refused("key-unreadable") from problem
    try:
        private_key, own, _ = pkcs12.load_key_and_certificates(content, password.encode())
    except ValueError as problem:  # the password is right: the file uses something cryptography does not know
        raise Refused("key-unsupported") from problem
    if not isinstance(private_key, rsa.RSAPrivateKey):
        raise Refused("key-unsupported")
    if own is None:
        raise Refused("key-without-certificate")
    from cryptography.hazmat.primitives.serialization import Encoding

    return KeyFile(private_key, certificate.read(own.public_bytes(Encoding.DER)))


def derived(
    password: str, salt: bytes, purpose: int, iterations: int, wanted: int, digest: str = algorithms.SHA1
) -> bytes:
    """The key derivation of RFC 7292 appendix B.2."""
    name, output, block = _DIGESTS[digest]
    secret = (password + "\0").encode("utf-16-be")

    def filled(text: bytes) -> bytes:
        return (text * (block // max(len(text), 1) + 2))[: block * -(-len(text) // block)] if text else b""

    diversifier = bytes([purpose]) * block
    mixed = bytearray(filled(salt) + filled(secret))
    result = b""
    while len(result) < wanted:
        step = hashlib.new(name, diversifier + bytes(mixed), usedforsecurity=False).digest()
        for _ in range(iterations - 1):
            step = hashlib.new(name, step, usedforsecurity=False).digest()
        result += step
        addend = int.from_bytes((step * (block // output + 1))[:block], "big") + 1
        for start in range(0, len(mixed), block):
            total = (int.from_bytes(mixed[start : start + block], "big") + addend) % (1 << (8 * block))
            mixed[start : start + block] = total.to_bytes(block, "big")
    return result[:wanted]


def _checked_safe(content: bytes, password: str) -> bytes:
    """The AuthenticatedSafe, once its MAC proved the password right."""
    with asn1.reading("pkcs12"):
        file = types.Pfx.load(content)
        if file["version"].native != "v3":
            raise ValueError("PFX version")
        safe: bytes = file["auth_safe"]["content"].native
        sealed = file["mac_data"]
        if isinstance(sealed, core.Void):
            raise Refused("key-unsupported")  # without a MAC nobody can tell a wrong password from damage
        digest = sealed["mac"]["digest_algorithm"]["algorithm"].dotted
        iterations = sealed["iterations"].native
        if digest not in _DIGESTS or not 1 <= iterations <= _MAX_ITERATIONS:
            raise Refused("key-unsupported")
        name, length, _ = _DIGESTS[digest]
        key = derived(password, sealed["mac_salt"].native, _FOR_MAC, iterations, length, digest)
        expected: bytes = sealed["mac"]["digest"].native
    if not hmac.compare_digest(hmac.new(key, safe, name).digest(), expected):
        raise Refused("key-wrong-password")
    return safe


def _key_algorithms(safe: bytes, password: str) -> list[str]:
    """OIDs of the private keys in the file, as far as their bags are in the NCA's encryption or in none."""
    found = []
    with asn1.reading("pkcs12"):
        for part in types.AuthenticatedSafe.load(safe):
            if part["content_type"].native != "data":
                continue
            for bag in types.SafeContents.load(part["content"].native):
                kind = bag["bag_id"].native
                if kind == "key_bag":
                    found.append(_algorithm_of(bag["bag_value"].dump()))
                elif kind == "pkcs8_shrouded_key_bag":
                    opened = _unshrouded(bag["bag_value"], password)
                    found.extend([_algorithm_of(opened)] if opened else [])
    return found


def _unshrouded(shrouded: keys.EncryptedPrivateKeyInfo, password: str) -> bytes:
    scheme: algos.EncryptionAlgorithm = shrouded["encryption_algorithm"]
    if scheme["algorithm"].dotted != _SHA1_3DES:
        return b""
    salt, iterations = scheme["parameters"]["salt"].native, scheme["parameters"]["iterations"].native
    if not 1 <= iterations <= _MAX_ITERATIONS:
        raise ValueError("iterations")
    key = derived(password, salt, _FOR_KEY, iterations, 24)
    vector = derived(password, salt, _FOR_IV, iterations, 8)
    opened = Cipher(TripleDES(key), modes.CBC(vector)).decryptor()
    plain = opened.update(shrouded["encrypted_data"].native) + opened.finalize()
    return plain[: -plain[-1]]


class _PrivateKey(core.Sequence):  # type: ignore[misc]  # asn1crypto has no types
    """The head of a PKCS#8 PrivateKeyInfo (RFC 5958 2) of any algorithm."""

    _fields: ClassVar[list[Any]] = [
        ("version", core.Integer),
        ("algorithm", asn1.Algorithm),
        ("private_key", core.OctetString),
        ("attributes", core.Any, {"optional": True}),
    ]


def _algorithm_of(private_key: bytes) -> str:
    oid: str = _PrivateKey.load(private_key)["algorithm"]["algorithm"].dotted
    return oid

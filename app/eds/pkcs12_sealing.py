"""What lies sealed under a password in a key file: RFC 7292 appendix B, RFC 8018 (PBES2, PBKDF2), RFC 9579 (PBMAC1).

The schemes are rows of `_SCHEMES`. The work that a hostile file may ask for is counted (`Password.spend`).
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from asn1crypto import core
from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
from cryptography.hazmat.primitives.ciphers import Cipher, modes
from cryptography.hazmat.primitives.ciphers.algorithms import AES

from app.domain.errors import Refused
from app.eds import algorithms, asn1, rc2

_MAX_ITERATIONS = 1_000_000  # a second or two of our own key derivation; real files have some thousand
_MAX_WORK = 4 * _MAX_ITERATIONS
FOR_KEY, FOR_IV, FOR_MAC = 1, 2, 3  # RFC 7292 B.3
_PBES2 = "1.2.840.113549.1.5.13"
_PBMAC1 = "1.2.840.113549.1.5.14"
_PBKDF2 = "1.2.840.113549.1.5.12"

# Digest by OID: name for hashlib, output and block length in bytes (RFC 7292 B.2).
_DIGESTS = {
    algorithms.SHA1: ("sha1", 20, 64),
    "2.16.840.1.101.3.4.2.4": ("sha224", 28, 64),
    algorithms.SHA256: ("sha256", 32, 64),
    algorithms.SHA384: ("sha384", 48, 128),
    algorithms.SHA512: ("sha512", 64, 128),
}
# HMAC by OID (RFC 8018 B.1.2): name for hashlib.
_HMACS = {
    "1.2.840.113549.2.7": "sha1",
    "1.2.840.113549.2.8": "sha224",
    "1.2.840.113549.2.9": "sha256",
    "1.2.840.113549.2.10": "sha384",
    "1.2.840.113549.2.11": "sha512",
}


class Unsupported(Exception):
    """A scheme that is in no row here."""


class _Salted(core.Sequence):  # type: ignore[misc]  # asn1crypto has no types
    """pkcs-12PbeParams (RFC 7292 C)."""

    _fields: ClassVar[list[Any]] = [("salt", core.OctetString), ("iterations", core.Integer)]


class _TwoParts(core.Sequence):  # type: ignore[misc]  # asn1crypto has no types
    """PBES2-params and PBMAC1-params (RFC 8018 A.4, A.5): how the key is made, and what it is for."""

    _fields: ClassVar[list[Any]] = [("derivation", asn1.Algorithm), ("use", asn1.Algorithm)]


class _Pbkdf2(core.Sequence):  # type: ignore[misc]  # asn1crypto has no types
    """PBKDF2-params (RFC 8018 A.2)."""

    _fields: ClassVar[list[Any]] = [
        ("salt", core.OctetString),
        ("iterations", core.Integer),
        ("length", core.Integer, {"optional": True}),
        ("prf", asn1.Algorithm, {"optional": True}),
    ]


@dataclass(slots=True, repr=False)
class Password:
    """One way to spell a password; `spelled` as RFC 7292 B.1 writes it, two zero bytes at the end."""

    text: str
    spelled: bytes
    work_left: int = _MAX_WORK

    def spend(self, iterations: int) -> None:
        """Raises `Refused("key-unsupported")` where a file asks for too much work."""
        if not 1 <= iterations <= min(_MAX_ITERATIONS, self.work_left):
            raise Refused("key-unsupported")
        self.work_left -= iterations

    def pkcs12(self, salt: bytes, purpose: int, iterations: int, wanted: int, digest: str = algorithms.SHA1) -> bytes:
        self.spend(iterations)
        return _derived(self.spelled, salt, purpose, iterations, wanted, digest)

    def pbkdf2(self, parameters: Any, wanted: int) -> bytes:
        """RFC 8018 5.2; HMAC-SHA1 where the file does not say another."""
        iterations, prf = parameters["iterations"].native, parameters["prf"]
        name = "sha1" if isinstance(prf, core.Void) else _HMACS.get(prf["algorithm"].dotted)
        if name is None:
            raise Unsupported
        self.spend(iterations)
        return hashlib.pbkdf2_hmac(name, self.text.encode(), parameters["salt"].native, iterations, wanted)


def spellings(text: str) -> tuple[Password, ...]:
    """An empty password is written with two zero bytes by some programs and with nothing by others."""
    usual = Password(text, (text + "\0").encode("utf-16-be", "surrogatepass"))
    return (usual,) if text else (usual, Password(text, b""))


def derived(
    password: str, salt: bytes, purpose: int, iterations: int, wanted: int, digest: str = algorithms.SHA1
) -> bytes:
    """The key derivation of RFC 7292 appendix B.2."""
    return spellings(password)[0].pkcs12(salt, purpose, iterations, wanted, digest)


def opened(algorithm: Any, sealed: bytes, password: Password) -> bytes:
    """What an `asn1.Algorithm` sealed. Raises `Unsupported`, `ValueError` for a padding that cannot be."""
    oid = algorithm["algorithm"].dotted
    if oid == _PBES2:
        return _opened_pbes2(algorithm["parameters"].parse(_TwoParts), sealed, password)
    if oid not in _SCHEMES:
        raise Unsupported
    length, decrypt = _SCHEMES[oid]
    parameters = algorithm["parameters"].parse(_Salted)
    salt, iterations = parameters["salt"].native, parameters["iterations"].native
    key = password.pkcs12(salt, FOR_KEY, iterations, length)
    return decrypt(key, password.pkcs12(salt, FOR_IV, iterations, 8), sealed)


def is_authentic(algorithm: Any, salt: bytes, iterations: int, told: bytes, safe: bytes, password: Password) -> bool:
    """Whether the MAC of a file is that of this password. Raises `Unsupported`."""
    oid = algorithm["algorithm"].dotted
    if oid == _PBMAC1:
        parts = algorithm["parameters"].parse(_TwoParts)
        name = _HMACS.get(parts["use"]["algorithm"].dotted)
        parameters = _pbkdf2_of(parts)
        if name is None or not isinstance(parameters["length"].native, int):  # RFC 9579 5: the length must be there
            raise Unsupported
        key = password.pbkdf2(parameters, min(parameters["length"].native, 128))
    elif oid in _DIGESTS:
        name, length, _ = _DIGESTS[oid]
        key = password.pkcs12(salt, FOR_MAC, iterations, length, oid)
    else:
        raise Unsupported
    return hmac.compare_digest(hmac.new(key, safe, name).digest(), told)


def _derived(secret: bytes, salt: bytes, purpose: int, iterations: int, wanted: int, digest: str) -> bytes:
    name, output, block = _DIGESTS[digest]
    hashing: Callable[[bytes], Any] = getattr(hashlib, name)

    def filled(text: bytes) -> bytes:
        return (text * (block // max(len(text), 1) + 2))[: block * -(-len(text) // block)] if text else b""

    diversifier = bytes([purpose]) * block
    mixed = bytearray(filled(salt) + filled(secret))
    result = b""
    while len(result) < wanted:
        step = hashing(diversifier + bytes(mixed)).digest()
        for _ in range(iterations - 1):
            step = hashing(step).digest()
        result += step
        addend = int.from_bytes((step * (block // output + 1))[:block], "big") + 1
        for start in range(0, len(mixed), block):
            total = (int.from_bytes(mixed[start : start + block], "big") + addend) % (1 << (8 * block))
            mixed[start : start + block] = total.to_bytes(block, "big")
    return result[:wanted]


def _pbkdf2_of(parts: Any) -> Any:
    if parts["derivation"]["algorithm"].dotted != _PBKDF2:
        raise Unsupported
    return parts["derivation"]["parameters"].parse(_Pbkdf2)


def _opened_pbes2(parts: Any, sealed: bytes, password: Password) -> bytes:
    scheme = _PBES2_CIPHERS.get(parts["use"]["algorithm"].dotted)
    parameters = _pbkdf2_of(parts)
    if scheme is None:
        raise Unsupported
    length, decrypt = scheme
    vector = parts["use"]["parameters"].parse(core.OctetString).native
    return decrypt(password.pbkdf2(parameters, length), vector, sealed)


def _triple_des(key: bytes, vector: bytes, sealed: bytes) -> bytes:
    two_keys = key + key[:8] if len(key) == 16 else key
    return _unpadded(Cipher(TripleDES(two_keys), modes.CBC(vector)), sealed, 8)


def _aes(key: bytes, vector: bytes, sealed: bytes) -> bytes:
    return _unpadded(Cipher(AES(key), modes.CBC(vector)), sealed, 16)


def _rc2(key: bytes, vector: bytes, sealed: bytes) -> bytes:
    return rc2.decrypted(key, vector, sealed)


def _unpadded(cipher: Any, sealed: bytes, block: int) -> bytes:
    """RFC 8018 6.1.1."""
    decryptor = cipher.decryptor()
    plain: bytes = decryptor.update(sealed) + decryptor.finalize()
    padding = plain[-1]
    if not 1 <= padding <= block or plain[-padding:] != bytes([padding]) * padding:
        raise ValueError("padding")
    return plain[:-padding]


# By OID: bytes of key, and how to open (key, initial vector, sealed). RFC 7292 C; the RC4 schemes are left out.
_SCHEMES: dict[str, tuple[int, Callable[[bytes, bytes, bytes], bytes]]] = {
    "1.2.840.113549.1.12.1.3": (24, _triple_des),
    "1.2.840.113549.1.12.1.4": (16, _triple_des),
    "1.2.840.113549.1.12.1.5": (16, _rc2),
    "1.2.840.113549.1.12.1.6": (5, _rc2),
}
# RFC 8018 B.2.
_PBES2_CIPHERS: dict[str, tuple[int, Callable[[bytes, bytes, bytes], bytes]]] = {
    "2.16.840.1.101.3.4.1.2": (16, _aes),
    "2.16.840.1.101.3.4.1.22": (24, _aes),
    "2.16.840.1.101.3.4.1.42": (32, _aes),
    "1.2.840.113549.3.7": (24, _triple_des),
}

"""Key files (PKCS#12, RFC 7292) as the NCA writes them, for RSA and for GOST keys.

DER outside and BER with indefinite lengths inside the AuthenticatedSafe; the key bag in SHA1 + 3DES, the bag with the
own certificate (no chain) in SHA1 + RC2-40; HMAC-SHA1; 1024 iterations each; friendlyName and localKeyID are the
subject key identifier. Ciphers of the past, because the files that doctors hold are so.
"""

from __future__ import annotations

import hmac
import os

from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
from cryptography.hazmat.primitives.ciphers import Cipher, modes

from app.eds import der, pkcs12
from app.stand_ins.pki_keys import CertifiedKey

_ITERATIONS = 1024
_SALT = 20
_FOR_KEY, _FOR_IV, _FOR_MAC = 1, 2, 3  # RFC 7292 B.3
_DATA, _ENCRYPTED_DATA = "1.2.840.113549.1.7.1", "1.2.840.113549.1.7.6"
_SHROUDED_KEY_BAG, _CERTIFICATE_BAG = "1.2.840.113549.1.12.10.1.2", "1.2.840.113549.1.12.10.1.3"
_X509_CERTIFICATE = "1.2.840.113549.1.9.22.1"
_SHA1_3DES, _SHA1_RC2_40 = "1.2.840.113549.1.12.1.3", "1.2.840.113549.1.12.1.6"
_FRIENDLY_NAME, _LOCAL_KEY_ID = "1.2.840.113549.1.9.20", "1.2.840.113549.1.9.21"
_SHA1 = "1.3.14.3.2.26"
_END = b"\x00\x00"


def nca_style(key: CertifiedKey, password: str) -> bytes:
    """The file with the key and its certificate."""
    attributes = _attributes(key.certificate.subject_key)
    key_bag = der.sequence(
        der.oid(_SHROUDED_KEY_BAG), der.tagged(0, _shrouded(key.private.to_pkcs8(), password)), attributes
    )
    held = der.sequence(der.oid(_X509_CERTIFICATE), der.tagged(0, der.octets(key.certificate.der)))
    certificate_bag = der.sequence(der.oid(_CERTIFICATE_BAG), der.tagged(0, held), attributes)
    plain = _open(0x30, der.oid(_DATA), _open(0xA0, der.octets(der.sequence(key_bag))))
    safe = _open(0x30, plain, _encrypted(der.sequence(certificate_bag), password))
    return der.sequence(
        der.integer(3), der.sequence(der.oid(_DATA), der.tagged(0, der.octets(safe))), _sealed(safe, password)
    )


def _shrouded(private_key: bytes, password: str) -> bytes:
    salt = os.urandom(_SALT)
    key = pkcs12.derived(password, salt, _FOR_KEY, _ITERATIONS, 24)
    vector = pkcs12.derived(password, salt, _FOR_IV, _ITERATIONS, 8)
    cipher = Cipher(TripleDES(key), modes.CBC(vector)).encryptor()
    encrypted = cipher.update(_padded(private_key)) + cipher.finalize()
    return der.sequence(_scheme(_SHA1_3DES, salt), der.octets(encrypted))


def _encrypted(bags: bytes, password: str) -> bytes:
    """EncryptedData (RFC 5652 8) in the BER of the NCA: the content is an implicit, constructed OCTET STRING."""
    salt = os.urandom(_SALT)
    key = pkcs12.derived(password, salt, _FOR_KEY, _ITERATIONS, 5)
    vector = pkcs12.derived(password, salt, _FOR_IV, _ITERATIONS, 8)
    encrypted = rc2_cbc(key, vector, _padded(bags))
    content = _open(0x30, der.oid(_DATA), _scheme(_SHA1_RC2_40, salt), _open(0xA0, der.octets(encrypted)))
    return _open(0x30, der.oid(_ENCRYPTED_DATA), _open(0xA0, _open(0x30, der.integer(0), content)))


def _sealed(safe: bytes, password: str) -> bytes:
    """MacData (RFC 7292 4)."""
    salt = os.urandom(_SALT)
    code = hmac.new(pkcs12.derived(password, salt, _FOR_MAC, _ITERATIONS, 20), safe, "sha1").digest()
    algorithm = der.sequence(der.oid(_SHA1), der.NULL)
    return der.sequence(der.sequence(algorithm, der.octets(code)), der.octets(salt), der.integer(_ITERATIONS))


def _scheme(oid: str, salt: bytes) -> bytes:
    return der.sequence(der.oid(oid), der.sequence(der.octets(salt), der.integer(_ITERATIONS)))


def _attributes(key_identifier: bytes) -> bytes:
    name = der.element(0x1E, key_identifier.hex().encode("utf-16-be"))  # BMPString
    return der.set_of(
        [
            der.sequence(der.oid(_LOCAL_KEY_ID), der.set_of([der.octets(key_identifier)])),
            der.sequence(der.oid(_FRIENDLY_NAME), der.set_of([name])),
        ]
    )


def _open(tag: int, *parts: bytes) -> bytes:
    """An element of indefinite length (X.690 8.1.3.6)."""
    return bytes([tag, 0x80]) + b"".join(parts) + _END


def _padded(plain: bytes) -> bytes:
    missing = 8 - len(plain) % 8
    return plain + bytes([missing]) * missing


def rc2_cbc(key: bytes, vector: bytes, plain: bytes) -> bytes:
    """RC2 (RFC 2268) with as many effective bits as the key has; `cryptography` refuses forty of them."""
    words, result = _expanded(key), b""
    for start in range(0, len(plain), 8):
        block = bytes(a ^ b for a, b in zip(plain[start : start + 8], vector, strict=True))
        vector = _rc2_block(words, block)
        result += vector
    return result


def _expanded(key: bytes) -> list[int]:
    """RFC 2268 2."""
    effective = len(key)
    table = list(key)
    while len(table) < 128:
        table.append(_PI[(table[-1] + table[-len(key)]) & 255])
    table[128 - effective] = _PI[table[128 - effective]]
    for index in range(127 - effective, -1, -1):
        table[index] = _PI[table[index + 1] ^ table[index + effective]]
    return [table[2 * index] | table[2 * index + 1] << 8 for index in range(64)]


def _rc2_block(words: list[int], block: bytes) -> bytes:
    """RFC 2268 3: five mixing rounds, a mash, six, a mash, five."""
    r = [int.from_bytes(block[index : index + 2], "little") for index in range(0, 8, 2)]
    used = 0
    for rounds in (5, 6, 5):
        for _ in range(rounds):
            for index, shift in enumerate((1, 2, 3, 5)):
                a, b, c = r[index - 1], r[index - 2], r[index - 3]
                mixed = (r[index] + words[used] + (a & b) + (~a & 0xFFFF & c)) & 0xFFFF
                r[index] = (mixed << shift | mixed >> (16 - shift)) & 0xFFFF
                used += 1
        if used < 64:
            for index in range(4):
                r[index] = (r[index] + words[r[index - 1] & 63]) & 0xFFFF
    return b"".join(word.to_bytes(2, "little") for word in r)


# RFC 2268 2: digits of pi.
_PI = bytes.fromhex(
    "d978f9c419ddb5ed28e9fd794aa0d89dc67e37832b76538e624c6488448bfba2"
    "179a59f587b34f1361456d8d09817d32bd8f40eb86b77b0bf09521225c6b4e82"
    "54d66593ce60b21c7356c014a78cf1dc1275ca1f3bbee4d1423dd430a33cb626"
    "6fbf0eda4669075727f21d9bbc944303f811c7f690ef3ee706c3d52fc8661ed7"
    "08e8eade8052eef784aa72ac354d6a2a961ad2715a1549744b9fd05e0418a4ec"
    "c2e0416e0f51cbcc2491af50a1f47039997c3a8523b8b47afc02365b25559731"
    "2d5dfa98e38a92ae05df2910676cbac9d300e6cfe19ea82c6316013f58e289a9"
    "0d38341bab33ffb0bb480c5fb9b1cd2ec5f3db47e5a59c770aa62068fe7fc1ad"
)

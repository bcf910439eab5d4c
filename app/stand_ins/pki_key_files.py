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

from app.eds import der, pkcs12, rc2
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
    encrypted = rc2.encrypted(key, vector, bags)
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

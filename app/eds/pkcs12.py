"""PKCS#12 files (RFC 7292), as the NCA issues them and as others write them, with RSA or GOST keys.

The integrity code is checked first: a wrong password is then certain, and is told apart from a file that cannot be
used. NCA style: BER inside, HMAC-SHA1, key bag in SHA1 + 3DES, certificate bag in SHA1 + RC2-40, no chain.
The key and the certificate that are handed out fit each other: that is computed, not read from names.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, ClassVar

from asn1crypto import cms, core
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from app.domain.errors import Refused, Unreadable
from app.eds import algorithms, asn1, certificate
from app.eds import rsa as our_rsa
from app.eds.certificate import Certificate
from app.eds.gost import keys as gost
from app.eds.pkcs12_sealing import Password, Unsupported, derived, is_authentic, opened, spellings

__all__ = ["KeyFile", "derived", "open_file"]

MAX_FILE = 1024 * 1024
_MAX_BAGS = 64
_DATA, _ENCRYPTED_DATA = "1.2.840.113549.1.7.1", "1.2.840.113549.1.7.6"
_KEY_BAG = "1.2.840.113549.1.12.10.1.1"
_SHROUDED_KEY_BAG = "1.2.840.113549.1.12.10.1.2"
_CERTIFICATE_BAG = "1.2.840.113549.1.12.10.1.3"
_X509_CERTIFICATE = "1.2.840.113549.1.9.22.1"

PrivateKey = rsa.RSAPrivateKey | gost.PrivateKey


@dataclass(frozen=True, slots=True, repr=False)
class KeyFile:
    """The private key of a file and the certificate that belongs to it.

    A key of 2004 is None where its form is not known: nothing is signed with it, its certificate is shown.
    """

    private_key: PrivateKey | None
    certificate: Certificate


class _ContentInfo(core.Sequence):  # type: ignore[misc]  # asn1crypto has no types
    _fields: ClassVar[list[Any]] = [
        ("content_type", core.ObjectIdentifier),
        ("content", core.Any, {"explicit": 0, "optional": True}),
    ]


class _ContentInfos(core.SequenceOf):  # type: ignore[misc]  # asn1crypto has no types
    """AuthenticatedSafe (RFC 7292 4.1)."""

    _child_spec = _ContentInfo


class _EncryptedContent(core.Sequence):  # type: ignore[misc]  # asn1crypto has no types
    """EncryptedContentInfo (RFC 5652 6.1)."""

    _fields: ClassVar[list[Any]] = [
        ("content_type", core.ObjectIdentifier),
        ("algorithm", asn1.Algorithm),
        ("content", core.OctetString, {"implicit": 0, "optional": True}),
    ]


class _EncryptedData(core.Sequence):  # type: ignore[misc]  # asn1crypto has no types
    """RFC 5652 8."""

    _fields: ClassVar[list[Any]] = [
        ("version", core.Integer),
        ("encrypted", _EncryptedContent),
        ("attributes", cms.CMSAttributes, {"implicit": 1, "optional": True}),
    ]


class _DigestInfo(core.Sequence):  # type: ignore[misc]  # asn1crypto has no types
    _fields: ClassVar[list[Any]] = [("algorithm", asn1.Algorithm), ("digest", core.OctetString)]


class _MacData(core.Sequence):  # type: ignore[misc]  # asn1crypto has no types
    _fields: ClassVar[list[Any]] = [
        ("mac", _DigestInfo),
        ("salt", core.OctetString),
        ("iterations", core.Integer, {"default": 1}),
    ]


class _Pfx(core.Sequence):  # type: ignore[misc]  # asn1crypto has no types
    """RFC 7292 4."""

    _fields: ClassVar[list[Any]] = [
        ("version", core.Integer),
        ("auth_safe", _ContentInfo),
        ("mac_data", _MacData, {"optional": True}),
    ]


class _SafeBag(core.Sequence):  # type: ignore[misc]  # asn1crypto has no types
    """RFC 7292 4.2; friendlyName and localKeyID are not asked."""

    _fields: ClassVar[list[Any]] = [
        ("bag_id", core.ObjectIdentifier),
        ("bag_value", core.Any, {"explicit": 0}),
        ("bag_attributes", core.Any, {"optional": True}),
    ]


class _SafeBags(core.SequenceOf):  # type: ignore[misc]  # asn1crypto has no types
    _child_spec = _SafeBag


class _ShroudedKey(core.Sequence):  # type: ignore[misc]  # asn1crypto has no types
    """EncryptedPrivateKeyInfo (RFC 5958 3)."""

    _fields: ClassVar[list[Any]] = [("algorithm", asn1.Algorithm), ("sealed", core.OctetString)]


class _CertificateBag(core.Sequence):  # type: ignore[misc]  # asn1crypto has no types
    _fields: ClassVar[list[Any]] = [
        ("kind", core.ObjectIdentifier),
        ("certificate", core.OctetString, {"explicit": 0}),
    ]


def open_file(content: bytes, password: str) -> KeyFile:
    """Open a key file.

    Raises `Refused` with `key-unreadable` (no PKCS#12, damaged), `key-wrong-password`, `key-unsupported` (a way of
    sealing or a key that is not known), `key-without-key`, `key-without-certificate`, `key-does-not-match`.
    """
    if len(content) > MAX_FILE:
        raise Refused("key-unreadable")
    with _refusing():
        safe, spelled = _checked_safe(_unarmoured(content), password)
    return _opened_safe(safe, spelled)


def _opened_safe(safe: bytes, password: Password) -> KeyFile:
    with _refusing():
        written_keys: list[bytes] = []
        certificates: list[bytes] = []
        for kind, value in _bags(safe, password):
            if kind == _CERTIFICATE_BAG:
                certificates += _certificates(value)
            elif kind == _KEY_BAG:
                written_keys.append(value.parse(gost.PrivateKeyInfo).untag().dump())
            elif kind == _SHROUDED_KEY_BAG:
                sealed = value.parse(_ShroudedKey)
                written_keys.append(opened(sealed["algorithm"], sealed["sealed"].native, password))
        return _pair(written_keys, certificates)


@contextmanager
def _refusing() -> Iterator[None]:
    """Everything that a file can be wrong in becomes a refusal with a code."""
    try:
        with asn1.reading("pkcs12"):
            yield
    except Unreadable as problem:
        raise Refused("key-unreadable") from problem
    except Unsupported as problem:
        raise Refused("key-unsupported") from problem


def _unarmoured(content: bytes) -> bytes:
    """Programs hand key files over as base64 too."""
    if content[:1] == b"\x30" and content[1:2] >= b"\x80":
        return content
    return base64.b64decode(b"".join(content.split()), validate=True)


def _checked_safe(content: bytes, password: str) -> tuple[bytes, Password]:
    """The AuthenticatedSafe, once its MAC proved the password right, and how the password is spelled."""
    file = _Pfx.load(content)
    if file["version"].native != 3 or file["auth_safe"]["content_type"].dotted != _DATA:
        raise ValueError("no PFX of version 3 that is sealed by a password")
    safe: bytes = file["auth_safe"]["content"].parse(core.OctetString).native
    told = file["mac_data"]
    if isinstance(told, core.Void):
        raise Unsupported  # without a MAC nobody can tell a wrong password from damage
    algorithm, digest = told["mac"]["algorithm"], told["mac"]["digest"].native
    for spelled in spellings(password):
        if is_authentic(algorithm, told["salt"].native, told["iterations"].native, digest, safe, spelled):
            return safe, spelled
    raise Refused("key-wrong-password")


def _bags(safe: bytes, password: Password) -> Iterator[tuple[str, Any]]:
    """Every bag of the file: its kind and its value."""
    seen = 0
    for part in _ContentInfos.load(safe):
        kind = part["content_type"].dotted
        if kind == _DATA:
            plain = part["content"].parse(core.OctetString).native
        elif kind == _ENCRYPTED_DATA:
            sealed = part["content"].parse(_EncryptedData)["encrypted"]
            plain = opened(sealed["algorithm"], sealed["content"].native, password)
        else:
            raise Unsupported  # sealed for the key of somebody
        for bag in _SafeBags.load(plain):
            seen += 1
            if seen > _MAX_BAGS:
                raise ValueError("too many bags")
            yield bag["bag_id"].dotted, bag["bag_value"]


def _certificates(value: Any) -> list[bytes]:
    held = value.parse(_CertificateBag)
    return [held["certificate"].native] if held["kind"].dotted == _X509_CERTIFICATE else []


def _pair(written_keys: list[bytes], certificates: list[bytes]) -> KeyFile:
    """The first key that a certificate of the file belongs to; other certificates are those of authorities."""
    if not written_keys:
        raise Refused("key-without-key")
    if not certificates:
        raise Refused("key-without-certificate")
    held = [certificate.read(der) for der in certificates]
    read = [_readings(der) for der in written_keys]
    for private_key in (one for readings in read for one in readings):
        public = _public(private_key)
        for one in held:
            if _public_of(one) == public:
                return KeyFile(private_key, one)
    old = [one for one in held if one.key_algorithm == gost.GOST_2004.key]
    if len(old) == 1 and any(_algorithm(der) == gost.GOST_2004.key for der in written_keys):
        return KeyFile(None, old[0])
    if not any(read):
        raise Unsupported
    raise Refused("key-does-not-match")


def _algorithm(der: bytes) -> str:
    oid: str = gost.PrivateKeyInfo.load(der)["algorithm"]["algorithm"].dotted
    return oid


def _readings(der: bytes) -> tuple[PrivateKey, ...]:
    """The key, in each way in which its bytes may be meant; none where it is of no use here."""
    algorithm = _algorithm(der)
    if algorithm in gost.KINDS:
        try:
            return gost.PrivateKey.readings(der)
        except Unreadable:
            if algorithm == gost.GOST_2004.key:
                return ()
            raise
    if algorithm != algorithms.RSA_KEY:
        return ()
    try:
        loaded = serialization.load_der_private_key(der, None)
    except UnsupportedAlgorithm:
        return ()
    return (loaded,) if isinstance(loaded, rsa.RSAPrivateKey) else ()


def _public(private_key: PrivateKey) -> object:
    if isinstance(private_key, gost.PrivateKey):
        return private_key.public_key()
    numbers = private_key.public_key().public_numbers()
    return numbers.n, numbers.e


def _public_of(own: Certificate) -> object:
    try:
        if own.key_algorithm in gost.KINDS:
            return gost.PublicKey.from_spki(own.public_key)
        key = our_rsa.read(own.public_key)
    except Unreadable:  # an authority's certificate of an algorithm that is not known
        return None
    return key.modulus, key.exponent

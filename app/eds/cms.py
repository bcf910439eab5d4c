"""CMS SignedData (RFC 5652) as plain values, and the assembling of one.

Own specifications, with every value that is not needed left as bytes: what is stored is never re-encoded.
A container may be attached or detached, DER or BER (NCALayer writes BER), with one or several signers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from asn1crypto import cms as cms_types
from asn1crypto import core

from app.domain.errors import Unreadable
from app.eds import asn1, ber
from app.eds import der as der_writing

SIGNED_DATA = "1.2.840.113549.1.7.2"
DATA = "1.2.840.113549.1.7.1"
TST_INFO = "1.2.840.113549.1.9.16.1.4"

CONTENT_TYPE = "1.2.840.113549.1.9.3"
MESSAGE_DIGEST = "1.2.840.113549.1.9.4"
SIGNING_TIME = "1.2.840.113549.1.9.5"
SIGNING_CERTIFICATE = "1.2.840.113549.1.9.16.2.12"  # RFC 2634, SHA-1
SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47"  # RFC 5035
ALGORITHM_PROTECTION = "1.2.840.113549.1.9.52"  # RFC 6211
SIGNATURE_TIME_STAMP = "1.2.840.113549.1.9.16.2.14"  # RFC 5126 6.1.1
CERTIFICATE_VALUES = "1.2.840.113549.1.9.16.2.23"  # RFC 5126 6.3.3
REVOCATION_VALUES = "1.2.840.113549.1.9.16.2.24"  # RFC 5126 6.3.4
ARCHIVE_TIME_STAMP_V3 = "0.4.0.1733.2.4"  # EN 319 122-1 5.5.3

_SET, _SEQUENCE = b"\x31", b"\x30"
_HEAD = 128  # bytes up to the content; where a container is BER, its outer parts are
_CERTIFICATES, _REVOCATION = 0xA0, 0xA1  # context tags of SignedData
_SIGNED_DATA = core.ObjectIdentifier(SIGNED_DATA).dump()


class _Values(core.SetOf):  # type: ignore[misc]  # asn1crypto has no types
    _child_spec = core.Any


class _Attribute(core.Sequence):  # type: ignore[misc]  # asn1crypto has no types
    _fields: ClassVar[list[Any]] = [("type", core.ObjectIdentifier), ("values", _Values)]


class _Attributes(core.SetOf):  # type: ignore[misc]  # asn1crypto has no types
    _child_spec = _Attribute


class _SignerInfo(core.Sequence):  # type: ignore[misc]  # asn1crypto has no types
    _fields: ClassVar[list[Any]] = [
        ("version", core.Integer),
        ("sid", cms_types.SignerIdentifier),
        ("digest_algorithm", asn1.Algorithm),
        ("signed_attributes", _Attributes, {"implicit": 0, "optional": True}),
        ("signature_algorithm", asn1.Algorithm),
        ("signature", core.OctetString),
        ("unsigned_attributes", _Attributes, {"implicit": 1, "optional": True}),
    ]


class _SignerInfos(core.SetOf):  # type: ignore[misc]  # asn1crypto has no types
    _child_spec = _SignerInfo


class _Algorithms(core.SetOf):  # type: ignore[misc]  # asn1crypto has no types
    _child_spec = asn1.Algorithm


class _Encapsulated(core.Sequence):  # type: ignore[misc]  # asn1crypto has no types
    _fields: ClassVar[list[Any]] = [
        ("content_type", core.ObjectIdentifier),
        ("content", core.OctetString, {"explicit": 0, "optional": True}),
    ]


class _SignedData(core.Sequence):  # type: ignore[misc]  # asn1crypto has no types
    _fields: ClassVar[list[Any]] = [
        ("version", core.Integer),
        ("digest_algorithms", _Algorithms),
        ("encapsulated", _Encapsulated),
        ("certificates", _Values, {"implicit": 0, "optional": True}),
        ("revocation", _Values, {"implicit": 1, "optional": True}),
        ("signers", _SignerInfos),
    ]


class _ContentInfo(core.Sequence):  # type: ignore[misc]  # asn1crypto has no types
    _fields: ClassVar[list[Any]] = [
        ("content_type", core.ObjectIdentifier),
        ("content", _SignedData, {"explicit": 0}),
    ]


Attributes = tuple[tuple[str, tuple[bytes, ...]], ...]  # (dotted OID, DER values)


@dataclass(frozen=True, slots=True)
class Signer:
    """One SignerInfo."""

    version: int
    issuer: bytes  # DER Name; empty where the signer is named by its key
    serial_number: int | None
    subject_key: bytes
    digest_algorithm: str
    digest_algorithm_der: bytes
    signature_algorithm: str
    signature_algorithm_der: bytes
    signed_part: bytes  # DER SET of signed attributes, as it was signed; empty where there are none
    signed_attributes: Attributes
    signature: bytes
    unsigned_attributes: Attributes

    def signed(self, oid: str) -> tuple[bytes, ...]:
        """The values of a signed attribute; RFC 5652 5.3 allows each at most once."""
        return _only(self.signed_attributes, oid)

    def unsigned(self, oid: str) -> tuple[bytes, ...]:
        return tuple(value for name, values in self.unsigned_attributes if name == oid for value in values)


@dataclass(frozen=True, slots=True)
class Container:
    """One SignedData."""

    der: bytes
    version: int
    digest_algorithms: tuple[bytes, ...]  # DER AlgorithmIdentifiers
    content_type: str
    content: bytes | None  # None: detached
    certificates: tuple[bytes, ...]
    revocation: tuple[bytes, ...]  # CRLs and other revocation values, as they are
    signers: tuple[Signer, ...]


def read(der: bytes) -> Container:
    """DER or BER. Raises `Unreadable("container")`."""
    if len(der) > asn1.MAX_CONTAINER:
        raise Unreadable("container")
    with asn1.reading("container"):
        asn1.countable(der)
        parts = elements(der)
        inner = asn1.complete(_Encapsulated.load(parts.encapsulated, strict=True))
        return Container(
            der=der,
            version=core.Integer.load(parts.version, strict=True).native,
            digest_algorithms=tuple(asn1.Algorithm.load(one, strict=True).dump() for one in parts.digests),
            content_type=inner["content_type"].dotted,
            content=inner["content"].native,
            certificates=tuple(parts.certificates),
            revocation=tuple(parts.revocation),
            signers=tuple(_signer(asn1.complete(_SignerInfo.load(one, strict=True))) for one in parts.signers),
        )


@dataclass(slots=True)
class Elements:
    """The members of one SignedData, each whole and as it is."""

    kind: bytes  # contentType of the ContentInfo
    version: bytes
    digests: list[bytes]
    encapsulated: bytes
    certificates: list[bytes]
    revocation: list[bytes]
    signers: list[bytes]


def elements(container: bytes) -> Elements:
    """Take a SignedData apart (RFC 5652 3, 5.1). Raises `ValueError`; call it under `asn1.reading()`."""
    kind, explicit = _sequence(definite(container))
    if kind != _SIGNED_DATA or explicit[0] != _CERTIFICATES:
        raise ValueError("not SignedData")
    (signed,) = der_members(explicit)
    version, digests, encapsulated, *optional, signers = _sequence(signed)
    if digests[:1] != _SET or signers[:1] != _SET:
        raise ValueError("not SignedData")
    held: dict[int, list[bytes]] = {_CERTIFICATES: [], _REVOCATION: []}
    tags = [one[0] for one in optional]
    if tags not in ([], [_CERTIFICATES], [_REVOCATION], [_CERTIFICATES, _REVOCATION]):
        raise ValueError("a part of the sequence belongs to no field")
    held |= {one[0]: der_members(one) for one in optional}
    return Elements(
        kind, version, der_members(digests), encapsulated, held[_CERTIFICATES], held[_REVOCATION], der_members(signers)
    )


def der_members(constructed: bytes) -> list[bytes]:
    return der_writing.members(der_writing.contents_of(constructed))


def _sequence(whole: bytes) -> list[bytes]:
    if whole[:1] != _SEQUENCE:
        raise ValueError("not a SEQUENCE")
    return der_members(whole)


def assemble(
    *,
    version: int,
    content_type: str,
    content: bytes | None,
    certificates: Sequence[bytes],
    issuer: bytes,
    serial_number: int,
    digest_algorithm: bytes,
    signature_algorithm: bytes,
    signed_part: bytes,
    signature: bytes,
) -> bytes:
    """DER of a SignedData with one signer named by issuer and serial number."""
    named = cms_types.IssuerAndSerialNumber(
        {"issuer": cms_types.Name.load(issuer), "serial_number": core.Integer(serial_number)}
    )
    signer = _SignerInfo(
        {
            "version": 1,
            "sid": cms_types.SignerIdentifier(name="issuer_and_serial_number", value=named),
            "digest_algorithm": asn1.Algorithm.load(digest_algorithm),
            "signed_attributes": _Attributes.load(signed_part),
            "signature_algorithm": asn1.Algorithm.load(signature_algorithm),
            "signature": signature,
        }
    )
    inner: dict[str, Any] = {"content_type": content_type}
    if content is not None:
        inner["content"] = content
    signed = _SignedData(
        {
            "version": version,
            "digest_algorithms": [asn1.Algorithm.load(digest_algorithm)],
            "encapsulated": inner,
            **({"certificates": [core.Any.load(der) for der in certificates]} if certificates else {}),
            "signers": [signer],
        }
    )
    whole: bytes = _ContentInfo({"content_type": SIGNED_DATA, "content": signed}).dump()
    return whole


def attribute_set(attributes: Sequence[tuple[str, bytes]]) -> bytes:
    """DER SET OF Attribute, each with one value: what RFC 5652 5.4 signs."""
    whole: bytes = _Attributes(
        [_Attribute({"type": oid, "values": [core.Any.load(value)]}) for oid, value in attributes]
    ).dump(force=True)
    return whole


def algorithm(oid: str) -> bytes:
    """DER AlgorithmIdentifier with NULL parameters, as the NCA's software writes them."""
    whole: bytes = asn1.Algorithm({"algorithm": oid, "parameters": core.Null()}).dump()
    return whole


def definite(der: bytes) -> bytes:
    """BER shows itself at the head; what is in DER stays as it is."""
    head = der[:_HEAD]
    is_ber = head[1:2] == b"\x80" or any(mark in head for mark in (b"\x24\x80", b"\xa0\x80", b"\x30\x80"))
    return ber.definite(der) if is_ber else der


def _signer(info: Any) -> Signer:
    named = info["sid"].chosen
    by_key = info["sid"].name != "issuer_and_serial_number"
    attributes = info["signed_attributes"]
    present = not isinstance(attributes, core.Void)
    return Signer(
        version=info["version"].native,
        issuer=b"" if by_key else named["issuer"].dump(),
        serial_number=None if by_key else named["serial_number"].native,
        subject_key=named.native if by_key else b"",
        digest_algorithm=info["digest_algorithm"]["algorithm"].dotted,
        digest_algorithm_der=info["digest_algorithm"].dump(),
        signature_algorithm=info["signature_algorithm"]["algorithm"].dotted,
        signature_algorithm_der=info["signature_algorithm"].dump(),
        signed_part=_SET + attributes.dump()[1:] if present else b"",
        signed_attributes=_attributes(attributes) if present else (),
        signature=info["signature"].native,
        unsigned_attributes=_attributes(info["unsigned_attributes"]),
    )


def _attributes(found: Any) -> Attributes:
    if isinstance(found, core.Void):
        return ()
    der_writing.members(found.contents)  # not more of them than a set may hold, before asn1crypto makes each an object
    return tuple((one["type"].dotted, tuple(der_writing.members(one["values"].contents))) for one in found)


def _only(attributes: Attributes, oid: str) -> tuple[bytes, ...]:
    found = [values for name, values in attributes if name == oid]
    return found[0] if len(found) == 1 else ()

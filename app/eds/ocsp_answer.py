"""An OCSP answer as bytes (RFC 6960 4.2.1), read with own specifications: asn1crypto's stop at what responders send.

The NCA sends an empty id-pkix-ocsp-nocheck and GOST keys; containers embed the BasicOCSPResponse without its envelope.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from asn1crypto import core, x509

from app.domain.errors import Unreadable
from app.eds import asn1
from app.eds.revocation import REASONS, Status

MAX_ANSWER = 1024 * 1024
_BASIC = "1.3.6.1.5.5.7.48.1.1"
_NONCE = "1.3.6.1.5.5.7.48.1.2"
_ENUMERATED = b"\x0a"
_MOST_CERTIFICATES = 16
_MOST_ANSWERS = 1000
_STATUSES = {
    0: "successful", 1: "malformed_request", 2: "internal_error", 3: "try_later", 5: "sign_required", 6: "unauthorized",
}  # fmt: skip


class _ResponseBytes(core.Sequence):  # type: ignore[misc]  # asn1crypto has no types
    _fields: ClassVar[list[Any]] = [("type", core.ObjectIdentifier), ("response", core.OctetString)]


class _Response(core.Sequence):  # type: ignore[misc]  # asn1crypto has no types
    """OCSPResponse; the status stays a number."""

    _fields: ClassVar[list[Any]] = [
        ("status", core.Any),
        ("bytes", _ResponseBytes, {"explicit": 0, "optional": True}),
    ]


class _CertId(core.Sequence):  # type: ignore[misc]  # asn1crypto has no types
    _fields: ClassVar[list[Any]] = [
        ("algorithm", asn1.Algorithm),
        ("name_hash", core.OctetString),
        ("key_hash", core.OctetString),
        ("serial_number", core.Integer),
    ]


class _Revoked(core.Sequence):  # type: ignore[misc]  # asn1crypto has no types
    _fields: ClassVar[list[Any]] = [
        ("time", core.GeneralizedTime),
        ("reason", core.Any, {"explicit": 0, "optional": True}),
    ]


class _CertStatus(core.Choice):  # type: ignore[misc]  # asn1crypto has no types
    _alternatives: ClassVar[list[Any]] = [
        ("good", core.Null, {"implicit": 0}),
        ("revoked", _Revoked, {"implicit": 1}),
        ("unknown", core.Null, {"implicit": 2}),
    ]


class _Single(core.Sequence):  # type: ignore[misc]  # asn1crypto has no types
    _fields: ClassVar[list[Any]] = [
        ("cert_id", _CertId),
        ("status", _CertStatus),
        ("this_update", core.GeneralizedTime),
        ("next_update", core.GeneralizedTime, {"explicit": 0, "optional": True}),
        ("extensions", asn1.Extensions, {"explicit": 1, "optional": True}),
    ]


class _Singles(core.SequenceOf):  # type: ignore[misc]  # asn1crypto has no types
    _child_spec = _Single


class _ResponderId(core.Choice):  # type: ignore[misc]  # asn1crypto has no types
    _alternatives: ClassVar[list[Any]] = [
        ("by_name", x509.Name, {"explicit": 1}),
        ("by_key", core.OctetString, {"explicit": 2}),
    ]


class _ResponseData(core.Sequence):  # type: ignore[misc]  # asn1crypto has no types
    _fields: ClassVar[list[Any]] = [
        ("version", core.Integer, {"explicit": 0, "optional": True}),
        ("responder", _ResponderId),
        ("produced_at", core.GeneralizedTime),
        ("responses", _Singles),
        ("extensions", asn1.Extensions, {"explicit": 1, "optional": True}),
    ]


class _Certificates(core.SequenceOf):  # type: ignore[misc]  # asn1crypto has no types
    _child_spec = core.Any


class _Basic(core.Sequence):  # type: ignore[misc]  # asn1crypto has no types
    _fields: ClassVar[list[Any]] = [
        ("data", _ResponseData),
        ("algorithm", asn1.Algorithm),
        ("signature", core.OctetBitString),
        ("certificates", _Certificates, {"explicit": 0, "optional": True}),
    ]


@dataclass(frozen=True, slots=True)
class Single:
    """What the answer says about one certificate."""

    digest_algorithm: str
    name_hash: bytes
    key_hash: bytes
    serial_number: int
    status: Status
    this_update: datetime
    next_update: datetime | None
    revoked_at: datetime | None
    reason: str
    has_unknown_critical: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """One BasicOCSPResponse."""

    der: bytes  # of the BasicOCSPResponse: what is kept as evidence and embedded
    responder_name: bytes  # DER Name; empty where the responder is named by its key
    responder_key: bytes  # SHA-1 of the key
    produced_at: datetime
    singles: tuple[Single, ...]
    nonce: bytes | None  # the value of the extension; 2.1 of RFC 8954 wraps the nonce in an OCTET STRING
    has_unknown_critical: bool
    signed_part: bytes
    signature_algorithm: str
    signature: bytes
    certificates: tuple[bytes, ...]


class NotSuccessful(Unreadable):
    """The responder answered, but with a status other than successful (4.2.1): `status` names it."""

    code = "ocsp-not-successful"


def read(der: bytes) -> Answer:
    """An OCSPResponse, or the BasicOCSPResponse alone as containers embed it.

    Raises `NotSuccessful`, `Unreadable("evidence")`.
    """
    if len(der) > MAX_ANSWER:
        raise Unreadable("evidence")
    with asn1.reading("evidence"):
        return _answer(_basic(der))


def _basic(der: bytes) -> bytes:
    """The BasicOCSPResponse inside, where there is an OCSPResponse around it: that one begins with an ENUMERATED."""
    outer = asn1.load(_Sequence, der, "evidence")
    if outer[0].dump()[:1] != _ENUMERATED:
        return der
    parsed = asn1.complete(asn1.load(_Response, der, "evidence"))
    stated = parsed["status"].dump()
    if stated[1:2] != b"\x01" or len(stated) != 3:  # one octet, by DER
        raise ValueError("no status")
    status = stated[2]
    if status != 0:
        raise NotSuccessful("ocsp-not-successful", status=_STATUSES.get(status, "unnamed"))
    inner = parsed["bytes"]
    if inner["type"].dotted != _BASIC:
        raise ValueError("not a basic response")
    basic: bytes = inner["response"].native
    return basic


class _Sequence(core.SequenceOf):  # type: ignore[misc]  # asn1crypto has no types
    _child_spec = core.Any


def _answer(der: bytes) -> Answer:
    parsed = asn1.complete(asn1.load(_Basic, der, "evidence"))
    data = asn1.complete(parsed["data"])
    responder = data["responder"]
    extensions = _extensions(data["extensions"])
    by_name = responder.name == "by_name"
    return Answer(
        der=der,
        responder_name=responder.chosen.untag().dump() if by_name else b"",
        responder_key=b"" if by_name else responder.chosen.native,
        produced_at=asn1.aware(data["produced_at"]),
        singles=tuple(_single(asn1.complete(one)) for one in _at_most(data["responses"], _MOST_ANSWERS)),
        nonce=extensions[_NONCE][0] if _NONCE in extensions else None,
        has_unknown_critical=any(critical for oid, (_, critical) in extensions.items() if oid != _NONCE),
        signed_part=data.dump(),
        signature_algorithm=parsed["algorithm"]["algorithm"].dotted,
        signature=parsed["signature"].native,
        certificates=tuple(one.dump() for one in _at_most(parsed["certificates"], _MOST_CERTIFICATES)),
    )


def _single(one: Any) -> Single:
    named = asn1.complete(one["cert_id"])
    status = one["status"]
    revoked = asn1.complete(status.chosen) if status.name == "revoked" else None
    next_update = one["next_update"]
    return Single(
        digest_algorithm=named["algorithm"]["algorithm"].dotted,
        name_hash=named["name_hash"].native,
        key_hash=named["key_hash"].native,
        serial_number=named["serial_number"].native,
        status=Status(status.name),
        this_update=asn1.aware(one["this_update"]),
        next_update=None if isinstance(next_update, core.Void) else asn1.aware(next_update),
        revoked_at=asn1.aware(revoked["time"]) if revoked is not None else None,
        reason=_reason(revoked["reason"]) if revoked is not None else "",
        has_unknown_critical=any(critical for _, critical in _extensions(one["extensions"]).values()),
    )


def _reason(found: Any) -> str:
    if isinstance(found, core.Void):
        return ""
    return REASONS[int.from_bytes(found.parsed.contents, "big")]


def _extensions(found: Any) -> dict[str, tuple[bytes, bool]]:
    """Value and criticality by OID."""
    known: dict[str, tuple[bytes, bool]] = {}
    for one in _at_most(found, _MOST_CERTIFICATES):
        oid = one["extn_id"].dotted
        if oid in known:
            raise ValueError("an extension appears twice")
        known[oid] = (one["extn_value"].native, bool(one["critical"].native))
    return known


def _at_most(found: Any, most: int) -> Any:
    if isinstance(found, core.Void):
        return ()
    if len(found) > most:
        raise ValueError("more than anybody sends")
    return found

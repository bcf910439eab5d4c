"""A thin layer over asn1crypto: strict reading, and the traps of Kazakh material kept in one place.

asn1crypto is lazy: a broken child is noticed when it is touched, as ValueError, TypeError or KeyError. Here
everything that comes from outside is loaded under `reading()`, which turns all of them into `Unreadable`.
`.native` of a whole structure fails on what it does not know (empty OCSP-nocheck values, unknown keys), so children
are taken one by one, and certificates are read with the specifications below.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import wraps
from typing import Any, ClassVar

from asn1crypto import core, x509

from app.domain.errors import Unreadable

MAX_CONTAINER = 64 * 1024 * 1024
_MOST_ELEMENTS, _COUNTED_LEVELS = 20_000, 5
_CONSTRUCTED, _HIGH_TAG, _INDEFINITE = 0x20, 0x1F, 0x80


class _Definite(bytes):
    """A header whose length ends in the octet 0x80, shown to asn1crypto without that last octet."""

    def __getitem__(self, key: Any) -> Any:
        return b"" if key == slice(-1, None) else super().__getitem__(key)


def _without_false_alarm(dump: Any) -> Any:
    """asn1crypto 1.5.1 takes every header that ends in 0x80 for one of indefinite length, so a structure of 0x1d80
    octets is encoded anew, and what it holds as `Any` is lost. Only an indefinite one has end-of-contents octets.
    """

    @wraps(dump)
    def guarded(value: Any, force: bool = False) -> Any:
        header = value._header
        if header is not None and bytes(header[-1:]) == b"\x80" and not value._trailer:
            value._header = _Definite(header)
        return dump(value, force)

    return guarded


for _kind in (core.Asn1Value, core.Choice, core.Primitive, core.Sequence, core.SequenceOf):
    _kind.dump = _without_false_alarm(_kind.dump)


@contextmanager
def reading(code: str) -> Iterator[None]:
    """Everything that malformed DER can raise becomes `Unreadable(code)`."""
    try:
        yield
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError) as problem:
        raise Unreadable(code) from problem


def load(spec: Any, der: bytes, code: str) -> Any:
    """Load one structure that fills `der` to its last byte. Raises `Unreadable(code)`."""
    if len(der) > MAX_CONTAINER:
        raise Unreadable(code)
    with reading(code):
        countable(der)
        return spec.load(der, strict=True)


def countable(der: bytes) -> None:
    """Half a million empty elements in a megabyte cost asn1crypto many seconds: the upper levels are counted before.

    What lies deeper (the entries of an embedded revocation list) is not its to read. Raises `ValueError`.
    """
    count, spans = 0, [(0, len(der), 0)]
    while spans:
        at, end, depth = spans.pop()
        while at + 2 <= end:
            count += 1
            if count > _MOST_ELEMENTS:
                raise ValueError("more elements than anybody writes")
            tag, length, start = der[at], der[at + 1], at + 2
            if tag & _HIGH_TAG == _HIGH_TAG:
                break
            if length == _INDEFINITE:  # what follows counts as its members
                spans += [(start, end, depth + 1)] if depth < _COUNTED_LEVELS else []
                break
            if length > _INDEFINITE:
                start += length & 0x7F
                length = int.from_bytes(der[at + 2 : start], "big")
            at = start + length
            if tag & _CONSTRUCTED and depth < _COUNTED_LEVELS:
                spans.append((start, min(at, end), depth + 1))


class Algorithm(core.Sequence):  # type: ignore[misc]  # asn1crypto has no types
    """AlgorithmIdentifier whose parameters are left alone."""

    _fields: ClassVar[list[Any]] = [("algorithm", core.ObjectIdentifier), ("parameters", core.Any, {"optional": True})]


class PublicKey(core.Sequence):  # type: ignore[misc]  # asn1crypto has no types
    """SubjectPublicKeyInfo of any algorithm: asn1crypto's own one fails on a Kazakh GOST key."""

    _fields: ClassVar[list[Any]] = [("algorithm", Algorithm), ("public_key", core.OctetBitString)]


def key_algorithm(public_key: bytes) -> str:
    """The dotted OID of a DER SubjectPublicKeyInfo. Raises `Unreadable("public-key")`."""
    parsed = load(PublicKey, public_key, "public-key")
    with reading("public-key"):
        oid: str = parsed["algorithm"]["algorithm"].dotted
    return oid


class Extension(core.Sequence):  # type: ignore[misc]  # asn1crypto has no types
    """An extension whose value is left alone: asn1crypto's own one parses it, and fails on an empty nocheck."""

    _fields: ClassVar[list[Any]] = [
        ("extn_id", core.ObjectIdentifier),
        ("critical", core.Boolean, {"default": False}),
        ("extn_value", core.OctetString),
    ]


class Extensions(core.SequenceOf):  # type: ignore[misc]  # asn1crypto has no types
    _child_spec = Extension


_OWN_FIELDS: dict[str, Any] = {"subject_public_key_info": PublicKey, "extensions": Extensions}


class TbsCertificate(core.Sequence):  # type: ignore[misc]  # asn1crypto has no types
    """RFC 5280 4.1, with the key and the extensions above."""

    _fields: ClassVar[list[Any]] = [
        (name, _OWN_FIELDS.get(name, spec), *rest) for name, spec, *rest in x509.TbsCertificate._fields
    ]


class Certificate(core.Sequence):  # type: ignore[misc]  # asn1crypto has no types
    """RFC 5280 4.1."""

    _fields: ClassVar[list[Any]] = [
        ("tbs_certificate", TbsCertificate),
        ("signature_algorithm", Algorithm),
        ("signature_value", core.OctetBitString),
    ]


def complete(sequence: Any) -> Any:
    """The same SEQUENCE, once its fields account for every byte: asn1crypto passes over what no field matches.

    Raises `ValueError`; call it under `reading()`.
    """
    if b"".join(sequence[name].dump() for name, *_ in sequence._fields) != sequence.contents:
        raise ValueError("a part of the sequence belongs to no field")
    return sequence


def extension(certificate: bytes, oid: str) -> bytes | None:
    """The value of one extension of a DER certificate, as it is. Raises `Unreadable("certificate")`."""
    parsed = load(Certificate, certificate, "certificate")
    with reading("certificate"):
        found = parsed["tbs_certificate"]["extensions"]
        for one in () if isinstance(found, core.Void) else found:
            if one["extn_id"].dotted == oid:
                value: bytes = one["extn_value"].native
                return value
    return None


def aware(moment: Any) -> datetime:
    """A time value of asn1crypto in UTC."""
    value: datetime = moment.native
    return value.astimezone(UTC)

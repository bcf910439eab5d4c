"""A certificate revocation list as bytes (RFC 5280 5.1): its header, and its entries without an object for each.

The production list of the NCA has 21 MB and 422 000 entries, so the entries are walked over in the bytes as they are,
a window at a time, in a file as well as in memory. Only what DER allows is read: definite lengths.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from mmap import mmap
from typing import Any, NamedTuple

from asn1crypto import core, x509

from app.domain.errors import Unreadable
from app.eds import asn1
from app.eds.revocation import REASONS

MAX_LIST = 64 * 1024 * 1024
LONGEST_SERIAL = 32  # RFC 5280 4.1.2.2 says 20
NO_REASON = 255

_SEQUENCE, _INTEGER, _BIT_STRING, _ENUMERATED, _UTC_TIME, _GENERALIZED_TIME, _EXTENSIONS = (
    0x30,
    0x02,
    0x03,
    0x0A,
    0x17,
    0x18,
    0xA0,
)
_WINDOW = 256 * 1024
_LARGEST_HEADER = 64 * 1024
# The extensions of an entry that has a reason and nothing else: 14 bytes, the last of them is the reason.
_ONLY_A_REASON = bytes.fromhex("300c300a0603551d1504030a01")

_NUMBER = "2.5.29.20"
_DELTA = "2.5.29.27"
_SCOPE = "2.5.29.28"
_AUTHORITY_KEY = "2.5.29.35"
_UNDERSTOOD = frozenset({_NUMBER, _DELTA, _SCOPE, _AUTHORITY_KEY})
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_REASON = "2.5.29.21"
_INVALIDITY_DATE = "2.5.29.24"

Span = tuple[int, int]


class Entry(NamedTuple):
    serial: bytes  # the shortest two's complement, as DER encodes it
    revoked_at: int  # seconds since 1970
    reason: int  # RFC 5280 5.3.1, NO_REASON where absent


@dataclass(frozen=True, slots=True)
class Crl:
    """One CertificateList; everything but the entries is read."""

    der: bytes | mmap
    issuer: bytes  # DER Name
    this_update: datetime
    next_update: datetime | None
    number: int | None
    delta_of: int | None  # BaseCRLNumber; None for a complete list
    authority_key: bytes
    scope: bytes | None  # DER IssuingDistributionPoint
    has_unknown_critical: bool
    inner_algorithm: str
    signature_algorithm: str
    signature: bytes
    signed_span: Span
    entries_span: Span

    @property
    def crl(self) -> Crl:
        return self

    def find(self, serial: bytes) -> Entry | None:
        """By walking over all entries: the whole list must be readable. Raises `Unreadable("evidence")`."""
        found = None
        for entry in entries(self):
            if entry.serial == serial and found is None:
                found = entry
        return found


def read(der: bytes | mmap) -> Crl:
    """Raises `Unreadable("evidence")`; the entries are not looked at yet."""
    if len(der) > MAX_LIST:
        raise Unreadable("evidence")
    with asn1.reading("evidence"):
        return _read(der)


def _read(der: bytes | mmap) -> Crl:
    start, stop = _value(der, (0, len(der)), _SEQUENCE)
    if stop != len(der):
        raise ValueError("bytes after the list")
    tbs = _whole(der, (start, stop))
    outer = _whole(der, (tbs[1], stop))
    bits_start, bits_stop = _value(der, (outer[1], stop), _BIT_STRING)
    if bits_stop != stop or der[bits_start] != 0:
        raise ValueError("signature")
    at, end = _value(der, tbs, _SEQUENCE)
    if der[at] == _INTEGER:  # version
        at = _whole(der, (at, end))[1]
    inner = _whole(der, (at, end))
    issuer = _whole(der, (inner[1], end))
    this_update = _whole(der, (issuer[1], end))
    at, next_update = this_update[1], None
    if at < end and der[at] in {_UTC_TIME, _GENERALIZED_TIME}:
        at, next_update = _whole(der, (at, end))[1], _time(der, (at, end))
    listed = (at, at)
    if at < end and der[at] == _SEQUENCE:
        listed = _value(der, (at, end), _SEQUENCE)
        at = listed[1]
    extensions = _extensions(_piece(der, _value(der, (at, end), _EXTENSIONS))) if at < end else {}
    if at < end and _value(der, (at, end), _EXTENSIONS)[1] != end:
        raise ValueError("bytes after the extensions")
    return Crl(
        der=der,
        issuer=_piece(der, issuer),
        this_update=_time(der, this_update),
        next_update=next_update,
        number=_known(extensions, _NUMBER, core.Integer),
        delta_of=_known(extensions, _DELTA, core.Integer),
        authority_key=_authority_key(extensions),
        scope=extensions[_SCOPE][0] if _SCOPE in extensions else None,
        has_unknown_critical=any(critical for oid, (_, critical) in extensions.items() if oid not in _UNDERSTOOD),
        inner_algorithm=_algorithm(_piece(der, inner)),
        signature_algorithm=_algorithm(_piece(der, outer)),
        signature=_piece(der, (bits_start + 1, bits_stop)),
        signed_span=tbs,
        entries_span=listed,
    )


def entries(crl: Crl) -> Iterator[Entry]:
    """Every entry in its order. Raises `Unreadable("evidence")`, `UnknownCritical`."""
    at, end = crl.entries_span
    with asn1.reading("evidence"):
        while at < end:
            window = crl.der[at : min(at + _WINDOW, end)]
            used = 0
            for stop, entry in _in_window(window, is_last=at + len(window) == end):
                used = stop
                yield entry
            if used == 0:
                raise ValueError("an entry longer than a window")
            at += used


class UnknownCritical(Unreadable):
    """An entry with a critical extension that is not understood: RFC 5280 5.3 forbids to use the list at all."""

    code = "crl-critical-extension"


def _in_window(window: bytes, *, is_last: bool) -> Iterator[tuple[int, Entry]]:
    """Where an entry ends, and the entry; stops before one that goes beyond the window."""
    at, size = 0, len(window)
    while at + 2 <= size:
        if window[at] != _SEQUENCE:
            raise ValueError("no entry")
        length, start = window[at + 1], at + 2
        if length > 0x7F:
            if start + (length & 0x7F) > size:
                break
            length, start = _long(window, at + 1, size)
        at = start + length
        if at > size:
            break
        yield at, _entry(window, start, at)
    if is_last and at != size:
        raise ValueError("a cut entry")


def _entry(window: bytes, start: int, stop: int) -> Entry:
    """serial number, time, and mostly a reason or nothing."""
    if window[start] != _INTEGER:
        raise ValueError("no serial number")
    time_at = start + 2 + window[start + 1]
    serial = window[start + 2 : time_at]
    if not 0 < len(serial) <= LONGEST_SERIAL:
        raise ValueError("serial number")
    if serial[0] in {0, 0xFF}:
        serial = encoded(int.from_bytes(serial, "big", signed=True))
    extensions_at = time_at + 2 + window[time_at + 1]
    moment = _seconds(window[time_at], window[time_at + 2 : extensions_at])
    if extensions_at == stop:
        return Entry(serial, moment, NO_REASON)
    if extensions_at > stop:
        raise ValueError("longer than its entry")
    if stop - extensions_at == len(_ONLY_A_REASON) + 1 and window.startswith(_ONLY_A_REASON, extensions_at):
        return Entry(serial, moment, _named(window[stop - 1]))
    return Entry(serial, moment, _reason(window[extensions_at:stop]))


def _named(reason: int) -> int:
    if reason not in REASONS:
        raise ValueError("reason")
    return reason


def _reason(extensions: bytes) -> int:
    reason = NO_REASON
    for oid, (value, is_critical) in _extensions(extensions).items():
        if oid == _REASON:
            start, stop = _value(value, (0, len(value)), _ENUMERATED)
            reason = _named(int.from_bytes(value[start:stop], "big"))
        elif is_critical and oid != _INVALIDITY_DATE:
            raise UnknownCritical
    return reason


def encoded(number: int) -> bytes:
    """A serial number as DER has it: the shortest two's complement."""
    return number.to_bytes((number + (number < 0)).bit_length() // 8 + 1, "big", signed=True)


# DER: one element at a time, definite lengths only.


def _whole(der: bytes | mmap, span: Span) -> Span:
    """Where the element at the beginning of a span starts and ends, with its tag and length."""
    at, end = span
    _, stop = _value(der, span, der[at] if at < end else -1)
    return at, stop


def _value(der: bytes | mmap, span: Span, tag: int) -> Span:
    """Where the value of the element at the beginning of a span starts and ends."""
    at, end = span
    if at + 2 > end or der[at] != tag:
        raise ValueError("another element was expected")
    length, start = der[at + 1], at + 2
    if length > 0x7F:
        length, start = _long(der, at + 1, end)
    if start + length > end:
        raise ValueError("longer than what holds it")
    return start, start + length


def _long(der: bytes | mmap, at: int, end: int) -> tuple[int, int]:
    """A length in several bytes, and where the value begins."""
    start = at + 1 + (der[at] & 0x7F)
    if der[at] not in {0x81, 0x82, 0x83, 0x84} or start > end:
        raise ValueError("length")
    return int.from_bytes(der[at + 1 : start], "big"), start


def _piece(der: bytes | mmap, span: Span) -> bytes:
    start, stop = span
    if stop - start > _LARGEST_HEADER:
        raise ValueError("longer than anybody writes")
    return der[start:stop]


def _time(der: bytes | mmap, span: Span) -> datetime:
    start, stop = _value(der, span, der[span[0]])
    return datetime.fromtimestamp(_seconds(der[span[0]], der[start:stop]), UTC)


def _seconds(tag: int, text: bytes) -> int:
    """RFC 5280 4.1.2.5: with seconds and Z, UTCTime from 1950 to 2049."""
    if tag == _UTC_TIME:
        text = (b"19" if text >= b"50" else b"20") + text
    elif tag != _GENERALIZED_TIME:
        raise ValueError("time")
    if len(text) != 15 or text[14] != 0x5A or not text[:14].isdigit():
        raise ValueError("time")
    hours, minutes, seconds = int(text[8:10]), int(text[10:12]), int(text[12:14])
    if hours > 23 or minutes > 59 or seconds > 59:
        raise ValueError("time")
    return _day(text[:8]) + hours * 3600 + minutes * 60 + seconds


@lru_cache(maxsize=4096)
def _day(text: bytes) -> int:
    moment = datetime(int(text[:4]), int(text[4:6]), int(text[6:]), tzinfo=UTC)
    return (moment - _EPOCH).days * 86400


def _algorithm(der: bytes) -> str:
    name: str = asn1.Algorithm.load(der, strict=True)["algorithm"].dotted
    return name


def _extensions(der: bytes) -> dict[str, tuple[bytes, bool]]:
    found: dict[str, tuple[bytes, bool]] = {}
    for one in asn1.Extensions.load(der, strict=True):
        oid = one["extn_id"].dotted
        if oid in found:
            raise ValueError("an extension appears twice")
        found[oid] = (one["extn_value"].native, bool(one["critical"].native))
    return found


def _known(extensions: dict[str, tuple[bytes, bool]], oid: str, spec: Any) -> Any:
    return spec.load(extensions[oid][0], strict=True).native if oid in extensions else None


def _authority_key(extensions: dict[str, tuple[bytes, bool]]) -> bytes:
    if _AUTHORITY_KEY not in extensions:
        return b""
    named = x509.AuthorityKeyIdentifier.load(extensions[_AUTHORITY_KEY][0], strict=True)
    key: bytes | None = named["key_identifier"].native
    return key or b""

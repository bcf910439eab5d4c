"""Values of OBX-5 and the data types they come in (HL7 v2 chapter 2.9): read for a person, never rounded or guessed."""

from __future__ import annotations

import base64
import binascii
import re
from datetime import UTC, datetime, timedelta, timezone

from app.domain.clock import KAZAKHSTAN
from app.domain.received import Attachment
from devices.hl7_encoding import Segment, unescape

_PLAIN_DECIMAL = re.compile(r"[+-]?[0-9]{1,15}(?:[.,][0-9]{1,15})?")
_MOMENT = re.compile(
    r"(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(?:\.?(\d{1,9}))?\s*([+-]\d{4})?",
)
_NUMERIC_TYPES = {"NM", "SN", "ST", "IS", "ID", "SI", ""}
_ARRAYS = frozenset({"NA", "MA"})
_CODED_TYPES = {"CE", "CWE", "CNE", "CF"}
_MAX_SHOWN = 64 * 1024  # characters of one value in a row; the whole value lies in the archive
_SIGNATURES = {
    b"%PDF-": "application/pdf", b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg", b"BM": "image/bmp",
    b"GIF8": "image/gif", b"II*\x00": "image/tiff", b"MM\x00*": "image/tiff", b"{\\rtf": "application/rtf",
    b"<?xml": "application/xml",
}  # fmt: skip


def readable_value(segment: Segment, value_type: str) -> str:
    """OBX-5 for a person: escapes resolved, coded values by their text, repetitions on lines of their own."""
    if value_type in {"ED", "RP"}:
        # All but the content itself, which is megabytes of base64.
        parts = [unescape(part, segment.delimiters) for part in segment.raw_components(5)[:4]]
        return " ".join(part for part in parts if part)
    if value_type == "SN":
        return _structured_numeric(segment)
    if value_type in _CODED_TYPES:
        coded = (_coded(segment, n) for n in range(len(segment.raw_repetitions(5))))
        return "\n".join(text for text in coded if text)
    shown = segment.raw(5)[:_MAX_SHOWN]
    if value_type in _ARRAYS:  # the samples of a curve, by the standard's signs whatever the message's are
        rows = (one.split(segment.delimiters.component) for one in shown.split(segment.delimiters.repetition))
        return "~".join("^".join(unescape(part, segment.delimiters) for part in row) for row in rows)
    if value_type in {"TX", "FT"}:
        return "\n".join(unescape(one, segment.delimiters) for one in shown.split(segment.delimiters.repetition))
    return unescape(shown, segment.delimiters)


def number_of(segment: Segment, value_type: str, text: str) -> float | None:
    """The number, only where the text is a plain decimal: never for `<0.5`, `*****`, `---`, or two values."""
    if value_type not in _NUMERIC_TYPES:
        return None
    if value_type == "SN" and segment.component(5, 1).strip() not in {"", "="}:
        return None
    return plain_number(text)


def plain_number(text: str) -> float | None:
    """The rule for every device's values: a plain decimal, point or comma, and nothing beside it.

    `+1` is no number but a grade, as urine analysers write it.
    """
    plain = text.strip()
    if re.fullmatch(r"\+\d", plain):
        return None
    return float(plain.replace(",", ".")) if _PLAIN_DECIMAL.fullmatch(plain) else None


def attachment_of(segment: Segment) -> Attachment | None:
    """ED: source^type^subtype^encoding^content (2.9.16). None where the content cannot be decoded."""
    parts = segment.raw_components(5)
    if len(parts) < 5:
        return None
    encoding = unescape(parts[3], segment.delimiters).strip().casefold()
    content = unescape(segment.delimiters.component.join(parts[4:]), segment.delimiters)
    try:
        if encoding == "base64":
            octets = base64.b64decode(re.sub(r"\s+", "", content) + "==", validate=False)
        elif encoding == "hex":
            octets = bytes.fromhex(re.sub(r"\s+", "", content))
        else:  # "A" and anything unnamed: the text itself
            octets = content.encode()
    except (binascii.Error, ValueError):
        return None
    return Attachment(media_type(octets), octets) if octets else None


def media_type(octets: bytes) -> str:
    """By the first bytes; a device's own word for it is not believed."""
    return next((kind for mark, kind in _SIGNATURES.items() if octets.startswith(mark)), "application/octet-stream")


def moment_of(text: str) -> datetime | None:
    """TS or DTM of at least a day's precision, aware, in UTC; without a zone it is Kazakhstan's time.

    None where it is shorter than a day or does not exist. Reads `20260724134901000` (milliseconds without a dot) too.
    """
    found = _MOMENT.fullmatch(text.strip())
    if not found or not found[3]:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    fraction = int((found[7] or "0").ljust(6, "0")[:6])
    try:
        zone = _zone(found[8]) if found[8] else KAZAKHSTAN
        return datetime(year, month, day, hour, minute, min(second, 59), fraction, zone).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _zone(offset: str) -> timezone:
    sign = -1 if offset[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(offset[1:3]), minutes=int(offset[3:5])))


def _structured_numeric(segment: Segment) -> str:
    """SN: comparator^number^separator^number, as a person writes it: "<0.5", "1:128"."""
    return "".join(unescape(part, segment.delimiters).strip() for part in segment.raw_components(5)[:4])


def _coded(segment: Segment, repetition: int) -> str:
    """The text of a coded value; its original text (CWE-9), its code where there is no text."""
    return next((text for n in (2, 9, 1, 5, 4) if (text := segment.component(5, n, repetition))), "")

"""Signatures and embedded files of a PDF from outside (ISO 32000-1 12.8, 7.11.4; PAdES: EN 319 142-1).

A signature is worth what its ByteRange covers: everything from the first byte to the last but one gap, and the gap
holds the container and nothing else (check D1). What was added behind it is told (check D2): a further signature or
the evidence for it (DSS) may follow, a document time stamp leaves it open, anything else changes what a person sees.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from app.domain.errors import Unreadable
from app.domain.signature import Check, Result

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST_BYTES = 256 * 1024 * 1024
_MOST_SIGNATURES = 64
_MOST_FIELDS = 20_000
_MOST_FILES = 128
_MOST_EMBEDDED = 128 * 1024 * 1024  # bytes of all embedded files
_TIME_STAMP = "/ETSI.RFC3161"  # a document time stamp, which is nobody's signature
_DETACHED = frozenset({"/ETSI.CAdES.detached", "/adbe.pkcs7.detached"})
_REFERENCE = re.compile(rb"(\d{1,10})\s+\d{1,5}\s+R")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class PdfSignature:
    """One signature: its field, the CMS, the bytes that it covers, and the checks of the covering."""

    name: str
    container: bytes
    content: bytes
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class _Range:
    """A signature dictionary with a ByteRange of four numbers within the file."""

    name: str
    sub_filter: str
    contents: bytes
    start: int
    gap: int
    after: int
    end: int


def look_into(file: bytes) -> tuple[tuple[PdfSignature, ...], tuple[tuple[str, bytes], ...]]:
    """Signatures in the order of what they cover, and embedded files (name, bytes) in the file's order.

    Raises `Unreadable`: `pdf`, `pdf-encrypted`, `too-large`.
    """
    if len(file) > MOST_BYTES:
        raise Unreadable("too-large")
    return quietly(lambda: _looked_into(file))


def _looked_into(file: bytes) -> tuple[tuple[PdfSignature, ...], tuple[tuple[str, bytes], ...]]:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(file))
    if reader.is_encrypted:
        raise Unreadable("pdf-encrypted")
    ranges = sorted((_range(name, found, file) for name, found in _dictionaries(reader)), key=lambda one: one.end)
    signatures = tuple(
        PdfSignature(
            one.name,
            _without_padding(one.contents),
            file[one.start : one.gap] + file[one.after : one.end],
            (_form(one), _gap(one, file), _revisions(one, ranges, file, reader)),
        )
        for one in ranges
        if one.sub_filter != _TIME_STAMP
    )
    return signatures, () if signatures else tuple(_embedded(reader))


def _dictionaries(reader: PdfReader) -> Iterator[tuple[str, Any]]:
    """Signature dictionaries with the names of their fields, wherever they stand in the tree of fields."""
    form = _root(reader).get_object().get("/AcroForm")
    fields = form.get_object().get("/Fields", ()) if form is not None else ()
    waiting: list[tuple[Any, str, str]] = [(item, "", "") for item in fields]
    seen: set[Any] = set()
    found = 0
    while waiting:
        item, above, kind = waiting.pop()
        key = getattr(item, "idnum", None) or id(item)
        if key in seen or len(seen) > _MOST_FIELDS:
            continue
        seen.add(key)
        field = item.get_object()
        name = f"{above}.{field['/T']}".lstrip(".") if "/T" in field else above
        kind = str(field.get("/FT", kind))
        if kind == "/Sig" and "/V" in field:
            found += 1
            if found > _MOST_SIGNATURES:
                raise Unreadable("too-large")
            yield name, field["/V"].get_object()
        waiting += [(child, name, kind) for child in field.get("/Kids", ())]


def _root(reader: PdfReader) -> Any:
    """The catalogue as it is named; the library's types do not say what may stand there."""
    return reader.trailer.raw_get("/Root")


def _range(name: str, found: Any, file: bytes) -> _Range:
    numbers = [int(number) for number in found["/ByteRange"].get_object()]
    if len(numbers) != 4 or any(number < 0 for number in numbers):
        raise Unreadable("pdf")
    start, first, after, second = numbers
    if start + first > after or after + second > len(file):
        raise Unreadable("pdf")
    contents = found["/Contents"].get_object()
    value = contents if isinstance(contents, bytes) else contents.original_bytes
    return _Range(name, str(found.get("/SubFilter", "")), bytes(value), start, start + first, after, after + second)


def _form(one: _Range) -> Check:
    return Check("D0", Result.PASS) if one.sub_filter in _DETACHED else Check("D0", Result.FAIL, "sub-filter")


def _gap(one: _Range, file: bytes) -> Check:
    """D1: the range starts with the file, and its one gap is the hexadecimal text of the container."""
    if one.start:
        return Check("D1", Result.FAIL, "not-whole-file")
    gap = file[one.gap : one.after]
    if not (gap.startswith(b"<") and gap.endswith(b">")):
        return Check("D1", Result.FAIL, "gap")
    try:
        held = bytes.fromhex(gap[1:-1].decode("ascii"))
    except ValueError:
        return Check("D1", Result.FAIL, "gap")
    whole = _without_padding(held)
    if held != one.contents or held[len(whole) :].strip(b"\0"):
        return Check("D1", Result.FAIL, "gap")
    return Check("D1", Result.PASS)


def _revisions(one: _Range, ranges: list[_Range], file: bytes, reader: PdfReader) -> Check:
    """D2: what follows the covered bytes."""
    if not file[one.end :].strip(b"\r\n"):
        return Check("D2", Result.PASS)
    if any(later.end > one.end and later.sub_filter != _TIME_STAMP for later in ranges):
        return Check("D2", Result.WARN, "later-revision")  # which its own signature covers, with a report of its own
    if _adds_evidence_only(file[: one.end], reader):
        return Check("D2", Result.PASS, "evidence-added")
    if any(later.end > one.end for later in ranges):
        # Anybody can have anything stamped, and what is called a stamp may be none: a person has to look.
        return Check("D2", Result.NOT_CHECKED, "later-revision-time-stamp")
    return Check("D2", Result.FAIL, "later-revision-unsigned")


def _adds_evidence_only(earlier: bytes, later: PdfReader) -> bool:
    """Whether the later file differs from the earlier one in new objects, the catalogue's DSS and facts about the file.

    EN 319 142-1 5.4.2. New objects that nothing but the DSS can reach are seen by nobody.
    """
    from pypdf import PdfReader

    before = PdfReader(io.BytesIO(earlier))
    root = _root(before)
    if root.idnum != _root(later).idnum:
        return False
    allowed = {root.idnum, *_facts(before, later)}
    for generation, offsets in before.xref.items():
        now = later.xref.get(generation, {})
        if any(now.get(number) != offset and number not in allowed for number, offset in offsets.items()):
            return False
    if any(
        later.xref_objStm.get(number) != place and number not in allowed for number, place in before.xref_objStm.items()
    ):
        return False
    if _fills_gaps(earlier, before, later):
        return False
    return _written(root.get_object()) == _written(_root(later).get_object())


def _fills_gaps(earlier: bytes, before: PdfReader, later: PdfReader) -> bool:
    """Whether a new object has a number that the earlier file refers to without having it: prepared for this moment."""
    numbers = set(later.xref_objStm).union(*later.xref.values())
    new = numbers - set(before.xref_objStm).union(*before.xref.values())
    texts = [earlier]
    texts += [before.get_object(held).get_data() for held in {place[0] for place in before.xref_objStm.values()}]  # type: ignore[union-attr]  # an object stream has data, and what has none raises
    return any(int(found[1]) in new for text in texts for found in _REFERENCE.finditer(text))


def _facts(before: PdfReader, later: PdfReader) -> set[int]:
    """Numbers of the Info dictionary and of the XMP metadata, where they are nothing else in both files."""
    found = set()
    for reader in (before, later):
        named = [reader.trailer.raw_get("/Info")] if "/Info" in reader.trailer else []
        info = [one.idnum for one in named if hasattr(one, "idnum") and _is_flat(one.get_object())]
        catalogue = _root(reader).get_object()
        stream = [catalogue.raw_get("/Metadata")] if "/Metadata" in catalogue else []
        told = [one.idnum for one in stream if hasattr(one, "idnum") and one.get_object().get("/Subtype") == "/XML"]
        found.add(frozenset([*info, *told]))
    return set.intersection(*map(set, found))


def _is_flat(info: Any) -> bool:
    """Texts and names alone (ISO 32000-1 14.3.3): a page or a stream that is called Info is none."""
    return isinstance(info, dict) and not any(isinstance(value, dict | list) for value in info.values()) and (
        "/Type" not in info and not hasattr(info, "get_data")
    )  # fmt: skip


def _written(catalogue: Any) -> dict[str, bytes]:
    """Every entry of a catalogue but those that come with evidence, as it stands in a file."""
    entries = {}
    for name, value in catalogue.items():
        if name not in {"/DSS", "/Extensions", "/Version"}:
            stream = io.BytesIO()
            value.write_to_stream(stream)
            entries[str(name)] = stream.getvalue()
    return entries


def _embedded(reader: PdfReader) -> Iterator[tuple[str, bytes]]:
    size = 0
    for number, item in enumerate(reader.attachment_list):
        if number >= _MOST_FILES:
            raise Unreadable("too-large")
        content = bytes(item.content)
        size += len(content)
        if size > _MOST_EMBEDDED:
            raise Unreadable("too-large")
        yield str(item.alternative_name or item.name), content


def _without_padding(contents: bytes) -> bytes:
    """The container without the zeros that fill its place: its own length says where it ends."""
    size = contents[1] if len(contents) > 1 else 0
    octets = size & 0x7F if 0x80 < size <= 0x84 else 0
    if not octets:
        return contents.rstrip(b"\0")
    return contents[: int.from_bytes(contents[2 : 2 + octets], "big") + 2 + octets]


def quietly(work: Callable[[], _T]) -> _T:
    """Whatever a broken PDF makes the library raise is `Unreadable("pdf")`, and it does not log what it mends."""
    from pypdf.errors import PyPdfError

    with _silent():
        try:
            return work()
        except PyPdfError as problem:
            raise Unreadable("pdf") from problem
        except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError) as problem:
            raise Unreadable("pdf") from problem
        except (AssertionError, NotImplementedError, OSError, MemoryError, ArithmeticError) as problem:
            raise Unreadable("pdf") from problem


@contextmanager
def _silent() -> Iterator[None]:
    log = logging.getLogger("pypdf")
    before = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(before)

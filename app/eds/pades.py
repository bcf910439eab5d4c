"""PAdES-B and -T of an existing PDF: EN 319 142-1, one more revision behind bytes that stay as they are.

The revision adds an invisible signature field whose container covers the whole file but itself. RSA keys only: readers
of PDF outside Kazakhstan know no GOST, and a signature that they call broken would harm its document. Verified by
`app/eds/pdf_reading.py` and the rules for CMS.
"""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from app.domain.errors import Refused, Unreadable
from app.eds import algorithms, cades, pdf_reading

if TYPE_CHECKING:
    from app.eds.key_store import RawKey
    from app.eds.tsp import TimestampAuthority

_ROOM = 24 * 1024  # bytes kept for the container with its certificate and a time stamp
_TEN_DIGITS = 9_999_999_999
_PLACE = re.compile(rb"/ByteRange \[ *0 +9{10} +9{10} +9{10} *\]")
_LOCKED_PRINT = 132  # annotation flags: print, locked (ISO 32000-1 12.5.3)
_SIGNATURES_EXIST, _APPEND_ONLY = 1, 2  # SigFlags (12.7.2)


def sign(
    pdf: bytes, key: RawKey, signing_time: datetime, *, tsa: TimestampAuthority | None = None, field: str = ""
) -> bytes:
    """The PDF with one more signature; with `tsa` its container has a time stamp (PAdES-B-T).

    Raises `Refused("pdf-gost")` for a GOST key, `Refused("pdf-container-too-large")`, `Unreadable("pdf")`,
    `Unreadable("pdf-encrypted")`, `TimeStampFailed`.
    """
    if algorithms.is_kazakh_gost(key.signature_algorithm):
        raise Refused("pdf-gost")
    pdf_reading.look_into(pdf)  # what cannot be read is not signed
    prepared = pdf_reading.quietly(lambda: _prepared(pdf, signing_time, field))
    gap, after, whole = _placed(prepared, len(pdf))
    signed = whole[:gap] + whole[after:]
    container = cades.container(signed, key, signing_time, for_pdf=True)
    if tsa is not None:
        container = cades.with_time_stamp(container, _token(container, tsa))
    if len(container) > _ROOM:
        raise Refused("pdf-container-too-large")
    return b"".join([whole[:gap], b"<", container.hex().encode().ljust((after - gap) - 2, b"0"), b">", whole[after:]])


def _prepared(pdf: bytes, signing_time: datetime, field: str) -> bytes:
    """The file with a new revision: signature dictionary, field, its widget on the first page."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import (
        ArrayObject,
        ByteStringObject,
        DictionaryObject,
        NameObject,
        NumberObject,
        TextStringObject,
    )

    writer = PdfWriter(io.BytesIO(pdf), incremental=True)
    # The numbers of earlier cross-reference streams are taken (ISO 32000-1 7.5.8): the library would give them again.
    taken = int(str(PdfReader(io.BytesIO(pdf)).trailer["/Size"]))
    writer._objects += [None] * (taken - 1 - len(writer._objects))
    root, page = writer.root_object, writer.pages[0]
    form: Any = root["/AcroForm"].get_object() if "/AcroForm" in root else DictionaryObject()
    fields: Any = form["/Fields"].get_object() if "/Fields" in form else ArrayObject()
    signature = writer._add_object(
        DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Sig"),
                NameObject("/Filter"): NameObject("/Adobe.PPKLite"),
                NameObject("/SubFilter"): NameObject("/ETSI.CAdES.detached"),
                NameObject("/ByteRange"): ArrayObject([NumberObject(0), *[NumberObject(_TEN_DIGITS)] * 3]),
                NameObject("/Contents"): ByteStringObject(bytes(_ROOM)),
                NameObject("/M"): TextStringObject(signing_time.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ")),
            }
        )
    )
    widget = writer._add_object(
        DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject("/Widget"),
                NameObject("/FT"): NameObject("/Sig"),
                NameObject("/T"): TextStringObject(field or f"Signature{len(fields) + 1}"),
                NameObject("/V"): signature,
                NameObject("/F"): NumberObject(_LOCKED_PRINT),
                NameObject("/Rect"): ArrayObject([NumberObject(0)] * 4),
                NameObject("/P"): page.indirect_reference or NumberObject(0),
            }
        )
    )
    annotations: Any = page["/Annots"].get_object() if "/Annots" in page else ArrayObject()
    annotations.append(widget)
    if "/Annots" not in page:
        page[NameObject("/Annots")] = annotations
    fields.append(widget)
    if "/Fields" not in form:
        form[NameObject("/Fields")] = fields
    form[NameObject("/SigFlags")] = NumberObject(_SIGNATURES_EXIST | _APPEND_ONLY)
    if "/AcroForm" not in root:
        root[NameObject("/AcroForm")] = writer._add_object(form)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _placed(prepared: bytes, original: int) -> tuple[int, int, bytes]:
    """Where the gap begins and ends, and the file with the ByteRange filled in."""
    place = _PLACE.search(prepared, original)
    empty = b"<" + b"00" * _ROOM + b">"
    gap = prepared.find(empty, original)
    if place is None or gap < 0:
        raise Unreadable("pdf")
    after = gap + len(empty)
    numbers = f"/ByteRange [ 0 {gap} {after} {len(prepared) - after}".encode()
    whole = prepared[: place.start()] + numbers.ljust(len(place[0]) - 1) + b"]" + prepared[place.end() :]
    return gap, after, whole


def _token(container: bytes, tsa: TimestampAuthority) -> bytes:
    from app.eds import cms

    return tsa.time_stamp(algorithms.digest(algorithms.SHA256, cms.read(container).signers[0].signature))

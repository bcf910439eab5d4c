"""From a draft to the final bytes: PDF/A-3a (ISO 19005-3) by typst, with the FHIR record embedded.

One file and one signature cover both what a person reads and what a program reads. The same draft gives the same
bytes: the date in the file is the draft's, ids follow from the document's own id.
"""

from __future__ import annotations

import hashlib
import io
import json
from typing import Any

from app.documents import fonts, form
from app.domain.clock import local
from app.domain.document import DocumentDraft, RenderedDocument

RECORD_NAME = "record.fhir.json"
RECORD_TYPE = "application/fhir+json"


def render(draft: DocumentDraft) -> RenderedDocument:
    """Final bytes of one document. Raises `Refused("form-unknown")`, `Refused("language")`."""
    chosen = form.find(draft.form)
    record = canonical(chosen.record(draft))
    values = chosen.values(draft) | {
        "record_name": RECORD_NAME,
        "record_type": RECORD_TYPE,
        "font": fonts.FAMILY,
        "language": draft.language,
        "made": _date_parts(draft),
        "seal": _seal(draft, record),
    }
    pdf = _typeset(draft, values, record)
    return RenderedDocument(draft, pdf, record, hashlib.sha256(pdf).hexdigest(), _pages(pdf))


def canonical(record: dict[str, Any]) -> bytes:
    """JSON with sorted keys and without spaces, UTF-8."""
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _typeset(draft: DocumentDraft, values: dict[str, Any], record: bytes) -> bytes:
    import typst

    template = form.template_of(draft.form)
    pdf: bytes = typst.compile(
        str(template),
        root=str(template.parent),
        font_paths=fonts.faces(),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={
            "values": json.dumps(_drawable(values), ensure_ascii=False),
            "record": record.decode(),
            "code": _code(values["seal"]["code"]),
        },
        pdf_standards="a-3a",
        timestamp=int(draft.made_at.timestamp()),
    )
    return pdf


def _seal(draft: DocumentDraft, record: bytes) -> dict[str, str]:
    """What ties the paper to the record: the document's id and the SHA-256 of the embedded record."""
    digest = hashlib.sha256(record).hexdigest()
    return {"uid": draft.document_uid, "sha256": digest, "code": f"urn:uuid:{draft.document_uid}#sha256={digest}"}


def _code(text: str) -> str:
    """A QR code as SVG."""
    import segno

    drawn = io.BytesIO()
    segno.make(text, error="m", micro=False).save(drawn, kind="svg", border=0, xmldecl=False, dark="#10242b")
    return drawn.getvalue().decode()


def _date_parts(draft: DocumentDraft) -> dict[str, int]:
    made = local(draft.made_at)
    return {name: getattr(made, name) for name in ("year", "month", "day", "hour", "minute", "second")}


def _drawable(value: Any) -> Any:
    """Every text in the values with letters that the font can draw."""
    if isinstance(value, str):
        return fonts.drawable(value)
    if isinstance(value, dict):
        return {name: _drawable(part) for name, part in value.items()}
    return [_drawable(part) for part in value] if isinstance(value, list | tuple) else value


def _pages(pdf: bytes) -> int:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()

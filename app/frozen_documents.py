"""Documents that wait for their signature: the exact bytes are fixed when the doctor finishes, and signed later.

What the doctor read is what is signed in the evening or by a program elsewhere, byte for byte. Where the record behind
it changed meanwhile (patient, practice, a part), the bytes would no longer say what the record says: that is found
here, and the doctor takes the visit back and finishes it anew.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import archiving, record
from app.domain.document import DocumentDraft, RenderedDocument
from app.domain.errors import Conflict
from app.domain.visit import VisitState
from db.tables.signing import FrozenDocumentTable
from db.tables.visit import VisitTable

SIGNED, TAKEN_BACK, REPLACED = "signed", "taken-back", "replaced"


def seal(session: Session, rendered: RenderedDocument) -> int:
    """The document's bytes in the archive; returns the record's number."""
    draft = rendered.draft
    metadata = {"document_uid": draft.document_uid, "form": draft.form, "version": draft.version}
    return archiving.keep(session, "document", metadata, rendered.pdf).id


def freeze(session: Session, visit_id: int, rendered: RenderedDocument) -> FrozenDocumentTable:
    """Fix the bytes of a visit; the same bytes again are the same row."""
    before = standing(session, visit_id)
    if before is not None:
        if before.sha256.hex() == rendered.sha256:
            return before
        _close(session, before, REPLACED)
    row = FrozenDocumentTable(
        visit_id=visit_id,
        document_uid=rendered.draft.document_uid,
        content_id=seal(session, rendered),
        pages=rendered.pages,
        sha256=bytes.fromhex(rendered.sha256),
        draft_sha256=fingerprint(rendered.draft),
        made_at=rendered.draft.made_at,
        frozen_at=record.of(session).clock.now(),
    )
    session.add(row)
    session.flush()
    return row


def standing(session: Session, visit_id: int) -> FrozenDocumentTable | None:
    """The bytes that wait for this visit, where some do."""
    waiting = select(FrozenDocumentTable).where(
        FrozenDocumentTable.visit_id == visit_id, FrozenDocumentTable.ended_at.is_(None)
    )
    return session.scalars(waiting).first()


def rendered(session: Session, row: FrozenDocumentTable, draft: DocumentDraft) -> RenderedDocument:
    """The fixed bytes with the draft they were made from.

    Raises `Conflict("record-changed")` where the draft would be another today, `Damaged` where the bytes are.
    """
    if fingerprint(draft) != row.draft_sha256:
        raise Conflict("record-changed")
    pdf = archiving.body(session, row.content_id)
    return RenderedDocument(draft, pdf, b"", row.sha256.hex(), row.pages)


def end(session: Session, visit: VisitTable, sha256: str) -> int | None:
    """The visit is signed: close its fixed bytes and give their record, where they are the signed ones.

    Raises `Conflict("record-changed")` where a finished visit was signed over other bytes than were fixed.
    """
    row = standing(session, visit.id)
    if row is None:
        return None
    same = row.sha256.hex() == sha256
    if visit.state == VisitState.TO_SIGN and not same:
        raise Conflict("record-changed")
    _close(session, row, SIGNED if same else REPLACED)
    return row.content_id if same else None


def take_back(session: Session, visit_id: int) -> None:
    row = standing(session, visit_id)
    if row is not None:
        _close(session, row, TAKEN_BACK)


def fingerprint(draft: DocumentDraft) -> bytes:
    """SHA-256 of everything a document is made from."""
    plain = json.dumps(asdict(draft), ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)
    return hashlib.sha256(plain.encode()).digest()


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _close(session: Session, row: FrozenDocumentTable, how: str) -> None:
    row.ended_at, row.ended_how = record.of(session).clock.now(), how
    session.flush()

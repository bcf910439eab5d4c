"""What a visit's document is made from, and its row: one draft, one id, one record in the archive.

The document's id follows from the visit and its version, so whoever makes it again makes the same one.
"""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import citations, document_parts, frozen_documents
from app.documents import form
from app.domain.document import Author, DocumentDraft, DocumentState, RenderedDocument, SignedPart
from app.domain.errors import Conflict
from app.domain.identity import Iin, PersonName
from app.domain.visit import VisitNote, VisitState
from app.patient_rows import patient_of
from app.signing_keys import practice_header
from db.tables.account import AccountTable
from db.tables.document import DocumentTable
from db.tables.patient import PatientTable
from db.tables.visit import VisitTable

FORM = "outpatient_visit"
OPEN_STATES = frozenset({VisitState.DRAFT, VisitState.TO_SIGN})  # what may still become a document
_DOCUMENTS = uuid.UUID("3c1c54a8-2f0e-5b5f-8a55-7a0c0f6f3a10")  # our own namespace for stable ids (RFC 9562, version 5)


def draft_of(
    session: Session,
    visit: VisitTable,
    note: VisitNote,
    made_at: datetime,
    parts: tuple[SignedPart, ...],
    withdrawn: str = "",
) -> DocumentDraft:
    """Everything that the form prints. `withdrawn` is the reason where the document says that the visit's is void."""
    previous = newest(session, visit.id)
    return DocumentDraft(
        document_uid=uid_of(visit.uid, visit.version, "withdrawn" if withdrawn else ""),
        form=FORM,
        language=visit.document_language,
        practice=practice_header(session),
        author=_author(session, visit.doctor_id),
        patient=patient_of(session, session.get_one(PatientTable, visit.patient_id)),
        visit_uid=visit.uid,
        visit_started_at=visit.started_at,
        visit_version=visit.version,
        note=note,
        made_at=made_at,
        version=previous.version + 1 if previous else 1,
        previous_uid=previous.uid if previous else "",
        parts=parts,
        withdrawn=withdrawn,
    )


def check_unchanged(session: Session, visit: VisitTable, draft: DocumentDraft) -> None:
    """Raises `Conflict("visit-changed")` where visit, patient, cited results or parts are no longer as prepared."""
    patient = session.get_one(PatientTable, visit.patient_id)
    same = (
        visit.state in OPEN_STATES
        and (visit.version, patient.version) == (draft.visit_version, draft.patient.version)
        and VisitNote.from_json(visit.note) == draft.note
        and document_parts.signed_parts(session, visit.id) == draft.parts
    )
    if not same or citations.missing(session, visit.patient_id, draft.note):
        raise Conflict("visit-changed")


def add(
    session: Session,
    visit: VisitTable,
    rendered: RenderedDocument,
    content_id: int | None = None,
    state: DocumentState = DocumentState.SIGNED,
) -> DocumentTable:
    """The row of a document that was just signed; `content_id` is its record where the archive has it already."""
    draft, previous = rendered.draft, newest(session, visit.id)
    chosen = form.find(draft.form)
    kept = content_id or frozen_documents.seal(session, rendered)
    document = DocumentTable(
        uid=draft.document_uid,
        patient_id=visit.patient_id,
        visit_id=visit.id,
        form=draft.form,
        form_version=chosen.version,
        language=draft.language,
        title=chosen.title(draft.language),
        version=draft.version,
        previous_id=previous.id if previous else None,
        state=state,
        pages=rendered.pages,
        content_id=kept,
        sha256=bytes.fromhex(rendered.sha256),
        created_at=draft.made_at,
    )
    session.add(document)
    session.flush()
    return document


def newest(session: Session, visit_id: int) -> DocumentTable | None:
    of_visit = select(DocumentTable).where(DocumentTable.visit_id == visit_id)
    return session.scalars(of_visit.order_by(DocumentTable.version.desc())).first()


def _author(session: Session, account_id: int) -> Author:
    row = session.get_one(AccountTable, account_id)
    name = PersonName(row.surname, row.given, row.patronymic)
    return Author(row.id, name, Iin(row.iin) if row.iin else None, row.position)


def uid_of(visit_uid: str, version: int, kind: str = "") -> str:
    return str(uuid.uuid5(_DOCUMENTS, f"{visit_uid}:{version}{kind and ':'}{kind}"))

"""Results that a visit's note cites, and signed documents whose cited result left the patient's card since.

The note remembers what it cites while it is a draft (`VisitNote.cited`); signing makes rows of it. A signed document
is never changed: where a cited result was moved, split or taken out of the card, the document carries a warning and
its author writes a correction (`app/visits.py correct_visit`). Marked and cleared in the step's own transaction.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app import audit, decisions, events, record
from app.domain.access import Actor, Permission, require
from app.domain.document import CitedResult, CitingDocument
from app.domain.events import DocumentChanged
from app.domain.identity import PersonName
from app.domain.visit import Citation, VisitNote
from db.tables.document import DocumentResultTable, DocumentTable, SignatureTable
from db.tables.patient import PatientTable
from db.tables.result import ReportTable, StudyTable


def citing(session: Session, actor: Actor, kind: str, object_id: int) -> tuple[CitingDocument, ...]:
    """The signed documents that cite a result and what moves with it, the newest first: told before it is moved."""
    require(actor, Permission.CLINICAL_READ)
    row = decisions.row_of(session, kind, object_id)
    found: dict[int, CitingDocument] = {}
    for some in decisions.in_portions([one.id for one in decisions.siblings(session, row)]):
        wanted = (
            select(DocumentTable, PatientTable, SignatureTable.signer_name)
            .join(DocumentResultTable, DocumentResultTable.document_id == DocumentTable.id)
            .join(PatientTable, PatientTable.id == DocumentTable.patient_id)
            .outerjoin(SignatureTable, SignatureTable.document_id == DocumentTable.id)
            .where(
                DocumentResultTable.kind == kind,
                DocumentResultTable.object_id.in_(some),
                DocumentTable.withdrawn_at.is_(None),
            )
            .order_by(SignatureTable.id.desc())  # the author's signature, the first, is the one that stays below
        )
        for document, patient, signer in session.execute(wanted):
            name = PersonName(patient.surname, patient.given, patient.patronymic)
            found[document.id] = CitingDocument(
                document.id, document.title, document.version, document.created_at, signer or "", name
            )
    return tuple(sorted(found.values(), key=lambda one: one.document_id, reverse=True))


def of_document(session: Session, actor: Actor, document_id: int) -> tuple[CitedResult, ...]:
    """What a document cites, and what became of each since it was signed."""
    require(actor, Permission.CLINICAL_READ)
    rows = session.scalars(
        select(DocumentResultTable)
        .where(DocumentResultTable.document_id == document_id)
        .order_by(DocumentResultTable.id)
    )
    return tuple(
        CitedResult(row.kind, row.object_id, _title(session, row), row.gone_at, row.gone_how) for row in rows
    )  # fmt: skip


def gone(session: Session, document_ids: Sequence[int]) -> dict[int, str]:
    """Documents with a warning: how the first of their cited results that left did so."""
    found: dict[int, str] = {}
    for some in decisions.in_portions(document_ids):
        rows = session.execute(
            select(DocumentResultTable.document_id, DocumentResultTable.gone_how)
            .where(DocumentResultTable.document_id.in_(some), DocumentResultTable.gone_at.is_not(None))
            .order_by(DocumentResultTable.gone_at)
        )
        for document_id, how in rows:
            found.setdefault(document_id, how)
    return found


def missing(session: Session, patient_id: int, note: VisitNote) -> tuple[Citation, ...]:
    """Cited results of a draft that are not in the patient's card, or not any more."""
    here = []
    for one in note.cited:
        row = _object(session, one.kind, one.object_id)
        is_withdrawn = isinstance(row, ReportTable) and row.withdrawn_at is not None
        if row is not None and row.patient_id == patient_id and not is_withdrawn:
            here.append(one)
    return tuple(one for one in note.cited if one not in here)


def not_in_card(session: Session, actor: Actor, patient_id: int, cited: tuple[Citation, ...]) -> tuple[Citation, ...]:
    """The same for what stands on the screen: they must leave the note before it is signed."""
    require(actor, Permission.CLINICAL_READ)
    return missing(session, patient_id, VisitNote(cited=cited))


def keep(session: Session, document_id: int, note: VisitNote) -> None:
    """Rows of what a document cites, at the moment it is signed."""
    session.add_all(
        DocumentResultTable(document_id=document_id, kind=kind, object_id=object_id)
        for kind, object_id in dict.fromkeys((one.kind, one.object_id) for one in note.cited)
    )
    session.flush()


def follow(session: Session, actor: Actor, moved: Sequence[decisions.Movable], how: str) -> None:
    """A step of a person moved these: warn the documents that cite them, or clear a warning that holds no longer."""
    now = record.of(session).clock.now()
    for some in decisions.in_portions(moved):
        where = {row.id: row.patient_id for row in some}
        for cited, document in session.execute(_citing_rows(decisions.kind_of(some[0]), list(where))):
            is_here = where[cited.object_id] == document.patient_id
            if is_here and cited.gone_at is not None and cited.gone_how != "split":
                _clear(session, actor, cited, document)
            elif not is_here and cited.gone_at is None:
                cited.gone_at, cited.gone_how = now, how
                _journal(session, actor, "document.cited-gone", cited, document, how)


def follow_split(session: Session, actor: Actor, study_id: int, *, undone: bool = False) -> None:
    """A part of a study went to somebody else, or came back."""
    for cited, document in session.execute(_citing_rows("study", [study_id])):
        if undone and cited.gone_how == "split":
            _clear(session, actor, cited, document)
        elif not undone and cited.gone_at is None:
            cited.gone_at, cited.gone_how = record.of(session).clock.now(), "split"
            _journal(session, actor, "document.cited-gone", cited, document, "split")


def is_cited(session: Session, kind: str, object_id: int) -> bool:
    """Whether a signed document refers to it."""
    wanted = select(DocumentResultTable.id).where(
        DocumentResultTable.kind == kind, DocumentResultTable.object_id == object_id
    )
    return session.scalar(wanted.limit(1)) is not None


def _citing_rows(kind: str, object_ids: Sequence[int]) -> Select[DocumentResultTable, DocumentTable]:
    return (
        select(DocumentResultTable, DocumentTable)
        .join(DocumentTable, DocumentTable.id == DocumentResultTable.document_id)
        .where(DocumentResultTable.kind == kind, DocumentResultTable.object_id.in_(object_ids))
        .order_by(DocumentResultTable.id)
    )


def _clear(session: Session, actor: Actor, cited: DocumentResultTable, document: DocumentTable) -> None:
    how, cited.gone_at, cited.gone_how = cited.gone_how, None, ""
    _journal(session, actor, "document.cited-back", cited, document, how)


def _journal(
    session: Session, actor: Actor, action: str, cited: DocumentResultTable, document: DocumentTable, how: str
) -> None:
    audit.write(
        session, actor, action, "document", document.id, patient_id=document.patient_id,
        after={"uid": document.uid, "version": document.version, "kind": cited.kind, "object": cited.object_id},
        reason=how,
    )  # fmt: skip
    events.tell(session, DocumentChanged(document.id, document.patient_id))


def _object(session: Session, kind: str, object_id: int) -> decisions.Movable | None:
    return session.get(StudyTable, object_id) if kind == "study" else session.get(ReportTable, object_id)


def _title(session: Session, row: DocumentResultTable) -> str:
    found = _object(session, row.kind, row.object_id)
    if isinstance(found, StudyTable):
        return found.description or found.modality
    return found.title if found is not None else ""

"""What is signed, as screens, exports and verifiers read it: rows, exact bytes, every container, the report.

Bytes come out of the archive as they went in; the report is made anew each time, from those bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import archiving, audit, citations, decisions, record
from app.domain.access import Actor, Permission, require
from app.domain.document import DocumentRow, DocumentState
from app.domain.errors import NotFound
from app.domain.identity import Iin, PersonName
from app.domain.signature import Level, SignatureReport
from app.eds import verify
from app.signing_keys import trusted
from db.tables.document import DocumentTable, SignatureTable, SignatureVersionTable
from db.tables.patient import PatientTable


@dataclass(frozen=True, slots=True)
class Container:
    """One version of one signature's container."""

    signature_id: int
    level: Level
    der: bytes


def documents(
    session: Session, actor: Actor, patient_id: int | None = None, limit: int = 500
) -> tuple[DocumentRow, ...]:
    """The newest documents first, of one patient or of all."""
    require(actor, Permission.CLINICAL_READ)
    wanted = (
        select(DocumentTable, PatientTable, SignatureTable)
        .join(PatientTable, PatientTable.id == DocumentTable.patient_id)
        .outerjoin(SignatureTable, SignatureTable.document_id == DocumentTable.id)
        .order_by(DocumentTable.created_at.desc(), DocumentTable.id.desc())
        .limit(limit)
    )
    if patient_id is not None:
        wanted = wanted.where(DocumentTable.patient_id == patient_id)
    rows = session.execute(wanted).all()
    gone = citations.gone(session, [document.id for document, _, _ in rows])
    corrected = _corrected(session, [document.id for document, _, _ in rows])
    return tuple(
        replace(
            _shown(document, patient, signature),
            warning=gone.get(document.id, ""), is_newest=document.id not in corrected,
        )
        for document, patient, signature in rows
    )  # fmt: skip


def _corrected(session: Session, document_ids: Sequence[int]) -> set[int]:
    """Those of which there is a later version."""
    found: set[int] = set()
    for some in decisions.in_portions(document_ids):
        later = select(DocumentTable.previous_id).where(DocumentTable.previous_id.in_(some))
        found |= {previous for previous in session.scalars(later) if previous is not None}
    return found


def open_document(session: Session, actor: Actor, document_id: int) -> bytes:
    """The exact signed bytes (PDF), for reading: leaves a row in the journal, needs a writing session (R10-e)."""
    document = _row(session, actor, document_id)
    audit.write(session, actor, "document.read", "document", document_id, patient_id=document.patient_id)
    return archiving.body(session, document.content_id)


def hand_out(session: Session, actor: Actor, document_id: int) -> tuple[Container, ...]:
    """Every container, for writing beside the document: leaves a row in the journal (R10-e, R27.7-a)."""
    found = containers(session, actor, document_id)
    patient_id = _row(session, actor, document_id).patient_id
    audit.write(
        session, actor, "document.hand-out", "document", document_id,
        patient_id=patient_id, after={"containers": len(found)},
    )  # fmt: skip
    return found


def containers(session: Session, actor: Actor, document_id: int) -> tuple[Container, ...]:
    """Every container of every signature, oldest first."""
    _row(session, actor, document_id)
    rows = session.execute(
        select(SignatureVersionTable)
        .join(SignatureTable, SignatureTable.id == SignatureVersionTable.signature_id)
        .where(SignatureTable.document_id == document_id)
        .order_by(SignatureVersionTable.id)
    ).scalars()
    return tuple(
        Container(row.signature_id, Level(row.level), archiving.body(session, row.container_id)) for row in rows
    )


def verify_document(session: Session, actor: Actor, document_id: int) -> SignatureReport:
    """The report on the newest container, with the signer that the record knows. Raises `NotFound`, `Damaged`."""
    document = _row(session, actor, document_id)
    content = archiving.body(session, document.content_id)
    found = containers(session, actor, document_id)
    if not found:
        raise NotFound("signature")
    signature = session.get_one(SignatureTable, found[-1].signature_id)
    expected = verify.Expected(iin=Iin(signature.signer_iin) if signature.signer_iin else None)
    return verify.verify(
        found[-1].der,
        content,
        trusted=trusted(session),
        now=record.of(session).clock.now(),
        expected=expected,
    )


def _row(session: Session, actor: Actor, document_id: int) -> DocumentTable:
    require(actor, Permission.CLINICAL_READ)
    document = session.get(DocumentTable, document_id)
    if document is None:
        raise NotFound("document")
    return document


def _shown(document: DocumentTable, patient: PatientTable, signature: SignatureTable | None) -> DocumentRow:
    return DocumentRow(
        document_id=document.id,
        uid=document.uid,
        patient_id=patient.id,
        patient_name=PersonName(patient.surname, patient.given, patient.patronymic),
        patient_birth_date=patient.birth_date,
        form=document.form,
        title=document.title,
        language=document.language,
        version=document.version,
        state=DocumentState(document.state),
        signature_state=signature.state if signature else "",
        signer_name=signature.signer_name if signature else "",
        created_at=document.created_at,
        visit_id=document.visit_id,
    )

"""Read a document with everything that proves it out of the record: the one step of a take-away that needs the store.

Leaves a row in the journal: from here on the bytes are in somebody's hands (R10-e, R27.10-a).
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import archiving, audit, evidence_store, record, signature_rows, signing_keys
from app.domain.access import Actor, Permission, require
from app.domain.errors import NotFound
from app.domain.signature import Evidence, EvidenceKind
from app.signed_documents import content_of
from app.takeaway.taken import Taken, TakenSignature
from db.tables.document import DocumentTable, SignatureTable
from db.tables.signing import DocumentCoverTable, DocumentPartTable

_PROOFS = frozenset(
    {EvidenceKind.TST, EvidenceKind.OCSP, EvidenceKind.CRL, EvidenceKind.CERT, EvidenceKind.ATS}
)  # fmt: skip


def take_away(session: Session, actor: Actor, document_id: int) -> Taken:
    """Everything about one document. Raises `NotFound("document")`, `NotFound("signature")`, `Damaged`."""
    require(actor, Permission.CLINICAL_READ)
    document = session.get(DocumentTable, document_id)
    if document is None:
        raise NotFound("document")
    signatures = (*_of_document(session, document_id), *_of_parts(session, document_id))
    if not signatures:
        raise NotFound("signature")
    audit.write(
        session, actor, "document.take-away", "document", document_id,
        patient_id=document.patient_id, after={"signatures": len(signatures)},
    )  # fmt: skip
    return Taken(
        uid=document.uid,
        title=document.title,
        form=document.form,
        language=document.language,
        version=document.version,
        practice_name=signing_keys.practice_header(session).name,
        document=archiving.body(session, document.content_id),
        signatures=signatures,
        is_test=record.of(session).is_test,
        test_authorities=signing_keys.test_authorities(session),
        made_at=record.of(session).clock.now(),
    )


def _of_document(session: Session, document_id: int) -> list[TakenSignature]:
    mine = select(SignatureTable).where(SignatureTable.document_id == document_id).order_by(SignatureTable.id)
    return [_taken(session, row) for row in session.scalars(mine)]


def _of_parts(session: Session, document_id: int) -> list[TakenSignature]:
    """Parts that the document covers, which others signed (R27.9)."""
    covered = session.execute(
        select(SignatureTable, DocumentPartTable.title)
        .join(DocumentCoverTable, DocumentCoverTable.signature_id == SignatureTable.id)
        .join(DocumentPartTable, DocumentPartTable.id == DocumentCoverTable.part_id)
        .where(DocumentCoverTable.document_id == document_id)
        .order_by(DocumentCoverTable.id)
    )
    return [_taken(session, row, content_of(session, row), title) for row, title in covered]


def _taken(session: Session, row: SignatureTable, content: bytes | None = None, part_title: str = "") -> TakenSignature:
    kept = tuple(
        Evidence(one.kind, evidence_store.body(session, one.evidence_id), one.produced_at, one.this_update)
        for one in evidence_store.evidence_of(session, row.id)
        if one.kind in _PROOFS
    )
    return TakenSignature(
        signer_name=row.signer_name,
        signer_number=row.signer_iin,
        container=archiving.body(session, signature_rows.newest_container(session, row.id)),
        kept=kept,
        content=content,
        part_title=part_title,
    )

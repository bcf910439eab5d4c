"""The rows of one signature: who signed what, its container, what was signed, and how our verification ended.

All in the caller's transaction; the bytes are durable in the archive before the rows (crash rule).
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import evidence_store
from app.domain.signature import SignatureState, SignedBytes
from db.tables.document import DocumentTable, SignatureTable, SignatureVersionTable
from db.tables.signing import DocumentPartTable

_STATES = {"CAdES-B": SignatureState.SIGNED, "CAdES-T": SignatureState.TIME_STAMPED}


def add(
    session: Session, account_id: int | None, signed: SignedBytes, *, over: DocumentTable | DocumentPartTable
) -> SignatureTable:
    """A signature over a document's bytes, or over a part's manifest."""
    own = signed.certificate
    of_document = isinstance(over, DocumentTable)
    row = SignatureTable(
        document_id=over.id if of_document else None,
        part_id=None if of_document else over.id,
        account_id=account_id,
        signer_name=own.subject_name,
        signer_iin=str(own.iin or ""),
        bin_number=str(own.bin_number or ""),
        role=own.role,
        store_kind=signed.store_kind,
        certificate_serial=own.serial_number,
        certificate_issuer=own.issuer_name,
        algorithm=own.algorithm,
        signing_time=signed.signing_time,
        level=signed.level,
        state=_STATES.get(signed.level, SignatureState.COMPLETE),
        time_stamp_time=signed.report.time_stamp_time if signed.report else None,
    )
    session.add(row)
    session.flush()
    uid = over.uid if isinstance(over, DocumentTable) else over.part_uid
    evidence_store.keep_content(session, row.id, signed.level, over.content_id or 0)
    evidence_store.keep_container(session, row.id, signed.level, signed.container, uid)
    if signed.report is not None:
        evidence_store.keep_report(session, row.id, signed.report, "signing")
    session.flush()
    return row


def facts(session: Session, row: SignatureTable) -> dict[str, object]:
    """What a journal row tells of a signature: certificate, level, and the newest link of the evidence."""
    return {
        "signature": row.id,
        "certificate": row.certificate_serial,
        "role": row.role,
        "store": row.store_kind,
        "level": row.level,
        **evidence_store.head(session),
    }


def newest_container(session: Session, signature_id: int) -> int:
    """Number of the archive record of a signature's newest container."""
    of_signature = select(SignatureVersionTable.container_id).where(SignatureVersionTable.signature_id == signature_id)
    return session.scalars(of_signature.order_by(SignatureVersionTable.id.desc())).first() or 0


def authors(session: Session, document_id: int) -> SignatureTable | None:
    """The first signature of a document: its author's."""
    mine = select(SignatureTable).where(SignatureTable.document_id == document_id)
    return session.scalars(mine.order_by(SignatureTable.id)).first()

"""What is signed, as screens, exports and verifiers read it: rows, exact bytes, every container, the report.

Bytes come out of the archive as they went in; the report is made anew each time, from those bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import archiving, audit, citations, decisions, evidence_chain, evidence_store, record
from app import signature_rows as rows_of
from app.domain.access import Actor, Permission, require
from app.domain.document import DocumentRow, DocumentState
from app.domain.errors import NotFound
from app.domain.identity import Iin, PersonName
from app.domain.signature import Check, Level, Result, SignatureReport, SignatureState, Verdict
from app.domain.signed import SignatureRow, StoredReport
from app.eds import verify
from app.evidence_store import StoredEvidence
from app.signing_keys import trusted
from db.tables.document import DocumentTable, SignatureTable, SignatureVersionTable
from db.tables.evidence import SignatureReportTable
from db.tables.patient import PatientTable
from db.tables.signing import DocumentCoverTable, DocumentPartTable

# The least complete signature tells how far a document is.
_EMBEDDED = frozenset({Level.LT, Level.LTA})  # their evidence lies inside the container
_PROGRESS = (SignatureState.SIGNED, SignatureState.TIME_STAMPED, SignatureState.COMPLETE)


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
        select(DocumentTable, PatientTable)
        .join(PatientTable, PatientTable.id == DocumentTable.patient_id)
        .order_by(DocumentTable.created_at.desc(), DocumentTable.id.desc())
        .limit(limit)
    )
    if patient_id is not None:
        wanted = wanted.where(DocumentTable.patient_id == patient_id)
    rows = session.execute(wanted).all()
    ids = [document.id for document, _ in rows]
    gone = citations.gone(session, ids)
    corrected = _corrected(session, ids)
    signed = _signatures(session, ids)
    return tuple(
        replace(
            _shown(document, patient, signed.get(document.id, [])),
            warning=gone.get(document.id, ""), is_newest=document.id not in corrected,
        )
        for document, patient in rows
    )  # fmt: skip


def _signatures(session: Session, document_ids: Sequence[int]) -> dict[int, list[SignatureTable]]:
    """Of each document its signatures, the author's first."""
    found: dict[int, list[SignatureTable]] = {}
    for some in decisions.in_portions(document_ids):
        theirs = select(SignatureTable).where(SignatureTable.document_id.in_(some)).order_by(SignatureTable.id)
        for row in session.scalars(theirs):
            found.setdefault(row.document_id or 0, []).append(row)
    return found


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


def signatures(session: Session, actor: Actor, document_id: int) -> tuple[SignatureRow, ...]:
    """Everybody who signed: the document first, the author before the others, then the parts that it covers."""
    _row(session, actor, document_id)
    mine = session.scalars(
        select(SignatureTable).where(SignatureTable.document_id == document_id).order_by(SignatureTable.id)
    ).all()
    found = [_signature(row, is_author=number == 0) for number, row in enumerate(mine)]
    covered = session.execute(
        select(SignatureTable, DocumentPartTable)
        .join(DocumentCoverTable, DocumentCoverTable.signature_id == SignatureTable.id)
        .join(DocumentPartTable, DocumentPartTable.id == DocumentCoverTable.part_id)
        .where(DocumentCoverTable.document_id == document_id)
        .order_by(DocumentCoverTable.id)
    )
    found += [
        replace(
            _signature(row, is_author=False),
            part_uid=part.part_uid, part_title=part.title, stands=part.state == "signed",
        )
        for row, part in covered
    ]  # fmt: skip
    return tuple(found)


def verify_document(session: Session, actor: Actor, document_id: int) -> SignatureReport:
    """The report on the author's newest container, with the signer that the record knows.

    Raises `NotFound`, `Damaged`.
    """
    _row(session, actor, document_id)
    signature = rows_of.authors(session, document_id)
    if signature is None:
        raise NotFound("signature")
    return report_on(session, signature)


def verify_signature(session: Session, actor: Actor, signature_id: int) -> SignatureReport:
    """The report on one signature of a document or of a part, made now from the stored bytes alone."""
    require(actor, Permission.CLINICAL_READ)
    signature = session.get(SignatureTable, signature_id)
    if signature is None:
        raise NotFound("signature")
    return report_on(session, signature)


def report_on(session: Session, signature: SignatureTable) -> SignatureReport:
    """The rules over the newest container, and L2: the store gave back what was put into it."""
    report = verify.verify(
        archiving.body(session, rows_of.newest_container(session, signature.id)),
        content_of(session, signature),
        trusted=trusted(session),
        now=record.of(session).clock.now(),
        expected=verify.Expected(iin=Iin(signature.signer_iin) if signature.signer_iin else None),
        evidence=() if signature.level in _EMBEDDED else evidence_store.revocation_evidence(session, signature.id),
    )
    return with_check(report, evidence_chain.stored_check(session, signature.id))


def with_check(report: SignatureReport, check: Check) -> SignatureReport:
    """A report with one more check; a failed one makes it invalid."""
    verdict = Verdict.INVALID if check.result is Result.FAIL else report.verdict
    return replace(report, verdict=verdict, checks=(*report.checks, check))


def content_of(session: Session, signature: SignatureTable) -> bytes:
    """What a signature is over: a document's bytes, or a part's manifest. Raises `Damaged`."""
    if signature.document_id is not None:
        return archiving.body(session, session.get_one(DocumentTable, signature.document_id).content_id)
    part = session.get_one(DocumentPartTable, signature.part_id)
    return archiving.body(session, part.content_id or 0)


def reports(session: Session, actor: Actor, signature_id: int) -> tuple[StoredReport, ...]:
    """Every verification of a signature that was kept, oldest first."""
    require(actor, Permission.CLINICAL_READ)
    kept = select(SignatureReportTable).where(SignatureReportTable.signature_id == signature_id)
    return tuple(
        StoredReport(
            row.id, row.signature_id, row.at, row.occasion, row.rules_version, row.verdict, row.claimed_level,
            row.verified_level, row.reference_time,
            tuple(Check(code, Result(result), reason) for code, result, reason in row.checks),
        )
        for row in session.scalars(kept.order_by(SignatureReportTable.id))
    )  # fmt: skip


def evidence(session: Session, actor: Actor, signature_id: int) -> tuple[StoredEvidence, ...]:
    """Every piece of evidence that is kept for a signature, oldest first; `evidence_store.body` gives its bytes."""
    require(actor, Permission.CLINICAL_READ)
    return evidence_store.evidence_of(session, signature_id)


def _row(session: Session, actor: Actor, document_id: int) -> DocumentTable:
    require(actor, Permission.CLINICAL_READ)
    document = session.get(DocumentTable, document_id)
    if document is None:
        raise NotFound("document")
    return document


def _shown(document: DocumentTable, patient: PatientTable, signed: list[SignatureTable]) -> DocumentRow:
    least = min((_PROGRESS.index(SignatureState(row.state)) for row in signed), default=None)
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
        signature_state="" if least is None else _PROGRESS[least],
        signer_name=signed[0].signer_name if signed else "",
        created_at=document.created_at,
        visit_id=document.visit_id,
        signatures=len(signed),
        review=next((row.review for row in signed if row.review), ""),
    )


def _signature(row: SignatureTable, *, is_author: bool) -> SignatureRow:
    return SignatureRow(
        signature_id=row.id,
        account_id=row.account_id,
        signer_name=row.signer_name,
        signer_iin=row.signer_iin,
        bin_number=row.bin_number,
        role=row.role,
        store_kind=row.store_kind,
        certificate_serial=row.certificate_serial,
        certificate_issuer=row.certificate_issuer,
        algorithm=row.algorithm,
        state=SignatureState(row.state),
        level=Level(row.level),
        claimed_level=row.claimed_level,
        verified_level=row.verified_level,
        verdict=row.verdict,
        signing_time=row.signing_time,
        time_stamp_time=row.time_stamp_time,
        outside_window=row.outside_window,
        review=row.review,
        last_problem=row.last_problem,
        next_attempt_at=row.next_attempt_at,
        checked_at=row.checked_at,
        renew_at=row.renew_at,
        is_author=is_author,
    )

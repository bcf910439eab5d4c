"""Finishing a visit: prepare, render, sign, verify, and store everything in one transaction.

prepare (read) → render → open the key → sign document and events → verify the results → store (one transaction)

The steps are apart, because each belongs on another thread; `finish` runs them in order. Crash rule: the bytes are
durable in the archive before the rows that tell of them, so a crash leaves either nothing or everything. The
document's id follows from the visit and its version, so a second call for the same version finds the first
one's document. Requirements R27.9-a, R27.11-a, R27.12-b, R7-a.
"""

from __future__ import annotations

import uuid
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import archiving, audit, citations, events, record
from app.documents import form
from app.documents.render import render
from app.domain.access import Actor, Permission, require
from app.domain.appointment import AppointmentState
from app.domain.document import Author, DocumentDraft, DocumentState, RenderedDocument
from app.domain.errors import Conflict, NotFound, Refused, WorldError
from app.domain.events import AppointmentChanged, DocumentChanged, VisitChanged
from app.domain.identity import Iin, PersonName
from app.domain.signature import Level, Result, SignatureState, SignedBytes, SignedDocument
from app.domain.visit import VisitNote, VisitState
from app.eds import authority, certificate, key_store, trust, verify
from app.eds.key_store import OpenedKey
from app.eds.trust import TrustList
from app.exchange import mapping, outbox, profile
from app.patient_rows import patient_of
from app.signing_keys import practice_header, trusted
from db.tables.account import AccountTable
from db.tables.appointment import AppointmentTable
from db.tables.document import DocumentTable, SignatureTable, SignatureVersionTable
from db.tables.patient import PatientTable
from db.tables.visit import VisitTable

FORM = "outpatient_visit"
_DOCUMENTS = uuid.UUID("3c1c54a8-2f0e-5b5f-8a55-7a0c0f6f3a10")  # our own namespace for stable ids (RFC 9562, version 5)


class Sessions(Protocol):
    """The part of the store that `finish` needs (`db/store.py`)."""

    def reading(self) -> AbstractContextManager[Session]: ...

    def writing(self) -> AbstractContextManager[Session]: ...


@dataclass(frozen=True, slots=True)
class Preparation:
    """Everything that rendering and signing need, gathered in one read."""

    visit_id: int
    draft: DocumentDraft
    events: tuple[mapping.EventDraft, ...]
    trusted: TrustList


@dataclass(frozen=True, slots=True)
class Finished:
    """What was stored, or what an earlier call had stored already."""

    document_id: int
    document_uid: str
    version: int
    state: SignatureState


@dataclass(frozen=True, slots=True)
class KeyChoice:
    """Which key signs, and what was typed to open it."""

    store_kind: str
    location: str
    secret: str = field(repr=False)


def finish(store: Sessions, actor: Actor, visit_id: int, choice: KeyChoice) -> Finished:
    """All steps in order, each in its own short transaction.

    Raises `Refused`: what `prepare`, the key store and `sign` raise; `Conflict("visit-changed")`. A refusal leaves
    a row in the journal and nothing else (§22.9: failed attempts with an EDS are kept).
    """
    with store.reading() as session:
        already = finished(session, actor, visit_id)
        preparation = None if already else prepare(session, actor, visit_id)
    if already:
        return already
    assert preparation is not None
    rendered = render(preparation.draft)
    try:
        with key_store.find(choice.store_kind).open(choice.location, choice.secret) as opened:
            signed = sign(actor, preparation, rendered, opened)
    except WorldError as refusal:
        with store.writing() as session:
            note_refusal(session, actor, visit_id, refusal.code)
        raise
    with store.writing() as session:
        return keep(session, actor, preparation, signed)


def finished(session: Session, actor: Actor, visit_id: int) -> Finished | None:
    """The document of a visit that is signed already, of its present version."""
    require(actor, Permission.SIGN)
    visit = _visit(session, visit_id)
    return _stored(session, _uid_of(visit.uid, visit.version)) if visit.state == VisitState.SIGNED else None


def prepare(session: Session, actor: Actor, visit_id: int) -> Preparation:
    """Gather what the document says. Reads only.

    Raises `Refused`: `no-right`; `not-the-author`; `visit-not-draft`; `note-incomplete` with `missing`, the fields
    in the order of the form; `event-invalid` where the ministry would not take the event.
    """
    require(actor, Permission.SIGN)
    visit = _visit(session, visit_id)
    if visit.doctor_id != actor.account_id:
        raise Refused("not-the-author")
    if visit.state != VisitState.DRAFT:
        raise Refused("visit-not-draft")
    note = VisitNote.from_json(visit.note)
    if citations.missing(session, visit.patient_id, note):
        raise Refused("cited-not-in-card")
    if missing := note.missing():
        raise Refused("note-incomplete", missing=",".join(missing))
    previous = _newest(session, visit_id)
    draft = DocumentDraft(
        document_uid=_uid_of(visit.uid, visit.version),
        form=FORM,
        language=visit.document_language,
        practice=practice_header(session),
        author=_author(session, visit.doctor_id),
        patient=patient_of(session, session.get_one(PatientTable, visit.patient_id)),
        visit_uid=visit.uid,
        visit_started_at=visit.started_at,
        visit_version=visit.version,
        note=note,
        made_at=record.of(session).clock.now(),
        version=previous.version + 1 if previous else 1,
        previous_uid=previous.uid if previous else "",
    )
    return Preparation(visit_id, draft, _events(session, draft), trusted(session))


def sign(actor: Actor, preparation: Preparation, rendered: RenderedDocument, opened: OpenedKey) -> SignedDocument:
    """Sign the document and each event with the one opened key, and verify every result. Touches no store.

    Raises `Refused("certificate-<reason>")` before anything is signed, `Refused("signature-refused")` with `check` and
    `reason` where a result does not hold.
    """
    draft = preparation.draft
    own = opened.certificate
    checks = (
        *authority.may_sign(certificate.view(own), actor, draft.practice, draft.made_at),
        *trust.chain(own, preparation.trusted, draft.made_at),
    )
    refusal = authority.refusal(checks)
    if refusal is not None:
        raise refusal
    contents = (rendered.pdf, *(event.signing_bytes for event in preparation.events))
    containers = opened.sign(contents, draft.made_at)
    signed = [
        _verified(container, content, actor, preparation)
        for container, content in zip(containers, contents, strict=True)
    ]
    return SignedDocument(
        rendered,
        signed[0],
        tuple(
            mapping.with_signature(event, signature, draft.author)
            for event, signature in zip(preparation.events, signed[1:], strict=True)
        ),
    )


def keep(session: Session, actor: Actor, preparation: Preparation, signed: SignedDocument) -> Finished:
    """Store a signed document: its bytes, signature, journal, outbox and the visit's state, in this transaction.

    Raises `Conflict("visit-changed")` where somebody wrote in the visit after it was prepared.
    """
    require(actor, Permission.SIGN)
    draft = preparation.draft
    already = _stored(session, draft.document_uid)
    if already is not None:
        return already
    visit = _visit(session, preparation.visit_id)
    patient = session.get_one(PatientTable, visit.patient_id)
    if (visit.state, visit.version, VisitNote.from_json(visit.note), patient.version) != (
        VisitState.DRAFT, draft.visit_version, draft.note, draft.patient.version,
    ) or citations.missing(session, visit.patient_id, draft.note):  # fmt: skip
        raise Conflict("visit-changed")
    document = _add_document(session, visit, signed)
    citations.keep(session, document.id, draft.note)
    _add_signature(session, actor, document, signed.signature)
    visit.state, visit.finished_at = VisitState.SIGNED, draft.made_at
    _finish_booking(session, visit)
    audit.write(
        session,
        actor,
        "document.sign",
        "document",
        document.id,
        patient_id=visit.patient_id,
        after={
            "uid": draft.document_uid,
            "version": document.version,
            "sha256": signed.rendered.sha256,
            "certificate": signed.signature.certificate.serial_number,
            "level": signed.signature.level,
            "note": visit.note,
        },
    )
    outbox.enqueue(session, actor, signed, document_id=document.id, patient_id=visit.patient_id)
    events.tell(session, VisitChanged(visit.id, visit.patient_id))
    events.tell(session, DocumentChanged(document.id, visit.patient_id))
    return Finished(document.id, document.uid, document.version, SignatureState.SIGNED)


def note_refusal(session: Session, actor: Actor, visit_id: int, code: str) -> None:
    """Leave a row of a refused attempt to sign, with the code of its reason."""
    visit = _visit(session, visit_id)
    audit.write(session, actor, "document.sign", "visit", visit_id, patient_id=visit.patient_id, result=code)


def sign_bytes(
    content: bytes, opened: OpenedKey, *, trusted_authorities: TrustList, moment: datetime, iin: Iin | None = None
) -> SignedBytes:
    """Sign any bytes outside the record (`sign` of the command line), with the same checks of the result."""
    refusal = authority.refusal(
        (
            *trust.chain(opened.certificate, trusted_authorities, moment),
            authority.purpose(certificate.view(opened.certificate)),
        )
    )
    if refusal is not None:
        raise refusal
    (container,) = opened.sign([content], moment)
    return _checked(container, content, trusted_authorities, moment, verify.Expected(iin=iin))


def _verified(container: bytes, content: bytes, actor: Actor, preparation: Preparation) -> SignedBytes:
    """A container is judged by its own certificate: the one that was announced may be another."""
    draft = preparation.draft
    expected = verify.Expected(iin=actor.iin, bin_number=draft.practice.bin_number)
    signed = _checked(container, content, preparation.trusted, draft.made_at, expected)
    refusal = authority.refusal(authority.may_sign(signed.certificate, actor, draft.practice, draft.made_at))
    if refusal is not None:
        raise refusal
    return signed


def _checked(
    container: bytes, content: bytes, authorities: TrustList, moment: datetime, expected: verify.Expected
) -> SignedBytes:
    report = verify.verify(container, content, trusted=authorities, now=moment, expected=expected)
    failed = next((check for check in report.checks if check.result is Result.FAIL), None)
    if failed is not None or report.signer is None:
        named = {"check": failed.code, "reason": failed.reason} if failed else {}
        raise Refused("signature-refused", **named)
    return SignedBytes(container, report.verified_level or Level.B, report.signing_time or moment, report.signer)


def _events(session: Session, draft: DocumentDraft) -> tuple[mapping.EventDraft, ...]:
    return mapping.visit_events(
        draft,
        event_id=mapping.event_id_of(draft.visit_uid),
        file_id=mapping.file_id_of(draft.document_uid),
        profile=profile.load(session),
    )


def _add_document(session: Session, visit: VisitTable, signed: SignedDocument) -> DocumentTable:
    draft, previous = signed.rendered.draft, _newest(session, visit.id)
    chosen = form.find(draft.form)
    metadata = {"document_uid": draft.document_uid, "form": draft.form, "version": draft.version}
    content = archiving.keep(session, "document", metadata, signed.rendered.pdf)
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
        state=DocumentState.SIGNED,
        pages=signed.rendered.pages,
        content_id=content.id,
        sha256=bytes.fromhex(signed.rendered.sha256),
        created_at=draft.made_at,
    )
    session.add(document)
    session.flush()
    return document


def _add_signature(session: Session, actor: Actor, document: DocumentTable, signature: SignedBytes) -> None:
    own = signature.certificate
    metadata = {"document_uid": document.uid, "level": signature.level}
    container = archiving.keep(session, "signature", metadata, signature.container)
    row = SignatureTable(
        document_id=document.id,
        account_id=actor.account_id,
        signer_name=own.subject_name,
        signer_iin=str(own.iin or ""),
        certificate_serial=own.serial_number,
        certificate_issuer=own.issuer_name,
        algorithm=own.algorithm,
        signing_time=signature.signing_time,
        level=signature.level,
        state=SignatureState.SIGNED,
    )
    session.add(row)
    session.flush()
    session.add(
        SignatureVersionTable(
            signature_id=row.id,
            level=signature.level,
            container_id=container.id,
            stored_at=record.of(session).clock.now(),
        )
    )
    session.flush()


def _finish_booking(session: Session, visit: VisitTable) -> None:
    booking = session.get(AppointmentTable, visit.appointment_id) if visit.appointment_id else None
    if booking is not None and booking.state != AppointmentState.DONE:
        booking.state = AppointmentState.DONE
        events.tell(session, AppointmentChanged(booking.id, visit.patient_id))


def _visit(session: Session, visit_id: int) -> VisitTable:
    visit = session.get(VisitTable, visit_id)
    if visit is None:
        raise NotFound("visit")
    return visit


def _newest(session: Session, visit_id: int) -> DocumentTable | None:
    of_visit = select(DocumentTable).where(DocumentTable.visit_id == visit_id)
    return session.scalars(of_visit.order_by(DocumentTable.version.desc())).first()


def _stored(session: Session, uid: str) -> Finished | None:
    document = session.scalars(select(DocumentTable).where(DocumentTable.uid == uid)).first()
    if document is None:
        return None
    of_document = select(SignatureTable.state).where(SignatureTable.document_id == document.id)
    state = session.scalars(of_document).first() or SignatureState.SIGNED
    return Finished(document.id, document.uid, document.version, SignatureState(state))


def _author(session: Session, account_id: int) -> Author:
    row = session.get_one(AccountTable, account_id)
    name = PersonName(row.surname, row.given, row.patronymic)
    return Author(row.id, name, Iin(row.iin) if row.iin else None, row.position)


def _uid_of(visit_uid: str, version: int) -> str:
    return str(uuid.uuid5(_DOCUMENTS, f"{visit_uid}:{version}"))

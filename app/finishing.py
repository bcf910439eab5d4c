"""Finishing a visit: prepare, render, sign, verify, and store everything in one transaction.

prepare (read) → render → open the key → sign document and events → verify the results → store (one transaction)

The steps are apart, because each belongs on another thread; `finish` runs them in order. Crash rule: the bytes are
durable in the archive before the rows that tell of them, so a crash leaves either nothing or everything. The
document's id follows from the visit and its version, so a second call for the same version finds the first
one's document. Requirements R27.9-a, R27.11-a, R27.12-b, R7-a.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import accounts, audit, citations, document_parts, events, frozen_documents, own_signature, record
from app import signature_rows as rows
from app.documents import form
from app.documents.render import render
from app.domain.access import Actor, Permission, require
from app.domain.appointment import AppointmentState
from app.domain.document import Author, DocumentDraft, DocumentState, RenderedDocument
from app.domain.errors import Conflict, NotFound, Refused, WorldError
from app.domain.events import AppointmentChanged, DocumentChanged, VisitChanged
from app.domain.identity import Iin, PersonName
from app.domain.signature import SignatureState, SignedDocument
from app.domain.visit import VisitNote, VisitState
from app.eds import key_store
from app.eds.key_store import OpenedKey
from app.eds.trust import TrustList
from app.exchange import mapping, outbox, profile
from app.opened_keys import KeyChoice
from app.own_signature import Signer, sign_bytes
from app.patient_rows import patient_of
from app.record import Sessions
from app.signing_keys import practice_header, trusted
from db.tables.account import AccountTable
from db.tables.appointment import AppointmentTable
from db.tables.document import DocumentTable
from db.tables.patient import PatientTable
from db.tables.visit import VisitTable

__all__ = [
    "Finished",
    "KeyChoice",
    "Preparation",
    "Sessions",
    "finish",
    "finished",
    "keep",
    "note_refusal",
    "prepare",
    "sign",
    "sign_bytes",
]

FORM = "outpatient_visit"
OPEN_STATES = frozenset({VisitState.DRAFT, VisitState.TO_SIGN})  # what may still become a document
_DOCUMENTS = uuid.UUID("3c1c54a8-2f0e-5b5f-8a55-7a0c0f6f3a10")  # our own namespace for stable ids (RFC 9562, version 5)


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
            signed = sign(actor, preparation, rendered, opened, store_kind=choice.store_kind)
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


def prepare(session: Session, actor: Actor, visit_id: int, made_at: datetime | None = None) -> Preparation:
    """Gather what the document says. Reads only. `made_at` repeats an earlier preparation of the same bytes.

    Raises `Refused`: `no-right`; `not-the-author`; `visit-not-draft`; `note-incomplete` with `missing`, the fields
    in the order of the form; `part-unsigned`; `event-invalid` where the ministry would not take the event.
    """
    require(actor, Permission.SIGN)
    accounts.require_active(session, actor)
    visit = _visit(session, visit_id)
    if visit.doctor_id != actor.account_id:
        raise Refused("not-the-author")
    if visit.state not in OPEN_STATES:
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
        made_at=made_at or record.of(session).clock.now(),
        version=previous.version + 1 if previous else 1,
        previous_uid=previous.uid if previous else "",
        parts=document_parts.signed_parts(session, visit_id),
    )
    return Preparation(visit_id, draft, _events(session, draft), trusted(session))


def sign(
    actor: Actor,
    preparation: Preparation,
    rendered: RenderedDocument,
    opened: OpenedKey,
    *,
    store_kind: str = "",
    shown: str = "",
    moment: datetime | None = None,
) -> SignedDocument:
    """Sign the document and each event with the one opened key, and verify every result. Touches no store.

    `moment` is when it is signed, where that is later than the document was made; `shown` is the SHA-256 of the bytes
    that were before the doctor's eyes. Raises `Refused`: `shown-differs`, `certificate-<reason>` before anything is
    signed, `signature-refused` with `check` and `reason` where a result does not hold.
    """
    draft = preparation.draft
    if rendered.draft != draft:
        raise Refused("shown-differs")
    own_signature.check_shown(rendered.pdf, rendered.sha256, shown)
    signer = Signer(actor, draft.practice, preparation.trusted, moment or draft.made_at, store_kind)
    contents = (rendered.pdf, *(event.signing_bytes for event in preparation.events))
    signed = own_signature.sign(contents, opened, signer)
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
    accounts.require_active(session, actor)
    draft = preparation.draft
    already = _stored(session, draft.document_uid)
    if already is not None:
        return already
    visit = _visit(session, preparation.visit_id)
    check_unchanged(session, visit, draft)
    content_id = frozen_documents.end(session, visit, signed.rendered.sha256)
    document = _add_document(session, visit, signed, content_id)
    citations.keep(session, document.id, draft.note)
    signature = rows.add(session, actor.account_id, signed.signature, over=document)
    document_parts.cover(session, document.id, visit.id)
    visit.state, visit.finished_at = VisitState.SIGNED, draft.made_at
    finish_booking(session, visit)
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
            "note": visit.note,
            **rows.facts(session, signature),
        },
    )
    outbox.enqueue(session, actor, signed, document_id=document.id, patient_id=visit.patient_id)
    events.tell(session, VisitChanged(visit.id, visit.patient_id))
    events.tell(session, DocumentChanged(document.id, visit.patient_id))
    return Finished(document.id, document.uid, document.version, SignatureState(signature.state))


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


def note_refusal(session: Session, actor: Actor, visit_id: int, code: str) -> None:
    """Leave a row of a refused attempt to sign, with the code of its reason."""
    visit = _visit(session, visit_id)
    audit.write(session, actor, "document.sign", "visit", visit_id, patient_id=visit.patient_id, result=code)


def _events(session: Session, draft: DocumentDraft) -> tuple[mapping.EventDraft, ...]:
    return mapping.visit_events(
        draft,
        event_id=mapping.event_id_of(draft.visit_uid),
        file_id=mapping.file_id_of(draft.document_uid),
        profile=profile.load(session),
    )


def _add_document(session: Session, visit: VisitTable, signed: SignedDocument, content_id: int | None) -> DocumentTable:
    draft, previous = signed.rendered.draft, _newest(session, visit.id)
    chosen = form.find(draft.form)
    kept = content_id or frozen_documents.seal(session, signed.rendered)
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
        content_id=kept,
        sha256=bytes.fromhex(signed.rendered.sha256),
        created_at=draft.made_at,
    )
    session.add(document)
    session.flush()
    return document


def finish_booking(session: Session, visit: VisitTable) -> None:
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
    signature = rows.authors(session, document.id)
    state = SignatureState(signature.state) if signature else SignatureState.SIGNED
    return Finished(document.id, document.uid, document.version, state)


def _author(session: Session, account_id: int) -> Author:
    row = session.get_one(AccountTable, account_id)
    name = PersonName(row.surname, row.given, row.patronymic)
    return Author(row.id, name, Iin(row.iin) if row.iin else None, row.position)


def _uid_of(visit_uid: str, version: int) -> str:
    return str(uuid.uuid5(_DOCUMENTS, f"{visit_uid}:{version}"))

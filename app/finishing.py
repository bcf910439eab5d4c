"""Finishing a visit: prepare, render, sign, verify, and store everything in one transaction.

prepare (read) → render → open the key → sign document and events → verify the results → store (one transaction)

The steps are apart, because each belongs on another thread; `finish` runs them in order. Crash rule: the bytes are
durable in the archive before the rows that tell of them, so a crash leaves either nothing or everything. The
document's id follows from the visit and its version, so a second call for the same version finds the first
one's document. Requirements R27.9-a, R27.11-a, R27.12-b, R7-a.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import (
    accounts,
    attempts,
    audit,
    citations,
    document_parts,
    events,
    frozen_documents,
    own_signature,
    record,
    visit_documents,
)
from app import signature_rows as rows
from app.documents.render import render
from app.domain.access import Actor, Permission, require
from app.domain.appointment import AppointmentState
from app.domain.document import DocumentDraft, RenderedDocument
from app.domain.errors import NotFound, Refused, WorldError
from app.domain.events import AppointmentChanged, DocumentChanged, VisitChanged
from app.domain.signature import SignatureState, SignedDocument
from app.domain.visit import VisitNote, VisitState
from app.eds.key_store import UNWATCHED, OpenedKey, Watch
from app.eds.trust import TrustList
from app.exchange import mapping, outbox, profile
from app.opened_keys import KeyChoice
from app.own_signature import NOTHING_KNOWN, Signer, Standing, sign_bytes
from app.record import Sessions
from app.signing_keys import trusted
from db.tables.appointment import AppointmentTable
from db.tables.document import DocumentTable
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


@dataclass(frozen=True, slots=True)
class Preparation:
    """Everything that rendering and signing need, gathered in one read."""

    visit_id: int
    draft: DocumentDraft
    events: tuple[mapping.EventDraft, ...]
    trusted: TrustList
    standing: Standing = NOTHING_KNOWN


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
        with choice.open() as opened:
            signed = sign(actor, preparation, rendered, opened, store_kind=choice.store_kind)
    except WorldError as refusal:
        with store.writing() as session:
            note_refusal(session, actor, visit_id, refusal)
        raise
    with store.writing() as session:
        return keep(session, actor, preparation, signed)


def finished(session: Session, actor: Actor, visit_id: int) -> Finished | None:
    """The document of a visit that is signed already, of its present version."""
    require(actor, Permission.SIGN)
    visit = _visit(session, visit_id)
    if visit.state != VisitState.SIGNED:
        return None
    return _stored(session, visit_documents.uid_of(visit.uid, visit.version))


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
    if visit.state not in visit_documents.OPEN_STATES:
        raise Refused("visit-not-draft")
    note = VisitNote.from_json(visit.note)
    if citations.missing(session, visit.patient_id, note):
        raise Refused("cited-not-in-card")
    if missing := note.missing():
        raise Refused("note-incomplete", missing=",".join(missing))
    draft = visit_documents.draft_of(
        session, visit, note, made_at or record.of(session).clock.now(), document_parts.signed_parts(session, visit_id)
    )
    return Preparation(
        visit_id, draft, _events(session, draft), trusted(session), own_signature.standing_of(session, actor)
    )


def sign(
    actor: Actor,
    preparation: Preparation,
    rendered: RenderedDocument,
    opened: OpenedKey,
    *,
    store_kind: str = "",
    shown: str = "",
    moment: datetime | None = None,
    watch: Watch = UNWATCHED,
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
    signer = Signer(
        actor, draft.practice, preparation.trusted, moment or draft.made_at, store_kind, preparation.standing
    )
    signed = own_signature.sign(contents_of(preparation, rendered), opened, signer, watch)
    return SignedDocument(
        rendered,
        signed[0],
        tuple(
            mapping.with_signature(event, signature, draft.author)
            for event, signature in zip(preparation.events, signed[1:], strict=True)
        ),
    )


def contents_of(preparation: Preparation, rendered: RenderedDocument) -> tuple[bytes, ...]:
    """Everything that one act of signing covers: the document first, then the events."""
    return (rendered.pdf, *(event.signing_bytes for event in preparation.events))


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
    visit_documents.check_unchanged(session, visit, draft)
    content_id = frozen_documents.end(session, visit, signed.rendered.sha256)
    document = visit_documents.add(session, visit, signed.rendered, content_id)
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


def note_refusal(session: Session, actor: Actor, visit_id: int, refusal: WorldError | str) -> None:
    """Leave a row of a refused attempt to sign, with the code of its reason."""
    visit = _visit(session, visit_id)
    code = attempts.note_refused(session, actor, refusal)
    audit.write(
        session,
        actor,
        "document.sign",
        "visit",
        visit_id,
        patient_id=visit.patient_id,
        result=code,
    )


def _events(session: Session, draft: DocumentDraft) -> tuple[mapping.EventDraft, ...]:
    return mapping.visit_events(
        draft,
        event_id=mapping.event_id_of(draft.visit_uid),
        file_id=mapping.file_id_of(draft.document_uid),
        profile=profile.load(session),
    )


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


def _stored(session: Session, uid: str) -> Finished | None:
    document = session.scalars(select(DocumentTable).where(DocumentTable.uid == uid)).first()
    if document is None:
        return None
    signature = rows.authors(session, document.id)
    state = SignatureState(signature.state) if signature else SignatureState.SIGNED
    return Finished(document.id, document.uid, document.version, state)

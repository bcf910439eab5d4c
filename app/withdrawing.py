"""Withdrawing a signed record by its signer: a new version that names the old one and says why it is void (27.12).

Nothing that was signed is changed. The withdrawal is a document of its own, signed with the same person's key and kept
with its evidence; the versions before are marked, and the ministry is told to delete what it was sent.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from app import attempts, audit, events, own_signature, record, visit_documents, visits
from app import signature_rows as rows
from app.documents.render import render
from app.domain.access import Actor, Permission, require
from app.domain.document import DocumentState, RenderedDocument
from app.domain.errors import Conflict, NotFound, Refused, WorldError
from app.domain.events import DocumentChanged
from app.domain.signature import SignatureState, SignedBytes
from app.domain.visit import VisitNote, VisitState
from app.eds.key_store import UNWATCHED, OpenedKey, Watch
from app.finishing import Finished, Preparation
from app.opened_keys import KeyChoice
from app.record import Sessions
from app.signing_keys import trusted
from db.tables.visit import VisitTable


def prepare_withdrawal(session: Session, actor: Actor, visit_id: int, reason: str) -> Preparation:
    """What the withdrawal says. Reads only.

    Raises `Refused`: `no-right`, `not-the-author`, `reason-missing`, `visit-not-signed` where nothing stands that could
    be withdrawn by a document (`visits.withdraw_visit` ends a draft).
    """
    require(actor, Permission.SIGN)
    visit = session.get(VisitTable, visit_id)
    if visit is None:
        raise NotFound("visit")
    if visit.doctor_id != actor.account_id:
        raise Refused("not-the-author")
    words = " ".join(reason.split())
    if not words:
        raise Refused("reason-missing")
    newest = visit_documents.newest(session, visit_id)
    if visit.state == VisitState.WITHDRAWN or newest is None or newest.state != DocumentState.SIGNED:
        raise Refused("visit-not-signed")
    now = record.of(session).clock.now()
    draft = visit_documents.draft_of(session, visit, VisitNote(), now, (), words)
    return Preparation(visit_id, draft, (), trusted(session), own_signature.standing_of(session, actor))


def sign_withdrawal(
    actor: Actor,
    preparation: Preparation,
    rendered: RenderedDocument,
    opened: OpenedKey,
    *,
    store_kind: str = "",
    shown: str = "",
    watch: Watch = UNWATCHED,
) -> SignedBytes:
    """Sign it and verify the result; touches no store. Raises as `own_signature.sign` does, `shown-differs`."""
    draft = preparation.draft
    if rendered.draft != draft:
        raise Refused("shown-differs")
    own_signature.check_shown(rendered.pdf, rendered.sha256, shown)
    signer = own_signature.Signer(
        actor, draft.practice, preparation.trusted, draft.made_at, store_kind, preparation.standing
    )
    return own_signature.sign([rendered.pdf], opened, signer, watch)[0]


def keep_withdrawal(
    session: Session, actor: Actor, preparation: Preparation, rendered: RenderedDocument, signed: SignedBytes
) -> Finished:
    """The withdrawal, its signature and the marks of the versions before, in one transaction.

    Raises `Conflict("visit-changed")` where the visit got another version meanwhile.
    """
    require(actor, Permission.SIGN)
    draft = preparation.draft
    again = prepare_withdrawal(session, actor, preparation.visit_id, draft.withdrawn).draft
    if (again.document_uid, again.version, again.patient) != (draft.document_uid, draft.version, draft.patient):
        raise Conflict("visit-changed")
    visit = session.get_one(VisitTable, preparation.visit_id)
    visits.withdraw_visit(session, actor, visit.id, draft.withdrawn)
    document = visit_documents.add(session, visit, rendered, state=DocumentState.WITHDRAWN)
    document.withdrawn_at, document.withdrawn_reason = draft.made_at, draft.withdrawn
    signature = rows.add(session, actor.account_id, signed, over=document)
    audit.write(
        session, actor, "document.withdraw", "document", document.id, patient_id=visit.patient_id,
        reason=draft.withdrawn,
        after={"uid": draft.document_uid, "withdraws": draft.previous_uid, "version": document.version,
               "sha256": rendered.sha256, **rows.facts(session, signature)},
    )  # fmt: skip
    events.tell(session, DocumentChanged(document.id, visit.patient_id))
    return Finished(document.id, document.uid, document.version, SignatureState(signature.state))


def withdraw(store: Sessions, actor: Actor, visit_id: int, reason: str, choice: KeyChoice) -> Finished:
    """All steps in order, each in its own short transaction; a refusal leaves a row in the journal (§22.9)."""
    with store.reading() as session:
        preparation = prepare_withdrawal(session, actor, visit_id, reason)
    rendered = render(preparation.draft)
    try:
        with choice.open() as opened:
            signed = sign_withdrawal(actor, preparation, rendered, opened, store_kind=choice.store_kind)
    except WorldError as refusal:
        with store.writing() as session:
            note_refusal(session, actor, visit_id, refusal)
        raise
    with store.writing() as session:
        return keep_withdrawal(session, actor, preparation, rendered, signed)


def note_refusal(session: Session, actor: Actor, visit_id: int, refusal: WorldError | str) -> None:
    """Leave a row of a refused attempt to withdraw."""
    visit = session.get_one(VisitTable, visit_id)
    code = attempts.note_refused(session, actor, refusal)
    audit.write(
        session,
        actor,
        "document.withdraw",
        "visit",
        visit_id,
        patient_id=visit.patient_id,
        result=code,
    )

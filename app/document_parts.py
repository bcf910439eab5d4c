"""Parts of a visit's record that other specialists write and sign themselves (requirement 27.9).

A part is signed over a manifest of its own: visit, part, version, SHA-256 of the text, and the text. The visit's
document repeats each signed part and names its signature, so the author's signature covers them all. A part that is
changed becomes a new version; the signature of the old one stays, and is shown as one that no longer stands.
"""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import accounts, archiving, attempts, audit, events, own_signature, record
from app import signature_rows as rows
from app.domain.access import RIGHTS, Actor, Permission, Role, require
from app.domain.document import Part, PartState, PracticeHeader, SignedPart
from app.domain.errors import Conflict, NotFound, Refused, WorldError
from app.domain.events import VisitChanged
from app.domain.identity import PersonName
from app.domain.signature import SignedBytes
from app.domain.visit import VisitState
from app.eds.key_store import OpenedKey
from app.eds.trust import TrustList
from app.evidence_store import canonical
from app.opened_keys import Openable
from app.own_signature import NOTHING_KNOWN, Standing
from app.record import Sessions
from app.signing_keys import practice_header, trusted
from db.tables.account import AccountTable
from db.tables.document import SignatureTable
from db.tables.patient import PatientTable
from db.tables.signing import DocumentCoverTable, DocumentPartTable
from db.tables.visit import VisitTable

FORMAT = "shipager-part/1"


@dataclass(frozen=True, slots=True)
class PartPreparation:
    """The exact bytes that a specialist signs, and what judging the signature needs."""

    part_id: int
    manifest: bytes
    sha256: str
    practice: PracticeHeader
    trusted: TrustList
    moment: datetime
    standing: Standing = NOTHING_KNOWN


def ask_for_part(session: Session, actor: Actor, visit_id: int, account_id: int, title: str) -> Part:
    """Ask a colleague for a part of a visit's record. The visit cannot be finished before it is signed or withdrawn.

    Raises `Refused`: `no-right`, `not-the-author`, `visit-not-draft`, `title-missing`, `part-signer` for somebody who
    may not sign; `NotFound`.
    """
    require(actor, Permission.SIGN)
    visit = _open_visit(session, visit_id)
    if visit.doctor_id != actor.account_id:
        raise Refused("not-the-author")
    named = " ".join(title.split())
    if not named:
        raise Refused("title-missing")
    if not may_sign(session, account_id):
        raise Refused("part-signer")
    row = DocumentPartTable(
        part_uid=str(uuid.uuid4()),
        visit_id=visit_id,
        title=named,
        account_id=account_id,
        asked_by=actor.account_id,
        state=PartState.DRAFT,
        asked_at=record.of(session).clock.now(),
    )
    return _changed(session, actor, row, visit, "part.ask")


def write_part(session: Session, actor: Actor, part_id: int, text: str) -> Part:
    """Keep the text of one's own part. Raises `Refused("part-not-draft")`, `Refused("not-the-author")`."""
    require(actor, Permission.CLINICAL_WRITE)
    row = _mine(session, actor, part_id)
    visit = _open_visit(session, row.visit_id)
    row.text = text
    return _changed(session, actor, row, visit, "part.write")


def change_part(session: Session, actor: Actor, part_id: int) -> Part:
    """Open a signed part again: the next version is a draft, the signature of this one no longer stands."""
    require(actor, Permission.SIGN)
    old = _row(session, part_id)
    if old.account_id != actor.account_id:
        raise Refused("not-the-author")
    if old.state != PartState.SIGNED:
        raise Refused("part-not-signed")
    visit = _open_visit(session, old.visit_id)
    old.state = PartState.SUPERSEDED
    row = DocumentPartTable(
        part_uid=old.part_uid,
        version=old.version + 1,
        visit_id=old.visit_id,
        title=old.title,
        text=old.text,
        account_id=old.account_id,
        asked_by=old.asked_by,
        state=PartState.DRAFT,
        asked_at=record.of(session).clock.now(),
    )
    return _changed(session, actor, row, visit, "part.change")


def withdraw_part(session: Session, actor: Actor, part_id: int, reason: str) -> Part:
    """Take a part out of the record that is being written: by its author, or by who asked. Every byte stays."""
    require(actor, Permission.SIGN)
    row = _row(session, part_id)
    words = " ".join(reason.split())
    if not words:
        raise Refused("reason-missing")
    if actor.account_id not in {row.account_id, row.asked_by}:
        raise Refused("not-the-author")
    visit = _open_visit(session, row.visit_id)
    row.state = PartState.WITHDRAWN
    return _changed(session, actor, row, visit, "part.withdraw", words)


def parts(session: Session, actor: Actor, visit_id: int) -> tuple[Part, ...]:
    """Every version of every part of a visit, oldest first."""
    require(actor, Permission.CLINICAL_READ)
    found = select(DocumentPartTable).where(DocumentPartTable.visit_id == visit_id).order_by(DocumentPartTable.id)
    return tuple(_shown(session, row) for row in session.scalars(found))


def asked_parts(session: Session, actor: Actor) -> tuple[Part, ...]:
    """The parts that wait for the actor's text and signature."""
    require(actor, Permission.SIGN)
    mine = select(DocumentPartTable).where(
        DocumentPartTable.account_id == actor.account_id, DocumentPartTable.state == PartState.DRAFT
    )
    return tuple(_shown(session, row) for row in session.scalars(mine.order_by(DocumentPartTable.id)))


def prepare_part(session: Session, actor: Actor, part_id: int) -> PartPreparation:
    """The exact bytes to be signed. Reads only. Raises `Refused`: `part-not-draft`, `not-the-author`, `part-empty`."""
    require(actor, Permission.SIGN)
    accounts.require_active(session, actor)
    row = _mine(session, actor, part_id)
    if not row.text.strip():
        raise Refused("part-empty")
    visit = _open_visit(session, row.visit_id)
    content = {"title": row.title, "text": row.text, "author": actor.name.full, "iin": str(actor.iin or "")}
    manifest = canonical(
        {
            "format": FORMAT,
            "doc": visit.uid,
            "patient": session.get_one(PatientTable, visit.patient_id).uid,
            "part": row.part_uid,
            "version": row.version,
            "sha256": hashlib.sha256(canonical(content)).hexdigest(),
            "content": content,
        }
    )
    return PartPreparation(
        part_id,
        manifest,
        hashlib.sha256(manifest).hexdigest(),
        practice_header(session),
        trusted(session),
        record.of(session).clock.now(),
        own_signature.standing_of(session, actor),
    )


def seal_part(
    actor: Actor, preparation: PartPreparation, opened: OpenedKey, *, store_kind: str = "", shown: str = ""
) -> SignedBytes:
    """Sign a part's manifest and verify the result; touches no store. Raises as `own_signature.sign` does."""
    own_signature.check_shown(preparation.manifest, preparation.sha256, shown)
    signer = own_signature.Signer(
        actor,
        preparation.practice,
        preparation.trusted,
        preparation.moment,
        store_kind,
        preparation.standing,
    )
    return own_signature.sign([preparation.manifest], opened, signer)[0]


def keep_part(session: Session, actor: Actor, preparation: PartPreparation, signed: SignedBytes) -> Part:
    """Store a signed part in one transaction. Raises `Conflict("part-changed")` where its text is another by now."""
    if prepare_part(session, actor, preparation.part_id).manifest != preparation.manifest:
        raise Conflict("part-changed")
    row = _row(session, preparation.part_id)
    visit = _open_visit(session, row.visit_id)
    sealed = archiving.keep(session, "part", {"part_uid": row.part_uid, "version": row.version}, preparation.manifest)
    row.content_id, row.sha256 = sealed.id, sealed.sha256
    row.state, row.signed_at = PartState.SIGNED, record.of(session).clock.now()
    signature = rows.add(session, actor.account_id, signed, over=row)
    audit.write(
        session, actor, "part.sign", "document-part", row.id, patient_id=visit.patient_id,
        after={"part": row.part_uid, "version": row.version, "sha256": preparation.sha256,
               **rows.facts(session, signature)},
    )  # fmt: skip
    events.tell(session, VisitChanged(visit.id, visit.patient_id))
    return _shown(session, row)


def sign_part(store: Sessions, actor: Actor, part_id: int, choice: Openable) -> Part:
    """All steps in order, each in its own short transaction; a refusal leaves a row in the journal (§22.9)."""
    try:
        with store.reading() as session:
            preparation = prepare_part(session, actor, part_id)
        with choice.open() as opened:
            signed = seal_part(actor, preparation, opened, store_kind=choice.store_kind)
        with store.writing() as session:
            return keep_part(session, actor, preparation, signed)
    except NotFound:  # nothing that a row could be about
        raise
    except WorldError as refusal:
        with store.writing() as session:
            note_refusal(session, actor, part_id, refusal)
        raise


def note_refusal(session: Session, actor: Actor, part_id: int, refusal: WorldError | str) -> None:
    """Leave a row of a refused attempt to sign a part."""
    visit = session.get_one(VisitTable, _row(session, part_id).visit_id)
    code = attempts.note_refused(session, actor, refusal)
    audit.write(
        session, actor, "part.sign", "document-part", part_id, patient_id=visit.patient_id, result=code
    )  # fmt: skip


def signed_parts(session: Session, visit_id: int) -> tuple[SignedPart, ...]:
    """What the visit's document repeats and covers. Raises `Refused("part-unsigned")` while one is a draft."""
    waiting = session.scalars(
        select(DocumentPartTable.part_uid)
        .where(DocumentPartTable.visit_id == visit_id, DocumentPartTable.state == PartState.DRAFT)
        .order_by(DocumentPartTable.id)
    ).all()
    if waiting:
        raise Refused("part-unsigned", parts=",".join(waiting))
    found = session.execute(
        select(DocumentPartTable, SignatureTable, AccountTable.position)
        .join(SignatureTable, SignatureTable.part_id == DocumentPartTable.id)
        .join(AccountTable, AccountTable.id == DocumentPartTable.account_id)
        .where(DocumentPartTable.visit_id == visit_id, DocumentPartTable.state == PartState.SIGNED)
        .order_by(DocumentPartTable.id)
    ).all()
    return tuple(
        SignedPart(
            part.part_uid, part.version, part.title, part.text, signature.signer_name, position,
            signature.certificate_serial, signature.signing_time, (part.sha256 or b"").hex(),
        )
        for part, signature, position in found
    )  # fmt: skip


def cover(session: Session, document_id: int, visit_id: int) -> None:
    """Note which signed parts a document covers; call it in the transaction that stores the document."""
    found = session.execute(
        select(DocumentPartTable.id, SignatureTable.id)
        .join(SignatureTable, SignatureTable.part_id == DocumentPartTable.id)
        .where(DocumentPartTable.visit_id == visit_id, DocumentPartTable.state == PartState.SIGNED)
        .order_by(DocumentPartTable.id)
    )
    for part_id, signature_id in found:
        session.add(DocumentCoverTable(document_id=document_id, part_id=part_id, signature_id=signature_id))
    session.flush()


def may_sign(session: Session, account_id: int) -> bool:
    """An account that is in use and whose roles grant signing."""
    row = session.get(AccountTable, account_id)
    if row is None or row.status != "active":
        return False
    return any(Permission.SIGN in RIGHTS[Role(role)] for role in row.roles)


def _changed(
    session: Session, actor: Actor, row: DocumentPartTable, visit: VisitTable, action: str, reason: str = ""
) -> Part:
    session.add(row)
    session.flush()
    audit.write(
        session, actor, action, "document-part", row.id, patient_id=visit.patient_id, reason=reason,
        after={"part": row.part_uid, "version": row.version, "state": row.state, "for": row.account_id},
    )  # fmt: skip
    events.tell(session, VisitChanged(visit.id, visit.patient_id))
    return _shown(session, row)


def _row(session: Session, part_id: int) -> DocumentPartTable:
    row = session.get(DocumentPartTable, part_id)
    if row is None:
        raise NotFound("part")
    return row


def _mine(session: Session, actor: Actor, part_id: int) -> DocumentPartTable:
    row = _row(session, part_id)
    if row.account_id != actor.account_id:
        raise Refused("not-the-author")
    if row.state != PartState.DRAFT:
        raise Refused("part-not-draft")
    return row


def _open_visit(session: Session, visit_id: int) -> VisitTable:
    visit = session.get(VisitTable, visit_id)
    if visit is None:
        raise NotFound("visit")
    if visit.state != VisitState.DRAFT:
        raise Refused("visit-not-draft")
    return visit


def _shown(session: Session, row: DocumentPartTable) -> Part:
    who = session.get_one(AccountTable, row.account_id)
    signature_id = session.scalar(select(SignatureTable.id).where(SignatureTable.part_id == row.id))
    return Part(
        row.id, row.part_uid, row.version, row.visit_id, row.title, row.text, row.account_id,
        PersonName(who.surname, who.given, who.patronymic), PartState(row.state), row.asked_at, row.signed_at,
        signature_id, (row.sha256 or b"").hex(),
    )  # fmt: skip

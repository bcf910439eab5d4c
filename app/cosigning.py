"""A second signer, and a third: others sign the very bytes that the author signed, each with a row of their own (27.9).

Every signer has a detached container over the stored document; none is changed by another's. Who is asked, who has
signed and who declined is told to everybody who reads the document.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import accounts, archiving, attempts, audit, document_parts, events, own_signature, record
from app import signature_rows as rows
from app.domain.access import Actor, Permission, require
from app.domain.document import DocumentState, PracticeHeader
from app.domain.errors import Conflict, NotFound, Refused, WorldError
from app.domain.events import DocumentChanged
from app.domain.identity import Iin, PersonName
from app.domain.signature import SignedBytes
from app.eds.key_store import OpenedKey
from app.eds.trust import TrustList
from app.opened_keys import Openable
from app.own_signature import NOTHING_KNOWN, Standing
from app.record import Sessions
from app.signing_keys import practice_header, trusted
from db.tables.account import AccountTable
from db.tables.document import DocumentTable, SignatureTable
from db.tables.signing import SignatureRequestTable


@dataclass(frozen=True, slots=True)
class Request:
    """Somebody is asked to sign a document; `closed_how` is empty while it waits."""

    request_id: int
    document_id: int
    visit_id: int | None
    patient_id: int
    title: str
    sha256: str
    account_id: int
    account_name: PersonName
    asked_at: datetime
    closed_how: str
    reason: str


@dataclass(frozen=True, slots=True)
class CosignPreparation:
    """The stored bytes that the author signed, and what judging a further signature needs."""

    document_id: int
    content: bytes
    sha256: str
    practice: PracticeHeader
    trusted: TrustList
    moment: datetime
    standing: Standing = NOTHING_KNOWN
    signed_before: frozenset[Iin] = frozenset()


def ask_to_sign(session: Session, actor: Actor, document_id: int, account_id: int) -> Request:
    """Ask a colleague to sign a document too. Asking again is the same question.

    Raises `Refused`: `no-right`, `part-signer` for somebody who may not sign, `already-signed`, `document-withdrawn`.
    """
    require(actor, Permission.SIGN)
    document = _standing(session, document_id)
    if not document_parts.may_sign(session, account_id):
        raise Refused("part-signer")
    if _signed_by(session, document_id, account_id):
        raise Refused("already-signed")
    row = _waiting(session, document_id, account_id)
    if row is None:
        row = SignatureRequestTable(
            document_id=document_id,
            account_id=account_id,
            asked_by=actor.account_id,
            asked_at=record.of(session).clock.now(),
        )
        session.add(row)
        session.flush()
        _tell(session, actor, document, "document.ask-to-sign", after={"account": account_id})
    return _shown(session, row)


def decline(session: Session, actor: Actor, request_id: int, reason: str) -> Request:
    """Say no to a question, with the reason. Raises `Refused("reason-missing")`, `Refused("not-the-signer")`."""
    require(actor, Permission.SIGN)
    row = session.get(SignatureRequestTable, request_id)
    if row is None or row.closed_at is not None:
        raise NotFound("signature-request")
    if row.account_id != actor.account_id:
        raise Refused("not-the-signer")
    words = " ".join(reason.split())
    if not words:
        raise Refused("reason-missing")
    row.closed_at, row.closed_how, row.reason = record.of(session).clock.now(), "declined", words
    document = session.get_one(DocumentTable, row.document_id)
    _tell(session, actor, document, "document.decline-to-sign", reason=words)
    return _shown(session, row)


def asked(session: Session, actor: Actor) -> tuple[Request, ...]:
    """What waits for the actor's further signature, oldest first."""
    require(actor, Permission.SIGN)
    mine = (
        select(SignatureRequestTable)
        .join(DocumentTable, DocumentTable.id == SignatureRequestTable.document_id)
        .where(
            SignatureRequestTable.account_id == actor.account_id,
            SignatureRequestTable.closed_at.is_(None),
            DocumentTable.state == DocumentState.SIGNED,
        )
    )
    return tuple(_shown(session, row) for row in session.scalars(mine.order_by(SignatureRequestTable.id)))


def requests(session: Session, actor: Actor, document_id: int) -> tuple[Request, ...]:
    """Who was asked to sign a document, and what came of it."""
    require(actor, Permission.CLINICAL_READ)
    found = select(SignatureRequestTable).where(SignatureRequestTable.document_id == document_id)
    return tuple(_shown(session, row) for row in session.scalars(found.order_by(SignatureRequestTable.id)))


def prepare_cosign(session: Session, actor: Actor, document_id: int) -> CosignPreparation:
    """The stored bytes to show and to sign. Reads only. Raises `Refused`: `already-signed`, `document-withdrawn`."""
    require(actor, Permission.SIGN)
    accounts.require_active(session, actor)
    document = _standing(session, document_id)
    if actor.account_id is None or _signed_by(session, document_id, actor.account_id):
        raise Refused("already-signed")
    return CosignPreparation(
        document_id,
        archiving.body(session, document.content_id),
        document.sha256.hex(),
        practice_header(session),
        trusted(session),
        record.of(session).clock.now(),
        own_signature.standing_of(session, actor),
        _signers(session, document_id),
    )


def seal(
    actor: Actor, preparation: CosignPreparation, opened: OpenedKey, *, store_kind: str = "", shown: str = ""
) -> SignedBytes:
    """Sign the stored bytes and verify the result; touches no store. Raises as `own_signature.sign` does."""
    own_signature.check_shown(preparation.content, preparation.sha256, shown)
    signer = own_signature.Signer(
        actor,
        preparation.practice,
        preparation.trusted,
        preparation.moment,
        store_kind,
        preparation.standing,
        preparation.signed_before,
    )
    return own_signature.sign([preparation.content], opened, signer)[0]


def keep(session: Session, actor: Actor, preparation: CosignPreparation, signed: SignedBytes) -> int:
    """Store a further signature in one transaction; returns its number. Raises `Conflict("document-changed")`."""
    require(actor, Permission.SIGN)
    accounts.require_active(session, actor)
    document = _standing(session, preparation.document_id)
    if document.sha256.hex() != preparation.sha256:
        raise Conflict("document-changed")
    if actor.account_id is None or _signed_by(session, document.id, actor.account_id):
        raise Refused("already-signed")
    signature = rows.add(session, actor.account_id, signed, over=document)
    request = _waiting(session, document.id, actor.account_id)
    if request is not None:
        request.closed_at, request.closed_how = record.of(session).clock.now(), "signed"
        request.signature_id = signature.id
    _tell(
        session, actor, document, "document.cosign",
        after={"sha256": preparation.sha256, **rows.facts(session, signature)},
    )  # fmt: skip
    return signature.id


def cosign(store: Sessions, actor: Actor, document_id: int, choice: Openable) -> int:
    """All steps in order, each in its own short transaction; a refusal leaves a row in the journal (§22.9)."""
    try:
        with store.reading() as session:
            preparation = prepare_cosign(session, actor, document_id)
        with choice.open() as opened:
            signed = seal(actor, preparation, opened, store_kind=choice.store_kind)
        with store.writing() as session:
            return keep(session, actor, preparation, signed)
    except NotFound:  # nothing that a row could be about
        raise
    except WorldError as refusal:
        with store.writing() as session:
            note_refusal(session, actor, document_id, refusal)
        raise


def note_refusal(session: Session, actor: Actor, document_id: int, refusal: WorldError | str) -> None:
    """Leave a row of a refused attempt to sign a document beside its author."""
    document = session.get_one(DocumentTable, document_id)
    code = attempts.note_refused(session, actor, refusal)
    audit.write(
        session, actor, "document.cosign", "document", document_id, patient_id=document.patient_id, result=code
    )  # fmt: skip


def _standing(session: Session, document_id: int) -> DocumentTable:
    document = session.get(DocumentTable, document_id)
    if document is None:
        raise NotFound("document")
    if document.state != DocumentState.SIGNED:
        raise Refused("document-withdrawn")
    return document


def _signed_by(session: Session, document_id: int, account_id: int) -> bool:
    theirs = select(SignatureTable.id).where(
        SignatureTable.document_id == document_id, SignatureTable.account_id == account_id
    )
    return session.scalars(theirs.limit(1)).first() is not None


def _signers(session: Session, document_id: int) -> frozenset[Iin]:
    theirs = select(SignatureTable.signer_iin).where(SignatureTable.document_id == document_id)
    return frozenset(Iin(iin) for iin in session.scalars(theirs) if iin)


def _waiting(session: Session, document_id: int, account_id: int) -> SignatureRequestTable | None:
    found = select(SignatureRequestTable).where(
        SignatureRequestTable.document_id == document_id,
        SignatureRequestTable.account_id == account_id,
        SignatureRequestTable.closed_at.is_(None),
    )
    return session.scalars(found.limit(1)).first()


def _tell(
    session: Session, actor: Actor, document: DocumentTable, action: str, *, after: object = None, reason: str = ""
) -> None:
    audit.write(
        session, actor, action, "document", document.id, patient_id=document.patient_id, after=after, reason=reason
    )  # fmt: skip
    events.tell(session, DocumentChanged(document.id, document.patient_id))
    session.flush()


def _shown(session: Session, row: SignatureRequestTable) -> Request:
    document = session.get_one(DocumentTable, row.document_id)
    who = session.get_one(AccountTable, row.account_id)
    return Request(
        row.id, document.id, document.visit_id, document.patient_id, document.title, document.sha256.hex(),
        row.account_id, PersonName(who.surname, who.given, who.patronymic), row.asked_at, row.closed_how, row.reason,
    )  # fmt: skip

"""What waits for a signature, and signing it in one go at the day's end (requirement 27.9, product scenario S8).

A visit that is finished without a key (none at hand, an expired certificate, the evening's batch) has its bytes fixed
and waits. `sign_batch` signs many with one opened key: each document is a transaction of its own, a failure of one
does not stop the others, and between two documents it can be cancelled.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import audit, cosigning, document_parts, events, finishing, frozen_documents, record, visit_documents
from app.documents.render import render
from app.domain.access import Actor, Permission, require
from app.domain.document import RenderedDocument
from app.domain.errors import NotFound, Refused, WorldError
from app.domain.events import VisitChanged
from app.domain.identity import Iin, PersonName
from app.domain.visit import VisitState
from app.eds.key_store import OpenedKey
from app.finishing import Preparation
from app.opened_keys import OpenedKeys
from app.patient_rows import patient_of
from app.record import Sessions
from db.tables.patient import PatientTable
from db.tables.visit import VisitTable

CANCELLED, NOT_TRIED = "cancelled", "not-tried"
# What would happen to every further document alike: a token locks itself after a few wrong tries.
_ENDS_BATCH = frozenset({
    "key-closed", "key-cancelled", "key-wrong-password", "key-pin-wrong", "key-pin-stopped", "key-pin-locked",
    "key-token-removed", "key-store-unavailable", "key-store-busy", "disk-full",
})  # fmt: skip
Progress = Callable[[int, int, str], None]


class WaitingKind(StrEnum):
    VISIT = "visit"  # finished by the actor, its bytes are fixed
    DRAFT = "draft"  # still being written
    COSIGN = "cosign"  # somebody asks for a further signature of a signed document
    PART = "part"  # somebody asks for a part of their record


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that stands in the way: a code for the sentence, and the field or object to go to."""

    code: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of the list. `object_id` is a visit, a document or a part, as `kind` says."""

    kind: WaitingKind
    object_id: int
    visit_id: int | None
    patient_id: int
    patient_name: PersonName
    patient_iin: Iin | None
    title: str
    since: datetime
    missing: tuple[Missing, ...] = ()
    sha256: str = ""  # of the fixed bytes
    birth_date: date | None = None

    @property
    def is_ready(self) -> bool:
        return self.kind is not WaitingKind.DRAFT and not self.missing


@dataclass(frozen=True, slots=True)
class Ready:
    """A document as it can be shown and signed: the bytes are in `rendered`."""

    preparation: Preparation
    rendered: RenderedDocument


@dataclass(frozen=True, slots=True)
class Signed:
    """What became of one document of a batch: `code` is empty where it was signed."""

    visit_id: int
    document_id: int | None = None
    code: str = ""
    facts: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BatchResult:
    """In the order that was asked for; nothing is left out."""

    results: tuple[Signed, ...]

    @property
    def signed(self) -> int:
        return sum(not one.code for one in self.results)


def to_sign(session: Session, actor: Actor) -> tuple[Waiting, ...]:
    """Everything that waits for the actor's signature, oldest first, each with what is missing."""
    require(actor, Permission.SIGN)
    mine = select(VisitTable).where(
        VisitTable.doctor_id == actor.account_id, VisitTable.state.in_(visit_documents.OPEN_STATES)
    )
    found = [_waiting(session, actor, visit) for visit in session.scalars(mine.order_by(VisitTable.id))]
    for part in document_parts.asked_parts(session, actor):
        missing = () if part.text.strip() else (Missing("part-empty", part.part_uid),)
        found.append(_line(session, WaitingKind.PART, part.part_id, part.visit_id, part.title, part.asked_at, missing))
    found += [
        _line(
            session, WaitingKind.COSIGN, request.document_id, request.visit_id, request.title, request.asked_at, (),
            patient_id=request.patient_id, sha256=request.sha256,
        )
        for request in cosigning.asked(session, actor)
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: one.since))


def count(session: Session, actor: Actor) -> int:
    """How much is finished and waits for the actor's signature; what is still being written is not counted."""
    if not actor.may(Permission.SIGN):
        return 0
    waiting = select(func.count()).where(
        VisitTable.doctor_id == actor.account_id, VisitTable.state == VisitState.TO_SIGN
    )
    visits = session.scalar(waiting) or 0
    return visits + len(document_parts.asked_parts(session, actor)) + len(cosigning.asked(session, actor))


def missing(session: Session, actor: Actor, visit_id: int) -> tuple[Missing, ...]:
    """Everything that keeps a visit from being signed now, each with where to go; empty where nothing does."""
    visit = _visit(session, actor, visit_id)
    frozen = frozen_documents.standing(session, visit_id)
    try:
        preparation = finishing.prepare(session, actor, visit_id, frozen.made_at if frozen else None)
    except WorldError as refusal:
        return _items(refusal)
    if visit.state == VisitState.TO_SIGN:
        same = frozen is not None and frozen_documents.fingerprint(preparation.draft) == frozen.draft_sha256
        if not same:
            return (Missing("record-changed"),)
    return ()


def finish_unsigned(session: Session, actor: Actor, preparation: Preparation, rendered: RenderedDocument) -> Waiting:
    """Finish a visit whose signature comes later: its bytes are fixed in this transaction, the visit waits.

    Raises what `finishing.prepare` raises, `Conflict("visit-changed")`, `Refused("shown-differs")`.
    """
    visit = _visit(session, actor, preparation.visit_id)
    visit_documents.check_unchanged(session, visit, preparation.draft)
    if rendered.draft != preparation.draft:
        raise Refused("shown-differs")
    row = frozen_documents.freeze(session, visit.id, rendered)
    visit.state, visit.finished_at = VisitState.TO_SIGN, preparation.draft.made_at
    finishing.finish_booking(session, visit)
    audit.write(
        session, actor, "visit.finish-unsigned", "visit", visit.id, patient_id=visit.patient_id,
        after={"uid": row.document_uid, "sha256": rendered.sha256},
    )  # fmt: skip
    events.tell(session, VisitChanged(visit.id, visit.patient_id))
    session.flush()
    return _waiting(session, actor, visit)


def finish_without_key(store: Sessions, actor: Actor, visit_id: int) -> Waiting:
    """The steps of `finish_unsigned` in order: prepare, render, keep."""
    with store.reading() as session:
        preparation = finishing.prepare(session, actor, visit_id)
    rendered = render(preparation.draft)
    with store.writing() as session:
        return finish_unsigned(session, actor, preparation, rendered)


def take_back(session: Session, actor: Actor, visit_id: int) -> None:
    """Open a waiting visit again for writing; the bytes that were fixed stay in the archive.

    Raises `Refused`: `no-right`, `not-the-author`, `visit-not-waiting`.
    """
    visit = _visit(session, actor, visit_id)
    if visit.state != VisitState.TO_SIGN:
        raise Refused("visit-not-waiting")
    frozen_documents.take_back(session, visit_id)
    visit.state, visit.finished_at = VisitState.DRAFT, None
    audit.write(session, actor, "visit.take-back", "visit", visit_id, patient_id=visit.patient_id)
    events.tell(session, VisitChanged(visit_id, visit.patient_id))


def ready(session: Session, actor: Actor, visit_id: int) -> Ready:
    """A waiting visit's fixed bytes, to be shown and signed. Reads only.

    Raises what `finishing.prepare` raises, `NotFound("frozen-document")`, `Conflict("record-changed")`, `Damaged`.
    """
    frozen = frozen_documents.standing(session, visit_id)
    if frozen is None:
        raise NotFound("frozen-document")
    preparation = finishing.prepare(session, actor, visit_id, frozen.made_at)
    return Ready(preparation, frozen_documents.rendered(session, frozen, preparation.draft))


def sign_batch(
    store: Sessions,
    actor: Actor,
    visit_ids: Sequence[int],
    opened: OpenedKeys,
    progress: Progress = lambda done, total, what: None,
) -> BatchResult:
    """Sign waiting visits, and complete drafts, with the key that is open.

    `progress(done, total, "sign")` is called before each document; a `WorldError` that it raises cancels the rest. A
    refused document leaves its row in the journal (§22.9), as one that is signed alone.
    """
    require(actor, Permission.SIGN)
    results: list[Signed] = []
    for number, visit_id in enumerate(visit_ids):
        try:
            progress(number, len(visit_ids), "sign")
        except WorldError as stop:
            results += [Signed(other, code=stop.code or CANCELLED) for other in visit_ids[number:]]
            break
        result = _sign_one(store, actor, visit_id, opened)
        results.append(result)
        if result.code in _ENDS_BATCH:
            results += [
                Signed(other, code=NOT_TRIED, facts={"because": result.code}) for other in visit_ids[number + 1 :]
            ]
            break
    return BatchResult(tuple(results))


def _sign_one(store: Sessions, actor: Actor, visit_id: int, opened: OpenedKeys) -> Signed:
    try:
        with store.reading() as session:
            already = finishing.finished(session, actor, visit_id)
            one = None if already else _ready_or_drawn(session, actor, visit_id)
            moment = record.of(session).clock.now()
        if already is not None:
            return Signed(visit_id, already.document_id)
        assert one is not None
        made = one if isinstance(one, Ready) else Ready(one, render(one.draft))
        with opened.use(actor) as key:
            return sign_and_keep(store, actor, made, key, opened.store_kind(), moment)
    except WorldError as refusal:
        note(store, actor, visit_id, refusal)
        return Signed(visit_id, code=refusal.code, facts=dict(refusal.facts))


def sign_and_keep(
    store: Sessions, actor: Actor, ready: Ready, key: OpenedKey, store_kind: str, moment: datetime
) -> Signed:
    """One document of a batch, in a transaction of its own; a refusal is its result, and a row in the journal."""
    visit_id = ready.preparation.visit_id
    try:
        signed = finishing.sign(actor, ready.preparation, ready.rendered, key, store_kind=store_kind, moment=moment)
        with store.writing() as session:
            done = finishing.keep(session, actor, ready.preparation, signed)
    except WorldError as refusal:
        note(store, actor, visit_id, refusal)
        return Signed(visit_id, code=refusal.code, facts=dict(refusal.facts))
    return Signed(visit_id, done.document_id)


def note(store: Sessions, actor: Actor, visit_id: int, refusal: WorldError) -> None:
    """The row of a refused attempt; a disk that is full, or a visit that is not there, cannot have one."""
    try:
        with store.writing() as session:
            finishing.note_refusal(session, actor, visit_id, refusal)
    except WorldError:
        return


def _ready_or_drawn(session: Session, actor: Actor, visit_id: int) -> Ready | Preparation:
    try:
        return ready(session, actor, visit_id)
    except NotFound:
        return finishing.prepare(session, actor, visit_id)


def _waiting(session: Session, actor: Actor, visit: VisitTable) -> Waiting:
    frozen = frozen_documents.standing(session, visit.id)
    kind = WaitingKind.VISIT if visit.state == VisitState.TO_SIGN else WaitingKind.DRAFT
    since = frozen.frozen_at if frozen and kind is WaitingKind.VISIT else visit.started_at
    return _line(
        session, kind, visit.id, visit.id, visit_documents.FORM, since, missing(session, actor, visit.id),
        patient_id=visit.patient_id, sha256=frozen.sha256.hex() if frozen else "",
    )  # fmt: skip


def _line(
    session: Session,
    kind: WaitingKind,
    object_id: int,
    visit_id: int | None,
    title: str,
    since: datetime,
    lacking: tuple[Missing, ...],
    *,
    patient_id: int | None = None,
    sha256: str = "",
) -> Waiting:
    if patient_id is None:
        patient_id = session.get_one(VisitTable, visit_id).patient_id
    patient = patient_of(session, session.get_one(PatientTable, patient_id))
    return Waiting(
        kind, object_id, visit_id, patient_id, patient.name, patient.iin, title, since, lacking, sha256,
        patient.birth_date,
    )  # fmt: skip


def _items(refusal: WorldError) -> tuple[Missing, ...]:
    """One refusal as the items it names."""
    if refusal.code == "note-incomplete":
        return tuple(Missing("note-incomplete", name) for name in str(refusal.facts["missing"]).split(","))
    if refusal.code == "part-unsigned":
        return tuple(Missing("part-unsigned", uid) for uid in str(refusal.facts["parts"]).split(","))
    return (Missing(refusal.code, str(refusal.facts.get("field", ""))),)


def _visit(session: Session, actor: Actor, visit_id: int) -> VisitTable:
    require(actor, Permission.SIGN)
    visit = session.get(VisitTable, visit_id)
    if visit is None:
        raise NotFound("visit")
    if visit.doctor_id != actor.account_id:
        raise Refused("not-the-author")
    return visit

"""Completing signatures behind the doctor's back: B → T → LT (EN 319 122-1), as soon as the services answer.

A signature gets its time stamp and at once after it the evidence on revocation, of its signer and of the time-stamp
authority, because the rules want both within five minutes. Without a network it stays what it is, honestly: signed,
or time-stamped; evidence that came late is marked. The network is touched between two short transactions, never inside
one; what came back is verified before it is stored; what was reached is stored in one transaction, as a further version
beside the old ones. A failure is kept with its code and tried again: minutes at first, never later than six hours.
Requirements R27.12-a, 27.12.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import (
    archiving,
    audit,
    events,
    evidence_store,
    key_revocation,
    record,
    revocation_service,
    signed_documents,
    time_stamps,
)
from app import signature_rows as rows
from app.domain.access import program
from app.domain.errors import WorldError
from app.domain.events import DocumentChanged, Event, SignatureToReview, VisitChanged
from app.domain.signature import Evidence, Level, Result, SignatureState
from app.eds import levels
from app.eds.revocation import EvidenceSource
from app.eds.trust import TrustList
from app.eds.tsp import HttpTimestampAuthority, TimestampAuthority, TimeStampFailed
from app.periodic import Periodic
from app.record import Sessions
from app.signing_keys import trusted
from db.store import Store
from db.tables.document import DocumentTable, SignatureTable
from db.tables.signing import DocumentPartTable
from db.tables.visit import VisitTable

PROGRAM = "time-stamps"
REVOKED = "certificate-revoked"  # review: the signer's own certificate was revoked, found when evidence was fetched
_FIRST_WAIT, _LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)
_BETWEEN_RENEWALS = timedelta(days=30)
_AT_ONCE = 20  # signatures in one pass
_PERIOD_SECONDS = 15.0
# Nobody can be asked: the other signatures of this pass would fail alike.
AWAY = frozenset({"tsa-unreachable", "tsa-timeout", "revocation-unreachable", "revocation-timeout"})
_ACTIONS = {Level.T: "signature.time-stamp", Level.LT: "signature.complete", Level.LTA: "signature.renew"}
_STATES = {
    Level.B: SignatureState.SIGNED,
    Level.T: SignatureState.TIME_STAMPED,
    Level.LT: SignatureState.COMPLETE,
    Level.LTA: SignatureState.COMPLETE,
}


@dataclass(frozen=True, slots=True)
class Services:
    """Who is asked. None: nobody, that step waits."""

    authority: TimestampAuthority | None
    source: EvidenceSource | None


@dataclass(frozen=True, slots=True)
class Reached:
    """How far one signature came in one go; `problem` is what kept it from going on."""

    container: bytes
    level: Level
    evidence: tuple[Evidence, ...] = ()
    time: datetime | None = None
    outside_window: bool = False
    renew_at: datetime | None = None
    problem: WorldError | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """One signature, read out of the store."""

    signature_id: int
    level: Level
    container: bytes
    content: bytes
    now: datetime


def complete_due(
    store: Sessions,
    authority: TimestampAuthority | None = None,
    source: EvidenceSource | None = None,
    stopping: Callable[[], bool] = lambda: False,
) -> int:
    """One pass over the signatures that are due; returns how many reached a higher level.

    Without `authority` and `source` the practice's own settings are used; where there are none, nothing happens. The
    pass ends at the first sign that a service cannot be reached: the others would fail alike.
    """
    with store.reading() as session:
        services = services_of(session, authority, source)
        due = _due(session, services)
        authorities = trusted(session)
    done = 0
    for signature_id in due:
        if stopping():
            break
        rose, problem = _complete(store, signature_id, services, authorities)
        done += rose
        if problem is not None and problem.code in AWAY:
            break
    return done


def reach(work: Work, services: Services, authorities: TrustList) -> Reached:
    """The highest level that the services give now; nothing unverified comes back. Touches no store.

    Raises `TimeStampFailed` where not even the first step was made, `LevelFailed` where what came back does not hold.
    A service that does not answer later on is in `problem`: what was reached before stays.
    """
    done = levels.complete(
        work.container, work.content,
        tsa=services.authority, source=services.source, trusted=authorities, now=work.now,
    )  # fmt: skip
    return _reached(done, work, authorities)


def renew(work: Work, services: Services, authorities: TrustList) -> Reached:
    """A further archive time stamp over everything there is. Touches no store. Raises as `levels.archived` does."""
    if services.authority is None:
        raise TimeStampFailed("tsa-unreachable")
    done = levels.archived(
        work.container, work.content,
        tsa=services.authority, source=services.source, trusted=authorities, now=work.now,
    )  # fmt: skip
    return _reached(done, work, authorities)


def _reached(done: levels.Completed, work: Work, authorities: TrustList) -> Reached:
    """With the day of its next renewal; where the authority ends soon, not before a month has passed."""
    wished = None
    if done.level in {Level.LT, Level.LTA}:
        ends = levels.renew_at(done.container, work.content, trusted=authorities, now=work.now)
        wished = max(ends, work.now + _BETWEEN_RENEWALS) if done.level is Level.LTA else ends
    return Reached(done.container, done.level, done.evidence, done.time, done.outside_window, wished, done.problem)


def _complete(
    store: Sessions, signature_id: int, services: Services, authorities: TrustList
) -> tuple[bool, WorldError | None]:
    """One signature, as far as it comes: whether it reached a higher level, and what stood in the way."""
    try:
        with store.reading() as session:
            work = read(session, signature_id)
        reached = reach(work, services, authorities)
    except WorldError as problem:  # one damaged document does not hold up the others
        with store.writing() as session:
            _postpone(session, signature_id, problem)
        return False, problem
    with store.writing() as session:
        if reached.level is not work.level:
            keep(session, work, reached, "completion")
        if reached.problem is not None:
            _postpone(session, signature_id, reached.problem)
    return reached.level is not work.level, reached.problem


class CompletionWorker:
    """The thread that makes a pass now and then, and at once when a document was signed or `wake` is called."""

    def __init__(self, store: Store, *, period_seconds: float = _PERIOD_SECONDS) -> None:
        self._store = store
        self._thread = Periodic("completion", self._pass, period_seconds)
        self._unsubscribe: Callable[[], None] = lambda: None

    def start(self) -> None:
        self._unsubscribe = self._store.subscribers.add(self._hear)
        self._thread.start()

    def wake(self) -> None:
        self._thread.wake()

    def stop(self) -> None:
        """Ends after the request that is under way (it is bounded). Safe to call twice."""
        self._unsubscribe()
        self._unsubscribe = lambda: None
        self._thread.stop()

    def _pass(self) -> None:
        complete_due(self._store, stopping=lambda: self._thread.stopping)

    def _hear(self, event: Event) -> None:
        if isinstance(event, DocumentChanged):
            self._thread.wake()


def services_of(
    session: Session, authority: TimestampAuthority | None = None, source: EvidenceSource | None = None
) -> Services:
    """Who is asked: whom the caller names, else whom the practice's settings name."""
    url = time_stamps.authority_url(session)
    asked = authority or (HttpTimestampAuthority(url) if url else None)
    return Services(asked, source or revocation_service.source(session))


def _due(session: Session, services: Services) -> list[int]:
    """Numbers of the signatures that a service can bring on now, the oldest first."""
    wanted = ((SignatureState.SIGNED, services.authority), (SignatureState.TIME_STAMPED, services.source))
    states = [state for state, service in wanted if service is not None]
    now = record.of(session).clock.now()
    waiting = select(SignatureTable.id).where(
        SignatureTable.state.in_(states),
        SignatureTable.next_attempt_at.is_(None) | (SignatureTable.next_attempt_at <= now),
    )
    return list(session.scalars(waiting.order_by(SignatureTable.id).limit(_AT_ONCE)))


def read(session: Session, signature_id: int) -> Work:
    """The newest container of a signature, and what it signs. Raises `Damaged`, `NotFound`."""
    row = session.get_one(SignatureTable, signature_id)
    container = archiving.body(session, rows.newest_container(session, signature_id))
    content = signed_documents.content_of(session, row)
    return Work(signature_id, Level(row.level), container, content, record.of(session).clock.now())


def keep(session: Session, work: Work, reached: Reached, occasion: str) -> None:
    """What was reached: container, evidence, report, journal, in this transaction."""
    row = session.get_one(SignatureTable, work.signature_id)
    if row.level != work.level:  # another program was quicker
        return
    evidence_store.keep_container(session, row.id, reached.level, reached.container, _uid_of(session, row))
    row.level, row.state = reached.level, _STATES[reached.level]
    row.time_stamp_time = row.time_stamp_time or reached.time
    row.outside_window = row.outside_window or reached.outside_window
    row.renew_at = reached.renew_at
    row.next_attempt_at, row.last_problem, row.attempts = None, "", 0
    evidence_store.keep_evidence(session, row.id, reached.level, reached.evidence)
    session.flush()
    report = signed_documents.report_on(session, row)
    evidence_store.keep_report(session, row.id, report, occasion)
    if any((check.code, check.result) == ("R3", Result.FAIL) for check in report.checks):
        review(session, row, REVOKED)
        key_revocation.mark_revoked(session, row.account_id, row.certificate_serial)
    action = _ACTIONS[reached.level]
    audit.write(
        session, program(PROGRAM), action, "signature", row.id, patient_id=patient_of(session, row),
        after={"level": row.level, "time": row.time_stamp_time.isoformat() if row.time_stamp_time else "",
               "outside_window": row.outside_window, "verdict": row.verdict, **evidence_store.head(session)},
    )  # fmt: skip
    tell(session, row)


def review(session: Session, row: SignatureTable, code: str) -> None:
    """Mark a signature as one that a person must look at; the doctor is told once."""
    if row.review == code:
        return
    row.review = code
    patient_id = patient_of(session, row)
    audit.write(
        session, program(PROGRAM), "signature.review", "signature", row.id, patient_id=patient_id,
        after={"review": code, "certificate": row.certificate_serial}, result=code,
    )  # fmt: skip
    events.tell(session, SignatureToReview(row.id, row.document_id, patient_id, row.account_id, code))


def _postpone(session: Session, signature_id: int, problem: WorldError) -> None:
    row = session.get_one(SignatureTable, signature_id)
    row.attempts += 1
    wait = min(_FIRST_WAIT * 2 ** min(row.attempts - 1, 10), _LONGEST_WAIT)
    row.next_attempt_at = record.of(session).clock.now() + wait
    row.last_problem = problem.code
    tell(session, row)


def tell(session: Session, row: SignatureTable) -> None:
    """That a document's signature, or a part's, is another now."""
    if row.document_id is not None:
        events.tell(session, DocumentChanged(row.document_id, patient_of(session, row)))
    else:
        part = session.get_one(DocumentPartTable, row.part_id)
        events.tell(session, VisitChanged(part.visit_id, patient_of(session, row)))


def patient_of(session: Session, row: SignatureTable) -> int:
    if row.document_id is not None:
        return session.get_one(DocumentTable, row.document_id).patient_id
    part = session.get_one(DocumentPartTable, row.part_id)
    return session.get_one(VisitTable, part.visit_id).patient_id


def _uid_of(session: Session, row: SignatureTable) -> str:
    if row.document_id is not None:
        return session.get_one(DocumentTable, row.document_id).uid
    return session.get_one(DocumentPartTable, row.part_id).part_uid

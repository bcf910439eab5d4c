"""Time stamps behind the doctor's back: signatures of level B get one as soon as an authority answers.

The network is touched between two short transactions, never inside one. What came back is verified before it is
stored; each new container is a further version beside the old one. A failure is kept with its code and tried again
later: minutes at first, never more than six hours. Requirement R27.12-a.
"""

from __future__ import annotations

import hashlib
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import archiving, audit, events, evidence_store, record
from app.domain.access import Actor, Permission, program, require
from app.domain.errors import Damaged, NotFound, Refused, WorldError
from app.domain.events import DocumentChanged, Event
from app.domain.signature import Level, Result, SignatureState
from app.eds import cades, cms, tsp, verify
from app.eds.trust import TrustList
from app.eds.tsp import HttpTimestampAuthority, TimestampAuthority, TimeStampFailed
from app.record import Sessions
from app.signing_keys import trusted
from db.store import Store
from db.tables.document import DocumentTable, SignatureTable, SignatureVersionTable
from db.tables.practice import SettingTable

_log = logging.getLogger(__name__)
SETTING = "eds.time-stamp-authority"
_PROGRAM = "time-stamps"
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_FIRST_WAIT, _LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)
_AT_ONCE = 20  # signatures in one pass
_PERIOD_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class _Due:
    signature_id: int
    document_id: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """For the status bar and the documents list: how many stamps are due, since when, and what stands in the way."""

    due: int
    oldest: datetime | None
    problem: str
    authority_url: str


def set_authority(session: Session, actor: Actor, url: str) -> None:
    """Set the address of the time-stamp authority; empty: none.

    Raises `Refused("tsa-url")` for what is no http address, `Refused("test-practice-real-service")` where a practice
    marked TEST is to use anything but this computer.
    """
    require(actor, Permission.SETTINGS)
    address = checked_address(url, is_test=record.of(session).is_test)
    before = authority_url(session)
    row = session.get(SettingTable, SETTING) or SettingTable(name=SETTING)
    row.value, row.changed_at = address, record.of(session).clock.now()
    session.add(row)
    # Another address deserves a try at once.
    for waiting in session.scalars(select(SignatureTable).where(SignatureTable.state == SignatureState.SIGNED)):
        waiting.next_attempt_at = None
    audit.write(session, actor, "settings.time-stamp-authority", "setting", SETTING, before=before, after=address)


def checked_address(url: str, *, is_test: bool) -> str:
    """The address without blanks around it; empty stays empty. Raises as `set_authority` does."""
    address = url.strip()
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname, parts.port
    except ValueError:  # brackets or a port that are none
        raise Refused("tsa-url") from None
    if address and (parts.scheme not in {"http", "https"} or not host):
        raise Refused("tsa-url")
    if address and is_test and host not in _LOOPBACK:
        raise Refused("test-practice-real-service")
    return address


def get_authority(session: Session, actor: Actor) -> str:
    """The address that is set, for the screen; empty where none is."""
    require(actor, Permission.SETTINGS)
    return authority_url(session)


def authority_url(session: Session) -> str:
    row = session.get(SettingTable, SETTING)
    return str(row.value) if row else ""


def outlook(session: Session, actor: Actor) -> Outlook:
    """What is due, and the newest problem."""
    require(actor, Permission.PATIENT_READ)
    waiting = SignatureTable.state == SignatureState.SIGNED
    due, oldest = session.execute(select(func.count(), func.min(SignatureTable.signing_time)).where(waiting)).one()
    newest = session.scalars(
        select(SignatureTable.last_problem).where(waiting).order_by(SignatureTable.attempts.desc()).limit(1)
    ).first()
    return Outlook(due, oldest, newest or "", authority_url(session))


def append_due(
    store: Sessions, authority: TimestampAuthority | None = None, stopping: Callable[[], bool] = lambda: False
) -> int:
    """One pass over the signatures whose stamp is due; returns how many got theirs.

    Without `authority` the practice's own setting is used; where there is none, nothing happens. The pass ends at
    the first sign that the authority cannot be reached: the others would fail alike.
    """
    with store.reading() as session:
        url = authority_url(session)
        due = _due(session) if authority or url else []
        authorities = trusted(session)
    asked = authority or HttpTimestampAuthority(url)
    done = 0
    for one in due:
        if stopping():
            break
        try:
            with store.reading() as session:
                container, content = _bodies(session, one)
            stamped = time_stamped(container, content, asked, authorities)
        except (TimeStampFailed, Damaged, NotFound) as problem:  # one damaged document does not hold up the others
            with store.writing() as session:
                _postpone(session, one, problem)
            if problem.code in {"tsa-unreachable", "tsa-timeout"}:
                break
        else:
            with store.writing() as session:
                _keep(session, one, stamped)
            done += 1
    return done


@dataclass(frozen=True, slots=True)
class Stamped:
    """A container of level T and the time it proves."""

    container: bytes
    time: datetime


def time_stamped(container: bytes, content: bytes, authority: TimestampAuthority, authorities: TrustList) -> Stamped:
    """The container with a time stamp over its signature. Raises `TimeStampFailed`; nothing unverified comes back."""
    signature = cms.read(container).signers[0].signature
    token = authority.time_stamp(hashlib.sha256(signature).digest())
    found = tsp.examine(token, signature, authorities)
    failed = next((check for check in found.checks if check.result is Result.FAIL), None)
    if failed is not None or found.time is None:
        raise TimeStampFailed("tsa-token", **({"check": failed.code, "reason": failed.reason} if failed else {}))
    whole = cades.with_time_stamp(container, token)
    report = verify.verify(whole, content, trusted=authorities, now=found.time)
    broken = next((check for check in report.checks if check.result is Result.FAIL), None)
    if broken is not None or report.verified_level is not Level.T:
        raise TimeStampFailed("tsa-token", **({"check": broken.code, "reason": broken.reason} if broken else {}))
    return Stamped(whole, found.time)


class TimeStampWorker:
    """The thread that makes a pass now and then, and at once when a document was signed or `wake` is called."""

    def __init__(self, store: Store, *, period_seconds: float = _PERIOD_SECONDS) -> None:
        self._store = store
        self._period = period_seconds
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._unsubscribe: Callable[[], None] | None = None

    def start(self) -> None:
        self._unsubscribe = self._store.subscribers.add(self._hear)
        self._thread = threading.Thread(target=self._run, name="time-stamps")
        self._thread.start()

    def wake(self) -> None:
        self._wake.set()

    def stop(self) -> None:
        """Ends after the request that is under way (it is bounded). Safe to call twice."""
        self._stopping.set()
        self._wake.set()
        if self._unsubscribe is not None:
            self._unsubscribe()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _hear(self, event: Event) -> None:
        if isinstance(event, DocumentChanged):
            self._wake.set()

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._wake.clear()
            try:
                append_due(self._store, stopping=self._stopping.is_set)
            except WorldError as problem:
                # The store or the disk refuses for now; the next pass tries again, and screens say it themselves.
                _log.info("time stamps wait: %s", problem.code)
            except Exception as bug:  # noqa: BLE001  the top of a thread: said with its kind alone, and tried again
                _log.error("time stamps wait: %s", type(bug).__name__)
            if not self._stopping.is_set():
                self._wake.wait(self._period)


def _due(session: Session) -> list[_Due]:
    now = record.of(session).clock.now()
    rows = session.execute(
        select(SignatureTable.id, SignatureTable.document_id)
        .where(
            SignatureTable.state == SignatureState.SIGNED,
            SignatureTable.next_attempt_at.is_(None) | (SignatureTable.next_attempt_at <= now),
        )
        .order_by(SignatureTable.id)
        .limit(_AT_ONCE)
    )
    return [_Due(signature_id, document_id) for signature_id, document_id in rows if document_id is not None]


def _bodies(session: Session, due: _Due) -> tuple[bytes, bytes]:
    """The newest container of a signature, and what it signs. Raises `Damaged`, `NotFound`."""
    document = session.get_one(DocumentTable, due.document_id)
    container = archiving.body(session, newest_container(session, due.signature_id))
    return container, archiving.body(session, document.content_id)


def newest_container(session: Session, signature_id: int) -> int:
    """Number of the archive record of a signature's newest container."""
    of_signature = select(SignatureVersionTable.container_id).where(SignatureVersionTable.signature_id == signature_id)
    return session.scalars(of_signature.order_by(SignatureVersionTable.id.desc())).first() or 0


def _keep(session: Session, due: _Due, stamped: Stamped) -> None:
    row = session.get_one(SignatureTable, due.signature_id)
    if row.state != SignatureState.SIGNED:
        return
    document = session.get_one(DocumentTable, due.document_id)
    evidence_store.keep_container(session, row.id, Level.T, stamped.container, document.uid)
    row.level, row.state, row.time_stamp_time = Level.T, SignatureState.TIME_STAMPED, stamped.time
    row.next_attempt_at, row.last_problem = None, ""
    audit.write(
        session,
        program(_PROGRAM),
        "signature.time-stamp",
        "signature",
        row.id,
        patient_id=document.patient_id,
        after={"level": Level.T, "time": stamped.time.isoformat(), **evidence_store.head(session)},
    )
    events.tell(session, DocumentChanged(document.id, document.patient_id))


def _postpone(session: Session, due: _Due, problem: WorldError) -> None:
    row = session.get_one(SignatureTable, due.signature_id)
    row.attempts += 1
    wait = min(_FIRST_WAIT * 2 ** min(row.attempts - 1, 10), _LONGEST_WAIT)
    row.next_attempt_at = record.of(session).clock.now() + wait
    row.last_problem = problem.code
    document = session.get_one(DocumentTable, due.document_id)
    events.tell(session, DocumentChanged(document.id, document.patient_id))

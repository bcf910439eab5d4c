"""The nightly look after signatures: do they still hold, and which proof must be renewed before it ages (27.12).

Everything that nears its renewal is taken, and those that were looked at longest ago: in time every signature's turn
comes. Each look ends as a report in the chain of evidence. One that holds less than before, or whose bytes do not read
back, is marked for a person, and its signer is told. Work is bounded: a few at a time, each in its own transaction.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import audit, completion, evidence_chain, evidence_store, record, signed_documents
from app.completion import Services
from app.domain.access import Actor, Permission, program, require
from app.domain.clock import local
from app.domain.errors import Damaged, NotFound, Refused, WorldError
from app.domain.signature import SignatureReport, Verdict
from app.eds.trust import TrustList
from app.periodic import Periodic
from app.record import Sessions
from app.signing_keys import trusted
from db.tables.document import SignatureTable
from db.tables.practice import SettingTable

SETTING = "eds.evidence-check"
PROGRAM = "evidence"
SAMPLE = 50  # signatures of one night beside those that near renewal
DAMAGED, WORSE, INVALID = "evidence-damaged", "verdict-worse", "signature-invalid"
_LOOK_SECONDS = 300.0
_FIRST_AFTER_SECONDS = 60.0
_RENEWALS = 200  # of one night
_WORTH = (Verdict.INVALID, Verdict.NOT_CONFIRMED, Verdict.WITH_WARNINGS, Verdict.GENUINE)


@dataclass(frozen=True, slots=True)
class CheckSummary:
    """One night: how many were looked at, renewed, and marked for a person; `chain` is where the chain is broken."""

    at: datetime
    checked: int = 0
    renewed: int = 0
    marked: int = 0
    chain: str = ""


def check_evidence(
    store: Sessions,
    *,
    services: Services | None = None,
    sample: int = SAMPLE,
    stopping: Callable[[], bool] = lambda: False,
) -> CheckSummary:
    """One night's work, now: renew what nears its end, then look. Stopped in the middle, it is not noted as done.

    `services` are those of the practice's settings where not given.
    """
    with store.reading() as session:
        now = record.of(session).clock.now()
        services = services or completion.services_of(session)
        near = _near(session, now)
        broken = evidence_chain.broken_link(session)
        authorities = trusted(session)
    renewed = _renew(store, near, services, authorities, stopping)
    with store.reading() as session:
        chosen = list(dict.fromkeys([*near, *_longest_ago(session, sample)]))
    checked = marked = 0
    for signature_id in chosen:
        if stopping():
            break
        marked += _look_at(store, signature_id)
        checked += 1
    summary = CheckSummary(now, checked, renewed, marked, broken.place if broken else "")
    if not stopping():
        with store.writing() as session:
            _note(session, summary)
    return summary


def last_check(session: Session, actor: Actor) -> CheckSummary | None:
    """How the last night ended; None where there was none yet."""
    require(actor, Permission.CLINICAL_READ)
    return _last(session)


def to_review(session: Session, actor: Actor) -> tuple[tuple[int, int | None, str], ...]:
    """Signatures that a person must look at: number, document and code, the newest first."""
    require(actor, Permission.CLINICAL_READ)
    marked = select(SignatureTable).where(SignatureTable.review != "").order_by(SignatureTable.id.desc())
    return tuple((row.id, row.document_id, row.review) for row in session.scalars(marked))


def close_review(session: Session, actor: Actor, signature_id: int, reason: str) -> None:
    """A person has looked at it: the mark goes, the words stay in the journal. Raises `Refused("reason-missing")`."""
    require(actor, Permission.SIGN)
    words = " ".join(reason.split())
    if not words:
        raise Refused("reason-missing")
    row = session.get(SignatureTable, signature_id)
    if row is None or not row.review:
        raise NotFound("signature")
    before, row.review = row.review, ""
    audit.write(
        session, actor, "signature.review-closed", "signature", signature_id,
        patient_id=completion.patient_of(session, row), before=before, after="", reason=words,
    )  # fmt: skip
    completion.tell(session, row)


class EvidenceWorker:
    """The thread that does it once a day while the practice is open, and at opening what was missed."""

    def __init__(self, store: Sessions, *, look_seconds: float = _LOOK_SECONDS) -> None:
        self._store = store
        self._thread = Periodic("evidence", self.check_if_due, look_seconds, first_after=_FIRST_AFTER_SECONDS)

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        self._thread.wake()

    def stop(self) -> None:
        """Ends after the signature that is being looked at. Safe to call twice."""
        self._thread.stop()

    def check_if_due(self) -> bool:
        """One look; whether a night's work was done."""
        with self._store.reading() as session:
            last, now = _last(session), record.of(session).clock.now()
        if last is not None and local(last.at).date() >= local(now).date():
            return False
        check_evidence(self._store, stopping=lambda: self._thread.stopping)
        return True


def _near(session: Session, now: datetime) -> list[int]:
    near = select(SignatureTable.id).where(SignatureTable.renew_at <= now).order_by(SignatureTable.renew_at)
    return list(session.scalars(near.limit(_RENEWALS)))


def _longest_ago(session: Session, sample: int) -> list[int]:
    waiting = select(SignatureTable.id).order_by(SignatureTable.checked_at, SignatureTable.id)
    return list(session.scalars(waiting.limit(sample)))


def _renew(
    store: Sessions, near: list[int], services: Services, authorities: TrustList, stopping: Callable[[], bool]
) -> int:
    """Archive time stamps for those that near the end of their proof; how many got theirs."""
    done = 0
    for signature_id in near if services.authority is not None else ():
        if stopping():
            break
        try:
            renew_one(store, signature_id, services, authorities)
            done += 1
        except WorldError as problem:
            if problem.code in completion.AWAY:
                break  # the others would fail alike; tomorrow is early enough, renewal begins half a year before
            with store.writing() as session:
                row = session.get_one(SignatureTable, signature_id)
                row.last_problem = problem.code
                completion.tell(session, row)
    return done


def renew_one(store: Sessions, signature_id: int, services: Services, authorities: TrustList) -> None:
    """One further archive time stamp, kept with its evidence in one transaction. Raises what `levels.archived` does."""
    with store.reading() as session:
        work = completion.read(session, signature_id)
    reached = completion.renew(work, services, authorities)
    with store.writing() as session:
        completion.keep(session, work, reached, "renewal")


def _look_at(store: Sessions, signature_id: int) -> bool:
    """Judge one signature anew and keep the report; whether it had to be marked."""
    try:
        with store.reading() as session:
            report = signed_documents.report_on(session, session.get_one(SignatureTable, signature_id))
    except (Damaged, NotFound):
        with store.writing() as session:
            completion.review(session, session.get_one(SignatureTable, signature_id), DAMAGED)
        return True
    with store.writing() as session:
        row = session.get_one(SignatureTable, signature_id)
        code = _worry(row, report)
        evidence_store.keep_report(session, signature_id, report, "recheck")
        if code:
            completion.review(session, row, code)
            return True
        session.flush()
        audit.write(
            session, program(PROGRAM), "signature.recheck", "signature", row.id,
            patient_id=completion.patient_of(session, row),
            after={"verdict": row.verdict, **evidence_store.head(session)},
        )  # fmt: skip
    return False


def _worry(row: SignatureTable, report: SignatureReport) -> str:
    """What a person must be told of: a signature that fails, or that was worth more when it was last looked at."""
    if report.verdict is Verdict.INVALID:
        seen = row.verdict == Verdict.INVALID  # a person closed it, knowing that
        return row.review or ("" if seen else INVALID)
    if row.verdict and _WORTH.index(report.verdict) < _WORTH.index(Verdict(row.verdict)):
        return WORSE
    return ""


def _last(session: Session) -> CheckSummary | None:
    row = session.get(SettingTable, SETTING)
    if row is None:
        return None
    kept: dict[str, Any] = dict(row.value)
    return CheckSummary(**(kept | {"at": datetime.fromisoformat(kept["at"])}))


def _note(session: Session, summary: CheckSummary) -> None:
    row = session.get(SettingTable, SETTING) or SettingTable(name=SETTING)
    row.value = asdict(summary) | {"at": summary.at.isoformat()}
    row.changed_at = summary.at
    session.add(row)
    result = "ok" if not (summary.marked or summary.chain) else "to-review"
    audit.write(session, program(PROGRAM), "evidence.check", "setting", SETTING, after=row.value, result=result)

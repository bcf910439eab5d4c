"""Files what devices sent: each record once, to the patient it surely belongs to, or to the inbox.

Archive first, rows second: a record that was sealed before a crash is found again by walking from the last read
place, and one that was filed is recognised by its id. The same object again is a duplicate; the same SOP instance
with other bytes is a further version beside the older ones (DICOM PS3.4 B.2.3 leaves it to the receiver).
Matching: `app/domain/matching.py`. A batch is one transaction.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import (
    archiving,
    audit,
    commitments,
    decisions,
    devices,
    events,
    monitoring,
    order_results,
    performed_steps,
    record,
    result_rows,
    suspects,
)
from app.arrivals import Archive, Arrival, Content, Gathered, gather
from app.domain.access import Actor, Permission, require
from app.domain.device import SentIdentity
from app.domain.errors import WorldError
from app.domain.events import InboxChanged, ObjectFiled
from app.domain.heard import SELF_TEST
from app.domain.matching import Decision, same_person
from app.domain.observation import Reason
from app.domain.performed import SentStep
from app.domain.received import SentMessage, SentObject, SentReport
from db.store import Store
from db.tables.archive_record import ArchiveRecordTable, ReceivedRecordTable, SegmentTable
from db.tables.result import InstanceTable, ReportTable, StudyTable

log = logging.getLogger(__name__)

# Waiting for these reasons, a study takes the first object that says more about the patient.
_SAYS_TOO_LITTLE = frozenset({"no-identifier", "name-only", "patient-id-only", "iin-unknown", "birth-date-missing"})
# Messages that are understood and are no result: why they were kept.
_OTHER_TYPES = {
    "QRY": "host-query", "QBP": "host-query", "ORM": "order-message", "OML": "order-message", "OMG": "order-message",
    "ADT": "patient-message", "ACK": "acknowledgement",
}  # fmt: skip
BATCH = 200
_TOLD = 50  # results of one patient in one message that are told one by one; a screen reads the card again anyhow


@dataclass(frozen=True, slots=True)
class Filed:
    """What became of the records of a run: each is counted once."""

    filed: int = 0  # given to a patient
    inbox: int = 0  # waiting for a person
    duplicates: int = 0
    errors: int = 0  # kept, shown, unreadable
    kept: int = 0  # understood, but no result: queries, orders, keep-alives

    def __add__(self, other: Filed) -> Filed:
        return Filed(
            self.filed + other.filed,
            self.inbox + other.inbox,
            self.duplicates + other.duplicates,
            self.errors + other.errors,
            self.kept + other.kept,
        )

    @property
    def total(self) -> int:
        return self.filed + self.inbox + self.duplicates + self.errors + self.kept


def file_new(store: Store, archive: Archive, actor: Actor, *, enough: Callable[[], bool] = lambda: False) -> Filed:
    """File everything that lies unread in the archive, batch by batch; `enough` is asked after each."""
    done = Filed()
    while True:
        with store.reading() as session:
            read_to = {row.name: row.read_to for row in session.scalars(select(SegmentTable))}
            reading_of = devices.reading_of(session)
        found = gather(archive, read_to, reading_of, BATCH)
        if found.read_to != {name: read_to.get(name) for name in found.read_to} or found.arrivals:
            done += _file(store, actor, found)
        if found.is_last or enough():
            return done


def _file(store: Store, actor: Actor, found: Gathered) -> Filed:
    """A batch in one transaction; where one of its records stops it, each in a transaction of its own."""
    try:
        with store.writing() as session:
            return file_batch(session, actor, found)
    except WorldError:
        raise  # disk, store or right: it is not the records, and it is tried again
    except Exception:  # noqa: BLE001  the record that we cannot file must not hold up the others
        done = Filed()
        for arrival in found.arrivals:
            done += _file_alone(store, actor, arrival)
        with store.writing() as session:
            return done + file_batch(session, actor, replace(found, arrivals=[]))


def _file_alone(store: Store, actor: Actor, arrival: Arrival) -> Filed:
    """One record in its own transaction; where that fails through a fault of ours, it is an error that is shown."""
    try:
        with store.writing() as session:
            return file_batch(session, actor, Gathered([arrival]))
    except WorldError:
        raise
    except Exception as fault:  # noqa: BLE001  as above
        log.error("intake: a record could not be filed: %s", type(fault).__name__)  # noqa: TRY400  its text may quote it
        with store.writing() as session:
            return file_batch(session, actor, Gathered([replace(arrival, content=None, problem="filing-failed")]))


def file_batch(session: Session, actor: Actor, found: Gathered) -> Filed:
    """File a batch in the caller's transaction, with the places up to which the archive is read."""
    require(actor, Permission.CLINICAL_WRITE)
    batch = _Batch(session, actor)
    for arrival in found.arrivals:
        batch.take(arrival)
    for segment, offset, reason in found.damaged:
        audit.write(session, actor, "intake.damaged", "segment", segment, after={"offset": offset}, reason=reason)
    for name, read_to in found.read_to.items():
        session.merge(SegmentTable(name=name, read_to=read_to))
    batch.close()
    return batch.done


def file_again(session: Session, actor: Actor, received: ReceivedRecordTable, arrival: Arrival) -> Filed:
    """File a record that was unreadable when it came and is readable now."""
    batch = _Batch(session, actor)
    batch.take_again(received, arrival)
    batch.close()
    return batch.done


def file_copy(session: Session, actor: Actor, arrival: Arrival) -> ReceivedRecordTable:
    """File a copy of a record that a person edited, and close the entry it was made of; answers its row."""
    batch = _Batch(session, actor)
    batch.take(arrival)
    batch.close()
    archived = archiving.index(session, arrival.ref)
    return session.scalars(select(ReceivedRecordTable).where(ReceivedRecordTable.archive_id == archived.id)).one()


@dataclass(slots=True)
class _Touched:
    """A study that objects of this batch went to."""

    row: StudyTable
    received_id: int
    is_new: bool
    instances: int = 0


@dataclass(slots=True)
class _Batch:
    """The state of one transaction: studies and devices already looked up, and what will be told."""

    session: Session
    actor: Actor
    done: Filed = field(default_factory=Filed)
    heard: devices.Heard = field(init=False)
    studies: dict[str, list[StudyTable]] = field(default_factory=dict)
    touched: dict[int, _Touched] = field(default_factory=dict)
    inbox_changed: bool = False

    def __post_init__(self) -> None:
        self.heard = devices.Heard(self.session)

    def take(self, arrival: Arrival) -> None:
        """Make rows of one record, unless an earlier run did."""
        archived = archiving.find(self.session, arrival.ref)
        if archived is not None:
            known = select(ReceivedRecordTable.id).where(ReceivedRecordTable.archive_id == archived.id)
            if self.session.scalar(known) is not None:
                return
        else:
            archived = archiving.add(self.session, arrival.ref)
        source = self._edited_source(arrival, archived)
        received = self._received(arrival, archived, source)
        if source is not None and arrival.content is not None:
            self._close_source(source, received)
        if arrival.content is None:
            self._keep_unreadable(received, arrival, archived)
        elif (first := self._same_bytes(arrival, received, archived)) is not None:
            received.state, received.duplicate_of = "duplicate", first
            self.done += Filed(duplicates=1)
        elif _is_self_test(arrival):
            received.state, received.reason = "kept", "self-test"
            self.done += Filed(kept=1)
        else:
            self._file_content(arrival.content, received, arrival.metadata)

    def _file_content(self, content: Content, received: ReceivedRecordTable, metadata: dict[str, Any]) -> None:
        if isinstance(content, SentObject):
            self._file_object(content, received, str(metadata.get("sop_instance_uid", "")))
        elif isinstance(content, SentMessage):
            self._file_message(content, received)
        elif isinstance(content, SentStep):
            self._keep_told(received, performed_steps.file_step(self.session, self.actor, content, received))
        else:
            self._keep_told(received, commitments.file_commitment(self.session, self.actor, content, received))

    def _keep_told(self, received: ReceivedRecordTable, reason: str) -> None:
        """What a device told about its own work is no result; its bytes stay like any other."""
        received.state, received.reason = "kept", reason
        self.done += Filed(kept=1)

    def take_again(self, received: ReceivedRecordTable, arrival: Arrival) -> None:
        """File a record that could not be read before; it has a row already."""
        assert arrival.content is not None
        received.reason, received.identity = "", arrival.content.identity.to_json()
        received.character_set = arrival.content.character_set
        received.character_set_how = arrival.content.character_set_how
        self.inbox_changed = True
        if isinstance(arrival.content, SentMessage):
            received.control_id = arrival.content.control_id
        self._file_content(arrival.content, received, arrival.metadata)

    def close(self) -> None:
        """Journal and events: one of each for every study, however many of its objects came."""
        for study in self.touched.values():
            audit.write(
                self.session, self.actor, "study.receive" if study.is_new else "study.extend", "study", study.row.id,
                patient_id=study.row.patient_id,
                after={"instances": study.instances, "record": study.received_id}, reason=study.row.why,
            )  # fmt: skip
            events.tell(self.session, ObjectFiled("study", study.row.id, study.row.patient_id, study.received_id))
        if self.done.duplicates or self.done.kept:
            counts = {"duplicates": self.done.duplicates, "kept": self.done.kept}
            audit.write(self.session, self.actor, "intake.count", "intake", after=counts)
        self.heard.close()
        if self.inbox_changed:
            events.tell(self.session, InboxChanged(decisions.waiting(self.session)))

    def _edited_source(self, arrival: Arrival, archived: ArchiveRecordTable) -> ReceivedRecordTable | None:
        """The record that a person's copy was made of; None for what a device sent."""
        record_id = str(arrival.metadata.get("edited_from", ""))
        if not record_id:
            return None
        made_of = (
            select(ReceivedRecordTable)
            .join(ArchiveRecordTable, ArchiveRecordTable.id == ReceivedRecordTable.archive_id)
            .where(ArchiveRecordTable.record_id == record_id)
        )
        source = self.session.scalar(made_of)
        if source is not None:
            archived.edited_from = source.archive_id
        return source

    def _close_source(self, source: ReceivedRecordTable, received: ReceivedRecordTable) -> None:
        """The copy stands for it from now on; its bytes stay."""
        if source.state == "error" and source.closed_at is None:
            source.closed_at = record.of(self.session).clock.now()
            self.inbox_changed = True
            audit.write(
                self.session, self.actor, "record.close", "received_record", source.id,
                after={"edited": received.id}, reason=source.reason,
            )  # fmt: skip

    def _received(
        self, arrival: Arrival, archived: ArchiveRecordTable, source: ReceivedRecordTable | None
    ) -> ReceivedRecordTable:
        """`source`: a copy of it is no word from its device."""
        content = arrival.content
        transport, calling, peer = arrival.device_key
        if source is None:
            device = self.heard.device(arrival.device_key, arrival.received_at, is_error=content is None)
        elif isinstance(content, SentMessage) and not calling:
            device = source.device_id or self.heard.known((transport, content.sending, peer))
        else:
            device = source.device_id
        received = ReceivedRecordTable(
            archive_id=archived.id,
            transport=transport,
            device_id=device,
            peer=peer,
            calling=calling,
            called=str(arrival.metadata.get("called", "")),
            received_at=arrival.received_at,
            state="error",
            character_set=content.character_set if content else "",
            character_set_how=content.character_set_how if content else "",
            control_id=content.control_id if isinstance(content, SentMessage) else "",
            identity=content.identity.to_json() if content else None,
        )
        self.session.add(received)
        self.session.flush()
        return received

    def _same_bytes(self, arrival: Arrival, received: ReceivedRecordTable, archived: ArchiveRecordTable) -> int | None:
        """The record that first brought these very bytes: for DICOM from anyone, for messages from this device.

        A device may begin to count its control ids anew (MSH-10), so only equal bytes are the same message; and two
        printouts without a time may be those of two patients. A file is the same from anyone as long as it says the
        same of its patient: that may stand in its name alone.
        """
        if arrival.ref.kind in {"astm", "text"} and not _says_when(arrival.content):
            return None
        same = (
            select(ReceivedRecordTable.id)
            .join(ArchiveRecordTable, ArchiveRecordTable.id == ReceivedRecordTable.archive_id)
            .where(
                ArchiveRecordTable.sha256 == archived.sha256,
                ArchiveRecordTable.kind == arrival.ref.kind,
                ReceivedRecordTable.id != received.id,
                ReceivedRecordTable.state.in_(("filed", "inbox")),
            )
            .order_by(ReceivedRecordTable.id)
            .limit(1)
        )
        if arrival.ref.kind in {"hl7", "astm", "text"}:
            same = same.where(ReceivedRecordTable.device_id == received.device_id)
        if arrival.ref.kind == "file":
            same = same.where(ReceivedRecordTable.identity == received.identity)
        return self.session.scalar(same)

    def _keep_unreadable(self, received: ReceivedRecordTable, arrival: Arrival, archived: ArchiveRecordTable) -> None:
        problem = arrival.problem
        received.reason = problem
        if arrival.transport == "folder" and (first := self._same_error(received, archived)) is not None:
            received.state, received.duplicate_of = "duplicate", first
            self.done += Filed(duplicates=1)
            return
        received.state = "error"
        self.done += Filed(errors=1)
        self.inbox_changed = True
        audit.write(self.session, self.actor, "record.unreadable", "received_record", received.id, reason=problem)
        events.tell(self.session, ObjectFiled("error", received.id, None, received.id))

    def _same_error(self, received: ReceivedRecordTable, archived: ArchiveRecordTable) -> int | None:
        """A file of a folder that is on the list already: kept again after a crash, or put there once more."""
        return self.session.scalar(
            select(ReceivedRecordTable.id)
            .join(ArchiveRecordTable, ArchiveRecordTable.id == ReceivedRecordTable.archive_id)
            .where(
                ArchiveRecordTable.sha256 == archived.sha256,
                ReceivedRecordTable.id != received.id,
                ReceivedRecordTable.peer == received.peer,
                ReceivedRecordTable.state == "error",
                ReceivedRecordTable.closed_at.is_(None),
            )
            .limit(1)
        )

    # --- DICOM

    def _file_object(self, sent: SentObject, received: ReceivedRecordTable, announced_uid: str) -> None:
        study, is_new = self._study_of(sent, received, announced_uid)
        older = list(
            self.session.scalars(select(InstanceTable).where(InstanceTable.sop_instance_uid == sent.sop_instance_uid))
        )
        version = max((one.version for one in older), default=0) + 1
        for one in older:
            if one.study_id == study.id:
                one.is_current = False
        instance = result_rows.instance(sent, study.id, received.id, version)
        self.session.add(instance)
        self.session.flush()
        if version > 1:
            audit.write(
                self.session, self.actor, "instance.version", "instance", instance.id,
                patient_id=study.patient_id, after={"version": version, "study": study.id},
            )  # fmt: skip
        self._count(received, study.patient_id)
        touched = self.touched.setdefault(study.id, _Touched(study, received.id, is_new))
        touched.instances += 1
        touched.received_id = received.id

    def _study_of(self, sent: SentObject, received: ReceivedRecordTable, announced_uid: str) -> tuple[StudyTable, bool]:
        """The study this object belongs to; a new one where none has its UID and tells of the same person."""
        uid = sent.study_instance_uid
        if uid not in self.studies:
            known = select(StudyTable).where(StudyTable.study_instance_uid == uid).order_by(StudyTable.id)
            self.studies[uid] = list(self.session.scalars(known)) if uid else []
        of_person = [
            study
            for study in (self.studies[uid] if uid else ())
            if same_person(SentIdentity.from_json(study.identity), sent.identity)
        ]
        if of_person:
            study = self._part_for(sent, of_person)
            self._complete(study, sent)
            return study, False
        decision = self._decide(sent.identity)
        if uid and self.studies[uid]:
            decision = Decision(None, "study-of-another", ())
        elif announced_uid and announced_uid != sent.sop_instance_uid[:64]:
            decision = Decision(None, "uid-differs", ())
        study = result_rows.study(sent, received, decision.patient_id, decision.why)
        self.session.add(study)
        self.session.flush()
        self.studies[uid].append(study)
        self._remember(decision, [study])
        return study, True

    def _part_for(self, sent: SentObject, parts: list[StudyTable]) -> StudyTable:
        """Of a study that a person split, the part that holds the same object, else the same series."""
        if len(parts) == 1:
            return parts[0]
        by_id = {part.id: part for part in parts}
        for same in (
            InstanceTable.sop_instance_uid == sent.sop_instance_uid,
            InstanceTable.series_instance_uid == sent.series_instance_uid,
        ):
            holding = select(InstanceTable.study_id).where(InstanceTable.study_id.in_(by_id), same)
            found = self.session.scalar(holding.order_by(InstanceTable.id.desc()).limit(1))
            if found is not None:
                return by_id[found]
        return parts[0]

    def _complete(self, study: StudyTable, sent: SentObject) -> None:
        """A study may begin with an object that says little: take what a later one says."""
        study.modality = study.modality or sent.modality
        study.description = study.description or sent.study_description
        study.study_date = study.study_date or sent.study_date
        if study.patient_id is not None or study.why not in _SAYS_TOO_LITTLE or study.left_at is not None:
            return
        decision = self._decide(sent.identity)
        if decision.patient_id is None or decisions.last(self.session, "study", study.id):
            return
        study.identity = sent.identity.to_json()
        study.accession_number = study.accession_number or sent.identity.accession_number
        decisions.give(self.session, [study], decision.patient_id, "")
        self._remember(decision, [study])
        self.inbox_changed = True

    # --- HL7 v2

    def _file_message(self, message: SentMessage, received: ReceivedRecordTable) -> None:
        if not message.is_result or not message.reports:
            received.state, received.reason = "kept", _why_kept(message)
            self.done += Filed(kept=1)
            return
        profile = devices.profile_of(self.session, received.device_id)
        message = monitoring.thinned(self.session, message, received, profile)
        if not message.reports:
            received.state, received.reason = "kept", "thinned-out"
            self.done += Filed(kept=1)
            return
        whose = suspects.Meant(self.session, [sent.identity for sent in message.reports])
        decided = _as_siblings(message.reports, [whose.decide(sent.identity) for sent in message.reports])
        reports = [
            result_rows.report(sent, received, decision.patient_id, decision.why)
            for sent, decision in zip(message.reports, decided, strict=True)
        ]
        # Numbered by us, since this transaction is the only writer: else each row is a statement that asks for its id.
        newest = self.session.scalar(select(func.max(ReportTable.id))) or 0
        for number, report in enumerate(reports, newest + 1):
            report.id = number
        self.session.add_all(reports)
        self.session.flush()
        self.session.bulk_save_objects([
            row
            for sent, report in zip(message.reports, reports, strict=True)
            for row in result_rows.observations(sent, report.id, report.patient_id, profile)
        ])  # fmt: skip
        self._tell_reports(message.reports, reports, decided)
        order_results.complete(self.session, self.actor, reports)
        patients = {report.patient_id for report in reports}
        self._count(received, next(iter(patients)) if len(patients) == 1 else None)

    def _tell_reports(self, sent: tuple[SentReport, ...], reports: list[ReportTable], decided: list[Decision]) -> None:
        """Decisions of those that found their patient; one row of the journal for what has one patient and reason."""
        together: dict[tuple[int | None, str, tuple[Reason, ...]], list[int]] = {}
        for at, one in enumerate(decided):
            together.setdefault((one.patient_id, one.why, one.reasons if one.patient_id else ()), []).append(at)
        for (patient_id, why, reasons), places in together.items():
            rows = [reports[at] for at in places]
            self._remember(Decision(patient_id, why, reasons), rows)
            counts = {"observations": sum(len(sent[at].observations) for at in places)}
            if len(rows) > 1:
                counts["reports"] = len(rows)
            audit.write(
                self.session, self.actor, "report.receive", "report", rows[0].id, patient_id=patient_id,
                after={**counts, "record": rows[0].received_record_id}, reason=why,
            )  # fmt: skip
            for row in rows[:_TOLD]:
                events.tell(self.session, ObjectFiled("report", row.id, patient_id, row.received_record_id))

    # --- both

    def _decide(self, identity: SentIdentity) -> Decision:
        return suspects.Meant(self.session, [identity]).decide(identity)

    def _remember(self, decision: Decision, rows: Sequence[decisions.Movable]) -> None:
        """Who got them and why; an object that waits has no decision yet."""
        if decision.patient_id is None:
            self.inbox_changed = True
        else:
            decisions.remember(self.session, self.actor, rows, "automatic", decision.reasons)

    def _count(self, received: ReceivedRecordTable, patient_id: int | None) -> None:
        received.state = "inbox" if patient_id is None else "filed"
        self.done += Filed(inbox=1) if patient_id is None else Filed(filed=1)


def _as_siblings(sent: tuple[SentReport, ...], own: list[Decision]) -> list[Decision]:
    """A result without a number of its own goes with the others of the same patient in the same message."""
    people = [result_rows.person_key(one.identity.to_json()) for one in sent]
    surely: dict[str, dict[int, Decision]] = {}
    for person, one in zip(people, own, strict=True):
        if one.patient_id is not None:
            surely.setdefault(person, {})[one.patient_id] = one
    decided = []
    for person, one in zip(people, own, strict=True):
        found = surely.get(person, {})
        follows = one.patient_id is None and one.why in _SAYS_TOO_LITTLE and len(found) == 1
        decided.append(next(iter(found.values())) if follows else one)
    return decided


def _says_when(content: Content | None) -> bool:
    """Whether the message holds the moment of what it reports."""
    return isinstance(content, SentMessage) and (
        content.sent_at is not None or any(report.observed_at for report in content.reports)
    )


def _why_kept(message: SentMessage) -> str:
    if not message.is_result:
        return _OTHER_TYPES.get(message.message_type.split("^", maxsplit=1)[0].upper(), "message-type")
    return "keep-alive" if message.segments == 1 else "no-results"


def _is_self_test(arrival: Arrival) -> bool:
    """Our own test object (`app/device_trials.py`): nobody's result, and nothing to decide."""
    transport, calling, _ = arrival.device_key
    return (
        arrival.content is not None
        and arrival.content.identity.patient_id == SELF_TEST
        and (calling.split("^")[0] == SELF_TEST or transport == "folder")  # a folder is one device, whatever lies in it
    )

"""The outbox against the stand-in ministry: order, dependency, evidence, corrections, withdrawals (requirement §7)."""

from __future__ import annotations

import base64
import json
import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app import audit
from app.domain.access import Role
from app.domain.errors import Refused
from app.domain.exchange import OutboxState, Outcome
from app.domain.signature import Level
from app.exchange import mapping, outbox
from app.exchange.profile import FILE, ExchangeProfile, Switch, load, save
from app.exchange.worker import ExchangeWorker, SyncReport, sync_once
from app.stand_ins.ministry import Fault, FaultKind, StandInMinistry
from db.tables.archive_record import ArchiveRecordTable
from db.tables.journal import JournalTable
from db.tables.outbox import OutboxTable

EVENT = mapping.MEDICAL_APPOINTMENT


def _sync(house: Any) -> SyncReport:
    return sync_once(house.store, jitter=lambda: 0.0)


def _until_quiet(house: Any) -> None:
    """Passes with time in between, until nothing is under way."""
    for _ in range(40):
        if not {"waiting", "unknown", "sending"} & set(house.states()):
            return
        _sync(house)
        house.later(minutes=20)


def _delivered(ministry: StandInMinistry) -> list[tuple[str, str]]:
    return [(one["event_type"], one["operation"]) for one in ministry.accepted()["deliveries"]]


@pytest.mark.clause("7")
def test_a_new_practice_holds_everything_and_sends_it_in_order_once_switched_on(
    house: Any, ministry: StandInMinistry
) -> None:
    first, second = house.finish(1), house.finish(2)
    assert house.states() == ["held"] * 4
    assert _sync(house).attempts == ()
    house.connect(ministry.url)
    report = _sync(house)
    assert report.accepted == 4
    assert [one["event_id"] for one in ministry.accepted()["deliveries"]] == [
        mapping.file_id_of(first.rendered.draft.document_uid),
        first.events[0].event_id,
        mapping.file_id_of(second.rendered.draft.document_uid),
        second.events[0].event_id,
    ]
    assert house.states() == ["accepted"] * 4


@pytest.mark.clause("7")
def test_what_arrives_is_what_was_signed(house: Any, ministry: StandInMinistry) -> None:
    signed = house.finish()  # signed before the practice had a MIS number
    house.connect(ministry.url)
    _sync(house)
    file, event = ministry.intake.held.values()
    assert base64.b64decode(json.loads(file.body)["file"]["content"]) == signed.rendered.pdf
    arrived = json.loads(event.body)
    assert base64.b64decode(arrived["signature"]["signedData"]) == signed.events[0].signed_bytes
    assert arrived["misId"] == "MIS-7"


@pytest.mark.clause("7")
def test_the_exact_bytes_sent_and_answered_are_kept(house: Any, ministry: StandInMinistry) -> None:
    house.finish()
    house.connect(ministry.url)
    _sync(house)
    row = house.rows()[1]
    with house.store.reading() as session:
        (attempt,) = outbox.attempts(session, house.owner, row.outbox_id)
        sent = outbox.sent_bytes(session, house.owner, attempt.attempt_id)
        answer = json.loads(outbox.answer_bytes(session, house.owner, attempt.attempt_id))
    assert sent == ministry.intake.held[row.event_id].body
    assert (answer["success"], attempt.status, attempt.at) == (True, 200, house.clock.now())


def test_an_event_waits_for_its_file(house: Any, ministry: StandInMinistry) -> None:
    house.finish()
    house.connect(ministry.url, switches={EVENT: Switch.SEND})
    assert _sync(house).attempts == ()
    assert [(row.state, row.why) for row in house.rows()] == [("held", "profile"), ("waiting", "file")]
    house.connect(ministry.url)
    assert _sync(house).accepted == 2


def test_switching_off_holds_what_has_not_left(house: Any, ministry: StandInMinistry) -> None:
    house.connect(ministry.url)
    house.finish()
    assert house.states() == ["waiting", "waiting"]
    house.save(ExchangeProfile())
    assert house.states() == ["held", "held"]


@pytest.mark.clause("7")
def test_a_refused_field_comes_back_with_its_name_and_stops_nobody_else(house: Any, ministry: StandInMinistry) -> None:
    house.connect(ministry.url)
    refused = house.finish(1).events[0].event_id
    house.finish(1)
    house.finish(2)
    ministry.fail(Fault(FaultKind.REFUSE, field="organizationBin", event_id=refused))
    _sync(house)
    assert house.states() == ["accepted", "rejected", "accepted", "accepted", "accepted", "accepted"]
    row = house.rows()[1]
    assert (row.last_field, row.why) == ("organizationBin", "person")
    assert "заполнено" in row.last_message


@pytest.mark.clause("7")
def test_a_corrected_document_replaces_what_was_refused(house: Any, ministry: StandInMinistry) -> None:
    house.connect(ministry.url)
    first = house.finish(1, "visit-1")
    ministry.fail(Fault(FaultKind.SUCCESS_FALSE, field="checkup", event_id=first.events[0].event_id))
    _sync(house)
    second = house.finish(1, "visit-1", version=2)
    assert house.states() == ["accepted", "superseded", "waiting", "waiting"]
    _sync(house)
    assert _delivered(ministry) == [(FILE, "CREATE"), (FILE, "CREATE"), (EVENT, "UPDATE")]
    held = json.loads(ministry.intake.held[first.events[0].event_id].body)
    assert held["checkup"]["medicalRecord"]["fileId"] == mapping.file_id_of(second.rendered.draft.document_uid)


def test_correct_and_resend_takes_the_place_of_the_refused_row(house: Any, ministry: StandInMinistry) -> None:
    house.connect(ministry.url)
    signed = house.finish(1, "visit-1")
    ministry.fail(Fault(FaultKind.REFUSE, field="doctorIin", event_id=signed.events[0].event_id))
    _sync(house)
    again = house.sign_document(replace(signed.rendered.draft, note=replace(signed.rendered.draft.note, plan="Басқа")))
    with house.store.writing() as session:
        outbox.correct_and_resend(session, house.owner, 2, again.events[0])
    _sync(house)
    assert house.states() == ["accepted", "superseded", "accepted"]
    assert _delivered(ministry) == [(FILE, "CREATE"), (EVENT, "UPDATE")]
    with house.store.writing() as session, pytest.raises(Refused, match="outbox-not-rejected"):
        outbox.correct_and_resend(session, house.owner, 2, again.events[0])


def test_a_mended_profile_is_enough_where_the_routing_was_refused(house: Any, ministry: StandInMinistry) -> None:
    profile = house.connect(ministry.url, mis_id="no such number?")
    signed = house.finish()
    _sync(house)
    assert [row.last_field for row in house.rows()] == ["", "misId"]
    house.save(replace(profile, mis_id="MIS-8"))
    with house.store.writing() as session:
        outbox.send_again(session, house.owner, 2)
    _sync(house)
    assert house.states() == ["accepted", "accepted"]
    arrived = json.loads(ministry.intake.held[signed.events[0].event_id].body)
    assert arrived["misId"] == "MIS-8"
    assert base64.b64decode(arrived["signature"]["signedData"]) == signed.events[0].signed_bytes


@pytest.mark.clause("7")
def test_a_withdrawn_document_is_deleted_there_event_first(house: Any, ministry: StandInMinistry) -> None:
    house.connect(ministry.url)
    house.finish()
    _sync(house)
    with house.store.writing() as session:
        assert len(outbox.withdraw(session, house.owner, 1, reason="қате")) == 2
        assert outbox.withdraw(session, house.owner, 1, reason="қате") == ()
    _sync(house)
    assert _delivered(ministry)[2:] == [(EVENT, "DELETE"), (FILE, "DELETE")]
    assert all(one["deleted"] for one in ministry.accepted()["held"])


def test_what_never_left_is_withdrawn_without_a_word(house: Any, ministry: StandInMinistry) -> None:
    house.finish()
    with house.store.writing() as session:
        assert outbox.withdraw(session, house.owner, 1, reason="қате") == ()
    assert house.states() == ["superseded", "superseded"]
    house.connect(ministry.url)
    assert _sync(house).attempts == ()
    with house.store.writing() as session, pytest.raises(Refused, match="reason-missing"):
        outbox.withdraw(session, house.owner, 1, reason=" ")


@pytest.mark.clause("7")
def test_rows_wait_for_the_evidence_that_the_profile_asks_for(house: Any, ministry: StandInMinistry) -> None:
    house.connect(ministry.url, required_levels={FILE: Level.T.value})
    signed = house.finish()
    assert _sync(house).attempts == ()
    with house.store.reading() as session:
        assert outbox.summary(session).problem == "signature-level"
    assert [row.why for row in house.rows()] == ["level", "file"]
    house.later(minutes=1)
    later_container = house.signed(signed.rendered.pdf).container
    house.raise_level(1, Level.T, later_container)
    _sync(house)
    assert house.states() == ["accepted", "accepted"]
    file = json.loads(ministry.intake.held[house.rows()[0].event_id].body)
    assert base64.b64decode(file["signature"]) == later_container != signed.signature.container


@pytest.mark.clause("7")
def test_a_hundred_visits_signed_offline_arrive_once_and_in_order(house: Any, ministry: StandInMinistry) -> None:
    house.connect("http://127.0.0.1:9")  # nobody listens there
    for number in range(50):  # two rows each: a hundred messages
        house.finish(number % 5 + 1)
    report = _sync(house)
    assert [one.outcome for one in report.attempts] == [Outcome.NOT_SENT]
    assert report.stopped == "no-connection"
    with house.store.reading() as session:
        assert outbox.summary(session).problem == "no-connection"
    house.connect(ministry.url)
    house.later(days=7)
    _until_quiet(house)
    deliveries = ministry.accepted()["deliveries"]
    assert [one["event_id"] for one in deliveries] == [row.event_id for row in house.rows()]
    assert not any(one["duplicate"] for one in deliveries)


_LOSING = [FaultKind.DROP_AFTER, FaultKind.CUT, FaultKind.GARBAGE, FaultKind.ERROR_500]
_NOT_TAKEN = [FaultKind.DROP_BEFORE, FaultKind.BUSY, FaultKind.REDIRECT]


@pytest.mark.parametrize("kind", [*_LOSING, *_NOT_TAKEN, FaultKind.DUPLICATE_ANSWER])
def test_whatever_happens_to_an_answer_nothing_is_lost_or_doubled(
    house: Any, ministry: StandInMinistry, kind: FaultKind
) -> None:
    house.connect(ministry.url)
    house.finish()
    ministry.fail(Fault(kind))
    _until_quiet(house)
    assert house.states() == ["accepted", "accepted"]
    deliveries = ministry.accepted()["deliveries"]
    assert [one["duplicate"] for one in deliveries] == [False, False]
    with house.store.reading() as session:
        asked = [one.asked for one in outbox.attempts(session, house.owner, 1)]
    if kind in _LOSING:
        assert asked == [False, True]  # asked, and not sent a second time


@pytest.mark.clause("7")
def test_a_slow_answer_is_given_up_and_asked_for(house: Any, ministry: StandInMinistry) -> None:
    house.connect(ministry.url, answer_seconds=0.3)
    house.finish()
    ministry.fail(Fault(FaultKind.DELAY, seconds=20))
    _until_quiet(house)
    assert house.states() == ["accepted", "accepted"]
    assert [one["duplicate"] for one in ministry.accepted()["deliveries"]] == [False, False]


def test_an_update_whose_answer_was_lost_is_told_from_the_state_before(house: Any, ministry: StandInMinistry) -> None:
    house.connect(ministry.url)
    event_id = house.finish(1, "visit-1").events[0].event_id
    _sync(house)
    house.finish(1, "visit-1", version=2)
    ministry.fail(Fault(FaultKind.DROP_BEFORE, event_id=event_id))
    _until_quiet(house)
    assert house.states() == ["accepted"] * 4
    assert _delivered(ministry)[-1] == (EVENT, "UPDATE")


def test_the_wrong_login_stops_the_pass_and_blames_no_row(house: Any, ministry: StandInMinistry) -> None:
    house.finish()
    ministry.login = "mis:secret"
    profile = house.connect(ministry.url)
    assert _sync(house).stopped == "credentials"
    assert house.states() == ["waiting", "waiting"]
    house.save(replace(profile, login="mis", password="secret"))
    house.later(minutes=20)
    assert _sync(house).accepted == 2


@pytest.mark.clause("22.5")
def test_the_journal_tells_of_every_step_and_never_holds_the_password(house: Any, ministry: StandInMinistry) -> None:
    house.connect(ministry.url, password="hunter2")
    house.finish()
    _sync(house)
    with house.store.reading() as session:
        assert audit.check(session) is None
        lines = session.execute(select(JournalTable.action, JournalTable.result, JournalTable.after)).all()
        assert load(session).password == "hunter2"
        assert "hunter2" not in repr(load(session))
    assert [one.action for one in lines] == ["exchange.configure", *["outbox.enqueue"] * 2, *["outbox.send"] * 2]
    assert lines[-1].result == "accepted"
    assert not any("hunter2" in json.dumps(one.after) for one in lines)


def test_only_an_administrator_switches_the_exchange_and_only_to_where_it_may_go(house: Any) -> None:
    nurse = replace(house.owner, roles=frozenset({Role.NURSE}))
    wanted = ExchangeProfile(transport="ehd-rest", url="http://127.0.0.1:1", mis_id="1")
    refusals = {
        "no-right": (nurse, wanted),
        "exchange-url": (house.owner, replace(wanted, url="ftp://x")),
        "exchange-plain-http": (house.owner, replace(wanted, url="http://ehd.example")),
        "test-practice-real-transport": (house.owner, replace(wanted, url="https://ehd.example")),
        "exchange-mis-id": (house.owner, replace(wanted, mis_id="")),
        "exchange-level": (house.owner, replace(wanted, required_levels={FILE: "CAdES-X"})),
    }
    for code, (actor, profile) in refusals.items():
        with house.store.writing() as session, pytest.raises(Refused) as refused:
            save(session, actor, profile)
        assert refused.value.code == code


def test_reception_sees_the_count_and_not_the_content(house: Any) -> None:
    house.finish()
    reception = replace(house.owner, roles=frozenset({Role.RECEPTION}))
    with house.store.reading() as session:
        assert outbox.summary(session, reception).held == 2
        for look in (outbox.rows, lambda s, a: outbox.payload_bytes(s, a, 1)):
            with pytest.raises(Refused, match="no-right"):
                look(session, reception)


def test_a_document_that_is_not_for_the_ministry_is_marked_so(house: Any) -> None:
    signed = replace(house.sign_document(house.draft(house.patient(1))), events=())
    with house.store.writing() as session:
        outbox.enqueue(session, house.owner, signed, document_id=7, patient_id=1)
        last = session.scalars(select(JournalTable).order_by(JournalTable.id.desc())).first()
    assert (last.action, last.object_id) == ("outbox.not-subject", "7")
    assert house.rows() == []


def test_the_oldest_row_is_an_alert_after_a_day(house: Any, ministry: StandInMinistry) -> None:
    house.connect(ministry.url)
    house.finish()
    with house.store.reading() as session:
        assert outbox.summary(session).problem == ""
    house.later(hours=25)
    with house.store.reading() as session:
        summary = outbox.summary(session)
    assert (summary.problem, summary.waiting) == ("late", 2)
    assert house.clock.now() - summary.oldest_waiting == timedelta(hours=25)


@pytest.mark.clause("7")
def test_the_thread_sends_what_is_signed_while_it_runs(house: Any, ministry: StandInMinistry) -> None:
    house.connect(ministry.url)
    through = threading.Event()
    worker = ExchangeWorker(house.store, every=60, told=lambda report: through.set() if report.accepted else None)
    worker.start()
    try:
        house.finish()
        assert through.wait(10)
    finally:
        worker.stop()
    assert set(house.states()) == {OutboxState.ACCEPTED}


def test_a_damaged_row_does_not_hold_up_other_patients(house: Any, ministry: StandInMinistry, tmp_path: Path) -> None:
    house.finish(1)
    house.finish(2)
    with house.store.reading() as session:
        first = session.scalars(select(OutboxTable).order_by(OutboxTable.id)).first()
        lies = session.get_one(ArchiveRecordTable, first.payload_id)
    with (tmp_path / "archive" / lies.segment).open("r+b") as segment:
        segment.seek(lies.offset + lies.length // 2)
        segment.write(bytes(64))
    house.connect(ministry.url)
    assert _sync(house).accepted == 2
    assert house.states() == ["waiting", "waiting", "accepted", "accepted"]
    assert house.rows()[0].last_message

"""What could not be read: one entry for a cause, other letters, a copy that a person edited; the original stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app import archiving, inbox, rereading, results, undo, unread
from app.domain.errors import Conflict, Refused, Unreadable
from app.domain.events import InboxChanged
from app.domain.identity import check_digit
from app.domain.unread import Trial
from app.intake import Filed
from db.tables.archive_record import ArchiveRecordTable, ReceivedRecordTable
from db.tables.device import DeviceTable
from db.tables.journal import JournalTable
from db.tables.result import ReportTable

BORN = date(1985, 6, 15)
IIN = f"85061540012{check_digit('85061540012')}"
SENT = f"{IIN}||Жұмабаева^Айгүл||19850615|F"
Make = Callable[..., bytes]


def _broken(message: bytes) -> bytes:
    """The device's clock of segments slipped: the first letter of the header is lost."""
    return message[1:]


def _only_cause(practice: Any) -> Any:
    (cause,) = practice.read(unread.causes)
    return cause


@pytest.mark.clause("15")
def test_a_thousand_records_of_one_cause_are_one_entry_and_close_together(practice: Any, blood_count: Make) -> None:
    practice.hl7(blood_count(), calling="BC^LAB")
    for number in range(40):
        practice.hl7(f"GET /{number} HTTP/1.1\r\n".encode(), calling="BC^LAB")
    practice.hl7(b"PID|1||5\r", peer="10.0.0.77", calling="X^Y")
    practice.dicom(b"no DICOM at all")
    practice.file()
    found = [(one.device_name, one.cause.reason, one.count) for one in practice.read(unread.causes)]
    assert sorted(found) == [
        ("10.0.0.5", "dicom-none", 1),
        ("10.0.0.77", "hl7-no-msh", 1),
        ("BC LAB", "hl7-no-msh", 40),
    ]
    assert practice.read(inbox.waiting) == 4, "three causes and the result of nobody"
    assert InboxChanged(4) in practice.told
    assert [item.count for item in practice.read(inbox.items) if item.kind == "error"].count(40) == 1

    cause = next(one.cause for one in practice.read(unread.causes) if one.count == 40)
    records = practice.read(unread.records, cause)
    assert (len(records), records[0].kind, records[0].size) == (40, "hl7", 18)
    assert practice.write(unread.close_cause, cause) == 40
    assert practice.read(inbox.waiting) == 3
    assert practice.read(unread.records, cause) == ()
    with pytest.raises(Conflict, match="already-closed"):
        practice.write(unread.close_cause, cause)
    closing = [row for row in practice.rows(JournalTable) if row.action == "record.close"]
    assert [(row.after, row.reason) for row in closing] == [({"records": 40}, "hl7-no-msh")], "one row for a cause"
    practice.write(undo.undo)
    assert len(practice.read(unread.records, cause)) == 40


@pytest.mark.clause("15")
def test_an_edited_copy_is_filed_and_the_original_stays(practice: Any, blood_count: Make) -> None:
    patient = practice.patient("Жұмабаева", "Айгүл", BORN, IIN)
    broken = _broken(blood_count(SENT))
    practice.hl7(broken)
    assert practice.file() == Filed(errors=1)
    seen = practice.write(unread.content, 1)
    assert (seen.content, seen.is_text, seen.character_set) == (broken, True, "utf-8")
    assert seen.text.splitlines()[0].startswith("SH|^~")

    assert practice.read(unread.trial, 1, seen.text, seen.character_set) == Trial("hl7-no-msh")
    mended = "M" + seen.text
    trial = practice.read(unread.trial, 1, mended, seen.character_set)
    assert trial == Trial("", "ORU^R01", f"Жұмабаева Айгүл · {IIN}", 1, 1)
    with pytest.raises(Unreadable, match="hl7-no-msh"):
        practice.write(unread.file_edited, 1, seen.text + "x", seen.character_set)
    with pytest.raises(Refused, match="nothing-changed"):
        practice.write(unread.file_edited, 1, seen.text, seen.character_set)
    assert len(practice.rows(ArchiveRecordTable)) == 1, "what cannot be read either is not kept"

    copy = practice.write(unread.file_edited, 1, mended, seen.character_set)
    assert (copy.received_record_id, copy.state) == (2, "filed")
    assert practice.rows(ReportTable)[0].patient_id == patient
    original, made = practice.rows(ArchiveRecordTable)
    assert made.edited_from == original.id
    with practice.store.reading() as session:
        assert archiving.body(session, original.id) == broken
        metadata = archiving.opened(session, made.id).metadata
        assert archiving.body(session, made.id) == b"M" + broken
    assert (metadata["edited_from"], metadata["edited_by"], metadata["peer"]) == (
        original.record_id,
        "aigul",
        "10.0.0.7",
    )
    assert practice.read(unread.causes) == ()
    assert practice.read(inbox.items) == ()
    first = practice.rows(ReceivedRecordTable)[0]
    assert (first.state, first.closed_at) == ("error", practice.clock.now())
    actions = [row.action for row in practice.rows(JournalTable) if row.account_id is not None]
    assert actions[1:] == ["record.read", "record.close", "report.receive", "record.edit"]
    with pytest.raises(Conflict, match="already-closed"):
        practice.write(unread.file_edited, 1, mended + " ", seen.character_set)
    with pytest.raises(Refused, match="not-an-error"):
        practice.write(unread.file_edited, 2, mended + " ", seen.character_set)
    assert practice.file() == Filed(), "the copy lies in the archive and is not filed again"


def test_a_copy_is_no_word_from_its_device(practice: Any, blood_count: Make) -> None:
    practice.hl7(blood_count(), calling="BC^LAB")
    practice.hl7(_broken(blood_count(control_id="2")), calling="BC^LAB")
    practice.file()
    before = practice.rows(DeviceTable)[0]
    seen = practice.write(unread.content, 2)
    practice.write(unread.file_edited, 2, "M" + seen.text, seen.character_set)
    after = practice.rows(DeviceTable)[0]
    assert (after.received, after.errors, after.last_seen) == (before.received, before.errors, before.last_seen)
    assert practice.rows(ReceivedRecordTable)[-1].device_id == before.id


def test_a_copy_that_was_sealed_before_a_power_cut_is_filed_and_closes_its_entry(
    practice: Any, blood_count: Make
) -> None:
    practice.hl7(_broken(blood_count()))
    practice.file()
    source = practice.rows(ArchiveRecordTable)[0]
    with practice.store.reading() as session:
        metadata = archiving.opened(session, source.id).metadata
    practice.hub.append("hl7", {**metadata, "edited_from": source.record_id, "edited_by": "aigul"}, blood_count())
    assert practice.file() == Filed(inbox=1)
    assert practice.read(unread.causes) == ()
    assert practice.rows(ArchiveRecordTable)[1].edited_from == source.id


def test_what_the_hub_took_for_no_message_can_be_edited_into_one(practice: Any, blood_count: Make) -> None:
    metadata = {
        "transport": "hl7", "peer": "10.0.0.6", "calling": "", "called": "", "reason": "not-hl7",
        "received_at": practice.clock.now().isoformat(),
    }  # fmt: skip
    practice.hub.append("unreadable", metadata, _broken(blood_count()))
    practice.hub.append("unreadable", {**metadata, "peer": "10.0.0.8"}, blood_count(SENT).decode().encode("utf-16-be"))
    practice.file()
    seen = practice.write(unread.content, 1)
    assert practice.write(unread.file_edited, 1, "M" + seen.text, "").state == "inbox"
    assert [row.kind for row in practice.rows(ArchiveRecordTable)] == ["unreadable", "unreadable", "hl7"]
    with pytest.raises(Unreadable):
        practice.write(unread.read_with, 2, "")
    with pytest.raises(Unreadable):
        practice.write(unread.read_with, 2, "cp1251")
    practice.write(unread.read_with, 2, "utf-16-be")
    assert practice.read(unread.causes) == ()


@pytest.mark.parametrize(("transport", "kind"), [("astm", "astm"), ("serial", "astm"), ("serial", "unreadable")])
def test_what_an_analyser_sends_over_another_line_is_edited_too(practice: Any, transport: str, kind: str) -> None:
    metadata = {
        "transport": transport, "peer": "COM3", "calling": "XP", "called": "", "reason": "frame-cut",
        "received_at": practice.clock.now().isoformat(),
    }  # fmt: skip
    practice.hub.append(kind, metadata, b"R|1|^^^WBC|7.4|10*9/L||N||F\rL|1|N\r")
    assert practice.file() == Filed(errors=1)
    seen = practice.write(unread.content, 1)
    assert seen.is_text
    head = "H|\\^&|||XP\nP|1||5||X^Y\nO|1|17||^^^CBC\n"
    assert practice.read(unread.trial, 1, head + seen.text, "") == Trial("", "ASTM", "X Y · 5", 1, 1)
    assert practice.write(unread.file_edited, 1, head + seen.text, "").state == "inbox"
    assert practice.rows(ArchiveRecordTable)[-1].kind == "astm"
    assert practice.read(unread.causes) == ()


def test_one_record_is_read_by_the_letters_a_person_chose_for_it(practice: Any, blood_count: Make) -> None:
    sent = blood_count("5||Қ^Ұ", name="Қан").decode().replace("UNICODE UTF-8", "8859/1")
    practice.hl7(sent.encode("ptcp154"))
    practice.file()
    assert "Қан" in unread.as_text(sent.encode("ptcp154"), "ptcp154")[0]
    practice.write(unread.read_with, 1, "ptcp154")
    report = practice.read(results.report, 1)
    assert (report.title, report.character_set, report.character_set_how) == ("Қан", "ptcp154", "override")
    assert practice.rows(DeviceTable)[0].character_set == "", "of the device nothing changes"
    with pytest.raises(Refused, match="character-set"):
        practice.write(unread.read_with, 1, "rot13")
    assert practice.rows(JournalTable)[-1].action == "record.reread"


def test_pictures_and_large_files_are_not_edited(practice: Any, ultrasound: Make) -> None:
    practice.dicom(ultrasound()[:140])
    practice.hl7(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    practice.hl7(b"x" * (unread.MAX_EDITED + 1))
    practice.file()
    assert [practice.write(unread.content, n).is_text for n in (1, 2, 3)] == [False, False, False]
    large = practice.write(unread.content, 3)
    assert (large.size, len(large.content)) == (unread.MAX_EDITED + 1, 64 * 1024), "its beginning is enough to look at"
    assert practice.read(unread.trial, 3, "x", "").problem == "too-large-to-edit"
    with pytest.raises(Refused, match="too-large-to-edit"):
        practice.write(unread.file_edited, 2, "x" * (unread.MAX_EDITED + 1), "utf-8")
    with pytest.raises(Refused, match="letters-not-in-set"):
        practice.write(unread.file_edited, 2, "Қ", "latin-1")


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_line_ends_stay_those_of_the_original(practice: Any, blood_count: Make, end: str) -> None:
    broken = _broken(blood_count()).replace(b"\r", end.encode())
    practice.hl7(broken)
    practice.file()
    seen = practice.write(unread.content, 1)
    practice.write(unread.file_edited, 1, "M" + seen.text, seen.character_set)
    with practice.store.reading() as session:
        assert archiving.body(session, 2) == b"M" + broken


def test_a_fault_of_the_reader_is_said_and_loses_nothing(
    practice: Any, blood_count: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    from devices import hl7_reading

    practice.hl7(_broken(blood_count()))
    practice.file()
    seen = practice.write(unread.content, 1)
    with monkeypatch.context() as patched:
        patched.setattr(hl7_reading, "read_message", lambda *_: 1 // 0)
        assert practice.read(unread.trial, 1, "M" + seen.text, "").problem == "reader-failed"
        with pytest.raises(Unreadable, match="reader-failed"):
            practice.write(unread.file_edited, 1, "M" + seen.text, "")
    assert _only_cause(practice).count == 1


def test_other_signs_between_the_parts_do_not_tear_a_result(practice: Any, blood_count: Make) -> None:
    """By a multi-byte set a letter may swallow the sign behind it: the rows stay as they were."""
    sent = blood_count("5||Ж^Ж", values=("1^Ж^L||5\xd6|g",)).decode().replace("UNICODE UTF-8", "CP1251")
    practice.hl7(sent.replace("\xd6", "Ц").encode("cp1251").replace(b"\xd6|", b"\xd6\r"))
    practice.file()
    before = [(row.title, row.identity) for row in practice.rows(ReportTable)]
    try:
        practice.write(rereading.read_again, 1, "gbk")
    except Unreadable:
        assert [(row.title, row.identity) for row in practice.rows(ReportTable)] == before


@pytest.mark.clause("10")
def test_reception_sees_nothing_of_it(practice: Any) -> None:
    practice.hl7(b"GET / HTTP/1.1\r\n")
    practice.file()
    cause = _only_cause(practice).cause
    for use_case, *arguments in (
        (unread.causes,), (unread.records, cause), (unread.content, 1), (unread.close_cause, cause),
        (unread.trial, 1, "", ""), (unread.file_edited, 1, "x", ""), (unread.read_with, 1, ""),
    ):  # fmt: skip
        with pytest.raises(Refused, match="no-right"):
            practice.write(use_case, *arguments, actor=practice.reception)
    assert practice.read(unread.records, replace(cause, reason="other")) == ()

"""No record, however strange, holds up the others or the screen: it is filed, waits, or is kept with a reason.

Mutations of samples, fields of a million parts, days before the calendar, and a fault of our own while filing.
"""

from __future__ import annotations

import random
import signal
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydicom.data import get_testdata_file

from app import inbox, intake, results
from app.arrivals import gather
from app.domain.access import program
from app.domain.received import SentMessage
from db.tables.archive_record import ReceivedRecordTable
from db.tables.result import ReportTable, StudyTable

Make = Callable[..., bytes]
PATIENCE_SECONDS = 20  # hundreds of times what it takes; without the bounds these records take hours
DICOM_SAMPLES = ("CT_small.dcm", "MR_small_implicit.dcm", "reportsi.dcm", "no_meta.dcm", "priv_SQ.dcm", "image_dfl.dcm")
NASTY = (
    b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff", b"00010102", b"99991231235959", b"9" * 40, b"^", b"|", b"~" * 50,
    b"\\XEDA080\\", b"\r", b"\nMSH|", b"OBX|1|NM|x||1e999", b"\x1b$B", b"SQ", b"UN\0\0\xff\xff\xff\xff",
    b"\xfe\xff\x00\xe0\xff\xff\xff\xff", b"ISO_IR 149", b"-32769",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _patience() -> Iterator[None]:
    """A quadratic reader would hang the suite instead of failing it."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def out_of_patience(*_: object) -> None:
        raise KeyboardInterrupt  # not an Exception: the reader may not take it for a strange record

    before = signal.signal(signal.SIGALRM, out_of_patience)
    signal.alarm(PATIENCE_SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def look_at_everything(practice: Any) -> None:
    """What a doctor's screens read: the inbox with its candidates, each study, each result."""
    with practice.store.writing() as session:
        for item in inbox.items(session, practice.doctor):
            inbox.candidates(session, practice.doctor, item)
            if item.kind != "error":
                inbox.draft_from(item.identity)
        for study in session.query(StudyTable.id).limit(500):
            results.study(session, practice.doctor, study.id)
        for report in session.query(ReportTable.id).limit(50):
            results.report(session, practice.doctor, report.id)


def mutated(chance: random.Random, sample: bytes) -> bytes:
    """A few faults in the part that is read: the pixels are of no interest."""
    changed = bytearray(sample)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(min(len(changed), 3000) or 1)
        fault = chance.randrange(5)
        if fault == 0:
            changed[at : at + 1] = chance.randbytes(1)
        elif fault == 1:
            nasty = chance.choice(NASTY)
            changed[at : at + len(nasty)] = nasty
        elif fault == 2:
            changed[at:at] = chance.choice(NASTY)
        elif fault == 3:
            del changed[at : at + chance.randint(1, 40)]
        else:
            again = chance.randrange(min(len(changed), 3000) or 1)
            changed[at:at] = changed[again : again + chance.randint(1, 200)]
    return bytes(changed[: chance.randrange(1, len(changed) + 1)] if chance.random() < 0.1 else changed)


@pytest.mark.parametrize(
    "rounds",
    [pytest.param(60, id="60 mutations"), pytest.param(1000, id="1000 mutations", marks=pytest.mark.slow)],
)
def test_mutations_are_filed_wait_or_are_kept_with_a_reason(
    practice: Any, ultrasound: Make, blood_count: Make, rounds: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    if rounds > 500 and hasattr(signal, "SIGALRM"):
        signal.alarm(170)
    monkeypatch.setattr("os.fdatasync", lambda _: None)  # durability is shown elsewhere; here it only costs time
    practice.patient("Ахметова", "Айгүл", date(1985, 6, 15))
    images = [Path(str(get_testdata_file(name, download=False))).read_bytes() for name in DICOM_SAMPLES]
    images.append(ultrasound(PatientName="Ахметова^Айгүл", PatientBirthDate="19850615"))
    messages = [blood_count("850615400125^^^IIN~17||Ахметова^Айгүл||19850615|F"), blood_count().replace(b"\r", b"\n")]
    chance = random.Random(rounds)
    for _ in range(rounds):
        practice.dicom(mutated(chance, chance.choice(images)))
        practice.hl7(mutated(chance, chance.choice(messages)))
    done = practice.file()
    assert done.total == 2 * rounds
    rows = practice.rows(ReceivedRecordTable)
    assert len(rows) == 2 * rounds
    assert {row.state for row in rows} <= {"filed", "inbox", "duplicate", "kept", "error"}
    assert all(row.reason for row in rows if row.state == "error")
    assert not [row for row in rows if row.reason in {"reader-failed", "filing-failed"}]
    look_at_everything(practice)


LARGE = {
    "a hundred thousand numbers of a patient": lambda make: make("~".join(map(str, range(100_000)))),
    "a name of a million empty repetitions": lambda make: make("1||" + "~" * 1_000_000),
    "a name of a million empty parts": lambda make: make("1||" + "^" * 1_000_000),
    "a name of thirty thousand letters": lambda make: make("1||" + "а" * 30_000 + "^" + "б" * 30_000 + "||19850615"),
    "a name of thirty thousand words": lambda make: make("1||" + "ааа бвг " * 15_000 + "||19850615"),
    "a coded value of a million repetitions": lambda make: make("1", values=("a^b^c||" + "~" * 1_000_000,)).replace(
        b"|NM|", b"|CE|"
    ),
    "a document in a hundred thousand lines": lambda make: make(
        "1", values=("a^b^c||x^application^pdf^Base64^" + "\r\n".join(["QUJD" * 19] * 100_000),)
    ),
    "a note of thirty thousand segments": lambda make: make("1") + b"NTE|1||a note of the usual length\r" * 30_000,
    "a line of a million lines": lambda make: make("1") + b"x\r" * 1_000_000,
    "three million lines": lambda make: make("1") + b"x\r" * 3_000_000,
}


@pytest.mark.parametrize("what", LARGE)
def test_a_message_made_large_costs_seconds(practice: Any, blood_count: Make, what: str) -> None:
    for number in range(20):
        practice.patient("Ахметова" + "абвгдежзик"[number % 10], "Айгүл", date(1985, 6, 15))
    practice.hl7(LARGE[what](blood_count))
    assert practice.file().total == 1
    look_at_everything(practice)


@pytest.mark.parametrize("moment", ["00010102", "09990102101010", "99991231235959+0500", "00000000", "20261323"])
def test_moments_at_the_ends_of_the_calendar_are_read_back(practice: Any, blood_count: Make, moment: str) -> None:
    practice.hl7(blood_count("1", at=moment))
    assert practice.file().inbox == 1
    (report,) = practice.rows(ReportTable)
    assert report.observed_at.tzinfo is not None
    look_at_everything(practice)


def test_a_record_whose_filing_fails_is_kept_and_shown_and_the_others_are_filed(
    practice: Any, ultrasound: Make, blood_count: Make, monkeypatch: pytest.MonkeyPatch, expects_log: None
) -> None:
    """The fault is ours and not found yet: here a value that the store cannot take."""
    read = intake.gather

    def gathered(*args: Any) -> Any:
        found = read(*args)
        for arrival in found.arrivals:
            if isinstance(arrival.content, SentMessage) and arrival.content.control_id == "2":
                object.__setattr__(arrival.content, "control_id", "\ud800")  # no UTF-8 has this
        return found

    monkeypatch.setattr(intake, "gather", gathered)
    for number in ("1", "2", "3"):
        practice.hl7(blood_count("17", control_id=number))
    practice.dicom(ultrasound())
    done = practice.file()
    assert (done.inbox, done.errors) == (3, 1)
    (failed,) = practice.rows(ReceivedRecordTable, state="error")
    assert failed.reason == "filing-failed"
    assert practice.file().total == 0
    look_at_everything(practice)
    assert [item.why for item in practice.read(inbox.items) if item.kind == "error"] == ["filing-failed"]


def test_a_disk_that_is_full_while_filing_makes_no_error_entries(
    practice: Any, blood_count: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.domain.errors import OutOfSpace

    practice.hl7(blood_count("17"))

    def full(*_: object) -> None:
        raise OutOfSpace("disk-full")

    with monkeypatch.context() as patched:
        patched.setattr(intake, "file_batch", full)
        with pytest.raises(OutOfSpace):
            practice.file()
    assert practice.rows(ReceivedRecordTable) == []
    assert practice.file().inbox == 1


def test_a_sealed_record_that_lies_about_its_time_is_filed(practice: Any, blood_count: Make) -> None:
    """Whoever has the public key and the disk can seal any metadata."""
    for moment in ("0001-01-01T00:00:00+05:00", "soon", ""):
        practice.hl7(blood_count("17", control_id=moment or "-"), received_at=moment)
    assert practice.file().inbox == 3
    look_at_everything(practice)


def test_what_is_gathered_is_gathered_again_until_it_is_filed(practice: Any, blood_count: Make) -> None:
    practice.hl7(blood_count("17"))
    for _ in range(2):
        assert len(gather(practice.archive, {}, {}).arrivals) == 1
    with practice.store.writing() as session:
        assert intake.file_batch(session, program("intake"), gather(practice.archive, {}, {})).inbox == 1

"""Whatever comes over the wire is filed, waits in the inbox, or is kept with a reason; nothing crashes or is lost.

Real device files, pydicom's broken ones among them, are sent as raw bytes: the sender does not read what it sends.
"""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pydicom.data
import pytest
from pydicom.uid import ExplicitVRLittleEndian, ImplicitVRLittleEndian
from sqlalchemy import select

from app import archiving, inbox, results, unread
from app.domain.identity import PersonName, Sex
from app.stand_ins.device_objects import Sitter, blood_count
from app.stand_ins.device_senders import send_message
from db.tables.archive_record import ReceivedRecordTable
from db.tables.result import ReportTable, StudyTable
from journeys.opened import opened
from journeys.program import Program
from journeys.senders import LOOPBACK, RawDevice, image

NOW = datetime(2026, 11, 23, 6, 20, tzinfo=UTC)
WHO = Sitter(PersonName("Сейітқызы", "Гүлнар"), "19880101", Sex.FEMALE, None, patient_id="17")

Sent = list[tuple[str, bytes]]  # (archive kind, bytes that were acknowledged as kept)


def dicom_files(shared: Path | None) -> list[Path]:
    """Every DICOM file that pydicom brings, broken ones too, and those of real devices where they are."""
    own = Path(pydicom.data.__file__).parent / "test_files"
    files = [file for file in sorted(own.glob("*")) if file.suffix in {".dcm", ".gz", ".dump"}]
    more = sorted(file for file in (shared / "devices" / "dicom").rglob("*") if file.is_file()) if shared else []
    return [*files, *more]


def data_set_of(file: bytes) -> tuple[bytes, str]:
    """What a sender would put onto the wire: the bytes behind a file's meta group, else all of them."""
    if file[128:132] != b"DICM":
        return file, ExplicitVRLittleEndian
    syntax = ImplicitVRLittleEndian if b"1.2.840.10008.1.2\0" in file[:600] else ExplicitVRLittleEndian
    at = 132
    while file[at : at + 2] == b"\x02\0":
        long = file[at + 4 : at + 6] in {b"OB", b"UN"}
        length = int.from_bytes(file[at + 8 : at + 12] if long else file[at + 6 : at + 8], "little")
        at += (12 if long else 8) + length
    return file[at:], syntax


def send_dicom(port: int, files: list[Path]) -> Sent:
    kept: Sent = []
    with (
        RawDevice(port, syntax=ExplicitVRLittleEndian) as explicit,
        RawDevice(port, syntax=ImplicitVRLittleEndian) as implicit,
    ):
        for number, file in enumerate(files):
            data_set, syntax = data_set_of(file.read_bytes())
            device = implicit if syntax == ImplicitVRLittleEndian else explicit
            assert device.store(f"2.25.7{number:04}", data_set) == 0, file.name
            kept.append(("dicom", data_set))
    return kept


def strange_messages() -> dict[str, tuple[bytes, bytes]]:
    """What is sent between VT and FS, and the acknowledgement code that it must get."""
    whole = blood_count(WHO, NOW, control_id="42")
    return {
        "no MSH": (b"PID|1||17\rOBX|1|NM|x||1\r", b"MSA|AR|"),
        "no control id": (blood_count(WHO, NOW, control_id=""), b"MSA|AA|"),
        "lines ended by LF": (whole.replace(b"\r", b"\n"), b"MSA|AA|42"),
        "lines ended by CR LF": (whole.replace(b"\r", b"\r\n"), b"MSA|AA|42"),
        "another set than declared": (whole.decode().encode("cp1251", "replace"), b"MSA|AA|42"),
        "a set that nobody has": (whole.replace(b"UNICODE UTF-8", b"KLINGON-1"), b"MSA|AA|42"),
        "UTF-16": (whole.decode().replace("UNICODE UTF-8", "UNICODE").encode("utf-16"), b"MSA|AA|42"),
        "UTF-16 without its mark": (whole.decode().encode("utf-16-be"), b"MSA|AA|42"),
        "cut in the middle": (whole[: len(whole) // 2], b"MSA|AA|42"),
        "zero bytes inside": (whole.replace(b"CBC", b"C\0C"), b"MSA|AA|42"),
        "nothing but its head": (whole.split(b"\r")[0].replace(b"ORU^R01", b"ADT^A01") + b"\r", b"MSA|AA|42"),
        "an older ASTM record": (b"1H|\\^&|||XP-100\rP|1\rR|1|^^^^WBC|7.4\rL|1|N\r", b"MSA|AR|"),
        "no text at all": (bytes(range(32, 256)) * 20, b"MSA|AR|"),
    }


def send_messages(port: int, shared: Path | None) -> Sent:
    kept: Sent = []
    for name, (body, code) in strange_messages().items():
        assert code in send_message(LOOPBACK, port, body).replace(b"\0", b""), name
        kept.append(("unreadable" if code == b"MSA|AR|" else "hl7", body))
    for file in sorted((shared / "devices").glob("[ah]*/*")) if shared else []:
        body = file.read_bytes().strip(b"\x0b\x1c\r\n")
        answer = send_message(LOOPBACK, port, body)
        if b"MSA|AR|" in answer:
            kept.append(("unreadable", body))
        elif file.name != "mindray_monitor_keepalive.hl7":  # a sign of life every second: answered, not kept
            assert b"MSA|AA" in answer or b"MSA|CA" in answer, file.name
            kept.append(("hl7", body))
    return kept


def send_a_frame_without_end(port: int) -> bytes:
    """100 MB within one frame: the hub keeps the beginning, says so and hangs up."""
    begin = b"MSH|^~\\&|ENDLESS|LAB|||20261123||ORU^R01|1|P|2.3.1\rOBX|1|TX|x||"
    with socket.create_connection((LOOPBACK, port), 30) as device:
        device.sendall(b"\x0b" + begin)
        with contextlib.suppress(OSError):  # it need not listen to the end
            for _ in range(100):
                device.sendall(b"7" * (1 << 20))
        with contextlib.suppress(ConnectionResetError):  # the answer is lost where we were still sending
            assert b"MSA|AR|" in device.recv(1000)
    return begin


STRANGERS = {
    "a browser": b"GET / HTTP/1.1\r\nHost: 192.168.1.5:11112\r\nUser-Agent: Mozilla/5.0\r\n\r\n",
    "a TLS hello": bytes.fromhex("16030100c8010000c40303") + bytes(range(193)),
    "a port scanner": b"",
    "ssh": b"SSH-2.0-OpenSSH_9.6\r\n",
    "a printer's job": b"\x1b%-12345X@PJL INFO ID\r\n",
    "an association that is only begun": b"\x01\x00\x00\x00\xff\xff" + b"\0" * 70,
    "a length beyond reason": b"\x04\x00\xff\xff\xff\xff" + b"\0" * 10,
    "a frame that is only begun": b"\x0bMSH|^~\\&|",
}


def disturb(port: int) -> None:
    for noise in STRANGERS.values():
        with socket.create_connection((LOOPBACK, port), 5) as stranger:
            stranger.sendall(noise)
            stranger.shutdown(socket.SHUT_WR)
            stranger.settimeout(0.05)
            with contextlib.suppress(OSError):
                while stranger.recv(4096):
                    continue


@pytest.fixture
def shared() -> Path | None:
    """Files of real devices beside the checkout; absent on other machines."""
    folder = Path(__file__).resolve().parents[3] / "shared" / "samples"
    return folder if folder.is_dir() else None


def everything_shown(session: Any, actor: Any) -> Iterator[str]:
    """Read all that a doctor could open; yields the reason that stands at each unreadable record."""
    for item in inbox.items(session, actor):
        inbox.candidates(session, actor, item)
    for one in unread.causes(session, actor):
        found = unread.records(session, actor, one.cause)
        assert len(found) == one.count, "one line for a cause, with all of its records below"
        for row in found:
            unread.content(session, actor, row.received_record_id)
            yield row.reason
    for study in list(session.scalars(select(StudyTable.id))):
        results.study(session, actor, study)
    for report in list(session.scalars(select(ReportTable.id))):
        results.report(session, actor, report)


@pytest.mark.clause("15")
def test_whatever_comes_is_kept_and_shown_and_the_hub_goes_on(practice: Program, shared: Path | None) -> None:
    hub, ready = practice.start_hub()
    disturb(ready["dicom"])
    disturb(ready["hl7"])
    kept = send_dicom(ready["dicom"], dicom_files(shared))
    kept += send_messages(ready["hl7"], shared)
    endless = send_a_frame_without_end(ready["hl7"])
    disturb(ready["hl7"])
    disturb(ready["dicom"])
    with RawDevice(ready["dicom"]) as device:
        good = image("2.25.70", "2.25.7", WHO)
        assert device.store("2.25.70", good) == 0
    kept.append(("dicom", good))
    assert hub.end() == 0
    assert "Traceback" not in "".join(hub.errors)

    (done,) = practice.run("intake")
    (status,) = practice.run("status", "--check")
    assert status["ok"] is True
    with opened(practice) as unlocked, unlocked.store.writing() as session:
        rows = list(session.scalars(select(ReceivedRecordTable)))
        assert all(row.reason for row in rows if row.state in {"error", "kept"})
        assert not [row.reason for row in rows if row.reason in {"reader-failed", "filing-failed"}]
        bodies = {row.archive_id: archiving.body(session, row.archive_id) for row in rows}
        missing = [(kind, body) for kind, body in kept if not any(one.endswith(body) for one in bodies.values())]
        assert not missing, [(kind, body[:40]) for kind, body in missing]
        cut = [one for one in bodies.values() if one.startswith(endless)]
        assert len(cut) == 1
        # Each acknowledged record is a row; beyond them only what strangers and cut frames left, with a reason.
        beyond = len(rows) - len(kept)
        assert beyond == sum(row.reason in {"frame-cut", "frame-too-long"} for row in rows)
        assert done["errors"] == status["errors"] == len([row for row in rows if row.state == "error"])
        reasons = list(everything_shown(session, unlocked.actor))
        assert len(reasons) == done["errors"]
        assert all(reasons)
        assert len(list(session.scalars(select(StudyTable).where(StudyTable.study_instance_uid == "2.25.7")))) == 1

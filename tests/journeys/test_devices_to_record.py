"""What devices send is in the record: received while nobody is logged in, filed after the unlock, each once."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.domain.identity import Sex
from app.stand_ins.device_objects import Sitter, blood_count, ct_slices, ecg, structured_report, ultrasound, x_ray
from app.stand_ins.device_senders import send_message, send_objects
from journeys.program import Program

NOW = datetime(2026, 11, 23, 6, 20, tzinfo=UTC)


@pytest.mark.clause("15")
@pytest.mark.clause("16")
@pytest.mark.clause("13")
def test_every_kind_of_object_reaches_its_patient(practice: Program) -> None:
    (person,) = practice.add_people(1)
    hub, ready = practice.start_hub()
    who = Sitter.of(person)
    objects = [
        ultrasound(who, NOW, frames=4, size=64),
        x_ray(who, NOW, size=64),
        ecg(who, NOW),
        structured_report(who, NOW),
    ]
    objects += ct_slices(who, NOW, count=3, size=32)
    for one in objects:
        send_objects("127.0.0.1", ready["dicom"], [one], calling="DEVICE")
    answer = send_message("127.0.0.1", ready["hl7"], blood_count(who, NOW, control_id="7"))
    assert b"MSA|AA|7" in answer
    assert hub.end() == 0
    (done,) = practice.run("intake")
    assert done["filed"] == 8
    assert done["inbox"] == done["errors"] == done["duplicates"] == 0
    (status,) = practice.run("status", "--check")
    assert (status["studies"], status["instances"], status["observations"], status["inbox"]) == (5, 7, 7, 0)
    assert status["ok"] is True


@pytest.mark.clause("15")
def test_the_unknown_waits_and_the_repeated_is_counted_once(practice: Program) -> None:
    (person,) = practice.add_people(1)
    hub, ready = practice.start_hub()
    stranger = Sitter(person.name, "19990101", Sex.UNKNOWN, None, patient_id="17")
    known = x_ray(Sitter.of(person), NOW, size=32)
    for one in (known, known, x_ray(stranger, NOW, size=32)):
        send_objects("127.0.0.1", ready["dicom"], [one], calling="XRAY")
    changed = x_ray(Sitter.of(person), NOW, size=32)
    changed.SOPInstanceUID = changed.file_meta.MediaStorageSOPInstanceUID = known.SOPInstanceUID
    changed.StudyInstanceUID, changed.SeriesInstanceUID = known.StudyInstanceUID, known.SeriesInstanceUID
    changed.PixelData = bytes(len(changed.PixelData))
    send_objects("127.0.0.1", ready["dicom"], [changed], calling="XRAY")
    message = blood_count(Sitter.of(person), NOW, control_id="1")
    for one in (message, message, message.replace(b"132", b"131")):  # the device counts from 1 again after power-on
        assert b"MSA|AA" in send_message("127.0.0.1", ready["hl7"], one)
    hub.end()
    (done,) = practice.run("intake")
    assert done["inbox"] == 1
    assert done["errors"] == 0
    (status,) = practice.run("status", "--check")
    assert status["instances"] == 3  # the same again is no second object; other bytes are a second version
    assert status["studies"] == 2
    assert status["observations"] == 14
    assert status["ok"] is True
    (again,) = practice.run("intake")
    assert (again["filed"], again["inbox"], again["duplicates"]) == (0, 0, 0)


@pytest.mark.peer("dcmtk")
def test_five_hundred_objects_of_another_maker_while_locked(practice: Program, tmp_path: Path) -> None:
    if shutil.which("storescu") is None:
        pytest.skip("dcmtk is not installed")
    people = practice.add_people(2)
    hub, ready = practice.start_hub()
    folder = tmp_path / "objects"
    folder.mkdir()
    for number, one in enumerate(ct_slices(Sitter.of(people[0]), NOW, count=250, size=16)):
        one.save_as(folder / f"{number:03}.dcm", enforce_file_format=True)
    for number, one in enumerate(ct_slices(Sitter.of(people[1]), NOW, count=250, size=16)):
        one.save_as(folder / f"b{number:03}.dcm", enforce_file_format=True)
    sent = subprocess.run(
        ["storescu", "-aet", "CT", "-aec", "SHIPAGER", "+sd", "127.0.0.1", str(ready["dicom"]), str(folder)],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert sent.returncode == 0, sent.stderr
    hub.end()
    (done,) = practice.run("intake")
    assert done["filed"] == 500
    (status,) = practice.run("status")
    assert (status["studies"], status["instances"]) == (2, 500)


def test_serve_files_what_comes_and_says_so_without_identities(practice: Program) -> None:
    (person,) = practice.add_people(1)
    serving = practice.start(
        "serve", "--bind", "127.0.0.1", "--dicom-port", "0", "--hl7-port", "0", unlocked=True
    )  # fmt: skip
    ready = serving.wait_for("ready")
    send_message("127.0.0.1", ready["hl7"], blood_count(Sitter.of(person), NOW, control_id="5"))
    filed = serving.wait_for("filed")
    assert (filed["kind"], filed["matched"]) == ("report", True)
    assert serving.end() == 0
    spoken = " ".join(map(str, serving.seen)) + "".join(serving.errors)
    assert person.name.surname not in spoken
    assert str(person.iin) not in spoken
    (status,) = practice.run("status", "--check")
    assert status["observations"] == 7

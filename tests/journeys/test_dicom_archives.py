"""Workstations fetch from us, and we send to and fetch from other archives: dcmtk and Orthanc (DICOM PS3.4 annex C)."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pydicom
import pytest
from sqlalchemy import select

from app import device_settings
from app.domain.clock import local
from app.domain.device import Transport
from app.domain.device_settings import DeviceSettings
from app.stand_ins.device_objects import Sitter, ct_slices, structured_report
from db.tables.journal import JournalTable
from journeys.opened import opened
from journeys.program import Program
from journeys.senders import LOOPBACK, free_ports
from journeys.test_dicom_worklist import in_time, serving
from journeys.test_orthanc import Orthanc, file_of, running

NOW = datetime(2026, 11, 23, 6, 20, tzinfo=UTC)
dcmtk = pytest.mark.skipif(shutil.which("getscu") is None, reason="dcmtk is not installed")
orthanc = pytest.mark.skipif(shutil.which("Orthanc") is None, reason="Orthanc is not installed")


def run(*command: object, code: int | None = 0) -> str:
    words = [str(word) for word in command]
    answer = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)
    said = answer.stdout + answer.stderr
    assert code is None or answer.returncode == code, said[-3000:]
    return said


def keyed(*keys: str) -> list[str]:
    """Keys as dcmtk's tools take them."""
    return [word for key in keys for word in ("-k", key)]


def allow(practice: Program, calling: str, settings: DeviceSettings) -> None:
    """What a person sets on the device page."""
    with opened(practice) as unlocked, unlocked.store.writing() as session:
        device_settings.add(session, unlocked.actor, Transport.DICOM, calling, settings, calling=calling, peer=LOOPBACK)


def made(practice: Program) -> list[Any]:
    """A study of six slices and a report of a registered patient."""
    person = practice.add_people(1)[0]
    who = Sitter(person.name, f"{person.birth_date:%Y%m%d}", person.sex, person.iin)
    return [*ct_slices(who, NOW, count=6, size=64), structured_report(who, NOW)]


def send(objects: list[Any], folder: Path, port: int) -> None:
    """As the scanner sends them."""
    folder.mkdir()
    for number, one in enumerate(objects):
        (folder / f"{number}.dcm").write_bytes(file_of(one))
    run("storescu", "-aet", "CT-1", "-aec", "SHIPAGER", LOOPBACK, port, "+sd", folder)


@pytest.mark.clause("15")
@pytest.mark.peer("dcmtk")
@dcmtk
def test_an_allowed_workstation_finds_moves_and_gets_studies_and_nobody_else(practice: Program, tmp_path: Path) -> None:
    (port,) = free_ports(1)
    allow(practice, "WS-1", DeviceSettings(may_query=True, answers_port=port))
    objects = made(practice)
    ct = [one for one in objects if one.Modality == "CT"]
    uid, name = ct[0].StudyInstanceUID, str(ct[0].PatientName).split("^")[0]
    serve, ready = serving(practice)
    us = ("-aec", "SHIPAGER", LOOPBACK, ready["dicom"])
    send(objects, tmp_path / "sent", ready["dicom"])
    refused = run("findscu", "-S", "-aet", "WS-9", *us, *keyed("QueryRetrieveLevel=STUDY"), code=None)
    assert "No Acceptable Presentation Contexts" in refused
    ws = ("-S", "-aet", "WS-1", *us)
    keys = keyed("QueryRetrieveLevel=STUDY", "PatientName=*", "StudyInstanceUID", "ModalitiesInStudy=CT",
                 "NumberOfStudyRelatedInstances", "StudyDate=20200101-")  # fmt: skip
    study = in_time(lambda: said if "[6 " in (said := run("findscu", "-v", *ws, *keys)) else "")
    assert uid in study
    assert name in study
    images = run("findscu", "-v", *ws, *keyed("QueryRetrieveLevel=IMAGE", f"StudyInstanceUID={uid}", "SOPInstanceUID"))
    assert all(one.SOPInstanceUID in images for one in ct)
    wanted = keyed("QueryRetrieveLevel=STUDY", f"StudyInstanceUID={uid}")
    for tool in (["getscu"], ["movescu", "-aem", "WS-1", "+P", port]):
        folder = tmp_path / str(tool[0])
        folder.mkdir()
        run(*tool, *ws, "-od", folder, *wanted)
        came = {one.SOPInstanceUID: one for one in map(pydicom.dcmread, folder.iterdir())}
        assert set(came) == {one.SOPInstanceUID for one in ct}
        assert all(came[one.SOPInstanceUID].PixelData == one.PixelData for one in ct)
    assert "a801" in run("movescu", "-d", "-aem", "NOBODY", *ws, *wanted, code=None).lower()
    assert serve.end() == 0
    with opened(practice) as unlocked, unlocked.store.reading() as session:
        retrievals = session.scalars(select(JournalTable).where(JournalTable.action == "study.retrieve")).all()
        assert [(one.actor, one.patient_id) for one in retrievals] == [(f"WS-1 {LOOPBACK}", 1)] * 2


@pytest.mark.clause("15")
@pytest.mark.peer("orthanc")
@orthanc
def test_a_study_goes_to_orthanc_and_comes_back_from_there(practice: Program, tmp_path: Path) -> None:
    (pacs_port,) = free_ports(1)
    objects = made(practice)
    ct = [one for one in objects if one.Modality == "CT"]
    uid, there = str(ct[0].StudyInstanceUID), f"{LOOPBACK}:{pacs_port}:CLINIC"
    hub, ready = practice.start_hub()
    send(objects, tmp_path / "sent", ready["dicom"])
    assert hub.end() == 0
    with running(tmp_path / "orthanc", ready["dicom"], dicom_port=pacs_port) as pacs:
        _, answered, sent, found, counted, fetched, again, status = practice.batch(
            "intake", f"pacs echo --at {there}", f"send --study {uid} --to {there}",
            f"pacs query --at {there} --patient-id {ct[0].PatientID}", f"pacs fetch --at {there} --study {uid}",
            "intake", "status --check",
        )  # fmt: skip
        assert pacs.ask("/statistics")["CountInstances"] == 6
    assert answered["answered"]
    assert (sent["sent"], sent["failed"]) == (6, 0)
    assert (found["study_instance_uid"], found["images"], counted["studies"]) == (uid, "6", 1)
    assert (fetched["fetched"], again["duplicates"]) == (6, 6)
    assert (status["instances"], status["ok"]) == (7, True)  # the same bytes again are no second version


@pytest.mark.clause("15")
@pytest.mark.peer("orthanc")
@orthanc
def test_orthanc_asks_for_the_worklist_and_whether_its_objects_are_safe(practice: Program, tmp_path: Path) -> None:
    (pacs_port,) = free_ports(1)
    allow(practice, "CLINIC", DeviceSettings(answers_port=pacs_port))
    objects = made(practice)
    who = str(objects[0].PatientID)
    soon = local(datetime.now(UTC) - timedelta(minutes=5)).isoformat(timespec="seconds")
    practice.run("worklist", "add", "--iin", who, "--modality", "CT", "--accession", "A7", "--start", soon)
    serve, ready = serving(practice)
    send(objects, tmp_path / "sent", ready["dicom"])
    with running(tmp_path / "orthanc", ready["dicom"], dicom_port=pacs_port) as pacs:
        asked = {"AccessionNumber": "", "PatientID": who, "ScheduledProcedureStepSequence": [{"Modality": "CT"}]}
        steps = in_time(lambda: pacs.ask("/modalities/shipager/find-worklist", json.dumps(asked).encode()))
        assert [step["AccessionNumber"] for step in steps] == ["A7"]
        items = [[str(one.SOPClassUID), str(one.SOPInstanceUID)] for one in objects]
        items.append(["1.2.840.10008.5.1.4.1.1.2", "2.25.404"])
        body = json.dumps({"DicomInstances": items, "Timeout": 30}).encode()
        transaction = pacs.ask("/modalities/shipager/storage-commitment", body)["ID"]
        report = in_time(lambda: told(pacs, transaction))
    assert serve.end() == 0
    assert len(report["Success"]) == len(objects)
    assert [one["SOPInstanceUID"] for one in report["Failures"]] == ["2.25.404"]


def told(pacs: Orthanc, transaction: str) -> Any:
    report = pacs.ask(f"/storage-commitment/{transaction}")
    return report if report["Status"] != "Pending" else None

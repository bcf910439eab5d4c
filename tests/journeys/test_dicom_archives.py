"""Workstations fetch from us, and we send to and fetch from other archives: dcmtk and Orthanc (DICOM PS3.4 annex C)."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pydicom
import pytest
from sqlalchemy import select

from app import device_settings
from app.domain.device import Transport
from app.domain.device_settings import DeviceSettings
from app.stand_ins.device_objects import Sitter, ct_slices, structured_report
from db.tables.journal import JournalTable
from journeys.opened import opened
from journeys.program import Program
from journeys.senders import LOOPBACK, free_ports
from journeys.test_dicom_worklist import in_time, serving
from journeys.test_orthanc import file_of, running

NOW = datetime(2026, 11, 23, 6, 20, tzinfo=UTC)
dcmtk = pytest.mark.skipif(shutil.which("getscu") is None, reason="dcmtk is not installed")
orthanc = pytest.mark.skipif(shutil.which("Orthanc") is None, reason="Orthanc is not installed")


def run(*command: object, code: int | None = 0) -> str:
    words = [str(word) for word in command]
    answer = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)
    said = answer.stdout + answer.stderr
    assert code is None or answer.returncode == code, said[-3000:]
    return said


def allow(practice: Program, calling: str, settings: DeviceSettings) -> None:
    """What a person sets on the device page."""
    with opened(practice) as unlocked, unlocked.store.writing() as session:
        device_settings.add(session, unlocked.actor, Transport.DICOM, calling, settings, calling=calling, peer=LOOPBACK)


@contextmanager
def stored(practice: Program, tmp_path: Path) -> Iterator[tuple[int, list[Any]]]:
    """A running program with a study of six slices and a report of a registered patient; its port."""
    person = practice.add_people(1)[0]
    who = Sitter(person.name, f"{person.birth_date:%Y%m%d}", person.sex, person.iin)
    objects = [*ct_slices(who, NOW, count=6, size=64), structured_report(who, NOW)]
    serve, ready = serving(practice)
    folder = tmp_path / "sent"
    folder.mkdir()
    for number, one in enumerate(objects):
        (folder / f"{number}.dcm").write_bytes(file_of(one))
    run("storescu", "-aet", "CT-1", "-aec", "SHIPAGER", LOOPBACK, ready["dicom"], "+sd", folder)
    for _ in objects:
        serve.wait_for("received")
    in_time(lambda: practice.run("status")[0]["instances"] == len(objects))
    yield ready["dicom"], objects
    assert serve.end() == 0


@pytest.mark.clause("15")
@pytest.mark.peer("dcmtk")
@dcmtk
def test_an_allowed_workstation_finds_moves_and_gets_studies_and_nobody_else(practice: Program, tmp_path: Path) -> None:
    (port,) = free_ports(1)
    allow(practice, "WS-1", DeviceSettings(may_query=True, answers_port=port))
    with stored(practice, tmp_path) as (dicom, objects):
        us = (LOOPBACK, dicom)
        ct = [one for one in objects if one.Modality == "CT"]
        uid, name = ct[0].StudyInstanceUID, str(ct[0].PatientName).split("^")[0]
        refused = run(
            "findscu", "-S", "-aet", "WS-9", "-aec", "SHIPAGER", *us, "-k", "QueryRetrieveLevel=STUDY", code=None
        )
        assert "No Acceptable Presentation Contexts" in refused
        ws = ("-aet", "WS-1", "-aec", "SHIPAGER", *us)
        keys = ("QueryRetrieveLevel=STUDY", "PatientName=*", "StudyInstanceUID", "ModalitiesInStudy=CT",
                "NumberOfStudyRelatedInstances", "StudyDate=20200101-")  # fmt: skip
        study = run("findscu", "-v", "-S", *ws, *(word for key in keys for word in ("-k", key)))
        assert uid in study
        assert name in study
        images = run("findscu", "-v", "-P", *ws, "-k", "QueryRetrieveLevel=IMAGE", "-k", f"StudyInstanceUID={uid}",
                     "-k", "SOPInstanceUID", "-k", "InstanceNumber")  # fmt: skip
        assert all(one.SOPInstanceUID in images for one in ct)
        for fetch in ("get", "move"):
            folder = tmp_path / fetch
            folder.mkdir()
            asked = ("-k", "QueryRetrieveLevel=STUDY", "-k", f"StudyInstanceUID={uid}")
            if fetch == "get":
                run("getscu", "-S", *ws, "-od", folder, *asked)
            else:
                run("movescu", "-S", "-aem", "WS-1", "+P", port, *ws, "-od", folder, *asked)
            came = {one.SOPInstanceUID: one for one in map(pydicom.dcmread, folder.iterdir())}
            assert set(came) == {one.SOPInstanceUID for one in ct}
            assert all(came[one.SOPInstanceUID].PixelData == one.PixelData for one in ct)
        assert "a801" in run("movescu", "-d", "-S", "-aem", "NOBODY", *ws, *asked, code=None).lower()
    with opened(practice) as unlocked, unlocked.store.reading() as session:
        retrievals = session.scalars(select(JournalTable).where(JournalTable.action == "study.retrieve")).all()
        assert [(one.actor, one.patient_id) for one in retrievals] == [(f"WS-1 {LOOPBACK}", 1)] * 2


@pytest.mark.clause("15")
@pytest.mark.peer("orthanc")
@orthanc
def test_a_study_goes_to_orthanc_and_comes_back_from_there(practice: Program, tmp_path: Path) -> None:
    (pacs_port,) = free_ports(1)
    with (
        stored(practice, tmp_path) as (dicom, objects),
        running(tmp_path / "orthanc", dicom, dicom_port=pacs_port) as pacs,
    ):
        ct = [one for one in objects if one.Modality == "CT"]
        uid, there = str(ct[0].StudyInstanceUID), f"{LOOPBACK}:{pacs_port}:CLINIC"
        (answered,) = practice.run("pacs", "echo", "--at", there)
        assert answered["answered"]
        (sent,) = practice.run("send", "--study", uid, "--to", there)
        assert (sent["sent"], sent["failed"]) == (6, 0)
        assert pacs.ask("/statistics")["CountInstances"] == 6
        found = practice.run("pacs", "query", "--at", there, "--patient-id", str(ct[0].PatientID))
        assert (found[0]["study_instance_uid"], found[0]["images"], found[-1]["studies"]) == (uid, "6", 1)
        (fetched,) = practice.run("pacs", "fetch", "--at", there, "--study", uid)
        assert fetched["fetched"] == 6
        in_time(lambda: practice.run("status")[0]["archive_records"] >= 13)
        (status,) = practice.run("status")
        assert status["instances"] == 7  # the same bytes again are no second version


@pytest.mark.clause("15")
@pytest.mark.peer("orthanc")
@orthanc
def test_orthanc_asks_for_the_worklist_and_whether_its_objects_are_safe(practice: Program, tmp_path: Path) -> None:
    (pacs_port,) = free_ports(1)
    allow(practice, "CLINIC", DeviceSettings(answers_port=pacs_port))
    with stored(practice, tmp_path) as (dicom, objects):
        who = str(objects[0].PatientID)
        practice.run(
            "worklist",
            "add",
            "--iin",
            who,
            "--modality",
            "CT",
            "--accession",
            "A7",
            "--start",
            f"{datetime.now(UTC).isoformat()}",
        )
        with running(tmp_path / "orthanc", dicom, dicom_port=pacs_port) as pacs:
            asked = {"AccessionNumber": "", "PatientID": who, "ScheduledProcedureStepSequence": [{"Modality": "CT"}]}
            steps = in_time(lambda: pacs.ask("/modalities/shipager/find-worklist", json.dumps(asked).encode()))
            assert [step["AccessionNumber"] for step in steps] == ["A7"]
            items = [[str(one.SOPClassUID), str(one.SOPInstanceUID)] for one in objects]
            items.append(["1.2.840.10008.5.1.4.1.1.2", "2.25.404"])
            body = json.dumps({"DicomInstances": items, "Timeout": 30}).encode()
            transaction = pacs.ask("/modalities/shipager/storage-commitment", body)["ID"]
            report = in_time(
                lambda: (
                    done if (done := pacs.ask(f"/storage-commitment/{transaction}"))["Status"] != "Pending" else None
                )
            )
            assert len(report["Success"]) == len(objects)
            assert [one["SOPInstanceUID"] for one in report["Failures"]] == ["2.25.404"]

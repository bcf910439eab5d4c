"""The schedule is the device's worklist: dcmtk and pynetdicom ask as modalities do (DICOM PS3.4 annexes F, J, K)."""

from __future__ import annotations

import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pydicom.dataset import Dataset
from pydicom.uid import generate_uid
from pynetdicom import AE, evt
from pynetdicom.sop_class import (
    ModalityPerformedProcedureStep,
    ModalityWorklistInformationFind,
    StorageCommitmentPushModel,
    StorageCommitmentPushModelInstance,
)

from app import device_settings
from app.domain.clock import local
from app.domain.device import Transport
from app.domain.device_settings import DeviceSettings
from journeys.opened import opened
from journeys.program import Program, Running
from journeys.senders import LOOPBACK, CarefulPeer, RawDevice, Sitter, free_ports, image

dcmtk = pytest.mark.skipif(shutil.which("findscu") is None, reason="dcmtk is not installed")
PATIENCE = 30.0
_ASKED = (
    "AccessionNumber PatientName PatientID PatientBirthDate PatientSex StudyInstanceUID RequestedProcedureDescription "
    "RequestedProcedureID InstitutionName"
)
_ASKED_OF_STEP = (
    "Modality ScheduledStationAETitle ScheduledProcedureStepStartDate ScheduledProcedureStepStartTime "
    "ScheduledProcedureStepID ScheduledPerformingPhysicianName ScheduledProcedureStepStatus"
)


def serving(practice: Program, *more: str) -> tuple[Running, dict[str, Any]]:
    serve = practice.start(
        "serve", "--bind", LOOPBACK, "--dicom-port", "0", "--hl7-port", "0", *more, unlocked=True
    )  # fmt: skip
    return serve, serve.wait_for("ready")


def in_time(condition: Callable[[], Any]) -> Any:
    """What the condition answers once it is true."""
    deadline = time.monotonic() + PATIENCE
    while not (found := condition()):
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.2)
    return found


def steps_of(port: int, asked: Dataset, calling: str = "US-1") -> list[Dataset]:
    """Every step that the worklist answers."""
    ae = AE(ae_title=calling)
    ae.add_requested_context(ModalityWorklistInformationFind)
    association = ae.associate(LOOPBACK, port, ae_title="SHIPAGER")
    assert association.is_established
    answers = list(CarefulPeer(association).send_c_find(asked, ModalityWorklistInformationFind))
    association.release()
    assert answers[-1][0].Status == 0x0000
    return [step for status, step in answers if status.Status == 0xFF00 and step is not None]


def everything() -> Dataset:
    asked, step = Dataset(), Dataset()
    for name in _ASKED.split():
        setattr(asked, name, "")
    asked.RequestedProcedureCodeSequence = []
    for name in _ASKED_OF_STEP.split():
        setattr(step, name, "")
    asked.ScheduledProcedureStepSequence = [step]
    return asked


@pytest.mark.clause("13")
@pytest.mark.peer("dcmtk")
@dcmtk
def test_an_order_of_another_program_is_on_the_worklist_until_the_device_has_done_it(practice: Program) -> None:
    """Also over a restart of the hub, which then knows nothing of the step."""
    person = practice.add_people(1)[0]
    serve, ready = serving(practice)
    now = datetime.now(UTC) - timedelta(minutes=5)
    (ordered,) = practice.run(
        "worklist", "add", "--iin", str(person.iin), "--modality", "US", "--accession", "A2611250001",
        "--description", "УЗИ почек", "--start", local(now).isoformat(timespec="seconds"),
    )  # fmt: skip
    assert ordered["accession"] == "A2611250001"
    text = in_time(lambda: text if "A2611250001" in (text := asked_by_findscu(ready["dicom"], now)) else "")
    assert person.name.surname in text
    assert str(person.iin) in text
    (scheduled,) = steps_of(ready["dicom"], everything())
    assert scheduled.InstitutionName == ""
    step = scheduled.ScheduledProcedureStepSequence[0]
    assert (step.Modality, step.ScheduledStationAETitle) == ("US", "US-1")
    uid = generate_uid()
    with performing(ready["dicom"]) as device:
        assert device.send_n_create(begun(scheduled), ModalityPerformedProcedureStep, uid)[0].Status == 0x0000
        assert device.send_n_create(begun(scheduled), ModalityPerformedProcedureStep, uid)[0].Status == 0x0111
    in_time(lambda: state_of(steps_of(ready["dicom"], everything())) == "STARTED")
    serve.end()
    serve, ready = serving(practice)
    ended = Dataset()
    ended.PerformedProcedureStepStatus = "COMPLETED"
    in_time(lambda: steps_of(ready["dicom"], everything()))  # the program is there and answers the hub
    with performing(ready["dicom"]) as device:
        assert device.send_n_set(ended, ModalityPerformedProcedureStep, generate_uid())[0].Status == 0x0112
        assert device.send_n_set(ended, ModalityPerformedProcedureStep, uid)[0].Status == 0x0000
        assert device.send_n_set(ended, ModalityPerformedProcedureStep, uid)[0].Status == 0x0110
    in_time(lambda: not steps_of(ready["dicom"], everything()))
    serve.end()
    listed, status = practice.batch("worklist list", "status --check")
    assert (listed["steps"], status["ok"]) == (0, True)


def asked_by_findscu(port: int, day: datetime) -> str:
    keys = (
        "0008,0050", "PatientName", "PatientID", "0010,0030", "0040,1001", "(0040,0100)[0].Modality=US",
        "(0040,0100)[0].ScheduledStationAETitle=US-1",
        f"(0040,0100)[0].ScheduledProcedureStepStartDate={local(day):%Y%m%d}-",
    )  # fmt: skip
    answer = subprocess.run(
        ["findscu", "-v", "-W", "-aet", "US-1", "-aec", "SHIPAGER", LOOPBACK, str(port),
         *(word for key in keys for word in ("-k", key))],
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    return answer.stdout + answer.stderr


def state_of(steps: list[Dataset]) -> str:
    return str(steps[0].ScheduledProcedureStepSequence[0].ScheduledProcedureStepStatus) if steps else ""


@contextmanager
def performing(port: int) -> Iterator[Any]:
    ae = AE(ae_title="US-1")
    ae.add_requested_context(ModalityPerformedProcedureStep)
    association = ae.associate(LOOPBACK, port, ae_title="SHIPAGER")
    assert association.is_established
    yield CarefulPeer(association)
    association.release()


def begun(scheduled: Dataset) -> Dataset:
    """PS3.4 table F.7.2-1, as a modality fills it from the worklist."""
    one, of = Dataset(), Dataset()
    one.SpecificCharacterSet = "ISO_IR 192"
    of.StudyInstanceUID, of.AccessionNumber = scheduled.StudyInstanceUID, scheduled.AccessionNumber
    of.RequestedProcedureID = scheduled.RequestedProcedureID
    of.ScheduledProcedureStepID = scheduled.ScheduledProcedureStepSequence[0].ScheduledProcedureStepID
    one.ScheduledStepAttributesSequence = [of]
    one.PatientName, one.PatientID = scheduled.PatientName, scheduled.PatientID
    one.PatientBirthDate, one.PatientSex = scheduled.PatientBirthDate, scheduled.PatientSex
    one.PerformedProcedureStepID, one.PerformedStationAETitle, one.Modality = "P1", "US-1", "US"
    one.PerformedProcedureStepStartDate, one.PerformedProcedureStepStartTime = "20261125", "101500"
    one.PerformedProcedureStepStatus = "IN PROGRESS"
    one.PerformedSeriesSequence = []
    return one


@pytest.mark.clause("15")
@pytest.mark.parametrize("leaves", [False, True], ids=["the same association", "a new one after a restart"])
def test_a_device_is_told_that_its_objects_are_safe(practice: Program, leaves: bool) -> None:
    (answers_port,) = free_ports(1)
    person = practice.add_people(1)[0]
    sitter = Sitter(person.name, f"{person.birth_date:%Y%m%d}", person.sex, person.iin)
    hub, ready = practice.start_hub()
    uid = "2.25.1234567890123456789"
    device = RawDevice(ready["dicom"], calling="CT-1")
    assert device.store(uid, image(uid, "2.25.99", sitter)) == 0
    device.connection.close()
    reports: list[Dataset] = []
    told = threading.Event()

    def hear(event: Any) -> tuple[int, None]:
        reports.append(event.event_information)
        told.set()
        return 0x0000, None

    ae = AE(ae_title="CT-1")
    ae.add_requested_context(StorageCommitmentPushModel)
    association = ae.associate(
        LOOPBACK, ready["dicom"], ae_title="SHIPAGER", evt_handlers=[(evt.EVT_N_EVENT_REPORT, hear)]
    )
    asked, kept, lost = Dataset(), Dataset(), Dataset()
    asked.TransactionUID = generate_uid()
    kept.ReferencedSOPClassUID, kept.ReferencedSOPInstanceUID = "1.2.840.10008.5.1.4.1.1.2", uid
    lost.ReferencedSOPClassUID, lost.ReferencedSOPInstanceUID = "1.2.840.10008.5.1.4.1.1.2", "2.25.404"
    asked.ReferencedSOPSequence = [kept, lost] if leaves else [kept]
    status, _ = CarefulPeer(association).send_n_action(
        asked, 1, StorageCommitmentPushModel, StorageCommitmentPushModelInstance
    )
    assert status.Status == 0x0000
    if leaves:  # nobody is there to ask about the object that never came, and then the hub is killed
        association.release()
        hub.kill()
        listening = AE(ae_title="CT-1")
        listening.add_supported_context(StorageCommitmentPushModel, scu_role=False, scp_role=True)
        server = listening.start_server(
            (LOOPBACK, answers_port), block=False, evt_handlers=[(evt.EVT_N_EVENT_REPORT, hear)]
        )
        try:
            answers_at(practice, answers_port)
            serve, _ = serving(practice)
            assert told.wait(PATIENCE)
            serve.end()
        finally:
            server.shutdown()
        (failed,) = reports[0].FailedSOPSequence
        assert (failed.ReferencedSOPInstanceUID, failed.FailureReason) == ("2.25.404", 0x0112)
    else:
        assert told.wait(PATIENCE)
        association.release()
        assert hub.end() == 0
        assert "FailedSOPSequence" not in reports[0]
    assert reports[0].TransactionUID == asked.TransactionUID
    assert [one.ReferencedSOPInstanceUID for one in reports[0].ReferencedSOPSequence] == [uid]


def answers_at(practice: Program, port: int) -> None:
    """What a person sets on the device page: where the device listens."""
    with opened(practice) as unlocked, unlocked.store.writing() as session:
        device_settings.add(
            session,
            unlocked.actor,
            Transport.DICOM,
            "CT",
            DeviceSettings(answers_port=port),
            calling="CT-1",
            peer=LOOPBACK,
        )

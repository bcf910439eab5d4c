"""What devices tell about their own work becomes rows, moves orders and is shown; a stranger's step moves nothing."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from app import appointments, commitments, orders, performed_steps, worklist
from app.card import read_card
from app.domain.appointment import AppointmentDraft
from app.domain.order import OrderDraft, OrderKind, OrderState
from app.domain.patient import TimelineKind
from app.domain.performed import StepState
from db.tables.archive_record import ReceivedRecordTable
from db.tables.order import CommitmentTable, PerformedStepTable
from devices import dicom_command
from devices.dicom_commitment import STORAGE_COMMITMENT
from devices.dicom_data_set import Element, element, sequence, write_data_set
from devices.dicom_mpps import PERFORMED_STEP
from tests.app.intake.conftest import NOW, iin_of

EXPLICIT = "1.2.840.10008.1.2.1"
IIN = iin_of("85061540012")


def tell(practice: Any, uid: str, state: str, *, create: bool = False, accession: str = "", iin: str = IIN) -> None:
    """An N-CREATE or N-SET as the hub seals it."""
    told: dict[int, Element] = {0x00400252: element(0x00400252, state)}
    if create:
        told |= {
            0x00080005: element(0x00080005, "ISO_IR 192"),
            0x00100010: Element(b"PN", "Құсайынова^Әсел ".encode()),
            0x00100020: element(0x00100020, iin),
            0x00100030: element(0x00100030, "19850615"),
            0x00080060: element(0x00080060, "US"),
            0x00400244: element(0x00400244, "20261123"),
            0x00400245: element(0x00400245, "101500"),
            0x00400270: sequence(
                [{0x00080050: element(0x00080050, accession), 0x0020000D: element(0x0020000D, "2.25.5")}]
            ),
        }
    else:
        image = {0x00081150: element(0x00081150, "1.2"), 0x00081155: element(0x00081155, "1.3")}
        told |= {
            0x00400281: sequence([{0x00080104: Element(b"LO", "пациент ушёл".encode())}]),
            0x00400340: sequence([{0x00081140: sequence([image, image])}]),
        }
    head = dicom_command.file_head(PERFORMED_STEP.encode(), uid.encode(), EXPLICIT.encode())
    metadata = {
        "transport": "dicom", "peer": "10.0.0.5", "calling": "US-1", "called": "SHIPAGER",
        "received_at": practice.clock.now().isoformat(), "sop_instance_uid": uid,
        "operation": "create" if create else "set",
    }  # fmt: skip
    practice.hub.append("mpps", metadata, head + write_data_set(told, explicit=True))
    practice.file()


@pytest.fixture
def asel(practice: Any) -> int:
    patient_id: int = practice.patient("Құсайынова", "Әсел", date(1985, 6, 15), IIN)
    return patient_id


@pytest.mark.clause("13")
def test_a_step_moves_its_order_and_stands_in_the_card(practice: Any, asel: int) -> None:
    order = practice.write(orders.place, OrderDraft(asel, OrderKind.IMAGING, NOW, modality="US", accession_number="A5"))
    tell(practice, "1.5", "IN PROGRESS", create=True, accession="A5")
    assert practice.read(orders.get, order.order_id).state is OrderState.IN_PROGRESS
    (listed,) = practice.read(worklist.steps)
    assert listed.state == "in-progress"
    tell(practice, "1.5", "COMPLETED")
    assert practice.read(orders.get, order.order_id).state is OrderState.COMPLETED
    assert practice.read(worklist.steps) == ()
    (step,) = practice.read(performed_steps.of_patient, asel)
    assert (step.state, step.device, step.images, step.study_instance_uid) == (StepState.COMPLETED, "US-1", 2, "2.25.5")
    (entry,) = practice.read(read_card, asel).timeline
    assert (entry.kind, entry.state) == (TimelineKind.STEP, "COMPLETED")


@pytest.mark.clause("13")
def test_a_booking_shows_what_the_device_does_and_a_discontinued_one_stays_on_the_list(
    practice: Any, asel: int
) -> None:
    booked = practice.write(appointments.book, AppointmentDraft(asel, NOW + timedelta(hours=1), modality="US"))
    tell(practice, "1.6", "IN PROGRESS", create=True, accession=booked.accession_number)
    shown = practice.read(appointments.get, booked.appointment_id)
    assert (shown.device_state, shown.device) == ("IN PROGRESS", "US-1")
    tell(practice, "1.6", "DISCONTINUED")
    (step,) = practice.read(performed_steps.of_patient, asel)
    assert (step.state, step.reason) == (StepState.DISCONTINUED, "пациент ушёл")
    assert len(practice.read(worklist.steps)) == 1
    (entry,) = practice.read(read_card, asel).timeline
    assert entry.facts["device_state"] == "DISCONTINUED"


def test_a_step_that_names_another_person_than_the_order_moves_nothing(practice: Any, asel: int) -> None:
    order = practice.write(orders.place, OrderDraft(asel, OrderKind.IMAGING, NOW, modality="US", accession_number="A7"))
    other = iin_of("77020330011")
    practice.patient("Ермеков", "Болат", date(1977, 2, 3), other)
    tell(practice, "1.7", "IN PROGRESS", create=True, accession="A7", iin=other)
    (row,) = practice.rows(PerformedStepTable)
    assert (row.patient_id, row.order_id) == (None, None)
    assert practice.read(orders.get, order.order_id).state is OrderState.ORDERED


def test_what_comes_twice_or_too_late_is_kept_and_changes_nothing(practice: Any, asel: int) -> None:
    for state, create in (("IN PROGRESS", True), ("IN PROGRESS", True), ("COMPLETED", False), ("IN PROGRESS", False)):
        practice.clock.advance(timedelta(seconds=1))
        tell(practice, "1.8", state, create=create)
    (row,) = practice.rows(PerformedStepTable)
    assert row.state == "COMPLETED"
    reasons = [one.reason for one in practice.rows(ReceivedRecordTable, state="kept")]
    assert reasons == ["performed-step", "performed-step-again", "performed-step", "performed-step-ended"]


@pytest.mark.clause("15")
def test_a_commitment_is_answered_from_rows_until_it_was_reported(practice: Any) -> None:
    told = {
        0x00081195: element(0x00081195, "2.25.1"),
        0x00081199: sequence([{0x00081150: element(0x00081150, "1.2"), 0x00081155: element(0x00081155, "1.3")}]),
    }
    head = dicom_command.file_head(STORAGE_COMMITMENT.encode(), b"1.2.840.10008.1.20.1.1", EXPLICIT.encode())
    metadata = {
        "transport": "dicom", "peer": "10.0.0.5", "calling": "CT-1", "called": "SHIPAGER",
        "received_at": practice.clock.now().isoformat(),
    }  # fmt: skip
    practice.hub.append("commitment", metadata, head + write_data_set(told, explicit=True))
    practice.file()
    (due,) = practice.read(lambda session, actor: list(commitments.due(session, actor)))
    assert (due["transaction_uid"], due["calling"], due["items"]) == ("2.25.1", "CT-1", [["1.2", "1.3"]])
    assert practice.read(commitments.judge, [("1.2", "1.3")]) == [0x0112]
    at: datetime = practice.clock.now()
    practice.write(commitments.note_reported, "2.25.1", "CT-1", 0, 1, at)
    assert practice.read(lambda session, actor: list(commitments.due(session, actor))) == []
    (row,) = practice.rows(CommitmentTable)
    assert (row.requested, row.failed, row.reported_at) == (1, 1, at)

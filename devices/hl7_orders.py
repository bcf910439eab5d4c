"""Orders and patients for a device or laboratory: ORM^O01 (HL7 v2.3.1 4.2), OML^O21 (2.5.1 4.4.6), ADT^A04, A08 (3.3).

A message is made once, with its control id; what is sent again is the same bytes.
"""

from __future__ import annotations

from datetime import datetime

from app.domain.device_settings import HubDevice
from app.domain.scheduled import ScheduledStep
from devices.device_codes import device_code
from devices.hl7_writing import Field, Person, Writing, moment

NEW, CANCEL = "NW", "CA"  # ORC-1, table 0119
REGISTERED, CHANGED = "A04", "A08"
_PRIORITY = {"STAT": "S", "HIGH": "A", "ROUTINE": "R", "MEDIUM": "R", "LOW": "T"}  # table 0027


def order_message(device: HubDevice, step: ScheduledStep, control: str, control_id: str, now: datetime) -> bytes:
    """One order with all its tests; `control` is ORC-1. The number of the tube stands in ORC-2, OBR-2 and OBR-3."""
    is_new_style = _is_2_5(device)
    writing = _begun(device, "OML^O21^OML_O21" if is_new_style else "ORM^O01", control_id, now)
    writing.person(step)
    writing.add("PV1", {1: "1", 2: "O"})
    tube = step.specimen_id or step.accession_number
    priority = _PRIORITY.get(step.priority, "R")
    for number, test in enumerate(step.tests, 1):
        code = device_code(device.profile, test)
        order: dict[int, Field] = {1: control, 2: step.accession_number, 3: tube, 9: moment(now)}
        request: dict[int, Field] = {
            1: str(number), 2: step.accession_number, 3: tube,
            4: (code, test.name, "LN" if code == test.code and "-" in code else "L"), 7: moment(step.starts_at),
        }  # fmt: skip
        if is_new_style:
            writing.add("ORC", order)
            writing.add("TQ1", {1: "1", 9: priority})
            writing.add("OBR", request)
            if number == 1:
                writing.add("SPM", {1: "1", 2: tube})
        else:
            writing.add("ORC", {**order, 5: "" if control == CANCEL else "IP", 7: ("", "", "", "", "", priority)})
            writing.add("OBR", {**request, 5: priority, 6: moment(step.starts_at)})
    return writing.message()


def patient_message(device: HubDevice, person: Person, event: str, control_id: str, now: datetime) -> bytes:
    """A patient who came (A04) or whose details changed (A08)."""
    structure = "^ADT_A01" if _is_2_5(device) else ""
    writing = _begun(device, f"ADT^{event}{structure}", control_id, now)
    writing.add("EVN", {1: event, 2: moment(now)})
    writing.person(person)
    writing.add("PV1", {1: "1", 2: "O"})
    return writing.message()


def person_segment(message: bytes) -> bytes:
    """PID of a message of ours: what a device knows of a patient."""
    return next((line for line in message.split(b"\r") if line.startswith(b"PID|")), b"")


def _begun(device: HubDevice, kind: str, control_id: str, now: datetime) -> Writing:
    writing = Writing(letters=device.settings.worklist_letters)
    application, _, facility = device.calling.partition("^")
    writing.add("MSH", {
        3: "SHIPAGER", 4: "SHIPAGER", 5: application, 6: facility, 7: moment(now), 9: tuple(kind.split("^")),
        10: control_id, 11: "P", 12: device.settings.order_version, 18: writing.character_set,
    })  # fmt: skip
    return writing


def _is_2_5(device: HubDevice) -> bool:
    return device.settings.order_version >= "2.5"

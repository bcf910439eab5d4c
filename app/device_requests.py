"""Sending the patient to a device's program by a request file (GDT 6302): only when a person asks, and journalled.

It is the one place where a patient leaves the record as a plain file: into the folder that was set for the device,
whose program takes and removes it.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import audit, devices
from app.domain.access import Actor, Permission, require
from app.domain.device import Device, Transport
from app.domain.errors import NotFound, Refused
from app.domain.identity import PersonName, Sex
from db.tables.device import DeviceTable
from db.tables.patient import PatientTable
from devices import gdt_request


def takers(session: Session, actor: Actor) -> tuple[Device, ...]:
    """Devices whose programs take request files."""
    require(actor, Permission.PATIENT_READ)
    rows = session.scalars(
        select(DeviceTable).where(DeviceTable.transport == Transport.FOLDER).order_by(DeviceTable.id)
    )
    return tuple(
        one for one in map(devices.device, rows) if one.settings.link.is_on and one.settings.link.answers_folder
    )


def send_patient(session: Session, actor: Actor, device_id: int, patient_id: int) -> Device:
    """Write the request file for this patient; the journal's row and the file come together or not at all.

    Raises `NotFound`, `Refused`: `request-none` where the device takes none, `request-folder` where it cannot be
    written.
    """
    require(actor, Permission.CLINICAL_WRITE)
    row, patient = session.get(DeviceTable, device_id), session.get(PatientTable, patient_id)
    if row is None:
        raise NotFound("device")
    if patient is None or patient.withdrawn_at is not None:
        raise NotFound("patient")
    device = devices.device(row)
    if device not in takers(session, actor):
        raise Refused("request-none")
    profile = devices.known_profiles().get(device.profile)
    receiver = gdt_request.receiver_of(device.calling, device.name)
    content = gdt_request.request(
        patient.iin or patient.uid,
        PersonName(patient.surname, patient.given, patient.patronymic),
        patient.birth_date,
        Sex(patient.sex),
        receiver=receiver,
        what=profile.what if profile else "",
        codec=device.character_set or (profile.character_set if profile else "") or "cp1251",
    )
    audit.write(session, actor, "device.request", "device", device.device_id, patient_id=patient_id)
    session.flush()
    try:
        gdt_request.put(Path(device.settings.link.answers_folder), receiver, content)  # last: nothing after it fails
    except OSError:
        raise Refused("request-folder") from None
    return device

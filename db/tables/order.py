"""Orders for examinations and tests, what devices say they do about them, and commitments we gave."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.columns import AccountRef, Id, OptionalPatientRef, PatientRef, Row


class OrderTable(Row):
    """One examination or one laboratory order; a booking with a modality is worked off without one."""

    __tablename__ = "service_order"

    id: Mapped[Id]
    uid: Mapped[str] = mapped_column(unique=True)
    patient_id: Mapped[PatientRef]
    appointment_id: Mapped[int | None] = mapped_column(ForeignKey("appointment.id"))
    device_id: Mapped[int | None] = mapped_column(ForeignKey("device.id"))
    accession_number: Mapped[str] = mapped_column(unique=True)  # (0008,0050), ORC-2; also the tube's where it has none
    kind: Mapped[str]  # imaging, laboratory
    modality: Mapped[str] = mapped_column(default="")
    description: Mapped[str] = mapped_column(default="")
    station_ae_title: Mapped[str] = mapped_column(default="")
    study_instance_uid: Mapped[str] = mapped_column(default="")
    specimen_id: Mapped[str] = mapped_column(default="", index=True)
    tests: Mapped[list[Any]]  # [[code, name], ...]
    priority: Mapped[str] = mapped_column(default="ROUTINE")
    starts_at: Mapped[datetime] = mapped_column(index=True)
    state: Mapped[str] = mapped_column(default="ordered", index=True)
    created_at: Mapped[datetime]
    created_by: Mapped[AccountRef]
    ended_at: Mapped[datetime | None]


class PerformedStepTable(Row):
    """A modality performed procedure step (DICOM PS3.4 annex F) as the device told it."""

    __tablename__ = "performed_step"

    id: Mapped[Id]
    sop_instance_uid: Mapped[str] = mapped_column(unique=True)
    device_id: Mapped[int | None] = mapped_column(ForeignKey("device.id"))
    patient_id: Mapped[OptionalPatientRef]
    order_id: Mapped[int | None] = mapped_column(ForeignKey("service_order.id"))
    appointment_id: Mapped[int | None] = mapped_column(ForeignKey("appointment.id"))
    accession_number: Mapped[str] = mapped_column(default="", index=True)
    study_instance_uid: Mapped[str] = mapped_column(default="", index=True)
    modality: Mapped[str] = mapped_column(default="")
    description: Mapped[str] = mapped_column(default="")
    state: Mapped[str]  # IN PROGRESS, COMPLETED, DISCONTINUED: (0040,0252)
    reason: Mapped[str] = mapped_column(default="")  # of a discontinuation, (0040,0281)
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    images: Mapped[int] = mapped_column(default=0)
    identity: Mapped[dict[str, Any]]
    received_at: Mapped[datetime] = mapped_column(index=True)


class CommitmentTable(Row):
    """A storage commitment (DICOM PS3.4 annex J) that a device asked for and what we answered."""

    __tablename__ = "commitment"

    id: Mapped[Id]
    transaction_uid: Mapped[str] = mapped_column(index=True)
    received_record_id: Mapped[int] = mapped_column(ForeignKey("received_record.id"), unique=True)
    device_id: Mapped[int | None] = mapped_column(ForeignKey("device.id"))
    requested: Mapped[int]
    committed: Mapped[int] = mapped_column(default=0)
    failed: Mapped[int] = mapped_column(default=0)
    requested_at: Mapped[datetime]
    reported_at: Mapped[datetime | None]

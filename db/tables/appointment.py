"""Bookings."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.columns import AccountRef, Id, PatientRef, Row


class AppointmentTable(Row):
    __tablename__ = "appointment"

    id: Mapped[Id]
    uid: Mapped[str] = mapped_column(unique=True)
    patient_id: Mapped[PatientRef]
    doctor_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    starts_at: Mapped[datetime] = mapped_column(index=True)
    minutes: Mapped[int] = mapped_column(default=30)
    service: Mapped[str] = mapped_column(default="")
    modality: Mapped[str] = mapped_column(default="")
    accession_number: Mapped[str] = mapped_column(unique=True)  # (0008,0050)
    state: Mapped[str] = mapped_column(default="booked")
    emergency_reason: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    created_by: Mapped[AccountRef]

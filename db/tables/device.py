"""Devices that were heard or set up, and what is sent to them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.columns import STRICT, AccountRef, ArchiveRef, Id, Row


class DeviceTable(Row):
    __tablename__ = "device"
    # Several devices share one AE title: (calling, peer) is the device.
    __table_args__ = (UniqueConstraint("transport", "calling", "peer"), STRICT)

    id: Mapped[Id]
    transport: Mapped[str]
    name: Mapped[str]
    calling: Mapped[str] = mapped_column(default="")
    peer: Mapped[str] = mapped_column(default="")
    character_set: Mapped[str] = mapped_column(default="")
    profile: Mapped[str] = mapped_column(default="")
    settings: Mapped[dict[str, Any]] = mapped_column(default=dict)  # DeviceSettings, what differs from the defaults
    first_seen: Mapped[datetime]
    last_seen: Mapped[datetime]
    received: Mapped[int] = mapped_column(default=0)
    errors: Mapped[int] = mapped_column(default=0)


class DeviceMessageTable(Row):
    """What goes out to a device or a laboratory: an order, a cancellation, an ADT; kept until it is answered."""

    __tablename__ = "device_message"

    id: Mapped[Id]  # the order of sending
    device_id: Mapped[int] = mapped_column(ForeignKey("device.id"), index=True)
    order_id: Mapped[int | None] = mapped_column(ForeignKey("service_order.id"), index=True)
    patient_id: Mapped[int | None] = mapped_column(ForeignKey("patient.id"))
    kind: Mapped[str]  # order, cancel, adt
    payload_id: Mapped[ArchiveRef]  # the bytes that are sent
    state: Mapped[str] = mapped_column(index=True)  # waiting, sent, accepted, refused, given-up
    attempts: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    created_by: Mapped[AccountRef]
    next_attempt_at: Mapped[datetime | None] = mapped_column(index=True)
    answered_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(default="")  # code of ours: ack AA, AE, AR, timeout, ...

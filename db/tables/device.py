"""Devices that were heard."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.columns import STRICT, Id, Row


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
    first_seen: Mapped[datetime]
    last_seen: Mapped[datetime]
    received: Mapped[int] = mapped_column(default=0)
    errors: Mapped[int] = mapped_column(default=0)

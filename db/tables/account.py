"""Users of the program and their signing keys' certificates."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.columns import Id, Row


class AccountTable(Row):
    """A user. The password is not here: it opens the key ring."""

    __tablename__ = "account"

    id: Mapped[Id]
    login: Mapped[str] = mapped_column(unique=True)
    surname: Mapped[str]
    given: Mapped[str] = mapped_column(default="")
    patronymic: Mapped[str] = mapped_column(default="")
    iin: Mapped[str | None]
    position: Mapped[str] = mapped_column(default="")
    roles: Mapped[list[Any]]
    totp_secret: Mapped[str]  # base32; the store is encrypted
    totp_last_step: Mapped[int] = mapped_column(default=0)  # RFC 6238 5.2: a code is good once
    status: Mapped[str] = mapped_column(default="active")
    language: Mapped[str] = mapped_column(default="ru")
    created_at: Mapped[datetime]


class SigningKeyTable(Row):
    """Where a user's signing key lies and what its certificate says; never the key."""

    __tablename__ = "signing_key"

    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    store_kind: Mapped[str]  # key of the key store: pkcs12, ...
    location: Mapped[str]  # path of the file, or the token's name
    certificate: Mapped[bytes]  # DER
    serial_number: Mapped[str]
    not_after: Mapped[datetime]
    added_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]


class LoginAttemptTable(Row):
    """Every attempt to get in, those before the unlock too (they are sealed records filed at the next unlock)."""

    __tablename__ = "login_attempt"

    id: Mapped[Id]
    at: Mapped[datetime] = mapped_column(index=True)
    login: Mapped[str]
    method: Mapped[str]  # password+otp, recovery, eds
    outcome: Mapped[str]  # ok, wrong-password, otp-wrong, otp-used, locked-out, ...
    workstation: Mapped[str] = mapped_column(default="")
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

"""Users of the program, the certificates of their keys, and every attempt to use either."""

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
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("signing_key.id"))
    revocation: Mapped[str] = mapped_column(default="")  # good, revoked; empty where nobody answered yet
    revocation_at: Mapped[datetime | None]  # when that was answered


class LoginAttemptTable(Row):
    """Every attempt to get in, those before the unlock too (they are sealed records filed at the next unlock)."""

    __tablename__ = "login_attempt"

    id: Mapped[Id]
    at: Mapped[datetime] = mapped_column(index=True)
    login: Mapped[str]
    method: Mapped[str]  # password+otp, password+eds, password, recovery
    outcome: Mapped[str]  # ok, wrong-password, otp-wrong, otp-used, locked-out, ...
    workstation: Mapped[str] = mapped_column(default="")
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


class LoginCertificateTable(Row):
    """A certificate that a user's login is bound to, and what was last known of its revocation."""

    __tablename__ = "login_certificate"

    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    certificate: Mapped[bytes]  # DER
    fingerprint: Mapped[str]  # SHA-256, hex
    bound_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]
    revocation: Mapped[str] = mapped_column(default="")  # good, as last proven; empty where it never was
    revocation_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]


class EdsAttemptTable(Row):
    """Every failed attempt with an EDS (§22.9), at login and at signing; the certificate where it was known."""

    __tablename__ = "eds_attempt"

    id: Mapped[Id]
    at: Mapped[datetime] = mapped_column(index=True)
    purpose: Mapped[str]  # login, signing
    login: Mapped[str]  # of the program's user, as typed where nobody had got in
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    workstation: Mapped[str] = mapped_column(default="")
    os_user: Mapped[str] = mapped_column(default="")
    store_kind: Mapped[str] = mapped_column(default="")  # pkcs12, ncalayer, pkcs11
    place: Mapped[str] = mapped_column(default="")  # name of the key file or token
    certificate_serial: Mapped[str] = mapped_column(default="")
    issuer: Mapped[str] = mapped_column(default="")
    subject: Mapped[str] = mapped_column(default="")
    iin: Mapped[str] = mapped_column(default="", index=True)  # as the certificate has it
    bin_number: Mapped[str] = mapped_column(default="")
    fingerprint: Mapped[str] = mapped_column(default="")  # SHA-256 of the certificate, hex
    outcome: Mapped[str]  # expired, revoked, wrong-purpose, unknown-issuer, iin-mismatch, ...
    check_code: Mapped[str] = mapped_column(default="")  # row of the checklist that failed: V2, P2, A1, ...
    detail: Mapped[str] = mapped_column(default="")  # code of the refusal

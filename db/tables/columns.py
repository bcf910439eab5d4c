"""Column types of a STRICT SQLite store, and the declarative root of all rows.

STRICT tables know INTEGER, REAL, TEXT and BLOB only (sqlite.org/stricttables.html), so moments and days
are kept as ISO 8601 text in UTC, and JSON as text.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Annotated, Any

from sqlalchemy import REAL, ForeignKey, Integer, LargeBinary, MetaData, Text, TypeDecorator
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, mapped_column


class UtcTime(TypeDecorator[datetime]):
    """An aware moment, stored as `2026-11-23T07:39:24.123456Z`: sorts as text, reads in any tool."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment must be aware")
        # not strftime: it writes the year 999 as three digits, which sorts wrongly and cannot be read back
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)  # reads the Z since Python 3.11


class IsoDate(TypeDecorator[date]):
    """A calendar day, stored as `2026-11-23`."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        return None if value is None else date.fromisoformat(value)


class Json(TypeDecorator[Any]):
    """A JSON value as text, keys sorted, letters as they are."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


class Flag(TypeDecorator[bool]):
    """True or false as 1 or 0 (STRICT has no BOOLEAN)."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> bool | None:
        return None if value is None else bool(value)


class Row(DeclarativeBase):
    """Root of all mapped rows."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012  read by SQLAlchemy, never changed
        str: Text,
        int: Integer,
        float: REAL,
        bytes: LargeBinary,
        bool: Flag,
        datetime: UtcTime,
        date: IsoDate,
        dict[str, Any]: Json,
        list[Any]: Json,
    }
    __table_args__: Any = {"sqlite_strict": True}  # noqa: RUF012  declarative reads it from the class


STRICT = {"sqlite_strict": True}

Id = Annotated[int, mapped_column(Integer, primary_key=True)]
PatientRef = Annotated[int, mapped_column(ForeignKey("patient.id"), index=True)]
OptionalPatientRef = Annotated[int | None, mapped_column(ForeignKey("patient.id"), index=True)]
AccountRef = Annotated[int | None, mapped_column(ForeignKey("account.id"))]
ArchiveRef = Annotated[int, mapped_column(ForeignKey("archive_record.id"))]

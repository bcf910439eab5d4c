"""What the driver says, in the words of the record: disk full, damaged, busy (result codes, sqlite.org/rescode.html).

Whatever is not in the table is a bug of ours and is left as it is. Statements and parameters never
appear in the text: the engine hides them, and only codes are passed on.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from app.domain.errors import Conflict, Damaged, OutOfSpace, Refused, WorldError

_IO_ERROR, _FULL = 10, 13
_FULL_IN_WORDS = "database or disk is full"  # sqlite3_errstr(SQLITE_FULL)
_SHARED_MEMORY_REGION = 32 * 1024  # bytes, sqlite.org/walformat.html 2.0
_MEANING: dict[int, tuple[type[WorldError], str]] = {
    5: (Conflict, "store-busy"),  # SQLITE_BUSY
    6: (Conflict, "store-busy"),  # SQLITE_LOCKED
    9: (Refused, "interrupted"),  # SQLITE_INTERRUPT
    _IO_ERROR: (Damaged, "store-unreadable"),  # SQLITE_IOERR
    11: (Damaged, "store-damaged"),  # SQLITE_CORRUPT
    _FULL: (OutOfSpace, "disk-full"),  # SQLITE_FULL
    14: (Refused, "store-cannot-open"),  # SQLITE_CANTOPEN
    26: (Damaged, "store-damaged"),  # SQLITE_NOTADB: a wrong key looks the same
}


def translated(error: BaseException, path: Path | None = None) -> WorldError | None:
    """The world's failure behind a driver's exception, or None where the program itself is wrong.

    `path` is the store's file: with a full disk SQLite cannot grow its shared memory file and calls that an IO error.
    """
    code = getattr(error, "sqlite_errorcode", None)
    if code is None and str(error) == _FULL_IN_WORDS:
        code = _FULL  # the driver's backup() raises without a code
    if not isinstance(code, int) or code & 0xFF not in _MEANING:  # the upper bytes carry details
        return None
    if code & 0xFF == _IO_ERROR and path is not None and _is_full(path):
        code = _FULL
    kind, word = _MEANING[code & 0xFF]
    return kind(word, sqlite=code)


def _is_full(path: Path) -> bool:
    return shutil.disk_usage(path.parent).free < 2 * _SHARED_MEMORY_REGION


@contextmanager
def driver_errors(path: Path | None = None) -> Iterator[None]:
    """Raise the world's failures as `WorldError`; let bugs through. `path`: the store's file, where there is one."""
    try:
        yield
    except PoolTimeout as error:
        raise Conflict("store-busy") from error
    except DBAPIError as error:
        known = translated(error.orig, path) if error.orig else None
        if known is None:
            raise
        raise known from error
    except Exception as error:
        known = translated(error, path)
        if known is None:
            raise
        raise known from error

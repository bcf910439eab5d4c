"""What the driver says, in the words of the record: disk full, damaged, busy (result codes, sqlite.org/rescode.html).

Whatever is not in the table is a bug of ours and is left as it is. Statements and parameters never
appear in the text: the engine hides them, and only codes are passed on.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from app.domain.errors import Conflict, Damaged, OutOfSpace, Refused, WorldError

_MEANING: dict[int, tuple[type[WorldError], str]] = {
    5: (Conflict, "store-busy"),  # SQLITE_BUSY
    6: (Conflict, "store-busy"),  # SQLITE_LOCKED
    9: (Refused, "interrupted"),  # SQLITE_INTERRUPT
    10: (Damaged, "store-unreadable"),  # SQLITE_IOERR
    11: (Damaged, "store-damaged"),  # SQLITE_CORRUPT
    13: (OutOfSpace, "disk-full"),  # SQLITE_FULL
    14: (Refused, "store-cannot-open"),  # SQLITE_CANTOPEN
    26: (Damaged, "store-damaged"),  # SQLITE_NOTADB: a wrong key looks the same
}


def translated(error: BaseException) -> WorldError | None:
    """The world's failure behind a driver's exception, or None where the program itself is wrong."""
    code = getattr(error, "sqlite_errorcode", None)
    if not isinstance(code, int) or code & 0xFF not in _MEANING:  # the upper bytes carry details
        return None
    kind, word = _MEANING[code & 0xFF]
    return kind(word, sqlite=code)


@contextmanager
def driver_errors() -> Iterator[None]:
    """Raise the world's failures as `WorldError`; let bugs through."""
    try:
        yield
    except PoolTimeout as error:
        raise Conflict("store-busy") from error
    except DBAPIError as error:
        known = translated(error.orig) if error.orig else None
        if known is None:
            raise
        raise known from error
    except Exception as error:
        known = translated(error)
        if known is None:
            raise
        raise known from error

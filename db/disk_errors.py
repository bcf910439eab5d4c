"""What the disk refuses outside of store and archive, in the words of the record: backups, exports."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from app.domain.errors import OutOfSpace, WorldError


@contextmanager
def disk_errors(code: str) -> Iterator[None]:
    """Raise `OSError` as `OutOfSpace`, or as `WorldError(code, errno=…)`; paths are left out of it."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise OutOfSpace from None
        raise WorldError(code, errno=error.errno) from None

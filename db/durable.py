"""Files that survive a power cut: written under another name, synced, renamed, and the folder synced.

Linux needs the folder's own fsync for a new name to last (fsync(2)); Windows has none and needs none
(NTFS journals its names). `fdatasync` flushes content and length without the time stamps.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import sys
from pathlib import Path

from app.domain.errors import OutOfSpace


def sync_content(descriptor: int) -> None:
    """The file's bytes and length are on the disk when this returns. Raises `OSError`."""
    if sys.platform == "linux":
        os.fdatasync(descriptor)
    else:
        os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """New, renamed and removed names of a folder last. Raises `OSError`."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def replace_file(path: Path, content: bytes) -> None:
    """Put `content` at `path`, for the owner alone: afterwards the old file or the new one is there, never a half.

    Raises `OutOfSpace`, `OSError`; the old file then still stands.
    """
    try:
        _replace(path, content)
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise OutOfSpace("disk-full") from None
        raise


def _replace(path: Path, content: bytes) -> None:
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        try:
            rest = memoryview(content)
            while rest:
                rest = rest[os.write(descriptor, rest) :]
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        fresh.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            fresh.unlink()
        raise
    sync_folder(path.parent)

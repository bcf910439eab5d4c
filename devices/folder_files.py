"""Files of a watched folder on the disk: which are ours to take, opening them safely, and moving them when done.

Nothing is deleted and nothing is overwritten. A link that leads out of the folder is not followed; what is no plain
file is not opened. File names may hold patients: they never reach a log.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

DONE, UNREADABLE = "done", "unreadable"
_DEEPEST = 8  # sub-folders: a dental program makes one for each patient and visit
_MANY = 50_000  # files of one look
_UNFINISHED = (".tmp", ".part", ".partial", ".crdownload", ".filepart", ".lock", ".lck")
_OF_THE_SYSTEM = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})
_MOUNT_POINT = 0xA0000003  # IO_REPARSE_TAG_MOUNT_POINT: a junction of Windows


class NotThere(Exception):
    """The file vanished, changed, or is not ours to open."""


class InUse(Exception):
    """Another program holds the file, or our rights do not suffice; `code` says which."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file as a look at the folder saw it."""

    path: Path
    relative: str  # with "/" between its parts, as the archive's metadata have it
    size: int
    changed_ns: int

    @property
    def state(self) -> tuple[int, int]:
        return self.size, self.changed_ns


def files_of(root: Path, leave_out: tuple[Path, ...] = ()) -> Iterator[FoundFile]:
    """Plain files below the folder that are ours to take. Raises `OSError` where the folder itself is away.

    A sub-folder that cannot be read is passed over: its files are found when it can.
    """
    avoided = {root / DONE, root / UNREADABLE, *leave_out}
    waiting: list[tuple[Path, int]] = [(root, 0)]
    count = 0
    while waiting:
        folder, depth = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError:
            if folder == root:
                raise
            continue
        for entry in listed:
            path = Path(entry.path)
            found = _looked_at(entry)
            if found is None or path in avoided:
                continue
            if stat.S_ISDIR(found.st_mode):
                if depth < _DEEPEST:
                    waiting.append((path, depth + 1))
            elif stat.S_ISREG(found.st_mode) and not _is_unfinished(entry.name):
                count += 1
                if count > _MANY:
                    return
                yield FoundFile(path, _relative(root, path), found.st_size, found.st_mtime_ns)


def links_of(root: Path) -> int:
    """How many symbolic links stand in the folder itself: they are not followed, and that is said."""
    with os.scandir(root) as entries:
        return sum(entry.is_symlink() for entry in entries)


def open_found(found: FoundFile) -> int:
    """A descriptor of the very file that was seen. Raises `NotThere`, `InUse`."""
    if sys.platform == "win32":
        _claim(found.path)
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(found.path, flags)
    except PermissionError:
        raise InUse("file-denied") from None
    except OSError:
        raise NotThere from None
    if not is_unchanged(descriptor, found):
        os.close(descriptor)
        raise NotThere
    return descriptor


def is_unchanged(descriptor: int, found: FoundFile) -> bool:
    """Whether the opened file is still the plain file that was seen."""
    now = os.fstat(descriptor)
    return stat.S_ISREG(now.st_mode) and (now.st_size, now.st_mtime_ns) == found.state


def move(found: FoundFile, root: Path, kind: str, day: date) -> Path:
    """Put a file into `done/DAY` or `unreadable/DAY`, under a free name. Raises `NotThere`, `OSError`.

    A file that was changed since it was seen stays: it is another file now.
    """
    now = found.path.lstat() if found.path.is_symlink() or found.path.exists() else None
    if now is None or (now.st_size, now.st_mtime_ns) != found.state:
        raise NotThere
    relative = found.path.relative_to(root)
    folder = root / kind / day.isoformat() / relative.parent
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, 100_000):
        target = folder / (relative.name if number == 1 else f"{relative.stem} ({number}){relative.suffix}")
        if os.path.lexists(target):
            continue
        try:
            found.path.rename(target)  # on Windows it fails where the name was taken meanwhile
        except FileExistsError:
            continue
        except FileNotFoundError:
            raise NotThere from None
        return target
    raise OSError("no free name")


def _looked_at(entry: os.DirEntry[str]) -> os.stat_result | None:
    """The entry itself, not what a link leads to; None for links and for what vanished."""
    try:
        found = entry.stat(follow_symlinks=False)
    except OSError:
        return None
    is_link = entry.is_symlink() or getattr(found, "st_reparse_tag", 0) == _MOUNT_POINT
    if sys.platform == "win32" and not is_link and not stat.S_ISDIR(found.st_mode):
        try:  # a directory entry of Windows tells size and time as they were when the file was last closed
            return Path(entry.path).stat()
        except OSError:
            return None
    return None if is_link else found


def _claim(path: Path) -> None:
    """Windows: a file that another program has open cannot be renamed, not even to its own name."""
    try:
        path.rename(path)
    except PermissionError:
        raise InUse("file-locked") from None
    except OSError:
        raise NotThere from None


def _is_unfinished(name: str) -> bool:
    folded = name.casefold()
    return folded.startswith((".", "~$")) or folded.endswith(_UNFINISHED) or folded in _OF_THE_SYSTEM


def _relative(root: Path, path: Path) -> str:
    """For the metadata: bytes of a name that are no UTF-8 are shown by the replacement sign."""
    return os.fsencode(path.relative_to(root).as_posix()).decode("utf-8", "replace")

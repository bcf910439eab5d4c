"""Files that are sealed and still lie where they were: on a share we may not change, or where they are to stay.

Without it each start of the hub would seal them again. A file is remembered by a salted hash of its place, name, size
and time: no name stands on the disk. Lines are only added; a line that a crash cut off says nothing.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import threading
from pathlib import Path

from devices.folder_files import FoundFile

_NAME = "hub-folders.txt"
_HASH = re.compile(r"[0-9a-f]{64}")
_MOST = 500_000  # lines read back; the oldest of more are sealed again and known by their bytes


class FolderMemory:
    """One for each practice; safe to call from many threads."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _NAME
        self._lock = threading.Lock()
        self._salt = b""
        self._known: dict[str, str] = {}
        self._is_read = self._is_begun = False

    def knows(self, root: Path, file: FoundFile) -> str:
        """Into which folder the sealed file would have been moved; empty where it is not known."""
        with self._lock:
            self._read()
            return self._known.get(self._digest(root, file), "")

    def remember(self, root: Path, file: FoundFile, kind: str) -> None:
        """Keep in mind, durable. Raises `OSError`."""
        with self._lock:
            self._read()
            digest = self._digest(root, file)
            if digest not in self._known:
                # A line begins with its own line end: one that a crash cut off spoils none but itself.
                line = f"\n{digest} {kind}\n"
                self._write(line if self._is_begun else f"{self._salt.hex()}{line}")
                self._known[digest] = kind

    def _digest(self, root: Path, file: FoundFile) -> str:
        told = f"{root}\0{file.relative}\0{file.size}\0{file.changed_ns}".encode("utf-8", "surrogateescape")
        return hashlib.sha256(self._salt + told).hexdigest()

    def _read(self) -> None:
        if self._is_read:
            return
        try:
            lines = self._path.read_text(encoding="ascii", errors="replace").splitlines()
        except FileNotFoundError:
            lines = []
        if lines and _HASH.fullmatch(lines[0]):
            self._salt = bytes.fromhex(lines[0])
            pairs = (line.split(" ", 1) for line in lines[1:][-_MOST:] if line.count(" ") == 1)
            self._known = {digest: kind for digest, kind in pairs if _HASH.fullmatch(digest)}
            self._is_begun = True
        else:
            self._salt = secrets.token_bytes(32)
        self._is_read = True

    def _write(self, text: str) -> None:
        flags = os.O_WRONLY | os.O_CREAT | (os.O_APPEND if self._is_begun else os.O_TRUNC) | getattr(os, "O_BINARY", 0)
        descriptor = os.open(self._path, flags, 0o600)
        try:
            os.write(descriptor, text.encode("ascii"))
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        self._is_begun = True

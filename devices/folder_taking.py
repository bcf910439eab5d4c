"""One look at a watched folder: which files rest, what each of them is, sealing it, moving it."""

from __future__ import annotations

import logging
import os
import re
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.device_settings import HubDevice
from app.domain.errors import WorldError
from app.domain.file_name import fields_of
from devices.dicom_file_head import normal_head
from devices.equipment import Equipment
from devices.file_format import HEAD, MAX_READ, FileFormat
from devices.file_formats import recognise
from devices.file_formats.hl7 import messages_of
from devices.file_identity import tells_of_a_patient
from devices.folder_files import (
    DONE,
    UNREADABLE,
    FoundFile,
    InUse,
    NotThere,
    files_of,
    is_unchanged,
    links_of,
    move,
    open_found,
)
from devices.folder_memory import FolderMemory
from devices.reception import KeptStream, now_iso

if TYPE_CHECKING:
    from collections.abc import Iterator

log = logging.getLogger(__name__)

_PIECE = 1 << 20
_WHOLE = 4 << 20  # a longer file is streamed
_EMPTY_SECONDS = 60.0  # a program that made a file and is busy filling it
_PAIR_SECONDS = 20.0  # a side file waits so long for what it belongs to
_SIDE_LIMIT = 64 * 1024
_AGAIN_SECONDS = 15.0  # after a file could not be opened, kept or moved
_SHOWN = frozenset({"pdf", "picture"})  # formats that a side file may belong to


@dataclass(slots=True)
class _Resting:
    """What is known of a file that was seen."""

    state: tuple[int, int]
    since: float
    not_before: float = 0.0  # tried in vain: not again until then
    sealed_into: str = ""  # it is in the archive and waits to be moved there
    code: str = ""  # why it was tried in vain
    stays: bool = False  # nothing is to be done with it any more


class FolderTaking:
    """Not for several threads at once; `is_ending` is asked between files and pieces."""

    def __init__(
        self, device: HubDevice, equipment: Equipment, memory: FolderMemory, is_ending: Callable[[], bool]
    ) -> None:
        self._link = device.settings.link
        self._root = Path(self._link.folder)
        self._device = device
        self._reception = equipment.reception
        self._wire_log = equipment.wire_log
        self._memory = memory
        self._is_ending = is_ending
        self._seen: dict[str, _Resting] = {}
        self._leave_out = (Path(self._link.answers_folder),) if self._link.answers_folder else ()
        self._said_links = False
        self.is_busy = False

    def look(self, now: float) -> None:
        """Take every file that rests. Raises `OSError` where the folder is away."""
        found = {one.relative: one for one in files_of(self._root, self._leave_out)}
        if not self._said_links and links_of(self._root):
            self._said_links = self._reception.problem("folder-link", folder=str(self._root)) or True
        for name in self._seen.keys() - found.keys():
            del self._seen[name]
        ready = [one for one in found.values() if self._rests(one, now)]
        for one in sorted(ready, key=lambda file: (file.changed_ns, file.relative)):
            if self._is_ending():
                return
            with self._busy():
                self._take(one, found, now)

    @property
    def problem(self) -> str:
        """Why a file still lies in the folder; empty where none was tried in vain."""
        return next((one.code for one in list(self._seen.values()) if one.code), "")

    @contextmanager
    def _busy(self) -> Iterator[None]:
        self.is_busy = True
        try:
            yield
        finally:
            self.is_busy = False

    def _rests(self, file: FoundFile, now: float) -> bool:
        """Whether the file may be taken: it fits the pattern, rests, and was not tried in vain just now."""
        if fields_of(self._link.pattern, file.relative) is None:
            return False
        known = self._seen.get(file.relative)
        if known is None or known.state != file.state:
            self._seen[file.relative] = _Resting(file.state, now)
            return False
        if known.stays:
            return False
        wanted = max(float(self._link.rest_seconds), _EMPTY_SECONDS if file.size == 0 else 0.0)
        return now - known.since >= wanted and now >= known.not_before

    def _take(self, file: FoundFile, others: dict[str, FoundFile], now: float) -> None:
        known = self._seen[file.relative]
        try:
            known.sealed_into = known.sealed_into or self._memory.knows(self._root, file)
            if not known.sealed_into:
                side = self._side_of(file, others)
                sealed = self._seal(file, side, now - known.since)
                if not sealed:
                    return
                known.sealed_into = sealed
                if side is not None:
                    self._put_away(side, DONE)
            self._put_away(file, known.sealed_into)
        except NotThere:
            self._seen.pop(file.relative, None)  # vanished or changed: seen anew at the next look
        except InUse as held:
            self._later(known, held.code)
        except WorldError as problem:
            self._reception.failed("folder", "", self._device.peer, problem.code)
            self._later(known, problem.code)
        except OSError:
            self._later(known, "file-not-moved" if known.sealed_into else "file-not-read")

    def _later(self, known: _Resting, code: str) -> None:
        known.not_before, known.code = time.monotonic() + _AGAIN_SECONDS, code
        if self._reception.problem(code, folder=str(self._root)):
            log.warning("folder: a file waits: %s", code)

    # sealing

    def _seal(self, file: FoundFile, side: FoundFile | None, rested: float) -> str:
        """Into the archive, durable. Returns the folder to move it to, empty where it has to wait for another file.

        Raises `NotThere`, `InUse`, `OSError`, `OutOfSpace`, `Damaged`.
        """
        descriptor = open_found(file)
        try:
            head = os.read(descriptor, HEAD)
            found = recognise(head, self._link.reader)
            if found is None and self._waits_for_its_picture(file, head, rested):
                return ""
            metadata = self._metadata(file, found, side)
            if found is not None and found.archive_kind == "hl7" and file.size <= MAX_READ:
                self._seal_messages(descriptor, file, head, metadata)
            else:
                self._seal_file(descriptor, file, found, head, metadata)
        finally:
            os.close(descriptor)
        what = found.key if found else "unknown"
        log.info("folder: a file of %d bytes kept: %s", file.size, what)
        text = f"{file.size} bytes: {what}"
        self._wire_log.note("folder", self._device.peer, "", "in", "record", text, f"{file.relative}: {text}")
        return DONE if found is not None else UNREADABLE

    def _metadata(self, file: FoundFile, found: FileFormat | None, side: FoundFile | None) -> dict[str, Any]:
        metadata: dict[str, Any] = {
            "transport": "folder", "peer": self._device.peer, "calling": self._device.calling, "called": "",
            "received_at": now_iso(), "name": file.relative, "format": found.key if found else "",
        }  # fmt: skip
        if side is not None:
            metadata["side"] = side.path.read_bytes()[:_SIDE_LIMIT].decode("latin-1")
        return metadata

    def _seal_messages(self, descriptor: int, file: FoundFile, head: bytes, metadata: dict[str, Any]) -> None:
        """HL7: a record for each message, as the port keeps them."""
        content = bytearray(head)
        while piece := os.read(descriptor, _PIECE):
            content += piece
        if not is_unchanged(descriptor, file):
            raise NotThere
        for one in messages_of(bytes(content)):
            self._reception.keep("hl7", metadata, one)

    def _seal_file(
        self, descriptor: int, file: FoundFile, found: FileFormat | None, head: bytes, metadata: dict[str, Any]
    ) -> None:
        kind = found.archive_kind if found is not None and found.archive_kind != "hl7" else "file"
        if kind == "dicom" and (normal := normal_head(head)) is not None:
            head = normal[0] + head[normal[1] :]
        if file.size <= _WHOLE:
            content = bytearray(head)
            while piece := os.read(descriptor, _PIECE):
                content += piece
            if not is_unchanged(descriptor, file):
                raise NotThere
            self._reception.keep(kind, metadata, content)
            return
        stream = self._reception.stream(kind, metadata)
        try:
            stream.write(head)
            self._copy(descriptor, file, stream)
        except BaseException:
            stream.abort()
            raise
        stream.finish()

    def _copy(self, descriptor: int, file: FoundFile, stream: KeptStream) -> None:
        """The rest of the file, piece by piece."""
        while piece := os.read(descriptor, _PIECE):
            if self._is_ending():
                raise NotThere  # it stays where it is; the next hub takes it
            stream.write(piece)
        if not is_unchanged(descriptor, file):
            raise NotThere

    # pairs

    def _side_of(self, file: FoundFile, others: dict[str, FoundFile]) -> FoundFile | None:
        """The small XML file of the same name beside a picture or document, where it tells of a patient."""
        if file.relative.casefold().endswith(".xml"):
            return None
        stem = _stem(file.relative)
        side = next((one for name, one in others.items() if _stem(name) == stem and _is_xml(name)), None)
        if side is None or side.size > _SIDE_LIMIT:
            return None
        descriptor = open_found(file)
        try:
            found = recognise(os.read(descriptor, HEAD))
        finally:
            os.close(descriptor)
        if found is None or found.key not in _SHOWN:
            return None
        return side if tells_of_a_patient(side.path.read_bytes()[:_SIDE_LIMIT]) else None

    def _waits_for_its_picture(self, file: FoundFile, head: bytes, rested: float) -> bool:
        """A side file goes with what it belongs to; alone for too long it is a file that nobody knows."""
        is_side = _is_xml(file.relative) and file.size <= _SIDE_LIMIT and tells_of_a_patient(head)
        return is_side and rested < _PAIR_SECONDS

    def _put_away(self, file: FoundFile, kind: str) -> None:
        """Move what is sealed; what cannot be moved or is to stay is remembered, so that no start seals it again."""
        if not self._link.leaves_files:
            try:
                move(file, self._root, kind, datetime.now().astimezone().date())
            except OSError:
                self._memory.remember(self._root, file, kind)
                raise
            self._seen.pop(file.relative, None)
            return
        self._memory.remember(self._root, file, kind)
        self._seen.setdefault(file.relative, _Resting(file.state, time.monotonic())).stays = True


def _stem(relative: str) -> str:
    return re.sub(r"\.[^./]{1,5}$", "", relative).casefold()


def _is_xml(relative: str) -> bool:
    return relative.casefold().endswith(".xml")

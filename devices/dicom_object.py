"""One C-STORE on its way from the wire into the archive, in memory that does not grow with the object.

Up to 4 MiB it is gathered and appended as one record; above, it is streamed. What comes is kept as a Part 10
file: a head made of the command's UIDs, then the data set's bytes exactly as they came.
"""

from __future__ import annotations

import logging
import mmap

from app.domain.errors import WorldError
from devices import dicom_command
from devices.dicom_command import Command
from devices.reception import KeptStream, Reception, now_iso, printable
from devices.wire import Wire

log = logging.getLogger(__name__)

GATHERED = 4 << 20


class Gathering:
    """The buffer of an association, made at its first object: pages that are not touched cost nothing."""

    def __init__(self) -> None:
        self._pages: mmap.mmap | None = None

    def view(self) -> memoryview:
        if self._pages is None:
            self._pages = mmap.mmap(-1, GATHERED)
        return memoryview(self._pages)


class IncomingObject:
    """A data set being received. `take` its fragments, then `finish` for the status to answer.

    Once there is a refusal (no room on the disk, a command we do not serve) the rest is read and dropped,
    because the answer may come only after the data set (PS3.7 9.1.1).
    """

    def __init__(
        self, command: Command, context_id: int, transfer_syntax: str, origin: dict[str, str],
        reception: Reception, gathering: Gathering, refusal: int = dicom_command.SUCCESS,
    ) -> None:  # fmt: skip
        self.command = command
        self.context_id = context_id
        self._reception = reception
        self._refusal = refusal
        self._stream: KeptStream | None = None
        self._view = gathering.view()
        self._metadata = {
            "transport": "dicom",
            **origin,
            "received_at": now_iso(),
            "sop_class_uid": printable(command.sop_class_uid),
            "sop_instance_uid": printable(command.sop_instance_uid),
            "transfer_syntax_uid": transfer_syntax,
        }
        head = dicom_command.file_head(
            command.sop_class_uid, command.sop_instance_uid, transfer_syntax.encode("ascii", "replace")
        )
        self._view[: len(head)] = head
        self._filled = len(head)

    def take(self, wire: Wire, size: int) -> None:
        """Read a fragment of `size` bytes. Raises what the wire raises; the disk's faults become the refusal."""
        while size:
            if self._filled == len(self._view):
                self._spill()
            piece = self._view[self._filled : self._filled + size]
            wire.read_into(piece)
            self._filled += len(piece)
            size -= len(piece)

    def finish(self) -> int:
        """Keep it and tell the status: success only when it is durable."""
        if not self._refusal:
            try:
                self._keep()
            except (WorldError, OSError) as error:
                self._refuse(error)
        return self._refusal

    def drop(self) -> None:
        """The association ended before the data set did: nothing was acknowledged, the device still has it."""
        if self._stream is not None:
            self._stream.abort()
            self._stream = None

    def _keep(self) -> None:
        rest = self._view[: self._filled]
        if self._stream is None:
            self._reception.keep("dicom", self._metadata, rest)
        else:
            self._stream.write(rest)
            self._stream.finish()

    def _spill(self) -> None:
        if not self._refusal:
            try:
                if self._stream is None:
                    self._stream = self._reception.stream("dicom", self._metadata)
                self._stream.write(self._view)
            except (WorldError, OSError) as error:
                self._refuse(error)
        self._filled = 0

    def _refuse(self, error: WorldError | OSError) -> None:
        """Out of resources, whatever the disk's fault: the device keeps the object and sends it again (PS3.4 B.2)."""
        self._refusal = dicom_command.OUT_OF_RESOURCES
        self.drop()
        code = error.code if isinstance(error, WorldError) else "archive-failed"
        self._reception.failed("dicom", self._metadata["calling"], self._metadata["peer"], code)
        log.error("dicom: an object of %s was not kept: %s", self._metadata["calling"], code)

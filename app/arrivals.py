"""Reads what devices left in the sealed archive: new records, opened and parsed, before anything is filed.

Runs outside of any transaction: parsing a strange file may take time, and no writer of the store waits for it.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, cast

from app.domain.device_profile import DeviceProfile
from app.domain.errors import NotFound, Unreadable, WorldError
from app.domain.performed import SentCommitment, SentStep
from app.domain.received import SentMessage, SentObject
from db.archive.records import Record, RecordReader, RecordRef
from db.archive.walk import State, walk

DeviceKey = tuple[str, str, str]  # transport, calling, peer
_BUFFER = 256 * 1024  # one sealed chunk


@dataclass(frozen=True, slots=True)
class Reading:
    """How a device's bytes are to be read: the letters a person chose, and the profile of its family."""

    character_set: str = ""  # empty: as declared, else as detected
    profile: DeviceProfile | None = None
    pattern: str = "*"  # of a watched folder: what its file names say


ReadingOf = Mapping[DeviceKey, Reading]
Content = SentObject | SentMessage | SentStep | SentCommitment
Reader = Callable[[Record, Reading], Content]


def _dicom(record: Record, reading: Reading) -> Content:
    from devices.dicom_reading import read_object

    return read_object(record_file(record), reading.character_set)


def _hl7(record: Record, reading: Reading) -> Content:
    from devices.hl7_reading import read_message

    return read_message(record.read(), reading.character_set)


def _file(record: Record, reading: Reading) -> Content:
    from devices.file_format import HEAD, FileAtHand
    from devices.file_formats import read_file

    told = record.metadata
    side = str(told.get("side", "")).encode("latin-1", "replace")
    file = FileAtHand(
        name=str(told.get("name", "")), size=record.ref.size, head=record.read(0, min(HEAD, record.ref.size)),
        content=record.read, pattern=reading.pattern,
        character_set=reading.character_set, profile=reading.profile, side=side,
    )  # fmt: skip
    return read_file(str(told.get("format", "")), file)


def _astm(record: Record, reading: Reading) -> Content:
    from devices.astm_reading import read_message

    return read_message(record.read(), reading.character_set)


def _text(record: Record, reading: Reading) -> Content:
    from devices.printout_reading import read_printout

    return read_printout(record.read(), reading.profile, reading.character_set)


def _mpps(record: Record, reading: Reading) -> Content:
    from devices.dicom_step_reading import read_step

    return read_step(record.read(), record.metadata, reading.character_set)


def _commitment(record: Record, _reading: Reading) -> Content:
    from devices.dicom_step_reading import read_commitment

    return read_commitment(record.read())


def _reading(record: Record, reading: Reading) -> Content:
    from app.readings import read_reading

    return read_reading(record.read())


# Kind of an archive record -> what reads it. Raises `Unreadable`, `Damaged`.
READERS: dict[str, Reader] = {
    "dicom": _dicom,
    "hl7": _hl7,
    "file": _file,
    "reading": _reading,
    "astm": _astm,
    "text": _text,
    "mpps": _mpps,
    "commitment": _commitment,
}
RECEIVED_KINDS = frozenset({*READERS, "unreadable"})


@dataclass(frozen=True, slots=True)
class Archive:
    """Where sealed records lie and what opens them."""

    folder: Path
    private_keys: Mapping[int, bytes]
    reader: RecordReader


@dataclass(frozen=True, slots=True)
class Arrival:
    """One record from outside: its content, or the code of why it could not be read."""

    ref: RecordRef
    metadata: dict[str, Any]
    content: Content | None = None
    problem: str = ""

    @property
    def transport(self) -> str:
        return str(self.metadata.get("transport", ""))

    @property
    def device_key(self) -> DeviceKey:
        return self.transport, str(self.metadata.get("calling", "")), str(self.metadata.get("peer", ""))

    @property
    def received_at(self) -> datetime:
        """When the hub had it; the epoch where the record does not say."""
        try:
            at = datetime.fromisoformat(str(self.metadata.get("received_at", "")))
            return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
        except (ValueError, OverflowError):
            return datetime.fromtimestamp(0, UTC)


@dataclass(slots=True)
class Gathered:
    """A batch of arrivals and how far each segment is read with it."""

    arrivals: list[Arrival] = field(default_factory=list)
    read_to: dict[str, int] = field(default_factory=dict)
    damaged: list[tuple[str, int, str]] = field(default_factory=list)  # segment, offset, reason
    is_last: bool = True


def gather(archive: Archive, read_to: Mapping[str, int], reading_of: ReadingOf, limit: int = 200) -> Gathered:
    """Read up to `limit` new records. `reading_of` are the devices' settings that a person chose."""
    found = Gathered()
    for place in walk(archive.folder, archive.private_keys, after=read_to):
        if place.state is State.UNFINISHED:
            continue
        found.read_to[place.segment] = place.end
        if place.state is State.DAMAGED:
            found.damaged.append((place.segment, place.offset, place.reason))
        elif place.ref and place.ref.kind in RECEIVED_KINDS:
            metadata = place.metadata or {}
            found.arrivals.append(read(archive.reader, place.ref, metadata, reading_of))
        if len(found.arrivals) >= limit:
            found.is_last = False
            break
    return found


def read(reader: RecordReader, ref: RecordRef, metadata: dict[str, Any], reading_of: ReadingOf) -> Arrival:
    """Open and parse one record; what cannot be read is an arrival with a problem, never an exception."""
    key = Arrival(ref, metadata).device_key
    if ref.kind == "unreadable":
        return Arrival(ref, metadata, problem=str(metadata.get("reason", "")) or "unreadable")
    try:
        record = reader.open(ref)
        return Arrival(ref, metadata, parse(record, ref.kind, reading_of.get(key, Reading())))
    except NotFound:  # destroyed between the walk and the reading
        return Arrival(ref, metadata, problem="destroyed")
    except WorldError as problem:
        return Arrival(ref, metadata, problem=problem.code)
    except Exception:  # noqa: BLE001  a fault of our reader must not hold up the next patient's result; it is shown
        return Arrival(ref, metadata, problem="reader-failed")


def parse(record: Record, kind: str, reading: Reading) -> Content:
    """What the record's bytes say. Raises `Unreadable`, `Damaged`."""
    reader = READERS.get(kind)
    if reader is None:
        raise Unreadable("record-kind")
    return reader(record, reading)


def record_file(record: Record) -> BinaryIO:
    """A record as a seekable file, of which only the chunks that are read are opened."""
    return cast("BinaryIO", io.BufferedReader(_RecordFile(record), _BUFFER))


class _RecordFile(io.RawIOBase):
    def __init__(self, record: Record) -> None:
        self._record = record
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._record.ref.size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def readinto(self, buffer: Any) -> int:
        length = max(0, min(len(buffer), self._record.ref.size - self._at))
        if length:
            buffer[:length] = self._record.read(self._at, length)
        self._at += length
        return length


def newest_sizes(folder: Path) -> Iterator[tuple[str, int]]:
    """Name and size of every file of the archive: what changes when a record was added."""
    import os

    with os.scandir(folder) as entries:
        for entry in entries:
            yield entry.name, entry.stat().st_size

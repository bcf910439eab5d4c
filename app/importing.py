"""Files brought by hand: single ones, folders, a CD with its DICOMDIR (PS3.10 8, PS3.3 F; requirement R4-c).

What is known by its content is sealed first and filed by the usual matching, like anything a device sends; to a
patient only where somebody chose one, with the reason. Files are read and never changed; a folder's other files are
passed over.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import audit, inbox
from app.domain.access import Actor, Permission, require
from app.domain.errors import Conflict, NotFound, Refused, Unreadable, WorldError
from db.archive.records import RecordRef
from db.tables.archive_record import ArchiveRecordTable, ReceivedRecordTable
from db.tables.patient import PatientTable
from db.tables.result import InstanceTable, ReportTable, StudyTable
from devices.dicom_directory import files_listed
from devices.dicom_file_head import normal_head
from devices.dicom_reading import read_object
from devices.file_format import HEAD, FileFormat
from devices.file_formats import format_of, recognise
from devices.file_formats.hl7 import messages_of

if TYPE_CHECKING:
    from app.open_practice import OpenPractice

_MANY = 200_000  # files of one import
_DEPTH = 24
_PIECE = 1 << 20
_WHOLE = 4 << 20
_MESSAGES_LIMIT = 64 << 20
_DIRECTORY = "dicom-directory"
_FILED_AFTER = 500  # files; a CD is seen while it is read

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Left:
    """A file that was named or listed and did not come in: its name and why."""

    name: str
    reason: str  # file-unknown, file-missing, file-unreadable, file-empty


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of the files; each record is counted once."""

    files: int
    filed: int
    inbox: int
    duplicates: int
    errors: int
    kept: int
    others_patients: int  # filed, but to another patient than the one that was chosen
    passed_over: int  # files of folders that are nothing for the record
    left: tuple[Left, ...]


@dataclass(slots=True)
class _Found:
    paths: list[Path] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    only_dicom: set[Path] = field(default_factory=set)  # of a CD: its viewer's files are not the patient's
    named: set[Path] = field(default_factory=set)


def import_paths(
    practice: OpenPractice, paths: Iterable[Path], *, patient_id: int | None = None, reason: str = "",
    progress: Progress = lambda done, total: None,
) -> Imported:  # fmt: skip
    """Bring files into the record. `progress` is asked after each file and may raise to end it: what came stays.

    Raises `Refused`: `no-right`, `reason-missing` (a patient was chosen without saying why); `NotFound("patient")`,
    `OutOfSpace`.
    """
    require(practice.actor, Permission.CLINICAL_WRITE)
    if patient_id is not None and not reason.strip():
        raise Refused("reason-missing")
    practice.read(_check_patient, patient_id)
    found = _find(paths)
    done = _Sealing(practice, patient_id, reason.strip())
    try:
        for number, path in enumerate(found.paths, 1):
            done.take(path, is_named=path in found.named, only_dicom=path in found.only_dicom)
            if len(done.refs) >= _FILED_AFTER:
                done.file()
            progress(number, len(found.paths))
    finally:
        done.file()
    done.left += found.left
    result = done.result(len(found.paths))
    practice.write(_note, result, patient_id, reason.strip())
    return result


class _Sealing:
    """Seals files one by one and has them filed in portions."""

    def __init__(self, practice: OpenPractice, patient_id: int | None, reason: str) -> None:
        self._practice = practice
        self._patient_id = patient_id
        self._reason = reason
        self.refs: list[RecordRef] = []
        self.left: list[Left] = []
        self._counts: dict[str, int] = dict.fromkeys(("filed", "inbox", "duplicate", "error", "kept", "other"), 0)
        self._passed_over = 0

    def take(self, path: Path, *, is_named: bool, only_dicom: bool) -> None:
        if not path.is_file():
            self.left.append(Left(path.name, "file-missing"))
            return
        try:
            with path.open("rb") as file:
                head = file.read(HEAD)
                found = recognise(head) or _bare_object(file)
                file.seek(len(head))
                if found is None or found.key == _DIRECTORY or (only_dicom and found.archive_kind != "dicom"):
                    self._pass_over(path, is_named=is_named, is_empty=not head)
                else:
                    self._seal(path, found, head, file)
        except OSError:
            self.left.append(Left(path.name, "file-unreadable"))

    def _pass_over(self, path: Path, *, is_named: bool, is_empty: bool) -> None:
        if is_named:
            self.left.append(Left(path.name, "file-empty" if is_empty else "file-unknown"))
        else:
            self._passed_over += 1

    def _seal(self, path: Path, found: FileFormat, head: bytes, file: Any) -> None:
        writer = self._practice.services.writer
        metadata = {
            "transport": "hand", "peer": "", "calling": "", "called": "", "name": path.name, "format": found.key,
            "received_at": datetime.now(UTC).isoformat(), "by": self._practice.actor.login,
        }  # fmt: skip
        size = os.fstat(file.fileno()).st_size
        if found.archive_kind == "hl7" and size <= _MESSAGES_LIMIT:
            self.refs += [writer.append("hl7", metadata, one) for one in messages_of(head + file.read())]
            return
        kind = found.archive_kind if found.archive_kind != "hl7" else "file"
        if kind == "dicom" and (normal := normal_head(head)) is not None:  # one object, however it came
            head = normal[0] + head[normal[1] :]
        if size <= _WHOLE:
            self.refs.append(writer.append(kind, metadata, head + file.read()))
            return
        stream = writer.stream(kind, metadata)
        try:
            stream.write(head)
            while piece := file.read(_PIECE):
                stream.write(piece)
        except BaseException:
            stream.abort()
            raise
        self.refs.append(stream.finish())

    def file(self) -> None:
        """Have what was sealed filed, and given to the chosen patient where the matching gave it to nobody."""
        from app.intake_worker import IntakeWorker

        refs, self.refs = self.refs, []
        if not refs:
            return
        practice = self._practice
        IntakeWorker(practice.store, practice.folder.archive, practice.keys.private_keys).file_now()
        practice.write(self._give, [ref.record_id for ref in refs])

    def _give(self, session: Session, actor: Actor, record_ids: list[str]) -> None:
        for at in range(0, len(record_ids), 400):
            rows = session.scalars(
                select(ReceivedRecordTable)
                .join(ArchiveRecordTable, ArchiveRecordTable.id == ReceivedRecordTable.archive_id)
                .where(ArchiveRecordTable.record_id.in_(record_ids[at : at + 400]))
            ).all()
            for received in rows:
                if self._patient_id is not None and received.state in {"inbox", "filed"}:
                    self._give_one(session, actor, received, self._patient_id)
                self._counts[received.state] += 1

    def _give_one(self, session: Session, actor: Actor, received: ReceivedRecordTable, patient_id: int) -> None:
        for kind, row in _objects_of(session, received.id):
            if row.patient_id is None:
                try:
                    inbox.assign(session, actor, kind, row.id, patient_id)
                except Conflict:  # a sibling of the same message went with another one
                    continue
                audit.write(
                    session, actor, "import.assign", kind, row.id, patient_id=patient_id, reason=self._reason
                )  # fmt: skip
            elif row.patient_id != patient_id:
                self._counts["other"] += 1

    def result(self, files: int) -> Imported:
        counts = self._counts
        return Imported(
            files=files, filed=counts["filed"], inbox=counts["inbox"], duplicates=counts["duplicate"],
            errors=counts["error"], kept=counts["kept"], others_patients=counts["other"],
            passed_over=self._passed_over, left=tuple(self.left),
        )  # fmt: skip


def _bare_object(file: BinaryIO) -> FileFormat | None:
    """DICOM without preamble and file meta, as old programs store it: told by reading it."""
    try:
        read_object(file)
    except Unreadable:
        return None
    return format_of("dicom")


def _objects_of(session: Session, received_id: int) -> list[tuple[str, StudyTable | ReportTable]]:
    studies = session.scalars(
        select(StudyTable)
        .join(InstanceTable, InstanceTable.study_id == StudyTable.id)
        .where(InstanceTable.received_record_id == received_id)
    )
    reports = session.scalars(select(ReportTable).where(ReportTable.received_record_id == received_id))
    found: list[tuple[str, StudyTable | ReportTable]] = [("study", study) for study in studies]
    return [*found, *(("report", report) for report in reports)]


def _check_patient(session: Session, _actor: Actor, patient_id: int | None) -> None:
    patient = session.get(PatientTable, patient_id) if patient_id is not None else None
    if patient_id is not None and (patient is None or patient.withdrawn_at is not None):
        raise NotFound("patient")


def _note(session: Session, actor: Actor, done: Imported, patient_id: int | None, reason: str) -> None:
    after: Mapping[str, int] = {
        "files": done.files, "filed": done.filed, "inbox": done.inbox, "duplicates": done.duplicates,
        "errors": done.errors, "left": len(done.left),
    }  # fmt: skip
    audit.write(session, actor, "files.import", "import", patient_id=patient_id, after=after, reason=reason)


def _find(paths: Iterable[Path]) -> _Found:
    """The files meant, each once: those that were named, those below folders, those that a DICOMDIR lists."""
    found = _Found()
    seen: set[Path] = set()
    for path in paths:
        if path.is_dir():
            below = list(_below(path))
            is_disc = any(one.name.upper() == "DICOMDIR" for one in below)
            found.only_dicom.update(below if is_disc else ())
        elif path.name.upper() == "DICOMDIR":
            below, missing = _listed(path)
            found.left += missing
            found.only_dicom.update(below)
        else:
            below = [path]
            found.named.add(path)
        for one in below:
            if one not in seen and len(seen) < _MANY:
                seen.add(one)
                found.paths.append(one)
    return found


def _below(folder: Path, depth: int = 0) -> Iterator[Path]:
    """Plain files below a folder in the order of their names; links are not followed."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.is_symlink():
            continue
        if entry.is_dir(follow_symlinks=False):
            if depth < _DEPTH:
                yield from _below(Path(entry.path), depth + 1)
        elif entry.is_file(follow_symlinks=False):
            yield Path(entry.path)


def _listed(directory: Path) -> tuple[list[Path], list[Left]]:
    """The files of a DICOMDIR that are there, and those that are not; names without regard to case (ISO 9660)."""
    if not directory.is_file():
        return [], [Left(directory.name, "file-missing")]
    try:
        listed = files_listed(directory)
    except (WorldError, OSError):
        return [], [Left(directory.name, "file-unreadable")]
    there = {
        tuple(part.upper() for part in one.relative_to(directory.parent).parts): one for one in _below(directory.parent)
    }
    found, missing = [], []
    for parts in listed:
        path = there.get(tuple(part.upper() for part in parts))
        if path is None:
            missing.append(Left("/".join(parts)[-80:], "file-missing"))
        else:
            found.append(path)
    return found, missing

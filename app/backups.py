"""Backup and restore of a practice: saved while the program works, read back before it is called good (R23-b).

`back_up` copies, then rehearses the restore: every byte is read again, the copied store opens and passes its
integrity check, its journal chain holds, and each archive record that it tells of lies in a copied segment.
"""

from __future__ import annotations

import random
import threading
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import archiving, audit, counts, record
from app.domain.access import Actor, Permission, require
from app.domain.errors import Damaged, Refused, WorldError
from app.domain.events import BackupFinished
from app.events import tell
from app.open_practice import OpenPractice
from app.paths import DataFolder
from db import backup
from db.archive.reader import open_reader
from db.disk_errors import disk_errors
from db.engine import connect, make_engine, verified_copy
from db.keyring import KeyRing, Keys
from db.tables.archive_record import ArchiveRecordTable
from db.tables.practice import BackupTable

KEEP_RUNS = 30
_one_at_a_time = threading.Lock()  # two runs into one folder would thin out each other's files
_OPENED_FOR_PROOF = 200  # records whose bytes are opened in the rehearsal; all are located


@dataclass(frozen=True, slots=True)
class BackupRun:
    """One run, for the status bar and the command line. `verified_at` is when the rehearsal ended."""

    started_at: datetime
    finished_at: datetime | None
    folder: str
    size: int
    ok: bool
    verified_at: datetime | None
    problem: str


def last(session: Session, actor: Actor) -> BackupRun | None:
    """The newest run, good or not; None before the first."""
    require(actor, Permission.PATIENT_READ)
    row = session.scalar(select(BackupTable).order_by(BackupTable.id.desc()).limit(1))
    return _run(row) if row else None


def last_good(session: Session, actor: Actor) -> BackupRun | None:
    require(actor, Permission.PATIENT_READ)
    query = select(BackupTable).where(BackupTable.ok.is_(True)).order_by(BackupTable.id.desc()).limit(1)
    row = session.scalar(query)
    return _run(row) if row else None


def back_up(
    practice: OpenPractice,
    target: Path,
    progress: backup.Progress = lambda done, total: None,
    *,
    actor: Actor | None = None,
    must_exist: bool = False,
) -> BackupRun:
    """Save into `target` and read it back. The run is journalled whether it ends well or not.

    `actor` is the program itself for the daily backup, which never makes the folder: a disk that is not there would
    else become a folder of this one. Raises what stopped it: `OutOfSpace`, `Damaged`, `Refused("no-right")`,
    `Refused("backup-running")`, `WorldError("backup-target")`, `WorldError("backup-folder-missing")`.
    """
    if not _one_at_a_time.acquire(blocking=False):
        raise Refused("backup-running")
    try:
        return _back_up(practice, actor or practice.actor, target, progress, must_exist=must_exist)
    finally:
        _one_at_a_time.release()


def _back_up(
    practice: OpenPractice, actor: Actor, target: Path, progress: backup.Progress, *, must_exist: bool
) -> BackupRun:
    started = practice.clock.now()
    with practice.store.writing() as session:
        run_id = _begin(session, actor, target)

    def finish(size: int, problem: str) -> BackupRun:
        with practice.store.writing() as session:
            return _finish(session, actor, run_id, size=size, problem=problem)

    try:
        with disk_errors(backup.UNUSABLE):
            if must_exist:
                _must_be_there(target)
            manifest = _save(practice, target, started, progress)
            backup.thin_out(target, KEEP_RUNS)
    except WorldError as error:
        finish(0, error.code)
        raise
    except BaseException:
        finish(0, "cancelled")
        raise
    return finish(manifest.total_bytes, "")


def _must_be_there(target: Path) -> None:
    if not target.is_dir():
        raise WorldError("backup-folder-missing")


def _save(practice: OpenPractice, target: Path, started: datetime, progress: backup.Progress) -> backup.Manifest:
    if target.resolve().is_relative_to(practice.folder.root.resolve()):
        raise Refused("backup-inside-practice")
    looked: list[_Look] = []

    def copy_store(path: Path) -> None:
        verified_copy(practice.folder.store, practice.keys.store_key, path)
        looked.append(_look(practice, path))

    stamp = backup.stamp_of(started)
    files = backup.save_files(practice.folder, target, stamp, copy_store, progress)
    (look,) = looked
    sizes = {entry.restore_as: entry.size for entry in files}
    for segment, end in look.ends.items():
        if sizes.get(f"archive/{segment}", 0) < end:
            raise Damaged("backup-incomplete")
    _open_some(target / "archive", practice.keys, look.records)
    manifest = backup.Manifest(stamp, started.isoformat(), practice.practice.uid, look.counts, look.head, files)
    backup.read_back(target, manifest, progress)
    manifest.write(target, practice.keys.journal_key)  # last: without it there is no backup
    return manifest


@dataclass(frozen=True, slots=True)
class _Look:
    """What the copied store says: its counts, its journal's head, how far each segment must reach."""

    counts: dict[str, int]
    head: tuple[int, str]
    ends: dict[str, int]
    records: list[ArchiveRecordTable]


def _look(practice: OpenPractice, copy: Path) -> _Look:
    """Open the copy, check its journal, read what the manifest needs; leave it one closed file."""
    key = practice.keys.store_key
    engine = make_engine(copy, key, begin="BEGIN", read_only=True, connections=1, cache_kib=8_000)
    try:
        with Session(engine) as session:
            record.attach(session, practice.services)
            if audit.check(session) is not None:
                raise Damaged("journal-chain")
            row, mac = audit.head(session)
            counted = counts.count(session)
            ends: dict[str, int] = {}
            records = list(session.scalars(select(ArchiveRecordTable)))
            for one in records:
                ends[one.segment] = max(ends.get(one.segment, 0), one.offset + one.length)
            session.expunge_all()
    finally:
        engine.dispose()
    closing = connect(copy, key)
    closing.execute("PRAGMA journal_mode = DELETE").fetchall()
    closing.close()
    chosen = random.Random(row).sample(records, min(_OPENED_FOR_PROOF, len(records)))  # noqa: S311  a sample, no secret
    return _Look(asdict(counted), (row, mac.hex()), ends, chosen)


def _open_some(archive: Path, keys: Keys, records: list[ArchiveRecordTable]) -> None:
    reader = open_reader(archive, keys.private_keys)
    for row in records:
        for _ in reader.open(archiving.ref_of(row)).chunks():
            pass


def _begin(session: Session, actor: Actor, target: Path) -> int:
    require(actor, Permission.BACKUP)
    row = BackupTable(started_at=record.of(session).clock.now(), folder=str(target))
    session.add(row)
    session.flush()
    audit.write(session, actor, "backup.start", "backup", row.id)
    return row.id


def _finish(session: Session, actor: Actor, run_id: int, *, size: int, problem: str) -> BackupRun:
    row = session.get_one(BackupTable, run_id)
    now = record.of(session).clock.now()
    row.finished_at, row.bytes, row.problem, row.ok = now, size, problem, not problem
    row.verified_at = None if problem else now
    audit.write(session, actor, "backup.finish", "backup", run_id, result=problem or "ok", after={"bytes": size})
    tell(session, BackupFinished(row.ok, problem, by_itself=actor.account_id is None))
    return _run(row)


def _run(row: BackupTable) -> BackupRun:
    return BackupRun(row.started_at, row.finished_at, row.folder, row.bytes, row.ok, row.verified_at, row.problem)


@dataclass(frozen=True, slots=True)
class Opener:
    """What opens a backup's key ring: login and password, or the printed recovery key."""

    login: str = ""
    password: str = field(default="", repr=False)
    recovery_key: str = field(default="", repr=False)

    def open(self, ring: KeyRing) -> Keys:
        """Raises `Refused("wrong-password")`, `Refused("wrong-recovery-key")`, `Refused("recovery-key-typo")`."""
        if self.recovery_key:
            return ring.unlock_with_recovery(self.recovery_key)
        return ring.unlock_with_password(self.login, self.password)


@dataclass(frozen=True, slots=True)
class Restored:
    stamp: str
    files: int
    size: int
    counts: dict[str, int]


def restore(
    source: Path,
    target: DataFolder,
    opener: Opener,
    *,
    stamp: str = "",
    progress: backup.Progress = lambda done, total: None,
) -> Restored:
    """Bring the newest run (or `stamp`) into an empty data folder, and prove it there.

    Raises `NotFound("backup")`, the opener's refusals, `Damaged`, `Refused("folder-not-empty")`, `OutOfSpace`,
    `WorldError("backup-target")` where a file cannot be read or written.
    """
    with disk_errors(backup.UNUSABLE):
        stamp = stamp or backup.newest(source)
        keys = opener.open(KeyRing.load(backup.keyring_of(source, stamp)))
    manifest = backup.Manifest.read(source / f"manifest-{stamp}.json", keys.journal_key)
    backup.put_back(source, manifest, target, progress)
    _prove(target, keys, manifest)
    return Restored(stamp, len(manifest.files), manifest.total_bytes, manifest.counts)


def _prove(target: DataFolder, keys: Keys, manifest: backup.Manifest) -> None:
    """The restored store opens and its journal ends where the manifest says."""
    from db.tables.journal import JournalTable

    engine = make_engine(target.store, keys.store_key, begin="BEGIN", read_only=True, connections=1, cache_kib=8_000)
    try:
        with Session(engine) as session:
            row, mac = manifest.journal_head
            found = session.get(JournalTable, row) if row else None
            if row and (found is None or found.mac.hex() != mac):
                raise Damaged("journal-chain")
            if asdict(counts.count(session)) != manifest.counts:
                raise Damaged("counts-differ")
    finally:
        engine.dispose()

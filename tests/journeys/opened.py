"""A look into a practice's record from outside of the program: for what no command tells."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pyotp
from sqlalchemy import select

from app import login
from app.domain.clock import FixedClock
from app.login import Unlocked
from app.paths import DataFolder
from db.tables.archive_record import ReceivedRecordTable
from db.tables.result import InstanceTable, ReportTable
from journeys.program import LOGIN, PASSWORD, Program


@contextlib.contextmanager
def opened(program: Program) -> Iterator[Unlocked]:
    """The practice, unlocked in this process; intake does not run."""
    program.unlocks += 1
    moment = int(time.time() + 31 * program.unlocks)
    code = pyotp.TOTP(program.totp_secret).at(moment)
    unlocked = login.unlock(
        DataFolder(program.data), LOGIN, PASSWORD, code, clock=FixedClock(datetime.fromtimestamp(moment, UTC))
    )
    try:
        yield unlocked
    finally:
        unlocked.close()


def filed(program: Program) -> tuple[list[str], list[str]]:
    """SOP instance UIDs of all instances and versions, and control ids of all results: once for each that is there."""
    with opened(program) as unlocked, unlocked.store.reading() as session:
        instances = list(session.scalars(select(InstanceTable.sop_instance_uid)))
        reports = select(ReceivedRecordTable.control_id).join(
            ReportTable, ReportTable.received_record_id == ReceivedRecordTable.id
        )
        return instances, list(session.scalars(reports))


def hub_pid(program: Program) -> int | None:
    """The process of the hub of this practice, also of one that outlived its program."""
    with contextlib.suppress(OSError, ValueError, KeyError):
        return int(json.loads((program.data / "hub-run.json").read_text(encoding="utf-8"))["pid"])
    return None


def kill_hub(program: Program) -> None:
    """kill -9; nothing where there is none. Returns when it is gone."""
    pid = hub_pid(program)
    if pid is None:
        return
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    deadline = time.monotonic() + 10
    while _lives(pid) and time.monotonic() < deadline:
        time.sleep(0.01)


def _lives(pid: int) -> bool:
    """Whether it runs; a dead child that its parent has not asked for yet does not."""
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as stat:  # noqa: PTH123  a hot loop over many processes
            return stat.read().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False

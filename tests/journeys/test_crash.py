"""Power cut and kill -9 in the middle of the work (product scenario S11): what was acknowledged is there, once.

Devices of four makes send while the hub, the main process, or both are killed; they send again what nobody
acknowledged, as real ones do. After the last restart the record holds each object once and nothing half.
"""

from __future__ import annotations

import contextlib
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path

import pytest

from app.domain.errors import WorldError
from app.stand_ins.device_objects import Sitter, blood_count, ct_slices
from journeys.opened import filed, kill_hub
from journeys.program import Program, Running
from journeys.senders import LOOPBACK, KeptAssociation, PatientDevice, RawDevice, free_ports, image, report

NOW = datetime(2026, 11, 23, 6, 20, tzinfo=UTC)
HALF = "2.25.666"


class Practice:
    """A practice that is killed: its devices, and the program that is started again on the same ports."""

    def __init__(self, program: Program, who: Sitter, folder: Path) -> None:
        self.program, self.folder = program, folder
        self.dicom, self.hl7 = free_ports(2)
        self.serving: Running | None = None
        self.starts: list[float] = []
        self.who = who
        self.library = self.a_folder("pynetdicom", 8)
        self.kept = [KeptAssociation(self.dicom, calling) for calling in ("CT-1", "US-1")]
        self.devices = {
            "small": PatientDevice(
                lambda n: self.kept[0].store(f"2.25.1{n:06}", image(f"2.25.1{n:06}", "2.25.1", who))
            ),
            "large": PatientDevice(lambda n: self.kept[1].store(f"2.25.2{n:06}", self.large(n)), 0.1),
            "library": PatientDevice(self._by_library, 0.05),
            "analyser": PatientDevice(lambda n: report(self.hl7, blood_count(who, NOW, control_id=f"A{n}"))),
            "urine": PatientDevice(lambda n: report(self.hl7, blood_count(who, NOW, control_id=f"B{n}"))),
        }
        self.storescu: list[subprocess.Popen[str]] = []

    def large(self, number: int) -> bytes:
        """Every second one is streamed into a segment of its own."""
        return image(f"2.25.2{number:06}", "2.25.2", self.who, 5 << 20 if number % 2 else 1 << 20)

    def _by_library(self, _number: int) -> None:
        """pynetdicom's own sender, a process of its own; acknowledged where all of its objects were."""
        sent = subprocess.run(
            [sys.executable, "-m", "pynetdicom", "storescu", "-v", "-cx", LOOPBACK, str(self.dicom), str(self.library)],
            capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        if (sent.stdout + sent.stderr).count("0x0000") != len(list(self.library.iterdir())):
            raise WorldError("refused")

    def serve(self) -> Running:
        """The program as it runs now, started where it does not; measures how long it takes to receive."""
        if self.serving is None:
            began = time.monotonic()
            self.serving = self.program.start(
                "serve", "--bind", LOOPBACK, "--dicom-port", str(self.dicom), "--hl7-port", str(self.hl7), unlocked=True
            )  # fmt: skip
            self.serving.wait_for("ready")
            self.starts.append(time.monotonic() - began)
        return self.serving

    def kill(self, what: str) -> None:
        if what in {"hub", "both"}:
            kill_hub(self.program)
        if what in {"main", "both"} and self.serving is not None:
            self.serving.kill()
            self.serving = None
        elif self.serving is not None:
            self.serving.wait_for("ready")  # it brings the hub back on the same ports

    def send_a_folder(self) -> None:
        """dcmtk's storescu with files of its own, verbose: its log tells what was acknowledged."""
        folder = self.a_folder(f"dcmtk-{len(self.storescu)}", 30)
        self.storescu.append(self._storescu(folder))

    def a_folder(self, name: str, count: int) -> Path:
        folder = self.folder / name
        folder.mkdir()
        for one in ct_slices(self.who, NOW, count=count, size=32):
            one.save_as(folder / f"{one.SOPInstanceUID}.dcm", enforce_file_format=True)
        return folder

    def _storescu(self, folder: Path) -> subprocess.Popen[str]:
        return subprocess.Popen(
            ["storescu", "-v", "-aet", "DCMTK", "+sd", LOOPBACK, str(self.dicom), str(folder)],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip

    def dcmtk_acknowledged(self) -> list[str]:
        """What storescu says was stored; each folder is sent again until the whole of it was."""
        done: list[str] = []
        for process in self.storescu:
            done += _stored(process)
        for number in range(len(self.storescu)):
            folder = self.folder / f"dcmtk-{number}"
            done += _stored(self._storescu(folder))
            assert {file.stem for file in folder.iterdir()} <= set(done)
        return done

    def end(self) -> None:
        """Everybody has what they sent acknowledged, then the program ends as it should."""
        for device in self.devices.values():
            device.enough.set()
        for name, device in self.devices.items():
            device.join(60)
            assert not device.is_alive(), f"{name} is not acknowledged"
        for kept in self.kept:
            kept.close()

    def give_up(self) -> None:
        """Whatever happened: no process and no thread stays behind."""
        for device in self.devices.values():
            device.enough.set()
            device.hopeless.set()
        for process in self.storescu:
            process.kill()
            process.communicate()
        if self.serving is not None:
            self.serving.kill()
        kill_hub(self.program)
        for device in self.devices.values():
            device.join(25)
        for kept in self.kept:
            kept.close()


def _stored(process: subprocess.Popen[str]) -> list[str]:
    """The files that the log of a storescu calls sent with success."""
    log, _ = process.communicate(timeout=60)
    found = re.findall(
        r"Sending file: \S*/(\S+)\.dcm(?:(?!Sending file:).)*?Store Response \(Success\)", log, re.DOTALL
    )
    return [str(name) for name in found]


@pytest.mark.clause("23")
@pytest.mark.parametrize(
    "rounds", [pytest.param(5, id="5 rounds"), pytest.param(30, id="30 rounds", marks=pytest.mark.slow)]
)
@pytest.mark.timeout(900)
def test_what_was_acknowledged_is_there_once_whatever_is_killed(practice: Program, tmp_path: Path, rounds: int) -> None:
    who, other = (Sitter.of(person) for person in practice.add_people(2))
    record = Practice(practice, who, tmp_path)
    chance = random.Random(rounds)
    half: list[RawDevice] = []
    try:
        record.serve()
        for device in record.devices.values():
            device.start()
        for number, what in enumerate(islice(cycle(("hub", "main", "both")), rounds)):
            record.serve()
            half.append(RawDevice(record.dicom, calling="HALF"))
            half[-1].begin(f"{HALF}{number}", image(f"{HALF}{number}", "2.25.666", other, 6 << 20)[: -(1 << 20)])
            if shutil.which("storescu") and number % 5 == 0:
                record.send_a_folder()
            time.sleep(chance.uniform(0.1, 0.6))
            record.kill(what)
        record.serve()
        dcmtk = record.dcmtk_acknowledged()
        record.end()
        for device in half:
            device.connection.close()
        assert record.devices["library"].acknowledged
        assert record.serve().end(seconds=30) == 0
        record.serving = None
    finally:
        record.give_up()
        for device in half:
            device.connection.close()

    practice.run("intake")
    (status,) = practice.run("status", "--check")
    assert status["ok"] is True
    assert status["errors"] == 0
    instances, reports = filed(practice)
    acknowledged = {
        *(f"2.25.1{n:06}" for n in record.devices["small"].acknowledged),
        *(f"2.25.2{n:06}" for n in record.devices["large"].acknowledged),
        *(file.stem for file in record.library.iterdir()),
        *dcmtk,
    }
    assert sorted(instances) == sorted(acknowledged)  # each once, none lost, none half
    assert sorted(reports) == sorted(
        f"{letter}{n}"
        for letter, name in (("A", "analyser"), ("B", "urine"))
        for n in record.devices[name].acknowledged
    )
    assert not [uid for uid in instances if uid.startswith(HALF)]
    print(f"\n{rounds} rounds: {len(instances)} objects, {len(reports)} results; opened in "
          f"{min(record.starts):.1f} to {max(record.starts):.1f} s")  # fmt: skip


def _killed_when(running: Running, condition: Callable[[], object], delay: float) -> None:
    """kill -9 so many seconds after the condition holds; nothing where the process ended before."""
    deadline = time.monotonic() + 30
    while running.process.poll() is None and not condition() and time.monotonic() < deadline:
        time.sleep(0.002)
    with contextlib.suppress(subprocess.TimeoutExpired):
        running.process.wait(delay)
    running.kill()


@pytest.mark.clause("23")
def test_filing_that_is_killed_goes_on_where_it_was(practice: Program) -> None:
    who = Sitter.of(practice.add_people(1)[0])
    hub, ready = practice.start_hub()
    uids = [f"2.25.3{number:04}" for number in range(500)]
    with RawDevice(ready["dicom"]) as device:
        for uid in uids:
            assert device.store(uid, image(uid, "2.25.3", who)) == 0
    assert hub.end() == 0
    log = practice.data / "store.db-wal"
    for delay in (0.0, 0.15, 0.4):
        filing = practice.start("intake", unlocked=True)
        before = time.time_ns()
        _killed_when(filing, lambda since=before: log.exists() and log.stat().st_mtime_ns > since, delay)
    practice.run("intake")
    (status,) = practice.run("status", "--check")
    assert status["ok"] is True
    assert (status["studies"], status["instances"], status["inbox"], status["errors"]) == (1, 500, 0, 0)
    instances, _ = filed(practice)
    assert sorted(instances) == uids


@pytest.mark.clause("23")
def test_a_backup_that_is_killed_is_none_and_spoils_none(practice: Program, tmp_path: Path) -> None:
    who = Sitter.of(practice.add_people(1)[0])
    hub, ready = practice.start_hub()
    with RawDevice(ready["dicom"]) as device:
        for number in range(12):
            assert device.store(f"2.25.4{number}", image(f"2.25.4{number}", "2.25.4", who, 5 << 20)) == 0
    assert hub.end() == 0
    practice.run("intake")
    target = tmp_path / "disk"
    for condition, delay in (
        (lambda: any(target.glob("store-*")), 0.0),
        (lambda: len(list(target.glob("archive/*.obj"))) > 8, 0.0),
    ):
        running = practice.start("backup", "--to", str(target), unlocked=True)
        _killed_when(running, condition, delay)
        assert not list(target.glob("manifest-*.json"))
    opener = ["--login", "aigul", "--password-file", str(practice.password_file)]
    (refused,) = practice.plain("restore", "--from", str(target), *opener, on=tmp_path / "none", expect=1)
    assert refused["event"] == "refused"
    practice.run("backup", "--to", str(target))
    running = practice.start("backup", "--to", str(target), unlocked=True)
    _killed_when(running, lambda: len(list(target.glob("store-*.db"))) > 1, 0.1)
    practice.plain("restore", "--from", str(target), *opener, on=tmp_path / "new")
    (status,) = practice.run("status", "--check", on=tmp_path / "new")
    assert (status["instances"], status["ok"]) == (12, True)
    (status,) = practice.run("status", "--check")
    assert (status["instances"], status["ok"]) == (12, True)

"""The hub as a process: it seals what it acknowledges, whatever kills it, fills the disk or does not listen."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import Damaged, NotFound, Refused
from devices import hub_settings
from devices.control import ControlClient
from devices.limits import HourlyQuota

ORU = b"MSH|^~\\&|DEV|FAC|||20260101||ORU^R01|%d|P|2.3.1\rPID|1||MARKERIIN990101300123\rOBX|1|NM|WBC||5.1\r"


class HubProcess:
    """`python -m app hub` as a child."""

    def __init__(self, practice: Any, *words: str, stdout: Any = subprocess.PIPE) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "app", "hub", "--data", str(practice.folder.root), "--json", *words],
            stdout=stdout, stderr=subprocess.PIPE, cwd=Path(__file__).resolve().parents[2],
        )  # fmt: skip
        if stdout == subprocess.PIPE:
            assert self.process.stdout is not None
            line = self.process.stdout.readline()
            self.ready: dict[str, Any] = json.loads(line) if line else {}

    def end(self, number: int = signal.SIGTERM) -> tuple[int, str]:
        """Exit code and what it said on standard error."""
        self.process.send_signal(number)
        _, errors = self.process.communicate(timeout=15)
        return self.process.returncode, errors.decode()


@pytest.fixture
def start(practice: Any) -> Iterator[Callable[..., HubProcess]]:
    started: list[HubProcess] = []

    def begin(*words: str, **options: Any) -> HubProcess:
        started.append(HubProcess(practice, *words, **options))
        return started[-1]

    yield begin
    for hub in started:
        if hub.process.poll() is None:
            hub.process.kill()
        with contextlib.suppress(ValueError):  # its pipes were read to the end already
            hub.process.communicate()


def acknowledged(port: int, number: int) -> bool:
    """Send one message; whether AA came back."""
    try:
        with socket.create_connection(("127.0.0.1", port), 5) as device:
            device.sendall(b"\x0b" + ORU % number + b"\x1c\r")
            return f"MSA|AA|{number}\r".encode() in device.recv(1000)
    except OSError:
        return False


def test_it_tells_its_ports_receives_and_ends_cleanly(
    practice: Any, start: Callable[..., HubProcess], scu: Any
) -> None:
    hub = start("--ae-title", "CLINIC")
    assert set(hub.ready) == {"event", "dicom", "hl7", "pid"}
    assert stat.S_IMODE(practice.folder.hub_run.stat().st_mode) == 0o600
    with scu(hub.ready["dicom"]) as device:
        device.associate(called="CLINIC")
        assert device.store(b"MARKERIIN990101300123") == 0
    assert acknowledged(hub.ready["hl7"], 1)
    lines = [json.loads(hub.process.stdout.readline()) for _ in range(2)]  # type: ignore[union-attr]  # it is a pipe
    assert [(line["event"], line["transport"]) for line in lines] == [("received", "dicom"), ("received", "hl7")]
    began = time.monotonic()
    code, errors = hub.end()
    assert code == 0
    assert time.monotonic() - began < 10
    assert "MARKER" not in errors + json.dumps(lines)
    assert not practice.folder.hub_run.exists()
    assert len(practice.kept()) == 2
    for file in practice.folder.root.rglob("*"):
        assert not file.is_file() or b"MARKERIIN" not in file.read_bytes(), file


@pytest.mark.parametrize("transport", ["dicom", "hl7"])
def test_a_port_in_use_is_named_with_its_holder(
    practice: Any, start: Callable[..., HubProcess], transport: str
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        hub = start(f"--{transport}-port", str(port))
        output, errors = hub.process.communicate(timeout=15)
    assert hub.process.returncode == 1
    assert str(port) in errors.decode()
    assert hub.ready == {
        "event": "refused", "reason": "port-in-use", "port": port, "transport": transport,
        "holder": hub.ready["holder"],
    }  # fmt: skip
    if sys.platform == "linux":
        assert str(os.getpid()) in hub.ready["holder"]
    assert json.loads(practice.folder.hub_run.read_text())["problem"] == "port-in-use"
    assert b"Traceback" not in output + errors


def test_one_hub_for_a_practice(practice: Any, start: Callable[..., HubProcess]) -> None:
    first, second = start(), start()
    assert second.ready["reason"] == "hub-running"
    assert second.ready["process"] == first.ready["pid"]
    assert acknowledged(first.ready["hl7"], 1)


def test_it_goes_on_when_its_parent_dies(practice: Any, until: Callable[..., None]) -> None:
    program = (
        "import subprocess, sys\n"
        "subprocess.Popen([sys.executable, '-m', 'app', 'hub', '--data', sys.argv[1]], start_new_session=True)\n"
    )
    subprocess.run(
        [sys.executable, "-c", program, str(practice.folder.root)], check=True, timeout=30,
        cwd=Path(__file__).resolve().parents[2], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    until(practice.folder.hub_run.exists)
    run = json.loads(practice.folder.hub_run.read_text())
    os.kill(run["pid"], signal.SIGTERM)
    until(lambda: not practice.folder.hub_run.exists())


def test_output_that_nobody_reads_delays_nothing(practice: Any, start: Callable[..., HubProcess], until: Any) -> None:
    reader, writer = os.pipe()
    if hasattr(os, "set_blocking"):
        os.set_blocking(writer, False)
        with contextlib.suppress(BlockingIOError):
            while True:
                os.write(writer, b"x" * 4096)  # the pipe is full before the hub says its first word
        os.set_blocking(writer, True)
    hub = start(stdout=writer)
    os.close(writer)
    try:
        until(practice.folder.hub_run.exists)
        run = json.loads(practice.folder.hub_run.read_text())
        with ControlClient(run["control_port"], bytes.fromhex(run["token"])) as client:
            port = client.ask("status")["hl7"]
        began = time.monotonic()
        assert all(acknowledged(port, number) for number in range(20))
        assert time.monotonic() - began < 5
        began = time.monotonic()
        assert hub.end()[0] == 0
        assert time.monotonic() - began < 10
    finally:
        os.close(reader)
    assert len(practice.kept("hl7")) == 20


def _killed_while_receiving(
    practice: Any, start: Callable[..., HubProcess], scu: Any, first: int, after: float
) -> list[str]:
    """Two devices send without pause until the hub is killed; what was acknowledged."""
    hub = start()
    done: list[str] = []

    def analyser() -> None:
        number = first
        while acknowledged(hub.ready["hl7"], number):
            done.append(f"hl7 {number}")
            number += 1

    def ultrasound() -> None:
        number = first
        with contextlib.suppress(OSError), scu(hub.ready["dicom"]) as device:
            device.associate()
            while device.store(os.urandom(10) * (30_000 if number % 3 else 600_000), instance=b"1.2.%d" % number) == 0:
                done.append(f"dicom 1.2.{number}")
                number += 1

    threads = [threading.Thread(target=analyser), threading.Thread(target=ultrasound)]
    for thread in threads:
        thread.start()
    time.sleep(after)
    hub.process.kill()
    for thread in threads:
        thread.join()
    hub.process.communicate()
    return done


def _all_there_once(practice: Any, done: list[str]) -> None:
    kept = [
        f"{one.kind} {one.metadata['sop_instance_uid' if one.kind == 'dicom' else 'control_id']}"
        for one in practice.kept()
    ]
    assert len(kept) == len(set(kept))
    assert not set(done) - set(kept)
    assert len(set(kept) - set(done)) <= 2 * 30  # kept, but killed before the answer: at most one a device and round


@pytest.mark.parametrize(
    "rounds", [pytest.param(2, id="2 rounds"), pytest.param(30, id="30 rounds", marks=pytest.mark.slow)]
)
def test_what_was_acknowledged_before_a_kill_is_there(
    practice: Any, start: Callable[..., HubProcess], scu: Any, rounds: int
) -> None:
    done: list[str] = []
    for number in range(rounds):
        done += _killed_while_receiving(practice, start, scu, 1_000_000 * (number + 1), 0.3 + 0.05 * (number % 7))
    assert done
    _all_there_once(practice, done)


@pytest.mark.skipif(os.geteuid() != 0 if hasattr(os, "geteuid") else True, reason="only root can mount a small disk")
def test_a_full_disk_loses_nothing_and_says_so(
    practice: Any, start: Callable[..., HubProcess], scu: Any, tmp_path: Path
) -> None:
    disk = practice.folder.archive
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no tmpfs can be mounted here")
    try:
        practice.settings(min_free_bytes=0)
        hub = start()
        done = []
        with scu(hub.ready["dicom"]) as device:
            device.associate()
            statuses = []
            for number in range(40):
                size = 6_000_000 if number % 4 == 0 else 700_000
                status = device.store(os.urandom(1000) * (size // 1000), instance=b"1.2.%d" % number, fragment=100_000)
                statuses.append(status)
                if status == 0:
                    done.append(f"dicom 1.2.{number}")
        assert set(statuses) == {0, 0xA700}
        (disk / "filling").write_bytes(b"")
        with contextlib.suppress(OSError), (disk / "filling").open("ab", buffering=0) as filling:
            while True:
                filling.write(bytes(4096))
        with socket.create_connection(("127.0.0.1", hub.ready["hl7"]), 5) as device:
            device.sendall(b"\x0b" + ORU % 1 + b"\x1c\r")
            assert b"MSA|AE|1|" in device.recv(1000)
        (disk / "filling").unlink()
        shutil.copytree(disk, tmp_path / "looked-at")
        assert acknowledged(hub.ready["hl7"], 2)
        done.append("hl7 2")
        assert hub.end()[0] == 0
        _all_there_once(practice, done)
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (None, NotFound), ("", Damaged), ("{}", Damaged), ('{"public_key": "00", "key_version": 1}', Damaged),
        ('{"public_key": "%s", "key_version": 1, "dicom_port": "11112"}' % ("00" * 32), Damaged),
        ('{"public_key": "%s", "key_version": 1, "dicom_port": 70000}' % ("00" * 32), Refused),
        ('{"public_key": "%s", "key_version": 1, "ae_title": "seventeen letters"}' % ("00" * 32), Refused),
    ],
)  # fmt: skip
def test_settings_that_cannot_be_followed_are_refused(
    tmp_path: Path, content: str | None, error: type[Exception]
) -> None:
    path = tmp_path / "hub.json"
    if content is not None:
        path.write_text(content)
    with pytest.raises(error):
        hub_settings.read(path)


def test_wishes_replace_settings_and_strange_fields_are_left_alone(practice: Any) -> None:
    content = json.loads(practice.folder.hub_settings.read_text())
    practice.folder.hub_settings.write_text(json.dumps({**content, "of_a_newer_version": [1]}))
    read = hub_settings.read(practice.folder.hub_settings, {"hl7_port": 5, "bind": None, "ae_title": "X"})
    assert (read.settings.hl7_port, read.settings.bind, read.settings.ae_title) == (5, "127.0.0.1", "X")


def test_the_hours_bound_is_of_the_last_hour() -> None:
    now = [0.0]
    quota = HourlyQuota(100, 3, lambda: now[0])
    assert [quota.take(60), quota.take(60), quota.take(40), quota.take(0), quota.take(0)] == [
        True,
        False,
        True,
        True,
        False,
    ]
    now[0] = 3601
    assert quota.take(100)


def test_the_hub_holds_no_key_and_no_database() -> None:
    """What faces the network loads neither SQLAlchemy nor sqlcipher, Qt or a parser of images."""
    program = "import sys, devices.hub; print(' '.join(sys.modules))"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=Path.cwd())
    loaded = {re.split(r"\.", name)[0] for name in answer.stdout.split()}
    assert not loaded & {"sqlalchemy", "sqlcipher3", "PySide6", "pydicom", "numpy", "hl7"}

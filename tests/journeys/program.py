"""The program as its users run it: real processes, real sockets, a real practice in a folder.

A `practice` of the tests is marked TEST and made by `init`; `practice.run("status", "--check")` runs a command and
answers with its JSON lines; `practice.start("hub", ...)` starts one that stays.
"""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import pyotp

from app.domain.patient import PatientDraft
from app.stand_ins.people import made_up

_ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "Күшті-құпиясөз-2026"
LOGIN = "aigul"
OWNER_IIN = "850615400125"


class Running:
    """A command that stays: its JSON lines come one by one; it is ended with SIGTERM or killed."""

    def __init__(
        self, arguments: list[str], environment: dict[str, str], stdin: str | None = None, before: tuple[str, ...] = ()
    ) -> None:
        self.process = subprocess.Popen(
            [*before, sys.executable, "-m", "app", *arguments],
            cwd=_ROOT, env=environment, text=True, encoding="utf-8",
            stdin=subprocess.PIPE if stdin is not None else subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        self.lines: queue.Queue[dict[str, Any]] = queue.Queue()
        self.errors: list[str] = []
        self.seen: list[dict[str, Any]] = []
        self._readers = [threading.Thread(target=self._read_output), threading.Thread(target=self._read_errors)]
        for reader in self._readers:
            reader.start()
        if stdin is not None:
            assert self.process.stdin
            self.process.stdin.write(stdin)
            self.process.stdin.close()

    def _read_output(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.put(json.loads(line))
        self.lines.put({"event": "ended"})

    def _read_errors(self) -> None:
        assert self.process.stderr
        self.errors.extend(self.process.stderr)

    def wait_for(self, event: str, seconds: float = 30) -> dict[str, Any]:
        """The next line with this event; the lines before it go to `seen`."""
        deadline = time.monotonic() + seconds
        while True:
            try:
                line = self.lines.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                raise AssertionError(f"no {event!r} within {seconds} s; errors: {self.errors[-5:]}") from None
            self.seen.append(line)
            if line.get("event") == event:
                return line
            assert line.get("event") != "ended", f"ended before {event!r}: {''.join(self.errors)[-2000:]}"

    def end(self, number: int = signal.SIGTERM, seconds: float = 15) -> int:
        if self.process.poll() is None:
            self.process.send_signal(number)
        code = self.process.wait(timeout=seconds)
        for reader in self._readers:
            reader.join(timeout=5)
        for pipe in (self.process.stdout, self.process.stderr):
            if pipe:
                pipe.close()
        return code

    def kill(self) -> None:
        self.end(signal.SIGKILL)


@dataclass
class Program:
    """A practice in a folder, and the program run on it. Each unlock takes a fresh one-time code by a moving clock."""

    root: Path
    totp_secret: str = ""
    recovery_key: str = ""
    running: list[Running] = field(default_factory=list)
    before: tuple[str, ...] = ()  # put before each command, e.g. strace and its options (-D where it is sent signals)
    unlocks: int = 0

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def password_file(self) -> Path:
        path = self.root / "password.txt"
        if not path.exists():
            path.write_text(PASSWORD + "\n", encoding="utf-8")
        return path

    def environment(self, moment: float | None = None) -> dict[str, str]:
        """A code is good once: each unlock of this TEST practice happens half a minute after the one before."""
        environment = {**os.environ, "TMPDIR": str(self.temporary), "QT_QPA_PLATFORM": "offscreen"}
        if moment is not None:
            environment["SHIPAGER_CLOCK"] = time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime(moment))
        return environment

    @property
    def temporary(self) -> Path:
        folder = self.root / "tmp"
        folder.mkdir(exist_ok=True)
        return folder

    def unlocking(self) -> tuple[list[str], dict[str, str]]:
        self.unlocks += 1
        moment = time.time() + 31 * self.unlocks
        code = pyotp.TOTP(self.totp_secret).at(int(moment))
        words = ["--login", LOGIN, "--password-file", str(self.password_file), "--otp", code]
        return words, self.environment(moment)

    def add_people(self, count: int) -> list[PatientDraft]:
        """Made-up patients, imported from a CSV file as a practice would."""
        people = list(islice(made_up(), count))
        rows = ["iin,surname,name,patronymic,birth_date,sex,phone"]
        rows += [
            f"{p.iin},{p.name.surname},{p.name.given},{p.name.patronymic},{p.birth_date},{p.sex[0]},{p.phones[0].e164}"
            for p in people
        ]
        path = self.root / "people.csv"
        path.write_text("\n".join(rows) + "\n", encoding="utf-8")
        (done,) = self.run("patients", "import", str(path))
        assert done["imported"] == count, done
        path.unlink()
        return people

    def init(self, *more: str) -> dict[str, Any]:
        (created,) = self.plain(
            "init", "--practice-name", "Жеке медициналық практика Ахметова", "--iin", OWNER_IIN, "--owner-name",
            "Ахметова Айгүл Серікқызы", "--owner-iin", OWNER_IIN, "--login", LOGIN, "--password-file",
            str(self.password_file), "--position", "Терапевт", "--test", *more,
        )  # fmt: skip
        self.totp_secret, self.recovery_key = created["totp_secret"], created["recovery_key"]
        return created

    def plain(self, command: str, *arguments: str, expect: int = 0, on: Path | None = None) -> list[dict[str, Any]]:
        """Run a command that needs no unlock to its end; its JSON lines."""
        return self._finish([command, "--data", str(on or self.data), "--json", *arguments], self.environment(), expect)

    def run(self, command: str, *arguments: str, expect: int = 0, on: Path | None = None) -> list[dict[str, Any]]:
        """Unlock, run a command to its end; its JSON lines."""
        words, environment = self.unlocking()
        return self._finish(
            [command, "--data", str(on or self.data), "--json", *words, *arguments], environment, expect
        )

    def batch(self, *lines: str, expect: int = 0) -> list[dict[str, Any]]:
        words, environment = self.unlocking()
        return self._finish(
            ["batch", "--data", str(self.data), "--json", *words], environment, expect, "\n".join(lines) + "\n"
        )

    def start(self, command: str, *arguments: str, unlocked: bool = False) -> Running:
        """Start a command that stays; the fixture ends it."""
        words, environment = self.unlocking() if unlocked else ([], self.environment())
        one = Running(
            [command, "--data", str(self.data), "--json", *words, *arguments], environment, before=self.before
        )
        self.running.append(one)
        return one

    def start_hub(self, *arguments: str) -> tuple[Running, dict[str, Any]]:
        hub = self.start("hub", "--bind", "127.0.0.1", "--dicom-port", "0", "--hl7-port", "0", *arguments)
        return hub, hub.wait_for("ready")

    def _finish(
        self, arguments: list[str], environment: dict[str, str], expect: int, stdin: str | None = None
    ) -> list[dict[str, Any]]:
        answer = subprocess.run(
            [*self.before, sys.executable, "-m", "app", *arguments], cwd=_ROOT, env=environment, input=stdin or "",
            capture_output=True, text=True, encoding="utf-8", timeout=150, check=False,
        )  # fmt: skip
        assert answer.returncode == expect, (
            f"exit {answer.returncode}\n{answer.stdout[-2000:]}\n{answer.stderr[-3000:]}"
        )
        return [json.loads(line) for line in answer.stdout.splitlines()]


@contextmanager
def program_in(root: Path) -> Iterator[Program]:
    program = Program(root)
    try:
        yield program
    finally:
        for one in program.running:
            if one.process.poll() is None:
                one.kill()

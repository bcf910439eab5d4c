"""A busy quarter of an hour, or a minute of it: every device sends while a person types in the open card.

The window is the real one in this process, hub and devices are processes of their own. What was acknowledged is
counted against the record; memory and the window's event loop are watched.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import cast

import psutil
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.access import Actor
from app.domain.patient import Patient
from db.tables.archive_record import ReceivedRecordTable
from journeys.keyboard import Hands, said
from journeys.opened import hub_pid
from journeys.workplace import Workplace

_BUSY = Path(__file__).with_name("busy_devices.py")
_KNOCK_SECONDS = 0.02


class LoopProbe(QObject):
    """Knocks at the window's event loop from a thread, 50 times a second, and notes how long each knock waited."""

    knocked = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self.waits: list[float] = []
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._knock, name="loop-probe")
        self.knocked.connect(self._answer)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._ending.set()
        self._thread.join()

    def _knock(self) -> None:
        while not self._ending.wait(_KNOCK_SECONDS):
            self.knocked.emit(time.perf_counter())

    def _answer(self, at: float) -> None:
        self.waits.append((time.perf_counter() - at) * 1000)


@dataclass
class Soaked:
    """What a soak found: acknowledged by kind, kept by kind, memory in MB over time, waits of the loop in ms."""

    acknowledged: dict[str, int]
    received: dict[str, int]
    typed: str
    shown: str
    hub_memory: list[float] = field(default_factory=list)
    window_memory: list[float] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)

    @property
    def p99(self) -> float:
        return quantiles(self.waits, n=100)[-1]

    def report(self) -> str:
        """One line for a person."""
        hub, window = self.hub_memory, self.window_memory
        return (
            f"acknowledged {self.acknowledged}, kept {self.received}; loop p99 {self.p99:.0f} ms, worst "
            f"{max(self.waits):.0f} ms of {len(self.waits)}; hub {hub[0]:.0f}→{hub[-1]:.0f} MB, "
            f"window {window[0]:.0f}→{window[-1]:.0f} MB"
        )


def soak(workplace: Workplace, people: list[Patient], seconds: float) -> Soaked:
    """Send for `seconds`, type meanwhile, wait until everything is filed."""
    hands = workplace.hands
    field_ = open_note(hands, people[0])
    before = received(workplace)
    workplace.stop_looking_for_stray_windows()
    probe = LoopProbe()
    sending = start_devices(workplace, people, seconds)
    hub = psutil.Process(cast("int", hub_pid(workplace.program)))
    window = psutil.Process()
    found = Soaked({}, {}, "", "")
    probe.start()
    try:
        found.typed = type_along(hands, sending, found, hub, window)
    finally:
        probe.stop()
        output, _ = sending.communicate(timeout=90)
    found.acknowledged = json.loads(output)
    wanted = {name: count for name, count in found.acknowledged.items() if count}

    def grown() -> dict[str, int]:
        now = received(workplace)
        return {name: now.get(name, 0) - before.get(name, 0) for name in wanted}

    deadline = time.monotonic() + 60
    while grown() != wanted and time.monotonic() < deadline:
        QApplication.processEvents()
        time.sleep(0.05)
    found.received = grown()
    found.shown = field_.toPlainText()
    found.waits = probe.waits
    return found


def open_note(hands: Hands, patient: Patient) -> QPlainTextEdit:
    """The patient's card, a visit begun, the caret in the complaints."""
    hands.press("Ctrl+K")
    hands.digits(patient.iin.value if patient.iin else "")
    hands.until(lambda: hands.listed(patient.name.surname), "found")
    hands.press("Enter")
    hands.sees(said("IdentityStrip", "Start a visit"))
    hands.go_to(said("IdentityStrip", "Start a visit"))
    hands.press("Enter")
    hands.until(lambda: hands.is_on(said("EmergencySheet", "Reason of the emergency")), "there is no booking")
    hands.type("боль")
    hands.press("Enter")
    hands.until(lambda: hands.is_on(said("visit", "Complaints")), "the note is open")
    return cast("QPlainTextEdit", hands.focus)


def start_devices(workplace: Workplace, people: list[Patient], seconds: float) -> subprocess.Popen[str]:
    wanted = {
        "seconds": seconds, "dicom": workplace.dicom_port, "hl7": workplace.hl7_port, "astm": workplace.astm_port,
        "people": [
            [[one.name.surname, one.name.given, one.name.patronymic], f"{one.birth_date:%Y%m%d}", one.sex.value,
             one.iin.value if one.iin else ""]
            for one in people[:4]
        ],
    }  # fmt: skip
    return subprocess.Popen([sys.executable, str(_BUSY), json.dumps(wanted)], stdout=subprocess.PIPE, text=True)


def type_along(
    hands: Hands, sending: subprocess.Popen[str], found: Soaked, hub: psutil.Process, window: psutil.Process
) -> str:
    """Type a word now and then, as long as the devices send; what was typed."""
    typed: list[str] = []
    next_look = 0.0
    while sending.poll() is None:
        word = f"сөз{len(typed)} "
        for sign in word:
            hands.type(sign)
            pause = time.monotonic() + 0.08
            while time.monotonic() < pause:
                QApplication.processEvents()
                time.sleep(0.002)
        typed.append(word)
        if time.monotonic() > next_look:
            next_look = time.monotonic() + 5
            found.hub_memory.append(hub.memory_info().rss / 1e6)
            found.window_memory.append(window.memory_info().rss / 1e6)
    return "".join(typed)


def received(workplace: Workplace) -> dict[str, int]:
    """Records by transport that intake has filed or given to the inbox; repeats are not counted."""

    def count(session: Session, _actor: Actor) -> dict[str, int]:
        states = ReceivedRecordTable.state.in_(("filed", "inbox"))
        rows = select(ReceivedRecordTable.transport, func.count()).where(states)
        found = session.execute(rows.group_by(ReceivedRecordTable.transport)).all()
        return {row[0]: row[1] for row in found}

    return workplace.practice.read(count)

"""From the device's last byte to the visible row in the open card; hub, intake and screen as they run in the office.

    QT_QPA_PLATFORM=offscreen .venv/bin/python tests/benchmarks/bench_row.py [rounds]

Each round sends one blood count over MLLP and one ultrasound image over DICOM, and waits until the card on screen has
been painted with the new entry. Budget: product.md, 300 ms, limit 1 s. There is no peer: nobody else shows a row.
"""

from __future__ import annotations

import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtWidgets import QApplication

from app import assembly
from app.demonstration import practice
from app.paths import DataFolder
from app.stand_ins.device_objects import Sitter, blood_count, ultrasound
from app.stand_ins.device_senders import send_message, send_objects
from ui.card.screen import CardScreen
from ui.gallery import Look, Stage
from ui.tokens import ThemeName


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    app = QApplication([])
    with tempfile.TemporaryDirectory() as name:
        made = practice.make(DataFolder(Path(name) / "practice"), count=40)
        workers = assembly.start_workers(made.opened, hub_wishes={"bind": "127.0.0.1", "dicom_port": 0, "hl7_port": 0})
        stage = Stage(made.opened, Look("ru", ThemeName.LIGHT, 1.0))
        try:
            dicom, hl7 = workers.ports(30)
            screen = CardScreen(stage.context())
            screen.resize(1440, 900)
            screen.show()
            screen.show_subject(made.people[0].patient_id)
            wait(app, lambda: screen.isVisible() and screen._card is not None, 20)
            who, now = Sitter.of(made.people[0]), made.opened.clock.now()
            messages = [blood_count(who, now, control_id=str(n), haemoglobin=100 + n) for n in range(rounds)]
            images = [ultrasound(who, now, frames=1, size=256) for _ in range(rounds)]
            report(
                "HL7, blood count ",
                [one_row(app, screen, lambda m=m: send_message("127.0.0.1", hl7, m)) for m in messages],
            )
            report(
                "DICOM, one image",
                [one_row(app, screen, lambda i=i: send_objects("127.0.0.1", dicom, [i], calling="US")) for i in images],
            )
        finally:
            stage.tasks.close()
            stage.bridge.close()
            workers.stop(stop_hub=True)
            made.opened.close()


def one_row(app: QApplication, screen: CardScreen, send: Callable[[], object]) -> float:
    """Milliseconds from the moment the sender has its answer to the painted row (the answer follows the last byte)."""
    before = set(screen.timeline.frames)
    answered: list[float] = []
    sender = threading.Thread(target=lambda: (send(), answered.append(time.perf_counter())))
    sender.start()
    wait(app, lambda: not before.issuperset(screen.timeline.frames), 20)
    screen.grab()
    shown = time.perf_counter()
    sender.join()
    return max(0.0, (shown - answered[0]) * 1000)


def wait(app: QApplication, ready: Callable[[], bool], seconds: float) -> None:
    deadline = time.perf_counter() + seconds
    while not ready():
        if time.perf_counter() > deadline:
            raise SystemExit("nothing came")
        app.processEvents()
        time.sleep(0.001)


def report(name: str, taken: list[float]) -> None:
    print(f"{name}: median {median(taken):.0f} ms, p95 {quantiles(taken, n=20)[-1]:.0f} ms, worst {max(taken):.0f} ms")


if __name__ == "__main__":
    main()

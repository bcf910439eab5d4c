"""Cold start to a usable login, beside a bare Qt window started the same way in the same run.

    .venv/bin/python tests/benchmarks/bench_start_up.py [rounds]

"Cold" means a new process; with `--drop-caches` (root) the page cache is dropped before each round as well.
Offscreen, so a real screen's own time is not in it. Budget: product.md, 1 s.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]

_BARE = """
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([]); window = QLabel("login"); window.resize(1440, 900); window.show(); window.grab()
print("shown", flush=True)
"""
_OURS = """
import sys
from pathlib import Path
from app.commands.window import Entrance, door_of
from app.paths import DataFolder
from PySide6.QtWidgets import QApplication
from ui.application import Application
from ui.preferences import PreferenceFile
app = QApplication([])
entrance = Entrance(DataFolder(Path(sys.argv[1])))
application = Application(door_of(entrance), None, PreferenceFile(Path(sys.argv[1]) / "preferences.json"))
application.start(); application.window.grab()
print("shown", flush=True)
application.window.close()
"""


def seconds_to(text: str, folder: Path, drop: bool) -> float:
    """From the start of the process to its first painted window."""
    if drop:
        os.sync()
        Path("/proc/sys/vm/drop_caches").write_text("3", encoding="ascii")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", text, str(folder)], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    line = process.stdout.readline()
    taken = time.perf_counter() - started
    process.communicate(timeout=60)
    assert line.strip() == "shown", line
    return taken


def main() -> None:
    words = sys.argv[1:]
    drop = "--drop-caches" in words
    rounds = int(next((word for word in words if word.isdigit()), "5"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sign = {"uid": "1", "name": "Кабинет", "language": "ru", "is_test": True}
        (folder / "practice.json").write_text(json.dumps(sign), encoding="utf-8")
        (folder / "keyring.json").write_text("{}", encoding="utf-8")
        ours, bare = [], []
        for _ in range(rounds):
            bare.append(seconds_to(_BARE, folder, drop))
            ours.append(seconds_to(_OURS, folder, drop))
    print(f"bare Qt window  median {median(bare) * 1000:6.0f} ms   worst {max(bare) * 1000:6.0f} ms")
    print(f"our login       median {median(ours) * 1000:6.0f} ms   worst {max(ours) * 1000:6.0f} ms")
    print(f"ratio ours : bare = {median(ours) / median(bare):.2f}")


if __name__ == "__main__":
    main()

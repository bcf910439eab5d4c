"""The start: what is not loaded before the login window, and that it comes up at all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

# Each of them costs more than the whole of Qt (reference figures: sqlalchemy 0.35 s, numpy 0.2 s, pydicom 0.4 s).
_HEAVY = (
    "sqlalchemy", "sqlcipher3", "alembic", "numpy", "pydicom", "pynetdicom", "hl7", "typst", "qtawesome", "qtpy",
    "segno", "cryptography", "argon2", "pypdfium2", "PIL", "asyncio", "jsonschema", "urllib3", "app.login",
    "app.practices",
    "app.assembly", "ui.main_window", "PySide6.QtNetwork", "PySide6.QtPrintSupport", "PySide6.QtSvg",
)  # fmt: skip

_PROGRAM = """
import dataclasses, json, sys
from pathlib import Path
from app.commands.window import Entrance, door_of, new_practice_in
from app.paths import DataFolder
folder = DataFolder(Path(sys.argv[1]))
from PySide6.QtWidgets import QApplication
from PySide6.QtCore import QTimer
from ui.application import Application
from ui.preferences import PreferenceFile
app = QApplication([])
steps = new_practice_in(folder)
application = Application(door_of(Entrance(folder)), steps, PreferenceFile(Path(sys.argv[2])))
def nobody_is_asked():
    raise SystemError  # the hub is another test's matter
application._door = dataclasses.replace(application._door, reception=nobody_is_asked)
application.start()
application.window.grab()
print(json.dumps({"modules": sorted(sys.modules), "page": type(application.page).__name__}))
application.window.close()
"""


def start(folder: Path, preferences: Path) -> dict[str, object]:
    answer = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(folder), str(preferences)],
        capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert answer.returncode == 0, answer.stderr[-3000:]
    told: dict[str, object] = json.loads(answer.stdout.splitlines()[-1])
    return told


def test_the_login_window_comes_up_without_the_store(tmp_path: Path) -> None:
    folder = tmp_path / "record"
    folder.mkdir()
    (folder / "practice.json").write_text(
        json.dumps({"uid": "1", "name": "Кабинет", "language": "kk", "is_test": False}), encoding="utf-8"
    )
    (folder / "keyring.json").write_text("{}", encoding="utf-8")
    told = start(folder, tmp_path / "screen.json")
    assert told["page"] == "LoginPage"
    loaded = set(told["modules"])  # type: ignore[call-overload]  # a list of names
    assert not sorted(one for one in _HEAVY if one in loaded)


def test_the_first_run_comes_up_without_the_store(tmp_path: Path) -> None:
    told = start(tmp_path / "nothing-yet", tmp_path / "screen.json")
    assert told["page"] == "FirstRun"
    loaded = set(told["modules"])  # type: ignore[call-overload]  # a list of names
    assert not sorted(one for one in _HEAVY if one in loaded)


@pytest.mark.parametrize(
    "content", ["", "no json", "[]", '{"language": 7, "theme": "pink", "scale": "big"}', '{"language": "kk"}']
)
def test_a_damaged_preference_file_is_no_error(tmp_path: Path, content: str) -> None:
    from ui.preferences import PreferenceFile

    path = tmp_path / "screen.json"
    path.write_text(content, encoding="utf-8")
    file = PreferenceFile(path)
    assert file.present.theme_name == "light"
    assert file.present.scale == 1.0
    file.change(last_login="айгүл")
    assert PreferenceFile(path).present.last_login == "айгүл"

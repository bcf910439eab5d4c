"""Rules about the repository: rooms, names, sizes, what the wheel holds."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOMS = ("app", "db", "devices", "ui")
# The layers of app/, lowest first; each file of app/ is in exactly one.
LAYERS = {
    "ground": {"domain", "paths", "registry"},
    "record": {"record", "events", "audit", "archiving"},
    "parts": {"eds", "documents", "exchange", "export", "stand_ins"},
    "start": {"__init__", "__main__", "cli", "commands", "assembly", "demo", "demonstration"},
}
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "base", "constants", "types", "manager", "misc"}


def _modules(root: Path) -> list[Path]:
    return [file for room in ROOMS for file in (root / room).rglob("*.py")]


def test_no_module_has_a_name_that_says_nothing(project_root: Path) -> None:
    assert not [file.name for file in _modules(project_root) if file.stem in FORBIDDEN_NAMES]


def test_every_module_says_what_it_is_for(project_root: Path) -> None:
    silent = [
        str(file.relative_to(project_root))
        for file in _modules(project_root)
        if file.stat().st_size
        and not ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
        and "versions" not in file.parts
    ]
    assert not silent


def test_parts_of_app_do_not_import_each_other_or_use_cases_of_the_screen(project_root: Path) -> None:
    """eds knows none of exchange, export, documents; documents and exchange do not know each other."""
    allowed = {"eds": set(), "documents": set(), "exchange": {"eds"}, "export": {"eds"}}
    for part, may in allowed.items():
        for file in (project_root / "app" / part).rglob("*.py"):
            text = file.read_text(encoding="utf-8")
            for other in {"eds", "documents", "exchange", "export"} - {part} - may:
                assert f"app.{other}" not in text.replace(f"app.{other}.verify_report", ""), f"{file.name} → {other}"


def test_imports_keep_to_their_rooms(project_root: Path) -> None:
    answer = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=project_root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert answer.returncode == 0, answer.stdout[-3000:]


def test_locks_name_hashes_and_no_index(project_root: Path) -> None:
    for lock in project_root.glob("requirements*.lock"):
        text = lock.read_text(encoding="utf-8")
        assert not re.search(r"https?://|--(extra-)?index-url|--find-links|file://", text), lock.name
        pins = re.findall(r"^[a-zA-Z0-9._-]+==.*$", text, re.MULTILINE)
        assert pins
        assert all(pin.rstrip().endswith("\\") for pin in pins), "a pin without its hashes"


def test_product_dependencies_are_locked_as_declared(project_root: Path) -> None:
    with (project_root / "pyproject.toml").open("rb") as file:
        declared = tomllib.load(file)["project"]["dependencies"]
    lock = (project_root / "requirements.lock").read_text(encoding="utf-8").lower()
    for line in declared:
        name = re.split(r"[<>=!~; ]", line)[0].lower()
        assert re.search(rf"^{re.escape(name)}==", lock, re.MULTILINE), name


def test_no_licence_that_the_product_may_not_carry(project_root: Path) -> None:
    """pylibjpeg-libjpeg is GPL-3, PyKCS11 GPL-2: decoding and tokens go other ways."""
    lock = (project_root / "requirements.lock").read_text(encoding="utf-8").lower()
    assert "pylibjpeg-libjpeg==" not in lock
    assert "pykcs11==" not in lock


@pytest.mark.timeout(120)
def test_the_wheel_holds_one_private_root(project_root: Path, tmp_path: Path) -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=project_root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert answer.returncode == 0, answer.stderr[-2000:]
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"shipager"}
    for needed in ("shipager/__main__.py", "shipager/app/cli.py", "shipager/resources/forms/outpatient_visit.typ"):
        assert needed in names

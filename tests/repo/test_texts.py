"""What is written in the repository: no machine paths, no secrets, no leftovers."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

_SUSPICIOUS = re.compile(r"-----BEGIN (RSA |EC |ENCRYPTED )?PRIVATE KEY-----|\bTODO\b|\bFIXME\b|\bXXX\b")


def _tracked(root: Path) -> list[Path]:
    answer = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=False)
    if answer.returncode:
        pytest.skip("not a checkout")
    return [root / name.decode() for name in answer.stdout.split(b"\0") if name]


def test_no_leftover_and_no_private_key(project_root: Path) -> None:
    found = [
        str(file.relative_to(project_root))
        for file in _tracked(project_root)
        if file.suffix in {".py", ".md", ".toml", ".typ", ".json", ".ts"}
        and file.name != Path(__file__).name
        and file.exists()
        and _SUSPICIOUS.search(file.read_text(encoding="utf-8"))
    ]
    assert not found


def test_ignored_checks_say_why(project_root: Path) -> None:
    """A `noqa` or `type: ignore` carries its reason on the line."""
    bare = re.compile(r"#\s*(noqa(: [A-Z0-9, ]+)?|type: ignore(\[[\w, -]+\])?)\s*$")
    found = [
        f"{file.relative_to(project_root)}:{number}"
        for file in _tracked(project_root)
        if file.suffix == ".py" and file.exists() and "versions" not in file.parts
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if bare.search(line)
    ]
    assert not found

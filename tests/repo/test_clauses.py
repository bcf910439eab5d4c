"""Every clause of the minimum requirements is answered: by a test, or by a written reason."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

_MARK = re.compile(r"""\bclause\(\s*["']([0-9.]+)["']""")


def _table(root: Path) -> list[dict[str, str]]:
    with (root / "tests" / "repo" / "clauses.toml").open("rb") as file:
        clauses: list[dict[str, str]] = tomllib.load(file)["clause"]
    return clauses


def _marked(root: Path) -> set[str]:
    return {
        clause
        for file in (root / "tests").rglob("test_*.py")
        for clause in _MARK.findall(file.read_text(encoding="utf-8"))
    }


def test_every_clause_of_the_annex_is_in_the_table(project_root: Path) -> None:
    expected = {str(n) for n in range(1, 30)} - {"21", "22", "24", "27"}
    for number, points in (("21", 5), ("22", 9), ("24", 3), ("27", 12)):
        expected |= {f"{number}.{point}" for point in range(1, points + 1)}
    assert {clause["id"] for clause in _table(project_root)} == expected


def test_a_clause_that_is_shown_has_a_test_and_an_open_one_has_a_reason(project_root: Path) -> None:
    marked = _marked(project_root)
    unshown = [c["id"] for c in _table(project_root) if c["status"] == "shown" and c["id"] not in marked]
    silent = [c["id"] for c in _table(project_root) if c["status"] != "shown" and not c.get("because", "").strip()]
    assert not unshown, f"clauses without a test: {unshown}"
    assert not silent, f"clauses without a reason: {silent}"


def test_tests_cite_clauses_that_exist(project_root: Path) -> None:
    known = {clause["id"] for clause in _table(project_root)}
    assert _marked(project_root) <= known

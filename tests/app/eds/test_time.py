"""The clock of the computer in 2026, 2028 and 2040: signing then, and what was signed long before (R27.12)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Act = Callable[..., list[dict[str, Any]]]
YEARS = ("2026-11-25", "2028-02-29", "2040-11-25")
UNDER_FAKETIME = Path(__file__).parent / "under_faketime"


@pytest.fixture(scope="module", autouse=True)
def _faketime() -> None:
    if shutil.which("faketime") is None:
        pytest.skip("faketime is not installed")


def _at(day: str, *words: str, root: Path, seconds: int = 60) -> subprocess.CompletedProcess[str]:
    """A process of its own whose clock starts at ten o'clock of the day."""
    return subprocess.run(
        ["faketime", f"{day} 10:00:00", sys.executable, *words],
        capture_output=True, text=True, check=False, timeout=seconds, cwd=root,
        # The clock on the wall alone: time-outs go on by the true one.
        env=os.environ
        | {"PYTHONPATH": f"{UNDER_FAKETIME}:{root}", "TZ": "UTC", "FAKETIME_DONT_FAKE_MONOTONIC": "1"},
    )  # fmt: skip


@pytest.fixture
def act(tmp_path: Path, project_root: Path) -> Act:
    def done(day: str, *acts: str) -> list[dict[str, Any]]:
        program = str(project_root / "tests/app/eds/over_time.py")
        ran = _at(day, program, str(tmp_path), *acts, root=project_root)
        answers = [json.loads(line) for line in ran.stdout.splitlines()]
        assert len(answers) == len(acts), ran.stderr
        return answers

    return done


@pytest.mark.clause("27.12")
@pytest.mark.parametrize("day", YEARS)
def test_what_is_signed_on_a_day_is_genuine_on_it(act: Act, day: str) -> None:
    answers = act(day, "sign:rsa", "sign:gost", "verify:rsa", "verify:gost")
    assert [one["level"] for one in answers[:2]] == ["CAdES-LTA"] * 2
    for report in answers[2:]:
        assert (report["verdict"], report["verified_level"]) == ("GENUINE", "CAdES-LTA"), report["checks"]
        assert report["time_stamp_time"].startswith(day)


@pytest.mark.clause("27.12")
def test_signed_in_2026_and_renewed_it_is_genuine_in_2040_and_unrenewed_it_says_so(act: Act) -> None:
    """Offline, from its own evidence. The stand-in's time-stamp authorities last four years from their first use."""
    act("2026-11-25", "sign:kept:LTA", "sign:left:LT")
    for day in ("2030-05-20", "2034-01-15", "2037-10-01"):
        assert act(day, "renew:kept")[0]["level"] == "CAdES-LTA"
    kept, left = act("2040-11-25", "verify:kept", "verify:left")
    assert (kept["verdict"], kept["verified_level"]) == ("GENUINE", "CAdES-LTA"), kept["checks"]
    assert kept["time_stamp_time"].startswith("2026-11-25")
    assert left["verdict"] == "NOT CONFIRMED"
    expired = ("L1", "NOT_CHECKED", "expired-without-renewal")
    assert expired in {(one["code"], one["result"], one["reason"]) for one in left["checks"]}


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("day", YEARS)
def test_all_tests_of_signatures_hold_on_the_day(project_root: Path, day: str) -> None:
    words = ("-m", "pytest", "tests/app/eds", "-q", "-x", "-p", "no:cacheprovider", "-m", "not slow")
    ran = _at(day, *words, "--ignore=tests/app/eds/test_time.py", root=project_root, seconds=880)
    assert ran.returncode == 0, ran.stdout[-4000:]

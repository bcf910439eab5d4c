"""Guessing at the door: five failures close a login, longer each time, over restarts and turned clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.domain.errors import Refused
from db import lockout

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "attempts.json"


def fail(path: Path, times: int, now: datetime = NOW, login: str = "doctor") -> None:
    for _ in range(times):
        lockout.failed(path, login, now)


def waiting(path: Path, now: datetime, login: str = "doctor") -> int:
    """Seconds that a login has to wait; 0: it may try."""
    try:
        lockout.before_attempt(path, login, now)
    except Refused as refused:
        return int(str(refused.facts["seconds"]))
    return 0


@pytest.mark.clause("22.6")
def test_five_failures_close_the_door_for_a_quarter_of_an_hour_and_then_for_twice_as_long(path: Path) -> None:
    assert waiting(path, NOW) == 0
    fail(path, 4)
    assert waiting(path, NOW) == 0
    fail(path, 1)
    with pytest.raises(Refused, match="locked-out"):
        lockout.before_attempt(path, "doctor", NOW)
    assert 14 * 60 < waiting(path, NOW) <= 15 * 60 + 1
    assert 0 < waiting(path, NOW + timedelta(minutes=14, seconds=59)) <= 2
    later = NOW + timedelta(minutes=15)
    assert waiting(path, later) == 0
    for expected in (30, 60, 120):
        fail(path, 1, later)
        assert (expected - 1) * 60 < waiting(path, later) <= expected * 60 + 1
        later += timedelta(minutes=expected)
        assert waiting(path, later) == 0
    fail(path, 40, later)
    assert waiting(path, later) <= 24 * 3600 + 1


def test_success_starts_from_nothing(path: Path) -> None:
    fail(path, 4)
    lockout.succeeded(path, "doctor", NOW)
    fail(path, 4)
    assert waiting(path, NOW) == 0
    fail(path, 1)
    lockout.succeeded(path, "doctor", NOW)
    assert waiting(path, NOW) == 0


def test_one_login_does_not_close_another(path: Path) -> None:
    fail(path, 9)
    assert waiting(path, NOW) > 0
    assert waiting(path, NOW, "nurse") == 0


def test_turning_the_clock_back_does_not_shorten_the_waiting(path: Path) -> None:
    fail(path, 5)
    assert waiting(path, NOW + timedelta(minutes=10)) > 4 * 60
    assert waiting(path, NOW - timedelta(days=2)) > 14 * 60
    assert waiting(path, NOW - timedelta(days=2) + timedelta(minutes=14)) > 0
    fail(path, 1, NOW - timedelta(days=9))
    assert waiting(path, NOW - timedelta(days=9) + timedelta(minutes=29)) > 0


def test_a_clock_that_was_years_ahead_keeps_nobody_out_for_years(path: Path) -> None:
    fail(path, 5, NOW + timedelta(days=30_000))
    assert 0 < waiting(path, NOW) <= 15 * 60 + 1
    assert waiting(path, NOW + timedelta(minutes=16)) == 0


@pytest.mark.parametrize("content", [b"", b"junk", b"[]", b'{"format": "other"}', b'{"salt": 1, "counts": {"a": {}}}'])
def test_a_damaged_file_is_no_innocence(path: Path, content: bytes) -> None:
    fail(path, 5)
    path.write_bytes(content)
    assert 0 < waiting(path, NOW, "anybody") <= 15 * 60 + 1
    assert 0 < waiting(path, NOW + timedelta(minutes=14)) <= 61
    later = NOW + timedelta(minutes=16)
    assert waiting(path, later) == 0
    lockout.succeeded(path, "doctor", later)
    fail(path, 4, later)
    assert waiting(path, later) == 0
    fail(path, 1, later, "anybody")
    assert waiting(path, later, "anybody") > 15 * 60


def test_the_file_holds_no_login(path: Path) -> None:
    """People type a password into the field of the login."""
    fail(path, 2, login="МойПароль123")
    assert "МойПароль123" not in path.read_text(encoding="utf-8")
    assert [file.name for file in path.parent.iterdir()] == ["attempts.json"]

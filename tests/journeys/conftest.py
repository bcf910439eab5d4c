"""Journeys run the program as its users do; `program.py` says how."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from journeys.program import Program, program_in

if TYPE_CHECKING:
    from journeys.workplace import Workplace


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    """A folder without a practice."""
    with program_in(tmp_path) as program:
        yield program


@pytest.fixture(scope="session")
def made_practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """One practice marked TEST, made once; tests work on copies of it."""
    with program_in(tmp_path_factory.mktemp("made")) as made:
        made.init()
        yield made


@pytest.fixture
def practice(program: Program, made_practice: Program) -> Program:
    """A practice marked TEST."""
    shutil.copytree(made_practice.data, program.data)
    program.totp_secret, program.recovery_key = made_practice.totp_secret, made_practice.recovery_key
    return program


@pytest.fixture
def workplace(practice: Program, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workplace]:
    """The real window on a practice: the owner has logged in, the day is there, the devices are received."""
    from journeys.keyboard import said
    from journeys.workplace import Workplace

    made = Workplace(practice, monkeypatch)
    try:
        made.start()
        made.log_in()
        made.hands.until(lambda: made.hands.is_on(said("DayScreen", "Bookings of the day")), "the day is there")
        yield made
    finally:
        made.leave()

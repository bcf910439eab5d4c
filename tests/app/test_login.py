"""Getting in: two factors, the lockout over restarts, attempts that are kept, recovery by the printed key."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from app import accounts, audit, login, practices, totp
from app.accounts import LoginAttempt
from app.domain.clock import FixedClock
from app.domain.errors import NotFound, Refused
from app.domain.identity import PersonName
from app.login import Unlocked
from app.paths import DataFolder
from db.tables.journal import JournalTable

LOGIN, PASSWORD = "doctor", "Қар түсті, жол ақ 7"  # as in the fixture of the practice
NEW_PASSWORD = "Жаңбыр жауды, егін 8"


@dataclass
class Door:
    """A practice that is closed, and the phone and paper of its owner."""

    folder: DataFolder
    shown: practices.Created
    clock: FixedClock

    def code(self) -> str:
        return totp.code_at(self.shown.totp_secret, self.clock.now())

    def enter(self, password: str = PASSWORD, code: str | None = None, login_name: str = LOGIN) -> Unlocked:
        code = self.code() if code is None else code
        return login.unlock(self.folder, login_name, password, code, clock=self.clock, workstation="pc-1")

    def attempts(self) -> tuple[LoginAttempt, ...]:
        """What the record knows of attempts, oldest first; opens it with the next code."""
        self.clock.advance(timedelta(seconds=60))
        opened = self.enter()
        with opened.store.writing() as session:
            found = accounts.login_attempts(session, opened.actor)
        opened.close()
        return found[::-1][:-1]


@pytest.fixture
def door(created: tuple[DataFolder, practices.Created], clock: FixedClock) -> Door:
    return Door(*created, clock)


def refused(call: Callable[[], object]) -> str:
    with pytest.raises(Refused) as raised:
        call()
    return raised.value.code


@pytest.mark.clause("27.4")
def test_password_and_code_open_the_practice(door: Door) -> None:
    opened = door.enter(login_name=" Doctor ")
    assert opened.practice.name == "Сынақ кабинеті"
    assert opened.practice.is_test
    assert opened.services.is_test
    assert opened.actor.name == PersonName("Сәрсенова", "Айгүл", "Маратқызы")
    opened.close()


@pytest.mark.clause("27.4")
def test_either_factor_alone_is_refused(door: Door) -> None:
    assert refused(lambda: door.enter(password="wrong")) == "wrong-password"
    assert refused(lambda: door.enter(code="000000")) == "otp-wrong"
    assert refused(lambda: door.enter(code="")) == "otp-wrong"
    assert refused(lambda: door.enter(login_name="nobody")) == "wrong-password"


@pytest.mark.clause("22.9")
@pytest.mark.clause("27.7")
def test_failed_attempts_are_sealed_and_filed_at_the_next_unlock(door: Door) -> None:
    refused(lambda: door.enter(password="wrong"))
    door.clock.advance(timedelta(seconds=5))
    refused(lambda: door.enter(code="000000"))
    plain = b"".join(path.read_bytes() for path in door.folder.root.rglob("*") if path.is_file())
    assert b"wrong-password" not in plain
    assert b"pc-1" not in plain
    found = door.attempts()
    assert [(one.login, one.outcome, one.workstation) for one in found] == [
        ("doctor", "wrong-password", "pc-1"),
        ("doctor", "otp-wrong", "pc-1"),
    ]
    assert found[1].at - found[0].at == timedelta(seconds=5)
    assert [one.outcome for one in door.attempts()][:3] == ["wrong-password", "otp-wrong", "ok"]  # filed once


@pytest.mark.clause("22.5")
def test_attempts_stand_in_the_journal(door: Door) -> None:
    refused(lambda: door.enter(password="wrong"))
    opened = door.enter()
    with opened.store.reading() as session:
        rows = session.execute(select(JournalTable.action, JournalTable.result).order_by(JournalTable.id)).all()
        assert audit.check(session) is None
    opened.close()
    assert [tuple(row) for row in rows] == [
        ("practice.create", "ok"),
        ("login.failed", "wrong-password"),
        ("login.ok", "ok"),
    ]


@pytest.mark.clause("27.5")
def test_a_code_is_good_once_and_a_used_one_is_no_guess(door: Door) -> None:
    door.enter().close()
    for _ in range(7):
        assert refused(door.enter) == "otp-used"
    door.clock.advance(timedelta(seconds=30))
    door.enter().close()


@pytest.mark.clause("27.5")
def test_five_failures_lock_the_login_and_a_restart_does_not_help(door: Door) -> None:
    for _ in range(5):
        assert refused(lambda: door.enter(code="000000")) == "otp-wrong"
    script = (
        "import sys\nfrom pathlib import Path\nfrom app import login\nfrom app.domain.errors import Refused\n"
        "from app.domain.clock import FixedClock\nfrom app.paths import DataFolder\nfrom datetime import datetime\n"
        "try:\n    login.unlock(DataFolder(Path(sys.argv[1])), 'doctor', sys.argv[2], sys.argv[3],"
        " clock=FixedClock(datetime.fromisoformat(sys.argv[4])))\n"
        "except Refused as refusal:\n    print(refusal.code)\n"
    )
    call = [sys.executable, "-c", script, door.folder.root, PASSWORD, door.code(), door.clock.now().isoformat()]
    again = subprocess.run(call, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": "."})
    assert again.stdout.split() == ["locked-out"]
    assert refused(door.enter) == "locked-out"
    door.clock.advance(timedelta(minutes=16))
    door.enter().close()
    assert refused(lambda: door.enter(password="wrong")) == "wrong-password"  # counted from nothing again


@pytest.mark.clause("22.7")
def test_guesses_at_one_moment_wait_for_each_other(door: Door) -> None:
    """Twenty programs that guess at once get five tries together, not five each."""
    with ThreadPoolExecutor(20) as programs:
        outcomes = list(programs.map(lambda number: refused(lambda: door.enter(f"guess {number}")), range(20)))
    assert outcomes.count("wrong-password") == 5
    assert outcomes.count("locked-out") == 15


def test_the_printed_key_opens_and_renews_both_factors(door: Door) -> None:
    recovered = login.recover(
        door.folder, LOGIN, door.shown.recovery_key.lower().replace("-", " "), NEW_PASSWORD, clock=door.clock
    )
    recovered.unlocked.close()
    assert refused(door.enter) == "wrong-password"
    assert refused(lambda: door.enter(NEW_PASSWORD)) == "otp-wrong"  # the old phone
    door.shown = replace(door.shown, totp_secret=recovered.totp_secret)
    door.enter(NEW_PASSWORD).close()


def test_a_wrong_printed_key_opens_nothing(door: Door) -> None:
    key = door.shown.recovery_key
    mistyped = ("1" if key[0] != "1" else "2") + key[1:]

    def recover(typed: str, password: str = NEW_PASSWORD, name: str = LOGIN) -> None:
        login.recover(door.folder, name, typed, password, clock=door.clock)

    assert refused(lambda: recover(mistyped)) == "recovery-key-typo"
    assert refused(lambda: recover(key, "weak")) == "password-weak"
    with pytest.raises(NotFound, match="account"):
        recover(key, name="nobody")
    door.enter().close()  # neither factor was changed


@pytest.mark.clause("22.8")
def test_a_user_changes_the_password_with_the_old_one(door: Door) -> None:
    opened = door.enter()
    change = (door.folder, opened.store, opened.actor)
    assert refused(lambda: login.change_password(*change, "wrong", NEW_PASSWORD, clock=door.clock)) == "wrong-password"
    assert refused(lambda: login.change_password(*change, PASSWORD, "short", clock=door.clock)) == "password-weak"
    login.change_password(*change, PASSWORD, NEW_PASSWORD, clock=door.clock)
    opened.close()
    door.clock.advance(timedelta(seconds=30))
    assert refused(door.enter) == "wrong-password"
    door.enter(NEW_PASSWORD).close()


def test_a_locked_window_asks_for_the_password_and_counts(door: Door) -> None:
    opened = door.enter()
    proof = (door.folder, opened.store, opened.actor)
    login.prove_again(*proof, PASSWORD, clock=door.clock)
    for _ in range(5):
        assert refused(lambda: login.prove_again(*proof, "wrong", clock=door.clock)) == "wrong-password"
    assert refused(lambda: login.prove_again(*proof, PASSWORD, clock=door.clock)) == "locked-out"
    opened.close()

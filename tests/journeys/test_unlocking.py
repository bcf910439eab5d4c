"""Getting in by the command line: codes are good once, failures are counted over restarts (design 11, §22.6, §27.4)."""

from __future__ import annotations

import time

import pyotp
import pytest

from journeys.program import LOGIN, Program


@pytest.mark.clause("27.4")
def test_a_code_is_good_once_and_a_used_one_does_not_count_as_a_failure(practice: Program) -> None:
    words, environment = practice.unlocking()
    arguments = ["status", "--data", str(practice.data), "--json", *words]
    practice._finish(arguments, environment, 0)
    for _ in range(7):  # more often than the lockout allows failures
        (answer,) = practice._finish(arguments, environment, 1)
        assert answer == {"event": "refused", "reason": "otp-used"}
    (status,) = practice.run("status")
    assert status["patients"] == 0


@pytest.mark.clause("22.6")
@pytest.mark.clause("27.5")
def test_wrong_passwords_lock_the_door_over_restarts(practice: Program) -> None:
    wrong = practice.root / "wrong.txt"
    wrong.write_text("қате құпиясөз", encoding="utf-8")
    code = pyotp.TOTP(practice.totp_secret).at(int(time.time()))
    arguments = ["status", "--data", str(practice.data), "--json", "--login", LOGIN, "--otp", code]
    for _ in range(5):
        (answer,) = practice._finish([*arguments, "--password-file", str(wrong)], practice.environment(), 1)
        assert answer["reason"] == "wrong-password"
    right = [*arguments, "--password-file", str(practice.password_file)]
    (answer,) = practice._finish(right, practice.environment(), 1)
    assert answer["reason"] == "locked-out"
    later = time.time() + 3 * 3600
    right[right.index("--otp") + 1] = pyotp.TOTP(practice.totp_secret).at(int(later))
    (status,) = practice._finish(right, practice.environment(later), 0)
    assert status["ok"] is True


def test_a_folder_without_a_practice_says_so(program: Program) -> None:
    (answer,) = program.plain("hub", expect=1)
    assert answer["reason"] == "no-practice"


def test_init_does_not_touch_an_existing_practice(practice: Program) -> None:
    before = (practice.data / "keyring.json").read_bytes()
    with pytest.raises(AssertionError, match="exit 1"):
        practice.init()
    assert (practice.data / "keyring.json").read_bytes() == before


def test_batch_answers_each_line_and_goes_on_after_a_refusal(practice: Program) -> None:
    answers = practice.batch("status", "patients import /nowhere/people.csv", "no-such-command", "status", expect=2)
    assert [answer.get("event", "status") for answer in answers] == ["status", "refused", "usage", "status"]

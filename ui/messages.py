"""From an error's code to sentences: what happened, what is safe, what to do (product rule 7).

`app/`, `db/` and `devices/` raise codes and figures; the words are found here, in the language of the screen.
A code without words of its own gets an honest general sentence that shows the code for support.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.domain.errors import Conflict, Damaged, NotFound, OutOfSpace, Unreadable, WorldError
from ui import (
    device_messages,
    file_messages,
    key_messages,
    login_messages,
    signing_messages,
    system_messages,
    work_messages,
)


@dataclass(frozen=True, slots=True)
class Message:
    """`what` happened; `next_step` says what is safe and what to do; `code` is for support."""

    what: str
    next_step: str
    code: str

    @property
    def sentence(self) -> str:
        return f"{self.what} {self.next_step}".strip()


translate = QCoreApplication.translate


def explain(error: WorldError) -> Message:
    """The words for an error, in the present language."""
    words = _words()
    found = words.get(error.code) or words.get(_kind(error))
    if found is None:
        return Message(
            translate("Messages", "The step was not carried out."),
            translate(
                "Messages", "What is stored stays as it was. Try again; if it repeats, tell support the code {code}."
            ).format(code=error.code),
            error.code,
        )
    what, next_step = found(error.facts)
    return Message(what, next_step, error.code)


def known() -> tuple[Message, ...]:
    """Every code that has words, in the present language; figures in them are examples. The help lists them."""
    made = ((code, words(_EXAMPLE)) for code, words in _words().items())
    return tuple(Message(what, next_step, code) for code, (what, next_step) in made)


def reason(code: str) -> str:
    """What stands in the way, in a few words for the status bar and for lists; "" for no code."""
    return _reasons().get(code, translate("Messages", "Problem: {code}").format(code=code)) if code else ""


def waiting_time(seconds: int) -> str:
    """A wait in words: seconds below two minutes, else minutes."""
    if seconds < 120:
        count = max(1, seconds)
        return translate("Counted", "%n second(s)", "", count)
    count = -(-seconds // 60)
    return translate("Counted", "%n minute(s)", "", count)


_Words = Callable[[dict[str, object]], tuple[str, str]]
_EXAMPLE: dict[str, object] = {"port": "…", "seconds": 900}


def _number(facts: dict[str, object], name: str) -> int:
    value = facts.get(name, 0)
    return int(value) if isinstance(value, int | float | str) else 0


def _words() -> dict[str, _Words]:
    """Code to words. Built at each call, because the language may have changed since."""
    return {
        **_world(),
        **_record(),
        **_numbers(),
        **_login(),
        **system_messages.words(),
        **work_messages.words(),
        **device_messages.words(),
        **{code: _always(pair) for code, pair in file_messages.words().items()},
        **{code: _always(pair) for code, pair in login_messages.words().items()},
        **{code: _always(pair) for code, pair in signing_messages.words().items()},
        **key_messages.words(),
    }


def _always(pair: tuple[str, str]) -> _Words:
    return lambda facts: pair


def _kind(error: WorldError) -> str:
    """The code of the error's class: what it says is true of every error of that class."""
    kinds = (NotFound, Conflict, Damaged, OutOfSpace, Unreadable)
    return next((kind.code for kind in kinds if isinstance(error, kind)), "")


def _login() -> dict[str, _Words]:
    return {
        "wrong-password": lambda facts: (
            translate("Messages", "The user name or password is wrong."),
            translate("Messages", "Check the keyboard layout and Caps Lock."),
        ),
        "otp-wrong": lambda facts: (
            translate("Messages", "The one-time code is wrong."),
            translate(
                "Messages", "Type the code that the application shows now; the clocks of phone and computer must agree."
            ),
        ),
        "otp-used": lambda facts: (
            translate("Messages", "This one-time code was used already."),
            translate("Messages", "Wait for the next code, at most 30 seconds."),
        ),
        "otp-missing": lambda facts: (
            translate("Messages", "The one-time code is missing."),
            translate("Messages", "Type the six digits that the application on your phone shows."),
        ),
        "locked-out": lambda facts: (
            translate("Messages", "Too many failed attempts."),
            translate("Messages", "Devices go on being received. Try again in {time}.").format(
                time=waiting_time(_number(facts, "seconds"))
            ),
        ),
        "wrong-recovery-key": lambda facts: (
            translate("Messages", "The recovery key does not fit this practice."),
            translate("Messages", "Compare it with the printed sheet group by group."),
        ),
        "recovery-key-typo": lambda facts: (
            translate("Messages", "A letter of the recovery key is mistyped."),
            translate("Messages", "Compare it with the printed sheet group by group."),
        ),
        "password-weak": lambda facts: (
            translate("Messages", "The password does not meet the rules."),
            translate("Messages", "The rules that are not met are listed below the field."),
        ),
        "account-suspended": lambda facts: (
            translate("Messages", "This account is blocked."),
            translate("Messages", "The owner of the practice can unblock it."),
        ),
        "no-right": lambda facts: (
            translate("Messages", "Your role does not allow this."),
            translate("Messages", "The owner of the practice can give you the right."),
        ),
    }


def _numbers() -> dict[str, _Words]:
    return {
        "iin-not-12-digits": lambda facts: (translate("Messages", "An IIN has 12 digits."), ""),
        "iin-check-digit": lambda facts: (
            translate("Messages", "The check digit of the IIN does not agree."),
            translate("Messages", "Compare the number with the document."),
        ),
        "bin-not-12-digits": lambda facts: (translate("Messages", "A BIN has 12 digits."), ""),
        "bin-check-digit": lambda facts: (
            translate("Messages", "The check digit of the BIN does not agree."),
            translate("Messages", "Compare the number with the document."),
        ),
        "bin-structure": lambda facts: (
            translate("Messages", "This is not the number of an organisation."),
            translate("Messages", "A person's practice gives an IIN instead."),
        ),
        "phone": lambda facts: (
            translate("Messages", "This is not a phone number."),
            translate("Messages", "Example: +7 701 123-45-67"),
        ),
    }


def _record() -> dict[str, _Words]:
    return {
        "refused": lambda facts: (
            translate("Messages", "The record does not allow this step."),
            translate("Messages", "Nothing was changed."),
        ),
        "not-found": lambda facts: (
            translate("Messages", "What was asked for is not in the record."),
            translate("Messages", "Go back and search again."),
        ),
        "conflict": lambda facts: (
            translate("Messages", "Somebody changed this meanwhile."),
            translate("Messages", "The newest state is shown; please repeat your change."),
        ),
        "cancelled": lambda facts: (
            translate("Messages", "Stopped."),
            translate("Messages", "What was finished before stays."),
        ),
        "practice-exists": lambda facts: (
            translate("Messages", "There is a practice in this folder already."),
            translate("Messages", "Choose an empty folder."),
        ),
        "practice-in-use": lambda facts: (
            translate("Messages", "This practice is open in another window of the program."),
            translate("Messages", "Close it there first."),
        ),
    }


def _world() -> dict[str, _Words]:
    return {
        "world": lambda facts: (
            translate("Messages", "Something outside the program failed."),
            translate("Messages", "What is stored stays as it was. Try again."),
        ),
        "disk-full": lambda facts: (
            translate("Messages", "The disk is full."),
            translate("Messages", "Nothing was lost. Free some space and try again."),
        ),
        "damaged": lambda facts: (
            translate("Messages", "Stored bytes are not what was written."),
            translate(
                "Messages",
                "Nothing was overwritten. Do not delete anything; restore from the last backup or call support.",
            ),
        ),
        "unreadable": lambda facts: (
            translate("Messages", "This cannot be read."),
            translate("Messages", "The original is kept exactly as it came."),
        ),
    }


def _reasons() -> dict[str, str]:
    """Codes that stand in the record: why a row waits, why a copy failed, why the hub does not run."""
    return {
        "no-connection": translate("Messages", "no connection to the ministry"),
        "no-answer": translate("Messages", "the ministry does not answer"),
        "late": translate("Messages", "waiting for more than a day"),
        "signature-level": translate("Messages", "the time stamp is awaited"),
        "disk-full": translate("Messages", "the disk is full"),
        "backup-folder-missing": translate("Messages", "the folder for the copy is not there: connect the disk"),
        "backup-target": translate("Messages", "the folder for the copy cannot be written"),
        "port-in-use": translate("Messages", "the port is taken by another program"),
        "hub-did-not-start": translate("Messages", "the receiver did not start"),
    }

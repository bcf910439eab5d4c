"""Words of laboratory orders: panels, priorities, what became of an order."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QCoreApplication

from app.laboratory import LaboratoryOrder, Progress

translate = QCoreApplication.translate

PRIORITIES = ("ROUTINE", "HIGH", "STAT")
_SHOWN_TESTS = 3


def panel_word(panel: str) -> str:
    return {
        "cbc": translate("orders", "Blood count"),
        "chemistry": translate("orders", "Chemistry"),
        "urine": translate("orders", "Urine"),
    }.get(panel, panel)


def priority_word(priority: str) -> str:
    return {
        "STAT": translate("orders", "at once"),
        "HIGH": translate("orders", "soon"),
        "ROUTINE": translate("orders", "routine"),
    }.get(priority, priority)


def progress_word(one: LaboratoryOrder) -> str:
    return {
        Progress.ORDERED: translate("orders", "ordered"),
        Progress.SENT: translate("orders", "sent, no answer yet"),
        Progress.ACCEPTED: translate("orders", "accepted"),
        Progress.REFUSED: translate("orders", "refused by the device"),
        Progress.UNREACHED: translate("orders", "not delivered"),
        Progress.RESULT: translate("orders", "result arrived"),
        Progress.CANCELLED: translate("orders", "cancelled"),
    }[one.progress]


def progress_sign(one: LaboratoryOrder) -> str:
    """Beside the word: colour is never alone."""
    return {
        Progress.ORDERED: "○", Progress.SENT: "↑", Progress.ACCEPTED: "✓", Progress.REFUSED: "⚠",
        Progress.UNREACHED: "⚠", Progress.RESULT: "●", Progress.CANCELLED: "–",
    }[one.progress]  # fmt: skip


def state(one: LaboratoryOrder) -> str:
    """Sign, word, and what the device said."""
    return " ".join(filter(None, (progress_sign(one), progress_word(one), why(one))))


def tone(one: LaboratoryOrder) -> Literal["bad", "ok", "secondary"]:
    if one.progress in {Progress.REFUSED, Progress.UNREACHED}:
        return "bad"
    return "ok" if one.progress is Progress.RESULT else "secondary"


def why(one: LaboratoryOrder) -> str:
    """What the device said, or why it was not reached; empty where there is nothing to say."""
    return answer_word(one.words)


def answer_word(answer: str) -> str:
    """The words of an answer that was kept as a code and what the device said."""
    code, _, said = answer.partition(" ")
    known = {
        "timeout": translate("orders", "no answer in time"),
        "unreachable": translate("orders", "not reached"),
        "not-connected": translate("orders", "not connected"),
        "no-address": translate("orders", "no address is set for it"),
        "busy": translate("orders", "busy"),
    }.get(code, "")
    return known or said


def tests_word(one: LaboratoryOrder) -> str:
    """`Glucose, Urea, Iron and 4 more`."""
    names = [test.name or test.code for test in one.order.tests]
    shown = ", ".join(names[:_SHOWN_TESTS])
    more = len(names) - _SHOWN_TESTS
    return translate("orders", "{tests} and %n more", "", more).format(tests=shown) if more > 0 else shown

"""Commands of the daily work that are there on every screen: new patient, next patient, booking, leaving."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from app import appointments
from app.domain.access import Permission
from app.domain.appointment import Appointment, AppointmentState
from app.domain.clock import local
from ui.commands import Command
from ui.context import Context
from ui.orders.stuck_sheet import StuckSheet

translate = QCoreApplication.translate


def commands(context: Context, owner: QObject) -> Iterator[Command]:
    """`owner` is the window: what is under way for it ends with it."""
    go, actor = context.navigation.go, context.practice.actor

    def may_book() -> bool:
        return actor.may(Permission.SCHEDULE)

    yield Command(
        "patient.new", lambda: translate("Commands", "New patient"), lambda: go("patients", "new"), "Ctrl+Shift+N",
        "user-plus", lambda: actor.may(Permission.PATIENT_WRITE),
    )  # fmt: skip
    yield Command(
        "patient.next", lambda: translate("Commands", "Next patient"), lambda: open_next(context, owner), "Alt+N",
        "skip-forward",
    )  # fmt: skip
    yield Command(
        "booking.new", lambda: translate("Commands", "Book a patient"), lambda: go("day", "book"), "",
        "calendar-plus", may_book,
    )  # fmt: skip
    yield Command(
        "booking.emergency", lambda: translate("Commands", "Emergency without a booking"),
        lambda: go("day", "emergency"), "", "first-aid", may_book,
    )  # fmt: skip
    yield Command(
        "inbox.unread", lambda: translate("Commands", "What could not be read"), lambda: go("inbox", "unread"), "",
        "code", lambda: actor.may(Permission.INBOX),
    )  # fmt: skip
    yield Command(
        "files.import", lambda: translate("Commands", "Import files…"), lambda: import_files(context, owner), "",
        "download-simple", lambda: actor.may(Permission.CLINICAL_WRITE),
    )  # fmt: skip
    yield Command(
        "orders.stuck", lambda: translate("Commands", "Orders not taken"), lambda: show_stuck(context, owner), "",
        "flask", may_book,
    )  # fmt: skip
    yield Command(
        "place.outbox", lambda: translate("Commands", "Sending to the ministry"), lambda: go("outbox", "all"), "",
        "paper-plane-tilt",
    )  # fmt: skip
    yield Command(
        "place.export", lambda: translate("Commands", "Export everything"), lambda: go("export", "export"), "",
        "export", lambda: actor.may(Permission.EXPORT),
    )  # fmt: skip
    yield Command(
        "backup.now", lambda: translate("Commands", "Back up now"), lambda: go("export", "backup"), "", "hard-drives",
        lambda: actor.may(Permission.BACKUP),
    )  # fmt: skip


def import_files(context: Context, owner: QObject) -> None:
    """Of the open card's patient, or of anybody."""
    from ui.bringing.sheet import BringSheet
    from ui.card.screen import CardScreen

    window = owner if isinstance(owner, QWidget) else None
    card = next((one for one in window.findChildren(CardScreen) if one.isVisible()), None) if window else None
    if card is not None:
        card.bring_files()
    else:
        BringSheet(context, window).start()


def show_stuck(context: Context, owner: QObject) -> None:
    """Orders that a device refused or never got."""
    sheet = StuckSheet(context, owner if isinstance(owner, QWidget) else None)
    sheet.finished.connect(sheet.deleteLater)
    sheet.open()


def open_next(context: Context, owner: QObject) -> None:
    """The card of whoever waits longest; where nobody waits, of the next booking."""
    today = local(context.practice.clock.now()).date()

    def choose(found: tuple[Appointment, ...]) -> None:
        waiting = [one for one in found if one.state is AppointmentState.ARRIVED]
        booked = [one for one in found if one.state is AppointmentState.BOOKED]
        following = next(iter(waiting or booked), None)
        if following is None:
            context.navigation.notice(translate("Commands", "Nobody waits, and nobody else is booked for today"))
        else:
            context.navigation.open_patient(following.patient_id)

    context.tasks.read(owner, appointments.day, today, done=choose)

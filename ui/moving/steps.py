"""What can be done with a result that stands in a card, wherever it is shown: one menu, the same sheets and notices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QWidget

from app import results, undo
from app.domain.observation import StudySummary
from ui.archives.send_sheet import SendStudySheet
from ui.context import Context
from ui.moving.sheet import MoveSheet
from ui.moving.split import SplitSheet

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Filed:
    """A study or report in a patient's card, with what it is called on the screen."""

    kind: str  # "study" | "report"
    object_id: int
    patient_id: int
    what: str


@dataclass(frozen=True, slots=True)
class CiteWish:
    """A subject of the card: cite this result in the patient's open note."""

    patient_id: int
    kind: str
    object_id: int


def menu_for(
    context: Context, asker: QWidget, filed: Filed, cite: Callable[[], None], *, done: Callable[[], None] | None = None
) -> QMenu:
    """Cite, move, split, send. `done` is called after a move or split."""
    menu = QMenu(asker)
    menu.addAction(translate("moving", "Cite in the note"), cite)
    menu.addAction(translate("moving", "Move to another patient…"), lambda: move(context, asker, filed, done))
    if filed.kind == "study":
        menu.addAction(translate("moving", "Split the study…"), lambda: split(context, asker, filed, done))
        menu.addAction(translate("moving", "Send to an archive…"), lambda: send(context, asker, filed))
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def move(context: Context, asker: QWidget, filed: Filed, done: Callable[[], None] | None = None) -> None:
    sheet = MoveSheet(context, filed.kind, filed.object_id, filed.what, filed.patient_id, asker.window())

    def say(name: str) -> None:
        text = translate("moving", "Moved to the card of {name}").format(name=name)
        context.navigation.notice(text, undo=lambda: _take_back(context, asker))
        if done is not None:
            done()

    sheet.moved.connect(say)
    sheet.finished.connect(sheet.deleteLater)
    sheet.open()


def split(context: Context, asker: QWidget, filed: Filed, done: Callable[[], None] | None = None) -> None:
    def show(study: StudySummary) -> None:
        sheet = SplitSheet(context, study, filed.what, asker.window())
        sheet.was_split.connect(say)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def say(name: str) -> None:
        to_card = translate("moving", "The marked images are in the card of {name}").format(name=name)
        text = to_card if name else translate("moving", "The marked images wait in the inbox")
        context.navigation.notice(text, undo=lambda: _take_back(context, asker))
        if done is not None:
            done()

    context.tasks.read(asker, results.study, filed.object_id, done=show)


def send(context: Context, asker: QWidget, filed: Filed) -> None:
    def show(study: StudySummary) -> None:
        sheet = SendStudySheet(context, study, filed.what, asker.window())
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    context.tasks.read(asker, results.study, filed.object_id, done=show)


def _take_back(context: Context, asker: QWidget) -> None:
    context.tasks.write(asker, undo.undo)

"""When the program itself is wrong: the user is told what is safe, and support gets a place in the code.

Neither the sentence nor the log carries what the exception says: it might name a patient.
"""

from __future__ import annotations

import logging
import sys
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.paths import shipped
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import label
from ui.widgets.sheet import Sheet

log = logging.getLogger(__name__)


class MistakeSheet(Sheet):
    """What happened, what is safe, what to do, a code."""

    def __init__(self, theme: Theme, code: str, parent: QWidget | None) -> None:
        super().__init__(theme, parent, width=560)
        self.set_title(self.tr("The program made a mistake"))
        words = (
            self.tr("The step that was under way was not carried out."),
            self.tr("What is stored stays as it was, and what you were writing is kept."),
            self.tr("You can go on. If it happens again, tell support this code:"),
        )
        for text in words:
            self.body.addWidget(label(text, "", wrap=True))
        self.body.addWidget(label(code, "code"))
        self.foot.addStretch(1)
        close = Button(theme, self.tr("Go on"), kind="primary")
        close.clicked.connect(self.accept)
        self.foot.addWidget(close)


class Mistakes(QObject):
    """Takes over `sys.excepthook`; `release` gives it back. At most one sheet at a time."""

    _happened = Signal(str)

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme, self._window = theme, window
        self._usual = sys.excepthook
        self._happened.connect(self._show)  # queued from other threads
        sys.excepthook = self._caught

    def release(self) -> None:
        sys.excepthook = self._usual

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        frames = [f"{_short(one.filename)}:{one.lineno} {one.name}" for one in traceback.extract_tb(trace)]
        log.error("a mistake of the program: %s at %s", kind.__name__, " < ".join(reversed(frames)))
        self._happened.emit(code_of(kind, trace))

    def _show(self, code: str) -> None:
        if QApplication.activeModalWidget() is None:
            MistakeSheet(self._theme, code, self._window).open()


def code_of(kind: type[BaseException], trace: TracebackType | None) -> str:
    """The kind of the exception and the last place of ours in it."""
    frames = traceback.extract_tb(trace)
    ours = [one for one in frames if Path(one.filename).is_relative_to(shipped())]
    place = ours[-1] if ours else (frames[-1] if frames else None)
    return f"{kind.__name__} {_short(place.filename)}:{place.lineno}" if place else kind.__name__


def _short(filename: str) -> str:
    path = Path(filename)
    return str(path.relative_to(shipped())) if path.is_relative_to(shipped()) else path.name

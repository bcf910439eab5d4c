"""Files that are dropped on a screen. Only local files are taken; everything else goes where it went before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget


class FileDrop(QObject):
    """`FileDrop(widget, taken)`: `taken(paths)` when files were dropped on the widget; it lives with the widget."""

    def __init__(self, target: QWidget, taken: Callable[[list[Path]], None]) -> None:
        super().__init__(target)
        self._taken = taken
        target.setAcceptDrops(True)
        target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and event.type() in (QEvent.Type.DragEnter, QEvent.Type.DragMove):
            return self._greet(event)
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            paths = dropped(event.mimeData())
            if paths:
                event.acceptProposedAction()
                self._taken(paths)
            return bool(paths)
        return False

    @staticmethod
    def _greet(event: QDropEvent | QDragEnterEvent) -> bool:
        if not dropped(event.mimeData()):
            return False
        event.acceptProposedAction()
        return True


def dropped(what: QMimeData) -> list[Path]:
    """The local files and folders among what is dragged."""
    return [Path(url.toLocalFile()) for url in what.urls() if url.isLocalFile() and url.toLocalFile()]

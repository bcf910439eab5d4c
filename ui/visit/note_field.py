"""One row of the note: a text that is as tall as what it says, so that the whole note is one page to scroll."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from app.domain.note_template import joined

_MOST_UNDONE = 200  # steps


class NoteField(QPlainTextEdit):
    """Plain text without a frame or a scroll bar of its own; Tab goes to the next field.

    `edited()` where the words are others than before: colouring a gap is no edit.
    """

    focused = Signal()
    caret_moved = Signal()
    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told = ""
        self._is_fitting = False
        self.textChanged.connect(self._tell)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("bare", "true")
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(4)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._fit())
        self.cursorPositionChanged.connect(self.caret_moved)

    def put(self, text: str) -> None:
        """Replace the whole text without telling anybody: what is shown came from the record."""
        if self.toPlainText() == text:
            return
        blocked = self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(blocked)
        self._told = text
        self._fit()

    def _tell(self) -> None:
        if (text := self.toPlainText()) != self._told:
            self._told = text
            self.edited.emit()

    def put_caret(self, position: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(min(position, len(self.toPlainText())))
        self.setTextCursor(cursor)

    def insert(self, text: str) -> None:
        """Add text at the cursor as typing would, so that it can be undone."""
        self.textCursor().insertText(text)

    def append(self, text: str) -> int:
        """Add a template's text below what is typed; returns where it begins. It can be undone as typing can."""
        typed = self.toPlainText()
        whole = joined(typed, text)
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        if not typed.strip():
            cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(whole.removeprefix(typed) if typed.strip() else whole)
        return len(whole) - len(text)

    def take_back_to(self, text: str) -> None:
        """Undo until the text is as it was; earlier typing can still be undone then."""
        for _ in range(_MOST_UNDONE):
            if self.toPlainText() == text or not self.document().isUndoAvailable():
                break
            self.undo()
        if self.toPlainText() != text:
            cursor = self.textCursor()
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.insertText(text)

    def select(self, start: int, end: int) -> None:
        """Mark a part, so that typing takes its place."""
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def _fit(self) -> None:
        """As tall as its lines, at least one. A new height lays the text out anew, so it is asked until it holds."""
        if self._is_fitting:  # the limits would be set from the inside out, the outer ones last
            return
        self._is_fitting = True
        for _ in range(3):
            height = self._needed_height()
            if self.minimumHeight() == self.maximumHeight() == height:
                break
            self.setFixedHeight(height)
        self._is_fitting = False

    def _needed_height(self) -> int:
        lines = max(1, round(self.document().size().height()))
        margin = 2 * self.document().documentMargin()
        return round(lines * self.fontMetrics().lineSpacing() + margin) + 2

    def sizeHint(self) -> QSize:
        return QSize(300, self.minimumHeight())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste words only: no formatting, no pictures."""
        self.insertPlainText(source.text())

    def end(self) -> None:
        """Put the cursor behind the last letter."""
        self.moveCursor(QTextCursor.MoveOperation.End)

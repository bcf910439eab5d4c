"""The one kind of dialog: a panel over the dimmed window. No dialog opens from a dialog.

Content goes into `body`, buttons into `foot`. Esc closes it without doing anything, Ctrl+Enter presses its primary
button from wherever the cursor is. A dialog that acts on a
patient gives two identifiers to `set_subject` (product rule 4).
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets.labels import label, line
from ui.widgets.layouts import horizontal, sized, vertical


class Sheet(QDialog):
    """`Sheet(theme, parent, width=640)`: title, subject, body, foot."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, width: int = 640) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setModal(True)
        self.theme = theme
        self._dim: _Dim | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        panel = QFrame()
        panel.setProperty("surface", "sheet")
        sized(theme, panel, min_width=width, max_width=width)
        outer.addWidget(panel)
        column = vertical(theme, panel, spacing=0)
        head = vertical(theme, margins=(24, 20, 24, 14), spacing=2)
        self._title = label("", "page", wrap=True)
        self._subject = label("", "strong", wrap=True)
        self._object = label("", "secondary", wrap=True)
        for widget in (self._title, self._subject, self._object):
            head.addWidget(widget)
        column.addLayout(head)
        column.addWidget(line())
        self.body: QVBoxLayout = vertical(theme, margins=(24, 16, 24, 20), spacing=12)
        column.addLayout(self.body, 1)
        foot = QFrame()
        foot.setProperty("surface", "foot")
        self.foot: QHBoxLayout = horizontal(theme, foot, margins=(24, 14), spacing=8)
        column.addWidget(foot)
        self._foot = foot
        self.set_subject("", "")

    def set_title(self, title: str) -> None:
        self._title.setText(title)
        self.setWindowTitle(title)

    def set_subject(self, patient: str, what: str = "") -> None:
        """Who and what it acts on: name and IIN or birth date; the document or object."""
        for widget, text in ((self._subject, patient), (self._object, what)):
            widget.setText(text)
            widget.setVisible(bool(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            button = self._primary()
            if button is not None:
                button.click()  # a button that cannot be pressed now does nothing
            return
        super().keyPressEvent(event)

    def _primary(self) -> QPushButton | None:
        """The button of the foot that the sheet is for; never a dangerous one."""
        buttons = (button for button in self._foot.findChildren(QPushButton) if button.property("kind") == "primary")
        return next((button for button in buttons if button.isVisible()), None)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        parent = self.parentWidget()
        if parent is not None and self._dim is None:
            self._dim = _Dim(self.theme, parent.window())
            self._dim.show()
            centre = parent.window().frameGeometry().center()
            self.move(centre.x() - self.width() // 2, max(0, centre.y() - self.height() // 2))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._dim is not None:
            self._dim.hide()
            self._dim.deleteLater()
            self._dim = None


class _Dim(QWidget):
    """Recedes what lies under the sheet, as far as it goes."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        ground = QColor(self._theme.colours.shadow)
        ground.setAlphaF(0.55 if self._theme.is_dark else 0.4)
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), ground)

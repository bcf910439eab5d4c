"""Text and small signs: labels by role, elided text with a tooltip, lines, key caps, icons as labels."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QStyle, QStyleOption, QWidget

from ui.theme import Theme
from ui.tokens import MEASURES

_ENDLESS = 100_000


def label(text: str = "", role: str = "", parent: QWidget | None = None, *, wrap: bool = False) -> QLabel:
    """Plain text in a role of the style sheet (`ui/style.py` lists them); sections stand in capitals."""
    made = _Wrapped(text, parent) if wrap else QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    if role == "section":
        font = made.font()
        font.setCapitalization(QFont.Capitalization.AllUppercase)
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 103)
        made.setFont(font)
    return made


class _Wrapped(QLabel):
    """Text over several lines that keeps the room for all of them: Qt's layouts ask for one line only."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_room()

    def setText(self, text: str) -> None:
        super().setText(text)
        self._keep_room()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._keep_room()

    def _keep_room(self) -> None:
        # Not heightForWidth: that one never answers less than the minimum set before.
        room = QRect(0, 0, self.contentsRect().width(), _ENDLESS)
        drawn = self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, self.text()).height()
        height = drawn + self.height() - self.contentsRect().height() if self.text() else 0
        if height != self.minimumHeight():
            self.setMinimumHeight(height)


class Elided(QLabel):
    """One line that ends in … where there is no room, and then tells the whole in its tooltip."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if role:
            self.setProperty("role", role)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 4, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    def setText(self, text: str) -> None:
        super().setText(text)
        self._tell()

    def _tell(self) -> None:
        fits = self.fontMetrics().horizontalAdvance(self.text()) <= self.contentsRect().width()
        self.setToolTip("" if fits else self.text())

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOption()
        option.initFrom(self)
        with QPainter(self) as painter:
            self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
            shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width())
            painter.setPen(self.palette().color(self.foregroundRole()))
            painter.drawText(self.contentsRect(), self.alignment() | Qt.TextFlag.TextSingleLine, shown)


def line(*, upright: bool = False) -> QFrame:
    """A hairline between things."""
    made = QFrame()
    made.setProperty("surface", "line")
    made.setProperty("upright", "true" if upright else "false")
    return made


class KeyCap(QLabel):
    """A key or chord beside the command that it runs."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("role", "key")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)


class Glyph(QLabel):
    """An icon beside text; it repeats what the text says, so it has no accessible name."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        colour: str = "secondary",
        side: float = MEASURES.icon,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._name, self._colour, self._side = theme, name, colour, side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._paint)
        self._paint()

    def set(self, name: str, colour: str = "secondary") -> None:
        self._name, self._colour = name, colour
        self._paint()

    def _paint(self) -> None:
        self.setPixmap(self._theme.pixmap(self._name, self._colour, self._side))

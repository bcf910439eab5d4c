"""The theme that is in force: colours, scale and fonts, applied live to the whole application.

A screen asks for `theme.px(8)`, `theme.colours.accent`, `theme.icon("plus")` and repaints what it drew
itself on `theme.changed`. Everything that a style sheet can say is said in `ui/style.py`.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from ui import fonts, icons, style
from ui.style_pictures import pictures
from ui.tokens import COLOURS, MEASURES, Colours, Measures, ThemeName

SCALES = (1.0, 1.1, 1.25, 1.5, 1.75, 2.0)


class Theme(QObject):
    """Colours, measures and icons of the running application; `changed` after each change."""

    changed = Signal()

    def __init__(self, name: ThemeName = ThemeName.LIGHT, scale: float = 1.0, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._scale = _within(scale)

    @property
    def name(self) -> ThemeName:
        return self._name

    @property
    def scale(self) -> float:
        """1.0 to 2.0."""
        return self._scale

    @property
    def colours(self) -> Colours:
        return COLOURS[self._name]

    @property
    def measures(self) -> Measures:
        """Lengths at 100 %; use `px` to bring them to scale."""
        return MEASURES

    @property
    def is_dark(self) -> bool:
        return self._name is not ThemeName.LIGHT

    def px(self, length: float) -> int:
        """A length at 100 % in pixels of the present scale; never less than one where it was any."""
        return max(1, round(length * self._scale)) if length else 0

    def colour(self, token: str) -> QColor:
        """A colour token as Qt wants it. Raises `AttributeError` for a name that is no token."""
        return QColor(getattr(self.colours, token))

    def font(self, size: float = MEASURES.text, weight: int = 400, *, tabular: bool = False) -> QFont:
        """The typeface at a size (pixels at 100 %) in the present scale."""
        font = fonts.text_font(self._scale, size=size, weight=weight)
        return fonts.tabular(font) if tabular else font

    def icon(self, name: str, colour: str = "secondary", checked: str | None = None) -> QIcon:
        """A Phosphor icon in a colour token, another one while checked; ask again on `changed`."""
        on_colour = getattr(self.colours, checked) if checked else None
        return icons.icon(name, getattr(self.colours, colour), on_colour)

    def pixmap(self, name: str, colour: str = "secondary", side: float = MEASURES.icon) -> QPixmap:
        """An icon as a picture for a label; `side` in pixels at 100 %."""
        ratio = QGuiApplication.primaryScreen().devicePixelRatio()
        return icons.pixmap(name, getattr(self.colours, colour), self.px(side), ratio)

    def set_name(self, name: ThemeName) -> None:
        self._change(name, self._scale)

    def set_scale(self, scale: float) -> None:
        """Clamped to 100-200 %."""
        self._change(self._name, _within(scale))

    def _change(self, name: ThemeName, scale: float) -> None:
        if (name, scale) == (self._name, self._scale):
            return
        self._name, self._scale = name, scale
        self.apply()

    def apply(self) -> None:
        """Dress the running application; called once at the start and after each change."""
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            raise TypeError("a theme needs a running application")
        fonts.load()
        if app.style().objectName() != "fusion":
            app.setStyle(QStyleFactory.create("Fusion"))
        app.setPalette(self._palette())
        app.setFont(self.font())
        app.setStyleSheet(style.sheet(self.colours, self.px, pictures(self.colours, self.px)))
        self.changed.emit()

    def _palette(self) -> QPalette:
        roles = QPalette.ColorRole
        palette = QPalette()
        for role, token in (
            (roles.Window, "background"),
            (roles.WindowText, "text"),
            (roles.Base, "surface"),
            (roles.AlternateBase, "hover"),
            (roles.Text, "text"),
            (roles.PlaceholderText, "tertiary"),
            (roles.Button, "surface"),
            (roles.ButtonText, "text"),
            (roles.Highlight, "accent"),
            (roles.HighlightedText, "on_accent"),
            (roles.Link, "accent_text"),
            (roles.LinkVisited, "accent_text"),
            (roles.ToolTipBase, "surface"),
            (roles.ToolTipText, "text"),
            (roles.Mid, "line"),
            (roles.Accent, "accent"),
        ):
            palette.setColor(role, self.colour(token))
        for role in (roles.Text, roles.WindowText, roles.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("tertiary"))
        return palette


def _within(scale: float) -> float:
    return min(max(scale, SCALES[0]), SCALES[-1])


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Change a property that the style sheet reads, and restyle the widget."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def focus_by_keyboard(widget: QWidget) -> None:
    """Give the focus as the Tab key does, so that the ring is shown."""
    widget.setFocus(Qt.FocusReason.TabFocusReason)

"""Pictures of every screen and dialog: how screens are judged (kk and ru, light and dark, 100 and 150 %).

Scenes are functions in `ui/gallery_scenes.py`. Each is built anew for every picture on a real practice with
demonstration data, so a picture shows what a doctor would see.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.domain.errors import WorldError
from ui.commands import Commands
from ui.context import Context
from ui.event_bridge import EventBridge
from ui.front_door import Reception
from ui.language import CODES, Code, Language
from ui.main_window import MainWindow
from ui.navigation import Navigation
from ui.tasks import Tasks
from ui.theme import Theme
from ui.tokens import ThemeName

if TYPE_CHECKING:
    from app.open_practice import OpenPractice

THEMES = (ThemeName.LIGHT, ThemeName.DARK)
SCALES = (1.0, 1.5)
_SIZES = {1.0: QSize(1440, 900), 1.5: QSize(1920, 1160)}  # an office screen, a large one with large text
_LONGEST_WAIT_MS = 8000


@dataclass(frozen=True, slots=True)
class Look:
    """One of the ways in which every scene is shown."""

    language: Code
    theme: ThemeName
    scale: float

    def __str__(self) -> str:
        return f"{self.language}_{self.theme}_{round(self.scale * 100)}"


class Stage:
    """What a scene is given: the window to fill, the services, and `settle` to wait until the screen is at rest."""

    def __init__(self, practice: OpenPractice, look: Look) -> None:
        self.look = look
        self.practice = practice
        self.theme = Theme(look.theme, look.scale)
        self.theme.apply()
        self.language = Language()
        self.language.set(look.language)
        self.errors: list[WorldError] = []
        self.tasks = Tasks(practice, lambda _asker, error: self.errors.append(error))
        self.bridge = EventBridge(practice.subscribers)
        self.window = QWidget()
        self.window.setProperty("ground", "background")
        self.window.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(self.window)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.window.resize(_SIZES[look.scale])
        self.frame: MainWindow | None = None

    def context(self) -> Context:
        """Services for a screen or dialog that stands alone."""
        return Context(self.practice, self.tasks, Commands(), self.language, self.theme, self.bridge, Navigation())

    def open_frame(self, place: str, subject: object = None) -> MainWindow:
        """The frame on a place, with what it shows."""
        frame = MainWindow(self.context(), lambda: Reception(is_running=True, sealed_today=37), start=place)
        self.frame = frame
        self.put(frame)
        if subject is not None:
            frame.go(place, subject)
        self.settle()
        return frame

    def put(self, page: QWidget) -> None:
        """Fill the window with a page and show it."""
        self._column.addWidget(page)
        self.window.show()
        self.settle()

    def settle(self, extra_ms: int = 60) -> None:
        """Wait until no task runs and what they brought is painted."""
        waited = 0
        while waited < _LONGEST_WAIT_MS:
            _spin(20)
            waited += 20
            if not self.tasks.running:
                break
        _spin(extra_ms)

    def picture(self) -> QPixmap:
        """The window with the dialogs and popovers that lie over it."""
        whole = self.window.grab()
        with QPainter(whole) as painter:
            for other in QApplication.topLevelWidgets():
                if other is not self.window and other.isVisible() and _belongs(other, self.window):
                    corner = other.mapToGlobal(QPoint(0, 0)) - self.window.mapToGlobal(QPoint(0, 0))
                    painter.drawPixmap(corner, _transparent(other))
        return whole

    def clear(self) -> None:
        """Close everything that the scene opened."""
        for other in QApplication.topLevelWidgets():
            if other is not self.window and other.isVisible():
                other.close()
        if self.frame is not None:
            self.frame.put_down()
        self.tasks.close()
        self.bridge.close()
        self.window.close()
        self.window.deleteLater()
        _spin(1)


Scene = Callable[[Stage], None]


def render(out: Path, practice: OpenPractice, *, only: str = "", looks: tuple[Look, ...] = ()) -> list[Path]:
    """Write `scene_language_theme_scale.png` for every scene whose name holds `only`; returns the files."""
    from ui.gallery_scenes import SCENES

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    out.mkdir(parents=True, exist_ok=True)
    looks = looks or tuple(Look(*one) for one in product(CODES, THEMES, SCALES))
    files: list[Path] = []
    for look in looks:
        for name, scene in SCENES.items():
            if only in name:
                files.append(_photograph(out, practice, look, name, scene))
    return files


def _photograph(out: Path, practice: OpenPractice, look: Look, name: str, scene: Scene) -> Path:
    stage = Stage(practice, look)
    file = out / f"{name}_{look}.png"
    try:
        scene(stage)
        stage.settle()
        stage.picture().save(str(file))
    finally:
        stage.clear()
    return file


def _spin(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _belongs(other: QWidget, window: QWidget) -> bool:
    parent = other.parentWidget()
    return parent is not None and parent.window() is window


def _transparent(widget: QWidget) -> QPixmap:
    """A dialog with its rounded corners: `grab` alone would fill what is transparent."""
    ratio = widget.devicePixelRatioF()
    drawn = QPixmap(widget.size() * ratio)
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    widget.render(drawn, QPoint(), renderFlags=QWidget.RenderFlag.DrawChildren)
    return drawn

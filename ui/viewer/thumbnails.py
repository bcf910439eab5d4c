"""Small pictures: a row of a few in the timeline, a list of all in the viewer. Each is decoded when it is painted."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.domain.observation import InstanceSummary
from ui import icons
from ui.context import Context
from ui.theme import Theme
from ui.viewer import kinds
from ui.viewer.pictures import Pictures, pictures_of

Index = QModelIndex | QPersistentModelIndex
INSTANCE = Qt.ItemDataRole.UserRole
_BLACK = QColor("#05070a")
_WHITE = QColor("#e4ebf2")


def paint_tile(
    painter: QPainter, theme: Theme, box: QRect, instance: InstanceSummary, image: QImage | None, *, chosen: bool
) -> None:
    """One small picture with its number and frames; an object without a picture shows its kind."""
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    radius = theme.px(5)
    path = QPainterPath()
    path.addRoundedRect(box, radius, radius)
    painter.save()
    painter.setClipPath(path)
    painter.fillRect(box, _BLACK)
    if image is not None:
        scaled = image.size().scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
        corner = box.center() - QRect(0, 0, scaled.width(), scaled.height()).center()
        painter.drawImage(QRect(corner, scaled), image)
    else:
        side = theme.px(24)
        middle = QRect(box.center().x() - side // 2, box.center().y() - side // 2, side, side)
        icons.draw(painter, kinds.icon_of(instance), middle.toRectF(), _WHITE)
    painter.restore()
    painter.setFont(theme.font(11.5, 600, tabular=True))
    painter.setPen(_WHITE)
    number = str(instance.instance_number or "")
    words = f"{number} · {instance.frames}" if instance.frames > 1 else number
    painter.drawText(box.adjusted(theme.px(5), 0, 0, -theme.px(3)), Qt.AlignmentFlag.AlignBottom, words)
    painter.setPen(QPen(QColor(theme.colours.accent if chosen else theme.colours.line), 2 if chosen else 1))
    painter.drawPath(path)


class ThumbnailRow(QWidget):
    """As many small pictures as fit; `chosen(instance)`. One stop of the Tab key for the whole row."""

    chosen = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = context.theme
        self._pictures: Pictures = pictures_of(context)
        self._instances: tuple[InstanceSummary, ...] = ()
        self._pictures.thumbnail_ready.connect(self._ready)

    def show_instances(self, instances: tuple[InstanceSummary, ...]) -> None:
        self._instances = instances
        self.setVisible(bool(instances))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(62))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _boxes(self) -> list[tuple[QRect, InstanceSummary]]:
        width, height, gap = self._theme.px(84), self._theme.px(60), self._theme.px(8)
        fit = max(1, (self.width() + gap) // (width + gap))
        return [
            (QRect(place * (width + gap) + 1, 1, width, height), one) for place, one in enumerate(self._instances[:fit])
        ]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for box, instance in self._boxes():
            paint_tile(painter, self._theme, box, instance, self._pictures.thumbnail(instance), chosen=False)

    def _ready(self, number: int) -> None:
        if any(one.instance_id == number for one in self._instances):
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        for box, instance in self._boxes():
            if box.contains(event.position().toPoint()):
                self.chosen.emit(instance)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._instances:
            self.chosen.emit(self._instances[0])
            return
        super().keyPressEvent(event)


class InstanceModel(QAbstractListModel):
    """The objects of a study in their order; grows while images arrive."""

    def __init__(self) -> None:
        super().__init__()
        self._instances: tuple[InstanceSummary, ...] = ()

    def show_instances(self, instances: tuple[InstanceSummary, ...]) -> None:
        self.beginResetModel()
        self._instances = instances
        self.endResetModel()

    def row_of(self, instance_id: int) -> int:
        """-1 where it is not there."""
        return next((n for n, one in enumerate(self._instances) if one.instance_id == instance_id), -1)

    def instance(self, row: int) -> InstanceSummary:
        return self._instances[row]

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._instances)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        one = self._instances[index.row()]
        if role == INSTANCE:
            return one
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{one.instance_number or index.row() + 1}: {kinds.kind_word(one)}"
        return None


class TileDelegate(QStyledItemDelegate):
    """Paints a small picture in the viewer's list."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = context.theme
        self._pictures = pictures_of(context)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._theme.px(100), self._theme.px(78))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        instance: InstanceSummary = index.data(INSTANCE)
        edge = self._theme.px(4)
        box: QRect = option.rect.adjusted(edge, edge, -edge, -edge)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        paint_tile(painter, self._theme, box, instance, self._pictures.thumbnail(instance), chosen=chosen)
        painter.restore()

"""A page of a document, drawn as paper: white in every theme."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.domain.imaging import RenderedPage
from ui.theme import Theme
from ui.viewer.pictures import image_of

_PAPER = QColor("#ffffff")
_A4 = 2**0.5


class PageView(QWidget):
    """Fits the page into itself; before it is there, an empty sheet of A4."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._image: QImage | None = None
        self.setMinimumSize(120, 160)
        theme.changed.connect(self.update)

    @property
    def image(self) -> QImage | None:
        return self._image

    def show_page(self, page: RenderedPage) -> None:
        self.show_image(image_of(page.picture))

    def show_image(self, image: QImage | None) -> None:
        self._image = image
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(270), self._theme.px(380))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        across, down = (self._image.width(), self._image.height()) if self._image else (1.0, _A4)
        scale = min((self.width() - 2) / across, (self.height() - 2) / down)
        width, height = across * scale, down * scale
        sheet = QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)
        painter.fillRect(sheet, _PAPER)
        if self._image is not None:
            painter.drawImage(sheet, self._image)
        painter.setPen(QPen(QColor(self._theme.colours.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(sheet)

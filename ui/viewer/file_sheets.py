"""A picture or an ECG that came as a file, shown as what it is; the file itself can be looked at as it came."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from app.domain.errors import WorldError
from app.domain.imaging import Picture, WaveformGroup
from app.domain.received import Attachment
from ui.context import Context
from ui.results.words import ECG_TYPES
from ui.viewer.document_sheet import DocumentSheet
from ui.viewer.ecg import EcgView
from ui.viewer.kinds import why_not_shown
from ui.viewer.page_view import PageView
from ui.viewer.panes import leads_of
from ui.viewer.pictures import image_of, pictures_of
from ui.widgets.buttons import Button
from ui.widgets.labels import label
from ui.widgets.sheet import Sheet

_ZOOM = 1.25


class _FileSheet(Sheet):
    """What both have: a place for the content, a sentence where there is none, two sizes and *Close*."""

    def __init__(self, context: Context, title: str, shown: QWidget, parent: QWidget | None) -> None:
        super().__init__(context.theme, parent, width=1100)
        self.set_title(title)
        self._stack = QStackedWidget()
        self._stack.setMinimumHeight(context.theme.px(460))
        self._problem = label("", "bad", wrap=True)
        self._stack.addWidget(shown)
        self._stack.addWidget(self._problem)
        self.body.addWidget(self._stack, 1)
        self._smaller = Button(context.theme, icon="magnifying-glass-minus", kind="tool")
        self._larger = Button(context.theme, icon="magnifying-glass-plus", kind="tool")
        self._smaller.clicked.connect(lambda: self.zoom_by(1 / _ZOOM))
        self._larger.clicked.connect(lambda: self.zoom_by(_ZOOM))
        self._close = Button(context.theme)
        self._close.clicked.connect(self.reject)
        self.foot.addWidget(self._smaller)
        self.foot.addWidget(self._larger)
        self.foot.addStretch(1)
        self.foot.addWidget(self._close)
        self.retranslate()

    def zoom_by(self, factor: float) -> None:
        raise NotImplementedError

    def fail(self, error: WorldError) -> None:
        self._problem.setText(why_not_shown(error.code))
        self._stack.setCurrentIndex(1)

    @property
    def problem(self) -> str:
        return self._problem.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Plus and minus change the size, as on every picture."""
        if event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom_by(1 / _ZOOM if event.key() == Qt.Key.Key_Minus else _ZOOM)
        else:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        self._close.setText(self.tr("Close"))
        for button, name in ((self._smaller, self.tr("Smaller")), (self._larger, self.tr("Larger"))):
            button.setAccessibleName(name)
            button.setToolTip(name)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


class EcgSheet(_FileSheet):
    """The curves on millimetre paper, decoded in the child; `identity` stands on the paper (product rule 4)."""

    def __init__(
        self, context: Context, title: str, file: Attachment, identity: tuple[str, ...], parent: QWidget | None = None
    ) -> None:
        self.ecg = EcgView()
        self._identity = identity
        super().__init__(context, title, self.ecg, parent)
        decoder = pictures_of(context).decoder
        context.tasks.work(
            self, lambda _: decoder.ecg_file(file.content, file.media_type), done=self._show, failed=self.fail
        )

    def _show(self, groups: tuple[WaveformGroup, ...]) -> None:
        leads, frequency = leads_of(groups)
        self.ecg.show_leads(leads, frequency, self._identity)

    def zoom_by(self, factor: float) -> None:
        self.ecg.zoom_by(factor)


class PictureSheet(_FileSheet):
    """A picture fitted into the sheet, larger on wish; decoded in the child."""

    def __init__(self, context: Context, title: str, file: Attachment, parent: QWidget | None = None) -> None:
        self.page = PageView(context.theme)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setWidget(self.page)
        self._scale = 1.0
        super().__init__(context, title, self._area, parent)
        decoder = pictures_of(context).decoder
        context.tasks.work(self, lambda _: decoder.picture(file.content), done=self._show, failed=self.fail)

    def _show(self, picture: Picture) -> None:
        self.page.show_image(image_of(picture))

    def zoom_by(self, factor: float) -> None:
        self._scale = min(8.0, max(1.0, self._scale * factor))
        fits = self._area.viewport().size()
        self._area.setWidgetResizable(self._scale == 1.0)
        if self._scale > 1.0:
            self.page.resize(round(fits.width() * self._scale), round(fits.height() * self._scale))


def sheet_of(
    context: Context, title: str, file: Attachment, identity: tuple[str, ...], parent: QWidget
) -> Sheet | None:
    """The sheet that shows a file of this kind; None where it can only be looked at as bytes."""
    if file.media_type == "application/pdf":
        return DocumentSheet(context, title, file.content, parent)
    if file.media_type in ECG_TYPES:
        return EcgSheet(context, title, file, identity, parent)
    if file.media_type.startswith("image/"):
        return PictureSheet(context, title, file, parent)
    return None

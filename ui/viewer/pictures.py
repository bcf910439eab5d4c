"""The decoder child as the screens use it: asked in the pool, answered on the screen's thread, ended with the practice.

There is one for each open practice; it lives with the practice's `Tasks`. Thumbnails are remembered, frames are not:
whoever shows frames knows which ones come next.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from app import results
from app.decoding import Decoder
from app.domain.errors import WorldError
from app.domain.imaging import Picture, RenderedPage
from app.domain.observation import InstanceSummary
from ui.context import Context
from ui.tasks import Progress

_THUMBNAILS_KEPT = 1000
_EDGE = 192
_PAGE_WIDTH = 900

Failed = Callable[[WorldError], None]


def image_of(picture: Picture) -> QImage:
    """A QImage with memory of its own."""
    grey = picture.samples == 1
    kind = QImage.Format.Format_Grayscale8 if grey else QImage.Format.Format_RGB888
    return QImage(picture.pixels, picture.width, picture.height, picture.width * picture.samples, kind).copy()


class Pictures(QObject):
    """`thumbnail_ready(instance_id)`; ask `thumbnail` again then."""

    thumbnail_ready = Signal(int)

    def __init__(self, context: Context, decoder: Decoder) -> None:
        super().__init__(context.tasks)
        self._context = context
        self.decoder = decoder
        self._thumbnails: OrderedDict[int, QImage | None] = OrderedDict()
        self._asked: set[int] = set()

    # thumbnails

    def thumbnail(self, instance: InstanceSummary) -> QImage | None:
        """The small picture if it is there; else it is asked for. None also for what has no picture."""
        number = instance.instance_id
        if number in self._thumbnails:
            self._thumbnails.move_to_end(number)
            return self._thumbnails[number]
        if number not in self._asked and instance.rows:
            self._asked.add(number)
            self._context.tasks.read(
                self,
                results.instance_content,
                number,
                done=lambda body: self._decode_thumbnail(number, body),
                failed=lambda _: self._keep(number, None),
            )
        return None

    def _decode_thumbnail(self, number: int, body: bytes) -> None:
        def decode(_: Progress) -> QImage:
            return image_of(self.decoder.thumbnail(body, edge=_EDGE))

        self._context.tasks.work(
            self, decode, done=lambda image: self._keep(number, image), failed=lambda _: self._keep(number, None)
        )

    def _keep(self, number: int, image: QImage | None) -> None:
        self._asked.discard(number)
        self._thumbnails[number] = image
        while len(self._thumbnails) > _THUMBNAILS_KEPT:
            self._thumbnails.popitem(last=False)
        self.thumbnail_ready.emit(number)

    # pages

    def page(
        self,
        asker: QObject,
        pdf: bytes,
        number: int,
        done: Callable[[RenderedPage], None],
        failed: Failed | None = None,
        *,
        width: int = _PAGE_WIDTH,
    ) -> None:
        """One page of a PDF, rendered in the decoder child."""
        self._context.tasks.work(
            asker, lambda _: self.decoder.pdf_page(pdf, number, width=width), done=done, failed=failed
        )

    def first_page(self, asker: QObject, pdf: bytes, done: Callable[[RenderedPage], None]) -> None:
        """The first page, for a preview; a page that cannot be drawn leaves the preview empty."""
        self.page(asker, pdf, 0, done, lambda _: None)


def pictures_of(context: Context) -> Pictures:
    """The one of this practice, made when it is first asked for."""
    found = context.tasks.findChild(Pictures)
    if isinstance(found, Pictures):
        return found
    decoder = Decoder()
    context.practice.at_close(decoder.close)
    return Pictures(context, decoder)

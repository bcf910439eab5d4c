"""Printing a PDF: its pages are drawn in the decoder child at the printer's width, one after the other."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from app.domain.errors import WorldError
from app.domain.imaging import RenderedPage
from ui.context import Context
from ui.viewer.pictures import image_of, pictures_of

_WIDTH = 2480  # pixels: A4 at 300 dots per inch


def print_pdf(context: Context, asker: QWidget, pdf: bytes) -> None:
    """Ask for the printer, then print."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, asker)
    dialog.setModal(True)
    dialog.show()

    def finished(result: int) -> None:
        dialog.deleteLater()
        if result == QDialog.DialogCode.Accepted:
            print_on(context, asker, pdf, printer)

    dialog.finished.connect(finished)


def print_on(context: Context, asker: QWidget, pdf: bytes, printer: QPrinter) -> None:
    """Every page onto the printer; the painter ends with the last one."""
    painter = QPainter(printer)

    def draw(page: RenderedPage) -> None:
        area = painter.viewport()
        picture = page.picture
        scale = min(area.width() / picture.width, area.height() / picture.height)
        painter.drawImage(QRectF(0, 0, picture.width * scale, picture.height * scale), image_of(picture))
        if page.page + 1 < page.pages:
            printer.newPage()
            ask(page.page + 1)
        else:
            painter.end()

    def give_up(_: WorldError) -> None:
        painter.end()

    def ask(number: int) -> None:
        pictures_of(context).page(asker, pdf, number, draw, give_up, width=_WIDTH)

    ask(0)

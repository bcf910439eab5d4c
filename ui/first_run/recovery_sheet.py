"""The printable recovery sheet: drawn straight onto the printer or into the PDF that the user chose.

The key is never written anywhere else: no temporary file, no cache.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QFont, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen
from PySide6.QtWidgets import QWidget

from app.domain.clock import local
from app.domain.errors import OutOfSpace, WorldError
from ui.tokens import FONT_FAMILY

_DPI = 300
_MM = _DPI / 25.4


@dataclass(frozen=True, slots=True)
class SheetTexts:
    """What stands on the sheet, in the language of the screen; `made` holds {day}."""

    title: str
    practice: str
    owner: str
    purpose: str
    use: str
    made: str
    key: str


def save_pdf(path: Path, texts: SheetTexts) -> None:
    """Write the sheet as PDF. Raises `WorldError("cannot-write")`, `OutOfSpace`."""
    writer = QPdfWriter(str(path))
    writer.setTitle(texts.title)
    writer.setResolution(_DPI)
    _set_page(writer)
    painter = QPainter()
    if not painter.begin(writer):
        raise WorldError("cannot-write")
    try:
        draw(painter, texts)
    finally:
        finished = painter.end()
    if not finished or not path.exists() or not path.stat().st_size:
        raise OutOfSpace


def print_sheet(parent: QWidget, texts: SheetTexts) -> bool:
    """Ask for a printer and print; False when the user thought better of it."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(_DPI)
    _set_page(printer)
    if QPrintDialog(printer, parent).exec() != QPrintDialog.DialogCode.Accepted:
        return False
    with QPainter(printer) as painter:
        draw(painter, texts)
    return True


def draw(painter: QPainter, texts: SheetTexts) -> None:
    """One A4 page; lengths in millimetres."""
    y = _text(painter, texts.title, 0, 22, bold=True)
    y = _text(painter, texts.practice, y + 4, 13, bold=True)
    y = _text(painter, texts.owner, y + 1, 12)
    y = _key(painter, texts.key, y + 10)
    y = _text(painter, texts.purpose, y + 10, 12)
    y = _text(painter, texts.use, y + 4, 12)
    _text(painter, texts.made.format(day=f"{local(datetime.now(UTC)):%d.%m.%Y}"), y + 8, 10)


def _set_page(device: QPagedPaintDevice) -> None:
    layout = QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4),
        QPageLayout.Orientation.Portrait,
        QMarginsF(25, 25, 20, 20),
        QPageLayout.Unit.Millimeter,
    )
    device.setPageLayout(layout)


def _font(points: float, *, bold: bool) -> QFont:
    font = QFont(FONT_FAMILY)
    font.setPixelSize(round(points / 72 * _DPI))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font


def _text(painter: QPainter, text: str, top: float, points: float, *, bold: bool = False) -> float:
    """Draw a paragraph from `top` mm; returns where it ends."""
    painter.setFont(_font(points, bold=bold))
    width = painter.viewport().width()
    room = QRectF(0, top * _MM, width, 120 * _MM)
    drawn = painter.boundingRect(room, Qt.TextFlag.TextWordWrap, text)
    painter.drawText(room, Qt.TextFlag.TextWordWrap, text)
    return drawn.bottom() / _MM


def _key(painter: QPainter, key: str, top: float) -> float:
    """The groups in boxes of three a row, numbered, in letters that cannot be mistaken."""
    width, height, gap = 50.0, 18.0, 4.0
    painter.setPen(QPen(Qt.GlobalColor.black, 0.3 * _MM))
    bottom = top
    for at, group in enumerate(key.split("-")):
        left, upper = (width + gap) * (at % 3), top + (height + gap) * (at // 3)
        box = QRectF(left * _MM, upper * _MM, width * _MM, height * _MM)
        painter.drawRoundedRect(box, 2 * _MM, 2 * _MM)
        painter.setFont(_font(9, bold=False))
        painter.drawText(box.adjusted(2 * _MM, 1 * _MM, 0, 0), Qt.AlignmentFlag.AlignLeft, str(at + 1))
        painter.setFont(_font(26, bold=True))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, group)
        bottom = upper + height
    return bottom

"""The second factor (RFC 6238): a QR code for the phone's application, and one code typed to prove that it works."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.number_fields import CodeField
from ui.tasks import Progress, Tasks
from ui.theme import Theme, focus_by_keyboard
from ui.widgets.field import Field
from ui.widgets.labels import label
from ui.widgets.layouts import horizontal, sized, vertical

_QUIET_ZONE = 4  # modules, ISO/IEC 18004


class QrCode(QWidget):
    """A QR code, dark on light in every theme: phones read it so."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[bytearray] = []
        sized(theme, self, width=200, height=200)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_content(self, content: str) -> None:
        import segno

        self._rows = [bytearray(row) for row in segno.make(content, error="m", micro=False).matrix]
        self.update()

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._rows:
            return
        count = len(self._rows) + 2 * _QUIET_ZONE
        side = max(1, min(self.width(), self.height()) // count)  # whole pixels: sharp edges
        start = (min(self.width(), self.height()) - side * len(self._rows)) // 2
        with QPainter(self) as painter:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor("#ffffff"))
            painter.drawRoundedRect(QRectF(self.rect()), side, side)
            painter.setBrush(QColor("#000000"))
            for down, row in enumerate(self._rows):
                for across, dark in enumerate(row):
                    if dark:
                        painter.drawRect(start + across * side, start + down * side, side, side)


class SecondFactor(QWidget):
    """`proved()` once a right code was typed. `is_right(secret, code)` may be slow and runs in the pool."""

    proved = Signal()

    def __init__(self, theme: Theme, tasks: Tasks, is_right: Callable[[str, str], bool]) -> None:
        super().__init__()
        self._tasks, self._is_right = tasks, is_right
        self._secret = ""
        self.is_proved = False
        row = horizontal(theme, self, spacing=24)
        self.qr = QrCode(theme)
        row.addWidget(self.qr, 0, Qt.AlignmentFlag.AlignTop)
        column = vertical(theme, spacing=12)
        row.addLayout(column, 1)
        self._steps = label("", "", wrap=True)
        self._by_hand = label("", "secondary", wrap=True)
        self._shown_secret = label("", "code", wrap=True)
        self._shown_secret.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.code = CodeField()
        self.code.setProperty("large", "true")
        self.code.digits_changed.connect(self._typed)
        sized(theme, self.code, max_width=200)
        self.field = Field(theme, self.code)
        for widget in (self._steps, self._by_hand, self._shown_secret, self.field):
            column.addWidget(widget)
        column.addStretch(1)
        self.retranslate()

    def set_secret(self, secret: str, otpauth_uri: str) -> None:
        self._secret = secret
        self.is_proved = False
        self.qr.set_content(otpauth_uri)
        self.qr.setAccessibleName(self.tr("QR code for the application of one-time codes"))
        self._shown_secret.setText(" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)))

    def retranslate(self) -> None:
        self._steps.setText(
            self.tr("Open an application for one-time codes on your phone, point it at the picture and type its code.")
        )
        self._by_hand.setText(self.tr("If the picture cannot be read, type this secret into the application:"))
        self.field.set_texts(self.tr("One-time code"), self.tr("Six digits; a new code comes every 30 seconds."))
        self.qr.setAccessibleName(self.tr("QR code for the application of one-time codes"))

    def check(self) -> None:
        """Prove what is typed; says in words what is wrong."""
        if not self.code.is_complete:
            self.field.set_error(self.tr("Type the six digits that the application shows."))
            focus_by_keyboard(self.code)
            return
        secret, typed = self._secret, self.code.digits

        def prove(_: Progress) -> bool:
            return self._is_right(secret, typed)

        self._tasks.work(self, prove, done=self._proved)

    def _typed(self, _: str) -> None:
        self.field.set_error("")
        self.is_proved = False
        if self.code.is_complete:
            self.check()

    def _proved(self, is_right: bool) -> None:
        self.is_proved = is_right
        if is_right:
            self.field.set_error("")
            self.proved.emit()
            return
        self.field.set_error(
            self.tr("This code does not fit. Check that the clocks of phone and computer agree, and type the next one.")
        )
        self.code.selectAll()
        focus_by_keyboard(self.code)

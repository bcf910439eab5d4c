"""The bytes as the device sent them: text where they are text, else a dump of their beginning."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui import formats
from ui.context import Context
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import label
from ui.widgets.sheet import Sheet

_SHOWN = 64 * 1024
_DUMPED = 4 * 1024


def readable(content: bytes) -> str:
    """HL7 and other text with a line for each segment; binary as hexadecimal beside its printable letters."""
    beginning = content[:_SHOWN]
    if b"\0" not in beginning[:1024]:
        for encoding in ("utf-8", "cp1251"):
            try:
                return beginning.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
            except UnicodeDecodeError:
                continue
    return dump(content[:_DUMPED])


def dump(content: bytes) -> str:
    lines = []
    for at in range(0, len(content), 16):
        part = content[at : at + 16]
        letters = "".join(chr(byte) if 32 <= byte < 127 else "·" for byte in part)
        lines.append(f"{at:06x}  {part.hex(' '):<47}  {letters}")
    return "\n".join(lines)


def in_fixed_width(theme: Theme, text: QPlainTextEdit) -> None:
    """Dress a text of a machine: every letter as wide, lines not wrapped."""
    text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    text.setProperty("mono", "true")
    text.setMinimumHeight(theme.px(380))
    font = text.font()
    font.setFamilies(["DejaVu Sans Mono", "Consolas", "monospace"])
    text.setFont(font)


class BytesSheet(Sheet):
    """Shows bytes; nothing can be changed in it."""

    def __init__(self, context: Context, title: str, content: bytes, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, parent, width=900)
        self._what, self._size = title, len(content)
        self.text = QPlainTextEdit(readable(content))
        self.text.setReadOnly(True)
        in_fixed_width(context.theme, self.text)
        self._note = label("", "small", wrap=True)
        self.body.addWidget(self.text, 1)
        self.body.addWidget(self._note)
        self._close = Button(context.theme)
        self._close.clicked.connect(self.reject)
        self.foot.addStretch(1)
        self.foot.addWidget(self._close)
        self.retranslate()

    def retranslate(self) -> None:
        self.set_title(self._what)
        words = self.tr("{size}, kept exactly as it is. Looking at it is in the journal.")
        self._note.setText(words.format(size=formats.size(self._size)))
        self.text.setAccessibleName(self._what)
        self._close.setText(self.tr("Close"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

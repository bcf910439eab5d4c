"""A record as it came: text by letters that are tried live, or hexadecimal; and reading it again by those letters."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from app import unread
from app.domain.unread import UnreadContent
from ui import formats
from ui.context import Context
from ui.devices.words import CHARACTER_SETS, character_set_word
from ui.inbox.original import dump, in_fixed_width
from ui.theme import focus_by_keyboard
from ui.widgets.buttons import Button, Segmented
from ui.widgets.labels import label
from ui.widgets.layouts import horizontal
from ui.widgets.sheet import Sheet

_SHOWN = 64 * 1024
_MORE = {"koi8_r": "KOI8-R", "utf-16-le": "UTF-16"}  # of old and of strange senders: no setting of a device
_CHOICES = (*CHARACTER_SETS, *_MORE)


class RecordSheet(Sheet):
    """`reread_wanted(character set)`; nothing can be changed in it."""

    reread_wanted = Signal(str)

    def __init__(self, context: Context, record: UnreadContent, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, parent, width=920)
        self._record = record
        row = horizontal(context.theme, spacing=10)
        self.view = Segmented(("text", "hex"))
        self.view.choose("text" if record.is_text else "hex")
        self.view.chosen.connect(lambda _: self._show())
        self._letters_word = label("", "secondary")
        self.letters = QComboBox()
        for codec in _CHOICES:
            self.letters.addItem("", codec)
        self.letters.currentIndexChanged.connect(lambda _: self._show())
        row.addWidget(self.view)
        row.addStretch(1)
        row.addWidget(self._letters_word)
        row.addWidget(self.letters)
        self.body.addLayout(row)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        in_fixed_width(context.theme, self.text)
        self.body.addWidget(self.text, 1)
        self._note = label("", "small", wrap=True)
        self.body.addWidget(self._note)
        self._close = Button(context.theme)
        self.reread = Button(context.theme, icon="arrow-clockwise", kind="primary")
        self._close.clicked.connect(self.reject)
        self.reread.clicked.connect(self._read_again)
        self.foot.addStretch(1)
        self.foot.addWidget(self._close)
        self.foot.addWidget(self.reread)
        self.retranslate()
        self._show()
        focus_by_keyboard(self.letters if record.is_text else self.view.button("hex"))

    @property
    def _codec(self) -> str:
        return str(self.letters.currentData() or "")

    def _show(self) -> None:
        """The bytes by the letters that are chosen now; only what is shown changes."""
        beginning = self._record.content[:_SHOWN]
        is_text = self.view.current == "text"
        shown = unread.as_text(beginning, self._codec)[0] if is_text else dump(beginning)
        self.text.setPlainText(shown)
        self.letters.setEnabled(is_text)
        self.reread.setEnabled(is_text and bool(self._codec))

    def _read_again(self) -> None:
        self.accept()
        self.reread_wanted.emit(self._codec)

    def retranslate(self) -> None:
        self.set_title(self.tr("As the device sent it"))
        self.view.set_titles({"text": self.tr("Text"), "hex": self.tr("Hexadecimal")})
        self._letters_word.setText(self.tr("Letters:"))
        self.letters.setAccessibleName(self.tr("Character set of the text"))
        for index, codec in enumerate(_CHOICES):
            self.letters.setItemText(index, _MORE.get(codec) or character_set_word(codec))
        size, found = formats.size(self._record.size), self._record.character_set
        kept = self.tr("{size}, kept exactly as it is. Looking at it is in the journal.").format(size=size)
        recognised = self.tr("Recognised letters: {name}.").format(name=found) if self._record.is_text else ""
        cut = self.tr("The beginning is shown.") if self._record.size > _SHOWN else ""
        self._note.setText(" ".join(part for part in (kept, recognised, cut) if part))
        self.text.setAccessibleName(self.tr("As the device sent it"))
        self._close.setText(self.tr("Close"))
        self.reread.setText(self.tr("Read again by these letters"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def show_record(
    asker: QWidget, context: Context, received_record_id: int, was_read: Callable[[], None] | None = None
) -> None:
    """Open the sheet over the asker's window; `was_read` is called when it was read again by other letters."""

    def read(codec: str) -> None:
        context.tasks.write(
            asker, unread.read_with, received_record_id, codec, done=lambda _: was_read() if was_read else None
        )

    def show(found: UnreadContent) -> None:
        sheet = RecordSheet(context, found, asker.window())
        if was_read is not None:
            sheet.reread_wanted.connect(read)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    context.tasks.write(asker, unread.content, received_record_id, done=show)

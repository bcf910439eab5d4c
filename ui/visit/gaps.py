"""The gaps of a template in the note: shown in colour, gone through with one key, filled by typing over them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat

from app.domain import note_template
from ui.theme import Theme, focus_by_keyboard
from ui.visit.note_field import NoteField


class Gaps:
    """Over all text fields of a note, in the order of the form."""

    def __init__(self, theme: Theme, fields: Mapping[str, NoteField]) -> None:
        self._fields = fields
        self._colours = [_Highlighter(theme, field) for field in fields.values()]

    def go_to_first(self, began: Mapping[str, int] | None = None) -> None:
        """Mark the first gap, or the first one of what was just inserted at these places."""
        for name, field in self._fields.items():
            if began is not None and name not in began:
                continue
            least = (began or {}).get(name, 0)
            found = next((gap for gap in note_template.gaps(field.toPlainText()) if gap[0] >= least), None)
            if found is not None:
                _mark(field, found)
                return
        if began:
            last = self._fields[list(began)[-1]]
            focus_by_keyboard(last)
            last.end()

    def go_on(self, step: int) -> bool:
        """Mark the next gap behind the cursor (`step` 1) or before it (-1), round the end; False where none is left."""
        places = [
            (row, gap, field)
            for row, field in enumerate(self._fields.values())
            for gap in note_template.gaps(field.toPlainText())
        ]
        if not places:
            return False
        here = self._here()
        if step > 0:
            following = (place for place in places if (place[0], place[1][0]) >= (here[0], here[2]))
            chosen = next(following, places[0])
        else:
            preceding = (place for place in reversed(places) if (place[0], place[1][1]) <= (here[0], here[1]))
            chosen = next(preceding, places[-1])
        _mark(chosen[2], chosen[1])
        return True

    def _here(self) -> tuple[int, int, int]:
        """Row, beginning and end of what is marked there; before everything where no text has the keys."""
        for row, field in enumerate(self._fields.values()):
            if field.hasFocus():
                cursor = field.textCursor()
                return row, cursor.selectionStart(), cursor.selectionEnd()
        return 0, 0, 0


def _mark(field: NoteField, gap: tuple[int, int]) -> None:
    focus_by_keyboard(field)
    field.select(*gap)


class _Highlighter(QSyntaxHighlighter):
    def __init__(self, theme: Theme, field: NoteField) -> None:
        super().__init__(field.document())
        self._theme = theme
        theme.changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:
        look = QTextCharFormat()
        look.setBackground(QColor(self._theme.colours.accent_soft))
        look.setForeground(QColor(self._theme.colours.accent_text))
        for start, end in note_template.gaps(text):
            self.setFormat(start, end - start, look)

"""The diagnoses of a visit: searched by code or words, the first one is the main one."""

from __future__ import annotations

import re
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from app import diagnosis_search
from app.domain.coding import ICD10, Coding
from app.domain.visit import Diagnosis, DiagnosisKind
from ui.context import Context
from ui.tab_order import put_behind, stops_in
from ui.visit import words
from ui.visit.search_field import SearchField
from ui.widgets.buttons import Button
from ui.widgets.labels import Elided
from ui.widgets.layouts import horizontal, vertical

# ICD-10: a letter, two digits, a point and one or two digits; Russian look-alikes of Latin letters are typed too.
_CODE = re.compile(r"([A-Za-zА-Яа-я]\d{2}(?:\.\d{1,2})?)\s*(.*)", re.DOTALL)
_LATIN = str.maketrans("АВЕКМНОРСТХавекмнорстх", "ABEKMHOPCTXABEKMHOPCTX")
_SHOWN = 8


def typed_diagnosis(text: str) -> tuple[str, str] | None:
    """`к80.2 камни` as (`K80.2`, `камни`), taken as the doctor says; None where the words are missing."""
    match = _CODE.fullmatch(text.strip())
    if match is None or not match.group(2):
        return None
    return match.group(1).translate(_LATIN).upper(), match.group(2).strip()


class DiagnosisList(QWidget):
    """Chosen diagnoses as lines, the search field under them."""

    changed = Signal()
    focused = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None, *, behind: QWidget | None = None) -> None:
        """`behind`: what Tab comes from into the lines, which stand above the search."""
        super().__init__(parent)
        self._context, self._behind = context, behind
        self.language = "ru"  # of the document
        self._chosen: tuple[Diagnosis, ...] = ()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(80)
        self._pause.timeout.connect(self._ask)
        column = vertical(context.theme, self, spacing=2)
        self._lines = vertical(context.theme, spacing=2)
        column.addLayout(self._lines)
        self._search = SearchField()
        self._search.setProperty("bare", "true")
        self._search.textEdited.connect(lambda _: self._pause.start())
        self._search.moved.connect(self._move_in_list)
        self._search.accepted.connect(self._accept)
        self._search.left.connect(self._hide_list)
        self._search.focused.connect(self.focused)
        column.addWidget(self._search)
        self._found = QListWidget()
        self._found.setProperty("compact", "true")
        self._found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._found.itemClicked.connect(lambda _: self._accept())
        self._found.hide()
        column.addWidget(self._found)
        self.retranslate()

    @property
    def search(self) -> QLineEdit:
        return self._search

    def diagnoses(self) -> tuple[Diagnosis, ...]:
        return self._chosen

    def put(self, diagnoses: tuple[Diagnosis, ...]) -> None:
        if diagnoses != self._chosen:
            self._chosen = diagnoses
            self._show_lines()

    def add(self, code: str, text: str, version: str = "") -> None:
        """Take a diagnosis; the first one is the main one."""
        if all(one.code != code for one in self._chosen):
            self._chosen = (*self._chosen, Diagnosis(code, text, version, is_main=not self._chosen))
            self._show_lines()
            self.changed.emit()

    def _change(self, index: int, **what: object) -> None:
        changed = replace(self._chosen[index], **what)  # type: ignore[arg-type]  # one field of the diagnosis
        chosen = list(self._chosen)
        chosen[index] = changed
        if what.get("is_main"):
            chosen = [changed, *(replace(one, is_main=False) for n, one in enumerate(chosen) if n != index)]
        self._chosen = tuple(chosen)
        self._show_lines()
        self.changed.emit()

    def remove(self, index: int) -> None:
        rest = [one for n, one in enumerate(self._chosen) if n != index]
        if rest and not any(one.is_main for one in rest):
            rest[0] = replace(rest[0], is_main=True)
        self._chosen = tuple(rest)
        self._show_lines()
        self.changed.emit()
        self._search.setFocus()

    def _show_lines(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        lines = [self._line(index, diagnosis) for index, diagnosis in enumerate(self._chosen)]
        for one in lines:
            self._lines.addWidget(one)
        put_behind(self._behind, (stop for one in lines for stop in stops_in(one)))

    def _line(self, index: int, diagnosis: Diagnosis) -> QWidget:
        theme = self._context.theme
        widget = QWidget()
        row = horizontal(theme, widget, spacing=4)
        text = Elided(f"{diagnosis.code} {diagnosis.text} — {words.diagnosis_standing(diagnosis)}")
        row.addWidget(text, 1)
        is_preliminary = diagnosis.kind is DiagnosisKind.PRELIMINARY
        other = DiagnosisKind.FINAL if is_preliminary else DiagnosisKind.PRELIMINARY
        kind = Button(theme, self.tr("Make final") if is_preliminary else self.tr("Make preliminary"), kind="ghost")
        kind.clicked.connect(lambda: self._change(index, kind=other))
        row.addWidget(kind)
        if not diagnosis.is_main:
            main = Button(theme, self.tr("Make main"), kind="ghost")
            main.clicked.connect(lambda: self._change(index, is_main=True))
            row.addWidget(main)
        remove = Button(theme, icon="x", kind="round")
        remove.setAccessibleName(self.tr("Remove {diagnosis}").format(diagnosis=diagnosis.code))
        remove.setToolTip(remove.accessibleName())
        remove.clicked.connect(lambda: self.remove(index))
        row.addWidget(remove)
        return widget

    # search

    def _ask(self) -> None:
        typed = self._search.text().strip()
        if len(typed) < 2:
            self._hide_list()
            return
        self._context.tasks.search(self, diagnosis_search.find, typed, self.language, _SHOWN, done=self._show_found)

    def _show_found(self, found: tuple[Coding, ...] | None) -> None:
        if found is None or not self._search.hasFocus():
            return
        self._found.clear()
        own = typed_diagnosis(self._search.text())
        if own is not None and all(own[0] != one.code for one in found):
            found = (*found, Coding(own[0], ICD10, own[1]))
        for one in found:
            item = QListWidgetItem(f"{one.code}  {one.display}")
            item.setData(Qt.ItemDataRole.UserRole, (one.code, one.display, one.version))
            self._found.addItem(item)
        self._found.setCurrentRow(0)
        row = self._context.theme.px(30)
        self._found.setFixedHeight(row * len(found) + 4)
        self._found.setVisible(bool(found))

    def _move_in_list(self, step: int) -> None:
        if self._found.isVisible():
            self._found.setCurrentRow(max(0, min(self._found.count() - 1, self._found.currentRow() + step)))

    def _accept(self) -> None:
        item = self._found.currentItem() if self._found.isVisible() else None
        own = typed_diagnosis(self._search.text())
        if item is not None:
            code, text, version = item.data(Qt.ItemDataRole.UserRole)
        elif own is not None:
            (code, text), version = own, ""
        else:
            return
        self._search.clear()
        self._hide_list()
        self.add(code, text, version)

    def _hide_list(self) -> None:
        self._found.hide()

    def retranslate(self) -> None:
        self._search.setPlaceholderText(self.tr("Code or words, e.g. K80.2 (Ctrl+D)"))
        self._search.setAccessibleName(self.tr("Find a diagnosis by code or words"))
        self._found.setAccessibleName(self.tr("Found diagnoses"))
        self._show_lines()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

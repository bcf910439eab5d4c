"""Choosing a template by typing: the list at the left, what would be inserted at the right.

Up and Down move while the cursor stays in the search; Enter inserts; Esc closes and changes nothing. Own templates can
be renamed and withdrawn here, and the last of these is taken back with Ctrl+Z in the window.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QScrollArea, QWidget

from app.domain.errors import WorldError
from app.domain.identity import folded
from app.domain.note_template import NoteTemplate
from app.templates import list_templates, rename_template, withdraw_template
from ui.context import Context
from ui.messages import explain
from ui.theme import focus_by_keyboard
from ui.visit import words
from ui.visit.search_field import SearchField
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.labels import label
from ui.widgets.layouts import horizontal, sized, vertical
from ui.widgets.sheet import Sheet

_ROW = 30
_LANGUAGES = {"kk": "ҚАЗ", "ru": "РУС"}


class TemplateSheet(Sheet):
    """`chosen(template)`; `language` is the document's: its templates come first."""

    chosen = Signal(object)

    def __init__(
        self, context: Context, templates: tuple[NoteTemplate, ...], language: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(context.theme, parent, width=860)
        self._context, self._language = context, language
        self._templates = templates
        self._build()
        self.retranslate()
        self._fill()
        focus_by_keyboard(self.search)

    def _build(self) -> None:
        theme = self._context.theme
        self.search = SearchField()
        self.search.setProperty("large", "true")
        self.search.textEdited.connect(lambda _: self._fill())
        self.search.moved.connect(self._move)
        self.search.accepted.connect(self.insert)
        self.body.addWidget(self.search)
        row = horizontal(theme, spacing=12)
        self.list = QListWidget()
        self.list.setProperty("compact", "true")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(lambda _: self._show_current())
        self.list.itemDoubleClicked.connect(lambda _: self.insert())
        sized(theme, self.list, width=330, height=330)
        row.addWidget(self.list)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row.addWidget(self._area, 1)
        self.body.addLayout(row)
        self.name = QLineEdit()
        self.name.returnPressed.connect(self.rename)
        self._name_field = Field(theme, self.name)
        self._name_field.hide()
        self.body.addWidget(self._name_field)
        self._said = label("", "secondary", wrap=True)
        self.body.addWidget(self._said)
        self._rename = Button(theme, icon="pencil-simple", kind="ghost")
        self._withdraw = Button(theme, icon="prohibit", kind="ghost")
        self._cancel = Button(theme)
        self._insert = Button(theme, icon="clipboard-text", kind="primary")
        self._rename.clicked.connect(self.ask_name)
        self._withdraw.clicked.connect(self.withdraw)
        self._cancel.clicked.connect(self.reject)
        self._insert.clicked.connect(self.insert)
        self.foot.addWidget(self._rename)
        self.foot.addWidget(self._withdraw)
        self.foot.addStretch(1)
        self.foot.addWidget(self._cancel)
        self.foot.addWidget(self._insert)

    @property
    def current(self) -> NoteTemplate | None:
        found = self.list.currentIndex().data(Qt.ItemDataRole.UserRole)
        return found if isinstance(found, NoteTemplate) else None

    def insert(self) -> None:
        template = self.current
        if template is not None:
            self.accept()
            self.chosen.emit(template)

    # the list

    def _fill(self, keep: str = "") -> None:
        """Every typed word begins a word of the name, the specialty or the language, in any spelling."""
        wanted = folded(self.search.text()).split()
        self.list.clear()
        for one in self._templates:
            there = folded(f"{one.name} {words.specialty(one.specialty)} {_LANGUAGES[one.language]}").split()
            if all(any(word.startswith(part) for word in there) for part in wanted):
                item = QListWidgetItem(self._line(one))
                item.setToolTip(one.name)
                item.setData(Qt.ItemDataRole.UserRole, one)
                item.setSizeHint(QSize(0, self._context.theme.px(_ROW)))
                self.list.addItem(item)
        keys = [self.list.item(row).data(Qt.ItemDataRole.UserRole).key for row in range(self.list.count())]
        self.list.setCurrentRow(keys.index(keep) if keep in keys else 0 if keys else -1)
        self._show_current()

    def _line(self, template: NoteTemplate) -> str:
        if template.is_starter:
            origin = words.specialty(template.specialty)
        else:
            origin = self.tr("of the practice") if template.is_shared else self.tr("own")
        other = _LANGUAGES[template.language] if template.language != self._language else ""
        return " · ".join(part for part in (template.name, origin, other) if part)

    def _move(self, step: int) -> None:
        self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + step)))

    def _show_current(self) -> None:
        template = self.current
        panel = QFrame()
        panel.setProperty("ground", "surface")
        column = vertical(self._context.theme, panel, margins=(4, 0, 8, 0), spacing=4)
        if template is None:
            column.addWidget(label(self.tr("No template is called so."), "secondary", wrap=True))
        else:
            for name, text in template.texts.items():
                column.addWidget(label(words.field_word(name), "section"))
                column.addWidget(label(text, "", wrap=True))
                column.addSpacing(self._context.theme.px(6))
        column.addStretch(1)
        self._area.setWidget(panel)
        self._insert.setEnabled(template is not None)
        may = template is not None and template.may_change
        self._rename.setVisible(may)
        self._withdraw.setVisible(may)
        self._name_field.hide()

    # changing the list

    def ask_name(self) -> None:
        template = self.current
        if template is None:
            return
        self.name.setText(template.name)
        self._name_field.set_error("")
        self._name_field.show()
        focus_by_keyboard(self.name)
        self.name.selectAll()

    def rename(self) -> None:
        template = self.current
        if template is None or not self._name_field.isVisible():
            return
        self._context.tasks.write(
            self, rename_template, template.key, self.name.text(), done=lambda one: self._read_again(one.key),
            failed=lambda error: self._name_field.set_error(explain(error).sentence),
        )  # fmt: skip

    def withdraw(self) -> None:
        template = self.current
        if template is None:
            return
        said = self.tr("“{name}” is taken out of the list. Ctrl+Z in the window brings it back.")

        def gone() -> None:
            self._said.setText(said.format(name=template.name))
            self._read_again("")

        self._context.tasks.write(self, withdraw_template, template.key, done=lambda _: gone(), failed=self._say)

    def _say(self, error: WorldError) -> None:
        self._said.setText(explain(error).sentence)

    def _read_again(self, keep: str) -> None:
        def take(found: tuple[NoteTemplate, ...]) -> None:
            self._templates = found
            self._fill(keep)
            focus_by_keyboard(self.search)

        self._context.tasks.read(self, list_templates, self._language, done=take)

    def retranslate(self) -> None:
        self.set_title(self.tr("Insert a template"))
        self.search.setPlaceholderText(self.tr("Name of the template, or a part of it"))
        self.search.setAccessibleName(self.tr("Find a template"))
        self.list.setAccessibleName(self.tr("Templates"))
        self._area.setAccessibleName(self.tr("What is inserted"))
        self._name_field.set_texts(self.tr("New name"), self.tr("Enter keeps it"))
        self._rename.setText(self.tr("Rename"))
        self._withdraw.setText(self.tr("Take out"))
        self._cancel.setText(self.tr("Cancel"))
        self._insert.setText(self.tr("Insert") + "  ⏎")
        self._said.setText(
            self.tr("Empty rows are filled, written ones get it below. Ctrl+J: to the next gap. Ctrl+Z: take it back.")
        )

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self._fill()
        super().changeEvent(event)

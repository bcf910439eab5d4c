"""A file of results into a card: what it is, and for a table what each column means, before anything is kept."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QGridLayout, QScrollArea, QWidget

from app import reading_files, readings
from app.domain.errors import Unreadable, WorldError
from app.domain.observation import ResultSource
from app.domain.patient import Patient
from app.reading_files import Preview
from ui import formats
from ui.card import import_words
from ui.context import Context
from ui.messages import explain
from ui.widgets.buttons import Button, Segmented
from ui.widgets.labels import Elided, label
from ui.widgets.layouts import grid, horizontal
from ui.widgets.sheet import Sheet

_MOST_COLUMNS = 40


class ImportSheet(Sheet):
    """`start()` asks for a file; `imported(values)` when it is in the card."""

    imported = Signal(int)

    def __init__(self, context: Context, patient: Patient, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, parent, width=820)
        self._context, self._patient = context, patient
        self._name, self._content = "", b""
        self._preview: Preview | None = None
        self.choices: list[QComboBox] = []
        self.set_subject(formats.two_identifiers(patient.name, patient.iin, patient.birth_date))
        self._what = label("", "strong", wrap=True)
        self._problem = label("", "bad", wrap=True)
        self.body.addWidget(self._what)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setMinimumHeight(context.theme.px(260))
        self.body.addWidget(self._area, 1)
        self.body.addWidget(self._problem)
        row = horizontal(context.theme, spacing=8)
        self._who = label("", "field")
        self.source = Segmented((ResultSource.PATIENT_DEVICE.value, ResultSource.HAND.value))
        self.source.choose(ResultSource.PATIENT_DEVICE.value)
        row.addWidget(self._who)
        row.addWidget(self.source)
        row.addStretch(1)
        self.body.addLayout(row)
        self._another = Button(context.theme, icon="folder-open")
        self._another.clicked.connect(self.choose)
        self._cancel = Button(context.theme)
        self._cancel.clicked.connect(self.reject)
        self.take = Button(context.theme, icon="check", kind="primary")
        self.take.clicked.connect(self._take)
        self.foot.addWidget(self._another)
        self.foot.addStretch(1)
        self.foot.addWidget(self._cancel)
        self.foot.addWidget(self.take)
        self.retranslate()

    # choosing

    def start(self) -> None:
        self.open()
        self.choose()

    def choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose a file of results"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.look_at(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def look_at(self, path: Path) -> None:
        """Read and look at a file in the pool; nothing is kept."""
        self._context.tasks.work(
            self, lambda _: _looked_at(path), done=lambda found: self.show_file(*found), failed=self._fail
        )

    def show_file(self, name: str, content: bytes, preview: Preview) -> None:
        """What was looked at, with a choice for each column of a table."""
        self._name, self._content, self._preview = name, content, preview
        self._show_columns(preview)
        self._say()

    def _show_columns(self, preview: Preview) -> None:
        """A row for each column: its heading, its first values, what it is taken for."""
        self.choices = []
        panel = QWidget()
        table: QGridLayout = grid(self._context.theme, panel, margins=4, spacing=6)
        for at, heading in enumerate(preview.headings[:_MOST_COLUMNS]):
            choice = QComboBox()
            for role, title in import_words.roles():
                choice.addItem(title, role)
            choice.setCurrentIndex(max(0, choice.findData(preview.roles[at])))
            choice.setAccessibleName(self.tr("What the column {heading} holds").format(heading=heading))
            choice.currentIndexChanged.connect(self._choice_changed)
            self.choices.append(choice)
            table.addWidget(Elided(heading, "strong"), at, 0)
            values = " · ".join(row[at] for row in preview.rows[:3] if row[at])
            table.addWidget(Elided(values, "secondary"), at, 1)
            table.addWidget(choice, at, 2)
        for column, stretch in enumerate((2, 3, 0)):
            table.setColumnStretch(column, stretch)
        table.setColumnMinimumWidth(0, self._context.theme.px(200))
        table.setRowStretch(len(preview.headings), 1)
        self._area.setWidget(panel)
        self._area.setVisible(bool(preview.headings))

    def _choice_changed(self) -> None:
        roles = tuple(str(choice.currentData()) for choice in self.choices)
        name, content = self._name, self._content
        self._context.tasks.work(
            self, lambda _: reading_files.preview(name, content, roles), done=self._chosen, failed=self._fail
        )

    def _chosen(self, preview: Preview) -> None:
        self._preview = preview
        self._say()

    # keeping

    def _take(self) -> None:
        preview = self._preview
        if preview is None or not preview.values:
            return
        columns = reading_files.columns_of(preview.headings, preview.roles) if preview.headings else None
        self._context.tasks.write(
            self, readings.import_file, self._patient.patient_id, self._name, self._content,
            source=ResultSource(self.source.current), columns=columns, done=self._taken, failed=self._fail,
        )  # fmt: skip

    def _taken(self, counts: tuple[int, int]) -> None:
        self.imported.emit(counts[1])
        self.accept()

    def _fail(self, error: WorldError) -> None:
        words = explain(error)
        self._problem.setText(" ".join(part for part in (words.sentence, words.next_step) if part))
        self._problem.show()

    # words

    def _say(self) -> None:
        preview = self._preview
        self.take.setEnabled(preview is not None and preview.values > 0)
        self._problem.hide()
        if preview is None:
            self._what.setText(self.tr("Choose a file: CSV of a meter, ECG, PDF, picture, HL7, GDT or FHIR."))
            return
        kind = import_words.format_word(preview.format)
        values = self.tr("%n value(s)", "", preview.values)
        self._what.setText(" · ".join(part for part in (self._name, kind, values) if part))
        if preview.problem:
            self._fail(Unreadable(preview.problem))

    def retranslate(self) -> None:
        self.set_title(self.tr("Results from a file"))
        self._who.setText(self.tr("Measured"))
        self.source.set_titles({
            ResultSource.PATIENT_DEVICE.value: self.tr("by the patient at home"),
            ResultSource.HAND.value: self.tr("here, in the practice"),
        })  # fmt: skip
        self._another.setText(self.tr("Choose a file"))
        self._cancel.setText(self.tr("Cancel"))
        self.take.setText(self.tr("Take into the card"))
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _looked_at(path: Path) -> tuple[str, bytes, Preview]:
    """Name, bytes and what they are. Raises `Unreadable`."""
    try:
        if path.stat().st_size > reading_files.MAX_BYTES:
            raise Unreadable("file-too-large")
        content = path.read_bytes()
    except OSError:
        raise Unreadable("file-not-read") from None
    return path.name, content, reading_files.preview(path.name, content)

"""Looking for a study in another archive and fetching it (PS3.4 annex C, the practice as user).

What is fetched arrives as any received object: matched by the usual rules, into a card or into the inbox.
"""

from __future__ import annotations

import contextlib
from datetime import date

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from app import dicom_network
from app.dicom_network import Archive, FoundStudy
from app.domain.errors import WorldError
from ui import formats
from ui.context import Context
from ui.day.words import modality_word
from ui.messages import explain
from ui.number_fields import DateField
from ui.tables import Column, RowsModel, RowsView
from ui.tasks import Cancelled, Job, Progress
from ui.theme import focus_by_keyboard, set_property
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.labels import label
from ui.widgets.layouts import horizontal, sized
from ui.widgets.progress import ProgressStrip
from ui.widgets.sheet import Sheet

_MODALITIES = ("US", "CT", "MR", "DX", "CR", "MG", "XA", "ECG", "ES", "OT")


class FindStudySheet(Sheet):
    """`FindStudySheet(context, archive, parent)`: Enter in a field looks, Enter on a study fetches it."""

    def __init__(self, context: Context, archive: Archive, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, parent, width=860)
        self._context, self._archive = context, archive
        self._job: Job | None = None
        self._found: tuple[FoundStudy, ...] | None = None
        self._fetched: int | None = None
        self._problem: WorldError | None = None
        theme = context.theme
        self.number, self.name, self.day, self.modality = QLineEdit(), QLineEdit(), DateField(), QComboBox()
        for field in (self.number, self.name):
            field.setMaxLength(64)  # LO and PN, PS3.5 6.2
        self.modality.addItem("", "")
        for code in _MODALITIES:
            self.modality.addItem(code, code)
        row = horizontal(theme, spacing=8)
        self._fields = [Field(theme, one) for one in (self.number, self.name, self.day, self.modality)]
        for one, stretch in zip(self._fields, (3, 4, 2, 3), strict=True):
            row.addWidget(one, stretch)
        self.body.addLayout(row)
        self.model: RowsModel[FoundStudy] = RowsModel(theme, self._columns(), lambda one: one.study_instance_uid)
        self.table: RowsView[FoundStudy] = RowsView(theme, self.model)
        sized(theme, self.table, min_height=240)
        self.table.activated.connect(lambda _: self.fetch())
        self.table.selectionModel().currentChanged.connect(lambda _new, _old: self._say_buttons())
        self.body.addWidget(self.table.framed(), 1)
        self.progress = ProgressStrip(theme)
        self.outcome = label("", "secondary", wrap=True)
        self.body.addWidget(self.progress)
        self.body.addWidget(self.outcome)
        self._close, self.look = Button(theme), Button(theme, icon="magnifying-glass")
        self.fetch_it = Button(theme, icon="download-simple", kind="primary")
        self._close.clicked.connect(self.reject)
        self.look.clicked.connect(self.search)
        self.fetch_it.clicked.connect(self.fetch)
        self.foot.addStretch(1)
        for button in (self._close, self.look, self.fetch_it):
            button.setAutoDefault(False)
            self.foot.addWidget(button)
        self.retranslate()
        focus_by_keyboard(self.number)

    def _columns(self) -> tuple[Column[FoundStudy], ...]:
        return (
            Column(lambda: self.tr("Patient"), lambda one: one.patient_name.replace("^", " ").strip(), is_strong=True),
            Column(lambda: self.tr("Number"), lambda one: one.patient_id, 126),
            Column(lambda: self.tr("Date"), lambda one: _day_word(one.study_date), 92),
            Column(lambda: self.tr("Kind"), lambda one: one.modalities.replace("\\", ", "), 74),
            Column(lambda: self.tr("Description"), lambda one: one.description, 150),
            Column(lambda: self.tr("Images"), lambda one: one.images, 80),
        )

    # looking

    @property
    def keys(self) -> dict[str, str]:
        """What is asked; a name matches by its beginning (PS3.4 C.2.2.2.4)."""
        number = "".join(self.number.text().split()).replace("\\", "")
        name = "^".join(self.name.text().replace("\\", " ").replace("^", " ").split())
        day, modality = self.day.day, str(self.modality.currentData())
        asked = {
            "patient_id": number, "patient_name": f"{name}*" if name else "",
            "study_date": f"{day:%Y%m%d}" if day else "", "modality": modality,
        }  # fmt: skip
        return {key: value for key, value in asked.items() if value}

    def search(self) -> None:
        if self._job is not None:
            return
        is_half = bool(self.day.digits) and self.day.day is None
        self._fields[2].set_error(self.tr("No such day.") if is_half else "")
        keys = self.keys
        is_empty = not keys.keys() - {"modality"}
        self._fields[0].set_error(self.tr("Enter number, name or date.") if is_empty and not is_half else "")
        if is_half or is_empty:
            focus_by_keyboard(self.day if is_half else self.number)
            return
        practice, archive = self._context.practice, self._archive

        def work(_: Progress) -> tuple[FoundStudy, ...]:
            return dicom_network.query(practice, dicom_network.node_of(practice, archive), keys)

        self._begin(self._context.tasks.work(self, work, done=self.show_found, failed=self._failed), self.tr("Looking"))

    def show_found(self, found: tuple[FoundStudy, ...]) -> None:
        self._job, self._found = None, found
        self.table.put_rows(found)
        self.retranslate()
        focus_by_keyboard(self.table if found else self.number)

    # fetching

    def fetch(self) -> None:
        """In the pool; it can be stopped, and what came stays."""
        study = self.table.current
        if study is None or self._job is not None:
            return
        practice, archive = self._context.practice, self._archive

        def work(progress: Progress) -> int:
            def arrived(count: int) -> None:
                with contextlib.suppress(Cancelled):  # `enough` ends it
                    progress(count, 0)

            node = dicom_network.node_of(practice, archive)
            try:
                count = dicom_network.fetch(
                    practice, node, study.study_instance_uid, arrived, enough=lambda: progress.is_cancelled
                )
            except WorldError:
                if progress.is_cancelled:
                    raise Cancelled from None
                raise
            if progress.is_cancelled:
                raise Cancelled
            return count

        job = self._context.tasks.work(self, work, done=self.show_fetched, failed=self._failed)
        self._begin(job, self.tr("Fetching"))

    def show_fetched(self, count: int) -> None:
        self._job, self._fetched = None, count
        self.retranslate()
        focus_by_keyboard(self.table)

    def _begin(self, job: Job, what: str) -> None:
        self._job, self._problem, self._fetched = job, None, None
        self.progress.watch(job, what)
        self.retranslate()

    def _failed(self, error: WorldError) -> None:
        self._job, self._problem = None, error
        self.retranslate()

    def reject(self) -> None:
        """Esc while objects come stops it first."""
        if self._job is not None:
            self._job.cancel()
            return
        super().reject()

    # words

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.search()
            return
        super().keyPressEvent(event)

    def _say_buttons(self) -> None:
        is_free = self._job is None
        self.look.setEnabled(is_free)
        self.fetch_it.setEnabled(is_free and self.table.current is not None)

    def retranslate(self) -> None:
        self.set_title(self.tr("Find a study: {archive}").format(archive=self._archive.name))
        titles = (self.tr("IIN or number"), self.tr("Surname, name"), self.tr("Study date"), self.tr("Kind"))
        for field, editor, title in zip(
            self._fields, (self.number, self.name, self.day, self.modality), titles, strict=True
        ):
            field.set_texts(title)
            editor.setAccessibleName(title)
        self.modality.setItemText(0, self.tr("any"))
        for at, code in enumerate(_MODALITIES, 1):
            word = modality_word(code)
            self.modality.setItemText(at, word if word == code else f"{word} ({code})")
        self.table.setAccessibleName(self.tr("Found studies"))
        self.model.say_again()
        self._close.setText(self.tr("Close"))
        self.look.setText(self.tr("Find"))
        self.fetch_it.setText(self.tr("Fetch"))
        self.outcome.setText(self._said())
        is_bad = self._problem is not None and self._problem.code != "cancelled"
        set_property(self.outcome, "role", "bad" if is_bad else "ok" if self._fetched else "secondary")
        self._say_buttons()

    def _said(self) -> str:
        if self._problem is not None:
            stopped = self.tr("Stopped. What had come stays.")
            return stopped if self._problem.code == "cancelled" else explain(self._problem).sentence
        if self._fetched is not None:
            return self.tr(
                "%n object(s) came. They go to the patient's card by themselves, or wait in the inbox.", "",
                self._fetched,
            )  # fmt: skip
        if self._found is None:
            return self.tr("Enter looks; Enter on a found study fetches it.")
        if not self._found:
            return self.tr("Nothing found there.")
        if len(self._found) == dicom_network.MOST_FOUND:
            return self.tr("Many were found, the first are shown. Say more.")
        return self.tr("%n study(ies) found.", "", len(self._found))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _day_word(text: str) -> str:
    """DA of PS3.5 6.2; what is no day is shown as it came."""
    try:
        return formats.day(date.fromisoformat(text.strip()))
    except ValueError:
        return text

"""Splitting a study: the images that belong to somebody else are marked, and go to that patient or into the inbox."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app import moving, patients
from app.domain.errors import WorldError
from app.domain.observation import InstanceSummary, MovePreview, StudySummary
from app.domain.patient import Patient
from ui import formats, icons
from ui.context import Context
from ui.messages import explain
from ui.moving.citing import CitingWarning
from ui.patients.chooser import PatientChooser
from ui.theme import focus_by_keyboard
from ui.viewer.thumbnails import InstanceModel, TileDelegate
from ui.widgets.buttons import Button, Segmented
from ui.widgets.field import Field
from ui.widgets.labels import label
from ui.widgets.layouts import horizontal, sized, vertical
from ui.widgets.sheet import Sheet

_SERIES = 6  # buttons for whole series


class MarkedImages(QListView):
    """Images that are marked and unmarked: Space where the keys are, or a click; arrows only walk."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.selectionModel().select(self.currentIndex(), QItemSelectionModel.SelectionFlag.Toggle)
            event.accept()
            return
        super().keyPressEvent(event)


class MarkedTile(TileDelegate):
    """A small picture with a tick where it is marked: never by colour alone."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._own_theme = context.theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        if not option.state & QStyle.StateFlag.State_Selected:
            return
        theme = self._own_theme
        side = theme.px(22)
        box = QRectF(option.rect.right() - side - theme.px(6), option.rect.top() + theme.px(7), side, side)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.colours.accent))
        painter.drawEllipse(box)
        inside = box.adjusted(side / 5, side / 5, -side / 5, -side / 5)
        icons.draw(painter, "check", inside, QColor(theme.colours.on_accent))
        painter.restore()


class SplitSheet(Sheet):
    """`was_split(name of the patient, empty for the inbox)`."""

    was_split = Signal(str)

    def __init__(self, context: Context, study: StudySummary, what: str, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, parent, width=760)
        self._context, self._study, self._what = context, study, what
        self._patient: Patient | None = None
        theme = context.theme
        self._instances = tuple(one for one in study.instances if one.is_current)
        self._series = list(dict.fromkeys((one.series_number, one.series_instance_uid) for one in self._instances))
        self._words = label("", "secondary", wrap=True)
        self.citing = CitingWarning(context)
        self.body.addWidget(self._words)
        self.body.addWidget(self.citing)
        self.body.addLayout(self._marking())
        self.body.addWidget(self._images(), 1)
        self.body.addLayout(self._target())
        self.reason = QLineEdit()
        self._why = Field(theme, self.reason)
        self.body.addWidget(self._why)
        self._problem = label("", "bad", wrap=True)
        self._problem.hide()
        self.body.addWidget(self._problem)
        self._cancel = Button(theme)
        self.split_it = Button(theme, icon="scissors", kind="primary")
        self._cancel.clicked.connect(self.reject)
        self.split_it.clicked.connect(self.split)
        self.foot.addStretch(1)
        self.foot.addWidget(self._cancel)
        self.foot.addWidget(self.split_it)
        self.retranslate()
        if study.patient_id is not None:
            context.tasks.read(self, patients.get, study.patient_id, done=self._take_patient)
        context.tasks.read(self, moving.preview, "study", study.study_id, done=self._take)
        focus_by_keyboard(self.images)

    def _marking(self) -> QHBoxLayout:
        theme = self._context.theme
        row = horizontal(theme, spacing=8)
        self._series_word = label("", "secondary")
        row.addWidget(self._series_word)
        self.series: list[Button] = []
        for place in range(min(len(self._series), _SERIES)):
            button = Button(theme, kind="ghost")
            button.clicked.connect(lambda _=False, at=place: self.mark_series(at))
            self.series.append(button)
            row.addWidget(button)
        row.addStretch(1)
        self._marked = label("", "strong")
        row.addWidget(self._marked)
        return row

    def _images(self) -> MarkedImages:
        theme = self._context.theme
        self._model = InstanceModel()
        self._model.show_instances(self._instances)
        self.images = MarkedImages()
        self.images.setModel(self._model)
        self.images.setItemDelegate(MarkedTile(self._context, self.images))
        self.images.setViewMode(QListView.ViewMode.IconMode)
        self.images.setResizeMode(QListView.ResizeMode.Adjust)
        self.images.setMovement(QListView.Movement.Static)
        self.images.setUniformItemSizes(True)
        self.images.setSelectionMode(QAbstractItemView.SelectionMode.MultiSelection)
        self.images.setGridSize(QSize(theme.px(104), theme.px(80)))
        sized(theme, self.images, min_height=190)
        self.images.selectionModel().selectionChanged.connect(lambda _new, _old: self._say_marked())
        return self.images

    def _target(self) -> QVBoxLayout:
        column = vertical(self._context.theme, spacing=8)
        self.target = Segmented(("patient", "inbox"))
        self.target.choose("patient")
        self.target.chosen.connect(lambda _: self._target_chosen())
        self.chooser = PatientChooser(self._context)
        self._whom = Field(self._context.theme, self.chooser)
        self.chooser.chosen.connect(lambda _: self._patient_chosen())
        self.chooser.field.textEdited.connect(lambda _: self._say_marked())
        column.addWidget(self.target)
        column.addWidget(self._whom)
        return column

    # marking

    @property
    def marked(self) -> tuple[InstanceSummary, ...]:
        rows = sorted(index.row() for index in self.images.selectionModel().selectedIndexes())
        return tuple(self._model.instance(row) for row in rows)

    def mark_series(self, place: int) -> None:
        """Mark every image of a series, or none of it where all are marked."""
        uid = self._series[place][1]
        own = [row for row, one in enumerate(self._instances) if one.series_instance_uid == uid]
        chosen = {index.row() for index in self.images.selectionModel().selectedIndexes()}
        flags = QItemSelectionModel.SelectionFlag
        flag = flags.Deselect if chosen.issuperset(own) else flags.Select
        for row in own:
            self.images.selectionModel().select(self._model.index(row), flag)

    def _target_chosen(self) -> None:
        to_patient = self.target.current == "patient"
        self._whom.setVisible(to_patient)
        self._say_marked()
        focus_by_keyboard(self.chooser.field if to_patient else self.reason)

    def _patient_chosen(self) -> None:
        self._say_marked()
        focus_by_keyboard(self.reason)

    # doing it

    def split(self) -> None:
        to_patient = self.target.current == "patient"
        if to_patient and self.chooser.patient is None:
            self._whom.set_error(self.tr("Choose whose images they are."))
            focus_by_keyboard(self.chooser.field)
            return
        patient_id = self.chooser.patient.patient_id if to_patient and self.chooser.patient else None
        self.split_it.setEnabled(False)
        self._context.tasks.write(
            self, moving.split, self._study.study_id, tuple(one.instance_id for one in self.marked), patient_id,
            self.reason.text().strip(), done=lambda _: self._done(), failed=self._refused,
        )  # fmt: skip

    def _done(self) -> None:
        to = self.chooser.patient if self.target.current == "patient" else None
        self.accept()
        self.was_split.emit(formats.short_name(to.name) if to else "")

    def _refused(self, error: WorldError) -> None:
        self._problem.setText(explain(error).sentence)
        self._problem.show()
        self._say_marked()

    def _take_patient(self, patient: Patient) -> None:
        self._patient = patient
        self._say_subject()

    def _take(self, preview: MovePreview) -> None:
        self.citing.show_documents(preview.documents)
        self.adjustSize()

    # words

    def _say_subject(self) -> None:
        if self._patient is not None:
            one = self._patient
            self.set_subject(formats.two_identifiers(one.name, one.iin, one.birth_date), self._what)

    def _say_marked(self) -> None:
        count, every = len(self.marked), len(self._instances)
        self._marked.setText(self.tr("{marked} of {all} marked").format(marked=count, all=every))
        has_target = self.target.current == "inbox" or self.chooser.patient is not None
        self.split_it.setEnabled(0 < count < every and has_target)

    def retranslate(self) -> None:
        self.set_title(self.tr("Split the study"))
        self._words.setText(
            self.tr("Mark the images of somebody else with Space or the mouse: they become a study of their own.")
        )
        self._series_word.setText(self.tr("Whole series:"))
        for place, button in enumerate(self.series):
            number, uid = self._series[place]
            images = sum(one.series_instance_uid == uid for one in self._instances)
            button.setText(self.tr("№ {number} ({images})").format(number=number or place + 1, images=images))
            button.setAccessibleName(self.tr("Mark series {number}").format(number=number or place + 1))
        self.images.setAccessibleName(self.tr("Images of the study"))
        self.target.set_titles({"patient": self.tr("To another patient"), "inbox": self.tr("Into the inbox")})
        self._whom.set_texts(self.tr("Whose they are"))
        self.chooser.setAccessibleName(self.tr("Whose they are"))
        self._why.set_texts(self.tr("Reason"), self.tr("Stays in the journal of both cards; may be left empty."))
        self._cancel.setText(self.tr("Cancel"))
        self.split_it.setText(self.tr("Split"))
        self._say_subject()
        self._say_marked()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

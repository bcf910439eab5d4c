"""The image viewer: what a device sent, object by object, with the patient's identity on the picture.

Pictures are windowed, zoomed, measured; loops are played; ECGs, measurements and documents are shown as what they
are; what cannot be shown is said and kept. Images that arrive while a study is open are added to the list and
change nothing else.
"""

from __future__ import annotations

import functools

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QListView, QSlider, QStackedWidget, QWidget

from app import patients, results
from app.domain.errors import WorldError
from app.domain.events import ObjectFiled
from app.domain.imaging import DecodedFrame, TreeLine, WaveformGroup
from app.domain.observation import InstanceSummary, StudySummary
from app.domain.patient import Patient
from ui import formats
from ui.commands import Command
from ui.context import Context
from ui.day.words import modality_word
from ui.key_positions import letter
from ui.moving import steps
from ui.moving.steps import CiteWish, Filed
from ui.theme import focus_by_keyboard
from ui.viewer import kinds
from ui.viewer.canvas import Canvas, Corners, Tool
from ui.viewer.ecg import EcgView
from ui.viewer.frames import Frames, colours_of, first_window, greyscale_of
from ui.viewer.kinds import Kind
from ui.viewer.panes import DocumentPane, TreePane, identity_lines, leads_of
from ui.viewer.pictures import pictures_of
from ui.viewer.thumbnails import InstanceModel, TileDelegate
from ui.viewer.tool_bar import ViewerBar
from ui.viewer.window_level import Window
from ui.widgets.labels import label
from ui.widgets.layouts import horizontal, sized, vertical

_DEFAULT_FRAME_MS = 40.0


class ViewerScreen(QWidget):
    """`show_subject(study_id)`."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setProperty("ground", "background")
        self._study: StudySummary | None = None
        self._patient: Patient | None = None
        self._instance: InstanceSummary | None = None
        self._frame: DecodedFrame | None = None
        self._first: Window | None = None
        self._windows: dict[int, Window] = {}  # by object: what the doctor set stays
        self._is_fresh = True
        self._build()
        self._frames = Frames(context, self)
        self._frames.arrived.connect(self._show_frame)
        self._frames.failed.connect(self._show_failure)
        self._cine = QTimer(self)
        self._cine.timeout.connect(lambda: self._step(1, round_again=True))
        self._reload = QTimer(self)
        self._reload.setSingleShot(True)
        self._reload.setInterval(100)
        self._reload.timeout.connect(self._read_again)
        context.bridge.happened.connect(self._happened)
        self._add_commands()
        self.retranslate()

    def _build(self) -> None:
        theme = self._context.theme
        column = vertical(theme, self, spacing=0)
        self.bar = ViewerBar(self._context)
        column.addWidget(self.bar)
        row = horizontal(theme, margins=(0, 0, 10, 0), spacing=10)
        self._model = InstanceModel()
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(TileDelegate(self._context, self.list))
        self.list.setProperty("compact", "true")
        self.list.setUniformItemSizes(True)
        self.list.selectionModel().currentChanged.connect(self._instance_chosen)
        sized(theme, self.list, width=122)
        row.addWidget(self.list)
        middle = vertical(theme, margins=(0, 10, 0, 8), spacing=6)
        self._stack = QStackedWidget()
        self.canvas, self.ecg = Canvas(), EcgView()
        self.tree, self.pages = TreePane(), DocumentPane(self._context)
        for widget in (self.canvas, self.ecg, self.tree, self.pages):
            self._stack.addWidget(widget)
        middle.addWidget(self._stack, 1)
        middle.addWidget(self._frame_row())
        row.addLayout(middle, 1)
        column.addLayout(row, 1)
        self.canvas.frame_step_asked.connect(functools.partial(self._step, round_again=False))
        self.canvas.window_changed.connect(self._keep_window)
        self.bar.back_wanted.connect(self._context.navigation.back)
        self.bar.tool_chosen.connect(self._choose_tool)
        self.bar.invert_wanted.connect(self.canvas.invert)
        self.bar.reset_wanted.connect(self.reset)
        self.bar.play_wanted.connect(self.play)
        self.bar.more_wanted.connect(self.show_menu)
        self._context.theme.changed.connect(self._size_list)
        self._size_list()

    def _add_commands(self) -> None:
        add, is_here = self._context.commands.add, lambda: self.isVisible() and self._filed() is not None
        for key, title, icon, run in (
            ("study.cite", lambda: self.tr("Cite the study in the note"), "quotes", self.cite_it),
            ("study.move", lambda: self.tr("Move the study to another patient"), "arrows-left-right", self.move_it),
            ("study.split", lambda: self.tr("Split the study"), "scissors", self.split_it),
        ):
            add(Command(key, title, run, "", icon, is_here), self)

    # citing, moving, splitting

    def _filed(self) -> Filed | None:
        study = self._study
        if study is None or study.patient_id is None:
            return None
        return Filed("study", study.study_id, study.patient_id, self.bar.title)

    def show_menu(self, button: QWidget) -> None:
        if (filed := self._filed()) is not None:
            menu = steps.menu_for(self._context, self, filed, self.cite_it)
            menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def cite_it(self) -> None:
        """Into the open note of the card, where the line is put."""
        if (filed := self._filed()) is not None:
            self._context.navigation.go("card", CiteWish(filed.patient_id, filed.kind, filed.object_id))

    def move_it(self) -> None:
        if (filed := self._filed()) is not None:
            steps.move(self._context, self, filed)

    def split_it(self) -> None:
        if (filed := self._filed()) is not None:
            steps.split(self._context, self, filed)

    def _frame_row(self) -> QWidget:
        self._frame_bar = QFrame()
        row = horizontal(self._context.theme, self._frame_bar, margins=(4, 0), spacing=10)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.valueChanged.connect(self._slider_moved)
        self._frame_words = label("", "secondary")
        row.addWidget(self.slider, 1)
        row.addWidget(self._frame_words)
        self._frame_bar.hide()
        return self._frame_bar

    def _size_list(self) -> None:
        self.list.setGridSize(QSize(self._context.theme.px(104), self._context.theme.px(80)))

    # the study

    def show_subject(self, study_id: object) -> None:
        if isinstance(study_id, int):
            self._windows.clear()
            self._instance = None
            self._context.tasks.write(self, results.open_study, study_id, done=self._opened)

    def _opened(self, study: StudySummary) -> None:
        self._study = study
        self._patient = None
        if study.patient_id is not None:
            self._context.tasks.read(self, patients.get, study.patient_id, done=self._take_patient)
        self._model.show_instances(_current(study))
        self._say_study()
        if self._model.rowCount():
            self.list.setCurrentIndex(self._model.index(0))

    def _take_patient(self, patient: Patient) -> None:
        if self._study is not None and patient.patient_id == self._study.patient_id:
            self._patient = patient
            self._say_corners()

    def _happened(self, event: object) -> None:
        is_this = isinstance(event, ObjectFiled) and event.kind == "study" and self._study is not None
        if is_this and isinstance(event, ObjectFiled) and self._study and event.object_id == self._study.study_id:
            self._reload.start()

    def _read_again(self) -> None:
        if self._study is not None:
            self._context.tasks.read(self, results.study, self._study.study_id, done=self._grow)

    def _grow(self, study: StudySummary) -> None:
        """More images came: the list grows, the picture, the selection and the scroll bar stay."""
        if self._study is None or study.study_id != self._study.study_id:
            return
        if study.patient_id != self._study.patient_id:  # moved: the old name must leave the picture at once
            self._patient = None
            if study.patient_id is not None:
                self._context.tasks.read(self, patients.get, study.patient_id, done=self._take_patient)
        self._study = study
        scrolled = self.list.verticalScrollBar().value()
        selection = self.list.selectionModel()
        blocked = selection.blockSignals(True)
        self._model.show_instances(_current(study))
        row = self._model.row_of(self._instance.instance_id) if self._instance else -1
        if row >= 0:
            keep = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Current
            selection.setCurrentIndex(self._model.index(row), keep)
        selection.blockSignals(blocked)
        self.list.verticalScrollBar().setValue(scrolled)
        self._say_study()
        if row < 0 and self._model.rowCount():
            self.list.setCurrentIndex(self._model.index(0))

    # one object

    def _instance_chosen(self, index: QModelIndex) -> None:
        if index.isValid():
            self._open(self._model.instance(index.row()))

    def _open(self, instance: InstanceSummary) -> None:
        self._instance, self._frame = instance, None
        self._is_fresh = True
        self._cine.stop()
        kind = kinds.kind_of(instance)
        self.bar.show_kind(kind, frames=instance.frames)
        many = kind is Kind.IMAGE and instance.frames > 1
        self._frame_bar.setVisible(many)
        self.slider.blockSignals(True)
        self.slider.setRange(0, max(0, instance.frames - 1))
        self.slider.setValue(0)
        self.slider.blockSignals(False)
        self._say_corners()
        if kind is Kind.IMAGE:
            self._stack.setCurrentWidget(self.canvas)
            self._frames.open(instance)
            if not self.list.hasFocus():
                focus_by_keyboard(self.canvas)
            if many:
                self.play()
        elif kind is Kind.OTHER:
            self._show_failure("kind")
        else:
            self._context.tasks.read(
                self,
                results.instance_content,
                instance.instance_id,
                done=functools.partial(self._show_content, instance, kind),
                failed=lambda error: self._show_failure(error.code),
            )

    def _show_content(self, instance: InstanceSummary, kind: Kind, body: bytes) -> None:
        decoder = pictures_of(self._context).decoder
        run = functools.partial(self._context.tasks.work, self, failed=self._fail)
        if kind is Kind.WAVEFORM:
            run(lambda _: decoder.waveform(body), done=functools.partial(self._show_waveform, instance))
        elif kind is Kind.REPORT:
            run(lambda _: decoder.report_tree(body), done=functools.partial(self._show_tree, instance))
        else:
            run(lambda _: decoder.encapsulated_document(body), done=functools.partial(self._show_document, instance))

    def _fail(self, error: WorldError) -> None:
        self._show_failure(error.code)

    def _show_waveform(self, instance: InstanceSummary, groups: tuple[WaveformGroup, ...]) -> None:
        if instance is self._instance:
            leads, frequency = leads_of(groups)
            self.ecg.show_leads(leads, frequency, self._identity())
            self._stack.setCurrentWidget(self.ecg)

    def _show_tree(self, instance: InstanceSummary, lines: tuple[TreeLine, ...]) -> None:
        if instance is self._instance:
            self.tree.show_lines(lines)
            self._stack.setCurrentWidget(self.tree)

    def _show_document(self, instance: InstanceSummary, document: tuple[str, bytes]) -> None:
        media_type, content = document
        if instance is not self._instance:
            return
        if media_type == "application/pdf":
            self._stack.setCurrentWidget(self.pages)
            self.pages.show_pdf(content)
        else:
            self._show_failure("kind")

    def _show_failure(self, code: str) -> None:
        self._cine.stop()
        self._stack.setCurrentWidget(self.canvas)
        self.canvas.show_nothing(kinds.why_not_shown(code))

    # frames

    def _show_frame(self, frame: DecodedFrame) -> None:
        self._frame = frame
        assert self._instance is not None
        if frame.samples == 3:
            self.canvas.show_colour(colours_of(frame), spacing=frame.pixel_spacing_mm, fresh=self._is_fresh)
        else:
            grey = greyscale_of(frame)
            if self._is_fresh:
                self._first = first_window(frame, grey)
            window = self._windows.get(self._instance.instance_id) or self._first or grey.full_range
            self.canvas.show_grey(grey, window, spacing=frame.pixel_spacing_mm, fresh=self._is_fresh)
        self._is_fresh = False
        self._say_corners()

    def _keep_window(self, window: Window) -> None:
        if self._instance is not None:
            self._windows[self._instance.instance_id] = window

    def _slider_moved(self, frame: int) -> None:
        self._frames.show(frame)
        self._say_frame(frame)

    def _step(self, step: int, *, round_again: bool) -> None:
        if self._instance is None:
            return
        last = max(0, self._instance.frames - 1)
        if not last:  # the wheel on a single image goes to the next one
            if not round_again:
                self._next_instance(step)
            return
        wanted = self.slider.value() + step
        self.slider.setValue(wanted % (last + 1) if round_again else max(0, min(last, wanted)))

    def _next_instance(self, step: int) -> None:
        row = max(0, min(self._model.rowCount() - 1, self.list.currentIndex().row() + step))
        self.list.setCurrentIndex(self._model.index(row))

    def play(self) -> None:
        """Start or stop the loop, in the device's own time."""
        if self._cine.isActive():
            self._cine.stop()
        elif self._instance is not None and self._instance.frames > 1:
            own = self._frame.frame_time_ms if self._frame else None
            self._cine.start(round(max(15.0, own or _DEFAULT_FRAME_MS)))
        self.bar.show_playing(is_playing=self._cine.isActive())

    def reset(self) -> None:
        if self._instance is not None:
            self._windows.pop(self._instance.instance_id, None)
        self.canvas.reset(self._first)

    def _choose_tool(self, tool: Tool) -> None:
        self.canvas.tool = tool

    # keys and words

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys walk the objects, Space plays, I inverts, R resets."""
        key = event.key()
        if key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self._next_instance(1 if key == Qt.Key.Key_PageDown else -1)
        elif key == Qt.Key.Key_Space:
            self.play()
        elif letter(event) == "I":
            self.canvas.invert()
        elif letter(event) == "R":
            self.reset()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._cine.stop()
        super().hideEvent(event)

    def _identity(self) -> tuple[str, ...]:
        patient = self._patient
        if patient is None:
            given = self._study is not None and self._study.patient_id is not None
            return () if given else (self.tr("not given to a patient"),)
        iin, born = str(patient.iin or ""), formats.day(patient.birth_date)
        return identity_lines(formats.short_name(patient.name), iin, born, self.canvas.fontMetrics())

    def _say_corners(self) -> None:
        if self._study is None or self._instance is None:
            return
        self.ecg.identity = self._identity()
        self.ecg.update()
        frame = self._frame.frame if self._frame else 0
        row = self.list.currentIndex().row() + 1
        place = f"{row} / {self._model.rowCount()}"
        if self._instance.version > 1:
            place += " · " + self.tr("version {number}").format(number=self._instance.version)
        self.canvas.corners = Corners(self._identity(), formats.moment(self._study.received_at), place)
        self.canvas.setAccessibleName(f"{self.bar.title} {place}")
        self._say_frame(frame)
        self.canvas.update()

    def _say_frame(self, frame: int) -> None:
        if self._instance is not None:
            words = self.tr("frame {number} of {frames}").format(number=frame + 1, frames=self._instance.frames)
            self._frame_words.setText(words)

    def _say_study(self) -> None:
        if self._study is None:
            return
        study = self._study
        what = study.description or modality_word(study.modality)
        day = formats.day(study.study_date) or formats.day(study.received_at.date())
        self.bar.set_title(" · ".join(part for part in (what, day, study.device_name) if part))
        self.bar.more.setVisible(study.patient_id is not None)

    def retranslate(self) -> None:
        self.list.setAccessibleName(self.tr("Objects of the study"))
        self.slider.setAccessibleName(self.tr("Frame"))
        self.ecg.setAccessibleName(self.tr("ECG"))
        self.tree.setAccessibleName(self.tr("Measurements"))
        self._say_study()
        self._say_corners()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _current(study: StudySummary) -> tuple[InstanceSummary, ...]:
    return tuple(one for one in study.instances if one.is_current)

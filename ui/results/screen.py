"""One result whole: value, unit, range, flag in words, the previous value, the change, and the course of one value."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from app import results
from app.domain.curve import curves
from app.domain.events import ObjectFiled
from app.domain.observation import Observation, ResultReport, ResultSource
from app.domain.patient import Trend
from app.domain.received import Attachment
from ui import formats, matching_words
from ui.card.sparkline import Sparkline, at_home
from ui.commands import Command
from ui.context import Context
from ui.inbox.original import BytesSheet
from ui.inbox.record_sheet import show_record
from ui.moving import steps
from ui.moving.steps import CiteWish, Filed
from ui.results import words
from ui.results.curve import Curve
from ui.tables import Column, RowsModel, RowsView
from ui.theme import focus_by_keyboard
from ui.viewer.file_sheets import sheet_of
from ui.who import WhoStrip
from ui.widgets.buttons import Button
from ui.widgets.labels import label
from ui.widgets.layouts import horizontal, vertical

_SHOWN_CHANNELS = 3


class ResultScreen(QWidget):
    """`show_subject(report_id)`."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setProperty("ground", "background")
        self._report: ResultReport | None = None
        self._opens_at_once = False
        theme = context.theme
        column = vertical(theme, self, spacing=0)
        self.who = WhoStrip(context)
        self.who.patient_known.connect(lambda _: self._open_at_once())
        self._open = Button(theme, icon="file-pdf")
        self._open.clicked.connect(self.open_document)
        self._open.hide()
        self.who.add(self._open)
        self.cite_button = Button(theme, icon="quotes")
        self.move_button = Button(theme, icon="arrows-left-right")
        self.cite_button.clicked.connect(self.cite_it)
        self.move_button.clicked.connect(self.move_it)
        self.original_button = Button(theme, icon="code", kind="round")
        self.original_button.clicked.connect(self.show_original)
        self.who.add(self.original_button)
        self.who.add(self.move_button)
        self.who.add(self.cite_button)
        column.addWidget(self.who)
        body = vertical(theme, margins=(20, 12), spacing=8)
        self._matched = label("", "secondary", wrap=True)
        body.addWidget(self._matched)
        columns: tuple[Column[Observation], ...] = (
            Column(lambda: self.tr("Indicator"), lambda one: words.indicator(one.name, one.code)),
            Column(lambda: self.tr("Value"), words.shown_value, 130,
                   tone=words.tone_of, is_strong=True),
            Column(lambda: self.tr("Unit"), lambda one: words.unit(one.unit), 100, tone=lambda _: "secondary"),
            Column(lambda: self.tr("Normal range"), lambda one: one.reference_range, 140, tone=lambda _: "secondary"),
            Column(lambda: self.tr("Flag"), words.flags, 170, tone=words.tone_of),
            Column(lambda: self.tr("Previous"), words.previous, 180, tone=lambda _: "secondary"),
            Column(lambda: self.tr("Change"), words.change, 110, tone=lambda _: "secondary"),
        )  # fmt: skip
        self._model: RowsModel[Observation] = RowsModel(theme, columns, lambda one: one.observation_id)
        self.table: RowsView[Observation] = RowsView(theme, self._model)
        self.table.selectionModel().currentRowChanged.connect(lambda _new, _old: self._show_course())
        self.table.activated.connect(lambda _: self.open_document())
        body.addWidget(self.table.framed(), 1)
        self._course = horizontal(theme, spacing=12)
        body.addLayout(self._course)
        self._comment = label("", "secondary", wrap=True)
        body.addWidget(self._comment)
        column.addLayout(body, 1)
        context.bridge.happened.connect(self._happened)
        add, is_here = context.commands.add, lambda: self.isVisible() and self._filed() is not None
        add(Command("result.cite", lambda: self.tr("Cite the result in the note"), self.cite_it, "", "quotes", is_here),
            self)  # fmt: skip
        add(Command("result.move", lambda: self.tr("Move the result to another patient"), self.move_it, "",
                    "arrows-left-right", is_here), self)  # fmt: skip
        self.retranslate()

    def show_subject(self, report_id: object) -> None:
        if isinstance(report_id, int):
            self._context.tasks.write(self, results.open_report, report_id, done=self._opened)

    def _opened(self, report: ResultReport) -> None:
        self._report = report
        self.who.show_patient(report.patient_id)
        self.table.put_rows(report.observations)
        self._say()
        self._show_course()
        focus_by_keyboard(self.table)
        self._opens_at_once = len(report.observations) == 1 and bool(report.observations[0].media_type)
        if report.patient_id is None:
            self._open_at_once()

    def _open_at_once(self) -> None:
        """A result that is one document or picture is what a person wants to see; after it is known whose it is."""
        if self._opens_at_once:
            self._opens_at_once = False
            self.open_document()

    def _happened(self, event: object) -> None:
        """It was moved, or read by other letters, here or elsewhere: whose it is must stand right at once."""
        shown = self._report
        if not isinstance(event, ObjectFiled) or shown is None or event.kind != "report":
            return
        if event.received_record_id == shown.received_record_id:
            self._context.tasks.read(self, results.report, shown.report_id, done=self._take_again)

    def _take_again(self, report: ResultReport) -> None:
        if self._report is not None and report.report_id == self._report.report_id:
            is_moved = report.patient_id != self._report.patient_id
            self._report = report
            if is_moved:
                self.who.show_patient(report.patient_id)
            self.table.put_rows(report.observations)
            self._say()

    # the message

    def show_original(self) -> None:
        """As the device sent it; read again by other letters where it is garbled."""
        if self._report is not None:
            done = self.tr("It was read again by these letters")
            received = self._report.received_record_id
            show_record(self, self._context, received, lambda: self._context.navigation.notice(done))

    # citing and moving

    def _filed(self) -> Filed | None:
        report = self._report
        if report is None or report.patient_id is None:
            return None
        return Filed("report", report.report_id, report.patient_id, report.title or self.tr("Results"))

    def cite_it(self) -> None:
        """Into the open note of the card, where the line is put."""
        if (filed := self._filed()) is not None:
            self._context.navigation.go("card", CiteWish(filed.patient_id, filed.kind, filed.object_id))

    def move_it(self) -> None:
        if (filed := self._filed()) is not None:
            steps.move(self._context, self, filed)

    # the course of one indicator

    def _show_course(self) -> None:
        self._clear_course()
        one, report = self.table.current, self._report
        has_document = one is not None and bool(one.media_type)
        self._open.setVisible(has_document)
        self._comment.setText("\n".join(
            part for part in (one.comment if one else "", report.comment if report else "") if part
        ))  # fmt: skip
        drawn = curves(one.value_type, one.value_text) if one else ()
        for channel in drawn[:_SHOWN_CHANNELS]:
            self._course.addWidget(Curve(self._context.theme, channel))
        if drawn:
            self._course.addStretch(1)
        elif one is not None and report is not None and report.patient_id is not None and one.code:
            self._context.tasks.read(
                self, results.trend, report.patient_id, one.code, done=lambda found: self._take_course(one, found)
            )

    def _take_course(self, one: Observation, trend: Trend | None) -> None:
        if one is not self.table.current or trend is None or len(trend.values) < 2:
            return
        self._clear_course()
        theme = self._context.theme
        self._course.addWidget(label(f"{words.indicator(trend.name)}, {words.unit(trend.unit)}", "strong"))
        values = tuple(value for _, value in trend.values)
        self._course.addWidget(Sparkline(theme, values, abnormal=trend.abnormal, at_home=at_home(trend)))
        history = "   ".join(words.course(trend, 6))
        self._course.addWidget(label(history, "secondary"))
        self._course.addStretch(1)

    def _clear_course(self) -> None:
        while (item := self._course.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()

    # a document inside the result

    def open_document(self) -> None:
        """The document, picture or curve of the chosen line."""
        one = self.table.current
        if one is not None and one.media_type:
            self._context.tasks.write(self, results.attachment, one.observation_id, done=self._show_attachment)

    def _show_attachment(self, found: Attachment) -> None:
        title = words.indicator(self._report.title if self._report else "") or self.tr("Document in the result")
        sheet = sheet_of(self._context, title, found, self.who.identity, self.window())
        if sheet is None:
            sheet = BytesSheet(self._context, title, found.content, self.window())
        sheet.set_subject(" · ".join(self.who.identity))
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    # words

    def _say(self) -> None:
        report = self._report
        if report is None:
            return
        parts = (
            words.indicator(report.title) or self.tr("Results"),
            formats.moment(report.observed_at),
            report.device_name or words.source_word(report.source),
        )
        self.who.show_what(" · ".join(part for part in parts if part))
        if report.patient_id is None:
            why = report.reasons[0] if report.reasons else ""
            self._matched.setText(self.tr("Waits in the inbox: {why}").format(why=matching_words.why_word(why)))
        else:
            by_person = ("assigned",) if "assigned" in report.reasons else ()
            why = matching_words.matched_weighed(by_person, report.weighed) if report.weighed else ""
            self._matched.setText(why or ("✓ " + matching_words.matched(report.reasons) if report.reasons else ""))
        self.original_button.setVisible(report.source is ResultSource.DEVICE)
        for button in (self.cite_button, self.move_button):
            button.setVisible(report.patient_id is not None)

    def retranslate(self) -> None:
        self._open.setText(self.tr("Open the document"))
        self.original_button.setToolTip(self.tr("Original message"))
        self.original_button.setAccessibleName(self.tr("Original message"))
        self.cite_button.setText(self.tr("Cite in the note"))
        self.move_button.setText(self.tr("Move…"))
        self.move_button.setToolTip(self.tr("Move the result to another patient"))
        self.table.setAccessibleName(self.tr("Values of the result"))
        self._model.say_again()
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

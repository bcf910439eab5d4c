"""The entries of the timeline as frames: a head line each, and below it what a glance needs.

Details of results and studies are read when the frame is made, which happens as it comes near the screen.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from app import results
from app.domain.observation import InstanceSummary, Reason, ResultReport, StudySummary
from app.domain.patient import TimelineEntry, TimelineKind
from ui import formats, matching_words
from ui.card import words
from ui.card.values_glance import GlanceRow, ValuesGlance
from ui.chip import Chip
from ui.context import Context
from ui.results import words as result_words
from ui.theme import focus_by_keyboard, set_property
from ui.viewer.thumbnails import ThumbnailRow
from ui.widgets.buttons import Button
from ui.widgets.labels import Elided, Glyph, label
from ui.widgets.layouts import horizontal, vertical

Key = tuple[TimelineKind, int]
_VALUES_SHOWN = 6
FROM_DEVICES = (TimelineKind.STUDY, TimelineKind.REPORT)


def key_of(entry: TimelineEntry) -> Key:
    return entry.kind, entry.object_id


class EntryFrame(QFrame):
    """One entry: `opened(entry)` to see it whole, `rejected(entry)` for *not this patient*, `more(entry, button)`."""

    opened = Signal(object)
    rejected = Signal(object)
    more = Signal(object, object)

    def __init__(
        self,
        context: Context,
        entry: TimelineEntry,
        keeping_place: Callable[[Callable[[], None]], None],
        *,
        is_new: bool,
        parent: QWidget | None = None,
    ) -> None:
        """`keeping_place(change)`: the timeline makes the change without moving what is looked at."""
        super().__init__(parent)
        self._keeping_place = keeping_place
        self._context, self.entry, self.is_new = context, entry, is_new
        self._report: ResultReport | None = None
        self._reasons: tuple[str, ...] = ()
        self._weighed: tuple[Reason, ...] = ()
        self._older = 0
        theme = context.theme
        self._column: QVBoxLayout = vertical(theme, self, margins=(14, 10, 14, 10), spacing=6)
        head = horizontal(theme, spacing=8)
        self._title = Elided("", "title")
        self._new = Chip("", "accent")
        self._chip = Chip()
        self._time = label("", "tertiary")
        self._device = label("", "tertiary")
        self._open = Button(theme, icon="eye")
        self._open.clicked.connect(self._open_whole)
        head.addWidget(Glyph(theme, words.ICONS[entry.kind], "text"))
        head.addWidget(self._title, 1)
        for widget in (self._new, self._chip, self._time, self._device):
            head.addWidget(widget)
        self._reject: Button | None = None
        self._more: Button | None = None
        self._matched: QLabel | None = None
        self._thumbnails: ThumbnailRow | None = None
        self._values: ValuesGlance | None = None
        if entry.kind in FROM_DEVICES:  # a card of many visits is made of as few widgets as it needs
            self._reject = Button(theme, icon="user-minus", kind="ghost")
            self._reject.clicked.connect(lambda: self.rejected.emit(self.entry))
            head.addWidget(self._reject)
            self._more = Button(theme, icon="dots-three", kind="round")
            self._more.clicked.connect(lambda: self.more.emit(self.entry, self._more))
            head.addWidget(self._more)
        head.addWidget(self._open)
        self._column.addLayout(head)
        if entry.kind in FROM_DEVICES:
            self._matched = label("", "secondary", wrap=True)
            self._matched.hide()
            self._column.addWidget(self._matched)
        if entry.kind is TimelineKind.STUDY:
            self._thumbnails = ThumbnailRow(context)
            self._thumbnails.chosen.connect(lambda _: self._open_whole())
            self._thumbnails.hide()
            self._column.addWidget(self._thumbnails)
        self.retranslate()
        self._ask_details()

    def update_entry(self, entry: TimelineEntry) -> None:
        """The record changed below this entry: more images came, a time stamp was added."""
        if entry != self.entry:
            self.entry = entry
            self.retranslate()
            self._ask_details()

    def settle(self) -> None:
        """It is new no longer."""
        self.is_new = False
        self.retranslate()

    def focus_open(self) -> None:
        """Put the keys on its button, where it has one."""
        if self._open.isVisibleTo(self):
            focus_by_keyboard(self._open)

    def _open_whole(self) -> None:
        if self.is_new:
            self.settle()
        self.opened.emit(self.entry)

    # details

    def _ask_details(self) -> None:
        if self.entry.kind is TimelineKind.STUDY:
            self._context.tasks.read(self, results.study, self.entry.object_id, done=self._take_study)
        elif self.entry.kind is TimelineKind.REPORT:
            self._context.tasks.read(self, results.report, self.entry.object_id, done=self._take_report)

    def _take_study(self, study: StudySummary) -> None:
        current = tuple(one for one in study.instances if one.is_current)
        self._reasons, self._older = study.reasons, len(study.instances) - len(current)
        self._weighed = study.weighed
        self._keeping_place(lambda: self._show_study(current))

    def _show_study(self, current: tuple[InstanceSummary, ...]) -> None:
        if self._thumbnails is not None:
            self._thumbnails.show_instances(current)
        self._show_matched()

    def _take_report(self, report: ResultReport) -> None:
        self._report = report
        self._reasons, self._weighed = report.reasons, report.weighed
        self._keeping_place(self._show_result)

    def _show_result(self) -> None:
        self._show_matched()
        self._show_values()

    def _show_matched(self) -> None:
        """Why it is here; and that the device sent other pixels under the same number, where it did."""
        if self._matched is None:
            return
        parts = ["✓ " + matching_words.matched(self._reasons)] if self._reasons else []
        if self._older:
            parts.append(self.tr("%n older version(s) kept", "", self._older))
        self._matched.setText(" · ".join(parts))
        self._matched.setToolTip(matching_words.all_weighed(self._weighed))
        self._matched.setAccessibleDescription(self._matched.toolTip())
        self._matched.setVisible(bool(parts))

    def _show_values(self) -> None:
        """The first values of a result, abnormal ones first."""
        if self._report is None:
            return
        if self._values is None:
            self._values = ValuesGlance(self._context.theme)
            self._column.addWidget(self._values)
        ordered = sorted(self._report.observations, key=lambda one: not result_words.tone_of(one))
        rows = tuple(
            GlanceRow(
                result_words.indicator(one.name, one.code),
                result_words.shown_value(one),
                result_words.unit(one.unit),
                one.reference_range,
                bool(result_words.tone_of(one)),
            )
            for one in ordered[:_VALUES_SHOWN]
        )
        more = len(self._report.observations) - len(rows)
        self._values.show_rows(rows, self.tr("and %n more", "", more) if more > 0 else "")
        self._values.show()  # at once: Qt would show it later, and what lies below would move then

    # words

    def retranslate(self) -> None:
        entry = self.entry
        set_property(self, "surface", "selected" if self.is_new else "card")
        self._title.setText(words.title(entry))
        self._new.set(self.tr("new"), "accent")
        self._new.setVisible(self.is_new)
        found = words.chip(entry)
        self._chip.setVisible(found is not None)
        if found is not None:
            self._chip.set(*found)
        self._time.setText(formats.moment_near(entry.at, self._context.practice.clock.now()))
        device = str(entry.facts.get("device") or entry.facts.get("doctor") or "")
        device = device or result_words.source_word(str(entry.facts.get("source", "")))
        self._device.setText(device)
        self._device.setVisible(bool(device))
        self._open.setText(self.tr("Open"))
        self._open.setVisible(entry.kind not in (TimelineKind.APPOINTMENT, TimelineKind.STEP))
        self._open.setAccessibleName(f"{self._open.text()}: {words.title(entry)}")
        if self._reject is not None:
            self._reject.setText(self.tr("Not this patient"))
            self._reject.setAccessibleName(f"{self._reject.text()}: {words.title(entry)}")
        if self._more is not None:
            self._more.setToolTip(self.tr("Cite, move, split, send"))
            self._more.setAccessibleName(f"{self._more.toolTip()}: {words.title(entry)}")
        self._show_matched()
        self._show_values()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


class OnRail(QWidget):
    """An entry with the rail of time at its left: a dot at its head, filled while it is new or going on."""

    def __init__(self, context: Context, content: QWidget, *, is_live: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = context.theme
        self.content = content
        self.is_live = is_live
        row = horizontal(context.theme, self, margins=(26, 0, 0, 12), spacing=0)
        row.addWidget(content)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, y = self._theme.px(9), self._theme.px(24)
        painter.setPen(QPen(QColor(colours.line), self._theme.px(2)))
        painter.drawLine(x, 0, x, self.height())
        radius = self._theme.px(4)
        painter.setPen(QPen(QColor(colours.background), self._theme.px(3)))
        painter.setBrush(QColor(colours.accent if self.is_live else colours.control_line))
        painter.drawEllipse(QRectF(x - radius - 1, y - radius - 1, 2 * radius + 2, 2 * radius + 2))

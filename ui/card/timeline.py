"""One timeline: the open visit at its head, below it everything that happened, newest first.

What arrives adds an entry and moves nothing (product rule 2): the open visit stands above the place where arrivals
come in, and where somebody has scrolled or works further down, that place keeps its position on the screen.
Entries are made into frames as they come near the screen, so that a card of a thousand visits opens at once.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from app.domain.appointment import AppointmentState
from app.domain.patient import TimelineEntry, TimelineKind
from app.domain.visit import VisitState
from ui.card.entries import EntryFrame, Key, OnRail, key_of
from ui.context import Context
from ui.tab_order import put_behind, stops_in
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.layouts import vertical

_BATCH = 15
_AT_ONCE = 2  # frames made in one go while a card is open
_KINDS: dict[str, frozenset[TimelineKind]] = {
    "all": frozenset(TimelineKind),
    "visits": frozenset({TimelineKind.VISIT, TimelineKind.APPOINTMENT}),
    "results": frozenset({TimelineKind.REPORT}),
    "images": frozenset({TimelineKind.STUDY, TimelineKind.STEP}),
    "documents": frozenset({TimelineKind.DOCUMENT}),
}
_OPEN_BOOKINGS = (AppointmentState.BOOKED, AppointmentState.ARRIVED, AppointmentState.NO_SHOW)


class Timeline(QScrollArea):
    """`opened(entry)`, `rejected(entry)`, `more(entry, button)`; the visit editor stays at the head."""

    opened = Signal(object)
    rejected = Signal(object)
    more = Signal(object, object)

    def __init__(
        self, context: Context, editor: QWidget, parent: QWidget | None = None, *, behind: QWidget | None = None
    ) -> None:
        """`behind`: what Tab comes from into the entries."""
        super().__init__(parent)
        self._context, self._behind = context, behind
        self._entries: tuple[TimelineEntry, ...] = ()
        self._frames: dict[Key, OnRail] = {}
        self._shown: list[Key] = []  # in the order of the layout, behind the editor
        self._arrived: set[Key] = set()
        self._filter = "all"
        self._open_visit_id: int | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._content = QWidget()
        self._content.setProperty("ground", "background")
        self._column = vertical(context.theme, self._content, margins=(16, 12, 16, 12), spacing=0)
        self._editor = OnRail(context, editor, is_live=True)
        self._column.addWidget(self._editor)
        self._editor.hide()
        self._empty = EmptyState(context.theme, "clipboard-text")
        self._column.addWidget(self._empty)
        self._column.addStretch(1)
        self.setWidget(self._content)
        self._above = Button(context.theme, icon="arrow-up", kind="primary", parent=self.viewport())
        self._above.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._above.clicked.connect(self._go_to_new)
        self._above.hide()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._go_on)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.retranslate()

    # what is shown

    def show_new_card(self, entries: tuple[TimelineEntry, ...], open_visit_id: int | None) -> None:
        """Another patient: everything is made anew, from the top."""
        for key in tuple(self._frames):
            self._take_out(key)
        self._arrived.clear()
        self.verticalScrollBar().setValue(0)
        self._entries, self._open_visit_id = entries, open_visit_id
        self._editor.setVisible(open_visit_id is not None)
        self._fill(_BATCH)

    def take(self, entries: tuple[TimelineEntry, ...], open_visit_id: int | None, arrived: set[Key]) -> None:
        """The record changed: entries come, change and go; nothing else on the screen moves."""
        self._entries, self._open_visit_id = entries, open_visit_id
        self._arrived |= arrived
        self._keeping_place(self._bring_up_to_date)
        self._tell_new()

    def show_kind(self, name: str) -> None:
        self._filter = name
        self._bring_up_to_date()

    def open_visit_changed(self, open_visit_id: int | None) -> None:
        self._open_visit_id = open_visit_id
        self._editor.setVisible(open_visit_id is not None)
        self._bring_up_to_date()

    @property
    def frames(self) -> tuple[EntryFrame, ...]:
        """The frames made so far, top down."""
        contents = (self._frames[key].content for key in self._shown)
        return tuple(one for one in contents if isinstance(one, EntryFrame))

    def focus_first(self) -> None:
        """Give the keys to the newest entry."""
        if self.frames:
            self.frames[0].focus_open()

    def _wanted(self) -> list[TimelineEntry]:
        kinds = _KINDS[self._filter]
        return [one for one in self._entries if one.kind in kinds and not self._is_told_elsewhere(one)]

    def _is_told_elsewhere(self, entry: TimelineEntry) -> bool:
        """The open visit is the editor; a booking whose visit took place is told by the visit."""
        if entry.kind is TimelineKind.VISIT:
            return entry.object_id == self._open_visit_id and entry.state == VisitState.DRAFT
        return entry.kind is TimelineKind.APPOINTMENT and entry.state not in _OPEN_BOOKINGS

    def _bring_up_to_date(self) -> None:
        self._editor.setVisible(self._open_visit_id is not None)
        self._fill(max(_BATCH, len(self._shown)), most_new=_AT_ONCE)

    def _go_on(self) -> None:
        """Frames that a burst of arrivals left to be made; between two of them keys and mouse have their turn."""
        self._keeping_place(self._bring_up_to_date)
        self._tell_new()

    def _fill(self, least: int, most_new: int = _BATCH) -> None:
        """Make the frames of the first `least` wanted entries, `most_new` of them now; take out what is not wanted."""
        wanted = self._wanted()
        keys = [key_of(one) for one in wanted[:least]]
        for key in [key for key in self._shown if key not in set(keys)]:
            self._take_out(key)
        for place, entry in enumerate(wanted[:least]):
            key = key_of(entry)
            frame = self._frames.get(key)
            if frame is None:
                if not most_new:
                    self._later.start()
                    break
                most_new -= 1
                self._put_in(place, entry)
            else:
                content = frame.content
                assert isinstance(content, EntryFrame)
                content.update_entry(entry)
                if self._shown.index(key) != place:
                    self._shown.remove(key)
                    self._shown.insert(place, key)
                    self._column.insertWidget(place + 1, frame)
        self._empty.setVisible(not wanted and self._open_visit_id is None)
        put_behind(self._behind, (stop for frame in self.frames for stop in stops_in(frame)))

    def _put_in(self, place: int, entry: TimelineEntry) -> None:
        key = key_of(entry)
        is_new = key in self._arrived
        frame = EntryFrame(self._context, entry, self._keeping_place, is_new=is_new)
        frame.opened.connect(self._was_opened)
        frame.rejected.connect(self.rejected)
        frame.more.connect(self.more)
        on_rail = OnRail(self._context, frame, is_live=is_new)
        self._frames[key] = on_rail
        self._shown.insert(place, key)
        self._column.insertWidget(place + 1, on_rail)
        on_rail.show()

    def _take_out(self, key: Key) -> None:
        frame = self._frames.pop(key)
        self._shown.remove(key)
        self._column.removeWidget(frame)
        frame.hide()
        frame.deleteLater()

    def _was_opened(self, entry: TimelineEntry) -> None:
        self._arrived.discard(key_of(entry))
        self._tell_new()
        self.opened.emit(entry)

    # keeping the place

    def _keeping_place(self, change: Callable[[], None]) -> None:
        anchor = self._anchor()
        if anchor is None or self._editor.isAncestorOf(anchor):
            change()  # the editor stands at the head: what changes below it moves nothing
            return
        before = self._height_of(anchor)
        change()
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        if anchor.isVisible():
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self._height_of(anchor) - before)

    def _anchor(self) -> QWidget | None:
        """What must stay where it is: the place of the focus, else the first entry in view once somebody scrolled."""
        focused = self.window().focusWidget()  # also while another program is in front
        if self._content.isAncestorOf(focused):
            return focused
        if self.verticalScrollBar().value() == 0:
            return None
        rows = [self._editor, *(self._frames[key] for key in self._shown)]
        return next((row for row in rows if row.isVisible() and self._height_of(row) + row.height() > 0), None)

    def _height_of(self, widget: QWidget) -> int:
        return widget.mapTo(self.viewport(), QPoint(0, 0)).y()

    # further down, and what is new

    def _scrolled(self, value: int) -> None:
        bar = self.verticalScrollBar()
        if value > bar.maximum() - self.viewport().height() and len(self._shown) < len(self._wanted()):
            self._fill(len(self._shown) + _BATCH)
        self._tell_new()

    def _new_frames(self) -> list[OnRail]:
        return [self._frames[key] for key in self._shown if key in self._arrived]

    def _tell_new(self) -> None:
        """A quiet word when what arrived lies outside of the view."""
        frames = self._new_frames()
        above = [one for one in frames if self._height_of(one) + one.height() <= 0]
        below = [one for one in frames if self._height_of(one) >= self.viewport().height()]
        away = above or below
        self._above.set_icon("arrow-up" if above else "arrow-down")
        self._above.setText(self.tr("%n new", "", len(away)))
        self._above.setVisible(bool(away))
        self._place_badge()

    def _place_badge(self) -> None:
        self._above.adjustSize()
        self._above.move((self.viewport().width() - self._above.width()) // 2, self._context.theme.px(8))
        self._above.raise_()

    def _go_to_new(self) -> None:
        frames = self._new_frames()
        if frames:
            self.ensureWidgetVisible(frames[0], 0, self._context.theme.px(24))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_badge()
        if self._shown:
            self._scrolled(self.verticalScrollBar().value())

    def retranslate(self) -> None:
        self._empty.set_texts(
            self.tr("Nothing here yet"),
            self.tr("Start a visit, or book an examination: what the devices send appears here by itself."),
        )
        self._tell_new()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

"""The live log of the wire: filters, pause, follow; identities only after asking; a copy for the technician."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHeaderView,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app import wire
from app.domain.access import Permission
from app.domain.errors import Refused
from app.domain.heard import WireEntry
from app.wire import WireLook
from ui.context import Context
from ui.devices.wire_listener import WireListener
from ui.devices.wire_model import WIDTHS, WireFilter, WireModel
from ui.widgets.buttons import Button
from ui.widgets.labels import Elided, label
from ui.widgets.layouts import horizontal, sized, vertical

_TRANSPORTS = ("", "dicom", "hl7", "astm", "serial", "folder")
_KINDS = ("", "connection", "association", "dimse", "pdu", "frame", "segment", "record", "log")


class WirePanel(QWidget):
    """Listens while it is shown. `show_device` keeps it to one device; `is_small` leaves the filters out."""

    def __init__(self, context: Context, parent: QWidget | None = None, *, is_small: bool = False) -> None:
        super().__init__(parent)
        self._context = context
        self._is_small = is_small
        self._device = ("", "", "")
        self._is_running = True
        column = vertical(context.theme, self, spacing=8)
        self._add_tools(column)
        self.model = WireModel(context.theme)
        self.table = self._table()
        column.addWidget(self.table, 1)
        self._whole = label("", "code", wrap=True)
        self._whole.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._whole.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._whole.hide()
        column.addWidget(self._whole)
        self.listener = WireListener(context, self)
        self.listener.heard.connect(self.take)
        context.theme.changed.connect(self._size)
        self._size()
        self.retranslate()

    def _add_tools(self, column: QVBoxLayout) -> None:
        """Filters and buttons; of a small panel only the buttons, beside the title."""
        context, theme = self._context, self._context.theme
        head = horizontal(theme, spacing=8)
        self._title, self._state = label("", "section"), Elided("", "small")
        head.addWidget(self._title)
        head.addWidget(self._state, 1)
        self.transport, self.kind, self.text = QComboBox(), QComboBox(), QLineEdit()
        for box, keys in ((self.transport, _TRANSPORTS), (self.kind, _KINDS)):
            for key in keys:
                box.addItem("", key)
            box.currentIndexChanged.connect(self._filter)
        self.text.setClearButtonEnabled(True)
        self.text.textChanged.connect(self._filter)
        sized(theme, self.text, width=180)
        self.follow, self.identities = QCheckBox(), QCheckBox()
        self.follow.setChecked(True)
        self.follow.toggled.connect(lambda on: self._to_end() if on else None)
        self.identities.toggled.connect(self._ask_identities)
        self.pause = Button(theme, icon="pause", kind="ghost")
        self.save = Button(theme, icon="download-simple", kind="ghost")
        self.pause.setCheckable(True)
        self.pause.toggled.connect(self._paused)
        self.save.clicked.connect(self.save_copy)
        filters: tuple[QWidget, ...] = (self.transport, self.kind, self.text, self.follow, self.identities)
        tools = head if self._is_small else horizontal(theme, spacing=8)
        for widget in filters:
            widget.setParent(self)
            widget.setVisible(not self._is_small)
            if not self._is_small:
                tools.addWidget(widget)
        self.identities.setVisible(not self._is_small and context.practice.actor.may(Permission.CLINICAL_READ))
        if not self._is_small:
            tools.addStretch(1)
        tools.addWidget(self.pause)
        tools.addWidget(self.save)
        column.addLayout(head)
        if not self._is_small:
            column.addLayout(tools)

    def show_device(self, transport: str, calling: str, peer: str) -> None:
        """Only lines of one device; empty: of all."""
        self._device = (transport, calling, peer)
        for column, known in ((1, transport), (2, peer), (3, peer)):
            self.table.setColumnHidden(column, bool(known) and self._is_small)
        self._filter()

    def take(self, look: WireLook) -> None:
        """Lines that the receiver noted since the last look."""
        self._is_running = look.is_running
        if look.entries:
            self.model.add(look.entries)
            if self.follow.isChecked():
                self._to_end()
        self._say_state()

    def save_copy(self) -> None:
        """Write the shown lines without identities, whatever is on the screen, into a file for the technician."""
        name = f"shipager-wire-{datetime.now():%Y%m%d-%H%M}.txt"  # noqa: DTZ005  a file's name, by this computer's clock
        chosen = QFileDialog.getSaveFileName(self, self.tr("Save the log"), name, "*.txt")[0]
        if chosen:
            self.write_copy(Path(chosen))

    def write_copy(self, path: Path) -> None:
        folder, actor, wanted = self._context.practice.folder, self._context.practice.actor, self.model.filter

        def write(_: object) -> int:
            lines = [one for one in wire.look(folder, actor).entries if wanted.lets(one)]
            try:
                path.write_text(wire.as_text(lines), encoding="utf-8")
            except OSError:
                raise Refused("file-not-written", name=path.name) from None
            return len(lines)

        self._context.tasks.work(self, write, done=self._saved)

    def _saved(self, count: int) -> None:
        self._context.navigation.notice(self.tr("%n line(s) saved, without identities", "", count))

    def _ask_identities(self, wanted: bool) -> None:
        """Showing whom messages are about stands in the journal first."""
        if not wanted:
            self._begin_again(identities=False)
            return
        self._context.tasks.write(
            self, wire.show_identities, done=lambda _: self._begin_again(identities=True),
            failed=lambda _: self.identities.setChecked(False),
        )  # fmt: skip

    def _begin_again(self, *, identities: bool) -> None:
        self.model.clear()
        self._whole.hide()
        self.listener.begin_again(identities=identities)

    def _paused(self, is_paused: bool) -> None:
        (self.listener.stop if is_paused else self.listener.start)()
        self.pause.set_icon("play" if is_paused else "pause")
        self._say_state()

    def _filter(self) -> None:
        transport, calling, peer = self._device
        self.model.set_filter(
            WireFilter(
                transport or self.transport.currentData(), self.kind.currentData(),
                self.text.text().strip().casefold(), calling, peer,
            )
        )  # fmt: skip
        if self.follow.isChecked():
            self._to_end()

    def _table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setProperty("mono", "true")
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setMinimumSectionSize(1)
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(len(WIDTHS) - 1, QHeaderView.ResizeMode.Stretch)
        if self._is_small:
            head.hide()
        table.selectionModel().currentRowChanged.connect(lambda now, _: self._show_line(now.row()))
        return table

    def _show_line(self, row: int) -> None:
        """The whole of one line, to read and copy; reading it ends the following."""
        entry: WireEntry | None = self.model.entry(row) if row >= 0 else None
        if entry is not None and row < self.model.rowCount() - 1:
            self.follow.setChecked(False)
        self._whole.setText(entry.text if entry else "")
        self._whole.setVisible(bool(entry and not self._is_small))

    def _to_end(self) -> None:
        self.table.scrollToBottom()

    def _size(self) -> None:
        theme = self._context.theme
        self.table.verticalHeader().setDefaultSectionSize(theme.px(26))
        for column, width in enumerate(WIDTHS):
            if width:
                self.table.setColumnWidth(column, theme.px(width))

    def _say_state(self) -> None:
        if not self._is_running:
            text = self.tr("The receiver is not running")
        elif self.pause.isChecked():
            text = self.tr("paused")
        elif not self.model.rowCount():
            text = self.tr("nothing yet; listening")
        else:
            text = self.tr("listening")
        if self.listener.identities:
            text += " · " + self.tr("identities are shown")
        self._state.setText(text)

    def retranslate(self) -> None:
        self._title.setText(self.tr("Log of the wire"))
        self.table.setAccessibleName(self.tr("Log of the wire"))
        ways = (self.tr("every way"), "DICOM", "HL7", "ASTM", self.tr("serial line"), self.tr("folder"))
        kinds = (
            self.tr("everything"), self.tr("connections"), self.tr("associations"), self.tr("DICOM messages"),
            self.tr("DICOM PDUs"), self.tr("frames"), self.tr("HL7 segments"), self.tr("records"),
            self.tr("the receiver itself"),
        )  # fmt: skip
        for box, words in ((self.transport, ways), (self.kind, kinds)):
            for at, word in enumerate(words):
                box.setItemText(at, word)
        self.transport.setAccessibleName(self.tr("Way of sending"))
        self.kind.setAccessibleName(self.tr("Kind of lines"))
        self.text.setPlaceholderText(self.tr("Find in the lines"))
        self.text.setAccessibleName(self.tr("Find in the lines"))
        self.follow.setText(self.tr("Follow"))
        self.identities.setText(self.tr("Show identities"))
        self.identities.setToolTip(self.tr("Whom messages are about. It is written into the journal."))
        self.pause.setText(self.tr("Pause"))
        self.save.setText(self.tr("Save for the technician…"))
        self.model.set_titles(
            (
                self.tr("Time"), self.tr("Way"), self.tr("Address"), self.tr("Calls itself"), "", self.tr("Kind"),
                self.tr("What"),
            )
        )  # fmt: skip
        self._say_state()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.pause.isChecked():
            self.listener.start()

    def hideEvent(self, event: QHideEvent) -> None:
        self.listener.stop()
        self.identities.setChecked(False)  # whoever comes back asks again
        super().hideEvent(event)

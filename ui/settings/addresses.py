"""Every address that this practice speaks to, in one table: which, what for, on or off, when it was last used."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app import outbound
from app.domain.errors import WorldError
from app.outbound import OutboundAddress, Purpose
from ui import formats
from ui.context import Context
from ui.messages import explain
from ui.tables import Column, RowsModel, RowsView
from ui.theme import focus_by_keyboard
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.labels import label
from ui.widgets.layouts import horizontal, vertical


class AddressesScreen(QWidget):
    """Enter opens what an address belongs to: the device's page, the settings, the outbox."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._problem: WorldError | None = None
        self.setProperty("ground", "background")
        theme = context.theme
        column = vertical(theme, self, margins=(20, 16), spacing=10)
        head = horizontal(theme, spacing=8)
        self._title = label("", "page")
        self._back = Button(theme, icon="gear")
        self._back.clicked.connect(lambda: context.navigation.go("settings"))
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._back)
        column.addLayout(head)
        self._words = label("", "secondary", wrap=True)
        column.addWidget(self._words)
        columns: tuple[Column[OutboundAddress], ...] = (
            Column(lambda: self.tr("Address"), lambda one: one.address, 300, is_strong=True),
            Column(lambda: self.tr("What for"), self._purpose),
            Column(lambda: self.tr("State"), self._state, 190, tone=lambda one: "ok" if one.is_on else "secondary"),
            Column(lambda: self.tr("Last used"), self._used, 170),
        )
        self._model: RowsModel[OutboundAddress] = RowsModel(theme, columns, lambda one: (one.purpose, one.address))
        self.table: RowsView[OutboundAddress] = RowsView(theme, self._model)
        self.table.activated.connect(lambda _: self.open())
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table.framed())
        self._empty = EmptyState(theme, "check-circle")
        self._stack.addWidget(self._empty)
        column.addWidget(self._stack, 1)
        self._stack.setCurrentIndex(1)
        self.retranslate()

    def reload(self) -> None:
        self._context.tasks.read(self, outbound.addresses, done=self._take, failed=self._refused)

    def open(self) -> None:
        chosen = self.table.current
        if chosen is None:
            return
        if chosen.device_id is not None:
            self._context.navigation.go("device", chosen.device_id)
        elif chosen.purpose is not Purpose.BY_HAND:
            self._context.navigation.go("settings")

    def retranslate(self) -> None:
        self._title.setText(self.tr("Outbound addresses"))
        self._back.setText(self.tr("To the settings"))
        self._words.setText(
            self.tr(
                "All that this practice speaks to by itself. The program has no address built in and reports to "
                "nobody; each of these was set by a person, and the journal says by whom."
            )
        )
        self._model.say_again()
        self._say_empty()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reload()
        focus_by_keyboard(self.table)

    def _take(self, found: tuple[OutboundAddress, ...]) -> None:
        self._problem = None
        self._stack.setCurrentIndex(0 if found else 1)
        self.table.put_rows(found)
        self._say_empty()

    def _refused(self, error: WorldError) -> None:
        self._problem = error
        self._stack.setCurrentIndex(1)
        self._say_empty()

    def _say_empty(self) -> None:
        if self._problem is not None:
            message = explain(self._problem)
            self._empty.set_texts(message.what, message.sentence)
        else:
            self._empty.set_texts(
                self.tr("No address is set"), self.tr("This practice speaks to nobody outside this computer.")
            )

    def _purpose(self, one: OutboundAddress) -> str:
        what = {
            Purpose.MINISTRY: self.tr("Messages to the ministry"),
            Purpose.TIME_STAMPS: self.tr("Time stamps of signatures: fingerprints only"),
            Purpose.REVOCATION: self.tr("Revocation of certificates: serial numbers only"),
            Purpose.LINK: self.tr("We connect, the device sends results"),
            Purpose.ORDERS: self.tr("Orders and patients for the device"),
            Purpose.IMAGES: self.tr("Images that it asks for, notices of storage"),
            Purpose.ARCHIVE: self.tr("Archive of images: sending and fetching"),
            Purpose.SHARE: self.tr("Watched folder on another computer"),
            Purpose.BACKUP: self.tr("Daily backup on another computer"),
            Purpose.BY_HAND: self.tr("Images of one study, named by hand"),
        }[one.purpose]
        return f"{one.name} · {what}" if one.name else what

    def _state(self, one: OutboundAddress) -> str:
        if one.purpose is Purpose.BY_HAND:
            return self.tr("only when asked")
        return self.tr("on") if one.is_on else self.tr("off")

    def _used(self, one: OutboundAddress) -> str:
        return formats.moment(one.last_used) if one.last_used else "—"

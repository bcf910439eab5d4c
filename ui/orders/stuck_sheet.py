"""Orders that devices refused or never got: whose they are, what the device said; send again, or open the card."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from app import device_orders, laboratory
from app.domain.device_message import MessageKind, MessageState
from app.domain.events import DeviceMessageChanged
from app.laboratory import StuckOrder
from ui import formats
from ui.context import Context
from ui.orders import words
from ui.tables import Column, RowsModel, RowsView
from ui.theme import focus_by_keyboard
from ui.widgets.buttons import Button
from ui.widgets.labels import label
from ui.widgets.sheet import Sheet


class StuckSheet(Sheet):
    """Enter opens the patient's card."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, parent, width=1000)
        self._context = context
        theme = context.theme
        columns: tuple[Column[StuckOrder], ...] = (
            Column(lambda: self.tr("Ordered at"), lambda one: formats.moment(one.order.created_at), 135),
            Column(lambda: self.tr("Patient"), _who, is_strong=True),
            Column(lambda: self.tr("Number"), lambda one: one.order.specimen_id or one.order.accession_number, 100),
            Column(lambda: self.tr("Device"), lambda one: one.message.device_name, 130, tone=lambda _: "secondary"),
            Column(lambda: self.tr("What happened"), self._what, 270, tone=lambda _: "bad"),
        )  # fmt: skip
        self._model: RowsModel[StuckOrder] = RowsModel(theme, columns, lambda one: one.message.message_id)
        self.table: RowsView[StuckOrder] = RowsView(theme, self._model)
        self.table.setMinimumHeight(theme.px(260))
        self.table.activated.connect(lambda _: self.open_card())
        self._panel = self.table.framed()
        self.body.addWidget(self._panel, 1)
        self._nothing = label("", "secondary", wrap=True)
        self.body.addWidget(self._nothing)
        self._close, self.card, self.again = (
            Button(theme), Button(theme, icon="user"), Button(theme, icon="arrow-clockwise", kind="primary"),
        )  # fmt: skip
        self._close.clicked.connect(self.reject)
        self.card.clicked.connect(self.open_card)
        self.again.clicked.connect(self.send_again)
        self.foot.addStretch(1)
        for button in (self._close, self.card, self.again):
            self.foot.addWidget(button)
        context.bridge.happened.connect(self._happened)
        self.retranslate()
        self._nothing.hide()
        self.reload()
        focus_by_keyboard(self.table)

    def reload(self) -> None:
        self._context.tasks.read(self, laboratory.stuck, done=self._show)

    def open_card(self) -> None:
        if self._model.rows and (one := self.table.current) is not None:
            self.accept()
            self._context.navigation.open_patient(one.order.patient_id)

    def send_again(self) -> None:
        if self._model.rows and (one := self.table.current) is not None:
            self._context.tasks.write(
                self, device_orders.send_again, one.message.message_id, done=lambda _: self.reload()
            )

    def _show(self, found: tuple[StuckOrder, ...]) -> None:
        self.table.put_rows(found)
        self._panel.setVisible(bool(found))
        self._nothing.setVisible(not found)
        self.card.setVisible(bool(found))
        self.again.setVisible(bool(found))

    def _happened(self, event: object) -> None:
        if isinstance(event, DeviceMessageChanged):
            self.reload()

    def _what(self, one: StuckOrder) -> str:
        is_refused = one.message.state is MessageState.REFUSED
        what = self.tr("refused by the device") if is_refused else self.tr("not delivered")
        if one.message.kind is MessageKind.CANCEL:
            what = self.tr("cancellation: {what}").format(what=what)
        return " · ".join(part for part in (what, words.answer_word(one.message.answer)) if part)

    def retranslate(self) -> None:
        self.set_title(self.tr("Orders not taken"))
        self.table.setAccessibleName(self.tr("Orders that devices did not take"))
        self._nothing.setText(self.tr("Every order was taken or is on its way."))
        self._close.setText(self.tr("Close"))
        self.card.setText(self.tr("Open the card"))
        self.again.setText(self.tr("Send again") + "  Ctrl ⏎")
        self._model.say_again()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _who(one: StuckOrder) -> str:
    """Both identifiers in the room of a cell."""
    second = formats.iin(one.iin) if one.iin else formats.day(one.birth_date)
    return " · ".join(part for part in (formats.short_name(one.order.patient_name), second) if part)

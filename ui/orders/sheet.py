"""Order laboratory tests for a patient: which, of which tube, how soon, where; below, what became of earlier orders."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from app import device_orders, laboratory, orders
from app.domain.errors import WorldError
from app.domain.events import DeviceMessageChanged, OrderChanged
from app.domain.order import OrderDraft, OrderKind, ServiceOrder
from app.domain.patient import Patient
from app.domain.scheduled import OrderedTest
from app.laboratory import Laboratory, LaboratoryOrder, LaboratoryTest, Progress
from ui import formats
from ui.context import Context
from ui.messages import explain
from ui.orders import words
from ui.results.words import unit
from ui.tables import Column, RowsModel, RowsView
from ui.theme import focus_by_keyboard
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.labels import label
from ui.widgets.layouts import horizontal
from ui.widgets.sheet import Sheet

_CANCELLABLE = frozenset({Progress.ORDERED, Progress.SENT, Progress.ACCEPTED, Progress.REFUSED, Progress.UNREACHED})


class _Tests(RowsView[LaboratoryTest]):
    """Space and Enter choose a test and take it back."""

    toggled = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.toggled.emit()
            return
        super().keyPressEvent(event)


class OrderSheet(Sheet):
    """`placed(order)` once it is ordered; the sheet stays open, so that the next tube can follow."""

    placed = Signal(object)

    def __init__(self, context: Context, patient: Patient, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, parent, width=860)
        self._context, self._patient = context, patient
        self._chosen: set[str] = set()
        self._build()
        self.retranslate()
        self._filter("")
        context.tasks.read(self, laboratory.laboratories, done=self._take_laboratories)
        context.bridge.happened.connect(self._happened)
        self._read_orders()
        focus_by_keyboard(self.search)

    def _build(self) -> None:
        theme = self._context.theme
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._toggle_only)
        top = horizontal(theme, spacing=8)
        top.addWidget(self.search, 1)
        self.panels = {panel: Button(theme) for panel in laboratory.PANELS}
        for panel, button in self.panels.items():
            button.clicked.connect(lambda _=False, one=panel: self.toggle_panel(one))
            top.addWidget(button)
        self.body.addLayout(top)
        columns: tuple[Column[LaboratoryTest], ...] = (
            Column(lambda: "", lambda one: "☑" if one.code in self._chosen else "☐", 40),
            Column(lambda: self.tr("Test"), lambda one: one.name(self._context.language.code), is_strong=True),
            Column(lambda: self.tr("Unit"), lambda one: unit(one.unit), 90, tone=lambda _: "secondary"),
            Column(lambda: self.tr("Group"), lambda one: words.panel_word(one.panel), 150, tone=lambda _: "secondary"),
            Column(lambda: "LOINC", lambda one: one.code, 90, tone=lambda _: "secondary"),
        )  # fmt: skip
        self._tests: RowsModel[LaboratoryTest] = RowsModel(theme, columns, lambda one: one.code)
        self.table = _Tests(theme, self._tests)
        self.table.setMinimumHeight(theme.px(230))
        self.table.toggled.connect(self.toggle_current)
        self.table.activated.connect(lambda _: self.toggle_current())
        self.table.clicked.connect(lambda _: self.toggle_current())
        self.body.addWidget(self.table.framed(), 1)
        self.specimen, self.priority, self.device = QLineEdit(), QComboBox(), QComboBox()
        self.specimen.setMaxLength(30)
        for priority in words.PRIORITIES:
            self.priority.addItem("", priority)
        self.device.addItem("", None)
        self.fields = [Field(theme, editor) for editor in (self.specimen, self.priority, self.device)]
        row = horizontal(theme, spacing=12)
        for field in self.fields:
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
        self._problem = label("", "bad", wrap=True)
        self._problem.hide()
        self.body.addWidget(self._problem)
        self._build_orders()
        self._count = label("", "secondary")
        self._close, self.order_button = Button(theme), Button(theme, icon="check", kind="primary")
        self._close.clicked.connect(self.reject)
        self.order_button.clicked.connect(self.place)
        self.foot.addWidget(self._count)
        self.foot.addStretch(1)
        self.foot.addWidget(self._close)
        self.foot.addWidget(self.order_button)

    def _build_orders(self) -> None:
        theme = self._context.theme
        self._earlier = label("", "section")
        self.body.addWidget(self._earlier)
        columns: tuple[Column[LaboratoryOrder], ...] = (
            Column(lambda: self.tr("Number"), lambda one: one.order.specimen_id or one.order.accession_number, 110),
            Column(lambda: self.tr("Ordered at"), lambda one: formats.moment(one.order.created_at), 140),
            Column(lambda: self.tr("Tests"), words.tests_word),
            Column(lambda: self.tr("Device"), lambda one: one.device_name, 125, tone=lambda _: "secondary"),
            Column(
                lambda: self.tr("State"),
                words.state, 210, tone=words.tone, is_strong=True,
            ),
        )  # fmt: skip
        self._orders: RowsModel[LaboratoryOrder] = RowsModel(theme, columns, lambda one: one.order.order_id)
        self.orders = RowsView(theme, self._orders)
        self.orders.setMinimumHeight(theme.px(120))
        self._orders_panel = self.orders.framed()
        self.body.addWidget(self._orders_panel)
        self._again, self._cancel_order = Button(theme, icon="arrow-clockwise"), Button(theme, icon="x")
        self._again.clicked.connect(self.send_again)
        self._cancel_order.clicked.connect(self.cancel_order)
        row = horizontal(theme, spacing=8)
        row.addWidget(self._again)
        row.addWidget(self._cancel_order)
        row.addStretch(1)
        self.body.addLayout(row)
        self.orders.selectionModel().currentRowChanged.connect(lambda _new, _old: self._show_steps())

    # choosing

    def toggle_current(self) -> None:
        one = self.table.current
        if one is not None:
            self._chosen ^= {one.code}
            self._show_chosen()

    def toggle_panel(self, panel: str) -> None:
        """The whole group, or none of it where all of it was chosen."""
        codes = {one.code for one in laboratory.tests() if one.panel == panel}
        self._chosen = self._chosen - codes if codes <= self._chosen else self._chosen | codes
        self._show_chosen()

    def _toggle_only(self) -> None:
        """Enter in the search: the first that was found, and the field is ready for the next."""
        if self.search.text().strip() and self._tests.rows:
            self.table.choose(0)
            self.toggle_current()
            self.search.selectAll()

    def _filter(self, typed: str) -> None:
        self.table.put_rows(laboratory.find(typed))

    def _show_chosen(self) -> None:
        self._tests.say_again()
        self.table.viewport().update()
        for panel, button in self.panels.items():
            is_whole = {one.code for one in laboratory.tests() if one.panel == panel} <= self._chosen
            button.setText(f"{'☑' if is_whole else '☐'} {words.panel_word(panel)}")
        self._count.setText(self.tr("%n test(s) chosen", "", len(self._chosen)) if self._chosen else "")
        self.order_button.setEnabled(bool(self._chosen))
        if self._chosen:
            self._problem.hide()

    def _take_laboratories(self, found: tuple[Laboratory, ...]) -> None:
        for one in found:
            self.device.addItem(one.name, one.device_id)
        if len(found) == 1:
            self.device.setCurrentIndex(1)

    # ordering

    def place(self) -> None:
        if not self._chosen or not self.order_button.isEnabled():
            return
        language = self._context.language.code
        chosen = [one for one in laboratory.tests() if one.code in self._chosen]
        draft = OrderDraft(
            self._patient.patient_id, OrderKind.LABORATORY, self._context.practice.clock.now(),
            specimen_id=self.specimen.text().strip(), priority=self.priority.currentData(),
            tests=tuple(OrderedTest(one.code, one.name(language)) for one in chosen),
            device_id=self.device.currentData(),
        )  # fmt: skip
        self.order_button.setEnabled(False)
        self._context.tasks.write(self, orders.place, draft, done=self._was_placed, failed=self._refused)

    def _was_placed(self, order: ServiceOrder) -> None:
        self._chosen.clear()
        self.specimen.clear()
        self.search.clear()
        self._problem.hide()
        self._show_chosen()
        self._read_orders()
        self.placed.emit(order)
        focus_by_keyboard(self.search)

    def _refused(self, error: WorldError) -> None:
        self._show_chosen()
        self._problem.setText(explain(error).sentence)
        self._problem.show()
        if error.code in {"order-specimen", "specimen-taken"}:
            focus_by_keyboard(self.specimen)

    # earlier orders

    def _happened(self, event: object) -> None:
        if isinstance(event, DeviceMessageChanged) or (
            isinstance(event, OrderChanged) and event.patient_id == self._patient.patient_id
        ):
            self._read_orders()

    def _read_orders(self) -> None:
        self._context.tasks.read(self, laboratory.of_patient, self._patient.patient_id, done=self._take_orders)

    def _take_orders(self, found: tuple[LaboratoryOrder, ...]) -> None:
        self.orders.put_rows(found)
        for widget in (self._earlier, self._orders_panel):
            widget.setVisible(bool(found))
        self._show_steps()

    def _show_steps(self) -> None:
        one = self.orders.current if self._orders.rows else None
        self._again.setVisible(one is not None and one.message_id is not None)
        self._cancel_order.setVisible(one is not None and one.progress in _CANCELLABLE)

    def send_again(self) -> None:
        one = self.orders.current
        if one is not None and one.message_id is not None:
            self._context.tasks.write(
                self, device_orders.send_again, one.message_id, done=lambda _: self._read_orders(), failed=self._refused
            )

    def cancel_order(self) -> None:
        """At once; the notice of the window takes it back only by a new order, so the number is said."""
        one = self.orders.current
        if one is not None:
            self._context.tasks.write(
                self, orders.cancel, one.order.order_id, done=lambda _: self._read_orders(), failed=self._refused
            )

    # words

    def retranslate(self) -> None:
        self.set_title(self.tr("Order tests"))
        self.set_subject(formats.two_identifiers(self._patient.name, self._patient.iin, self._patient.birth_date))
        self.search.setPlaceholderText(self.tr("Name or code of a test; Enter chooses the first"))
        self.search.setAccessibleName(self.tr("Find a test"))
        self.table.setAccessibleName(self.tr("Tests to choose"))
        self.orders.setAccessibleName(self.tr("Orders of this patient"))
        specimen, priority, device = self.fields
        specimen.set_texts(self.tr("Number of the tube"), self.tr("Scan it; empty: a number of ours."))
        priority.set_texts(self.tr("How soon"))
        device.set_texts(self.tr("Sent to"), self.tr("Analysers that ask get it in any case."))
        for at, one in enumerate(words.PRIORITIES):
            self.priority.setItemText(at, words.priority_word(one))
        self.device.setItemText(0, self.tr("nobody: the analyser asks"))
        self._earlier.setText(self.tr("Ordered so far"))
        self._again.setText(self.tr("Send again"))
        self._cancel_order.setText(self.tr("Cancel the order"))
        self._close.setText(self.tr("Close"))
        self.order_button.setText(self.tr("Order") + "  Ctrl ⏎")
        self._tests.say_again()
        self._orders.say_again()
        self._show_chosen()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

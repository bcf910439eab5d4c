"""Documents (F5): what was signed, newest first, with the honest state of each signature."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from app import signed_documents
from app.domain.document import DocumentRow, DocumentState
from app.domain.events import DocumentChanged
from app.domain.identity import folded
from ui import formats
from ui.bringing.drop import FileDrop
from ui.card.words import citing_warning, signature_chip
from ui.context import Context
from ui.documents.review_sheet import review_word
from ui.tables import Column, RowsModel, RowsView
from ui.theme import focus_by_keyboard
from ui.widgets.buttons import Button
from ui.widgets.empty import EmptyState
from ui.widgets.labels import label
from ui.widgets.layouts import horizontal, sized, vertical


class DocumentsScreen(QWidget):
    """The list; Enter opens a document."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setProperty("ground", "background")
        self._all: tuple[DocumentRow, ...] = ()
        theme = context.theme
        column = vertical(theme, self, margins=(20, 16), spacing=12)
        head = horizontal(theme, spacing=8)
        self._title = label("", "page")
        self._filter = QLineEdit()
        self._filter.setClearButtonEnabled(True)
        self._filter.textChanged.connect(lambda _: self._show())
        sized(theme, self._filter, width=280)
        self._check = Button(theme, icon="shield-check")
        self._check.clicked.connect(lambda: context.navigation.go("verify"))
        FileDrop(self, lambda paths: context.navigation.go("verify", paths))
        self._outbox = Button(theme, icon="paper-plane-tilt")
        self._outbox.clicked.connect(lambda: context.navigation.go("outbox"))
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._filter)
        head.addWidget(self._check)
        head.addWidget(self._outbox)
        column.addLayout(head)
        columns: tuple[Column[DocumentRow], ...] = (
            Column(lambda: self.tr("Signed"), lambda one: formats.moment(one.created_at), 150, is_strong=True),
            Column(lambda: self.tr("Patient"), self._patient),
            Column(lambda: self.tr("Document"), self._document, 300),
            Column(lambda: self.tr("Signer"), lambda one: one.signer_name, 210),
            Column(
                lambda: self.tr("State"), lambda one: self._state(one)[0], 260, tone=lambda one: self._state(one)[1]
            ),
        )
        self._model: RowsModel[DocumentRow] = RowsModel(theme, columns, lambda one: one.document_id)
        self.table: RowsView[DocumentRow] = RowsView(theme, self._model)
        self.table.activated.connect(lambda _: self._open())
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table.framed())
        self._empty = EmptyState(theme, "file-text")
        self._stack.addWidget(self._empty)
        column.addWidget(self._stack, 1)
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(80)
        self._gather.timeout.connect(self.reload)
        context.bridge.happened.connect(self._happened)
        self.retranslate()

    def reload(self) -> None:
        self._context.tasks.read(self, signed_documents.documents, done=self._take)

    def _take(self, found: tuple[DocumentRow, ...]) -> None:
        self._all = found
        self._show()

    def _show(self) -> None:
        wanted = folded(self._filter.text()).split()
        rows = tuple(one for one in self._all if all(word in folded(one.patient_name.full) for word in wanted))
        self.table.put_rows(rows)
        self._stack.setCurrentIndex(0 if rows else 1)
        self._say_empty()

    def _happened(self, event: object) -> None:
        if isinstance(event, DocumentChanged) and self.isVisible():
            self._gather.start()

    def _open(self) -> None:
        if self.table.current is not None:
            self._context.navigation.go("document", self.table.current.document_id)

    # cells

    @staticmethod
    def _patient(one: DocumentRow) -> str:
        born = formats.day(one.patient_birth_date)
        return " · ".join(part for part in (one.patient_name.full, born) if part)

    def _document(self, one: DocumentRow) -> str:
        version = self.tr("version {number}").format(number=one.version) if one.version > 1 else ""
        return " · ".join(part for part in (one.title, version) if part)

    def _state(self, one: DocumentRow) -> tuple[str, str]:
        if one.state is DocumentState.WITHDRAWN:
            return self.tr("withdrawn"), "bad"
        if one.review:
            return "⚠ " + review_word(one.review), "bad"
        if one.warning and one.is_newest:
            return "⚠ " + citing_warning(one.warning), "bad"
        return signature_chip(one.signature_state)

    # words

    def _say_empty(self) -> None:
        if self._all:
            self._empty.set_texts(self.tr("No document of such a patient"), self.tr("Type another part of the name."))
        else:
            self._empty.set_texts(
                self.tr("No documents yet"),
                self.tr("A visit that is finished with Ctrl+Enter becomes a signed document and stands here."),
            )

    def retranslate(self) -> None:
        self._title.setText(self.tr("Documents"))
        self._filter.setPlaceholderText(self.tr("Part of the patient's name"))
        self._filter.setAccessibleName(self.tr("Filter by the patient's name"))
        self._check.setText(self.tr("Check a signed file"))
        self._outbox.setText(self.tr("Sending to the ministry"))
        self.table.setAccessibleName(self.tr("Signed documents"))
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

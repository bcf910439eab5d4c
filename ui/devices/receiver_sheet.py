"""Other ports, another address or AE title for the receiver; what is taken is said before anything changes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QFrame, QLineEdit, QWidget

from app import dicom_tls, receiver_settings
from app.domain.clock import local
from app.domain.device import OFF, HubSettings
from app.domain.errors import Refused, WorldError
from app.receiver_settings import PortCertificate
from ui.context import Context
from ui.devices import words
from ui.messages import explain
from ui.number_fields import PortField
from ui.theme import focus_by_keyboard
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.labels import Glyph, label
from ui.widgets.layouts import horizontal
from ui.widgets.sheet import Sheet

_LARGEST_FILE = (1 << 20) + 1  # more is refused by its length
_EVERY, _HERE = "0.0.0.0", "127.0.0.1"  # noqa: S104  the name of a choice; nothing is bound here


class ReceiverSheet(Sheet):
    """`changed()` once the new values are written; the receiver then starts again by itself."""

    changed = Signal()

    def __init__(self, context: Context, addresses: tuple[str, ...], parent: QWidget | None = None) -> None:
        """`addresses`: those of this computer, to choose one of them."""
        super().__init__(context.theme, parent, width=640)
        self._context = context
        self._problem_of: WorldError | None = None
        theme = context.theme
        self.address = QComboBox()
        for one in dict.fromkeys((_EVERY, *addresses, _HERE)):
            self.address.addItem("", one)
        self.ae_title = QLineEdit()
        self.ae_title.setMaxLength(16)
        self.dicom_port, self.hl7_port, self.astm_port, self.tls_port = (PortField() for _ in range(4))
        self._ports = (self.dicom_port, self.hl7_port, self.astm_port, self.tls_port)
        editors: tuple[QWidget, ...] = (self.address, self.ae_title, *self._ports)
        self.fields = [Field(theme, editor) for editor in editors]
        for pair in (self.fields[:2], self.fields[2:4], self.fields[4:]):
            row = horizontal(theme, spacing=16)
            for field in pair:
                row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
            self.body.addLayout(row)
        self._add_certificate()
        note = QFrame()
        note.setProperty("surface", "warn")
        inside = horizontal(theme, note, margins=(12, 10), spacing=10)
        inside.addWidget(Glyph(theme, "warning", "warn"), 0, Qt.AlignmentFlag.AlignTop)
        self._note = label("", "", wrap=True)
        inside.addWidget(self._note, 1)
        self.body.addWidget(note)
        self._problem = label("", "bad", wrap=True)
        self._problem.hide()
        self.body.addWidget(self._problem)
        self._cancel, self.save_button = Button(theme), Button(theme, icon="check", kind="primary")
        self._cancel.clicked.connect(self.reject)
        self.save_button.clicked.connect(self.save)
        self.save_button.setEnabled(False)
        self.foot.addStretch(1)
        self.foot.addWidget(self._cancel)
        self.foot.addWidget(self.save_button)
        for editor, field in zip((self.ae_title, *self._ports), self.fields[1:], strict=True):
            editor.textChanged.connect(lambda _, one=field: one.set_error(""))
        self.retranslate()
        folder = context.practice.folder
        context.tasks.work(self, lambda _: receiver_settings.current(folder), done=self._fill, failed=self._refused)

    def _add_certificate(self) -> None:
        """Of the encrypted port: what a device compares, and whom we let in."""
        theme = self.theme
        self._certificate: PortCertificate | None = None
        self._fingerprint = label("", "small", wrap=True)
        self._fingerprint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(self._fingerprint)
        self.known_only = QCheckBox()
        self.known_only.clicked.connect(self._check_clients)
        self.body.addWidget(self.known_only)
        row = horizontal(theme, spacing=8)
        self.save_certificate = Button(theme, icon="download-simple", kind="ghost")
        self.save_certificate.clicked.connect(self._save_certificate)
        self.take_certificates = Button(theme, icon="upload-simple", kind="ghost")
        self.take_certificates.clicked.connect(self._choose_certificates)
        row.addWidget(self.save_certificate)
        row.addWidget(self.take_certificates)
        row.addStretch(1)
        self.body.addLayout(row)

    def save(self) -> None:
        """Check the fields, try the ports, write; the sheet stays open with the reason where that is refused."""
        if not self.save_button.isEnabled() or not self._is_right():
            return
        self._problem.hide()
        self.save_button.setEnabled(False)
        practice = self._context.practice
        self._context.tasks.write(
            self, receiver_settings.change, practice.folder, practice.keys,
            bind=self.address.currentData(), ae_title=self.ae_title.text().strip().upper(),
            dicom_port=self.dicom_port.port, hl7_port=self.hl7_port.port,
            astm_port=self.astm_port.port or OFF, dicom_tls_port=self.tls_port.port or OFF,
            done=self._saved, failed=self._refused,
        )  # fmt: skip

    def retranslate(self) -> None:
        self.set_title(self.tr("Where devices reach us"))
        for at in range(self.address.count()):
            self.address.setItemText(at, self._address_word(self.address.itemData(at)))
        address, ae_title, dicom, hl7, astm, tls = self.fields
        address.set_texts(self.tr("Listen on"), self.tr("Every network, unless the computer has several."))
        ae_title.set_texts(self.tr("AE title"), self.tr("How devices call us."))
        dicom.set_texts(self.tr("DICOM port"), self.tr("Images and ECG."))
        hl7.set_texts(self.tr("HL7 port"), self.tr("Analysers and monitors."))
        usual = self.tr("Empty: closed. Usual: {port}.")
        astm.set_texts(self.tr("ASTM port"), usual.format(port=receiver_settings.USUAL_ASTM_PORT))
        tls.set_texts(self.tr("Encrypted DICOM port (TLS)"), usual.format(port=receiver_settings.USUAL_DICOM_TLS_PORT))
        self.save_certificate.setText(self.tr("Save the certificate…"))
        self.known_only.setText(self.tr("Over TLS, only devices whose certificate we have"))
        self.take_certificates.setText(self.tr("Take certificates of devices…"))
        self._show_certificate()
        self._note.setText(
            self.tr(
                "Enter the new values at every device too: with the old ones it reaches nobody. "
                "While the receiver starts again, devices keep what they could not send."
            )
        )
        self._cancel.setText(self.tr("Cancel"))
        self.save_button.setText(self.tr("Change"))
        if self._problem_of is not None:
            self._refused(self._problem_of)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _fill(self, settings: HubSettings) -> None:
        if self.address.findData(settings.bind) < 0:
            self.address.addItem(self._address_word(settings.bind), settings.bind)
        self.address.setCurrentIndex(self.address.findData(settings.bind))
        self.ae_title.setText(settings.ae_title)
        self.dicom_port.set_digits(str(settings.dicom_port))
        self.hl7_port.set_digits(str(settings.hl7_port))
        for port, number in ((self.astm_port, settings.astm_port), (self.tls_port, settings.dicom_tls_port)):
            port.set_digits("" if number == OFF else str(number))
        self.known_only.setChecked(settings.dicom_tls_checks_clients)
        folder = self._context.practice.folder
        self._context.tasks.work(
            self, lambda _: receiver_settings.certificate(folder), done=self._take_certificate, failed=lambda _: None
        )
        self.save_button.setEnabled(True)
        focus_by_keyboard(self.dicom_port)

    def _is_right(self) -> bool:
        _, ae_title, dicom, hl7, astm, tls = self.fields
        is_title = words.is_ae_title(self.ae_title.text().strip().upper())
        ae_title.set_error("" if is_title else self.tr("At most 16 Latin capitals, digits, - or _."))
        wrong_port = self.tr("A number from 1 to 65535.")
        dicom.set_error("" if self.dicom_port.port else wrong_port)
        hl7.set_error("" if self.hl7_port.port else wrong_port)
        if not hl7.error and self.hl7_port.port == self.dicom_port.port:
            hl7.set_error(self.tr("The two ports must differ."))
        taken = {self.dicom_port.port, self.hl7_port.port}
        for port, field in ((self.astm_port, astm), (self.tls_port, tls)):
            if port.digits and not port.port:
                field.set_error(wrong_port)
            elif port.port and port.port in taken:
                field.set_error(self.tr("Every port must be another."))
            taken.add(port.port)
        wrong = next((field for field in self.fields if field.error), None)
        if wrong is not None:
            focus_by_keyboard(wrong.editor)
        return wrong is None

    def _saved(self, _: HubSettings) -> None:
        self.accept()
        self._context.navigation.notice(
            self.tr("The receiver starts again with the new values. Enter them at devices.")
        )
        self.changed.emit()

    def _refused(self, error: WorldError) -> None:
        """What stands in the way is said at the port it is about; the receiver goes on as it was."""
        self._problem_of = error
        kept = self.tr("Nothing was changed: the receiver goes on with the old values.")
        port = error.facts.get("port")
        for editor, field in zip(self._ports, self.fields[2:], strict=True):
            if port and editor.port == port:
                holder = str(error.facts.get("holder") or "")
                field.set_error(f"{explain(error).what} {holder}".strip())
                focus_by_keyboard(editor)
        self._problem.setText(kept if port else f"{explain(error).sentence} {kept}")
        self._problem.show()
        self.save_button.setEnabled(True)

    def _take_certificate(self, found: PortCertificate | None) -> None:
        self._certificate = found
        self._show_certificate()

    def _show_certificate(self) -> None:
        found = self._certificate
        self._fingerprint.setVisible(found is not None)
        for control in (self.save_certificate, self.known_only, self.take_certificates):
            control.setVisible(found is not None)
        if found is not None:
            said = self.tr("Certificate of the encrypted port, SHA-256: {fingerprint}; valid until {day}.")
            half = len(found.fingerprint) // 2 + 1  # between two pairs: there is nowhere else to break it
            shown = f"{found.fingerprint[:half]}\n{found.fingerprint[half:]}"
            self._fingerprint.setText(said.format(fingerprint=shown, day=f"{local(found.valid_until):%d.%m.%Y}"))

    def _save_certificate(self) -> None:
        """For the device, which then knows us; there is no secret in it."""
        name = QFileDialog.getSaveFileName(self, self.tr("Save the certificate"), "shipager.pem", "*.pem")[0]
        if name and self._certificate is not None:
            try:
                Path(name).write_bytes(self._certificate.path.read_bytes())
            except OSError:
                self._say_problem(Refused("file-not-written"))

    def _choose_certificates(self) -> None:
        name = QFileDialog.getOpenFileName(self, self.tr("Certificates of devices"), "", "PEM (*.pem *.crt)")[0]
        if name:
            self.trust(Path(name))

    def trust(self, path: Path) -> None:
        """Take certificates of devices from a file, in place of those there were."""
        try:
            with path.open("rb") as file:
                content = file.read(_LARGEST_FILE)
        except OSError:
            self._say_problem(Refused("file-unreadable"))
            return
        self._context.tasks.write(
            self, dicom_tls.trust, self._context.practice.folder, content, done=self._trusted, failed=self._say_problem
        )

    def _trusted(self, count: int) -> None:
        self._problem.hide()
        self._context.navigation.notice(self.tr("%n certificate(s) of devices taken", "", count))

    def _check_clients(self, wanted: bool) -> None:
        practice = self._context.practice

        def refused(error: WorldError) -> None:
            self.known_only.setChecked(not wanted)
            self._say_problem(error)

        self._context.tasks.write(
            self, dicom_tls.check_clients, practice.folder, practice.keys, wanted=wanted,
            done=lambda _: self._problem.hide(), failed=refused,
        )  # fmt: skip

    def _say_problem(self, error: WorldError) -> None:
        self._problem.setText(explain(error).sentence)
        self._problem.show()

    def _address_word(self, address: str) -> str:
        known = {_EVERY: self.tr("every network of this computer"), _HERE: self.tr("this computer only")}
        return known.get(address, address)

"""*Send the patient to a device*: a request file for a device's program, where a device takes one."""

from __future__ import annotations

import functools

from PySide6.QtWidgets import QMenu, QWidget

from app import device_requests
from app.domain.access import Permission
from app.domain.device import Device
from app.domain.errors import WorldError
from app.domain.patient import Patient
from ui.commands import Command
from ui.context import Context
from ui.messages import explain
from ui.widgets.buttons import Button


class GdtRequests(Button):
    """A button that is there only where a device takes requests; several devices are a menu."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, icon="paper-plane-tilt", parent=parent)
        self._context = context
        self._patient: Patient | None = None
        self._takers: tuple[Device, ...] = ()
        self.clicked.connect(self.send)
        self.hide()
        self.retranslate()

    def add_commands(self, owner: QWidget) -> None:
        self._context.commands.add(
            Command("device.send-patient", lambda: self.tr("Send the patient to a device"), self.send, "",
                    "paper-plane-tilt", lambda: owner.isVisible() and bool(self._takers)),
            owner,
        )  # fmt: skip

    def show_patient(self, patient: Patient) -> None:
        self._patient = patient
        if self._context.practice.actor.may(Permission.CLINICAL_WRITE):
            self._context.tasks.read(self, device_requests.takers, done=self._take)

    def _take(self, found: tuple[Device, ...]) -> None:
        self._takers = found
        self.setVisible(bool(found))
        self.retranslate()

    def send(self) -> None:
        """At once where there is one device; else it is chosen."""
        if len(self._takers) == 1:
            self._send(self._takers[0])
        elif self._takers:
            menu = QMenu(self)
            for one in self._takers:
                menu.addAction(one.name).triggered.connect(functools.partial(self._send, one))
            menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _send(self, device: Device) -> None:
        if self._patient is not None:
            self._context.tasks.write(
                self, device_requests.send_patient, device.device_id, self._patient.patient_id,
                done=self._sent, failed=self._failed,
            )  # fmt: skip

    def _sent(self, device: Device) -> None:
        words = self.tr("{device} knows the patient: begin the examination there")
        self._context.navigation.notice(words.format(device=device.name))

    def _failed(self, error: WorldError) -> None:
        self._context.navigation.notice(explain(error).sentence, "bad")

    def retranslate(self) -> None:
        """Called by the strip that holds it."""
        one = self._takers[0].name if len(self._takers) == 1 else ""
        self.setText(self.tr("To a device"))
        self.setToolTip(self.tr("Send the patient to {device}").format(device=one) if one else self.text())
        self.setAccessibleName(self.toolTip())

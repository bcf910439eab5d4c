"""What leaves the practice for the ministry and where time stamps come from, as it is set now."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app import revocation_service, time_stamps
from app.exchange import profile
from app.exchange.profile import ExchangeProfile
from app.revocation_service import RevocationService
from ui.context import Context
from ui.outbox.words import kind_word
from ui.settings.revocation_sheet import RevocationSheet
from ui.settings.section import Section
from ui.settings.sending_sheet import SendingSheet
from ui.settings.time_stamp_sheet import TimeStampSheet
from ui.widgets.buttons import Button


class SendingSection(Section):
    """Only for who may change it; `reload` after each change."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._profile: ExchangeProfile | None = None
        self._authority: str | None = None
        self._service: RevocationService | None = None
        (self._ministry_name, self._ministry), (self._stamps_name, self._stamps) = self.add_value(), self.add_value()
        self._revocation_name, self._revocation = self.add_value()
        self.change = Button(context.theme, icon="paper-plane-tilt")
        self.change_stamps = Button(context.theme, icon="clock")
        self.change_revocation = Button(context.theme, icon="shield-check")
        self.change_revocation.clicked.connect(self.open_revocation)
        self.change.clicked.connect(self.open_sending)
        self.change_stamps.clicked.connect(self.open_stamps)
        self.addresses = Button(context.theme, icon="broadcast")
        self.addresses.clicked.connect(lambda: context.navigation.go("addresses"))
        self.add_buttons(self.change, self.change_stamps, self.change_revocation, self.addresses)
        self.retranslate()
        self.reload()

    def reload(self) -> None:
        self.context.tasks.read(self, profile.view, done=self._take_profile)
        self.context.tasks.read(self, time_stamps.get_authority, done=self._take_authority)
        self.context.tasks.read(self, revocation_service.get_service, done=self._take_service)

    def open_sending(self) -> SendingSheet | None:
        if self._profile is None:
            return None
        sheet = SendingSheet(self.context, self._profile, self.window())
        sheet.changed.connect(self.reload)
        sheet.open()
        return sheet

    def open_stamps(self) -> TimeStampSheet | None:
        if self._authority is None:
            return None
        sheet = TimeStampSheet(self.context, self._authority, self.window())
        sheet.changed.connect(self.reload)
        sheet.open()
        return sheet

    def open_revocation(self) -> RevocationSheet | None:
        if self._service is None:
            return None
        sheet = RevocationSheet(self.context, self._service, self.window())
        sheet.changed.connect(self.reload)
        sheet.open()
        return sheet

    def retranslate(self) -> None:
        self.title.setText(self.tr("Ministry and time stamps"))
        self._ministry_name.setText(self.tr("Ministry"))
        self._stamps_name.setText(self.tr("Time stamps"))
        self.change.setText(self.tr("Sending…"))
        self.change_stamps.setText(self.tr("Time stamps…"))
        self._revocation_name.setText(self.tr("Revocation"))
        self.change_revocation.setText(self.tr("Revocation…"))
        self.addresses.setText(self.tr("All outbound addresses"))
        self._show()

    def _take_profile(self, found: ExchangeProfile) -> None:
        self._profile = found
        self._show()

    def _take_authority(self, found: str) -> None:
        self._authority = found
        self._show()

    def _take_service(self, found: RevocationService) -> None:
        self._service = found
        self._show()

    def _show(self) -> None:
        self._ministry.setText(self._ministry_word() if self._profile else "")
        self._stamps.setText(self._authority or self.tr("No address: signatures stay without a time stamp."))
        self._revocation.setText(self._revocation_word() if self._service else "")

    def _revocation_word(self) -> str:
        assert self._service is not None
        if not self._service.is_on:
            return self.tr("Nobody is asked: signatures stay “not confirmed”.")
        return self._service.ocsp_url or self._service.crl_url or self.tr("The certification authority is asked.")

    def _ministry_word(self) -> str:
        assert self._profile is not None
        if self._profile.transport == "hold":
            return self.tr("Nothing leaves: everything is held in the outbox.")
        kinds = dict.fromkeys(kind_word(kind) for kind in self._profile.switches if self._profile.sends(kind))
        if not kinds:
            return self.tr("{address}: connected, but no kind of message may leave.").format(address=self._profile.url)
        return self.tr("{address}: {kinds}").format(address=self._profile.url, kinds=", ".join(kinds))

"""The places of the window: what the rail shows, and the screens behind them, loaded when they are first wanted.

`screen` is "module:Class"; the class is called with the context. A screen may have `show_subject(subject)` to be
told what to show, and `leave()` to put down what it holds before the window is locked.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ui.context import Context

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Place:
    """The rail shows places with a `shortcut`; `under` is the one it marks while this one is shown."""

    key: str
    title: Callable[[], str]
    icon: str
    screen: str
    shortcut: str = ""
    under: str = ""

    @property
    def command(self) -> str:
        return f"place.{self.key}"

    def build(self, context: Context) -> QWidget:
        """The screen, newly made. Raises `ImportError` or `AttributeError` where `screen` names nothing."""
        module, _, name = self.screen.partition(":")
        made: Any = getattr(importlib.import_module(module), name)(context)
        assert isinstance(made, QWidget)
        return made


PLACES: tuple[Place, ...] = (
    Place("day", lambda: translate("Places", "Day"), "calendar-blank", "ui.day.screen:DayScreen", "F2"),
    Place("patients", lambda: translate("Places", "Patients"), "users", "ui.patients.screen:PatientsScreen", "F3"),
    Place("inbox", lambda: translate("Places", "Inbox"), "tray", "ui.inbox.screen:InboxScreen", "F4"),
    Place(
        "documents", lambda: translate("Places", "Documents"), "file-text", "ui.documents.screen:DocumentsScreen", "F5"
    ),
    Place("to-sign", lambda: translate("Places", "To sign"), "pen-nib", "ui.sign.to_sign:ToSignScreen", "F9"),
    Place("devices", lambda: translate("Places", "Devices"), "monitor", "ui.devices.screen:DevicesScreen", "F6"),
    Place("reports", lambda: translate("Places", "Reports"), "chart-bar", "ui.reports.screen:ReportsScreen", "F7"),
    Place("settings", lambda: translate("Places", "Settings"), "gear", "ui.settings.screen:SettingsScreen", "F8"),
    Place("card", lambda: translate("Places", "Patient card"), "user", "ui.card.screen:CardScreen", under="patients"),
    Place("visit", lambda: translate("Places", "Visit"), "notebook", "ui.visit.screen:VisitScreen", under="patients"),
    Place("viewer", lambda: translate("Places", "Images"), "image", "ui.viewer.screen:ViewerScreen", under="patients"),
    Place("result", lambda: translate("Places", "Result"), "flask", "ui.results.screen:ResultScreen", under="patients"),
    Place(
        "document",
        lambda: translate("Places", "Document"),
        "file-text",
        "ui.documents.document:DocumentScreen",
        under="documents",
    ),
    Place(
        "verify",
        lambda: translate("Places", "Check a signed file"),
        "shield-check",
        "ui.documents.verify_screen:VerifyScreen",
        under="documents",
    ),
    Place(
        "outbox",
        lambda: translate("Places", "Outbox"),
        "arrows-down-up",
        "ui.outbox.screen:OutboxScreen",
        under="documents",
    ),
    Place(
        "device", lambda: translate("Places", "Device"), "monitor", "ui.devices.device_page:DevicePage", under="devices"
    ),
    Place(
        "connect",
        lambda: translate("Places", "Connect a device"),
        "plus",
        "ui.devices.connect.screen:ConnectScreen",
        under="devices",
    ),
    Place(
        "wire",
        lambda: translate("Places", "Log of the wire"),
        "list-dashes",
        "ui.devices.wire_screen:WireScreen",
        under="devices",
    ),
    Place(
        "addresses",
        lambda: translate("Places", "Outbound addresses"),
        "broadcast",
        "ui.settings.addresses:AddressesScreen",
        under="settings",
    ),
    Place(
        "journal",
        lambda: translate("Places", "Journal"),
        "list-dashes",
        "ui.reports.journal:JournalScreen",
        under="reports",
    ),
    Place(
        "attempts",
        lambda: translate("Places", "Failed attempts with an EDS"),
        "warning-circle",
        "ui.reports.attempts:AttemptsScreen",
        under="reports",
    ),
    Place("export", lambda: translate("Places", "Export"), "export", "ui.export.screen:ExportScreen", under="reports"),
)

"""Words for refusals around devices: their settings, their place, their file."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate

Words = Callable[[dict[str, object]], tuple[str, str]]


def words() -> dict[str, Words]:
    """Code to (what happened, next step). Built at each call, because the language may have changed since."""
    return {code: _always(pair) for code, pair in _plain().items()}


def _always(pair: tuple[str, str]) -> Words:
    return lambda facts: pair


def _plain() -> dict[str, tuple[str, str]]:
    return {
        "device-setting": (
            translate("DeviceMessages", "This value cannot be set for the device."),
            translate("DeviceMessages", "What was set before stays. Check the port, the speed and the folder."),
        ),
        "device-place": (
            translate("DeviceMessages", "It is not said where the device is."),
            translate("DeviceMessages", "Enter its address, its serial port or its folder."),
        ),
        "device-known": (
            translate("DeviceMessages", "A device at this place is in the list already."),
            translate("DeviceMessages", "Open its page and change it there."),
        ),
        "device-not-the-same": (
            translate("DeviceMessages", "These two devices differ in name or in their way of sending."),
            translate("DeviceMessages", "Nothing was changed: they stay two devices."),
        ),
        "device-file": (
            translate("DeviceMessages", "This file holds no settings of a device."),
            translate("DeviceMessages", "Nothing was changed. Choose a file that was saved on a device's page."),
        ),
        "device-file-version": (
            translate("DeviceMessages", "This file was saved by a newer version of the program."),
            translate("DeviceMessages", "Nothing was changed. Update the program on this computer."),
        ),
        "device-file-transport": (
            translate("DeviceMessages", "This file is for a device that sends by another way."),
            translate("DeviceMessages", "Nothing was changed."),
        ),
        "file-not-written": (
            translate("DeviceMessages", "The file could not be written there."),
            translate("DeviceMessages", "Choose another folder, or free some space on the disk."),
        ),
        "file-unreadable": (
            translate("DeviceMessages", "The file cannot be read."),
            translate("DeviceMessages", "Nothing was changed. Check that it is there and that you may open it."),
        ),
        "changed-since": (
            translate("DeviceMessages", "It was changed once more since then."),
            translate("DeviceMessages", "It stays as it is now; change it on its page."),
        ),
    }

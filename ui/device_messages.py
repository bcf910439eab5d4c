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
        "dicom-place": (
            translate("DeviceMessages", "The archive's place cannot be understood."),
            translate("DeviceMessages", "Write it as address:port:AE, for example 192.168.0.5:104:ARCHIVE."),
        ),
        "dicom-tls": (
            translate("DeviceMessages", "The certificate of the encrypted port cannot be used."),
            translate("DeviceMessages", "Make a new one: Devices (F6), Change… Then compare it at the devices again."),
        ),
        "certificate-unreadable": (
            translate("DeviceMessages", "This file holds no certificates (PEM)."),
            translate("DeviceMessages", "Nothing was changed. Ask the technician for the device's certificate."),
        ),
        "no-trusted-certificates": (
            translate("DeviceMessages", "There is no certificate of a device yet: nobody would be let in."),
            translate("DeviceMessages", "First take the certificates of the devices."),
        ),
        "peer-unreachable": (
            translate("DeviceMessages", "Nobody answers at that address and port."),
            translate("DeviceMessages", "Check address, port, cable and firewall; then try again."),
        ),
        "peer-silent": (
            translate("DeviceMessages", "Somebody listens there but says nothing that is DICOM."),
            translate("DeviceMessages", "Check the port, and whether it is the encrypted one."),
        ),
        "study-of-several": (
            translate("DeviceMessages", "Parts of this study belong to several patients."),
            translate("DeviceMessages", "Send it from the card of each of them."),
        ),
        "peer-rejected": (
            translate("DeviceMessages", "The other side does not let us in."),
            translate("DeviceMessages", "Enter our AE title and address in its list of partners."),
        ),
        "peer-refused": (
            translate("DeviceMessages", "The other side refused what we asked for."),
            translate("DeviceMessages", "Nothing was lost here. Look at the log of the wire (F6) for its answer."),
        ),
        "peer-refused-context": (
            translate("DeviceMessages", "The other side does not take this kind of object."),
            translate("DeviceMessages", "It stays here. Ask the technician to allow this kind at the archive."),
        ),
        "peer-tls": (
            translate("DeviceMessages", "No encrypted connection comes about."),
            translate("DeviceMessages", "Compare the certificates of both sides."),
        ),
        "order-priority": (
            translate("DeviceMessages", "This urgency of an order is not known."),
            translate("DeviceMessages", "Choose one from the list."),
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

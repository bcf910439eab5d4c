"""Words for what analysers on ASTM and serial lines sent and the program could not read."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def unread() -> dict[str, str]:
    """What kept a message or a printout from being read, in a few words for a list."""
    return {
        "astm-checksum": translate("analysers", "a checksum does not agree: check speed, parity and cable"),
        "astm-no-checksum": translate(
            "analysers", "frames without a checksum: set the device so that it is not checked"
        ),
        "astm-frame-number": translate("analysers", "the frames are not numbered in order"),
        "astm-frame-cut": translate("analysers", "a frame was cut off by the next one"),
        "astm-frame-too-long": translate("analysers", "a frame does not end"),
        "astm-cut": translate("analysers", "cut off in the middle: the device sends it again"),
        "astm-too-long": translate("analysers", "the message does not end: larger than 16 MB"),
        "not-astm": translate("analysers", "not ASTM: perhaps another protocol on this port"),
        "astm-no-header": translate("analysers", "no ASTM header (H) at the beginning"),
        "astm-too-large": translate("analysers", "the message is larger than 16 MB"),
        "astm-too-many-records": translate("analysers", "more records than any device sends"),
        "text-no-profile": translate("analysers", "a printout: choose the family of its device"),
        "text-profile": translate("analysers", "the patterns of the chosen family are damaged"),
        "text-no-results": translate("analysers", "no line that is a result of the chosen family"),
        "text-too-large": translate("analysers", "too long for a printout"),
    }

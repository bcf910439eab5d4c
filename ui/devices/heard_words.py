"""A caller in sentences: who it says it is, how it calls us, what it asks for, and what to change there."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.heard import Caller
from ui.devices import dicom_words

translate = QCoreApplication.translate

_ASTM = "HPORCQLM"


def name_of(caller: Caller) -> str:
    """What it calls itself, for a sentence."""
    return " ".join(caller.calling.replace("^", " ").split())


def sentence(caller: Caller) -> str:
    """One or two sentences about a caller."""
    if caller.protocol == "dicom":
        return _dicom(caller)
    if caller.protocol == "hl7":
        return _hl7(caller)
    if caller.protocol == "astm":
        return _astm(caller)
    if not caller.raw_bytes:
        return _where(caller)
    count = caller.raw_bytes  # lupdate reads plain names only
    arrived = translate("HeardWords", "%n byte(s) arrived that are no whole message yet.", "", count)
    return f"{_where(caller)} {arrived}"


def advice(caller: Caller) -> str:
    """What to change at the device; empty where all is well."""
    if caller.refused:
        return translate(
            "HeardWords", "The conversation was refused: too much goes on at once, or the device speaks otherwise. "
            "It tries again by itself; if it repeats, save the log for the technician.",
        )  # fmt: skip
    if caller.calls_us_otherwise:
        return translate(
            "HeardWords", "It is received all the same. To put it right, enter {ours} at the device in the field "
            "Called AE Title (also: Remote AE, Server AE, Destination AE).",
        ).format(ours=caller.ours)  # fmt: skip
    if caller.protocol == "dicom" and caller.asked and not any(one.accepted for one in caller.asked):
        return translate(
            "HeardWords", "It asks for nothing that this program does: look for Store or Send at the device."
        )
    if not caller.protocol and caller.raw_bytes:
        return translate(
            "HeardWords", "The cable is right. If nothing more comes after a whole result, check speed and parity.",
        )  # fmt: skip
    return ""


def _where(caller: Caller) -> str:
    name = name_of(caller)
    if caller.transport in {"serial", "folder"}:
        text = translate("HeardWords", "A device at {place} calls itself {name}.")
        nameless = translate("HeardWords", "Something is connected at {place}.")
    else:
        text = translate("HeardWords", "A device at {place} calls itself {name}.")
        nameless = translate("HeardWords", "A device at {place} does not say its name.")
    return (text if name else nameless).format(place=caller.peer, name=name)


def _dicom(caller: Caller) -> str:
    if not caller.called and not caller.asked:
        return _where(caller)
    taken, refused = dicom_words.asked(caller.asked)
    name = name_of(caller) or "—"
    if caller.calls_us_otherwise:
        said = translate("HeardWords", "A device at {place} calls itself {name} and calls us {called}; we are {ours}.")
    else:
        said = translate("HeardWords", "A device at {place} calls itself {name} and calls us {called}.")
    parts = [said.format(place=caller.peer, name=name, called=caller.called or "—", ours=caller.ours)]
    if taken:
        parts.append(translate("HeardWords", "It asks for: {what}.").format(what=taken))
    if refused:
        parts.append(translate("HeardWords", "Not offered here: {what}.").format(what=refused))
    return " ".join(parts)


def _hl7(caller: Caller) -> str:
    parts = [_where(caller)]
    if not caller.version and not caller.message_types:
        return parts[0]
    letters = caller.character_set or translate("HeardWords", "not declared")
    facts = translate("HeardWords", "It speaks HL7 version {version}, letters: {letters}, messages: {types}.")
    types = ", ".join(one.replace("^", " ") for one in caller.message_types) or "—"
    parts.append(facts.format(version=caller.version or "—", letters=letters, types=types))
    return " ".join(parts)


def _astm(caller: Caller) -> str:
    parts = [_where(caller)]
    if not caller.records:
        return parts[0]
    words = [_record_word(letter) for letter in _ASTM if letter in caller.records]
    if caller.frames:
        facts = translate("HeardWords", "It speaks ASTM in frames with checksums and sends: {what}.")
    else:
        facts = translate("HeardWords", "It speaks ASTM without frames and sends: {what}.")
    parts.append(facts.format(what=", ".join(words) or "—"))
    return " ".join(parts)


def _record_word(letter: str) -> str:
    return {
        "H": translate("HeardWords", "header"),
        "P": translate("HeardWords", "patient"),
        "O": translate("HeardWords", "order"),
        "R": translate("HeardWords", "results"),
        "C": translate("HeardWords", "comments"),
        "Q": translate("HeardWords", "questions for orders"),
        "L": translate("HeardWords", "end"),
        "M": translate("HeardWords", "maker's own records"),
    }[letter]

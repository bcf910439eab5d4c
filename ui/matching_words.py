"""Why a result came to a patient, why another one waits, and what speaks for or against a candidate.

The codes are those of `app/domain/matching.py`; a code without words is shown as it is, so that support can read it.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from app.domain.observation import Reason
from ui import analyser_messages, file_messages, formats

translate = QCoreApplication.translate


def reason_word(code: str) -> str:
    """What a reason is about, in a word or two."""
    return {
        "assigned": translate("matching", "given by a person"),
        "accession": translate("matching", "number of our order"),
        "step-id": translate("matching", "step of our order"),
        "study-uid": translate("matching", "study already known"),
        "iin": translate("matching", "IIN"),
        "birth-date": translate("matching", "birth date"),
        "name": translate("matching", "name"),
        "name-spelling": translate("matching", "name in other letters"),
        "name-swapped": translate("matching", "name with its parts swapped"),
        "name-similar": translate("matching", "similar name"),
        "sex": translate("matching", "sex"),
        "patient-id": translate("matching", "our patient number"),
        "booked-that-day": translate("matching", "booked that day"),
        "booked-modality": translate("matching", "booked for this device"),
        "iin-one-digit": translate("matching", "IIN differs in one digit"),
        "birth-date-swapped": translate("matching", "day and month of birth swapped"),
        "birth-year": translate("matching", "same birth year, another day"),
        "birth-date-differs": translate("matching", "another birth date"),
        "sex-differs": translate("matching", "another sex"),
        "name-differs": translate("matching", "another name"),
        "iin-differs": translate("matching", "another IIN"),
    }.get(code, code)


def matched(codes: tuple[str, ...]) -> str:
    return translate("matching", "Matched: {reasons}").format(reasons=", ".join(reason_word(one) for one in codes))


def difference(reason: Reason) -> str:
    """`15.06.1986 ≠ 15.06.1985`: what was sent, and what the registry has."""
    if reason.speaks_for or not (reason.sent or reason.ours):
        return ""
    return f"{_value(reason.sent)} ≠ {_value(reason.ours)}"


def weighed(reason: Reason) -> str:
    """`✗  another birth date · 16.06.1985 ≠ 15.06.1985  −40`."""
    mark, sign = ("✓", "+") if reason.speaks_for else ("✗", "−")
    parts = [f"{mark}  {reason_word(reason.code)}", _both(reason)]
    return " · ".join(part for part in parts if part) + f"  {sign}{abs(reason.weight)}"


def matched_weighed(codes: tuple[str, ...], reasons: tuple[Reason, ...]) -> str:
    """`✓ Matched: IIN +60, birth date +25; ✗ another sex −15`: the whole decision in a line."""
    speaks = [reason_word(code) for code in codes]
    speaks += [f"{reason_word(one.code)} +{one.weight}" for one in reasons if one.speaks_for]
    against = [weighed(one) for one in reasons if not one.speaks_for]
    head = "✓ " + translate("matching", "Matched: {reasons}").format(reasons=", ".join(speaks)) if speaks else ""
    return "; ".join(part for part in (head, *against) if part)


def all_weighed(reasons: tuple[Reason, ...]) -> str:
    """Every reason on a line of its own, for a tooltip."""
    return "\n".join(weighed(one) for one in reasons)


def _both(reason: Reason) -> str:
    """Both values of a difference, and of a likeness that is none letter by letter."""
    if reason.code in {"name-spelling", "name-swapped", "name-similar"}:
        return f"{reason.sent} ≈ {reason.ours}"
    return difference(reason)


def why_word(code: str) -> str:
    """Why an item waits."""
    return {
        "no-identifier": translate("matching", "no identifier was sent"),
        "patient-id-only": translate("matching", "only the device's own number"),
        "name-only": translate("matching", "only a name"),
        "iin-unknown": translate("matching", "IIN not in the registry"),
        "birth-date-missing": translate("matching", "IIN without a birth date"),
        "birth-date-differs": translate("matching", "birth date differs"),
        "orders-disagree": translate("matching", "two orders disagree"),
        "iins-disagree": translate("matching", "two IINs were sent"),
        "order-and-iin-disagree": translate("matching", "order and IIN disagree"),
        "numbers-disagree": translate("matching", "numbers of two patients"),
        "study-of-another": translate("matching", "study number of another patient"),
        "uid-differs": translate("matching", "not the object that was announced"),
        "taken-back": translate("matching", "taken out of a card"),
        "split": translate("matching", "part of a study of somebody else"),
        "left": translate("matching", "left on purpose"),
        "similar-name": translate("matching", "similar name"),
    }.get(code) or (translate("matching", "cannot be read") if _is_unreadable(code) else reason_word(code))


def unreadable_word(code: str) -> str:
    """What kept a record from being read, in words for who connects the device; the code where there are none."""
    return {
        "hl7-no-msh": translate("matching", "no HL7 header (MSH) at the beginning"),
        "not-hl7": translate("matching", "not HL7: perhaps another protocol on this port"),
        "hl7-too-large": translate("matching", "the message is larger than 64 MB"),
        "hl7-too-many-segments": translate("matching", "more segments than any device sends"),
        "dicom-none": translate("matching", "no DICOM object"),
        "frame-cut": translate("matching", "cut off: the connection ended in the middle"),
        "frame-too-long": translate("matching", "the message does not end"),
        "reader-failed": translate("matching", "a fault of our reader: show it to support"),
        "filing-failed": translate("matching", "a fault of ours while filing: show it to support"),
        "read-differently": translate("matching", "by these letters it falls into other parts"),
        "letters-not-in-set": translate("matching", "letters that the character set does not have"),
        "nothing-changed": translate("matching", "nothing is changed yet"),
        "destroyed": translate("matching", "destroyed in the archive"),
        **analyser_messages.unread(),
        **file_messages.unread(),
    }.get(code, translate("matching", "cannot be read: {code}").format(code=code))


def _is_unreadable(code: str) -> bool:
    dicom_and_hl7 = ("dicom-", "hl7-", "not-hl7", "frame-")
    others = ("astm-", "not-astm", "text-", "unreadable", "reader-", "filing-", "record-", "archive-", "destroyed")
    return code.startswith((*dicom_and_hl7, *others)) or code in file_messages.unread()


def _value(value: str) -> str:
    if not value:
        return "—"
    try:
        return formats.day(date.fromisoformat(value)) if len(value) == 10 and value[4] == "-" else _plain(value)
    except ValueError:
        return value


def _plain(value: str) -> str:
    words = {
        "male": translate("formats", "male"),
        "female": translate("formats", "female"),
        "unknown": translate("formats", "sex not known"),
    }
    return words.get(value) or (formats.iin(value) if value.isdigit() else value)


def kept_word(reason: str) -> str:
    """Why a message that was understood is no result."""
    return {
        "host-query": translate("matching", "question of a device"),
        "order-message": translate("matching", "order of another system"),
        "patient-message": translate("matching", "patient of another system"),
        "acknowledgement": translate("matching", "answer to a message of ours"),
        "no-results": translate("matching", "result message without results"),
        "message-type": translate("matching", "message of another kind"),
        "self-test": translate("matching", "test of our own"),
    }.get(reason, reason)


def part_word(part: str) -> str:
    """What of a patient differs."""
    return {
        "name": translate("matching", "name"),
        "birth-date": translate("matching", "birth date"),
        "sex": translate("matching", "sex"),
    }.get(part, part)

"""What the wire log says about a caller: a line for the technician, facts for the wizard, nothing about a patient.

Segments (HL7 v2.5.1 chapter 2) and records (ASTM E1394 5-14) are shown by a list of fields that hold no identity; every
other field, and every run of twelve digits (an IIN), is left out of the text that everybody may see.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from devices import dicom_upper_layer as ul
from devices.reception import printable
from devices.wire_log import WireLog

_CONTEXTS = 128  # PS3.8 9.3.2.2: odd numbers to 255
_SYNTAXES = 24
_LEFT_OUT = "•••"
_TWELVE_DIGITS = re.compile(r"\d{12,}")
_NUMBER = re.compile(r"[<>]?=?-?\d{0,7}([.,]\d{1,5})?")

# PS3.8 9.3.1
_PDUS = {
    ul.A_ASSOCIATE_RQ: "A-ASSOCIATE-RQ", ul.A_ASSOCIATE_AC: "A-ASSOCIATE-AC", ul.A_ASSOCIATE_RJ: "A-ASSOCIATE-RJ",
    ul.P_DATA_TF: "P-DATA-TF", ul.A_RELEASE_RQ: "A-RELEASE-RQ", ul.A_RELEASE_RP: "A-RELEASE-RP", ul.A_ABORT: "A-ABORT",
}  # fmt: skip
# PS3.7 E.1
_COMMANDS = {
    0x0001: "C-STORE", 0x0010: "C-GET", 0x0020: "C-FIND", 0x0021: "C-MOVE", 0x0030: "C-ECHO", 0x0100: "N-EVENT-REPORT",
    0x0110: "N-GET", 0x0120: "N-SET", 0x0130: "N-ACTION", 0x0140: "N-CREATE", 0x0150: "N-DELETE", 0x0FFF: "C-CANCEL",
}  # fmt: skip

# Fields without identities: HL7 v2.5.1 chapters 2, 4, 7; every other segment is named only.
_HL7_SHOWN: dict[str, frozenset[int]] = {
    "MSH": frozenset({1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 15, 16, 17, 18}),
    "MSA": frozenset({1, 2}),
    "ERR": frozenset({1, 2, 3, 4}),
    "OBR": frozenset({1, 4, 7, 24, 25}),
    "OBX": frozenset({1, 2, 3, 4, 6, 7, 8, 11, 14}),
    "QPD": frozenset({1, 2}),
    "QRD": frozenset({1, 2, 3, 4, 9, 10}),
    "QAK": frozenset({1, 2}),
    "BHS": frozenset({1, 2, 3, 4, 9, 10}),
    "FHS": frozenset({1, 2, 3, 4, 9, 10}),
}
# Fields without identities: ASTM E1394-97 6 (H), 9 (R), 10 (O), 13 (L)
_ASTM_SHOWN: dict[str, frozenset[int]] = {
    "H": frozenset({1, 2, 5, 12, 13, 14}),
    "O": frozenset({2, 5, 6, 7, 12, 16}),
    "R": frozenset({2, 3, 5, 6, 7, 8, 9, 13, 14}),
    "Q": frozenset({2, 5, 13}),
    "L": frozenset({2, 3}),
}


def pdu_name(kind: int) -> str:
    return _PDUS.get(kind, f"PDU type {kind}")


def dimse_name(field: int) -> str:
    """Of a command field, a request's or a response's."""
    name = _COMMANDS.get(field & 0x7FFF, f"{field:04X}")
    return f"{name}-{'RSP' if field & 0x8000 else 'RQ'}"


def association(
    log: WireLog, peer: str, ours: str, request: ul.AssociateRequest, answers: Iterable[ul.NegotiatedContext],
    refused: str = "",
) -> None:  # fmt: skip
    """A-ASSOCIATE-RQ and what was answered (PS3.8 7.1), once for each association; `refused`: the code of why."""
    calling, called = printable(request.calling, 16), printable(request.called, 16)
    accepted = {one.context_id: one.transfer_syntax for one in answers if one.result == ul.ACCEPTANCE}
    asked = [
        {
            "uid": printable(one.abstract_syntax),
            "syntaxes": [printable(syntax) for syntax in one.transfer_syntaxes[:_SYNTAXES]],
            "accepted": printable(accepted.get(one.context_id, "")),
        }
        for one in request.contexts[:_CONTEXTS]
    ]
    facts = {
        "calling": calling, "called": called, "ours": ours, "asked": asked, "refused": refused,
        "software": printable(request.implementation_version_name, 16),
    }  # fmt: skip
    text = f"A-ASSOCIATE-RQ calling {calling} called {called} contexts {len(request.contexts)}"
    log.note("dicom", peer, calling, "in", "association", text, facts=facts)
    answer = f"A-ASSOCIATE-RJ {refused}" if refused else f"A-ASSOCIATE-AC accepted {len(accepted)}"
    if called.casefold() != ours.casefold() and not refused:
        answer += f" (we are {ours})"
    log.note("dicom", peer, calling, "out", "association", answer)


def hl7_caller(
    log: WireLog, transport: str, peer: str, *, application: str, facility: str, called: str, message_type: str,
    version: str, character_set: str,
) -> None:  # fmt: skip
    """Who sends HL7 messages, as MSH says: for the first message of a kind, for every one while somebody watches."""
    calling = f"{application}^{facility}"
    facts = {
        "calling": calling, "application": application, "facility": facility, "called": called,
        "message_type": message_type, "version": version, "character_set": character_set,
    }  # fmt: skip
    text = f"{message_type or '?'} of {application or '—'} {facility} version {version or '—'}"
    if character_set:
        text += f" letters {character_set}"
    log.note(transport, peer, calling, "in", "connection", text, facts={**facts, "protocol": "hl7"})


def astm_caller(
    log: WireLog, transport: str, peer: str, *, sender: str, version: str = "", records: str = "", frames: bool = True
) -> None:
    """Who sends ASTM records, as H-5 says. `records`: their letters in order, `frames`: by E1381, or records alone."""
    facts = {"calling": sender, "version": version, "records": records[:64], "frames": frames, "protocol": "astm"}
    text = f"ASTM of {sender or '—'} records {records[:64]}"
    log.note(transport, peer, sender, "in", "connection", text, facts=facts)


def bytes_arrived(log: WireLog, transport: str, peer: str, count: int, protocol: str = "") -> None:
    """Bytes came that are nothing yet: on a serial line the first sign that the cable is right."""
    facts = {"calling": "", "bytes": count, "protocol": protocol}
    log.note(transport, peer, "", "in", "connection", f"{count} bytes", facts=facts)


def hl7_segments(
    log: WireLog, transport: str, peer: str, calling: str, direction: str, body: bytes, limit: int = 200
) -> None:
    """Every segment of a message, one line each. Call it only while somebody watches."""
    lines = [line for line in re.split(r"[\r\n]+", _letters(body[: 256 * 1024])) if line.strip("\0 ")]
    separator = lines[0][3:4] if lines and lines[0].startswith(("MSH", "BHS", "FHS")) else "|"
    for line in lines[:limit]:
        log.note(transport, peer, calling, direction, "segment", shown_hl7(line, separator or "|"), _flat(line))
    if len(lines) > limit:
        log.note(transport, peer, calling, direction, "segment", f"… {len(lines) - limit} segments more")


def astm_record(log: WireLog, transport: str, peer: str, calling: str, direction: str, record: bytes) -> None:
    """One record, one line. Call it only while somebody watches."""
    line = _letters(record[:8192]).strip("\r\n")
    log.note(transport, peer, calling, direction, "record", shown_astm(line), _flat(line))


def shown_hl7(line: str, separator: str = "|") -> str:
    """A segment without identities."""
    fields = line.split(separator)
    name = fields[0].strip()[:3]
    # MSH-1 is the separator itself: the fields behind it are one further (2.14.9.1)
    first = 2 if name in {"MSH", "BHS", "FHS"} else 1
    shown = _HL7_SHOWN.get(name, frozenset())
    kept = [fields[0]] + [
        one if not one or at in shown or (name == "OBX" and at == 5 and _NUMBER.fullmatch(one)) else _LEFT_OUT
        for at, one in enumerate(fields[1:], first)
    ]
    return _without_numbers(_flat(separator.join(kept)) if shown else f"{_flat(name)}{separator}{_LEFT_OUT}")


def shown_astm(line: str) -> str:
    """A record without identities."""
    start = re.match(r"\d?([HPOCRQLMS])", line)
    kind = start.group(1) if start else ""
    separator = line[start.end() : start.end() + 1] if start else ""
    shown = _ASTM_SHOWN.get(kind, frozenset())
    if not separator or not shown:
        return _without_numbers(f"{_flat(line[: start.end() if start else 0])}{separator or '|'}{_LEFT_OUT}")
    fields = line.split(separator)
    kept = [fields[0]] + [
        one if not one or at in shown or (kind == "R" and at == 4 and _NUMBER.fullmatch(one)) else _LEFT_OUT
        for at, one in enumerate(fields[1:], 2)
    ]
    return _without_numbers(_flat(separator.join(kept)))


def _letters(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("cp1251", "replace")


def _flat(line: str) -> str:
    """One line that a screen and a text file can show."""
    return "".join(c if c.isprintable() else "·" for c in line[:2000])


def _without_numbers(text: str) -> str:
    return _TWELVE_DIGITS.sub(_LEFT_OUT, text)

"""Answers to messages of ours: MSA of an ACK, ORR or ORL (HL7 v2.5.1 2.15.8, table 0008), read from bytes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from devices import hl7_framing

_CODES = frozenset({"AA", "AE", "AR", "CA", "CE", "CR"})
_MSA = re.compile(rb"[\r\n]MSA([^0-9A-Za-z\r\n])([^\r\n]*)")
_NEVER_ANSWERS = frozenset({b"ORU", b"OUL", b"ORM", b"OML", b"ADT", b"MDM"})
_LOOKED_AT = 8192  # MSA stands second; a long answer repeats the order behind it


@dataclass(frozen=True, slots=True)
class Answer:
    """What the other side says about one message."""

    code: str  # AA, AE, AR, CA, CE, CR; empty where it is none of them
    control_id: bytes  # MSA-2: of the message that is answered
    text: str = ""  # MSA-3

    @property
    def is_accepted(self) -> bool:
        return self.code in {"AA", "CA"}


def answer_of(body: bytes) -> Answer | None:
    """The answer that a message is; None where it has no MSA."""
    start = body[:_LOOKED_AT]
    found = _MSA.search(hl7_framing.single_byte(start))
    if found is None or any(head.code in _NEVER_ANSWERS for head in hl7_framing.heads(start)):
        return None
    fields = [field.strip() for field in found[2].split(found[1])]
    code = fields[0].decode("ascii", "replace").upper()
    text = fields[2].decode("utf-8", "replace")[:200] if len(fields) > 2 else ""
    return Answer(code if code in _CODES else "", fields[1] if len(fields) > 1 else b"", text)


def control_id_of(body: bytes) -> bytes:
    """MSH-10 of a message of ours; empty where it has none."""
    heads = hl7_framing.heads(body)
    return heads[0].control_id if heads else b""

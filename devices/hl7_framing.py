"""HL7 v2 over MLLP, on bytes: cutting the stream into messages, looking at MSH, building acknowledgements.

HL7 v2 transport specification, MLLP release 1 (VT, message, FS, CR); HL7 v2.5.1 chapter 2.9 (processing rules),
2.15.9 (MSH), table 0155 (acknowledgement conditions), table 0008 (codes). Nothing but MSH is read here: the
message is kept as it came, and parsed from the archive.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from itertools import islice

VT = 0x0B
FS = 0x1C
_VT = b"\x0b"
_FS = b"\x1c"
_STARTS = (b"MSH", b"FHS", b"BHS")
# An MSH segment, and the first letters of the segment after it; lines are not taken apart, there may be millions.
_HEADER = re.compile(rb"(MSH(?<![^\r\n]MSH)[^\r\n]*)(?=[\r\n\0 \t]*([^\r\n]{0,3}))")
_MAX_HEADS = 10_000  # messages of one frame that are answered one by one; all are kept
_NOISE_LIMIT = 1 << 16  # bytes between frames that are no message; then it is not a device of ours


class Ending(Enum):
    """How a frame ended."""

    WHOLE = "whole"
    CUT = "frame-cut"  # the next message began, or the connection ended, before its FS
    TOO_LONG = "frame-too-long"


@dataclass(frozen=True, slots=True)
class Frame:
    """The bytes between VT and FS, exactly."""

    body: bytes
    ending: Ending = Ending.WHOLE


class MllpSplitter:
    """Cuts a stream into frames; any splitting of the same stream into reads gives the same frames.

    Takes what devices do: noise before VT, no VT at all (a message is known by its first segment), FS without
    CR, CR LF, a byte FS within the message, a new message where the old one was never ended.
    """

    def __init__(self, max_frame_bytes: int) -> None:
        self._max = max_frame_bytes
        self._held = bytearray()
        self._inside = False
        self._searched = 0  # bytes of `_held` that hold no end
        self.noise = 0  # bytes skipped since the last frame
        self.dead = False  # the stream cannot be followed any further

    @property
    def held(self) -> int:
        """Bytes that wait for the rest of their frame."""
        return len(self._held)

    @property
    def inside(self) -> bool:
        """A frame has begun and not ended."""
        return self._inside

    @property
    def ends_with_fs(self) -> bool:
        """The last byte is FS and nothing says yet whether the frame ends there: after a pause, `settle`."""
        return self._inside and self._held.endswith(_FS)

    def feed(self, received: bytes | memoryview) -> list[Frame]:
        """Frames that are complete with these bytes, in order."""
        if self.dead:
            return []
        self._held += received
        frames: list[Frame] = []
        going = True
        while going:
            going = self._step_inside(frames) if self._inside else self._step_outside()
        return frames

    def settle(self) -> list[Frame]:
        """The peer paused after an FS without CR: the frame ends there."""
        if not self.ends_with_fs:
            return []
        body = bytes(self._held[:-1])
        self._held.clear()
        self._leave()
        return _split_restarts(body, Ending.WHOLE)

    def end(self) -> list[Frame]:
        """The connection is over: what was begun is a cut frame."""
        settled = self.settle()
        if settled or not self._inside:
            return settled
        body = bytes(self._held)
        self._held.clear()
        self._leave()
        return _split_restarts(body, Ending.CUT)

    def _step_outside(self) -> bool:
        """Skip noise up to the next beginning. True where a frame has begun."""
        at = self._held.find(_VT)
        bare = [found for start in _STARTS if (found := self._bare_start(start, at)) >= 0]
        if bare:
            self._skip(min(bare))
        elif at >= 0:
            self._skip(at)
        else:
            self._skip(max(0, len(self._held) - 3))  # a beginning may be split over two reads
        if self.noise > _NOISE_LIMIT:
            self.dead = True
        elif bare or at >= 0:
            if not bare:
                del self._held[0]
            self._inside = True
            self.noise = 0
        return self._inside

    def _bare_start(self, start: bytes, before: int) -> int:
        """Where a message begins without VT: the segment's name and a printable separator; -1 where none does."""
        end = before if before >= 0 else len(self._held)
        found = self._held.find(start, 0, end)
        while found >= 0 and found + 3 < end:
            separator = chr(self._held[found + 3])
            if separator.isascii() and separator.isprintable() and not separator.isalnum() and separator != " ":
                return found
            found = self._held.find(start, found + 1, end)
        return -1

    def _skip(self, count: int) -> None:
        # CR and LF between frames are the end of the block before and of no interest.
        self.noise += len(bytes(self._held[:count]).translate(None, b"\r\n"))
        del self._held[:count]

    def _step_inside(self, frames: list[Frame]) -> bool:
        at = self._held.find(_FS, self._searched)
        while at >= 0:
            ends = self._ends_at(at)
            if ends is None:
                self._searched = at  # the bytes that decide have not come yet
                return False if at <= self._max else self._too_long(frames)
            if ends and at <= self._max:
                frames += _split_restarts(bytes(self._held[:at]), Ending.WHOLE)
                del self._held[: at + 1]
                self._leave()
                return True
            at = self._held.find(_FS, at + 1)
        self._searched = len(self._held)
        return self._too_long(frames)

    def _ends_at(self, at: int) -> bool | None:
        """Whether the FS at this place ends the frame; None while the next bytes are not there.

        It does before CR, LF, VT or a bare new message. Any other byte after it says that it is content.
        """
        following = bytes(self._held[at + 1 : at + 4])
        if not following:
            return None
        if following[0] in b"\r\n\x0b":
            return True
        if len(following) < 3 and any(start.startswith(following) for start in _STARTS):
            return None
        return following in _STARTS

    def _too_long(self, frames: list[Frame]) -> bool:
        if len(self._held) > self._max:
            frames.append(Frame(bytes(self._held[: self._max]), Ending.TOO_LONG))
            self._held.clear()
            self._leave()
            self.dead = True
        return False  # more bytes are needed

    def _leave(self) -> None:
        self._inside = False
        self._searched = 0


def _split_restarts(body: bytes, ending: Ending) -> list[Frame]:
    """A VT and MSH within a frame: the device began again without ending the message before."""
    pieces = re.split(rb"\x0b(?=MSH[^0-9A-Za-z])", body)
    frames = [Frame(piece, Ending.CUT) for piece in pieces[:-1] if piece.strip()]
    return [*frames, Frame(pieces[-1], ending)]


@dataclass(frozen=True, slots=True)
class MessageHead:
    """MSH as bytes: what an acknowledgement repeats and the archive's metadata name."""

    separator: bytes
    encoding_characters: bytes
    sending_application: bytes  # MSH-3
    sending_facility: bytes  # MSH-4
    receiving_application: bytes  # MSH-5
    receiving_facility: bytes  # MSH-6
    message_type: bytes  # MSH-9, whole
    control_id: bytes  # MSH-10
    processing_id: bytes  # MSH-11
    version: bytes  # MSH-12
    accept_condition: bytes  # MSH-15
    application_condition: bytes  # MSH-16
    character_set: bytes  # MSH-18
    alone: bool  # no segment follows

    @property
    def component_separator(self) -> bytes:
        return self.encoding_characters[:1] or b"^"

    @property
    def code(self) -> bytes:
        """MSH-9.1"""
        return self.message_type.split(self.component_separator)[0]

    @property
    def is_keep_alive(self) -> bool:
        """A monitor's result message with nothing but its head, every second."""
        return self.alone and self.code == b"ORU"


def heads(body: bytes) -> list[MessageHead]:
    """MSH of every message in a frame: one, or several within a batch (FHS, BHS); none where it is not HL7."""
    text = single_byte(body).lstrip(b"\xef\xbb\xbf\r\n \t\0")
    if not text.startswith(_STARTS) or len(text) < 4:
        return []
    found = (_head(header[1], header[2]) for header in islice(_HEADER.finditer(text), _MAX_HEADS))
    return [head for head in found if head]


def single_byte(body: bytes) -> bytes:
    """MSH-18 UNICODE happens to mean UTF-16: its head is read through the zero bytes."""
    start = body[:64].lstrip(b"\r\n ")
    for mark, first, encoding in ((b"\xff\xfe", b"M\0S\0H\0", "utf-16-le"), (b"\xfe\xff", b"\0M\0S\0H", "utf-16-be")):
        if start.startswith((mark, first)):
            return start_of(body, mark, first).decode(encoding, "replace").encode()
    return body


def start_of(body: bytes, mark: bytes, first: bytes) -> bytes:
    """The body from its first letter on, without a byte order mark."""
    at = body.find(first)
    return body[at:] if at >= 0 else body[len(mark) :]


def _head(segment: bytes, following: bytes) -> MessageHead | None:
    """MSH and the name of the segment after it, empty where there is none."""
    separator = segment[3:4]
    if not separator or separator.isalnum() or separator < b" ":
        return None
    fields = segment.split(separator)

    def value(number: int) -> bytes:  # MSH-1 is the separator itself: MSH-n is the field n-1 of the split
        return fields[number - 1].strip() if number <= len(fields) else b""

    return MessageHead(
        separator, value(2), value(3), value(4), value(5), value(6), value(9), value(10), value(11), value(12),
        value(15), value(16), value(18), alone=following in {b"", b"MSH", b"BTS", b"FTS"},
    )  # fmt: skip


class Outcome(Enum):
    """What became of a message: kept, not kept through a fault of ours, or not HL7 (table 0008)."""

    KEPT = "A"
    FAILED = "E"
    NOT_HL7 = "R"


_BEDSIDE = frozenset({b"R30", b"R31", b"R32"})  # point-of-care results, acknowledged as R33 (2.5.1 7.3.3 to 7.3.5)
_CONDITIONS = (b"AL", b"NE", b"ER", b"SU")  # table 0155; some analysers put a result type 0, 1, 2 into MSH-16


def acknowledgements(
    head: MessageHead | None, outcome: Outcome, now: datetime, number: int, text: str = ""
) -> list[bytes]:
    """The messages to answer with: none, one or two (HL7 v2.5.1 2.9.2 original and 2.9.3 enhanced mode)."""
    if head is None:
        return [_acknowledgement(_NOBODY, b"AR", now, number, text)]
    accept = head.accept_condition if head.accept_condition in _CONDITIONS else b""
    application = head.application_condition if head.application_condition in _CONDITIONS else b""
    letter = outcome.value.encode()
    if not accept and application in {b"", b"NE"}:
        return [_acknowledgement(head, b"A" + letter, now, number, text)]
    answers = []
    if _wanted(accept, outcome):
        answers.append(_acknowledgement(head, b"C" + letter, now, number, text))
    if _wanted(application, outcome):
        answers.append(_acknowledgement(head, b"A" + letter, now, number, text))
    return answers


def _wanted(condition: bytes, outcome: Outcome) -> bool:
    kept = outcome is Outcome.KEPT
    return condition == b"AL" or (condition == b"SU" and kept) or (condition == b"ER" and not kept)


def _acknowledgement(head: MessageHead, code: bytes, now: datetime, number: int, text: str) -> bytes:
    """ACK with the trigger of the message it answers; separators are kept."""
    component = head.component_separator
    parts = head.message_type.split(component)
    trigger = [b"R33"] if parts[0] == b"ORU" and parts[1:2] and parts[1] in _BEDSIDE else parts[1:2]
    kind = component.join([b"ACK", *trigger, *([b"ACK"] if len(parts) > 2 else [])])
    msa = [b"MSA", code, head.control_id, *([text.encode()] if text else [])]
    return answer_header(head, kind, now, number, head.character_set) + b"\r" + head.separator.join(msa) + b"\r"


def answer_header(head: MessageHead, kind: bytes, now: datetime, number: int, character_set: bytes) -> bytes:
    """MSH of an answer: sender and receiver change places, processing id and version are the device's."""
    fields = [
        b"MSH", head.encoding_characters or b"^~\\&",
        head.receiving_application, head.receiving_facility, head.sending_application, head.sending_facility,
        now.strftime("%Y%m%d%H%M%S").encode(), b"", kind, str(number).encode(),
        head.processing_id or b"P", head.version or b"2.3.1",
    ]  # fmt: skip
    if character_set:
        fields += [b"", b"", b"", b"", b"", character_set]
    return head.separator.join(fields)


_NOBODY = MessageHead(b"|", b"^~\\&", b"", b"", b"", b"", b"", b"", b"", b"", b"", b"", b"", alone=True)


def framed(message: bytes) -> bytes:
    """A message of ours, ready to send. What it repeats of a damaged one must not end the frame."""
    return _VT + message.translate(None, _VT + _FS) + _FS + b"\r"

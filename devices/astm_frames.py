"""Frames of ASTM E1381-95 (CLSI LIS1-A), clause 8.3: cutting bytes into frames, checking them, making them.

    <STX> frame-number text <ETB | ETX> checksum checksum <CR> <LF>

The frame number is one digit and counts 1 to 7, then 0. The checksum is the sum of all bytes from the frame number
to ETB or ETX, that one included, modulo 256, as two hexadecimal digits. ETB: the text goes on in the next frame;
ETX: it ends here. Devices write small hexadecimal digits, leave out CR or LF, the checksum, even the frame number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

STX, ETX, EOT, ENQ, ACK, NAK, ETB = 0x02, 0x03, 0x04, 0x05, 0x06, 0x15, 0x17
CR, LF = 0x0D, 0x0A
MAX_TEXT = 240  # E1381-95 8.3.1.1: what every receiver takes; LIS1-A lets it be 64 000
MAX_FRAME = 1 << 20  # of a device: pictures of histograms come in one frame
_BETWEEN = bytes((ENQ, ACK, NAK, EOT, CR, LF, 0))  # frames of a recorded line
_HEX = b"0123456789ABCDEFabcdef"
# Control characters, of which text holds none (E1381-95 8.6) but CR, and devices' LF and TAB.
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_BEGINNINGS = (STX, EOT, ENQ)
_MAX_TRIES = 16  # in one frame: a hostile one is made of nothing else


class Fault(Enum):
    """Why a frame is refused; the value is the reason that a person reads."""

    CHECKSUM = "astm-checksum"
    NO_CHECKSUM = "astm-no-checksum"
    NUMBER = "astm-frame-number"
    CUT = "astm-frame-cut"  # another frame or the end began within it
    TOO_LONG = "astm-frame-too-long"


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame as it came; `raw` is from STX to the end that was found."""

    raw: bytes
    number: int | None  # None: no digit stood there
    text: bytes
    ends_text: bool  # ETX, or another code in its place
    fault: Fault | None = None


def checksum(covered: bytes | bytearray | memoryview) -> bytes:
    """Of the bytes from the frame number to ETB or ETX, both included."""
    return b"%02X" % (sum(covered) % 256)


def frame(number: int, text: bytes, *, ends_text: bool = True) -> bytes:
    """A frame of ours."""
    covered = b"%d" % (number % 8) + text + bytes([ETX if ends_text else ETB])
    return bytes([STX]) + covered + checksum(covered) + b"\r\n"


def frames_of(records: list[bytes], longest: int = MAX_TEXT) -> list[bytes]:
    """Records as frames, each record in frames of its own (LIS1-A 8.3.1.2); the numbers begin with 1."""
    frames: list[bytes] = []
    for record in records:
        pieces = [record[at : at + longest] for at in range(0, len(record), longest)] or [b""]
        for piece in pieces:
            frames.append(frame(len(frames) + 1, piece, ends_text=piece is pieces[-1]))
    return frames


class FrameCutter:
    """Takes one frame after the other from the front of a buffer that begins with STX."""

    def __init__(self, *, checks: bool = True) -> None:
        self.checks = checks  # whether a frame without a right checksum is refused
        self._searched = 1
        self._tries = 0  # sums made for codes that are neither ETX nor ETB

    def take(self, held: bytearray, *, rested: bool = False) -> Frame | None:
        """The frame at the beginning of `held`, removed from it; None while it is not whole.

        `rested`: nothing came for a moment, so what could still follow the end will not.
        """
        at = self._searched
        while (found := _CONTROL.search(held, at)) is not None:
            at = found.start()
            if held[at] in _BEGINNINGS:
                return self._cut(held, at, at, Fault.CUT)
            if (after := self._end(held, at, rested=rested)) is None:
                self._searched = at
                return None
            if after:
                return self._whole(held, at, after)
            at += 1
        self._searched = max(1, len(held))
        if len(held) > MAX_FRAME:
            return self._cut(held, len(held), len(held), Fault.TOO_LONG)
        return None

    def forget(self) -> None:
        """The buffer was emptied."""
        self._searched, self._tries = 1, 0

    def _end(self, held: bytearray, at: int, *, rested: bool) -> int | None:
        """Where the frame is over when it ends at `at`: 0 where it does not end there, None where that is not known."""
        following = bytes(held[at + 1 : at + 5])
        digits = _checksum_digits(following)
        if held[at] not in (ETX, ETB) and not (right := self._is_other_end(held, at, following, digits, rested=rested)):
            return None if right is None else 0
        rest = following[len(digits) :]
        # Without anything behind it, or with CR only, more may be on its way.
        if not rested and (rest == b"\r" or (len(digits) < 2 and not rest)):
            return None
        end = at + 1 + len(digits)
        if rest[:1] in {b"\r", b"\n"}:
            return end + (2 if rest[:2] == b"\r\n" else 1)
        return end if rest or rested else None

    def _is_other_end(
        self, held: bytearray, at: int, following: bytes, digits: bytes, *, rested: bool
    ) -> bool | None:  # fmt: skip
        """Whether another code stands where ETX or ETB should: only its checksum tells it from a byte that got in."""
        if len(following) < 2 and not rested:
            return None if all(digit in _HEX for digit in following) else False
        if len(digits) < 2 or self._tries >= _MAX_TRIES:
            return False
        self._tries += 1
        return checksum(held[1 : at + 1]) == digits.upper()

    def _whole(self, held: bytearray, at: int, after: int) -> Frame:
        covered = bytes(held[1 : at + 1])
        digits = _checksum_digits(bytes(held[at + 1 : after]))
        fault: Fault | None = None
        if self.checks and len(digits) < 2:
            fault = Fault.NO_CHECKSUM
        elif self.checks and digits.upper() != checksum(covered):
            fault = Fault.CHECKSUM
        ends_text = covered[-1] == ETX or (covered[-1] != ETB and covered[-2:-1] == b"\r")
        return self._cut(held, at, after, fault, ends_text=ends_text)

    def _cut(self, held: bytearray, end: int, after: int, fault: Fault | None, *, ends_text: bool = False) -> Frame:
        raw = bytes(held[:after])
        text = raw[1:end]
        number = text[0] - 0x30 if text[:1].isdigit() and text[0] < 0x38 else None
        del held[:after]
        self._searched, self._tries = 1, 0
        return Frame(raw, number, text[1:] if number is not None else text, ends_text, fault)


def _checksum_digits(following: bytes) -> bytes:
    """The two digits, or what of them is there."""
    digits = following[:2]
    return digits if all(digit in _HEX for digit in digits) else b""


def unframed(raw: bytes) -> bytes:
    """The text of a file or stream with frames in it, whatever their numbers and checksums; else the bytes as they are.

    For what was kept with refused frames behind its text, or exported with its frames; a link never comes here.
    """
    if STX not in raw:
        return raw
    held = bytearray(raw)
    cutter = FrameCutter(checks=False)
    text = bytearray()
    while held:
        if held[0] != STX:
            at = held.find(STX)
            between = bytes(held[: at if at >= 0 else len(held)])
            text += between if between.strip(_BETWEEN) else b""
            del held[: len(between)]
            continue
        found = cutter.take(held) or cutter.take(held, rested=True)
        if found is None:  # the last one was cut off
            text += held[2:] if held[1:2].isdigit() else held[1:]
            break
        text += found.text
    return bytes(text)

"""The link of ASTM E1381-95 (CLSI LIS1-A), clause 8, as a state machine without a socket and without a clock.

Bytes and the time go in by `feed` and `step`, events come out by `step`, one at a time. Whoever owns the link does
what `Write` says, and after each `FrameCame` says `taken()` or `refused()`: only then the frame is answered.

    state (E1381-95 fig. 2)   on                       does                              becomes
    IDLE                      ENQ                      ACK (NAK while busy)              RECEIVING
                              something to send        ENQ                               BIDDING
                              STX, a bare H record     as if ENQ had come before         RECEIVING
    RECEIVING                 good frame               FrameCame: ACK, or NAK            RECEIVING
                              the last frame again     ACK, nothing is stored            RECEIVING
                              bad frame                NAK, Spoilt                       RECEIVING
                              EOT                      Over(ENDED)                       IDLE
                              ENQ                      Over(RESTARTED), ACK              RECEIVING
                              30 s of silence          Over(SILENT)                      IDLE
    BIDDING                   ACK                      first frame                       SENDING
                              NAK                      waits 10 s                        IDLE
                              ENQ (contention)         waits 20 s: the instrument wins   IDLE
                              15 s of silence          EOT, waits 10 s                   IDLE
    SENDING                   ACK                      next frame; after the last: EOT   SENDING, IDLE
                              EOT (interrupt request)  EOT, waits 15 s; whole again      IDLE
                              NAK, another control     the frame again, six times: EOT   SENDING, IDLE
                              15 s of silence          EOT, waits 10 s                   IDLE

TCP converters take frames away and pass only records: a bare H record outside frames begins them, and no byte of
ours answers them.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from enum import Enum

from devices.astm_frames import ACK, CR, ENQ, EOT, LF, NAK, STX, Fault, Frame, FrameCutter, frames_of

REPLY_SECONDS = 15.0  # 8.3.2.4, 8.2.4: for an answer to ENQ or to a frame
RECEIVER_SECONDS = 30.0  # 8.3.2.5: for the next frame, ENQ or EOT
BUSY_SECONDS = 10.0  # 8.2.5.1: after NAK to an ENQ
CONTENTION_SECONDS = 20.0  # 8.2.7: the computer's pause; the instrument's is 1 s
INTERRUPT_SECONDS = 15.0  # 8.3.4: before the sender whom the receiver stopped bids again
TRIES = 6  # 8.3.2.3: of one frame; ours for bids too
LONGEST_SECONDS = 1800.0  # of one transfer: the largest at 1200 baud, not a drip for ever
SETTLE_SECONDS = 0.3  # after an end that may still have CR and LF to come
BARE_SETTLE_SECONDS = 2.0  # after records without frames, of which the last has no CR
MAX_NOISE = 1 << 16
MAX_QUEUE = 64  # messages that wait to be sent
_HEADER = re.compile(rb"[0-9]?H[!-/:-@\[-`{-~]")
_RAW_END = re.compile(rb"[\r\n\x02\x04\x05]")
_FIRST_PRINTED = 0x20
_SKIPPED = frozenset({0, CR, LF, ACK, NAK})  # between messages, of no meaning


class State(Enum):
    IDLE = "idle"
    RECEIVING = "receiving"
    DECIDING = "deciding"  # a frame waits for `taken` or `refused`
    BIDDING = "bidding"
    SENDING = "sending"


class Ending(Enum):
    """How a transfer to us ended."""

    ENDED = "ended"  # EOT
    RESTARTED = "restarted"  # ENQ
    SILENT = "silent"
    TOO_SLOW = "too-slow"


@dataclass(frozen=True, slots=True)
class Write:
    """To be sent now."""

    octets: bytes


@dataclass(frozen=True, slots=True)
class Began:
    """A transfer to us begins."""


@dataclass(frozen=True, slots=True)
class FrameCame:
    """A good frame, or a bare record; the owner answers with `taken` or `refused`."""

    text: bytes
    ends_text: bool
    is_bare: bool = False


@dataclass(frozen=True, slots=True)
class Spoilt:
    """A frame that was answered with NAK."""

    frame: Frame
    fault: Fault


@dataclass(frozen=True, slots=True)
class Over:
    """The transfer to us is over."""

    ending: Ending


@dataclass(frozen=True, slots=True)
class Noise:
    """Bytes that are no part of any transfer."""

    octets: bytes


@dataclass(frozen=True, slots=True)
class Sent:
    """What `offer` took was received, by its number."""

    number: int


@dataclass(frozen=True, slots=True)
class NotSent:
    """It was not; `reason`: no-answer, busy, refused, interrupted."""

    number: int
    reason: str


Event = Write | Began | FrameCame | Spoilt | Over | Noise | Sent | NotSent


@dataclass(slots=True)
class _Offer:
    """A message of ours that waits or is on its way."""

    number: int
    frames: list[bytes]
    bids: int = 0
    at: int = 0  # frame on its way
    tries: int = 0  # of that frame


class Link:
    """One end of a line, the computer's. Any cutting of the same bytes into reads makes the same events."""

    def __init__(self, *, checks: bool = True) -> None:
        self.state = State.IDLE
        self.is_busy = False  # ENQ is answered with NAK: no room to keep anything
        self._held = bytearray()
        self._cutter = FrameCutter(checks=checks)
        self._events: deque[Event] = deque()
        self._offers: deque[_Offer] = deque()
        self._offered = 0
        self._bid_after = 0.0
        self._deadline = 0.0  # of the state; only where it is not IDLE
        self._began = 0.0
        self._heard = 0.0
        self._settled = False  # the rest of what is held was looked at after its pause
        self._expected: int | None = None  # frame number; None: the first one
        self._taken: Frame | None = None  # the last frame that was stored
        self._deciding: Frame | None = None
        self._is_bare = False
        self._is_spoilt = False  # a frame of this transfer was refused
        self._is_out_of_step = False  # and the device went on without it

    @property
    def checks(self) -> bool:
        """Whether checksums are checked (a device's setting)."""
        return self._cutter.checks

    @checks.setter
    def checks(self, checks: bool) -> None:
        self._cutter.checks = checks

    @property
    def is_receiving(self) -> bool:
        return self.state in {State.RECEIVING, State.DECIDING}

    @property
    def is_sending(self) -> bool:
        return self.state in {State.BIDDING, State.SENDING}

    @property
    def offers(self) -> int:
        """Messages that wait to be sent, the one on its way included."""
        return len(self._offers)

    @property
    def is_bare(self) -> bool:
        """The records that come now have no frames."""
        return self._is_bare

    @property
    def held(self) -> int:
        """Bytes that wait for the rest of their frame."""
        return len(self._held)

    def wakes_at(self) -> float | None:
        """When `step` has something to do though nothing comes; None: never."""
        times = [self._deadline] if self.state is not State.IDLE else []
        if self._held and not self._settled:
            times.append(self._heard + (BARE_SETTLE_SECONDS if self._held[0] != STX else SETTLE_SECONDS))
        if self.state is State.IDLE and self._offers:
            times.append(self._bid_after)
        return min(times, default=None)

    def feed(self, received: bytes | bytearray | memoryview, now: float) -> None:
        """Bytes of the device; `step` until it answers None."""
        self._held += received
        self._heard, self._settled = now, False

    def offer(self, records: list[bytes], now: float) -> int:
        """Send these records, each ending with CR, as soon as the line is free; answers the number of `Sent`.

        0 where too much waits already.
        """
        if len(self._offers) >= MAX_QUEUE:
            return 0
        self._offered += 1
        self._offers.append(_Offer(self._offered, frames_of(records)))
        self._bid_after = max(self._bid_after, now)
        return self._offered

    def withdraw(self, number: int) -> bool:
        """Do not send it after all; False where it is on its way or gone."""
        for offer in self._offers:
            if offer.number == number and not (self.is_sending and offer is self._offers[0]):
                self._offers.remove(offer)
                return True
        return False

    def taken(self) -> None:
        """The frame of the last `FrameCame` is kept."""
        self._answer(ACK)

    def refused(self) -> None:
        """It could not be kept: the device shall send it again."""
        self._answer(NAK)

    def abandon(self) -> None:
        """Forget the transfer on its way and everything held: what comes next begins anew."""
        self.rest()
        self.state = State.IDLE
        self._taken = self._deciding = None

    def rest(self) -> bytes:
        """What is held and was no whole frame, for the end of a connection."""
        rest = bytes(self._held)
        self._held.clear()
        self._cutter.forget()
        return rest

    def step(self, now: float) -> Event | None:
        """The next event; None where more bytes or time are needed."""
        if self.state is State.DECIDING and not self._events:
            raise AssertionError("the frame before was neither taken nor refused")
        while not self._events:
            if not (self._held and self._read(now)) and not self._time_out(now):
                return None
        return self._events.popleft()

    # --- receiving

    def _read(self, now: float) -> bool:
        """Take something from the front of what is held; False where it is not whole yet."""
        first = self._held[0]
        if self.state is State.BIDDING:
            if first != STX and first < _FIRST_PRINTED:
                return self._read_bid(now)
            self._put_off(now, CONTENTION_SECONDS, "busy")  # a device that speaks without asking
        if self.state is State.SENDING:
            return self._read_reply(now)
        if first == STX:
            return self._read_frame(now)
        if first in {ENQ, EOT} or (first in _SKIPPED and not self._is_bare):
            del self._held[0]
            if first == ENQ:
                self._enquired(now)
            elif first == EOT and self.state is State.RECEIVING:
                self._over(Ending.ENDED)
            return True
        return self._read_raw(now)

    def _enquired(self, now: float) -> None:
        if self.state is State.RECEIVING:
            self._over(Ending.RESTARTED)
        if self.is_busy:  # 8.2.5
            self._events.append(Write(bytes([NAK])))
            return
        self._begin(now)
        self._events.append(Write(bytes([ACK])))

    def _begin(self, now: float, *, is_bare: bool = False) -> None:
        self.state = State.RECEIVING
        self._began, self._deadline = now, now + RECEIVER_SECONDS
        self._expected, self._taken, self._is_bare = None, None, is_bare
        self._is_spoilt = self._is_out_of_step = False
        self._events.append(Began())

    def _over(self, ending: Ending) -> None:
        self.state = State.IDLE
        self._is_bare = False
        self._events.append(Over(ending))

    def _read_frame(self, now: float) -> bool:
        if self.state is not State.RECEIVING:  # no ENQ, or it was not heard
            self._begin(now)
        rested = now - self._heard >= SETTLE_SECONDS
        frame = self._cutter.take(self._held, rested=rested)
        if frame is None:
            self._settled = rested
            self._deadline = max(self._deadline, self._heard + RECEIVER_SECONDS)  # a slow line is no silence
            return False
        if len(frame.raw) == 1:
            return True  # STX, and nothing before the next beginning
        self._is_bare = False
        self._deadline = now + RECEIVER_SECONDS
        fault = frame.fault or self._number_fault(frame)
        if fault is not None:
            self._is_spoilt = True
            self._events += (Write(bytes([NAK])), Spoilt(frame, fault))
        elif self._is_repeated(frame):
            self._events.append(Write(bytes([ACK])))
        else:
            self._deciding = frame
            self._events.append(FrameCame(frame.text, frame.ends_text))
            self.state = State.DECIDING
        return True

    def _number_fault(self, frame: Frame) -> Fault | None:
        """8.3.2.2: a frame has the number after the last one's, or the last one's again.

        A device that counts in its own way is one whose checksums are not checked either; some begin with 0. One that
        goes on although a frame was refused would have the right number again eight frames later: no more of its
        transfer is taken, so that no message looks whole without them.
        """
        if not self.checks or (self._is_repeated(frame) and not self._is_out_of_step):
            return None
        right = {0, 1} if self._expected is None else {self._expected}
        if frame.number in right and not self._is_out_of_step:
            return None
        self._is_out_of_step = self._is_spoilt or self._taken is not None
        return Fault.NUMBER

    def _is_repeated(self, frame: Frame) -> bool:
        """The same number alone is not enough: another text under it would be acknowledged and lost."""
        before = self._taken
        return before is not None and (frame.number, frame.text) == (before.number, before.text)

    def _read_raw(self, now: float) -> bool:
        """Text outside of frames: a record of a converter, or noise."""
        end = _RAW_END.search(self._held)
        rested = now - self._heard >= BARE_SETTLE_SECONDS
        if end is None and not rested and len(self._held) <= MAX_NOISE:
            return False
        at = end.start() if end else len(self._held)
        line = bytes(self._held[:at])
        after = at + (1 if end and end[0] in b"\r\n" else 0)
        whole = bytes(self._held[:after])
        del self._held[:after]
        if self.state is State.RECEIVING and (self._is_bare or self._taken is None):
            is_record = self._is_bare or bool(_HEADER.match(line))
        else:
            is_record = self.state is not State.RECEIVING and bool(_HEADER.match(line))
        if not is_record:
            if line.strip(b"\0 \t"):
                self._events.append(Noise(whole))
            return True
        if self.state is not State.RECEIVING:
            self._begin(now, is_bare=True)
        self._is_bare, self._deadline = True, now + RECEIVER_SECONDS
        if line.strip(b"\0\x06\x15 \t"):
            self._deciding = Frame(line, None, line, ends_text=True)
            self._events.append(FrameCame(line + b"\r", ends_text=True, is_bare=True))
            self.state = State.DECIDING
        return True

    def _answer(self, reply: int) -> None:
        frame, self._deciding = self._deciding, None
        if frame is None or self.state is not State.DECIDING:
            raise AssertionError("no frame waits for an answer")
        self.state = State.RECEIVING
        if not self._is_bare:
            self._events.append(Write(bytes([reply])))
        if reply == ACK:
            self._taken = frame
            self._expected = (frame.number + 1) % 8 if frame.number is not None else None

    # --- sending

    def _read_bid(self, now: float) -> bool:
        reply = self._held[0]
        del self._held[0]
        offer = self._offers[0]
        if reply == ACK:
            offer.at, offer.tries = 0, 0
            self._send_frame(offer, now)
        elif reply == NAK:
            self._put_off(now, BUSY_SECONDS, "busy")
        elif reply == ENQ:
            self._put_off(now, CONTENTION_SECONDS, "busy")
        return True  # anything else is no answer (8.2.6)

    def _read_reply(self, now: float) -> bool:
        reply = self._held[0]
        del self._held[0]
        offer = self._offers[0]
        if reply in {CR, LF, 0} or reply >= _FIRST_PRINTED:
            return True
        if reply == EOT:
            self._events.append(Write(bytes([EOT])))
            if offer.at == len(offer.frames) - 1:
                self._finish(Sent(offer.number))
            else:
                self._put_off(now, INTERRUPT_SECONDS, "interrupted")
            self._bid_after = now + INTERRUPT_SECONDS
        elif reply == ACK:
            offer.at, offer.tries = offer.at + 1, 0
            if offer.at < len(offer.frames):
                self._send_frame(offer, now)
            else:
                self._events.append(Write(bytes([EOT])))
                self._finish(Sent(offer.number))
        elif offer.tries < TRIES:
            self._send_frame(offer, now)
        else:
            self._events.append(Write(bytes([EOT])))
            self._finish(NotSent(offer.number, "refused"))
        return True

    def _send_frame(self, offer: _Offer, now: float) -> None:
        offer.tries += 1
        self.state, self._deadline = State.SENDING, now + REPLY_SECONDS
        self._events.append(Write(offer.frames[offer.at]))

    def _put_off(self, now: float, seconds: float, reason: str) -> None:
        """Bid again after a pause, but not for ever."""
        self.state, self._bid_after = State.IDLE, now + seconds
        if self._offers[0].bids >= TRIES:
            self._finish(NotSent(self._offers[0].number, reason))

    def _finish(self, outcome: Sent | NotSent) -> None:
        self.state = State.IDLE
        self._offers.popleft()
        self._events.append(outcome)

    # --- time

    def _time_out(self, now: float) -> bool:
        """Do what is due; False where nothing is."""
        if self.state is State.IDLE:
            if not self._offers or now < self._bid_after:
                return False
            self._offers[0].bids += 1
            self.state, self._deadline = State.BIDDING, now + REPLY_SECONDS
            self._events.append(Write(bytes([ENQ])))
            return True
        if self.state is State.RECEIVING and now - self._began > LONGEST_SECONDS:
            self._over(Ending.TOO_SLOW)
            return True
        if now < self._deadline:
            return False
        if self.state is State.RECEIVING:
            if self._held:
                raw = self.rest()
                self._events.append(Spoilt(Frame(raw, None, raw, ends_text=False, fault=Fault.CUT), Fault.CUT))
            self._over(Ending.SILENT)
        else:
            self._events.append(Write(bytes([EOT])))
            self._put_off(now, BUSY_SECONDS, "no-answer")
        return True

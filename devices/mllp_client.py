"""One message to a device that listens, and its answer: MLLP release 1 as the sender (HL7 v2.5.1 2.9)."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable

from devices import hl7_framing
from devices.hl7_answers import Answer, answer_of, control_id_of
from devices.hl7_framing import MllpSplitter
from devices.wire import PeerGone, TooSlow, Wire

_CONNECT_SECONDS = 5.0
_ANSWER_SECONDS = 15.0
_LOOK_SECONDS = 0.3  # whether we are asked to stop, or an answer ended with FS alone
_MAX_ANSWER_BYTES = 1 << 20


def exchange(
    host: str, port: int, message: bytes, seconds: float = _ANSWER_SECONDS,
    stopping: Callable[[], bool] = lambda: False,
) -> Answer | None:  # fmt: skip
    """Send and wait for the answer that names this message; None where none comes in time or the device hangs up.

    A commit of enhanced mode (CA) is taken as the answer where no application answer follows at once. Raises `OSError`
    where the device is not reached: then it cannot have got the message.
    """
    wanted = control_id_of(message)
    wire = Wire(socket.create_connection((host, port), _CONNECT_SECONDS), seconds)
    try:
        wire.send(hl7_framing.framed(message))
        return _answer(wire, wanted, time.monotonic() + seconds, stopping)
    except (PeerGone, TooSlow):
        return None
    finally:
        wire.close()


def _answer(wire: Wire, wanted: bytes, deadline: float, stopping: Callable[[], bool]) -> Answer | None:
    splitter = MllpSplitter(_MAX_ANSWER_BYTES)
    received = memoryview(bytearray(65536))
    while time.monotonic() < deadline and not splitter.dead and not stopping():
        wire.wait_at_most(_LOOK_SECONDS)
        try:
            frames = splitter.feed(received[: wire.read_some(received)])
        except TooSlow:
            frames = splitter.settle()
        except PeerGone:
            return _named(splitter.end(), wanted)
        if (found := _named(frames, wanted)) is not None:
            return found
    return None


def _named(frames: list[hl7_framing.Frame], wanted: bytes) -> Answer | None:
    """The answer to our message; one without MSA-2 is of an old device that answers what it has just got."""
    for frame in frames:
        answer = answer_of(frame.body)
        if answer is not None and answer.control_id in {wanted, b""}:
            return answer
    return None

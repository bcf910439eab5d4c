"""Mutated ASTM streams: no crash, no hang over the time-outs, no leak, and nothing acknowledged and lost."""

from __future__ import annotations

import gc
import logging
import random
import threading
from collections.abc import Callable
from contextlib import suppress
from types import SimpleNamespace
from typing import Any

import psutil
import pytest

from app.domain.device import HubSettings
from app.domain.device_settings import DeviceSettings, HubDevice
from app.domain.errors import OutOfSpace, Unreadable
from app.domain.identity import PersonName
from app.domain.received import SentReport
from app.domain.scheduled import OrderedTest, ScheduledStep
from app.paths import shipped
from devices import astm_reading, astm_session
from devices.astm_link import LONGEST_SECONDS
from devices.astm_session import AstmSession
from devices.equipment import Equipment
from devices.wire import PeerGone, TooSlow
from tests.devices.astm_device import ACK, ENQ, EOT, ETB, ETX, NAK, RESULT, STX, Instrument, checksum, frame, frames

CONTROLS = [STX, ETX, EOT, ENQ, ACK, NAK, ETB, b"\r", b"\n", b"\0", b"\xff", b"L|1\r", b"H|\\^&|||X\r"]
QUESTION = (RESULT[0], b"Q|1|^T-4711||ALL||||||||O\r", RESULT[-1])
PAUSES = (0.1, 0.4, 3.0, 11.0, 16.0, 31.0)


class Kept:
    """Where a session's records go, in memory; now and then there is no room."""

    def __init__(self, chance: random.Random, full: float) -> None:
        self.bodies: list[bytes] = []
        self._chance, self._full = chance, full

    def has_room(self) -> bool:
        return self._chance.random() >= self._full

    def keep(self, _kind: str, metadata: dict[str, Any], body: bytes) -> None:
        assert {"transport", "peer", "calling", "received_at"} <= set(metadata)
        if self._chance.random() < self._full:
            raise OutOfSpace("archive")
        self.bodies.append(bytes(body))

    def keep_unreadable(self, _transport: str, _peer: str, reason: str, body: bytes) -> bool:
        assert reason.startswith(("astm-", "not-astm"))
        self.bodies.append(bytes(body))
        return True

    def failed(self, *_: Any) -> None:
        pass


class Script:
    """A channel that plays a device's pieces and pauses in a time of its own, and writes down what it is answered."""

    def __init__(self, tokens: list[bytes | float], clock: SimpleNamespace) -> None:
        self._tokens, self._clock = tokens, clock
        self._at, self._wait = 0, 0.0
        self._until = 0.0  # of the pause that goes on now
        self._asked: bytes | None = None
        self._replies: list[bytes] = []  # to that piece
        self.acknowledged: list[bytes] = []
        self.reads = 0

    def wait_at_most(self, seconds: float) -> None:
        assert 0 < seconds <= 0.5, "an order of another thread would wait for long"
        self._wait = seconds

    def read_some(self, target: memoryview) -> int:
        self.reads += 1
        self.settle()
        if self._clock.now < self._until:
            self._clock.now = min(self._until, self._clock.now + self._wait)
            raise TooSlow
        if self._at == len(self._tokens):
            raise PeerGone
        token = self._tokens[self._at]
        self._at += 1
        if isinstance(token, float):
            self._until = self._clock.now + token
            raise TooSlow
        piece = token[: len(target)] or b"\0"
        target[: len(piece)] = piece
        self._clock.now += 0.01
        self._asked = piece
        return len(piece)

    def send(self, answer: bytes) -> None:
        assert answer in {ACK, NAK, ENQ, EOT} or answer.startswith((STX, b"H|"))
        self._replies.append(answer)

    def settle(self) -> None:
        """One answer alone is the answer to the piece; of two the first is to one that came before."""
        if self._asked and self._replies == [ACK] and (text := _text_of(self._asked)) is not None:
            self.acknowledged.append(text)
        self._asked, self._replies = None, []

    def stop_reading(self) -> None: ...

    def hang_up(self) -> None: ...

    def close(self) -> None: ...


def _text_of(piece: bytes) -> bytes | None:
    """The text of a piece that is one right frame and nothing else."""
    if piece[:1] != STX or piece[-2:] != b"\r\n" or piece[-5:-4] not in {ETX, ETB} or piece.count(STX) > 1:
        return None
    covered = piece[1:-4]
    if (
        checksum(covered) != piece[-4:-2]
        or not covered[:1].isdigit()
        or any(one in piece[2:-5] for one in (3, 4, 5, 23))
    ):
        return None
    return covered[1:-1]


def tokens_of(chance: random.Random) -> list[bytes | float]:
    """One or more transfers, mutated in some places."""
    tokens: list[bytes | float] = []
    for _ in range(chance.randint(1, 3)):
        records = list(chance.choice([RESULT, RESULT, QUESTION, RESULT[:-1]]))
        if chance.random() < 0.2:
            text = b"".join(records)
            size = chance.randint(1, 90)
            pieces = [text[at : at + size] for at in range(0, len(text), size)]
            sent = [frame(n, one, ETB if one is not pieces[-1] else ETX) for n, one in enumerate(pieces, 1)]
        elif chance.random() < 0.1:
            sent = records
        else:
            sent = frames(records)
        tokens += [ENQ, *sent, EOT]
        if records[1].startswith(b"Q"):
            tokens += [chance.choice([ACK, NAK, ENQ, EOT]) for _ in range(chance.randint(0, 6))]
    for _ in range(chance.randint(0, 4)):
        at = chance.randrange(len(tokens))
        token = tokens[at]
        if isinstance(token, bytes):
            tokens[at : at + 1] = mutated(chance, token)
    return tokens


def mutated(chance: random.Random, token: bytes) -> list[bytes | float]:
    at = chance.randint(0, len(token))
    match chance.randrange(9):
        case 0:
            return [token[:at] + bytes([chance.randrange(256)]) + token[at + 1 :]]
        case 1:
            return [token[:at] + token[at + chance.randint(1, 8) :]]
        case 2:
            return [token[:at] + chance.choice(CONTROLS) + token[at:]]
        case 3:
            return []
        case 4:
            return [token] * chance.randint(2, 8)
        case 5:
            return [token[:at], chance.choice(PAUSES), token[at:]]
        case 6:
            return [token, chance.choice(PAUSES)]
        case 7:
            return [chance.choice(CONTROLS), token]
        case _:
            return [token + chance.randbytes(chance.randint(1, 300))]


def play(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(seed)
    clock = SimpleNamespace(now=1000.0)
    monkeypatch.setattr(astm_session, "time", SimpleNamespace(monotonic=lambda: clock.now))
    kept = Kept(chance, 0.1 if chance.random() < 0.2 else 0.0)
    equipment = Equipment(HubSettings(), kept, None)  # type: ignore[arg-type]  # the archive and folder of no hub
    equipment.knowledge.put_steps([STEP])
    device = HubDevice("astm", "", "10.0.0.9", DeviceSettings(checks_checksum=chance.random() < 0.8))
    script = Script(tokens_of(chance), clock)
    session = AstmSession(script, device, equipment, is_link=chance.random() < 0.5)
    with pytest.raises(PeerGone):
        session.serve()
    monkeypatch.undo()
    assert script.reads < 20_000, seed
    assert clock.now < 1000 + LONGEST_SECONDS, seed
    if session._owed:
        return  # the archive had no room at the very end
    everything = b"".join(kept.bodies)  # a frame may lie in two of them
    for text in script.acknowledged:
        assert text.rstrip(b"\r") in everything, (seed, text)
    for body in kept.bodies:
        with suppress(Unreadable):
            astm_reading.read_message(body)


def _step() -> ScheduledStep:
    from datetime import UTC, datetime

    return ScheduledStep(
        "26-000017", "800101300125", PersonName("A", "B", ""), datetime(2026, 1, 2, tzinfo=UTC), specimen_id="T-4711",
        tests=(OrderedTest("718-7"),),
    )  # fmt: skip


STEP = _step()


@pytest.mark.usefixtures("expects_log")
@pytest.mark.parametrize("part", range(4))
def test_mutated_streams(part: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for seed in range(500 * part, 500 * (part + 1)):
        play(seed, monkeypatch)


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.usefixtures("expects_log")
def test_mutated_streams_for_long(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, logger="devices")  # what pytest captures would grow with every input
    for seed in range(10_000, 20_000):
        play(seed, monkeypatch)
    gc.collect()
    before, files = psutil.Process().memory_info().rss, psutil.Process().num_fds()
    for seed in range(20_000, 110_000):
        play(seed, monkeypatch)
    gc.collect()
    assert psutil.Process().memory_info().rss - before < 32 << 20
    assert psutil.Process().num_fds() == files


@pytest.mark.usefixtures("expects_log")
def test_mutated_streams_over_the_network_leave_nothing_behind(start_hub: Callable[..., Any], until: Any) -> None:
    hub = start_hub(astm_port=0)
    port, chance = hub.events[0]["astm"], random.Random(7)
    with Instrument(port) as analyser:
        analyser.transfer(RESULT)
    until(lambda: hub.hub.status()["connected"]["astm"] == 0)
    files, threads = psutil.Process().num_fds(), threading.active_count()
    for _ in range(80):
        with Instrument(port) as analyser:
            for token in tokens_of(chance):
                if isinstance(token, bytes):
                    try:
                        analyser.socket.sendall(token)
                    except OSError:
                        break
    until(lambda: hub.hub.status()["connected"]["astm"] == 0)
    until(lambda: (psutil.Process().num_fds(), threading.active_count()) <= (files + 1, threads))
    with Instrument(port) as analyser:  # and it goes on
        analyser.transfer(RESULT)
    assert hub.practice.kept("astm")[-1].body == b"".join(RESULT)


def test_samples_of_profiles_mutated_are_read_or_named() -> None:
    chance = random.Random(11)
    folder = shipped("devices", "profiles", "samples")
    for file in sorted(folder.glob("*.astm")):
        whole = file.read_bytes()
        for _ in range(120):
            content = whole
            for _ in range(chance.randint(1, 4)):
                content = b"".join(one for one in mutated(chance, content) if isinstance(one, bytes))
            reports: tuple[SentReport, ...] = ()
            with suppress(Unreadable):
                reports = astm_reading.read_message(content).reports
            for report in reports:
                for one in report.observations:
                    assert (
                        one.value_number is None or one.value_text.strip().replace(",", ".").lstrip("+-")[0].isdigit()
                    )

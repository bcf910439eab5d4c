"""Devices on a serial line, over a pair of pseudo-terminals: results, orders, unplugged and plugged in again."""

from __future__ import annotations

import contextlib
import os
import select
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.domain.device_settings import DeviceSettings, HubDevice, Link, LinkKind
from app.domain.identity import PersonName
from app.domain.scheduled import OrderedTest, ScheduledStep
from devices import links, printout
from devices.serial_line import open_line
from devices.wire import PeerGone, TooSlow
from tests.devices.astm_device import ACK, ENQ, EOT, HEADER, RESULT, STX, frames

pytestmark = [
    pytest.mark.peer("socat"),
    pytest.mark.skipif(shutil.which("socat") is None, reason="socat is not installed"),
]


class Cable:
    """A null-modem cable with its converters: our end is `ours`, the device's end is written and read here."""

    def __init__(self, folder: Path) -> None:
        self.ours, self._theirs = folder / "ttyOURS", folder / "ttyDEVICE"
        self._socat: subprocess.Popen[bytes] | None = None
        self._end = -1

    def plug_in(self) -> None:
        ends = [f"pty,rawer,echo=0,link={one}" for one in (self.ours, self._theirs)]
        self._socat = subprocess.Popen(["socat", *ends])
        deadline = time.monotonic() + 10
        while not (self.ours.exists() and self._theirs.exists()):
            assert time.monotonic() < deadline
            time.sleep(0.01)
        self._end = os.open(self._theirs, os.O_RDWR | os.O_NOCTTY)

    def unplug(self) -> None:
        if self._socat is not None:
            os.close(self._end)
            self._socat.kill()
            self._socat.wait(10)
            self._socat = None
            for one in (self.ours, self._theirs):
                one.unlink(missing_ok=True)

    def send(self, octets: bytes) -> None:
        os.write(self._end, octets)

    def hear(self, count: int = 1, seconds: float = 10.0) -> bytes:
        heard = b""
        while len(heard) < count and select.select([self._end], [], [], seconds)[0]:
            heard += os.read(self._end, count - len(heard))
        return heard

    def transfer(self, records: tuple[bytes, ...]) -> None:
        self.send(ENQ)
        assert self.hear() == ACK
        for one in frames(records):
            self.send(one)
            assert self.hear() == ACK
        self.send(EOT)


@pytest.fixture
def cable(tmp_path: Path) -> Iterator[Cable]:
    found = Cable(tmp_path)
    found.plug_in()
    yield found
    found.unplug()


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "_FIRST_PAUSE", 0.05)
    monkeypatch.setattr(links, "_LONGEST_PAUSE", 0.2)
    monkeypatch.setattr(printout, "_REST_SECONDS", 0.3)


def device(cable: Cable, protocol: str = "astm", **link: Any) -> dict[str, Any]:
    line = Link(LinkKind.SERIAL, protocol=protocol, serial_port=str(cable.ours), **link)
    return HubDevice("serial", "", str(cable.ours), DeviceSettings(link=line)).to_json()


def connected(hub: Any) -> bool:
    """What is sent before the port is open is lost, as on a real line; an analyser asks again after a while."""
    told = hub.hub._commands()["links"]({})["links"]
    return bool(told and told[0]["connected"])


def send_order(hub: Any, cable: Cable) -> dict[str, Any]:
    from datetime import UTC, datetime

    step = ScheduledStep(
        "26-000017", "800101300123", PersonName("Жұмабаев", "Әлихан", ""), datetime(2026, 1, 2, tzinfo=UTC),
        tests=(OrderedTest("718-7"),),
    )  # fmt: skip
    request = {"transport": "serial", "calling": "", "peer": str(cable.ours), "order": step.to_json()}
    reply: dict[str, Any] = hub.hub._commands()["send-order"](request)
    return reply


def test_an_analyser_on_a_serial_line(start_hub: Callable[..., Any], cable: Cable, until: Any) -> None:
    hub = start_hub(devices=[device(cable, baud=19200)])
    until(lambda: connected(hub))
    cable.transfer(RESULT)
    (kept,) = hub.practice.kept("astm")
    assert kept.body == b"".join(RESULT)
    assert (kept.metadata["transport"], kept.metadata["calling"]) == ("serial", "")
    assert (kept.metadata["peer"], kept.metadata["sending"]) == (str(cable.ours), "XN-TEST^1.0")


@pytest.mark.usefixtures("expects_log")
def test_unplugged_in_a_message_and_plugged_in_again(start_hub: Callable[..., Any], cable: Cable, until: Any) -> None:
    hub = start_hub(devices=[device(cable)])
    until(lambda: connected(hub))
    cable.send(ENQ)
    assert cable.hear() == ACK
    for one in frames(RESULT)[:2]:
        cable.send(one)
        assert cable.hear() == ACK
    cable.unplug()
    until(lambda: hub.practice.kept("unreadable"))
    assert hub.practice.kept()[0].metadata["reason"] == "astm-cut"
    until(lambda: not connected(hub))
    cable.plug_in()
    until(lambda: connected(hub))
    cable.transfer(RESULT)
    assert [one.body for one in hub.practice.kept("astm")] == [b"".join(RESULT)]


def test_seven_bits_get_latin_letters(
    start_hub: Callable[..., Any], cable: Cable, until: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A pseudo-terminal knows eight bits only; the letters depend on what is set.
    eight = {LinkKind.SERIAL: lambda link: open_line(replace(link, data_bits=8, parity="N"))}
    monkeypatch.setattr(links, "CHANNELS", eight)
    hub = start_hub(devices=[device(cable, data_bits=7, parity="E")])
    replies: list[dict[str, Any]] = []
    until(lambda: connected(hub))
    cable.transfer(RESULT)
    sending = threading.Thread(target=lambda: replies.append(send_order(hub, cable)))
    sending.start()
    assert cable.hear() == ENQ
    heard = b""
    while not heard.endswith(EOT):
        cable.send(ACK)
        while not heard.endswith((b"\r\n", EOT)) or not heard:
            heard += cable.hear()
        if not heard.endswith(EOT):
            heard += b" "
    sending.join(10)
    assert replies == [{"reply": "sent"}]
    assert b"Zhumabaev^Alikhan" in heard
    assert heard.count(STX) == 4


def test_a_printout_ends_when_the_line_rests(start_hub: Callable[..., Any], cable: Cable, until: Any) -> None:
    hub = start_hub(devices=[device(cable, "text")])
    until(lambda: connected(hub))
    lines = [b"2026-11-25\r\n", b"09:20:00\r\n", b" LEU\t-\r\n", b" PH \t6.5\r\n"]
    for line in lines:
        cable.send(line)
        time.sleep(0.02)
    until(lambda: hub.practice.kept("text"))
    (kept,) = hub.practice.kept()
    assert kept.body == b"".join(lines)
    assert kept.metadata["message_type"] == "TEXT"
    assert send_order(hub, cable)["reply"] == "refused"


def test_two_printouts_without_a_pause_are_two_by_the_line_that_begins_them(
    start_hub: Callable[..., Any], cable: Cable, until: Any
) -> None:
    known = {**device(cable, "text"), "line_profile": "urine-strip"}
    hub = start_hub(devices=[known])
    until(lambda: connected(hub))
    cable.send(b"2026-11-25\r\n09:20:00\r\n LEU\t-\r\n" * 2)
    until(lambda: len(hub.practice.kept("text")) == 2)


def test_a_port_that_another_program_has_is_not_taken(cable: Cable) -> None:
    link = Link(LinkKind.SERIAL, serial_port=str(cable.ours))
    line = open_line(link)
    with pytest.raises(OSError, match="exclusively"):
        open_line(link)
    line.close()
    open_line(link).close()
    with pytest.raises(OSError, match="serial-settings"):
        open_line(replace(link, data_bits=7, parity="E"))
    with pytest.raises(OSError):  # noqa: PT011  what the system says of a port that is not there
        open_line(Link(LinkKind.SERIAL, serial_port="/dev/ttyNOT-THERE"))


def test_a_reader_waits_no_longer_than_it_was_told_and_is_woken(cable: Cable) -> None:
    line = open_line(Link(LinkKind.SERIAL, serial_port=str(cable.ours)))
    target = memoryview(bytearray(100))
    line.wait_at_most(0.05)
    with pytest.raises(TooSlow):
        line.read_some(target)
    cable.send(HEADER)
    assert line.read_some(target) >= 1
    line.wait_at_most(0)
    ended = threading.Event()

    def read() -> None:
        with contextlib.suppress(PeerGone):
            while True:
                line.read_some(target)
        ended.set()

    reader = threading.Thread(target=read)
    reader.start()
    line.hang_up()
    assert ended.wait(5)
    reader.join()
    line.close()

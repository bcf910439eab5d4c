"""Analysers that listen themselves, and what a person watching the wire sees of them."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from app.domain.device_settings import DeviceSettings, HubDevice, Link, LinkKind
from app.domain.identity import PersonName
from app.domain.scheduled import OrderedTest, ScheduledStep
from devices import hub_run, links
from devices.control import ControlClient
from tests.devices.astm_device import ENQ, NAK, RESULT, Instrument


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "_FIRST_PAUSE", 0.05)


class Listening:
    """An analyser that waits for the computer."""

    def __init__(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.listener.settimeout(15)
        self.peer = f"127.0.0.1:{self.listener.getsockname()[1]}"

    def device(self) -> dict[str, Any]:
        link = Link(LinkKind.CLIENT, protocol="astm", host="127.0.0.1", port=int(self.peer.split(":")[1]))
        return HubDevice("astm", "", self.peer, DeviceSettings(link=link), "sysmex-xp").to_json()

    def accept(self) -> Instrument:
        accepted, _ = self.listener.accept()
        analyser = Instrument.__new__(Instrument)
        analyser.socket, analyser._held = accepted, b""
        return analyser


@pytest.fixture
def listening() -> Iterator[Listening]:
    found = Listening()
    yield found
    found.listener.close()


def control(hub: Any) -> ControlClient:
    run = hub_run.read(hub.practice.folder.hub_run)
    assert run is not None
    return ControlClient(run.control_port, bytes.fromhex(run.token), 30)


def test_results_and_orders_share_the_connection(
    start_hub: Callable[..., Any], listening: Listening, until: Any
) -> None:
    from datetime import UTC, datetime

    hub = start_hub(devices=[listening.device()])
    with listening.accept() as analyser:
        analyser.transfer(RESULT)
    with listening.accept() as analyser:  # connected again
        analyser.transfer(RESULT)
        kept = hub.practice.kept("astm")
        assert [one.body for one in kept] == [b"".join(RESULT)] * 2
        assert {(one.metadata["calling"], one.metadata["peer"]) for one in kept} == {("", listening.peer)}
        step = ScheduledStep(
            "26-000017", "7", PersonName("A", "B", ""), datetime(2026, 1, 2, tzinfo=UTC),
            tests=(OrderedTest("6690-2", "WBC"), OrderedTest("99999-9", "?")),
        )  # fmt: skip
        replies: list[dict[str, Any]] = []

        def send() -> None:
            with control(hub) as channel:
                place = {"transport": "astm", "calling": "", "peer": listening.peer}
                replies.append(channel.ask("send-order", order=step.to_json(), **place))

        sending = threading.Thread(target=send)
        sending.start()
        records = analyser.take()
        sending.join(10)
        assert replies == [{"reply": "sent"}]
        # By the profile the device hears its own code; a test that it does not know keeps ours.
        assert records[2].split(b"|")[4] == rb"^^^WBC\^^^99999-9"


def test_an_analyser_that_stays_busy_gets_no_order_and_says_so(
    start_hub: Callable[..., Any], listening: Listening, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import UTC, datetime

    from devices import astm_session

    monkeypatch.setattr(astm_session, "_ORDER_SECONDS", 0.8)
    hub = start_hub(devices=[listening.device()])
    with listening.accept() as analyser, control(hub) as channel:
        step = ScheduledStep("26-1", "7", PersonName("A", "B", ""), datetime(2026, 1, 2, tzinfo=UTC))
        replies: list[dict[str, Any]] = []
        place = {"transport": "astm", "calling": "", "peer": listening.peer}
        sending = threading.Thread(
            target=lambda: replies.append(channel.ask("send-order", order=step.to_json(), **place))
        )
        sending.start()
        assert analyser.hear() == ENQ
        analyser.send(NAK)
        sending.join(10)
        assert replies == [{"reply": "busy"}]
        analyser.transfer(RESULT)
    assert len(hub.practice.kept("astm")) == 1


def test_who_watches_the_wire_sees_frames_and_records_but_no_patient(start_hub: Callable[..., Any]) -> None:
    hub = start_hub(astm_port=0)
    with control(hub) as channel:
        channel.ask("wire")
        with Instrument(hub.events[0]["astm"]) as analyser:
            analyser.transfer(RESULT)
        masked = channel.ask("wire")["entries"]
        whole = channel.ask("wire", identities=True)["entries"]
    kinds = {(one["direction"], one["kind"]) for one in masked}
    assert {("in", "frame"), ("out", "frame"), ("in", "record"), ("in", "connection")} <= kinds
    assert "Akhmetov" not in json.dumps(masked)
    assert "Akhmetov" in json.dumps(whole)
    assert any(one["text"] == "ENQ" or one["text"] == "ACK" for one in masked)
    assert any("WBC" in one["text"] for one in masked)

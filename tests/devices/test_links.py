"""The hub connects to devices that listen themselves, for days, and again after every interruption."""

from __future__ import annotations

import base64
import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from app.domain.device_settings import DeviceSettings, HubDevice, Link, LinkKind
from devices import hub_run, links
from devices.control import ControlClient

VT, FS, CR = b"\x0b", b"\x1c", b"\r"


def framed(message: bytes) -> bytes:
    return VT + message + FS + CR


def result(number: int) -> bytes:
    head = b"MSH|^~\\&|BC|Lab|||20260101||ORU^R01|" + str(number).encode() + b"|P|2.3.1\r"
    return head + b"PID|1||7\rOBX|1|NM|WBC||5.1\r"


class ListeningDevice:
    """An analyser that waits for the laboratory system to connect."""

    def __init__(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.listener.getsockname()[1]
        self.listener.settimeout(15)

    def link(self, **changed: Any) -> HubDevice:
        link = Link(LinkKind.CLIENT, protocol="hl7", host="127.0.0.1", port=self.port)
        return HubDevice("hl7", "", f"127.0.0.1:{self.port}", DeviceSettings(link=link, **changed))

    @contextlib.contextmanager
    def connection(self) -> Iterator[socket.socket]:
        accepted, _ = self.listener.accept()
        accepted.settimeout(10)
        with accepted:
            yield accepted


def frame_from(connection: socket.socket) -> bytes:
    held = b""
    while not held.endswith(FS + CR):
        piece = connection.recv(65536)
        if not piece:
            break
        held += piece
    return held.strip(VT + FS + CR)


@pytest.fixture
def device() -> Iterator[ListeningDevice]:
    found = ListeningDevice()
    yield found
    found.listener.close()


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "_FIRST_PAUSE", 0.05)


def client(running: Any) -> ControlClient:
    run = hub_run.read(running.practice.folder.hub_run)
    assert run is not None
    return ControlClient(run.control_port, bytes.fromhex(run.token), 10)


def test_results_come_over_a_link_and_again_after_an_interruption(
    start_hub: Callable[..., Any], device: ListeningDevice
) -> None:
    hub = start_hub(devices=[device.link().to_json()])
    for number in (1, 2):
        with device.connection() as connection:
            connection.sendall(framed(result(number)))
            assert f"MSA|AA|{number}".encode() in frame_from(connection)
    kept = hub.practice.kept("hl7")
    assert [one.body for one in kept] == [result(1), result(2)]
    # Filed under the device that was set up, not under a new one.
    assert {(one.metadata["calling"], one.metadata["peer"]) for one in kept} == {("", f"127.0.0.1:{device.port}")}


def test_links_follow_the_settings(start_hub: Callable[..., Any], device: ListeningDevice, until: Any) -> None:
    hub = start_hub()
    hub.practice.settings(devices=[device.link().to_json()])
    with client(hub) as control:
        control.ask("reread")
        with device.connection() as connection:
            until(lambda: control.ask("links")["links"][0]["connected"])
            hub.practice.settings(devices=[])
            control.ask("reread")
            assert connection.recv(1) == b""
        assert control.ask("links")["links"] == []


def test_a_device_that_is_switched_off_is_said_once(
    start_hub: Callable[..., Any], device: ListeningDevice, until: Any, expects_log: None
) -> None:
    device.listener.close()
    hub = start_hub(devices=[device.link().to_json()])
    until(lambda: hub.hub.status()["problems"])
    (problem,) = hub.hub.status()["problems"]
    assert (problem["code"], problem["count"]) == ("link-unreachable", 1)


def test_an_order_goes_over_the_link_and_its_answer_comes_back(
    start_hub: Callable[..., Any], device: ListeningDevice, until: Any
) -> None:
    hub = start_hub(devices=[device.link().to_json()])
    order = b"MSH|^~\\&|SHIPAGER||BC||20260101||ORM^O01|77|P|2.3.1\rORC|NW|1\r"
    replies: list[dict[str, Any]] = []

    def send() -> None:
        with client(hub) as control:
            place = {"transport": "hl7", "calling": "", "peer": f"127.0.0.1:{device.port}"}
            replies.append(control.ask("send-order", payload=base64.b64encode(order).decode(), **place))

    with device.connection() as connection:
        until(lambda: hub.hub.status() and client_connected(hub))
        sending = threading.Thread(target=send)
        sending.start()
        assert frame_from(connection) == order.strip(CR)
        # A result that the device sends first is kept, the answer is known by its MSA.
        connection.sendall(framed(result(5)))
        assert b"MSA|AA|5" in frame_from(connection)
        connection.sendall(framed(b"MSH|^~\\&|BC||||||ACK^O01|1|P|2.3.1\rMSA|AA|77\r"))
        sending.join()
    assert replies == [{"reply": "answered", "code": "AA", "text": ""}]
    assert [one.body for one in hub.practice.kept()] == [result(5)]


def client_connected(hub: Any) -> bool:
    with client(hub) as control:
        return bool(control.ask("links")["links"][0]["connected"])


def test_an_order_for_a_device_that_is_away_says_so(start_hub: Callable[..., Any]) -> None:
    hub = start_hub()
    with client(hub) as control:
        assert control.ask("send-order", transport="hl7", calling="", peer="x")["reply"] == "not-connected"

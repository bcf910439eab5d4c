"""Only who knows the token speaks with the hub, and who does not listen does not hold it up."""

from __future__ import annotations

import contextlib
import json
import secrets
import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from devices.control import ControlClient, ControlServer, NotAuthentic
from devices.outlet import Outlet

TOKEN = secrets.token_bytes(32)


@pytest.fixture
def asked_to_stop() -> threading.Event:
    return threading.Event()


@pytest.fixture
def server(asked_to_stop: threading.Event) -> Iterator[ControlServer]:
    server = ControlServer(TOKEN, lambda: {"ports": [1, 2]}, asked_to_stop.set)
    server.start()
    yield server
    server.close()


def test_status_and_stop(server: ControlServer, asked_to_stop: threading.Event) -> None:
    with ControlClient(server.port, TOKEN) as client:
        assert client.ask("status") == {"reply": "status", "ports": [1, 2]}
        assert client.ask("rubbish") == {"reply": "unknown"}
        assert client.ask("stop") == {"reply": "stopping"}
    assert asked_to_stop.wait(5)


def test_events_come_in_order_to_every_subscriber(server: ControlServer) -> None:
    with ControlClient(server.port, TOKEN) as first, ControlClient(server.port, TOKEN) as second:
        for client in (first, second):
            client.subscribe()
        for number in range(100):
            server.tell({"event": "received", "number": number})
        for client in (first, second):
            events = iter(client.events())
            assert [next(events)["number"] for _ in range(100)] == list(range(100))


def test_a_wrong_token_opens_nothing(server: ControlServer, expects_log: None) -> None:
    with pytest.raises(NotAuthentic):
        ControlClient(server.port, secrets.token_bytes(32))
    with ControlClient(server.port, TOKEN) as client:
        assert client.ask("status")["reply"] == "status"


@pytest.mark.parametrize(
    "words", [b"", b'{"command": "stop"}\n', b"GET / HTTP/1.1\r\n\r\n", b"[]\n", b"\xff\xfe\n", b"x" * 100_000],
    ids=["silence", "no proof", "browser", "array", "no text", "long line"],
)  # fmt: skip
def test_strangers_get_the_challenge_and_nothing_else(
    server: ControlServer, asked_to_stop: threading.Event, expects_log: None, words: bytes
) -> None:
    with socket.create_connection(("127.0.0.1", server.port), 5) as stranger:
        challenge = stranger.makefile("rb").readline()
        assert set(json.loads(challenge)) == {"challenge"}
        with contextlib.suppress(OSError):  # it may leave with our words unread
            stranger.sendall(words)
            stranger.shutdown(socket.SHUT_WR)
            assert stranger.recv(1000) == b""
    assert not asked_to_stop.is_set()


def test_a_server_without_the_token_is_not_the_hub() -> None:
    """Another program that got the port cannot claim to be the hub, and never sees the token."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def pretend() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.sendall(b'{"challenge": "00"}\n')
                heard.append(connection.makefile("rb").readline())
                connection.sendall(b'{"proof": "00"}\n')

        thread = threading.Thread(target=pretend)
        thread.start()
        with pytest.raises(NotAuthentic):
            ControlClient(listener.getsockname()[1], TOKEN)
        thread.join()
    assert TOKEN.hex().encode() not in heard[0]


def test_who_does_not_read_holds_nobody_up(server: ControlServer, until: Callable[..., None]) -> None:
    with ControlClient(server.port, TOKEN) as sleeper, ControlClient(server.port, TOKEN) as reader:
        sleeper.subscribe()
        reader.subscribe()
        got: list[Any] = []
        thread = threading.Thread(target=lambda: got.extend(reader.events()))
        thread.start()
        for number in range(5000):
            server.tell({"event": "received", "number": number, "filling": "x" * 2000})
        until(lambda: got and got[-1].get("number") == 4999)
        reader.hang_up()
        thread.join()
        events = iter(sleeper.events())
        missed = next(event for event in events if event["event"] == "missed")
        last = next(event for event in events if event.get("number") == 4999)
    assert missed["count"] > 0
    assert last


def test_an_outlet_ends_with_its_reader() -> None:
    def gone(line: dict[str, Any]) -> None:
        raise BrokenPipeError

    outlet = Outlet(gone, name="gone", room=10)
    for number in range(100):
        outlet.put({"number": number})
    assert outlet.close()

"""A practice's folder for the hub without a practice, a hub in this process, and a raw DICOM sender."""

from __future__ import annotations

import contextlib
import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from app.paths import DataFolder
from db.archive.reader import open_reader
from db.archive.walk import State, walk
from devices import hub_settings
from devices.hub import Hub

IMPLICIT = "1.2.840.10008.1.2"
EXPLICIT = "1.2.840.10008.1.2.1"
ULTRASOUND = "1.2.840.10008.5.1.4.1.1.6.1"


@dataclass(frozen=True)
class Kept:
    kind: str
    metadata: dict[str, Any]
    body: bytes

    @property
    def data_set(self) -> bytes:
        """What follows the file meta of a Part 10 file."""
        assert self.body[128:132] == b"DICM"
        (length,) = struct.unpack_from("<I", self.body, 140)
        return self.body[144 + length :]


class Practice:
    """What `init` leaves for the hub, and the private key with which a test reads what it kept."""

    def __init__(self, root: Path, **settings: Any) -> None:
        self.folder = DataFolder(root)
        root.mkdir(exist_ok=True)
        self.folder.keyring.write_text("{}")  # the command line asks whether there is a practice
        self.new_key()
        self.settings(**settings)

    def new_key(self) -> None:
        self.key = X25519PrivateKey.generate()

    def settings(self, **changed: Any) -> None:
        content = {
            "bind": "127.0.0.1", "dicom_port": 0, "hl7_port": 0, "min_free_bytes": 1 << 20, **changed,
            "public_key": self.key.public_key().public_bytes_raw().hex(), "key_version": 1,
        }  # fmt: skip
        self.folder.hub_settings.write_text(json.dumps(content))

    def kept(self, *kinds: str) -> list[Kept]:
        """Every whole record in the archive, opened; a damaged place fails the test."""
        keys = {1: self.key.private_bytes_raw()}
        reader = open_reader(self.folder.archive, keys)
        found = []
        for place in walk(self.folder.archive, keys, verify=True):
            assert place.state in {State.RECORD, State.UNFINISHED}, place
            if place.ref is not None and (not kinds or place.ref.kind in kinds):
                assert place.metadata is not None
                found.append(Kept(place.ref.kind, place.metadata, reader.open(place.ref).read()))
        return found


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    return Practice(tmp_path / "practice")


@dataclass
class RunningHub:
    practice: Practice
    hub: Hub
    dicom: int
    hl7: int
    events: list[dict[str, Any]]


@pytest.fixture
def start_hub(tmp_path: Path) -> Iterator[Callable[..., RunningHub]]:
    """Starts hubs in this process; they end with the test. Keywords are settings of `hub.json`."""
    started: list[tuple[Hub, threading.Thread]] = []

    def start(practice: Practice | None = None, **settings: Any) -> RunningHub:
        practice = practice or Practice(tmp_path / f"practice{len(started)}", **settings)
        events: list[dict[str, Any]] = []
        ready = threading.Event()

        def emit(event: dict[str, Any]) -> None:
            events.append(event)
            if event["event"] == "ready":
                ready.set()

        hub = Hub(practice.folder, hub_settings.read(practice.folder.hub_settings), emit)
        thread = threading.Thread(target=hub.serve)
        thread.start()
        started.append((hub, thread))
        assert ready.wait(5)
        return RunningHub(practice, hub, events[0]["dicom"], events[0]["hl7"], events)

    yield start
    for hub, thread in started:
        hub.ask_to_end()
        thread.join(10)


@pytest.fixture
def hub(start_hub: Callable[..., RunningHub]) -> RunningHub:
    return start_hub()


def wait_until(condition: Callable[[], object], seconds: float = 10.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.01)


@pytest.fixture
def until() -> Callable[..., None]:
    """`until(condition)`: wait for what another thread or process is about to do."""
    return wait_until


class RawScu:
    """An SCU that sends any bytes: PDUs are made here, not by a library that would refuse the odd ones."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), 10)

    def __enter__(self) -> RawScu:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            self.socket.close()

    def send(self, kind: int, body: bytes) -> None:
        self.socket.sendall(struct.pack(">BBI", kind, 0, len(body)) + body)

    def receive(self) -> tuple[int, bytes]:
        """The next PDU; (0, b"") where the connection has ended."""
        head = self._exactly(6)
        if len(head) < 6:
            return 0, b""
        kind, _, length = struct.unpack(">BBI", head)
        return kind, self._exactly(length)

    def _exactly(self, size: int) -> bytes:
        got = b""
        try:
            while len(got) < size and (piece := self.socket.recv(size - len(got))):
                got += piece
        except ConnectionError:
            pass
        return got

    def associate(
        self, contexts: dict[int, tuple[str, list[str]]] | None = None, *,
        calling: str = "US1", called: str = "SHIPAGER",
        version: int = 1, application_context: bytes = b"1.2.840.10008.3.1.1.1", maximum_length: int = 16384,
    ) -> tuple[int, dict[int, tuple[int, str]]]:  # fmt: skip
        """Returns the type of the answer and, where accepted, context → (result, transfer syntax)."""
        self.answer = b""
        body = struct.pack(">HH", version, 0) + called.ljust(16).encode() + calling.ljust(16).encode() + bytes(32)
        body += _item(0x10, application_context)
        for number, (abstract, transfers) in (contexts or {1: (ULTRASOUND, [EXPLICIT])}).items():
            inner = bytes((number, 0, 0, 0)) + _item(0x30, abstract.encode())
            body += _item(0x20, inner + b"".join(_item(0x40, syntax.encode()) for syntax in transfers))
        user = _item(0x51, struct.pack(">I", maximum_length)) + _item(0x52, b"1.2.3") + _item(0x55, b"RAW")
        self.send(1, body + _item(0x50, user))
        kind, self.answer = self.receive()
        return kind, _answered(self.answer) if kind == 2 else {}

    def pdv(self, context: int, control: int, value: bytes) -> bytes:
        return struct.pack(">IBB", len(value) + 2, context, control) + value

    def command(
        self, field: int = 1, *, sop_class: bytes | None = ULTRASOUND.encode(), instance: bytes | None = b"1.2.3.4",
        message_id: int | None = 7, data_set: bool = True,
    ) -> bytes:  # fmt: skip
        elements = b""
        if sop_class is not None:
            elements += _element(0x0002, sop_class)
        elements += _element(0x0100, struct.pack("<H", field))
        if message_id is not None:
            elements += _element(0x0110, struct.pack("<H", message_id))
        elements += _element(0x0800, struct.pack("<H", 1 if data_set else 0x0101))
        if instance is not None:
            elements += _element(0x1000, instance)
        return _element(0, struct.pack("<I", len(elements))) + elements

    def store(self, data_set: bytes, *, context: int = 1, fragment: int = 16000, **command: Any) -> int | None:
        """C-STORE; returns the status, None where the association ended instead."""
        self.send(4, self.pdv(context, 3, self.command(**command)))
        pieces = [data_set[at : at + fragment] for at in range(0, len(data_set), fragment)] or [b""]
        for number, piece in enumerate(pieces, 1):
            self.send(4, self.pdv(context, 2 if number == len(pieces) else 0, piece))
        return self.status()

    def status(self) -> int | None:
        """(0000,0900) of the next response."""
        elements = self.response()
        return None if elements is None else int.from_bytes(elements[0x0900], "little")

    def response(self) -> dict[int, bytes] | None:
        encoded = b""
        while True:
            kind, body = self.receive()
            if kind != 4:
                return None
            encoded += body[6:]
            if body[5] & 2:
                break
        elements = {}
        at = 0
        while at < len(encoded):
            _, element, length = struct.unpack_from("<HHI", encoded, at)
            elements[element] = encoded[at + 8 : at + 8 + length]
            at += 8 + length
        return elements

    def release(self) -> None:
        self.send(5, bytes(4))
        assert self.receive()[0] == 6


def _item(kind: int, value: bytes) -> bytes:
    return struct.pack(">BBH", kind, 0, len(value)) + value


def _element(element: int, value: bytes) -> bytes:
    value += b"\0" * (len(value) % 2)
    return struct.pack("<HHI", 0, element, len(value)) + value


def _answered(body: bytes) -> dict[int, tuple[int, str]]:
    answers = {}
    at = 68
    while at < len(body):
        kind, _, length = struct.unpack_from(">BBH", body, at)
        value = body[at + 4 : at + 4 + length]
        if kind == 0x21:
            answers[value[0]] = (value[2], value[8:].rstrip(b"\0").decode())
        at += 4 + length
    return answers


@pytest.fixture
def scu() -> type[RawScu]:
    return RawScu

"""The program finds the hub or starts it, hears from it, and brings it back when it dies."""

from __future__ import annotations

import json
import os
import signal
import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from app.domain.events import HubChanged
from devices.hub_handle import HubHandle
from devices.reception import Received


class Ears:
    """What a handle told."""

    def __init__(self, practice: Any, **options: Any) -> None:
        self.received: list[Received] = []
        self.changes: list[HubChanged] = []
        self.handle = HubHandle(practice.folder, self.received.append, self.changes.append, **options)
        self.handle.start()

    @property
    def running(self) -> bool:
        return bool(self.changes) and self.changes[-1].running


@pytest.fixture
def listen(practice: Any) -> Iterator[Callable[..., Ears]]:
    all_ears: list[Ears] = []

    def begin(**options: Any) -> Ears:
        all_ears.append(Ears(practice, **options))
        return all_ears[-1]

    yield begin
    for ears in all_ears:
        ears.handle.stop()


def send(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), 5) as device:
        device.sendall(b"\x0bMSH|^~\\&|DEV||||1||ORU^R01|%d|P|2.3.1\rPID|1\r\x1c\r" % port)
        assert b"MSA|AA" in device.recv(1000)


def test_it_starts_a_hub_hears_from_it_and_brings_it_back(listen: Any, until: Any) -> None:
    ears = listen()
    until(lambda: ears.running)
    assert ears.received == [Received("", "", "", "")]  # look into the archive: something may lie there already
    status = ears.handle.status()
    send(status["hl7"])
    until(lambda: len(ears.received) == 2)
    assert (ears.received[1].transport, ears.received[1].device) == ("hl7", "DEV^")
    os.kill(status["pid"], signal.SIGKILL)
    until(lambda: ears.changes == [HubChanged(True), HubChanged(False), HubChanged(True)])
    assert ears.handle.status()["pid"] != status["pid"]


def test_a_hub_outlives_the_program_and_is_found_again(practice: Any, listen: Any, until: Any) -> None:
    first = listen()
    until(lambda: first.running)
    pid = first.handle.status()["pid"]
    first.handle.close()
    assert first.changes == [HubChanged(True)]
    second = listen()
    until(lambda: second.running)
    assert second.handle.status()["pid"] == pid
    second.handle.stop()
    assert not practice.folder.hub_run.exists()
    assert second.handle.status() is None


def test_a_hub_that_seals_to_another_key_is_replaced(practice: Any, listen: Any, until: Any, expects_log: None) -> None:
    first = listen()
    until(lambda: first.running)
    pid = first.handle.status()["pid"]
    first.handle.close()
    practice.new_key()
    practice.settings()
    second = listen()
    until(lambda: second.running)
    status = second.handle.status()
    assert status["pid"] != pid
    assert status["public_key"] == practice.key.public_key().public_bytes_raw().hex()


def test_it_says_why_there_is_no_hub_and_tries_again(listen: Any, until: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        ears = listen(wishes={"hl7_port": port, "bind": None})
        until(lambda: ears.changes)
        assert ears.changes == [HubChanged(False, "port-in-use")]
        assert ears.handle.problem_facts["port"] == port
    ears.handle.restart()
    until(lambda: ears.running)
    assert ears.handle.status()["hl7"] == port


def test_new_settings_come_with_a_restart(practice: Any, listen: Any, until: Any) -> None:
    ears = listen()
    until(lambda: ears.running)
    practice.settings(ae_title="RENAMED")
    ears.handle.restart()
    until(lambda: (ears.handle.status() or {}).get("ae_title") == "RENAMED")
    until(lambda: ears.running)


def test_an_address_that_is_a_lie_is_not_believed(practice: Any, listen: Any, until: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        practice.folder.hub_run.write_text(
            json.dumps({"pid": 1, "control_port": silent.getsockname()[1], "token": "00" * 32, "public_key": ""})
        )
        silent.close()
        ears = listen()
        until(lambda: ears.running)
        assert ears.handle.status()["pid"] != 1


def test_two_programs_that_start_at_once_share_one_hub(listen: Any, until: Any) -> None:
    first, second = listen(), listen()
    until(lambda: first.running and second.running)
    assert first.handle.status()["pid"] == second.handle.status()["pid"]
    assert first.changes == second.changes == [HubChanged(True)]


def test_a_command_that_does_not_start_is_said(listen: Any, until: Any) -> None:
    ears = listen(command=["/nowhere/at/all"])
    until(lambda: ears.changes)
    assert ears.changes == [HubChanged(False, "hub-did-not-start")]

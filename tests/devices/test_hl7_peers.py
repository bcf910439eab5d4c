"""HL7 programs that others wrote talk to ours and ours to theirs, over real sockets (MLLP, HL7 v2.5)."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.domain.device_settings import DeviceSettings, HubDevice, Link, LinkKind
from devices import hub_run, mllp_client
from devices.control import ControlClient
from tests.devices.hl7_device import framed

RESULT = (
    "MSH|^~\\&|DEV|LAB|||20260101||ORU^R01^ORU_R01|{}|P|2.5\rPID|1||7\rOBR|1\rOBX|1|NM|6690-2^WBC^LN||5.1|10*9/L|||||F"
)
ORDER = "MSH|^~\\&|SHIPAGER|SHIPAGER|LAB|N|20260101||ORM^O01|{}|P|2.3.1\rPID|1||7||{}\rORC|NW|1"


class Node:
    """Runs scripts of `tests/peers` with the packages of their lock."""

    def __init__(self, program: str, scripts: Path, modules: Path) -> None:
        self._program, self._scripts = program, scripts
        self.environment = {**os.environ, "NODE_PATH": str(modules)}

    def command(self, script: str, *arguments: str) -> list[str]:
        return [self._program, str(self._scripts / script), *arguments]

    def answers(self, script: str, port: int, **asked: Any) -> list[str]:
        """What the peer heard from our port."""
        done = subprocess.run(
            self.command(script, str(port)), input=json.dumps(asked), text=True, capture_output=True,
            timeout=30, check=False, env=self.environment,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        found: list[str] = json.loads(done.stdout)
        return found


@pytest.fixture
def node(project_root: Path) -> Node:
    folder = Path(os.environ.get("SHIPAGER_TEST_PEERS", project_root / ".venv" / "peers"))
    program = shutil.which("node")
    if program is None or not (folder / "node_modules").is_dir():
        pytest.skip("node or the packages of tests/peers are not here: `python3 run.py test` installs them")
    return Node(program, project_root / "tests" / "peers", folder / "node_modules")


@pytest.mark.peer("node")
@pytest.mark.parametrize("script", ["node_hl7_send.cjs", "simple_hl7_send.cjs"])
def test_senders_of_others_are_answered_message_by_message(hub: Any, node: Node, script: str) -> None:
    messages = [RESULT.format(number) for number in range(3)]
    found = node.answers(script, hub.hl7, messages=messages)
    assert [answer.split("\r")[1] for answer in found] == [f"MSA|AA|{number}" for number in range(3)]
    assert [one.body.decode().strip() for one in hub.practice.kept("hl7")] == messages


@pytest.mark.peer("node")
def test_a_batch_of_others_is_kept_whole_and_each_message_answered(hub: Any, node: Node) -> None:
    messages = [RESULT.format(number) for number in range(3)]
    found = node.answers("node_hl7_send.cjs", hub.hl7, messages=messages, batch=True)
    assert [answer.split("\r")[1] for answer in found] == [f"MSA|AA|{number}" for number in range(3)]
    (kept,) = hub.practice.kept("hl7")
    assert kept.body.count(b"MSH|") == 3


@pytest.fixture
def receiver(node: Node) -> Iterator[tuple[int, Callable[[], str]]]:
    """A listening laboratory: its port, and the next message that it got."""
    process = subprocess.Popen(
        node.command("simple_hl7_receive.cjs"), stdout=subprocess.PIPE, text=True, env=node.environment
    )
    assert process.stdout is not None
    lines = process.stdout
    yield int(lines.readline()), lambda: json.loads(lines.readline())
    process.terminate()
    process.wait(10)
    lines.close()


@pytest.mark.peer("node")
def test_our_orders_are_taken_by_a_receiver_of_others(receiver: tuple[int, Callable[[], str]]) -> None:
    port, heard = receiver
    for text, code in (("Ivanov", "AA"), ("REFUSE", "AE")):
        order = ORDER.format(77, text)
        answer = mllp_client.exchange("127.0.0.1", port, order.encode())
        assert answer is not None
        assert (answer.code, answer.control_id) == (code, b"77")
        assert heard() == order


@pytest.mark.peer("node")
def test_an_order_goes_over_our_link_to_a_receiver_of_others(
    start_hub: Callable[..., Any], receiver: tuple[int, Callable[[], str]], until: Any
) -> None:
    port, heard = receiver
    link = Link(LinkKind.CLIENT, protocol="hl7", host="127.0.0.1", port=port)
    hub = start_hub(devices=[HubDevice("hl7", "", f"127.0.0.1:{port}", DeviceSettings(link=link)).to_json()])
    run = hub_run.read(hub.practice.folder.hub_run)
    assert run is not None
    with ControlClient(run.control_port, bytes.fromhex(run.token), 10) as control:
        until(lambda: control.ask("links")["links"][0]["connected"])
        payload = base64.b64encode(ORDER.format(5, "X").encode()).decode()
        place = {"transport": "hl7", "calling": "", "peer": f"127.0.0.1:{port}"}
        assert control.ask("send-order", payload=payload, **place)["code"] == "AA"
    assert heard().endswith("ORC|NW|1")


def test_mllp_send_of_python_hl7_is_answered(hub: Any, tmp_path: Path) -> None:
    """The command line of the package `hl7`, with messages in its file format (MLLP frames)."""
    program = Path(sys.executable).with_name("mllp_send")
    if not program.exists():
        pytest.skip("mllp_send of the package hl7 is not here")
    file = tmp_path / "messages.mllp"
    file.write_bytes(b"".join(framed(RESULT.format(number).encode()) for number in range(5)))
    done = subprocess.run(
        [sys.executable, str(program), "--port", str(hub.hl7), "--file", str(file), "127.0.0.1"],
        capture_output=True, text=True, timeout=30, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("MSA|AA|") == 5
    assert len(hub.practice.kept("hl7")) == 5


def test_the_asyncio_client_of_python_hl7_is_answered(hub: Any) -> None:
    import asyncio

    from hl7.mllp import open_hl7_connection

    async def talk() -> list[str]:
        reader, writer = await open_hl7_connection("127.0.0.1", port=hub.hl7)
        found = []
        for number in range(3):
            writer.writemessage(RESULT.format(number))
            await writer.drain()
            found.append(str((await reader.readmessage()).segment("MSA")[1]))
        writer.close()
        await writer.wait_closed()
        return found

    found: list[str] = []
    asking = threading.Thread(target=lambda: found.extend(asyncio.run(talk())))
    asking.start()
    asking.join(20)
    assert found == ["AA"] * 3

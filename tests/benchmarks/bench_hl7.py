"""How fast the hub receives HL7, beside the asyncio server of the `hl7` package with a commit per message. By hand:

    python tests/benchmarks/bench_hl7.py [--messages 800] [--rounds 3]

An ORU^R01 of 3 KB, one outstanding message a connection, every acknowledgement checked; 1 and 8 connections. The
peer parses, commits the message into an SQLCipher store (WAL, synchronous=FULL) and answers; the hub has it sealed
and synced before it answers.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import multiprocessing
import selectors
import socket
import statistics
import sys
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import cast

import receivers


def message(number: int) -> bytes:
    """ORU^R01 of about 3 KB, as a haematology analyser sends it."""
    head = f"MSH|^~\\&|BC-5380|Mindray|||20260101120000||ORU^R01|{number}|P|2.3.1||||||UNICODE"
    rows = [
        f"OBX|{row}|NM|{6690 + row}-2^Value {row}^LN||{row / 7:.2f}|10*9/L|4.00-10.00|N|||F" for row in range(1, 47)
    ]
    return "\r".join(
        [head, "PID|1||990101300123||Bench^Bench||19990101|F", "OBR|1||42|00001^Count^99MRC", *rows, ""]
    ).encode()


def run_peer(folder: str, ready: Connection) -> None:
    """`hl7.mllp` with parse, commit, create_ack: a process of its own."""
    import hl7
    import sqlcipher3
    from hl7.mllp import start_hl7_server

    store = sqlcipher3.connect(str(Path(folder) / "peer.db"), isolation_level=None)
    store.execute(f"PRAGMA key = \"x'{'11' * 32}'\"")
    store.execute("PRAGMA journal_mode = WAL")
    store.execute("PRAGMA synchronous = FULL")
    store.execute("CREATE TABLE message (number INTEGER PRIMARY KEY, control_id TEXT, body TEXT) STRICT")

    async def serve(reader: hl7.mllp.HL7StreamReader, writer: hl7.mllp.HL7StreamWriter) -> None:
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                received = await reader.readmessage()
                control_id = str(received.segment("MSH")[10])
                store.execute("INSERT INTO message (control_id, body) VALUES (?, ?)", (control_id, str(received)))
                writer.writemessage(received.create_ack())
                await writer.drain()

    async def main() -> None:
        async with await start_hl7_server(serve, host="127.0.0.1", port=0) as server:
            ready.send(server.sockets[0].getsockname()[1])
            await server.serve_forever()

    asyncio.run(main())


@contextlib.contextmanager
def peer(folder: Path) -> Iterator[int]:
    folder.mkdir()
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=run_peer, args=(str(folder), theirs))
    process.start()
    try:
        yield ours.recv()
    finally:
        process.terminate()
        process.join()


def measure(port: int, count: int, connections: int) -> tuple[float, float]:
    """Messages a second, and the median answer in milliseconds. One thread, so that the driver is not what is slow."""
    messages = [b"\x0b" + message(number) + b"\x1c\r" for number in range(count)]
    numbers = iter(range(count))
    latencies: list[float] = []
    with contextlib.ExitStack() as open_ones, selectors.DefaultSelector() as waiting:

        def send(device: socket.socket) -> None:
            """The next message, if there is one; then its answer is waited for."""
            number = next(numbers, None)
            if number is None:
                waiting.unregister(device)
                return
            waiting.modify(device, selectors.EVENT_READ, (number, time.perf_counter(), bytearray()))
            device.sendall(messages[number])

        began = time.perf_counter()
        for _ in range(connections):
            device = open_ones.enter_context(socket.create_connection(("127.0.0.1", port)))
            device.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            waiting.register(device, selectors.EVENT_READ)
            send(device)
        while waiting.get_map():
            for key, _ in waiting.select():
                number, sent, answer = key.data
                device = cast("socket.socket", key.fileobj)
                answer += device.recv(65536)
                if answer.endswith(b"\x1c\r"):
                    latencies.append(time.perf_counter() - sent)
                    assert f"|AA|{number}".encode() in answer
                    send(device)
        return len(latencies) / (time.perf_counter() - began), 1000 * statistics.median(latencies)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=800)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    print(f"message of {len(message(1))} bytes")
    for connections in (1, 8):
        found: dict[str, list[tuple[float, float]]] = {"hub": [], "hl7.mllp + commit": []}
        for _ in range(arguments.rounds):
            with receivers.scratch() as folder:
                with receivers.hub(folder / "hub") as (ports, _):
                    found["hub"].append(measure(ports["hl7"], arguments.messages, connections))
                with peer(folder / "peer") as port:
                    found["hl7.mllp + commit"].append(measure(port, arguments.messages, connections))
        middle = {name: statistics.median(rate for rate, _ in values) for name, values in found.items()}
        print(f"{connections} connection(s):")
        for name, values in found.items():
            latency = statistics.median(value for _, value in values)
            ratio = middle["hub"] / middle[name]
            print(f"  {name:18} {middle[name]:8.0f}/s  p50 {latency:6.2f} ms   hub is {ratio:.1f} x")


if __name__ == "__main__":
    sys.exit(main())

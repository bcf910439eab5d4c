"""How long the hub takes to answer an association that proposes 121 presentation contexts. By hand:

python tests/benchmarks/bench_association.py [--rounds 200]
"""

from __future__ import annotations

import argparse
import socket
import statistics
import struct
import time

import receivers
from bench_memory import item, pdu

CONTEXTS = 121
SYNTAXES = (b"1.2.840.10008.1.2", b"1.2.840.10008.1.2.1", b"1.2.840.10008.1.2.4.50", b"1.2.840.10008.1.2.4.70")


def request() -> bytes:
    """A-ASSOCIATE-RQ as a large device sends it: many storage classes with four transfer syntaxes each."""
    contexts = b""
    for number in range(CONTEXTS):
        inner = item(0x30, b"1.2.840.10008.5.1.4.1.1.%d" % (number + 1))
        inner += b"".join(item(0x40, syntax) for syntax in SYNTAXES)
        contexts += item(0x20, bytes((2 * number + 1, 0, 0, 0)) + inner)
    user = item(0x50, item(0x51, struct.pack(">I", 16384)) + item(0x52, b"1.2.3"))
    names = b"SHIPAGER".ljust(16) + b"BENCH".ljust(16) + bytes(32)
    return pdu(1, b"\0\1\0\0" + names + item(0x10, b"1.2.840.10008.3.1.1.1") + contexts + user)


def seconds(port: int, asked: bytes) -> float:
    """From connecting to the last byte of A-ASSOCIATE-AC."""
    began = time.perf_counter()
    with socket.create_connection(("127.0.0.1", port)) as device:
        device.sendall(asked)
        kind, length = struct.unpack(">BxI", device.recv(6, socket.MSG_WAITALL))
        answer = device.recv(length, socket.MSG_WAITALL)
        taken = time.perf_counter() - began
        assert kind == 2
        assert len(answer) == length
        device.sendall(pdu(5, bytes(4)))
        device.recv(10, socket.MSG_WAITALL)
    return taken


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=200)
    rounds = parser.parse_args().rounds
    with receivers.scratch() as folder, receivers.hub(folder / "hub") as (ports, _):
        asked = request()
        taken = sorted(seconds(ports["dicom"], asked) for _ in range(rounds))
    middle, late = statistics.median(taken), taken[int(rounds * 0.95)]
    print(f"{CONTEXTS} contexts in {len(asked)} bytes: median {middle * 1e3:.2f} ms, p95 {late * 1e3:.2f} ms")


if __name__ == "__main__":
    main()

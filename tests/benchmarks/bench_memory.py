"""What the hub's memory grows by while a large object comes in. By hand (Linux, pynetdicom as the sender):

python tests/benchmarks/bench_memory.py [--megabytes 300]
"""

from __future__ import annotations

import argparse
import socket
import struct
import time

import receivers

CLASS, SYNTAX = b"1.2.840.10008.5.1.4.1.1.3.1", b"1.2.840.10008.1.2.1"


def item(kind: int, value: bytes) -> bytes:
    return struct.pack(">BBH", kind, 0, len(value)) + value


def pdu(kind: int, body: bytes) -> bytes:
    return struct.pack(">BBI", kind, 0, len(body)) + body


def element(number: int, value: bytes) -> bytes:
    value += b"\0" * (len(value) % 2)
    return struct.pack("<HHI", 0, number, len(value)) + value


def store(port: int, megabytes: int) -> float:
    """C-STORE an object of that size in PDUs of 128 KB, made on the fly; seconds until Success."""
    piece = bytes(131_000)
    count = megabytes * 1_000_000 // len(piece)
    with socket.create_connection(("127.0.0.1", port)) as device:
        contexts = item(0x20, b"\1\0\0\0" + item(0x30, CLASS) + item(0x40, SYNTAX))
        user = item(0x50, item(0x51, struct.pack(">I", 16384)) + item(0x52, b"1.2.3"))
        names = b"SHIPAGER".ljust(16) + b"BENCH".ljust(16) + bytes(32)
        device.sendall(pdu(1, b"\0\1\0\0" + names + item(0x10, b"1.2.840.10008.3.1.1.1") + contexts + user))
        assert device.recv(65536)[0] == 2
        command = element(2, CLASS) + element(0x100, b"\1\0") + element(0x110, b"\1\0") + element(0x800, b"\1\0")
        command += element(0x1000, b"1.2.3.4")
        command = element(0, struct.pack("<I", len(command))) + command
        began = time.perf_counter()
        device.sendall(pdu(4, struct.pack(">IBB", len(command) + 2, 1, 3) + command))
        for number in range(count):
            last = 2 if number == count - 1 else 0
            device.sendall(pdu(4, struct.pack(">IBB", len(piece) + 2, 1, last) + piece))
        answer = device.recv(65536)
        assert struct.pack("<HHIH", 0, 0x0900, 2, 0) in answer, "not success"
        return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=300)
    megabytes = parser.parse_args().megabytes
    with receivers.scratch() as folder, receivers.hub(folder / "hub") as (ports, pid):
        store(ports["dicom"], 1)
        receivers.reset_peak(pid)
        idle = receivers.peak_memory(pid)
        seconds = store(ports["dicom"], megabytes)
        peak = receivers.peak_memory(pid)
        print(f"idle {idle:.0f} MB, peak with {megabytes} MB {peak:.0f} MB, {megabytes / seconds:.0f} MB/s")


if __name__ == "__main__":
    main()

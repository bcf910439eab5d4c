"""An analyser of ASTM E1381 on a raw socket, for tests: what it sends are bytes, what it hears are bytes."""

from __future__ import annotations

import socket
import time

STX, ETX, EOT, ENQ, ACK, NAK, ETB = b"\x02", b"\x03", b"\x04", b"\x05", b"\x06", b"\x15", b"\x17"

HEADER = b"H|\\^&|||XN-TEST^1.0|||||host||P|LIS2-A2|20260102030405\r"
RESULT = (
    HEADER,
    b"P|1|100200300|||Akhmetov^Timur||19800101|M\r",
    b"O|1|26-000017||^^^CBC|R|20260102030000\r",
    b"R|1|^^^WBC|5.5|10*9/L|4.0^9.0|N||F||||20260102030400\r",
    b"R|2|^^^HGB|>200.0|g/L|130^170|H||F||||20260102030400\r",
    b"L|1|N\r",
)


def checksum(covered: bytes) -> bytes:
    return b"%02X" % (sum(covered) & 0xFF)


def frame(number: int, text: bytes, end: bytes = ETX, tail: bytes = b"\r\n") -> bytes:
    covered = b"%d" % (number % 8) + text + end
    return STX + covered + checksum(covered) + tail


def frames(records: tuple[bytes, ...] | list[bytes]) -> list[bytes]:
    return [frame(number, record) for number, record in enumerate(records, 1)]


class Instrument:
    """One connection of an analyser."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), 10)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._held = b""

    def __enter__(self) -> Instrument:
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    def send(self, *pieces: bytes) -> None:
        for piece in pieces:
            self.socket.sendall(piece)
            if len(pieces) > 1:
                time.sleep(0.01)

    def hear(self, seconds: float = 10.0) -> bytes:
        """The next byte; empty where none comes, or the connection ends."""
        if not self._held:
            self.socket.settimeout(seconds)
            try:
                self._held = self.socket.recv(65536)
            except (TimeoutError, ConnectionError):
                return b""
        first, self._held = self._held[:1], self._held[1:]
        return first

    def ask(self, octets: bytes) -> bytes:
        self.send(octets)
        return self.hear()

    def transfer(self, records: tuple[bytes, ...] | list[bytes]) -> None:
        """A whole transfer by the book; every answer must be ACK."""
        assert self.ask(ENQ) == ACK
        for one in frames(records):
            assert self.ask(one) == ACK
        self.send(EOT)

    def take(self) -> list[bytes]:
        """Be asked by ENQ, and take the frames of a transfer; answers their records."""
        assert self.hear(30) == ENQ
        self.send(ACK)
        text = b""
        while (first := self.hear()) == STX:
            whole = first
            while not whole.endswith(b"\r\n"):
                whole += self.hear()
            covered = whole[1:-4]
            assert checksum(covered) == whole[-4:-2]
            text += covered[1:-1]
            self.send(ACK)
        assert first == EOT
        return [record for record in text.split(b"\r") if record]

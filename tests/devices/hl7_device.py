"""A device that speaks MLLP over a socket, for tests."""

from __future__ import annotations

import socket

VT, FS, CR = b"\x0b", b"\x1c", b"\r"


def framed(message: bytes) -> bytes:
    return VT + message + FS + CR


class Device:
    """Sends messages, hears answers."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), 10)
        self._held = b""

    def __enter__(self) -> Device:
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    def send(self, *segments: str | bytes, codec: str = "utf-8") -> None:
        lines = [one if isinstance(one, bytes) else one.encode(codec) for one in segments]
        self.socket.sendall(framed(b"\r".join([*lines, b""])))

    def raw_answer(self) -> bytes:
        while FS + CR not in self._held:
            piece = self.socket.recv(65536)
            assert piece, "the connection ended"
            self._held += piece
        answer, self._held = self._held.split(FS + CR, 1)
        assert answer.startswith(VT)
        return answer[1:]

    def answer(self, codec: str = "utf-8") -> list[list[str]]:
        """The next message as segments of fields; fields of MSH are one place earlier than the standard counts."""
        return [line.split("|") for line in self.raw_answer().decode(codec).split("\r") if line]

    def ask(self, *segments: str | bytes, codec: str = "utf-8") -> dict[str, list[list[str]]]:
        """Send and hear one answer, as fields by the segment's name."""
        self.send(*segments, codec=codec)
        return by_name(self.answer(codec))


def by_name(segments: list[list[str]]) -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {}
    for segment in segments:
        found.setdefault(segment[0], []).append(segment)
    return found

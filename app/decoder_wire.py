"""How the program and its decoder child talk: a length, a JSON header, a length, bytes; both lengths bounded.

The child works on hostile input, so what it answers is bounded and typed here as if it were hostile too.
"""

from __future__ import annotations

import json
import struct
from typing import Any, BinaryIO

MAX_HEADER = 16 * 1024 * 1024  # a long report tree
MAX_BODY = 1 << 30
_LENGTHS = struct.Struct("<IQ")


class Cut(Exception):
    """The other side is gone, or does not keep to the format."""


def send(stream: BinaryIO, header: dict[str, Any], body: bytes | memoryview = b"") -> None:
    """Raises `OSError` where the other side is gone."""
    head = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    stream.write(_LENGTHS.pack(len(head), len(body)))
    stream.write(head)
    stream.write(body)
    stream.flush()


def receive(stream: BinaryIO) -> tuple[dict[str, Any], bytes]:
    """Raises `Cut`."""
    head_length, body_length = _LENGTHS.unpack(_exactly(stream, _LENGTHS.size))
    if head_length > MAX_HEADER or body_length > MAX_BODY:
        raise Cut
    try:
        header = json.loads(_exactly(stream, head_length))
    except ValueError as error:
        raise Cut from error
    if not isinstance(header, dict):
        raise Cut
    return header, _exactly(stream, body_length)


def _exactly(stream: BinaryIO, length: int) -> bytes:
    pieces = bytearray()
    while len(pieces) < length:
        piece = stream.read(min(length - len(pieces), 1 << 22))
        if not piece:
            raise Cut
        pieces += piece
    return bytes(pieces)

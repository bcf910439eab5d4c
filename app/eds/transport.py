"""How the services of an authority are asked: one HTTP exchange, bounded in time and size (RFC 3161 3.4, RFC 6960 A).

HTTP/1.1, a User-Agent always (the NCA answers an empty one with a redirect to a captive portal), no redirect, no retry,
and one address: the one that somebody set or that stands beside a pinned authority. An address inside a certificate is
never followed: whoever made the certificate would choose whom this computer talks to.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import urllib3

USER_AGENT = "Shipager"
MAX_ANSWER = 1024 * 1024  # bytes of an OCSP or TSP answer
MAX_LIST = 64 * 1024 * 1024  # bytes of a certificate revocation list
_PIECE = 64 * 1024
_LONGEST_SILENCE = 10.0  # seconds between two pieces of a long answer


class NoAnswer(Exception):
    """Nothing usable came back. `reason`: `unreachable`, `timeout`, `refused` (with `status`), `garbage` (too long)."""

    def __init__(self, reason: str, status: int = 0) -> None:
        super().__init__(reason)
        self.reason, self.status = reason, status


@dataclass(frozen=True, slots=True)
class Http:
    """`seconds` bounds one whole exchange, from the connection to the last byte."""

    seconds: float = 10.0
    user_agent: str = USER_AGENT
    is_leaving: Callable[[int, int], None] | None = None  # hears of each piece; what it raises ends the exchange

    def post(self, url: str, body: bytes, kind: str, *, most: int = MAX_ANSWER) -> bytes:
        """The body of a 200 answer. Raises `NoAnswer`."""
        return self._ask("POST", url, {"Content-Type": kind}, body, most)

    def get(self, url: str, *, most: int = MAX_LIST) -> bytes:
        """Raises `NoAnswer`."""
        return self._ask("GET", url, {}, None, most)

    def _ask(self, method: str, url: str, headers: dict[str, str], body: bytes | None, most: int) -> bytes:
        import urllib3  # not at the head: what verifies alone has no network and no such library

        deadline, silence = time.monotonic() + self.seconds, min(self.seconds, _LONGEST_SILENCE)
        try:
            with urllib3.PoolManager(retries=False, maxsize=1) as connections:
                answer = connections.request(
                    method,
                    url,
                    body=body,
                    headers={**headers, "User-Agent": self.user_agent},
                    redirect=False,
                    preload_content=False,
                    timeout=urllib3.Timeout(total=self.seconds, connect=silence, read=silence),
                )
                try:
                    if answer.status != 200:
                        raise NoAnswer("refused", answer.status)
                    return self._bounded(answer, deadline, most)
                finally:
                    answer.close()
        except urllib3.exceptions.NewConnectionError as problem:  # urllib3 counts it among the time-outs
            raise NoAnswer("unreachable") from problem
        except urllib3.exceptions.TimeoutError as problem:
            raise NoAnswer("timeout") from problem
        except (urllib3.exceptions.HTTPError, OSError) as problem:
            raise NoAnswer("unreachable") from problem

    def _bounded(self, answer: urllib3.BaseHTTPResponse, deadline: float, most: int) -> bytes:
        """A slow trickle keeps each read within its time-out; the deadline is for all of them."""
        pieces = bytearray()
        for piece in answer.stream(_PIECE):
            pieces += piece
            if self.is_leaving is not None:
                self.is_leaving(len(pieces), most)
            if len(pieces) > most:
                raise NoAnswer("garbage")
            if time.monotonic() > deadline:
                raise NoAnswer("timeout")
        return bytes(pieces)

"""The REST twin of EHD-DATA-RECEIVER and EHD-FILE-RECEIVER.

`POST /{event-path}`, `PUT|DELETE /{event-path}/{eventId}` for events, `/documents` in the same way for files, and
`GET /status/{eventId}` as the twin of EHD-CHECK-STATUS-RECEIVER. Answers are JSON `{success, message, eventId,
requestId, field?}`; the status of the transport and `success` are two different things: 200 with `success=false` is
a refusal. Each request is one connection, bounded in time and size; redirects are not followed, proxies of the
environment are not used, certificates are checked.
"""

from __future__ import annotations

import base64
import hashlib
import http.client
import json
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

from app.domain.exchange import Outcome, Receipt, Submission
from app.exchange.profile import FILE, ExchangeProfile
from app.exchange.transport import (
    BUSY,
    CREDENTIALS,
    GARBAGE,
    NO_ANSWER,
    NO_CONNECTION,
    NOT_KNOWN,
    REDIRECTED,
    SERVER_ERROR,
)

_METHODS = {"CREATE": "POST", "UPDATE": "PUT", "DELETE": "DELETE"}
_MOST_ANSWER = 1024 * 1024  # bytes of an answer that are read; more is no answer of the ministry
_CAUGHT = (urllib3.exceptions.HTTPError, http.client.HTTPException, OSError, ValueError)  # all a talk can end with


@dataclass(frozen=True, slots=True)
class EhdRest:
    key: str = "ehd-rest"
    sends: bool = True

    def open(self, profile: ExchangeProfile) -> RestConnection:
        return RestConnection(profile)


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    body: bytes


class RestConnection:
    """Sends and asks by the profile's address and login."""

    def __init__(self, profile: ExchangeProfile) -> None:
        self._profile = profile
        self._address = urlsplit(profile.url)
        self._trust = (
            ssl.create_default_context(cafile=profile.trust_file or None) if self._address.scheme == "https" else None
        )

    def send(self, submission: Submission) -> Receipt:
        method = _METHODS[submission.operation]
        path = "/documents" if submission.event_type == FILE else f"/{submission.event_type.lower().replace('_', '-')}"
        if method != "POST":
            path += f"/{quote(submission.event_id, safe='')}"
        answer = self._exchange(method, path, submission.payload, submission.content_type)
        return answer if isinstance(answer, Receipt) else classify(answer.status, answer.body)

    def ask(self, submission: Submission) -> Receipt:
        answer = self._exchange("GET", f"/status/{quote(submission.event_id, safe='')}", b"", "")
        if isinstance(answer, Receipt):  # nothing came back: what we asked about is as unknown as before
            return Receipt(Outcome.UNKNOWN, message=answer.message)
        return classify_status(answer.status, answer.body, submission)

    def close(self) -> None:
        """Every request closes its own connection."""

    def _exchange(self, method: str, path: str, body: bytes, content_type: str) -> _Answer | Receipt:
        """The answer, or a receipt that says at which step the way ended."""
        connection = self._connection()
        try:
            try:
                connection.connect()
            except _CAUGHT:
                return Receipt(Outcome.NOT_SENT, message=NO_CONNECTION)
            try:
                with _deadline(connection, self._profile.answer_seconds):
                    return self._talk(connection, method, path, body, content_type)
            except _CAUGHT:
                return Receipt(Outcome.UNKNOWN, message=NO_ANSWER)
        finally:
            connection.close()

    def _talk(self, connection: HTTPConnection, method: str, path: str, body: bytes, content_type: str) -> _Answer:
        headers = {"Accept": "application/json", "Connection": "close", "User-Agent": "Shipager"}
        if content_type:
            headers["Content-Type"] = content_type
        if self._profile.login:
            pair = f"{self._profile.login}:{self._profile.password}".encode()
            headers["Authorization"] = "Basic " + base64.b64encode(pair).decode("ascii")
        connection.timeout = self._profile.answer_seconds
        if connection.sock is not None:
            connection.sock.settimeout(self._profile.answer_seconds)
        root = self._address.path.rstrip("/")
        connection.request(method, root + path, body=body or None, headers=headers, preload_content=False)
        response = connection.getresponse()
        read = bytearray()
        while len(read) <= _MOST_ANSWER and (piece := response.read1(64 * 1024)):
            read += piece
        if response.length_remaining:  # the connection was cut inside the answer
            raise OSError("cut answer")
        return _Answer(response.status, bytes(read))

    def _connection(self) -> HTTPConnection:
        host, port, wait = self._address.hostname or "", self._address.port, self._profile.connect_seconds
        if self._trust is not None:
            return HTTPSConnection(host, port, timeout=wait, ssl_context=self._trust)
        return HTTPConnection(host, port, timeout=wait)


@contextmanager
def _deadline(connection: HTTPConnection, seconds: float) -> Iterator[None]:
    """End the whole talk after `seconds`, however slowly the other side drips its bytes."""
    ended = connection.sock

    def end() -> None:
        with suppress(OSError):
            if ended is not None:
                ended.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()


# Statuses that speak of the way and not of the event. 409: the event is known there; which of our sendings it was
# is for `ask` to find out. A 5xx may have come after the event was taken.
_BY_STATUS: tuple[tuple[range | frozenset[int], Outcome, str], ...] = (
    (range(300, 400), Outcome.TEMPORARY, REDIRECTED),
    (frozenset({401, 403, 407}), Outcome.TEMPORARY, CREDENTIALS),
    (frozenset({408, 425, 429, 503}), Outcome.TEMPORARY, BUSY),
    (range(500, 600), Outcome.UNKNOWN, SERVER_ERROR),
    (frozenset({409}), Outcome.UNKNOWN, NO_ANSWER),
)


def classify(status: int, body: bytes) -> Receipt:
    """What an answer to a submission means; anything that is not clearly a yes or a no is UNKNOWN."""
    for statuses, outcome, code in _BY_STATUS:
        if status in statuses:
            return Receipt(outcome, status, code, answer=body)
    said = _json(body)
    if said is None:
        outcome = Outcome.TEMPORARY if status in {404, 405} else Outcome.UNKNOWN  # a wrong address, or a wrong server
        return Receipt(outcome, status, GARBAGE, answer=body)
    message, field = _text(said.get("message")), _text(said.get("field"))
    if status < 300 and said.get("success") is True:
        return Receipt(Outcome.ACCEPTED, status, message, answer=body)
    if status >= 400 or said.get("success") is False:
        outcome = Outcome.REFUSED_FIXABLE if field else Outcome.REFUSED_FINAL
        return Receipt(outcome, status, message, field, answer=body)
    return Receipt(Outcome.UNKNOWN, status, GARBAGE, answer=body)


def classify_status(status: int, body: bytes, submission: Submission) -> Receipt:
    """What the status service says became of a submission.

    An UPDATE is known to have arrived only where the service names the digest of what it holds: an older state of the
    event looks the same otherwise. Sending an UPDATE twice is safe (PUT is idempotent, RFC 9110 9.2.2).
    """
    said = _json(body)
    known = said.get("state") if said and status in {200, 404} else None
    if said is None or known is None:
        return Receipt(Outcome.UNKNOWN, status, CREDENTIALS if status in {401, 403} else GARBAGE, answer=body)
    if known == "NOT_FOUND":
        # What is not there is deleted already; what was never there was never sent.
        gone = submission.operation == "DELETE"
        return Receipt(Outcome.ACCEPTED if gone else Outcome.NOT_SENT, status, "" if gone else NOT_KNOWN, answer=body)
    if known == "DELETED":
        return Receipt(Outcome.ACCEPTED if submission.operation == "DELETE" else Outcome.UNKNOWN, status, answer=body)
    if known == "ACCEPTED":
        arrived = submission.operation == "CREATE" or (
            submission.operation == "UPDATE" and said.get("sha256") == _sha256(submission.payload)
        )
        return Receipt(
            Outcome.ACCEPTED if arrived else Outcome.NOT_SENT, status, "" if arrived else NOT_KNOWN, answer=body
        )
    return Receipt(Outcome.UNKNOWN, status, GARBAGE, answer=body)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _json(body: bytes) -> dict[str, Any] | None:
    if len(body) > _MOST_ANSWER:
        return None
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) else None


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


TRANSPORT = EhdRest()

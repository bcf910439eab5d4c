"""The test authority as a server on loopback: time stamps, its certificates, and keys on request.

`POST /tsp` RFC 3161 (a fault is named in the address, `/tsp?fault=delay`, or set while it runs) · `GET /anchors` the
certificates to trust, PEM · `POST /issue` a JSON subject, answered with the path of its .p12 file.
"""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from app.domain.errors import WorldError
from app.domain.identity import BinNumber, Iin, PersonName
from app.stand_ins import time_stamping
from app.stand_ins.pki import DEFAULT_PASSWORD, Purpose, Role, StandInAuthority, Subject

FAULTS = (*time_stamping.FAULTS, "delay", "cut", "busy", "redirect", "drop")
_MAX_REQUEST = 64 * 1024
_DELAY_SECONDS = 30.0


class PkiServer:
    """Serves from `start` to `stop`. `fault` is what goes wrong with every time stamp until it is emptied."""

    def __init__(
        self, authority: StandInAuthority, clock: Callable[[], datetime], host: str = "127.0.0.1", port: int = 0
    ) -> None:
        self.authority = authority
        self.fault = ""
        self.served = 0
        self.stamping = time_stamping.TimeStamping(authority, clock)
        self._stopping = threading.Event()
        self._server = _Server((host, port), _Handler)
        self._server.service = self
        self._thread = threading.Thread(target=self._server.serve_forever, name="stand-in-pki", args=(0.05,))

    @property
    def url(self) -> str:
        host, port = self._server.server_address[:2]
        return f"http://{host!s}:{port}"

    @property
    def tsa_url(self) -> str:
        return f"{self.url}/tsp"

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def hold(self) -> None:
        """Give no answer for a long while; ends early when the server stops."""
        self._stopping.wait(_DELAY_SECONDS)

    def issue(self, wanted: dict[str, Any]) -> dict[str, str]:
        """Raises `WorldError`, `ValueError`, `KeyError` for a subject that cannot be."""
        number = wanted.get("bin", "")
        subject = Subject(
            name=PersonName(wanted["surname"], wanted.get("given", ""), wanted.get("patronymic", "")),
            iin=Iin(wanted["iin"]),
            role=Role(wanted.get("role", Role.INDIVIDUAL)),
            purpose=Purpose(wanted.get("purpose", Purpose.SIGN)),
            bin_number=BinNumber(number) if number else None,
            organisation=wanted.get("organisation", ""),
            valid_from=timedelta(days=float(wanted.get("valid_from_days", -30))),
            valid_for=timedelta(days=float(wanted.get("valid_for_days", 365))),
        )
        password = wanted.get("password", DEFAULT_PASSWORD)
        path = self.authority.issue(subject, f"{subject.purpose}-{subject.iin}", password)
        return {"path": str(path), "password": password}

    def anchors(self) -> bytes:
        return "".join(ssl.DER_cert_to_PEM_cert(der) for der in self.authority.anchors).encode()


@contextmanager
def serve(
    folder: Path, host: str = "127.0.0.1", port: int = 0, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> Iterator[PkiServer]:
    """A running server; its keys and issued files lie in the folder."""
    server = PkiServer(StandInAuthority(folder, clock()), clock, host, port)
    server.start()
    try:
        yield server
    finally:
        server.stop()


class _Server(ThreadingHTTPServer):
    service: PkiServer


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 10
    server: _Server

    def do_GET(self) -> None:
        if urlsplit(self.path).path == "/anchors":
            self._answer(200, self.server.service.anchors(), "application/x-pem-file")
        else:
            self._answer(404, b"")

    def do_POST(self) -> None:
        address = urlsplit(self.path)
        length = int(self.headers.get("Content-Length", "0"))
        body = self.rfile.read(min(length, _MAX_REQUEST))
        if address.path == "/issue":
            self._issue(body)
        elif address.path == "/tsp":
            self.server.service.served += 1
            self._stamp(body, parse_qs(address.query).get("fault", [self.server.service.fault])[0])
        else:
            self._answer(404, b"")

    def _issue(self, body: bytes) -> None:
        try:
            issued = self.server.service.issue(json.loads(body))
        except (WorldError, ValueError, KeyError) as problem:
            self._answer(400, json.dumps({"error": str(problem)}).encode(), "application/json")
        else:
            self._answer(200, json.dumps(issued).encode(), "application/json")

    def _stamp(self, body: bytes, fault: str) -> None:
        if fault == "delay":
            self.server.service.hold()
        if fault in {"delay", "drop"}:
            self.close_connection = True
        elif fault == "busy":
            self._answer(503, b"")
        elif fault == "redirect":
            self._answer(302, b"", location=self.server.service.tsa_url)
        else:
            answer = self.server.service.stamping.answer(body, fault)
            self._answer(200, answer, "application/timestamp-reply", cut=fault == "cut")

    def _answer(self, status: int, body: bytes, kind: str = "", *, location: str = "", cut: bool = False) -> None:
        self.close_connection = True
        self.send_response(status)
        if kind:
            self.send_header("Content-Type", kind)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if cut else body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name is of the standard library
        """Says nothing: the program has its own output."""

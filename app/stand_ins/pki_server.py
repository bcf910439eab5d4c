"""The test authority as a server on loopback.

`POST /tsp` RFC 3161 · `POST /ocsp`, `GET /ocsp/BASE64` RFC 6960 · `GET /crl/NAME.crl`, `/crl/NAME-delta.crl` (NAME: ca,
root, ca-gost, root-gost) · `GET /anchors` the certificates to trust, PEM · `POST /issue` a JSON subject, answered with
the path of its .p12 file · `POST /revoke` a serial number · `POST /faults` what goes wrong from now on, by service
(`{"tsp": "delay"}`). A fault may also be named in an address: `/ocsp?fault=broken`.
"""

from __future__ import annotations

import base64
import binascii
import json
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from app.domain.errors import WorldError
from app.stand_ins import pki_crls, pki_ocsp, pki_requests, time_stamping
from app.stand_ins.pki import StandInAuthority

WIRE_FAULTS = ("delay", "cut", "busy", "redirect", "drop")
FAULTS = (*time_stamping.FAULTS, *WIRE_FAULTS)
_SERVICES = {"tsp": FAULTS, "ocsp": (*pki_ocsp.FAULTS, *WIRE_FAULTS), "crl": (*pki_crls.FAULTS, *WIRE_FAULTS)}
_MAX_REQUEST = 64 * 1024
_DELAY_SECONDS = 30.0


class PkiServer:
    """Serves from `start` to `stop`. `faults` is what goes wrong with every answer of a service until it is emptied."""

    def __init__(
        self, authority: StandInAuthority, clock: Callable[[], datetime], host: str = "127.0.0.1", port: int = 0
    ) -> None:
        self.authority = authority
        self.clock = clock
        self.faults = dict.fromkeys(_SERVICES, "")
        self.asked = dict.fromkeys(_SERVICES, 0)
        self._stamping = time_stamping.TimeStamping(authority, clock)
        self._responding = pki_ocsp.Responding(authority, clock)
        self._one_at_a_time = threading.Lock()
        self._stopping = threading.Event()
        self._server = _Server((host, port), _Handler)
        self._server.service = self
        self._thread = threading.Thread(target=self._server.serve_forever, name="stand-in-pki", args=(0.05,))

    @property
    def fault(self) -> str:
        """What goes wrong with time stamps."""
        return self.faults["tsp"]

    @fault.setter
    def fault(self, name: str) -> None:
        self.faults["tsp"] = name

    @property
    def served(self) -> int:
        """Requests for time stamps."""
        return self.asked["tsp"]

    @property
    def url(self) -> str:
        host, port = self._server.server_address[:2]
        return f"http://{host!s}:{port}"

    @property
    def tsa_url(self) -> str:
        return f"{self.url}/tsp"

    @property
    def ocsp_url(self) -> str:
        return f"{self.url}/ocsp"

    def crl_url(self, issuer: str = "ca", *, delta: bool = False) -> str:
        return f"{self.url}/crl/{issuer}{'-delta' if delta else ''}.crl"

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

    def time_stamp(self, body: bytes, fault: str) -> bytes:
        with self._one_at_a_time:
            return self._stamping.answer(body, fault)

    def status(self, body: bytes, fault: str) -> bytes:
        with self._one_at_a_time:
            return self._responding.answer(body, fault)

    def revocation_list(self, name: str, fault: str) -> bytes | None:
        """None for a list that nobody keeps."""
        delta = name.endswith("-delta.crl")
        wanted = name.removesuffix(".crl").removesuffix("-delta")
        issuer = next((one for one in self.authority.issuers if one.name == wanted), None)
        if issuer is None or fault == "missing":
            return None
        return pki_crls.revocation_list(self.authority, issuer, self.clock(), delta=delta, fault=fault)

    def issue(self, wanted: dict[str, Any]) -> dict[str, str]:
        """Raises `WorldError`, `ValueError`, `KeyError` for a subject that cannot be."""
        with self._one_at_a_time:
            return pki_requests.issue(self.authority, wanted)

    def revoke(self, wanted: dict[str, Any]) -> dict[str, str]:
        with self._one_at_a_time:
            return pki_requests.revoke(self.authority, wanted, self.clock())

    def set_faults(self, wanted: dict[str, Any]) -> dict[str, str]:
        """Raises `KeyError`, `ValueError` for what is no service or no fault of it."""
        for service, fault in wanted.items():
            if fault and fault not in _SERVICES[service]:
                raise ValueError(fault)
            self.faults[service] = fault
        return self.faults

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
        address = urlsplit(self.path)
        if address.path == "/anchors":
            self._answer(200, self.server.service.anchors(), "application/x-pem-file")
        elif address.path.startswith("/crl/"):
            self._serve("crl", address.path.removeprefix("/crl/").encode(), address.query)
        elif address.path.startswith("/ocsp/"):
            self._serve("ocsp", _unquoted(address.path.removeprefix("/ocsp/")), address.query)
        else:
            self._answer(404, b"")

    def do_POST(self) -> None:
        address = urlsplit(self.path)
        length = int(self.headers.get("Content-Length", "0"))
        body = self.rfile.read(min(length, _MAX_REQUEST))
        service = self.server.service
        asked = {"/issue": service.issue, "/revoke": service.revoke, "/faults": service.set_faults}.get(address.path)
        if asked is not None:
            self._do(asked, body)
        elif address.path in {"/tsp", "/ocsp"}:
            self._serve(address.path[1:], body, address.query)
        else:
            self._answer(404, b"")

    def _do(self, asked: Callable[[dict[str, Any]], dict[str, str]], body: bytes) -> None:
        try:
            done = asked(json.loads(body))
        except (WorldError, ValueError, KeyError, TypeError) as problem:
            self._answer(400, json.dumps({"error": str(problem)}).encode(), "application/json")
        else:
            self._answer(200, json.dumps(done).encode(), "application/json")

    def _serve(self, name: str, body: bytes, query: str) -> None:
        """One answer of a service, with its fault."""
        service = self.server.service
        service.asked[name] += 1
        fault = parse_qs(query).get("fault", [service.faults[name]])[0]
        if fault == "delay":
            service.hold()
        if fault in {"delay", "drop"}:
            self.close_connection = True
        elif fault == "busy":
            self._answer(503, b"")
        elif fault == "redirect":
            self._answer(302, b"", location=service.url + urlsplit(self.path).path)
        else:
            self._answer_with(name, body, fault)

    def _answer_with(self, name: str, body: bytes, fault: str) -> None:
        service, cut = self.server.service, fault == "cut"
        if name == "tsp":
            self._answer(200, service.time_stamp(body, fault), "application/timestamp-reply", cut=cut)
        elif name == "ocsp":
            self._answer(200, service.status(body, fault), "application/ocsp-response", cut=cut)
        else:
            found = service.revocation_list(body.decode(), fault)
            self._answer(404 if found is None else 200, found or b"", "application/pkix-crl", cut=cut)

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


def _unquoted(text: str) -> bytes:
    """The request in the address of a GET (RFC 6960 A.1); what is none is answered as malformed."""
    try:
        return base64.b64decode(unquote(text), validate=True)
    except (binascii.Error, ValueError):
        return b""

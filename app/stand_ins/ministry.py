"""A ministry on loopback: the REST twin of EHD-DATA-RECEIVER, EHD-FILE-RECEIVER and EHD-CHECK-STATUS-RECEIVER.

No development machine reaches the real one. This one validates what it gets, remembers it, and fails on demand:
faults are handed to `serve`, to the handle, or posted to `/stand-in/faults`; `GET /stand-in/accepted` tells what came.
"""

from __future__ import annotations

import base64
import json
import socket
import threading
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from app.stand_ins.ministry_intake import FILE, Answer, MinistryIntake, known_types, refusal

if TYPE_CHECKING:
    from app.eds.trust import TrustList

_LONGEST_BODY = 64 * 1024 * 1024
_OPERATIONS = {"POST": "CREATE", "PUT": "UPDATE", "DELETE": "DELETE"}


class FaultKind(StrEnum):
    REFUSE = "refuse"  # 422 that names `field`
    SUCCESS_FALSE = "success-false"  # 200, and the business says no
    DELAY = "delay"  # the answer comes `seconds` late
    DROP_BEFORE = "drop-before"  # cut before the message is taken
    DROP_AFTER = "drop-after"  # taken, then cut without an answer
    CUT = "cut"  # taken, then cut in the middle of the answer
    GARBAGE = "garbage"  # taken, answered with something that is no answer
    ERROR_500 = "error-500"  # taken, then the server fell
    BUSY = "busy"  # 503, not taken
    DUPLICATE_ANSWER = "duplicate-answer"  # taken, answered twice
    REDIRECT = "redirect"  # 302 to elsewhere


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong with the next `times` messages (events and files; `on="status"`: with questions)."""

    kind: FaultKind
    times: int = 1
    seconds: float = 0.0
    field: str = ""
    on: str = "message"
    event_id: str = ""  # only with this event

    @classmethod
    def from_json(cls, written: dict[str, Any]) -> Fault:
        return cls(**(written | {"kind": FaultKind(written["kind"])}))


class StandInMinistry:
    """The running server; ends with `close` or with its `with` block."""

    def __init__(
        self, host: str, port: int, intake: MinistryIntake, faults: Iterable[Fault], login: str, password: str
    ) -> None:
        self.intake = intake
        self.stopping = threading.Event()
        self.login = f"{login}:{password}" if login else ""
        self._faults = list(faults)
        self._lock = threading.Lock()
        self._server = _Server((host, port), self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), name="stand-in-ministry")
        self._thread.start()

    @property
    def url(self) -> str:
        host, port = self._server.server_address[:2]
        return f"http://{host if isinstance(host, str) else host.decode()}:{port}"

    def accepted(self) -> dict[str, Any]:
        return self.intake.accepted()

    def fail(self, *faults: Fault) -> None:
        """Have the next messages go wrong, one fault after the other."""
        with self._lock:
            self._faults += faults

    def forgive(self) -> None:
        """Forget the faults that have not happened yet."""
        with self._lock:
            self._faults.clear()

    def next_fault(self, on: str, event_id: str) -> Fault | None:
        with self._lock:
            for place, fault in enumerate(self._faults):
                if fault.on == on and fault.event_id in {"", event_id}:
                    if fault.times > 1:
                        self._faults[place] = replace(fault, times=fault.times - 1)
                    else:
                        del self._faults[place]
                    return fault
            return None

    def waiting_faults(self) -> list[dict[str, Any]]:
        with self._lock:
            return [asdict(fault) for fault in self._faults]

    def close(self) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def __enter__(self) -> StandInMinistry:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def serve(
    host: str = "127.0.0.1",
    port: int = 0,
    *,
    trusted: TrustList | None = None,
    folder: Path | None = None,
    faults: Iterable[Fault] = (),
    login: str = "",
    password: str = "",
) -> StandInMinistry:
    """Start one; port 0 takes any free one. `trusted`: authorities whose signatures it takes; without them it judges
    integrity and person only. `folder`: where it writes what it accepted. Raises `OSError` where the port is taken."""
    return StandInMinistry(host, port, MinistryIntake(folder, trusted), faults, login, password)


class _Server(ThreadingHTTPServer):
    daemon_threads = True  # a delayed answer must not hold up the end
    allow_reuse_address = False

    def __init__(self, address: tuple[str, int], ministry: StandInMinistry) -> None:
        self.ministry = ministry
        super().__init__(address, _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is no event here."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = 60
    server_version = "ShipagerStandIn"

    def do_GET(self) -> None:
        parts = self._parts()
        if parts == ["stand-in", "accepted"]:
            self._answer(Answer(200, self.server.ministry.accepted()))
        elif parts == ["stand-in", "faults"]:
            self._answer(Answer(200, {"faults": self.server.ministry.waiting_faults()}))
        elif len(parts) == 2 and parts[0] == "status":
            self._with_faults("status", parts[1], lambda: self.server.ministry.intake.status(parts[1]))
        else:
            self._answer(refusal(404, "unknown-path"))

    def do_POST(self) -> None:
        parts = self._parts()
        if parts == ["stand-in", "faults"]:
            written = json.loads(self._body() or b"[]")
            self.server.ministry.fail(*(Fault.from_json(one) for one in written))
            self._answer(Answer(200, {"faults": self.server.ministry.waiting_faults()}))
        else:
            self._message("", parts)

    def do_PUT(self) -> None:
        self._message(*self._addressed())

    def do_DELETE(self) -> None:
        if self._parts() == ["stand-in", "faults"]:
            self.server.ministry.forgive()
            self._answer(Answer(200, {"faults": []}))
        else:
            self._message(*self._addressed())

    def _addressed(self) -> tuple[str, list[str]]:
        parts = self._parts()
        return (parts[1], parts[:1]) if len(parts) == 2 else ("", [])

    def _message(self, event_id: str, parts: list[str]) -> None:
        body = self._body()
        event_type = FILE if parts == ["documents"] else "-".join(parts).replace("-", "_").upper()
        if body is None:
            self._answer(refusal(413, "too-large"))
        elif len(parts) != 1 or event_type not in known_types() or (event_type == FILE) != (parts == ["documents"]):
            self._answer(refusal(404, "unknown-path"))
        elif not self._logged_in():
            self._answer(refusal(401, "login"))
        else:
            operation = _OPERATIONS[self.command]
            intake = self.server.ministry.intake
            named = event_id or _named(body)
            self._with_faults("message", named, lambda: intake.take(operation, event_type, event_id, body))

    def _with_faults(self, on: str, event_id: str, take: Any) -> None:
        """Take the message, or do not, and answer it, or do not: as the next fault says."""
        fault = self.server.ministry.next_fault(on, event_id)
        kind = fault.kind if fault else None
        before: dict[FaultKind, Answer] = {
            FaultKind.REFUSE: refusal(422, "refused", fault.field if fault else ""),
            FaultKind.SUCCESS_FALSE: refusal(200, "refused", fault.field if fault else ""),
            FaultKind.BUSY: refusal(503, "busy"),
        }
        if kind in before:
            self._answer(before[kind])
        elif kind is FaultKind.REDIRECT:
            self._raw(302, b"", location="http://127.0.0.1:9/elsewhere")
        elif kind is FaultKind.DROP_BEFORE:
            self._drop()
        else:
            self._answer_wrongly(take(), fault)

    def _answer_wrongly(self, answer: Answer, fault: Fault | None) -> None:
        """The message is taken; what happens to its answer."""
        body = _written(answer)
        match fault.kind if fault else None:
            case FaultKind.DELAY:
                assert fault is not None
                if self.server.ministry.stopping.wait(fault.seconds):
                    return
                self._raw(answer.status, body)
            case FaultKind.DROP_AFTER:
                self._drop()
            case FaultKind.CUT:
                self._raw(answer.status, body[: len(body) // 2], length=len(body))
                self._drop()
            case FaultKind.GARBAGE:
                self._raw(200, b"<html>\xff\xfe gateway </html>")
            case FaultKind.ERROR_500:
                self._answer(refusal(500, "internal"))
            case FaultKind.DUPLICATE_ANSWER:
                self._raw(answer.status, body)
                self._raw(answer.status, body)
            case _:
                self._raw(answer.status, body)

    def _answer(self, answer: Answer) -> None:
        self._raw(answer.status, _written(answer))

    def _raw(self, status: int, body: bytes, *, length: int | None = None, location: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body) if length is None else length))
        if location:
            self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def _drop(self) -> None:
        """End the connection without another byte."""
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def _body(self) -> bytes | None:
        length = int(self.headers.get("Content-Length") or 0)
        return self.rfile.read(length) if 0 <= length <= _LONGEST_BODY else None

    def _logged_in(self) -> bool:
        wanted = self.server.ministry.login
        given = self.headers.get("Authorization", "")
        return not wanted or given == "Basic " + base64.b64encode(wanted.encode()).decode("ascii")

    def _parts(self) -> list[str]:
        return [unquote(part) for part in urlsplit(self.path).path.split("/") if part]

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the library's signature
        """Silent: what came is read from `/stand-in/accepted`, and paths may name a person's event."""


def _written(answer: Answer) -> bytes:
    return json.dumps(answer.members, ensure_ascii=False).encode()


def _named(body: bytes) -> str:
    """The id a message names, for faults that wait for it; empty where it names none."""
    try:
        written = json.loads(body)
    except (ValueError, RecursionError):
        return ""
    return str(written.get("fileId") or written.get("eventId") or "") if isinstance(written, dict) else ""

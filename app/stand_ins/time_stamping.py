"""A time-stamp authority on loopback (RFC 3161 over HTTP), with faults on demand.

A fault is named in the address (`/tsp?fault=delay`) or set while it runs (`authority.fault = "refuse"`).
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from asn1crypto import tsp
from asn1crypto.cms import ContentInfo

from app.domain.errors import Unreadable
from app.eds import asn1, cades, cms
from app.eds.key_stores.pkcs12 import RsaKey
from app.stand_ins.pki import StandInAuthority

FAULTS = ("delay", "refuse", "garbage", "wrong-nonce", "wrong-imprint", "cut", "expired", "broken", "busy", "redirect")
_POLICY = "1.2.398.3.3.2.6.2"  # the NCA's policy for RSA with SHA-256
_MAX_REQUEST = 64 * 1024
_DELAY_SECONDS = 30.0


class TimeStamping:
    """Serves from `start` to `stop`; `clock` gives the time that is stamped."""

    def __init__(self, authority: StandInAuthority, clock: Callable[[], datetime], port: int = 0) -> None:
        self.fault = ""
        self.served = 0
        self._clock = clock
        self._key = authority.stamping_key()
        self._expired_key = authority.stamping_key(timedelta(days=-800), timedelta(days=365))
        self._serial = 0
        self._stopping = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", port), _handler_of(self))
        self._server.daemon_threads = False
        self._thread = threading.Thread(target=self._server.serve_forever, name="time-stamping", args=(0.05,))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/tsp"

    def start(self) -> TimeStamping:
        self._thread.start()
        return self

    def stop(self) -> None:
        self._stopping.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def __enter__(self) -> TimeStamping:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def answer(self, body: bytes, fault: str) -> bytes:
        """The DER TimeStampResp for a request; a request that cannot be read is refused as RFC 3161 says."""
        try:
            asked = asn1.load(tsp.TimeStampReq, body, "time-stamp")
            with asn1.reading("time-stamp"):
                imprint = asked["message_imprint"].copy()
                nonce = asked["nonce"].native
        except Unreadable:
            return _refusal("bad_data_format")
        if fault == "refuse":
            return _refusal("unaccepted_policy")
        if fault == "garbage":
            return b"<html><body>captive portal</body></html>"
        if fault == "wrong-imprint":
            imprint["hashed_message"] = bytes(reversed(imprint["hashed_message"].native))
        if fault == "wrong-nonce":
            nonce = (nonce or 0) + 1
        return _granted(self._token(imprint, nonce, fault))

    def _token(self, imprint: Any, nonce: int | None, fault: str) -> bytes:
        self._serial += 1
        key: RsaKey = self._expired_key if fault == "expired" else self._key
        now = self._clock().astimezone(UTC)
        info: dict[str, Any] = {
            "version": 1,
            "policy": _POLICY,
            "message_imprint": imprint,
            "serial_number": int(now.timestamp()) * 100_000 + self._serial,
            "gen_time": now.replace(microsecond=0),
            "accuracy": tsp.Accuracy({"seconds": 1}),
        }
        if nonce is not None:
            info["nonce"] = nonce
        stamped = tsp.TSTInfo(info).dump()
        token = cades.container(stamped, key, now, content_type=cms.TST_INFO, attached=True)
        if fault == "broken":
            token = token[:-1] + bytes([token[-1] ^ 1])  # the last byte of the signature
        return token

    def wait(self) -> None:
        """A slow answer; ends early when the server stops."""
        self._stopping.wait(_DELAY_SECONDS)


def _granted(token: bytes) -> bytes:
    answer = tsp.TimeStampResp({"status": {"status": "granted"}, "time_stamp_token": ContentInfo.load(token)})
    whole: bytes = answer.dump()
    return whole


def _refusal(reason: str) -> bytes:
    whole: bytes = tsp.TimeStampResp({"status": {"status": "rejection", "fail_info": {reason}}}).dump()
    return whole


def _handler_of(service: TimeStamping) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 10

        def do_POST(self) -> None:
            service.served += 1
            fault = parse_qs(urlsplit(self.path).query).get("fault", [service.fault])[0]
            length = int(self.headers.get("Content-Length", "0"))
            body = self.rfile.read(min(length, _MAX_REQUEST))
            self.close_connection = True
            if fault == "delay":
                return service.wait()
            if fault in {"busy", "redirect"}:
                return self._empty(503 if fault == "busy" else 302)
            answer = service.answer(body, fault)
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(answer)))
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(answer[: len(answer) // 2] if fault == "cut" else answer)
            return None

        def _empty(self, status: int) -> None:
            self.send_response(status)
            if status == 302:
                self.send_header("Location", service.url)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name is of the standard library
            """Says nothing: the program has its own output."""

    return Handler

"""The REST transport: what it makes of answers, and that nothing on the other side can hold it or fool it."""

from __future__ import annotations

import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.exchange import Outcome, Submission
from app.exchange.profile import FILE, ExchangeProfile
from app.exchange.transport import all_transports
from app.exchange.transports.ehd_rest import TRANSPORT, classify, classify_status
from app.stand_ins.ministry import serve

SUBMISSION = Submission("e-1", "MEDICAL_APPOINTMENT", "CREATE", b'{"eventId":"e-1"}', "application/json")


@contextmanager
def _listening(talk: Callable[[socket.socket], None], context: ssl.SSLContext | None = None) -> Iterator[int]:
    """A server for one connection that behaves as `talk` does."""
    server = socket.create_server(("127.0.0.1", 0))

    def run() -> None:
        try:
            plain, _ = server.accept()
            with plain, context.wrap_socket(plain, server_side=True) if context else plain as connection:
                talk(connection)
        except OSError:
            pass

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield server.getsockname()[1]
    finally:
        server.close()
        thread.join(5)


def _profile(port: int, scheme: str = "http", **changes: Any) -> ExchangeProfile:
    return ExchangeProfile(transport="ehd-rest", url=f"{scheme}://127.0.0.1:{port}/ehd", mis_id="1", **changes)


def _answering(text: bytes) -> Callable[[socket.socket], None]:
    def talk(connection: socket.socket) -> None:
        connection.recv(65536)
        connection.sendall(text)

    return talk


def _ok(body: bytes) -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)


@pytest.mark.parametrize(
    ("status", "body", "outcome"),
    [
        (200, {"success": True}, Outcome.ACCEPTED),
        (201, {"success": True}, Outcome.ACCEPTED),
        (200, {"success": False, "field": "iin", "message": "x"}, Outcome.REFUSED_FIXABLE),
        (200, {"success": False}, Outcome.REFUSED_FINAL),
        (400, {"success": False, "field": "iin"}, Outcome.REFUSED_FIXABLE),
        (422, {"message": "no"}, Outcome.REFUSED_FINAL),
        (200, {"success": "true"}, Outcome.UNKNOWN),
        (200, {}, Outcome.UNKNOWN),
        (200, [], Outcome.UNKNOWN),
        (302, {"success": True}, Outcome.TEMPORARY),
        (401, {}, Outcome.TEMPORARY),
        (429, {}, Outcome.TEMPORARY),
        (503, {}, Outcome.TEMPORARY),
        (409, {"success": False, "field": "eventId"}, Outcome.UNKNOWN),
        (500, {"success": False, "field": "iin"}, Outcome.UNKNOWN),
        (504, {}, Outcome.UNKNOWN),
    ],
)
def test_an_answer_means_what_it_clearly_says_and_nothing_else(status: int, body: Any, outcome: Outcome) -> None:
    assert classify(status, json.dumps(body).encode()).outcome is outcome


@settings(deadline=None)
@given(st.integers(100, 599), st.binary(max_size=200))
def test_garbage_is_never_taken_for_an_acceptance(status: int, body: bytes) -> None:
    assert classify(status, body).outcome is not Outcome.ACCEPTED
    assert classify_status(status, body, SUBMISSION).outcome is Outcome.UNKNOWN


def test_a_page_that_is_no_answer_at_the_wrong_address_is_tried_again() -> None:
    assert classify(404, b"<html>").outcome is Outcome.TEMPORARY
    assert classify(200, b"[" * 200_000).outcome is Outcome.UNKNOWN  # nested beyond reason


def test_nobody_listening_is_not_sent() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    receipt = TRANSPORT.open(_profile(port)).send(SUBMISSION)
    assert (receipt.outcome, receipt.message) == (Outcome.NOT_SENT, "no-connection")


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Le",
        b'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"success": true}',
        b"220 smtp.example ESMTP\r\n",
        b"\x00" * 4096,
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 5000 + b"\r\n",
    ],
)
def test_a_broken_answer_leaves_it_unknown(text: bytes) -> None:
    with _listening(_answering(text)) as port:
        receipt = TRANSPORT.open(_profile(port)).send(SUBMISSION)
    assert receipt.outcome is Outcome.UNKNOWN


def test_a_redirect_is_not_followed() -> None:
    reached = []
    with _listening(lambda connection: reached.append(connection.recv(10))) as elsewhere:
        text = b"HTTP/1.1 307 x\r\nLocation: http://127.0.0.1:%d/\r\nContent-Length: 0\r\n\r\n" % elsewhere
        with _listening(_answering(text)) as port:
            receipt = TRANSPORT.open(_profile(port)).send(SUBMISSION)
        socket.create_connection(("127.0.0.1", elsewhere)).close()  # lets the other one end
    assert (receipt.outcome, receipt.message, reached) == (Outcome.TEMPORARY, "redirected", [b""])


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"])
def test_a_dripping_answer_is_given_up_at_the_deadline(head: bytes) -> None:
    def drip(connection: socket.socket) -> None:
        connection.recv(65536)
        connection.sendall(head)
        for _ in range(400):
            connection.sendall(b"H")
            time.sleep(0.02)

    with _listening(drip) as port:
        receipt = TRANSPORT.open(_profile(port, answer_seconds=0.3)).send(SUBMISSION)
    assert (receipt.outcome, receipt.message) == (Outcome.UNKNOWN, "no-answer")


def test_an_answer_without_end_is_cut_and_kept_as_what_it_was() -> None:
    def flood(connection: socket.socket) -> None:
        connection.recv(65536)
        connection.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
        while True:
            connection.sendall(b" " * 65536)

    with _listening(flood) as port:
        receipt = TRANSPORT.open(_profile(port)).send(SUBMISSION)
    assert receipt.outcome is Outcome.UNKNOWN
    assert len(receipt.answer) < 2 * 1024 * 1024


def test_the_server_must_prove_who_it_is(tmp_path: Path) -> None:
    context, certificate = _server_certificate(tmp_path)
    with _listening(_answering(_ok(b'{"success": true}')), context) as port:
        receipt = TRANSPORT.open(_profile(port, "https")).send(SUBMISSION)
    assert (receipt.outcome, receipt.message) == (Outcome.NOT_SENT, "no-connection")
    with _listening(_answering(_ok(b'{"success": true}')), context) as port:
        receipt = TRANSPORT.open(_profile(port, "https", trust_file=str(certificate))).send(SUBMISSION)
    assert receipt.outcome is Outcome.ACCEPTED


def test_requests_are_as_the_twin_expects_them() -> None:
    seen: list[bytes] = []

    def note(connection: socket.socket) -> None:
        seen.append(connection.recv(65536))
        connection.sendall(_ok(b'{"success": true}'))

    for event_type, operation in (
        ("MEDICAL_APPOINTMENT", "CREATE"),
        ("MEDICAL_APPOINTMENT", "UPDATE"),
        (FILE, "DELETE"),
    ):
        with _listening(note) as port:
            profile = _profile(port, login="mis", password="тайна")
            TRANSPORT.open(profile).send(Submission("e/1", event_type, operation, b"{}", "application/json"))
    lines = [one.split(b"\r\n", 1)[0] for one in seen]
    assert lines == [
        b"POST /ehd/medical-appointment HTTP/1.1",
        b"PUT /ehd/medical-appointment/e%2F1 HTTP/1.1",
        b"DELETE /ehd/documents/e%2F1 HTTP/1.1",
    ]
    assert all(b"Authorization: Basic bWlzOtGC0LDQudC90LA=" in one for one in seen)


@pytest.mark.parametrize("transport", all_transports().values(), ids=lambda one: one.key)
def test_every_transport_keeps_the_contract(transport: Any) -> None:
    """A ministry that is away: nothing is claimed to have arrived, and nothing raises."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        profile = _profile(taken.getsockname()[1])
    connection = transport.open(profile)
    assert connection.send(SUBMISSION).outcome is Outcome.NOT_SENT
    assert connection.ask(SUBMISSION).outcome is Outcome.UNKNOWN
    connection.close()


@pytest.mark.parametrize("transport", [one for one in all_transports().values() if one.sends], ids=lambda one: one.key)
def test_every_sending_transport_asks_and_resends_without_a_double(transport: Any) -> None:
    body = json.dumps({
        "fileId": "5b1f4c0e-7d0a-4f0e-9a53-6b2f6f0c9e11", "eventId": "5b1f4c0e-7d0a-4f0e-9a53-6b2f6f0c9e12",
        "file": {"content": "JVBERg==", "file_name": "a.pdf", "ext": "pdf"},
    }).encode()  # fmt: skip
    file = Submission("5b1f4c0e-7d0a-4f0e-9a53-6b2f6f0c9e11", FILE, "CREATE", body, "application/json")
    with serve() as ministry:
        connection = transport.open(ExchangeProfile(transport=transport.key, url=ministry.url))
        assert connection.ask(file).outcome is Outcome.NOT_SENT
        assert connection.send(file).outcome is Outcome.ACCEPTED
        assert connection.ask(file).outcome is Outcome.ACCEPTED
        assert connection.send(file).outcome is Outcome.ACCEPTED
        connection.close()
        assert [one["duplicate"] for one in ministry.accepted()["deliveries"]] == [False, True]
        assert len(ministry.accepted()["held"]) == 1


def _server_certificate(folder: Path) -> tuple[ssl.SSLContext, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "stand-in")])
    now = datetime.now(UTC)
    own = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    certificate, private = folder / "server.pem", folder / "server.key"
    certificate.write_bytes(own.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, private)
    return context, certificate

"""Asking for fresh evidence: only silence leads to a list, nothing leads to an address that a certificate names."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from asn1crypto import ocsp as ocsp_types
from cryptography import x509
from cryptography.x509 import ReasonFlags
from cryptography.x509 import ocsp as builders

from app.domain.signature import EvidenceKind
from app.eds import ocsp
from app.eds.crl_index import ListFolder
from app.eds.revocation import RevocationUnavailable, Status
from app.eds.revocation_client import HttpRevocation
from app.eds.transport import Http, NoAnswer
from tests.app.eds.revocation_authority import DER, RevocationAuthority

Answer = tuple[int, bytes]


class Service(ThreadingHTTPServer):
    """Answers as it is told to, and remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers: dict[str, Callable[[bytes], Answer]] = {}
        self.asked: list[tuple[str, str, str]] = []
        self.released = threading.Event()

    def url(self, path: str = "") -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/{path}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that left in time is what a test wants."""

    @property
    def paths(self) -> list[str]:
        return [path for path, _, _ in self.asked]


class _Handler(BaseHTTPRequestHandler):
    server: Service
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        self.server.asked.append((self.path, self.request_version, self.headers["User-Agent"]))
        status, answer = self.server.answers.get(self.path, lambda _: (404, b""))(body)
        self.send_response(status)
        if status == 302:
            self.send_header("Location", self.server.url("elsewhere"))
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    do_GET = do_POST  # noqa: N815  the name is of the standard library

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name is of the standard library
        pass


@pytest.fixture(scope="module")
def ours() -> RevocationAuthority:
    return RevocationAuthority()


@pytest.fixture
def service() -> Iterator[Service]:
    with Service() as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.02,))
        thread.start()
        yield running
        running.released.set()
        running.shutdown()
        thread.join()


@pytest.fixture
def client(service: Service, ours: RevocationAuthority) -> HttpRevocation:
    """Of a service that has a list, in which the doctor is revoked."""
    listed = ours.list_of({ours.subject().serial_number: ReasonFlags.superseded})
    service.answers["/crl"] = lambda _: (200, listed)
    return HttpRevocation(service.url("ocsp"), service.url("crl"), http=Http(seconds=2))


def nonce_of(body: bytes) -> bytes:
    asked = ocsp_types.OCSPRequest.load(body)["tbs_request"]["request_extensions"][0]
    nonce: bytes = asked["extn_value"].parsed.native
    return nonce


def test_an_answer_to_this_request_is_evidence(
    service: Service, client: HttpRevocation, ours: RevocationAuthority
) -> None:
    service.answers["/ocsp"] = lambda body: (200, ours.answer(nonce=nonce_of(body)))
    (found,) = client.evidence(ours.subject(), ours.authority)
    assert found.kind is EvidenceKind.OCSP
    assert ocsp.examine(found.der, ours.subject(), ours.authority).status is Status.GOOD
    assert ocsp.read(found.der).der == found.der  # the basic response, as containers embed it
    assert service.asked == [("/ocsp", "HTTP/1.1", "Shipager")]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"nonce": b"of another request"}, "ocsp-nonce"),
        ({"nonce": None}, "ocsp-nonce"),
        ({"subject": "colleague"}, "ocsp-other-certificate"),
    ],
)
def test_a_wrong_answer_is_not_passed_over_for_a_list(
    service: Service, client: HttpRevocation, ours: RevocationAuthority, changed: dict[str, Any], reason: str
) -> None:
    ours.certificate("colleague", "doctor")
    service.answers["/ocsp"] = lambda body: (200, ours.answer(**{"nonce": nonce_of(body), **changed}))
    _refused(service, client, ours, reason)


def test_a_wrong_signature_is_not_passed_over_either(
    service: Service, client: HttpRevocation, ours: RevocationAuthority
) -> None:
    def answer(body: bytes) -> Answer:
        whole = ours.answer(nonce=nonce_of(body))
        signature = ocsp.read(whole).signature
        return 200, whole.replace(signature, signature[::-1])

    service.answers["/ocsp"] = answer
    _refused(service, client, ours, "ocsp-signature")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (
            builders.OCSPResponseBuilder.build_unsuccessful(builders.OCSPResponseStatus.TRY_LATER).public_bytes(DER),
            "ocsp-not-successful",
        ),
        (b"<html>captive portal</html>", "evidence-unreadable"),
        (b"", "evidence-unreadable"),
    ],
)
def test_garbage_is_not_passed_over_either(
    service: Service, client: HttpRevocation, ours: RevocationAuthority, body: bytes, reason: str
) -> None:
    service.answers["/ocsp"] = lambda _: (200, body)
    _refused(service, client, ours, reason)


def _refused(service: Service, client: HttpRevocation, ours: RevocationAuthority, reason: str) -> None:
    with pytest.raises(RevocationUnavailable, match=r"^revocation-garbage") as raised:
        client.evidence(ours.subject(), ours.authority)
    assert raised.value.facts == {"reason": reason}
    assert service.paths == ["/ocsp"]


@pytest.mark.parametrize("status", [302, 404, 500, 503])
def test_silence_leads_to_a_list(
    service: Service, client: HttpRevocation, ours: RevocationAuthority, status: int
) -> None:
    """A redirect is silence too: a captive portal, not the responder."""
    service.answers["/ocsp"] = lambda _: (status, b"")
    (found,) = client.evidence(ours.subject(), ours.authority)
    assert (found.kind, found.der) == (EvidenceKind.CRL, service.answers["/crl"](b"")[1])
    assert service.paths == ["/ocsp", "/crl"]


def test_an_answer_is_bounded_in_time_and_size(service: Service) -> None:
    service.answers["/long"] = lambda _: (200, bytes(5000))
    assert len(Http(2).get(service.url("long"), most=5000)) == 5000
    with pytest.raises(NoAnswer, match=r"^garbage$"):
        Http(2).post(service.url("long"), b"", "text/plain", most=4999)

    def held(_: bytes) -> Answer:
        service.released.wait(10)
        return 200, b""

    service.answers["/held"] = held
    with pytest.raises(NoAnswer, match=r"^timeout$"):
        Http(0.2).get(service.url("held"))
    service.released.set()
    with pytest.raises(NoAnswer, match=r"^unreachable$"):
        Http(1).get("http://127.0.0.1:9/")


def test_an_address_inside_a_certificate_is_never_followed(service: Service, ours: RevocationAuthority) -> None:
    place = x509.UniformResourceIdentifier(service.url("ocsp"))
    access = x509.AuthorityInformationAccess(
        [x509.AccessDescription(x509.ObjectIdentifier("1.3.6.1.5.5.7.48.1"), place)]
    )
    points = x509.CRLDistributionPoints([x509.DistributionPoint([place], None, None, None)])
    subject = ours.subject("leading", key_name="doctor", extensions=((access, False), (points, False)))
    with pytest.raises(RevocationUnavailable, match=r"^revocation-nowhere"):
        HttpRevocation(http=Http(1)).evidence(subject, ours.authority)
    assert service.asked == []


def test_a_list_that_is_kept_needs_no_network(ours: RevocationAuthority, tmp_path: Path) -> None:
    whole = ours.list_of({ours.subject().serial_number: ReasonFlags.superseded})
    kept = ListFolder(tmp_path)
    kept.take_in(whole, ours.authority)
    nobody = HttpRevocation(
        "http://127.0.0.1:9/", kept_lists=lambda issuer: kept.lists(issuer, most=1 << 20), http=Http(1)
    )
    assert [one.der for one in nobody.evidence(ours.subject(), ours.authority)] == [whole]

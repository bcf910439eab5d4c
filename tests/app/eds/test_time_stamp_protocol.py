"""The time-stamp client: bounded, and believing nothing that was not made for its request (RFC 3161)."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import urllib3

from app.domain.signature import Result
from app.eds import tsp
from app.eds.tsp import HttpTimestampAuthority, TimeStampFailed
from app.stand_ins import pki as stand_in
from app.stand_ins.pki_server import PkiServer

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
SIGNATURE = b"the value of a signature"
IMPRINT = hashlib.sha256(SIGNATURE).digest()


@pytest.fixture(scope="module")
def server(pki: Any) -> Iterator[PkiServer]:
    with stand_in.serve(pki.folder, clock=lambda: NOW) as running:
        yield running


def test_a_token_is_for_this_request_and_verifies(pki: Any, server: PkiServer) -> None:
    token = HttpTimestampAuthority(server.tsa_url).time_stamp(IMPRINT)
    report = tsp.examine(token, SIGNATURE, pki.trusted)
    assert [(check.code, check.result) for check in report.checks] == [
        ("T2", Result.PASS), ("T3", Result.PASS), ("T4", Result.PASS),
    ]  # fmt: skip
    assert report.time == NOW


def test_openssl_accepts_the_token(pki: Any, server: PkiServer, openssl: Callable[..., Any]) -> None:
    (pki.folder / "token").write_bytes(HttpTimestampAuthority(server.tsa_url).time_stamp(IMPRINT))
    (pki.folder / "stamped").write_bytes(SIGNATURE)
    answer = openssl(
        "ts", "-verify", "-token_in", "-in", pki.folder / "token", "-data", pki.folder / "stamped",
        "-CAfile", pki.folder / "anchors.pem", "-attime", int(NOW.timestamp()),
    )  # fmt: skip
    assert "Verification: OK" in answer.stdout, answer.stderr


def test_openssl_understands_the_request(pki: Any, openssl: Callable[..., Any]) -> None:
    (pki.folder / "request.tsq").write_bytes(tsp.request(IMPRINT, 0x1234567890ABCDEF))
    shown = openssl("ts", "-query", "-in", pki.folder / "request.tsq", "-text").stdout
    assert "Hash Algorithm: sha256" in shown
    assert "Nonce: 0x1234567890ABCDEF" in shown
    assert "Certificate required: yes" in shown


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("refuse", "tsa-refused"),
        ("busy", "tsa-refused"),
        ("redirect", "tsa-refused"),
        ("garbage", "tsa-garbage"),
        ("wrong-nonce", "tsa-nonce"),
        ("wrong-imprint", "tsa-imprint"),
        ("cut", "tsa-unreachable"),
        ("drop", "tsa-unreachable"),
    ],
)
def test_each_bad_answer_has_its_code(server: PkiServer, fault: str, code: str) -> None:
    with pytest.raises(TimeStampFailed) as failed:
        HttpTimestampAuthority(f"{server.tsa_url}?fault={fault}").time_stamp(IMPRINT)
    assert failed.value.code == code


def test_a_slow_authority_is_left_in_time(server: PkiServer) -> None:
    started = time.monotonic()
    with pytest.raises(TimeStampFailed, match=r"^tsa-timeout$"):
        HttpTimestampAuthority(f"{server.tsa_url}?fault=delay", seconds=0.3).time_stamp(IMPRINT)
    assert time.monotonic() - started < 5


def test_nobody_there_is_unreachable() -> None:
    with pytest.raises(TimeStampFailed, match=r"^tsa-unreachable$"):
        HttpTimestampAuthority("http://127.0.0.1:9/tsp", seconds=2).time_stamp(IMPRINT)


@pytest.mark.parametrize(("fault", "failure"), [("expired", ("T4", "expired")), ("broken", ("T2", "signature-wrong"))])
def test_a_token_that_does_not_hold_is_found(pki: Any, server: PkiServer, fault: str, failure: tuple[str, str]) -> None:
    token = HttpTimestampAuthority(f"{server.tsa_url}?fault={fault}").time_stamp(IMPRINT)
    failed = [(one.code, one.reason) for one in tsp.examine(token, SIGNATURE, pki.trusted).checks if one.reason]
    assert failed == [failure]


def test_a_signer_s_key_stamps_nothing(pki: Any) -> None:
    """T4: timeStamping, alone and critical."""
    from asn1crypto import tsp as types

    from app.eds import cades, cms

    info = types.TSTInfo(
        {
            "version": 1, "policy": "1.2.398.3.3.2.6.2", "serial_number": 1, "gen_time": NOW,
            "message_imprint": {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": IMPRINT},
        }
    )  # fmt: skip
    token = cades.container(info.dump(), pki.key(), NOW, content_type=cms.TST_INFO, attached=True)
    checks = {one.code: one.reason for one in tsp.examine(token, SIGNATURE, pki.trusted).checks}
    assert checks == {"T2": "", "T3": "", "T4": "not-for-time-stamping"}


def test_the_server_shows_its_certificates_and_issues_keys(pki: Any, server: PkiServer) -> None:
    from app.domain.identity import Iin
    from app.eds import certificate, key_store

    with urllib3.PoolManager(retries=False) as connections:
        anchors = connections.request("GET", f"{server.url}/anchors").data.decode()
        issued = connections.request(
            "POST", f"{server.url}/issue", json={"surname": "Ким", "given": "Олег", "iin": "900202400022"}
        ).json()
        refused = connections.request("POST", f"{server.url}/issue", json={"surname": "Ким", "iin": "1"})
        assert connections.request("GET", f"{server.url}/nothing").status == 404
    assert anchors.count("BEGIN CERTIFICATE") == 4  # RSA and GOST, issuing authority and root
    assert refused.status == 400
    with key_store.find("pkcs12").open(issued["path"], issued["password"]) as opened:
        assert certificate.view(opened.certificate).iin == Iin("900202400022")
    assert pki.trusted.path(opened.certificate)


def test_a_second_start_in_the_same_folder_is_the_same_authority(pki: Any) -> None:
    later = stand_in.StandInAuthority(pki.folder, NOW.replace(year=2028))
    assert later.anchors == pki.authority.anchors

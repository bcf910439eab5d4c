"""`sign` as a script uses it: every level and format, and why nothing is written."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pypdf
import pytest

from app.cli import main
from app.eds import algorithms, cms, key_store
from app.stand_ins import pki as stand_in
from app.stand_ins.pki import DEFAULT_PASSWORD, Algorithm, Purpose, Subject
from app.stand_ins.pki_server import PkiServer
from tests.app.eds.levels_bench import CONTENT, DOCTOR

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
AT = ("--at", NOW.isoformat())
BOTH = pytest.mark.parametrize("algorithm", list(Algorithm))


@dataclass
class Desk:
    """A file to be signed, keys, and the services."""

    server: PkiServer
    folder: Path
    out: Callable[[], str]

    @property
    def trust(self) -> tuple[str, ...]:
        names = ("ca", "root", "ca-gost", "root-gost")
        return (
            "--trust",
            "test",
            *(w for n in names for w in ("--authority", str(self.server.authority.folder / f"{n}.cer"))),
        )

    @property
    def services(self) -> tuple[str, ...]:
        return ("--tsa", self.server.tsa_url, "--ocsp", self.server.ocsp_url)

    @property
    def signed(self) -> Path:
        return self.folder / "out.cms"

    def key(self, algorithm: Algorithm = Algorithm.RSA, name: str = "doctor", **changes: Any) -> str:
        subject: Subject = replace(DOCTOR, **changes)
        return str(self.server.authority.issue(subject, f"{name}-{algorithm}", algorithm=algorithm))

    def sign(self, key: str, *more: str, file: str = "document") -> tuple[int, dict[str, Any]]:
        words = ["sign", str(self.folder / file), "--p12", key, "--password-file", str(self.folder / "password")]
        code = main([*words, "--out", str(self.signed), "--json", *more])
        answer: dict[str, Any] = json.loads(self.out().splitlines()[-1])
        return code, answer

    def verify(self, *more: str) -> dict[str, Any]:
        main(["verify", str(self.signed), "--json", "--offline", *self.trust, *AT, *more])
        answer: dict[str, Any] = json.loads(self.out().splitlines()[-1])
        return answer


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PkiServer]:
    with stand_in.serve(tmp_path_factory.mktemp("services"), clock=lambda: NOW) as running:
        yield running


@pytest.fixture
def desk(server: PkiServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Desk]:
    (tmp_path / "document").write_bytes(CONTENT)
    (tmp_path / "password").write_text(DEFAULT_PASSWORD)
    yield Desk(server, tmp_path, lambda: capsys.readouterr().out)
    server.set_faults({"tsp": "", "ocsp": "", "crl": ""})


@BOTH
@pytest.mark.parametrize("level", ["B", "T", "LT", "LTA"])
@pytest.mark.clause("27.9")
@pytest.mark.clause("27.12")
def test_every_level_is_reached_and_confirmed(desk: Desk, algorithm: Algorithm, level: str) -> None:
    code, answer = desk.sign(desk.key(algorithm), "--level", level, *desk.services, *desk.trust, *AT)
    assert (code, answer["level"], answer["outside_window"]) == (0, f"CAdES-{level}", False)
    assert cms.read(desk.signed.read_bytes()).content == CONTENT
    report = desk.verify()
    assert (report["claimed_level"], report["verified_level"]) == (f"CAdES-{level}",) * 2
    assert report["verdict"] == ("GENUINE" if level.startswith("LT") else "NOT CONFIRMED")


def test_a_gost_signature_has_stamps_of_the_gost_service_where_asked(desk: Desk) -> None:
    asked = ("--level", "LTA", "--tsa-hash", "gost", *desk.services, *desk.trust, *AT)
    assert desk.sign(desk.key(Algorithm.GOST), *asked)[0] == 0
    report = desk.verify()
    assert (report["verdict"], report["verified_level"]) == ("GENUINE", "CAdES-LTA")
    signer = cms.read(desk.signed.read_bytes()).signers[0]
    for attribute in (cms.SIGNATURE_TIME_STAMP, cms.ARCHIVE_TIME_STAMP_V3):
        (token,) = signer.unsigned(attribute)
        assert cms.read(token).signers[0].signature_algorithm == algorithms.GOST_2015


def test_detached_is_asked_for_and_a_stamp_follows_from_its_address(desk: Desk) -> None:
    code, answer = desk.sign(desk.key(), "--detached", "--tsa", desk.server.tsa_url, *desk.trust, *AT)
    assert (code, answer["level"], answer["time_stamp_time"]) == (0, "CAdES-T", NOW.isoformat())
    assert cms.read(desk.signed.read_bytes()).content is None
    assert desk.verify("--content", str(desk.folder / "document"))["verified_level"] == "CAdES-T"


def test_a_list_serves_where_ocsp_is_away(desk: Desk) -> None:
    desk.server.set_faults({"ocsp": "busy"})
    lists = ("--crl", desk.server.crl_url(), "--delta-crl", desk.server.crl_url(delta=True))
    code, answer = desk.sign(desk.key(), "--level", "LT", *desk.services, *lists, *desk.trust, *AT)
    assert (code, answer["level"]) == (0, "CAdES-LT")
    assert desk.verify()["verdict"] in {"GENUINE", "WITH WARNINGS"}


@pytest.mark.parametrize(
    ("faults", "code"),
    [
        ({"tsp": "drop"}, "tsa-unreachable"),
        ({"tsp": "busy"}, "tsa-refused"),
        ({"tsp": "broken"}, "tsa-token"),
        ({"tsp": "expired"}, "tsa-token"),
        ({"ocsp": "drop"}, "revocation-unreachable"),
        ({"ocsp": "broken"}, "revocation-garbage"),
        ({"ocsp": "unauthorized"}, "revocation-garbage"),
        ({"ocsp": "unknown"}, "level-invalid"),  # nor was the time-stamp authority ever issued
    ],
)
def test_where_a_service_fails_nothing_is_written(desk: Desk, faults: dict[str, str], code: str) -> None:
    desk.server.set_faults(faults)
    desk.signed.write_bytes(b"what was there before")
    exit_code, answer = desk.sign(desk.key(), "--level", "LT", *desk.services, *desk.trust, *AT)
    assert (exit_code, answer["event"], answer["reason"]) == (1, "refused", code)
    assert desk.signed.read_bytes() == b"what was there before"
    assert {one.name for one in desk.folder.iterdir()} == {"document", "password", "out.cms"}


@pytest.mark.clause("27.11")
def test_a_revoked_key_signs_nothing(desk: Desk) -> None:
    key = desk.key(name="revoked", valid_for=timedelta(days=300))
    with key_store.find("pkcs12").open(key, DEFAULT_PASSWORD) as opened:
        desk.server.authority.revoke(opened.certificate, NOW - timedelta(days=3), "superseded")
    code, answer = desk.sign(key, "--level", "LT", *desk.services, *desk.trust, *AT)
    assert (code, answer["reason"], answer["check"]) == (1, "certificate-revoked", "R3")
    assert not desk.signed.exists()


@pytest.mark.clause("27.11")
@pytest.mark.parametrize(
    ("changes", "more", "code"),
    [
        ({"purpose": Purpose.AUTHENTICATE}, (), "certificate-authentication-only"),
        ({"valid_from": timedelta(days=-800)}, (), "certificate-expired"),
        ({"valid_from": timedelta(days=2)}, (), "certificate-not-yet-valid"),
        ({}, ("--level", "T"), "tsa-missing"),
        ({}, ("--format", "xml", "--level", "LT"), "level-format"),
    ],
    ids=["login key", "expired", "not yet valid", "no time-stamp authority", "a level the format has not"],
)
def test_what_the_rules_forbid_is_refused_before_signing(
    desk: Desk, changes: dict[str, Any], more: tuple[str, ...], code: str
) -> None:
    exit_code, answer = desk.sign(desk.key(name=code, **changes), *more, *desk.trust, *AT)
    assert (exit_code, answer["reason"]) == (1, code)
    assert not desk.signed.exists()


def test_a_test_key_signs_nothing_under_real_trust_and_nothing_is_back_dated(desk: Desk) -> None:
    assert desk.sign(desk.key(), "--trust", "production")[1]["reason"] == "certificate-unknown-authority"
    assert desk.sign(desk.key(), "--trust", "production", *AT)[1]["reason"] == "at-needs-test-trust"
    assert not desk.signed.exists()


@pytest.mark.clause("27.9")
def test_a_second_signer_joins_the_container(desk: Desk) -> None:
    desk.sign(desk.key(), "--level", "LT", *desk.services, *desk.trust, *AT)
    first = desk.signed.rename(desk.folder / "first.cms")
    joined = ("--add-to", str(first), "--level", "LT", *desk.services, *desk.trust, *AT)
    code, answer = desk.sign(desk.key(Algorithm.GOST, "colleague"), *joined)
    assert (code, answer["signers"], answer["level"]) == (0, 2, "CAdES-LT")
    report = desk.verify()
    assert [one["verdict"] for one in report["signers"]] == ["GENUINE", "GENUINE"]
    (desk.folder / "other").write_bytes(CONTENT + b" ")
    code, answer = desk.sign(desk.key(), *joined, file="other")
    assert (code, answer["reason"]) == (1, "add-to-unsuitable")


def test_xml_is_signed_inside(desk: Desk) -> None:
    (desk.folder / "message.xml").write_text("<message><text>Қабылдау</text></message>", encoding="utf-8")
    code, answer = desk.sign(desk.key(Algorithm.GOST), "--format", "xml", *desk.trust, *AT, file="message.xml")
    assert (code, answer["level"]) == (0, "CAdES-B")
    assert desk.signed.read_bytes().count(b"<ds:Signature ") == 1
    assert {one["result"] for one in desk.verify()["checks"] if one["code"][0] in "CI"} <= {"PASS", "WARN"}


@pytest.mark.parametrize("name", ["GOST512", "RSA256"])
def test_public_test_keys_of_the_nca_sign(desk: Desk, shared_samples: Path, name: str) -> None:
    """Keys that everybody may use, under the test authorities that everybody knows."""
    found = sorted((shared_samples / "eds").rglob(f"{name}_*.p12"))
    (desk.folder / "password").write_text("Qwerty12")
    for file in found[:2]:
        with key_store.find("pkcs12").open(str(file), "Qwerty12") as opened:
            begun = opened.certificate.not_before + timedelta(days=1)
        at = ("--trust", "test", "--at", begun.isoformat())
        code, answer = desk.sign(str(file), *at)
        assert code == 0, answer
        main(["verify", str(desk.signed), "--json", "--offline", *at])
        report = json.loads(desk.out().splitlines()[-1])
        assert (report["verdict"], report["verified_level"]) == ("NOT CONFIRMED", "CAdES-B")


def test_a_pdf_is_signed_inside_with_an_rsa_key(desk: Desk) -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(300, 300)
    writer.write(desk.folder / "report.pdf")
    asked = ("--format", "pdf", "--tsa", desk.server.tsa_url, *desk.trust, *AT)
    code, answer = desk.sign(desk.key(), *asked, file="report.pdf")
    assert (code, answer["level"]) == (0, "CAdES-T")
    assert desk.verify()["time_stamp_time"] == NOW.isoformat()
    code, answer = desk.sign(desk.key(Algorithm.GOST), *asked, file="report.pdf")
    assert (code, answer["reason"]) == (1, "pdf-gost")

"""`verify` as a script and as a person sees it: any form of file, every verdict with its exit code."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from app.eds import cms
from app.stand_ins.pki_server import PkiServer
from tests.app.eds.checklist_bench import CONTENT, Bench, Making, assembled, broken, in_signed_data, spoilt

AT = "2026-11-23T10:00:00+05:00"  # an hour after the signing


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("command"))


@pytest.fixture(scope="module")
def signed(bench: Bench) -> bytes:
    key = bench.key()
    pieces = tuple(map(in_signed_data, bench.evidence(key.certificate)))
    return bench.stamped(bench.signed(key, Making(revocation=pieces)))


Verify = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def verify(bench: Bench, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Verify:
    """`verify FILE --json` under the authorities of the bench; exit code and answer."""
    (tmp_path / "content").write_bytes(CONTENT)
    authorities: list[str] = []
    for number, der in enumerate(bench.authority.anchors):
        (tmp_path / f"{number}.cer").write_bytes(der)
        authorities += ["--authority", str(tmp_path / f"{number}.cer")]

    def run(file: bytes, *more: str, content: bool = True) -> tuple[int, dict[str, Any]]:
        (tmp_path / "signed").write_bytes(file)
        beside = ["--content", str(tmp_path / "content")] if content else []
        words = ["verify", str(tmp_path / "signed"), *beside, "--json", "--offline", "--trust", "test", *authorities]
        code = main([*words, *([] if "--at" in more else ["--at", AT]), *more])
        answer: dict[str, Any] = json.loads(capsys.readouterr().out.splitlines()[-1])
        return code, answer

    return run


def _reasons(answer: dict[str, Any]) -> dict[str, str]:
    return {check["code"]: check["reason"] for check in answer["checks"] if check["result"] != "PASS"}


@pytest.mark.clause("27.11")
def test_a_report_names_levels_signer_and_every_row(verify: Verify, signed: bytes) -> None:
    code, answer = verify(signed)
    assert (code, answer["verdict"], answer["form"]) == (0, "GENUINE", "cms")
    assert (answer["claimed_level"], answer["verified_level"]) == ("CAdES-LT", "CAdES-LT")
    assert answer["signer_number"] == "IIN850101300015"
    assert answer["rules_version"]
    assert {"code": "I1", "result": "PASS", "reason": ""} in answer["checks"]
    assert "signers" not in answer


def test_every_wrapping_of_a_container_is_the_same_file(verify: Verify, signed: bytes) -> None:
    text = base64.encodebytes(signed).decode()
    for wrapped in (
        f"-----BEGIN CMS-----\n{text}-----END CMS-----\n",
        f"-----BEGIN PKCS7-----\r\n{text}-----END PKCS7-----",
        text,
        text.replace("\n", ""),
    ):
        code, answer = verify(wrapped.encode())
        assert (code, answer["verdict"]) == (0, "GENUINE")


def test_each_verdict_has_its_exit_code(verify: Verify, bench: Bench, signed: bytes, tmp_path: Path) -> None:
    altered = bytearray(signed)
    altered[signed.index(cms.read(signed).signers[0].signature) + 9] ^= 1
    code, answer = verify(bytes(altered))
    assert (code, answer["verdict"], _reasons(answer)["I3"]) == (1, "INVALID", "signature-wrong")
    plain = bench.stamped(bench.signed())
    code, answer = verify(plain)
    assert (code, answer["verdict"], _reasons(answer)["R5"]) == (1, "NOT CONFIRMED", "offline")
    pieces = []
    for number, one in enumerate(bench.evidence(bench.key().certificate)):
        (tmp_path / f"{number}.evidence").write_bytes(one.der)
        pieces += ["--evidence", str(tmp_path / f"{number}.evidence")]
    code, answer = verify(plain, *pieces)
    assert (code, answer["verdict"], answer["verified_level"]) == (0, "GENUINE", "CAdES-T")
    code, answer = verify(plain, *pieces[:4])
    assert (code, answer["verdict"], _reasons(answer)) == (0, "WITH WARNINGS", {"R2": "no-revocation-evidence"})
    code, answer = verify(signed, "--at", "2040-01-01")
    assert (code, answer["verdict"], _reasons(answer)["L1"]) == (1, "NOT CONFIRMED", "expired-without-renewal")
    code, answer = verify(b"no signature at all")
    assert (code, answer["verdict"], _reasons(answer)) == (1, "INVALID", {"C1": "not-signed"})


def test_several_signers_stand_one_by_one_and_the_worst_on_top(verify: Verify, bench: Bench) -> None:
    good = bench.key()
    login = bench.key(spoilt(serial_number=77, key_usage=frozenset({"digital_signature", "key_encipherment"})))
    making = Making(revocation=tuple(map(in_signed_data, bench.evidence(good.certificate))))
    container = assembled([(good, making), (login, Making()), (good, Making(signature=broken))], making)
    code, answer = verify(container)
    assert (code, answer["verdict"], len(answer["signers"])) == (1, "INVALID", 3)
    assert sorted(_reasons(one).get("I3", _reasons(one).get("P1", "")) for one in answer["signers"]) == [
        "", "not-for-signing", "signature-wrong",
    ]  # fmt: skip


def test_a_person_reads_sentences_in_the_language_asked_for(
    signed: bytes, bench: Bench, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "signed").write_bytes(signed)
    (tmp_path / "content").write_bytes(CONTENT)
    words = ["verify", str(tmp_path / "signed"), "--content", str(tmp_path / "content"), "--offline", "--at", AT]
    assert main([*words, "--language", "kk"]) == 1
    shown = capsys.readouterr().out
    assert "ШЫНАЙЫ ЕМЕС" in shown
    assert "V1  ✗  Куәлікті сенімді орталық берген: белгісіз орталық" in shown
    assert main([*words, "--language", "ru"]) == 1
    assert "V1  ✗  Сертификат выдан доверенным центром: неизвестный центр" in capsys.readouterr().out


def test_what_cannot_be_used_is_refused_with_a_sentence(
    verify: Verify, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "junk").write_bytes(b"junk")
    code, answer = verify(b"", "--evidence", str(tmp_path / "junk"))
    assert (code, answer["reason"]) == (1, "evidence-unreadable")
    code, answer = verify(b"", "--evidence", str(tmp_path / "nowhere"))
    assert (code, answer["reason"]) == (1, "file-missing")
    code, answer = verify(b"")
    assert (code, answer["verdict"]) == (1, "INVALID")


def test_samples_by_their_paths(shared_samples: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    samples = shared_samples / "eds"
    (tmp_path / "content").write_bytes(b"test123")
    for words, verdict in (
        (["cms/individual_attached.der"], "NOT CONFIRMED"),
        (["cms/ncanode_signed_detached_cms.der", "--content", str(tmp_path / "content")], "INVALID"),
        (["rsa-gost2004-set/personal_active_RSA256_11c707bd54cbfcccb3815e39c4eb57b1dc7dfea9.xml"], "INVALID"),
    ):
        assert main(["verify", str(samples / words[0]), *words[1:], "--trust", "test", "--offline", "--json"]) == 1
        answer = json.loads(capsys.readouterr().out)
        assert answer["verdict"] == verdict, _reasons(answer)


@pytest.fixture(scope="module")
def today(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Bench, PkiServer]]:
    """The same authority by the clock of this computer, with its services on loopback."""
    bench = Bench(tmp_path_factory.mktemp("today"), moment=datetime.now(UTC))
    server = PkiServer(bench.authority, lambda: datetime.now(UTC))
    server.start()
    yield bench, server
    server.stop()


def _online(bench: Bench, folder: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, dict[str, Any]]:
    now = datetime.now(UTC)
    (folder / "signed").write_bytes(bench.stamped(bench.signed(making=Making(signing_time=now)), at=now))
    (folder / "content").write_bytes(CONTENT)
    words = ["verify", str(folder / "signed"), "--content", str(folder / "content"), "--json", "--trust", "test"]
    for number, der in enumerate(bench.authority.anchors):
        (folder / f"{number}.cer").write_bytes(der)
        words += ["--authority", str(folder / f"{number}.cer")]
    code = main([*words, *more])
    return code, json.loads(capsys.readouterr().out.splitlines()[-1])


def test_missing_evidence_is_asked_for(
    today: tuple[Bench, PkiServer], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bench, server = today
    code, answer = _online(bench, tmp_path, capsys, "--ocsp", server.ocsp_url)
    assert (code, answer["verdict"], _reasons(answer)) == (0, "GENUINE", {})
    bench.authority.revoke(bench.key().certificate, datetime.now(UTC) - timedelta(hours=1), "key_compromise")
    code, answer = _online(bench, tmp_path, capsys, "--ocsp", server.ocsp_url)
    assert (code, answer["verdict"], _reasons(answer)["R3"]) == (1, "INVALID", "key-compromised")
    assert answer["revocation_reason"] == "key_compromise"


@pytest.mark.parametrize(
    ("address", "reason"), [("http://127.0.0.1:9", "revocation-unreachable"), ("", "revocation-nowhere")]
)
def test_who_does_not_answer_leaves_it_unconfirmed_and_says_why(
    today: tuple[Bench, PkiServer], tmp_path: Path, capsys: pytest.CaptureFixture[str], address: str, reason: str
) -> None:
    code, answer = _online(today[0], tmp_path, capsys, *(["--ocsp", address] if address else []))
    assert (code, answer["verdict"], _reasons(answer)["R5"]) == (1, "NOT CONFIRMED", reason)
    code, answer = _online(today[0], tmp_path, capsys, "--offline")
    assert _reasons(answer)["R5"] == "offline"


def test_an_answer_that_is_wrong_is_not_passed_over(
    today: tuple[Bench, PkiServer], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bench, server = today
    code, answer = _online(bench, tmp_path, capsys, "--ocsp", f"{server.ocsp_url}?fault=broken")
    assert (code, answer["verdict"], _reasons(answer)["R5"]) == (1, "NOT CONFIRMED", "revocation-garbage")

"""Second opinions on evidence: OpenSSL as responder, as time-stamp authority, as reader of lists."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.x509 import ExtendedKeyUsage, ReasonFlags
from cryptography.x509.oid import ExtendedKeyUsageOID

from app.domain.signature import Result
from app.eds import crl, ocsp, tsp
from app.eds.revocation import Status
from app.eds.trust import Environment, TrustList
from app.eds.tsp import TimeStampFailed
from tests.app.eds.revocation_authority import FOREVER, RevocationAuthority, authority_of, key, of_file

PEM = serialization.Encoding.PEM
NCA_RSA_POLICY = "1.2.398.3.3.2.6.2"


@pytest.fixture(scope="module")
def ours() -> RevocationAuthority:
    return RevocationAuthority()


def _written(folder: Path, ours: RevocationAuthority, signer: Any, key_name: str) -> None:
    (folder / "ca.pem").write_bytes(ours.x509.public_bytes(PEM))
    (folder / "signer.pem").write_bytes(signer.public_bytes(PEM))
    plain = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "signer.key").write_bytes(key(key_name).private_bytes(PEM, *plain))


@pytest.mark.parametrize(
    ("row", "status", "reason"),
    [
        ("V\t{end}\t\t{serial}\tunknown\t/CN=doctor\n", Status.GOOD, ""),
        ("R\t{end}\t250101000000Z,superseded\t{serial}\tunknown\t/CN=doctor\n", Status.REVOKED, "superseded"),
        ("R\t{end}\t250101000000Z,keyCompromise\t{serial}\tunknown\t/CN=doctor\n", Status.REVOKED, "key_compromise"),
        ("", Status.UNKNOWN, ""),
    ],
)
def test_openssl_answers_our_request(
    ours: RevocationAuthority, tmp_path: Path, openssl: Callable[..., Any], row: str, status: Status, reason: str
) -> None:
    subject, nonce = ours.subject(), b"0123456789abcdef"
    _written(tmp_path, ours, ours.responder(), "responder")
    serial = f"{subject.serial_number:X}"
    serial = serial if len(serial) % 2 == 0 else f"0{serial}"
    (tmp_path / "index.txt").write_text(row.format(end=f"{FOREVER:%Y%m%d%H%M%S}Z", serial=serial))
    (tmp_path / "request").write_bytes(ocsp.request(subject, ours.authority, nonce=nonce))
    said = openssl(
        "ocsp", "-index", tmp_path / "index.txt", "-CA", tmp_path / "ca.pem", "-rsigner", tmp_path / "signer.pem",
        "-rkey", tmp_path / "signer.key", "-reqin", tmp_path / "request", "-respout", tmp_path / "answer",
    )  # fmt: skip
    assert said.returncode == 0, said.stderr
    finding = ocsp.examine((tmp_path / "answer").read_bytes(), subject, ours.authority, nonce=nonce)
    assert (finding.status, finding.reason, finding.authentic) == (status, reason, True)
    if status is Status.REVOKED:
        assert finding.revoked_at == datetime(2025, 1, 1, tzinfo=UTC)


def test_openssl_stamps_what_our_client_asks(
    ours: RevocationAuthority, tmp_path: Path, openssl: Callable[..., Any]
) -> None:
    purposes = ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    stamping = ours.certificate("stamping", "responder", extensions=((purposes, True),))
    _written(tmp_path, ours, stamping, "responder")
    (tmp_path / "serial").write_text("01")
    (tmp_path / "ts.cnf").write_text(
        f"[tsa]\ndefault_tsa = t\n[t]\nserial = {tmp_path}/serial\nsigner_digest = sha256\ndefault_policy = 1.2.3.4\n"
        f"other_policies = {NCA_RSA_POLICY}\ndigests = sha256, sha512\naccuracy = secs:1\nordering = yes\n"
        "ess_cert_id_alg = sha1\n"
    )
    trusted = TrustList(Environment.TEST, (ours.authority,))
    imprint, nonce = hashlib.sha256(b"signature").digest(), (1 << 62) + 5

    def stamped(policy: str) -> bytes:
        (tmp_path / "request").write_bytes(tsp.request(imprint, nonce, policy=policy))
        said = openssl(
            "ts", "-reply", "-config", tmp_path / "ts.cnf", "-queryfile", tmp_path / "request", "-inkey",
            tmp_path / "signer.key", "-signer", tmp_path / "signer.pem", "-out", tmp_path / "reply",
        )  # fmt: skip
        assert said.returncode == 0, said.stderr
        return (tmp_path / "reply").read_bytes()

    for policy in ("", NCA_RSA_POLICY):
        token = tsp.token_of(stamped(policy), imprint, nonce, policy=policy)
        report = tsp.examine(token, b"signature", trusted)
        assert [check.result for check in report.checks] == [Result.PASS] * 3, report.checks
    for changed in ({"imprint": bytes(32)}, {"nonce": -nonce}, {"policy": "1.2.3.5"}):
        asked: dict[str, Any] = {"imprint": imprint, "nonce": nonce, **changed}
        with pytest.raises(TimeStampFailed, match=r"^tsa-(imprint|nonce|garbage)"):
            tsp.token_of(stamped(NCA_RSA_POLICY), **asked)
    with pytest.raises(TimeStampFailed, match=r"^tsa-refused"):
        tsp.token_of(stamped("1.2.3.9"), imprint, nonce, policy="1.2.3.9")


def test_openssl_verifies_and_reads_the_lists_that_we_read(
    ours: RevocationAuthority, shared_samples: Path, tmp_path: Path, openssl: Callable[..., Any]
) -> None:
    samples = shared_samples / "eds"
    real = (samples / "crl" / "ncanode_nca_rsa_test.crl").read_bytes()
    issuer = of_file((samples / "certs" / "nca_rsa_test.crt").read_bytes())
    made = ours.list_of({number * 97: ReasonFlags.superseded for number in range(1, 30)})
    for whole, ca, authority in (
        (real, (samples / "certs" / "nca_rsa_test.crt").read_bytes(), authority_of(issuer)),
        (made, ours.x509.public_bytes(PEM), ours.authority),
        (ours.list_of({}, by_key="somebody"), ours.x509.public_bytes(PEM), ours.authority),
    ):
        (tmp_path / "list.crl").write_bytes(whole)
        (tmp_path / "list.pem").write_bytes(ca)
        said = openssl(
            "crl", "-inform", "DER", "-in", tmp_path / "list.crl", "-noout", "-text", "-CAfile", tmp_path / "list.pem"
        )
        read = crl.read(whole)
        assert ("verify OK" in said.stderr) == (crl.is_signed(read, authority) is None), said.stderr
        assert said.stdout.count("Serial Number:") == sum(1 for _ in crl.entries(read))
        for entry in crl.entries(read):
            assert f"{int.from_bytes(entry.serial, 'big'):X}" in said.stdout


def test_a_request_for_the_gost_key_of_the_authority(tmp_path: Path, openssl: Callable[..., Any]) -> None:
    """Streebog-512 and policy .6.4: what the production authority stamps with GOST."""
    asked = tsp.request(bytes(64), 1 << 62, digest_algorithm="1.2.398.3.10.1.3.3", policy="1.2.398.3.3.2.6.4")
    (tmp_path / "request").write_bytes(asked)
    shown = openssl("ts", "-query", "-in", tmp_path / "request", "-text").stdout
    assert bytes.fromhex("2a830e030a010303") in asked
    for expected in ("Policy OID: 1.2.398.3.3.2.6.4", "Certificate required: yes"):
        assert expected in shown


def test_the_recorded_token_of_the_old_authority(shared_samples: Path) -> None:
    """GOST 34.310-2004, ESS version 1, policy .6.1; its imprint is SHA-1, which proves nothing any more."""
    samples = shared_samples / "eds"
    issuer = authority_of(of_file((samples / "certs" / "nca_gost_test.crt").read_bytes()))
    token, moment = tsp.token_in((samples / "tsp" / "tsp_response.bin").read_bytes())
    assert token == (samples / "tsp" / "tsp_token.bin").read_bytes()
    assert moment == datetime(2022, 9, 18, 13, 20, 14, tzinfo=UTC)
    report = tsp.examine(token, b"", TrustList(Environment.TEST, (issuer,)))
    assert [(check.code, check.result, check.reason) for check in report.checks] == [
        ("T2", Result.PASS, ""), ("T3", Result.FAIL, "algorithm"), ("T4", Result.PASS, ""),
    ]  # fmt: skip

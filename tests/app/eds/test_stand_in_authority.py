"""The test authority is one that others believe too: openssl reads its certificates, lists, answers and key files."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import urllib3
from asn1crypto import crl
from cryptography import x509
from cryptography.x509 import ocsp

from app.domain.identity import Iin, PersonName
from app.domain.signature import Result
from app.eds import algorithms, asn1, certificate, der, trust, tsp
from app.eds.verification import chain
from app.stand_ins import pki as stand_in
from app.stand_ins import pki_certificates as certificates
from app.stand_ins import pki_crls, pki_ocsp
from app.stand_ins.pki import Algorithm, Place, Purpose, Role, StandInAuthority, Subject
from app.stand_ins.pki_server import PkiServer

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
SUBJECT = Subject(PersonName("Сәрсен", "Дана", "Ерланқызы"), Iin("850101300015"))


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> StandInAuthority:
    made = StandInAuthority(tmp_path_factory.mktemp("authority"), NOW)
    (made.folder / "anchors.pem").write_text("".join(map(_pem, made.anchors)))
    (made.folder / "ca.pem").write_text(_pem(made.anchors[0]))
    return made


@pytest.fixture(scope="module")
def server(authority: StandInAuthority) -> Iterator[PkiServer]:
    with stand_in.serve(authority.folder, clock=lambda: NOW) as running:
        yield running


def _pem(certificate_der: bytes, label: str = "CERTIFICATE") -> str:
    return f"-----BEGIN {label}-----\n{base64.encodebytes(certificate_der).decode()}-----END {label}-----\n"


def _at(moment: datetime) -> tuple[str, str]:
    return "-attime", str(int(moment.timestamp()))


@pytest.mark.parametrize("role", list(Role))
def test_every_kind_of_certificate_holds_in_openssl(
    authority: StandInAuthority, openssl: Callable[..., Any], role: Role
) -> None:
    own = authority.key(replace(SUBJECT, role=role), "any").certificate
    (authority.folder / "any.pem").write_text(_pem(own.der))
    checked = openssl(
        "verify", "-x509_strict", *_at(NOW), "-CAfile", authority.folder / "anchors.pem", authority.folder / "any.pem"
    )
    assert checked.returncode == 0, checked.stderr
    assert certificate.view(own).role == {"sole-proprietor": "individual"}.get(role, role)


def test_the_key_file_is_as_the_national_authority_writes_it(
    authority: StandInAuthority, openssl: Callable[..., Any]
) -> None:
    path = authority.issue(SUBJECT, "nca", "Құпия 1")
    shown = openssl("pkcs12", "-legacy", "-in", path, "-passin", "pass:Құпия 1", "-nodes", "-info")
    for said in (
        "MAC: sha1, Iteration 1024",
        "Shrouded Keybag: pbeWithSHA1And3-KeyTripleDES-CBC, Iteration 1024",
        "PKCS7 Encrypted data: pbeWithSHA1And40BitRC2-CBC, Iteration 1024",
    ):
        assert said in shown.stderr
    assert shown.stdout.count("BEGIN CERTIFICATE") == 1
    assert b"\x24\x80" not in path.read_bytes()[:40]  # DER outside
    assert b"\xa0\x80\x30\x80\x02\x01\x00" in path.read_bytes()  # BER inside


@pytest.mark.parametrize(
    ("changes", "failure"),
    [
        ({"not_after": NOW - timedelta(days=1)}, ("V2", "expired")),
        ({"not_before": NOW + timedelta(days=1)}, ("V2", "not-yet-valid")),
        ({"wrong_signature": True}, ("V1", "not-signed-by-authority")),
        ({"issuer": certificates.name(((certificates.COMMON_NAME, "TEST"),))}, ("V1", "unknown-authority")),
        ({"is_authority": True}, ("V3", "authority-certificate")),
        (
            {"extensions": (certificates.Extension("1.2.3.4", der.NULL, critical=True),)},
            ("V4", "unknown-critical-extension"),
        ),
    ],
    ids=["expired", "not yet valid", "wrong signature", "other issuer", "an authority", "unknown critical extension"],
)
def test_every_property_of_a_certificate_can_be_spoilt(
    authority: StandInAuthority, changes: dict[str, Any], failure: tuple[str, str]
) -> None:
    own = authority.key(SUBJECT, "spoilt", changed=lambda one: replace(one, **changes)).certificate
    checks = chain.checks(own, trust.of_test(authority.anchors), NOW)
    assert next((one.code, one.reason) for one in checks if one.result is Result.FAIL) == failure


def test_a_certificate_keeps_its_number_when_the_authority_starts_again(authority: StandInAuthority) -> None:
    again = StandInAuthority(authority.folder, NOW)
    assert again.key(SUBJECT, "same").certificate.der == authority.key(SUBJECT, "same").certificate.der
    assert again.stamping_key().certificate.der == authority.stamping_key().certificate.der


def test_openssl_finds_the_revoked_one_by_base_and_by_delta(
    authority: StandInAuthority, openssl: Callable[..., Any], tmp_path: Path
) -> None:
    """Revoked yesterday: the base has it. Revoked this minute: the delta alone has it, which names its base."""

    def with_points(one: certificates.Template) -> certificates.Template:
        return replace(one, crl_address="http://127.0.0.1/ca.crl", delta_crl_address="http://127.0.0.1/d.crl")

    for name, revoked_at, found_by in (("base", NOW - timedelta(days=1), 0), ("delta", NOW - timedelta(minutes=3), 1)):
        own = authority.key(SUBJECT, f"revoked-{name}", changed=with_points).certificate
        authority.revoke(own, revoked_at, "key_compromise")
        lists = [pki_crls.revocation_list(authority, authority.issuer(), NOW, delta=delta) for delta in (False, True)]
        root = pki_crls.revocation_list(authority, authority.issuer(place=Place.ROOT), NOW)
        assert [x509.load_der_x509_crl(one).get_revoked_certificate_by_serial_number(own.serial_number) is not None
                for one in lists] == [found_by == 0, found_by == 1]  # fmt: skip
        (tmp_path / "own.pem").write_text(_pem(own.der))
        (tmp_path / "crls.pem").write_text("".join(_pem(one, "X509 CRL") for one in (*lists, root)))
        checked = openssl(
            "verify", *_at(NOW), "-CAfile", authority.folder / "anchors.pem", "-CRLfile", tmp_path / "crls.pem",
            "-crl_check_all", "-use_deltas", "-extended_crl", tmp_path / "own.pem",
        )  # fmt: skip
        assert "certificate revoked" in checked.stderr


def _asked(authority: StandInAuthority, openssl: Callable[..., Any], own: Path, fault: str = "") -> Any:
    """What openssl says about an answer to its own request."""
    folder = authority.folder
    named = ("-sha256", "-issuer", folder / "ca.pem", "-cert", own)
    assert openssl("ocsp", *named, "-no_nonce", "-reqout", folder / "request").returncode == 0
    answer = pki_ocsp.Responding(authority, lambda: datetime.now(UTC)).answer((folder / "request").read_bytes(), fault)
    (folder / "answer").write_bytes(answer)
    return openssl(
        "ocsp", *named, "-reqin", folder / "request", "-no_nonce", "-respin", folder / "answer",
        "-CAfile", folder / "anchors.pem", *_at(NOW),
    )  # fmt: skip


def test_openssl_believes_the_responder(authority: StandInAuthority, openssl: Callable[..., Any]) -> None:
    own = authority.key(SUBJECT, "asked").certificate
    path = authority.folder / "asked.pem"
    path.write_text(_pem(own.der))
    good = _asked(authority, openssl, path)
    assert ("Response verify OK" in good.stderr, ": good" in good.stdout) == (True, True)
    never = _asked(authority, openssl, path, "unknown")
    assert "Revocation Time: Jan  1 00:00:00 1970 GMT" in never.stdout
    assert "certificateHold" in never.stdout
    authority.revoke(own, datetime(2026, 11, 1, tzinfo=UTC), "superseded")
    assert ": revoked" in _asked(authority, openssl, path).stdout
    for fault in ("broken", "not-responder", "foreign-serial"):
        refused = _asked(authority, openssl, path, fault)
        assert "Response verify OK" not in refused.stderr or "No Status found" in refused.stdout, fault


def test_the_root_answers_for_the_issuing_authority(authority: StandInAuthority) -> None:
    subject, issuer = (x509.load_der_x509_certificate(one) for one in authority.anchors[:2])
    from cryptography.hazmat.primitives import hashes, serialization

    nonce = x509.OCSPNonce(b"\x04\x10" + bytes(range(16)))
    asked = ocsp.OCSPRequestBuilder().add_certificate(subject, issuer, hashes.SHA1()).add_extension(nonce, False)
    request = asked.build().public_bytes(serialization.Encoding.DER)
    responding = pki_ocsp.Responding(authority, lambda: NOW)
    read, other = (ocsp.load_der_ocsp_response(responding.answer(request, fault)) for fault in ("", "wrong-nonce"))
    assert read.extensions.get_extension_for_class(x509.OCSPNonce).value == nonce
    assert other.extensions.get_extension_for_class(x509.OCSPNonce).value != nonce
    assert read.response_status is ocsp.OCSPResponseStatus.SUCCESSFUL
    assert read.certificate_status is ocsp.OCSPCertStatus.GOOD
    assert (read.next_update_utc, read.this_update_utc) == (None, NOW)


def _post(url: str, body: dict[str, Any]) -> dict[str, Any]:
    with urllib3.PoolManager(retries=False) as connections:
        answer = connections.request("POST", url, json=body)
    assert answer.status == 200, answer.data
    read: dict[str, Any] = json.loads(answer.data)
    return read


def test_the_server_serves_lists_and_answers_and_revokes_on_request(server: PkiServer) -> None:
    issued = _post(
        f"{server.url}/issue",
        {"surname": "Ким", "given": "Олег", "iin": "900202400022", "purpose": Purpose.AUTHENTICATE, "policies": []},
    )
    own = x509.load_der_x509_certificate(base64.b64decode(issued["certificate"]))
    _post(f"{server.url}/revoke", {"serial": issued["serial"], "reason": "key_compromise"})
    with urllib3.PoolManager(retries=False) as connections:
        delta = connections.request("GET", server.crl_url(delta=True)).data
        base = connections.request("GET", server.crl_url()).data
        assert connections.request("GET", f"{server.url}/crl/other.crl").status == 404
        _post(f"{server.url}/faults", {"crl": "broken"})
        broken = connections.request("GET", server.crl_url()).data
        _post(f"{server.url}/faults", {"crl": ""})
        assert connections.request("POST", f"{server.url}/faults", json={"crl": "sunshine"}).status == 400
        assert connections.request("POST", f"{server.url}/revoke", json={"serial": "1", "reason": "mood"}).status == 400
        assert connections.request("POST", server.ocsp_url, body=b"no request").data == b"\x30\x03\x0a\x01\x01"
    assert x509.load_der_x509_crl(delta).get_revoked_certificate_by_serial_number(own.serial_number) is not None
    issuer = x509.load_der_x509_certificate(server.authority.anchors[0]).public_key()
    assert x509.load_der_x509_crl(base).is_signature_valid(issuer)  # type: ignore[arg-type]  # RSA
    assert not x509.load_der_x509_crl(broken).is_signature_valid(issuer)  # type: ignore[arg-type]  # RSA


# --- GOST 34.10-2015: the same authority, other keys ---

_RUSSIAN_KEY = der.sequence(  # id-tc26-gost3410-12-512, paramSetA, Streebog-512: what the engine knows
    der.oid("1.2.643.7.1.1.1.2"), der.sequence(der.oid("1.2.643.7.1.2.1.2.1"), der.oid("1.2.643.7.1.1.2.3"))
)


def _engine_believes(
    openssl: Callable[..., Any], folder: Path, public_key: bytes, message: bytes, signature: bytes
) -> bool:
    """OpenSSL's GOST engine: the key under Russian identifiers, the signature turned round."""
    bits = asn1.PublicKey.load(public_key)["public_key"].dump()
    (folder / "gost.pem").write_text(_pem(der.sequence(_RUSSIAN_KEY, bits), "PUBLIC KEY"))
    (folder / "gost.signature").write_bytes(signature[::-1])
    (folder / "gost.message").write_bytes(message)
    checked = openssl(
        "dgst", "-engine", "gost", "-md_gost12_512", "-verify", folder / "gost.pem", "-signature",
        folder / "gost.signature", folder / "gost.message",
    )  # fmt: skip
    if "gost" in checked.stderr and "not found" in checked.stderr:
        pytest.skip("the GOST engine of openssl is not installed")
    return "Verified OK" in checked.stdout


def test_the_gost_engine_believes_certificates_lists_and_answers(
    authority: StandInAuthority, openssl: Callable[..., Any], tmp_path: Path
) -> None:
    issuer, root = (authority.issuer(Algorithm.GOST, place).key.certificate for place in (Place.ISSUING, Place.ROOT))
    own = authority.key(SUBJECT, "gost", algorithm=Algorithm.GOST).certificate
    for one, above in ((own, issuer), (issuer, root), (root, root)):
        assert _engine_believes(openssl, tmp_path, above.public_key, one.signed_part, one.signature)
        assert not _engine_believes(openssl, tmp_path, above.public_key, one.signed_part + b"\0", one.signature)
    listed = pki_crls.revocation_list(authority, authority.issuer(Algorithm.GOST), NOW, delta=True)
    parsed = crl.CertificateList.load(listed)
    signature = parsed["signature"].native
    assert _engine_believes(openssl, tmp_path, issuer.public_key, parsed["tbs_cert_list"].dump(), signature)


def test_a_gost_certificate_follows_the_profile_of_the_national_authority(authority: StandInAuthority) -> None:
    own = authority.key(SUBJECT, "gost", algorithm=Algorithm.GOST).certificate
    view = certificate.view(own)
    assert (view.algorithm, view.purposes, view.is_test) == ("GOST 34.10-2015 512", ("sign", "authenticate"), True)
    assert own.key_usage == {"digital_signature", "non_repudiation", "key_agreement"}
    assert own.policies == ("1.2.398.3.3.2",)
    assert {one.result for one in chain.checks(own, trust.of_test(authority.anchors), NOW)} == {Result.PASS}


def test_the_gost_time_stamp_authority_stamps_streebog(authority: StandInAuthority, server: PkiServer) -> None:
    """By the hash of the request, or by its policy; what does not fit is refused (RFC 3161 2.4.2)."""
    imprint = algorithms.digest(algorithms.STREEBOG_512, b"signature")

    def answered(policy: str = "", hash_algorithm: str = algorithms.STREEBOG_512) -> Any:
        asked = der.sequence(
            der.integer(1),
            der.sequence(der.sequence(der.oid(hash_algorithm), der.NULL), der.octets(imprint)),
            *([der.oid(policy)] if policy else []),
            der.integer(7),
            der.boolean(True),
        )
        with urllib3.PoolManager(retries=False) as connections:
            return tsp.Response.load(connections.request("POST", server.tsa_url, body=asked).data)

    for policy in ("", "1.2.398.3.3.2.6.4"):
        found = tsp.examine(answered(policy)["token"].dump(), b"signature", trust.of_test(authority.anchors))
        assert [(one.code, one.result) for one in found.checks] == [(code, Result.PASS) for code in ("T2", "T3", "T4")]
        assert found.certificate is not None
        assert found.certificate.key_algorithm == algorithms.GOST_2015_KEY
    for policy, hash_algorithm in (("1.2.398.3.3.2.6.2", algorithms.STREEBOG_512), ("1.2.3", algorithms.SHA512)):
        assert answered(policy, hash_algorithm)["status"]["status"].native == "rejection"

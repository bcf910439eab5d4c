"""Authorities are pinned data; real and test ones never meet."""

from __future__ import annotations

import base64
import json
import ssl
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509 import (
    BasicConstraints,
    CertificateBuilder,
    KeyUsage,
    Name,
    NameAttribute,
)
from cryptography.x509.oid import NameOID

from app.domain.errors import Refused, Unreadable
from app.domain.signature import Check, Result
from app.eds import algorithms, certificate, pkcs12, trust
from app.eds.certificate import Certificate
from app.eds.trust import TrustList
from app.eds.verification import chain

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def _authority(name: str, *, is_authority: bool = True) -> bytes:
    key = rsa.generate_private_key(65537, 2048)
    subject = Name([NameAttribute(NameOID.COMMON_NAME, name)])
    usage = KeyUsage(
        digital_signature=False, content_commitment=False, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=True, crl_sign=True, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    made = (
        CertificateBuilder(subject, subject, key.public_key(), 7, NOW, NOW.replace(year=2036))
        .add_extension(BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    return made.public_bytes(serialization.Encoding.DER)


def test_the_shipped_list_names_the_national_authority_by_key_and_fingerprint() -> None:
    named = {one.sha256: one for one in trust.production().authorities}
    issuer = next(one for one in named.values() if one.name == "ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (GOST) 2022")
    root = named[issuer.issued_by]
    assert root.issued_by == ""
    assert issuer.sha256 == "32c7d233a42703a327f3025543a05b930e3f39a786c68dfa196baa86d5618524"
    assert issuer.key_identifier.hex().startswith("fe30be9f")
    assert root.not_after.year == issuer.not_after.year == 2045
    assert dict(issuer.services)["ocsp"] == "http://ocsp.pki.gov.kz/"
    assert not any(one.root_is_unpublished for one in named.values())


def read_file(path: Path) -> Certificate:
    content = path.read_bytes()
    return certificate.read(ssl.PEM_cert_to_DER_cert(content.decode()) if content.startswith(b"-----") else content)


@pytest.mark.parametrize("listed", [trust.production, trust.of_public_test_keys], ids=["production", "test"])
def test_every_pinned_key_is_that_of_the_published_certificate_and_its_chain_holds(
    listed: Callable[[], TrustList], shared_samples: Path
) -> None:
    files = [
        path for path in (shared_samples / "eds" / "certs").glob("**/*.*") if path.suffix in {".cer", ".crt", ".pem"}
    ]
    published = {one.sha256: one for one in map(read_file, files)}
    authorities = {one.sha256: one for one in listed().authorities}
    assert len(authorities) >= 8
    for authority in authorities.values():
        real = published[authority.sha256]
        assert (authority.subject, authority.public_key, authority.key_algorithm, authority.key_identifier) == (
            real.subject, real.public_key, real.key_algorithm, real.subject_key,
        )  # fmt: skip
        assert (authority.not_before, authority.not_after) == (real.not_before, real.not_after)
        assert authority.source.startswith("http")
        above = authorities[authority.issued_by] if authority.issued_by else authority
        digest = algorithms.agreed_digest(real.signature_algorithm, above.key_algorithm)
        if authority.root_is_unpublished:
            assert real.issuer != real.subject
            continue
        algorithms.verify(above.public_key, digest, real.signature, real.signed_part)


def test_real_and_test_authorities_never_meet() -> None:
    real = {one.sha256 for one in trust.production().authorities}
    for one in trust.production().authorities:
        assert not certificate.says_test(one.name)
    for one in trust.of_public_test_keys().authorities:
        if one.sha256 in real:
            assert one.uses == {"time-stamp"}  # signers with test keys use the real time-stamp authority
        else:
            assert certificate.says_test(one.name)


def test_every_real_certificate_has_its_path(shared_samples: Path) -> None:
    """Keys of the test authority, and the real time-stamp authority of earlier years."""
    folder, known = shared_samples / "eds", trust.of_public_test_keys()
    subjects = [pkcs12.open_file(file.read_bytes(), "Qwerty12").certificate for file in folder.glob("**/*.p12")]
    subjects += [read_file(path) for path in (folder / "certs").glob("*valid*.cer")]
    assert len(subjects) >= 32
    for subject in subjects:
        said = [check for check in chain.checks(subject, known, subject.not_after) if check.result is not Result.PASS]
        assert said in ([], [Check("V1", Result.WARN, "root-unpublished")])
        assert trust.production().path(subject) == ()
    stamping = read_file(folder / "certs" / "prod" / "nca_tsa_2019.cer")
    assert chain.checks(stamping, trust.production(), stamping.not_after)[0].result is Result.PASS


def test_adding_an_accredited_authority_is_adding_a_row(pki: Any) -> None:
    """The row is made from the published certificate, nothing in the program changes."""
    issuer, root = pki.authority.anchors[:2]
    rows = [trust.row(root), trust.row(issuer, issued_by=certificate.read(root).sha256, policies=r"1\.2\.398\.9\.9")]
    shipped = [*json.loads(json.dumps(rows, ensure_ascii=False))]
    listed = trust.from_rows(trust.Environment.TEST, shipped)
    own = pki.key().certificate
    above = listed.path(own)
    assert [one.policies for one in above] == [r"1\.2\.398\.9\.9", trust.NCA_POLICIES]
    assert chain.checks(own, listed, NOW)[0].result is Result.PASS
    with pytest.raises(Refused, match="authority-unusable"):
        trust.row(own.der)


def test_a_test_key_in_a_real_practice_and_a_real_one_in_a_test_practice_are_refused(pki: Any) -> None:
    checks = chain.checks(pki.key().certificate, trust.production(), NOW)
    assert {(check.code, check.reason) for check in checks if check.result is Result.FAIL} == {
        ("V1", "unknown-authority"),
        ("V5", "test"),
    }
    assert trust.in_environment(certificate_is_test=False, practice_is_test=True).reason == "production"


def test_an_authority_that_is_pinned_for_time_stamps_alone_lets_nobody_sign_or_log_in(pki: Any) -> None:
    stamps_alone = tuple(replace(one, uses=frozenset({"time-stamp"})) for one in pki.trusted.authorities)
    checks = chain.checks(pki.key().certificate, replace(pki.trusted, authorities=stamps_alone), NOW)
    assert checks[0] == Check("V1", Result.FAIL, "unknown-authority")


def test_only_an_authority_that_calls_itself_a_test_may_be_added() -> None:
    with pytest.raises(Refused, match="authority-not-test"):
        trust.of_test([_authority("ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ")])
    with pytest.raises(Refused, match="authority-unusable"):
        trust.of_test([_authority("MY TEST CA", is_authority=False)])
    assert trust.of_test([_authority("MY TEST CA")]).authorities[0].name == "MY TEST CA"


def test_a_namesake_with_another_key_is_no_issuer(pki: Any) -> None:
    namesake = _authority("SHIPAGER TEST CA (RSA)")
    own = pki.key().certificate
    assert trust.of_test([namesake]).path(own) == ()
    issuer, root = trust.of_test([namesake, *pki.authority.anchors]).path(own)
    assert (issuer.name, root.name) == ("SHIPAGER TEST CA (RSA)", "SHIPAGER TEST ROOT (RSA)")


def test_an_authority_may_come_in_every_armour(pki: Any) -> None:
    issuer, root = pki.authority.anchors[:2]
    both = "".join(map(ssl.DER_cert_to_PEM_cert, (issuer, root)))
    listed = trust.of_test([issuer, root])
    assert trust.of_test([both.encode()]) == listed
    assert trust.of_test([both.replace("\n", "\r\n").encode()]) == listed
    assert trust.of_test([both.replace("\n", "").encode()]) == listed
    assert trust.of_test([base64.b64encode(issuer), base64.encodebytes(root)]) == listed
    for broken in (b"", b"-----BEGIN CERTIFICATE-----!-----END CERTIFICATE-----", b"-----BEGIN X-----", b"text"):
        with pytest.raises(Unreadable, match=r"^certificate$"):
            trust.of_test([broken])

"""Authorities are pinned data; real and test ones never meet."""

from __future__ import annotations

from datetime import UTC, datetime
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

from app.domain.errors import Refused
from app.domain.signature import Result
from app.eds import certificate, trust

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
    root, issuer = trust.production().authorities
    assert issuer.name == "ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (RSA) 2022"
    assert (root.issued_by, issuer.issued_by) == ("", root.sha256)
    assert issuer.key_identifier.hex() == "dcae24d749b26480d2de37233c3ea4515db55ac7"
    assert root.not_after.year == issuer.not_after.year == 2045
    serialization.load_der_public_key(issuer.public_key)


def test_the_shipped_list_is_that_of_the_real_certificates(shared_samples: Any) -> None:
    folder = shared_samples / "eds" / "certs" / "prod"
    for authority, file in zip(trust.production().authorities, ("root_rsa_2020.cer", "nca_rsa_2022.cer"), strict=True):
        real = certificate.read((folder / file).read_bytes())
        assert (authority.sha256, authority.public_key, authority.subject) == (
            real.sha256, real.public_key, real.subject,
        )  # fmt: skip
    checks = trust.chain(certificate.read((folder / "nca_rsa_2022.cer").read_bytes()), trust.production(), NOW)
    assert [check.code for check in checks if check.result is Result.FAIL] == ["V3"]  # an authority signs nothing


def test_a_test_key_in_a_real_practice_and_a_real_one_in_a_test_practice_are_refused(pki: Any) -> None:
    checks = trust.chain(pki.key().certificate, trust.production(), NOW)
    assert {(check.code, check.reason) for check in checks if check.result is Result.FAIL} == {
        ("V1", "unknown-authority"),
        ("V5", "test"),
    }
    assert trust.in_environment(certificate_is_test=False, practice_is_test=True).reason == "production"


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

"""A certificate is read by OID: who, in which role, for what."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from asn1crypto import pem
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Unreadable
from app.domain.identity import BinNumber
from app.domain.signature import CertificateView
from app.eds import certificate
from app.stand_ins.pki import Purpose, Role


def test_subject_attributes_follow_the_national_profile(pki: Any) -> None:
    """CN holds surname and name, givenName the patronymic, serialNumber the IIN."""
    own = pki.key().certificate
    view = certificate.view(own)
    assert view.subject_name == "СЕРІКҚЫЗЫ АЙГҮЛ НҰРЛАНҚЫЗЫ"
    assert (str(view.iin), view.subject_number, view.bin_number) == ("850101300015", "IIN850101300015", None)
    assert (view.algorithm, view.is_test, view.issuer_name) == ("RSA-2048", True, "SHIPAGER TEST CA (RSA)")
    assert view.not_after - view.not_before == timedelta(days=365)


@pytest.mark.parametrize(
    ("role", "read"),
    [
        (Role.INDIVIDUAL, "individual"),
        (Role.SOLE_PROPRIETOR, "individual"),
        (Role.HEAD, "head"),
        (Role.SIGNATORY, "signatory"),
        (Role.EMPLOYEE, "employee"),
        (Role.INFORMATION_SYSTEM, "information-system"),
    ],
)
def test_the_role_is_the_most_telling_user_oid(pki: Any, role: Role, read: str) -> None:
    assert certificate.view(pki.key(f"role-{role}", role=role).certificate).role == read


def test_a_sole_proprietor_has_no_bin_but_the_iin_twice(pki: Any, clinic_bin: BinNumber) -> None:
    alone = certificate.view(pki.key("sole", role=Role.SOLE_PROPRIETOR).certificate)
    employed = certificate.view(pki.key("employed", role=Role.EMPLOYEE, bin_number=clinic_bin).certificate)
    assert (alone.bin_number, employed.bin_number) == (None, clinic_bin)


def test_a_key_for_logging_in_does_not_sign(pki: Any) -> None:
    assert certificate.view(pki.key().certificate).purposes == ("sign",)
    assert certificate.view(pki.key("login", purpose=Purpose.AUTHENTICATE).certificate).purposes == ("authenticate",)


@given(st.data())
def test_broken_certificates_are_unreadable_and_nothing_else(pki: Any, data: st.DataObject) -> None:
    der = bytearray(pki.authority.anchors[0])
    for _ in range(data.draw(st.integers(1, 4))):
        der[data.draw(st.integers(0, len(der) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(der[: data.draw(st.integers(0, len(der)))])
    for broken in (bytes(der), cut):
        try:
            certificate.view(certificate.read(broken))
        except Unreadable as problem:
            assert problem.code == "certificate"  # noqa: PT017  either read or refused: both are allowed


def test_real_certificates_of_the_national_authority(shared_samples: Any) -> None:
    """RSA and GOST alike: the view needs no cryptography."""

    def shown(name: str) -> CertificateView:
        content = (shared_samples / "eds" / "certs" / name).read_bytes()
        return certificate.view(certificate.read(pem.unarmor(content)[2] if pem.detect(content) else content))

    person = shown("individual_valid_sign_2004_rsa.cer")
    assert (person.subject_name, person.role, person.purposes) == ("ТЕСТОВ ТЕСТ ТЕСТОВИЧ", "individual", ("sign",))
    assert (person.subject_number, person.iin, person.is_test) == ("IIN123456789011", None, True)
    login = shown("individual_valid_sign_2004_rsa_auth.cer")
    assert login.purposes == ("authenticate",)
    head = shown("ceo_valid_sign_2004_gost.cer")
    assert (head.role, head.algorithm, head.purposes) == ("head", "GOST 34.310-2004", ("sign",))

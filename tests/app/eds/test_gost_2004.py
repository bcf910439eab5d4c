"""Signatures of GOST 34.310-2004, which accredited authorities have until 2029, are verified up to their root."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest

from app.domain.signature import Result, Verdict
from app.eds import cades, trust, verify
from app.eds.certificate import Certificate
from app.eds.gost import keys as gost
from app.stand_ins.pki_certificates import COMMON_NAME, SERIAL_NUMBER, Template, certified

from .conftest import IIN, NOW
from .made_keys import MadeKey

SPAN = timedelta(days=900)
ROOT, OWN = (MadeKey(gost.PrivateKey(gost.GOST_2004, scalar)) for scalar in (1111, 2222))
AUTHORITY = Template(
    ((COMMON_NAME, "OLD TEST CA"),), NOW - SPAN, NOW + SPAN,
    key_usage=frozenset({"key_cert_sign", "crl_sign"}), is_authority=True,
)  # fmt: skip
PERSON = Template(
    ((COMMON_NAME, "ТЕСТОВ ТЕСТ"), (SERIAL_NUMBER, f"IIN{IIN}")), NOW - SPAN, NOW + SPAN,
    key_usage=frozenset({"digital_signature", "non_repudiation"}),
    extended_key_usage=("1.3.6.1.5.5.7.3.4", "1.2.398.3.3.4.1.1"), policies=("1.2.398.3.3.2.3",),
)  # fmt: skip


@dataclass(frozen=True)
class OldKey:
    certificate: Certificate
    signature_algorithm: str
    digest_algorithm: str = gost.GOST_2004.digest
    sign_raw: Callable[[bytes], bytes] = OWN.sign_raw


@pytest.mark.parametrize("named", [gost.GOST_2004.signature, gost.GOST_2004.key], ids=["signature", "key"])
def test_a_container_of_an_old_key_verifies(named: str) -> None:
    """Older programs name the key where the signature algorithm belongs."""
    root = certified(AUTHORITY, ROOT, ROOT)
    own = certified(PERSON, OWN, root).certificate
    trusted = trust.of_test([root.certificate.der])
    container = cades.container(b"bytes", OldKey(own, named), NOW, attached=True)
    report = verify.verify(container, None, trusted=trusted, now=NOW)
    failed = {check.code for check in report.checks if check.result is Result.FAIL}
    assert (report.verdict, failed) == (Verdict.NOT_CONFIRMED, set())  # nobody told of revocation
    altered = container.replace(b"bytes", b"bytez")
    assert verify.verify(altered, None, trusted=trusted, now=NOW).verdict is Verdict.INVALID


def test_a_digest_of_2015_does_not_go_with_a_key_of_2004() -> None:
    root = certified(AUTHORITY, ROOT, ROOT)
    own = certified(PERSON, OWN, root).certificate
    mixed = OldKey(own, gost.GOST_2004.signature, gost.GOST_2015_512.digest)
    container = cades.container(b"bytes", mixed, NOW, attached=True)
    report = verify.verify(container, None, trusted=trust.of_test([root.certificate.der]), now=NOW)
    assert ("C4", Result.FAIL) in {(check.code, check.result) for check in report.checks}

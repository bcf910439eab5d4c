"""Signatures that other people's software made with public test keys end as they should, each with its reasons."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.domain.signature import Check, Evidence, Level, Result, SignatureReport, Verdict
from app.eds import evidence, key_store, trust, verify
from app.eds.trust import TrustList
from app.eds.verification.files import SignedFile

WITHOUT_REVOCATION = verify.Policy(revocation_required=False)
STAMPED_AT = datetime(2026, 7, 20, 9, 8, 7, tzinfo=UTC)
OLD_ESS = {"I4": "signing-certificate-missing"}
OLD_AUTHORITY = OLD_ESS | {"V1": "root-unpublished"}  # trust ends at the issuing authority's own key


@pytest.fixture(scope="session")
def samples(shared_samples: Path) -> Path:
    return shared_samples / "eds"


@pytest.fixture(scope="session")
def trusted() -> TrustList:
    return trust.of_public_test_keys()


@pytest.fixture(scope="session")
def lists(samples: Path) -> tuple[Evidence, ...]:
    return tuple(evidence.evidence_of(file.read_bytes()) for file in sorted((samples / "crl").glob("*.crl")))


def _remarks(report: SignatureReport) -> dict[str, str]:
    return {
        check.code: check.reason for check in report.checks if check.result not in {Result.PASS, Result.NOT_CHECKED}
    }


def _judged(
    samples: Path, name: str, trusted: TrustList, at: str, content: bytes | None = None,
    policy: verify.Policy = WITHOUT_REVOCATION, beside: tuple[Evidence, ...] = (),
) -> tuple[SignatureReport, ...]:  # fmt: skip
    now = datetime.fromisoformat(at).replace(tzinfo=UTC)
    file = SignedFile((samples / name).read_bytes(), content, trusted=trusted, now=now, policy=policy)
    return tuple(one.report for one in file.report(beside).signatures)


@pytest.mark.parametrize("form", ["attached", "detached"])
def test_a_gost_signature_with_a_stamp_of_the_real_authority(
    samples: Path, trusted: TrustList, lists: tuple[Evidence, ...], form: str
) -> None:
    name = f"cms/individual_{form}.der"
    content = (samples / "cms" / "individual_document.txt").read_bytes() if form == "detached" else None
    (report,) = _judged(samples, name, trusted, "2026-11-25", content)
    assert (report.verdict, _remarks(report)) == (Verdict.GENUINE, {"R2": "no-revocation-evidence"})
    assert (report.claimed_level, report.verified_level) == (Level.T, Level.T)
    assert report.time_stamp_time == report.reference_time == STAMPED_AT
    (open_,) = _judged(samples, name, trusted, "2026-11-25", content, verify.Policy())
    assert open_.verdict is Verdict.NOT_CONFIRMED
    # The list is three weeks younger than the signature: it says "not revoked", and that it is late.
    (late,) = _judged(samples, name, trusted, "2026-11-25", content, verify.Policy(), lists)
    assert (late.verdict, _remarks(late)["R1"]) == (Verdict.WITH_WARNINGS, "evidence-late")
    assert late.signer is not None
    assert late.signer.subject_number == "IIN123456789011"


def test_a_detached_one_without_its_document_or_with_another(samples: Path, trusted: TrustList) -> None:
    name = "cms/individual_detached.der"
    (missing,) = _judged(samples, name, trusted, "2026-11-25")
    assert _remarks(missing)["C3"] == "content-missing"
    (other,) = _judged(samples, name, trusted, "2026-11-25", b"another")
    assert (other.verdict, _remarks(other)["I1"]) == (Verdict.INVALID, "content-changed")


@pytest.mark.parametrize(
    ("name", "content"),
    [("ncanode_signed_cms.der", None), ("ncanode_signed_detached_cms.der", b"test123")],
)
def test_two_signers_of_two_algorithms_are_judged_each(
    samples: Path, trusted: TrustList, lists: tuple[Evidence, ...], name: str, content: bytes | None
) -> None:
    """The RSA key's term had ended when both signed, which no stamp proves: the other is good."""
    reports = _judged(samples, f"cms/{name}", trusted, "2022-09-29", content, verify.Policy(), lists)
    gost, rsa = sorted(reports, key=lambda one: one.signer.algorithm if one.signer else "")
    assert (gost.verdict, _remarks(gost)) == (Verdict.WITH_WARNINGS, OLD_ESS | {"R2": "no-revocation-evidence"})
    assert (rsa.verdict, _remarks(rsa)) == (Verdict.INVALID, OLD_AUTHORITY | {"V2": "expired", "R4": "crl-expired"})
    (alone,) = _judged(samples, "cms/ncanode_signed_cms_one_signer.der", trusted, "2022-09-29")
    assert _remarks(alone) == OLD_AUTHORITY | {"V2": "expired"}
    (in_its_day,) = _judged(samples, "cms/ncanode_signed_cms_one_signer.der", trusted, "2021-09-29")
    assert (in_its_day.verdict, _remarks(in_its_day)) == (Verdict.WITH_WARNINGS, OLD_AUTHORITY)


def test_signatures_of_the_older_test_authority(samples: Path, trusted: TrustList) -> None:
    """CMS in base64 and XMLDSig, RSA and GOST 2004: a login key signs nothing, the others only lack ESS."""
    files = sorted((samples / "rsa-gost2004-set").glob("*.[cx]m[sl]"))
    assert files
    for file in files:
        name = f"rsa-gost2004-set/{file.name}"
        (report,) = _judged(samples, name, trusted, "2020-10-01")
        expected = OLD_AUTHORITY | ({"P1": "authentication-only"} if "AUTH" in file.name else {})
        assert {code: reason for code, reason in _remarks(report).items() if code != "R2"} == expected, file.name
        (unproven,) = _judged(samples, name, trusted, "2026-11-25")
        if file.suffix == ".cms":
            assert Check("V2", Result.NOT_CHECKED, "no-proof-of-time") in unproven.checks
            assert base64.b64decode(file.read_bytes())[:1] == b"\x30"


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        ("individual_valid", ""),
        ("legal_valid_head", ""),
        ("individual_revoked", "certificate_hold"),
        ("legal_valid_employee", "superseded"),  # the folder of the source calls it valid; its authority does not
    ],
)
def test_a_key_that_its_authority_revoked_signs_nothing_that_holds(
    samples: Path, trusted: TrustList, lists: tuple[Evidence, ...], file: str, reason: str
) -> None:
    now = datetime(2026, 8, 12, tzinfo=UTC)
    place = str(samples / "p12" / "ncanode-go" / f"{file}.p12")
    with key_store.find("pkcs12").open(place, "Qwerty12") as opened:
        (container,) = opened.sign([b"text"], now)
    report = verify.verify(container, b"text", trusted=trusted, now=now, evidence=lists)
    assert report.revocation_reason == reason
    if reason:
        assert (report.verdict, _remarks(report)["R3"]) == (Verdict.INVALID, "revoked")
    else:
        assert (report.verdict, _remarks(report)) == (Verdict.WITH_WARNINGS, {"R2": "no-revocation-evidence"})

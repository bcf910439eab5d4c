"""Every row of the checklist: what passes it, what fails it, and that nothing else would have noticed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from asn1crypto import core

from app.domain.identity import BinNumber, Iin
from app.domain.signature import Check, Evidence, Level, Result, SignatureReport, Verdict
from app.eds import cades, cms, cms_parts, der, integrity, trust, verify
from app.eds.trust import Environment, TrustList
from app.eds.verification import engine, rules
from app.stand_ins.pki import Algorithm, Purpose, Role
from app.stand_ins.pki_certificates import Extension
from tests.app.eds.checklist_bench import (
    ASKED,
    CONTENT,
    DOCTOR,
    IIN,
    NOW,
    Bench,
    Making,
    assembled,
    broken,
    in_attribute,
    in_signed_data,
    instead,
    reference,
    spoilt,
)

FAIL, WARN, OPEN, PASS = Result.FAIL, Result.WARN, Result.NOT_CHECKED, Result.PASS
LATER = NOW + timedelta(hours=1)


@dataclass(frozen=True)
class Asked:
    """A container and what is asked about it."""

    container: bytes
    content: bytes | None = CONTENT
    evidence: tuple[Evidence, ...] = ()
    trusted: TrustList | None = None
    now: datetime = LATER
    policy: verify.Policy = field(default_factory=verify.Policy)
    expected: verify.Expected = field(default_factory=verify.Expected)


Make = Callable[[Bench], Asked]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("checklist")


@pytest.fixture
def bench(folder: Path) -> Bench:
    """The keys are kept; what was revoked is forgotten."""
    (folder / "register.json").unlink(missing_ok=True)
    return Bench(folder)


def report(bench: Bench, asked: Asked, without: str = "") -> SignatureReport:
    policy = asked.policy
    if without:
        rows = tuple(row for row in policy.rules.rows if row.code != without)
        policy = replace(policy, rules=replace(policy.rules, rows=rows))
    return verify.verify(
        asked.container,
        asked.content,
        trusted=asked.trusted or bench.trusted,
        now=asked.now,
        policy=policy,
        expected=asked.expected,
        evidence=asked.evidence,
    )


def good(bench: Bench, making: Making | None = None, **asked: Any) -> Asked:
    """CAdES-LT of a doctor, with everything that can be expected of it."""
    key = bench.key()
    evidence = bench.evidence(key.certificate)
    making = replace(making or Making(), revocation=tuple(map(in_signed_data, evidence)))
    return Asked(**{"container": bench.stamped(bench.signed(key, making)), "expected": DOCTOR_EXPECTED} | asked)


DOCTOR_EXPECTED = verify.Expected(iin=IIN, kind="medical-entry", may_sign=True, account_status="active")


def with_attributes(oid: str, value: bytes | None) -> Make:
    return lambda bench: good(bench, Making(attributes=instead(oid, value)))


def of_certificate(**changes: Any) -> Make:
    """A signer whose certificate is other than it should be."""

    def make(bench: Bench) -> Asked:
        key = bench.key(spoilt(**changes))
        return Asked(bench.stamped(bench.signed(key)), evidence=bench.evidence(key.certificate))

    return make


def of_subject(**changes: Any) -> Make:
    def make(bench: Bench) -> Asked:
        key = bench.key(subject=replace(DOCTOR, **changes))
        return Asked(bench.stamped(bench.signed(key)), evidence=bench.evidence(key.certificate))

    return make


def of_stamper(**changes: Any) -> Make:
    def make(bench: Bench) -> Asked:
        key, stamper = bench.key(), bench.stamper(spoilt(**changes))
        evidence = bench.evidence(key.certificate, stamper=stamper.certificate)
        return Asked(bench.stamped(bench.signed(key), stamper=stamper), evidence=evidence)

    return make


def expecting(**changes: Any) -> Make:
    return lambda bench: good(bench, expected=replace(DOCTOR_EXPECTED, **changes))


def of_employee(**changes: Any) -> Make:
    clinic = BinNumber("150440000003")

    def make(bench: Bench) -> Asked:
        key = bench.key(subject=replace(DOCTOR, role=Role.EMPLOYEE, bin_number=clinic, organisation="Шипа"))
        expected = replace(DOCTOR_EXPECTED, **changes)
        return Asked(bench.stamped(bench.signed(key)), evidence=bench.evidence(key.certificate), expected=expected)

    return make


def revoked(at: timedelta, reason: str, *, of: str = "signer") -> Make:
    """Evidence from after the revocation, beside that of the moment of signing."""

    def make(bench: Bench) -> Asked:
        key, stamper = bench.key(), bench.stamper()
        whose = {"signer": key.certificate, "stamper": stamper.certificate, "authority": bench.issuing.key.certificate}
        before = bench.evidence(key.certificate)
        bench.authority.revoke(whose[of], NOW + at, reason)
        issuer = bench.root if of == "authority" else bench.issuing
        after = bench.ocsp(whose[of], at=ASKED + timedelta(seconds=60), issuer=issuer)
        evidence = (*before, after) if at > timedelta() else (after, *(before[1:] if of == "signer" else before))
        return Asked(bench.stamped(bench.signed(key)), evidence=evidence)

    return make


def with_evidence(of_signer: Callable[[Bench, Any], tuple[Evidence, ...]], now: datetime = LATER) -> Make:
    def make(bench: Bench) -> Asked:
        key = bench.key()
        whole = bench.evidence(key.certificate)
        evidence = (*of_signer(bench, key.certificate), *whole[1:])
        return Asked(bench.stamped(bench.signed(key)), evidence=evidence, now=now)

    return make


def several_certificates(bench: Bench) -> Asked:
    """Two certificates with the issuer and the serial number that the signer names."""
    key = bench.key()
    twin = bench.key(spoilt(serial_number=key.certificate.serial_number, not_after=NOW + timedelta(days=9)))
    making = Making(certificates=(key.certificate.der, twin.certificate.der))
    return Asked(bench.stamped(bench.signed(key, making)), evidence=bench.evidence(key.certificate))


def another_stamp(bench: Bench) -> Asked:
    key = bench.key()
    return Asked(bench.stamped(bench.signed(key), over=b"another"), evidence=bench.evidence(key.certificate))


def broken_stamp(bench: Bench) -> Asked:
    key = bench.key()
    return Asked(bench.stamped(bench.signed(key), fault="broken"), evidence=bench.evidence(key.certificate))


def without_root_list(bench: Bench) -> Asked:
    """Nothing about the issuing authority: the root publishes its list seldom, and not everybody has it."""
    key = bench.key()
    return Asked(bench.stamped(bench.signed(key)), evidence=bench.evidence(key.certificate)[:2])


def without_stamp(bench: Bench) -> Asked:
    key = bench.key()
    policy = verify.Policy(time_stamp_required=True)
    return Asked(bench.signed(key), evidence=bench.evidence(key.certificate), policy=policy, now=ASKED)


def under_production(bench: Bench) -> Asked:
    """The same authorities as if they were real ones; their stamps are trusted apart."""
    listed = bench.trusted.authorities
    apart = [replace(one, uses=frozenset({use})) for one in listed for use in ("sign", "time-stamp")]
    return good(bench, trusted=TrustList(Environment.PRODUCTION, tuple(apart)))


def without_key_cert_sign(bench: Bench) -> Asked:
    """A pinned authority whose own certificate does not let it issue any."""
    authority = bench.authority.sub_authority("WEAK", changed=spoilt(key_usage=frozenset({"crl_sign"})))
    pinned = replace(
        bench.trusted.authorities[0], name="weak", subject=authority.certificate.subject,
        public_key=authority.certificate.public_key, key_identifier=authority.certificate.subject_key,
        sha256=authority.certificate.sha256, der=authority.certificate.der,
    )  # fmt: skip
    key = bench.key(issuer=authority)
    trusted = replace(bench.trusted, authorities=(pinned, *bench.trusted.authorities))
    policy = verify.Policy(revocation_required=False)
    return Asked(bench.stamped(bench.signed(key)), trusted=trusted, policy=policy)


def forged_link(bench: Bench) -> Asked:
    """A pinned key whose certificate was not signed by the authority that is named above it."""
    listed = bench.trusted.authorities
    forged = bench.authority.certified(
        "authority-forged", replace(_template_of_authority(bench), wrong_signature=True), issuer=bench.root.key
    )
    trusted = replace(bench.trusted, authorities=(replace(listed[0], der=forged.certificate.der), *listed[1:]))
    return replace(good(bench), trusted=trusted)


def _template_of_authority(bench: Bench) -> Any:
    from app.stand_ins import pki

    return pki._authority_template("CA (RSA)")


def at_login(bench: Bench) -> Asked:
    return good(bench, policy=verify.Policy(purpose=rules.AUTHENTICATE))


def two_persons(bench: Bench) -> Asked:
    in_force = replace(rules.in_force(), two_persons=frozenset({"order"}))
    own_kind = dict(in_force.document_kinds)
    own_kind["order"] = own_kind["medical-entry"]
    policy = verify.Policy(rules=replace(in_force, document_kinds=own_kind))
    expected = replace(DOCTOR_EXPECTED, kind="order", signed_before=frozenset({IIN}))
    return good(bench, policy=policy, expected=expected)


def unknown_extension() -> tuple[Extension, ...]:
    return (Extension("1.2.398.9.9.9", der.NULL, critical=True),)


WRONG_PROTECTION = der.sequence(
    cms.algorithm("2.16.840.1.101.3.4.2.3"), b"\xa1" + cms.algorithm("1.2.840.113549.1.1.13")[1:]
)

# Row, result, reason, how it comes about. Every row of the rules is here, most with several of their reasons.
TABLE: list[tuple[str, Result, str, Make]] = [
    ("C1", WARN, "unknown-parts", lambda b: good(b, Making(unsigned=(("1.2.3.4", der.NULL),)))),
    ("C1", WARN, "evidence-about-nobody", lambda b: good(b, container=_with_foreign_evidence(b))),
    ("C2", FAIL, "signer-certificate-ambiguous", several_certificates),
    ("C2", FAIL, "signer-certificate-missing", lambda b: good(b, Making(certificates=(b.root.key.certificate.der,)))),
    ("C3", FAIL, "content-differs", lambda b: good(b, Making(attached=True), content=b"another")),
    ("C3", FAIL, "login-challenge", lambda b: good(b, content=integrity.CHALLENGE_MARK + b'"x"}')),
    ("C3", FAIL, "content-missing", lambda b: good(b, content=None)),
    ("C4", FAIL, "version", lambda b: good(b, Making(version=3))),
    ("C4", FAIL, "digest-not-used", lambda b: good(b, Making(digests=lambda all_: [*all_, cms.algorithm("1.2.3")]))),
    ("C4", FAIL, "digest-not-announced", lambda b: good(b, Making(digests=lambda _: [cms.algorithm("1.2.3")]))),
    ("I1", FAIL, "content-changed", lambda b: good(b, content=CONTENT + b" ")),
    ("I1", FAIL, "message-digest-missing", with_attributes(cms.MESSAGE_DIGEST, None)),
    ("I2", FAIL, "content-type-differs", with_attributes(cms.CONTENT_TYPE, core.ObjectIdentifier("1.2.3").dump())),
    ("I3", FAIL, "signature-wrong", lambda b: good(b, Making(signature=broken))),
    ("I4", FAIL, "signing-certificate-differs", with_attributes(cms.SIGNING_CERTIFICATE_V2, reference(b"another"))),
    ("I4", WARN, "signing-certificate-missing", with_attributes(cms.SIGNING_CERTIFICATE_V2, None)),
    ("I5", FAIL, "algorithm-changed", with_attributes(cms.ALGORITHM_PROTECTION, WRONG_PROTECTION)),
    ("T1", FAIL, "no-time-stamp", without_stamp),
    ("T2", FAIL, "signature-wrong", broken_stamp),
    ("T3", FAIL, "imprint-differs", another_stamp),
    ("T4", FAIL, "not-for-time-stamping", of_stamper(critical=frozenset())),
    ("T4", FAIL, "expired", of_stamper(not_after=NOW - timedelta(days=1))),
    ("T4", FAIL, "not-signed-by-authority", of_stamper(wrong_signature=True)),
    ("T4", FAIL, "unknown-critical-extension", of_stamper(extensions=unknown_extension())),
    ("T5", FAIL, "key-compromised", revoked(timedelta(seconds=30), "key_compromise", of="stamper")),
    ("T5", FAIL, "revoked", revoked(-timedelta(days=1), "superseded", of="stamper")),
    ("T6", PASS, "current-time", another_stamp),
    ("T7", WARN, "signing-time-after-time-stamp", lambda b: good(b, Making(signing_time=NOW + timedelta(minutes=3)))),
    ("T7", WARN, "time-stamp-from-the-future", lambda b: good(b, now=NOW - timedelta(hours=2))),
    ("V1", FAIL, "not-signed-by-authority", of_certificate(wrong_signature=True)),
    ("V1", FAIL, "not-signed-by-authority", forged_link),
    ("V1", FAIL, "unknown-authority", lambda b: good(b, trusted=TrustList(Environment.TEST, ()))),
    ("V1", WARN, "root-unpublished", lambda b: good(b, trusted=_unpublished(b))),
    ("V2", FAIL, "expired", of_certificate(not_after=NOW - timedelta(days=1))),
    ("V2", FAIL, "not-yet-valid", of_certificate(not_before=NOW + timedelta(days=1))),
    ("V3", FAIL, "authority-certificate", of_certificate(is_authority=True)),
    ("V3", FAIL, "issuer-no-authority", without_key_cert_sign),
    ("V4", FAIL, "unknown-critical-extension", of_certificate(extensions=unknown_extension())),
    ("V5", FAIL, "test", under_production),
    ("P1", FAIL, "authentication-only", of_subject(purpose=Purpose.AUTHENTICATE)),
    ("P1", FAIL, "not-for-signing", of_certificate(key_usage=frozenset({"digital_signature"}))),
    ("P2", FAIL, "not-for-login", at_login),
    ("P3", FAIL, "policy-not-allowed", of_certificate(policies=("1.2.398.3.3.9.9",))),
    ("R1", FAIL, "ocsp-signature", with_evidence(lambda b, own: (b.ocsp(own, fault="broken"),))),
    ("R1", FAIL, "ocsp-responder", with_evidence(lambda b, own: (b.ocsp(own, fault="not-responder"),))),
    ("R1", FAIL, "ocsp-responder", with_evidence(lambda b, own: (b.ocsp(own, fault="expired"),))),
    ("R1", FAIL, "crl-signature", with_evidence(lambda b, _: (b.crl(fault="broken"),))),
    ("R1", WARN, "evidence-late", with_evidence(lambda b, own: (b.ocsp(own, at=NOW + timedelta(minutes=30)),))),
    ("R1", OPEN, "evidence-too-old", with_evidence(lambda b, own: (b.ocsp(own, fault="stale"),))),
    ("R1", OPEN, "no-revocation-evidence", with_evidence(lambda _, __: ())),
    ("R2", FAIL, "revoked", revoked(-timedelta(days=1), "superseded", of="authority")),
    ("R2", WARN, "no-revocation-evidence", without_root_list),
    ("R3", FAIL, "revoked", revoked(-timedelta(days=1), "superseded")),
    ("R3", FAIL, "key-compromised", revoked(timedelta(seconds=30), "key_compromise")),
    ("R3", FAIL, "revoked-needs-review", revoked(timedelta(seconds=30), "unspecified")),
    ("R3", FAIL, "revoked-needs-review", revoked(timedelta(seconds=30), "certificate_hold")),
    ("R3", PASS, "revoked-later", revoked(timedelta(seconds=30), "superseded")),
    ("R3", FAIL, "not-issued", with_evidence(lambda b, own: (b.ocsp(own, fault="unknown"),))),
    ("R3", OPEN, "status-unknown", with_evidence(lambda b, own: (b.ocsp(own, fault="status-unknown"),))),
    ("R4", FAIL, "crl-expired", with_evidence(lambda b, _: (b.crl(fault="expired"),))),
    ("R5", OPEN, "offline", with_evidence(lambda _, __: ())),
    ("A1", FAIL, "iin-differs", expecting(iin=Iin("900202400022"))),
    ("A2", FAIL, "bin-differs", of_employee(bin_number=BinNumber("160540000009"))),
    ("A3", FAIL, "role", expecting(kind="order", bin_number=BinNumber("150440000003"))),
    ("A3", WARN, "role", of_subject(role=Role.TREASURY)),
    ("A4", FAIL, "no-right", expecting(may_sign=False)),
    ("A5", FAIL, "account-suspended", expecting(account_status="locked")),
    ("A5", FAIL, "second-person-needed", two_persons),
    ("L1", OPEN, "expired-without-renewal", lambda b: good(b, now=datetime(2040, 1, 1, tzinfo=UTC))),
    ("L2", FAIL, "container-changed", expecting(recorded_sha256=hashlib.sha256(b"another").hexdigest())),
]  # fmt: skip
# Rows that tell something and decide nothing: without them the verdict is the same.
TELLING = {
    "T6": "says which clock was judged by; the rows that judge take the moment from the same place",
    "R5": "says why there is no evidence; that there is none is decided by R1 and R3",
}


def _with_foreign_evidence(bench: Bench) -> bytes:
    """Evidence about a colleague's certificate, in this doctor's container."""
    key = bench.key()
    other = bench.key(spoilt(serial_number=99))
    pieces = (*bench.evidence(key.certificate), bench.ocsp(other.certificate))
    return bench.stamped(bench.signed(key, Making(revocation=tuple(map(in_signed_data, pieces)))))


def _unpublished(bench: Bench) -> TrustList:
    issuing = bench.trusted.authorities[0]
    return replace(bench.trusted, authorities=(replace(issuing, issued_by="", root_is_unpublished=True),))


def test_every_row_has_a_case_that_fails_it() -> None:
    assert {row.code for row in rules.in_force().rows} == {code for code, *_ in TABLE} == set(engine.ROWS)


@pytest.mark.clause("27.11")
def test_a_good_signature_passes_every_row(bench: Bench) -> None:
    asked = good(bench)
    clinic = replace(asked.expected, recorded_sha256=hashlib.sha256(asked.container).hexdigest())
    found = report(bench, replace(asked, expected=clinic))
    assert {check.code: (check.result, check.reason) for check in found.checks if check.result is not PASS} == {}
    assert (found.verdict, found.claimed_level, found.verified_level) == (Verdict.GENUINE, Level.LT, Level.LT)
    passed = {check.code for check in found.checks}
    # The others need an employee, a login, an archive stamp: each has its own test.
    assert set(engine.ROWS) - passed == {"A2", "P2", "L1"}
    assert (found.rules_version, found.anchor) == (rules.in_force().version, "SHIPAGER TEST ROOT (RSA)")
    assert found.reference_time == found.time_stamp_time == NOW + timedelta(seconds=5)


def test_an_employee_of_the_clinic_and_a_login_key_pass_theirs(bench: Bench) -> None:
    employed = report(bench, of_employee(bin_number=BinNumber("150440000003"))(bench))
    assert Check("A2", PASS) in employed.checks
    login = of_subject(purpose=Purpose.AUTHENTICATE)(bench)
    found = report(bench, replace(login, policy=verify.Policy(purpose=rules.AUTHENTICATE)))
    assert (found.verdict, Check("P2", PASS) in found.checks) == (Verdict.GENUINE, True)


@pytest.mark.clause("27.11")
@pytest.mark.parametrize(
    ("code", "result", "reason", "make"), TABLE, ids=[f"{code}-{reason or result}" for code, result, reason, _ in TABLE]
)
def test_each_row_finds_what_is_wrong_and_is_missed_when_it_is_taken_out(
    bench: Bench, code: str, result: Result, reason: str, make: Make
) -> None:
    asked = make(bench)
    found = report(bench, asked)
    assert Check(code, result, reason) in found.checks, found.checks
    expected = {FAIL: Verdict.INVALID, WARN: Verdict.WITH_WARNINGS, OPEN: Verdict.NOT_CONFIRMED}
    if result is not PASS:
        assert found.verdict is expected[result] or (code in TELLING and found.verdict is not Verdict.GENUINE)
    removed = report(bench, asked, without=code)
    assert code not in {check.code for check in removed.checks}
    if result is not PASS and code not in TELLING:
        alone = {check.code for check in found.checks if check.result is not PASS} == {code}
        assert removed.verdict is not found.verdict or not alone, "nobody misses the row"


@pytest.mark.parametrize("code", sorted(set(engine.ROWS) - set(TELLING)))
def test_no_row_is_superfluous(bench: Bench, code: str) -> None:
    """At least one of its cases would be judged otherwise without it."""
    for listed, result, _, make in TABLE:
        if listed == code and result is not PASS:
            asked = make(bench)
            if report(bench, asked).verdict is not report(bench, asked, without=code).verdict:
                return
            (bench.folder / "register.json").unlink(missing_ok=True)
            bench = Bench(bench.folder)
    pytest.fail("every case of the row ends the same without it")


def test_evidence_counts_from_either_form_and_from_beside(bench: Bench) -> None:
    key = bench.key()
    pieces = bench.evidence(key.certificate)
    plain = bench.stamped(bench.signed(key))
    listed = bench.stamped(bench.signed(key, Making(revocation=tuple(map(in_signed_data, pieces)))))
    attribute = bench.stamped(bench.signed(key, Making(unsigned=(in_attribute(pieces),))))
    for container, evidence, level in ((listed, (), Level.LT), (attribute, (), Level.LT), (plain, pieces, Level.T)):
        found = report(bench, Asked(container, evidence=evidence))
        assert (found.verdict, found.verified_level) == (Verdict.GENUINE, level), found.checks


def test_a_list_whose_interval_holds_the_moment_is_evidence(bench: Bench) -> None:
    key = bench.key()
    evidence = (bench.crl(), bench.crl(issuer=bench.root))
    found = report(bench, Asked(bench.stamped(bench.signed(key)), evidence=evidence))
    assert found.verdict is Verdict.GENUINE, found.checks
    bench.authority.revoke(key.certificate, NOW - timedelta(hours=1), "superseded")
    found = report(bench, Asked(bench.stamped(bench.signed(key)), evidence=(*evidence, bench.crl(delta=True))))
    assert Check("R3", FAIL, "revoked") in found.checks
    assert (found.revoked_at, found.revocation_reason) == (NOW - timedelta(hours=1), "superseded")


def test_a_key_that_was_on_hold_and_released_is_good(bench: Bench) -> None:
    key = bench.key()
    bench.authority.revoke(key.certificate, NOW - timedelta(days=3), "certificate_hold")
    held = bench.crl(at=NOW - timedelta(days=2))
    bench.authority.register.revocations(bench.issuing.name, NOW)
    (bench.folder / "register.json").unlink()
    free = Bench(bench.folder)
    key = free.key()
    found = report(free, Asked(free.stamped(free.signed(key)), evidence=(held, *free.evidence(key.certificate))))
    assert found.verdict is Verdict.GENUINE, found.checks


def test_rules_are_data(bench: Bench) -> None:
    """A row taken out, a row made mandatory, a list shortened: the same container, another verdict."""
    in_force = rules.in_force()
    asked = replace(TABLE_BY["R2", "no-revocation-evidence"](bench))
    assert report(bench, asked).verdict is Verdict.WITH_WARNINGS
    rows = tuple(replace(row, mandatory=True, absent=OPEN) if row.code == "R2" else row for row in in_force.rows)
    strict = verify.Policy(rules=replace(in_force, rows=rows))
    assert report(bench, replace(asked, policy=strict)).verdict is Verdict.NOT_CONFIRMED
    no_rsa = verify.Policy(rules=replace(in_force, signatures=frozenset()))
    assert Check("C4", FAIL, "algorithm") in report(bench, replace(good(bench), policy=no_rsa)).checks
    with pytest.raises(KeyError):
        rules.from_json({"checks": []})


TABLE_BY = {(code, reason): make for code, _, reason, make in TABLE}


def test_a_signature_of_a_test_authority_is_not_believed_by_production(bench: Bench) -> None:
    found = report(bench, good(bench, trusted=trust.production()))
    failed = {check.code for check in found.checks if check.result is FAIL}
    assert {"V1", "V5", "T4"} <= failed


def test_the_same_certificate_twice_in_one_container_is_two_signatures(bench: Bench) -> None:
    """Signers are told apart by their place: one who signed at another time, one whose signature is broken."""
    key = bench.key()
    making = Making(signing_time=NOW - timedelta(minutes=5))
    container = assembled([(key, making), (key, Making(signature=broken)), (key, Making())], Making())
    container = bench.stamped(container)
    found = verify.verify_each(
        container, CONTENT, trusted=bench.trusted, now=ASKED, evidence=bench.evidence(key.certificate)
    )
    assert len(found) == 3
    assert [one.verdict for one in found].count(Verdict.GENUINE) == 2
    assert [one.verdict for one in found].count(Verdict.INVALID) == 1
    assert [one.time_stamp_time is None for one in found].count(False) == 1
    only_one = verify.verify(container, CONTENT, trusted=bench.trusted, now=ASKED)
    assert only_one.checks == (Check("C1", FAIL, "several-signers"),)


def test_ber_of_another_tool_is_read(bench: Bench, openssl: Callable[..., Any]) -> None:
    """`openssl cms -stream` writes indefinite lengths and a content in pieces."""
    key = bench.key()
    folder = bench.folder
    (folder / "text").write_bytes(CONTENT * 400)
    (folder / "own.der").write_bytes(key.certificate.der)
    (folder / "own.key").write_bytes(key.private.to_pkcs8())
    assert openssl("x509", "-inform", "DER", "-in", folder / "own.der", "-out", folder / "own.pem").returncode == 0
    made = openssl(
        "cms", "-sign", "-cades", "-binary", "-nodetach", "-indef", "-stream", "-md", "sha256", "-signer",
        folder / "own.pem", "-inkey", folder / "own.key", "-keyform", "DER", "-in", folder / "text", "-outform", "DER",
        "-out", folder / "ber.cms",
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    container = (folder / "ber.cms").read_bytes()
    assert container[1] == 0x80, "indefinite length"
    for content in (None, CONTENT * 400):
        asked = Asked(container, content, evidence=bench.evidence(key.certificate), now=ASKED)
        assert report(bench, asked).verdict is Verdict.GENUINE, report(bench, asked).checks


def test_an_authority_that_is_pinned_by_its_key_is_asked_about_by_its_number(bench: Bench) -> None:
    """The shipped list holds no certificates: name, key and serial number are enough to find it in its root's list."""
    pinned = tuple(replace(one, der=b"") for one in bench.trusted.authorities)
    trusted = replace(bench.trusted, authorities=pinned)
    assert report(bench, good(bench, trusted=trusted)).verdict is Verdict.GENUINE
    asked = TABLE_BY["R2", "revoked"](bench)
    assert Check("R2", FAIL, "revoked") in report(bench, replace(asked, trusted=trusted)).checks
    missing = verify.wanted(bench.stamped(bench.signed()), CONTENT, trusted=trusted, now=ASKED)
    names = [one.subject.serial_number for one in missing]
    assert names[0] == bench.key().certificate.serial_number
    assert bench.issuing.key.certificate.serial_number in names
    assert len(names) == 3


def test_a_token_may_hold_the_evidence_about_its_authority(bench: Bench) -> None:
    key = bench.key()
    of_signer, of_stamper, of_authority = bench.evidence(key.certificate)
    container = bench.signed(key)
    token = bench.token(cms.read(container).signers[0].signature)
    fuller = cms_parts.with_unsigned_attribute(token, 0, *in_attribute((of_stamper,)))
    asked = Asked(cades.with_time_stamp(container, fuller), evidence=(of_signer, of_authority))
    assert Check("T5", PASS) in report(bench, asked).checks
    bench.authority.revoke(bench.stamper().certificate, NOW - timedelta(days=1), "key_compromise")
    worse = cms_parts.with_unsigned_attribute(token, 0, *in_attribute((bench.ocsp(bench.stamper().certificate),)))
    asked = Asked(cades.with_time_stamp(container, worse), evidence=(of_signer, of_authority))
    assert Check("T5", FAIL, "key-compromised") in report(bench, asked).checks


def test_a_gost_signature_passes_every_row_too(tmp_path: Path) -> None:
    """Its stamp is the RSA one, as the national authority answers a request with SHA-256."""
    gost = Bench(tmp_path, Algorithm.GOST)
    found = report(gost, good(gost))
    assert [check for check in found.checks if check.result is not PASS] == []
    assert (found.verdict, found.verified_level) == (Verdict.GENUINE, Level.LT)
    assert found.signer is not None
    assert found.signer.algorithm.startswith("GOST")
    mixed = assembled([(gost.key(), Making()), (Bench(gost.folder).key(), Making())], Making())
    both = verify.verify_each(mixed, CONTENT, trusted=gost.trusted, now=ASKED)
    assert [one.verdict for one in both] == [Verdict.NOT_CONFIRMED] * 2

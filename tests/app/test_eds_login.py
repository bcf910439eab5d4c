"""Login by certificate: what gets in, what does not and why, and that every failed attempt is a row (§27.4, §22.9)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app import (
    eds_attempts,
    login,
    login_certificates,
    login_rules,
    own_signature,
    practices,
    revocation_service,
    signing_keys,
    totp,
)
from app.cli import main
from app.domain.attempt import EdsAttempt, Purpose, Reason
from app.domain.clock import FixedClock
from app.domain.errors import Refused
from app.domain.identity import Iin, PersonName
from app.domain.signature import Result
from app.eds import challenge, key_store, trust, verify
from app.eds_attempts import AttemptQuery
from app.login import Unlocked
from app.login_certificates import LoginKey
from app.login_rules import LoginRules
from app.paths import DataFolder
from app.revocation_service import RevocationService
from app.stand_ins import pki
from app.stand_ins.pki import DEFAULT_PASSWORD, Role, StandInAuthority, Subject
from app.stand_ins.pki import Purpose as KeyPurpose
from app.stand_ins.pki_keys import Algorithm
from tests.conftest import OWNER_LOGIN, OWNER_PASSWORD

OWNER_IIN, OTHER_IIN = Iin("850615300129"), Iin("900202400022")
OWNER = Subject(PersonName("Сәрсенова", "Айгүл", "Маратқызы"), OWNER_IIN, purpose=KeyPurpose.AUTHENTICATE)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> StandInAuthority:
    return StandInAuthority(tmp_path_factory.mktemp("pki"), datetime(2026, 11, 23, 8, tzinfo=UTC))


@dataclass
class Door:
    """A closed practice that trusts the test authority, and the phone of its owner."""

    folder: DataFolder
    secret: str
    clock: FixedClock
    authority: StandInAuthority
    told: int = 0

    def by_code(self) -> Unlocked:
        self.clock.advance(timedelta(seconds=60))
        code = totp.code_at(self.secret, self.clock.now())
        return login.unlock(self.folder, OWNER_LOGIN, OWNER_PASSWORD, code, clock=self.clock, workstation="pc-1")

    def key(self, subject: Subject = OWNER, name: str = "owner", secret: str = DEFAULT_PASSWORD) -> LoginKey:
        return LoginKey("pkcs12", str(self.authority.issue(subject, name)), secret)

    def by_key(
        self, key: LoginKey | None = None, *, who: str = OWNER_LOGIN, password: str = OWNER_PASSWORD
    ) -> Unlocked:
        return login.unlock_by_certificate(
            self.folder, who, password, key or self.key(), clock=self.clock, workstation="pc-1", os_user="aigul"
        )

    def refused(self, key: LoginKey | None = None, **named: str) -> str:
        with pytest.raises(Refused) as raised:
            self.by_key(key, **named).close()
        return raised.value.code

    def attempts(self, query: AttemptQuery | None = None) -> tuple[EdsAttempt, ...]:
        """What the record knows, oldest first; opened by code."""
        opened = self.by_code()
        with opened.store.writing() as session:
            found = eds_attempts.read_attempts(session, opened.actor, query or AttemptQuery())
        opened.close()
        return found[::-1]

    def rules(self, rules: LoginRules) -> None:
        opened = self.by_code()
        with opened.store.writing() as session:
            login_rules.change_rules(session, opened.actor, rules)
        opened.close()


@pytest.fixture
def door(
    created: tuple[DataFolder, practices.Created], clock: FixedClock, authority: StandInAuthority
) -> Iterator[Door]:
    made = Door(created[0], created[1].totp_secret, clock, authority)
    opened = made.by_code()
    with opened.store.writing() as session:
        signing_keys.trust_test_authority(session, opened.actor, authority.anchors)
    opened.close()
    return made


@pytest.mark.clause("27.4")
def test_password_and_certificate_open_the_practice(door: Door) -> None:
    opened = door.by_key()
    assert opened.actor.login == OWNER_LOGIN
    assert opened.actor.os_user == "aigul"
    assert [check.reason for check in opened.warnings] == ["revocation-unavailable"]  # said, not hidden
    with opened.store.reading() as session:
        (bound,) = login_certificates.bound_certificates(session, opened.actor)
    assert bound.certificate.iin == OWNER_IIN
    assert bound.last_used_at == door.clock.now()
    opened.close()


@pytest.mark.clause("27.4")
@pytest.mark.clause("22.9")
@pytest.mark.parametrize(
    ("subject", "reason", "check"),
    [
        (replace(OWNER, iin=OTHER_IIN), Reason.IIN_MISMATCH, "A1"),
        (replace(OWNER, purpose=KeyPurpose.SIGN), Reason.WRONG_PURPOSE, "P2"),
        (replace(OWNER, valid_for=timedelta(days=29)), Reason.EXPIRED, "V2"),
        (replace(OWNER, valid_from=timedelta(days=1)), Reason.NOT_YET_VALID, "V2"),
    ],
)
def test_a_certificate_that_may_not_is_refused_and_kept(
    door: Door, subject: Subject, reason: Reason, check: str
) -> None:
    code = door.refused(door.key(subject, "bad"))
    assert code.startswith("login-certificate-")
    (attempt,) = door.attempts()
    assert (attempt.reason, attempt.check, attempt.code, attempt.purpose) == (reason, check, code, Purpose.LOGIN)
    assert (attempt.workstation, attempt.os_user, attempt.login) == ("pc-1", "aigul", OWNER_LOGIN)
    assert attempt.key.iin == subject.iin.value
    assert attempt.key.issuer == "SHIPAGER TEST CA (RSA)"
    assert attempt.key.subject.startswith("СӘРСЕНОВА АЙГҮЛ")
    assert attempt.key.place == "bad.p12"
    assert len(attempt.key.fingerprint) == 64
    assert attempt.person == "Сәрсенова Айгүл Маратқызы"


@pytest.mark.clause("22.9")
def test_a_certificate_of_an_authority_that_nobody_trusts(door: Door, tmp_path: Path) -> None:
    foreign = StandInAuthority(tmp_path / "foreign", door.clock.now())
    key = LoginKey("pkcs12", str(foreign.issue(OWNER, "owner")), DEFAULT_PASSWORD)
    assert door.refused(key) in {"login-certificate-not-signed-by-authority", "login-certificate-unknown-authority"}
    (attempt,) = door.attempts()
    assert attempt.reason in {Reason.UNKNOWN_ISSUER, Reason.CHAIN_BROKEN}
    assert attempt.check == "V1"


@pytest.mark.clause("22.9")
def test_what_fails_before_a_certificate_is_known_is_kept_too(door: Door, tmp_path: Path) -> None:
    (tmp_path / "torn.p12").write_bytes(b"\x30\x03\x02\x01\x03")
    tries = [
        (door.key(secret="wrong"), "key-wrong-password", Reason.KEY_PASSWORD),
        (LoginKey("pkcs12", str(tmp_path / "none.p12"), "x"), "key-file-missing", Reason.KEY_UNUSABLE),
        (LoginKey("pkcs12", str(tmp_path / "torn.p12"), "x"), "key-unreadable", Reason.KEY_UNUSABLE),
        (LoginKey("nowhere"), "key-store-unknown", Reason.KEY_UNUSABLE),
    ]
    for key, code, _ in tries:
        assert door.refused(key) == code
    found = door.attempts()
    assert [(one.code, one.reason) for one in found] == [(code, reason) for _, code, reason in tries]
    assert found[1].key.place == "none.p12"  # without its folders


@pytest.mark.clause("22.9")
def test_a_wrong_password_and_a_user_that_is_not_there_are_told_apart_in_the_record_only(door: Door) -> None:
    assert door.refused(password="wrong") == door.refused(who="nobody") == "wrong-password"
    known, unknown = door.attempts()
    assert (known.reason, unknown.reason) == (Reason.ACCOUNT_PASSWORD, Reason.USER_NOT_FOUND)
    assert known.key.iin == unknown.key.iin == OWNER_IIN.value  # the key had signed already
    assert unknown.person == ""


@pytest.mark.clause("22.9")
def test_nothing_of_a_certificate_lies_open_before_the_unlock(door: Door) -> None:
    door.refused(door.key(replace(OWNER, iin=OTHER_IIN), "foreign"))
    plain = b"".join(path.read_bytes() for path in door.folder.root.rglob("*") if path.is_file())
    for secret in (OTHER_IIN.value.encode(), "СӘРСЕНОВА".encode(), b"foreign.p12", b"iin-differs"):
        assert secret not in plain
    assert len(door.attempts()) == 1
    assert len(door.attempts()) == 1  # filed once


@pytest.mark.clause("27.5")
def test_foreign_keys_are_guesses_and_lock_the_login_while_an_old_key_is_none(door: Door) -> None:
    expired = door.key(replace(OWNER, valid_for=timedelta(days=29)), "old")
    for _ in range(6):
        assert door.refused(expired) == "login-certificate-expired"
    foreign = door.key(replace(OWNER, iin=OTHER_IIN), "foreign")
    for _ in range(5):
        assert door.refused(foreign) == "login-certificate-iin-differs"
    assert door.refused() == "locked-out"
    door.clock.advance(timedelta(minutes=16))
    door.by_key().close()


@pytest.mark.clause("27.4")
def test_a_practice_says_which_second_factors_it_accepts(door: Door) -> None:
    with pytest.raises(Refused, match="login-no-factor"):
        door.rules(LoginRules(codes=False, certificates=False))
    with pytest.raises(Refused, match="login-certificate-untried"):
        door.rules(LoginRules(codes=False))  # nobody could get in again
    door.rules(LoginRules(certificates=False))
    assert door.refused() == "login-certificate-not-allowed"
    door.rules(LoginRules())
    door.by_key().close()
    door.rules(LoginRules(codes=False))
    with pytest.raises(Refused, match="otp-not-allowed"):
        door.by_code()
    door.by_key().close()


@pytest.mark.clause("27.4")
def test_revocation_that_nobody_can_tell_is_the_practices_choice(door: Door) -> None:
    door.rules(LoginRules(revocation_must_be_known=True))
    assert door.refused() == "login-certificate-revocation-unavailable"
    (attempt,) = door.attempts()
    assert (attempt.reason, attempt.check) == (Reason.REVOCATION_UNAVAILABLE, "R1")


@pytest.mark.clause("27.4")
def test_a_certificate_can_be_demanded_beforehand_and_taken_away(door: Door) -> None:
    door.rules(LoginRules(bound_only=True))
    assert door.refused() == "login-certificate-not-bound"
    opened = door.by_code()
    with opened.store.writing() as session:
        inspected = signing_keys.inspect_key("pkcs12", door.key().location, DEFAULT_PASSWORD)
        bound = login_certificates.bind_certificate(session, opened.actor, inspected.certificate_der)
    opened.close()
    opened = door.by_key()
    with opened.store.writing() as session:
        login_certificates.unbind_certificate(session, opened.actor, bound.certificate_id)
    opened.close()
    assert door.refused() == "login-certificate-not-bound"
    door.rules(LoginRules())
    assert door.refused() == "login-certificate-not-bound"  # taken away is taken away


@pytest.mark.clause("22.9")
def test_attempts_are_found_by_period_reason_person_and_workplace(door: Door) -> None:
    door.refused(door.key(replace(OWNER, iin=OTHER_IIN), "foreign"))
    door.refused(password="wrong")
    today = door.clock.now().date()
    for query, expected in (
        (AttemptQuery(reason=Reason.IIN_MISMATCH), 1),
        (AttemptQuery(who=OTHER_IIN.value), 1),
        (AttemptQuery(who="сәрсенова"), 2),
        (AttemptQuery(who="Ким"), 0),
        (AttemptQuery(since=today, until=today), 2),
        (AttemptQuery(until=today - timedelta(days=1)), 0),
        (AttemptQuery(workstation="pc-1", purpose=Purpose.LOGIN), 2),
        (AttemptQuery(workstation="pc-2"), 0),
        (AttemptQuery(purpose=Purpose.SIGNING), 0),
    ):
        assert len(door.attempts(query)) == expected, query


@pytest.fixture
def responder(door: Door) -> Iterator[Door]:
    """An OCSP responder of the test authority on this computer; the practice asks it."""
    with pki.serve(door.authority.folder, clock=door.clock.now) as server:
        opened = door.by_code()
        with opened.store.writing() as session:
            revocation_service.set_service(session, opened.actor, RevocationService(True, server.ocsp_url))
        opened.close()
        yield door


@pytest.mark.clause("27.4")
def test_a_good_answer_lets_in_without_a_warning_and_is_remembered(responder: Door) -> None:
    opened = responder.by_key()
    assert opened.warnings == ()
    with opened.store.reading() as session:
        (bound,) = login_certificates.bound_certificates(session, opened.actor)
    assert (bound.revocation, bound.revocation_at) == ("good", responder.clock.now())
    opened.close()


@pytest.mark.clause("22.9")
def test_a_revoked_key_gets_nobody_in_also_when_nobody_can_be_asked_any_more(responder: Door) -> None:
    key = responder.key(replace(OWNER, name=PersonName("Сәрсенова", "Айгүл")), "lost")
    responder.by_key(key).close()
    with key_store.find("pkcs12").open(key.location, key.secret) as opened_key:
        responder.authority.revoke(opened_key.certificate, responder.clock.now(), "key_compromise")
    responder.clock.advance(timedelta(minutes=10))
    assert responder.refused(key) == "login-certificate-revoked"
    opened = responder.by_code()
    with opened.store.writing() as session:
        revocation_service.set_service(session, opened.actor, RevocationService())
    opened.close()
    assert responder.refused(key) == "login-certificate-revoked"
    assert [(one.reason, one.check) for one in responder.attempts()] == [(Reason.REVOKED, "R3")] * 2


@pytest.mark.clause("27.4")
@pytest.mark.parametrize("style", ["individual", "employee"])
def test_a_gost_key_gets_in_though_no_gost_key_is_marked_for_login(
    door: Door, gost_authority: StandInAuthority, style: str
) -> None:
    opened = door.by_code()
    with opened.store.writing() as session:
        signing_keys.trust_test_authority(session, opened.actor, gost_authority.anchors)
    opened.close()
    subject = replace(OWNER, purpose=KeyPurpose.SIGN, role=Role(style))
    path = gost_authority.issue(subject, style, algorithm=Algorithm.GOST)
    door.by_key(LoginKey("pkcs12", str(path), DEFAULT_PASSWORD)).close()


@pytest.fixture(scope="module")
def gost_authority(tmp_path_factory: pytest.TempPathFactory) -> StandInAuthority:
    moment = datetime(2026, 11, 23, 8, tzinfo=UTC)
    return StandInAuthority(tmp_path_factory.mktemp("gost"), moment, (Algorithm.GOST,))


@pytest.mark.clause("27.4")
def test_a_challenge_is_good_once_for_one_user_and_two_minutes(clock: FixedClock) -> None:
    register = challenge.Challenges()
    first = register.issue("Кабинет", "aigul", clock.now())
    assert challenge.is_challenge(first.content)
    assert register.answer(first, "aigul", clock.now()).result is Result.PASS
    assert register.answer(first, "aigul", clock.now()).reason == "challenge-unknown"
    assert (
        register.answer(register.issue("К", "aigul", clock.now()), "olzhas", clock.now()).reason == "challenge-differs"
    )
    late = register.issue("К", "aigul", clock.now())
    other = register.issue("К", "aigul", clock.now())
    forged = replace(other, issued_at=clock.now() + timedelta(minutes=5))
    assert register.answer(forged, "aigul", clock.now()).reason == "challenge-differs"
    clock.advance(timedelta(minutes=2, seconds=1))
    assert register.answer(late, "aigul", clock.now()).reason == "challenge-late"
    assert challenge.Challenges().answer(first, "aigul", clock.now()).reason == "challenge-unknown"  # another run
    many = [register.issue("К", "aigul", clock.now()) for _ in range(100)]
    assert register.answer(many[0], "aigul", clock.now()).reason == "challenge-unknown"  # bounded
    assert register.answer(many[-1], "aigul", clock.now()).result is Result.PASS


@pytest.mark.clause("27.4")
def test_a_signed_document_is_no_answer_and_a_signed_challenge_is_no_document(
    door: Door, authority: StandInAuthority
) -> None:
    asked = challenge.Challenges().issue("Кабинет", "aigul", door.clock.now())
    listed = trust.of_test(authority.anchors)
    with key_store.find("pkcs12").open(door.key().location, DEFAULT_PASSWORD) as opened:
        (document,) = opened.sign([b"%PDF-1.7 a prescription"], door.clock.now())
        (answer,) = opened.sign([asked.content], door.clock.now(), attached=True)
    judged = challenge.examine(asked.content, document, trusted=listed, now=door.clock.now(), iin=OWNER_IIN)
    assert judged.failure is not None
    assert judged.failure.reason == "content-changed"
    good = challenge.examine(asked.content, answer, trusted=listed, now=door.clock.now(), iin=OWNER_IIN)
    assert good.failure is None
    report = verify.verify(answer, None, trusted=listed, now=door.clock.now())
    assert ("C3", "login-challenge") in {(check.code, check.reason) for check in report.checks}
    signer = authority.issue(replace(OWNER, purpose=KeyPurpose.SIGN), "signer")
    with (
        key_store.find("pkcs12").open(str(signer), DEFAULT_PASSWORD) as opened,
        pytest.raises(Refused, match="content-is-challenge"),
    ):
        own_signature.sign_bytes(asked.content, opened, trusted_authorities=listed, moment=door.clock.now())


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_whatever_comes_back_instead_of_a_container_is_refused_in_words(answer: bytes) -> None:
    moment = datetime(2026, 11, 23, 8, tzinfo=UTC)
    found = challenge.examine(b"x", answer, trusted=trust.production(), now=moment, iin=OWNER_IIN)
    assert found.failure is not None


@pytest.mark.clause("22.9")
def test_killed_at_any_moment_it_has_kept_every_refusal_it_told_of(door: Door) -> None:
    """kill -9: what was said to be refused is in the record afterwards, and the record opens."""
    script = (
        "import sys\nfrom pathlib import Path\nfrom datetime import datetime\nfrom app import login\n"
        "from app.domain.errors import Refused\nfrom app.domain.clock import FixedClock\n"
        "from app.login_certificates import LoginKey\nfrom app.paths import DataFolder\n"
        "while True:\n    try:\n        login.unlock_by_certificate(DataFolder(Path(sys.argv[1])), 'doctor', 'x',"
        " LoginKey('pkcs12', 'none.p12', 'x'), clock=FixedClock(datetime.fromisoformat(sys.argv[2])))\n"
        "    except Refused as refusal:\n        print(refusal.code, flush=True)\n"
    )
    call = [sys.executable, "-c", script, str(door.folder.root), door.clock.now().isoformat()]
    for told in (3, 8):
        with subprocess.Popen(call, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": "."}) as one:
            assert one.stdout is not None
            seen = [one.stdout.readline() for _ in range(told)]
            one.kill()
            seen += one.stdout.readlines()
        found = len(door.attempts())
        door.told += len(seen)
        assert door.told <= found <= door.told + 2


@pytest.mark.clause("27.4")
def test_a_script_gets_in_with_a_key_in_place_of_a_code(
    door: Door, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHIPAGER_CLOCK", door.clock.now().isoformat())
    for name, text in (("account", OWNER_PASSWORD), ("key", DEFAULT_PASSWORD), ("wrong", "wrong")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    start = ["status", "--json", "--data", str(door.folder.root), "--login", OWNER_LOGIN]
    start += ["--password-file", str(tmp_path / "account"), "--key", door.key().location]
    assert main([*start, "--key-password-file", str(tmp_path / "key")]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["patients"] == 0
    assert main([*start, "--key-password-file", str(tmp_path / "wrong")]) == 1
    assert "password of the key file is wrong" in capsys.readouterr().err
    assert main(start) == 2
    door.clock.advance(timedelta(minutes=5))
    (attempt,) = door.attempts()
    assert (attempt.reason, attempt.os_user != "") == (Reason.KEY_PASSWORD, True)

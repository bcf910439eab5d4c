"""The password policy while it is typed, and the one-time code of RFC 6238."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import totp
from app.domain.errors import Refused
from app.domain.identity import Iin, PersonName
from app.domain.password import RULES, unmet_rules

NAME = PersonName("Сәрсенова", "Айгүл", "Маратқызы")
IIN = Iin("850615300129")


@pytest.mark.clause("27.5")
@pytest.mark.parametrize(
    ("password", "broken"),
    [
        ("", {"length", "classes", "common"}),
        ("Жаз-2031 ғой", {"length"}),
        ("жазғытұрымжауын", {"classes"}),
        ("Таңғы-шық-7-рет", set()),
        ("қар түсті далаға бүгін таңертең", set()),  # a passphrase needs no mixture
        ("Сарсенова-2031-х", {"personal"}),  # the name without its Kazakh letters
        ("Xq-850615300129-z", {"personal"}),
        ("Xq-850615-zmLpwK", {"personal"}),  # the birth date as the number carries it
        ("doctor7-Zx!qLmPw", {"personal"}),  # the login
        ("Password-12345!", {"common"}),
        ("Йцукен-Йцукен-1", {"common"}),
        ("Аааааааааааа-1!", {"common"}),
    ],
)
def test_the_rules_that_are_not_met_yet(password: str, broken: set[str]) -> None:
    assert set(unmet_rules(password, login="doctor7", name=NAME, iin=IIN)) == broken


@pytest.mark.clause("22.8")
def test_an_administrators_password_is_longer() -> None:
    assert unmet_rules("Таңғы-шық-7!", administrator=False) == ()
    assert unmet_rules("Таңғы-шық-7!", administrator=True) == ("length",)


@given(st.text(max_size=40), st.text(max_size=10))
def test_every_text_has_an_answer_in_the_order_of_the_rules(password: str, login: str) -> None:
    broken = unmet_rules(password, login=login, name=NAME, iin=IIN)
    assert list(broken) == [rule for rule in RULES if rule in broken]


# RFC 6238 appendix B, SHA-1: the last six of the eight digits
@pytest.mark.parametrize(
    ("second", "code"),
    [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (2000000000, "279037")],
)
def test_codes_of_the_standard(second: int, code: str) -> None:
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # "12345678901234567890" in base32
    moment = datetime.fromtimestamp(second, UTC)
    assert totp.code_at(secret, moment) == code
    assert totp.accept(secret, f" {code[:3]} {code[3:]}", moment, last_step=0) == second // 30


@given(st.datetimes(datetime(2020, 1, 1), datetime(2060, 1, 1)), st.integers(-3, 3))
def test_one_step_of_drift_each_way_and_once(moment: datetime, steps: int) -> None:
    now, secret = moment.replace(tzinfo=UTC), "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    code = totp.code_at(secret, now + timedelta(seconds=30 * steps))
    nearby = {totp.code_at(secret, now + timedelta(seconds=30 * n)) for n in (-1, 0, 1)}
    if code not in nearby:
        with pytest.raises(Refused, match="otp-wrong"):
            totp.accept(secret, code, now, 0)
        return
    used = totp.accept(secret, code, now, 0)
    assert abs(used - totp.step_of(now)) <= 1
    with pytest.raises(Refused, match="otp-used"):
        totp.accept(secret, code, now, totp.step_of(now) + 1)


def test_secrets_are_random_and_the_phone_is_told_whose_they_are() -> None:
    first, second = totp.new_secret(), totp.new_secret()
    assert first != second
    assert len(first) == 32  # 160 bits
    uri = totp.otpauth_uri(first, "doctor", "Кабинет")
    assert uri.startswith("otpauth://totp/Shipager:")
    assert f"secret={first}" in uri

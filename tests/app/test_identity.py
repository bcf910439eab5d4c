"""Numbers and names that identify people: check digits in both passes, phones as typed, folding."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain.errors import Refused
from app.domain.identity import BinNumber, Iin, PersonName, Phone, Sex, check_digit, folded

DIGITS = st.text("0123456789", min_size=11, max_size=11)


def weighted(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11


@given(DIGITS)
def test_the_check_digit_follows_the_order(eleven: str) -> None:
    """Order 521: first pass 1…11; ten means a second pass with 3…11, 1, 2; ten again is never issued."""
    first = weighted(eleven, (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11))
    second = weighted(eleven, (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2))
    wanted = first if first < 10 else second if second < 10 else None
    assert check_digit(eleven) == wanted
    for digit in "0123456789":
        if wanted is not None and int(digit) == wanted:
            assert Iin(eleven + digit).value == eleven + digit
        else:
            with pytest.raises(Refused, match="iin-check-digit"):
                Iin(eleven + digit)


@pytest.mark.parametrize(
    ("eleven", "digit"),
    [("00010150000", 1), ("85061530012", 9), ("00010150020", 6), ("00010150022", None)],  # worked examples
)
def test_worked_examples(eleven: str, digit: int | None) -> None:
    assert check_digit(eleven) == digit


@given(DIGITS, st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_before_the_eleventh_is_noticed_in_the_first_pass(eleven: str, place: int, step: int) -> None:
    digit = check_digit(eleven)
    assume(digit is not None)
    wrong = eleven[:place] + str((int(eleven[place]) + step) % 10) + eleven[place + 1 :]
    assume(weighted(eleven, tuple(range(1, 12))) != 10)
    assume(weighted(wrong, tuple(range(1, 12))) != 10)
    with pytest.raises(Refused):
        Iin(wrong + str(digit))


@pytest.mark.parametrize("typed", ["", "85061530012", "8506153001299", "85061530012a", "８５０６１５３００１２９"])
def test_what_has_not_twelve_digits_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="iin-not-12-digits"):
        Iin(typed)


@pytest.mark.parametrize(
    ("iin", "born", "sex"),
    [
        ("850615300129", date(1985, 6, 15), Sex.MALE),
        ("000101500001", date(2000, 1, 1), Sex.MALE),
        ("000101600007", date(2000, 1, 1), Sex.FEMALE),
    ],
)
def test_birth_date_and_sex_are_suggested(iin: str, born: date, sex: Sex) -> None:
    number = Iin(iin[:11] + str(check_digit(iin[:11])))
    assert (number.suggested_birth_date, number.suggested_sex) == (born, sex)


@given(DIGITS)
def test_a_valid_number_never_fails_for_what_it_suggests(eleven: str) -> None:
    digit = check_digit(eleven)
    assume(digit is not None)
    number = Iin(eleven + str(digit))
    assert number.suggested_birth_date is None or isinstance(number.suggested_birth_date, date)
    assert number.suggested_sex in {None, Sex.MALE, Sex.FEMALE}


@given(DIGITS)
def test_a_bin_has_the_same_check_digit_and_a_structure_of_its_own(eleven: str) -> None:
    digit = check_digit(eleven)
    assume(digit is not None)
    structured = "01" <= eleven[2:4] <= "12" and eleven[4] in "456"
    if structured:
        assert BinNumber(eleven + str(digit)).value == eleven + str(digit)
    else:
        with pytest.raises(Refused, match="bin-structure"):
            BinNumber(eleven + str(digit))


@given(st.text("0123456789", min_size=9, max_size=9), st.sampled_from("67"))
def test_a_kazakh_phone_is_one_number_however_it_is_typed(rest: str, first: str) -> None:
    national = first + rest
    groups = (national[:3], national[3:6], national[6:8], national[8:])
    for shape in ("+7{}{}{}{}", "8{}{}{}{}", "7{}{}{}{}", "{}{}{}{}", "+7 ({}) {}-{}-{}", "8 {} {} {} {}"):
        phone = Phone.parse(shape.format(*groups))
        assert phone.e164 == f"+7{national}"
        assert Phone.parse(phone.shown) == phone


@given(st.text(max_size=20))
def test_a_phone_is_e164_or_refused(typed: str) -> None:
    try:
        phone = Phone.parse(typed)
    except Refused:
        return
    assert re.fullmatch(r"\+[0-9]{8,15}", phone.e164)


@given(st.text(max_size=40))
def test_folding_is_stable_and_made_of_words(text: str) -> None:
    key = folded(text)
    assert folded(key) == key
    assert key == " ".join(key.split())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Құсайынов", "кусаинов"),
        ("Әбдіқалықова", "абдикаликова"),
        ("Өмірзақ Ғалия", "омирзак галия"),
        ("Шыңғыс", "шингис"),
        ("Фёдор", "федор"),
        ("Иванова-Петрова", "иванова петрова"),
        ("Қаһарман", "кахарман"),
        ("Й", "И\u0306"),  # decomposed, as some systems send it
        ("Асан", "Acaн"),  # Latin look-alikes
    ],
)
def test_names_meet_their_other_spellings(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_a_name_is_kept_as_it_stands_in_the_document(surname: str, given_name: str, patronymic: str) -> None:
    name = PersonName(surname, given_name, patronymic)
    again = PersonName(name.surname, name.given, name.patronymic)
    assert again == name

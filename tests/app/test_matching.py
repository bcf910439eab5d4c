"""Which objects find their patient by themselves, which wait for a person, and why (scenarios S3 to S5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.device import SentIdentity
from app.domain.identity import PersonName, Sex, check_digit
from app.domain.matching import (
    CONTRADICTIONS,
    Order,
    Registered,
    decide,
    one_slip_apart,
    rank,
    same_person,
)
from app.domain.name_likeness import Likeness, likeness, skeleton


def _iin(first_eleven: str) -> str:
    return f"{first_eleven}{check_digit(first_eleven)}"


BORN = date(1985, 6, 15)
IIN = _iin("85061540012")
OTHER_IIN = _iin("90031150017")
AIGUL = Registered(1, PersonName("Жұмабаева", "Айгүл", "Серікқызы"), BORN, Sex.FEMALE, IIN, uid="uid-1")
TWIN = Registered(2, PersonName("Жұмабаева", "Әсел", "Серікқызы"), BORN, Sex.FEMALE, OTHER_IIN, uid="uid-2")
NEWBORN = Registered(3, PersonName("Жұмабаев"), date(2026, 11, 20), Sex.MALE, "", uid="uid-3")
ORDER = Order(AIGUL, "S26-0001", "US")
TWIN_ORDER = Order(TWIN, "S26-0002", "US")
ONE_DIGIT = IIN[:10] + str((int(IIN[10]) + 1) % 10) + IIN[11]
FULL = SentIdentity(
    patient_id=IIN,
    iin_candidates=(IIN,),
    name=PersonName("Жұмабаева", "Айгүл"),
    birth_date=BORN,
    sex=Sex.FEMALE,
    accession_number="S26-0001",
    account_numbers=(IIN,),
)
BARE = SentIdentity(accession_number="S26-0001")
NO_ORDER = replace(FULL, accession_number="")


def named(surname: str, given_name: str = "", patronymic: str = "") -> PersonName:
    return PersonName(surname, given_name, patronymic)


# What was sent; orders of ours with that number; holders of a sent IIN; who gets it (None: the inbox); why it waits.
CASES: dict[str, tuple[SentIdentity, list[Order], list[Registered], int | None, str]] = {
    "order, everything agrees": (FULL, [ORDER], [AIGUL], 1, ""),
    "order, nothing else sent": (BARE, [ORDER], [], 1, ""),
    "order as a step id": (SentIdentity(order_number="S26-0001"), [ORDER], [], 1, ""),
    "order in another place": (SentIdentity(other_numbers=("x", "S26-0001")), [ORDER], [], 1, ""),
    "order, name only, same": (replace(BARE, name=AIGUL.name), [ORDER], [], 1, ""),
    "order, name in Russian letters": (replace(BARE, name=named("Жумабаева", "Айгуль")), [ORDER], [], 1, ""),
    "order, name in Latin": (replace(BARE, name=named("ZHUMABAYEVA", "AIGUL")), [ORDER], [], 1, ""),
    "order, name in other Latin": (replace(BARE, name=named("JUMABAEVA", "AYGUL")), [ORDER], [], 1, ""),
    "order, parts of the name swapped": (replace(BARE, name=named("Айгүл", "Жұмабаева")), [ORDER], [], 1, ""),
    "order, initials": (replace(BARE, name=named("Жұмабаева", "А.", "С.")), [ORDER], [], 1, ""),
    "order, a slip in the name": (replace(BARE, name=named("Жумабева", "Айгуль")), [ORDER], [], 1, ""),
    "order, filler for a name": (replace(BARE, name=named("UNKNOWN", "PATIENT")), [ORDER], [], 1, ""),
    "order, our own patient id": (replace(BARE, patient_id="uid-1", account_numbers=("uid-1",)), [ORDER], [], 1, ""),
    "order, an id of the device's own": (replace(BARE, patient_id="77", account_numbers=("77",)), [ORDER], [], 1, ""),
    "order, sex not sent": (replace(FULL, sex=Sex.UNKNOWN), [ORDER], [AIGUL], 1, ""),
    "order of a child without IIN": (
        replace(BARE, name=named("Жұмабаев"), birth_date=NEWBORN.birth_date), [Order(NEWBORN, "S26-0001")], [], 3, "",
    ),
    "order, another name": (replace(BARE, name=named("Иванов", "Пётр")), [ORDER], [], None, "name-differs"),
    "order, another surname": (replace(BARE, name=named("Ахметова", "Айгүл")), [ORDER], [], None, "name-differs"),
    "order, sister's name": (replace(BARE, name=named("Жұмабаева", "Динара")), [ORDER], [], None, "name-differs"),
    "order, another birth date": (
        replace(BARE, birth_date=date(1990, 1, 2)), [ORDER], [], None, "birth-date-differs",
    ),
    "order, same year, another day": (replace(BARE, birth_date=date(1985, 1, 2)), [ORDER], [], None, "birth-year"),
    "order, day and month swapped": (
        replace(BARE, birth_date=date(1985, 5, 12)), [Order(replace(AIGUL, birth_date=date(1985, 12, 5)), "S26-0001")],
        [], None, "birth-date-swapped",
    ),
    "order, another sex": (replace(BARE, sex=Sex.MALE), [ORDER], [], None, "sex-differs"),
    "order, IIN of nobody": (
        replace(FULL, patient_id=OTHER_IIN, iin_candidates=(OTHER_IIN,), account_numbers=(OTHER_IIN,)),
        [ORDER], [], None, "iin-differs",
    ),
    "order, IIN of another patient": (
        replace(FULL, patient_id=OTHER_IIN, iin_candidates=(OTHER_IIN,), account_numbers=(OTHER_IIN,)),
        [ORDER], [TWIN], None, "order-and-iin-disagree",
    ),
    "order, one digit of the IIN wrong": (
        replace(FULL, patient_id=ONE_DIGIT, iin_candidates=(), account_numbers=(ONE_DIGIT,)),
        [ORDER], [], None, "iin-one-digit",
    ),
    "order, two digits of the IIN swapped": (
        replace(FULL, patient_id=IIN[:4] + IIN[5] + IIN[4] + IIN[6:], iin_candidates=(), account_numbers=()),
        [ORDER], [], None, "iin-one-digit",
    ),
    "order, a sample number of twelve digits": (
        replace(BARE, other_numbers=(OTHER_IIN,), iin_candidates=(OTHER_IIN,)), [ORDER], [], 1, "",
    ),
    "two orders of two patients": (FULL, [ORDER, TWIN_ORDER], [AIGUL], None, "orders-disagree"),
    "two orders of one patient": (FULL, [ORDER, Order(AIGUL, "S26-0009")], [AIGUL], 1, ""),
    "IIN and birth date": (NO_ORDER, [], [AIGUL], 1, ""),
    "IIN and birth date alone": (
        SentIdentity(patient_id=IIN, iin_candidates=(IIN,), birth_date=BORN), [], [AIGUL], 1, "",
    ),
    "IIN with spaces": (
        SentIdentity(patient_id=f"{IIN[:6]} {IIN[6:]}", iin_candidates=(IIN,), birth_date=BORN), [], [AIGUL], 1, "",
    ),
    "IIN without birth date": (replace(NO_ORDER, birth_date=None), [], [AIGUL], None, "birth-date-missing"),
    "IIN, our birth date is not known": (
        NO_ORDER, [], [replace(AIGUL, birth_date=None)], None, "birth-date-missing",
    ),
    "IIN, another birth date": (
        replace(NO_ORDER, birth_date=date(1986, 1, 1)), [], [AIGUL], None, "birth-date-differs",
    ),
    "IIN and birth date, another name": (
        replace(NO_ORDER, name=named("Иванов", "Пётр")), [], [AIGUL], None, "name-differs",
    ),
    "IIN and birth date, another sex": (replace(NO_ORDER, sex=Sex.MALE), [], [AIGUL], None, "sex-differs"),
    "two IINs of two patients": (
        replace(NO_ORDER, iin_candidates=(IIN, OTHER_IIN)), [], [AIGUL, TWIN], None, "iins-disagree",
    ),
    "IIN that nobody has": (NO_ORDER, [], [], None, "iin-unknown"),
    "name and birth date": (SentIdentity(name=AIGUL.name, birth_date=BORN), [], [], None, "name-only"),
    "name, birth date, sex, but an unknown order": (
        replace(NO_ORDER, patient_id="", iin_candidates=(), account_numbers=(), accession_number="Z9"),
        [], [], None, "name-only",
    ),
    "patient id of ours alone": (
        SentIdentity(patient_id="uid-1", account_numbers=("uid-1",)), [], [], None, "patient-id-only",
    ),
    "patient id of the device alone": (
        SentIdentity(patient_id="77", account_numbers=("77",)), [], [], None, "patient-id-only",
    ),
    "nothing at all": (SentIdentity(), [], [], None, "no-identifier"),
    "a filler for a name alone": (SentIdentity(name=named("ANONYMOUS")), [], [], None, "no-identifier"),
    "a sample number alone": (SentIdentity(order_number="180307003"), [], [], None, "no-identifier"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_who_gets_it(case: str) -> None:
    identity, orders, holders, patient_id, why = CASES[case]
    decision = decide(identity, orders, holders)
    assert (decision.patient_id, decision.why) == (patient_id, why)
    assert bool(decision.patient_id) == (not decision.why), "either a patient or a reason to wait"
    if decision.patient_id:
        assert decision.reasons, "a match names its reasons"
        assert not CONTRADICTIONS & {reason.code for reason in decision.reasons}


def test_table_is_broad() -> None:
    assert len(CASES) >= 40


def test_near_match_is_shown_with_its_differences() -> None:
    sent = replace(NO_ORDER, patient_id=ONE_DIGIT, iin_candidates=(), account_numbers=(ONE_DIGIT,))
    assert decide(sent, [], []).patient_id is None
    (best,) = rank(sent, [TWIN, AIGUL])
    assert best.patient_id == AIGUL.patient_id
    differing = {reason.code: (reason.sent, reason.ours) for reason in best.reasons if not reason.speaks_for}
    assert differing == {"iin-one-digit": (ONE_DIGIT, IIN)}
    assert {"name", "birth-date", "sex"} <= {reason.code for reason in best.reasons}


def test_booking_of_the_day_proposes_but_never_decides() -> None:
    sent = SentIdentity(order_number="17")
    assert decide(sent, [], []).patient_id is None
    ranked = rank(sent, [AIGUL, TWIN], modality="US", booked={1: "LAB", 2: "US"})
    assert [candidate.patient_id for candidate in ranked] == [2, 1]
    assert [reason.code for reason in ranked[0].reasons] == ["booked-that-day", "booked-modality"]


def test_those_for_whom_nothing_speaks_are_not_proposed() -> None:
    assert rank(SentIdentity(name=named("Сидоров", "Пётр"), birth_date=date(1950, 1, 1)), [AIGUL, TWIN, NEWBORN]) == ()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (named("Құсайынов", "Нұрлан"), named("Кусаинов", "Нурлан"), Likeness.SAME),
        (named("Құсайынов", "Нұрлан"), named("KUSSAINOV", "NURLAN"), Likeness.SAME),
        (named("Шүкіров", "Ғалым"), named("Shukirov", "Galym"), Likeness.SAME),
        (named("Цой", "Юлия"), named("TSOY", "YULIYA"), Likeness.SAME),
        (named("Ли"), named("Li"), Likeness.SIMILAR),
        (named("Иванов", "Иван"), named("Иванов", "И."), Likeness.SIMILAR),
        (named("Ким", "Анна"), named("Кин", "Анна"), Likeness.DIFFERENT),
        (named("Иванова", "Анна"), named("Петрова", "Анна"), Likeness.DIFFERENT),
        (named("Иванов", "Иван"), named("Иванов", "Пётр"), Likeness.DIFFERENT),
        (named("UNKNOWN"), named("Иванов"), Likeness.UNKNOWN),
        (named("-"), named("Иванов"), Likeness.UNKNOWN),
    ],
)
def test_names_across_alphabets(one: PersonName, other: PersonName, expected: Likeness) -> None:
    assert likeness(one, other) is expected
    assert likeness(other, one) is expected


def test_objects_of_one_study_tell_of_one_person() -> None:
    assert same_person(FULL, FULL)
    assert same_person(FULL, replace(FULL, name=None, birth_date=None, patient_id=""))
    assert same_person(FULL, replace(FULL, name=named("ZHUMABAEVA", "AIGUL")))
    assert not same_person(FULL, replace(FULL, name=named("Иванов", "Пётр")))
    assert not same_person(FULL, replace(FULL, birth_date=date(1990, 1, 1)))
    assert not same_person(FULL, replace(FULL, patient_id="77"))
    assert not same_person(FULL, replace(FULL, sex=Sex.MALE))


@given(place=st.integers(0, 11), digit=st.sampled_from("0123456789"))
def test_one_wrong_digit_never_matches(place: int, digit: str) -> None:
    wrong = IIN[:place] + digit + IIN[place + 1 :]
    sent = replace(FULL, patient_id=wrong, iin_candidates=(IIN,) if wrong == IIN else (), account_numbers=(wrong,))
    assert one_slip_apart(wrong, IIN) == (wrong != IIN)
    assert (decide(sent, [ORDER], []).patient_id is None) == (wrong != IIN)


@given(st.text(max_size=40))
def test_skeleton_reads_anything(text: str) -> None:
    assert skeleton(skeleton(text)) == skeleton(skeleton(skeleton(text)))

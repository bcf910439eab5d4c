"""Which objects find their patient by themselves, which wait for a person, and why (scenarios S3 to S5)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.device import SentIdentity
from app.domain.identity import PersonName, Sex, check_digit
from app.domain.matching import (
    AUTOMATIC,
    CONTRADICTIONS,
    RULES,
    Order,
    Registered,
    compare,
    decide,
    differences,
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


def iins(*numbers: str, **more: Any) -> SentIdentity:
    """An object with numbers in its id fields; what has a right check digit is seen as an IIN."""
    right = tuple(one for one in numbers if one[:11].isdigit() and len(one) == 12 and _iin(one[:11]) == one)
    return SentIdentity(patient_id=numbers[0], account_numbers=numbers, iin_candidates=right, **more)


SWAPPED_DAY = Registered(4, named("Ли", "Анна"), date(1985, 12, 5), Sex.FEMALE, _iin("85120540031"), uid="uid-4")
UNDATED = Registered(5, named("Ким", "Олжас"), None, Sex.MALE, _iin("70010130044"), uid="uid-5")
REGISTRY = (AIGUL, TWIN, NEWBORN, SWAPPED_DAY, UNDATED)
ORDERS = (
    ORDER, TWIN_ORDER, Order(AIGUL, "S26-0003"), Order(NEWBORN, "S26-0004"), Order(SWAPPED_DAY, "S26-0005"),
    Order(UNDATED, "S26-0006"),
)  # fmt: skip
SWAPPED_DIGITS = IIN[:4] + IIN[5] + IIN[4] + IIN[6:]
NOBODYS_IIN = _iin("66060660077")
LATIN, OTHER_LATIN = named("ZHUMABAYEVA", "AIGUL"), named("JUMABAEVA", "AYGUL")
RUSSIAN, TURNED = named("Жумабаева", "Айгуль"), named("Айгүл", "Жұмабаева")
WRONG_CHECK = IIN[:11] + str((int(IIN[11]) + 1) % 10)

# What the row is about; what was sent; who gets it by itself (None: a person decides); what speaks for it, or why it
# waits.
Case = tuple[str, SentIdentity, int | None, str]
CASES: tuple[Case, ...] = (
    # an order of ours
    ("Order, IIN, name, birth date and sex all agree.", FULL, 1, "accession iin birth-date name sex"),
    ("The number of our order and nothing else.", BARE, 1, "accession"),
    ("Our number stands where the device puts a step id.", SentIdentity(order_number="S26-0001"), 1, "step-id"),
    ("Our number stands in a third place.", SentIdentity(other_numbers=("x", "S26-0001")), 1, "step-id"),
    ("Two of our orders, both of one patient.", replace(BARE, other_numbers=("S26-0003",)), 1, "accession"),
    ("Order and the same name.", replace(BARE, name=AIGUL.name), 1, "accession name"),
    ("Order; the name in Russian letters, as a device without Kazakh ones sends it back.",
     replace(BARE, name=RUSSIAN), 1, "accession name-spelling"),
    ("Order; the name in Latin, as our worklist told it.", replace(BARE, name=LATIN), 1, "accession name-spelling"),
    ("Order; the name in another Latin spelling.", replace(BARE, name=OTHER_LATIN), 1, "accession name-similar"),
    ("Order; surname and given name swapped.", replace(BARE, name=TURNED), 1, "accession name-swapped"),
    ("Order; surname with initials.", replace(BARE, name=named("Жұмабаева", "А.", "С.")), 1, "accession name-similar"),
    ("Order; a slip in two letters of the name.",
     replace(BARE, name=named("Жумабева", "Айгуль")), 1, "accession name-similar"),
    ("Order; the surname alone.", replace(BARE, name=named("ЖҰМАБАЕВА")), 1, "accession name-similar"),
    ("Order; the device's filler for a name says nothing.",
     replace(BARE, name=named("UNKNOWN", "PATIENT")), 1, "accession"),
    ("Order and our own patient number.",
     replace(BARE, patient_id="uid-1", account_numbers=("uid-1",)), 1, "accession patient-id"),
    ("Order; the device's own running number means nobody of ours.",
     replace(BARE, patient_id="77", account_numbers=("77",)), 1, "accession"),
    ("Order; the sex was not sent.", replace(FULL, sex=Sex.UNKNOWN), 1, "accession iin birth-date name"),
    ("Order of a newborn who has no IIN and no given name yet.",
     SentIdentity(accession_number="S26-0004", name=named("Жұмабаев"), birth_date=NEWBORN.birth_date),
     3, "accession birth-date name-similar"),
    ("Order of a patient whose birth date we do not know.",
     SentIdentity(accession_number="S26-0006", name=named("Ким", "Олжас"), birth_date=BORN), 5, "accession name"),
    ("Order; a sample's number that looks like an IIN which nobody has.",
     replace(BARE, other_numbers=(NOBODYS_IIN,), iin_candidates=(NOBODYS_IIN,)), 1, "accession"),
    # an order of ours, and something against it: the patient was changed at the device, or its number was typed wrongly
    ("Order; another person's name: the patient was changed at the device.",
     replace(BARE, name=named("Иванов", "Пётр")), None, "name-differs"),
    ("Order; another surname.", replace(BARE, name=named("Ахметова", "Айгүл")), None, "name-differs"),
    ("Order; the sister's given name.", replace(BARE, name=named("Жұмабаева", "Динара")), None, "name-differs"),
    ("Order; another name in Latin.", replace(BARE, name=named("IVANOVA", "ANNA")), None, "name-differs"),
    ("Order; another birth date.", replace(BARE, birth_date=date(1990, 1, 2)), None, "birth-date-differs"),
    ("Order; the same birth year, another day.", replace(BARE, birth_date=date(1985, 1, 2)), None, "birth-year"),
    ("Order; day and month of birth swapped.",
     SentIdentity(accession_number="S26-0005", birth_date=date(1985, 5, 12)), None, "birth-date-swapped"),
    ("Order; another sex.", replace(BARE, sex=Sex.MALE), None, "sex-differs"),
    ("Order; an IIN that nobody has.", replace(iins(NOBODYS_IIN), accession_number="S26-0001"), None, "iin-differs"),
    ("Order of one patient, IIN of another: changed at the device.",
     replace(iins(OTHER_IIN), accession_number="S26-0001"), None, "order-and-iin-disagree"),
    ("The same, with everything else of the first patient.",
     replace(FULL, patient_id=OTHER_IIN, iin_candidates=(OTHER_IIN,)), None, "order-and-iin-disagree"),
    ("Order; in the place of a sample's number stands the IIN of another patient.",
     replace(BARE, other_numbers=(OTHER_IIN,), iin_candidates=(OTHER_IIN,)), None, "order-and-iin-disagree"),
    ("Order of one patient, our patient number of another.",
     replace(BARE, patient_id="uid-2", account_numbers=("uid-2",)), None, "numbers-disagree"),
    ("Order; one digit of the IIN is wrong.",
     replace(iins(ONE_DIGIT), accession_number="S26-0001"), None, "iin-one-digit"),
    ("Order; two neighbouring digits of the IIN are swapped.",
     replace(iins(SWAPPED_DIGITS), accession_number="S26-0001"), None, "iin-one-digit"),
    ("Order; one digit wrong, although name and birth date agree.",
     replace(iins(ONE_DIGIT, name=AIGUL.name, birth_date=BORN), accession_number="S26-0001"), None, "iin-one-digit"),
    ("Orders of two patients in one message.",
     replace(FULL, other_numbers=("S26-0002",)), None, "orders-disagree"),
    # the IIN
    ("IIN and birth date, name, sex.", NO_ORDER, 1, "iin birth-date name sex"),
    ("IIN and birth date alone.", iins(IIN, birth_date=BORN), 1, "iin birth-date"),
    ("The IIN was typed with a space.",
     SentIdentity(patient_id=f"{IIN[:6]} {IIN[6:]}", iin_candidates=(IIN,), birth_date=BORN), 1, "iin birth-date"),
    ("The IIN stands beside the device's own number.", iins("77", IIN, birth_date=BORN), 1, "iin birth-date"),
    ("IIN and birth date; the name in Latin.", replace(NO_ORDER, name=LATIN), 1, "iin birth-date name-spelling sex"),
    ("IIN and birth date; the parts of the name swapped.",
     replace(NO_ORDER, name=TURNED), 1, "iin birth-date name-swapped sex"),
    ("IIN and birth date; a number of somebody else's order that is not ours.",
     replace(NO_ORDER, accession_number="Z9"), 1, "iin birth-date name sex"),
    ("IIN and the very name, without a birth date.", replace(NO_ORDER, birth_date=None), None, "birth-date-missing"),
    ("IIN and the very name; our own birth date is not known.",
     iins(UNDATED.iin, name=named("Ким", "Олжас"), birth_date=BORN), None, "birth-date-missing"),
    ("IIN and the name with its patronymic.", iins(IIN, name=AIGUL.name), None, "birth-date-missing"),
    ("IIN alone: an id never decides by itself.", iins(IIN), None, "birth-date-missing"),
    ("IIN and sex.", iins(IIN, sex=Sex.FEMALE), None, "birth-date-missing"),
    ("IIN and a name in Latin: another spelling does not make up for the birth date.",
     iins(IIN, name=LATIN), None, "birth-date-missing"),
    ("IIN and the name in Russian letters.", iins(IIN, name=RUSSIAN), None, "birth-date-missing"),
    ("IIN and the name with its parts swapped.", iins(IIN, name=TURNED), None, "birth-date-missing"),
    ("IIN and initials.", iins(IIN, name=named("Жұмабаева", "А")), None, "birth-date-missing"),
    ("IIN and a slip in the name.", iins(IIN, name=named("Жұмабева", "Айгүл")), None, "birth-date-missing"),
    ("IIN and a filler for a name.", iins(IIN, name=named("ANONYMOUS")), None, "birth-date-missing"),
    ("IIN; our own birth date is not known and no name was sent.",
     iins(UNDATED.iin, birth_date=BORN), None, "birth-date-missing"),
    ("IIN and another birth date.", replace(NO_ORDER, birth_date=date(1986, 1, 1)), None, "birth-date-differs"),
    ("IIN and another day of the same birth year.",
     replace(NO_ORDER, birth_date=date(1985, 6, 16)), None, "birth-year"),
    ("IIN with day and month of birth swapped.",
     iins(SWAPPED_DAY.iin, birth_date=date(1985, 5, 12)), None, "birth-date-swapped"),
    ("IIN and birth date, another name.", replace(NO_ORDER, name=named("Иванов", "Пётр")), None, "name-differs"),
    ("IIN and birth date, another sex.", replace(NO_ORDER, sex=Sex.MALE), None, "sex-differs"),
    ("IINs of two patients.", iins(IIN, OTHER_IIN, birth_date=BORN), None, "iins-disagree"),
    ("An IIN that nobody has.", iins(NOBODYS_IIN, birth_date=BORN, name=AIGUL.name), None, "iin-unknown"),
    ("IIN of one patient, our patient number of another.",
     iins(IIN, "uid-2", birth_date=BORN), None, "numbers-disagree"),
    ("One digit of the IIN is wrong, name and birth date agree (S5).",
     iins(ONE_DIGIT, name=AIGUL.name, birth_date=BORN), None, "iin-unknown"),
    ("The check digit of the IIN is wrong, name and birth date agree (S5).",
     iins(WRONG_CHECK, name=AIGUL.name, birth_date=BORN), None, "name-only"),
    ("One digit of the IIN is wrong and by chance the check digit is right.",
     replace(NO_ORDER, patient_id=NOBODYS_IIN, iin_candidates=(NOBODYS_IIN,), account_numbers=()), None, "iin-unknown"),
    # our own patient number, as the worklist told it
    ("Our patient number and the birth date.", iins("uid-1", birth_date=BORN), 1, "patient-id birth-date"),
    ("Our patient number of a newborn and the birth date.",
     iins("uid-3", birth_date=NEWBORN.birth_date), 3, "patient-id birth-date"),
    ("Our patient number and the very name.", iins("uid-1", name=named("Жұмабаева", "Айгүл")), None, "patient-id-only"),
    ("Our patient number alone: never on a patient id.", iins("uid-1"), None, "patient-id-only"),
    ("Our patient number and a name in Latin.", iins("uid-1", name=LATIN), None, "patient-id-only"),
    ("Our patient number and another birth date.",
     iins("uid-1", birth_date=date(1990, 1, 2)), None, "birth-date-differs"),
    ("Our patient number and another name.", iins("uid-1", name=named("Иванов", "Пётр")), None, "name-differs"),
    ("Our patient numbers of two patients.", iins("uid-1", "uid-2", birth_date=BORN), None, "numbers-disagree"),
    # nothing that decides
    ("Name and birth date only propose.", SentIdentity(name=AIGUL.name, birth_date=BORN), None, "name-only"),
    ("Name, birth date and sex.", SentIdentity(name=AIGUL.name, birth_date=BORN, sex=Sex.FEMALE), None, "name-only"),
    ("The same name and birth year.", SentIdentity(name=AIGUL.name, birth_date=date(1985, 3, 3)), None, "name-only"),
    ("A name in Latin and the birth date.", SentIdentity(name=LATIN, birth_date=BORN), None, "name-only"),
    ("Swapped parts of the name and the birth date.", SentIdentity(name=TURNED, birth_date=BORN), None, "name-only"),
    ("Name, birth date and an order that is not ours.",
     SentIdentity(name=AIGUL.name, birth_date=BORN, accession_number="Z9"), None, "name-only"),
    ("The birth date alone.", SentIdentity(birth_date=BORN), None, "no-identifier"),
    ("The device's own number alone.", iins("77"), None, "patient-id-only"),
    ("The device's own number and the birth date.", iins("77", birth_date=BORN), None, "patient-id-only"),
    ("Nothing at all.", SentIdentity(), None, "no-identifier"),
    ("A filler for a name.", SentIdentity(name=named("ANONYMOUS")), None, "no-identifier"),
    ("A sample number.", SentIdentity(order_number="180307003"), None, "no-identifier"),
)  # fmt: skip


@pytest.mark.clause("15")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_who_gets_it(case: Case) -> None:
    _, identity, patient_id, why = case
    numbers, accounts = identity.numbers, (identity.patient_id, *identity.account_numbers)
    decision = decide(
        identity,
        [order for order in ORDERS if order.number in numbers],
        [one for one in REGISTRY if one.iin and one.iin in identity.iin_candidates],
        [one for one in REGISTRY if one.uid in accounts],
    )
    codes = [reason.code for reason in decision.reasons]
    if patient_id is None:
        assert (decision.patient_id, decision.why) == (None, why)
        return
    assert (decision.patient_id, decision.why, set(codes)) == (patient_id, "", set(why.split()))
    assert any(way <= set(codes) for way in AUTOMATIC)


def test_the_table_is_broad_and_each_row_says_something_else() -> None:
    assert len({says for says, *_ in CASES}) == len(CASES) >= 60


def test_every_rule_is_named_once_weighted_and_met_by_some_row() -> None:
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    assert all(rule.weight and rule.says and -100 < rule.weight < 100 for rule in RULES)
    assert {name for way in AUTOMATIC for name in way} <= set(names) - CONTRADICTIONS
    met = {
        reason.code for _, sent, *_ in CASES for one in REGISTRY for order in (None, *ORDERS)
        for reason in compare(sent, one, order, modality="US", booked="US", has_study=True)
    }  # fmt: skip
    assert met == set(names)


@pytest.mark.parametrize("spelling", [LATIN, OTHER_LATIN, RUSSIAN, TURNED, named("Жұмабаева", "А.")], ids=str)
def test_a_spelling_of_the_name_never_decides(spelling: PersonName) -> None:
    """Whatever else agrees but the numbers of an order and the birth date: a person decides."""
    for more in ({}, {"sex": Sex.FEMALE}, {"patient_id": "uid-1"}, {"patient_id": IIN, "iin_candidates": (IIN,)}):
        sent = SentIdentity(name=spelling, **more)
        by_iin, by_uid = [AIGUL] if sent.iin_candidates else [], [AIGUL] if sent.patient_id == "uid-1" else []
        assert decide(sent, [], by_iin, by_uid).patient_id is None


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
    changed = replace(FULL, patient_id=OTHER_IIN, name=named("Иванов", "Пётр"), birth_date=date(1990, 1, 1))
    assert differences(FULL, changed) == ("patient-id-differs", "birth-date-differs", "name-differs")


@given(place=st.integers(0, 11), digit=st.sampled_from("0123456789"))
def test_one_wrong_digit_never_matches(place: int, digit: str) -> None:
    wrong = IIN[:place] + digit + IIN[place + 1 :]
    sent = replace(FULL, patient_id=wrong, iin_candidates=(IIN,) if wrong == IIN else (), account_numbers=(wrong,))
    assert one_slip_apart(wrong, IIN) == (wrong != IIN)
    assert (decide(sent, [ORDER], []).patient_id is None) == (wrong != IIN)


@given(st.text(max_size=40))
def test_skeleton_reads_anything(text: str) -> None:
    """Plain letters and digits without doubles, whatever comes; a skeleton is compared, never read once more."""
    found = skeleton(text)
    assert re.fullmatch(r"[a-z0-9]*", found)
    assert all(one != other for one, other in pairwise(found))

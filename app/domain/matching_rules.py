"""The rules of matching as one table: name, weight, what it says, and the predicate that finds it.

A rule looks at one object beside one patient and answers with the two values it compared, or None where it does not
hold. Weights are per cent of certainty; a negative one contradicts, and a contradiction never matches by itself.
The match order at the end of the table is that of `app/domain/matching.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app.domain.device import SentIdentity
from app.domain.identity import PersonName, Sex
from app.domain.name_likeness import Likeness, likeness, words_of

Values = tuple[str, str]  # what was sent, what we have


@dataclass(frozen=True, slots=True)
class Registered:
    """What the registry says about one patient: the other side of the comparison."""

    patient_id: int
    name: PersonName
    birth_date: date | None = None
    sex: Sex = Sex.UNKNOWN
    iin: str = ""
    uid: str = ""  # what our worklist may have told the device as patient id


@dataclass(frozen=True, slots=True)
class Case:
    """One object beside one patient: everything that a rule may look at."""

    sent: SentIdentity
    patient: Registered
    order: str = ""  # number of an order of ours for this patient that was sent
    modality: str = ""  # the object's
    booked: str = ""  # modality of a booking of that day: "" none, "*" without modality
    has_study: bool = False  # a study of the same UID is in this patient's card


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table; `name` is the code that a screen has words for."""

    name: str
    weight: int
    says: str
    holds: Callable[[Case], Values | None]


def twelve_digits(identity: SentIdentity) -> tuple[str, ...]:
    """Everything sent that is meant to be an IIN, right check digit or not: a wrong digit must be seen."""
    digits = (_bare(number) for number in (identity.patient_id, *identity.account_numbers))
    meant = [number for number in digits if re.fullmatch(r"[0-9]{12}", number)]
    return tuple(dict.fromkeys((*identity.iin_candidates, *meant)))


def one_slip_apart(one: str, other: str) -> bool:
    """One digit differs, or two neighbours are swapped."""
    places = [at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    if len(one) != len(other) or not places:
        return False
    swapped = len(places) == 2 and places[1] == places[0] + 1 and one[places[0]] == other[places[1]]
    return len(places) == 1 or (swapped and one[places[1]] == other[places[0]])


# --- predicates: order, study, booking


def _accession(case: Case) -> Values | None:
    return (case.order, case.order) if case.order and case.order == case.sent.accession_number else None


def _step_id(case: Case) -> Values | None:
    return (case.order, case.order) if case.order and case.order != case.sent.accession_number else None


def _study_uid(case: Case) -> Values | None:
    uid = case.sent.study_instance_uid
    return (uid, uid) if case.has_study else None


def _booked_that_day(case: Case) -> Values | None:
    return ("", "") if case.booked else None


def _booked_modality(case: Case) -> Values | None:
    return (case.modality, case.booked) if case.modality and case.modality == case.booked else None


# --- predicates: numbers of the person


def _iin_as(wanted: str) -> Callable[[Case], Values | None]:
    def holds(case: Case) -> Values | None:
        relation, sent = _iin_relation(case)
        return (sent, case.patient.iin) if relation == wanted else None

    return holds


def _iin_relation(case: Case) -> tuple[str, str]:
    """How a sent number stands to the patient's IIN: equal, one slip apart, another one, or nothing to say."""
    ours, meant = case.patient.iin, twelve_digits(case.sent)
    if not meant or not ours:
        return "", ""
    if ours in meant:
        return "equal", ours
    near = next((number for number in meant if one_slip_apart(number, ours)), "")
    if near:
        return "one slip", near
    # A twelve-digit number without a right check digit may be a sample's; only in the patient's own id it counts.
    own = _bare(case.sent.patient_id)
    accounts = {_bare(number) for number in case.sent.account_numbers}
    differing = own if own in meant else next((iin for iin in case.sent.iin_candidates if iin in accounts), "")
    return ("other", differing) if differing else ("", "")


def _patient_id(case: Case) -> Values | None:
    uid = case.patient.uid
    return (uid, uid) if uid and uid in (case.sent.patient_id, *case.sent.account_numbers) else None


# --- predicates: birth date, sex, name


def _born_as(wanted: str) -> Callable[[Case], Values | None]:
    def holds(case: Case) -> Values | None:
        sent, ours = case.sent.birth_date, case.patient.birth_date
        if sent is None or ours is None or _birth_relation(sent, ours) != wanted:
            return None
        return sent.isoformat(), ours.isoformat()

    return holds


def _birth_relation(sent: date, ours: date) -> str:
    if sent == ours:
        return "equal"
    if (sent.day, sent.month, sent.year) == (ours.month, ours.day, ours.year):
        return "swapped"
    return "same year" if sent.year == ours.year else "other"


def _sex_is(*, equal: bool) -> Callable[[Case], Values | None]:
    def holds(case: Case) -> Values | None:
        sent, ours = case.sent.sex, case.patient.sex
        if Sex.UNKNOWN in (sent, ours) or (sent is ours) != equal:
            return None
        return sent.value, ours.value

    return holds


def _named_as(wanted: str) -> Callable[[Case], Values | None]:
    def holds(case: Case) -> Values | None:
        sent, ours = case.sent.name, case.patient.name
        return (sent.full, ours.full) if sent is not None and name_relation(sent, ours) == wanted else None

    return holds


def name_relation(sent: PersonName, ours: PersonName) -> str:
    """equal · other letters · parts swapped · similar · other; empty where one side says nothing."""
    found = likeness(sent, ours)
    if found is not Likeness.SAME:
        return {Likeness.SIMILAR: "similar", Likeness.DIFFERENT: "other"}.get(found, "")
    if _begin_alike(sent.full.casefold().split(), ours.full.casefold().split()):
        return "equal"
    return "other letters" if _begin_alike(words_of(sent), words_of(ours)) else "parts swapped"


def _begin_alike(one: list[str], other: list[str]) -> bool:
    return all(a == b for a, b in zip(one, other, strict=False))


def _bare(number: str) -> str:
    return re.sub(r"[\s\-]", "", number)


RULES: tuple[Rule, ...] = (
    # name, weight, what it says, predicate
    Rule("accession", 70, "the accession number is that of an order of ours", _accession),
    Rule("step-id", 70, "an order or step number of ours was sent in another place", _step_id),
    Rule("study-uid", 60, "a study of the same UID is in the patient's card", _study_uid),
    Rule("iin", 60, "the IIN is equal", _iin_as("equal")),
    Rule("patient-id", 40, "the patient number is the one that we issued", _patient_id),
    Rule("birth-date", 25, "the birth date is equal", _born_as("equal")),
    Rule("name", 20, "the name is equal, in the same letters and order", _named_as("equal")),
    Rule("name-spelling", 15, "the same name in other letters: Latin, Russian for Kazakh", _named_as("other letters")),
    Rule("name-swapped", 12, "the same words in another order: its parts are swapped", _named_as("parts swapped")),
    Rule("name-similar", 10, "a slip of a letter, initials, or one word only", _named_as("similar")),
    Rule("booked-that-day", 10, "the patient was booked on that day", _booked_that_day),
    Rule("sex", 5, "the sex is equal", _sex_is(equal=True)),
    Rule("booked-modality", 5, "the booking was for this kind of device", _booked_modality),
    Rule("iin-one-digit", -10, "one digit of the IIN is wrong, or two neighbours are swapped", _iin_as("one slip")),
    Rule("birth-date-swapped", -10, "day and month of birth are swapped", _born_as("swapped")),
    Rule("birth-year", -15, "the same birth year, another day", _born_as("same year")),
    Rule("sex-differs", -15, "another sex", _sex_is(equal=False)),
    Rule("birth-date-differs", -40, "another birth date", _born_as("other")),
    Rule("name-differs", -40, "another name", _named_as("other")),
    Rule("iin-differs", -60, "another IIN", _iin_as("other")),
)  # fmt: skip
CONTRADICTIONS = frozenset(rule.name for rule in RULES if rule.weight < 0)

# What must hold together for a match without a person, in the order in which it is looked for. A study already in the
# record comes between the order and the numbers: `app/intake.py` follows it where `same_person` agrees. A name with
# a birth date only proposes, and so does every other spelling of a name; a number alone never decides.
AUTOMATIC: tuple[frozenset[str], ...] = (
    frozenset({"accession"}),
    frozenset({"step-id"}),
    frozenset({"iin", "birth-date"}),
    frozenset({"patient-id", "birth-date"}),
)

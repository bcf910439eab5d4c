"""Whose result is it: the rules by which an object finds its patient, and the reasons a person can read.

Automatic only by: an accession number or step id of an order we issued; or the IIN *and* the birth date that
agree with it. (A study already in the record is followed by `app/intake.py`, with `same_person` asked first.)
Never on a name, never on a patient id alone, and never where anything that was sent contradicts: one wrong
digit of the IIN, another birth date, sex or name sends the object to the inbox even when its order is ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.device import SentIdentity
from app.domain.identity import PersonName, Sex
from app.domain.name_likeness import Likeness, likeness, names_nobody
from app.domain.observation import Candidate, Reason

# Reason code -> weight, per cent of certainty; negative ones contradict.
WEIGHTS = {
    "accession": 70, "step-id": 70, "study-uid": 60, "iin": 60, "birth-date": 25, "name": 20, "name-similar": 10,
    "sex": 5, "patient-id": 15, "booked-that-day": 10, "booked-modality": 5,
    "iin-one-digit": -10, "birth-date-swapped": -10, "birth-year": -15, "birth-date-differs": -40,
    "sex-differs": -15, "name-differs": -40, "iin-differs": -60,
}  # fmt: skip
CONTRADICTIONS = frozenset(code for code, weight in WEIGHTS.items() if weight < 0)


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
class Order:
    """An order we issued (a booking) and its patient."""

    patient: Registered
    number: str
    modality: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """`patient_id` is None where a person must decide; `why` then names the reason for waiting."""

    patient_id: int | None
    why: str
    reasons: tuple[Reason, ...]


def decide(identity: SentIdentity, orders: Iterable[Order], holders_of_iin: Iterable[Registered]) -> Decision:
    """Match one object. `orders`: ours whose number was sent; `holders_of_iin`: patients with a sent IIN."""
    ordered = {order.patient.patient_id: order for order in orders}
    by_iin = {patient.patient_id: patient for patient in holders_of_iin}
    if len(ordered) > 1:
        return _waits("orders-disagree")
    if len(by_iin) > 1:
        return _waits("iins-disagree")
    if ordered:
        return _by_order(identity, next(iter(ordered.values())), by_iin)
    if by_iin:
        return _by_iin(identity, next(iter(by_iin.values())))
    return _waits(_why_unknown(identity))


def _by_order(identity: SentIdentity, order: Order, by_iin: dict[int, Registered]) -> Decision:
    reasons = compare(identity, order.patient, order)
    if by_iin and order.patient.patient_id not in by_iin:
        return _waits("order-and-iin-disagree", reasons)
    return _unless_contradicted(order.patient, reasons)


def _by_iin(identity: SentIdentity, patient: Registered) -> Decision:
    reasons = compare(identity, patient)
    if identity.birth_date is None or patient.birth_date is None:
        return _waits("birth-date-missing", reasons)
    return _unless_contradicted(patient, reasons)


def compare(
    identity: SentIdentity, patient: Registered, order: Order | None = None, *, modality: str = "", booked: str = ""
) -> tuple[Reason, ...]:
    """Every named reason for and against this patient, the weightiest first.

    `modality` is the object's, `booked` the modality of a booking of that day ("" none, "*" without modality).
    """
    found: list[Reason] = []
    if order:
        code = "accession" if order.number == identity.accession_number else "step-id"
        found.append(_reason(code, order.number, order.number))
    found += _iin_reasons(identity, patient)
    found += _birth_date_reasons(identity, patient)
    found += _name_reasons(identity, patient)
    if Sex.UNKNOWN not in (identity.sex, patient.sex):
        found.append(_reason("sex" if identity.sex is patient.sex else "sex-differs", identity.sex, patient.sex))
    if patient.uid and patient.uid in (identity.patient_id, *identity.account_numbers):
        found.append(_reason("patient-id", patient.uid, patient.uid))
    if booked:
        found.append(_reason("booked-that-day"))
        if modality and booked == modality:
            found.append(_reason("booked-modality", modality, booked))
    return tuple(sorted(found, key=lambda reason: -abs(reason.weight)))


def rank(
    identity: SentIdentity, suspects: Iterable[Registered], orders: Iterable[Order] = (),
    *, modality: str = "", booked: dict[int, str] | None = None, limit: int = 10,
) -> tuple[Candidate, ...]:  # fmt: skip
    """Patients an inbox item may belong to, the likeliest first; those for whom nothing speaks are left out."""
    by_order = {order.patient.patient_id: order for order in orders}
    every = {patient.patient_id: patient for patient in (*suspects, *(order.patient for order in by_order.values()))}
    judged = []
    for patient in every.values():
        own = (booked or {}).get(patient.patient_id, "")
        reasons = compare(identity, patient, by_order.get(patient.patient_id), modality=modality, booked=own)
        score = score_of(reasons)
        if score > 0 or "iin-one-digit" in {reason.code for reason in reasons}:
            judged.append(Candidate(patient.patient_id, patient.name, patient.birth_date, patient.iin, score, reasons))
    return tuple(sorted(judged, key=lambda one: (-one.score, one.name.full, one.patient_id))[:limit])


def score_of(reasons: Iterable[Reason]) -> int:
    """0..100: the sum of the weights, bounded."""
    return max(0, min(100, sum(reason.weight for reason in reasons)))


def same_person(first: SentIdentity, now: SentIdentity) -> bool:
    """Whether two objects of one study tell of one person; what one of them leaves out does not count."""
    pairs = ((first.patient_id, now.patient_id), (first.birth_date, now.birth_date), (first.sex, now.sex))
    if any(one and other and one != other and Sex.UNKNOWN not in (one, other) for one, other in pairs):
        return False
    return likeness(first.name, now.name) is not Likeness.DIFFERENT


def twelve_digits(identity: SentIdentity) -> tuple[str, ...]:
    """Everything sent that is meant to be an IIN, right check digit or not: a wrong digit must be seen."""
    digits = (re.sub(r"[\s\-]", "", number) for number in (identity.patient_id, *identity.account_numbers))
    meant = [number for number in digits if re.fullmatch(r"[0-9]{12}", number)]
    return tuple(dict.fromkeys((*identity.iin_candidates, *meant)))


def one_slip_apart(one: str, other: str) -> bool:
    """One digit differs, or two neighbours are swapped."""
    places = [at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    if len(one) != len(other) or not places:
        return False
    swapped = len(places) == 2 and places[1] == places[0] + 1 and one[places[0]] == other[places[1]]
    return len(places) == 1 or (swapped and one[places[1]] == other[places[0]])


def _unless_contradicted(patient: Registered, reasons: tuple[Reason, ...]) -> Decision:
    against = [reason for reason in reasons if reason.code in CONTRADICTIONS]
    if against:
        return _waits(against[0].code, reasons)
    return Decision(patient.patient_id, "", reasons)


def _waits(why: str, reasons: tuple[Reason, ...] = ()) -> Decision:
    return Decision(None, why, reasons)


def _why_unknown(identity: SentIdentity) -> str:
    if identity.iin_candidates:
        return "iin-unknown"
    if not names_nobody(identity.name):
        return "name-only"
    return "no-identifier" if not identity.account_numbers else "patient-id-only"


def _iin_reasons(identity: SentIdentity, patient: Registered) -> list[Reason]:
    meant = twelve_digits(identity)
    if not meant or not patient.iin:
        return []
    if patient.iin in meant:
        return [_reason("iin", patient.iin, patient.iin)]
    near = next((number for number in meant if one_slip_apart(number, patient.iin)), "")
    if near:
        return [_reason("iin-one-digit", near, patient.iin)]
    # A twelve-digit number without a right check digit may be a sample's; only in the patient's own id it counts.
    own = re.sub(r"[\s\-]", "", identity.patient_id)
    accounts = {re.sub(r"[\s\-]", "", number) for number in identity.account_numbers}
    differing = own if own in meant else next((iin for iin in identity.iin_candidates if iin in accounts), "")
    return [_reason("iin-differs", differing, patient.iin)] if differing else []


def _birth_date_reasons(identity: SentIdentity, patient: Registered) -> list[Reason]:
    sent, ours = identity.birth_date, patient.birth_date
    if sent is None or ours is None:
        return []
    if sent == ours:
        code = "birth-date"
    elif (sent.day, sent.month, sent.year) == (ours.month, ours.day, ours.year):
        code = "birth-date-swapped"
    else:
        code = "birth-year" if sent.year == ours.year else "birth-date-differs"
    return [_reason(code, sent.isoformat(), ours.isoformat())]


def _name_reasons(identity: SentIdentity, patient: Registered) -> list[Reason]:
    codes = {Likeness.SAME: "name", Likeness.SIMILAR: "name-similar", Likeness.DIFFERENT: "name-differs"}
    code = codes.get(likeness(identity.name, patient.name))
    return [_reason(code, identity.name.full, patient.name.full)] if code and identity.name else []


def _reason(code: str, sent: str = "", ours: str = "") -> Reason:
    return Reason(code, WEIGHTS[code], str(sent), str(ours))

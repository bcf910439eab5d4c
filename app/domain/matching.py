"""Whose result is it: decisions made of the rules in `app/domain/matching_rules.py`, with reasons a person can read.

Automatic only by what `AUTOMATIC` lists (R15-b): an accession number or step id of an order we issued; the IIN, or the
patient number that our worklist told, *and* the birth date that agrees with it. (A study already in the record is
followed by `app/intake.py`, with `same_person` asked first.) Never on a name, never on a patient id alone, and never
where anything that was sent contradicts: one wrong digit of the IIN, another birth date, sex or name sends the object
to the inbox even when its order is ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass

from app.domain.device import SentIdentity
from app.domain.identity import Sex
from app.domain.matching_rules import AUTOMATIC, CONTRADICTIONS, RULES, Case, Registered, one_slip_apart, twelve_digits
from app.domain.name_likeness import Likeness, likeness, names_nobody
from app.domain.observation import Candidate, Reason

__all__ = [
    "AUTOMATIC", "CONTRADICTIONS", "RULES", "Decision", "Order", "Registered", "compare", "decide", "differences",
    "one_slip_apart", "rank", "same_person", "score_of", "twelve_digits",
]  # fmt: skip


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


def decide(
    identity: SentIdentity,
    orders: Iterable[Order],
    holders_of_iin: Iterable[Registered],
    holders_of_uid: Iterable[Registered] = (),
) -> Decision:
    """Match one object.

    `orders`: ours whose number was sent; `holders_of_iin`, `holders_of_uid`: patients with a sent IIN, or whose own
    number of ours was sent.
    """
    ordered: dict[int, Order] = {}
    for order in orders:
        if order.patient.patient_id not in ordered or order.number == identity.accession_number:
            ordered[order.patient.patient_id] = order
    by_iin = {patient.patient_id: patient for patient in holders_of_iin}
    by_uid = {patient.patient_id: patient for patient in holders_of_uid}
    if len(ordered) > 1:
        return _waits("orders-disagree")
    if len(by_iin) > 1:
        return _waits("iins-disagree")
    meant = {**by_uid, **by_iin, **{order.patient.patient_id: order.patient for order in ordered.values()}}
    if not meant:
        return _waits(_why_unknown(identity))
    found = next(iter(ordered.values()), None)
    patient = found.patient if found else next(reversed(meant.values()))
    reasons = compare(identity, patient, found)
    if found and by_iin and patient.patient_id not in by_iin:
        return _waits("order-and-iin-disagree", reasons)
    if len(meant) > 1:
        return _waits("numbers-disagree", reasons)
    return _by_reasons(identity, patient, reasons)


def _by_reasons(identity: SentIdentity, patient: Registered, reasons: tuple[Reason, ...]) -> Decision:
    """The one patient whom the numbers mean, where enough agrees and nothing contradicts."""
    codes = {reason.code for reason in reasons}
    against = [reason.code for reason in reasons if reason.code in CONTRADICTIONS]
    if against:
        return _waits(against[0], reasons)
    if any(wanted <= codes for wanted in AUTOMATIC):
        return Decision(patient.patient_id, "", reasons)
    return _waits("birth-date-missing" if identity.iin_candidates else "patient-id-only", reasons)


def compare(
    identity: SentIdentity, patient: Registered, order: Order | None = None,
    *, modality: str = "", booked: str = "", has_study: bool = False,
) -> tuple[Reason, ...]:  # fmt: skip
    """Every rule that holds, for and against this patient, the weightiest first."""
    case = Case(identity, patient, order.number if order else "", modality, booked, has_study)
    found = [
        Reason(rule.name, rule.weight, *values) for rule in RULES if (values := rule.holds(case)) is not None
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda reason: -abs(reason.weight)))


def rank(
    identity: SentIdentity, suspects: Iterable[Registered], orders: Iterable[Order] = (),
    *, modality: str = "", booked: dict[int, str] | None = None, with_study: Set[int] = frozenset(), limit: int = 10,
) -> tuple[Candidate, ...]:  # fmt: skip
    """Patients an inbox item may belong to, the likeliest first; those for whom nothing speaks are left out."""
    by_order = {order.patient.patient_id: order for order in orders}
    every = {patient.patient_id: patient for patient in (*suspects, *(order.patient for order in by_order.values()))}
    judged = []
    for patient in every.values():
        reasons = compare(
            identity, patient, by_order.get(patient.patient_id), modality=modality,
            booked=(booked or {}).get(patient.patient_id, ""), has_study=patient.patient_id in with_study,
        )  # fmt: skip
        score = score_of(reasons)
        if score > 0 or "iin-one-digit" in {reason.code for reason in reasons}:
            judged.append(Candidate(patient.patient_id, patient.name, patient.birth_date, patient.iin, score, reasons))
    return tuple(sorted(judged, key=lambda one: (-one.score, one.name.full, one.patient_id))[:limit])


def score_of(reasons: Iterable[Reason]) -> int:
    """0..100: the sum of the weights, bounded."""
    return max(0, min(100, sum(reason.weight for reason in reasons)))


def differences(first: SentIdentity, now: SentIdentity) -> tuple[str, ...]:
    """What two objects of one study contradict each other in: the patient was changed at the device."""
    pairs = {
        "patient-id-differs": (first.patient_id, now.patient_id),
        "birth-date-differs": (first.birth_date, now.birth_date),
        "sex-differs": (first.sex, now.sex),
    }
    found = [
        code
        for code, (one, other) in pairs.items()
        if one and other and one != other and Sex.UNKNOWN not in (one, other)
    ]
    if likeness(first.name, now.name) is Likeness.DIFFERENT:
        found.append("name-differs")
    return tuple(found)


def same_person(first: SentIdentity, now: SentIdentity) -> bool:
    """Whether two objects of one study tell of one person; what one of them leaves out does not count."""
    return not differences(first, now)


def _waits(why: str, reasons: tuple[Reason, ...] = ()) -> Decision:
    return Decision(None, why, reasons)


def _why_unknown(identity: SentIdentity) -> str:
    if identity.iin_candidates:
        return "iin-unknown"
    if not names_nobody(identity.name):
        return "name-only"
    return "no-identifier" if not identity.account_numbers else "patient-id-only"

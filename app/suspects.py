"""Looks in the registry for whom an object may belong to: the rows that `app.domain.matching` judges."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app import decisions
from app.domain.clock import local
from app.domain.device import SentIdentity
from app.domain.errors import Refused
from app.domain.identity import Iin, PersonName, Sex, folded
from app.domain.matching import Decision, Order, Registered, decide, twelve_digits
from app.domain.typing_slips import readings
from db.tables.appointment import AppointmentTable
from db.tables.order import OrderTable
from db.tables.patient import PatientTable
from db.tables.result import StudyTable

# Where a number of ours stands.
_ORDERS: tuple[tuple[type[AppointmentTable | OrderTable], InstrumentedAttribute[str]], ...] = (
    (AppointmentTable, AppointmentTable.accession_number),
    (OrderTable, OrderTable.accession_number),
    (OrderTable, OrderTable.specimen_id),  # analysers know the tube only
)
_MANY = 200  # rows of one kind worth judging
_NUMBERS, _LONGEST = 20, 64  # numbers of one identity that are looked up, and letters of one
_DEAD = ("cancelled", "no-show")


def registered(row: PatientTable) -> Registered:
    return Registered(
        row.id, PersonName(row.surname, row.given, row.patronymic), row.birth_date, Sex(row.sex), row.iin or "", row.uid
    )


class Meant:
    """Whom the numbers of some identities mean: orders of ours, IINs, our own patient numbers.

    Looked up for all of them together, so that a message of thousands of orders asks no more often than one of ten.
    """

    def __init__(self, session: Session, identities: Sequence[SentIdentity]) -> None:
        living = PatientTable.withdrawn_at.is_(None)
        self._decided: dict[SentIdentity, Decision] = {}
        self._orders: dict[str, list[Order]] = {}
        self._by_iin: dict[str, Registered] = {}
        self._by_uid: dict[str, Registered] = {}
        for some in decisions.in_portions(_distinct(_numbers(one) for one in identities)):
            for table, number in _ORDERS:
                rows = session.execute(
                    select(PatientTable, number, table.modality)
                    .join(table, table.patient_id == PatientTable.id)
                    .where(number.in_(some), living)
                )
                for patient, sent, modality in rows:
                    self._orders.setdefault(sent, []).append(Order(registered(patient), sent, modality))
        for some in decisions.in_portions(_distinct(one.iin_candidates[:_NUMBERS] for one in identities)):
            for row in session.scalars(select(PatientTable).where(PatientTable.iin.in_(some), living)):
                self._by_iin[row.iin or ""] = registered(row)
        for some in decisions.in_portions(_distinct(_accounts(one) for one in identities)):
            for row in session.scalars(select(PatientTable).where(PatientTable.uid.in_(some), living)):
                self._by_uid[row.uid] = registered(row)

    def orders(self, identity: SentIdentity) -> list[Order]:
        """Bookings and orders of ours whose number was sent in any place of an order or step id."""
        return [order for number in _numbers(identity) for order in self._orders.get(number, ())]

    def holders_of_iin(self, identity: SentIdentity) -> list[Registered]:
        """Patients with one of the IINs that were sent."""
        return [self._by_iin[iin] for iin in identity.iin_candidates[:_NUMBERS] if iin in self._by_iin]

    def holders_of_uid(self, identity: SentIdentity) -> list[Registered]:
        """Patients whose own number of ours was sent as a patient id."""
        return [self._by_uid[number] for number in _accounts(identity) if number in self._by_uid]

    def decide(self, identity: SentIdentity) -> Decision:
        """Numbers that are no order of ours change nothing: what differs in them only is decided once."""
        orders = self.orders(identity)
        if orders:
            return decide(identity, orders, self.holders_of_iin(identity), self.holders_of_uid(identity))
        person = replace(identity, accession_number="", order_number="", other_numbers=())
        if person not in self._decided:
            self._decided[person] = decide(person, (), self.holders_of_iin(person), self.holders_of_uid(person))
        return self._decided[person]


def _numbers(identity: SentIdentity) -> tuple[str, ...]:
    return tuple(number for number in identity.numbers[:_NUMBERS] if len(number) <= _LONGEST)


def _accounts(identity: SentIdentity) -> tuple[str, ...]:
    sent = dict.fromkeys((identity.patient_id, *identity.account_numbers[:_NUMBERS]))
    return tuple(number for number in sent if 0 < len(number) <= _LONGEST)


def _distinct(groups: Iterable[tuple[str, ...]]) -> list[str]:
    return list(dict.fromkeys(number for group in groups for number in group))


def suspects_of(session: Session, identity: SentIdentity) -> list[Registered]:
    """Everyone worth judging for the inbox: by IIN or a slip in it, by birth date, by surname in any alphabet."""
    meant = Meant(session, [identity])
    found = {one.patient_id: one for one in (*meant.holders_of_iin(identity), *meant.holders_of_uid(identity))}
    living = select(PatientTable).where(PatientTable.withdrawn_at.is_(None))
    queries = []
    if near := _slips(twelve_digits(identity)):
        queries.append(living.where(PatientTable.iin.in_(near)))
    if identity.birth_date:
        queries.append(living.where(PatientTable.birth_date == identity.birth_date).limit(_MANY))
    for stem in _surname_stems(identity.name):
        within = PatientTable.k_sur.between(stem, stem + "\U0010ffff")
        queries.append(living.where(within).limit(_MANY))
    for query in queries:
        found |= {row.id: registered(row) for row in session.scalars(query)}
    return list(found.values())


def holders_of_study(session: Session, study_instance_uid: str) -> list[Registered]:
    """Patients in whose card a study of this UID stands already: the device kept the number for the next patient."""
    if not study_instance_uid:
        return []
    rows = (
        select(PatientTable)
        .join(StudyTable, StudyTable.patient_id == PatientTable.id)
        .where(StudyTable.study_instance_uid == study_instance_uid, PatientTable.withdrawn_at.is_(None))
        .distinct()
        .limit(_NUMBERS)
    )
    return [registered(row) for row in session.scalars(rows)]


def booked_that_day(session: Session, at: datetime) -> dict[int, tuple[Registered, str]]:
    """Who was booked on the practice's day of `at`, with the booking's modality ("*" where it has none)."""
    start = local(at).replace(hour=0, minute=0, second=0, microsecond=0)
    found = session.execute(
        select(PatientTable, AppointmentTable.modality)
        .join(AppointmentTable, AppointmentTable.patient_id == PatientTable.id)
        .where(
            AppointmentTable.starts_at >= start,
            AppointmentTable.starts_at < start + timedelta(days=1),
            AppointmentTable.state.not_in(_DEAD),
            PatientTable.withdrawn_at.is_(None),
        )
        .limit(_MANY)
    )
    return {patient.id: (registered(patient), modality or "*") for patient, modality in found}


def _slips(numbers: tuple[str, ...]) -> list[str]:
    """Every valid IIN that is one wrong digit or one swap of neighbours away."""
    near: dict[str, None] = {}
    for number in numbers[:4]:
        others = [number[:at] + digit + number[at + 1 :] for at in range(12) for digit in "0123456789"]
        others += [number[:at] + number[at + 1] + number[at] + number[at + 2 :] for at in range(11)]
        for other in others:
            try:
                near[Iin(other).value] = None
            except Refused:
                continue
    return list(near)


def _surname_stems(name: PersonName | None) -> list[str]:
    """Folded beginnings of the name's first two words, read in Latin and Cyrillic."""
    if name is None:
        return []
    words = [word for part in (name.surname, name.given) for word in part.split()[:1]]
    folds = [folded(reading) for word in words for reading in readings(word)]
    return list(dict.fromkeys(fold[:4] for fold in folds if len(fold) >= 2))

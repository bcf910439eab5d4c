"""Looks in the registry for whom an object may belong to: the rows that `app.domain.matching` judges."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.clock import local
from app.domain.device import SentIdentity
from app.domain.errors import Refused
from app.domain.identity import Iin, PersonName, Sex, folded
from app.domain.matching import Order, Registered, twelve_digits
from app.domain.typing_slips import readings
from db.tables.appointment import AppointmentTable
from db.tables.order import OrderTable
from db.tables.patient import PatientTable

_MANY = 200  # rows of one kind worth judging
_DEAD = ("cancelled", "no-show")


def registered(row: PatientTable) -> Registered:
    return Registered(
        row.id, PersonName(row.surname, row.given, row.patronymic), row.birth_date, Sex(row.sex), row.iin or "", row.uid
    )


def orders_of(session: Session, identity: SentIdentity) -> list[Order]:
    """Bookings and orders of ours whose accession number was sent in any place of an order or step id."""
    numbers = [number for number in identity.numbers[:20] if len(number) <= 64]
    if not numbers:
        return []
    found = []
    for table, number in (
        (AppointmentTable, AppointmentTable.accession_number),
        (OrderTable, OrderTable.accession_number),
        (OrderTable, OrderTable.specimen_id),  # analysers know the tube only
    ):
        rows = session.execute(
            select(PatientTable, number, table.modality)
            .join(table, table.patient_id == PatientTable.id)
            .where(number.in_(numbers), PatientTable.withdrawn_at.is_(None))
        )
        found += [Order(registered(patient), sent, modality) for patient, sent, modality in rows]
    return found


def holders_of_iin(session: Session, identity: SentIdentity) -> list[Registered]:
    """Patients with one of the IINs that were sent."""
    if not identity.iin_candidates:
        return []
    rows = select(PatientTable).where(
        PatientTable.iin.in_(identity.iin_candidates[:20]), PatientTable.withdrawn_at.is_(None)
    )
    return [registered(row) for row in session.scalars(rows)]


def holders_of_uid(session: Session, identity: SentIdentity) -> list[Registered]:
    """Patients whose own number of ours was sent as a patient id."""
    sent = [number for number in (identity.patient_id, *identity.account_numbers)[:20] if 0 < len(number) <= 64]
    if not sent:
        return []
    rows = select(PatientTable).where(PatientTable.uid.in_(sent), PatientTable.withdrawn_at.is_(None))
    return [registered(row) for row in session.scalars(rows)]


def suspects_of(session: Session, identity: SentIdentity) -> list[Registered]:
    """Everyone worth judging for the inbox: by IIN or a slip in it, by birth date, by surname in any alphabet."""
    found: dict[int, Registered] = {
        one.patient_id: one for one in (*holders_of_iin(session, identity), *holders_of_uid(session, identity))
    }
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

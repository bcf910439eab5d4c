"""The registry's rows and the values that stand for them: `Patient`, `PatientRow`, and the journal's JSON.

Whoever writes patient rows goes through `fill` and `write_parts`, so that the search keys always fit.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import record
from app.domain.access import Actor
from app.domain.identity import Iin, PersonName, Phone, Sex, folded
from app.domain.patient import Allergy, ContactPerson, DocumentKind, Patient, PatientDraft, PatientRow
from db import search
from db.tables.patient import AllergyTable, ContactTable, MarkerTable, PatientTable, PhoneTable


def fill(row: PatientTable, draft: PatientDraft) -> None:
    """Put the draft into the patient's own columns, search keys too."""
    row.iin = draft.iin.value if draft.iin else None
    row.surname, row.given, row.patronymic = draft.name.surname, draft.name.given, draft.name.patronymic
    row.birth_date, row.sex = draft.birth_date, draft.sex.value
    row.document_kind, row.document_number = draft.document_kind.value, draft.document_number.strip()
    row.citizenship, row.address, row.note = draft.citizenship, draft.address, draft.note
    row.phone = draft.phones[0].e164 if draft.phones else None
    row.consent = draft.consent
    for key, value in search_keys(draft.name, draft.document_number).items():
        setattr(row, key, value)


def search_keys(name: PersonName, document_number: str = "") -> dict[str, str]:
    """The folded columns by which a patient is found; every writer of patient rows fills them with this."""
    return {
        "k_sur": folded(name.surname),
        "k_first": folded(name.given),
        "k_all": folded(name.full),
        "k_document": search.document_key(document_number),
    }


def write_parts(session: Session, actor: Actor, patient_id: int, draft: PatientDraft) -> None:
    """Phones and contacts are replaced; allergies and markers are medical and only ever withdrawn."""
    for table in (PhoneTable, ContactTable):
        for old in session.scalars(select(table).where(table.patient_id == patient_id)):
            session.delete(old)
    session.flush()
    for position, phone in enumerate(draft.phones):
        session.add(PhoneTable(patient_id=patient_id, e164=phone.e164, position=position))
    for contact in draft.contacts:
        session.add(
            ContactTable(
                patient_id=patient_id,
                surname=contact.name.surname,
                given=contact.name.given,
                patronymic=contact.name.patronymic,
                relation=contact.relation,
                phone=contact.phone.e164 if contact.phone else None,
                iin=contact.iin.value if contact.iin else None,
                is_representative=contact.is_representative,
            )
        )
    _write_allergies(session, actor, patient_id, draft.allergies)
    _write_markers(session, patient_id, draft.markers)
    session.flush()


def _write_allergies(session: Session, actor: Actor, patient_id: int, wanted: tuple[Allergy, ...]) -> None:
    now = record.of(session).clock.now()
    present = {(row.substance, row.reaction): row for row in _allergy_rows(session, patient_id)}
    keys = {(allergy.substance.strip(), allergy.reaction.strip()) for allergy in wanted if allergy.substance.strip()}
    for key, row in present.items():
        if key not in keys:
            row.withdrawn_at = now
    for substance, reaction in sorted(keys - present.keys()):
        session.add(
            AllergyTable(
                patient_id=patient_id,
                substance=substance,
                reaction=reaction,
                recorded_at=now,
                recorded_by=actor.account_id,
            )
        )


def _write_markers(session: Session, patient_id: int, wanted: tuple[str, ...]) -> None:
    present = {row.text: row for row in _marker_rows(session, patient_id)}
    texts = list(dict.fromkeys(text.strip() for text in wanted if text.strip()))
    for text, row in present.items():
        if text not in texts:
            row.withdrawn_at = record.of(session).clock.now()
    session.add_all(MarkerTable(patient_id=patient_id, text=text) for text in texts if text not in present)


def _allergy_rows(session: Session, patient_id: int) -> list[AllergyTable]:
    return list(
        session.scalars(
            select(AllergyTable)
            .where(AllergyTable.patient_id == patient_id, AllergyTable.withdrawn_at.is_(None))
            .order_by(AllergyTable.id)
        )
    )


def _marker_rows(session: Session, patient_id: int) -> list[MarkerTable]:
    return list(
        session.scalars(
            select(MarkerTable)
            .where(MarkerTable.patient_id == patient_id, MarkerTable.withdrawn_at.is_(None))
            .order_by(MarkerTable.id)
        )
    )


def patient_row(row: PatientTable) -> PatientRow:
    return PatientRow(
        row.id,
        PersonName(row.surname, row.given, row.patronymic),
        row.birth_date,
        Sex(row.sex),
        Iin(row.iin) if row.iin else None,
        Phone(row.phone) if row.phone else None,
    )


def patient_of(session: Session, row: PatientTable) -> Patient:
    """The registry part of a card, with phones, contacts, allergies and markers."""
    phones = session.scalars(
        select(PhoneTable.e164).where(PhoneTable.patient_id == row.id).order_by(PhoneTable.position)
    )
    contacts = session.scalars(select(ContactTable).where(ContactTable.patient_id == row.id).order_by(ContactTable.id))
    return Patient(
        patient_id=row.id,
        uid=row.uid,
        name=PersonName(row.surname, row.given, row.patronymic),
        birth_date=row.birth_date,
        sex=Sex(row.sex),
        iin=Iin(row.iin) if row.iin else None,
        document_kind=DocumentKind(row.document_kind),
        document_number=row.document_number,
        citizenship=row.citizenship,
        phones=tuple(Phone(e164) for e164 in phones),
        address=row.address,
        contacts=tuple(
            ContactPerson(
                PersonName(one.surname, one.given, one.patronymic),
                one.relation,
                Phone(one.phone) if one.phone else None,
                Iin(one.iin) if one.iin else None,
                one.is_representative,
            )
            for one in contacts
        ),
        consent=row.consent,
        allergies=tuple(Allergy(one.substance, one.reaction, one.id) for one in _allergy_rows(session, row.id)),
        markers=tuple(one.text for one in _marker_rows(session, row.id)),
        note=row.note,
        version=row.version,
        created_at=row.created_at,
    )


def as_json(patient: Patient) -> dict[str, Any]:
    """What the journal keeps before and after, and what undo restores from."""
    return {
        "name": [patient.name.surname, patient.name.given, patient.name.patronymic],
        "birth_date": patient.birth_date.isoformat() if patient.birth_date else None,
        "sex": patient.sex.value,
        "iin": patient.iin.value if patient.iin else None,
        "document": [patient.document_kind.value, patient.document_number],
        "citizenship": patient.citizenship,
        "phones": [phone.e164 for phone in patient.phones],
        "address": patient.address,
        "contacts": [
            {
                "name": [one.name.surname, one.name.given, one.name.patronymic],
                "relation": one.relation,
                "phone": one.phone.e164 if one.phone else None,
                "iin": one.iin.value if one.iin else None,
                "is_representative": one.is_representative,
            }
            for one in patient.contacts
        ],
        "consent": patient.consent,
        "allergies": sorted([one.substance, one.reaction] for one in patient.allergies),
        "markers": sorted(patient.markers),
        "note": patient.note,
    }


def from_json(stored: dict[str, Any]) -> PatientDraft:
    """The draft that `as_json` was made from."""
    kind, number = stored["document"]
    return PatientDraft(
        name=PersonName(*stored["name"]),
        birth_date=date.fromisoformat(stored["birth_date"]) if stored["birth_date"] else None,
        sex=Sex(stored["sex"]),
        iin=Iin(stored["iin"]) if stored["iin"] else None,
        document_kind=DocumentKind(kind),
        document_number=number,
        citizenship=stored["citizenship"],
        phones=tuple(Phone(e164) for e164 in stored["phones"]),
        address=stored["address"],
        contacts=tuple(
            ContactPerson(
                PersonName(*one["name"]),
                one["relation"],
                Phone(one["phone"]) if one["phone"] else None,
                Iin(one["iin"]) if one["iin"] else None,
                one["is_representative"],
            )
            for one in stored["contacts"]
        ),
        consent=stored["consent"],
        allergies=tuple(Allergy(substance, reaction) for substance, reaction in stored["allergies"]),
        markers=tuple(stored["markers"]),
        note=stored["note"],
    )

"""The registry: an IIN or a document, versions, duplicates, what is kept when something is changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from app import patients
from app.domain.access import Actor, Role
from app.domain.clock import FixedClock
from app.domain.errors import Conflict, NotFound, Refused
from app.domain.identity import Iin, PersonName, Phone, Sex
from app.domain.patient import Allergy, ContactPerson, DocumentKind, Patient, PatientDraft
from app.login import Unlocked
from db.store import Store
from db.tables.journal import JournalTable
from db.tables.patient import AllergyTable

IIN = Iin("850615300129")
FULL = PatientDraft(
    name=PersonName("Құсайынов", "Асқар", "Серікұлы"),
    birth_date=date(1985, 6, 15),
    sex=Sex.MALE,
    iin=IIN,
    phones=(Phone.parse("8 701 123 45 67"), Phone.parse("+7 727 250 00 00")),
    address="Алматы, Абай даңғылы, 1",
    contacts=(
        ContactPerson(PersonName("Құсайынова", "Әсел"), "жұбайы", Phone.parse("+77012223344"), Iin("000101500001")),
        ContactPerson(PersonName("Серік"), "әкесі", is_representative=True),
    ),
    consent=True,
    allergies=(Allergy("пенициллин", "бөртпе"), Allergy("йод")),
    markers=("кардиостимулятор",),
    note="дүйсенбіде келеді",
)


def added(store: Store, actor: Actor, draft: PatientDraft = FULL) -> Patient:
    with store.writing() as session:
        return patients.add(session, actor, draft)


def edited(store: Store, actor: Actor, patient: Patient, draft: PatientDraft) -> Patient:
    with store.writing() as session:
        return patients.edit(session, actor, patient.patient_id, draft, patient.version)


@pytest.mark.clause("6")
def test_what_was_typed_is_what_is_read(store: Store, actor: Actor) -> None:
    patient = added(store, actor)
    with store.reading() as session:
        assert patients.get(session, actor, patient.patient_id) == patient
    for field in ("name", "birth_date", "sex", "iin", "phones", "address", "contacts", "consent", "markers", "note"):
        assert getattr(patient, field) == getattr(FULL, field)
    assert {(one.substance, one.reaction) for one in patient.allergies} == {("пенициллин", "бөртпе"), ("йод", "")}


def test_a_child_born_after_midnight_is_registered_before_dawn(store: Store, actor: Actor, clock: FixedClock) -> None:
    """At two in the night of the 24th it is still the 23rd in UTC."""
    clock.advance(timedelta(hours=13))
    with store.writing() as session:
        newborn = patients.add(session, actor, PatientDraft(PersonName("Омарова"), birth_date=date(2026, 11, 24)))
    assert newborn.birth_date == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (PatientDraft(PersonName("", ""), iin=IIN), "name-empty"),
        (PatientDraft(PersonName("Омарова")), "iin-or-document"),
        (PatientDraft(PersonName("Омарова"), iin=IIN, birth_date=date(2026, 11, 24)), "birth-date-in-future"),
    ],
)
def test_what_cannot_be_a_patient_is_refused(store: Store, actor: Actor, draft: PatientDraft, code: str) -> None:
    with pytest.raises(Refused, match=code):
        added(store, actor, draft)


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        (DocumentKind.MOTHER_IIN, "850615300129"),  # a newborn
        (DocumentKind.PASSPORT, "AB 1234567"),  # a foreigner
        (DocumentKind.OTHER, ""),
    ],
)
def test_a_document_stands_in_for_an_iin(store: Store, actor: Actor, kind: DocumentKind, number: str) -> None:
    draft = PatientDraft(PersonName("Омарова"), document_kind=kind, document_number=number)
    assert added(store, actor, draft).document_number == number


def test_an_iin_suggests_and_never_imposes(store: Store, actor: Actor) -> None:
    other = replace(FULL, birth_date=date(1990, 1, 1), sex=Sex.FEMALE)
    patient = added(store, actor, other)
    assert (patient.birth_date, patient.sex) == (date(1990, 1, 1), Sex.FEMALE)


def test_one_iin_is_one_patient(store: Store, actor: Actor) -> None:
    first = added(store, actor)
    with pytest.raises(Refused, match="iin-exists") as raised:
        added(store, actor, PatientDraft(PersonName("Басқа"), iin=IIN))
    assert raised.value.facts == {"patient_id": first.patient_id}
    other = added(store, actor, PatientDraft(PersonName("Басқа"), document_kind=DocumentKind.OTHER))
    with pytest.raises(Refused, match="iin-exists"):
        edited(store, actor, other, PatientDraft(PersonName("Басқа"), iin=IIN))


@pytest.mark.clause("22.5")
def test_a_change_is_journalled_with_both_values(store: Store, actor: Actor) -> None:
    patient = edited(store, actor, added(store, actor), replace(FULL, address="Астана", allergies=(Allergy("йод"),)))
    assert (patient.version, patient.address) == (2, "Астана")
    with store.reading() as session:
        row = session.scalars(select(JournalTable).where(JournalTable.action == "patient.edit")).one()
    assert (row.before["address"], row.after["address"]) == ("Алматы, Абай даңғылы, 1", "Астана")
    assert (row.patient_id, row.actor, row.workstation) == (patient.patient_id, "Сәрсенова Айгүл Маратқызы", "test")


def test_who_was_slower_reads_again(store: Store, actor: Actor) -> None:
    patient = added(store, actor)
    edited(store, actor, patient, replace(FULL, note="1"))
    with pytest.raises(Conflict, match="patient-changed"):
        edited(store, actor, patient, replace(FULL, note="2"))


def test_an_allergy_is_withdrawn_never_deleted(store: Store, actor: Actor) -> None:
    edited(store, actor, added(store, actor), replace(FULL, allergies=()))
    with store.reading() as session:
        rows = session.scalars(select(AllergyTable)).all()
    assert len(rows) == 2
    assert all(row.withdrawn_at for row in rows)


def test_a_patient_who_is_not_there(store: Store, actor: Actor) -> None:
    with store.reading() as session, pytest.raises(NotFound, match="patient"):
        patients.get(session, actor, 99)


@pytest.mark.clause("10")
def test_without_a_right_nothing_is_read_or_written(store: Store, actor: Actor) -> None:
    nobody = replace(actor, roles=frozenset[Role]())
    with pytest.raises(Refused, match="no-right"):
        added(store, nobody)
    with store.reading() as session:
        for call in (
            lambda: patients.find(session, nobody, "а"),
            lambda: patients.get(session, nobody, 1),
            lambda: patients.similar(session, nobody, FULL),
            lambda: patients.recent(session, nobody),
        ):
            with pytest.raises(Refused, match="no-right"):
                call()


@pytest.mark.parametrize(
    ("draft", "reasons"),
    [
        (PatientDraft(PersonName("Басқа"), iin=IIN), {"iin-same"}),
        (PatientDraft(PersonName("Кусаинов", "Аскар"), date(1985, 6, 15)), {"name-same", "birth-date-same"}),
        (PatientDraft(PersonName("Аскар", "Кусаинов"), date(1985, 1, 1)), {"name-same", "birth-year-same"}),
        (PatientDraft(PersonName("Кусаинов", "Аскар")), {"name-same"}),
    ],
)
def test_somebody_alike_is_warned_of_with_reasons(
    store: Store, actor: Actor, draft: PatientDraft, reasons: set[str]
) -> None:
    patient = added(store, actor)
    with store.reading() as session:
        (candidate,) = patients.similar(session, actor, draft)
    assert candidate.patient_id == patient.patient_id
    assert {reason.code for reason in candidate.reasons} == reasons


def test_a_slip_in_the_eleventh_digit_is_warned_of(store: Store, actor: Actor) -> None:
    """The check digit does not see it: the eleventh weight is eleven."""
    slip = Iin("850615300199")
    patient = added(store, actor)
    with store.reading() as session:
        (candidate,) = patients.similar(session, actor, PatientDraft(PersonName("Құсайынов"), iin=slip))
    assert candidate.patient_id == patient.patient_id
    assert candidate.reasons[0].code == "iin-one-digit"


@pytest.mark.parametrize(
    "draft",
    [
        PatientDraft(PersonName("Кусаинов", "Аскар"), date(1960, 1, 1)),  # a namesake
        PatientDraft(PersonName("Құсайынов", "Болат"), date(1985, 6, 15)),  # a brother
        PatientDraft(PersonName("")),
    ],
)
def test_others_are_no_duplicates(store: Store, actor: Actor, draft: PatientDraft) -> None:
    added(store, actor)
    with store.reading() as session:
        assert patients.similar(session, actor, draft) == ()


def test_the_list_begins_with_those_one_had_to_do_with(store: Store, actor: Actor) -> None:
    made = [
        added(store, actor, PatientDraft(PersonName(name), document_kind=DocumentKind.OTHER))
        for name in ("Бірінші", "Екінші", "Үшінші")
    ]
    edited(store, actor, made[0], PatientDraft(PersonName("Бірінші"), document_kind=DocumentKind.OTHER, note="x"))
    with store.reading() as session:
        names = [row.name.surname for row in patients.recent(session, actor)]
        assert names == ["Бірінші", "Үшінші", "Екінші"]
        assert [row.name.surname for row in patients.recent(session, actor, limit=2)] == names[:2]


@pytest.mark.clause("27.3")
@pytest.mark.clause("27.2")
def test_no_name_or_number_is_plain_on_the_disk(unlocked: Unlocked, tmp_path: Path) -> None:
    """In the store, its log, the archive and the small files: UTF-8, UTF-16 and CP1251."""
    added(unlocked.store, unlocked.actor)
    markers = ("Құсайынов", "Асқар", "Серікұлы", "850615300129", "7011234567", "пенициллин", "Абай")
    needles = [
        marker.encode(encoding)
        for marker in markers
        for encoding in ("utf-8", "utf-16-le", "utf-16-be", "cp1251")
        if marker.encode(encoding, "ignore").decode(encoding) == marker
    ]
    for closed in (False, True):
        if closed:
            unlocked.close()
        written = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
        assert len(written) >= 4
        assert not [needle for needle in needles for content in written if needle in content]

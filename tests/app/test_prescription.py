"""A prescription: what it needs, what is read from it, which allergy it meets; what was prescribed before."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from app import patients, prescriptions, visits
from app.domain.access import Actor
from app.domain.errors import NotFound
from app.domain.identity import Iin, PersonName
from app.domain.patient import PatientDraft
from app.domain.prescription import FIELDS, Amount, PrescriptionLine, allergies_hit, amount, term
from app.domain.visit import Caret, Diagnosis, VisitNote
from db.store import Store
from db.tables.visit import VisitTable

OMEPRAZOLE = PrescriptionLine("Омепразол", "капсула 20 мг", "1 капсула", "внутрь", "2 раза в день", "14 дней", "28")
DROTAVERINE = PrescriptionLine("Дротаверин", dose="1 таблетка", frequency="при боли")
WHOLE = VisitNote("а", "", "б", diagnoses=(Diagnosis("K29.7", "Гастрит"),), recommendations="в")


@pytest.mark.clause("6")
def test_a_draft_may_hold_a_half_written_line_and_a_signed_record_may_not() -> None:
    assert replace(WHOLE, prescription=(OMEPRAZOLE,)).missing() == ()
    half = PrescriptionLine("Омепразол", frequency="2 раза в день")
    assert half.missing() == ("dose",)
    assert replace(WHOLE, prescription=(OMEPRAZOLE, half)).missing() == ("prescription",)


@given(st.lists(st.builds(PrescriptionLine, **dict.fromkeys(FIELDS, st.text(max_size=20))), max_size=4))
def test_a_note_gives_back_its_prescription(lines: list[PrescriptionLine]) -> None:
    note = VisitNote(prescription=tuple(lines))
    assert VisitNote.from_json(note.to_json()) == note


def test_a_note_of_before_prescriptions_existed_is_read() -> None:
    stored = WHOLE.to_json()
    del stored["prescription"]
    assert VisitNote.from_json(stored) == WHOLE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("28", Amount(28)), ("№ 28", Amount(28)), ("2 уп.", Amount(2, "уп.")), ("1,5 л", Amount(1.5, "л")),
        ("бір қорап", None), ("2-3 уп.", None), ("", None),
    ],
)  # fmt: skip
def test_a_plain_amount_is_read_and_nothing_is_guessed(text: str, expected: Amount | None) -> None:
    assert amount(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14 дней", Amount(14, "d")), ("10 күн", Amount(10, "d")), ("2 апта", Amount(2, "wk")),
        ("3 ай", Amount(3, "mo")),
        ("1 мес.", Amount(1, "mo")), ("14", None), ("до улучшения", None), ("5-7 дней", None),
    ],
)  # fmt: skip
def test_a_plain_term_is_read_in_both_languages(text: str, expected: Amount | None) -> None:
    assert term(text) == expected


@pytest.mark.parametrize(
    ("medicine", "recorded"),
    [
        ("Бензилпенициллин", "Пенициллин"), ("бензилпенициллин натрия", "пенициллины"), ("Penicillin G", "пенициллин"),
        ("Амоксициллин", "Amoxicillin"), ("Лидокаин 2%", "lidocaine"), ("Аспирин", "аспиринге аллергия"),
        ("Йодомарин", "йод"), ("ЦЕФТРИАКСОН", "Ceftriaxone"), ("Анальгин", "анальгин, баралгин"),
    ],
)  # fmt: skip
def test_a_medicine_that_meets_a_recorded_allergy_names_it(medicine: str, recorded: str) -> None:
    assert allergies_hit(PrescriptionLine(medicine), (recorded, "пыльца берёзы")) == (recorded,)


@pytest.mark.parametrize(
    ("medicine", "recorded"),
    [
        ("Аскорбиновая кислота", "ацетилсалициловая кислота"), ("Натрия хлорид", "натрия тиосульфат"),
        ("Омепразол", "пенициллин"), ("Парацетамол", ""), ("", "пенициллин"), ("Парацетамол таблетка", "таблетки"),
    ],
)  # fmt: skip
def test_words_that_name_no_substance_warn_of_nothing(medicine: str, recorded: str) -> None:
    assert allergies_hit(PrescriptionLine(medicine), (recorded,)) == ()


def _visit(store: Store, actor: Actor, patient_id: int, *lines: PrescriptionLine, state: str = "signed") -> int:
    with store.writing() as session:
        visit = visits.start_visit(session, actor, patient_id, emergency_reason="боль")
        visits.save_draft(session, actor, visit.visit_id, VisitNote(prescription=lines), Caret())
        session.execute(update(VisitTable).where(VisitTable.id == visit.visit_id).values(state=state))
    return visit.visit_id


def _patient(store: Store, actor: Actor, iin: str) -> int:
    with store.writing() as session:
        return patients.add(session, actor, PatientDraft(PersonName("Ким"), iin=Iin(iin))).patient_id


def test_what_the_doctor_prescribed_before_is_offered_the_most_used_first(store: Store, actor: Actor) -> None:
    first, second = _patient(store, actor, "850615400125"), _patient(store, actor, "900202400022")
    shorter = replace(OMEPRAZOLE, duration="7 дней", quantity="14")
    _visit(store, actor, first, shorter, PrescriptionLine("Омепр"))
    _visit(store, actor, first, OMEPRAZOLE)
    _visit(store, actor, second, OMEPRAZOLE, DROTAVERINE)
    _visit(store, actor, second, PrescriptionLine("Омега-3", dose="1", frequency="1"), state="withdrawn")
    with store.reading() as session:
        for typed in ("омеп", "ОМЕПРАЗОЛ 20", "jvtg"):  # the last one in the wrong layout
            assert prescriptions.find_lines(session, actor, typed) == (OMEPRAZOLE, shorter), typed
        assert prescriptions.find_lines(session, actor, "омега") == ()
        assert prescriptions.find_lines(session, actor, " ") == ()


def test_the_previous_prescription_is_of_this_patient_and_signed(store: Store, actor: Actor) -> None:
    mine, other = _patient(store, actor, "850615400125"), _patient(store, actor, "900202400022")
    _visit(store, actor, mine, OMEPRAZOLE)
    _visit(store, actor, mine)  # nothing was prescribed
    _visit(store, actor, mine, DROTAVERINE, state="withdrawn")
    _visit(store, actor, other, DROTAVERINE)
    now, alone = _visit(store, actor, mine, state="draft"), _visit(store, actor, _patient(store, actor, "750311400032"))
    with store.reading() as session:
        assert prescriptions.previous_prescription(session, actor, now) == (OMEPRAZOLE,)
        with pytest.raises(NotFound, match="prescription-none"):
            prescriptions.previous_prescription(session, actor, alone)
        with pytest.raises(NotFound, match="visit"):
            prescriptions.previous_prescription(session, actor, 999)

"""Diagnoses found while they are typed: by code, in either language, in the wrong layout."""

from __future__ import annotations

import csv
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import classifiers, diagnosis_search, patients, visits
from app.domain.access import Actor
from app.domain.identity import Iin, PersonName
from app.domain.patient import PatientDraft
from app.domain.visit import Caret, Diagnosis, VisitNote
from app.paths import shipped
from db.store import Store


@pytest.mark.clause("19")
@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("I10", "I10"), ("i10", "I10"), ("e11.9", "E11.9"), ("e119", "E11.9"), ("М54.5", "M54.5"),  # Cyrillic М
        ("ш10", "I10"),  # typed on ЙЦУКЕН
        ("гипертензия", "I10"), ("қант диабеті", "E11.9"), ("кант диабети", "E11.9"), ("диабет сах", "E11.9"),
        ("бел ауыр", "M54.5"), ("fcnvf", "J45.9"),  # астма on QWERTY
        ("гастроэнтерит неуточненного", "A09.9"), ("ГАСТРОЭНТЕРИТ НЕУТОЧНЁННОГО", "A09.9"),  # е for ё, any case
        ("желшешек", "B01.9"), ("уйкысыздык", "F51.0"), ("ҰЙҚЫСЫЗДЫҚ", "F51.0"), ("тырнак", "B35.1"),
    ],
)  # fmt: skip
def test_a_diagnosis_is_found_as_it_is_typed(typed: str, code: str) -> None:
    assert code in {coding.code for coding in classifiers.find(typed, "kk", limit=20)}


def test_the_name_is_in_the_language_of_the_document_and_says_its_book() -> None:
    (kazakh,), (russian,) = classifiers.find("E11.9", "kk"), classifiers.find("E11.9", "ru")
    assert kazakh.display == "Асқынусыз 2-типті қант диабеті"
    assert russian.display == "Сахарный диабет 2 типа без осложнений"
    assert kazakh.version == russian.version == classifiers.VERSION
    assert classifiers.named("e11.9", "ru") == russian
    assert classifiers.named("X99", "ru") is None


@pytest.mark.clause("19")
def test_a_coded_diagnosis_keeps_its_book_from_the_choice_to_the_document(store: Store, actor: Actor) -> None:
    """R19-b: code and version, never the text alone; R5-c: what was written stays readable by its own book."""
    draft = PatientDraft(PersonName("Құсайынова", "Әсел"), date(1985, 6, 15), iin=Iin("850615300129"))
    chosen = classifiers.find("k80.2", "kk")[0]
    written = Diagnosis(chosen.code, chosen.display, chosen.version)
    with store.writing() as session:
        patient = patients.add(session, actor, draft)
        visit = visits.start_visit(session, actor, patient.patient_id, emergency_reason="кеудесі ауырады")
        visits.save_draft(session, actor, visit.visit_id, VisitNote(diagnoses=(written,)), Caret("diagnoses", 0))
    with store.reading() as session:
        (kept,) = visits.get_visit(session, actor, visit.visit_id).note.diagnoses
        again = diagnosis_search.find(session, actor, "k80.2", visit.document_language)[0]
    assert (kept.code, kept.version) == ("K80.2", classifiers.VERSION)
    assert (again.code, again.version) == ("K80.2", classifiers.VERSION)


@given(st.text(max_size=20))
def test_whatever_is_typed_gives_an_answer(typed: str) -> None:
    assert len(classifiers.find(typed, "ru", limit=5)) <= 5


def test_the_list_is_whole_in_both_languages() -> None:
    with shipped("resources", "classifiers", "icd10_starter.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    codes = [row["code"] for row in rows]
    assert len(codes) == len(set(codes)) > 120
    assert codes == sorted(codes)
    for row in rows:
        assert re.fullmatch(r"[A-Z][0-9]{2}(\.[0-9])?", row["code"])
        assert row["name_ru"].strip()
        assert row["name_kk"].strip()

"""Diagnoses found while they are typed: by code, in either language, in the wrong layout."""

from __future__ import annotations

import csv
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import classifiers
from app.paths import shipped


@pytest.mark.clause("29")
@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("I10", "I10"), ("i10", "I10"), ("e11.9", "E11.9"), ("e119", "E11.9"), ("М54.5", "M54.5"),  # Cyrillic М
        ("ш10", "I10"),  # typed on ЙЦУКЕН
        ("гипертензия", "I10"), ("қант диабеті", "E11.9"), ("кант диабети", "E11.9"), ("диабет сах", "E11.9"),
        ("бел ауыр", "M54.5"), ("fcnvf", "J45.9"),  # астма on QWERTY
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

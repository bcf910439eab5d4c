"""One finished visit as a draft, complete in both languages."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from app.domain.document import Author, DocumentDraft, PracticeHeader
from app.domain.identity import BinNumber, Iin, PersonName, Phone, Sex
from app.domain.patient import Allergy, DocumentKind, Patient
from app.domain.prescription import PrescriptionLine
from app.domain.visit import Diagnosis, DiagnosisKind, VisitNote, Vitals

MADE = datetime(2026, 11, 23, 6, 41, 12, tzinfo=UTC)


@pytest.fixture
def draft() -> DocumentDraft:
    patient = Patient(
        1, "0b7a2e7e-31b4-4b7f-8f3e-5f1b0a1c2d3e", PersonName("Құсайынова", "Әсел", "Нұрланқызы"), date(1985, 6, 15),
        Sex.FEMALE, Iin("850615300129"), DocumentKind.NONE, "", "KZ", (Phone("+77010000001"),),
        "Алматы қ., Достық даңғылы, 12", (), True, (Allergy("Пенициллин", "есекжем"), Allergy("Йод")), (), "", 1, MADE,
    )  # fmt: skip
    note = VisitNote(
        complaints="Оң жақ қабырға астындағы ауырсыну.\nТүнде 2–3 рет оянады.",
        anamnesis="Соңғы үш айда мазалайды.",
        objective="Іші жұмсақ, Ортнер симптомы әлсіз оң.",
        vitals=Vitals(168, 72.5, 36.7, 78, 98, 128, 82, 16),
        diagnoses=(
            Diagnosis("K80.2", "Өт қабының тасы", "2019", DiagnosisKind.FINAL, is_main=True),
            Diagnosis("I10", "Эссенциалды гипертензия", "2019", DiagnosisKind.PRELIMINARY, is_main=False),
        ),
        plan="Бауыр ферменттері",
        recommendations="№5 диета",
        prescription=(
            PrescriptionLine(
                "Омепразол",
                "капсула 20 мг",
                "1 капсула",
                "ішке",
                "күніне 2 рет",
                "14 күн",
                "№ 28",
                "тамақтан 30 мин бұрын",
            ),
            PrescriptionLine("Дротаверин", dose="1 таблетка", frequency="ауырғанда", quantity="бір қорап"),
        ),
    )
    return DocumentDraft(
        "6f1f6a2e-8c0d-4c36-9f0e-0a6b1f5b7a11", "outpatient_visit", "kk",
        PracticeHeader(
            "«Шипа» клиникасы", None, BinNumber("150440000003"), "Алматы", "+7 727 000-00-01", "№ 12345", is_test=True
        ),
        Author(1, PersonName("Ахметова", "Айгүл", "Серікқызы"), Iin("850101300015"), "УДЗ дәрігері"),
        patient, "a3d5c1de-5b64-4b6f-9a5f-111122223333", datetime(2026, 11, 23, 6, 20, tzinfo=UTC), 1, note, MADE,
    )  # fmt: skip

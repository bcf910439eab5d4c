"""What the headings of a table mean, in English, Russian and Kazakh: the proposal that a person confirms or changes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.domain.device_profile import ColumnProfile

# Role -> headings, folded; longer ones are tried first.
_ROLES = {
    "iin": ("iin", "иин", "жсн"),
    "patient_id": ("patient id", "patientid", "id пациента", "номер карты", "card no", "chart no", "sample patient"),
    "name": ("name", "patient name", "patient", "full name", "фио", "пациент", "аты жөні", "аты-жөні"),
    "surname": ("surname", "last name", "lastname", "family name", "фамилия", "тегі"),
    "given": ("given", "first name", "firstname", "given name", "имя", "аты"),
    "patronymic": ("patronymic", "middle name", "отчество", "әкесінің аты"),
    "birth_date": ("birth date", "date of birth", "dob", "birthday", "дата рождения", "туған күні"),
    "sex": ("sex", "gender", "пол", "жынысы"),
    "accession": ("accession", "accession number", "order", "order number", "номер заказа", "тапсырыс"),
    "specimen": ("specimen", "sample", "sample id", "sample no", "barcode", "проба", "образец", "үлгі"),
    "date": ("date", "дата", "күні"),
    "time": ("time", "время", "уақыты", "уақыт"),
    "observed_at": (
        "date time", "datetime", "timestamp", "date/time", "measured at", "measurement date", "device timestamp",
        "time of measurement", "дата и время", "дата/время", "дата измерения", "өлшеу уақыты",
    ),
    "code": ("code", "test code", "loinc", "код"),
    "test_name": ("test", "test name", "parameter", "analyte", "item", "показатель", "тест", "анализ", "көрсеткіш"),
    "value": ("value", "result", "reading", "значение", "результат", "нәтиже", "мәні"),
    "unit": ("unit", "units", "ед изм", "единица", "единицы", "өлшем бірлігі"),
    "range": ("range", "reference range", "normal range", "ref range", "норма", "қалыпты"),
    "flag": ("flag", "flags", "флаг"),
    "comment": ("comment", "comments", "note", "notes", "memo", "комментарий", "примечание", "ескертпе"),
    "result:8480-6": (
        "systolic", "sys", "systolic pressure", "systolic blood pressure", "upper pressure", "систолическое",
        "сист", "верхнее", "верхнее давление", "сад", "систолалық", "жоғарғы қысым",
    ),
    "result:8462-4": (
        "diastolic", "dia", "diastolic pressure", "diastolic blood pressure", "lower pressure", "диастолическое",
        "диаст", "нижнее", "нижнее давление", "дад", "диастолалық", "төменгі қысым",
    ),
    "result:8867-4": ("pulse", "heart rate", "pulse rate", "hr", "bpm", "пульс", "чсс", "тамыр соғуы"),
    "result:15074-8": (
        "glucose", "blood glucose", "glucose value", "blood sugar", "historic glucose", "глюкоза", "сахар",
        "сахар крови", "қант", "глюкоза мәні",
    ),
    "result:29463-7": ("weight", "body weight", "вес", "масса", "масса тела", "салмақ", "салмағы"),
    "result:8302-2": ("height", "рост", "бой", "бойы"),
    "result:39156-5": ("bmi", "имт", "дси"),
    "result:41982-0": ("body fat", "fat", "жир", "май"),
    "result:8310-5": ("temperature", "temp", "температура", "дене қызуы"),
    "result:59408-5": ("spo2", "oxygen saturation", "saturation", "o2 saturation", "сатурация"),
}  # fmt: skip
NAMES = {
    "8480-6": "Systolic blood pressure", "8462-4": "Diastolic blood pressure", "8867-4": "Heart rate",
    "15074-8": "Glucose", "29463-7": "Body weight", "8302-2": "Body height", "39156-5": "BMI", "41982-0": "Body fat",
    "8310-5": "Body temperature", "59408-5": "Oxygen saturation", "8280-0": "Waist circumference",
}  # fmt: skip
_WORDS = {word: role for role, words in _ROLES.items() for word in words}
ROLES = frozenset(_ROLES)


@dataclass(frozen=True, slots=True)
class Guess:
    """Roles by heading, as the file writes its headings, and units that the headings name."""

    columns: dict[str, str]
    units: dict[str, str]

    @property
    def has_values(self) -> bool:
        return any(role == "value" or role.startswith("result:") for role in self.columns.values())


def folded_heading(heading: str) -> str:
    """A heading as profiles name it: lower case, without a byte order mark, quotes and outer spaces."""
    return " ".join(heading.strip("\ufeff\"' \t").casefold().split())


def guess(headings: list[str]) -> Guess:
    """Roles of the headings that are understood; each role is given once, but comments."""
    columns: dict[str, str] = {}
    units: dict[str, str] = {}
    for heading in headings[:500]:
        key = folded_heading(heading[:200])
        bare, unit = _without_unit(key)
        role = _WORDS.get(key) or _WORDS.get(bare) or _WORDS.get(re.sub(r"[._\-/]+", " ", bare).strip())
        if role and (role == "comment" or role not in columns.values()):
            columns[key] = role
            if role.startswith("result:") and unit:
                units[role.removeprefix("result:")] = unit
    return Guess(columns, units)


def profile_of(headings: list[str]) -> ColumnProfile | None:
    """A profile by the headings alone; None where they name nothing that is measured."""
    found = guess(headings)
    if not found.has_values:
        return None
    return ColumnProfile(columns=found.columns, units=found.units, names=dict(NAMES))


def _without_unit(key: str) -> tuple[str, str]:
    """`glucose (mmol/l)`, `вес, кг`, `sys [mmHg]` → the word and the unit, as UCUM where it is one of ours."""
    found = re.fullmatch(r"(.*?)\s*(?:\(([^()]*)\)|\[([^\[\]]*)\]|,\s*([^,]+))\s*", key)
    if found is None:
        mmol = re.fullmatch(r"(.*?)\s+(mmol/l|mg/dl|mmhg|kg|bpm|ммоль/л|кг)", key)
        return (mmol[1], _ucum(mmol[2])) if mmol else (key, "")
    return found[1].strip(), _ucum(found[2] or found[3] or found[4] or "")


def _ucum(unit: str) -> str:
    written = unit.strip()
    return {
        "mmhg": "mm[Hg]", "мм рт ст": "mm[Hg]", "мм рт. ст.": "mm[Hg]", "мм рт.ст.": "mm[Hg]", "сын. бағ. мм": "mm[Hg]",
        "mmol/l": "mmol/L", "ммоль/л": "mmol/L", "mg/dl": "mg/dL", "мг/дл": "mg/dL", "kg": "kg", "кг": "kg",
        "bpm": "/min", "уд/мин": "/min", "уд./мин": "/min", "соғу/мин": "/min", "см": "cm", "cm": "cm", "%": "%",
        "°c": "Cel", "c": "Cel", "°с": "Cel",
    }.get(written.casefold(), written)  # fmt: skip

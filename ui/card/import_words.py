"""Words for columns of a table and for formats of files."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ui.results.words import indicator

translate = QCoreApplication.translate

_MEASURED = {
    "8480-6": "Systolic blood pressure", "8462-4": "Diastolic blood pressure", "8867-4": "Heart rate",
    "15074-8": "Glucose", "29463-7": "Body weight", "8302-2": "Body height", "8310-5": "Body temperature",
    "59408-5": "Oxygen saturation", "39156-5": "BMI", "41982-0": "Body fat",
}  # fmt: skip


def roles() -> list[tuple[str, str]]:
    """What a column may hold, in the order of a list to choose from."""
    measured = [(f"result:{code}", indicator(name)) for code, name in _MEASURED.items()]
    return [
        ("", translate("importing", "a comment")),
        ("observed_at", translate("importing", "date and time")),
        ("date", translate("importing", "date")),
        ("time", translate("importing", "time")),
        *measured,
        ("test_name", translate("importing", "name of the indicator")),
        ("code", translate("importing", "code of the indicator")),
        ("value", translate("importing", "value")),
        ("unit", translate("importing", "unit")),
        ("range", translate("importing", "normal range")),
        ("flag", translate("importing", "flag")),
        ("iin", translate("importing", "IIN")),
        ("name", translate("importing", "patient's name")),
        ("surname", translate("importing", "surname")),
        ("given", translate("importing", "given name")),
        ("patronymic", translate("importing", "patronymic")),
        ("birth_date", translate("importing", "birth date")),
        ("sex", translate("importing", "sex")),
        ("patient_id", translate("importing", "device's patient number")),
        ("accession", translate("importing", "number of the order")),
        ("specimen", translate("importing", "specimen")),
        ("comment", translate("importing", "note")),
    ]


def format_word(key: str) -> str:
    return {
        "csv": translate("importing", "table (CSV)"),
        "pdf": translate("importing", "document (PDF)"),
        "picture": translate("importing", "picture"),
        "scp-ecg": translate("importing", "ECG (SCP)"),
        "aecg": translate("importing", "ECG (HL7 aECG)"),
        "muse-xml": translate("importing", "ECG (MUSE)"),
        "gdt": translate("importing", "examination (GDT)"),
        "hl7": translate("importing", "HL7 message"),
        "fhir": translate("importing", "observations (FHIR)"),
    }.get(key, "")

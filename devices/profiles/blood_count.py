"""LOINC of a blood count by the names that haematology analysers print: shared by the profiles of several makers."""

from __future__ import annotations

CODES = {
    "WBC": "6690-2",
    "RBC": "789-8",
    "HGB": "718-7",
    "HCT": "4544-3",
    "MCV": "787-2",
    "MCH": "785-6",
    "MCHC": "786-4",
    "RDW-CV": "788-0",
    "RDW-SD": "21000-5",
    "PLT": "777-3",
    "MPV": "32623-1",
    "PDW": "32207-3",
    "PCT": "51637-7",
    "NEU#": "751-8",
    "NEU%": "770-8",
    "LYM#": "731-0",
    "LYM%": "736-9",
    "MON#": "742-7",
    "MON%": "5905-5",
    "EOS#": "711-2",
    "EOS%": "713-8",
    "BAS#": "704-7",
    "BAS%": "706-2",
    "GRAN#": "20482-6",
    "GRAN%": "19023-1",
    "ESR": "30341-2",
    "CRP": "1988-5",
}

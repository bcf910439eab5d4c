"""The book of diagnoses: ICD-10 codes with names in Russian and Kazakh, found while they are typed.

What ships is a starter list of our own wording (`resources/classifiers/README.md`). A coding carries the book's
version, so that a diagnosis always says by which book it was written.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from app.domain.coding import ICD10, Coding
from app.domain.identity import folded
from app.domain.typing_slips import readings
from app.paths import shipped

VERSION = "starter-1"


@dataclass(frozen=True, slots=True)
class _Entry:
    code: str
    names: dict[str, str]  # language -> name
    keys: tuple[str, ...]  # folded words of all names: a doctor may type in either language


def find(typed: str, language: str, limit: int = 8) -> tuple[Coding, ...]:
    """Codes that begin as typed, then names that hold every typed word's beginning; the name in `language`.

    Typed without Kazakh letters, in the wrong layout, or in the other language: found all the same.
    """
    for reading in readings(typed):
        code, words = _code_key(reading), folded(reading).split()
        by_code = [entry for entry in _entries() if code and _code_key(entry.code).startswith(code)]
        by_name = [
            entry
            for entry in _entries()
            if words and all(any(key.startswith(word) for key in entry.keys) for word in words)
        ]
        found = list(dict.fromkeys(entry.code for entry in (*by_code, *by_name)))
        if found:
            return tuple(_coding(_by_code()[code], language) for code in found[:limit])
    return ()


def named(code: str, language: str) -> Coding | None:
    """The entry of one code, if the book has it."""
    entry = _by_code().get(code.strip().upper())
    return _coding(entry, language) if entry else None


def _coding(entry: _Entry, language: str) -> Coding:
    return Coding(entry.code, ICD10, entry.names.get(language, entry.names["ru"]), VERSION)


# Cyrillic letters that look like the Latin ones of a code: "М54" is M54.
_LATIN = str.maketrans("АВСЕНКМОРТХ", "ABCEHKMOPTX")


def _code_key(text: str) -> str:
    """A code without its point, in Latin capitals; empty where the text does not begin like a code."""
    key = text.upper().translate(_LATIN).replace(".", "").replace(",", "").replace(" ", "")
    begins = key[:1].isascii() and key[:1].isalpha() and (len(key) == 1 or key[1:2].isdigit())
    return key if begins else ""


@cache
def _entries() -> tuple[_Entry, ...]:
    with shipped("resources", "classifiers", "icd10_starter.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(
        _Entry(
            row["code"],
            {"ru": row["name_ru"], "kk": row["name_kk"]},
            tuple(folded(f"{row['name_ru']} {row['name_kk']}").split()),
        )
        for row in rows
    )


@cache
def _by_code() -> dict[str, _Entry]:
    return {entry.code: entry for entry in _entries()}

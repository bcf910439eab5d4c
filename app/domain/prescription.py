"""A prescription: what is to be taken and how, and whether the patient is recorded as allergic to it.

Everything is free text as the doctor writes it (INN or trade name, "1 таблетка", "күніне 2 рет"); amounts and terms are
read from it where it says them plainly, for programs that want figures. The allergy check compares words only: it knows
no groups of medicines, it warns and never forbids.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields

from app.domain.identity import folded

FIELDS = ("medicine", "form", "dose", "route", "frequency", "duration", "quantity", "note")
# What a line of a signed record must say: which medicine, how much of it, how often.
REQUIRED = ("medicine", "dose", "frequency")


@dataclass(frozen=True, slots=True)
class PrescriptionLine:
    """One medicine. A line of a draft may be incomplete."""

    medicine: str = ""  # INN or trade name
    form: str = ""  # dosage form and strength: "капсула 20 мг"
    dose: str = ""  # taken at once: "1 капсула"
    route: str = ""
    frequency: str = ""
    duration: str = ""
    quantity: str = ""  # to be dispensed: "28", "2 уп."
    note: str = ""

    @property
    def is_empty(self) -> bool:
        return not any(getattr(self, name).strip() for name in FIELDS)

    def missing(self) -> tuple[str, ...]:
        """Fields that a signed record needs and that are empty, in the order of the form."""
        return tuple(name for name in REQUIRED if not getattr(self, name).strip())

    @property
    def product(self) -> str:
        """Medicine, form and strength as one name."""
        return " ".join(part.strip() for part in (self.medicine, self.form) if part.strip())

    @property
    def directions(self) -> str:
        """How it is taken, in the order in which it is said."""
        said = (self.dose, self.route, self.frequency, self.duration)
        return ", ".join(part.strip() for part in said if part.strip())

    @classmethod
    def from_json(cls, stored: dict[str, str]) -> PrescriptionLine:
        return cls(**{one.name: stored[one.name] for one in fields(cls) if one.name in stored})


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure and the word beside it."""

    value: float
    unit: str = ""


_AMOUNT = re.compile(r"\s*(?:№\s*)?(\d{1,6}(?:[.,]\d{1,3})?)\s*([^\W\d_][^\d]{0,38})?", re.UNICODE)
# UCUM codes of the terms that prescriptions are written for, in both languages.
_TERMS = (
    ("d", ("день", "дня", "дней", "дн", "сут", "күн")),
    ("wk", ("недел", "нед", "апта")),
    ("mo", ("месяц", "мес", "ай")),
    ("h", ("час", "сағат")),
)


def amount(text: str) -> Amount | None:
    """`28`, `№ 28`, `2 уп.`, `1,5 л`; None where it is anything else."""
    found = _AMOUNT.fullmatch(text)
    if found is None:
        return None
    return Amount(float(found.group(1).replace(",", ".")), (found.group(2) or "").strip())


def term(text: str) -> Amount | None:
    """`14 дней`, `2 апта`, with the UCUM code of the unit; None where it is no plain term."""
    found = amount(text)
    if found is None:
        return None
    word = found.unit.casefold().rstrip(".")
    code = next((code for code, begins in _TERMS if word.startswith(begins)), "")
    return Amount(found.value, code) if code else None


# ---- allergies -----------------------------------------------------------------------------------------------------

# Words that stand in many names and name no substance.
_GENERAL = frozenset(
    folded(word)
    for word in (
        "аллергия", "аллергиясы", "реакция", "реакциясы", "непереносимость", "препарат", "препараты", "препараттар",
        "препараттары", "группа", "группы", "тобы", "дәрі", "дәрілер", "кислота", "кислоты", "қышқылы", "натрий",
        "натрия", "калий", "калия", "кальций", "кальция", "магний", "магния", "хлорид", "гидрохлорид", "сульфат",
        "раствор", "ерітінді", "таблетка", "таблетки", "таблеткалар", "капсула", "капсулы", "мазь", "другие", "басқа",
    )
)  # fmt: skip
_SHORTEST = 3  # letters
_INSIDE = 5  # from so many letters on a name counts inside another word too, below only at its beginning
_ENDINGS = "аеиоуяю"  # of a plural or of a case; English names end in a silent e
_LATIN_PAIRS = (("ph", "ф"), ("th", "т"), ("ch", "х"), ("qu", "кв"), ("x", "кс"))
_LATIN = dict(zip("abdefghijklmnopqrstuvwyz", "абдефгхийклмнопкрстувуиз", strict=True)) | {"w": "в", "y": "и"}


def allergies_hit(line: PrescriptionLine, substances: Iterable[str]) -> tuple[str, ...]:
    """The recorded substances that this line seems to hold, as they are recorded.

    Letters are folded as names are, Latin names are read as Cyrillic ones ("Penicillin" is "пенициллин"), endings
    are passed over, and a part of a longer name counts ("бензилпенициллин").
    """
    prescribed = _words(line.product)
    return tuple(one for one in substances if _meet(_words(one), prescribed))


def _meet(recorded: list[str], prescribed: list[str]) -> bool:
    return any(_within(one, other) or _within(other, one) for one in recorded for other in prescribed)


def _within(name: str, word: str) -> bool:
    return name in word if len(name) >= _INSIDE else word.startswith(name)


def _words(text: str) -> list[str]:
    """What names a substance in a text, by its sound and without endings."""
    words = folded(_in_cyrillic(text.casefold())).split()
    stems = (word.rstrip(_ENDINGS) for word in words if word not in _GENERAL)
    return [stem for stem in stems if len(stem) >= _SHORTEST and not stem[0].isdigit()]


def _in_cyrillic(text: str) -> str:
    """Latin words by their sound in the names of medicines; what is Cyrillic stays."""
    return re.sub(r"[a-z]+", lambda found: _sound(found.group()), text)


def _sound(word: str) -> str:
    for latin, cyrillic in _LATIN_PAIRS:
        word = word.replace(latin, cyrillic)
    word = re.sub(r"c(?=[eiy])", "ц", word).replace("c", "к")
    return "".join(_LATIN.get(letter, letter) for letter in word)

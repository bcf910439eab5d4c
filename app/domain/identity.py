"""Who a person or an organisation is: IIN, BIN, names, phones.

IIN: order of the Minister of Internal Affairs No 521 of 29.06.2023. BIN: order of the Minister of
Justice No 423 of 27.06.2023. Only twelve digits and the check digit make a number valid; the birth
date and sex that issued numbers carry are suggestions, never a rule.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.errors import Refused

_PASSES = ((1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2))
# Century by the seventh digit; an odd digit is a man. 0 is given to foreigners: nothing follows from it.
_CENTURY = {1: 1800, 2: 1800, 3: 1900, 4: 1900, 5: 2000, 6: 2000}


class Sex(StrEnum):
    """Administrative sex, as FHIR R4 `AdministrativeGender` spells it."""

    MALE = "male"
    FEMALE = "female"
    UNKNOWN = "unknown"


def check_digit(first_eleven: str) -> int | None:
    """The twelfth digit of an IIN or BIN, in two passes; None where no number may be issued."""
    for weights in _PASSES:
        rest = sum(int(digit) * weight for digit, weight in zip(first_eleven, weights, strict=True)) % 11
        if rest != 10:
            return rest
    return None


def _twelve_digits(text: str, code: str) -> str:
    digits = re.sub(r"[\s\-]", "", text)
    if not re.fullmatch(r"[0-9]{12}", digits):
        raise Refused(f"{code}-not-12-digits")
    if check_digit(digits[:11]) != int(digits[11]):
        raise Refused(f"{code}-check-digit")
    return digits


@dataclass(frozen=True, slots=True)
class Iin:
    """Individual identification number (ЖСН / ИИН), valid by construction."""

    value: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", _twelve_digits(self.value, "iin"))

    def __str__(self) -> str:
        return self.value

    @property
    def suggested_birth_date(self) -> date | None:
        """What issued numbers carry in their first seven digits; None where they carry nothing."""
        century = _CENTURY.get(int(self.value[6]))
        if century is None:
            return None
        try:
            return date(century + int(self.value[:2]), int(self.value[2:4]), int(self.value[4:6]))
        except ValueError:
            return None

    @property
    def suggested_sex(self) -> Sex | None:
        digit = int(self.value[6])
        if digit not in _CENTURY:
            return None
        return Sex.MALE if digit % 2 else Sex.FEMALE


@dataclass(frozen=True, slots=True)
class BinNumber:
    """Business identification number (БСН / БИН), valid by construction."""

    value: str

    def __post_init__(self) -> None:
        digits = _twelve_digits(self.value, "bin")
        # Month 01-12, then 4 resident, 5 non-resident legal entity, 6 joint sole proprietors.
        if not ("01" <= digits[2:4] <= "12" and digits[4] in "456"):
            raise Refused("bin-structure")
        object.__setattr__(self, "value", digits)

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class PersonName:
    """Surname, given name, patronymic as the identity document has them; any part but one may be absent."""

    surname: str
    given: str = ""
    patronymic: str = ""

    def __post_init__(self) -> None:
        for part in ("surname", "given", "patronymic"):
            text = unicodedata.normalize("NFC", getattr(self, part))
            object.__setattr__(self, part, " ".join(text.split()))

    @property
    def full(self) -> str:
        return " ".join(part for part in (self.surname, self.given, self.patronymic) if part)

    @property
    def initials(self) -> str:
        return "".join(part[0] for part in (self.surname, self.given) if part).upper()


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone number in E.164; Kazakhstan's trunk prefix 8 and missing +7 are understood."""

    e164: str

    @classmethod
    def parse(cls, typed: str) -> Phone:
        """Read any usual typing. Raises `Refused("phone")` where it is no phone number."""
        plus = typed.strip().startswith("+")
        digits = re.sub(r"[^0-9]", "", typed)
        if not plus and len(digits) == 11 and digits[0] in "78":
            digits = "7" + digits[1:]
        elif not plus and len(digits) == 10 and digits[0] in "67":
            digits = "7" + digits
        elif not plus:
            raise Refused("phone")
        if not 8 <= len(digits) <= 15:  # E.164 6.2
            raise Refused("phone")
        return cls("+" + digits)

    @property
    def shown(self) -> str:
        if self.e164.startswith("+7") and len(self.e164) == 12:
            n = self.e164[2:]
            return f"+7 {n[:3]} {n[3:6]}-{n[6:8]}-{n[8:]}"
        return self.e164


# Kazakh letters and their Russian neighbours on a keyboard without the Kazakh layout, Latin look-alikes,
# and letters that people leave out or swap. Used for search and for duplicate warnings only.
_FOLD = str.maketrans(
    {
        "ә": "а", "ғ": "г", "қ": "к", "ң": "н", "ө": "о", "ұ": "у", "ү": "у", "һ": "х", "і": "и",
        "ё": "е", "й": "и", "ы": "и", "ъ": "", "ь": "",
        "a": "а", "c": "с", "e": "е", "h": "н", "i": "и", "k": "к", "m": "м", "o": "о", "p": "р",
        "t": "т", "x": "х", "y": "у", "b": "в", "ə": "а",
    }
)  # fmt: skip


def folded(text: str) -> str:
    """The key by which a name is searched: case, Kazakh letters, look-alikes and doubled letters folded.

    "Құсайынов" and "кусаинов" have the same key; punctuation and hyphens become single spaces.
    """
    lowered = unicodedata.normalize("NFC", text).casefold().translate(_FOLD)
    words = " ".join(re.sub(r"[\W_]+", " ", lowered).split())
    return re.sub(r"([^\W\d])\1+", r"\1", words)

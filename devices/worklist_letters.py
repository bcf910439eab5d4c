"""Text of worklist and query answers in letters that a device can read (DICOM PS3.3 C.12.1.1.2, PS3.5 6.1).

Neither ISO 8859-5 nor code page 1251 has the Kazakh letters ә ғ қ ң ө ұ ү һ: they are given by the Russian letter that
people write in their place. Latin is the spelling of Kazakh passports, without signs above letters.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from app.domain.device_settings import WorklistLetters

_RUSSIAN = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухіАГКНОУУХІ")
_LATIN = {
    "а": "a", "ә": "a", "б": "b", "в": "v", "г": "g", "ғ": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z",
    "и": "i", "й": "y", "к": "k", "қ": "k", "л": "l", "м": "m", "н": "n", "ң": "n", "о": "o", "ө": "o", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ұ": "u", "ү": "u", "ф": "f", "х": "kh", "һ": "h", "ц": "ts", "ч": "ch",
    "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "і": "i", "ь": "", "э": "e", "ю": "yu", "я": "ya", "№": "No", "₸": "KZT",
    "«": '"', "»": '"', "–": "-", "—": "-", "…": "...",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Letters:
    """How text is written for one device. `declared`: the value of (0008,0005), empty where it is left out."""

    codec: str
    declared: str

    def encode(self, text: str) -> bytes:
        """Letters the set does not have are replaced by their nearest, at last by a question mark."""
        if self.codec == "ascii":
            text = latin(text)
        elif self.codec != "utf-8":
            text = text.translate(_RUSSIAN)
        return text.encode(self.codec, "replace")


LETTERS = {
    WorklistLetters.UTF8: Letters("utf-8", "ISO_IR 192"),
    WorklistLetters.CYRILLIC: Letters("iso8859-5", "ISO_IR 144"),
    WorklistLetters.CP1251: Letters("cp1251", ""),
    WorklistLetters.LATIN: Letters("ascii", ""),
}


def latin(text: str) -> str:
    """Transliterated; a capital stays one capital: Жұмабаев is Zhumabaev."""
    if text.isascii():
        return text
    letters = []
    for letter in unicodedata.normalize("NFC", text):
        plain = _LATIN.get(letter.lower())
        if plain is None:
            bare = unicodedata.normalize("NFD", letter)
            letters.append("".join(one for one in bare if not unicodedata.combining(one)))
        else:
            letters.append(plain.capitalize() if letter.isupper() else plain)
    return "".join(letters)

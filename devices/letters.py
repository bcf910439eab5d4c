"""Text for a device in the letters it can show: UTF-8, ISO 8859-5, Windows 1251, or Latin letters only.

Kazakh letters that a set lacks become their Russian neighbours, as people here write without a Kazakh keyboard.
Latin: the romanization of the passport rules of Kazakhstan, simplified to letters that every device has.
"""

from __future__ import annotations

from app.domain.device_settings import WorklistLetters

_CODECS = {
    WorklistLetters.UTF8: "utf-8", WorklistLetters.CYRILLIC: "iso8859-5", WorklistLetters.CP1251: "cp1251",
    WorklistLetters.LATIN: "ascii",
}  # fmt: skip
_RUSSIAN = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")
_LATIN = {
    "а": "a", "ә": "a", "б": "b", "в": "v", "г": "g", "ғ": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z",
    "и": "i", "й": "i", "к": "k", "қ": "k", "л": "l", "м": "m", "н": "n", "ң": "n", "о": "o", "ө": "o", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ұ": "u", "ү": "u", "ф": "f", "х": "kh", "һ": "h", "ц": "ts", "ч": "ch",
    "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "і": "i", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip


def latin(text: str) -> str:
    """The text in Latin letters; what has none becomes a question mark."""
    return "".join(_latin(letter) for letter in text).encode("ascii", "replace").decode()


def encoded(text: str, letters: WorklistLetters) -> bytes:
    """The text as the device's bytes; never raises."""
    if letters is WorklistLetters.LATIN:
        return latin(text).encode()
    codec = _CODECS[letters]
    return "".join(one if _has(codec, one) else one.translate(_RUSSIAN) for one in text).encode(codec, "replace")


def _has(codec: str, letter: str) -> bool:
    try:
        letter.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def _latin(letter: str) -> str:
    found = _LATIN.get(letter.lower())
    if found is None:
        return letter
    return found.capitalize() if letter.isupper() else found

"""How alike two names are, across alphabets: Cyrillic with or without Kazakh letters, and Latin in its many spellings.

Devices transliterate: Жұмабаев is sent as Zhumabaev, JUMABAEV or Жумабаев. Both sides are brought to one Latin
skeleton. Likeness speaks against a match where names differ; it never makes one by itself.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from enum import StrEnum

from app.domain.identity import PersonName

_CYRILLIC = {
    "а": "a", "ә": "a", "б": "b", "в": "v", "г": "g", "ғ": "g", "д": "d", "е": "e", "ё": "e", "ж": "j", "з": "z",
    "и": "i", "й": "i", "к": "k", "қ": "k", "л": "l", "м": "m", "н": "n", "ң": "n", "о": "o", "ө": "o", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ұ": "u", "ү": "u", "ф": "f", "х": "h", "һ": "h", "ц": "c", "ч": "ch",
    "ш": "sh", "щ": "sh", "ъ": "", "ы": "i", "і": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia",
}  # fmt: skip
# Latin spellings of one sound -> its skeleton; longer groups first.
_LATIN = (
    ("shch", "sh"), ("sch", "sh"), ("dzh", "j"), ("zh", "j"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("ts", "c"),
    ("tz", "c"), ("ng", "n"), ("yu", "iu"), ("ju", "iu"), ("ya", "ia"), ("ja", "ia"), ("yo", "e"), ("jo", "e"),
    ("ye", "e"), ("je", "e"), ("yi", "i"), ("iy", "i"), ("x", "ks"), ("w", "v"), ("q", "k"), ("y", "i"),
)  # fmt: skip
_LATIN_TABLE = dict(_LATIN)
_LATIN_GROUP = re.compile("|".join(group for group, _ in _LATIN))
_ALIKE = 0.7  # a slip or another transliteration of a word
_SAME = 0.999
_MANY_WORDS = 12  # no name has more; comparing is quadratic
_MAX_WORDS, _MAX_LETTERS = 12, 64


class Likeness(StrEnum):
    SAME = "same"
    SIMILAR = "similar"  # one or two letters apart, or a part is missing
    DIFFERENT = "different"
    UNKNOWN = "unknown"  # one side says nothing


def skeleton(text: str) -> str:
    """One word in plain Latin letters, the same for every usual spelling of it."""
    lowered = unicodedata.normalize("NFC", text).casefold()
    if any(letter in _CYRILLIC for letter in lowered):
        latin = "".join(_CYRILLIC.get(letter, letter) for letter in lowered).replace("ng", "n")
    else:
        bare = unicodedata.normalize("NFD", lowered)
        bare = "".join(letter for letter in bare if not unicodedata.combining(letter)).replace("ı", "i")
        latin = _LATIN_GROUP.sub(lambda found: _LATIN_TABLE[found[0]], bare)
    plain = re.sub(r"[^a-z0-9]", "", latin)
    return re.sub(r"(.)\1+", r"\1", plain)


# What devices fill in where nobody was chosen.
_FILLERS = (
    "unknown",
    "anonymous",
    "anonymized",
    "noname",
    "name",
    "no",
    "patient",
    "none",
    "null",
    "неизвестно",
    "пациент",
)
_NOBODY = frozenset(skeleton(word) for word in _FILLERS)


def words_of(name: PersonName) -> list[str]:
    """The name's words as skeletons, in the order of its parts; no person has more or longer ones than are read."""
    parts = re.split(r"[\s\-.,]+", name.full[: _MAX_WORDS * _MAX_LETTERS])
    return [word for part in parts[:_MAX_WORDS] if (word := skeleton(part[:_MAX_LETTERS]))]


def names_nobody(name: PersonName | None) -> bool:
    """True for a device's filler: UNKNOWN PATIENT, ANONYMOUS, a lone dash or number."""
    if name is None:
        return True
    words = words_of(name)
    return all(word in _NOBODY or word.isdigit() for word in words)


def likeness(sent: PersonName | None, ours: PersonName | None) -> Likeness:
    """Compare two names in any order of their words; initials stand for words that begin with them.

    DIFFERENT as soon as one of the words of the shorter name has no counterpart in the longer one.
    """
    if sent is None or ours is None or names_nobody(sent) or names_nobody(ours):
        return Likeness.UNKNOWN
    shorter, longer = sorted((words_of(sent)[:_MANY_WORDS], words_of(ours)[:_MANY_WORDS]), key=len)
    left, worst, initials = list(longer), 1.0, 0
    for word in sorted(shorter, key=len, reverse=True):  # initials last: they fit many words
        best = max(left, key=lambda other: _word_likeness(word, other), default="")
        worst = min(worst, _word_likeness(word, best))
        initials += min(len(word), len(best)) == 1
        if best:
            left.remove(best)
    if worst < _ALIKE:
        return Likeness.DIFFERENT
    # One word or initials alone tell too little to call it the same.
    return Likeness.SAME if worst >= _SAME and len(shorter) - initials >= 2 else Likeness.SIMILAR


def _word_likeness(one: str, other: str) -> float:
    if not one or not other:
        return 0.0
    if len(one) == 1 or len(other) == 1:
        return 1.0 if one[0] == other[0] else 0.0
    return SequenceMatcher(None, one[:64], other[:64], autojunk=False).ratio()

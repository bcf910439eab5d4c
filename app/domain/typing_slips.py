"""What a hurried hand may have meant: the wrong keyboard layout, Latin letters for Cyrillic, a digit row of letters.

Layouts are the standard Windows ones (US English, Russian ЙЦУКЕН, Kazakh). Used to read a search text
again where nothing was found as typed; never to change what is stored.
"""

from __future__ import annotations

import re

_QWERTY = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбю"
# The Kazakh layout has its own letters where others have digits: 2 ә, 3 і, 4 ң, 5 ғ, 8 ү, 9 ұ, 0 қ, - ө, = һ.
_KAZAKH_ROW = {"2": "ә", "3": "і", "4": "ң", "5": "ғ", "8": "ү", "9": "ұ", "0": "қ", "-": "ө", "=": "һ"}
_DIGITS_OF_KAZAKH_ROW = str.maketrans(
    {'"': "1", "ә": "2", "і": "3", "ң": "4", "ғ": "5", ",": "6", ".": "7", "ү": "8", "ұ": "9", "қ": "0"}
)

_TO_CYRILLIC = str.maketrans(dict(zip(_QWERTY, _RUSSIAN, strict=True)) | _KAZAKH_ROW)
_TO_LATIN = str.maketrans(dict(zip(_RUSSIAN, _QWERTY, strict=True)))

# Plain Latin as passports, mails and people write Kazakh and Russian names; longer groups first.
_LATIN_GROUPS = (
    ("shch", "щ"), ("sch", "щ"), ("sh", "ш"), ("ch", "ч"), ("zh", "ж"), ("kh", "х"), ("gh", "г"), ("ts", "ц"),
    ("yu", "ю"), ("iu", "ю"), ("ya", "я"), ("ia", "я"), ("yo", "е"), ("ye", "е"), ("iy", "и"), ("yi", "и"),
    ("ng", "нг"), ("a", "а"), ("b", "б"), ("c", "с"), ("d", "д"), ("e", "е"), ("f", "ф"), ("g", "г"), ("h", "х"),
    ("i", "и"), ("j", "ж"), ("k", "к"), ("l", "л"), ("m", "м"), ("n", "н"), ("o", "о"), ("p", "п"), ("q", "к"),
    ("r", "р"), ("s", "с"), ("t", "т"), ("u", "у"), ("v", "в"), ("w", "у"), ("x", "кс"), ("y", "ы"), ("z", "з"),
)  # fmt: skip
_LATIN_TABLE = dict(_LATIN_GROUPS)
_LATIN = re.compile("|".join(group for group, _ in _LATIN_GROUPS))


def digits_of(typed: str) -> str:
    """The digits of a text that is a number with its usual punctuation, else an empty text."""
    if not re.fullmatch(r"[\s\d+()\-–]+", typed):
        return ""
    return re.sub(r"\D", "", typed)


def readings(typed: str) -> tuple[str, ...]:
    """The text as typed, then what it may have been meant to be, each once; empty for empty text."""
    plain = " ".join(typed.split())
    if not plain:
        return ()
    lowered = plain.casefold()
    found = [plain]
    as_digits = lowered.translate(_DIGITS_OF_KAZAKH_ROW)
    if digits_of(as_digits):
        found.append(as_digits)
    if re.search(r"[a-z]", lowered):
        found += [lowered.translate(_TO_CYRILLIC), _LATIN.sub(lambda m: _LATIN_TABLE[m[0]], lowered)]
    else:
        found += [lowered.translate(_TO_LATIN)] if re.search(r"[а-яё]", lowered) else []
        found += [lowered.translate(_TO_CYRILLIC)] if re.search(r"[\[\];',.`]", lowered) else []
    return tuple(dict.fromkeys(found))

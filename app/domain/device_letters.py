"""Names in letters that a device can read: Kazakh letters by their Russian neighbours where its set has only those."""

from __future__ import annotations

_NEIGHBOURS = str.maketrans("ӘәҒғҚқҢңӨөҰұҮүҺһІі", "АаГгКкНнОоУуУуХхИи")
_LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "iu", "я": "ia",
}  # fmt: skip


def written_for(text: str, codec: str) -> str:
    """The text with every letter that `codec` lacks replaced by its neighbour, else by Latin letters, else by `?`."""
    return "".join(_letter(letter, codec) for letter in text)


def _letter(letter: str, codec: str) -> str:
    neighbour = letter.translate(_NEIGHBOURS)
    for candidate in (letter, neighbour, _latin(neighbour)):
        try:
            candidate.encode(codec)
        except UnicodeEncodeError:
            continue
        return candidate
    return "?"


def _latin(letter: str) -> str:
    found = _LATIN.get(letter.lower(), letter)
    return found.capitalize() if letter.isupper() else found

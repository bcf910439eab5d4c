"""Which letters a device's bytes mean: the set it declares, the one a person chose, or the one that fits.

HL7 v2: MSH-18, table 0211. DICOM: (0008,0005), PS3.3 C.12.1.1.2. Real devices declare wrongly: UTF-8 under
ASCII, the Windows code page 1251 under a Latin declaration, nothing at all. So a declaration is believed only
where the text it makes is text that people here write; otherwise the set is guessed and marked as guessed.
The bytes are never changed; a person can choose another set and have them read again.

Kazakh letters beyond Russian are in KZ-1048 (STRK1048-2002) and PT154 at different places, in UTF-8, and in
no other set that devices use.
"""

from __future__ import annotations

import codecs
import math
import re
from itertools import islice

from app.domain.received import ReadText

# HL7 v2 table 0211 and what devices write instead of it -> Python codec. Keys are upper case without
# spaces, hyphens, underscores and slashes.
HL7_SETS = {
    "ASCII": "ascii", "ANSIX3.41986": "ascii", "ISOIR6": "ascii",
    "88591": "latin-1", "88592": "iso8859-2", "88593": "iso8859-3", "88594": "iso8859-4", "88595": "iso8859-5",
    "88596": "iso8859-6", "88597": "iso8859-7", "88598": "iso8859-8", "88599": "iso8859-9", "885915": "iso8859-15",
    "ISO88591": "latin-1", "ISO88595": "iso8859-5",
    "UNICODEUTF8": "utf-8", "UTF8": "utf-8", "UNICODE": "utf-16", "UNICODEUTF16": "utf-16", "UTF16": "utf-16",
    "WINDOWS1251": "cp1251", "CP1251": "cp1251", "WIN1251": "cp1251", "1251": "cp1251", "WINDOWS1252": "cp1252",
    "PT154": "ptcp154", "CP154": "ptcp154", "PTCP154": "ptcp154", "KZ1048": "kz1048", "STRK1048": "kz1048",
    "STRK10482002": "kz1048", "RK1048": "kz1048", "KOI8R": "koi8_r", "KOI8U": "koi8_u", "CP866": "cp866",
    "IBM866": "cp866",
    "GB180302000": "gb18030", "GB18030": "gb18030", "GBK": "gbk", "GB2312": "gb2312",
}  # fmt: skip

# What a person may choose for a device: sets of letters, not the other codecs that Python has.
_OFFERED = frozenset(
    codecs.lookup(codec).name for codec in (*HL7_SETS.values(), "shift_jis", "euc_kr", "utf-16-le", "utf-16-be")
)

# The sets among which Cyrillic text is guessed; where two make the same text, the earlier one is named.
_CYRILLIC = ("cp1251", "kz1048", "ptcp154", "koi8_r", "iso8859-5", "cp866")

# How often letters stand in Russian and Kazakh names and medical words, per mille, both languages mixed.
# Only the order of magnitude matters: it tells a right code page from a wrong one.
_PER_MILLE = {
    "а": 110, "е": 75, "о": 75, "и": 65, "н": 68, "т": 55, "с": 50, "р": 52, "в": 42, "л": 45, "к": 38, "м": 30,
    "д": 30, "п": 22, "у": 28, "я": 16, "ы": 35, "ь": 12, "г": 18, "з": 16, "б": 20, "ч": 10, "й": 14, "х": 9,
    "ж": 12, "ш": 10, "ю": 6, "ц": 5, "щ": 3, "э": 4, "ф": 4, "ъ": 1, "ё": 2,
    "ә": 12, "ғ": 8, "қ": 20, "ң": 9, "ө": 7, "ұ": 10, "ү": 8, "һ": 1, "і": 24,
}  # fmt: skip
_LATIN = ("latin-1", "cp1252", "iso8859-15", "iso8859-9", "iso8859-2")
_WORD = re.compile(r"[^\W\d_]+")
_BREAK = re.compile(rb"[\s|^~&]")
_FROM_HIGH_BYTE = re.compile(rb"[\x80-\xff][^\s|^~&]*")
_SAMPLE_WORDS = 2000
_ABSENT = math.log(1 / 40000)  # a letter that neither language has
_ODD_CASE = math.log(1 / 60)  # a capital after a small letter
_MIXED_SCRIPT = math.log(1 / 200)  # Latin and Cyrillic letters in one word
_JUNK = math.log(1 / 3000)  # box drawing, control characters, signs that no name holds
_SIGN = math.log(1 / 60)  # a sign that results do hold
_USUAL_SIGNS = frozenset("°№«»–—…±µ²³×·’“”\xa0↑↓")
_MARGIN = 0.35  # per high byte, in favour of what was declared


def hl7_codec(declared: str) -> str:
    """The codec of an MSH-18 value, empty where nothing usable is declared. Only the first repetition counts."""
    key = re.sub(r"[\s/_\-]", "", re.split(r"[~^]", declared, maxsplit=1)[0]).upper()
    return HL7_SETS.get(key, "")


def known_codec(name: str) -> str:
    """The codec of a per-device setting ("utf-8", "cp1251", "kz1048", ...); empty where it is no set of letters."""
    try:
        codec = codecs.lookup(name).name if name else ""
    except LookupError:
        codec = ""
    if codec in _OFFERED:
        return codec
    declared = hl7_codec(name)
    return codecs.lookup(declared).name if declared else ""


def read_text(raw: bytes, declared: str = "", override: str = "") -> ReadText:
    """Make text of bytes. `declared` and `override` are codec names; an override is a person's word and wins.

    Never raises: a byte that the chosen set does not know becomes U+FFFD.
    """
    if override and (codec := known_codec(override)):
        return ReadText(raw.decode(codec, "replace"), codec, "override")
    if wide := _wide(raw):
        text = raw.decode(wide, "replace").removeprefix("\ufeff")
        return ReadText(text, wide, "declared" if declared.startswith("utf-16") else "guessed")
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    if raw.isascii():
        return ReadText(raw.decode("ascii"), declared if declared not in ("", "utf-16") else "ascii", "declared")
    return _by_fit(raw, declared)


def looks_wrong(text: str) -> bool:
    """True where text reads like Cyrillic bytes under a Latin set: words of accented letters alone, or controls."""
    if any("\x80" <= letter <= "\x9f" for letter in text):  # C1 controls: no device sends them as text
        return True
    words = [word for word in _WORD.findall(text) if len(word) > 1 and not word.isascii()]
    wrong = [word for word in words if all("\xa1" <= letter <= "\xff" for letter in word)]
    return bool(wrong) and len(wrong) * 2 > len(words)


def fit(text: str) -> float:
    """How well text fits what people in Kazakhstan write: log likelihood per character beyond ASCII."""
    high = sum(letter > "\x7f" for letter in text)
    if not high:
        return 0.0
    return sum(_word_fit(word) for word in _WORD.findall(text)) / high + _junk_fit(text) / high


def _by_fit(raw: bytes, declared: str) -> ReadText:
    # Multi-byte sequences that are valid UTF-8 throughout are hardly ever anything else.
    if _is_valid(raw, "utf-8"):
        return ReadText(raw.decode(), "utf-8", "declared" if declared == "utf-8" else "guessed")
    sample = _sample(raw)
    if _declaration_holds(raw, sample, declared):
        return ReadText(raw.decode(declared), declared, "declared")
    competing = [declared] if declared in (*_LATIN, *_CYRILLIC, "koi8_u") else []
    fits = {codec: fit(sample.decode(codec, "replace")) for codec in (*competing, *_CYRILLIC, "latin-1")}
    best = max(fits, key=lambda codec: (round(fits[codec] + _MARGIN * (codec == declared), 6), -_rank(codec)))
    return ReadText(raw.decode(best, "replace"), best, "declared" if best == declared else "guessed")


def _declaration_holds(raw: bytes, sample: bytes, declared: str) -> bool:
    """Sets for other scripts (Greek, Arabic, Chinese) are believed; Latin and Cyrillic ones compete by fit."""
    if declared in ("", "ascii", "utf-8", "utf-16", "koi8_u", *_CYRILLIC) or not _is_valid(raw, declared):
        return False
    return declared not in _LATIN or not looks_wrong(sample.decode(declared, "replace"))


def _sample(raw: bytes) -> bytes:
    """The first words that are not ASCII: enough to judge by, however long a message is."""
    return b" ".join(
        _BREAK.split(raw[max(found.start() - 40, 0) : found.start()])[-1] + found[0][:200]
        for found in islice(_FROM_HIGH_BYTE.finditer(raw), _SAMPLE_WORDS)
    )


def _is_valid(raw: bytes, codec: str) -> bool:
    try:
        raw.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _rank(codec: str) -> int:
    return _CYRILLIC.index(codec) if codec in _CYRILLIC else len(_CYRILLIC)


def _wide(raw: bytes) -> str:
    """UTF-16 by its byte order mark or by its high bytes; empty where it is none."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    head = raw[:4096]
    if len(head) < 4 or 0 not in head:
        return ""
    for places, codec in ((head[1::2], "utf-16-le"), (head[0::2], "utf-16-be")):
        if (places.count(0) + places.count(4)) * 10 >= len(places) * 9:  # high bytes: 00 Latin, 04 Cyrillic
            return codec
    return ""


def _word_fit(word: str) -> float:
    if word.isascii():
        return 0.0
    total = 0.0
    latin = sum(letter.isascii() for letter in word)
    for before, letter in zip(" " + word, word, strict=False):
        if letter.isascii():
            continue
        if "à" <= letter.lower() <= "ÿ" and latin:  # an accented letter in a Latin word: Müller, Élodie
            total += math.log(1 / 200)
        else:
            total += math.log(_PER_MILLE[letter.lower()] / 1000) if letter.lower() in _PER_MILLE else _ABSENT
        if letter.isupper() and before.islower():
            total += _ODD_CASE
    cyrillic = sum("\u0400" <= letter <= "\u04ff" for letter in word)
    return total + (_MIXED_SCRIPT * min(latin, cyrillic) if latin and cyrillic else 0.0)


def _junk_fit(text: str) -> float:
    total = 0.0
    for at, sign in enumerate(text):
        if sign <= "\x7f" or sign.isalpha():
            continue
        inside_word = text[at - 1 : at].isalpha() and text[at + 1 : at + 2].isalpha()
        total += _SIGN if sign in _USUAL_SIGNS and not inside_word else _JUNK
    return total

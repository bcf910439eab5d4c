"""Text of DICOM attributes: (0008,0005) Specific Character Set with its code extensions, and devices that lie in it.

PS3.3 C.12.1.1.2 (defined terms), PS3.5 6.1.2 (ISO 2022 escapes). Frequent faults in Kazakhstan, all read here:
no set declared with code page 1251 inside, `ISO_IR 100` or `ISO_IR 192` declared with code page 1251 inside.
"""

from __future__ import annotations

import re

from app.domain.received import ReadText
from devices.character_sets import read_text

# PS3.3 table C.12-2, C.12-3, C.12-4, C.12-5: defined term -> Python codec. "ISO 2022 IR n" as "ISO_IR n".
_TERMS = {
    "": "ascii", "6": "ascii", "100": "latin-1", "101": "iso8859-2", "109": "iso8859-3", "110": "iso8859-4",
    "144": "iso8859-5", "127": "iso8859-6", "126": "iso8859-7", "138": "iso8859-8", "148": "iso8859-9",
    "203": "iso8859-15", "13": "shift_jis", "166": "iso8859-11", "192": "utf-8", "87": "iso2022_jp",
    "159": "iso2022_jp_2", "149": "euc_kr", "58": "gb2312", "GB18030": "gb18030", "GBK": "gbk",
}  # fmt: skip

# PS3.3 table C.12-3 and C.12-4: escape sequence -> codec of the bytes that follow it.
_ESCAPES = {
    b"(B": "ascii", b"-A": "latin-1", b"-B": "iso8859-2", b"-C": "iso8859-3", b"-D": "iso8859-4", b"-L": "iso8859-5",
    b"-G": "iso8859-6", b"-F": "iso8859-7", b"-H": "iso8859-8", b"-M": "iso8859-9", b"-b": "iso8859-15",
    b"(J": "shift_jis", b")I": "shift_jis", b"-T": "iso8859-11", b"$B": "iso2022_jp", b"$(D": "iso2022_jp_2",
    b"$)C": "euc_kr", b"$)A": "gb2312",
}  # fmt: skip
_ESCAPE = re.compile(rb"\x1b([()\-][A-Za-z]|\$\(D|\$\)[A-Z]|\$[A-Z@])")
_DELIMITER = re.compile(rb"[\\^=\r\n\t\f]")  # PS3.5 6.1.2.5.3: each returns to the first set


def dicom_codecs(values: tuple[str, ...]) -> tuple[str, ...]:
    """The codecs of the values of (0008,0005), with usual misspellings; unknown terms are left out."""
    keys = (re.sub(r"(?i)^(ISO[_ \-]*(2022)?[_ \-]*IR[_ \-]*)", "", value.strip()) for value in values)
    return tuple(_TERMS[key.strip().upper()] for key in keys if key.strip().upper() in _TERMS)


def read_dicom_texts(
    raw: dict[int, bytes], declared: tuple[str, ...], override: str = ""
) -> tuple[dict[int, str], ReadText]:
    """Text of several attributes of one data set, judged together so that a long one helps a short one.

    `raw` maps tags to encoded values. Answers the texts, and the set used with how it was chosen.
    """
    codecs = dicom_codecs(declared)
    first = codecs[0] if codecs else ""
    if not override and (len(codecs) > 1 or any(b"\x1b" in value for value in raw.values())):
        texts = {tag: _with_escapes(value, first or "ascii") for tag, value in raw.items()}
        if not any("\ufffd" in text for text in texts.values()):
            return texts, ReadText("", first or "ascii", "declared")
    joined = read_text(b"\n".join(raw.values()), declared=first, override=override)
    parts = joined.text.split("\n")
    if len(parts) != len(raw):  # a value holds line breaks itself
        parts = [value.decode(joined.character_set, "replace") for value in raw.values()]
    return dict(zip(raw, parts, strict=True)), joined


def _with_escapes(value: bytes, first: str) -> str:
    """Decode one value with ISO 2022 code extensions; bytes no set knows become U+FFFD."""
    text, codec, escape, at = [], first, b"", 0
    for found in _ESCAPE.finditer(value):
        text.append(_fragment(value[at : found.start()], codec, escape, first))
        codec, escape, at = _ESCAPES.get(found[1], first), found[0], found.end()
    return "".join([*text, _fragment(value[at:], codec, escape, first)])


def _fragment(fragment: bytes, codec: str, escape: bytes, first: str) -> str:
    if codec.startswith("iso2022"):  # two-byte codes may hold a delimiter's byte; Python's codec wants the escape
        return (escape + fragment).decode(codec, "replace")
    delimiter = _DELIMITER.search(fragment)
    end = delimiter.start() if delimiter else len(fragment)
    return fragment[:end].decode(codec, "replace") + fragment[end:].decode(first, "replace")

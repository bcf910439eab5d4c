"""What a file's name says: the pattern of a watched folder, written by a person, and identity found without one.

    {iin}_{surname}_*.pdf ; *.pdf        alternatives, the first that fits wins; * and ? as usual

Fields: iin, accession, patient_id, surname, given, patronymic, birth_date. A name that fits no alternative is not
ours to take.
"""

from __future__ import annotations

import re
from functools import lru_cache

_FIELDS = {
    "iin": r"[0-9]{12}", "accession": r"[^\s_,;]+?", "patient_id": r"[^\s_,;]+?", "surname": r"[^\W\d_][^\d_,;]*?",
    "given": r"[^\W\d_][^\d_,;]*?", "patronymic": r"[^\W\d_][^\d_,;]*?",
    "birth_date": r"[0-9]{2}[.\-][0-9]{2}[.\-][0-9]{4}|[0-9]{4}[.\-]?[0-9]{2}[.\-]?[0-9]{2}",
}  # fmt: skip
_PART = re.compile(r"\{([a-z_]+)\}|(\*)|(\?)|([^{*?]+|\{)")
_PERSONAL = frozenset({"desktop", "documents", "downloads", "pictures", "onedrive"})
_MOST_WILD = 8  # wildcards and fields of one alternative: more would let a hostile name cost time
_LONGEST_NAME = 512


def fields_of(pattern: str, name: str) -> dict[str, str] | None:
    """Fields by name where the file fits the pattern (perhaps none), None where it does not.

    `name` may have folders before it, separated by "/"; the pattern is about the last part.
    """
    last = name.rsplit("/", 1)[-1][:_LONGEST_NAME]
    for one in _compiled(pattern):
        found = one.fullmatch(last)
        if found:
            return {key: value.strip() for key, value in found.groupdict().items() if value and value.strip()}
    return None


def is_pattern(pattern: str) -> bool:
    """Whether a person's pattern can be followed."""
    try:
        return bool(_compiled(pattern))
    except ValueError:
        return False


def is_too_wide(folder: str, home: str, data_folder: str = "") -> bool:
    """Whether watching this folder would take files that are no device's: a drive, a home, our own data.

    The three are absolute paths, of one platform. A sub-folder of Documents is a device's; Documents itself is not.
    """
    wanted, house = _parts(folder), _parts(home)
    ours = _parts(data_folder) if data_folder else []
    if len(wanted) <= 1 or house[: len(wanted)] == wanted:
        return True
    if len(wanted) == len(house) + 1 and wanted[: len(house)] == house and wanted[-1] in _PERSONAL:
        return True
    return bool(ours) and (ours[: len(wanted)] == wanted or wanted[: len(ours)] == ours)


def _parts(path: str) -> list[str]:
    """`C:\\Users\\A` and `/home/a` as lists of names; a share's server and name are one, for it is its own root."""
    plain = path.replace("\\", "/").casefold()
    share = plain.startswith("//")
    parts = [part for part in plain.split("/") if part not in {"", "."}]
    if share:
        return ["//", "/".join(parts[:2]), *parts[2:]]
    return parts if re.fullmatch(r"[a-z]:", parts[0] if parts else "") else ["/", *parts]


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> tuple[re.Pattern[str], ...]:
    """Raises `ValueError` for an unknown field, one named twice, or too many wildcards."""
    alternatives = [part.strip() for part in pattern.split(";") if part.strip()] or ["*"]
    return tuple(re.compile(_expression(part), re.IGNORECASE) for part in alternatives)


def _expression(alternative: str) -> str:
    pieces: list[str] = []
    wild = 0
    seen: set[str] = set()
    for field, star, mark, plain in _PART.findall(alternative):
        wild += bool(field or star)
        if field:
            if field not in _FIELDS or field in seen:
                raise ValueError(alternative)
            seen.add(field)
            pieces.append(f"(?P<{field}>{_FIELDS[field]})")
        else:
            pieces.append(".*?" if star else "." if mark else re.escape(plain))
    if wild > _MOST_WILD:
        raise ValueError(alternative)
    return "".join(pieces)

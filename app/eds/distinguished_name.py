"""A distinguished name as text: RFC 4514, the last attribute first, with the names that Kazakh cards use."""

from __future__ import annotations

from collections.abc import Sequence

# RFC 4514 3 and RFC 4519; SURNAME and GIVENNAME are written out, since SN means different things to different tools.
NAMES = {
    "2.5.4.3": "CN",
    "2.5.4.4": "SURNAME",
    "2.5.4.5": "SERIALNUMBER",
    "2.5.4.6": "C",
    "2.5.4.7": "L",
    "2.5.4.8": "ST",
    "2.5.4.9": "STREET",
    "2.5.4.10": "O",
    "2.5.4.11": "OU",
    "2.5.4.15": "BUSINESSCATEGORY",
    "2.5.4.42": "GIVENNAME",
    "0.9.2342.19200300.100.1.25": "DC",
    "0.9.2342.19200300.100.1.1": "UID",
    "1.2.840.113549.1.9.1": "E",
}
_SPECIAL = frozenset('"+,;<>\\')


def rfc4514(attributes: Sequence[tuple[str, str]]) -> str:
    """`attributes` as they stand in the certificate: dotted OID and text."""
    return ",".join(f"{NAMES.get(oid, oid)}={_escaped(text)}" for oid, text in reversed(attributes))


def _escaped(text: str) -> str:
    """2.4: special letters, a leading space or #, a trailing space; control letters as their bytes."""
    written = ""
    for place, letter in enumerate(text):
        edge = (place == 0 and letter in " #") or (place == len(text) - 1 and letter == " ")
        if ord(letter) < 32:
            written += "".join(f"\\{octet:02X}" for octet in letter.encode())
        else:
            written += f"\\{letter}" if letter in _SPECIAL or edge else letter
    return written

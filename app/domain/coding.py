"""Codes that say from which book they come: OIDs and codings.

Requirement §29: numbers under 1.2.398 are never invented; until one is registered, `2.25.<UUID>` stands in.
"""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass

from app.domain.errors import Refused

_OID = re.compile(r"(0|1|2)(\.(0|[1-9][0-9]*))+")


@dataclass(frozen=True, slots=True)
class Oid:
    """An object identifier in dotted form (ITU-T X.660)."""

    value: str

    def __post_init__(self) -> None:
        if not _OID.fullmatch(self.value):
            raise Refused("oid")

    def __str__(self) -> str:
        return self.value

    @property
    def uri(self) -> str:
        return f"urn:oid:{self.value}"


@dataclass(frozen=True, slots=True)
class Coding:
    """A code, the system it belongs to, that system's version, and the text it stood for."""

    code: str
    system: str
    display: str = ""
    version: str = ""


ICD10 = "http://hl7.org/fhir/sid/icd-10"
LOINC = "http://loinc.org"
UCUM = "http://unitsofmeasure.org"

_STAND_INS = uuid.UUID("0b8f4c1e-6a35-5c0e-9d37-2f0d6a4b7c51")  # of the ids that stand in for registered ones


def stand_in_oid(name: str) -> Oid:
    """`2.25.<UUID>` for an identifier system that has no registered number yet (ITU-T X.667 7)."""
    return Oid(f"2.25.{uuid.uuid5(_STAND_INS, name).int}")


IIN_SYSTEM = stand_in_oid("iin").uri
BIN_SYSTEM = stand_in_oid("bin").uri

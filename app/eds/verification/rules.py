"""The rules in force, read from `resources/eds/rules.json`: rows, numbers and lists by which a signature is judged.

A row that is taken out of the file is not run, a row whose `mandatory` is changed decides otherwise: no code changes.
`rules_version` stands in every report, so that an old verdict can be explained by the rules of its day.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

from app.domain.signature import Result
from app.paths import shipped

SIGN, AUTHENTICATE = "sign", "authenticate"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the checklist."""

    code: str
    mandatory: bool  # left unanswered, the signature is not confirmed
    absent: Result  # what the row says where the thing it looks at is not there
    purpose: str  # "sign", "authenticate"; empty: both


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a hostile container is looked at before it is refused."""

    signers: int
    certificates: int
    time_stamps: int
    evidence: int
    evidence_bytes: int
    certificate_bytes: int


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """Roles of a certificate that may sign a kind of document (A3)."""

    roles: frozenset[str]
    own_practice: frozenset[str]  # may sign where the practice is the person: a practitioner without a BIN


@dataclass(frozen=True, slots=True)
class Rules:
    version: str
    time_stamp_required: bool
    evidence_window: timedelta
    clock_tolerance: timedelta
    late_evidence: Result  # evidence from after the window round the proven time, before the certificate's end
    unpublished_root: Result
    benign_reasons: frozenset[str]
    compromising_reasons: frozenset[str]
    limits: Limits
    digests: frozenset[str]
    signatures: frozenset[str]
    critical_extensions: frozenset[str]
    document_kinds: Mapping[str, DocumentKind]
    two_persons: frozenset[str]  # kinds of document that need two different persons (A5)
    rows: tuple[Row, ...]

    def absent(self, code: str) -> Result:
        return next((row.absent for row in self.rows if row.code == code), Result.NOT_CHECKED)

    def is_mandatory(self, code: str) -> bool:
        return any(row.mandatory for row in self.rows if row.code == code)


@cache
def in_force() -> Rules:
    """The rules that are shipped with the program."""
    return from_json(json.loads(shipped("resources", "eds", "rules.json").read_text("utf-8")))


def from_json(listed: Mapping[str, Any]) -> Rules:
    """Raises `KeyError`, `ValueError` for a file that is not complete: nobody judges by half of the rules."""
    rows = tuple(_row(one) for one in listed["checks"])
    if len({row.code for row in rows}) != len(rows):
        raise ValueError("a row of the checklist appears twice")
    if listed["time_stamp"] not in {"optional", "mandatory"}:
        raise ValueError("time_stamp")
    return Rules(
        version=str(listed["rules_version"]),
        time_stamp_required=listed["time_stamp"] == "mandatory",
        evidence_window=timedelta(seconds=listed["evidence_window_seconds"]),
        clock_tolerance=timedelta(seconds=listed["clock_tolerance_seconds"]),
        late_evidence=Result(listed["late_evidence"]),
        unpublished_root=Result(listed["unpublished_root"]),
        benign_reasons=frozenset(listed["benign_reasons"]),
        compromising_reasons=frozenset(listed["compromising_reasons"]),
        limits=Limits(**listed["limits"]),
        digests=frozenset(listed["digests"]),
        signatures=frozenset(listed["signatures"]),
        critical_extensions=frozenset(listed["critical_extensions"]),
        document_kinds={
            name: DocumentKind(frozenset(kind["roles"]), frozenset(kind.get("own_practice", ())))
            for name, kind in listed["document_kinds"].items()
        },
        two_persons=frozenset(listed["two_persons"]),
        rows=rows,
    )


def _row(listed: Mapping[str, Any]) -> Row:
    return Row(
        code=listed["code"],
        mandatory=bool(listed["mandatory"]),
        absent=Result(listed.get("absent", Result.NOT_CHECKED)),
        purpose=listed.get("purpose", ""),
    )

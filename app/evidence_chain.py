"""Does the evidence still hold: its chain, its links in the journal, and every byte that it names (check L2, 27.12).

`status --check` and `self-check` walk everything; the report on one signature walks its own rows.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import WorldError
from app.domain.signature import Check, EvidenceKind, Result
from app.evidence_store import MARK, START, body, link
from db.tables.document import DocumentTable, SignatureTable, SignatureVersionTable
from db.tables.evidence import SignatureEvidenceTable
from db.tables.journal import JournalTable
from db.tables.signing import DocumentPartTable


@dataclass(frozen=True, slots=True)
class Finding:
    """What does not hold: `place` is a row (`evidence 12`, `signature 3`, `document 5`), `problem` a code.

    `chain`, `missing`, `cut` of the chain; `bytes-differ`, `hash-differs` of contents; else the archive's own code.
    """

    place: str
    problem: str
    signature_id: int | None = None


def broken_link(session: Session) -> Finding | None:
    """Walk the chain alone, without the bytes: its first broken link, None where it holds."""
    return next(_check_chain(session), None)


def check(session: Session) -> Iterator[Finding]:
    """Walk the whole chain and read every byte that it names; nothing is told where all holds."""
    yield from _check_chain(session)
    rows = session.scalars(select(SignatureEvidenceTable).order_by(SignatureEvidenceTable.id)).yield_per(200)
    for row in rows:
        yield from _check_row(session, row)
    yield from _check_ties(session)


def check_signature(session: Session, signature_id: int) -> tuple[Finding, ...]:
    """The same for the rows of one signature; the links before them are believed."""
    rows = session.scalars(
        select(SignatureEvidenceTable)
        .where(SignatureEvidenceTable.signature_id == signature_id)
        .order_by(SignatureEvidenceTable.id)
    ).all()
    found = []
    for row in rows:
        before = session.get(SignatureEvidenceTable, row.id - 1)
        if (before is None) != (row.id == 1) or not _is_next(row, before.chain if before else START):
            found.append(Finding(f"evidence {row.id}", "chain", signature_id))
        found += _check_row(session, row)
    return tuple(found)


def stored_check(session: Session, signature_id: int) -> Check:
    """L2 of the checklist: stored bytes equal their recorded hash, and the chain is whole."""
    found = check_signature(session, signature_id)
    if not found:
        return Check("L2", Result.PASS)
    return Check("L2", Result.FAIL, "evidence-chain" if found[0].problem == "chain" else "container-changed")


def _is_next(row: SignatureEvidenceTable, before: bytes) -> bool:
    return hmac.compare_digest(row.chain, link(before, row))


def _check_chain(session: Session) -> Iterator[Finding]:
    number, chain = 0, START
    for row in session.scalars(select(SignatureEvidenceTable).order_by(SignatureEvidenceTable.id)).yield_per(500):
        if row.id != number + 1:
            yield Finding(f"evidence {number + 1}", "missing")
            return
        if not _is_next(row, chain):
            yield Finding(f"evidence {row.id}", "chain", row.signature_id)
            return
        number, chain = row.id, row.chain
    for at, remembered in _remembered(session):
        found = session.get(SignatureEvidenceTable, at)
        if found is None or found.chain.hex() != remembered:
            yield Finding(f"evidence {at}", "cut" if found is None else "chain")
            return


def _remembered(session: Session) -> Iterator[tuple[int, str]]:
    """Every link that the journal remembers; the journal's own chain is checked by `app/audit.py`."""
    rows = session.scalars(
        select(JournalTable.after)
        .where(JournalTable.action.in_(("document.sign", "document.cosign", "document.withdraw", "part.sign")) |
               JournalTable.action.startswith("signature."))
        .order_by(JournalTable.id)
    )  # fmt: skip
    for after in rows.yield_per(500):
        if isinstance(after, dict) and MARK in after:
            yield int(after[MARK][0]), str(after[MARK][1])


def _check_row(session: Session, row: SignatureEvidenceTable) -> Iterator[Finding]:
    place = f"evidence {row.id}"
    try:
        content = body(session, row.id)
    except WorldError as problem:
        if problem.code != "archive-record-destroyed":  # on purpose, and journalled
            yield Finding(place, problem.code, row.signature_id)
        return
    if hashlib.sha256(content).digest() != row.sha256:
        yield Finding(place, "bytes-differ", row.signature_id)


def _check_ties(session: Session) -> Iterator[Finding]:
    """Documents, parts and containers name the very bytes that the evidence names."""
    contents = session.execute(
        select(SignatureEvidenceTable, SignatureTable)
        .join(SignatureTable, SignatureTable.id == SignatureEvidenceTable.signature_id)
        .where(SignatureEvidenceTable.kind == EvidenceKind.CONTENT)
        .order_by(SignatureEvidenceTable.id)
    )
    for row, signature in contents.yield_per(500):
        if signature.document_id is not None:
            document = session.get_one(DocumentTable, signature.document_id)
            if (document.content_id, document.sha256) != (row.archive_id, row.sha256):
                yield Finding(f"document {document.id}", "hash-differs", signature.id)
        else:
            part = session.get(DocumentPartTable, signature.part_id)
            if part is None or part.content_id != row.archive_id:
                yield Finding(f"part {signature.part_id}", "hash-differs", signature.id)
    for version in session.scalars(select(SignatureVersionTable).order_by(SignatureVersionTable.id)).yield_per(500):
        known = select(SignatureEvidenceTable.id).where(
            SignatureEvidenceTable.signature_id == version.signature_id,
            SignatureEvidenceTable.kind == EvidenceKind.CONTAINER,
            SignatureEvidenceTable.archive_id == version.container_id,
        )
        if session.scalar(known) is None:
            yield Finding(f"signature {version.signature_id}", "hash-differs", version.signature_id)

"""The evidence behind each signature: added, never changed, chained, and proved again whenever somebody asks (27.12).

Bytes lie once in the sealed archive; a row names record and SHA-256. `chain(n) = SHA-256(chain(n-1) | canonical JSON of
row n)`: everybody who has the rows can recompute it, also from an export. The journal remembers the newest link with
each act of signing under its own MAC, so a chain that was computed anew, or cut at its end, is found too (check L2).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import archiving, record
from app.domain.signature import Evidence, EvidenceKind, Level, SignatureReport
from db.tables.archive_record import ArchiveRecordTable
from db.tables.document import SignatureTable, SignatureVersionTable
from db.tables.evidence import SignatureEvidenceTable, SignatureReportTable

START = bytes(32)
_COVERED = tuple(column.key for column in SignatureEvidenceTable.__table__.columns if column.key != "chain")
MARK = "evidence"  # in a journal row's `after`: number and chain of the newest row


@dataclass(frozen=True, slots=True)
class StoredEvidence:
    """One row, as screens and the take-away read it; the bytes come from `body`."""

    evidence_id: int
    signature_id: int
    kind: EvidenceKind
    level: str
    sha256: str
    size: int  # 0 where nothing lies in the archive
    produced_at: datetime | None
    this_update: datetime | None
    next_update: datetime | None
    stored_at: datetime


def keep_content(session: Session, signature_id: int, level: Level, archive_id: int) -> None:
    """Remember what was signed: the archive record of the document's or the part's bytes."""
    _append(session, signature_id, EvidenceKind.CONTENT, level, session.get_one(ArchiveRecordTable, archive_id))


def keep_container(session: Session, signature_id: int, level: Level, container: bytes, document_uid: str) -> int:
    """A further version of the container, with its row of evidence. Returns the archive record's number."""
    metadata = {"document_uid": document_uid, "level": level}
    sealed = archiving.keep(session, "signature", metadata, container)
    now = record.of(session).clock.now()
    session.add(SignatureVersionTable(signature_id=signature_id, level=level, container_id=sealed.id, stored_at=now))
    _append(session, signature_id, EvidenceKind.CONTAINER, level, sealed)
    return sealed.id


def keep_evidence(session: Session, signature_id: int, level: Level, evidence: tuple[Evidence, ...]) -> None:
    """Each piece in DER as it came; the same bytes (a list of revoked certificates, a chain) lie only once."""
    for one in evidence:
        sealed = _known(session, one.der) or archiving.keep(session, "evidence", {"kind": one.kind}, one.der)
        _append(
            session, signature_id, one.kind, level, sealed,
            produced_at=one.produced_at, this_update=one.this_update, next_update=one.next_update,
        )  # fmt: skip


def keep_report(session: Session, signature_id: int, report: SignatureReport, occasion: str) -> SignatureReportTable:
    """A report as a row of its own, tied into the chain; the signature shows the newest one."""
    now = record.of(session).clock.now()
    row = SignatureReportTable(
        signature_id=signature_id,
        at=now,
        occasion=occasion,
        rules_version=report.rules_version,
        verdict=report.verdict,
        claimed_level=report.claimed_level or "",
        verified_level=report.verified_level or "",
        reference_time=report.reference_time,
        checks=[[check.code, check.result, check.reason] for check in report.checks],
    )
    session.add(row)
    session.flush()
    signature = session.get_one(SignatureTable, signature_id)
    signature.claimed_level, signature.verified_level = row.claimed_level, row.verified_level
    signature.verdict, signature.checked_at = row.verdict, now
    _append(
        session, signature_id, EvidenceKind.REPORT, signature.level, None,
        detail={"report": row.id}, sha256=_report_hash(row), produced_at=now,
    )  # fmt: skip
    return row


def evidence_of(session: Session, signature_id: int) -> tuple[StoredEvidence, ...]:
    """Every row of a signature, oldest first."""
    rows = session.execute(
        select(SignatureEvidenceTable, ArchiveRecordTable.size)
        .outerjoin(ArchiveRecordTable, ArchiveRecordTable.id == SignatureEvidenceTable.archive_id)
        .where(SignatureEvidenceTable.signature_id == signature_id)
        .order_by(SignatureEvidenceTable.id)
    )
    return tuple(
        StoredEvidence(
            row.id, row.signature_id, EvidenceKind(row.kind), row.level, row.sha256.hex(), size or 0,
            row.produced_at, row.this_update, row.next_update, row.stored_at,
        )
        for row, size in rows
    )  # fmt: skip


def body(session: Session, evidence_id: int) -> bytes:
    """The bytes of one piece; of a report its canonical JSON. Raises `Damaged`, `NotFound`."""
    row = session.get_one(SignatureEvidenceTable, evidence_id)
    if row.archive_id is None:
        return _report_json(session.get_one(SignatureReportTable, (row.detail or {})["report"]))
    return archiving.body(session, row.archive_id)


def revocation_evidence(session: Session, signature_id: int) -> tuple[Evidence, ...]:
    """What was stored on revocation, for a verification that is made offline."""
    rows = session.scalars(
        select(SignatureEvidenceTable)
        .where(
            SignatureEvidenceTable.signature_id == signature_id,
            SignatureEvidenceTable.kind.in_((EvidenceKind.OCSP, EvidenceKind.CRL)),
        )
        .order_by(SignatureEvidenceTable.id)
    )
    return tuple(
        Evidence(
            EvidenceKind(row.kind), archiving.body(session, row.archive_id or 0),
            row.produced_at, row.this_update, row.next_update,
        )
        for row in rows
    )  # fmt: skip


def head(session: Session) -> dict[str, Any]:
    """The newest link, for the journal row of the act that made it: `after={**head(session), …}`."""
    last = _last(session)
    return {MARK: [last.id, last.chain.hex()]} if last else {}


def _append(
    session: Session,
    signature_id: int,
    kind: EvidenceKind,
    level: str,
    sealed: ArchiveRecordTable | None,
    *,
    detail: dict[str, Any] | None = None,
    sha256: bytes = b"",
    produced_at: datetime | None = None,
    this_update: datetime | None = None,
    next_update: datetime | None = None,
) -> None:
    last = _last(session)
    row = SignatureEvidenceTable(
        id=(last.id if last else 0) + 1,
        signature_id=signature_id,
        kind=kind,
        level=level,
        archive_id=sealed.id if sealed else None,
        detail=detail,
        sha256=sealed.sha256 if sealed else sha256,
        produced_at=produced_at,
        this_update=this_update,
        next_update=next_update,
        stored_at=record.of(session).clock.now(),
    )
    row.chain = link(last.chain if last else START, row)
    session.add(row)
    session.flush()


def _last(session: Session) -> SignatureEvidenceTable | None:
    return session.scalars(select(SignatureEvidenceTable).order_by(SignatureEvidenceTable.id.desc()).limit(1)).first()


def _known(session: Session, der: bytes) -> ArchiveRecordTable | None:
    """The record of these very bytes, where they were kept as evidence before."""
    digest = hashlib.sha256(der).digest()
    same = select(ArchiveRecordTable).where(ArchiveRecordTable.sha256 == digest, ArchiveRecordTable.kind == "evidence")
    return session.scalars(same.limit(1)).first()


def link(before: bytes, row: SignatureEvidenceTable) -> bytes:
    return hashlib.sha256(before + canonical({name: getattr(row, name) for name in _COVERED})).digest()


def canonical(values: dict[str, Any]) -> bytes:
    """JSON with sorted keys and without spaces; moments in UTC, bytes in hex."""
    return json.dumps(
        values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain
    ).encode()  # fmt: skip


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, bytes):
        return value.hex()
    raise TypeError(type(value).__name__)


def _report_json(row: SignatureReportTable) -> bytes:
    return canonical({column.key: getattr(row, column.key) for column in SignatureReportTable.__table__.columns})


def _report_hash(row: SignatureReportTable) -> bytes:
    return hashlib.sha256(_report_json(row)).digest()

"""What proves each signature over the whole retention: rows that are only ever added (requirement 27.12).

The bytes lie in the sealed archive; a row names them by record and hash, and `chain` ties each row to the one before.
Triggers of `db/append_only.py` refuse every change and removal.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.columns import Id, Row


class SignatureEvidenceTable(Row):
    """One piece: what was signed, a container, a time stamp, an answer on revocation, a certificate, a report."""

    __tablename__ = "signature_evidence"

    id: Mapped[Id]
    signature_id: Mapped[int] = mapped_column(ForeignKey("signature.id"), index=True)
    kind: Mapped[str]  # CONTENT, CONTAINER, TST, OCSP, CRL, CERT, ATS, REPORT
    level: Mapped[str]  # of the signature once this was there
    archive_id: Mapped[int | None] = mapped_column(ForeignKey("archive_record.id"))
    detail: Mapped[dict[str, Any] | None]  # instead of a record: a small value, as a report's number
    sha256: Mapped[bytes]  # of the record's bytes, or of the canonical JSON that `detail` names
    produced_at: Mapped[datetime | None]
    this_update: Mapped[datetime | None]
    next_update: Mapped[datetime | None]
    stored_at: Mapped[datetime]
    chain: Mapped[bytes]  # SHA-256(chain of the row before | canonical JSON of this row)


class SignatureReportTable(Row):
    """One verification, as it ended: every check with its result, by the rules of that day."""

    __tablename__ = "signature_report"

    id: Mapped[Id]
    signature_id: Mapped[int] = mapped_column(ForeignKey("signature.id"), index=True)
    at: Mapped[datetime]
    occasion: Mapped[str]  # signing, completion, recheck, renewal, asked
    rules_version: Mapped[str] = mapped_column(default="")
    verdict: Mapped[str]
    claimed_level: Mapped[str] = mapped_column(default="")
    verified_level: Mapped[str] = mapped_column(default="")
    reference_time: Mapped[datetime | None]
    checks: Mapped[list[Any]]  # [[code, result, reason], …] in their order

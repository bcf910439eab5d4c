"""Documents and their signatures. The bytes lie in the archive; rows never change what was signed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.columns import STRICT, ArchiveRef, Id, PatientRef, Row


class DocumentTable(Row):
    __tablename__ = "document"

    id: Mapped[Id]
    uid: Mapped[str] = mapped_column(unique=True)
    patient_id: Mapped[PatientRef]
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("visit.id"), index=True)
    form: Mapped[str]
    form_version: Mapped[str] = mapped_column(default="1")
    language: Mapped[str]
    title: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)
    previous_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    state: Mapped[str] = mapped_column(default="signed")
    pages: Mapped[int] = mapped_column(default=1)
    content_id: Mapped[ArchiveRef]  # the PDF/A
    sha256: Mapped[bytes]
    created_at: Mapped[datetime] = mapped_column(index=True)
    withdrawn_at: Mapped[datetime | None]
    withdrawn_reason: Mapped[str] = mapped_column(default="")


class DocumentResultTable(Row):
    """A result that a signed document cites; marked where the result left the patient's card after the signature."""

    __tablename__ = "document_result"
    __table_args__ = (
        UniqueConstraint("document_id", "kind", "object_id"),
        Index("ix_document_result_object", "kind", "object_id"),
        STRICT,
    )

    id: Mapped[Id]
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    kind: Mapped[str]  # study, report
    object_id: Mapped[int]
    gone_at: Mapped[datetime | None]  # moved, split or taken out of the card since
    gone_how: Mapped[str] = mapped_column(default="")  # moved, split, taken-out


class SignatureTable(Row):
    """One signature of one person: over a document, or over a part of one."""

    __tablename__ = "signature"

    id: Mapped[Id]
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    part_id: Mapped[int | None] = mapped_column(ForeignKey("document_part.id"), index=True)  # instead of a document
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    signer_name: Mapped[str]
    signer_iin: Mapped[str]
    bin_number: Mapped[str] = mapped_column(default="")
    role: Mapped[str] = mapped_column(default="")  # of the certificate: individual, head, employee, ...
    store_kind: Mapped[str] = mapped_column(default="")  # where the key lies: pkcs12, ncalayer, ...
    certificate_serial: Mapped[str]
    certificate_issuer: Mapped[str]
    algorithm: Mapped[str]
    signing_time: Mapped[datetime]
    level: Mapped[str]  # of the newest container version
    state: Mapped[str] = mapped_column(index=True)  # signed, time-stamped, complete
    claimed_level: Mapped[str] = mapped_column(default="")  # these three: of the newest report
    verified_level: Mapped[str] = mapped_column(default="")
    verdict: Mapped[str] = mapped_column(default="")
    review: Mapped[str] = mapped_column(default="")  # code of what a person must look at: certificate-revoked, ...
    time_stamp_time: Mapped[datetime | None]
    outside_window: Mapped[bool] = mapped_column(default=False)  # evidence came later than the rules' five minutes
    checked_at: Mapped[datetime | None]  # by the newest report
    renew_at: Mapped[datetime | None]  # when the next archive time stamp is wished; None: not planned
    next_attempt_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    last_problem: Mapped[str] = mapped_column(default="")


class SignatureVersionTable(Row):
    """Each container of a signature as evidence is appended: B, then T, then LT."""

    __tablename__ = "signature_version"

    id: Mapped[Id]
    signature_id: Mapped[int] = mapped_column(ForeignKey("signature.id"), index=True)
    level: Mapped[str]
    container_id: Mapped[ArchiveRef]
    stored_at: Mapped[datetime]

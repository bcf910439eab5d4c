"""What goes before and between signatures: bytes that wait for one, parts with signers of their own, who is asked."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.columns import STRICT, ArchiveRef, Id, Row


class FrozenDocumentTable(Row):
    """The exact bytes of a finished visit that waits for its signature: what was shown is what will be signed."""

    __tablename__ = "frozen_document"

    id: Mapped[Id]
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"), index=True)
    document_uid: Mapped[str]
    content_id: Mapped[ArchiveRef]  # the PDF/A
    pages: Mapped[int]
    sha256: Mapped[bytes]
    draft_sha256: Mapped[bytes]  # of everything the document was made from
    made_at: Mapped[datetime]
    frozen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_how: Mapped[str] = mapped_column(default="")  # signed, taken-back, replaced


class DocumentPartTable(Row):
    """One version of a part of a visit's record that another specialist writes and signs (requirement 27.9)."""

    __tablename__ = "document_part"
    __table_args__ = (
        UniqueConstraint("part_uid", "version"),
        Index("ix_document_part_account", "account_id", "state"),
        STRICT,
    )

    id: Mapped[Id]
    part_uid: Mapped[str]  # the same for every version
    version: Mapped[int] = mapped_column(default=1)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"), index=True)
    title: Mapped[str]
    text: Mapped[str] = mapped_column(default="")
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))  # who writes and signs it
    asked_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    state: Mapped[str]  # draft, signed, superseded, withdrawn
    content_id: Mapped[int | None] = mapped_column(ForeignKey("archive_record.id"))  # the manifest that was signed
    sha256: Mapped[bytes | None]  # of the part's canonical bytes, as the manifest names it
    asked_at: Mapped[datetime]
    signed_at: Mapped[datetime | None]


class DocumentCoverTable(Row):
    """That a document covers a signed part: its own signature is over a text that names the part's."""

    __tablename__ = "document_cover"
    __table_args__ = (UniqueConstraint("document_id", "part_id"), STRICT)

    id: Mapped[Id]
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    part_id: Mapped[int] = mapped_column(ForeignKey("document_part.id"), index=True)
    signature_id: Mapped[int] = mapped_column(ForeignKey("signature.id"))


class SignatureRequestTable(Row):
    """That somebody is asked to sign a signed document beside its author."""

    __tablename__ = "signature_request"

    id: Mapped[Id]
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    asked_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    asked_at: Mapped[datetime]
    signature_id: Mapped[int | None] = mapped_column(ForeignKey("signature.id"))
    closed_at: Mapped[datetime | None]
    closed_how: Mapped[str] = mapped_column(default="")  # signed, declined, withdrawn
    reason: Mapped[str] = mapped_column(default="")  # of declining

"""A document as it was taken out of the record: bytes and facts, no store behind them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.domain.signature import Evidence, EvidenceKind
from app.eds import cms, trust
from app.eds.trust import TrustList
from app.eds.verification import pool

Progress = Callable[[int, int, str], None]  # done, of how many, what; what it raises ends the work


def untold(done: int, total: int, what: str) -> None:
    """For who does not ask how far it is."""


@dataclass(frozen=True, slots=True)
class TakenSignature:
    """One signature at its newest level."""

    signer_name: str
    signer_number: str  # IIN, where the certificate has one
    container: bytes
    kept: tuple[Evidence, ...]  # as the record keeps it beside the container
    content: bytes | None = None  # what it signs, where that is a part and not the document
    part_title: str = ""

    def evidence(self) -> tuple[Evidence, ...]:
        """Each piece once: time stamps, answers and lists on revocation, certificates; embedded or kept beside."""
        read = cms.read(self.container)
        signer = read.signers[0]
        found = [
            *(Evidence(EvidenceKind.TST, token) for token in signer.unsigned(cms.SIGNATURE_TIME_STAMP)),
            *pool.embedded_in(read, signer).pieces,
            *(Evidence(EvidenceKind.CERT, der) for der in read.certificates),
            *(Evidence(EvidenceKind.ATS, token) for token in signer.unsigned(cms.ARCHIVE_TIME_STAMP_V3)),
            *self.kept,
        ]
        return tuple({one.der: one for one in found}.values())


@dataclass(frozen=True, slots=True)
class Taken:
    """One document with all its signatures."""

    uid: str
    title: str
    form: str
    language: str
    version: int
    practice_name: str
    document: bytes
    signatures: tuple[TakenSignature, ...]
    is_test: bool
    test_authorities: tuple[bytes, ...]  # DER; empty in a real practice
    made_at: datetime

    @property
    def name(self) -> str:
        """What the files are called: the document's own number, which names nobody."""
        return f"document-{self.uid[:8]}-v{self.version}"

    @property
    def document_name(self) -> str:
        return "document.pdf" if self.document.startswith(b"%PDF-") else "document.bin"

    def trusted(self) -> TrustList:
        return trust.of_test(self.test_authorities) if self.is_test else trust.production()

"""The evidence of a signature is only ever added; whoever changes a bit of it is found (requirement 27.12)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from app import evidence_chain, evidence_check, evidence_store, signed_documents
from app.domain.errors import Refused, WorldError
from app.domain.events import SignatureToReview
from app.domain.signature import Evidence, EvidenceKind, Level, Result
from app.evidence_check import EvidenceWorker
from db.tables.archive_record import ArchiveRecordTable
from db.tables.document import DocumentTable, SignatureTable
from db.tables.evidence import SignatureEvidenceTable

DER = b"\x30\x03\x02\x01\x05"


def _findings(clinic: Any) -> list[tuple[str, str]]:
    with clinic.store.reading() as session:
        return [(found.place, found.problem) for found in evidence_chain.check(session)]


def _forge(clinic: Any, *statements: str) -> None:
    """Somebody with the key of the store and a tool of their own: the triggers do not stop them."""
    with clinic.store.writing() as session:
        for name in session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
            if name.startswith(("signature", "document")):
                session.execute(text(f"DROP TRIGGER {name}"))
        for statement in statements:
            session.execute(text(statement))


@pytest.mark.clause("27.12")
def test_a_signature_comes_with_its_evidence_and_holds(clinic: Any) -> None:
    done = clinic.finish(clinic.visit().visit_id)
    (signature,) = clinic.read(signed_documents.signatures, done.document_id)
    kept = clinic.read(signed_documents.evidence, signature.signature_id)
    assert [one.kind for one in kept] == [EvidenceKind.CONTENT, EvidenceKind.CONTAINER, EvidenceKind.REPORT]
    (report,) = clinic.read(signed_documents.reports, signature.signature_id)
    assert (report.occasion, report.verdict, report.rules_version) == ("signing", signature.verdict, "2026-11")
    assert {check.code: check.result for check in report.checks}["I3"] is Result.PASS
    assert _findings(clinic) == []
    found = clinic.read(signed_documents.verify_document, done.document_id)
    assert {check.code: check.result for check in found.checks}["L2"] is Result.PASS


_FORBIDDEN = (
    "UPDATE signature_evidence SET sha256 = x'00'",
    "DELETE FROM signature_evidence",
    "UPDATE signature_version SET container_id = 1",
    "DELETE FROM signature_version",
    "UPDATE signature_report SET verdict = 'GENUINE'",
    "DELETE FROM signature_report",
    "UPDATE document SET content_id = 1",
    "UPDATE document SET sha256 = x'00'",
    "DELETE FROM document",
    "UPDATE signature SET signer_iin = '900202400022'",
    "DELETE FROM signature",
    "INSERT OR REPLACE INTO signature_version SELECT * FROM signature_version",
    "REPLACE INTO signature_evidence SELECT * FROM signature_evidence",
)


@pytest.mark.clause("27.12")
def test_the_store_itself_refuses_to_change_what_was_signed(clinic: Any) -> None:
    clinic.finish(clinic.visit().visit_id)
    for statement in _FORBIDDEN:
        with pytest.raises((DBAPIError, WorldError)), clinic.store.writing() as session:
            session.execute(text(statement))
    assert _findings(clinic) == []


@pytest.mark.clause("27.12")
@pytest.mark.parametrize(
    ("statement", "place", "problem"),
    [
        ("UPDATE signature_evidence SET sha256 = x'00' WHERE id = 2", "evidence 2", "chain"),
        ("DELETE FROM signature_evidence WHERE id = 2", "evidence 2", "missing"),
        ("DELETE FROM signature_evidence WHERE id = 3", "evidence 3", "cut"),
        ("UPDATE signature_report SET verdict = 'GENUINE'", "evidence 3", "bytes-differ"),
        ("UPDATE document SET sha256 = x'00'", "document 1", "hash-differs"),
        ("UPDATE signature_version SET container_id = (SELECT content_id FROM document)", "signature 1",
         "hash-differs"),
    ],
)  # fmt: skip
def test_whoever_goes_round_the_triggers_is_found(clinic: Any, statement: str, place: str, problem: str) -> None:
    clinic.finish(clinic.visit().visit_id)
    _forge(clinic, statement)
    assert (place, problem) in _findings(clinic)


@pytest.mark.clause("27.12")
def test_a_chain_that_was_computed_anew_is_found_by_the_journal(clinic: Any) -> None:
    clinic.finish(clinic.visit().visit_id)
    _forge(clinic, "UPDATE signature_evidence SET level = 'CAdES-T'")
    with clinic.store.writing() as session:
        before = evidence_store.START
        for row in session.scalars(select(SignatureEvidenceTable).order_by(SignatureEvidenceTable.id)):
            row.chain = evidence_store.link(before, row)
            before = row.chain
    assert _findings(clinic) == [("evidence 3", "chain")]


@pytest.mark.clause("27.12")
def test_a_flipped_bit_of_a_container_is_found_and_the_signature_told_invalid(clinic: Any) -> None:
    done = clinic.finish(clinic.visit().visit_id)
    _flip(clinic, done.document_id)
    (found,) = _findings(clinic)
    assert found[0] == "evidence 1"
    assert found[1].startswith("archive-")
    with pytest.raises(WorldError):
        clinic.read(signed_documents.verify_document, done.document_id)


def test_the_same_answer_on_revocation_lies_in_the_archive_once(clinic: Any) -> None:
    clinic.finish(clinic.visit().visit_id)
    piece = Evidence(EvidenceKind.CRL, DER, None, datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC))
    with clinic.store.writing() as session:
        signature = session.scalars(select(SignatureTable)).one()
        evidence_store.keep_evidence(session, signature.id, Level.LT, (piece, piece))
    with clinic.store.reading() as session:
        rows = session.scalars(select(SignatureEvidenceTable).where(SignatureEvidenceTable.kind == "CRL")).all()
        assert len(rows) == 2
        assert rows[0].archive_id == rows[1].archive_id
        assert evidence_store.body(session, rows[1].id) == DER
        assert evidence_store.revocation_evidence(session, 1) == (piece, piece)
    assert _findings(clinic) == []


@pytest.mark.clause("27.12")
def test_a_night_looks_at_those_that_waited_longest_and_marks_what_does_not_hold(clinic: Any) -> None:
    whole = clinic.finish(clinic.visit().visit_id)
    clinic.clock.advance(timedelta(days=1))
    spoilt = clinic.finish(clinic.visit().visit_id)
    clinic.clock.advance(timedelta(days=1))
    worker = EvidenceWorker(clinic.store)
    assert worker.check_if_due()
    assert not worker.check_if_due()  # once a day
    first = clinic.read(evidence_check.last_check)
    assert (first.checked, first.marked, first.chain) == (2, 0, "")
    (signature,) = clinic.read(signed_documents.signatures, whole.document_id)
    assert [one.occasion for one in clinic.read(signed_documents.reports, signature.signature_id)] == [
        "signing", "recheck",
    ]  # fmt: skip
    told: list[object] = []
    clinic.store.subscribers.add(told.append)
    _flip(clinic, spoilt.document_id)
    assert evidence_check.check_evidence(clinic.store, sample=2).marked == 1
    ((signature_id, document_id, code),) = clinic.read(evidence_check.to_review)
    assert (document_id, code) == (spoilt.document_id, "evidence-damaged")
    assert [one.code for one in told if isinstance(one, SignatureToReview)] == ["evidence-damaged"]
    with pytest.raises(Refused, match="reason-missing"):
        clinic.write(evidence_check.close_review, signature_id, " ")
    clinic.write(evidence_check.close_review, signature_id, "көшірмеден қайтарылды")
    assert clinic.read(evidence_check.to_review) == ()


def _flip(clinic: Any, document_id: int) -> None:
    """One bit of the document's record in the archive."""
    with clinic.store.reading() as session:
        document = session.get_one(DocumentTable, document_id)
        lies = session.get_one(ArchiveRecordTable, document.content_id)
    with (clinic.folder / "archive" / lies.segment).open("r+b") as segment:
        segment.seek(lies.offset + lies.length // 2)
        old = segment.read(1)
        segment.seek(-1, 1)
        segment.write(bytes([old[0] ^ 1]))

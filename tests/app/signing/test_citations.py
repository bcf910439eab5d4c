"""A signed document whose cited result turns out to be somebody else's is warned, and corrected (scenario S5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app import arrivals, citations, inbox, intake, moving, patients, record, signed_documents, undo, visits
from app.card import read_card
from app.domain.access import program
from app.domain.errors import Refused
from app.domain.events import DocumentChanged
from app.domain.identity import PersonName, Sex
from app.domain.patient import DocumentKind, PatientDraft, TimelineKind
from app.domain.visit import Caret, Citation
from app.intake import Filed
from tests.app.signing.conftest import NOTE, RECEPTION

WBC = "OBX|1|NM|6690-2^WBC^LN||7.4|10*9/L|4.0-10.0|N|||F"
HIS = (
    "MSH|^~\\&|BC|LAB|||20261123101500||ORU^R01|{n}|P|2.3.1||||||UNICODE UTF-8\r"
    "PID|1||850615300129||Құсайынова^Әсел||19850615|F\rOBR|1|||00001^CBC^99MRC|||20261123101500\r" + WBC + "\r"
)


@pytest.fixture
def other(clinic: Any) -> int:
    draft = PatientDraft(
        PersonName("Ким", "Анна"), date(1970, 1, 1), Sex.FEMALE, document_kind=DocumentKind.OTHER, document_number="N 1"
    )
    patient_id: int = clinic.write(patients.add, draft).patient_id
    return patient_id


@pytest.fixture
def report(clinic: Any) -> int:
    """A blood count in the patient's card."""
    return _received(clinic, HIS.format(n=1))


def _received(clinic: Any, message: str) -> int:
    from db.tables.result import ReportTable

    with clinic.store.writing() as session:
        own = record.of(session)
        metadata = {
            "transport": "hl7",
            "peer": "10.0.0.6",
            "calling": "BC^LAB",
            "received_at": clinic.clock.now().isoformat(),
        }
        ref = own.writer.append("hl7", metadata, message.encode())
        arrival = arrivals.read(own.reader, ref, metadata, {})
        assert intake.file_batch(session, program("intake"), arrivals.Gathered([arrival])) == Filed(filed=1)
        newest = session.query(ReportTable.id).order_by(ReportTable.id.desc()).first()
        assert newest is not None
        return int(newest.id)


def _cites(clinic: Any, *report_ids: int) -> Any:
    """A signed visit whose note cites these."""
    cited = tuple(Citation("report", one, "CBC 23.11.2026: WBC 7.4") for one in report_ids)
    visit = clinic.visit(replace(NOTE, objective=NOTE.objective + "\nCBC 23.11.2026: WBC 7.4", cited=cited))
    return visit, clinic.finish(visit.visit_id)


def _warning(clinic: Any, document_id: int) -> str:
    (row,) = [one for one in clinic.read(signed_documents.documents) if one.document_id == document_id]
    in_card = [
        one.facts["warning"]
        for one in clinic.read(read_card, clinic.patient_id).timeline
        if one.kind is TimelineKind.DOCUMENT and one.object_id == document_id
    ]
    assert in_card == [row.warning if row.is_newest else ""], "the list and the card say the same"
    return str(row.warning)


@pytest.mark.clause("15")
def test_a_document_is_warned_when_its_cited_result_is_moved_and_corrected_by_a_new_version(
    clinic: Any, report: int, other: int
) -> None:
    told: list[Any] = []
    clinic.store.subscribers.add(told.append)
    visit, signed = _cites(clinic, report)
    before = clinic.write(signed_documents.open_document, signed.document_id)
    (citing,) = clinic.read(moving.preview, "report", report, other).documents
    assert (citing.document_id, citing.version) == (signed.document_id, 1), "told before it is moved"
    assert _warning(clinic, signed.document_id) == ""

    clinic.write(moving.move, "report", report, other)
    assert _warning(clinic, signed.document_id) == "moved"
    (cited,) = clinic.read(citations.of_document, signed.document_id)
    assert (cited.kind, cited.object_id, cited.title, cited.gone_how) == ("report", report, "CBC", "moved")
    assert DocumentChanged(signed.document_id, clinic.patient_id) in told
    (row,) = clinic.journal("document.cited-gone")
    assert (row.patient_id, row.object_id, row.after["object"]) == (clinic.patient_id, str(signed.document_id), report)

    clinic.write(visits.correct_visit, visit.visit_id, "the blood count was somebody else's")
    with pytest.raises(Refused, match="cited-not-in-card"):
        clinic.finish(visit.visit_id)
    clinic.write(visits.save_draft, visit.visit_id, NOTE, Caret())
    corrected = clinic.finish(visit.visit_id)
    assert corrected.version == 2
    assert _warning(clinic, corrected.document_id) == ""
    assert clinic.write(signed_documents.open_document, signed.document_id) == before, "the original stays"
    states = {one.document_id: one.is_newest for one in clinic.read(signed_documents.documents)}
    assert states == {signed.document_id: False, corrected.document_id: True}


def test_undo_of_the_move_clears_the_warning(clinic: Any, report: int, other: int) -> None:
    _, signed = _cites(clinic, report)
    clinic.write(moving.move, "report", report, other)
    clinic.write(undo.undo)
    assert _warning(clinic, signed.document_id) == ""
    assert [row.reason for row in clinic.journal("document.cited-back")] == ["moved"]

    clinic.write(inbox.not_this_patient, "report", report)
    assert _warning(clinic, signed.document_id) == "taken-out"
    clinic.write(inbox.assign, "report", report, other)
    assert _warning(clinic, signed.document_id) == "taken-out"
    clinic.write(undo.undo)
    clinic.write(undo.undo)
    assert _warning(clinic, signed.document_id) == ""


def test_what_is_not_in_the_card_cannot_be_cited(clinic: Any, report: int, other: int) -> None:
    clinic.write(moving.move, "report", report, other)
    for number in (report, 99):
        with pytest.raises(Refused, match="cited-not-in-card"):
            _cites(clinic, number)


def test_a_result_that_nothing_cites_moves_without_a_warning(clinic: Any, report: int, other: int) -> None:
    second = _received(clinic, HIS.format(n=2))
    _, signed = _cites(clinic, second)
    clinic.write(moving.move, "report", report, other)
    assert _warning(clinic, signed.document_id) == ""
    assert clinic.journal("document.cited-gone") == []
    with pytest.raises(Refused, match="no-right"):
        clinic.read(citations.citing, "report", second, actor=RECEPTION)

"""Several people sign: a colleague beside the author, and parts of one record by their own writers (27.9)."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError

from app import cosigning, document_parts, signed_documents, to_sign, visits
from app.domain.document import PartState
from app.domain.errors import Conflict, Refused
from app.domain.signature import SignatureState
from app.eds import key_store
from app.to_sign import Missing, WaitingKind
from db.tables.document import SignatureTable
from db.tables.signing import DocumentPartTable
from tests.app.signing.conftest import COLLEAGUE, DOCTOR, OTHER_IIN

TEXT = "Көз түбі: ангиопатия белгілері"


def _colleagues_key(clinic: Any) -> Any:
    return clinic.key("olzhas", iin=OTHER_IIN)


@pytest.mark.clause("27.9")
def test_a_second_signer_signs_the_very_bytes_of_the_first(clinic: Any) -> None:
    done = clinic.finish(clinic.visit().visit_id)
    request = clinic.write(cosigning.ask_to_sign, done.document_id, 2)
    assert clinic.write(cosigning.ask_to_sign, done.document_id, 2).request_id == request.request_id
    (line,) = clinic.read(to_sign.to_sign, actor=COLLEAGUE)
    assert (line.kind, line.object_id, line.sha256) == (WaitingKind.COSIGN, done.document_id, request.sha256)
    cosigning.cosign(clinic.store, COLLEAGUE, done.document_id, _colleagues_key(clinic))
    first, second = clinic.read(signed_documents.signatures, done.document_id)
    assert (first.is_author, second.is_author) == (True, False)
    assert (first.signer_iin, second.signer_iin) == (str(DOCTOR.iin), str(OTHER_IIN))
    assert second.state is SignatureState.SIGNED
    assert clinic.read(to_sign.to_sign, actor=COLLEAGUE) == ()
    (asked,) = clinic.read(cosigning.requests, done.document_id)
    assert asked.closed_how == "signed"
    for signature in (first, second):
        report = clinic.read(signed_documents.verify_signature, signature.signature_id)
        assert [check for check in report.checks if check.result == "FAIL"] == []
        assert str(report.signer.iin) == signature.signer_iin
    (row,) = clinic.read(signed_documents.documents)
    assert (row.signatures, row.signer_name) == (2, first.signer_name)
    with pytest.raises(Refused, match="already-signed"):
        cosigning.cosign(clinic.store, COLLEAGUE, done.document_id, _colleagues_key(clinic))


@pytest.mark.clause("27.11")
def test_nobody_signs_beside_the_author_with_another_persons_key(clinic: Any) -> None:
    done = clinic.finish(clinic.visit().visit_id)
    with pytest.raises(Refused, match="certificate-iin-differs"):
        cosigning.cosign(clinic.store, COLLEAGUE, done.document_id, clinic.key())
    (refused,) = clinic.journal("document.cosign")
    assert refused.result == "certificate-iin-differs"
    assert len(clinic.read(signed_documents.signatures, done.document_id)) == 1
    request = clinic.write(cosigning.ask_to_sign, done.document_id, 2)
    with pytest.raises(Refused, match="part-signer"):
        clinic.write(cosigning.ask_to_sign, done.document_id, 3)  # the reception
    declined = clinic.write(cosigning.decline, request.request_id, "менің пациентім емес", actor=COLLEAGUE)
    assert (declined.closed_how, declined.reason) == ("declined", "менің пациентім емес")
    clinic.write(cosigning.ask_to_sign, done.document_id, 2)
    clinic.write(visits.withdraw_visit, clinic.read(signed_documents.documents)[0].visit_id, "қате")
    assert clinic.read(cosigning.asked, actor=COLLEAGUE) == ()
    with pytest.raises(Refused, match="document-withdrawn"):
        cosigning.cosign(clinic.store, COLLEAGUE, done.document_id, _colleagues_key(clinic))


@pytest.mark.clause("27.9")
def test_a_part_is_signed_by_its_writer_and_covered_by_the_document(clinic: Any) -> None:
    visit_id = clinic.visit().visit_id
    part = clinic.write(document_parts.ask_for_part, visit_id, 2, "Офтальмолог қарауы")
    assert clinic.read(to_sign.missing, visit_id) == (Missing("part-unsigned", part.part_uid),)
    with pytest.raises(Refused, match="part-unsigned"):
        clinic.finish(visit_id)
    with pytest.raises(Refused, match="part-empty"):
        document_parts.sign_part(clinic.store, COLLEAGUE, part.part_id, _colleagues_key(clinic))
    clinic.write(document_parts.write_part, part.part_id, TEXT, actor=COLLEAGUE)
    with pytest.raises(Refused, match="not-the-author"):
        clinic.write(document_parts.write_part, part.part_id, "бөтен")
    with pytest.raises(Refused, match="certificate-iin-differs"):
        document_parts.sign_part(clinic.store, COLLEAGUE, part.part_id, clinic.key())
    signed = document_parts.sign_part(clinic.store, COLLEAGUE, part.part_id, _colleagues_key(clinic))
    assert signed.stands
    done = clinic.finish(visit_id)
    whole, of_part = clinic.read(signed_documents.signatures, done.document_id)
    assert (of_part.part_uid, of_part.stands, of_part.signer_iin) == (part.part_uid, True, str(OTHER_IIN))
    assert whole.part_uid == ""
    with clinic.store.reading() as session:
        signature = session.get_one(SignatureTable, of_part.signature_id)
        manifest = json.loads(signed_documents.content_of(session, signature))
    assert (manifest["part"], manifest["version"], manifest["content"]["text"]) == (part.part_uid, 1, TEXT)
    report = clinic.read(signed_documents.verify_signature, of_part.signature_id)
    assert [check for check in report.checks if check.result == "FAIL"] == []


@pytest.mark.clause("27.12")
def test_a_part_that_is_changed_loses_its_signature_in_plain_sight(clinic: Any) -> None:
    visit_id = clinic.visit().visit_id
    part = clinic.write(document_parts.ask_for_part, visit_id, 2, "Қарау")
    clinic.write(document_parts.write_part, part.part_id, TEXT, actor=COLLEAGUE)
    document_parts.sign_part(clinic.store, COLLEAGUE, part.part_id, _colleagues_key(clinic))
    done = clinic.finish(visit_id)
    clinic.write(visits.correct_visit, visit_id, "толықтыру")
    changed = clinic.write(document_parts.change_part, part.part_id, actor=COLLEAGUE)
    old, new = clinic.read(document_parts.parts, visit_id)
    assert (old.state, new.state, changed.version) == (PartState.SUPERSEDED, PartState.DRAFT, 2)
    assert [one.stands for one in clinic.read(signed_documents.signatures, done.document_id)] == [True, False]
    with pytest.raises(Refused, match="part-unsigned"):
        clinic.finish(visit_id)
    with pytest.raises(DBAPIError), clinic.store.writing() as session:
        session.execute(update(DocumentPartTable).where(DocumentPartTable.id == part.part_id).values(text="басқа"))
    clinic.write(document_parts.withdraw_part, new.part_id, "қажет емес")
    assert clinic.finish(visit_id).version == 2


def test_a_part_written_in_meanwhile_is_not_stored_as_signed(clinic: Any) -> None:
    visit_id = clinic.visit().visit_id
    part = clinic.write(document_parts.ask_for_part, visit_id, 2, "Қарау")
    clinic.write(document_parts.write_part, part.part_id, TEXT, actor=COLLEAGUE)
    prepared = clinic.read(document_parts.prepare_part, part.part_id, actor=COLLEAGUE)
    choice = _colleagues_key(clinic)
    with key_store.find("pkcs12").open(choice.location, choice.secret) as key:
        signed = document_parts.seal_part(COLLEAGUE, prepared, key, shown=prepared.sha256)
    clinic.write(document_parts.write_part, part.part_id, TEXT + "!", actor=COLLEAGUE)
    with pytest.raises(Conflict, match="part-changed"):
        clinic.write(document_parts.keep_part, prepared, signed, actor=COLLEAGUE)
    with clinic.store.reading() as session:
        assert session.scalars(select(DocumentPartTable.state)).one() == PartState.DRAFT

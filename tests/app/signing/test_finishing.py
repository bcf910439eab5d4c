"""Finishing a visit: whole or not at all, once, with the right key, and never changed afterwards."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import pickle
import subprocess
import sys
import textwrap
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pypdf
import pytest
from sqlalchemy import select

from app import (
    archiving,
    audit,
    eds_attempts,
    evidence_chain,
    finishing,
    patients,
    signed_documents,
    visits,
    withdrawing,
)
from app.documents.render import render
from app.domain.access import Actor, Role
from app.domain.attempt import Purpose as Used
from app.domain.attempt import Reason
from app.domain.errors import Conflict, Refused
from app.domain.identity import Iin, PersonName
from app.domain.patient import DocumentKind, PatientDraft
from app.domain.signature import Level, Result, SignatureState, Verdict
from app.domain.visit import Caret, VisitState
from app.eds import key_store, verify
from app.eds_attempts import AttemptQuery
from app.exchange import outbox
from app.finishing import KeyChoice
from app.signing_keys import trusted
from app.stand_ins.pki import Purpose
from db.tables.account import AccountTable
from db.tables.document import DocumentTable, SignatureTable, SignatureVersionTable
from db.tables.outbox import OutboxTable
from db.tables.visit import VisitTable

COLLEAGUE = Actor(2, "olzhas", PersonName("Ким"), Iin("900202400022"), frozenset({Role.DOCTOR}), "ws", "s2")
DOCTOR = Actor(
    1, "aigul", PersonName("Ахметова", "Айгүл"), Iin("850101300015"), frozenset({Role.OWNER, Role.DOCTOR}), "ws", "s1"
)
_TABLES = (DocumentTable, SignatureTable, SignatureVersionTable, OutboxTable)


def _nothing_stored(clinic: Any, visit_id: int) -> None:
    assert [clinic.count(table) for table in _TABLES] == [0, 0, 0, 0]
    assert clinic.read(visits.get_visit, visit_id).state is VisitState.DRAFT


@pytest.mark.clause("7")
@pytest.mark.clause("27.12")
def test_one_call_leaves_document_signature_journal_outbox_and_a_signed_visit(clinic: Any) -> None:
    visit = clinic.visit()
    done = clinic.finish(visit.visit_id)
    assert (done.version, done.state) == (1, SignatureState.SIGNED)
    after = clinic.read(visits.get_visit, visit.visit_id)
    assert (after.state, after.document_id) == (VisitState.SIGNED, done.document_id)
    with clinic.store.reading() as session:
        document = session.get_one(DocumentTable, done.document_id)
        pdf = archiving.body(session, document.content_id)
        assert document.sha256 == hashlib.sha256(pdf).digest()
        signature = session.scalars(select(SignatureTable)).one()
        assert (signature.level, signature.state, signature.signer_iin) == (Level.B, "signed", "850101300015")
        assert [row.event_type for row in session.scalars(select(OutboxTable).order_by(OutboxTable.id))] == [
            "FILE", "MEDICAL_APPOINTMENT",
        ]  # fmt: skip
        assert audit.check(session) is None
    assert "Бас ауруы" in pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    (row,) = clinic.journal("document.sign")
    assert (row.result, row.after["sha256"]) == ("ok", document.sha256.hex())
    assert row.after["note"]["complaints"] == "Бас ауруы"


@pytest.mark.clause("27.11")
def test_what_is_stored_verifies_and_the_event_is_signed_by_the_same_key(clinic: Any) -> None:
    done = clinic.finish(clinic.visit().visit_id)
    report = clinic.read(signed_documents.verify_document, done.document_id)
    assert (report.verdict, report.verified_level) == (Verdict.NOT_CONFIRMED, Level.B)  # no revocation evidence yet
    assert [check for check in report.checks if check.result is Result.FAIL] == []
    with clinic.store.reading() as session:
        listed = trusted(session)
        (event,) = [row for row in session.scalars(select(OutboxTable)) if row.event_type != "FILE"]
        sent = outbox.payload_bytes(session, DOCTOR, event.id)
    signature = json.loads(sent)["signature"]
    container, signed = base64.b64decode(signature["sign"]), base64.b64decode(signature["signedData"])
    event_report = verify.verify(container, signed, trusted=listed, now=clinic.clock.now())
    assert event_report.verified_level is Level.B
    assert event_report.signer == report.signer


def test_a_second_call_finds_the_first_one_s_document(clinic: Any) -> None:
    visit = clinic.visit()
    first = clinic.finish(visit.visit_id)
    assert clinic.finish(visit.visit_id) == first
    assert clinic.count(DocumentTable) == 1


def test_two_calls_side_by_side_store_one_document(clinic: Any) -> None:
    """Both were prepared and signed before either was stored."""
    visit = clinic.visit()
    prepared = clinic.read(finishing.prepare, visit.visit_id)
    choice = clinic.key()
    with key_store.find("pkcs12").open(choice.location, choice.secret) as opened:
        signed = finishing.sign(DOCTOR, prepared, render(prepared.draft), opened)
    first = clinic.write(finishing.keep, prepared, signed)
    assert clinic.write(finishing.keep, prepared, signed) == first
    assert [clinic.count(table) for table in _TABLES] == [1, 1, 1, 2]


@pytest.mark.clause("22.9")
@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"iin": Iin("900202400022")}, "certificate-iin-differs"),
        ({"valid_from": timedelta(days=-500)}, "certificate-expired"),
        ({"valid_from": timedelta(days=2)}, "certificate-not-yet-valid"),
        ({"purpose": Purpose.AUTHENTICATE}, "certificate-authentication-only"),
    ],
    ids=["another person", "expired", "not yet valid", "login key"],
)
def test_a_key_that_may_not_sign_is_refused_before_anything_is_stored(
    clinic: Any, changes: dict[str, Any], code: str
) -> None:
    visit = clinic.visit()
    with pytest.raises(Refused) as refused:
        clinic.finish(visit.visit_id, clinic.key("refused", **changes))
    assert refused.value.code == code
    _nothing_stored(clinic, visit.visit_id)
    assert [row.result for row in clinic.journal("document.sign")] == [code]


@pytest.mark.clause("22.9")
def test_a_wrong_password_and_a_missing_file_are_told_apart_and_kept_in_the_journal(clinic: Any) -> None:
    visit = clinic.visit()
    choice = clinic.key()
    for wrong, code in (
        (replace(choice, secret="wrong"), "key-wrong-password"),
        (replace(choice, location=choice.location + ".gone"), "key-file-missing"),
        (replace(choice, store_kind="floppy"), "key-store-unknown"),
    ):
        with pytest.raises(Refused) as refused:
            clinic.finish(visit.visit_id, wrong)
        assert refused.value.code == code
    _nothing_stored(clinic, visit.visit_id)
    assert [row.result for row in clinic.journal("document.sign")] == [
        "key-wrong-password", "key-file-missing", "key-store-unknown",
    ]  # fmt: skip


def test_an_incomplete_note_is_refused_with_what_is_missing(clinic: Any) -> None:
    visit = clinic.visit(replace(clinic.visit().note, objective=" ", diagnoses=()))
    with pytest.raises(Refused, match="note-incomplete") as refused:
        clinic.finish(visit.visit_id)
    assert refused.value.facts == {"missing": "objective,diagnoses"}
    _nothing_stored(clinic, visit.visit_id)


def test_only_the_doctor_of_the_visit_signs_it(clinic: Any) -> None:
    visit = clinic.visit()
    with pytest.raises(Refused, match="not-the-author"):
        clinic.finish(visit.visit_id, actor=COLLEAGUE)


def test_what_is_typed_after_the_preparation_is_never_left_out(clinic: Any) -> None:
    visit = clinic.visit()
    prepared = clinic.read(finishing.prepare, visit.visit_id)
    choice = clinic.key()
    with key_store.find("pkcs12").open(choice.location, choice.secret) as opened:
        signed = finishing.sign(DOCTOR, prepared, render(prepared.draft), opened)
    clinic.write(visits.save_draft, visit.visit_id, replace(visit.note, plan="тағы"), Caret())
    with pytest.raises(Conflict, match="visit-changed"):
        clinic.write(finishing.keep, prepared, signed)
    _nothing_stored(clinic, visit.visit_id)


class _OtherBytes:
    """A key store that signs something else than it was given."""

    def __init__(self, opened: Any) -> None:
        self.certificate = opened.certificate
        self._opened = opened

    def sign(self, contents: Any, signing_time: Any, **how: Any) -> Any:
        return self._opened.sign([content + b" " for content in contents], signing_time, **how)


def test_a_result_that_does_not_verify_is_not_stored(clinic: Any) -> None:
    visit = clinic.visit()
    prepared = clinic.read(finishing.prepare, visit.visit_id)
    choice = clinic.key()
    with (
        key_store.find("pkcs12").open(choice.location, choice.secret) as opened,
        pytest.raises(Refused, match="signature-refused") as refused,
    ):
        finishing.sign(DOCTOR, prepared, render(prepared.draft), _OtherBytes(opened))
    assert refused.value.facts == {"check": "I1", "reason": "content-changed"}


@pytest.mark.clause("27.12")
def test_a_correction_is_a_new_version_and_the_old_one_stays(clinic: Any) -> None:
    visit = clinic.visit()
    first = clinic.finish(visit.visit_id)
    with clinic.store.reading() as session:
        before = archiving.body(session, session.get_one(DocumentTable, first.document_id).content_id)
    opened = clinic.write(visits.correct_visit, visit.visit_id, "диагноз нақтыланды")
    assert (opened.state, opened.version) == (VisitState.DRAFT, 2)
    clinic.write(visits.save_draft, visit.visit_id, replace(opened.note, plan="жаңа"), Caret())
    second = clinic.finish(visit.visit_id)
    assert (second.version, second.document_uid) != (1, first.document_uid)
    with clinic.store.reading() as session:
        new = session.get_one(DocumentTable, second.document_id)
        assert (new.version, new.previous_id) == (2, first.document_id)
        assert archiving.body(session, session.get_one(DocumentTable, first.document_id).content_id) == before
        operations = [row.operation for row in session.scalars(select(OutboxTable).order_by(OutboxTable.id))]
    assert operations == ["CREATE", "CREATE", "CREATE", "UPDATE"]
    text = pypdf.PdfReader(io.BytesIO(clinic.write(signed_documents.open_document, second.document_id))).pages[0]
    assert first.document_uid in text.extract_text().replace("\n", "")


def test_withdrawing_a_signed_visit_withdraws_its_document_and_keeps_it(clinic: Any) -> None:
    visit = clinic.visit()
    done = clinic.finish(visit.visit_id)
    clinic.write(visits.withdraw_visit, visit.visit_id, "қате пациент")
    (row,) = clinic.read(signed_documents.documents)
    assert (row.document_id, row.state) == (done.document_id, "withdrawn")
    assert clinic.write(signed_documents.open_document, done.document_id).startswith(b"%PDF")
    with clinic.store.reading() as session:
        assert {one.state for one in session.scalars(select(OutboxTable))} == {"superseded"}


_CRASH = """
    import os, pickle, sys
    from pathlib import Path
    from app import finishing
    from app.domain.clock import FixedClock
    from app.record import Record
    from db.archive.reader import open_reader
    from db.archive.writer import open_writer
    from db.store import Store

    folder, point, prepared, signed, actor, now = pickle.loads(sys.stdin.buffer.read())
    folder = Path(folder)
    calls = 0

    class Writer:
        def __init__(self, inner): self.inner = inner
        def append(self, *args):
            global calls
            ref = self.inner.append(*args)
            calls += 1
            if calls == point: os.kill(os.getpid(), 9)
            return ref

    public_key = bytes.fromhex(os.environ["PUBLIC"])
    writer = Writer(open_writer(folder / "archive", public_key, 1, name="crash", space_reserve=0))
    services = Record(FixedClock(now), bytes(32), writer, open_reader(folder / "archive", {}), True)
    store = Store.open(folder / "store.db", bytes(range(32)), services)
    with store.writing() as session:
        finishing.keep(session, actor, prepared, signed)
        if point == 0: os.kill(os.getpid(), 9)
    os.kill(os.getpid(), 9)
"""


@pytest.mark.parametrize("point", [1, 3, 0, 99], ids=lambda point: f"kill-{point}")
def test_a_crash_leaves_nothing_or_everything(clinic: Any, point: int, project_root: Path) -> None:
    """Killed after each record that the archive takes, before the commit (0), and after it (99)."""
    visit = clinic.visit()
    prepared = clinic.read(finishing.prepare, visit.visit_id)
    choice = clinic.key()
    with key_store.find("pkcs12").open(choice.location, choice.secret) as opened:
        signed = finishing.sign(DOCTOR, prepared, render(prepared.draft), opened)
    given = pickle.dumps((str(clinic.folder), point, prepared, signed, DOCTOR, clinic.clock.now()))
    child = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(_CRASH)], input=given, capture_output=True, check=False, timeout=60,
        cwd=project_root, env={**os.environ, "PUBLIC": clinic.public_key.hex(), "PYTHONPATH": str(project_root)},
    )  # fmt: skip
    assert child.returncode == -9, child.stderr.decode()
    if point == 99:
        assert [clinic.count(table) for table in _TABLES] == [1, 1, 1, 2]
        assert clinic.finish(visit.visit_id).document_uid == prepared.draft.document_uid
    else:
        _nothing_stored(clinic, visit.visit_id)
        assert clinic.finish(visit.visit_id).version == 1
    with clinic.store.reading() as session:
        assert audit.check(session) is None
        assert session.scalars(select(VisitTable.state)).one() == "signed"


def test_any_bytes_can_be_signed_for_the_command_line(clinic: Any) -> None:
    choice: KeyChoice = clinic.key()
    with clinic.store.reading() as session:
        listed = trusted(session)
    with key_store.find("pkcs12").open(choice.location, choice.secret) as opened:
        signed = finishing.sign_bytes(b"file", opened, trusted_authorities=listed, moment=clinic.clock.now())
    report = verify.verify(signed.container, b"file", trusted=listed, now=clinic.clock.now())
    assert report.verified_level is Level.B


def test_a_patient_without_an_iin_is_signed_like_any_other(clinic: Any) -> None:
    """A foreigner or a newborn: the ministry's schema does not stand in the way of the record."""
    foreigner = PatientDraft(
        PersonName("Smith", "John"), document_kind=DocumentKind.PASSPORT, document_number="N1234567"
    )
    clinic.patient_id = clinic.write(patients.add, foreigner).patient_id
    done = clinic.finish(clinic.visit().visit_id)
    pdf = clinic.write(signed_documents.open_document, done.document_id)
    assert "N1234567" in pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()


@pytest.mark.clause("27.11")
def test_a_blocked_account_signs_nothing_even_while_it_is_in(clinic: Any) -> None:
    visit = clinic.visit()
    with clinic.store.writing() as session:
        session.get_one(AccountTable, 1).status = "suspended"
    with pytest.raises(Refused, match="account-suspended"):
        clinic.finish(visit.visit_id)
    _nothing_stored(clinic, visit.visit_id)


@pytest.mark.clause("27.12")
def test_a_withdrawal_is_a_signed_version_that_names_the_old_one(clinic: Any) -> None:
    visit = clinic.visit()
    done = clinic.finish(visit.visit_id)
    with pytest.raises(Refused, match="certificate-iin-differs"):
        withdrawing.withdraw(
            clinic.store, DOCTOR, visit.visit_id, "қате пациент", clinic.key("other", iin=COLLEAGUE.iin)
        )
    assert clinic.journal("document.withdraw")[0].result == "certificate-iin-differs"
    void = withdrawing.withdraw(clinic.store, DOCTOR, visit.visit_id, "қате  пациент", clinic.key())
    newest, old = clinic.read(signed_documents.documents)
    assert [(one.document_id, one.version, one.state) for one in (newest, old)] == [
        (void.document_id, 2, "withdrawn"), (done.document_id, 1, "withdrawn"),
    ]  # fmt: skip
    pdf = clinic.write(signed_documents.open_document, void.document_id)
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    assert done.document_uid in text
    assert "қате пациент" in " ".join(text.split())
    for document_id in (done.document_id, void.document_id):
        report = clinic.read(signed_documents.verify_document, document_id)
        assert [check for check in report.checks if check.result is Result.FAIL] == []
    assert clinic.read(visits.get_visit, visit.visit_id).state is VisitState.WITHDRAWN
    with pytest.raises(Refused, match="visit-not-signed"):
        withdrawing.withdraw(clinic.store, DOCTOR, visit.visit_id, "тағы", clinic.key())
    with clinic.store.reading() as session:
        assert list(evidence_chain.check(session)) == []


@pytest.mark.clause("22.9")
def test_a_failed_attempt_to_sign_is_kept_with_its_certificate(clinic: Any) -> None:
    visit = clinic.visit()
    foreign = clinic.key("foreign", iin=Iin("900202400022"))
    with pytest.raises(Refused, match="certificate-iin-differs"):
        clinic.finish(visit.visit_id, foreign)
    with pytest.raises(Refused, match="key-wrong-password"):
        clinic.finish(visit.visit_id, replace(foreign, secret="wrong"))
    wrong, differs = clinic.write(eds_attempts.read_attempts, AttemptQuery())
    assert (differs.purpose, differs.reason, differs.check) == (Used.SIGNING, Reason.IIN_MISMATCH, "A1")
    assert (differs.key.iin, differs.key.place, differs.login) == (Iin("900202400022").value, "foreign.p12", "aigul")
    assert len(differs.key.fingerprint) == 64
    assert (wrong.reason, wrong.key.place, wrong.key.certificate_serial) == (Reason.KEY_PASSWORD, "foreign.p12", "")

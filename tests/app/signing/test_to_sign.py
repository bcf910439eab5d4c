"""Documents that wait for a key (S8), the evening's batch with one password, and bytes that nobody can swap."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app import archiving, batch_signing, finishing, signed_documents, to_sign, visits
from app.domain.errors import Conflict, Refused, WorldError
from app.domain.visit import Caret, VisitNote, VisitState
from app.eds import key_store
from app.eds.key_stores.pkcs12 import RsaKey
from app.opened_keys import OpenedKeys
from app.to_sign import Missing, WaitingKind
from db.tables.account import AccountTable
from db.tables.document import DocumentTable
from db.tables.practice import PracticeTable
from tests.app.signing.conftest import COLLEAGUE, DOCTOR, NOTE, OTHER_IIN, RECEPTION


def _waiting_visits(clinic: Any, count: int) -> list[int]:
    """Visits of as many days, each finished without a key."""
    ids = []
    for _ in range(count):
        visit_id = clinic.visit().visit_id
        to_sign.finish_without_key(clinic.store, DOCTOR, visit_id)
        ids.append(visit_id)
        clinic.clock.advance(timedelta(days=1))
    return ids


@pytest.mark.clause("27.9")
def test_a_day_is_signed_with_one_password_and_one_failure_stops_nobody_else(clinic: Any) -> None:
    first, second, third = _waiting_visits(clinic, 3)
    draft = clinic.visit(replace(NOTE, complaints="")).visit_id
    listed = clinic.read(to_sign.to_sign)
    assert [(one.kind, one.visit_id) for one in listed] == [
        (WaitingKind.VISIT, first), (WaitingKind.VISIT, second), (WaitingKind.VISIT, third), (WaitingKind.DRAFT, draft),
    ]  # fmt: skip
    assert listed[-1].missing == (Missing("note-incomplete", "complaints"),)
    assert [one.is_ready for one in listed] == [True, True, True, False]
    opened, steps = OpenedKeys(), []
    opened.open(DOCTOR, clinic.key())
    result = to_sign.sign_batch(
        clinic.store, DOCTOR, [first, draft, second, third], opened, lambda done, total, _: steps.append((done, total))
    )
    opened.close()
    assert [one.code for one in result.results] == ["", "note-incomplete", "", ""]
    assert result.signed == 3
    assert steps == [(0, 4), (1, 4), (2, 4), (3, 4)]
    assert [one.visit_id for one in clinic.read(to_sign.to_sign)] == [draft]
    assert [row.result for row in clinic.journal("document.sign")] == ["ok", "note-incomplete", "ok", "ok"]
    again = to_sign.sign_batch(clinic.store, DOCTOR, [first], OpenedKeys())
    assert again.results[0].document_id == result.results[0].document_id  # signed once


@pytest.mark.clause("27.12")
def test_what_was_fixed_at_the_finish_is_signed_byte_for_byte(clinic: Any) -> None:
    (visit_id,) = _waiting_visits(clinic, 1)
    with clinic.store.reading() as session:
        shown = to_sign.ready(session, DOCTOR, visit_id)
    clinic.clock.advance(timedelta(hours=6))
    opened = OpenedKeys()
    opened.open(DOCTOR, clinic.key())
    (done,) = to_sign.sign_batch(clinic.store, DOCTOR, [visit_id], opened).results
    opened.close()
    with clinic.store.reading() as session:
        document = session.get_one(DocumentTable, done.document_id)
        assert archiving.body(session, document.content_id) == shown.rendered.pdf
        assert document.sha256.hex() == shown.rendered.sha256
        assert document.created_at == shown.preparation.draft.made_at
    (signature,) = clinic.read(signed_documents.signatures, done.document_id)
    assert signature.signing_time == clinic.clock.now()  # of the signing, not of the finish


@pytest.mark.clause("27.9")
def test_other_bytes_than_were_shown_are_never_signed(clinic: Any) -> None:
    visit_id = clinic.visit().visit_id
    with clinic.store.reading() as session:
        preparation = finishing.prepare(session, DOCTOR, visit_id)
    rendered = finishing.render(preparation.draft)
    choice = clinic.key()
    with key_store.find("pkcs12").open(choice.location, choice.secret) as key:
        for forged, shown in (
            (replace(rendered, pdf=rendered.pdf + b" "), ""),
            (replace(rendered, draft=replace(preparation.draft, note=VisitNote())), ""),
            (rendered, "00" * 32),
        ):
            with pytest.raises(Refused) as refused:
                finishing.sign(DOCTOR, preparation, forged, key, shown=shown)
            assert refused.value.code == "shown-differs"
        finishing.sign(DOCTOR, preparation, rendered, key, shown=rendered.sha256)


def test_a_waiting_visit_is_closed_until_it_is_taken_back(clinic: Any) -> None:
    (visit_id,) = _waiting_visits(clinic, 1)
    with pytest.raises(Refused, match="visit-not-draft"):
        clinic.write(visits.save_draft, visit_id, NOTE, Caret())
    clinic.write(to_sign.take_back, visit_id)
    clinic.write(visits.save_draft, visit_id, replace(NOTE, plan="қайта"), Caret())
    assert clinic.read(visits.get_visit, visit_id).state is VisitState.DRAFT
    with pytest.raises(Refused, match="visit-not-waiting"):
        clinic.write(to_sign.take_back, visit_id)
    assert clinic.finish(visit_id).version == 1


def test_a_record_that_changed_meanwhile_is_finished_anew(clinic: Any) -> None:
    (visit_id,) = _waiting_visits(clinic, 1)
    with clinic.store.writing() as session:
        session.scalars(select(PracticeTable)).one().phone = "+77010000000"
    (line,) = clinic.read(to_sign.to_sign)
    assert line.missing == (Missing("record-changed"),)
    with pytest.raises(Conflict, match="record-changed"), clinic.store.reading() as session:
        to_sign.ready(session, DOCTOR, visit_id)
    clinic.write(to_sign.take_back, visit_id)
    to_sign.finish_without_key(clinic.store, DOCTOR, visit_id)
    assert clinic.read(to_sign.to_sign)[0].is_ready


@pytest.mark.clause("27.11")
def test_work_goes_on_with_an_expired_certificate_and_no_colleagues_key_helps(clinic: Any) -> None:
    """S8: the doctor writes and finishes; the signature waits for the doctor's own valid key."""
    expired = clinic.key("expired", valid_for=timedelta(days=30, hours=1))
    clinic.clock.advance(timedelta(days=1))
    visit_id = clinic.visit().visit_id
    with pytest.raises(Refused, match="certificate-expired"):
        clinic.finish(visit_id, expired)
    to_sign.finish_without_key(clinic.store, DOCTOR, visit_id)
    colleagues = clinic.key("colleague", iin=OTHER_IIN)
    opened = OpenedKeys()
    for key, code in ((expired, "certificate-expired"), (colleagues, "certificate-iin-differs")):
        opened.open(DOCTOR, key)
        (result,) = to_sign.sign_batch(clinic.store, DOCTOR, [visit_id], opened).results
        assert (result.code, result.document_id) == (code, None)
    with pytest.raises(Refused, match="not-the-author"):
        clinic.read(finishing.prepare, visit_id, actor=COLLEAGUE)
    assert clinic.read(to_sign.to_sign)[0].is_ready
    opened.open(DOCTOR, clinic.key("new"))
    assert to_sign.sign_batch(clinic.store, DOCTOR, [visit_id], opened).signed == 1
    opened.close()


def test_a_batch_is_cancelled_between_two_documents(clinic: Any) -> None:
    ids = _waiting_visits(clinic, 2)
    opened = OpenedKeys()
    opened.open(DOCTOR, clinic.key())

    def stop(done: int, _total: int, _what: str) -> None:
        if done:
            raise WorldError("cancelled")

    result = to_sign.sign_batch(clinic.store, DOCTOR, ids, opened, stop)
    opened.close()
    assert [one.code for one in result.results] == ["", "cancelled"]
    closed = to_sign.sign_batch(clinic.store, DOCTOR, [ids[1], ids[1]], opened)
    assert [one.code for one in closed.results] == ["key-closed", "not-tried"]
    with pytest.raises(Refused, match="no-right"):
        to_sign.sign_batch(clinic.store, RECEPTION, ids, opened)


class _Hand:
    """A clock that is moved by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.clause("27.9")
def test_an_open_key_is_gone_by_time_by_hand_and_for_everybody_else(clinic: Any) -> None:
    hand, told = _Hand(), []
    opened = OpenedKeys(hand)
    opened.on_end(lambda: told.append(1))
    choice = clinic.key()
    held = opened.open(DOCTOR, choice, 15)
    assert (held.seconds_left, held.certificate.iin) == (900, DOCTOR.iin)
    assert choice.secret not in repr(opened) + repr(held)
    with opened.use(DOCTOR) as key:
        assert key.certificate
    with pytest.raises(Refused, match="key-closed"), opened.use(COLLEAGUE):
        pass
    opened.open(DOCTOR, choice, 15)
    hand.now = 900
    assert opened.held(DOCTOR) is None
    with pytest.raises(Refused, match="key-closed"), opened.use(DOCTOR):
        pass
    opened.open(DOCTOR, choice, 5)
    opened.close()
    opened.close()
    assert opened.held(DOCTOR) is None
    assert len(told) == 3
    with pytest.raises(Refused, match="key-minutes"):
        opened.open(DOCTOR, choice, 600)
    with pytest.raises(Refused, match="key-not-kept-open"):
        opened.open(DOCTOR, replace(choice, store_kind="ncalayer"))


@pytest.mark.clause("27.9")
def test_a_store_with_a_window_of_its_own_signs_the_day_in_one_call(
    clinic: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = _waiting_visits(clinic, 2)
    draft = clinic.visit(replace(NOTE, complaints="")).visit_id
    calls: list[int] = []
    signs = RsaKey.sign

    def counted(key: RsaKey, contents: Any, *args: Any, **named: Any) -> Any:
        calls.append(len(contents))
        return signs(key, contents, *args, **named)

    monkeypatch.setattr(RsaKey, "sign", counted)
    result = batch_signing.sign_at_once(clinic.store, DOCTOR, [first, draft, second], clinic.key())
    assert calls == [4]  # two documents and their events
    assert [one.code for one in result.results] == ["", "note-incomplete", ""]
    assert [one.visit_id for one in clinic.read(to_sign.to_sign)] == [draft]
    with pytest.raises(Refused, match="key-wrong-password"):
        batch_signing.sign_at_once(clinic.store, DOCTOR, [first], replace(clinic.key(), secret="wrong"))


@pytest.mark.clause("27.11")
def test_a_locked_account_signs_nothing(clinic: Any) -> None:
    visit_id = clinic.visit().visit_id
    with clinic.store.writing() as session:
        session.get_one(AccountTable, DOCTOR.account_id).status = "locked"
    with pytest.raises(Refused, match="account-suspended"):
        clinic.finish(visit_id)

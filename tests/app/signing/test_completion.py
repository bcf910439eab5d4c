"""A signature gets its time stamp as soon as an authority answers; until then the record says honestly why not."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app import completion, signed_documents, time_stamps
from app.completion import CompletionWorker
from app.domain.errors import Refused
from app.domain.events import DocumentChanged
from app.domain.signature import Level, SignatureState
from app.eds import cms
from app.stand_ins import pki as stand_in
from app.stand_ins.pki_server import PkiServer
from db.tables.archive_record import ArchiveRecordTable
from db.tables.document import DocumentTable, SignatureTable


@pytest.fixture
def server(clinic: Any) -> Iterator[PkiServer]:
    with stand_in.serve(clinic.authority.folder, clock=clinic.clock.now) as running:
        clinic.write(time_stamps.set_authority, running.tsa_url)
        yield running


def _signature(clinic: Any) -> SignatureTable:
    with clinic.store.reading() as session:
        found: SignatureTable = session.scalars(select(SignatureTable)).one()
        return found


@pytest.mark.clause("27.12")
def test_the_stamp_is_a_further_version_beside_the_first(clinic: Any, server: PkiServer) -> None:
    done = clinic.finish(clinic.visit().visit_id)
    assert clinic.read(time_stamps.outlook).due == 1
    clinic.clock.advance(timedelta(seconds=3))
    assert completion.complete_due(clinic.store) == 1
    first, second = clinic.read(signed_documents.containers, done.document_id)
    assert clinic.write(signed_documents.hand_out, done.document_id) == (first, second)
    (handed,) = clinic.journal("document.hand-out")
    assert (handed.patient_id, handed.after) == (clinic.patient_id, {"containers": 2})
    assert (first.level, second.level) == (Level.B, Level.T)
    assert cms.read(first.der).signers[0].signature == cms.read(second.der).signers[0].signature
    signature = _signature(clinic)
    assert (signature.state, signature.level) == (SignatureState.TIME_STAMPED, Level.T)
    assert signature.time_stamp_time == clinic.clock.now()
    assert clinic.read(signed_documents.verify_document, done.document_id).verified_level is Level.T
    (row,) = clinic.journal("signature.time-stamp")
    assert row.actor == "time-stamps"
    assert completion.complete_due(clinic.store) == 0
    assert server.served == 1


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("drop", "tsa-unreachable"), ("refuse", "tsa-refused"), ("garbage", "tsa-garbage"), ("cut", "tsa-unreachable"),
        ("wrong-nonce", "tsa-nonce"), ("wrong-imprint", "tsa-imprint"), ("expired", "tsa-token"),
        ("broken", "tsa-token"), ("busy", "tsa-refused"),
    ],
)  # fmt: skip
def test_a_failure_is_kept_with_its_code_and_tried_again_later(
    clinic: Any, server: PkiServer, fault: str, code: str
) -> None:
    done = clinic.finish(clinic.visit().visit_id)
    server.fault = fault
    assert completion.complete_due(clinic.store) == 0
    signature = _signature(clinic)
    assert (signature.state, signature.last_problem, signature.attempts) == (SignatureState.SIGNED, code, 1)
    assert signature.next_attempt_at == clinic.clock.now() + timedelta(minutes=1)
    assert len(clinic.read(signed_documents.containers, done.document_id)) == 1
    assert clinic.read(time_stamps.outlook).problem == code
    server.fault = ""
    assert completion.complete_due(clinic.store) == 0  # not yet
    clinic.clock.advance(timedelta(minutes=1))
    assert completion.complete_due(clinic.store) == 1
    assert _signature(clinic).last_problem == ""


def test_patience_grows_up_to_six_hours(clinic: Any, server: PkiServer) -> None:
    clinic.finish(clinic.visit().visit_id)
    server.fault = "refuse"
    waits = []
    for _ in range(12):
        completion.complete_due(clinic.store)
        waits.append(_signature(clinic).next_attempt_at - clinic.clock.now())
        clinic.clock.advance(waits[-1])
    assert waits[:4] == [timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4), timedelta(minutes=8)]
    assert waits[-1] == timedelta(hours=6)


def test_without_an_address_nothing_is_asked(clinic: Any) -> None:
    clinic.finish(clinic.visit().visit_id)
    assert completion.complete_due(clinic.store) == 0
    outlook = clinic.read(time_stamps.outlook)
    assert (outlook.due, outlook.problem, outlook.authority_url) == (1, "", "")


@pytest.mark.parametrize(
    ("url", "code"),
    [("ftp://127.0.0.1/", "tsa-url"), ("word", "tsa-url"), ("http://tsp.pki.gov.kz/", "test-practice-real-service")],
)
def test_an_address_that_may_not_be_is_refused(clinic: Any, url: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        clinic.write(time_stamps.set_authority, url)
    assert refused.value.code == code


def test_the_worker_stamps_what_was_just_signed(clinic: Any, server: PkiServer) -> None:
    stamped = threading.Event()

    def hear(event: object) -> None:
        if isinstance(event, DocumentChanged) and _signature(clinic).state == SignatureState.TIME_STAMPED:
            stamped.set()

    clinic.store.subscribers.add(hear)
    worker = CompletionWorker(clinic.store, period_seconds=60)
    worker.start()
    try:
        clinic.finish(clinic.visit().visit_id)
        assert stamped.wait(10)
    finally:
        worker.stop()
        worker.stop()


def test_a_damaged_document_does_not_hold_up_the_stamps_of_others(clinic: Any, server: PkiServer) -> None:
    spoilt = clinic.finish(clinic.visit().visit_id)
    clinic.clock.advance(timedelta(days=1))
    whole = clinic.finish(clinic.visit().visit_id)
    with clinic.store.reading() as session:
        document = session.get_one(DocumentTable, spoilt.document_id)
        lies = session.get_one(ArchiveRecordTable, document.content_id)
    with (clinic.folder / "archive" / lies.segment).open("r+b") as segment:
        segment.seek(lies.offset + lies.length // 2)
        segment.write(bytes(64))
    assert completion.complete_due(clinic.store) == 1
    with clinic.store.reading() as session:
        states = {row.document_id: (row.state, row.last_problem) for row in session.scalars(select(SignatureTable))}
    assert states[whole.document_id] == (SignatureState.TIME_STAMPED, "")
    assert states[spoilt.document_id][0] == SignatureState.SIGNED
    assert states[spoilt.document_id][1]

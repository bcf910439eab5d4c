"""A signature gets its time stamp as soon as an authority answers; until then the record says honestly why not."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app import (
    audit,
    completion,
    completion_outlook,
    evidence_chain,
    evidence_check,
    revocation_service,
    signed_documents,
    signing_keys,
    time_stamps,
)
from app.completion import CompletionWorker
from app.domain.errors import Refused
from app.domain.events import DocumentChanged, SignatureToReview
from app.domain.identity import PersonName
from app.domain.signature import Level, SignatureState
from app.eds import cms
from app.eds.revocation_client import HttpRevocation
from app.eds.tsp import HttpTimestampAuthority
from app.opened_keys import KeyChoice
from app.revocation_service import RevocationService
from app.stand_ins import pki as stand_in
from app.stand_ins.pki import DEFAULT_PASSWORD, Algorithm, Subject
from app.stand_ins.pki_server import PkiServer
from db.tables.archive_record import ArchiveRecordTable
from db.tables.document import DocumentTable, SignatureTable
from tests.app.signing.conftest import DOCTOR_IIN


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


@pytest.fixture
def source(server: PkiServer) -> HttpRevocation:
    return HttpRevocation(server.ocsp_url, only_own=True)


def _kinds(clinic: Any, signature_id: int) -> list[str]:
    return [one.kind for one in clinic.read(signed_documents.evidence, signature_id)]


@pytest.mark.clause("27.12")
def test_evidence_comes_at_once_after_the_stamp_and_the_signature_is_genuine(
    clinic: Any, server: PkiServer, source: HttpRevocation
) -> None:
    done = clinic.finish(clinic.visit().visit_id)
    assert completion.complete_due(clinic.store, source=source) == 1
    signature = _signature(clinic)
    assert (signature.state, signature.level, signature.verdict) == (SignatureState.COMPLETE, Level.LT, "GENUINE")
    assert (signature.outside_window, signature.review, signature.verified_level) == (False, "", Level.LT)
    assert signature.renew_at > clinic.clock.now()
    kinds = _kinds(clinic, signature.id)
    assert kinds[:3] == ["CONTENT", "CONTAINER", "REPORT"]
    assert kinds.count("OCSP") >= 2
    assert {"TST", "CERT"} < set(kinds)
    first, second = clinic.read(signed_documents.reports, signature.id)
    assert (first.occasion, first.verdict, second.occasion) == ("signing", "NOT CONFIRMED", "completion")
    (row,) = clinic.journal("signature.complete")
    assert row.after["verdict"] == "GENUINE"
    server.stop()
    clinic.clock.advance(timedelta(days=300))  # offline, from its own evidence
    assert clinic.read(signed_documents.verify_document, done.document_id).verdict == "GENUINE"
    with clinic.store.reading() as session:
        assert list(evidence_chain.check(session)) == []


@pytest.mark.clause("27.9")
def test_a_gost_key_comes_as_far(clinic: Any, server: PkiServer, source: HttpRevocation) -> None:
    person = Subject(PersonName("Ахметова", "Айгүл"), DOCTOR_IIN)
    file = clinic.authority.issue(person, "gost", algorithm=Algorithm.GOST)
    done = clinic.finish(clinic.visit().visit_id, KeyChoice("pkcs12", str(file), DEFAULT_PASSWORD))
    assert completion.complete_due(clinic.store, source=source) == 1
    (signature,) = clinic.read(signed_documents.signatures, done.document_id)
    assert "GOST" in signature.algorithm
    assert (signature.level, signature.verdict, signature.outside_window) == (Level.LT, "GENUINE", False)


@pytest.mark.clause("27.12")
def test_a_responder_that_is_away_leaves_the_stamp_and_late_evidence_is_marked(
    clinic: Any, server: PkiServer, source: HttpRevocation
) -> None:
    clinic.finish(clinic.visit().visit_id)
    server.faults["ocsp"] = "drop"
    assert completion.complete_due(clinic.store, source=source) == 1
    waiting = _signature(clinic)
    assert (waiting.state, waiting.last_problem) == (SignatureState.TIME_STAMPED, "revocation-unreachable")
    assert waiting.next_attempt_at == clinic.clock.now() + timedelta(minutes=1)
    clinic.write(revocation_service.set_service, RevocationService(True, server.ocsp_url))
    told = clinic.read(completion_outlook.outlook)
    assert (told.stamps_due, told.evidence_due, told.problem) == (0, 1, "revocation-unreachable")
    server.faults["ocsp"] = ""
    clinic.clock.advance(timedelta(minutes=30))
    clinic.write(completion_outlook.try_now, waiting.id)
    assert completion.complete_due(clinic.store) == 1  # by the practice's own settings
    assert clinic.read(completion_outlook.outlook).outside_window == 1
    late = _signature(clinic)
    assert (late.state, late.outside_window, late.last_problem) == (SignatureState.COMPLETE, True, "")
    assert late.verdict == "WITH WARNINGS"


@pytest.mark.clause("27.12")
def test_a_key_that_was_revoked_before_it_signed_is_found_and_told(
    clinic: Any, server: PkiServer, source: HttpRevocation
) -> None:
    choice = clinic.key("lost")
    clinic.write(signing_keys.add_signing_key, signing_keys.inspect_key("pkcs12", choice.location, choice.secret))
    told: list[object] = []
    clinic.store.subscribers.add(told.append)
    done = clinic.finish(clinic.visit().visit_id, choice)
    (signature,) = clinic.read(signed_documents.signatures, done.document_id)
    with choice.open() as key:
        server.authority.revoke(key.certificate, clinic.clock.now() - timedelta(days=1), "key_compromise")
    completion.complete_due(clinic.store, source=source)
    (found,) = clinic.read(signed_documents.signatures, done.document_id)
    assert (found.review, found.verdict) == ("certificate-revoked", "INVALID")
    assert [one.account_id for one in told if isinstance(one, SignatureToReview)] == [1]
    (row,) = clinic.journal("signature.review")
    assert row.after["certificate"] == signature.certificate_serial
    assert clinic.read(signed_documents.documents)[0].review == "certificate-revoked"
    clinic.clock.advance(timedelta(days=1))
    with pytest.raises(Refused, match="certificate-revoked"):  # it signs nothing from here on
        clinic.finish(clinic.visit().visit_id, choice)


@pytest.mark.clause("27.12")
def test_a_proof_that_nears_its_end_is_renewed_at_night(clinic: Any, server: PkiServer, source: HttpRevocation) -> None:
    done = clinic.finish(clinic.visit().visit_id)
    completion.complete_due(clinic.store, source=source)
    wished = _signature(clinic).renew_at
    services = completion.Services(HttpTimestampAuthority(server.tsa_url), source)
    assert evidence_check.check_evidence(clinic.store, services=services).renewed == 0
    clinic.clock.advance(wished - clinic.clock.now() + timedelta(days=1))
    night = evidence_check.check_evidence(clinic.store, services=services)
    assert (night.renewed, night.marked) == (1, 0)
    renewed = _signature(clinic)
    assert (renewed.level, renewed.state, renewed.verdict) == (Level.LTA, SignatureState.COMPLETE, "GENUINE")
    assert renewed.renew_at > clinic.clock.now() + timedelta(days=29)
    assert "ATS" in _kinds(clinic, renewed.id)
    levels = [one.level for one in clinic.read(signed_documents.containers, done.document_id)]
    assert levels == [Level.B, Level.LT, Level.LTA]
    assert evidence_check.check_evidence(clinic.store, services=services).renewed == 0


_CRASH = """
    import os, sys
    from datetime import datetime
    from pathlib import Path
    from app import completion
    from app.domain.clock import FixedClock
    from app.record import Record
    from db.archive.reader import open_reader
    from db.archive.writer import open_writer
    from db.store import Store

    folder, point = Path(os.environ["FOLDER"]), int(os.environ["POINT"])
    calls = 0

    class Writer:
        def __init__(self, inner): self.inner = inner
        def append(self, *args):
            global calls
            ref = self.inner.append(*args)
            calls += 1
            if calls == point: os.kill(os.getpid(), 9)
            return ref

    if point == 0:  # everything is written, nothing is committed
        completion.tell = lambda session, row: os.kill(os.getpid(), 9)
    public_key, private_key = bytes.fromhex(os.environ["PUBLIC"]), bytes.fromhex(os.environ["PRIVATE"])
    writer = Writer(open_writer(folder / "archive", public_key, 1, name="crash", space_reserve=0))
    reader = open_reader(folder / "archive", {1: private_key})
    clock = FixedClock(datetime.fromisoformat(os.environ["NOW"]))
    store = Store.open(folder / "store.db", bytes(range(32)), Record(clock, bytes(32), writer, reader, True))
    completion.complete_due(store)
    os.kill(os.getpid(), 9)
"""


@pytest.mark.clause("27.12")
@pytest.mark.parametrize("point", [1, 2, 0, 99], ids=lambda point: f"kill-{point}")
def test_a_crash_leaves_a_signature_at_one_level_or_the_next(
    clinic: Any, server: PkiServer, point: int, project_root: Path
) -> None:
    """Killed after each record that the archive takes, before the commit (0), and after it (99)."""
    done = clinic.finish(clinic.visit().visit_id)
    child = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(_CRASH)], capture_output=True, check=False, timeout=60, cwd=project_root,
        env={**os.environ, "PYTHONPATH": str(project_root), "FOLDER": str(clinic.folder), "POINT": str(point),
             "PUBLIC": clinic.public_key.hex(), "PRIVATE": clinic.private_key.hex(),
             "NOW": clinic.clock.now().isoformat()},
    )  # fmt: skip
    assert child.returncode == -9, child.stderr.decode()
    before = _signature(clinic)
    assert before.state == (SignatureState.SIGNED if point != 99 else SignatureState.TIME_STAMPED)
    with clinic.store.reading() as session:
        assert list(evidence_chain.check(session)) == []
        assert audit.check(session) is None
    assert completion.complete_due(clinic.store) == (0 if point == 99 else 1)
    assert [one.level for one in clinic.read(signed_documents.containers, done.document_id)] == [Level.B, Level.T]
    with clinic.store.reading() as session:
        assert list(evidence_chain.check(session)) == []

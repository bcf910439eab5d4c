"""Worklist, performed steps, commitment, query and TLS of the hub, as modalities meet them (PS3.4 C, F, J, K)."""

from __future__ import annotations

import base64
import random
import shutil
import socket
import struct
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydicom.dataset import Dataset
from pydicom.uid import ExplicitVRLittleEndian, ImplicitVRLittleEndian, generate_uid
from pynetdicom import AE, build_role, evt
from pynetdicom.sop_class import (
    CTImageStorage,
    ModalityPerformedProcedureStep,
    ModalityWorklistInformationFind,
    StorageCommitmentPushModel,
    StorageCommitmentPushModelInstance,
    StudyRootQueryRetrieveInformationModelFind,
    StudyRootQueryRetrieveInformationModelGet,
)

from app.domain.device_settings import DeviceSettings, HubDevice, WorklistLetters
from app.domain.errors import Unreadable
from app.domain.identity import PersonName, Sex
from app.domain.scheduled import ScheduledStep
from devices import dicom_tls
from devices.dicom_data_set import Element, read_data_set, write_data_set
from devices.dicom_matching_keys import matcher
from devices.dicom_worklist import Query, Sheet
from devices.hub_handle import HubHandle
from devices.kept_objects import Kept, KeptObjects
from devices.questions import NoAnswer
from devices.worklist_letters import LETTERS
from journeys.senders import CarefulPeer

_TIME = "ScheduledProcedureStepStartTime"
WORKLIST, PERFORMED = ModalityWorklistInformationFind, ModalityPerformedProcedureStep
dcmtk = pytest.mark.skipif(shutil.which("storescu") is None, reason="dcmtk is not installed")
PATIENT = PersonName("Қожабекова", "Әлия", "Ғабитқызы")


def step(number: int, **more: Any) -> ScheduledStep:
    return ScheduledStep(**{
        "accession_number": f"A{number}", "patient_id": f"80010130{number:04}", "name": PATIENT,
        "starts_at": datetime(2026, 11, 25, 4 + number % 10, 30, tzinfo=UTC), "birth_date": date(1980, 1, 1),
        "sex": Sex.FEMALE, "modality": "US", "description": "Бүйрек УДЗ", "study_instance_uid": f"2.25.{number}",
        **more,
    })  # fmt: skip


STEPS = (
    step(1, is_in_room=True),
    step(2, modality="CT", station_ae_title="CT-1"),
    step(3, name=PersonName("Ivanov", "Ivan"), starts_at=datetime(2026, 11, 26, 4, tzinfo=UTC)),
)


def device(calling: str, **settings: Any) -> dict[str, Any]:
    return HubDevice("dicom", calling, "127.0.0.1", DeviceSettings(**settings)).to_json()


@pytest.fixture
def worklist(start_hub: Callable[..., Any]) -> Any:
    letters = {"US-1": WorklistLetters.UTF8, "OLD": WorklistLetters.CYRILLIC, "CP": WorklistLetters.CP1251}
    named = [device(name, worklist_letters=one) for name, one in {**letters, "LAT": WorklistLetters.LATIN}.items()]
    running = start_hub(devices=named)
    running.hub._knowledge.put_steps(STEPS)
    return running


@contextmanager
def association(port: int, sop_class: Any, calling: str = "US-1", syntax: str = "", **more: Any) -> Iterator[Any]:
    ae = AE(ae_title=calling)
    ae.add_requested_context(sop_class, syntax or [ExplicitVRLittleEndian, ImplicitVRLittleEndian])
    made = ae.associate("127.0.0.1", port, ae_title="SHIPAGER", **more)
    yield CarefulPeer(made)
    if made.is_established:
        made.release()


def asked(of_step: dict[str, Any] | None = None, **keys: Any) -> Dataset:
    query, inner = Dataset(), Dataset()
    query.AccessionNumber, query.PatientName = "", ""
    for name, value in keys.items():
        setattr(query, name, value)
    for name, value in {"Modality": "", "ScheduledStationAETitle": "", **(of_step or {})}.items():
        setattr(inner, name, value)
    query.ScheduledProcedureStepSequence = [inner]
    return query


def found(port: int, query: Dataset, calling: str = "US-1", syntax: str = "") -> list[Dataset]:
    with association(port, WORKLIST, calling, syntax) as made:
        answers = list(made.send_c_find(query, WORKLIST))
    assert answers[-1][0].Status == 0
    return [answer for status, answer in answers if status.Status == 0xFF00]


# Modality worklist, PS3.4 annex K


@pytest.mark.clause("13")
@pytest.mark.parametrize("syntax", [ExplicitVRLittleEndian, ImplicitVRLittleEndian])
def test_every_requested_key_is_answered_and_who_is_in_the_room_comes_first(worklist: Any, syntax: str) -> None:
    query = asked(
        {"ScheduledProcedureStepStartDate": "", "ScheduledStationName": ""}, PatientBirthDate="", AdmissionID=""
    )
    query.RequestedProcedureCodeSequence, query.PatientSex = [], ""
    first, second, _ = found(worklist.dicom, query, syntax=syntax)
    assert (first.AccessionNumber, str(first.PatientName)) == ("A1", "Қожабекова^Әлия^Ғабитқызы")
    assert (first.PatientBirthDate, first.PatientSex, first.AdmissionID) == ("19800101", "F", "")
    assert first.SpecificCharacterSet == "ISO_IR 192"
    assert first.RequestedProcedureCodeSequence == []
    inner = first.ScheduledProcedureStepSequence[0]
    assert (inner.Modality, inner.ScheduledStationAETitle, inner.ScheduledStationName) == ("US", "US-1", "")
    assert inner.ScheduledProcedureStepStartDate == "20261125"
    assert second.ScheduledProcedureStepSequence[0].ScheduledStationAETitle == "CT-1"


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        (asked(), "A1 A2 A3"),
        (asked(PatientName="*"), "A1 A2 A3"),
        (asked(AccessionNumber="A2"), "A2"),
        (asked(PatientID="80010130000?"), "A1 A2 A3"),
        (asked(PatientName="ivan*"), "A3"),
        (asked(PatientName="IVANOV^IVAN^"), "A3"),
        (asked(PatientName="Ivanov"), ""),
        (asked(PatientName="Kozha*^Aliya^*"), "A1 A2"),
        (asked({"Modality": "CT"}), "A2"),
        (asked({"ScheduledStationAETitle": "US-1"}), "A1 A3"),
        (asked({"ScheduledStationAETitle": "ct-1"}), "A1 A2 A3"),
        (asked({"ScheduledProcedureStepStartDate": "20261126"}), "A3"),
        (asked({"ScheduledProcedureStepStartDate": "20261126-"}), "A3"),
        (asked({"ScheduledProcedureStepStartDate": "-20261125"}), "A1 A2"),
        (asked({"ScheduledProcedureStepStartDate": "20261101-20261130", _TIME: "1100-"}), "A2"),
        (asked(StudyInstanceUID=["2.25.1", "2.25.3"]), "A1 A3"),
    ],
    ids=range(16),
)  # fmt: skip
def test_a_key_is_matched_as_the_standard_says(worklist: Any, query: Dataset, numbers: str) -> None:
    assert " ".join(one.AccessionNumber for one in found(worklist.dicom, query)) == numbers


def test_a_name_in_the_devices_own_letters_is_found(worklist: Any) -> None:
    query = asked(PatientName="Қожабекова*")
    query.SpecificCharacterSet = "ISO_IR 192"
    assert len(found(worklist.dicom, query)) == 2


@pytest.mark.parametrize(
    ("calling", "declared", "name"),
    [
        ("US-1", "ISO_IR 192", "Қожабекова^Әлия^Ғабитқызы".encode()),
        ("OLD", "ISO_IR 144", "Кожабекова^Алия^Габиткызы".encode("iso8859-5")),
        ("CP", "", "Кожабекова^Алия^Габиткызы".encode("cp1251")),
        ("LAT", "", b"Kozhabekova^Aliya^Gabitkyzy"),
    ],
)
def test_each_device_is_told_in_letters_it_can_read(worklist: Any, calling: str, declared: str, name: bytes) -> None:
    letters = worklist.hub._knowledge.settings_of("dicom", calling, "127.0.0.1").worklist_letters
    query = {0x00080005: Element(b"CS"), 0x00100010: Element(b"PN")}
    (encoded,) = Query(Sheet(STEPS[:1]), query, LETTERS[letters], calling, explicit=True).answers()
    told = read_data_set(encoded, explicit=True)
    assert told[0x00100010].value.rstrip(b" ") == name
    assert (told[0x00080005].text if 0x00080005 in told else "") == declared
    assert str(found(worklist.dicom, asked(), calling)[2].PatientName) == "Ivanov^Ivan"


def test_a_closed_practice_answers_nothing(worklist: Any) -> None:
    worklist.hub._knowledge.put_steps(())
    assert found(worklist.dicom, asked()) == []


def test_a_thousand_answers_can_be_cancelled(worklist: Any, scu: Any) -> None:
    worklist.hub._knowledge.put_steps([step(number, description="ұ" * 64) for number in range(4000)])
    identifier = write_data_set({0x00321060: Element(b"LO"), 0x00100010: Element(b"PN")}, explicit=True)
    with scu(worklist.dicom) as raw:
        raw.associate({1: (str(WORKLIST), [ExplicitVRLittleEndian])}, maximum_length=4096)
        raw.send(4, raw.pdv(1, 3, raw.command(0x20, sop_class=str(WORKLIST).encode(), instance=None)))
        raw.send(4, raw.pdv(1, 2, identifier))
        cancel = struct.pack("<HHIH", 0, 0x0100, 2, 0x0FFF) + struct.pack("<HHIH", 0, 0x0120, 2, 7)
        cancel += struct.pack("<HHIH", 0, 0x0800, 2, 0x0101)
        raw.send(4, raw.pdv(1, 3, cancel))
        statuses = []
        while not statuses or statuses[-1] == 0xFF00:
            kind, body = raw.receive()
            assert kind == 4
            if body[5] & 1:
                statuses.append(int.from_bytes(body[-2:], "little"))
        raw.release()
    assert statuses[-1] == 0xFE00
    assert len(statuses) < 4000


def test_wildcards_of_any_length_take_no_time() -> None:
    test = matcher(b"LO", "*a" * 2000 + "*b")
    assert test is not None
    assert not test("a" * 5000)
    assert matcher(b"LO", "a*a") is not None
    assert not matcher(b"LO", "a*a")("a")  # type: ignore[misc]  # it is there, as the line above says


@given(st.text("ab?*", max_size=12), st.text("ab", max_size=12))
def test_a_wildcard_means_what_it_says(key: str, value: str) -> None:
    import re

    test = matcher(b"LO", key)
    pattern = "".join(".*" if c == "*" else "." if c == "?" else c for c in key)
    expected = not key.strip("*") or re.fullmatch(pattern, value) is not None
    assert (test is None or test(value)) == expected


# Performed steps, PS3.4 annex F


def performed(**more: Any) -> Dataset:
    one = Dataset()
    one.PerformedProcedureStepStatus, one.Modality, one.PatientName = "IN PROGRESS", "US", "A^B"
    for name, value in more.items():
        setattr(one, name, value)
    return one


def test_performed_steps_are_sealed_and_judged(hub: Any) -> None:
    uid = generate_uid()
    with association(hub.dicom, PERFORMED) as made:
        statuses = [
            made.send_n_create(performed(), PERFORMED, uid)[0].Status,
            made.send_n_create(performed(), PERFORMED, uid)[0].Status,
            made.send_n_create(performed(PerformedProcedureStepStatus="COMPLETED"), PERFORMED, generate_uid())[
                0
            ].Status,
            made.send_n_create(performed(PerformedProcedureStepStatus=""), PERFORMED, generate_uid())[0].Status,
            made.send_n_set(performed(), PERFORMED, uid)[0].Status,
            made.send_n_set(performed(PerformedProcedureStepStatus="WHO KNOWS"), PERFORMED, uid)[0].Status,
            made.send_n_set(performed(PerformedProcedureStepStatus="COMPLETED"), PERFORMED, uid)[0].Status,
        ]
        refused = made.send_n_set(performed(), PERFORMED, uid)[0]
        # Nobody is there who could tell of a step before this hub's time: it is taken, intake judges
        unknown = made.send_n_set(performed(), PERFORMED, generate_uid())[0].Status
        own_uid = made.send_n_create(performed(), PERFORMED)
    assert statuses == [0, 0x0111, 0x0106, 0x0120, 0, 0x0106, 0]
    assert (refused.Status, refused.ErrorID, unknown) == (0x0110, 0xA710, 0)
    assert own_uid[0].Status == 0
    assert [one.metadata["operation"] for one in hub.practice.kept("mpps")] == ["create", "set", "set", "set", "create"]


# Storage commitment, PS3.4 annex J


def test_the_hub_remembers_the_newest_objects_it_kept() -> None:
    kept = KeptObjects(remembered=2)
    for uid in ("1", "2", "3"):
        kept.add("class", uid)
    assert (kept.has("class", "1"), kept.has("class", "3"), kept.has("other", "3")) == (
        Kept.UNKNOWN, Kept.YES, Kept.OTHER_CLASS,
    )  # fmt: skip


# Query/Retrieve, PS3.4 annex C


def test_nobody_may_query_but_the_device_that_was_allowed_and_a_closed_practice_says_so(
    start_hub: Callable[..., Any],
) -> None:
    hub = start_hub(devices=[device("WS-1", may_query=True)])
    find = StudyRootQueryRetrieveInformationModelFind
    query = Dataset()
    query.QueryRetrieveLevel, query.StudyInstanceUID = "STUDY", ""
    with association(hub.dicom, find, "WS-2") as made:
        assert not made.is_established
    with association(hub.dicom, find, "WS-1") as made:
        assert [status.Status for status, _ in made.send_c_find(query, find)] == [0xA700]
        query.QueryRetrieveLevel = "PATIENT"
        assert [status.Status for status, _ in made.send_c_find(query, find)] == [0xA900]


# TLS, PS3.15 B.12


def run(*command: Any) -> subprocess.CompletedProcess[str]:
    words = [str(word) for word in command]
    return subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.clause("27.1")
@pytest.mark.peer("dcmtk")
@dcmtk
def test_dcmtk_stores_over_tls_and_a_stranger_without_certificate_stays_outside(
    start_hub: Callable[..., Any], tmp_path: Any, expects_log: None
) -> None:
    from pydicom.data import get_testdata_file

    theirs = tmp_path / "theirs"
    theirs.mkdir()
    dicom_tls.make(theirs, ("ct.example",), datetime.now(UTC))
    mine = (theirs / dicom_tls.KEY, theirs / dicom_tls.CERTIFICATE)
    hub = start_hub(dicom_tls_port=0)
    root = hub.practice.folder.root
    port = hub.events[0]["dicom_tls"]
    us = ("-aec", "SHIPAGER", "127.0.0.1", port)
    trusting = ("+cf", root / dicom_tls.CERTIFICATE)
    assert (root / dicom_tls.KEY).stat().st_mode & 0o077 == 0
    for profile in ("--profile-bcp195", "--profile-bcp195-nd"):
        answer = run("storescu", "+tls", *mine, *trusting, profile, *us, get_testdata_file("CT_small.dcm"))
        assert answer.returncode == 0, answer.stdout + answer.stderr
    assert run("echoscu", "+tls", *mine, *trusting, "--profile-aes", *us).returncode != 0  # its suites are retired
    assert run("echoscu", *us).returncode != 0  # in plain words to the secure port
    assert len(hub.practice.kept("dicom")) == 2
    # Only devices whose certificate was handed in
    (tmp_path / "strict").mkdir()
    (tmp_path / "strict" / dicom_tls.TRUSTED).write_bytes((theirs / dicom_tls.CERTIFICATE).read_bytes())
    from tests.devices.conftest import Practice

    strict = start_hub(Practice(tmp_path / "strict", dicom_tls_port=0, dicom_tls_checks_clients=True))
    us = ("-aec", "SHIPAGER", "127.0.0.1", strict.events[0]["dicom_tls"])
    trusting = ("+cf", tmp_path / "strict" / dicom_tls.CERTIFICATE)
    assert run("echoscu", "+tls", *mine, *trusting, *us).returncode == 0
    assert run("echoscu", "+tla", *trusting, *us).returncode != 0


def test_a_stranger_who_does_not_finish_the_handshake_is_dropped(
    start_hub: Callable[..., Any], until: Any, expects_log: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from devices import dicom_scp

    monkeypatch.setattr(dicom_scp, "_ARTIM_SECONDS", 0.3)
    hub = start_hub(dicom_tls_port=0)
    with socket.create_connection(("127.0.0.1", hub.events[0]["dicom_tls"]), 10) as stranger:
        stranger.sendall(b"\x16\x03\x01\x02\x00\x01")
        assert stranger.recv(1) == b""
    until(lambda: hub.hub.status()["connected"]["dicom"] == 0)


# Whatever comes

_values = st.binary(max_size=20)
_elements = st.builds(
    lambda vr, value: Element(vr, value + bytes(len(value) % 2)), st.sampled_from([b"LO", b"PN", b"UI", b"OB"]), _values
)
_data_sets = st.recursive(
    st.dictionaries(st.integers(0x00080000, 0x0040FFFF), _elements, max_size=4),
    lambda inner: st.dictionaries(
        st.integers(0x00080000, 0x0040FFFF),
        st.lists(inner, max_size=3).map(lambda items: Element(b"SQ", items=tuple(items))) | _elements, max_size=4,
    ),
    max_leaves=6,
)  # fmt: skip


@given(_data_sets)
def test_a_data_set_survives_the_wire(data_set: dict[int, Element]) -> None:
    assert read_data_set(write_data_set(data_set, explicit=True), explicit=True) == data_set


@settings(max_examples=300)
@given(st.binary(max_size=200), st.booleans())
def test_any_bytes_are_a_data_set_or_a_fault(noise: bytes, explicit: bool) -> None:
    try:
        told = read_data_set(noise, explicit=explicit)
    except Unreadable:
        return
    list(Query(Sheet(STEPS), told, LETTERS[WorklistLetters.UTF8], "X", explicit=explicit).answers())


@pytest.mark.parametrize("turns", [240, pytest.param(20_000, marks=[pytest.mark.slow, pytest.mark.timeout(900)])])
def test_mutated_conversations_with_the_services_do_no_harm(
    start_hub: Callable[..., Any], scu: Any, expects_log: None, turns: int
) -> None:
    """Valid requests of every service with bytes changed, cut and repeated: the next device is served as ever."""
    hub = start_hub(devices=[device("FUZZ", may_query=True)])
    hub.hub._knowledge.put_steps(STEPS)
    dice = random.Random(turns)
    identifier = write_data_set(
        {0x00080052: Element(b"CS", b"STUDY "), 0x00100010: Element(b"PN", b"*")}, explicit=True
    )
    services = {
        str(WORKLIST): 0x20, str(PERFORMED): 0x140, "1.2.840.10008.1.20.1": 0x130,
        "1.2.840.10008.5.1.4.1.2.2.1": 0x20, "1.2.840.10008.5.1.4.1.2.2.2": 0x21, "1.2.840.10008.5.1.4.1.2.2.3": 0x10,
    }  # fmt: skip
    for turn in range(turns):
        sop_class, field = dice.choice(list(services.items()))
        with scu(hub.dicom) as raw:
            raw.socket.settimeout(5)
            kind, _ = raw.associate({1: (sop_class, [ExplicitVRLittleEndian])}, calling="FUZZ")
            assert kind == 2
            command = bytearray(raw.command(field, sop_class=sop_class.encode()))
            body = bytearray(identifier * dice.choice([1, 1, 3]))
            for target in (command, body):
                for _ in range(dice.choice([0, 1, 3])):
                    target[dice.randrange(len(target))] = dice.randrange(256)
            raw.send(4, raw.pdv(1, 3, bytes(command)))
            raw.send(4, raw.pdv(1, dice.choice([2, 2, 2, 0, 3]), bytes(body[: dice.randrange(len(body) + 1)])))
            raw.socket.shutdown(socket.SHUT_WR)
            while raw.receive()[0]:
                pass
        if turn % (turns // 4) == 0:
            assert len(found(hub.dicom, asked())) == 3
    assert len(found(hub.dicom, asked())) == 3
    assert not [line for line in hub.hub.status()["log"] if line["level"] == "error"]


def commitment_of(*uids: str) -> Dataset:
    asked = Dataset()
    asked.TransactionUID = generate_uid()
    asked.ReferencedSOPSequence = []
    for uid in uids:
        one = Dataset()
        one.ReferencedSOPClassUID, one.ReferencedSOPInstanceUID = CTImageStorage, uid
        asked.ReferencedSOPSequence.append(one)
    return asked


@pytest.mark.clause("15")
def test_a_device_that_cannot_be_called_is_told_when_it_calls_again(hub: Any, scu: Any, until: Any) -> None:
    with scu(hub.dicom) as raw:
        raw.associate({1: (str(CTImageStorage), [ExplicitVRLittleEndian])}, calling="CT-1")
        assert raw.store(b"x", sop_class=str(CTImageStorage).encode(), instance=b"1.2.3.4") == 0
    asked = commitment_of("1.2.3.4")
    with association(hub.dicom, StorageCommitmentPushModel, "CT-1") as made:
        answer = made.send_n_action(asked, 1, StorageCommitmentPushModel, StorageCommitmentPushModelInstance)
        assert answer[0].Status == 0
    # It left at once, and listens nowhere
    reports: list[Dataset] = []

    def hear(event: Any) -> tuple[int, None]:
        reports.append(event.event_information)
        return 0, None

    handlers = [(evt.EVT_N_EVENT_REPORT, hear)]
    with association(hub.dicom, StorageCommitmentPushModel, "CT-1", evt_handlers=handlers):
        until(lambda: reports)
    assert reports[0].TransactionUID == asked.TransactionUID
    assert reports[0].ReferencedSOPSequence[0].ReferencedSOPInstanceUID == "1.2.3.4"


@contextmanager
def program(hub: Any, answer: Callable[[str, dict[str, Any]], Any]) -> Iterator[None]:
    """The unlocked program beside the hub, as far as it answers the hub's questions."""
    handle = HubHandle(hub.practice.folder, lambda _: None, lambda _: None, answer=answer)
    handle.start()
    try:
        yield
    finally:
        handle.close()


@pytest.mark.clause("15")
def test_objects_come_back_in_pieces_and_what_fits_no_context_is_listed(
    start_hub: Callable[..., Any], until: Any
) -> None:
    hub = start_hub(devices=[device("WS-1", may_query=True)])
    body = dcm_bytes(700_000)
    asked_for: list[int] = []

    def answer(what: str, facts: dict[str, Any]) -> Iterator[dict[str, Any]]:
        if what == "get-studies":
            one = {"sop_class": str(CTImageStorage), "syntax": ExplicitVRLittleEndian}
            yield {"instances": [{**one, "instance": 1, "uid": "1.2.1"}, {**one, "instance": 2, "uid": "1.2.2"}]}
            yield {"instances": [{**one, "instance": 3, "uid": "1.2.3", "syntax": "1.2.840.10008.1.2.4.90"}]}
        elif what == "instance-piece":
            asked_for.append(facts["instance"])
            piece = body[facts["offset"] : facts["offset"] + facts["length"]]
            yield {"piece": base64.b64encode(piece).decode(), "last": facts["offset"] + len(piece) == len(body)}

    came: list[bytes] = []

    def keep(event: Any) -> int:
        came.append(event.request.DataSet.getvalue())
        return 0

    get = StudyRootQueryRetrieveInformationModelGet
    query = Dataset()
    query.QueryRetrieveLevel, query.StudyInstanceUID = "STUDY", "1.2"
    ae = AE(ae_title="WS-1")
    ae.maximum_pdu_size = 4096
    ae.add_requested_context(get)
    ae.add_requested_context(CTImageStorage, ExplicitVRLittleEndian)
    with program(hub, answer):
        until(lambda: hub.hub._control._clients)
        made = ae.associate(
            "127.0.0.1", hub.dicom, ae_title="SHIPAGER", ext_neg=[build_role(CTImageStorage, scp_role=True)],
            evt_handlers=[(evt.EVT_C_STORE, keep)],
        )  # fmt: skip
        until(lambda: asked_of(hub, "get-studies"))
        answers = list(CarefulPeer(made).send_c_get(query, get))
        made.release()
    status, failed = answers[-1]
    assert (status.Status, status.NumberOfCompletedSuboperations, status.NumberOfFailedSuboperations) == (0xB000, 2, 1)
    assert failed.FailedSOPInstanceUIDList == "1.2.3"
    assert came == [body, body]
    assert asked_for == [1, 1, 1, 2, 2, 2]


def asked_of(hub: Any, what: str) -> bool:
    """Whether the program beside the hub answers by now."""
    try:
        hub.hub._questions.ask(what, 1)
    except NoAnswer:
        return False
    return True


def dcm_bytes(size: int) -> bytes:
    """A data set with so many bytes of pixels."""
    return write_data_set(
        {0x00080018: Element(b"UI", b"1.2.1\0"), 0x7FE00010: Element(b"OB", bytes(size))}, explicit=True
    )

"""Objects go to other archives as the bytes they were kept as; what a peer does not take is told by name (PS3.4 B)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pydicom import dcmread
from pydicom.data import get_testdata_file
from pydicom.dataset import Dataset
from pydicom.uid import ExplicitVRLittleEndian, JPEG2000Lossless
from pynetdicom import AE, evt
from pynetdicom.sop_class import (
    CTImageStorage,
    MRImageStorage,
    RTPlanStorage,
    StudyRootQueryRetrieveInformationModelFind,
    StudyRootQueryRetrieveInformationModelGet,
    StudyRootQueryRetrieveInformationModelMove,
    Verification,
)

from app import dicom_network, dicom_query, dicom_sending
from app.domain.errors import Refused, WorldError
from db.tables.journal import JournalTable
from db.tables.result import InstanceTable, StudyTable
from devices.dicom_requestor import Node
from journeys.senders import free_ports

LOOPBACK = "127.0.0.1"
SAMPLES = ("CT_small.dcm", "MR_small_jp2klossless.dcm", "rtplan.dcm")


@pytest.fixture
def kept(practice: Any) -> list[dicom_query.Wanted]:
    """Three objects in three transfer syntaxes, in the record."""
    for name in SAMPLES:
        practice.dicom(Path(str(get_testdata_file(name))).read_bytes())
    practice.file()
    found: list[dicom_query.Wanted] = []
    for study in practice.rows(StudyTable):
        found += practice.read(dicom_query.instances, {0x0020000D: study.study_instance_uid})
    assert len(found) == len(practice.rows(InstanceTable)) == 3
    return found


@contextmanager
def archive(status: int = 0) -> Iterator[tuple[Node, dict[str, bytes]]]:
    """Another maker's archive, particular about transfer syntaxes."""
    came: dict[str, bytes] = {}

    def keep(event: Any) -> int:
        came[str(event.request.AffectedSOPInstanceUID)] = event.request.DataSet.getvalue()
        return status

    (port,) = free_ports(1)
    entity = AE(ae_title="ARCHIVE")
    entity.add_supported_context(CTImageStorage, [ExplicitVRLittleEndian])
    entity.add_supported_context(MRImageStorage, [JPEG2000Lossless])
    entity.add_supported_context(RTPlanStorage, [ExplicitVRLittleEndian])  # ours is implicit
    server = entity.start_server((LOOPBACK, port), block=False, evt_handlers=[(evt.EVT_C_STORE, keep)])
    try:
        yield Node(LOOPBACK, port, "ARCHIVE"), came
    finally:
        server.shutdown()


@pytest.mark.clause("15")
def test_each_object_goes_in_its_own_transfer_syntax_or_is_named(practice: Any, kept: list[Any]) -> None:
    with archive() as (there, came):
        outcomes = list(dicom_sending.send(practice.store, there, "SHIPAGER", kept))
    codes = {one.wanted.transfer_syntax_uid: one.code for one in outcomes}
    assert codes == {
        "1.2.840.10008.1.2.1": "sent", "1.2.840.10008.1.2.4.90": "sent", "1.2.840.10008.1.2": "not-accepted",
    }  # fmt: skip
    for name in SAMPLES[:2]:
        source = Path(str(get_testdata_file(name))).read_bytes()
        assert any(source.endswith(body) and len(body) > 1000 for body in came.values())


def test_a_peer_that_refuses_and_one_that_is_not_there(practice: Any, kept: list[Any]) -> None:
    with archive(status=0xA700) as (there, _):
        outcomes = list(dicom_sending.send(practice.store, there, "SHIPAGER", kept))
        assert {(one.code, one.status) for one in outcomes if one.code != "not-accepted"} == {("refused", 0xA700)}
    with pytest.raises(WorldError, match="peer-unreachable"):
        list(dicom_sending.send(practice.store, there, "SHIPAGER", kept))


def test_a_test_practice_sends_to_this_computer_only(practice: Any, kept: list[Any], monkeypatch: Any) -> None:
    from dataclasses import replace

    from app import record

    monkeypatch.setattr(record, "of", lambda session, own=record.of: replace(own(session), is_test=True))
    with pytest.raises(Refused, match="test-practice-real-transport"):
        list(dicom_sending.send(practice.store, Node("192.0.2.7", 104, "X"), "SHIPAGER", kept))


def test_a_retrieval_is_journalled_once_for_each_study(practice: Any, kept: list[Any]) -> None:
    practice.write(dicom_query.note_retrieval, kept, "WS-1")
    rows = practice.rows(JournalTable, action="study.retrieve")
    assert sum(row.after["instances"] for row in rows) == 3
    assert {row.after["to"] for row in rows} == {"WS-1"}


def test_whatever_the_hub_says_the_program_asks_for_the_devices_right(practice: Any) -> None:
    with pytest.raises(Refused, match="no-right"):
        practice.read(lambda session, _: dicom_query.check_allowed(session, "US-1", "10.0.0.5"))
    with pytest.raises(Refused, match="no-right"):
        practice.read(lambda session, _: dicom_query.check_destination(session, "10.0.0.5", 104))


@pytest.fixture
def opened(practice: Any, tmp_path: Path) -> Any:
    """What the use cases of the network need of an open practice."""
    settings = tmp_path / "hub.json"
    settings.write_text(json.dumps({"public_key": "00" * 32, "key_version": 1, "ae_title": "SHIPAGER"}))
    return SimpleNamespace(
        actor=practice.doctor, store=practice.store, folder=SimpleNamespace(hub_settings=settings, root=tmp_path),
        services=SimpleNamespace(writer=practice.hub), read=practice.read, write=practice.write,
    )  # fmt: skip


@contextmanager
def other_archive(objects: list[Any], *, gives: bool) -> Iterator[tuple[Node, list[str]]]:
    """An archive that answers C-GET itself, or only moves to a receiver by its name."""
    moved: list[str] = []

    def get(event: Any) -> Iterator[Any]:
        yield len(objects)
        for one in objects:
            yield 0xFF00, one

    def move(event: Any) -> Iterator[Any]:
        moved.append(event.move_destination)
        yield None, None

    def find(event: Any) -> Iterator[Any]:
        for one in objects[:1]:
            found = Dataset()
            found.StudyInstanceUID, found.PatientName = one.StudyInstanceUID, one.PatientName
            found.ModalitiesInStudy = ["CT", "SR"]
            yield 0xFF00, found

    (port,) = free_ports(1)
    entity = AE(ae_title="ARCHIVE")
    entity.add_supported_context(Verification)
    entity.add_supported_context(StudyRootQueryRetrieveInformationModelFind)
    entity.add_supported_context(StudyRootQueryRetrieveInformationModelMove)
    if gives:
        entity.add_supported_context(StudyRootQueryRetrieveInformationModelGet)
        entity.add_supported_context(CTImageStorage, scu_role=True, scp_role=True)
    handlers = [(evt.EVT_C_GET, get), (evt.EVT_C_MOVE, move), (evt.EVT_C_FIND, find)]
    server = entity.start_server((LOOPBACK, port), block=False, evt_handlers=handlers)
    try:
        yield Node(LOOPBACK, port, "ARCHIVE"), moved
    finally:
        server.shutdown()


@pytest.mark.clause("15")
def test_a_study_of_another_archive_is_found_and_comes_as_any_received_object(practice: Any, opened: Any) -> None:
    one = dcmread(str(get_testdata_file("CT_small.dcm")))
    with other_archive([one], gives=True) as (there, _):
        dicom_network.echo(opened, there)
        (found,) = dicom_network.query(opened, there, {"patient_id": "1CT1"})
        assert (found.study_instance_uid, found.modalities) == (one.StudyInstanceUID, "CT\\SR")
        assert dicom_network.fetch(opened, there, found.study_instance_uid) == 1
    practice.file()
    (instance,) = practice.rows(InstanceTable)
    assert instance.sop_instance_uid == one.SOPInstanceUID
    assert practice.rows(JournalTable, action="study.fetch")[0].after["instances"] == 1


def test_an_archive_without_get_is_asked_to_move_to_us(opened: Any) -> None:
    with other_archive([], gives=False) as (there, moved), pytest.raises(WorldError, match="peer-refused"):
        dicom_network.fetch(opened, there, "1.2.3")  # it knows no receiver of our name
    assert moved == ["SHIPAGER"]


@pytest.mark.parametrize("place", ["", "host", "host:104", "host:0:AE", "host:99999:AE", "host:104:" + "A" * 17])
def test_a_place_that_is_none_is_refused(place: str) -> None:
    with pytest.raises(Refused, match="dicom-place"):
        dicom_network.place(place)

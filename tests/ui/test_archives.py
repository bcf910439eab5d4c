"""Studies go to another archive and come from one by keyboard, with a real peer; what is not taken is said in words."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from pydicom.dataset import Dataset
from pydicom.uid import ExplicitVRLittleEndian
from pynetdicom import AE, evt
from pynetdicom.sop_class import (
    CTImageStorage,
    StudyRootQueryRetrieveInformationModelFind,
    StudyRootQueryRetrieveInformationModelGet,
    UltrasoundImageStorage,
)
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app import device_settings, dicom_network, moving, results
from app.card import read_card
from app.domain.clock import FixedClock
from app.domain.device import Transport
from app.domain.device_settings import DeviceSettings
from app.domain.errors import Refused, WorldError
from app.domain.patient import Patient, TimelineKind
from app.stand_ins import device_objects
from app.stand_ins.device_objects import Sitter
from db.tables.journal import JournalTable
from journeys.senders import free_ports
from ui.archives.find_sheet import FindStudySheet
from ui.archives.send_sheet import SendStudySheet
from ui.context import Context
from ui.devices.device_page import DevicePage
from ui.moving import steps
from ui.moving.steps import Filed

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

LOOPBACK = "127.0.0.1"
Settled = Callable[[], None]
Texts = Callable[[QWidget], list[str]]
pytestmark = [pytest.mark.clause("15"), pytest.mark.usefixtures("local_hub")]


@contextmanager
def storage(*kinds: str, status: int = 0, gate: threading.Event | None = None) -> Iterator[tuple[int, list[str]]]:
    """Another maker's archive that takes these kinds."""
    came: list[str] = []

    def keep(event: Any) -> int:
        came.append(str(event.request.AffectedSOPInstanceUID))
        if gate is not None:
            gate.wait(10)
        return status

    (port,) = free_ports(1)
    entity = AE(ae_title="ARCHIVE")
    for kind in kinds:
        entity.add_supported_context(kind, [ExplicitVRLittleEndian])
    server = entity.start_server((LOOPBACK, port), block=False, evt_handlers=[(evt.EVT_C_STORE, keep)])
    try:
        yield port, came
    finally:
        server.shutdown()


def known(work: Context, port: int) -> int:
    settings = DeviceSettings(is_archive=True, answers_port=port)
    made = work.practice.write(
        device_settings.add, Transport.DICOM, "PACS", settings, calling="ARCHIVE", peer=LOOPBACK
    )  # fmt: skip
    return made.device_id


@pytest.fixture
def study(work: Context, asel: Patient, sitter: Sitter, arrivals: Any, clock: FixedClock) -> Filed:
    arrivals.image(device_objects.ultrasound(sitter, clock.now(), frames=1, size=32))
    timeline = work.practice.read(read_card, asel.patient_id).timeline
    found = next(one for one in timeline if one.kind is TimelineKind.STUDY)
    return Filed("study", found.object_id, asel.patient_id, found.title)


def opened(qtbot: QtBot, work: Context, filed: Filed, settled: Settled) -> Any:
    asker = QWidget()
    qtbot.addWidget(asker)
    asker.show()
    menu = steps.menu_for(work, asker, filed, lambda: None)
    next(one for one in menu.actions() if one.text() == "Отправить в архив…").trigger()
    settled()
    sheet = asker.findChild(SendStudySheet)
    assert sheet is not None
    return sheet


def sent(qtbot: QtBot, sheet: Any, pressed: Callable[..., None], settled: Settled) -> None:
    pressed(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(sheet.outcome.isVisible, timeout=10_000)
    settled()


def test_a_study_of_the_card_is_sent_whole(
    qtbot: QtBot, work: Context, study: Filed, settled: Settled, pressed: Callable[..., None], texts: Texts
) -> None:
    with storage(UltrasoundImageStorage) as (port, came):
        known(work, port)
        sheet = opened(qtbot, work, study, settled)
        told = " ".join(texts(sheet))
        assert "Құсайынова Әсел" in told
        assert "850615" in told.replace(" ", ""), "two identifiers"
        sent(qtbot, sheet, pressed, settled)
        assert len(came) == 1
    assert sheet.outcome.text() == "Отправлен 1 объект, исследование целиком: PACS"
    assert _journalled(work) == [f"ARCHIVE {LOOPBACK}:{port}"]


def test_what_the_archive_does_not_take_is_named_with_its_reason(
    qtbot: QtBot, work: Context, study: Filed, settled: Settled, pressed: Callable[..., None]
) -> None:
    with storage(CTImageStorage) as (port, came):
        known(work, port)
        sheet = opened(qtbot, work, study, settled)
        sent(qtbot, sheet, pressed, settled)
    assert came == []
    assert "0 из 1" in sheet.outcome.text()
    assert "архив не принимает этот вид" in sheet.failures.text()


def test_a_status_of_the_archive_and_an_archive_that_is_away(
    qtbot: QtBot, work: Context, study: Filed, settled: Settled, pressed: Callable[..., None]
) -> None:
    with storage(UltrasoundImageStorage, status=0xA700) as (port, _):
        known(work, port)
        sheet = opened(qtbot, work, study, settled)
        sent(qtbot, sheet, pressed, settled)
        assert "A700" in sheet.failures.text()
    sheet.send_it.click()
    qtbot.waitUntil(lambda: "По этому адр" in sheet.outcome.text(), timeout=10_000)
    settled()


def test_without_an_archive_it_is_said_what_to_do(qtbot: QtBot, work: Context, study: Filed, settled: Settled) -> None:
    sheet = opened(qtbot, work, study, settled)
    assert sheet.nowhere.isVisible()
    with qtbot.waitSignal(work.navigation.wanted) as wanted:
        sheet.to_devices.click()
    assert wanted.args[0] == "devices"


@contextmanager
def holding(objects: list[Dataset], asked: list[Dataset]) -> Iterator[int]:
    """An archive that is searched and gives (C-FIND, C-GET)."""

    def find(event: Any) -> Iterator[Any]:
        asked.append(event.identifier)
        for one in objects:
            told = Dataset()
            told.SpecificCharacterSet = "ISO_IR 192"
            told.StudyInstanceUID, told.PatientName, told.PatientID = one.StudyInstanceUID, one.PatientName, "77"
            told.StudyDate, told.ModalitiesInStudy = "20261012", "US"
            yield 0xFF00, told

    def give(event: Any) -> Iterator[Any]:
        yield len(objects)
        for one in objects:
            yield 0xFF00, one

    (port,) = free_ports(1)
    entity = AE(ae_title="ARCHIVE")
    entity.add_supported_context(StudyRootQueryRetrieveInformationModelFind)
    entity.add_supported_context(StudyRootQueryRetrieveInformationModelGet)
    entity.add_supported_context(UltrasoundImageStorage, [ExplicitVRLittleEndian], scu_role=True, scp_role=True)
    handlers = [(evt.EVT_C_FIND, find), (evt.EVT_C_GET, give)]
    server = entity.start_server((LOOPBACK, port), block=False, evt_handlers=handlers)
    try:
        yield port
    finally:
        server.shutdown()


def finding(qtbot: QtBot, work: Context, device_id: int, settled: Settled) -> Any:
    page = DevicePage(work)
    qtbot.addWidget(page)
    page.show()
    page.show_subject(device_id)
    settled()
    page.wire.listener.stop()
    assert page.find_button.isVisible()
    page.find_button.click()
    settled()
    sheet = page.findChild(FindStudySheet)
    assert sheet is not None
    return sheet


def test_a_study_is_found_and_fetched_by_keyboard_and_arrives_as_any_other(
    qtbot: QtBot, work: Context, asel: Patient, sitter: Sitter, arrivals: Any, clock: FixedClock, settled: Settled,
    typed: Callable[[QWidget, str], None], pressed: Callable[..., None],
) -> None:  # fmt: skip
    asked: list[Dataset] = []
    image = device_objects.ultrasound(sitter, clock.now(), frames=1, size=32)
    with holding([image], asked) as port:
        sheet = finding(qtbot, work, known(work, port), settled)
        pressed(sheet.number, Qt.Key.Key_Return)
        assert asked == [], "not every study of the archive"
        typed(sheet.name, "Құсайынова Әсел")
        pressed(sheet.name, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: len(sheet.model.rows) == 1, timeout=10_000)
        settled()
        assert str(asked[0].PatientName) == "Құсайынова^Әсел*"
        assert sheet.model.index(0, 2).data() == "12.10.2026"
        pressed(sheet.table, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: "Пришёл 1 объект" in sheet.outcome.text(), timeout=10_000)
        settled()
    arrivals.file()
    timeline = work.practice.read(read_card, asel.patient_id).timeline
    assert [one.kind for one in timeline] == [TimelineKind.STUDY], "matched by the usual rules"


def test_nothing_found_and_an_archive_that_is_away_are_said(
    qtbot: QtBot, work: Context, settled: Settled, typed: Callable[[QWidget, str], None]
) -> None:
    with holding([], []) as port:
        sheet = finding(qtbot, work, known(work, port), settled)
        typed(sheet.number, "850615400125")
        sheet.search()
        qtbot.waitUntil(lambda: sheet.outcome.text() == "Там ничего не найдено.", timeout=10_000)
        settled()
    sheet.search()
    qtbot.waitUntil(lambda: "По этому адр" in sheet.outcome.text(), timeout=10_000)
    settled()


def test_an_archive_that_breaks_off_at_the_question_wants_to_know_us(work: Context) -> None:
    def find(event: Any) -> Iterator[Any]:
        event.assoc.abort()
        yield 0xFE00, None

    (port,) = free_ports(1)
    entity = AE(ae_title="ARCHIVE")
    entity.add_supported_context(StudyRootQueryRetrieveInformationModelFind)
    server = entity.start_server((LOOPBACK, port), block=False, evt_handlers=[(evt.EVT_C_FIND, find)])
    try:
        node = dicom_network.node_of(work.practice, dicom_network.Archive(1, "PACS", "ARCHIVE", LOOPBACK, port))
        with pytest.raises(WorldError, match="peer-rejected"):
            dicom_network.query(work.practice, node, {"patient_id": "77"})
    finally:
        server.shutdown()


def _images(sitter: Sitter, clock: FixedClock, count: int) -> list[Dataset]:
    """Images of one study."""
    made = [device_objects.ultrasound(sitter, clock.now(), frames=1, size=32) for _ in range(count)]
    for number, one in enumerate(made):
        one.StudyInstanceUID, one.SeriesInstanceUID = made[0].StudyInstanceUID, made[0].SeriesInstanceUID
        one.SOPInstanceUID = one.file_meta.MediaStorageSOPInstanceUID = f"1.2.3.4.{number + 1}"
    return made


def test_of_a_split_study_only_what_stands_in_this_card_leaves(
    qtbot: QtBot, work: Context, asel: Patient, sitter: Sitter, arrivals: Any, clock: FixedClock, settled: Settled,
    pressed: Callable[..., None],
) -> None:  # fmt: skip
    for one in _images(sitter, clock, 3):
        arrivals.image(one)
    (entry,) = work.practice.read(read_card, asel.patient_id).timeline
    whole = work.practice.read(results.study, entry.object_id)
    others = next(one for one in whole.instances if one.sop_instance_uid == "1.2.3.4.2")
    work.practice.write(moving.split, whole.study_id, (others.instance_id,), None, "")
    with storage(UltrasoundImageStorage) as (port, came):
        known(work, port)
        sheet = opened(qtbot, work, Filed("study", entry.object_id, asel.patient_id, entry.title), settled)
        sent(qtbot, sheet, pressed, settled)
        assert sorted(came) == ["1.2.3.4.1", "1.2.3.4.3"]
        assert sheet.outcome.text().startswith("Отправлено 2 объекта, исследование целиком")
        there = dicom_network.place(f"127.0.0.1:{port}:ARCHIVE")
        uid = whole.study_instance_uid
        with pytest.raises(Refused, match="study-of-several"):
            list(dicom_network.send_study(work.practice, uid, there))
        sent_again = list(dicom_network.send_study(work.practice, uid, there, patient_id=asel.patient_id))
    assert sorted(one.wanted.sop_instance_uid for one in sent_again) == ["1.2.3.4.1", "1.2.3.4.3"]


def test_esc_stops_sending_and_says_what_went(
    qtbot: QtBot, work: Context, asel: Patient, sitter: Sitter, arrivals: Any, clock: FixedClock, settled: Settled,
    pressed: Callable[..., None],
) -> None:  # fmt: skip
    for one in _images(sitter, clock, 3):
        arrivals.image(one)
    (entry,) = work.practice.read(read_card, asel.patient_id).timeline
    gate = threading.Event()
    with storage(UltrasoundImageStorage, gate=gate) as (port, came):
        known(work, port)
        sheet = opened(qtbot, work, Filed("study", entry.object_id, asel.patient_id, entry.title), settled)
        pressed(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: len(came) == 1, timeout=10_000)
        pressed(sheet, Qt.Key.Key_Escape)
        assert sheet.isVisible(), "it stops first, and tells"
        gate.set()
        qtbot.waitUntil(sheet.outcome.isVisible, timeout=10_000)
        settled()
        assert len(came) == 1
    assert sheet.outcome.text() == "Отправлено в PACS: 1 из 3. Остановлено; то, что ушло, там и останется."


def test_a_fetch_that_is_stopped_keeps_what_came_and_is_journalled(
    work: Context, asel: Patient, sitter: Sitter, arrivals: Any, clock: FixedClock
) -> None:
    came: list[int] = []
    images = _images(sitter, clock, 4)
    with holding(images, []) as port:
        archive = dicom_network.Archive(1, "PACS", "ARCHIVE", LOOPBACK, port)
        node = dicom_network.node_of(work.practice, archive)
        uid = str(images[0].StudyInstanceUID)
        assert dicom_network.fetch(work.practice, node, uid, came.append, enough=lambda: len(came) == 2) == 2
    arrivals.file()
    (entry,) = work.practice.read(read_card, asel.patient_id).timeline
    assert len(work.practice.read(results.study, entry.object_id).instances) == 2
    assert [row["instances"] for row in _rows(work, "study.fetch")] == [2]


def test_an_archive_that_answers_without_end_is_left(
    work: Context, sitter: Sitter, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dicom_network, "MOST_FOUND", 2)
    with holding(_images(sitter, clock, 5), []) as port:
        archive = dicom_network.Archive(1, "PACS", "ARCHIVE", LOOPBACK, port)
        node = dicom_network.node_of(work.practice, archive)
        assert len(dicom_network.query(work.practice, node, {"patient_id": "77"})) == 2


def _journalled(work: Context) -> list[str]:
    return [row["to"] for row in _rows(work, "study.retrieve")]


def _rows(work: Context, action: str) -> list[dict[str, Any]]:
    with work.practice.store.reading() as session:
        return [row.after or {} for row in session.query(JournalTable).filter(JournalTable.action == action)]

"""Scenes of what comes by hand and by files: a typed reading, a table with its columns, an ECG and a picture."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from app import readings, results
from app.domain.appointment import AppointmentState
from app.domain.observation import ResultSource
from app.importing import Imported, Left
from app.stand_ins import ecg_files, result_files
from app.stand_ins.device_objects import Sitter
from ui.card.import_sheet import ImportSheet
from ui.card.reading_line import ReadingLine
from ui.day.screen import DayScreen
from ui.gallery import Scene, Stage
from ui.results.screen import ResultScreen

_SURNAME = "Құсайынова"
_DECODED_MS = 900


def reading_line(stage: Stage) -> None:
    """A line with an odd pressure that is asked for."""
    line = _card(stage).findChild(ReadingLine)
    assert isinstance(line, ReadingLine)
    line.open_line()
    kazakh = stage.look.language == "kk"
    line.field.setText("250/80 72 қант 5,6 ашқарынға кеше 8:00" if kazakh else "250/80 72 сахар 5,6 натощак вчера 8:00")
    line.keep()
    stage.settle(200)


def card_to_device(stage: Stage) -> None:
    """A spirometer's program takes requests: the card has a button for it, beside all the others."""
    from app import device_settings, devices
    from app.domain.device import Transport
    from app.domain.device_settings import DeviceSettings, Link, LinkKind
    from app.signed_documents import documents as signed_documents

    link = Link(kind=LinkKind.FOLDER, folder="D:\\Spiro\\out", answers_folder="D:\\Spiro\\in")
    known = [one for one in stage.practice.read(devices.listed) if one.transport is Transport.FOLDER]
    if not known:
        stage.practice.write(device_settings.add, Transport.FOLDER, "Spirolab", DeviceSettings(link=link))
    stage.open_frame("card", stage.practice.read(signed_documents)[0].patient_id)
    stage.settle(_DECODED_MS)


def device_page_folder(stage: Stage) -> None:
    """The page of a device that leaves files: pattern, format, requests, and whether the files stay."""
    from app import device_settings, devices
    from app.domain.device import Transport
    from app.domain.device_settings import DeviceSettings, Link, LinkKind

    link = Link(kind=LinkKind.FOLDER, folder="D:\\Dental\\out", pattern="{iin}_{surname}_*.jpg;*", leaves_files=True)
    known = [one for one in stage.practice.read(devices.listed) if one.peer == link.folder]
    if not known:
        known = [stage.practice.write(device_settings.add, Transport.FOLDER, "Vatech", DeviceSettings(link=link))]
    stage.open_frame("device", known[0].device_id)
    stage.settle(_DECODED_MS)


def import_table(stage: Stage) -> None:
    """A pressure monitor's table, understood by its headings."""
    frame = _card(stage)
    now = stage.practice.clock.now()
    rows = [(now - timedelta(days=day), 128 + day, 82, 70) for day in range(6)]
    _look_at(frame, stage, "tonometer.csv", result_files.pressure_csv(rows))


def import_unknown(stage: Stage) -> None:
    """A table whose headings nobody understands: columns are chosen by hand."""
    content = b"Zeit;Wert A;Wert B\n23.11.2026 08:00;131;85\n"
    _look_at(_card(stage), stage, "export.csv", content)


def result_ecg_file(stage: Stage) -> None:
    _open_file(stage, "ecg.scp", ecg_files.scp_ecg)


def result_picture_file(stage: Stage) -> None:
    _open_file(stage, "OPG.png", lambda _sitter, _now: result_files.picture("PNG", size=600))


def _heroine(stage: Stage) -> Any:
    from app import patients

    return stage.practice.read(patients.find, _SURNAME)[0]


def _card(stage: Stage) -> Any:
    frame = stage.open_frame("card", _heroine(stage).patient_id)
    stage.settle(_DECODED_MS)
    return frame


def _look_at(frame: Any, stage: Stage, name: str, content: bytes) -> None:
    from app import patients, reading_files

    patient = stage.practice.read(patients.get, _heroine(stage).patient_id)
    sheet = ImportSheet(frame.context, patient, frame.window())
    sheet.open()
    sheet.show_file(name, content, reading_files.preview(name, content))
    stage.settle(300)


def device_at_work(stage: Stage) -> None:
    """The day while a device says that it examines somebody."""
    from app import appointments
    from app.domain.clock import local

    today = local(stage.practice.clock.now()).date()
    booked = stage.practice.read(appointments.day, today)
    device = next((one for one in booked if one.modality), booked[0])
    frame = stage.open_frame("day")
    stage.settle(300)
    screen = frame.findChild(DayScreen)
    assert isinstance(screen, DayScreen)
    told = replace(device, device_state="IN PROGRESS", device="US-1", state=AppointmentState.IN_ROOM)
    screen.take_day(tuple(told if one.appointment_id == device.appointment_id else one for one in booked))
    screen.grid.put_cursor_on(told.appointment_id)
    stage.settle(200)


def bring_files(stage: Stage) -> None:
    """A disc that the patient brought, dropped on the card, and what came of it."""
    from app import patients
    from ui.bringing.sheet import BringSheet

    frame = _card(stage)
    patient = stage.practice.read(patients.get, _heroine(stage).patient_id)
    sheet = BringSheet(frame.context, frame.window(), patient)
    sheet.start([Path("/media/DICOM"), Path("DICOMDIR")])
    sheet.reason.setText("Пациент әкелген диск")
    sheet.show_result(Imported(214, 206, 0, 8, 0, 0, 0, 3, (Left("viewer.cfg", "file-unknown"),)))
    stage.settle(300)


def _open_file(stage: Stage, name: str, made: Any) -> None:
    """A file in the card of the heroine, opened; it is taken back when the picture is made."""
    from app import patients

    patient = stage.practice.read(patients.get, _heroine(stage).patient_id)
    content = made(Sitter.of(patient), stage.practice.clock.now())
    with _forgiving():
        stage.practice.write(
            readings.import_file, patient.patient_id, name, content, source=ResultSource.PATIENT_DEVICE
        )
    card = stage.practice.read(_read_card, patient.patient_id)
    wanted = "application/x-scp-ecg" if name.endswith(".scp") else "image/png"
    for entry in card.timeline:
        if entry.kind.value != "report":
            continue
        report = stage.practice.read(results.report, entry.object_id)
        if any(one.media_type == wanted for one in report.observations):
            frame = stage.open_frame("result", entry.object_id)
            stage.settle(_DECODED_MS)
            screen = frame.findChild(ResultScreen)
            assert isinstance(screen, ResultScreen)
            if len(report.observations) > 1:  # a result of one document opens it by itself
                screen.open_document()
            stage.settle(_DECODED_MS)
            return


def _read_card(session: Any, actor: Any, patient_id: int) -> Any:
    from app.card import read_card

    return read_card(session, actor, patient_id)


def _forgiving() -> Any:
    """The file of an earlier picture is there already."""
    import contextlib

    from app.domain.errors import Conflict

    return contextlib.suppress(Conflict)


FILE_SCENES: dict[str, Scene] = {
    "reading_line": reading_line,
    "card_to_device": card_to_device,
    "device_page_folder": device_page_folder,
    "import_table": import_table,
    "import_unknown": import_unknown,
    "bring_files": bring_files,
    "device_at_work": device_at_work,
    "result_ecg_file": result_ecg_file,
    "result_picture_file": result_picture_file,
}

"""Scenes of the daily work, on the demonstration practice: its heroine is the first patient, the morning is busy."""

from __future__ import annotations

import socket
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PySide6.QtWidgets import QApplication

from app import accounts, appointments, device_sending, device_settings, laboratory, orders, patients, visits
from app import to_sign as to_sign_list
from app.card import read_card
from app.domain.appointment import AppointmentDraft
from app.domain.clock import local
from app.domain.device import Transport
from app.domain.device_message import MessageState
from app.domain.device_settings import DeviceSettings
from app.domain.order import OrderDraft, OrderKind, OrderState
from app.domain.patient import PatientCard, TimelineKind
from app.domain.scheduled import OrderedTest
from app.domain.visit import TEXTS, Caret, Diagnosis, VisitNote
from app.signed_documents import documents as signed_documents
from app.takeaway.taking import take_away
from app.templates import list_templates
from app.to_sign import WaitingKind
from ui.day.booking import BookingSheet, BookingWish
from ui.day.screen import DayScreen
from ui.devices.receiver_sheet import ReceiverSheet
from ui.devices.screen import DevicesScreen
from ui.documents.document import DocumentScreen
from ui.gallery import Scene, Stage
from ui.gallery_devices import DEVICE_SCENES
from ui.gallery_inbox import INBOX_SCENES
from ui.inbox.screen import InboxScreen
from ui.orders.sheet import OrderSheet
from ui.orders.stuck_sheet import StuckSheet
from ui.patients.form import PatientForm
from ui.patients.screen import PatientsScreen
from ui.sign.acts import Withdraw
from ui.sign.batch_sheet import BatchSheet
from ui.sign.sheet import SignSheet
from ui.sign.to_sign import ToSignScreen
from ui.theme import focus_by_keyboard
from ui.viewer.screen import ViewerScreen
from ui.visit.editor import VisitEditor

_SURNAME = "Құсайынова"
_DECODED_MS = 1200  # the decoder child starts anew with every picture of the gallery


def day(stage: Stage) -> None:
    screen = _screen(stage, "day", DayScreen)
    today = local(stage.practice.clock.now()).date()
    found = stage.practice.read(appointments.day, today)
    if found:
        screen.grid.put_cursor_on(found[0].appointment_id)


def day_moving(stage: Stage) -> None:
    screen = _screen(stage, "day", DayScreen)
    today = local(stage.practice.clock.now()).date()
    booked = [one for one in stage.practice.read(appointments.day, today) if one.state == "booked"]
    screen.begin_move(booked[0])
    screen.show_day(today + timedelta(days=1))


def booking(stage: Stage) -> None:
    screen = _screen(stage, "day", DayScreen)
    people = stage.practice.read(accounts.accounts)
    sheet = BookingSheet(_context(stage), people, BookingWish(), screen.window())
    sheet.open()
    stage.settle()
    sheet.chooser.choose(stage.practice.read(patients.find, _SURNAME)[0])


def booking_emergency(stage: Stage) -> None:
    screen = _screen(stage, "day", DayScreen)
    people = stage.practice.read(accounts.accounts)
    sheet = BookingSheet(_context(stage), people, BookingWish(is_emergency=True), screen.window())
    sheet.open()
    sheet.book()


def patients_list(stage: Stage) -> None:
    _screen(stage, "patients", PatientsScreen)


def patients_nobody(stage: Stage) -> None:
    screen = _screen(stage, "patients", PatientsScreen)
    screen.search_field.setText("йцукен")
    stage.settle()


def patient_form(stage: Stage) -> None:
    screen = _screen(stage, "patients", PatientsScreen)
    form = PatientForm(_context(stage), screen.window())
    form.open()
    form.editor("surname").setProperty("text", "Кусаинова")
    form.editor("given").setProperty("text", "Асель")
    number: Any = form.editor("iin")
    number.set_digits("850615400125")
    stage.settle(300)


def card(stage: Stage) -> None:
    stage.open_frame("card", _heroine(stage).patient.patient_id)
    stage.settle(_DECODED_MS)


def card_signed(stage: Stage) -> None:
    stage.open_frame("card", _with_document(stage))
    stage.settle(_DECODED_MS)


def visit(stage: Stage) -> None:
    found = _card(stage, _with_document(stage))
    over = next(one for one in found.timeline if one.kind is TimelineKind.VISIT)
    stage.open_frame("visit", over.object_id)


def prescription(stage: Stage) -> None:
    """A line is written, and its medicine meets a recorded allergy."""
    editor = _editor(stage)
    editor.put_away()  # a picture leaves nothing in the record
    kazakh = stage.look.language == "kk"
    written = ("Бензилпенициллин", "ерітінді" if kazakh else "раствор", "1 000 000 ЕД")
    for name, text in zip(("medicine", "form", "dose"), written, strict=True):
        editor.prescription.fields.field(name).setText(text)
    editor.prescription.begin()
    editor.prescription.edit(2)
    focus_by_keyboard(editor.prescription.fields.field("frequency"))


def templates(stage: Stage) -> None:
    _editor(stage).template_wanted.emit()
    stage.settle(200)


def template_gaps(stage: Stage) -> None:
    """A shipped template, just inserted into an empty note."""
    editor = _editor(stage)
    editor.put_away()  # a picture leaves nothing in the record
    for name in TEXTS:
        editor.text_field(name).put("")
    language = stage.look.language
    found = stage.practice.read(list_templates, language)
    editor.insert_template(next(one for one in found if one.specialty == "ultrasound" and one.language == language))


def template_save(stage: Stage) -> None:
    frame = stage.open_frame("card", _heroine(stage).patient.patient_id)
    stage.settle(_DECODED_MS)
    frame.context.commands.run("visit.template-save")


def sign_elsewhere(stage: Stage) -> None:
    sign(stage)
    sheet = next(one for one in QApplication.topLevelWidgets() if isinstance(one, SignSheet) and one.isVisible())
    sheet.keys.choose("imported")
    stage.settle()


def sign(stage: Stage) -> None:
    heroine = _heroine(stage)
    frame = stage.open_frame("card", heroine.patient.patient_id)
    assert heroine.open_visit_id is not None
    draft = stage.practice.read(visits.get_visit, heroine.open_visit_id)
    sheet = SignSheet(frame.context, draft, heroine.patient, frame.window())
    sheet.open()
    stage.settle(_DECODED_MS)


def to_sign(stage: Stage) -> None:
    """Finished visits that wait, all of them chosen; two are still being written."""
    screen = _to_sign(stage)
    screen.choose_all()
    waiting = [one.kind for one in screen.lines]
    screen.table.choose(waiting.index(WaitingKind.VISIT))
    stage.settle(_DECODED_MS)


def to_sign_empty(stage: Stage) -> None:
    """Before anything waits."""
    _screen(stage, "to-sign", ToSignScreen)._take(())


def visit_to_sign(stage: Stage) -> None:
    """A finished visit that waits: it is signed or taken back here."""
    waiting = next(one for one in _to_sign(stage).lines if one.kind is WaitingKind.VISIT)
    _context(stage).navigation.go("visit", waiting.object_id)
    stage.settle(200)


def _to_sign(stage: Stage) -> ToSignScreen:
    """The list with three finished visits and one with gaps."""
    heroine = _heroine(stage)
    people = [one for one in stage.practice.read(patients.recent, 6) if one.patient_id != heroine.patient.patient_id]
    note = VisitNote("Жөтел", "", "Жағдайы жақсы", diagnoses=(Diagnosis("J06.9", "ЖРВИ"),), plan="Жылы сусын")
    if not any(one.kind is WaitingKind.VISIT for one in stage.practice.read(to_sign_list.to_sign)):
        evening = local(stage.practice.clock.now()).replace(hour=20, minute=0, second=0, microsecond=0)
        for number, one in enumerate(people[:4]):
            booked = AppointmentDraft(one.patient_id, evening + timedelta(minutes=30 * number))
            stage.practice.write(appointments.book, booked)
            begun = stage.practice.write(visits.start_visit, one.patient_id)
            written = note if number < 3 else VisitNote("Жөтел")
            stage.practice.write(visits.save_draft, begun.visit_id, written, Caret())
            if number < 3:
                to_sign_list.finish_without_key(stage.practice.store, stage.practice.actor, begun.visit_id)
    screen = _screen(stage, "to-sign", ToSignScreen)
    assert isinstance(screen, ToSignScreen)
    screen.reload()
    stage.settle(200)
    return screen


def to_sign_draft(stage: Stage) -> None:
    """A visit that is still being written, with what is missing."""
    screen = _to_sign(stage)
    lacking = [bool(one.missing) for one in screen.lines]
    screen.table.choose(lacking.index(True))
    stage.settle()


def sign_missing(stage: Stage) -> None:
    """Something is missing: each thing leads to its field."""
    screen = _to_sign(stage)
    one = next(one for one in screen.lines if one.missing)
    lacking = stage.practice.read(visits.get_visit, one.object_id)
    sheet = SignSheet(_context(stage), lacking, _card(stage, one.patient_id).patient, screen.window())
    sheet.open()
    stage.settle(200)


def to_sign_key(stage: Stage) -> None:
    """One password for several documents."""
    screen = _to_sign(stage)
    sheet = BatchSheet(_context(stage), 3, screen.window())
    sheet.open()
    stage.settle(200)


def inbox(stage: Stage) -> None:
    _screen(stage, "inbox", InboxScreen)
    stage.settle(200)


def order_tests(stage: Stage) -> None:
    """Orders in several states below, a panel and one test chosen above."""
    patient = _heroine(stage).patient
    if not stage.practice.read(laboratory.of_patient, patient.patient_id):
        _place_orders(stage, patient.patient_id)
    frame = stage.open_frame("card", patient.patient_id)
    sheet = OrderSheet(_context(stage), patient, frame)
    sheet.open()
    stage.settle()
    sheet.toggle_panel("cbc")
    sheet.table.choose(17)
    sheet.toggle_current()
    sheet.specimen.setText("104418")


def orders_stuck(stage: Stage) -> None:
    """One that the laboratory refused."""
    practice = stage.practice
    if not practice.read(laboratory.stuck):
        patient_id = _heroine(stage).patient.patient_id
        if not practice.read(laboratory.of_patient, patient_id):
            _place_orders(stage, patient_id)
        while (claimed := practice.write(device_sending.claim)) is not None:
            refused = device_sending.Outcome(MessageState.REFUSED, "AE", "unknown test 3091-6")
            practice.write(device_sending.settle, claimed.message_id, refused, 0.5)
    frame = stage.open_frame("day")
    sheet = StuckSheet(_context(stage), frame)
    sheet.open()
    stage.settle()


def _place_orders(stage: Stage, patient_id: int) -> None:
    practice = stage.practice
    settings = DeviceSettings(sends_orders=True, answers_port=5100)
    device = practice.write(device_settings.add, Transport.HL7, "Mindray BS-240", settings, peer="192.168.0.44")
    names = {one.code: one.name("ru") for one in laboratory.tests()}
    chemistry = ("2345-7", "2160-0", "3091-6", "2093-3", "2571-8")
    for tube, codes, state in (
        ("104412", ("6690-2", "718-7"), OrderState.COMPLETED),
        ("104416", ("718-7",), OrderState.CANCELLED),
        ("104417", chemistry, OrderState.ORDERED),
    ):
        draft = OrderDraft(
            patient_id, OrderKind.LABORATORY, practice.clock.now(), specimen_id=tube, device_id=device.device_id,
            tests=tuple(OrderedTest(code, names[code]) for code in codes),
        )  # fmt: skip
        placed = practice.write(orders.place, draft)
        if state is not OrderState.ORDERED:
            practice.write(orders.set_state, placed.order_id, state)


def viewer_ultrasound(stage: Stage) -> None:
    screen = _study(stage, "US")
    screen.play()


def viewer_ecg(stage: Stage) -> None:
    _study(stage, "ECG")


def result(stage: Stage) -> None:
    report = next(one for one in _heroine(stage).timeline if one.kind is TimelineKind.REPORT)
    stage.open_frame("result", report.object_id)


def documents(stage: Stage) -> None:
    stage.open_frame("documents")


def document(stage: Stage) -> None:
    right = next(one for one in stage.practice.read(signed_documents) if not one.warning)
    stage.open_frame("document", right.document_id)
    stage.settle(_DECODED_MS)


def document_checks(stage: Stage) -> None:
    document(stage)
    assert stage.frame is not None
    screen = stage.frame.screen_of("document")
    assert isinstance(screen, DocumentScreen)
    screen.signatures.cards[0].toggle()
    stage.settle()


def document_review(stage: Stage) -> None:
    """A signature that holds less than before, and the sheet that puts it to rest."""
    document(stage)
    assert stage.frame is not None
    screen = stage.frame.screen_of("document")
    assert isinstance(screen, DocumentScreen)
    panel = screen.signatures
    panel.show_rows(tuple(replace(row, review="verdict-worse", checked_at=row.signing_time) for row in panel.rows))
    stage.settle()
    panel.look(panel.rows[0])
    stage.settle()


def withdrawal(stage: Stage) -> None:
    """A signed visit is withdrawn by a signed version."""
    right = next(one for one in stage.practice.read(signed_documents) if not one.warning)
    assert right.visit_id is not None
    visit = stage.practice.read(visits.get_visit, right.visit_id)
    patient = stage.practice.read(patients.get, right.patient_id)
    frame = stage.open_frame("visit", right.visit_id)
    sheet = SignSheet(_context(stage), visit, patient, frame, Withdraw(visit.visit_id, "запись другого пациента"))
    sheet.open()
    stage.settle(_DECODED_MS)


def take_along(stage: Stage) -> None:
    document(stage)
    assert stage.frame is not None
    screen = stage.frame.screen_of("document")
    assert isinstance(screen, DocumentScreen)
    screen.take_along()
    stage.settle()


def verify_file(stage: Stage) -> None:
    """A signature of our own, brought in as a stranger's file, with the document beside it."""
    right = next(one for one in stage.practice.read(signed_documents) if not one.warning)
    taken = stage.practice.write(take_away, right.document_id)
    with TemporaryDirectory() as folder:
        signature, content = Path(folder) / "signature.cms", Path(folder) / "document.pdf"
        signature.write_bytes(taken.signatures[0].container)
        content.write_bytes(taken.document)
        stage.open_frame("verify", [signature, content])
        stage.settle(_DECODED_MS)


def outbox(stage: Stage) -> None:
    stage.open_frame("outbox", "all")


def devices_receiver(stage: Stage) -> None:
    screen = _screen(stage, "devices", DevicesScreen)
    screen.change_receiver()
    stage.settle()


def devices_port_taken(stage: Stage) -> None:
    screen = _screen(stage, "devices", DevicesScreen)
    screen.change_receiver()
    stage.settle()
    sheet = screen.window().findChild(ReceiverSheet)
    with socket.create_server(("0.0.0.0", 0)) as other:  # noqa: S104  another program, for the picture
        sheet.hl7_port.set_digits(str(other.getsockname()[1]))
        sheet.save()
        stage.settle()


def reports(stage: Stage) -> None:
    stage.open_frame("reports")


def export(stage: Stage) -> None:
    stage.open_frame("export")


WORK_SCENES: dict[str, Scene] = {
    "day": day,
    "day_moving": day_moving,
    "booking": booking,
    "booking_emergency": booking_emergency,
    "patients": patients_list,
    "patients_nobody": patients_nobody,
    "patient_form": patient_form,
    "card": card,
    "card_signed": card_signed,
    "visit": visit,
    "visit_prescription": prescription,
    "visit_templates": templates,
    "visit_template_gaps": template_gaps,
    "visit_template_save": template_save,
    "sign": sign,
    "sign_elsewhere": sign_elsewhere,
    "to_sign": to_sign,
    "to_sign_empty": to_sign_empty,
    "visit_to_sign": visit_to_sign,
    "to_sign_draft": to_sign_draft,
    "to_sign_key": to_sign_key,
    "sign_missing": sign_missing,
    "inbox": inbox,
    **INBOX_SCENES,
    "order_tests": order_tests,
    "orders_stuck": orders_stuck,
    "viewer_ultrasound": viewer_ultrasound,
    "viewer_ecg": viewer_ecg,
    "result": result,
    "documents": documents,
    "document": document,
    "document_checks": document_checks,
    "document_review": document_review,
    "document_take_along": take_along,
    "withdrawal": withdrawal,
    "verify_file": verify_file,
    "outbox": outbox,
    **DEVICE_SCENES,
    "devices_receiver": devices_receiver,
    "devices_port_taken": devices_port_taken,
    "reports": reports,
    "export": export,
}


def _context(stage: Stage) -> Any:
    assert stage.frame is not None
    return stage.frame.context


def _screen(stage: Stage, place: str, kind: type) -> Any:
    found = stage.open_frame(place).screen_of(place)
    assert isinstance(found, kind)
    return found


def _card(stage: Stage, patient_id: int) -> PatientCard:
    return stage.practice.read(read_card, patient_id)


def _heroine(stage: Stage) -> PatientCard:
    return _card(stage, stage.practice.read(patients.find, _SURNAME)[0].patient_id)


def _editor(stage: Stage) -> VisitEditor:
    """The open visit of the heroine."""
    frame = stage.open_frame("card", _heroine(stage).patient.patient_id)
    stage.settle(_DECODED_MS)
    editor = frame.findChild(VisitEditor)
    assert isinstance(editor, VisitEditor)
    return editor


def _with_document(stage: Stage) -> int:
    return next(one.patient_id for one in stage.practice.read(signed_documents) if not one.warning)


def _study(stage: Stage, modality: str) -> ViewerScreen:
    wanted = next(
        one for one in _heroine(stage).timeline if one.kind is TimelineKind.STUDY and one.facts["modality"] == modality
    )
    frame = stage.open_frame("viewer", wanted.object_id)
    stage.settle(_DECODED_MS)
    screen = frame.screen_of("viewer")
    assert isinstance(screen, ViewerScreen)
    return screen

"""The practice that the gallery photographs: a morning in full swing, without a hub or a network."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from io import BytesIO

from pydicom import dcmwrite
from pydicom.dataset import Dataset

from app import appointments, assembly, finishing, moving, visits
from app.card import read_card
from app.demonstration import practice
from app.demonstration.devices import STRANGER, confirm
from app.demonstration.practice import Made
from app.domain.appointment import AppointmentDraft, AppointmentState
from app.domain.clock import KAZAKHSTAN, local
from app.domain.identity import Iin, PersonName, Sex
from app.domain.patient import TimelineKind
from app.domain.prescription import PrescriptionLine
from app.domain.visit import Caret, Citation, Diagnosis, VisitNote, Vitals
from app.open_practice import OpenPractice
from app.paths import DataFolder
from app.stand_ins import device_objects as objects
from app.stand_ins.device_objects import Sitter

NOTE = VisitNote(
    complaints="Оң жақ қабырға астындағы күйдіріп ауыру, тамақтан кейін күшейеді. Жүрек айну.",
    anamnesis="Соңғы екі апта мазалайды. Бұрын тексерілмеген.",
    objective="Жалпы жағдайы қанағаттанарлық. Іші жұмсақ, оң жақ қабырға астында ауырады.",
    vitals=Vitals(
        height_cm=164, weight_kg=71, temperature_c=36.7, pulse_per_min=74, systolic_mmhg=128, diastolic_mmhg=82
    ),
    diagnoses=(Diagnosis("K80.2", "Холециститсіз өт қабының тасы"),),
    plan="Қан анализі, құрсақ қуысының УДЗ бақылау 3 айдан кейін.",
    recommendations="№ 5 диета. Хирург кеңесі.",
    prescription=(
        PrescriptionLine(
            "Урсодезоксихол қышқылы",
            "капсула 250 мг",
            "1 капсула",
            "ішке",
            "күніне 2 рет",
            "3 ай",
            "180",
            "тамақпен бірге",
        ),
        PrescriptionLine("Дротаверин", "таблетка 40 мг", "1 таблетка", "ішке", "ауырғанда"),
    ),
)
NEAR_MISS = Sitter(PersonName("Кусаинова", "Асель"), "19860615", Sex.FEMALE, Iin("860615400216"), patient_id="BC-7")


def make(folder: DataFolder) -> Made:
    """Create it in an empty folder and open it."""
    made = practice.make(folder)
    now = made.opened.clock.now()
    _signed_visit(made)
    _devices_sent(made, now)
    _unread(made, now)
    _wrong_card(made, now)
    _morning(made, now)
    return made


def _signed_visit(made: Made) -> None:
    """A finished visit of the second patient, and one of the first that is being written."""
    opened = made.opened
    choice = finishing.KeyChoice("pkcs12", str(made.key_file), made.key_password)
    for person in made.people[1:3]:
        visit = opened.write(visits.start_visit, person.patient_id)
        opened.write(visits.save_draft, visit.visit_id, NOTE, Caret("recommendations", 0))
        finishing.finish(opened.store, opened.actor, visit.visit_id, choice)
    visit = opened.write(visits.start_visit, made.people[0].patient_id)
    opened.write(visits.choose_language, visit.visit_id, "kk")
    opened.write(visits.save_draft, visit.visit_id, NOTE, Caret("recommendations", len(NOTE.recommendations)))


def _devices_sent(made: Made, now: datetime) -> None:
    """Images, curves and blood counts lie in the archive and are filed; a stranger and a near miss wait."""
    first, second = Sitter.of(made.people[0]), Sitter.of(made.people[1])
    for calling, one in (
        ("VOLUSON", objects.ultrasound(first, now - timedelta(minutes=9))),
        ("ECG12", objects.ecg(first, now - timedelta(minutes=40))),
        ("XRAY", objects.x_ray(second, now - timedelta(minutes=55))),
        ("VOLUSON", objects.ultrasound(STRANGER, now - timedelta(minutes=24), frames=1)),
    ):
        _keep_object(made.opened, calling, one, now)
    for number, person in enumerate((first, second, NEAR_MISS), 1):
        message = objects.blood_count(
            person, now - timedelta(minutes=3), control_id=str(number), haemoglobin=120 + number
        )
        _message(made.opened, str(number), message, now)
    assembly.file_what_lies_there(made.opened)
    confirm(made.opened)


def _message(opened: OpenPractice, number: str, content: bytes, at: datetime) -> None:
    metadata = {
        "transport": "hl7", "peer": "192.168.0.21", "calling": "BC-30^LAB", "called": "SHIPAGER",
        "received_at": at.isoformat(), "message_type": "ORU^R01", "control_id": number, "character_set": "",
    }  # fmt: skip
    opened.services.writer.append("hl7", metadata, content)


def _unread(made: Made, now: datetime) -> None:
    """The first letters of some messages were lost on a bad line; a scanner of the network tried a port."""
    person = Sitter.of(made.people[5])
    for number in range(3):
        at = now - timedelta(minutes=50 - 7 * number)
        _message(made.opened, f"9{number}", objects.blood_count(person, at, control_id=f"9{number}")[4:], at)
    stranger = {"transport": "hl7", "peer": "192.168.0.77", "reason": "not-hl7", "received_at": now.isoformat()}
    made.opened.services.writer.append("unreadable", stranger, b"GET / HTTP/1.1\r\nHost: 192.168.0.10\r\n\r\n")
    assembly.file_what_lies_there(made.opened)


def _wrong_card(made: Made, now: datetime) -> None:
    """A blood count was cited and signed, and turned out to be somebody else's."""
    opened, patient, other = made.opened, made.people[3], made.people[4]
    _message(opened, "70", objects.blood_count(Sitter.of(patient), now, control_id="70", haemoglobin=97), now)
    assembly.file_what_lies_there(opened)
    card = opened.read(read_card, patient.patient_id)
    report = next(one.object_id for one in card.timeline if one.kind is TimelineKind.REPORT)
    line = "Қан талдауы: гемоглобин 97 г/л"
    note = replace(NOTE, plan=f"{NOTE.plan}\n{line}".strip(), cited=(Citation("report", report, line),))
    visit = opened.write(visits.start_visit, patient.patient_id, None, "бас айналу")
    opened.write(visits.save_draft, visit.visit_id, note, Caret())
    finishing.finish(
        opened.store, opened.actor, visit.visit_id,
        finishing.KeyChoice("pkcs12", str(made.key_file), made.key_password),
    )  # fmt: skip
    opened.write(moving.move, "report", report, other.patient_id, "пробиркалар ауысқан")


def _keep_object(opened: OpenPractice, calling: str, one: Dataset, now: datetime) -> None:
    buffer = BytesIO()
    dcmwrite(buffer, one, enforce_file_format=True)
    metadata = {
        "transport": "dicom", "peer": "192.168.0.20", "calling": calling, "called": "SHIPAGER",
        "received_at": now.isoformat(), "sop_class_uid": str(one.SOPClassUID),
        "sop_instance_uid": str(one.SOPInstanceUID), "transfer_syntax_uid": str(one.file_meta.TransferSyntaxUID),
    }  # fmt: skip
    opened.services.writer.append("dicom", metadata, buffer.getvalue())


def _morning(made: Made, now: datetime) -> None:
    """An emergency, and somebody who came early."""
    opened = made.opened
    opened.write(appointments.walk_in, made.people[12].patient_id, "боль в груди", service="Экстренный приём")
    day = local(now).date()
    evening = datetime.combine(day, time(17, 30), KAZAKHSTAN)
    if evening > now:
        late = opened.write(
            appointments.book,
            AppointmentDraft(made.people[14].patient_id, evening, service="УЗИ щитовидной железы", modality="US"),
        )
        opened.write(appointments.set_state, late.appointment_id, AppointmentState.ARRIVED)

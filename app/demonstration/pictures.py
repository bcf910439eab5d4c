"""The practice that the gallery photographs: a morning in full swing, without a hub or a network."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from io import BytesIO

from pydicom import dcmwrite
from pydicom.dataset import Dataset

from app import appointments, assembly, finishing, visits
from app.demonstration import practice
from app.demonstration.devices import STRANGER
from app.demonstration.practice import Made
from app.domain.appointment import AppointmentDraft, AppointmentState
from app.domain.clock import KAZAKHSTAN, local
from app.domain.identity import Iin, PersonName, Sex
from app.domain.prescription import PrescriptionLine
from app.domain.visit import Caret, Diagnosis, VisitNote, Vitals
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
        metadata = {
            "transport": "hl7", "peer": "192.168.0.21", "calling": "BC-30^LAB", "called": "SHIPAGER",
            "received_at": now.isoformat(), "message_type": "ORU^R01", "control_id": str(number), "character_set": "",
        }  # fmt: skip
        made.opened.services.writer.append("hl7", metadata, message)
    assembly.file_what_lies_there(made.opened)


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

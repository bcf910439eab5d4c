"""The demonstration without a screen: each step with its figures, a table at the end, and where the export lies."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import assembly, completion_outlook, counts, finishing, signing_keys, visits
from app.demonstration import devices, practice
from app.demonstration.practice import Made
from app.domain.access import Actor
from app.domain.errors import WorldError
from app.domain.prescription import PrescriptionLine
from app.domain.visit import Caret, Diagnosis, VisitNote, Vitals
from app.export import export, verify
from app.open_practice import OpenPractice
from app.paths import DataFolder
from app.stand_ins import ministry
from app.stand_ins.ministry import StandInMinistry
from app.stand_ins.pki import StandInAuthority
from app.stand_ins.pki_server import PkiServer
from db.tables.archive_record import ReceivedRecordTable

Say = Callable[..., None]  # say(step, **figures)
_FILED_WITHIN_SECONDS = 60.0

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
        PrescriptionLine("Дротаверин", "таблетка 40 мг", "1 таблетка", "ішке", "ауырғанда, күніне 3 реттен асырмай"),
    ),
)


def run(folder: Path, say: Say) -> Path:
    """Make the practice in `folder/practice`, live a day, leave. Returns the export's folder."""
    started = time.perf_counter()
    with ExitStack() as closing:
        made = practice.make(DataFolder(folder / "practice"))
        closing.callback(made.opened.close)
        say("practice", patients=len(made.people), seconds=_since(started))
        intake = stand_ins(closing, made, folder)
        workers = assembly.start_workers(made.opened, hub_wishes={"bind": "127.0.0.1", "dicom_port": 0, "hl7_port": 0})
        closing.callback(lambda: workers.stop(stop_hub=True))
        _devices(made, workers, say)
        _visit(made, say)
        _send(made.opened, intake, say)
        target = _leave(made.opened, folder / "export", say)
        figures = asdict(made.opened.read(lambda session, _actor: counts.count(session)))
    say("table", **figures)
    return target


def stand_ins(closing: ExitStack, made: Made, folder: Path) -> StandInMinistry:
    """Start the ministry and the time-stamp authority, and tell the practice where they are."""
    authorities = made.opened.read(lambda session, _actor: signing_keys.trusted(session))
    intake = ministry.serve("127.0.0.1", 0, trusted=authorities, folder=folder / "ministry")
    closing.callback(intake.close)
    authority = StandInAuthority(folder / "test-authority", made.opened.clock.now())
    stamps = PkiServer(authority, made.opened.clock.now)
    stamps.start()
    closing.callback(stamps.stop)
    practice.connect(made.opened, intake.url, stamps.tsa_url, stamps.ocsp_url)
    return intake


def _devices(made: Made, workers: assembly.Workers, say: Say) -> None:
    """Everything the devices send is filed; the time is from the first byte sent to the last row."""
    dicom, hl7 = workers.ports(_FILED_WITHIN_SECONDS)
    started = time.perf_counter()
    sent, answers = devices.send_all("127.0.0.1", dicom, hl7, made.people, made.opened.clock.now())
    deadline = time.monotonic() + _FILED_WITHIN_SECONDS
    while made.opened.read(_arrived) < sent:
        if time.monotonic() > deadline:
            raise WorldError("demonstration-not-filed")
        time.sleep(0.02)
    devices.confirm(made.opened)
    figures = made.opened.read(lambda session, _actor: counts.count(session))
    say(
        "devices", objects=sent, answer_ms=round(1000 * sorted(answers)[len(answers) // 2], 1), seconds=_since(started),
        instances=figures.instances, observations=figures.observations, inbox=figures.inbox,
    )  # fmt: skip


def _arrived(session: Session, _actor: Actor) -> int:
    return session.scalar(select(func.count()).select_from(ReceivedRecordTable)) or 0


def _visit(made: Made, say: Say) -> None:
    started = time.perf_counter()
    opened = made.opened
    visit = opened.write(visits.start_visit, made.people[0].patient_id)
    opened.write(visits.choose_language, visit.visit_id, "kk")
    opened.write(visits.save_draft, visit.visit_id, NOTE, Caret("recommendations", len(NOTE.recommendations)))
    choice = finishing.KeyChoice("pkcs12", str(made.key_file), made.key_password)
    signing = time.perf_counter()
    done = finishing.finish(opened.store, opened.actor, visit.visit_id, choice)
    say(
        "visit",
        document=done.document_uid,
        state=str(done.state),
        sign_seconds=_since(signing),
        seconds=_since(started),
    )


def _send(opened: OpenPractice, intake: StandInMinistry, say: Say) -> None:
    """Time stamp and evidence on revocation, then the outbox; the workers may have been faster."""
    started = time.perf_counter()
    deadline = time.monotonic() + _FILED_WITHIN_SECONDS
    while time.monotonic() < deadline:
        outlook = opened.read(completion_outlook.outlook)
        if outlook.stamps_due + outlook.evidence_due == 0 and len(intake.accepted()["held"]) >= 2:
            break
        time.sleep(0.05)
    say(
        "ministry", time_stamps_due=outlook.stamps_due, evidence_due=outlook.evidence_due,
        accepted=len(intake.accepted()["held"]), seconds=_since(started),
    )  # fmt: skip


def _leave(opened: OpenPractice, target: Path, say: Say) -> Path:
    started = time.perf_counter()
    result = export.run(opened, target, reason="demonstration")
    checked = verify.verify_export(target)
    say("export", **result.shown(), verified=checked.ok, findings=len(checked.findings), seconds=_since(started))
    return target


def _since(started: float) -> float:
    return round(time.perf_counter() - started, 2)

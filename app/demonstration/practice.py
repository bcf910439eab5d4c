"""The practice of the demonstration: marked TEST, its people, its bookings, its own test authority and key."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path

from app import appointments, assembly, patients, practices, revocation_service, signing_keys, time_stamps, totp
from app.domain.appointment import AppointmentDraft, AppointmentState
from app.domain.clock import Clock, local
from app.domain.errors import Refused
from app.domain.identity import Iin, PersonName, Phone, Sex
from app.domain.patient import Allergy, Patient, PatientDraft
from app.domain.practice import OwnerDraft, PracticeDraft
from app.exchange import profile
from app.open_practice import OpenPractice
from app.paths import DataFolder
from app.revocation_service import RevocationService
from app.stand_ins.people import made_up
from app.stand_ins.pki import StandInAuthority, Subject

LOGIN = "aigul"
OWNER = PersonName("Ахметова", "Айгүл", "Серікқызы")
OWNER_IIN = Iin("790403400238")
HEROINE = PatientDraft(
    name=PersonName("Құсайынова", "Әсел", "Нұрланқызы"),
    birth_date=date(1985, 6, 15),
    sex=Sex.FEMALE,
    iin=Iin("850615400125"),
    phones=(Phone("+77010000001"),),
    address="Алматы, Абай даңғылы, 52",
    consent=True,
    allergies=(Allergy("Пенициллин", "бөртпе"),),
)
_SERVICES = ("Первичный приём", "Повторный приём", "УЗИ брюшной полости", "УЗИ щитовидной железы")


@dataclass(frozen=True, slots=True)
class Made:
    """A practice that was just made, opened by its owner."""

    opened: OpenPractice
    people: tuple[Patient, ...]  # the first one is the patient of the demonstration's visit
    key_file: Path
    key_password: str
    password: str
    recovery_key: str
    totp_secret: str


def make(folder: DataFolder, count: int = 40) -> Made:
    """Create the practice in an empty folder and open it. Raises what `practices.create` raises."""
    clock = assembly.clock(is_test=True)
    password = f"Үлгі-{secrets.token_urlsafe(9)}"
    draft = PracticeDraft(
        name="Жеке медициналық практика Ахметова А. С.",
        iin=OWNER_IIN,
        address="Алматы қ., Достық даңғылы, 118",
        phone="+77272000000",
        licence="TEST-000001",
        is_test=True,
    )
    owner = OwnerDraft(LOGIN, OWNER, OWNER_IIN, "Терапевт, УДЗ дәрігері")
    created = practices.create(folder, draft, owner, password, clock=clock)
    opened = assembly.unlock(folder, LOGIN, password, totp.code_at(created.totp_secret, clock.now()), owner="demo")
    try:
        people = _register(opened, count)
        _book_day(opened, people, clock)
        key_file, key_password = _own_key(opened, folder, clock)
    except BaseException:
        opened.close()
        raise
    return Made(opened, people, key_file, key_password, password, created.recovery_key, created.totp_secret)


def connect(opened: OpenPractice, ministry_url: str, tsa_url: str, ocsp_url: str) -> None:
    """Let the practice send to the stand-ins: visits and documents, from level B on."""
    opened.write(time_stamps.set_authority, tsa_url)
    opened.write(revocation_service.set_service, RevocationService(is_on=True, ocsp_url=ocsp_url))
    opened.write(
        profile.save,
        profile.ExchangeProfile(
            transport="ehd-rest",
            url=ministry_url,
            mis_id="900001",
            switches={"MEDICAL_APPOINTMENT": profile.Switch.SEND, profile.FILE: profile.Switch.SEND},
        ),
    )


def _register(opened: OpenPractice, count: int) -> tuple[Patient, ...]:
    drafts = (HEROINE, *islice(made_up(), count - 1))
    return tuple(opened.write(patients.add, draft) for draft in drafts)


def _book_day(opened: OpenPractice, people: tuple[Patient, ...], clock: Clock) -> None:
    """Today's bookings from the next half hour on; the first is the heroine's, now in the room."""
    start = _next_half_hour(clock.now())
    for number, person in enumerate(people[:8]):
        service = _SERVICES[number % len(_SERVICES)]
        wish = AppointmentDraft(
            person.patient_id,
            start + timedelta(minutes=30 * number),
            doctor_id=opened.actor.account_id,
            service=service,
            modality="US" if service.startswith("УЗИ") else "",
        )
        try:
            booked = opened.write(appointments.book, wish)
        except Refused:  # the day's end: tomorrow has no part in this
            break
        if number == 0:
            for state in (AppointmentState.ARRIVED, AppointmentState.IN_ROOM):
                opened.write(appointments.set_state, booked.appointment_id, state)


def _next_half_hour(moment: datetime) -> datetime:
    """Never past midnight of the practice's day: late in the evening the bookings start right now."""
    here = local(moment)
    rounded = here.replace(minute=0, second=0, microsecond=0) + timedelta(minutes=30 * (here.minute // 30 + 1))
    return (rounded if rounded.date() == here.date() else here + timedelta(seconds=1)).astimezone(moment.tzinfo)


def _own_key(opened: OpenPractice, folder: DataFolder, clock: Clock) -> tuple[Path, str]:
    """A key of the test authority for the owner, beside the data folder; the practice trusts that authority."""
    authority = StandInAuthority(folder.root.parent / "test-authority", clock.now())
    password = f"Key-{secrets.token_hex(4)}"
    key_file = authority.issue(Subject(OWNER, OWNER_IIN), "aigul-sign", password)
    opened.write(signing_keys.trust_test_authority, authority.anchors)
    inspected = signing_keys.inspect_key("pkcs12", str(key_file), password)
    opened.write(signing_keys.add_signing_key, inspected)
    return key_file, password

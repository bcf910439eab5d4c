"""What the devices of the demonstration send: images, curves, a report, a blood count; a stranger, a repeat."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from datetime import datetime

from app import devices, onboarding
from app.domain.clock import Clock
from app.domain.device import Standing
from app.domain.errors import WorldError
from app.domain.identity import PersonName, Sex
from app.domain.patient import Patient
from app.open_practice import OpenPractice
from app.stand_ins import device_objects as objects
from app.stand_ins.device_objects import Sitter
from app.stand_ins.device_senders import send_message, send_objects

STRANGER = Sitter(PersonName("Тест", "Белгісіз"), "19700101", Sex.UNKNOWN, None, patient_id="US-17")


# What the practice calls its devices, and their families; one more is left for the question whether it is ours.
OURS = {
    "VOLUSON": ("УЗИ, кабинет 3", "generic-ultrasound"),
    "ECG12": ("ЭКГ", "ecg-dicom"),
    "BC-30": ("Гематология", "mindray-bc"),
}


def confirm(opened: OpenPractice) -> None:
    """The owner said which devices are the practice's own."""
    for one in opened.read(devices.listed):
        calling = one.calling.split("^")[0]
        if calling in OURS and one.standing is Standing.NEW:
            name, family = OURS[calling]
            opened.write(onboarding.accept, one.transport, one.calling, one.peer, name=name, profile=family)


def send_all(host: str, dicom: int, hl7: int, people: tuple[Patient, ...], at: datetime) -> tuple[int, list[float]]:
    """Everything once, plus a repeat and a stranger: how many objects, and how long each answer took (seconds)."""
    first, second = Sitter.of(people[0]), Sitter.of(people[1])
    ultrasound = objects.ultrasound(first, at)
    answers: list[float] = []
    for calling, sent in (
        ("VOLUSON", [ultrasound]),
        ("VOLUSON", [ultrasound]),  # the device repeats itself
        ("VOLUSON", [objects.structured_report(first, at)]),
        ("XRAY", [objects.x_ray(first, at)]),
        ("ECG12", [objects.ecg(first, at)]),
        ("CT", objects.ct_slices(second, at)),
        ("VOLUSON", [objects.ultrasound(STRANGER, at, frames=1)]),
    ):
        answers += send_objects(host, dicom, sent, calling=calling)
    for number, person in enumerate(people[:3], 1):
        send_message(
            host, hl7, objects.blood_count(Sitter.of(person), at, control_id=str(number), haemoglobin=128 + number)
        )
    return len(answers) + 3, answers


class NowAndThen(threading.Thread):
    """Devices that go on sending while the window of the demonstration is open."""

    def __init__(self, ports: Callable[[], tuple[int, int] | None], people: tuple[Patient, ...], clock: Clock) -> None:
        super().__init__(name="demonstration-devices")
        self._ports, self._people, self._clock = ports, people, clock
        self._stopping = threading.Event()
        self._random = random.Random(1)  # noqa: S311  a show, no secret

    def stop(self) -> None:
        self._stopping.set()
        self.join()

    def run(self) -> None:
        number = 100
        while not self._stopping.wait(self._random.uniform(12, 30)):
            ports = self._ports()
            if ports is None:
                continue
            number += 1
            try:
                self._send_one(*ports, number)
            except (OSError, WorldError):  # the hub restarts, or the window closes: the next turn tries again
                continue

    def _send_one(self, dicom: int, hl7: int, number: int) -> None:
        person, now = Sitter.of(self._random.choice(self._people[:6])), self._clock.now()
        if number % 2:
            send_objects("127.0.0.1", dicom, [objects.ultrasound(person, now, frames=8)], calling="VOLUSON")
        else:
            value = self._random.randint(112, 150)
            message = objects.blood_count(person, now, control_id=str(number), haemoglobin=value)
            send_message("127.0.0.1", hl7, message)

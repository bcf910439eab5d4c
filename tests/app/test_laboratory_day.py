"""An analyser's day with the real hub behind the open practice: order, question, answer, result."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from app import assembly, device_settings, laboratory, orders, patients
from app.domain.device import Transport
from app.domain.device_settings import DeviceSettings, Link, LinkKind
from app.domain.identity import Iin, PersonName, Sex
from app.domain.order import OrderDraft, OrderKind
from app.domain.patient import PatientDraft
from app.domain.scheduled import OrderedTest
from app.laboratory import Progress
from app.login import Unlocked
from app.open_practice import OpenPractice
from tests.devices.hl7_device import CR, FS, Device, by_name, framed

QUESTION = [
    "MSH|^~\\&|BS|LAB|||20261123||QRY^Q02|9|P|2.3.1", "QRD|20261123|R|D|2|||RD|{}|OTH|||T|", "QRF||||||RCT|COR|ALL||",
]  # fmt: skip
RESULT = [
    "MSH|^~\\&|BS|LAB|||20261123101500||ORU^R01|10|P|2.3.1||||||UNICODE UTF-8", "PID|1||{}", "OBR|1||{}|CHEM",
    "OBX|1|NM|2345-7^Glucose^LN||5.6|ммоль/л|4.1-5.9|N|||F",
]  # fmt: skip


@pytest.fixture
def opened(unlocked: Unlocked) -> Iterator[OpenPractice]:
    made = OpenPractice(unlocked)
    file = made.folder.hub_settings
    plain = {**json.loads(file.read_bytes()), "bind": "127.0.0.1", "dicom_port": 0, "hl7_port": 0}
    file.write_text(json.dumps(plain))
    yield made
    made.close()


def until(holds: Callable[[], Any]) -> None:
    deadline = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


class ListeningLaboratory:
    """Waits for our link; says AA to each order."""

    def __init__(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.listener.getsockname()[1]
        self.heard: list[bytes] = []
        self.thread = threading.Thread(target=self._run)
        self.thread.start()

    def _run(self) -> None:
        connection, _ = self.listener.accept()
        with connection:
            held = b""
            while piece := connection.recv(65536):
                held += piece
                while FS + CR in held:
                    message, held = held.split(FS + CR, 1)
                    self.heard.append(message[1:])
                    number = message.split(CR)[0].split(b"|")[9]
                    connection.sendall(framed(b"MSH|^~\\&|LAB|||||ACK^O01|1|P|2.3.1\rMSA|AA|" + number + b"\r"))

    def close(self) -> None:
        self.listener.close()
        self.thread.join(10)


@pytest.mark.clause("13")
def test_order_question_result(opened: OpenPractice) -> None:
    far = ListeningLaboratory()
    workers = assembly.start_workers(opened)
    try:
        _, port = workers.ports(30)
        link = Link(LinkKind.CLIENT, protocol="hl7", host="127.0.0.1", port=far.port)
        settings = DeviceSettings(sends_orders=True, link=link)
        device = opened.write(device_settings.add, Transport.HL7, "Зертхана", settings)
        who = opened.write(patients.add, PatientDraft(
            PersonName("Омарова", "Сәуле"), date(1985, 6, 15), Sex.FEMALE, Iin("850615300129")
        ))  # fmt: skip
        draft = OrderDraft(
            who.patient_id, OrderKind.LABORATORY, opened.clock.now(), specimen_id="T-77",
            tests=(OrderedTest("2345-7", "Глюкоза"),), device_id=device.device_id,
        )  # fmt: skip
        opened.write(orders.place, draft)

        def progress() -> Progress:
            return opened.read(laboratory.of_patient, who.patient_id)[0].progress

        until(lambda: progress() is Progress.ACCEPTED)
        (sent,) = far.heard
        assert b"|ORM^O01|" in sent
        assert "Омарова^Сәуле".encode() in sent

        until(lambda: (workers.hub.status() or {}).get("steps") == 1)
        with Device(port) as analyser:
            receipt = analyser.ask(*[line.format("T-77") for line in QUESTION])
            answer = by_name(analyser.answer())
            assert receipt["QAK"][0][2] == "OK"
            lines = {line[1]: line[3] for line in answer["DSP"]}
            assert (lines["3"], lines["21"], lines["29"]) == ("Омарова Сәуле", "T-77", "2345-7^Глюкоза")
            result = [line.format(lines["1"]) if "PID" in line else line.format("T-77") for line in RESULT]
            assert analyser.ask(*result)["MSA"][0][1] == "AA"
        until(lambda: progress() is Progress.RESULT)
        until(lambda: (workers.hub.status() or {}).get("steps") == 0)
    finally:
        workers.stop(stop_hub=True)
        far.close()

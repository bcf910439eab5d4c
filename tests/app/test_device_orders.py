"""Orders go to the device that wants them, once, in their order, and every answer is seen (§13, §15)."""

from __future__ import annotations

import base64
import json
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from app import appointments, device_orders, device_sending, device_settings, orders, patients, record, undo
from app.domain.access import Actor, program
from app.domain.appointment import AppointmentDraft, AppointmentState
from app.domain.clock import FixedClock
from app.domain.device import Transport
from app.domain.device_message import MAX_ATTEMPTS, DeviceMessage, MessageState
from app.domain.device_settings import DeviceSettings, Link, LinkKind, WorklistLetters
from app.domain.errors import Conflict, Refused
from app.domain.identity import Iin, PersonName, Sex
from app.domain.order import OrderDraft, OrderKind, ServiceOrder
from app.domain.patient import PatientDraft
from app.domain.scheduled import OrderedTest
from db.store import Store
from db.tables.device import DeviceTable
from devices import mllp_client
from tests.devices.hl7_device import CR, FS, VT, framed

TESTS = (OrderedTest("718-7", "Hemoglobin"), OrderedTest("2345-7", "Glucose"))
IIN = Iin("850615300129")


class Laboratory:
    """Listens for orders; `answers` are what it says to each, "" for silence."""

    def __init__(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.listener.getsockname()[1]
        self.heard: list[bytes] = []
        self.answers: list[str] = []
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            with connection:
                held = b""
                while FS + CR not in held and (piece := connection.recv(65536)):
                    held += piece
                if not held:
                    continue
                message = held.strip(VT + FS + CR)
                self.heard.append(message)
                number = message.split(CR)[0].split(b"|")[9]
                code = self.answers.pop(0) if self.answers else "AA"
                if code:
                    text = f"MSH|^~\\&|LAB|||||ACK|1|P|2.3.1\rMSA|{code}|".encode()
                    connection.sendall(framed(text + number + b"|said\r"))

    def close(self) -> None:
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self._thread.join()

    def segments(self, at: int = -1) -> list[list[str]]:
        return [line.split("|") for line in self.heard[at].decode().split("\r") if line]


@pytest.fixture
def laboratory() -> Iterator[Laboratory]:
    found = Laboratory()
    yield found
    found.close()


class NoHub:
    def ask(self, command: str, *, patience: float = 0.0, **facts: Any) -> dict[str, Any] | None:
        return None


class Told:
    """A hub whose links answer."""

    def __init__(self, reply: dict[str, Any] | None) -> None:
        self.reply = reply
        self.asked: list[dict[str, Any]] = []

    def ask(self, command: str, *, patience: float = 0.0, **facts: Any) -> dict[str, Any] | None:
        self.asked.append({"command": command, **facts})
        return self.reply


@pytest.fixture
def patient_id(store: Store, actor: Actor) -> int:
    with store.writing() as session:
        draft = PatientDraft(PersonName("Омарова", "Сәуле"), date(1985, 6, 15), Sex.FEMALE, IIN)
        return patients.add(session, actor, draft).patient_id


@pytest.fixture
def add_device(store: Store) -> Callable[..., int]:
    def add(port: int, *, transport: Transport = Transport.HL7, peer: str = "127.0.0.1", **settings: Any) -> int:
        chosen = DeviceSettings(**{"sends_orders": True, "answers_port": port, **settings})
        with store.writing() as session:
            return device_settings.add(
                session, program("owner"), transport, f"Lab {port} {peer}", chosen, calling="LAB^North", peer=peer
            ).device_id

    return add


def place(store: Store, actor: Actor, patient_id: int, device_id: int | None, **changed: Any) -> ServiceOrder:
    with store.writing() as session:
        now = record.of(session).clock.now()
        draft = OrderDraft(
            patient_id, OrderKind.LABORATORY, now, device_id=device_id, **{"tests": TESTS, **changed}
        )  # fmt: skip
        return orders.place(session, actor, draft)


def send(store: Store, actor: Actor, hub: Any = None) -> None:
    device_sending.send_due(store, program("device-orders"), hub or NoHub(), jitter=lambda: 0.5)


def messages(store: Store, actor: Actor, order: ServiceOrder) -> list[DeviceMessage]:
    with store.reading() as session:
        return list(device_orders.of_order(session, actor, order.order_id))


@pytest.mark.clause("13")
def test_an_order_goes_to_its_laboratory_and_is_accepted(
    store: Store, actor: Actor, patient_id: int, add_device: Callable[..., int], laboratory: Laboratory
) -> None:
    order = place(store, actor, patient_id, add_device(laboratory.port), specimen_id="T-1", priority="STAT")
    send(store, actor)
    (message,) = messages(store, actor, order)
    assert (message.state, message.answer, message.attempts) == (MessageState.ACCEPTED, "AA said", 1)
    segments = laboratory.segments()
    assert [one[0] for one in segments] == ["MSH", "PID", "PV1", "ORC", "OBR", "ORC", "OBR"]
    assert segments[0][4:6] == ["LAB", "North"]
    assert (segments[0][8], segments[0][11], segments[0][17]) == ("ORM^O01", "2.3.1", "UNICODE UTF-8")
    assert segments[1][3].startswith("850615300129^")
    assert segments[1][5].startswith("Омарова^Сәуле^")
    assert segments[3][1:4] == ["NW", order.accession_number, "T-1"]
    assert [one[4] for one in segments if one[0] == "OBR"] == ["718-7^Hemoglobin^LN", "2345-7^Glucose^LN"]
    assert segments[4][5] == "S"
    send(store, actor)
    assert len(laboratory.heard) == 1


def test_version_2_5_orders_have_specimens_and_the_devices_letters(
    store: Store, actor: Actor, patient_id: int, add_device: Callable[..., int], laboratory: Laboratory
) -> None:
    device = add_device(laboratory.port, order_version="2.5.1", worklist_letters=WorklistLetters.LATIN)
    with store.writing() as session:
        session.get_one(DeviceTable, device).profile = "mindray-bc"
    order = place(store, actor, patient_id, device, tests=(OrderedTest("20482-6", "GRAN#"),))
    send(store, actor)
    segments = laboratory.segments()
    assert [one[0] for one in segments] == ["MSH", "PID", "PV1", "ORC", "TQ1", "OBR", "SPM"]
    assert segments[0][8] == "OML^O21^OML_O21"
    assert segments[1][5].startswith("Omarova^Saule^")
    assert segments[5][4] == "10028^GRAN#^L", "the device's own code"
    assert segments[6][2] == order.accession_number


def test_a_silent_laboratory_gets_the_same_message_again_and_the_next_waits_behind(
    store: Store, actor: Actor, patient_id: int, add_device: Callable[..., int], laboratory: Laboratory,
    clock: FixedClock, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(mllp_client.exchange, "__defaults__", (0.2, lambda: False))
    device = add_device(laboratory.port)
    laboratory.answers = ["", "AA", "AA"]
    first, second = place(store, actor, patient_id, device), place(store, actor, patient_id, device)
    send(store, actor)
    assert (messages(store, actor, first)[0].answer, len(laboratory.heard)) == ("timeout", 1)
    assert messages(store, actor, second)[0].state is MessageState.WAITING
    send(store, actor)
    assert len(laboratory.heard) == 1, "not before its time"
    clock.advance(timedelta(minutes=1))
    send(store, actor)
    assert laboratory.heard[0] == laboratory.heard[1], "the same bytes, the same control id"
    assert len(laboratory.heard) == 3
    assert all(messages(store, actor, one)[0].state is MessageState.ACCEPTED for one in (first, second))


def test_a_laboratory_that_is_away_is_tried_until_it_is_given_up(
    store: Store, actor: Actor, patient_id: int, add_device: Callable[..., int], clock: FixedClock
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    order = place(store, actor, patient_id, add_device(port))
    for _ in range(MAX_ATTEMPTS):
        send(store, actor)
        clock.advance(timedelta(minutes=20))
    (message,) = messages(store, actor, order)
    assert (message.state, message.answer, message.attempts) == (MessageState.GIVEN_UP, "unreachable", MAX_ATTEMPTS)
    with store.reading() as session:
        assert [one.message_id for one in device_orders.waiting(session, actor)] == [message.message_id]


def test_a_refused_order_stays_seen_with_the_laboratorys_words_and_may_go_again(
    store: Store, actor: Actor, patient_id: int, add_device: Callable[..., int], laboratory: Laboratory
) -> None:
    device = add_device(laboratory.port)
    laboratory.answers = ["AE", "AA", "AA"]
    first, second = place(store, actor, patient_id, device), place(store, actor, patient_id, device)
    send(store, actor)
    (refused,) = messages(store, actor, first)
    assert (refused.state, refused.answer) == (MessageState.REFUSED, "AE said")
    assert messages(store, actor, second)[0].state is MessageState.ACCEPTED, "it holds up nobody"
    with store.writing() as session:
        device_orders.send_again(session, actor, refused.message_id)
    send(store, actor)
    assert messages(store, actor, first)[0].state is MessageState.ACCEPTED
    with store.writing() as session, pytest.raises(Refused, match="message-on-its-way"):
        device_orders.send_again(session, actor, refused.message_id)


def test_a_cancelled_order_is_taken_back_and_one_that_never_left_does_not_leave(
    store: Store, actor: Actor, patient_id: int, add_device: Callable[..., int], laboratory: Laboratory
) -> None:
    device = add_device(laboratory.port)
    sent = place(store, actor, patient_id, device)
    send(store, actor)
    unsent = place(store, actor, patient_id, device)
    with store.writing() as session:
        orders.cancel(session, actor, sent.order_id)
        undo.undo(session, actor)  # of the second placing
    send(store, actor)
    assert [laboratory.segments(at)[3][1] for at in range(2)] == ["NW", "CA"]
    assert laboratory.segments(1)[3][2] == sent.accession_number
    assert len(laboratory.heard) == 2
    assert messages(store, actor, unsent)[0].state is MessageState.WITHDRAWN
    assert [one.kind.value for one in messages(store, actor, sent)] == ["order", "cancel"]


def test_orders_for_links_are_handed_to_the_hub(
    store: Store, actor: Actor, patient_id: int, add_device: Callable[..., int]
) -> None:
    link = Link(LinkKind.CLIENT, protocol="hl7", host="10.0.0.9", port=5100)
    over_link = add_device(0, peer="10.0.0.9:5100", link=link)
    astm = add_device(0, transport=Transport.ASTM, peer="10.0.0.8")
    by_link, by_astm = place(store, actor, patient_id, over_link), place(store, actor, patient_id, astm)
    away = Told(None)
    send(store, actor, away)
    assert messages(store, actor, by_link)[0].answer == "not-connected"
    with store.writing() as session:
        session.connection().exec_driver_sql("UPDATE device_message SET next_attempt_at = NULL")
    hub = Told({"reply": "sent"})
    send(store, actor, hub)
    sent, record_ = hub.asked
    assert (sent["command"], sent["peer"], sent["kind"]) == ("send-order", "10.0.0.9:5100", "order")
    assert b"ORM^O01" in base64.b64decode(sent["payload"])
    assert record_["transport"] == "astm"
    assert record_["order"]["tests"] == [[test.code, test.name] for test in TESTS]
    json.dumps(record_)
    assert messages(store, actor, by_astm)[0].state is MessageState.ACCEPTED


@pytest.mark.parametrize(
    ("reply", "state", "answer"),
    [
        ({"reply": "answered", "code": "AA", "text": ""}, MessageState.ACCEPTED, "AA"),
        ({"reply": "answered", "code": "AR", "text": "no"}, MessageState.REFUSED, "AR no"),
        ({"reply": "refused", "code": "rejected"}, MessageState.REFUSED, "rejected"),
        ({"reply": "no-answer"}, MessageState.SENT, "timeout"), ({"reply": "busy"}, MessageState.SENT, "busy"),
        ({"reply": "unknown"}, MessageState.SENT, "not-connected"),
    ],
)  # fmt: skip
def test_what_links_say(
    store: Store, actor: Actor, patient_id: int, add_device: Callable[..., int],
    reply: dict[str, Any], state: MessageState, answer: str,
) -> None:  # fmt: skip
    order = place(store, actor, patient_id, add_device(0, transport=Transport.ASTM, peer="10.0.0.8"))
    send(store, actor, Told(reply))
    (message,) = messages(store, actor, order)
    assert (message.state, message.answer) == (state, answer)


def test_devices_that_want_no_orders_get_none(
    store: Store, actor: Actor, patient_id: int, add_device: Callable[..., int]
) -> None:
    for device in (add_device(1, sends_orders=False), None):
        assert messages(store, actor, place(store, actor, patient_id, device)) == []


def test_a_tube_belongs_to_one_patient(store: Store, actor: Actor, patient_id: int) -> None:
    place(store, actor, patient_id, None, specimen_id="T-1")
    place(store, actor, patient_id, None, specimen_id="T-1")
    with store.writing() as session:
        other = patients.add(session, actor, PatientDraft(PersonName("Ким", "Анна"), date(1990, 1, 1))).patient_id
    with pytest.raises(Conflict, match="specimen-taken"):
        place(store, actor, other, None, specimen_id=" T-1 ")
    with pytest.raises(Refused, match="order-specimen"):
        place(store, actor, other, None, specimen_id="T^1")


def test_monitors_are_told_who_has_come_and_what_changed(
    store: Store, actor: Actor, patient_id: int, add_device: Callable[..., int], laboratory: Laboratory,
    clock: FixedClock,
) -> None:  # fmt: skip
    add_device(laboratory.port, sends_patients=True, sends_orders=False)

    def announce() -> int:
        with store.writing() as session:
            return device_orders.announce_patients(session, program("device-orders"))

    with store.writing() as session:
        draft = AppointmentDraft(patient_id, clock.now())
        booking = appointments.book(session, actor, draft)
    assert announce() == 0, "not here yet"
    with store.writing() as session:
        appointments.set_state(session, actor, booking.appointment_id, AppointmentState.ARRIVED)
    assert (announce(), announce()) == (1, 0)
    with store.writing() as session:
        changed = PatientDraft(PersonName("Омарова", "Сәуле", "Ерланқызы"), date(1985, 6, 15), Sex.FEMALE, IIN)
        patients.edit(session, actor, patient_id, changed, patients.get(session, actor, patient_id).version)
    assert announce() == 1
    send(store, actor)
    assert [laboratory.segments(at)[0][8] for at in range(2)] == ["ADT^A04", "ADT^A08"]
    assert laboratory.segments(1)[2][5].startswith("Омарова^Сәуле^Ерланқызы")


def test_a_message_whose_bytes_are_lost_holds_up_nobody(
    store: Store, actor: Actor, patient_id: int, add_device: Callable[..., int], laboratory: Laboratory
) -> None:
    device = add_device(laboratory.port)
    lost, second = place(store, actor, patient_id, device), place(store, actor, patient_id, device)
    with store.writing() as session:
        session.connection().exec_driver_sql(
            "UPDATE archive_record SET length = length - 1 WHERE id = (SELECT min(payload_id) FROM device_message)"
        )
    send(store, actor)
    send(store, actor)
    assert messages(store, actor, lost)[0].state is MessageState.GIVEN_UP
    assert messages(store, actor, second)[0].state is MessageState.ACCEPTED

"""A device is connected by keyboard in a few minutes (promise 3): the real window, the real hub, devices on sockets."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from app import devices, inbox
from app.domain.device import Device, Standing, Transport
from app.domain.errors import WorldError
from app.domain.identity import PersonName, Sex
from app.stand_ins.device_objects import Sitter, blood_count, ultrasound
from app.stand_ins.device_senders import send_message, send_objects
from journeys.keyboard import Hands, said
from journeys.program import Program
from journeys.senders import LOOPBACK
from journeys.workplace import Workplace

pytestmark = pytest.mark.usefixtures("qapp")

SITTER = Sitter(PersonName("Оңғарбаев", "Ғалым"), "19700101", Sex.MALE, None, patient_id="US-17")


@pytest.fixture
def workplace(practice: Program, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workplace]:
    """The owner has logged in and looks at the devices; none was heard yet."""
    settings = practice.data / "hub.json"
    plain = json.loads(settings.read_bytes())
    settings.write_text(json.dumps({**plain, "bind": LOOPBACK}))  # else the page asks the network for an address
    made = Workplace(practice, monkeypatch)
    try:
        made.start()
        made.log_in()
        made.hands.until(lambda: made.hands.is_on(said("DayScreen", "Bookings of the day")), "the day is there")
        made.hands.press("F6")
        made.hands.sees(said("DevicesScreen", "No device was heard yet"))
        yield made
    finally:
        made.leave()


@pytest.mark.clause("15")
def test_an_ultrasound_and_an_analyser_are_connected_by_keyboard(workplace: Workplace) -> None:
    hands = workplace.hands
    connect(hands)
    press(hands, said("WayPage", "DICOM over the network"))
    hands.sees(str(workplace.dicom_port))
    sending = calling(lambda: send_objects(
        LOOPBACK, workplace.dicom_port, [ultrasound(SITTER, workplace.moment, frames=1, size=32)],
        calling="US-1", called="ORTHANC",
    ))  # fmt: skip
    hands.sees(said("HeardCard", "We hear a device"))
    hands.until(lambda: "US-1" in hands.screen() and "ORTHANC" in hands.screen(), "who calls is said in words")
    assert said("DicomWords", "storage of ultrasound images") in hands.screen()
    assert "Called AE Title" in hands.screen(), "and what to change at the device"
    press(hands, said("HeardCard", "Accept under this name"))
    name_it(hands, "УЗИ, кабинет 3")
    press(hands, said("TrialPage", "Send a test object of our own"))
    hands.sees(said("TrialPage", "The way works."))
    press(hands, said("ConnectScreen", "Finish"))
    hands.until(lambda: hands.is_on(said("DevicePage", "Name in the practice")), "its page is open")
    sending.join()

    hands.press("F6")
    hands.until(lambda: hands.listed("УЗИ, кабинет 3"), "it is in the list")
    connect(hands)
    hands.until(lambda: hands.is_on(said("WayPage", "DICOM over the network")), "the ways are one group")
    hands.press("Down", times=3)
    assert hands.is_on(said("WayPage", "I do not know"))
    hands.press("Enter")
    hands.sees(str(workplace.hl7_port))
    calling(lambda: send_message(LOOPBACK, workplace.hl7_port, blood_count(SITTER, workplace.moment, control_id="1")))
    hands.until(lambda: "BC-30 STAND-IN" in hands.screen(), "the analyser is named")
    assert "2.3.1" in hands.screen()
    press(hands, said("HeardCard", "Accept under this name"))
    name_it(hands, "Гематология")
    press(hands, said("ConnectScreen", "Finish"))
    hands.until(lambda: hands.is_on(said("DevicePage", "Name in the practice")), "its page is open")

    found = {one.calling.split("^")[0]: one for one in listed(workplace)}
    assert [(found[one].name, found[one].standing, found[one].profile) for one in ("US-1", "BC-30")] == [
        ("УЗИ, кабинет 3", Standing.OURS, "generic-ultrasound"),
        ("Гематология", Standing.OURS, "mindray-bc"),
    ]
    assert found["SHIPAGER-TEST"].standing is Standing.IGNORED
    assert {one.device_name for one in workplace.practice.read(inbox.items)} == {"УЗИ, кабинет 3", "Гематология"}
    hands.until(lambda: "2/2" in hands.screen(), "the status bar counts what is confirmed")


@pytest.mark.clause("15")
def test_a_device_that_nobody_connected_is_asked_about_and_can_be_refused(workplace: Workplace) -> None:
    hands = workplace.hands
    calling(lambda: send_message(LOOPBACK, workplace.hl7_port, blood_count(SITTER, workplace.moment, control_id="1")))
    hands.until(lambda: hands.listed("BC-30 STAND-IN"), "it appears by itself")
    press(hands, said("NewDevice", "Not ours"))
    hands.until(lambda: [one.standing for one in listed(workplace)] == [Standing.IGNORED], "refused")
    assert len(workplace.practice.read(inbox.items)) == 1, "what it sent is kept all the same"
    hands.press("Ctrl+Z")
    hands.until(lambda: [one.standing for one in listed(workplace)] == [Standing.NEW], "and it is asked about again")
    assert listed(workplace)[0].transport is Transport.HL7


def connect(hands: Hands) -> None:
    press(hands, said("DevicesScreen", "Connect a device"))
    hands.sees(said("WayPage", "How does the device send its results?"))


def press(hands: Hands, name: str) -> None:
    hands.until(lambda: name in hands.screen(), f"«{name}» is there")
    hands.go_to(name)
    hands.press("Enter")


def name_it(hands: Hands, name: str) -> None:
    hands.until(lambda: hands.is_on(said("NamingPage", "Name in the practice")), "it wants a name")
    hands.type(name)
    hands.press("Enter")
    hands.sees(said("TrialPage", "{device} is in the list").format(device=name))


def calling(send: Callable[[], object]) -> threading.Thread:
    """A device that tries again while the hub is starting."""

    def keep_on() -> None:
        for _ in range(150):
            with contextlib.suppress(WorldError, OSError):
                send()
                return
            time.sleep(0.1)

    thread = threading.Thread(target=keep_on)
    thread.start()
    return thread


def listed(workplace: Workplace) -> tuple[Device, ...]:
    return workplace.practice.read(devices.listed)

"""Scenes of the devices: list, wizard page by page, one device, log of the wire, with what a receiver would hear."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from app import devices
from app.device_trials import Step, Trial
from app.dicom_network import Archive, FoundStudy
from app.domain.device import Standing
from app.domain.heard import WireEntry, callers
from app.receiver import Receiver
from app.receiver_settings import PortCertificate
from app.serial_ports import SerialPort
from app.wire import WireLook
from ui.archives.find_sheet import FindStudySheet
from ui.devices.connect.screen import ConnectScreen
from ui.devices.connect.state import ANY, CLIENT, DICOM, FOLDER, HL7, SERIAL
from ui.devices.device_page import DevicePage
from ui.devices.receiver_sheet import ReceiverSheet
from ui.devices.screen import DevicesScreen
from ui.devices.wire_screen import WireScreen
from ui.gallery import Scene, Stage

_STORED = "1.2.840.10008.1.2.1"
_US_ASKS = (
    ("1.2.840.10008.1.1", (), "1.2.840.10008.1.2"),
    ("1.2.840.10008.5.1.4.1.1.6.1", ("1.2.840.10008.1.2.4.50",), _STORED),
    ("1.2.840.10008.5.1.4.1.1.3.1", ("1.2.840.10008.1.2.4.50",), "1.2.840.10008.1.2.4.50"),
    ("1.2.840.10008.5.1.4.31", (), "1.2.840.10008.1.2"),
    ("1.2.840.10008.5.1.1.9", (), ""),
)


def _receiver() -> Receiver:
    return Receiver(("192.168.0.10",), "KABINET-2", "SHIPAGER", 11112, 2575, True, "", ())


def _look(stage: Stage) -> WireLook:
    """An ultrasound that calls us by another name, an analyser, bytes on a cable."""
    began = stage.practice.clock.now()
    asked = [{"uid": uid, "syntaxes": list(syntaxes), "accepted": taken} for uid, syntaxes, taken in _US_ASKS]
    us = {"calling": "US-1", "called": "ORTHANC", "ours": "SHIPAGER", "asked": asked}
    bc = {
        "calling": "BC-20s^Mindray", "application": "BC-20s", "facility": "Mindray", "version": "2.3.1",
        "character_set": "UNICODE", "message_type": "ORU^R01", "protocol": "hl7",
    }  # fmt: skip
    dicom, hl7 = ("dicom", "192.168.0.20", "US-1"), ("hl7", "192.168.0.30", "BC-20s^Mindray")
    said: tuple[tuple[tuple[str, str, str], str, str, str, dict[str, Any]], ...] = (
        (dicom, "in", "association", "A-ASSOCIATE-RQ calling US-1 called ORTHANC contexts 5", us),
        (dicom, "out", "association", "A-ASSOCIATE-AC accepted 4 (we are SHIPAGER)", {}),
        (dicom, "in", "dimse", "C-ECHO-RQ 1.2.840.10008.1.1", {}),
        (dicom, "out", "dimse", "C-ECHO-RSP status 0000", {}),
        (dicom, "in", "association", "A-RELEASE-RQ, answered", {}),
        (hl7, "in", "connection", "ORU^R01 of BC-20s Mindray version 2.3.1 letters UNICODE", bc),
        (hl7, "in", "frame", "MLLP frame of 1204 bytes, whole", {}),
        (hl7, "in", "segment", "MSH|^~\\&|BC-20s|Mindray|||20261125091500||ORU^R01|1|P|2.3.1", {}),
        (hl7, "in", "segment", "PID|•••", {}),
        (hl7, "in", "segment", "OBX|4|NM|718-7^HGB^LN||108|g/L|110-160|L~A|||F", {}),
        (hl7, "in", "segment", "OBX|5|NM|777-3^PLT^LN||254|10*9/L|100-300|N|||F", {}),
    )
    entries = tuple(
        WireEntry(
            number, began + timedelta(milliseconds=37 * number), *who, direction, kind, text,
            is_masked=text.startswith("PID"), facts=facts,
        )
        for number, (who, direction, kind, text, facts) in enumerate(said, 1)
    )  # fmt: skip
    return WireLook(entries, len(entries), is_running=True)


def devices_list(stage: Stage) -> None:
    screen = _opened(stage, "devices", DevicesScreen)
    screen.enter.show_receiver(_receiver())
    screen._look.stop()


def devices_none(stage: Stage) -> None:
    screen = _opened(stage, "devices", DevicesScreen)
    screen._take(type(screen._seen)((), {}))
    screen.enter.show_receiver(_receiver())


def devices_encrypted(stage: Stage) -> None:
    screen = _opened(stage, "devices", DevicesScreen)
    screen.change_receiver()
    stage.settle()
    sheet = screen.window().findChild(ReceiverSheet)
    sheet.tls_port.set_digits("2762")
    until = stage.practice.clock.now() + timedelta(days=3650)
    sheet._take_certificate(PortCertificate(Path("dicom-tls.pem"), ":".join(["5A", "C4", "0F", "E1"] * 8), until))
    stage.settle()
    sheet.move(screen.window().mapToGlobal(screen.window().rect().center()) - sheet.rect().center())


def connect_way(stage: Stage) -> None:
    _opened(stage, "connect", ConnectScreen)


def connect_waiting(stage: Stage) -> None:
    screen = _connect(stage, ANY)
    screen.listen.show_receiver(_receiver())


def connect_ultrasound(stage: Stage) -> None:
    _heard(stage, DICOM)


def connect_analyser(stage: Stage) -> None:
    _heard(stage, HL7)


def connect_technician(stage: Stage) -> None:
    screen = _heard(stage, DICOM)
    screen.listen.values.show_text()


def connect_serial(stage: Stage) -> None:
    screen = _connect(stage, SERIAL)
    stage.settle()
    screen.reach.serial_port.setEditText("")
    screen.reach.show_ports((SerialPort("COM3", "USB-SERIAL CH340"), SerialPort("COM1", "")))
    screen.reach.serial_port.setCurrentIndex(0)


def connect_folder(stage: Stage) -> None:
    screen = _connect(stage, FOLDER)
    screen.reach.folder.setText(r"\\KABINET-2\ECG")
    screen.reach.go_on()


def connect_client(stage: Stage) -> None:
    screen = _connect(stage, CLIENT)
    screen.reach.host.setText("192.168.0.30")
    screen.reach.port.set_digits("5000")
    failed = Step("connected", is_good=False, facts={"host": "192.168.0.30", "port": 5000})
    screen.reach._tried(Trial((failed,)))


def connect_name(stage: Stage) -> None:
    screen = _heard(stage, DICOM)
    screen.listen.accept(next(iter(screen.listen.cards.values())).caller)


def connect_trial(stage: Stage) -> None:
    screen = _connect(stage, DICOM)
    screen.state.device = next(one for one in stage.practice.read(devices.listed) if one.calling == "VOLUSON")
    screen._go(3)
    screen.trial.wire.listener.stop()
    stage.settle()
    screen.trial.wire.show_device("", "", "")
    screen.trial.wire.take(_look(stage))
    screen.trial._sent(Trial((Step("connected"), Step("stored"))))


def device(stage: Stage) -> None:
    found = stage.practice.read(devices.listed)
    wanted = next(one for one in found if one.calling == "VOLUSON")
    screen = _opened(stage, "device", DevicePage, wanted.device_id)
    screen.wire.listener.stop()
    stage.settle()
    look = _look(stage)
    theirs = [
        replace(one, calling=wanted.calling, peer=wanted.peer) for one in look.entries if one.transport == "dicom"
    ]
    screen.wire.take(replace(look, entries=tuple(theirs)))


def device_new(stage: Stage) -> None:
    found = stage.practice.read(devices.listed)
    wanted = next((one for one in found if one.standing is Standing.NEW), found[0])
    screen = _opened(stage, "device", DevicePage, wanted.device_id)
    screen.wire.listener.stop()
    stage.settle()
    screen.wire.take(WireLook((), 0, is_running=True))


def archive_find(stage: Stage) -> None:
    """Studies of another archive, one chosen."""
    screen = _opened(stage, "device", DevicePage, stage.practice.read(devices.listed)[0].device_id)
    screen.wire.listener.stop()
    stage.settle()
    sheet = FindStudySheet(screen._context, Archive(1, "PACS", "ORTHANC", "192.168.0.5", 4242), screen.window())
    sheet.open()
    sheet.name.setText("Құсайынова")
    iin, who = "850615400125", "Құсайынова^Әсел^Нұрланқызы"
    sheet.show_found((
        FoundStudy("1.2.1", iin, who, "20261012", "CT", "Кеуде қуысы", "212"),
        FoundStudy("1.2.2", iin, who, "20260304", "US", "Іш қуысы", "6"),
        FoundStudy("1.2.3", "4471", "KUSSAINOVA^ASSEL", "20190520", "DX\\SR", "Thorax p.a.", "2"),
    ))  # fmt: skip
    stage.settle()


def wire_log(stage: Stage) -> None:
    screen = _opened(stage, "wire", WireScreen)
    screen.panel.listener.stop()
    stage.settle()
    screen.panel.take(_look(stage))
    screen.panel.table.selectRow(4)


DEVICE_SCENES: dict[str, Scene] = {
    "archive_find": archive_find,
    "devices": devices_list,
    "devices_none": devices_none,
    "devices_encrypted": devices_encrypted,
    "connect_1_way": connect_way,
    "connect_2_waiting": connect_waiting,
    "connect_2_ultrasound": connect_ultrasound,
    "connect_2_analyser": connect_analyser,
    "connect_2_technician": connect_technician,
    "connect_2_serial": connect_serial,
    "connect_2_folder": connect_folder,
    "connect_2_client": connect_client,
    "connect_3_name": connect_name,
    "connect_4_trial": connect_trial,
    "device_page": device,
    "device_page_new": device_new,
    "wire_log": wire_log,
}


def _opened(stage: Stage, place: str, kind: type[Any], subject: object = None) -> Any:
    frame = stage.open_frame(place, subject)
    screen = frame.screen_of(place)
    assert isinstance(screen, kind)
    return screen


def _connect(stage: Stage, way: str) -> ConnectScreen:
    screen: ConnectScreen = _opened(stage, "connect", ConnectScreen, way)
    screen.listen._look.stop()
    screen.listen.wire.listener.stop()
    stage.settle()
    screen.listen.wire.take(WireLook((), 0, is_running=True))
    return screen


def _heard(stage: Stage, way: str) -> ConnectScreen:
    screen = _connect(stage, way)
    screen.listen.show_receiver(_receiver())
    look = _look(stage)
    screen.listen.wire.take(look)
    screen.listen.hear(look)
    assert callers(look.entries)
    return screen

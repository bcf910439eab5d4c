"""From an analyser's line to the record: ASTM messages and printouts are filed, wait, or are named with the reason."""

from __future__ import annotations

import json
import random
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from app import device_settings, devices, rereading
from app.arrivals import Archive
from app.domain.access import Actor, Role, program
from app.domain.device import HubSettings, Transport
from app.domain.device_settings import DeviceSettings, HubDevice, Link, LinkKind
from app.domain.errors import Unreadable
from app.domain.identity import PersonName, Sex
from app.intake import file_new
from app.paths import DataFolder, shipped
from db.archive.reader import open_reader
from db.tables.archive_record import ReceivedRecordTable
from db.tables.result import ObservationTable, ReportTable
from devices.astm_frames import checksum
from devices.astm_session import AstmSession
from devices.equipment import Equipment
from devices.printout import PrintoutSession
from devices.reception import Reception
from devices.wire import PeerGone, Wire
from tests.app.intake.conftest import iin_of
from tests.devices.astm_device import ACK, ENQ, EOT, RESULT, Instrument, frames

IIN = iin_of("80010130012")
LINE = "/dev/ttyUSB0"
OWNER = Actor(1, "aigul", PersonName("Aigul"), None, frozenset({Role.DOCTOR, Role.OWNER}), "pc", "s1")
_FRAME = re.compile(rb"\x02[^\x03\x17]*[\x03\x17]([0-9A-Fa-f]{2})?\r?\n?", re.DOTALL)


class Line:
    """A session of the hub on one end of a socket pair, an analyser's bytes on the other."""

    def __init__(self, practice: Any, folder: Path, device: HubDevice | None = None) -> None:
        ours, self.device = _pair()
        self._wire = Wire(ours)
        reception = Reception(practice.hub, practice.archive.folder, 0, lambda received: None)
        equipment = Equipment(HubSettings(), reception, folder)
        visitor = HubDevice("astm", "", "10.0.0.9", DeviceSettings())
        is_text = device is not None and device.settings.link.protocol == "text"
        self._session: Any = (
            PrintoutSession(self._wire, device, equipment) if is_text and device
            else AstmSession(self._wire, device or visitor, equipment, is_link=device is not None)
        )  # fmt: skip
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        with suppress(PeerGone):
            self._session.serve()
        self._wire.close()

    def play(self, *pieces: bytes) -> bytes:
        """Send each piece, wait for its answer, end; answers what was heard."""
        heard = b""
        self.device.settimeout(0.6)
        for piece in pieces:
            self.device.sendall(piece)
            if piece == EOT:
                continue
            with suppress(TimeoutError):
                heard += self.device.recv(64)
        self.device.close()
        self._thread.join(10)
        return heard

    def print(self, octets: bytes) -> None:
        self.device.sendall(octets)
        self.device.close()
        self._thread.join(10)


def _pair() -> tuple[socket.socket, socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        theirs = socket.create_connection(listener.getsockname())
        ours, _ = listener.accept()
    return ours, theirs


@pytest.fixture
def line(practice: Any, tmp_path: Path) -> Callable[..., Line]:
    return lambda device=None: Line(practice, tmp_path, device)


def states(practice: Any) -> list[tuple[str, str]]:
    return [(row.state, row.reason) for row in practice.rows(ReceivedRecordTable)]


@pytest.mark.clause("13")
def test_a_result_under_an_accession_number_is_in_the_card(practice: Any, line: Callable[..., Line]) -> None:
    patient_id = practice.patient("Ахметов", "Тимур", date(1980, 1, 1), IIN, Sex.MALE)
    practice.booking(patient_id, "26-000017", "")
    line().play(ENQ, *frames(RESULT), EOT)
    practice.file()
    assert states(practice) == [("filed", "")]
    (report,) = practice.rows(ReportTable)
    assert report.patient_id == patient_id
    white, haemoglobin = practice.rows(ObservationTable)
    assert (white.value_text, white.value_number, white.unit, white.reference_range) == (
        "5.5",
        5.5,
        "10*9/L",
        "4.0-9.0",
    )
    assert (haemoglobin.value_text, haemoglobin.value_number) == (">200.0", None)


def test_the_same_message_again_is_a_duplicate_but_not_one_that_tells_no_time(
    practice: Any, line: Callable[..., Line]
) -> None:
    line().play(ENQ, *frames(RESULT), EOT, ENQ, *frames(RESULT), EOT)
    timeless = (b"H|\\^&|||GLUCO\r", b"P|1\r", b"O|1|7\r", b"R|1|^^^GLU|5.1|mmol/L\r", b"L|1|N\r")
    line().play(ENQ, *frames(timeless), EOT, ENQ, *frames(timeless), EOT)
    practice.file()
    assert [state for state, _ in states(practice)] == ["inbox", "duplicate", "inbox", "inbox"]


def test_the_profile_makes_codes_and_names_ours(practice: Any, line: Callable[..., Line]) -> None:
    line().play(ENQ, *frames(RESULT), EOT)
    practice.file()
    (device,) = practice.read(devices.listed)
    assert (device.transport, device.calling) == (Transport.ASTM, "XN-TEST^1.0")
    practice.write(devices.set_profile, device.device_id, "roche-cobas-c111", actor=OWNER)
    sample = shipped("devices", "profiles", "samples", "roche_cobas_c111.astm").read_bytes()
    named = sample.replace(b"PRACTICE^Roche^c111^4.2.2.1730^1^13000", b"XN-TEST^1.0")
    line().play(ENQ, *frames([record + b"\r" for record in named.split(b"\r") if record]), EOT)
    practice.file()
    found = {row.code: row.name for row in practice.rows(ObservationTable)[2:]}
    assert found == {"1751-7": "ALB", "1742-6": "ALT", "1920-8": "AST"}


@pytest.mark.usefixtures("expects_log")
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("cobas_c111.txt", ("inbox", "")), ("genexpert.txt", ("inbox", "")), ("sysmex_xp100.txt", ("inbox", "")),
        ("spotchem_el_mock.txt", ("inbox", "")), ("roche_cobas_h7600_frames.bin", ("error", "astm-checksum")),
        ("spotchem_el.txt", ("error", "astm-no-checksum")), ("yumizen_h500.txt", ("error", "astm-frame-number")),
    ],
)  # fmt: skip
def test_every_shared_sample_ends_where_it_can_be_seen(
    practice: Any, line: Callable[..., Line], shared_samples: Path, name: str, expected: tuple[str, str]
) -> None:
    content = (shared_samples / "devices" / "astm" / name).read_bytes()
    whole = [found[0] for found in _FRAME.finditer(content)]
    rest = content[sum(map(len, whole)) :]
    line().play(ENQ, *whole, *([rest] if rest else [EOT]))
    practice.file()
    assert states(practice)[0] == expected
    assert practice.read(devices.listed) or expected[0] == "error"


def test_yumizen_counts_frames_in_its_own_way_and_is_taken_where_that_is_set(
    practice: Any, line: Callable[..., Line], shared_samples: Path
) -> None:
    content = (shared_samples / "devices" / "astm" / "yumizen_h500.txt").read_bytes()
    device = HubDevice("astm", "", "10.0.0.9:5000", DeviceSettings(checks_checksum=False))
    line(device).play(ENQ, *[found[0] for found in _FRAME.finditer(content)], EOT)
    practice.file()
    assert states(practice) == [("inbox", "")]
    values = practice.rows(ObservationTable)
    assert len(values) == 21
    assert all(value.is_demo for value in values), "a control is nobody's result"


def test_every_checksum_of_the_shared_samples_is_right(shared_samples: Path) -> None:
    checked = 0
    for file in sorted((shared_samples / "devices" / "astm").glob("*.txt")):
        for found in _FRAME.finditer(file.read_bytes()):
            if found[1]:
                covered = found[0][1 : found.start(1) - found.start()]
                assert checksum(covered) == found[1].upper(), file.name
                checked += 1
    assert checked >= 40


# --- printouts


@pytest.fixture
def strip(practice: Any) -> HubDevice:
    """A urine strip reader on a serial line, set up and without a line profile."""
    link = Link(LinkKind.SERIAL, protocol="text", serial_port=LINE)
    settings = DeviceSettings(is_confirmed=True, link=link)
    practice.write(device_settings.add, Transport.SERIAL, "Urine", settings, actor=OWNER)
    return HubDevice("serial", "", LINE, settings)


def test_a_printout_waits_for_its_profile_and_is_read_when_there_is_one(
    practice: Any, line: Callable[..., Line], strip: HubDevice
) -> None:
    line(strip).print(shipped("devices", "profiles", "samples", "urine_strip.txt").read_bytes())
    practice.file()
    assert states(practice) == [("error", "text-no-profile")]
    (device,) = practice.read(devices.listed)
    (row,) = practice.rows(ReceivedRecordTable)
    assert row.device_id == device.device_id
    with pytest.raises(Unreadable, match="text-no-profile"):
        practice.write(rereading.read_again, row.id, actor=OWNER)
    chosen = DeviceSettings(is_confirmed=True, link=strip.settings.link, line_profile="urine-strip")
    practice.write(device_settings.change, device.device_id, chosen, actor=OWNER)
    assert practice.write(rereading.read_waiting_again, device.device_id, actor=OWNER) == 1
    assert states(practice) == [("inbox", "")]
    values = {value.name: value for value in practice.rows(ObservationTable)}
    assert (values["PRO"].value_text, values["PRO"].value_number, values["PRO"].code) == ("1+ 0.3", None, "20454-5")
    assert values["SG"].value_number == 1.015


def test_the_shared_printout_is_read_with_the_shipped_profile(
    practice: Any, line: Callable[..., Line], strip: HubDevice, shared_samples: Path
) -> None:
    (device,) = practice.read(devices.listed)
    practice.write(devices.set_profile, device.device_id, "urine-strip", actor=OWNER)
    line(strip).print((shared_samples / "devices" / "hl7" / "urine_strip_plain_text.txt").read_bytes())
    practice.file()
    assert states(practice) == [("inbox", "")]
    values = {value.name: value.value_text for value in practice.rows(ObservationTable)}
    assert values == {
        "LEU": "-", "NIT": "-", "URO": "norm.", "PRO": "-", "PH": "6.5", "BLD": "-", "SG": "1.005", "KET": "-",
        "BIL": "1+", "GLU": "-", "ASC": "3+",
    }  # fmt: skip


def test_a_printout_of_another_device_is_named(practice: Any, line: Callable[..., Line], strip: HubDevice) -> None:
    (device,) = practice.read(devices.listed)
    practice.write(devices.set_profile, device.device_id, "urine-strip", actor=OWNER)
    line(strip).print(b"READY\r\nself test passed\r\n")
    practice.file()
    assert states(practice) == [("error", "text-no-results")]


# --- kill -9


@pytest.mark.clause("13")
def test_what_was_acknowledged_before_a_kill_is_in_the_record_once(practice: Any, tmp_path: Path) -> None:
    """The hub dies in the middle of messages; the analyser sends again what nobody acknowledged."""
    data = DataFolder(tmp_path / "hub")
    data.root.mkdir()
    data.keyring.write_text("{}")
    public = X25519PrivateKey.from_private_bytes(bytes(range(32))).public_key().public_bytes_raw()
    settings = {"bind": "127.0.0.1", "dicom_port": 0, "hl7_port": 0, "astm_port": 0, "min_free_bytes": 1 << 20}
    data.hub_settings.write_text(json.dumps({**settings, "public_key": public.hex(), "key_version": 1}))
    chance, number, acknowledged = random.Random(3), 0, []
    for _ in range(4):
        command = [sys.executable, "-m", "app", "hub", "--data", str(data.root), "--json"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).resolve().parents[3]) as hub:
            assert hub.stdout is not None
            port = json.loads(hub.stdout.readline())["astm"]
            pieces_left = chance.randint(9, 40)
            with Instrument(port) as analyser, suppress(OSError, AssertionError):
                while True:
                    records = [RESULT[0], b"P|1|N%04d\r" % number, *RESULT[2:]]
                    for piece in (ENQ, *frames(records)):
                        pieces_left -= 1
                        if not pieces_left:
                            analyser.send(piece[: len(piece) // 2 + 1] if chance.random() < 0.5 else piece)
                            hub.kill()
                        assert analyser.ask(piece) == ACK
                    acknowledged.append(f"N{number:04}")
                    number += 1
                    analyser.send(EOT)
            hub.kill()
    keys = practice.archive.private_keys
    found = Archive(data.archive, keys, open_reader(data.archive, keys))
    file_new(practice.store, found, program("intake"))
    filed = [row.identity["patient_id"] for row in practice.rows(ReceivedRecordTable) if row.state == "inbox"]
    assert len(acknowledged) > 5
    assert set(acknowledged) <= set(filed)
    assert len(filed) == len(set(filed))

"""Connecting a device: callers are named from the wire, accepted or not, carried as a file, and tried for real."""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import socket
import ssl
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import (
    assembly,
    counts,
    device_files,
    device_settings,
    device_trials,
    devices,
    inbox,
    onboarding,
    overview,
    receiver,
    receiver_settings,
    undo,
    wire,
)  # fmt: skip
from app.cli import all_commands
from app.commands.command import Call, Out
from app.domain.access import Role
from app.domain.clock import FixedClock
from app.domain.device import OFF, Standing, Transport
from app.domain.device_settings import DeviceSettings, Link, LinkKind, WorklistLetters
from app.domain.errors import Conflict, Refused, Unreadable
from app.domain.heard import Caller, WireEntry, callers
from app.domain.identity import Sex
from app.login import Unlocked
from app.open_practice import OpenPractice
from app.stand_ins.device_objects import Sitter, ultrasound
from app.stand_ins.device_senders import send_message, send_objects
from db.tables.archive_record import ArchiveRecordTable, ReceivedRecordTable
from db.tables.journal import JournalTable

US_MULTI = "1.2.840.10008.5.1.4.1.1.3.1"
NOON = datetime(2026, 11, 25, 7, tzinfo=UTC)
US_1 = ("US-1", "192.168.0.20")


@pytest.fixture
def opened(unlocked: Unlocked) -> Iterator[OpenPractice]:
    made = OpenPractice(unlocked)
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(3)]
    dicom, hl7, _ = (one.getsockname()[1] for one in held)
    for one in held:
        one.close()
    file = made.folder.hub_settings
    plain = {**json.loads(file.read_bytes()), "bind": "127.0.0.1", "dicom_port": dicom, "hl7_port": hl7}
    file.write_text(json.dumps(plain))
    yield made
    made.close()


@pytest.fixture
def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port: int = other.getsockname()[1]
    return port


@pytest.fixture
def receiving(opened: OpenPractice) -> Iterator[OpenPractice]:
    """With the real hub behind it."""
    workers = assembly.start_workers(opened)
    try:
        workers.ports(30)
        yield opened
    finally:
        workers.stop(stop_hub=True)


def until(holds: Any) -> None:
    deadline = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def journal(opened: OpenPractice) -> list[str]:
    return opened.read(lambda session, _: [row.action for row in session.query(JournalTable).order_by(JournalTable.id)])


# --- what is heard


def entry(number: int, transport: str, peer: str, **facts: Any) -> WireEntry:
    at = NOON + timedelta(seconds=number)
    return WireEntry(number, at, transport, peer, str(facts.get("calling", "")), "in", "connection", "", facts=facts)


def test_a_caller_is_all_that_it_said_in_several_conversations() -> None:
    verification = {"uid": "1.2.840.10008.1.1", "syntaxes": ["1.2.840.10008.1.2"], "accepted": "1.2.840.10008.1.2"}
    storage = {"uid": US_MULTI, "syntaxes": ["1.2.840.10008.1.2.4.50"], "accepted": ""}
    asking = {"calling": "US-1", "called": "ORTHANC", "ours": "SHIPAGER"}
    (found,) = callers([
        entry(1, "dicom", "10.0.0.2", **asking, asked=[verification]),
        entry(2, "dicom", "10.0.0.2", **asking, asked=[storage]),
    ])  # fmt: skip
    assert [one.uid for one in found.asked] == ["1.2.840.10008.1.1", US_MULTI]
    assert found.calls_us_otherwise
    assert [one.key for one in onboarding.proposals(found)][:1] == ["generic-ultrasound"], "known by its name"


def test_a_device_without_a_telling_name_is_known_by_what_it_stores() -> None:
    caller = Caller("dicom", "10.0.0.9", "ROOM7", NOON, protocol="dicom")
    asked = callers([entry(1, "dicom", "10.0.0.9", calling="ROOM7", asked=[
        {"uid": "1.2.840.10008.5.1.4.1.1.1.1", "syntaxes": [], "accepted": "1.2.840.10008.1.2.1"}])])  # fmt: skip
    assert [one.key for one in onboarding.proposals(asked[0])] == ["generic-xray", "generic-dicom"]
    assert [one.key for one in onboarding.proposals(caller)] == ["generic-dicom"]


def test_bytes_without_a_name_are_forgotten_once_a_name_came() -> None:
    first = callers([entry(1, "serial", "COM3", bytes=17), entry(2, "serial", "COM3", bytes=3)])
    assert [(one.calling, one.raw_bytes) for one in first] == [("", 20)]
    named = callers([entry(3, "serial", "COM3", calling="XP-300", protocol="astm", records="HPORL")], first)
    assert [(one.calling, one.records) for one in named] == [("XP-300", "HPORL")]


# --- what a person says


def test_accepting_sets_what_the_profile_proposes_and_is_taken_back(opened: OpenPractice) -> None:
    device = opened.write(
        onboarding.accept, Transport.DICOM, *US_1, name=" УЗИ  кабинет 3 ", profile="generic-ultrasound"
    )
    assert (device.name, device.profile, device.standing) == ("УЗИ кабинет 3", "generic-ultrasound", Standing.OURS)
    opened.write(undo.undo)
    (device,) = opened.read(devices.listed)
    assert (device.name, device.profile, device.standing) == ("US-1", "", Standing.NEW)
    assert journal(opened)[-3:] == ["device.accept", "device.take-back", "undo"]


def test_not_mine_is_asked_no_more_and_can_be_brought_back(opened: OpenPractice) -> None:
    device = opened.write(onboarding.ignore, Transport.DICOM, *US_1)
    assert device.standing is Standing.IGNORED
    assert opened.read(overview.overview).devices_new == 0
    assert opened.write(onboarding.bring_back, device.device_id).standing is Standing.OURS


def test_a_withdrawn_device_ends_its_link_and_comes_back_by_being_heard(
    opened: OpenPractice, clock: FixedClock
) -> None:
    link = Link(kind=LinkKind.CLIENT, protocol="hl7", host="127.0.0.1", port=9)
    device = opened.write(device_settings.add, Transport.HL7, "Анализатор", DeviceSettings(link=link))
    gone = opened.write(onboarding.withdraw, device.device_id)
    assert (gone.standing, gone.settings.link.is_on) == (Standing.WITHDRAWN, False)
    assert opened.read(overview.overview).devices == 0
    again = replace(gone, last_seen=clock.now() + timedelta(days=1))
    assert again.standing is Standing.OURS


def test_a_device_that_got_another_address_stays_the_same_device(opened: OpenPractice, clock: FixedClock) -> None:
    """Routers give addresses anew: settings, counts and results stay with the device that a person knows."""
    ours = opened.write(onboarding.accept, Transport.DICOM, *US_1, name="УЗИ", profile="generic-ultrasound")
    opened.write(devices.set_character_set, ours.device_id, "cp1251")
    clock.advance(timedelta(hours=1))
    with opened.store.writing() as session:
        heard = devices.Heard(session)
        new_id = heard.device(("dicom", "US-1", "192.168.0.77"), clock.now(), is_error=False)
        archived = ArchiveRecordTable(
            record_id="0" * 32, kind="dicom", segment="s", offset=0, length=1, tag=b"", sha256=b"", size=1,
            stored_at=clock.now(),
        )  # fmt: skip
        session.add(archived)
        session.flush()
        session.add(
            ReceivedRecordTable(
                archive_id=archived.id, transport="dicom", device_id=new_id, received_at=clock.now(), state="kept"
            )
        )
    new, old = opened.read(devices.listed)
    assert onboarding.was_elsewhere(new, (new, old)) == old
    assert new_id is not None
    moved = opened.write(onboarding.has_moved, ours.device_id, new_id)
    assert (moved.peer, moved.character_set, moved.received, moved.standing) == (
        "192.168.0.77", "cp1251", 1, Standing.OURS,
    )  # fmt: skip
    assert [one.device_id for one in opened.read(devices.listed)] == [ours.device_id]
    assert opened.read(devices.received_today) == {ours.device_id: (1, 0)}
    other = opened.write(onboarding.ignore, Transport.HL7, "US-1", "192.168.0.78")
    with pytest.raises(Refused, match="device-not-the-same"):
        opened.write(onboarding.has_moved, ours.device_id, other.device_id)


def test_two_machines_of_one_name_are_not_taken_for_one(opened: OpenPractice, clock: FixedClock) -> None:
    ours = opened.write(onboarding.accept, Transport.DICOM, *US_1, name="УЗИ")
    new = replace(ours, device_id=99, peer="192.168.0.77", settings=DeviceSettings(), first_seen=clock.now())
    assert onboarding.was_elsewhere(new, [ours]) == ours
    still = replace(ours, last_seen=clock.now() + timedelta(minutes=1))
    assert onboarding.was_elsewhere(new, [still]) is None
    nameless = replace(new, calling="")
    assert onboarding.was_elsewhere(nameless, [replace(ours, calling="")]) is None


def test_what_was_changed_since_is_not_taken_back_over(opened: OpenPractice) -> None:
    device = opened.write(onboarding.accept, Transport.DICOM, *US_1, name="A")
    opened.write(devices.rename, device.device_id, "B")
    with pytest.raises(Conflict):
        opened.write(undo.undo)


def test_only_who_configures_devices_says_which_are_ours(opened: OpenPractice) -> None:
    opened.actor = replace(opened.actor, roles=frozenset({Role.RECEPTION}))
    for call in (
        lambda: opened.write(onboarding.accept, Transport.DICOM, *US_1, name="A"),
        lambda: opened.write(onboarding.ignore, Transport.DICOM, *US_1),
        lambda: opened.write(wire.show_identities),
        lambda: wire.look(opened.folder, opened.actor, identities=True),
    ):
        with pytest.raises(Refused, match="no-right"):
            call()


def test_the_status_bar_counts_confirmed_devices_that_send(opened: OpenPractice, clock: FixedClock) -> None:
    opened.write(onboarding.accept, Transport.DICOM, *US_1, name="УЗИ")
    archive = DeviceSettings(is_archive=True, answers_port=4242)
    opened.write(device_settings.add, Transport.DICOM, "PACS", archive, calling="PACS", peer="192.168.0.5")
    opened.write(onboarding.ignore, Transport.HL7, "X^Y", "192.168.0.77")
    seen = opened.read(overview.overview)
    assert (seen.devices, seen.devices_seen, seen.devices_new) == (1, 1, 0)
    clock.advance(timedelta(days=3))
    assert opened.read(overview.overview).devices_seen == 1, "a weekend is no silence"
    clock.advance(timedelta(days=2))
    assert opened.read(overview.overview).devices_seen == 0


# --- as a file


def test_a_device_is_carried_as_a_file_without_its_place(opened: OpenPractice) -> None:
    first = opened.write(onboarding.accept, Transport.DICOM, *US_1, name="УЗИ", profile="generic-ultrasound")
    wanted = replace(first.settings, worklist_letters=WorklistLetters.LATIN, may_query=True, answers_port=104)
    opened.write(device_settings.change, first.device_id, wanted)
    opened.write(devices.set_character_set, first.device_id, "cp1251")
    content = opened.write(device_files.written, first.device_id)
    assert b"192.168.0.20" not in content
    assert b"may_query" not in content, "a right is given in each practice anew"
    other = opened.write(onboarding.accept, Transport.DICOM, "US-2", "10.0.0.9", name="УЗИ 2")
    changed = opened.write(device_files.apply, other.device_id, content)
    assert (changed.profile, changed.character_set) == ("generic-ultrasound", "cp1251")
    assert (changed.settings.worklist_letters, changed.settings.answers_port) == (WorklistLetters.LATIN, 104)
    assert (changed.standing, changed.settings.may_query, changed.peer) == (Standing.OURS, False, "10.0.0.9")
    serial = opened.write(onboarding.accept, Transport.HL7, "A^B", "10.0.0.3", name="A")
    with pytest.raises(Refused, match="device-file-transport"):
        opened.write(device_files.apply, serial.device_id, content)


@pytest.mark.parametrize("content", [
    b"", b"{}", b"[]", b"null", b"\xff\xfe", b'{"format":"shipager-device","version":1}', b"[" * 50_000, b" " * 70_000,
    b'{"format":"shipager-device","version":1,"transport":"dicom","settings":{"answers_port":99999}}',
    b'{"format":"shipager-device","version":1,"transport":"dicom","settings":{"link":{"baud":"x"}}}',
    b'{"format":"shipager-device","version":1,"transport":"mars","settings":{}}',
])  # fmt: skip
def test_a_file_that_is_none_is_refused_before_anything_is_set(content: bytes) -> None:
    with pytest.raises(Unreadable, match="device-file"):
        device_files.read(content)


def test_a_file_of_a_later_version_says_so() -> None:
    with pytest.raises(Unreadable, match="device-file-version"):
        device_files.read(b'{"format":"shipager-device","version":2}')


@given(content=st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["format", "version", "transport", "settings", "link", "title", "profile"]), inner, max_size=4),
    max_leaves=12,
))  # fmt: skip
def test_no_json_is_more_than_refused(content: object) -> None:
    if isinstance(content, dict):
        content |= {"format": device_files.FORMAT, "version": 1}
    with contextlib.suppress(Unreadable):
        device_files.read(json.dumps(content).encode())


# --- for real


@pytest.mark.clause("15")
def test_callers_are_heard_by_the_running_receiver(
    receiving: OpenPractice, clock: FixedClock, expects_log: None
) -> None:
    at = receiver_settings.current(receiving.folder)
    wire.look(receiving.folder, receiving.actor)
    sitter = Sitter(receiving.actor.name, "19800101", Sex.FEMALE, patient_id="7")
    send_objects(
        "127.0.0.1",
        at.dicom_port,
        [ultrasound(sitter, clock.now(), frames=1, size=32)],
        calling="US-1",
        called="ORTHANC",
    )
    seen = wire.look(receiving.folder, receiving.actor)
    (caller,) = callers(seen.entries)
    assert (caller.calling, caller.called, caller.ours) == ("US-1", "ORTHANC", "SHIPAGER")
    assert {one.kind for one in seen.entries} >= {"association", "pdu", "dimse"}
    assert "19800101" not in wire.as_text(seen.entries)
    assert "\tUS-1\t>\tassociation\tA-ASSOCIATE-RQ" in wire.as_text(seen.entries)


def test_identities_are_shown_after_a_row_in_the_journal(receiving: OpenPractice) -> None:
    at = receiver_settings.current(receiving.folder)
    wire.look(receiving.folder, receiving.actor)
    sent = "MSH|^~\\&|A|B|||20260101||ORU^R01|1|P|2.5.1\rPID|1||77||Есім^Тек\rOBR|1\rOBX|1|NM|1||5\r"
    send_message("127.0.0.1", at.hl7_port, sent.encode())
    masked = wire.look(receiving.folder, receiving.actor)
    assert "Есім" not in str(masked)
    assert any(one.is_masked for one in masked.entries)
    receiving.write(wire.show_identities)
    assert journal(receiving)[-1] == "wire.identities"
    assert "Есім^Тек" in str(wire.look(receiving.folder, receiving.actor, identities=True).entries)


@pytest.mark.parametrize("way", ["dicom", "hl7"])
def test_our_own_test_object_goes_through_the_real_port_and_is_nobodys(
    receiving: OpenPractice, clock: FixedClock, way: Any
) -> None:
    at = receiver.look(receiving.folder)
    port = at.dicom_port if way == "dicom" else at.hl7_port
    trial = device_trials.send_to_ourselves(way, at.host, port, clock.now(), called=at.ae_title)
    assert trial.is_good, trial
    until(lambda: [one.received for one in receiving.read(devices.listed)] == [1])
    (device,) = receiving.read(devices.listed)
    assert device.standing is Standing.IGNORED
    assert receiving.read(inbox.items) == ()
    assert receiving.read(lambda session, _: counts.count(session)).studies == 0
    today = receiving.read(devices.received_today)
    assert today == {device.device_id: (1, 0)}


def test_a_trial_says_how_far_it_came(receiving: OpenPractice, clock: FixedClock, tmp_path: Path) -> None:
    at = receiver.look(receiving.folder)
    good = device_trials.echo("127.0.0.1", at.dicom_port, called=at.ae_title, calling="SHIPAGER")
    assert [(one.code, one.is_good) for one in good.steps] == [
        ("connected", True),
        ("associated", True),
        ("echoed", True),
    ]
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
    assert not device_trials.connect("127.0.0.1", port).is_good
    assert not device_trials.echo("127.0.0.1", port, called="X", calling="Y").is_good
    assert [one.code for one in device_trials.send_to_ourselves("hl7", "127.0.0.1", port, clock.now()).steps] == [
        "connected"
    ]
    watched = tmp_path / "watched"
    watched.mkdir()
    assert device_trials.send_to_ourselves("folder", str(watched), 0, clock.now()).is_good
    assert [one.suffix for one in watched.iterdir()] == [".hl7"]
    assert not device_trials.send_to_ourselves("folder", str(tmp_path / "away"), 0, clock.now()).is_good


def test_an_astm_port_takes_the_test_object_frame_by_frame(clock: FixedClock) -> None:
    """Against a receiver that acknowledges ENQ and each whole frame (E1381 6.3)."""
    taken: list[bytes] = []

    def serve(listener: socket.socket) -> None:
        line, _ = listener.accept()
        with line, line.makefile("rb") as bytes_in:
            while (head := bytes_in.read(1)) not in {b"", b"\x04"}:
                if head == b"\x02":
                    taken.append(bytes_in.readline())
                line.sendall(b"\x06")

    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = threading.Thread(target=serve, args=(listener,))
        server.start()
        assert device_trials.send_to_ourselves("astm", "127.0.0.1", listener.getsockname()[1], clock.now()).is_good
        server.join()
    assert [one[1:2] for one in taken] == [b"H", b"P", b"O", b"R", b"L"]
    for one in taken:
        body, check = one[:-4], one[-4:-2]
        assert int(check, 16) == sum(body) % 256


def test_ports_that_are_off_are_switched_on(opened: OpenPractice) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        free = other.getsockname()[1]
        with pytest.raises(Refused, match="port-in-use"):
            opened.write(receiver_settings.change, opened.folder, opened.keys, astm_port=free)
    before = receiver_settings.current(opened.folder)
    assert before.astm_port == OFF
    after = opened.write(receiver_settings.change, opened.folder, opened.keys, astm_port=free)
    assert after == replace(before, astm_port=free)
    with pytest.raises(Refused, match="hub-setting"):
        opened.write(receiver_settings.change, opened.folder, opened.keys, dicom_tls_port=after.hl7_port)
    assert opened.write(receiver_settings.change, opened.folder, opened.keys, astm_port=OFF) == before


def test_the_command_line_lists_devices_and_families(opened: OpenPractice, capsys: pytest.CaptureFixture[str]) -> None:
    opened.write(onboarding.accept, Transport.DICOM, *US_1, name="УЗИ", profile="generic-ultrasound")
    for action in ("list", "profiles"):
        call = Call(argparse.Namespace(action=action), Out(as_json=True), opened)
        assert all_commands()["devices"].run(call) == 0
    said = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    (device,) = (one for one in said if one["event"] == "device")
    assert (device["name"], device["calling"], device["peer"], device["standing"]) == ("УЗИ", *US_1, "ours")
    assert said[1] == {"event": "done", "devices": 1}
    assert {one["key"] for one in said if one["event"] == "profile"} >= {"mindray-bc", "generic-ultrasound"}


@pytest.mark.clause("15")
def test_an_analyser_by_astm_is_named_as_its_row_will_be(
    opened: OpenPractice, clock: FixedClock, free_port: int
) -> None:
    """The port is opened from the program, the caller's key is that of the device that intake makes."""
    opened.write(receiver_settings.change, opened.folder, opened.keys, astm_port=free_port)
    workers = assembly.start_workers(opened)
    try:
        workers.ports(30)
        at = receiver.look(opened.folder)
        assert at.astm_port == free_port
        wire.look(opened.folder, opened.actor)
        assert device_trials.send_to_ourselves("astm", at.host, at.astm_port, clock.now()).is_good
        until(lambda: [one.received for one in opened.read(devices.listed)] == [1])
        (device,) = opened.read(devices.listed)
        heard = callers(wire.look(opened.folder, opened.actor).entries)
        assert (device.transport.value, device.calling, device.peer) in [one.key for one in heard]
        assert device.standing is Standing.IGNORED
        assert opened.read(inbox.items) == ()
    finally:
        workers.stop(stop_hub=True)


def test_the_encrypted_port_is_opened_with_a_certificate_of_its_own(
    opened: OpenPractice, clock: FixedClock, free_port: int
) -> None:
    assert receiver_settings.certificate(opened.folder) is None
    opened.write(receiver_settings.change, opened.folder, opened.keys, dicom_tls_port=free_port)
    made = receiver_settings.certificate(opened.folder)
    assert made is not None
    workers = assembly.start_workers(opened)
    try:
        workers.ports(30)
        with socket.create_connection(("127.0.0.1", free_port), 5) as plain:
            context = ssl.create_default_context()
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
            with context.wrap_socket(plain) as wrapped:
                shown = wrapped.getpeercert(binary_form=True) or b""
        assert hashlib.sha256(shown).hexdigest().upper() == made.fingerprint.replace(":", "")
    finally:
        workers.stop(stop_hub=True)


def test_a_file_of_our_own_goes_the_way_of_the_devices_files(
    receiving: OpenPractice, clock: FixedClock, tmp_path: Path
) -> None:
    watched = tmp_path / "watched"
    watched.mkdir()
    link = Link(kind=LinkKind.FOLDER, folder=str(watched))
    receiving.write(device_settings.add, Transport.FOLDER, "Спирограф", DeviceSettings(link=link))
    assert device_trials.send_to_ourselves("folder", str(watched), 0, clock.now()).is_good
    until(lambda: [one.received for one in receiving.read(devices.listed)] == [1])
    assert receiving.read(inbox.items) == ()
    assert receiving.read(devices.listed)[0].standing is Standing.OURS


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals stand in for a cable")
def test_bytes_on_a_cable_are_seen_before_the_device_has_a_name(receiving: OpenPractice) -> None:
    """What the wizard shows while somebody tries speeds: bytes first, then who sends (ASTM over a serial line)."""
    import tty

    ours, theirs = os.openpty()
    try:
        tty.setraw(theirs)
        port = os.ttyname(theirs)
        link = Link(kind=LinkKind.SERIAL, protocol="astm", serial_port=port)
        receiving.write(device_settings.add, Transport.SERIAL, "Гематология", DeviceSettings(link=link))
        until(lambda: (state := receiver.link_state(receiving.folder, port)) is not None and state.is_connected)

        def heard() -> list[Caller]:
            return list(callers(wire.look(receiving.folder, receiving.actor).entries))

        heard()
        os.write(ours, b"\x00\x41garbage")
        until(lambda: any(one.raw_bytes and not one.calling for one in heard()))
        message = b"H|\\^&|||XP-300|||||||P|1\rR|1|^^^HGB|141|g/L\rL|1|N\r"
        os.write(ours, b"\x05")
        until(lambda: os.read(ours, 1) == b"\x06")
        body = b"1" + message + b"\x03"
        os.write(ours, b"\x02" + body + f"{sum(body) % 256:02X}".encode() + b"\r\n")
        until(lambda: os.read(ours, 1) == b"\x06")
        os.write(ours, b"\x04")
        until(lambda: [one.calling for one in heard()] == ["XP-300"])
        assert {"H", "R", "L"} <= set(heard()[0].records)
        until(lambda: [one.received for one in receiving.read(devices.listed)] == [1])
    finally:
        os.close(ours)
        os.close(theirs)


def test_whether_the_receiver_reaches_a_device_is_told(receiving: OpenPractice) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        peer = f"127.0.0.1:{listener.getsockname()[1]}"
        host, _, port = peer.partition(":")
        link = Link(kind=LinkKind.CLIENT, protocol="hl7", host=host, port=int(port))
        receiving.write(device_settings.add, Transport.HL7, "Анализатор", DeviceSettings(link=link))
        until(lambda: (state := receiver.link_state(receiving.folder, peer)) is not None and state.is_connected)
    assert receiver.link_state(receiving.folder, "10.0.0.1:1") is None

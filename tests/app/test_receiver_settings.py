"""Ports, address and AE title after the first run: tried first, written, told to the hub, and in the journal."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from app import assembly, receiver_settings
from app.domain.access import Role
from app.domain.errors import Refused
from app.login import Unlocked
from app.open_practice import OpenPractice
from db.tables.journal import JournalTable


def free_ports(count: int) -> list[int]:
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    found = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return found


@pytest.fixture
def opened(unlocked: Unlocked) -> Iterator[OpenPractice]:
    made = OpenPractice(unlocked)
    dicom, hl7 = free_ports(2)
    file = made.folder.hub_settings
    plain = {**json.loads(file.read_bytes()), "bind": "127.0.0.1", "dicom_port": dicom, "hl7_port": hl7}
    file.write_text(json.dumps(plain))
    yield made
    made.close()


def change(opened: OpenPractice, **other: Any) -> Any:
    now = receiver_settings.current(opened.folder)
    wanted = {name: getattr(now, name) for name in ("bind", "dicom_port", "hl7_port", "ae_title")} | other
    return opened.write(receiver_settings.change, opened.folder, opened.keys, **wanted)


def until(holds: Any) -> None:
    deadline = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_the_running_hub_listens_on_the_new_port_and_no_longer_on_the_old_one(opened: OpenPractice) -> None:
    workers = assembly.start_workers(opened)
    try:
        before = workers.ports(30)
        (port,) = free_ports(1)
        change(opened, hl7_port=port, ae_title="KABINET-3")
        until(lambda: (workers.ports_now() or before) == (before[0], port))
        assert (workers.hub.status() or {})["ae_title"] == "KABINET-3"
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", before[1]), 2)
    finally:
        workers.stop(stop_hub=True)


def test_a_taken_port_is_refused_with_its_holder_and_the_receiver_goes_on(opened: OpenPractice) -> None:
    workers = assembly.start_workers(opened)
    try:
        before = workers.ports(30)
        pid = (workers.hub.status() or {})["pid"]
        with socket.create_server(("127.0.0.1", 0)) as other:
            port = other.getsockname()[1]
            with pytest.raises(Refused) as refused:
                change(opened, dicom_port=port)
        assert (refused.value.code, refused.value.facts["port"]) == ("port-in-use", port)
        assert receiver_settings.current(opened.folder).dicom_port == before[0]
        assert (workers.hub.status() or {})["pid"] == pid
    finally:
        workers.stop(stop_hub=True)


def test_the_key_and_the_limits_stay_and_the_journal_says_what_was_changed(opened: OpenPractice) -> None:
    before = json.loads(opened.folder.hub_settings.read_bytes())
    change(opened, ae_title="NEW")
    after = json.loads(opened.folder.hub_settings.read_bytes())
    assert after == before | {"ae_title": "NEW"}
    with opened.store.reading() as session:
        (row,) = session.query(JournalTable).filter_by(action="receiver.configure")
        assert "NEW" in str(row.after)
        assert "SHIPAGER" in str(row.before)


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ({"dicom_port": 0}, "hub-setting"), ({"dicom_port": 70000}, "hub-setting"),
        ({"ae_title": "A" * 17}, "hub-setting"), ({"ae_title": ""}, "hub-setting"),
        ({"bind": "192.0.2.77"}, "address-unknown"),
    ],
)  # fmt: skip
def test_what_no_receiver_can_follow_is_refused(opened: OpenPractice, wanted: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        change(opened, **wanted)
    assert refused.value.code == code


def test_equal_ports_are_refused_and_swapped_ones_are_not(opened: OpenPractice) -> None:
    now = receiver_settings.current(opened.folder)
    with pytest.raises(Refused):
        change(opened, hl7_port=now.dicom_port)
    after = change(opened, dicom_port=now.hl7_port, hl7_port=now.dicom_port)
    assert (after.dicom_port, after.hl7_port) == (now.hl7_port, now.dicom_port)


def test_only_who_may_configure_devices_changes_it(opened: OpenPractice) -> None:
    opened.actor = replace(opened.actor, roles=frozenset({Role.DOCTOR}))
    with pytest.raises(Refused) as refused:
        change(opened, ae_title="NEW")
    assert refused.value.code == "no-right"

"""The administrator sees every address that the practice speaks to; what is off says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest

from app import audit, outbound, revocation_service, time_stamps
from app.domain.access import Role
from app.domain.device_settings import DeviceSettings, Link, LinkKind
from app.domain.errors import Refused
from app.exchange import profile
from app.exchange.profile import FILE, ExchangeProfile, Switch
from app.login import Unlocked
from app.open_practice import OpenPractice
from app.outbound import OutboundAddress, Purpose
from app.revocation_service import RevocationService
from db.tables.device import DeviceTable

pytestmark = pytest.mark.clause("27.1")


@pytest.fixture
def practice(unlocked: Unlocked) -> Iterator[OpenPractice]:
    made = OpenPractice(unlocked)
    yield made
    made.close()


def add_device(
    practice: OpenPractice, transport: str, name: str, peer: str, settings: DeviceSettings, *, received: int = 0
) -> None:
    now = practice.clock.now()
    with practice.store.writing() as session:
        session.add(
            DeviceTable(
                transport=transport,
                name=name,
                calling=name,
                peer=peer,
                settings=settings.to_json(),
                first_seen=now,
                last_seen=now,
                received=received,
            )
        )


def listed(practice: OpenPractice) -> dict[str, tuple[Purpose, bool, datetime | None]]:
    found: tuple[OutboundAddress, ...] = practice.read(outbound.addresses)
    return {one.address: (one.purpose, one.is_on, one.last_used) for one in found}


def test_services_are_listed_with_their_switches(practice: OpenPractice) -> None:
    assert practice.read(outbound.addresses) == ()
    held = ExchangeProfile("ehd-rest", "http://127.0.0.1:9/", mis_id="7")
    practice.write(profile.save, held)
    practice.write(time_stamps.set_authority, "http://127.0.0.1:8/tsp")
    assert listed(practice) == {
        "http://127.0.0.1:9/": (Purpose.MINISTRY, False, None),
        "http://127.0.0.1:8/tsp": (Purpose.TIME_STAMPS, True, None),
    }
    practice.write(profile.save, replace(held, switches={FILE: Switch.SEND}))
    assert listed(practice)["http://127.0.0.1:9/"][1]


def test_who_is_asked_about_revocation_is_listed(practice: OpenPractice) -> None:
    service = RevocationService(True, "http://127.0.0.1:7/ocsp", "http://127.0.0.1:7/list.crl")
    practice.write(revocation_service.set_service, service)
    listed_now = {
        "http://127.0.0.1:7/ocsp": (Purpose.REVOCATION, True, None),
        "http://127.0.0.1:7/list.crl": (Purpose.REVOCATION, True, None),
    }
    assert listed(practice) == listed_now
    for wrong, code in (("https://ocsp.pki.gov.kz/", "test-practice-real-service"), ("ocsp", "revocation-url")):
        with pytest.raises(Refused, match=code):
            practice.write(revocation_service.set_service, RevocationService(True, wrong))
    with pytest.raises(Refused, match="revocation-url"):
        practice.write(revocation_service.set_service, RevocationService(True))
    assert listed(practice) == listed_now


def test_devices_that_we_speak_to_are_listed_and_those_that_only_come_are_not(practice: OpenPractice) -> None:
    now, ours = practice.clock.now(), DeviceSettings(is_confirmed=True)
    add_device(practice, "dicom", "US-1", "10.0.0.5", ours, received=3)
    archive = replace(ours, is_archive=True, answers_port=104)
    add_device(practice, "dicom", "PACS", "10.0.0.6", archive)
    add_device(practice, "dicom", "MR", "fe80::6", replace(ours, answers_port=11112))
    add_device(practice, "hl7", "LAB", "10.0.0.7", replace(ours, answers_port=2575, sends_orders=True))
    link = Link(LinkKind.CLIENT, protocol="astm", host="10.0.0.8", port=4000)
    add_device(practice, "astm", "BC", "10.0.0.8:4000", replace(ours, link=link), received=1)
    off = replace(ours, link=replace(link, port=4001, is_on=False))
    add_device(practice, "astm", "BC-2", "10.0.0.8:4001", off)
    share = replace(ours, link=Link(LinkKind.FOLDER, folder=r"\\ecg\out", answers_folder=r"C:\gdt"))
    add_device(practice, "folder", "ECG", r"\\ecg\out", share)
    gone = replace(archive, is_ignored=True, answers_port=105)
    add_device(practice, "dicom", "OLD", "10.0.0.9", gone)
    assert listed(practice) == {
        "10.0.0.6:104": (Purpose.ARCHIVE, True, None),
        "[fe80::6]:11112": (Purpose.IMAGES, True, None),
        "10.0.0.7:2575": (Purpose.ORDERS, True, None),
        "10.0.0.8:4000": (Purpose.LINK, True, now),
        "10.0.0.8:4001": (Purpose.LINK, False, None),
        r"\\ecg\out": (Purpose.SHARE, True, None),
        "10.0.0.9:105": (Purpose.ARCHIVE, False, None),
    }


def test_a_place_named_by_hand_is_remembered_once(practice: OpenPractice) -> None:
    with practice.store.writing() as session:
        for address in ("THEIRS 10.1.1.1:104", "THEIRS 10.1.1.1:104", "[OTHERS] 10.1.1.2:104"):
            audit.write(session, practice.actor, "study.retrieve", "study", 1, after={"instances": 1, "to": address})
    now = practice.clock.now()
    assert listed(practice) == {
        "10.1.1.1:104": (Purpose.BY_HAND, False, now),
        "10.1.1.2:104": (Purpose.BY_HAND, False, now),
    }


def test_the_list_is_the_administrators(practice: OpenPractice) -> None:
    nurse = replace(practice.actor, roles=frozenset({Role.NURSE}))
    with practice.store.reading() as session, pytest.raises(Refused, match="no-right"):
        outbound.addresses(session, nurse)

"""§27.1: all data on this computer. No address is built in; each that is used was set, and the journal says by whom."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from app import time_stamps
from app.domain.access import Actor
from app.exchange import profile
from db.store import Store
from db.tables.journal import JournalTable

pytestmark = pytest.mark.clause("27.1")

_ADDRESS = re.compile(r"\b(?:https?|wss?|ftp|ldap|smtp)s?://([^/\s\"'{}<>;]+)")
# Names of vocabularies that look like addresses; nobody ever asks them (FHIR R4 "system", XML namespaces).
_NAMES_OF_VOCABULARIES = {
    "terminology.hl7.org", "hl7.org", "loinc.org", "unitsofmeasure.org", "dicom.nema.org", "www.w3.org",
    "snomed.info", "docs.oasis-open.org", "schemas.xmlsoap.org",
}  # fmt: skip
# Who may open a connection at all: what the practice sets, and what stays on this computer or in its network.
_CONNECTING = {
    "app/eds/transport.py",  # time stamps and revocation, at the addresses that were set
    "app/eds/ncalayer.py", "app/eds/pinned_tls.py",  # NCALayer, on this computer only
    "app/exchange/transports/ehd_rest.py",  # the ministry's address that was set
    "app/receiver.py", "app/commands/window.py",  # which address devices reach this computer by; nothing is sent
    "app/demonstration/devices.py", "app/stand_ins", "devices",  # devices of the practice, servers of the demonstration
    "app/dicom_network.py",  # archives and workstations that the practice set up or a person names
    "app/device_trials.py",  # tries the device of the practice that was set up
    "ui/gallery_work.py",  # takes a port of this computer, so that the picture can show a taken one
}  # fmt: skip
_NETWORK = re.compile(
    r"^\s*(?:from|import) "
    r"(?:urllib3|pynetdicom|http\.client|urllib\.request|websockets|socket|smtplib|ftplib|PySide6\.QtNetwork)\b",
    re.MULTILINE,
)


def _files(root: Path) -> list[Path]:
    return [file for room in ("app", "db", "devices", "ui") for file in (root / room).rglob("*.py")]


def test_no_outside_address_is_built_into_the_program(project_root: Path) -> None:
    found = {
        (str(file.relative_to(project_root)), host)
        for file in _files(project_root)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        for host in _ADDRESS.findall(node.value)
        if host not in _NAMES_OF_VOCABULARIES and not host.startswith(("127.0.0.1", "localhost", "..."))
    }
    assert not found


def test_few_places_can_open_a_connection_and_they_are_named(project_root: Path) -> None:
    opening = {
        file.relative_to(project_root).as_posix()
        for file in _files(project_root)
        if _NETWORK.search(file.read_text(encoding="utf-8"))
    }
    unnamed = {one for one in opening if not any(one == known or one.startswith(f"{known}/") for known in _CONNECTING)}
    assert not unnamed


def test_a_new_practice_knows_no_address_and_sends_nothing(store: Store, actor: Actor) -> None:
    with store.reading() as session:
        exchange = profile.load(session)
        assert time_stamps.authority_url(session) == ""
    assert (exchange.transport, exchange.url, exchange.switches) == ("hold", "", {})
    assert not exchange.sends("MEDICAL_APPOINTMENT")


def test_who_set_an_address_and_which_one_stands_in_the_journal(store: Store, actor: Actor) -> None:
    with store.writing() as session:
        time_stamps.set_authority(session, actor, "http://127.0.0.1:8081/tsa")
        profile.save(
            session, actor, profile.ExchangeProfile("ehd-rest", "http://127.0.0.1:8082/", mis_id="7", password="secret")
        )
    with store.reading() as session:
        told = [row for row in session.query(JournalTable).all() if row.object_type == "setting"]
        assert time_stamps.authority_url(session) == "http://127.0.0.1:8081/tsa"
    assert {row.actor for row in told} == {actor.name.full}
    assert "http://127.0.0.1:8081/tsa" in str(told[0].after)
    assert "http://127.0.0.1:8082/" in str(told[1].after)
    assert "secret" not in str(told[1].after)

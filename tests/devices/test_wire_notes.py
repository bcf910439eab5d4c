"""The wire log tells who calls and what is asked for, and shows no patient to who may not see one."""

from __future__ import annotations

import socket
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from devices import hub_run, wire_notes
from devices.control import ControlClient
from devices.wire_log import WireLog

IIN = "800101300017"
ORU = (
    f"MSH|^~\\&|BC-20s|Mindray|||20261125||ORU^R01|7|P|2.3.1||||||UNICODE\rPID|1||{IIN}||Әбенова^Гүлнар\r"
    f"OBR|1||900012|00001^CBC^99MRC\rOBX|1|NM|718-7^HGB^LN||141|g/L|120-160|N\rOBX|2|ST|99^Name||Әбенова {IIN}\r"
)


def look(hub: Any, *, identities: bool = False) -> list[dict[str, Any]]:
    run = hub_run.read(hub.practice.folder.hub_run)
    assert run is not None
    with ControlClient(run.control_port, bytes.fromhex(run.token)) as client:
        entries: list[dict[str, Any]] = client.ask("wire", after=0, identities=identities, limit=2000)["entries"]
    return entries


def test_an_association_tells_who_calls_us_how_and_what_is_asked_for(hub: Any, scu: Any, expects_log: None) -> None:
    contexts = {
        1: ("1.2.840.10008.1.1", ["1.2.840.10008.1.2"]),
        3: ("1.2.840.10008.5.1.4.1.1.3.1", ["1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.1"]),
        5: ("1.2.3.4.5.6", ["1.2.840.10008.1.2.4.94"]),
    }
    look(hub)
    with scu(hub.dicom) as device:
        device.associate(contexts, calling="US-1", called="ORTHANC")
        device.release()
    notes = [one for one in look(hub) if one["kind"] == "association"]
    facts = notes[0]["facts"]
    assert (facts["calling"], facts["called"], facts["ours"]) == ("US-1", "ORTHANC", "SHIPAGER")
    assert [(one["uid"], bool(one["accepted"])) for one in facts["asked"]] == [
        ("1.2.840.10008.1.1", True), ("1.2.840.10008.5.1.4.1.1.3.1", True), ("1.2.3.4.5.6", False),
    ]  # fmt: skip
    assert [one["text"].split()[0] for one in notes] == ["A-ASSOCIATE-RQ", "A-ASSOCIATE-AC", "A-RELEASE-RQ,"]
    assert "accepted 2" in notes[1]["text"]


def test_commands_and_pdus_are_named_as_the_standard_names_them(hub: Any, scu: Any) -> None:
    look(hub)
    with scu(hub.dicom) as device:
        device.associate({1: ("1.2.840.10008.1.1", ["1.2.840.10008.1.2"])})
        command = device.command(0x0030, sop_class=b"1.2.840.10008.1.1", instance=None, data_set=False)
        device.send(4, device.pdv(1, 3, command))
        assert device.status() == 0
        device.release()
    said = [(one["kind"], one["direction"], one["text"].split(" of ")[0]) for one in look(hub)]
    assert ("pdu", "in", "P-DATA-TF") in said
    assert ("dimse", "in", "C-ECHO-RQ 1.2.840.10008.1.1") in said
    assert ("dimse", "out", "C-ECHO-RSP status 0000") in said


def test_a_refused_association_is_told_too(hub: Any, scu: Any, expects_log: None) -> None:
    with scu(hub.dicom) as device:
        device.associate(application_context=b"1.2.3")
    facts = next(one["facts"] for one in look(hub) if one["kind"] == "association")
    assert facts["refused"]


def test_messages_are_shown_without_identities_unless_they_are_asked_for(hub: Any, until: Any) -> None:
    look(hub)
    with socket.create_connection(("127.0.0.1", hub.hl7), 5) as device:
        device.sendall(b"\x0b" + ORU.encode() + b"\x1c\r")
        assert b"MSA|AA" in device.recv(1000)
    entries = look(hub)
    facts = next(one["facts"] for one in entries if one["kind"] == "connection")
    assert facts["application"] == "BC-20s"
    assert (facts["version"], facts["character_set"], facts["message_type"]) == ("2.3.1", "UNICODE", "ORU^R01")
    masked = "\n".join(one["text"] for one in entries)
    assert IIN not in masked
    assert "Әбенова" not in masked
    assert "718-7^HGB^LN||141|g/L" in masked, "a number is no identity, and a technician looks for it"
    whole = "\n".join(one["text"] for one in look(hub, identities=True))
    assert IIN in whole
    assert "Әбенова^Гүлнар" in whole


def test_details_are_noted_only_while_somebody_watches(hub: Any) -> None:
    with socket.create_connection(("127.0.0.1", hub.hl7), 5) as device:
        device.sendall(b"\x0b" + ORU.encode() + b"\x1c\r")
        assert b"MSA|AA" in device.recv(1000)
    assert {one["kind"] for one in look(hub)} - {"log"} == {"connection"}


def test_facts_are_kept_of_the_newest_only_and_lines_are_bounded() -> None:
    log = WireLog()
    for number in range(300):
        log.note("hl7", "10.0.0.1", "X", "in", "connection", "x" * 5000, facts={"number": number})
    entries = log.look(0, with_identities=False, limit=2000)["entries"]
    assert [one["facts"]["number"] for one in entries if "facts" in one] == list(range(200, 300))
    assert max(len(one["text"]) for one in entries) == 2000
    assert [one["number"] for one in log.look(0, with_identities=False, limit=2)["entries"]] == [299, 300]


_field = st.text(st.characters(blacklist_characters="|\r\n", blacklist_categories=["Cs"]), max_size=12)


@given(
    name=st.sampled_from(["PID", "PV1", "NK1", "NTE", "ZPI", "IN1", "GT1", "ORC", "PD1", "MRG"]),
    fields=st.lists(_field, max_size=12),
)
def test_a_segment_that_may_hold_a_person_is_named_only(name: str, fields: list[str]) -> None:
    assert wire_notes.shown_hl7("|".join([name, *fields])) == f"{name}|•••"


@given(line=st.text(max_size=200))
def test_no_line_shows_twelve_digits_or_breaks_the_screen(line: str) -> None:
    for shown in (wire_notes.shown_hl7(f"OBX|1|ST|{line}|{IIN}"), wire_notes.shown_astm(f"3R|1|^^^HGB|{line}|{IIN}")):
        assert IIN not in shown
        assert "\n" not in shown


def test_an_astm_record_shows_its_result_and_hides_its_patient() -> None:
    assert wire_notes.shown_astm("2R|1|^^^HGB^1|141|g/L||N||F||Ayan") == "2R|1|^^^HGB^1|141|g/L||N||F||•••"
    assert wire_notes.shown_astm(f"1P|1||{IIN}||Әбенова^Гүлнар") == "1P|•••"
    assert wire_notes.shown_astm("H|\\^&|||XP-300|||||||P|1") == "H|\\^&|||XP-300|||||||P|1"
    assert wire_notes.shown_astm("Гүлнар 1980") == "|•••"

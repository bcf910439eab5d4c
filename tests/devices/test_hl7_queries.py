"""Monitors and analysers ask for patients and orders; the hub answers from today's list (HL7 v2.3.1, IHE ITI-22)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.device_settings import DeviceSettings, HubDevice, WorklistLetters
from app.domain.identity import PersonName, Sex
from app.domain.scheduled import OrderedTest, ScheduledStep
from devices import hl7_queries
from devices.hl7_framing import heads
from tests.devices.hl7_device import Device, by_name

GULNAR = ScheduledStep(
    "2611250001", "800101300017", PersonName("Әбенова", "Гүлнар", "Сериковна"), datetime(2026, 11, 25, 4, tzinfo=UTC),
    iin="800101300017", birth_date=date(1980, 1, 1), sex=Sex.FEMALE, specimen_id="A-77", priority="STAT",
    tests=(OrderedTest("718-7", "HGB"), OrderedTest("20482-6", "GRAN#"), OrderedTest("770-8", "NEU%")),
)  # fmt: skip
IVAN = ScheduledStep(
    "2611250002", "12345", PersonName("Иванов", "Иван"), datetime(2026, 11, 25, 5, tzinfo=UTC), sex=Sex.MALE
)
COMEN = [
    r"MSH|^~\&||KC575235977G|||20260723224527.3793+0800||QRY^R02|20260723224527.38070003|P|2.6",
    "QRD|20260723224527.3830+0800|R|I|Q101||||12345|RES",
    "PID|||12345||UNKNOWN^PATIENT||19000101|M||||||||||12345",
    "PV1||I|^^&24",
    "QRF|MON||||3232235520&0^5^1^0^2005&2005&2005&2005&2005",
]
MONITOR = r"MSH|^~\&|MINDRAY_^00A0^EUI-64|MINDRAY|||20260727130121||QBP^ZV1^QBP_Q21|7|P|2.6|||AL|NE||UNICODE UTF-8"
CHEMISTRY = r"MSH|^~\&|||||20260727||QRY^Q02|9|P|2.3.1||||||ASCII"
COUNTER = r"MSH|^~\&|BC-5380|Mindray|||20260727||ORM^O01|3|P|2.3.1||||||UNICODE"


OURS = DeviceSettings(is_confirmed=True)
KNOWN = [
    HubDevice("hl7", calling, "", OURS).to_json()
    for calling in ("^KC575235977G", "Mindray^Gateway", "MINDRAY_^00A0^EUI-64^MINDRAY", "^", "BC-5380^Mindray")
]


@pytest.fixture
def asked(start_hub: Callable[..., Any]) -> Any:
    hub = start_hub(devices=KNOWN)
    hub.hub._knowledge.put_steps([GULNAR, IVAN])
    return hub


def test_a_stranger_gets_the_patient_it_names_and_never_the_list(hub: Any) -> None:
    hub.hub._knowledge.put_steps([GULNAR, IVAN])
    with Device(hub.hl7) as device:
        every = device.ask(MONITOR, "QPD|IHE PDQ Query|T|", "RCP|I")
        named = device.ask(MONITOR, "QPD|IHE PDQ Query|T|@PID.5.1^Иванов", "RCP|I")
        one = device.ask(MONITOR, "QPD|IHE PDQ Query|T|@PID.3.1^12345", "RCP|I")
        tubes = device.ask(CHEMISTRY, "QRD|20260727|R|D|2|||RD||OTH|||T|")
    assert every["QAK"][0][2] == named["QAK"][0][2] == tubes["QAK"][0][2] == "NF"
    assert len(one["PID"]) == 1


def test_a_device_that_is_not_ours_gets_nothing(start_hub: Callable[..., Any]) -> None:
    ignored = HubDevice("hl7", "^KC575235977G", "", DeviceSettings(is_ignored=True))
    hub = start_hub(devices=[ignored.to_json()])
    hub.hub._knowledge.put_steps([IVAN])
    with Device(hub.hl7) as device:
        answer = device.ask(*COMEN)
    assert answer["MSA"][0][1] == "AA"
    assert "PID" not in answer


def test_a_comen_monitor_gets_the_patient_with_its_question_repeated(asked: Any) -> None:
    with Device(asked.hl7) as device:
        answer = device.ask(*COMEN)
    assert answer["MSH"][0][8] == "ORF^R04"
    assert answer["MSH"][0][11] == "2.6"
    assert answer["MSA"] == [["MSA", "AA", "20260723224527.38070003"]]
    assert "|".join(answer["QRD"][0]) == COMEN[1]
    assert "|".join(answer["QRF"][0]) == COMEN[4]
    (person,) = answer["PID"]
    assert person[3].startswith("12345^^^")
    assert person[5].startswith("Иванов^Иван^")
    assert person[8] == "M"
    assert len(asked.practice.kept("hl7")) == 1  # the question itself


def test_a_gateway_gets_a_patient_by_number_and_nothing_for_an_unknown_one(asked: Any) -> None:
    head = r"MSH|^~\&|Mindray|Gateway|||20260724134901||QRY^A19|2|P|2.3.1"
    question = "QRD|20260724134901000|D|D|1|||1^RD|{}|^DEM|^MindrayGateway"
    with Device(asked.hl7) as device:
        found = device.ask(head, question.format("800101300017"))
        unknown = device.ask(head, question.format("99"))
    assert found["MSH"][0][8] == "ADR^A19"
    assert found["MSH"][0][4:6] == ["Mindray", "Gateway"]
    assert found["PID"][0][5].startswith("Әбенова^Гүлнар^Сериковна")
    assert found["PID"][0][7] == "19800101"
    assert unknown["MSA"][0][1] == "AA"
    assert unknown["QRD"] == [question.format("99").split("|")]
    assert "PID" not in unknown


def test_a_monitor_gets_the_list_of_the_day(asked: Any) -> None:
    with Device(asked.hl7) as device:
        every = device.ask(MONITOR, "QPD|IHE PDQ Query|QueryTag_8|", "RCP|I|50^RD")
        one = device.ask(MONITOR, "QPD|IHE PDQ Query|QueryTag_9|@PID.3.1^12345", "RCP|I|50^RD")
        named = device.ask(MONITOR, "QPD|IHE PDQ Query|T|@PID.5.1.1^әБЕН*~@PID.8^F~@PV1.3^ward", "RCP|I|1^RD")
        none = device.ask(MONITOR, "QPD|IHE PDQ Query|T|@PID.3.1^12345~@PID.8^F", "RCP|I|1^RD")
        first = device.ask(MONITOR, "QPD|IHE PDQ Query|T|", "RCP|I|1^RD")
    assert every["MSH"][0][8] == "RSP^ZV2^RSP_ZV2"
    assert every["QAK"] == [["QAK", "QueryTag_8", "OK", "IHE PDQ Query", "2", "2", "0"]]
    assert [person[3].split("^")[0] for person in every["PID"]] == ["800101300017", "12345"]
    assert len(every["PV1"]) == 2
    assert one["QPD"] == [["QPD", "IHE PDQ Query", "QueryTag_9", "@PID.3.1^12345"]]
    assert len(one["PID"]) == 1
    assert named["PID"][0][3].startswith("800101300017")
    assert none["QAK"][0][2] == "NF"
    assert none["MSA"][0][1] == "AA"
    assert first["QAK"][0][4:] == ["2", "1", "1"]


def test_plain_demographics_have_no_visit(asked: Any) -> None:
    with Device(asked.hl7) as device:
        answer = device.ask(MONITOR.replace("ZV1", "Q22"), "QPD|IHE PDQ Query|T|", "RCP|I")
    assert answer["MSH"][0][8] == "RSP^K22^RSP_K21"
    assert "PV1" not in answer


def test_a_chemistry_analyser_gets_its_tube_in_display_lines(asked: Any) -> None:
    question = ["QRD|20260727|R|D|2|||RD|A-77|OTH|||T|", "QRF||||||RCT|COR|ALL||"]
    with Device(asked.hl7) as device:
        receipt = device.ask(CHEMISTRY, *question)
        order = by_name(device.answer())
        device.send(r"MSH|^~\&|||||20260727||ACK^Q03|9|P|2.3.1", "MSA|AA|1")  # is not answered, and not kept
        unknown = device.ask(CHEMISTRY, question[0].replace("A-77", "B-1"), question[1])
    assert receipt["MSH"][0][8] == "QCK^Q02"
    assert receipt["QAK"] == [["QAK", "SR", "OK"]]
    assert order["MSH"][0][8] == "DSR^Q03"
    assert order["QRD"] == [question[0].split("|")]
    lines = {line[1]: line[3] for line in order["DSP"]}
    assert lines["3"] == "Әбенова Гүлнар Сериковна"
    assert (lines["4"], lines["5"], lines["21"], lines["24"]) == ("19800101000000", "F", "A-77", "Y")
    assert (lines["29"], lines["30"]) == ("718-7^HGB", "20482-6^GRAN#")
    assert order["DSC"][0][1] == ""
    assert unknown["QAK"][0][2] == "NF"
    assert len(asked.practice.kept("hl7")) == 2


def test_a_chemistry_analyser_gets_all_tubes_of_the_day(asked: Any) -> None:
    other = ScheduledStep("3", "9", PersonName("Петров", "Пётр"), GULNAR.starts_at, tests=(OrderedTest("2345-7"),))
    asked.hub._knowledge.put_steps([GULNAR, IVAN, other])
    with Device(asked.hl7) as device:
        device.ask(CHEMISTRY, "QRD|20260727|R|D|2|||RD||OTH|||T|")
        orders = [by_name(device.answer()) for _ in range(2)]
    assert [order["DSC"][0][1] for order in orders] == ["1", ""]
    assert {line[1]: line[3] for line in orders[1]["DSP"]}["21"] == "3"


def test_a_blood_counter_gets_the_mode_for_the_tube_in_its_own_codes(start_hub: Callable[..., Any]) -> None:
    known = HubDevice("hl7", "BC-5380^Mindray", "127.0.0.1", DeviceSettings(), "mindray-bc")
    hub = start_hub(devices=[known.to_json()])
    hub.hub._knowledge.put_steps([GULNAR])
    with Device(hub.hl7) as device:
        answer = device.ask(COUNTER, "ORC|RF||A-77||IP")
        unknown = device.ask(COUNTER, "ORC|RF||B-1||IP")
        tests = device.ask(COUNTER.replace("ORM^O01", "QRY^R02"), "QRD|1|R|I|1||||A-77|RES")
    assert answer["MSH"][0][8] == "ORR^O02"
    assert answer["ORC"] == [["ORC", "AF", "A-77", "A-77", "", "IP"]]
    assert answer["OBR"][0][4] == "00001^Automated Count^99MRC"
    assert answer["OBX"][0][5] == "CBC+DIFF"
    assert "PID" not in unknown
    assert unknown["MSA"][0][1] == "AA"
    assert [request[4] for request in tests["OBR"]] == ["HGB^HGB", "10028^GRAN#", "NEU%^NEU%"]


def test_an_order_for_us_is_no_question(asked: Any) -> None:
    with Device(asked.hl7) as device:
        answer = device.ask(COUNTER, "ORC|NW|1||A-77", "OBR|1|1||718-7")
    assert answer["MSH"][0][8] == "ACK^O01"


def test_while_the_practice_is_closed_every_answer_is_empty(hub: Any) -> None:
    with Device(hub.hl7) as device:
        answer = device.ask(*COMEN)
        every = device.ask(MONITOR, "QPD|IHE PDQ Query|T|", "RCP|I")
    assert answer["MSA"][0][1] == "AA"
    assert "PID" not in answer
    assert every["QAK"][0][2] == "NF"


def test_a_device_that_must_not_ask_gets_an_acknowledgement(start_hub: Callable[..., Any]) -> None:
    hub = start_hub(devices=[HubDevice("hl7", "^KC575235977G", "", DeviceSettings(host_query=False)).to_json()])
    hub.hub._knowledge.put_steps([IVAN])
    with Device(hub.hl7) as device:
        answer = device.ask(*COMEN)
    assert list(answer) == ["MSH", "MSA"]


@pytest.mark.parametrize(
    ("letters", "codec", "name", "declared"),
    [
        (WorklistLetters.UTF8, "utf-8", "Әбенова^Гүлнар", "UNICODE UTF-8"),
        (WorklistLetters.CYRILLIC, "iso8859-5", "Абенова^Гулнар", "8859/5"),
        (WorklistLetters.CP1251, "cp1251", "Абенова^Гулнар", ""),
        (WorklistLetters.LATIN, "ascii", "Abenova^Gulnar", ""),
    ],
)
def test_letters_are_those_the_device_can_show(
    start_hub: Callable[..., Any], letters: WorklistLetters, codec: str, name: str, declared: str
) -> None:
    hub = start_hub(devices=[HubDevice("hl7", "^KC575235977G", "", DeviceSettings(worklist_letters=letters)).to_json()])
    hub.hub._knowledge.put_steps([GULNAR])
    with Device(hub.hl7) as device:
        answer = device.ask(COMEN[0], "QRD|1|R|I|1||||A-77|RES", codec=codec)
    assert answer["PID"][0][5].startswith(name)
    assert [*answer["MSH"][0], *[""] * 9][17] == declared


def test_delimiters_of_the_device_and_what_must_be_escaped() -> None:
    step = ScheduledStep("1", "7", PersonName("О#Нил^", "A\\B"), GULNAR.starts_at)
    question = b"MSH#!~\\&#A#B###1##QRY!A19#5#P#2.3.1\rQRD#1#R#I#1####7#DEM"
    (answer,) = hl7_queries.answers(
        question,
        heads(question)[0],
        HubDevice("hl7", "", "", DeviceSettings()),
        (step,),
        datetime(2026, 1, 1),
        iter([1]),
    ) or [b""]
    lines = answer.decode().split("\r")
    assert lines[1] == "MSA#AA#5"
    assert lines[2] == "QRD#1#R#I#1####7#DEM"
    assert lines[3].split("#")[5] == "О\\F\\Нил^!A\\E\\B!!!!!L"


@settings(deadline=None)
@given(st.binary(max_size=200), st.sampled_from(sorted(hl7_queries._ANSWERING)))
def test_any_question_is_answered_or_none(rest: bytes, kind: str) -> None:
    question = b"MSH|^~\\&|A|B|||1||" + kind.encode() + b"|5|P|2.3.1\rORC|RF\r" + rest
    for head in heads(question):
        hl7_queries.answers(
            question, head, HubDevice("hl7", "", "", DeviceSettings()), (GULNAR, IVAN), datetime(2026, 1, 1),
            iter(range(1000)),
        )  # fmt: skip


def test_questions_of_real_devices_are_answered(asked: Any, shared_samples: Path) -> None:
    kinds = {"comen_nc5_query_r02.hl7": "ORF^R04", "mindray_gateway_query_a19.hl7": "ADR^A19"}
    for file, kind in kinds.items():
        lines = (shared_samples / "devices" / "hl7" / file).read_bytes().strip().replace(b"\n", b"\r").split(b"\r")
        with Device(asked.hl7) as device:
            answer = device.ask(*[line for line in lines if line])
        assert answer["MSH"][0][8] == kind
        assert answer["PID"][0][3].startswith("12345")


def test_the_wire_log_shows_questions_and_answers_without_identities(asked: Any) -> None:
    asked.hub._wire_log.look(0, with_identities=False)  # somebody watches
    with Device(asked.hl7) as device:
        device.ask(*COMEN)
    shown = asked.hub._wire_log.look(0, with_identities=False)["entries"]
    texts = [(entry["direction"], entry["text"]) for entry in shown if entry["kind"] == "segment"]
    assert ("in", "QRD|20260723224527.3830+0800|R|I|Q101|||||RES") not in texts
    assert any(direction == "in" and text.startswith("QRD|") for direction, text in texts)
    assert any(direction == "out" and text.startswith("MSA|AA|") for direction, text in texts)
    assert ("out", "PID|•••") in texts
    assert not any("Иванов" in text or "|12345|" in text for _, text in texts)
    whole = asked.hub._wire_log.look(0, with_identities=True)["entries"]
    assert any("Иванов" in entry["text"] for entry in whole)

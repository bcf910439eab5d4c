"""The ASTM port: a message is durable before its last frame is acknowledged, and nothing acknowledged is lost."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from app.domain.errors import OutOfSpace
from app.domain.identity import PersonName, Sex
from app.domain.scheduled import OrderedTest, ScheduledStep
from tests.devices.astm_device import ACK, ENQ, EOT, ETX, HEADER, NAK, RESULT, STX, Instrument, frame, frames

Port = tuple[Any, int]  # a running hub and its ASTM port


@pytest.fixture
def port(start_hub: Callable[..., Any]) -> Port:
    hub = start_hub(astm_port=0)
    return hub, hub.events[0]["astm"]


def step(**changed: Any) -> ScheduledStep:
    from datetime import UTC, date, datetime

    values: dict[str, Any] = {
        "accession_number": "26-000017", "patient_id": "800101300123", "name": PersonName("Жұмабаев", "Әлихан", ""),
        "starts_at": datetime(2026, 1, 2, 4, tzinfo=UTC), "iin": "800101300123", "birth_date": date(1980, 1, 1),
        "sex": Sex.MALE, "specimen_id": "T-4711", "tests": (OrderedTest("6690-2", "WBC"), OrderedTest("718-7", "HGB")),
    }  # fmt: skip
    return ScheduledStep(**{**values, **changed})


def test_a_message_is_kept_as_its_records_came_with_who_sent_it(port: Port) -> None:
    hub, number = port
    with Instrument(number) as analyser:
        analyser.transfer(RESULT)
    (kept,) = hub.practice.kept()
    assert kept.kind == "astm"
    assert kept.body == b"".join(RESULT)
    wanted = {"transport": "astm", "peer": "127.0.0.1", "calling": "XN-TEST^1.0", "message_type": "ASTM"}
    assert wanted.items() <= kept.metadata.items()


def test_it_is_durable_before_the_frame_that_makes_it_whole_is_acknowledged(port: Port) -> None:
    hub, number = port
    with Instrument(number) as analyser:
        analyser.ask(ENQ)
        for one in frames(RESULT)[:-1]:
            assert analyser.ask(one) == ACK
        assert hub.practice.kept() == []
        assert analyser.ask(frames(RESULT)[-1]) == ACK
        assert len(hub.practice.kept("astm")) == 1  # no EOT needed


def test_records_cut_in_the_middle_of_a_field_and_several_in_a_frame(port: Port) -> None:
    hub, number = port
    text = b"".join(RESULT)
    with Instrument(number) as analyser:
        analyser.ask(ENQ)
        pieces = [text[at : at + 61] for at in range(0, len(text), 61)]
        for at, piece in enumerate(pieces, 1):
            assert analyser.ask(frame(at, piece, end=b"\x17" if piece is not pieces[-1] else ETX)) == ACK
        analyser.send(EOT)
    assert [one.body for one in hub.practice.kept()] == [text]


def test_several_messages_in_one_transfer_are_kept_one_by_one(port: Port) -> None:
    hub, number = port
    with Instrument(number) as analyser:
        analyser.transfer([*RESULT, *RESULT[:2], *RESULT[-1:]])
    assert [one.body for one in hub.practice.kept("astm")] == [
        b"".join(RESULT), b"".join([*RESULT[:2], *RESULT[-1:]]),
    ]  # fmt: skip


def test_a_converter_without_frames_hears_nothing_and_its_records_are_kept(port: Port, until: Any) -> None:
    hub, number = port
    with Instrument(number) as converter:
        converter.send(b"".join(RESULT), b"".join(RESULT))
        until(lambda: len(hub.practice.kept("astm")) == 2)
        assert converter.hear(0.2) == b""
    assert hub.practice.kept()[0].metadata["frames"] is False


@pytest.mark.usefixtures("expects_log")
def test_a_message_cut_in_the_middle_is_kept_as_unreadable(port: Port, until: Any) -> None:
    hub, number = port
    with Instrument(number) as analyser:
        analyser.ask(ENQ)
        for one in frames(RESULT)[:3]:
            analyser.ask(one)
    until(hub.practice.kept)
    (kept,) = hub.practice.kept()
    assert (kept.kind, kept.metadata["reason"]) == ("unreadable", "astm-cut")
    assert kept.body == b"".join(RESULT[:3])


@pytest.mark.usefixtures("expects_log")
def test_frames_that_never_come_right_are_kept_with_the_reason(port: Port, until: Any) -> None:
    hub, number = port
    with Instrument(number) as analyser:
        analyser.ask(ENQ)
        analyser.ask(frames(RESULT)[0])
        bad = STX + b"2P|1||T" + ETX + b"00\r\n"
        assert [analyser.ask(bad) for _ in range(6)] == [NAK] * 6
        analyser.send(EOT)
        until(hub.practice.kept)
    (kept,) = hub.practice.kept()
    assert (kept.kind, kept.metadata["reason"]) == ("unreadable", "astm-checksum")
    assert kept.body == RESULT[0] + bad


def test_a_message_without_its_terminator_is_whole_when_the_device_ended_it(port: Port, until: Any) -> None:
    hub, number = port
    with Instrument(number) as analyser:
        analyser.transfer(RESULT[:-1])
        until(lambda: hub.practice.kept("astm"))
    assert hub.practice.kept("astm")[0].body == b"".join(RESULT[:-1])


@pytest.mark.usefixtures("expects_log")
def test_what_is_no_astm_is_kept_as_unreadable(port: Port, until: Any) -> None:
    hub, number = port
    with Instrument(number) as device:
        device.send(b"2018-03-07\r\n LEU\t-\r\n")
    until(lambda: hub.practice.kept("unreadable"))
    assert hub.practice.kept()[0].metadata["reason"] == "not-astm"
    with Instrument(number) as device:
        assert device.ask(ENQ + frame(1, b"24/10/29 13:08 ID# 1DC042FP Na 131 mmol/L\rL|1\r")) == ACK
        assert device.hear() == ACK
    until(lambda: len(hub.practice.kept("unreadable")) == 2)


def test_without_room_the_device_is_told_that_we_are_busy(port: Port, monkeypatch: pytest.MonkeyPatch) -> None:
    hub, number = port
    reception = hub.hub._reception
    monkeypatch.setattr(reception, "has_room", lambda: False)
    with Instrument(number) as analyser:
        assert analyser.ask(ENQ) == NAK
        monkeypatch.undo()
        analyser.transfer(RESULT)
    assert len(hub.practice.kept()) == 1


@pytest.mark.usefixtures("expects_log")
def test_what_could_not_be_kept_is_not_acknowledged_and_is_kept_once_when_repeated(
    port: Port, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub, number = port
    keep, failing = hub.hub._reception.keep, [True]

    def full(*arguments: Any, **named: Any) -> Any:
        if failing:
            raise OutOfSpace("archive")
        return keep(*arguments, **named)

    monkeypatch.setattr(hub.hub._reception, "keep", full)
    with Instrument(number) as analyser:
        analyser.ask(ENQ)
        answers = [analyser.ask(one) for one in frames(RESULT)]
        assert answers == [ACK] * 5 + [NAK]
        failing.clear()
        assert analyser.ask(frames(RESULT)[-1]) == ACK
    assert [one.body for one in hub.practice.kept()] == [b"".join(RESULT)]
    assert hub.hub.status()["problems"][0]["count"] == 1


def test_a_large_message_counts_against_all_connections_only_while_it_is_on_its_way(port: Port) -> None:
    hub, number = port
    (memory,) = [part._memory for part in hub.hub._parts if "astm" in part.ports]
    with Instrument(number) as analyser:
        analyser.ask(ENQ)
        assert analyser.ask(frame(1, HEADER)) == ACK
        for at in range(2, 6):
            assert analyser.ask(frame(at, b"M|1|" + b"x" * 500_000 + b"\r")) == ACK
        assert sum(memory._held.values()) > 1 << 20
        assert analyser.ask(frame(6, b"L|1|N\r")) == ACK
        assert not memory._held
    assert len(hub.practice.kept("astm")) == 1


# --- host queries and orders


def asked(analyser: Instrument, question: bytes) -> list[bytes]:
    analyser.transfer([HEADER, question, b"L|1|N\r"])
    return analyser.take()


@pytest.mark.parametrize(
    "question",
    [
        b"Q|1|^T-4711||ALL||||||||O\r", b"Q|1|^26-000017^^||^^^ALL||||||||O\r", b"Q|1|ALL||ALL||||||||O\r",
        b"Q|1|2^5^      T-4711^B||ALL\r", b"Q|1|800101300123||||||||||O\r",
    ],
)  # fmt: skip
def test_a_question_is_answered_with_todays_order(port: Port, question: bytes) -> None:
    hub, number = port
    hub.hub._knowledge.put_steps([step(), step(accession_number="26-000018", tests=(), specimen_id="T-4711")])
    with Instrument(number) as analyser:
        header, patient, order, end = asked(analyser, question)
    assert header.split(b"|")[4] == b"Shipager"
    assert patient.split(b"|")[:9] == [
        b"P", b"1", b"800101300123", b"", b"", "Жұмабаев^Әлихан".encode(), b"", b"19800101", b"M",
    ]  # fmt: skip
    fields = order.split(b"|")
    assert fields[2:6] == [b"T-4711", b"", rb"^^^6690-2\^^^718-7", b"R"]
    assert (fields[11], fields[25]) == (b"N", b"Q")
    assert end == b"L|1|F"


def test_nothing_known_and_nothing_understood_are_said_as_the_standard_says(port: Port) -> None:
    hub, number = port
    hub.hub._knowledge.put_steps([step()])
    with Instrument(number) as analyser:
        assert asked(analyser, b"Q|1|^OTHER||ALL\r")[1:] == [b"L|1|I"]
        assert asked(analyser, b"Q|1|||ALL\r")[1:] == [b"L|1|Q"]
        analyser.transfer([HEADER, b"Q|1|^T-4711||ALL||||||||A\r", b"L|1|N\r"])  # taken back
        assert analyser.hear(0.8) == b""


def test_no_answer_where_the_practice_wants_none(start_hub: Callable[..., Any]) -> None:
    device = {"transport": "astm", "calling": "XN-TEST^1.0", "peer": "127.0.0.1", "host_query": False}
    hub = start_hub(astm_port=0, devices=[device])
    hub.hub._knowledge.put_steps([step()])
    with Instrument(hub.events[0]["astm"]) as analyser:
        analyser.transfer([HEADER, b"Q|1|^T-4711||ALL\r", b"L|1|N\r"])
        assert analyser.hear(0.8) == b""


def test_an_order_is_sent_to_an_analyser_that_is_connected(port: Port) -> None:
    hub, number = port
    replies: list[dict[str, Any]] = []
    place = {"transport": "astm", "calling": "XN-TEST^1.0", "peer": "127.0.0.1"}
    send_order = hub.hub._commands()["send-order"]
    with Instrument(number) as analyser:
        analyser.transfer(RESULT)
        request = {**place, "order": step().to_json()}
        sending = threading.Thread(target=lambda: replies.append(send_order(request)))
        sending.start()
        records = analyser.take()
        sending.join(10)
        assert replies == [{"reply": "sent"}]
        assert records[2].split(b"|")[2:5] == [b"T-4711", b"", rb"^^^6690-2\^^^718-7"]
        assert records[-1] == b"L|1|N"
        assert send_order({**place, "calling": "another", "order": step().to_json()}) == {"reply": "not-connected"}
        assert send_order({**place, "order": {"no": "step"}})["reply"] == "refused"


def test_devices_whose_checksums_are_not_checked(start_hub: Callable[..., Any], until: Any) -> None:
    device = {"transport": "astm", "calling": "", "peer": "127.0.0.1", "checks_checksum": False}
    hub = start_hub(astm_port=0, devices=[device])
    with Instrument(hub.events[0]["astm"]) as analyser:
        assert analyser.ask(ENQ) == ACK
        for one in RESULT:
            assert analyser.ask(STX + b"1" + one + ETX + b"\r\n") == ACK
    assert [one.body for one in hub.practice.kept()] == [b"".join(RESULT)]


def test_the_hub_ends_in_good_order_while_a_transfer_is_on_its_way(port: Port) -> None:
    hub, number = port
    with Instrument(number) as analyser:
        analyser.ask(ENQ)
        analyser.ask(frames(RESULT)[0])
        hub.hub.ask_to_end()
        for one in frames(RESULT)[1:]:
            time.sleep(0.02)
            assert analyser.ask(one) == ACK
        analyser.send(EOT)
        assert analyser.hear(5) == b""
    assert [one.kind for one in hub.practice.kept()] == ["astm"]

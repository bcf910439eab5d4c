"""The link of ASTM E1381 (LIS1-A) answers frames by the book, whatever the line does to the bytes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.astm_frames import Fault, frames_of, unframed
from devices.astm_link import (
    BUSY_SECONDS,
    CONTENTION_SECONDS,
    RECEIVER_SECONDS,
    REPLY_SECONDS,
    Began,
    Ending,
    Event,
    FrameCame,
    Link,
    Noise,
    NotSent,
    Over,
    Sent,
    Spoilt,
    Write,
)
from devices.astm_records import MessageAssembly
from tests.devices.astm_device import ACK, ENQ, EOT, ETB, ETX, HEADER, NAK, RESULT, STX, checksum, frame, frames


def play(link: Link, octets: bytes, now: float = 0.0, *, keeps: bool = True) -> list[Event]:
    """Feed and do everything the link says; frames are kept, or refused."""
    link.feed(octets, now)
    return steps(link, now, keeps=keeps)


def steps(link: Link, now: float, *, keeps: bool = True) -> list[Event]:
    events: list[Event] = []
    while (event := link.step(now)) is not None:
        events.append(event)
        if isinstance(event, FrameCame):
            (link.taken if keeps else link.refused)()
    return events


def written(events: list[Event]) -> bytes:
    return b"".join(event.octets for event in events if isinstance(event, Write))


def texts(events: list[Event]) -> list[bytes]:
    return [event.text for event in events if isinstance(event, FrameCame)]


def test_a_transfer_by_the_book() -> None:
    link = Link()
    assert play(link, ENQ) == [Began(), Write(ACK)]
    for number, record in enumerate(RESULT, 1):
        assert play(link, frame(number, record)) == [FrameCame(record, ends_text=True), Write(ACK)]
    assert play(link, EOT) == [Over(Ending.ENDED)]


def test_frame_numbers_go_from_seven_to_nought() -> None:
    link = Link()
    play(link, ENQ)
    events = play(link, b"".join(frame(number, b"C|%d\r" % number) for number in range(1, 20)))
    assert len(texts(events)) == 19
    assert written(events) == ACK * 19


def test_the_last_frame_again_is_acknowledged_and_not_stored() -> None:
    link = Link()
    play(link, ENQ)
    events = play(link, frame(1, HEADER) * 3 + frame(2, b"P|1\r"))
    assert texts(events) == [HEADER, b"P|1\r"]
    assert written(events) == ACK * 4


@pytest.mark.parametrize(
    ("spoilt", "fault"),
    [
        (STX + b"1H|\\^&\r" + ETX + b"00\r\n", Fault.CHECKSUM),
        (STX + b"1H|\\^&\r" + ETX + b"\r\n", Fault.NO_CHECKSUM),
        (frame(3, HEADER), Fault.NUMBER),
        (STX + b"H|\\^&\r" + ETX + checksum(b"H|\\^&\r" + ETX) + b"\r\n", Fault.NUMBER),
        (STX + b"1H|\\^" + STX + b"1H|\\^&\r" + ETX + b"00\r\n", Fault.CUT),
    ],
)
def test_a_bad_frame_is_refused_and_its_repeat_is_taken(spoilt: bytes, fault: Fault) -> None:
    link = Link()
    play(link, ENQ)
    events = play(link, spoilt)
    assert written(events)[:1] == NAK
    assert next(event.fault for event in events if isinstance(event, Spoilt)) is fault
    assert texts(play(link, frame(1, HEADER))) == [HEADER]


def test_the_same_number_with_another_text_is_no_repeat() -> None:
    link = Link()
    play(link, ENQ + frame(1, HEADER))
    assert written(play(link, frame(1, b"P|1\r"))) == NAK


def test_a_device_that_does_not_hear_our_refusal_never_gets_a_message_without_some_frames_taken() -> None:
    link = Link()
    records = [HEADER, *[b"C|%d\r" % number for number in range(20)], b"L|1\r"]
    sent = frames(records)
    sent[4] = sent[4].replace(b"C|3", b"C|!")
    events = play(link, ENQ + b"".join(sent) + EOT)
    assert texts(events) == records[:4]
    assert len([event for event in events if isinstance(event, Spoilt)]) == len(sent) - 4


def test_what_could_not_be_kept_is_not_acknowledged_and_comes_again() -> None:
    link = Link()
    play(link, ENQ)
    assert written(play(link, frame(1, HEADER), keeps=False)) == NAK
    events = play(link, frame(1, HEADER))
    assert texts(events) == [HEADER]
    assert written(events) == ACK


def test_a_busy_computer_says_so() -> None:
    link = Link()
    link.is_busy = True
    assert play(link, ENQ) == [Write(NAK)]
    link.is_busy = False
    assert written(play(link, ENQ)) == ACK


@pytest.mark.parametrize("tail", [b"\r\n", b"\r", b"\n", b""])
@pytest.mark.parametrize("digits", ["upper", "lower"])
def test_ends_of_frames_as_devices_write_them(tail: bytes, digits: str) -> None:
    link = Link()
    covered = b"1" + HEADER + ETX
    own = checksum(covered) if digits == "upper" else checksum(covered).lower()
    play(link, ENQ + STX + covered + own + tail)
    events = steps(link, 1.0)  # the line rests: nothing more will come
    assert link.state.value == "receiving"
    again = play(link, frame(2, b"P|1\r"), 2.0)
    assert texts(again) == [b"P|1\r"]
    assert not any(isinstance(event, Spoilt) for event in events)


def test_without_checksums_where_the_device_is_set_so() -> None:
    link = Link(checks=False)
    play(link, ENQ)
    events = play(link, STX + b"1H|\\^&\r" + ETX + b"\r\n" + STX + b"2P|1\r" + ETX + b"zz\r\n" + STX + b"9L|1\r" + ETX)
    events += steps(link, 1.0)
    assert [text[:1] for text in texts(events)] == [b"H", b"P", b"9"]
    assert written(events) == ACK * 3


def test_another_code_in_the_place_of_etx_is_known_by_its_checksum() -> None:
    link = Link()
    play(link, ENQ)
    events = play(link, frame(1, HEADER, end=b"\x1c") + frame(2, b"O|1|half", end=b"\x19") + frame(3, b"way\r"))
    assert texts(events) == [HEADER, b"O|1|half", b"way\r"]
    ends = [event.ends_text for event in events if isinstance(event, FrameCame)]
    assert ends == [True, False, True]


def test_silence_ends_a_transfer_after_thirty_seconds() -> None:
    link = Link()
    play(link, ENQ + frame(1, HEADER))
    assert link.wakes_at() == RECEIVER_SECONDS
    assert steps(link, RECEIVER_SECONDS - 1) == []
    assert steps(link, RECEIVER_SECONDS) == [Over(Ending.SILENT)]
    assert link.wakes_at() is None


def test_a_new_enquiry_within_a_transfer_begins_anew() -> None:
    link = Link()
    play(link, ENQ + frame(1, HEADER))
    assert play(link, ENQ) == [Over(Ending.RESTARTED), Began(), Write(ACK)]


def test_records_without_frames_are_never_answered() -> None:
    link = Link()
    events = play(link, b"".join(RESULT))
    assert texts(events) == list(RESULT)
    assert written(events) == b""
    assert texts(play(Link(), b"\r\n".join(record.strip() for record in RESULT) + b"\r\n")) == list(RESULT)


def test_bare_records_within_a_transfer() -> None:
    link = Link()
    events = play(link, ENQ + b"".join(RESULT) + EOT)
    assert texts(events) == list(RESULT)
    assert written(events) == ACK
    assert events[-1] == Over(Ending.ENDED)


def test_frames_without_an_enquiry_are_taken() -> None:
    link = Link()
    assert written(play(link, b"".join(frames(RESULT)))) == ACK * len(RESULT)


def test_bytes_of_nothing_are_handed_out_as_noise() -> None:
    link = Link()
    events = play(link, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
    assert {type(event) for event in events} == {Noise}
    assert written(events) == b""


# --- sending


def bidding(now: float = 0.0) -> Link:
    link = Link()
    assert link.offer([b"H|\\^&\r", b"L|1|N\r"], now) == 1
    assert steps(link, now) == [Write(ENQ)]
    return link


def test_a_message_of_ours_goes_by_the_book() -> None:
    link = bidding()
    first, second = frames_of([b"H|\\^&\r", b"L|1|N\r"])
    assert play(link, ACK) == [Write(first)]
    assert play(link, ACK) == [Write(second)]
    assert play(link, ACK) == [Write(EOT), Sent(1)]
    assert steps(link, 100.0) == []


def test_a_long_record_is_cut_by_etb() -> None:
    record = b"C|1|I|" + b"x" * 700 + b"\r"
    sent = frames_of([record])
    assert all(len(one) <= 247 for one in sent)
    assert [one[-5:-4] for one in sent] == [ETB, ETB, ETX]
    assert unframed(b"".join(sent)) == record


def test_the_instrument_wins_when_both_ask() -> None:
    link = bidding()
    assert play(link, ENQ) == []  # we yield, it asks again after a second
    assert written(play(link, ENQ, 1.0)) == ACK
    play(link, frame(1, HEADER) + EOT, 2.0)
    assert steps(link, CONTENTION_SECONDS - 1) == []
    assert steps(link, CONTENTION_SECONDS) == [Write(ENQ)]


def test_a_busy_instrument_is_asked_again_after_ten_seconds_and_not_for_ever() -> None:
    link = bidding()
    now, bids = 0.0, 1
    while True:
        events = play(link, NAK, now)
        if events:
            break
        assert steps(link, now + BUSY_SECONDS - 1) == []
        now += BUSY_SECONDS
        assert steps(link, now) == [Write(ENQ)]
        bids += 1
    assert events == [NotSent(1, "busy")]
    assert bids == 6


def test_a_frame_is_sent_six_times_then_given_up() -> None:
    link = bidding()
    first = frames_of([b"H|\\^&\r"])[0]
    assert play(link, ACK) == [Write(first)]
    for _ in range(5):
        assert play(link, NAK) == [Write(first)]
    assert play(link, NAK) == [Write(EOT), NotSent(1, "refused")]


def test_no_answer_within_fifteen_seconds_ends_the_attempt() -> None:
    link = bidding()
    assert steps(link, REPLY_SECONDS - 0.1) == []
    assert steps(link, REPLY_SECONDS) == [Write(EOT)]
    assert steps(link, REPLY_SECONDS + BUSY_SECONDS) == [Write(ENQ)]


def test_the_receiver_may_interrupt_us() -> None:
    link = bidding()
    play(link, ACK)
    assert play(link, EOT) == [Write(EOT)]
    assert steps(link, 14.0) == []
    assert steps(link, 15.0) == [Write(ENQ)]  # whole again
    play(link, ACK, 15.0)
    play(link, ACK, 15.0)
    assert play(link, EOT, 15.0) == [Write(EOT), Sent(1)]


def test_records_of_a_device_that_never_asks_are_not_swallowed_by_our_bid() -> None:
    link = bidding()
    assert texts(play(link, b"".join(RESULT))) == list(RESULT)


def test_an_order_can_be_withdrawn_until_it_is_on_its_way() -> None:
    link = Link()
    play(link, ENQ)
    number = link.offer([b"H|\\^&\r"], 0.0)
    assert link.withdraw(number)
    assert not link.withdraw(number)
    bid = bidding()
    assert not bid.withdraw(1)


# --- whatever comes

_TOKENS = st.one_of(
    st.sampled_from([ENQ, EOT, ACK, NAK, STX, ETX, ETB, b"\r", b"\n", b"\0", HEADER, *frames(RESULT)]),
    st.sampled_from([frame(number, b"R|1|^^^GLU|5.1\r") for number in range(8)]),
    st.binary(max_size=12),
)


@given(st.lists(_TOKENS, max_size=25).map(b"".join), st.integers(1, 40), st.booleans(), st.booleans())
@settings(max_examples=300, deadline=None)
def test_any_cutting_into_reads_makes_the_same_frames(stream: bytes, size: int, checks: bool, offers: bool) -> None:
    def run(pieces: list[bytes]) -> tuple[list[bytes], bytes]:
        link = Link(checks=checks)
        if offers:
            link.offer([b"H|\\^&\r", b"L|1\r"], 0.0)
        events = steps(link, 0.0)
        for piece in pieces:
            events += play(link, piece, 0.1)
        for now in (1.0, 5.0, 60.0, 120.0):
            events += steps(link, now)
        return texts(events), written(events)

    cut = run([stream[at : at + size] for at in range(0, len(stream), size)])
    assert run([stream]) == cut


@given(st.lists(st.binary(min_size=0, max_size=600).filter(lambda b: not set(b) & set(range(0x20)) - {9}), max_size=12))
@settings(max_examples=150, deadline=None)
def test_what_one_link_sends_the_other_receives(records: list[bytes]) -> None:
    sender, receiver = Link(), Link()
    whole = [record + b"\r" for record in records] or [b"\r"]
    sender.offer(whole, 0.0)
    to_receiver, got, sent = written(steps(sender, 0.0)), b"", False
    while to_receiver:
        events = play(receiver, to_receiver)
        got += b"".join(texts(events))
        answers = play(sender, written(events))
        sent = sent or Sent(1) in answers
        to_receiver = written(answers)
    assert got == b"".join(whole)
    assert sent


@given(st.lists(st.sampled_from([*RESULT, b"L|1\r", b"H|\\^&|x\r"]), max_size=12).map(b"".join), st.integers(1, 30))
@settings(max_examples=150, deadline=None)
def test_messages_are_the_same_however_frames_cut_them(text: bytes, size: int) -> None:
    def run(pieces: list[bytes]) -> list[bytes]:
        assembly, whole = MessageAssembly(), []
        for piece in pieces:
            assembly.feed(piece + b"again", ends_text=False)
            assembly.roll_back()
            whole += assembly.feed(piece, ends_text=False)
            assembly.commit()
        return [*whole, assembly.rest()]

    messages = run([text])
    assert b"".join(messages) == text
    assert run([text[at : at + size] for at in range(0, len(text), size)]) == messages

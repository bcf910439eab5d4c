"""The HL7 port keeps every message as it came, and acknowledges it in the mode it asks for (HL7 v2.5.1 2.9, MLLP)."""

from __future__ import annotations

import random
import socket
import threading
import time
from collections.abc import Callable
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices import mllp
from devices.hl7_framing import Ending, Frame, MllpSplitter, Outcome, acknowledgements, heads

VT, FS, CR = b"\x0b", b"\x1c", b"\r"
ORU = b"MSH|^~\\&|BC-5380|Lab|||20260101120000||ORU^R01|42|P|2.3.1||||0||UNICODE\rPID|1||7\rOBX|1|NM|WBC||5.1\r"


def framed(message: bytes) -> bytes:
    return VT + message + FS + CR


def message(number: int = 1, *, kind: bytes = b"ORU^R01", conditions: bytes = b"|", end: bytes = b"\r") -> bytes:
    """A short message; `conditions` are MSH-15 and MSH-16."""
    head = b"MSH|^~\\&|DEV|FAC|LIS|CLINIC|20260101||" + kind + b"|" + str(number).encode() + b"|P|2.4|||" + conditions
    return end.join([head, b"PID|1||7", b""])


class Analyser:
    """A device: sends bytes, hears frames."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), 10)
        self._held = b""

    def __enter__(self) -> Analyser:
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    def send(self, *pieces: bytes) -> None:
        for piece in pieces:
            self.socket.sendall(piece)
            if len(pieces) > 1:
                time.sleep(0.02)

    def answer(self, seconds: float = 10.0) -> bytes:
        """The next acknowledgement without its frame; empty where none comes."""
        self.socket.settimeout(seconds)
        try:
            while FS + CR not in self._held:
                piece = self.socket.recv(65536)
                if not piece:
                    return b""
                self._held += piece
        except (TimeoutError, ConnectionError):
            return b""
        answer, self._held = self._held.split(FS + CR, 1)
        assert answer.startswith(VT)
        return answer[1:]

    def codes(self, count: int) -> list[str]:
        """MSA-1 and MSA-2 of the next answers."""
        found = []
        for _ in range(count):
            msa = self.answer().split(CR)[1].split(b"|")
            found.append(f"{msa[1].decode()} {msa[2].decode()}")
        return found


# Framing


def frames_of(stream: bytes, cuts: list[int], limit: int = 1000) -> tuple[list[Frame], bool]:
    splitter = MllpSplitter(limit)
    found: list[Frame] = []
    places = sorted({0, len(stream), *(cut % (len(stream) + 1) for cut in cuts)})
    for start, end in pairwise(places):
        found += splitter.feed(stream[start:end])
    return found + splitter.end(), splitter.dead


_PIECES = st.one_of(
    st.sampled_from(
        [
            VT,
            FS,
            CR,
            b"\n",
            FS + CR,
            FS + b"\n",
            b"MSH|",
            b"MSH",
            b"M",
            b"FHS|^",
            b"BHS",
            VT + b"MSH|^~\\&|a\rPID|1" + FS + CR,
        ]
    ),
    st.binary(max_size=8),
    st.integers(0, 1100).map(lambda size: b"x" * size),
)


@settings(deadline=None)
@given(st.lists(_PIECES, max_size=12).map(b"".join), st.lists(st.integers(0, 10_000), max_size=8))
def test_any_splitting_of_a_stream_gives_the_same_frames(stream: bytes, cuts: list[int]) -> None:
    assert frames_of(stream, cuts) == frames_of(stream, [])


@settings(deadline=None)
@given(st.lists(st.binary(max_size=200), max_size=5), st.lists(st.integers(0, 10_000), max_size=8))
def test_what_stands_between_vt_and_fs_comes_out_unchanged(bodies: list[bytes], cuts: list[int]) -> None:
    """As long as the content has neither the end FS CR nor a second beginning in it."""
    bodies = [b"MSH|" + body.replace(FS, b".").replace(VT, b".") for body in bodies]
    frames, _ = frames_of(b"".join(map(framed, bodies)), cuts)
    assert [frame.body for frame in frames] == bodies


@pytest.mark.parametrize(
    ("stream", "expected"),
    [
        (framed(b"MSH|a"), [b"MSH|a"]),
        (b"noise" + framed(b"MSH|a") + b"\n" + framed(b"MSH|b"), [b"MSH|a", b"MSH|b"]),
        (b"MSH|a\rPID" + FS + CR + b"\n" + b"MSH|b" + FS + CR, [b"MSH|a\rPID", b"MSH|b"]),
        (VT + b"MSH|a" + FS + VT + b"MSH|b" + FS + b"\n", [b"MSH|a", b"MSH|b"]),
        (VT + b"MSH|a" + FS + b"MSH|b" + FS + CR, [b"MSH|a", b"MSH|b"]),
        (VT + b"MSH|a\x1cb" + FS + b"\x04" + FS + CR, [b"MSH|a\x1cb\x1c\x04"]),
        (VT + VT + b"MSH|a" + FS + CR, [b"MSH|a"]),
        (VT + FS + CR, [b""]),
        (VT + b"MSH|a" + FS, [b"MSH|a"]),
    ],
    ids=["plain", "noise", "no VT", "no CR", "no CR, no VT", "FS inside", "VT twice", "empty", "FS at the end"],
)
def test_what_devices_do_to_frames(stream: bytes, expected: list[bytes]) -> None:
    assert [frame.body for frame in frames_of(stream, [])[0]] == expected
    assert [frame.body for frame in frames_of(stream, list(range(len(stream))))[0]] == expected


def test_a_message_that_was_never_ended_does_not_swallow_the_next() -> None:
    frames, _ = frames_of(VT + b"MSH|half" + VT + b"MSH|whole" + FS + CR, [])
    assert frames == [Frame(b"MSH|half", Ending.CUT), Frame(b"MSH|whole")]


def test_a_frame_without_end_is_cut_at_the_limit() -> None:
    frames, dead = frames_of(VT + b"MSH|" + b"x" * 5000, [700, 1400], limit=1000)
    assert dead
    assert [(len(frame.body), frame.ending) for frame in frames] == [(1000, Ending.TOO_LONG)]


# MSH and acknowledgements


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_have_a_head_or_none(body: bytes) -> None:
    for head in heads(b"MSH" + body) + heads(body):
        acknowledgements(head, Outcome.KEPT, datetime(2026, 1, 1), 1)


def test_other_separators_and_line_ends() -> None:
    for end in (b"\r", b"\n", b"\r\n"):
        (head,) = heads(b"MSH#!~\\&#A#B###20260101##ORU!R01#9#P#2.2" + end + b"PID#1" + end)
        assert (head.code, head.control_id, head.version, head.alone) == (b"ORU", b"9", b"2.2", False)
        (answer,) = acknowledgements(head, Outcome.KEPT, datetime(2026, 1, 2, 3, 4, 5), 5)
        assert answer == b"MSH#!~\\&####20260102030405##ACK!R01#5#P#2.2\rMSA#AA#9\r".replace(b"####", b"###A#B#", 1)


def test_an_acknowledgement_repeats_and_swaps() -> None:
    (head,) = heads(message(17, kind=b"ORU^R01^ORU_R01"))
    (answer,) = acknowledgements(head, Outcome.KEPT, datetime(2026, 1, 2, 3, 4, 5), 5)
    assert answer == b"MSH|^~\\&|LIS|CLINIC|DEV|FAC|20260102030405||ACK^R01^ACK|5|P|2.4\rMSA|AA|17\r"


@pytest.mark.parametrize(
    ("conditions", "kept", "failed"),
    [
        (b"|", ["AA"], ["AE"]), (b"AL|NE", ["CA"], ["CE"]), (b"NE|NE", [], []), (b"NE|AL", ["AA"], ["AE"]),
        (b"AL|AL", ["CA", "AA"], ["CE", "AE"]), (b"ER|NE", [], ["CE"]), (b"SU|NE", ["CA"], []),
        (b"|AL", ["AA"], ["AE"]), (b"AL|", ["CA"], ["CE"]), (b"|ER", [], ["AE"]),
        (b"|NE", ["AA"], ["AE"]), (b"|0", ["AA"], ["AE"]), (b"|1", ["AA"], ["AE"]), (b"|2", ["AA"], ["AE"]),
    ],
)  # fmt: skip
def test_acknowledgement_modes(conditions: bytes, kept: list[str], failed: list[str]) -> None:
    """Table 0155; 0, 1 and 2 in MSH-16 are an analyser's result types, not conditions."""
    (head,) = heads(message(conditions=conditions))
    for outcome, expected in ((Outcome.KEPT, kept), (Outcome.FAILED, failed)):
        answers = acknowledgements(head, outcome, datetime(2026, 1, 1), 1)
        assert [answer.split(b"MSA|")[1][:2].decode() for answer in answers] == expected


# On the wire


@pytest.mark.parametrize(
    ("pieces", "codes", "kept"),
    [
        ([framed(ORU)], ["AA 42"], [ORU]),
        ([framed(ORU)[:10], framed(ORU)[10:60], framed(ORU)[60:-1], CR], ["AA 42"], [ORU]),
        ([framed(message(1)) + framed(message(2))], ["AA 1", "AA 2"], [message(1), message(2)]),
        ([b"\0\xff!" + framed(ORU)], ["AA 42"], [ORU]),
        ([ORU + FS + CR], ["AA 42"], [ORU]),
        ([VT + ORU + FS], ["AA 42"], [ORU]),
        ([VT + ORU + FS, CR + b"\n", framed(message(2))], ["AA 42", "AA 2"], [ORU, message(2)]),
        ([framed(message(5, end=b"\n"))], ["AA 5"], [message(5, end=b"\n")]),
        ([framed(message(6, end=b"\r\n"))], ["AA 6"], [message(6, end=b"\r\n")]),
        ([framed(ORU.replace(b"|42|", b"||"))], ["AA "], [ORU.replace(b"|42|", b"||")]),
        ([framed(message(7, kind=b"QRY^R02"))], ["AA 7"], [message(7, kind=b"QRY^R02")]),
        ([framed(message(8, kind=b"ZZZ"))], ["AA 8"], [message(8, kind=b"ZZZ")]),
        ([framed(ORU.replace(b"7\r", "Әйгерім".encode("cp1251", "replace") + b"\xff\r"))], ["AA 42"], None),
        ([framed(b"\xef\xbb\xbf" + ORU)], ["AA 42"], [b"\xef\xbb\xbf" + ORU]),
        ([framed(ORU.decode().encode("utf-16"))], ["AA 42"], [ORU.decode().encode("utf-16")]),
        ([framed(ORU.decode().encode("utf-16-be"))], ["AA 42"], [ORU.decode().encode("utf-16-be")]),
        ([framed(ORU + b"OBX|2|ED|||^^^^" + b"\x1c\x00" + b"\r")], ["AA 42"], [ORU + b"OBX|2|ED|||^^^^\x1c\x00\r"]),
        ([framed(b"FHS|^~\\&\rBHS|^~\\&\r" + message(1) + message(2) + b"BTS|2\rFTS|1\r")], ["AA 1", "AA 2"], None),
    ],
    ids=[
        "plain", "split", "two in one read", "noise before", "no VT", "no CR", "CR late, LF", "LF segments", "CRLF",
        "no MSH-10", "query", "unknown type", "wrong character set", "byte order mark", "UTF-16", "UTF-16 BE",
        "FS inside", "batch",
    ],
)  # fmt: skip
def test_every_message_is_kept_and_acknowledged(
    hub: Any, pieces: list[bytes], codes: list[str], kept: list[bytes] | None
) -> None:
    with Analyser(hub.hl7) as analyser:
        analyser.send(*pieces)
        assert analyser.codes(len(codes)) == codes
    found = [one.body for one in hub.practice.kept("hl7")]
    assert len(found) == (len(kept) if kept else 1)
    if kept:
        assert found == kept
    assert not hub.practice.kept("unreadable")


def test_a_damaged_field_does_not_end_the_frame_of_the_answer(hub: Any) -> None:
    with Analyser(hub.hl7) as analyser:
        analyser.send(framed(ORU.replace(b"UNICODE", b"UNI\x1c.CO\x0bDE").replace(b"|42|", b"|4\x1c2|")))
        assert analyser.codes(1) == ["AA 42"]


def test_metadata_name_the_device_and_the_message(hub: Any) -> None:
    with Analyser(hub.hl7) as analyser:
        analyser.send(framed(ORU))
        analyser.codes(1)
    (kept,) = hub.practice.kept()
    received_at = kept.metadata.pop("received_at")
    assert datetime.fromisoformat(received_at).utcoffset() is not None
    assert kept.metadata == {
        "transport": "hl7", "peer": "127.0.0.1", "calling": "BC-5380^Lab", "called": "SHIPAGER",
        "message_type": "ORU^R01", "control_id": "42", "character_set": "UNICODE",
    }  # fmt: skip


def test_a_sign_of_life_is_acknowledged_and_not_kept(hub: Any) -> None:
    alive = ORU.split(CR)[0] + CR
    with Analyser(hub.hl7) as analyser:
        analyser.send(framed(alive), VT + FS + CR, framed(alive))
        assert analyser.codes(2) == ["AA 42", "AA 42"]
    assert not hub.practice.kept()


def test_nothing_is_answered_where_nothing_is_wanted(hub: Any) -> None:
    with Analyser(hub.hl7) as analyser:
        analyser.send(framed(message(1, conditions=b"NE|NE")), framed(message(2)))
        assert analyser.codes(1) == ["AA 2"]
    assert len(hub.practice.kept("hl7")) == 2


def test_a_repeated_message_is_kept_once_but_a_reused_number_is_another_message(hub: Any) -> None:
    """MSH-10 starts again at 1 after power-on: only the same bytes are the same message."""
    with Analyser(hub.hl7) as analyser:
        analyser.send(framed(ORU), framed(ORU), framed(ORU.replace(b"5.1", b"9.9")))
        assert analyser.codes(3) == ["AA 42"] * 3
    assert len(hub.practice.kept("hl7")) == 2


@pytest.mark.parametrize(
    "body", [b"hello", b"H|\\^&|||Sysmex", b"MSH", b"MSHX^~", random.Random(500).randbytes(500).replace(FS, b"")]
)
def test_a_frame_that_is_no_hl7_is_kept_and_refused(hub: Any, expects_log: None, body: bytes) -> None:
    with Analyser(hub.hl7) as analyser:
        analyser.send(framed(body), framed(ORU))
        assert analyser.codes(2) == ["AR ", "AA 42"]
    (unreadable,) = hub.practice.kept("unreadable")
    assert unreadable.body == body
    assert unreadable.metadata["reason"] == "not-hl7"


def test_a_frame_without_end_is_kept_up_to_the_limit(start_hub: Callable[..., Any], expects_log: None) -> None:
    hub = start_hub(max_hl7_frame_bytes=200_000)
    with Analyser(hub.hl7) as analyser:
        analyser.send(VT + ORU + b"x" * 300_000)
        assert analyser.codes(1) == ["AR "]
        assert analyser.answer() == b""  # closed
    (unreadable,) = hub.practice.kept()
    assert (len(unreadable.body), unreadable.metadata["reason"]) == (200_000, "frame-too-long")


def test_a_message_cut_by_the_network_is_kept_as_cut(hub: Any, until: Any, expects_log: None) -> None:
    with Analyser(hub.hl7) as analyser:
        analyser.send(VT + ORU[:60])
    until(lambda: len(hub.events) == 2)
    (unreadable,) = hub.practice.kept()
    assert (unreadable.body, unreadable.metadata["reason"]) == (ORU[:60], "frame-cut")


@pytest.mark.parametrize(
    "noise",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        b"\x16\x03\x01\x02\0",
        b"\x05",
        random.Random(100).randbytes(100).replace(VT, b""),
        b"",
    ],
)
def test_strangers_do_no_harm(hub: Any, expects_log: None, noise: bytes) -> None:
    with Analyser(hub.hl7) as stranger:
        stranger.send(noise)
    with Analyser(hub.hl7) as flood:
        flood.send(b"x" * 200_000)
        assert flood.answer() == b""
    with Analyser(hub.hl7) as analyser:
        analyser.send(framed(ORU))
        assert analyser.codes(1) == ["AA 42"]
    assert len(hub.practice.kept()) == 1


def test_silent_connections_make_room_for_devices(start_hub: Callable[..., Any]) -> None:
    hub = start_hub(max_connections=3)
    with Analyser(hub.hl7) as known, Analyser(hub.hl7), Analyser(hub.hl7):
        known.send(framed(message(1)))
        assert known.codes(1) == ["AA 1"]
        time.sleep(1.1)
        for number in range(2, 6):
            with Analyser(hub.hl7) as analyser:
                analyser.send(framed(message(number)))
                assert analyser.codes(1) == [f"AA {number}"]
        known.send(framed(message(9)))
        assert known.codes(1) == ["AA 9"]


def test_a_drip_that_never_ends_is_cut_off(hub: Any, expects_log: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mllp, "_FRAME_SECONDS", 0.3)
    with Analyser(hub.hl7) as stranger:
        stranger.send(VT + b"MSH|")
        began = time.monotonic()
        try:
            while time.monotonic() - began < 5:
                stranger.send(b"x")
                time.sleep(0.02)
        except OSError:
            pass
        assert time.monotonic() - began < 4


def test_without_room_the_device_hears_an_error(start_hub: Callable[..., Any], expects_log: None) -> None:
    hub = start_hub(min_free_bytes=1 << 60)
    with Analyser(hub.hl7) as analyser:
        analyser.send(framed(ORU), framed(message(2, conditions=b"AL|NE")))
        assert analyser.codes(2) == ["AE 42", "CE 2"]
    assert not hub.practice.kept()
    assert hub.hub.status()["problems"][-1]["code"] == "disk-full"


def test_unreadable_bytes_are_bounded_and_results_are_not(hub: Any, expects_log: None) -> None:
    hub.hub._reception._quota._max_records = 3
    with Analyser(hub.hl7) as analyser:
        for number in range(6):
            analyser.send(framed(b"rubbish" + str(number).encode()))
            analyser.codes(1)
        analyser.send(framed(ORU))
        assert analyser.codes(1) == ["AA 42"]
    assert len(hub.practice.kept("unreadable")) == 3


def test_many_connections_at_once(hub: Any) -> None:
    def device(number: int) -> None:
        with Analyser(hub.hl7) as analyser:
            for at in range(20):
                analyser.send(framed(message(number * 100 + at)))
                assert analyser.codes(1) == [f"AA {number * 100 + at}"]

    threads = [threading.Thread(target=device, args=(number,)) for number in range(1, 9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(hub.practice.kept("hl7")) == 160
    assert hub.hub.status()["devices"][0]["received"] == 160


def test_a_frame_on_its_way_may_finish_when_the_hub_ends(start_hub: Callable[..., Any], until: Any) -> None:
    hub = start_hub()
    with Analyser(hub.hl7) as idle, Analyser(hub.hl7) as analyser:
        analyser.send(VT + ORU[:50])
        until(lambda: hub.hub.status()["receiving"] == 1)
        hub.hub.ask_to_end()
        assert idle.answer() == b""
        analyser.send(ORU[50:] + FS + CR)
        assert analyser.codes(1) == ["AA 42"]
    assert hub.practice.kept()[0].body == ORU


def test_real_messages_of_devices(hub: Any, until: Any, shared_samples: Path) -> None:
    files = sorted((shared_samples / "devices" / "hl7").glob("*.hl7"))
    assert files
    expected = []
    for file in files:
        body = file.read_bytes().strip(VT + FS + b"\r\n")
        with Analyser(hub.hl7) as analyser:
            analyser.send(framed(body))
            found = heads(body)
            assert found, file.name
            wanted = [
                answer for head in found for answer in acknowledgements(head, Outcome.KEPT, datetime(2026, 1, 1), 1)
            ]
            assert len(analyser.codes(len(wanted))) == len(wanted), file.name
        if not all(head.is_keep_alive for head in found):
            expected.append(body)
    until(lambda: len(hub.practice.kept("hl7")) == len(expected))
    assert [one.body for one in hub.practice.kept("hl7")] == expected

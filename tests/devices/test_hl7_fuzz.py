"""Mutated HL7 streams: no crash, no leak, no hang; what is kept is exactly what came in frames."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import random
import socket
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil
import pytest

from app.domain.errors import WorldError
from app.domain.identity import PersonName
from app.domain.scheduled import OrderedTest, ScheduledStep
from devices.hl7_answers import answer_of
from devices.hl7_framing import Ending, MllpSplitter, heads
from devices.hl7_reading import read_message

VT, FS, CR = b"\x0b", b"\x1c", b"\r"
STEP = ScheduledStep(
    "2611250001", "12345", PersonName("Омарова", "Сәуле"), datetime(2026, 11, 25, 4, tzinfo=UTC),
    specimen_id="A-77", tests=(OrderedTest("718-7", "HGB"),),
)  # fmt: skip
SEEDS = [
    (
        b"MSH|^~\\&|BC|Lab|||20260101||ORU^R01|1|P|2.3.1||||||UNICODE\rPID|1||7^^^MR||\xd0\x98\xd0\xb2\xd0\xb0\xd0\xbd\r"
        b"OBR|1||17|00001^CBC^99MRC\rOBX|1|IS|6690-2^WBC^LN||*****|10*9/L|4.0-10.0|L~N|||F\rNTE|1|L|note\r"
    ),
    (
        b"MSH|^~\\&|M^1^EUI-64|MINDRAY|||20260727||ORU^R01^ORU_R01|1|P|2.6|||AL|NE||UNICODE UTF-8\rPID|||9\r"
        b"OBX|1|NM|150456^SpO2^MDC|1.3.1|77|262688^MDC_DIM_PERCENT^MDC||DEMO|||R\rOBX|2|NA|1^w^MDC||1^2^3~4^5\r"
    ),
    b"MSH|^~\\&|||||||ORU^R01|106|P|2.3.1|\r",
    b"MSH|^~\\&||KC5|||20260723||QRY^R02|2026.38|P|2.6\rQRD|20260723|R|I|Q101||||12345|RES\rQRF|MON||||32&0^5\r",
    b"MSH|^~\\&|M|M|||20260727||QBP^ZV1^QBP_Q21|7|P|2.6|||AL|NE\rQPD|IHE PDQ Query|Q8|@PID.3.1^12345\rRCP|I|50^RD\r",
    b"MSH|^~\\&|||||2026||QRY^Q02|9|P|2.3.1||||||ASCII\rQRD|2026|R|D|2|||RD|A-77|OTH|||T|\rQRF||||||RCT|COR|ALL||\r",
    b"MSH|^~\\&|BC|M|||2026||ORM^O01|3|P|2.3.1\rORC|RF||A-77||IP\r",
    (
        b"FHS|^~\\&\rBHS|^~\\&\rMSH|^~\\&|A|B|||1||ORU^R01|1|P|2.4\rOBX|1|ED|P||^application^pdf^Base64^JVBERi0=\r"
        b"MSH|^~\\&|A|B|||1||MDM^T02|2|P|2.4\rTXA|1|DS\rBTS|2\rFTS|1\r"
    ),
    b"MSH|^~\\&|LAB||||1||ACK^O01|4|P|2.3.1\rMSA|AA|77\r",
    b"MSH#*?!%#A#B###1##ADT*A08#5#P#2.2\nPID#1##5*z?6\nPV1#1\n",
]
PIECES = [
    VT,
    FS,
    CR,
    b"\n",
    FS + CR,
    b"MSH|",
    b"MSH|^~\\&",
    b"|",
    b"^",
    b"~",
    b"\\",
    b"\\X0D\\",
    b"\0",
    b"\xff\xfe",
    b"\xd0",
]


def mutated(chance: random.Random) -> bytes:
    """A stream of one to three messages in frames, damaged in up to six places."""
    stream = b"".join(VT + chance.choice(SEEDS) + FS + CR for _ in range(chance.randint(1, 3)))
    for _ in range(chance.randint(0, 6)):
        at = chance.randrange(len(stream) + 1)
        end = min(len(stream), at + chance.randint(1, 30))
        change = chance.randrange(6)
        if change == 0:
            stream = stream[:at] + chance.choice(PIECES) + stream[at:]
        elif change == 1:
            stream = stream[:at] + stream[end:]
        elif change == 2:
            stream = stream[:at] + stream[at:end] * 2 + stream[end:]
        elif change == 3:
            stream = stream[:at] + chance.randbytes(chance.randint(1, 8)) + stream[end:]
        elif change == 4:
            stream = stream[:end]
        else:
            stream = stream[:at] + chance.choice(SEEDS)[: chance.randint(1, 200)] + stream[at:]
        stream = stream or VT
    return stream


def expected_of(stream: bytes, limit: int) -> tuple[list[bytes], list[bytes]]:
    """Bodies that are to be kept as messages, and as unreadable; of equal messages one is kept."""
    splitter = MllpSplitter(limit)
    messages, unreadable = [], []
    for frame in [*splitter.feed(stream), *splitter.end()]:
        if not frame.body.strip(b"\r\n\0 "):
            continue
        found = heads(frame.body) if frame.ending is Ending.WHOLE else []
        if not found:
            unreadable.append(frame.body)
        elif not all(head.code in {b"ACK", b"MCF"} for head in found) and not all(one.is_keep_alive for one in found):
            messages.append(frame.body)
    return messages, unreadable


def send(port: int, stream: bytes, chance: random.Random) -> bytes:
    """The stream in pieces; what was answered until the hub had nothing more to say."""
    with socket.create_connection(("127.0.0.1", port), 10) as device:
        at = 0
        with contextlib.suppress(ConnectionError):
            while at < len(stream):
                size = chance.choice([1, 7, 50, len(stream)])
                device.sendall(stream[at : at + size])
                at += size
            device.shutdown(socket.SHUT_WR)
        heard = b""
        with contextlib.suppress(ConnectionError):
            while piece := device.recv(65536):
                heard += piece
        return heard


def digest(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=16).digest()


def check(hub: Any, until: Any, rounds: int) -> None:
    chance = random.Random(20261125)
    hub.hub._knowledge.put_steps([STEP])
    hub.hub._reception._quota._max_records = hub.hub._reception._quota._max_bytes = 1 << 40
    limit = hub.hub._settings.max_hl7_frame_bytes
    ours = psutil.Process()
    messages: set[bytes] = set()
    unreadable: Counter[bytes] = Counter()
    files = memory = 0
    for number in range(rounds):
        stream = mutated(chance)
        answered = send(hub.hl7, stream, chance)
        for frame in MllpSplitter(1 << 24).feed(answered):
            assert frame.ending is Ending.WHOLE
            answer = answer_of(frame.body)
            assert answer is not None, frame.body
            assert answer.code in {"AA", "AR", "CA"}, "nothing of ours failed"
        kept, refused = expected_of(stream, limit)
        messages.update(map(digest, kept))
        unreadable.update(map(digest, refused))
        for body in (*kept, *refused):
            with contextlib.suppress(WorldError):
                read_message(body)
        if number == rounds // 4:
            files, memory = ours.num_fds(), ours.memory_info().rss
    until(lambda: hub.hub.status()["connected"]["hl7"] == 0)
    assert ours.num_fds() <= files + 5
    assert ours.memory_info().rss < memory + 64 * (1 << 20)
    assert {digest(one.body) for one in hub.practice.kept("hl7")} == messages
    assert Counter(digest(one.body) for one in hub.practice.kept("unreadable")) == unreadable


@pytest.fixture(autouse=True)
def _silent_log(caplog: pytest.LogCaptureFixture) -> None:
    """Each stream is a warning; kept for the report, they would be the leak that is looked for."""
    caplog.set_level(logging.CRITICAL, logger="devices")


def test_two_thousand_mutated_streams(start_hub: Callable[..., Any], until: Any) -> None:
    check(start_hub(), until, 2_000)


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_a_hundred_thousand_mutated_streams(start_hub: Callable[..., Any], until: Any) -> None:
    check(start_hub(), until, 100_000)


def test_shared_messages_with_every_byte_missing(shared_samples: Path) -> None:
    """Reading never fails for a byte that the line lost."""
    for file in sorted((shared_samples / "devices" / "hl7").glob("*.hl7")):
        body = file.read_bytes()
        for at in range(0, len(body), 3):
            with contextlib.suppress(WorldError):
                read_message(body[:at] + body[at + 1 :])

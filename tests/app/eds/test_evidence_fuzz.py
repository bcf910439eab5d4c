"""Hostile evidence: only our own errors, in bounded time and memory."""

from __future__ import annotations

import hashlib
import random
import time
import tracemalloc
from collections.abc import Callable
from contextlib import suppress
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import Unreadable
from app.domain.signature import Result
from app.eds import crl, crl_bytes, ocsp, tsp
from app.eds.certificate import Certificate
from app.eds.evidence import evidence_of
from app.eds.revocation import Status
from app.eds.trust import Authority, Environment, TrustList
from tests.app.eds.revocation_authority import RevocationAuthority

Case = tuple[str, bytes]
_OURS = RevocationAuthority()


def _grounds() -> tuple[Certificate, Authority]:
    return _OURS.subject(), _OURS.authority


def _stamped(der: bytes) -> None:
    imprint = hashlib.sha256(b"").digest()
    try:
        tsp.token_of(der, imprint, 1)
    except tsp.TimeStampFailed:
        pass
    else:
        raise AssertionError("a token that nobody made for us")
    _, authority = _grounds()
    assert not tsp.examine(der, b"another message", TrustList(Environment.TEST, (authority,))).good


def _answered(der: bytes) -> None:
    finding = ocsp.examine(der, *_grounds())
    assert not finding.authentic or finding.status is Status.GOOD


def _listed(der: bytes) -> None:
    finding = crl.examine(der, der, *_grounds())
    assert any(check.result is not Result.PASS for check in finding.checks)


def _recognised(der: bytes) -> None:
    with suppress(Unreadable):
        evidence_of(der)


READERS: dict[str, Callable[[bytes], None]] = {
    "ocsp": _answered, "crl": _listed, "tsp": _stamped, "any": _recognised,
}  # fmt: skip


def _seeds(samples: Path) -> list[bytes]:
    files = [file for name in ("ocsp", "crl", "tsp") for file in sorted((samples / "eds" / name).iterdir())]
    serial = _OURS.subject().serial_number
    return [*(file.read_bytes() for file in files), _OURS.answer(), _OURS.list_of({serial: None, 5: None})]


def _mutated(seed: bytes, chance: random.Random) -> bytes:
    """Bits, lengths, cuts, doubled and moved pieces: what DER is sensitive to."""
    der = bytearray(seed)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(max(len(der), 1)) if der else 0
        match chance.randrange(6):
            case 0 if der:
                der[at] ^= 1 << chance.randrange(8)
            case 1 if der:
                der[at] = chance.choice((0, 0x30, 0x80, 0x81, 0x82, 0x84, 0x85, 0xA0, 0xFF, 0x7F))
            case 2:
                del der[at : at + chance.randint(1, 40)]
            case 3:
                der[at:at] = der[at : at + chance.randint(1, 60)]
            case 4:
                del der[at:]
            case _:
                der[at:at] = chance.randbytes(chance.randint(1, 8))
    return bytes(der)


@settings(max_examples=150, deadline=None)
@given(number=st.integers(0, 2**32))
def test_mutated_evidence_raises_nothing_of_its_own(shared_samples: Path, number: int) -> None:
    chance = random.Random(number)
    seed = chance.choice(_seeds(shared_samples))
    for read in READERS.values():
        read(_mutated(seed, chance))


@pytest.mark.slow
def test_fifty_thousand_mutations(shared_samples: Path) -> None:
    chance = random.Random(50_000)
    seeds = _seeds(shared_samples)
    readers = list(READERS.values())
    longest = 0.0
    for number in range(50_000):
        der = _mutated(seeds[number % len(seeds)], chance)
        start = time.monotonic()
        readers[number % 4](der)
        longest = max(longest, time.monotonic() - start)
    assert longest < 5


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes(der: bytes) -> None:
    for read in READERS.values():
        read(der)


def _nested(tag: int, depth: int) -> bytes:
    der = b""
    for _ in range(depth):
        size = len(der)
        length = bytes([size]) if size < 0x80 else b"\x83" + size.to_bytes(3, "big")
        der = bytes([tag]) + length + der
    return der


HOSTILE: tuple[Case, ...] = (
    ("deep", _nested(0x30, 20_000)),
    ("deep, constructed strings", _nested(0x24, 20_000)),
    ("indefinite", b"\x30\x80" * 20_000),
    ("indefinite, closed", b"\x30\x80" * 500 + b"\0\0" * 500),
    ("a length of four gigabytes", b"\x30\x84\xff\xff\xff\xff" + bytes(100)),
    ("a length of 127 bytes", b"\x30\xff" + b"\xff" * 127),
    ("a long tag", b"\x3f" + b"\xff" * 5000 + b"\x01\x00"),
    ("many empty elements", b"\x30\x83\x0f\x42\x40" + b"\x05\x00" * 500_000),
    ("zeros", bytes(1_000_000)),
)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("case", HOSTILE, ids=[name for name, _ in HOSTILE])
def test_hostile_structures_cost_little(reader: str, case: Case) -> None:
    tracemalloc.start()
    try:
        READERS[reader](case[1])
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 200 * 1024 * 1024


def test_a_list_of_millions_of_entries_costs_no_memory() -> None:
    """As long as a list may be: its entries are walked over, and its signature ends it before that."""
    entry = b"\x30\x12\x02\x01\x07\x17\x0d261123040000Z"
    whole = _OURS.list_of(dict.fromkeys(range(7, 20)))
    read = crl_bytes.read(whole)
    start, stop = read.entries_span
    tbs_start, tbs_stop = read.signed_span
    header = start - 3 if whole[start - 2] == 0x81 else start - 4
    assert (whole[header], whole[tbs_start + 1]) == (0x30, 0x82)

    def sized(body: bytes) -> bytes:
        return b"\x30\x84" + len(body).to_bytes(4, "big") + body

    many = sized(entry * 3_000_000)
    forged = sized(sized(whole[tbs_start + 4 : header] + many + whole[stop:tbs_stop]) + whole[tbs_stop:])
    tracemalloc.start()
    try:
        finding = crl.examine(forged, None, *_grounds())
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert [check.reason for check in finding.checks] == ["crl-signature"]
    assert peak < 2 * len(forged) + 8 * 1024 * 1024  # the signed part, and what the library copies of it
    assert sum(1 for _ in islice(crl_bytes.entries(crl_bytes.read(forged)), 100_000)) == 100_000

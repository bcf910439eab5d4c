"""Files of devices, mutated: whatever stands in them, a reader answers or raises `Unreadable`, soon and in bounds."""

from __future__ import annotations

import random
import time
from datetime import UTC, datetime

import pytest

from app.domain.errors import Unreadable
from app.stand_ins import ecg_files, result_files
from app.stand_ins.device_objects import Sitter, blood_count
from app.stand_ins.people import made_up
from devices.ecg import waveform_of
from devices.file_format import HEAD, FileAtHand
from devices.file_formats import read_file, recognise
from devices.file_formats.hl7 import messages_of

AT = datetime(2026, 11, 25, 6, 30, tzinfo=UTC)
SITTER = Sitter.of(next(made_up()))
_FHIR = b"""{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Observation","status":"final","code":
{"coding":[{"system":"http://loinc.org","code":"1"}]},"effectiveDateTime":"2026-11-25T10:00:00+05:00",
"valueQuantity":{"value":1.50,"unit":"kg"}}}]}"""
SEEDS = {
    "gdt": result_files.spirometry(SITTER, AT),
    "scp-ecg": ecg_files.scp_ecg(SITTER, AT, seconds=0.3),
    "scp-ecg own": ecg_files.scp_ecg(SITTER, AT, seconds=0.3, coding="own"),
    "scp-ecg beats": ecg_files.scp_ecg(SITTER, AT, seconds=1, hertz=100, subtracts=True),
    "aecg": ecg_files.annotated_ecg(SITTER, AT, seconds=0.05),
    "muse-xml": ecg_files.muse_xml(SITTER, AT, seconds=0.05),
    "csv": result_files.pressure_csv([(AT, 120, 80, 70)] * 3) + b'"a;b";1\n',
    "fhir": _FHIR,
    "hl7": blood_count(SITTER, AT, control_id="1") * 2,
    "pdf": result_files.pdf(),
    "picture": result_files.picture(size=16),
}
_CURVES = {
    "scp-ecg": "application/x-scp-ecg", "aecg": "application/x-aecg+xml", "muse-xml": "application/x-muse+xml",
}  # fmt: skip


def mutated(chance: random.Random, seed: bytes) -> bytes:
    content = bytearray(seed)
    for _ in range(chance.randint(1, 8)):
        at, way = chance.randrange(len(content) or 1), chance.random()
        if way < 0.5 and content:
            content[at % len(content)] = chance.choice([0, 255, 127, 128, 32, 48, 57, chance.randrange(256)])
        elif way < 0.65:
            content[at:at] = chance.randbytes(chance.randint(1, 20))
        elif way < 0.8:
            del content[at : at + chance.randint(1, 30)]
        elif way < 0.9:
            content[at:at] = content[max(0, at - 40) : at] * chance.randint(1, 5)
        else:
            del content[at:]
    return bytes(content)


def _rounds(count: int, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(count):
        name = chance.choice(list(SEEDS))
        key, content = name.split()[0], mutated(chance, SEEDS[name])
        if key == "scp-ecg" and chance.random() < 0.9:
            content = b"\0\0" + content[2:]  # so that the reader is tried, not the checksum
        file = FileAtHand("n", len(content), content[:HEAD], lambda kept=content: kept)  # type: ignore[misc]  # bound now
        began = time.monotonic()
        recognise(content)
        for work in (lambda: read_file(key, file), lambda: waveform_of(_CURVES.get(key, ""), content)):  # noqa: B023  called at once
            try:
                work()
            except Unreadable:
                continue
        if key == "hl7":
            assert sum(map(len, messages_of(content))) <= len(content) + 2 * len(messages_of(content)) + 2
        assert time.monotonic() - began < 20


def test_two_thousand_mutated_files() -> None:
    _rounds(2_000, 1)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_fifty_thousand_mutated_files() -> None:
    _rounds(50_000, 2)

"""SCP-ECG (EN 1064, ISO 11073-91064): sections 0 pointers, 1 patient, 2 Huffman tables, 3 leads, 6 rhythm, 7 measures.

All numbers are little-endian. Rhythm data are plain or Huffman coded (the standard's own table, or tables of the
file), with differences of the first or second order; a reference beat that was subtracted is put back (4, 5).
Files that thin out samples between beats (bimodal) keep their measurements: their curve is not drawn half right.
"""

from __future__ import annotations

import array
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from app.domain.device import SentIdentity
from app.domain.errors import Unreadable
from app.domain.identity import Sex
from app.domain.received import SentMessage
from devices.character_sets import read_text
from devices.ecg import MAX_LEADS, MAX_SAMPLES, Lead, Waveform, ecg_message, with_derived_limb_leads
from devices.file_format import FileAtHand, FileFormat, local_moment
from devices.scp_huffman import STANDARD_TABLE, Table, decode_values, read_tables
from devices.scp_reference_beat import read_reference_beats
from devices.sent_identity import iin_candidates, name_of_parts

MEDIA_TYPE = "application/x-scp-ecg"
_HEAD = struct.Struct("<HHIBB6s")  # CRC, id, length, section version, protocol version, reserved: 5.2.7
_POINTER = struct.Struct("<HII")  # id, length, place of the first byte counted from 1: 5.3.3
_MAX_SECTIONS = 1024
_STANDARD_HUFFMAN = 19999
_BIMODAL_UNTIL = 30  # protocol 3.0 reserves the byte
_NOT_MEASURED = frozenset({29999, 29998, 19999, 0xFFFF})
_NO_AXIS = frozenset({999, 29999, 29998, 19999})

# Table 5 of the standard: lead identification.
LEADS = {
    1: "I", 2: "II", 3: "V1", 4: "V2", 5: "V3", 6: "V4", 7: "V5", 8: "V6", 9: "V7", 10: "V2R", 11: "V3R", 12: "V4R",
    13: "V5R", 14: "V6R", 15: "V7R", 16: "X", 17: "Y", 18: "Z", 61: "III", 62: "aVR", 63: "aVL", 64: "aVF",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Scp:
    """The sections of a file, by number, without their heads."""

    sections: dict[int, bytes]
    version: int  # of the protocol, tenths: 13, 20, 30

    def section(self, number: int) -> bytes:
        return self.sections.get(number, b"")


def read_scp(file: FileAtHand) -> SentMessage:
    """Raises `Unreadable`: `scp-damaged`, `file-checksum`."""
    content = file.whole()
    scp = _sections(content)
    tags = dict(_tags(scp.section(1)))
    texts = b"\n".join(tags.get(tag, b"") for tag in (0, 1, 3))
    chosen = read_text(texts, override=file.character_set)
    words = {tag: _words(raw, file.character_set or chosen.character_set) for tag, raw in tags.items()}
    return ecg_message(
        _identity(tags, words), MEDIA_TYPE, _moment(tags), _measured(scp.section(7)),
        comment=_statements(scp, chosen.character_set),
        has_waveform=bool(scp.section(6) and scp.section(3)), character_set=chosen.character_set, how=chosen.how,
    )  # fmt: skip


def waveform(content: bytes) -> Waveform:
    """The rhythm data in millivolts. Raises `Unreadable`: `scp-damaged`, `scp-compression`, `too-large`."""
    scp = _sections(content)
    leads, rhythm = scp.section(3), scp.section(6)
    if len(leads) < 2 or len(rhythm) < 6:
        raise Unreadable("no-waveform")
    count, flags = leads[0], leads[1]
    described = _described(leads[2:], count)
    nanovolts, microseconds, order, bimodal = struct.unpack_from("<HHBB", rhythm)
    if bimodal and scp.version < _BIMODAL_UNTIL:
        raise Unreadable("scp-compression")
    if not nanovolts or not microseconds or order > 2:
        raise Unreadable("scp-damaged")
    if sum(samples for samples, _ in described) > MAX_SAMPLES:
        raise Unreadable("too-large")
    tables = _tables(scp.section(2))
    mean = None
    if flags & 1:
        mean = read_reference_beats(
            scp.section(4), scp.section(5), count, microseconds,
            lambda coded, samples, order: _values(coded, samples, order, tables),
        )  # fmt: skip
    lengths = struct.unpack_from(f"<{count}H", rhythm, 6)
    at, found = 6 + 2 * count, []
    for number, (length, (samples, name)) in enumerate(zip(lengths, described, strict=True)):
        values = [one * nanovolts for one in _values(rhythm[at : at + length], samples, order, tables)]
        at += length
        if mean is not None:
            mean.put_back(number, values)
        found.append(Lead(name, array.array("f", (one * 1e-6 for one in values))))
    return Waveform(1_000_000 / microseconds, with_derived_limb_leads(tuple(found)))


def checksum(content: bytes) -> int:
    """CRC-CCITT, polynomial 0x1021, begun with 0xFFFF: 5.1.3."""
    import binascii

    return binascii.crc_hqx(content, 0xFFFF)


def _sections(content: bytes) -> _Scp:
    if len(content) < 22 + _POINTER.size:
        raise Unreadable("scp-damaged")
    stored, length = struct.unpack_from("<HI", content)
    if stored and length <= len(content) and stored != checksum(content[2:length]):
        raise Unreadable("file-checksum")
    head = _HEAD.unpack_from(content, 6)
    pointers_end = min(6 + head[2], len(content))
    found: dict[int, bytes] = {}
    for number, size, place in islice(_pointers(content, 22, pointers_end), _MAX_SECTIONS):
        start = place - 1
        if size < _HEAD.size or start < 0 or start + size > len(content):
            if size and number in (1, 2, 3, 6, 7):
                raise Unreadable("scp-damaged")
            continue
        found.setdefault(number, content[start + _HEAD.size : start + size])
    if not found:
        raise Unreadable("scp-damaged")
    return _Scp(found, head[4])


def _pointers(content: bytes, at: int, end: int) -> Iterator[tuple[int, int, int]]:
    while at + _POINTER.size <= end:
        yield _POINTER.unpack_from(content, at)
        at += _POINTER.size


def _tags(section: bytes) -> Iterator[tuple[int, bytes]]:
    """Section 1: tag, length of two bytes, value; 255 ends it. The first of each tag counts."""
    at, seen = 0, set()
    while at + 3 <= len(section):
        tag, length = section[at], int.from_bytes(section[at + 1 : at + 3], "little")
        if tag == 255:
            return
        if tag not in seen:
            seen.add(tag)
            yield tag, section[at + 3 : at + 3 + length]
        at += 3 + length


def _words(raw: bytes, character_set: str) -> str:
    return read_text(raw.split(b"\0", 1)[0][:256], override=character_set).text.strip()


def _identity(tags: dict[int, bytes], words: dict[int, str]) -> SentIdentity:
    patient_id, sequence = words.get(2, ""), words.get(31, "")
    sex = {1: Sex.MALE, 2: Sex.FEMALE}.get((tags.get(8) or b"\0")[0], Sex.UNKNOWN)
    numbers = tuple(number for number in (sequence,) if number)
    return SentIdentity(
        patient_id=patient_id,
        iin_candidates=iin_candidates(patient_id),
        name=name_of_parts(" ".join(part for part in (words.get(0, ""), words.get(3, "")) if part), words.get(1, "")),
        birth_date=_date(tags.get(5, b"")),
        sex=sex,
        accession_number=sequence if len(sequence) >= 6 else "",
        other_numbers=numbers if len(sequence) >= 6 else (),
        account_numbers=(patient_id,) if patient_id else (),
    )


def _date(raw: bytes) -> date | None:
    if len(raw) < 4:
        return None
    try:
        return date(int.from_bytes(raw[:2], "little"), raw[2], raw[3])
    except ValueError:
        return None


def _moment(tags: dict[int, bytes]) -> datetime | None:
    day, time = _date(tags.get(25, b"")), tags.get(26, b"")
    if day is None:
        return None
    hour, minute, second = (*time[:3], 0, 0, 0)[:3]
    return local_moment(day.year, day.month, day.day, hour, minute, second)


def _described(section: bytes, count: int) -> list[tuple[int, str]]:
    """Samples and name of each lead."""
    if not 0 < count <= MAX_LEADS or len(section) < 9 * count:
        raise Unreadable("scp-damaged")
    found = []
    for place in range(count):
        start, end, lead = struct.unpack_from("<IIB", section, 9 * place)
        if not 0 < end - start + 1 <= MAX_SAMPLES:
            raise Unreadable("scp-damaged")
        found.append((end - start + 1, LEADS.get(lead, f"{lead}")))
    return found


def _tables(section: bytes) -> list[Table] | None:
    """None where rhythm data are not Huffman coded: the section is not there."""
    if len(section) < 2:
        return None
    if int.from_bytes(section[:2], "little") == _STANDARD_HUFFMAN:
        return [STANDARD_TABLE]
    return read_tables(section)


def _values(piece: bytes, samples: int, order: int, tables: list[Table] | None) -> list[int]:
    if tables is None:
        values = [one for (one,) in struct.iter_unpack("<h", piece[: len(piece) // 2 * 2])][:samples]
    else:
        values = decode_values(piece, samples, tables)
    if len(values) < samples:
        raise Unreadable("scp-damaged")
    if order == 1:
        for at in range(1, len(values)):
            values[at] += values[at - 1]
    elif order == 2:
        for at in range(2, len(values)):
            values[at] += 2 * values[at - 1] - values[at - 2]
    limit = 1 << 31  # beyond it no ECG lies: wrong differences run away
    if values and (max(values) > limit or min(values) < -limit):
        raise Unreadable("scp-damaged")
    return values


def _measured(section: bytes) -> dict[str, str]:
    """Section 7: the first block of measurements and the mean RR; what was not measured is left out."""
    if len(section) < 6:
        return {}
    blocks, _spikes, rr = struct.unpack_from("<BBH", section)
    found: dict[str, int] = {}
    if 0 < rr < 20_000 and rr not in _NOT_MEASURED:
        found |= {"rr": rr, "heart-rate": round(60_000 / rr)}
    if blocks and len(section) >= 22:
        p_on, _p_off, qrs_on, qrs_off, t_off = struct.unpack_from("<5H", section, 6)
        axes = struct.unpack_from("<3h", section, 16)
        for key, first, last in (("pr", p_on, qrs_on), ("qrs", qrs_on, qrs_off), ("qt", qrs_on, t_off)):
            if first not in _NOT_MEASURED and last not in _NOT_MEASURED and 0 < last - first < 5000:
                found[key] = last - first
        for key, axis in zip(("p-axis", "qrs-axis", "t-axis"), axes, strict=True):
            if axis not in _NO_AXIS and -360 <= axis <= 360:
                found[key] = axis
    return {key: str(number) for key, number in found.items()}


def _statements(scp: _Scp, character_set: str) -> str:
    """Section 8: the device's interpretation, sentence by sentence."""
    section = scp.section(8)
    if len(section) < 9:
        return ""
    at, lines = 9, []
    for _ in range(min(section[8], 100)):
        length = int.from_bytes(section[at + 1 : at + 3], "little")
        lines.append(_words(section[at + 3 : at + 3 + length], character_set))
        at += 3 + length
    return "\n".join(line for line in lines if line)


FORMAT = FileFormat(
    key="scp-ecg", place=25, recognises=lambda head: head[16:22] == b"SCPECG", read=read_scp, media_type=MEDIA_TYPE
)

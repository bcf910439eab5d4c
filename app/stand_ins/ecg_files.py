"""ECG files as devices write them: SCP-ECG, annotated ECG, MUSE XML, each from the same made-up heart."""

from __future__ import annotations

import base64
import binascii
import math
import struct
from collections.abc import Iterable
from datetime import datetime

from app.domain.clock import local
from app.domain.identity import Sex
from app.stand_ins.device_objects import Sitter

LEADS = ("I", "II", "V1", "V2", "V3", "V4", "V5", "V6")
_SCP_LEADS = {"I": 1, "II": 2, "V1": 3, "V2": 4, "V3": 5, "V4": 6, "V5": 7, "V6": 8}
_SIZES = {"I": 0.7, "II": 1.0, "V1": -0.6, "V2": -0.3, "V3": 0.4, "V4": 1.1, "V5": 1.0, "V6": 0.8}


def heart(lead: str, seconds: float = 10.0, hertz: int = 500, rate: int = 72) -> list[int]:
    """Samples in units of 5 µV."""
    beat = 60 / rate
    waves = ((0.16, 0.025, 0.12), (0.27, 0.009, -0.1), (0.30, 0.010, 1.1), (0.33, 0.010, -0.25), (0.52, 0.05, 0.3))
    shape = [
        sum(height * math.exp(-(((at / hertz) - centre) ** 2) / (2 * width**2)) for centre, width, height in waves)
        for at in range(round(beat * hertz))
    ]
    return [round(shape[at % len(shape)] * _SIZES[lead] * 200) for at in range(round(seconds * hertz))]


def scp_ecg(
    sitter: Sitter, at: datetime, *, coding: str = "huffman", order: int = 2, seconds: float = 10.0, hertz: int = 500,
    subtracts: bool = False,
) -> bytes:  # fmt: skip
    """EN 1064. `coding`: plain, huffman (the standard's table), own (a table in section 2); `order` of differences.

    `subtracts`: the mean beat is taken out of the rhythm and stands in section 5.
    """
    curves = {lead: heart(lead, seconds, hertz) for lead in LEADS}
    beats, mean = _subtracted(curves, coding, order, hertz) if subtracts else ({}, {})
    rhythm = {lead: beats.get(lead, curve) for lead, curve in curves.items()}
    pieces = [_coded(_differences(curve, order), coding) for curve in rhythm.values()]
    count = len(curves)
    described = b"".join(struct.pack("<IIB", 1, len(curve), _SCP_LEADS[lead]) for lead, curve in curves.items())
    sections = {
        1: _demographics(sitter, at),
        **({2: _own_table() if coding == "own" else struct.pack("<H", 19999)} if coding != "plain" else {}),
        3: bytes((count, 0b100 | count << 3 | subtracts)) + described,
        **mean,
        6: struct.pack("<HHBB", 5000, 1_000_000 // hertz, order, 0)
        + b"".join(struct.pack("<H", len(piece)) for piece in pieces) + b"".join(pieces),
        7: bytes((1, 0)) + struct.pack("<HH", 833, 833) + struct.pack("<5H3h", 100, 200, 250, 342, 640, 45, 60, 30),
        8: bytes(8) + b"\1\1" + struct.pack("<H", len(b"Sinus rhythm\0")) + b"Sinus rhythm\0",
    }  # fmt: skip
    return _scp_file(sections)


def annotated_ecg(sitter: Sitter, at: datetime, *, seconds: float = 10.0, hertz: int = 500) -> bytes:
    """HL7 aECG: times in UTC, curves in units of 5 µV."""
    when = f"{at:%Y%m%d%H%M%S}.000+0000"
    name = sitter.name
    sequences = "".join(
        f'<component><sequence><code code="MDC_ECG_LEAD_{lead.upper()}" codeSystem="2.16.840.1.113883.6.24"/>'
        f'<value xsi:type="SLIST_PQ"><origin value="0" unit="uV"/><scale value="5" unit="uV"/>'
        f"<digits>{' '.join(map(str, heart(lead, seconds, hertz)))}</digits></value></sequence></component>"
        for lead in LEADS
    )
    measured = "".join(
        f'<component><annotation><code code="{code}" codeSystem="2.16.840.1.113883.6.24"/>'
        f'<value xsi:type="PQ" value="{number}" unit="{unit}"/></annotation></component>'
        for code, number, unit in (
            ("MDC_ECG_HEART_RATE", "72", "bpm"), ("MDC_ECG_TIME_PD_PR", "150", "ms"),
            ("MDC_ECG_TIME_PD_QRS", "0.092", "s"), ("MDC_ECG_TIME_PD_QT", "390", "ms"),
        )
    )  # fmt: skip
    sex = {Sex.MALE: "M", Sex.FEMALE: "F"}.get(sitter.sex, "UN")
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<AnnotatedECG xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<id root="1.2.3"/><effectiveTime><low value="{when}"/></effectiveTime>
<componentOf><timepointEvent><componentOf><subjectAssignment><subject><trialSubject>
<id root="1.2.398.3.1" extension="{sitter.iin or sitter.patient_id}"/>
<subjectDemographicPerson><name><family>{name.surname}</family><given>{name.given}</given></name>
<administrativeGenderCode code="{sex}"/><birthTime value="{sitter.birth_date}"/></subjectDemographicPerson>
</trialSubject></subject></subjectAssignment></componentOf></timepointEvent></componentOf>
<component><series><effectiveTime><low value="{when}"/></effectiveTime><component><sequenceSet>
<component><sequence><code code="TIME_RELATIVE"/><value xsi:type="GLIST_PQ"><head value="0" unit="s"/>
<increment value="{1 / hertz:g}" unit="s"/></value></sequence></component>{sequences}</sequenceSet></component>
<subjectOf><annotationSet>{measured}</annotationSet></subjectOf></series></component></AnnotatedECG>""".encode()


def muse_xml(sitter: Sitter, at: datetime, *, seconds: float = 10.0, hertz: int = 500) -> bytes:
    """GE MUSE, with the document type that it names."""
    day = local(at)
    born = sitter.birth_date
    leads = "".join(
        f"<LeadData><LeadID>{lead}</LeadID><LeadAmplitudeUnitsPerBit>5</LeadAmplitudeUnitsPerBit>"
        f"<LeadAmplitudeUnits>MICROVOLTS</LeadAmplitudeUnits><WaveFormData>"
        f"{base64.b64encode(struct.pack(f'<{len(curve)}h', *curve)).decode()}</WaveFormData></LeadData>"
        for lead in LEADS
        for curve in (heart(lead, seconds, hertz),)
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE RestingECG SYSTEM "restecg.dtd">
<RestingECG><PatientDemographics><PatientID>{sitter.iin or sitter.patient_id}</PatientID>
<DateofBirth>{born[4:6]}-{born[6:]}-{born[:4]}</DateofBirth><Gender>{sitter.sex.upper()}</Gender>
<PatientLastName>{sitter.name.surname}</PatientLastName><PatientFirstName>{sitter.name.given}</PatientFirstName>
</PatientDemographics><TestDemographics><AcquisitionTime>{day:%H:%M:%S}</AcquisitionTime>
<AcquisitionDate>{day:%m-%d-%Y}</AcquisitionDate></TestDemographics>
<RestingECGMeasurements><VentricularRate>72</VentricularRate><PRInterval>150</PRInterval>
<QRSDuration>92</QRSDuration><QTInterval>390</QTInterval></RestingECGMeasurements>
<Waveform><WaveformType>Rhythm</WaveformType><SampleBase>{hertz}</SampleBase><SampleExponent>0</SampleExponent>
{leads}</Waveform></RestingECG>""".encode()


def _demographics(sitter: Sitter, at: datetime) -> bytes:
    when = local(at)
    born = sitter.birth_date
    sex = {Sex.MALE: 1, Sex.FEMALE: 2}.get(sitter.sex, 0)
    tags = [
        (0, sitter.name.surname.encode() + b"\0"), (1, sitter.name.given.encode() + b"\0"),
        (2, str(sitter.iin or sitter.patient_id).encode() + b"\0"),
        (5, struct.pack("<HBB", int(born[:4]), int(born[4:6]), int(born[6:8]))), (8, bytes((sex,))),
        (25, struct.pack("<HBB", when.year, when.month, when.day)),
        (26, bytes((when.hour, when.minute, when.second))),
    ]  # fmt: skip
    return b"".join(struct.pack("<BH", tag, len(value)) + value for tag, value in tags) + b"\xff\0\0"


def _subtracted(
    curves: dict[str, list[int]], coding: str, order: int, hertz: int
) -> tuple[dict[str, list[int]], dict[int, bytes]]:
    """The rhythm without its first three beats, and sections 4 and 5 that tell of them."""
    beat, before = round(60 / 72 * hertz), round(0.2 * hertz)
    length = round(0.6 * hertz)
    fiducials = [before + number * beat for number in range(3)]
    mean = {lead: curve[:length] for lead, curve in curves.items()}
    rest = {lead: list(curve) for lead, curve in curves.items()}
    located = struct.pack("<3H", round(length * 1000 / hertz), before + 1, len(fiducials))
    for at in fiducials:
        first = at - before
        located += struct.pack("<HIII", 0, first + 1, at + 1, first + length)
        for lead, curve in rest.items():
            for place in range(length):
                if first + place < len(curve):
                    curve[first + place] -= mean[lead][place]
    pieces = [_coded(_differences(one, order), coding) for one in mean.values()]
    coded = struct.pack("<HHBB", 5000, 1_000_000 // hertz, order, 0)
    coded += b"".join(struct.pack("<H", len(piece)) for piece in pieces) + b"".join(pieces)
    return rest, {4: located, 5: coded}


def _differences(curve: list[int], order: int) -> list[int]:
    if order == 0:
        return curve
    if order == 1:
        return [curve[0], *(curve[at] - curve[at - 1] for at in range(1, len(curve)))]
    return [*curve[:2], *(curve[at] - 2 * curve[at - 1] + curve[at - 2] for at in range(2, len(curve)))]


def _coded(values: Iterable[int], coding: str) -> bytes:
    if coding == "plain":
        return b"".join(struct.pack("<h", one) for one in values)
    bits = "".join(_own_code(one) if coding == "own" else _standard_code(one) for one in values)
    bits += "0" * (-len(bits) % 16)
    return int(bits, 2).to_bytes(len(bits) // 8, "big")


def _standard_code(number: int) -> str:
    """Annex C, table C.1."""
    if number == 0:
        return "0"
    if abs(number) <= 8:
        return "1" * abs(number) + "0" + ("1" if number < 0 else "0")
    if -128 <= number <= 127:
        return "1111111110" + f"{number & 0xFF:08b}"
    return "1111111111" + f"{number & 0xFFFF:016b}"


def _own_code(number: int) -> str:
    """A small table of our own: 0, ±1, and a word as it is."""
    return {0: "0", 1: "10", -1: "110"}.get(number, "111" + f"{number & 0xFFFF:016b}")


def _own_table() -> bytes:
    codes = ((1, 1, 0, 0b0), (2, 2, 1, 0b01), (3, 3, -1, 0b011), (3, 19, 0, 0b111))  # the first bit lowest
    packed = b"".join(struct.pack("<BBBhI", prefix, every, 1, base, code) for prefix, every, base, code in codes)
    return struct.pack("<HH", 1, len(codes)) + packed


def _scp_file(sections: dict[int, bytes]) -> bytes:
    pointers = 12  # section 0 tells of the first twelve, absent ones with length 0
    place = 6 + 16 + 10 * pointers
    body, told = b"", []
    for number in range(1, pointers):
        content = sections.get(number, b"")
        content += b"\0" * (len(content) % 2)
        told.append((number, len(content) + 16 if content else 0, place + len(body) + 1 if content else 0))
        body += _section(number, content, b"\0" * 6) if content else b""
    head = b"".join(struct.pack("<HII", *one) for one in ((0, 16 + 10 * pointers, 7), *told))
    rest = _section(0, head, b"SCPECG") + body
    rest = struct.pack("<I", len(rest) + 6) + rest
    return struct.pack("<H", binascii.crc_hqx(rest, 0xFFFF)) + rest


def _section(number: int, content: bytes, reserved: bytes) -> bytes:
    rest = struct.pack("<HIBB6s", number, len(content) + 16, 13, 13, reserved) + content
    return struct.pack("<H", binascii.crc_hqx(rest, 0xFFFF)) + rest

"""Reads one HL7 v2 message: results (ORU, OUL, MDM) in full, the identity of any other message.

HL7 v2.3.1 to 2.6: chapter 2 (encoding rules 2.5, escapes 2.7, data types), 3 (PID), 4 (ORC), 7 (OBR, OBX, SPM, SAC),
9 (TXA). IHE PCD-01 for monitors.
Reads what devices send, which is not always what the standard says: LF or CRLF between segments, one name in
one component, numbers typed as text, results without OBR. Values stay as sent; nothing unreadable becomes a number.
The raw message is not changed by any of this: it lies in the archive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from app.domain.device import SentIdentity
from app.domain.errors import Unreadable
from app.domain.identity import PersonName
from app.domain.received import RESULTS, Attachment, ReadText, SentMessage, SentObservation, SentReport
from devices.character_sets import hl7_codec, read_text
from devices.hl7_encoding import Delimiters, Segment, segments_of
from devices.hl7_values import attachment_of, moment_of, number_of, readable_value
from devices.sent_identity import day_of, iin_candidates, name_of_parts, sex_of

MAX_BYTES = 64 * 1024 * 1024  # as the hub's largest frame
MAX_SEGMENTS = 100_000
MAX_REPORTS = 50_000  # OBR groups; a day's batch of an analyser has some hundreds
_MAX_NUMBERS = 300_000  # of patients, over all reports
_LONGEST_NUMBER = 256  # letters of a patient's number; the standard allows 199 (CX, chapter 2A)
_TEN = frozenset({"10", "x10", "х10", "*10", "×10"})
_POWER_OF_TEN = re.compile(r"\d{1,2}[/ ]")
_BESIDE = {"SPM": "specimen", "SAC": "container", "TXA": "document"}
_NO_RESULT = frozenset({"D", "N", "W", "X"})  # table 0085: deleted, not asked, wrong, cannot be obtained
# Height and weight of a monitor that was told neither: MDC_LEN_BODY_ACTUAL, MDC_MASS_BODY_ACTUAL and their LOINC
_ZERO_IS_UNKNOWN = frozenset({"188740", "188736", "8302-2", "29463-7"})
_MAX_REPETITIONS = 100  # of a name or number: a person has a few, a hostile message as many as fit


def read_message(raw: bytes, override: str = "") -> SentMessage:
    """Read one message (or one batch: its messages' reports together).

    `override` is the device's character set as a person chose it. Raises `Unreadable`: `hl7-too-large`,
    `hl7-no-msh`, `hl7-too-many-segments`.
    """
    if len(raw) > MAX_BYTES:
        raise Unreadable("hl7-too-large")
    text = decode(raw, override)
    delimiters, segments = segments_of(text.text, MAX_SEGMENTS)
    header = segments[0]
    state = _Reading(delimiters)
    for segment in segments:
        state.take(segment)
    state.close_report()
    message_type, reports = state.results()
    return SentMessage(
        message_type=message_type,
        control_id=header.text(10),
        version=header.component(12, 1),
        sending=f"{header.component(3, 1)}^{header.component(4, 1)}",
        sent_at=moment_of(header.component(7, 1)),
        processing_id=header.component(11, 1).upper(),
        character_set=text.character_set,
        character_set_how=text.how,
        segments=len(segments),
        identity=state.first_identity or state.identity(),
        reports=reports,
    )


def decode(raw: bytes, override: str = "") -> ReadText:
    """The message as text: the device's own setting, MSH-18, else what fits."""
    return read_text(raw, declared=declared_codec(raw), override=override)


def declared_codec(raw: bytes) -> str:
    """The codec that MSH-18 names, read before anything is decoded; NULs of UTF-16 are skipped."""
    head = raw[:4096].replace(b"\x00", b"")
    at = head.find(b"MSH")
    if at < 0 or len(head) < at + 8:
        return ""
    fields = re.split(rb"[\r\n]", head[at:], maxsplit=1)[0].split(head[at + 3 : at + 4])
    return hl7_codec(fields[17].decode("ascii", "replace")) if len(fields) > 17 else ""


@dataclass(slots=True)
class _Reading:
    """Where we are in the message: the patient, order and observation that the next segment belongs to."""

    delimiters: Delimiters
    header: Segment | None = None
    patient: Segment | None = None
    visit: Segment | None = None
    order: Segment | None = None  # ORC
    request: Segment | None = None  # OBR
    specimen: Segment | None = None  # SPM
    container: Segment | None = None  # SAC
    document: Segment | None = None  # TXA
    is_demo: bool = False
    is_monitoring: bool = False
    position: int = 0
    last: str = ""  # segment that an NTE belongs to
    comments: list[str] = field(default_factory=list)  # of the order
    notes: list[str] = field(default_factory=list)  # of the observation before
    person: SentIdentity | None = None  # what is said of patient and visit, looked for once
    observations: list[SentObservation] = field(default_factory=list)
    reports: list[SentReport] = field(default_factory=list)
    first_identity: SentIdentity | None = None
    messages: list[tuple[str, int]] = field(default_factory=list)  # type of each message, reports before it

    def results(self) -> tuple[str, tuple[SentReport, ...]]:
        """The type of the message and its reports; of a batch of several types, those that bring results."""
        kinds = [kind for kind, _ in self.messages]
        wanted = [kind for kind in kinds if is_result_type(kind)]
        if not wanted or len(wanted) == len(kinds):
            return next(iter(wanted or kinds), ""), tuple(self.reports)
        ends = [*(start for _, start in self.messages[1:]), len(self.reports)]
        pieces = [
            self.reports[start:end]
            for (kind, start), end in zip(self.messages, ends, strict=True)
            if is_result_type(kind)
        ]
        return wanted[0], tuple(report for piece in pieces for report in piece)

    def take(self, segment: Segment) -> None:
        name = segment.name
        if name != "NTE":
            self._end_notes()
        if name == "MSH":
            self._open_message(segment)
        elif name == "PID":
            self.close_report()
            self.patient, self.visit, self.order, self.person = segment, None, None, None
            self.specimen = self.container = self.document = None
            self.first_identity = self.first_identity or self.identity()
        elif name == "PV1":
            self.visit, self.person = segment, None
        elif name == "ORC":
            self.close_report()
            self.order = segment
        elif name == "OBR":
            self.close_report()
            self.request = segment
        elif name in _BESIDE:
            setattr(self, _BESIDE[name], segment)
        elif name == "OBX":
            self.observations.append(self._observation(segment))
            self.position += 1
        elif name == "NTE":
            self._note(segment)
        if name != "NTE":
            self.last = name

    def _open_message(self, segment: Segment) -> None:
        self.close_report()
        self.person = None
        self.header, self.patient, self.visit, self.order = segment, None, None, None
        self.specimen = self.container = self.document = None
        kind = "^".join(part for part in (segment.component(9, n, 0) for n in (1, 2, 3)) if part)
        self.messages.append((kind, len(self.reports)))
        self.is_monitoring = "IHE_PCD" in segment.raw(21).upper()
        self.is_demo = segment.component(11, 1).upper() in {"T", "D"}  # table 0103

    def _end_notes(self) -> None:
        if self.notes:
            self.observations[-1] = replace(self.observations[-1], comment="\n".join(filter(None, self.notes)))
            self.notes = []

    def close_report(self) -> None:
        """File what was gathered as one report; a group without OBR is a report as long as it has results."""
        self._end_notes()
        # Each report repeats what is said of its patient: a long list of numbers in a long message is refused.
        told = len(self.person.account_numbers) if self.person else 0
        if len(self.reports) >= MAX_REPORTS or len(self.reports) * told > _MAX_NUMBERS:
            raise Unreadable("hl7-too-many-segments")
        if self.request is not None or self.observations:
            self.reports.append(self._report())
        self.request, self.observations, self.comments = None, [], []

    def _report(self) -> SentReport:
        request = self.request or Segment("OBR", ["OBR"], self.delimiters)
        header = self.header
        sent_at = moment_of(header.component(7, 1)) if header else None
        # OBR-7 observation, OBR-14 specimen received, OBR-22 result reported; TXA-4 activity, TXA-7 transcription
        times = [(request, 7), (request, 14), (request, 22)]
        titles = [(request, 4, 2), (request, 4, 1)]
        if self.document is not None:
            times += [(self.document, n) for n in (4, 7, 6)]
            titles += [(self.document, 16, 1), (self.document, 2, 2), (self.document, 2, 1)]
        observed = next((m for seg, n in times if (m := moment_of(seg.component(n, 1)))), sent_at)
        identity = self.identity()
        return SentReport(
            identity=identity,
            title=next((text for seg, n, part in titles if (text := seg.component(n, part))), ""),
            order_number=next(iter(identity.numbers), ""),
            observed_at=observed,
            comment="\n".join(self.comments),
            observations=tuple(
                one if one.observed_at else replace(one, observed_at=observed) for one in _told_apart(self.observations)
            ),
            is_monitoring=self.is_monitoring or _is_monitoring(self.observations),
        )

    def identity(self) -> SentIdentity:
        """What is said about the patient and the order, from every place where devices put it."""
        person = self.person = self.person or _person(self.patient, self.visit)
        order_places = (
            (self.order, 2), (self.request, 2), (self.order, 3), (self.request, 3), (self.order, 4),
            (self.specimen, 2), (self.container, 3), (self.container, 4), (self.request, 18), (self.request, 19),
            (self.document, 14), (self.document, 15),
        )  # fmt: skip
        numbers = [seg.component(n, 1) for seg, n in order_places if seg and seg.component(n, 1)]
        placer = [seg.component(n, 1) for seg, n in order_places[:2] if seg and seg.component(n, 1)]
        filler = [seg.component(n, 1) for seg, n in order_places[2:4] if seg and seg.component(n, 1)]
        return replace(
            person,
            iin_candidates=tuple(dict.fromkeys((*person.iin_candidates, *iin_candidates(*numbers)))),
            accession_number=next(iter(placer), ""),
            order_number=next(iter(filler), ""),
            other_numbers=tuple(dict.fromkeys(numbers)),
        )

    def _observation(self, segment: Segment) -> SentObservation:
        flags = tuple(flag for flag in segment.repetitions(8) if flag)
        value_type = segment.text(2).strip().upper()
        attachment: Attachment | None = attachment_of(segment) if value_type in {"ED", "RP"} else None
        text = readable_value(segment, value_type)
        code, status = segment.component(3, 1), segment.text(11)
        number = number_of(segment, value_type, text)
        if status.strip().upper() in _NO_RESULT or (number == 0 and code in _ZERO_IS_UNKNOWN):
            number = None
        return SentObservation(
            position=self.position,
            value_type=value_type,
            code=code,
            code_system=segment.component(3, 3),
            name=segment.component(3, 2) or segment.text(4),
            value_text=text,
            value_number=number,
            unit=_unit(segment),
            reference_range=segment.text(7),
            flags=flags,
            status=status,
            sub_id=segment.text(4),
            observed_at=moment_of(segment.component(14, 1)),
            comment="",
            is_demo=self.is_demo or any(flag.upper() == "DEMO" for flag in flags),
            attachment=attachment,
        )

    def _note(self, segment: Segment) -> None:
        """NTE-3 belongs to the segment before it (2.15.10): an observation, else the order or patient."""
        comment = "\n".join(segment.repetitions(3)) or segment.text(2)
        if self.last == "OBX" and self.observations:
            self.notes.append(comment)
        elif comment:
            self.comments.append(comment)


def is_result_type(message_type: str) -> bool:
    return message_type.split("^", maxsplit=1)[0].upper() in RESULTS


def _unit(segment: Segment) -> str:
    """OBX-6 as a person writes it: a number is a code (MDC), its name follows; 10^9/L is sent without an escape."""
    unit, name = segment.component(6, 1), segment.component(6, 2)
    if unit.strip().lower() in _TEN and _POWER_OF_TEN.match(name):
        return f"{unit}^{name}"
    return (name or unit) if unit.isdigit() else unit


def _told_apart(observations: list[SentObservation]) -> list[SentObservation]:
    """OBX repeated under one code (several isolates, several parts of a text) have their OBX-4 beside the name."""
    sub_ids: dict[tuple[str, str], set[str]] = {}
    for one in observations:
        sub_ids.setdefault((one.code, one.name), set()).update({one.sub_id} - {""})
    return [
        replace(one, name=f"{one.name} ({one.sub_id})")
        if one.sub_id and one.sub_id != one.name and len(sub_ids[one.code, one.name]) > 1
        else one
        for one in observations
    ]


def _is_monitoring(observations: list[SentObservation]) -> bool:
    """Values of a bedside monitor (ISO/IEEE 11073-10101, MDC), which come each second."""
    return bool(observations) and all(one.code_system == "MDC" for one in observations)


def _person(patient: Segment | None, visit: Segment | None) -> SentIdentity:
    accounts = _account_numbers(patient, visit)
    shown = next(iter(accounts), ("", ""))
    return SentIdentity(
        patient_id=shown[0],
        issuer=shown[1],
        iin_candidates=iin_candidates(*(number for number, _ in accounts)),
        name=_name(patient) if patient else None,
        birth_date=day_of(patient.component(7, 1)) if patient else None,
        sex=sex_of(patient.component(8, 1) if patient else ""),
        account_numbers=tuple(dict.fromkeys(number for number, _ in accounts)),
    )


def _account_numbers(patient: Segment | None, visit: Segment | None) -> list[tuple[str, str]]:
    """(number, who issued it), the most usual place first: PID-3, PID-2, PID-4, PID-18, PID-19, PV1-19."""
    found: list[tuple[str, str]] = []
    places = [(patient, 3), (patient, 2), (patient, 4), (patient, 18), (patient, 19), (visit, 19)]
    for segment, number in places:
        if segment:
            sent = range(min(len(segment.raw_repetitions(number)), _MAX_REPETITIONS))
            found.extend((segment.component(number, 1, n).strip(), segment.component(number, 4, n)) for n in sent)
    return [(number[:_LONGEST_NUMBER], issuer[:_LONGEST_NUMBER]) for number, issuer in found if number]


def _name(patient: Segment) -> PersonName | None:
    """PID-5, the first repetition that says anything; else PID-9 (alias)."""
    for number in (5, 9):
        for repetition in range(min(len(patient.raw_repetitions(number)), _MAX_REPETITIONS)):
            parts = (patient.component(number, n, repetition) for n in (1, 2, 3))
            if name := name_of_parts(*parts):
                return name
    return None


def observation_attachment(raw: bytes, position: int, override: str = "") -> Attachment:
    """The document inside the OBX at `position` of a message. Raises `Unreadable("hl7-no-attachment")`."""
    for report in read_message(raw, override).reports:
        for observation in report.observations:
            if observation.position == position and observation.attachment:
                return observation.attachment
    raise Unreadable("hl7-no-attachment")


def raw_lines(raw: bytes, override: str = "") -> Iterator[str]:
    """The message as lines for a person to read; one line per segment, nothing left out."""
    yield from re.split(r"\r\n|\r|\n", decode(raw, override).text)

"""Reads one ASTM E1394-97 (CLSI LIS2-A2) message: patients, orders, results and comments.

Clauses 6 (H), 7 (P), 8 (O), 9 (R), 10 (C), 11 (Q), 12 (L). Manufacturer's records (M) and scientific ones (S) stay
in the archive. Values are as sent; nothing unreadable becomes a number. What real devices do otherwise stands beside
the field that it concerns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import datetime

from app.domain.device import SentIdentity
from app.domain.errors import Unreadable
from app.domain.identity import PersonName
from app.domain.received import ReadText, SentMessage, SentObservation, SentReport
from devices.astm_frames import unframed
from devices.astm_records import Record, records_of
from devices.character_sets import read_text
from devices.hl7_values import moment_of, plain_number
from devices.sent_identity import day_of, iin_candidates, name_of_parts, sex_of

MAX_BYTES = 16 * 1024 * 1024  # as the longest message of a session
MAX_RECORDS = 100_000
MAX_REPORTS = 2000
_MAX_NUMBERS = 100  # components of one field that may be numbers
_LONGEST_NUMBER = 128  # what is longer is no number, and would stand in the row of every order
_SHORTEST_NUMBER = 4  # beside a longer one a shorter is a rack, a position, a dilution
_MAX_SHOWN = 64 * 1024
_NOT_A_PATIENT = {"T", "D", "Q"}  # H-12: training, debugging, quality control
_CONTROLS = {"CTRL", "CONTROL", "QC", "CAL", "CALIBRATOR"}  # O-16, as devices write it
_LOINC = re.compile(r"\d{1,5}-\d")


def read_message(raw: bytes, override: str = "") -> SentMessage:
    """Read one message, or several that lie together. `override` is the character set that a person chose.

    Raises `Unreadable`: `astm-too-large`, `astm-no-header`, `astm-too-many-records`.
    """
    if len(raw) > MAX_BYTES:
        raise Unreadable("astm-too-large")
    text = decode(raw, override)
    records = records_of(text.text, MAX_RECORDS)
    header = records[0]
    state = _Reading()
    for record in records:
        state.take(record)
    state.close_report()
    is_query = any(record.name == "Q" for record in records) and not state.reports
    return SentMessage(
        message_type="ASTM-QUERY" if is_query else "ASTM",
        control_id=header.text(3),
        version=header.text(13),
        sending=sender_of(header),
        sent_at=moment_of(header.text(14)),
        processing_id=header.text(12).upper(),
        character_set=text.character_set,
        character_set_how=text.how,
        segments=len(records),
        identity=state.first_identity or state.identity(),
        reports=tuple(state.reports),
    )


def decode(raw: bytes, override: str = "") -> ReadText:
    """The message as text; it declares no character set."""
    return read_text(unframed(raw), override=override)


def sender_of(header: Record) -> str:
    """H-5 (6.5): name, model, version, serial number, as the device puts them."""
    return header.raw(5).strip().rstrip(header.delimiters.component)


@dataclass(slots=True)
class _Reading:
    """Where we are in the message: the patient, the order and the result that the next record belongs to."""

    header: Record | None = None
    order: Record | None = None
    is_demo: bool = False
    last: str = ""  # the record that a comment belongs to (5.3: the one before it in the hierarchy)
    position: int = 0
    comments: list[str] = field(default_factory=list)
    observations: list[SentObservation] = field(default_factory=list)
    reports: list[SentReport] = field(default_factory=list)
    first_identity: SentIdentity | None = None
    person: SentIdentity = field(default_factory=SentIdentity)  # of the P record: read once, however many orders follow

    def take(self, record: Record) -> None:
        name = record.name
        if name == "H":
            self.close_report()
            self.header, self.order, self.person = record, None, SentIdentity()
            self.is_demo = record.text(12).upper() in _NOT_A_PATIENT
        elif name == "P":
            self.close_report()
            self.order, self.person = None, _person(record)
            self.first_identity = self.first_identity or self.person
        elif name == "O":
            self.close_report()
            self.order = record
        elif name == "R":
            self.observations.append(self._observation(record))
            self.position += 1
        elif name == "C":
            self._comment(record)
        if name in "HPOR":
            self.last = name

    def close_report(self) -> None:
        """What was gathered becomes a report; an order without result or comment is none."""
        if len(self.reports) >= MAX_REPORTS:
            raise Unreadable("astm-too-many-records")
        if self.observations or (self.order is not None and self.comments):
            self.reports.append(self._report())
        self.order, self.observations, self.comments = None, [], []

    def identity(self) -> SentIdentity:
        """The patient, and the numbers of the specimen: O-3 and O-4."""
        specimens = specimen_numbers(self.order) if self.order else []
        iins = dict.fromkeys([*self.person.iin_candidates, *iin_candidates(*specimens)])
        return replace(
            self.person, iin_candidates=tuple(iins), accession_number=next(iter(specimens), ""),
            other_numbers=tuple(specimens),
        )  # fmt: skip

    def _report(self) -> SentReport:
        identity = self.identity()
        observed = self._observed_at()
        return SentReport(
            identity=identity,
            title=self._title(),
            order_number=next(iter(identity.numbers), ""),
            observed_at=observed,
            comment="\n".join(self.comments),
            observations=tuple(
                one if one.observed_at else replace(one, observed_at=observed) for one in self.observations
            ),
        )

    def _observed_at(self) -> datetime | None:
        """O-8 collected, else the first result's time, O-15 received, O-23 reported, O-7 ordered, H-14."""
        if self.order and (collected := moment_of(self.order.component(8, 1))):
            return collected
        if first := next((one.observed_at for one in self.observations if one.observed_at), None):
            return first
        places = [(self.order, 15), (self.order, 23), (self.order, 7), (self.header, 14)]
        return next((m for record, n in places if record and (m := moment_of(record.component(n, 1)))), None)

    def _title(self) -> str:
        """The test that was ordered, where it is one."""
        if self.order is None or len(self.order.repeats(5)) != 1:
            return ""
        return test_of(self.order, 5)[2]

    def _observation(self, record: Record) -> SentObservation:
        code, system, name = test_of(record, 3)
        value = _value(record)
        number = plain_number(value)
        return SentObservation(
            position=self.position,
            value_type="ST" if number is None else "NM",
            code=code,
            code_system=system,
            name=name,
            value_text=value,
            value_number=number,
            unit=record.component(5, 1),
            reference_range=_range(record),
            flags=_flags(record),
            status=record.component(9, 1),
            observed_at=moment_of(record.component(13, 1)) or moment_of(record.component(12, 1)),
            comment="",
            is_demo=self.is_demo or self._is_control(),
        )

    def _is_control(self) -> bool:
        """A control's or calibrator's result is of no patient: O-12 action code Q, or O-16 says so."""
        order = self.order
        return order is not None and (
            order.component(12, 1).upper() == "Q" or order.component(16, 1).upper() in _CONTROLS
        )

    def _comment(self, record: Record) -> None:
        parts = [part for n in range(min(len(record.repeats(4)), 100)) for part in record.components(4, n) if part]
        comment = " ".join(parts)
        if not comment or (comment == "0" and record.text(3) == "I"):  # Roche: alarm 0, there is none
            return
        if self.last == "R" and self.observations:
            before = self.observations[-1]
            self.observations[-1] = replace(before, comment="\n".join(filter(None, (before.comment, comment))))
        elif self.last != "H":
            self.comments.append(comment)


def _person(patient: Record) -> SentIdentity:
    """P-3 to P-5 (practice's, laboratory's and a third number), P-6, P-8, P-9."""
    accounts = [number for n in (3, 4, 5) if (number := patient.component(n, 1)[:_LONGEST_NUMBER])]
    return SentIdentity(
        patient_id=next(iter(accounts), ""),
        iin_candidates=iin_candidates(*accounts),
        name=_name(patient),
        birth_date=day_of(patient.component(8, 1)),
        sex=sex_of(patient.component(9, 1)),
        account_numbers=tuple(dict.fromkeys(accounts)),
    )


def specimen_numbers(order: Record) -> list[str]:
    """Numbers of the specimen, the most likely first: O-3, where it is empty O-4 (Sysmex)."""
    return _numbers_in(order.components(3)) or _numbers_in(order.components(4))


def _numbers_in(sent: list[str]) -> list[str]:
    """8.4.3 has the number in the first component; Sysmex sends rack^position^number^attribute.

    Of several components only those count that are long enough to be no place in a rack.
    """
    sent = [part[:_LONGEST_NUMBER] for part in sent[:_MAX_NUMBERS]]
    filled = [part for part in sent if part]
    if len(filled) > 1:
        long = [part for part in filled if len(part) >= _SHORTEST_NUMBER]
        third = [part for part in sent[2:3] if part and (part in long or not long)]
        filled = [*third, *long] or filled[:1]
    return list(dict.fromkeys(filled))


def test_of(record: Record, number: int) -> tuple[str, str, str]:
    """A universal test id (6.6.1): code, code system, name.

    Components: universal code ^ name ^ type ^ manufacturer's code … ; of the manufacturer's the first that is
    filled counts (Sysmex uses the fifth). A LOINC code anywhere wins (Horiba); cobas ends its code with a slash and a
    dilution; Cepheid names the analyte in the seventh and eighth component.
    """
    parts = record.components(number)[:20]
    own = [part for part in parts[3:] if part]
    code = next(iter(own), "") or next((part for part in parts if part), "")
    if re.fullmatch(r"\d+/.*", code):
        code = code.partition("/")[0]
    analyte = [part for part in parts[6:] if part]
    name = (parts[1] if len(parts) > 1 else "") or code
    if analyte:
        return ".".join([code, *analyte]), "", " ".join(analyte)
    loinc = next((part for part in parts if _is_loinc(part)), "")
    if loinc:
        return loinc, "LN", name if name != loinc else ""
    return code, "", name


def _is_loinc(code: str) -> bool:
    """Digits, a hyphen, and the check digit that they make (modulus 10, Luhn)."""
    if not _LOINC.fullmatch(code):
        return False
    total = 0
    for place, digit in enumerate(reversed(code[:-2])):
        doubled = int(digit) * (2 if place % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return (10 - total % 10) % 10 == int(code[-1])


def _value(record: Record) -> str:
    """R-4: components side by side (Cepheid: word ^ number), repeats on lines of their own."""
    rows = [" ".join(filter(None, record.components(4, n))) for n in range(min(len(record.repeats(4)), 1000))]
    return "\n".join(row for row in rows if row)[:_MAX_SHOWN]


def _flags(record: Record) -> tuple[str, ...]:
    """R-7, every one of them."""
    return tuple(flag for n in range(min(len(record.repeats(7)), 20)) for flag in record.components(7, n) if flag)


def _range(record: Record) -> str:
    """R-6: the first component ("84.0 - 94.0^REFERENCE_RANGE"), or lower^upper; repeats side by side."""
    ranges = []
    for n in range(min(len(record.repeats(6)), 20)):
        parts = record.components(6, n)
        both = len(parts) > 1 and plain_number(parts[0]) is not None and plain_number(parts[1]) is not None
        ranges.append(f"{parts[0]}-{parts[1]}" if both else parts[0])
    return "; ".join(one for one in ranges if one)


def _name(patient: Record) -> PersonName | None:
    """P-6: last^first^middle; some have it in P-7 (mother's name) or whole in one component."""
    for number in (6, 7):
        parts = patient.components(number)[:3]
        if name := name_of_parts(*(parts or [""])):
            return name
    return None

"""Reads a printout by the line profile of its device: results line by line, the head wherever its patterns find it.

What a pattern does not take is kept as the report's comment: nothing that was printed is hidden. Values are as
printed; a grade (+, 1+, norm.) never becomes a number.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

from app.domain.clock import KAZAKHSTAN
from app.domain.device import SentIdentity
from app.domain.device_profile import DeviceProfile, LineProfile
from app.domain.errors import Unreadable
from app.domain.received import SentMessage, SentObservation, SentReport
from devices.character_sets import read_text
from devices.hl7_values import moment_of, plain_number
from devices.printout import LONGEST_LINE, MAX_PRINTOUT
from devices.sent_identity import iin_candidates, name_of_parts

_MAX_LINES = 5000
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def read_printout(raw: bytes, profile: DeviceProfile | None, override: str = "") -> SentMessage:
    """One printout, or several that lie together.

    Raises `Unreadable`: `text-no-profile` while no line profile is chosen for the device, `text-profile` for one
    whose patterns are none, `text-no-results` where no line is a result, `text-too-large`.
    """
    if len(raw) > MAX_PRINTOUT:
        raise Unreadable("text-too-large")
    if profile is None or profile.lines is None:
        raise Unreadable("text-no-profile")
    text = read_text(raw, override=override)
    patterns = _Patterns(profile.lines)
    lines = [_CONTROLS.sub("", line)[:LONGEST_LINE].rstrip() for line in re.split(r"\r\n|\r|\n|\x0c", text.text)]
    if len(lines) > _MAX_LINES:
        raise Unreadable("text-too-large")
    reports: list[SentReport] = []
    position = 0
    for page in patterns.pages(lines):
        report = _report(patterns, page, position)
        position += len(report.observations)
        if report.observations:
            reports.append(report)
    if not reports:
        raise Unreadable("text-no-results")
    return SentMessage(
        message_type="TEXT", control_id="", version="", sending=profile.title, sent_at=reports[0].observed_at,
        processing_id="", character_set=text.character_set, character_set_how=text.how, segments=len(lines),
        identity=reports[0].identity, reports=tuple(reports),
    )  # fmt: skip


class _Patterns:
    """The expressions of a line profile, made once."""

    def __init__(self, lines: LineProfile) -> None:
        self.lines = lines
        try:
            self.begins = re.compile(lines.begins) if lines.begins else None
            self.result = re.compile(lines.result)
            self.head = {
                name: re.compile(text, re.MULTILINE)
                for name in ("specimen", "patient_id", "name", "observed_at")
                if (text := getattr(lines, name))
            }
        except re.error:
            raise Unreadable("text-profile") from None
        if not {"code", "value"} <= set(self.result.groupindex):
            raise Unreadable("text-profile")

    def pages(self, lines: list[str]) -> list[list[str]]:
        """The lines of each printout."""
        pages: list[list[str]] = [[]]
        for line in lines:
            if self.begins and pages[-1] and self.begins.search(line):
                pages.append([])
            if line.strip() or pages[-1]:
                pages[-1].append(line)
        return [page for page in pages if page]


def _report(patterns: _Patterns, page: list[str], first: int) -> SentReport:
    results: list[SentObservation] = []
    rest: list[str] = []
    for line in page:
        found = patterns.result.search(line)
        if found is not None and (found["value"] or "").strip():
            results.append(_observation(found, first + len(results)))
        else:
            rest.append(line)
    text = "\n".join(rest)
    head: dict[str, str] = {}
    for name, pattern in patterns.head.items():
        if (one := pattern.search(text)) is not None and "value" in pattern.groupindex:
            head[name] = " ".join((one["value"] or "").split())
            text = text[: one.start()] + text[one.end() :]
    observed = _moment(head.get("observed_at", ""), patterns.lines.time_format)
    identity = _identity(head)
    comment = "\n".join(line.strip() for line in text.splitlines() if line.strip())
    if head.get("observed_at") and observed is None:
        comment = f"{head['observed_at']}\n{comment}".strip()
    return SentReport(
        identity=identity, title=patterns.lines.title, order_number=next(iter(identity.numbers), ""),
        observed_at=observed, comment=comment,
        observations=tuple(replace(one, observed_at=observed) for one in results),
    )  # fmt: skip


def _identity(head: dict[str, str]) -> SentIdentity:
    specimen, patient_id = head.get("specimen", ""), head.get("patient_id", "")
    return SentIdentity(
        patient_id=patient_id,
        iin_candidates=iin_candidates(patient_id, specimen),
        name=name_of_parts(head.get("name", "")),
        accession_number=specimen,
        other_numbers=(specimen,) if specimen else (),
        account_numbers=(patient_id,) if patient_id else (),
    )


def _observation(found: re.Match[str], position: int) -> SentObservation:
    groups = {name: " ".join((value or "").split()) for name, value in found.groupdict().items()}
    number = plain_number(groups["value"])
    return SentObservation(
        position=position, value_type="ST" if number is None else "NM", code=groups["code"], code_system="",
        name=groups["code"], value_text=groups["value"], value_number=number, unit=groups.get("unit", ""),
        reference_range=groups.get("range", ""), flags=(groups["flag"],) if groups.get("flag") else (),
        status="F", observed_at=None, comment="", is_demo=False,
    )  # fmt: skip


def _moment(text: str, time_format: str) -> datetime | None:
    """By the profile's format, without one year first and whatever stands between; the time is Kazakhstan's."""
    if not time_format:
        return moment_of(re.sub(r"\D", "", text))
    try:
        return datetime.strptime(text, time_format).replace(tzinfo=KAZAKHSTAN).astimezone(UTC)
    except (ValueError, OverflowError):
        return None

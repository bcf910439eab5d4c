"""The line that tells of a result in the note: what a device sent, abnormal values first, in one row of text."""

from __future__ import annotations

from app.domain.observation import ResultReport, StudySummary
from app.domain.visit import Citation
from ui import formats
from ui.day.words import modality_word
from ui.results import words

_VALUES = 6


def of_report(report: ResultReport) -> Citation:
    """`CBC 23.11.2026: WBC 11.2 10⁹/L ↑, HGB 132 g/L`; a value that is a demonstration is never cited."""
    real = [one for one in report.observations if not one.is_demo and one.value_text and not one.media_type]
    ordered = sorted(real, key=lambda one: not words.tone_of(one))
    values = [
        f"{words.indicator(one.name, one.code)} {one.value_text} {words.unit(one.unit)}".strip() + words.arrow(one)
        for one in ordered[:_VALUES]
    ]
    day = formats.moment(report.observed_at).split(" ")[0]
    head = " ".join(part for part in (report.title, day) if part)
    tail = ", ".join(values) + (" …" if len(ordered) > _VALUES else "")
    return Citation("report", report.report_id, f"{head}: {tail}" if tail else head)


def of_study(study: StudySummary) -> Citation:
    """`Ultrasound: thyroid, 23.11.2026`."""
    modality = modality_word(study.modality)
    what = f"{modality}: {study.description}" if study.description else modality
    day = formats.day(study.study_date) if study.study_date else formats.moment(study.received_at).split(" ")[0]
    return Citation("study", study.study_id, f"{what}, {day}")

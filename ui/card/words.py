"""Words of the card: what an entry of the timeline is called, and its state in a chip."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.appointment import AppointmentState
from app.domain.patient import TimelineEntry, TimelineKind
from app.domain.signature import SignatureState
from app.domain.visit import VisitState
from ui.chip import Tone
from ui.day.words import device_tone, device_word, modality_word, state_word
from ui.results.words import indicator
from ui.visit import words as visit_words

translate = QCoreApplication.translate

ICONS = {
    TimelineKind.VISIT: "notebook",
    TimelineKind.STUDY: "frame-corners",
    TimelineKind.REPORT: "flask",
    TimelineKind.DOCUMENT: "file-text",
    TimelineKind.APPOINTMENT: "calendar-blank",
    TimelineKind.STEP: "scan",
}


def title(entry: TimelineEntry) -> str:
    """`Ultrasound: abdomen · 24 images`."""
    if entry.kind is TimelineKind.STUDY:
        modality = modality_word(str(entry.facts.get("modality", "")))
        what = f"{modality}: {entry.title}" if entry.title and entry.title != entry.facts.get("modality") else modality
        count = int(str(entry.facts.get("images", 0)))
        images = translate("card", "%n image(s)", "", count)
        return f"{what} · {images}"
    if entry.kind is TimelineKind.REPORT:
        count = int(str(entry.facts.get("values", 0)))
        name = indicator(entry.title) or translate("card", "Results")
        values = translate("card", "%n value(s)", "", count)
        return f"{name} · {values}"
    if entry.kind is TimelineKind.VISIT:
        code = str(entry.facts.get("diagnosis_code", ""))
        return " · ".join(part for part in (translate("card", "Visit"), f"{code} {entry.title}".strip()) if part)
    if entry.kind is TimelineKind.APPOINTMENT:
        return " · ".join(part for part in (translate("card", "Booking"), entry.title) if part)
    if entry.kind is TimelineKind.STEP:
        modality = modality_word(str(entry.facts.get("modality", "")))
        what = entry.title if entry.title != entry.facts.get("modality") else ""
        reason = str(entry.facts.get("reason", ""))
        return " · ".join(part for part in (translate("card", "Examination"), modality, what, reason) if part)
    return entry.title or translate("card", "Document")


def chip(entry: TimelineEntry) -> tuple[str, Tone] | None:
    """The state in a word, where there is one to tell."""
    if entry.kind is TimelineKind.DOCUMENT:
        return _document_chip(entry)
    if entry.kind is TimelineKind.VISIT:
        state = VisitState(entry.state)
        tones: dict[VisitState, Tone] = {VisitState.SIGNED: "ok", VisitState.WITHDRAWN: "bad"}
        return visit_words.state_word(state), tones.get(state, "warn")
    if entry.kind in (TimelineKind.APPOINTMENT, TimelineKind.STEP):
        return _booking_chip(entry)
    if entry.kind is TimelineKind.REPORT and entry.facts.get("demo"):
        return translate("card", "demonstration, not clinical"), "warn"
    abnormal = int(str(entry.facts.get("abnormal", 0)))
    return (translate("card", "%n abnormal", "", abnormal), "bad") if abnormal else None


def _booking_chip(entry: TimelineEntry) -> tuple[str, Tone]:
    """What a device says about it, else the booking's own state."""
    told = entry.state if entry.kind is TimelineKind.STEP else str(entry.facts.get("device_state", ""))
    if told:
        return device_word(told, str(entry.facts.get("device", ""))), device_tone(told)
    return state_word(AppointmentState(entry.state)), "neutral"


def _document_chip(entry: TimelineEntry) -> tuple[str, Tone]:
    if entry.state == "withdrawn":
        return translate("card", "withdrawn"), "bad"
    if entry.facts.get("warning"):
        return "⚠ " + citing_warning(str(entry.facts["warning"])), "bad"
    return signature_chip(str(entry.facts.get("signature_state", "")))


def citing_warning(how: str) -> str:
    """What happened to a result that a signed document cites."""
    return {
        "moved": translate("card", "cites a result of another patient"),
        "split": translate("card", "cites a study that was split"),
        "taken-out": translate("card", "cites a result taken out of the card"),
    }.get(how, translate("card", "cites a result of another patient"))


def signature_chip(state: str) -> tuple[str, Tone]:
    """The honest state of a signature: signed is not yet complete."""
    known: dict[str, tuple[str, Tone]] = {
        SignatureState.SIGNED: (translate("card", "signed · time stamp due"), "warn"),
        SignatureState.TIME_STAMPED: (translate("card", "signed · time stamp"), "ok"),
        SignatureState.COMPLETE: (translate("card", "signed · time stamp · checked"), "ok"),
    }
    return known.get(state, (translate("card", "not signed"), "bad"))

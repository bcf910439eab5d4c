"""The words of the day: what a booking's state, a kind of device and a refusal are called."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.appointment import AppointmentState
from ui.chip import Tone

translate = QCoreApplication.translate


def state_word(state: AppointmentState) -> str:
    return {
        AppointmentState.BOOKED: translate("day", "booked"),
        AppointmentState.ARRIVED: translate("day", "arrived"),
        AppointmentState.IN_ROOM: translate("day", "in the room"),
        AppointmentState.DONE: translate("day", "done"),
        AppointmentState.NO_SHOW: translate("day", "did not come"),
        AppointmentState.CANCELLED: translate("day", "cancelled"),
    }[state]


def state_tone(state: AppointmentState) -> Tone:
    tones: dict[AppointmentState, Tone] = {
        AppointmentState.ARRIVED: "ok",
        AppointmentState.IN_ROOM: "accent",
        AppointmentState.NO_SHOW: "bad",
    }
    return tones.get(state, "neutral")


def device_word(state: str, device: str) -> str:
    """What a device says it does about a booking (DICOM (0040,0252)); empty where it says nothing."""
    sentence = {
        "IN PROGRESS": translate("day", "in progress at {device}"),
        "COMPLETED": translate("day", "done at {device}"),
        "DISCONTINUED": translate("day", "discontinued at {device}"),
    }.get(state, "")
    return sentence.format(device=device or translate("day", "a device")) if sentence else ""


def device_tone(state: str) -> Tone:
    tones: dict[str, Tone] = {"IN PROGRESS": "accent", "COMPLETED": "ok", "DISCONTINUED": "bad"}
    return tones.get(state, "neutral")


def modality_word(modality: str) -> str:
    """What practices call a device of this modality (DICOM PS3.3 C.7.3.1.1.1); else the code itself."""
    return {
        "US": translate("day", "Ultrasound"),
        "ECG": translate("day", "ECG"),
        "DX": translate("day", "X-ray"),
        "CR": translate("day", "X-ray"),
        "CT": translate("day", "CT"),
        "MR": translate("day", "MRI"),
        "MG": translate("day", "Mammography"),
        "ES": translate("day", "Endoscopy"),
        "OT": translate("day", "Other device"),
    }.get(modality, modality)

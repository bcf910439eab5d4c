"""Words of the registry: kinds of identity documents, reasons why somebody may be there already."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from app.domain.observation import Reason
from app.domain.patient import DocumentKind
from ui import formats

translate = QCoreApplication.translate


def document_word(kind: DocumentKind) -> str:
    return {
        DocumentKind.NONE: translate("patients", "none"),
        DocumentKind.PASSPORT: translate("patients", "passport"),
        DocumentKind.IDENTITY_CARD: translate("patients", "identity card"),
        DocumentKind.BIRTH_CERTIFICATE: translate("patients", "birth certificate"),
        DocumentKind.RESIDENCE_PERMIT: translate("patients", "residence permit"),
        DocumentKind.MOTHER_IIN: translate("patients", "newborn: mother's IIN"),
        DocumentKind.OTHER: translate("patients", "other document"),
    }[kind]


def similarity_word(reason: Reason) -> str:
    """One reason of `app.duplicates`, with the two values where they differ."""
    return {
        "iin-same": translate("patients", "same IIN"),
        "iin-one-digit": translate("patients", "IIN differs in one digit: {ours}"),
        "iin-differs": translate("patients", "another IIN: {ours}"),
        "name-same": translate("patients", "same name"),
        "birth-date-same": translate("patients", "same birth date"),
        "birth-year-same": translate("patients", "same birth year, another day: {ours}"),
        "birth-date-differs": translate("patients", "another birth date: {ours}"),
    }.get(reason.code, reason.code).format(ours=shown_value(reason.ours))


def shown_value(value: str) -> str:
    """An ISO date or an IIN as screens write them; anything else as it is."""
    try:
        return formats.day(date.fromisoformat(value)) if len(value) == 10 else formats.iin(value)
    except ValueError:
        return value

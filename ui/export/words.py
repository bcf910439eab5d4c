"""What is counted, what is left out of an export and why, and what a verifier finds."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.export.part import NotExported

translate = QCoreApplication.translate

COUNTED = ("patients", "visits", "documents", "signatures", "studies", "instances", "reports", "observations", "inbox")


def count_word(name: str, count: int) -> str:
    return {
        "patients": translate("export", "%n patient(s)", "", count),
        "visits": translate("export", "%n visit(s)", "", count),
        "documents": translate("export", "%n document(s)", "", count),
        "signatures": translate("export", "%n signature(s)", "", count),
        "studies": translate("export", "%n study(ies)", "", count),
        "instances": translate("export", "%n image object(s)", "", count),
        "reports": translate("export", "%n result(s)", "", count),
        "observations": translate("export", "%n value(s)", "", count),
        "inbox": translate("export", "%n in the inbox", "", count),
    }[name]


def not_exported_word(one: NotExported) -> str:
    reason = {
        "destroyed": translate("export", "destroyed on purpose"),
        "damaged": translate("export", "damaged in the archive"),
    }.get(one.reason, one.reason)
    left_out = translate("export", "Left out: {what} ({reason})").format(what=one.what, reason=reason)
    return " · ".join(part for part in (left_out, one.place) if part)


def finding_word(code: str) -> str:
    return {
        "altered": translate("export", "altered"),
        "missing": translate("export", "missing"),
        "added": translate("export", "added, not of the export"),
        "bad-path": translate("export", "a path that leads out of the folder"),
        "manifest-missing": translate("export", "the list of files is missing"),
        "manifest-unreadable": translate("export", "the list of files cannot be read"),
        "unfinished": translate("export", "the export was not finished"),
        "manifest-signature": translate("export", "the practice's signature does not hold"),
        "key-unreadable": translate("export", "the practice's key cannot be read"),
        "other-key": translate("export", "signed by another key"),
        "signature-invalid": translate("export", "a document's signature is not genuine"),
        "document-missing": translate("export", "a signed document is missing"),
        "trust-unreadable": translate("export", "the trusted certificates cannot be read"),
    }.get(code, code)

"""The report as pages, Kazakh and then Russian: every signature, every row of the checklist in a sentence.

By typst, like documents; the words of rows and verdicts are those of screen and verifier (`sentences.py`).
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any

from app.documents import fonts
from app.domain.clock import local
from app.domain.signature import Check, Result, SignatureReport, Verdict
from app.eds.verification import sentences
from app.eds.verification.files import FileReport
from app.paths import shipped
from app.takeaway.taken import Taken, TakenSignature
from app.verifier import building

LANGUAGES = ("kk", "ru")
_TONES = {Result.PASS: "good", Result.WARN: "warned", Result.NOT_CHECKED: "open", Result.FAIL: "bad"}
_VERDICT_TONES = {
    Verdict.GENUINE: "good", Verdict.WITH_WARNINGS: "warned", Verdict.NOT_CONFIRMED: "open", Verdict.INVALID: "bad",
}  # fmt: skip


def pdf(taken: Taken, found: FileReport) -> bytes:
    """Both languages in one file."""
    values = {
        "title": words(LANGUAGES[0])["title"],
        "program": f"Shipager {building.program_version()}",
        "is_test": taken.is_test,
        "sections": [_section(taken, found, language) for language in LANGUAGES],
    }
    return typeset("report.typ", taken, values)


def typeset(template: str, taken: Taken, values: dict[str, Any]) -> bytes:
    """A PDF from one of the templates of `resources/takeaway/`; the same values give the same bytes."""
    import typst

    made = local(taken.made_at)
    parts = {name: getattr(made, name) for name in ("year", "month", "day", "hour", "minute", "second")}
    place = shipped("resources", "takeaway", template)
    made_of = drawable({**values, "font": fonts.FAMILY, "made": parts})
    whole: bytes = typst.compile(
        str(place),
        root=str(place.parent),
        font_paths=fonts.faces(),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"values": json.dumps(made_of, ensure_ascii=False)},
        timestamp=int(taken.made_at.timestamp()),
    )
    return whole


def words(language: str) -> dict[str, str]:
    listed: dict[str, dict[str, str]] = json.loads(shipped("resources", "takeaway", "words.json").read_text("utf-8"))
    return listed[language]


def moment(value: datetime | None) -> str:
    return local(value).strftime("%d.%m.%Y %H:%M:%S UTC+5") if value else "—"


def drawable(value: Any) -> Any:
    """Every text with letters that the font can draw."""
    if isinstance(value, str):
        return fonts.drawable(value)
    if isinstance(value, dict):
        return {name: drawable(part) for name, part in value.items()}
    return [drawable(part) for part in value] if isinstance(value, list | tuple) else value


def _section(taken: Taken, found: FileReport, language: str) -> dict[str, Any]:
    said = words(language)
    return {
        "language": language,
        "title": said["title"],
        "test": said["test"],
        "facts": [
            [said["document"], taken.title],
            [said["uid"], f"{taken.uid} · v{taken.version}"],
            [said["practice"], taken.practice_name],
            [said["hash"], hashlib.sha256(taken.document).hexdigest()],
            [said["made"], moment(taken.made_at)],
            [said["rules"], found.worst.rules_version],
        ],
        "signatures": [
            _signature(signature, named.report, language)
            for signature, named in zip(taken.signatures, found.signatures, strict=True)
        ],
    }


def _signature(signature: TakenSignature, report: SignatureReport, language: str) -> dict[str, Any]:
    return {
        "signer": report.signer.subject_name if report.signer else signature.signer_name,
        "verdict": sentences.of_verdict(report.verdict, language),
        "tone": _VERDICT_TONES[report.verdict],
        "facts": [[name, value] for name, value in _facts(signature, report, language) if value],
        "checks": [_row(check, language) for check in report.checks],
    }


def _facts(signature: TakenSignature, report: SignatureReport, language: str) -> list[tuple[str, str]]:
    said, own = words(language), report.signer
    revoked = (
        f"{moment(report.revoked_at)}: {sentences.of_revocation(report.revocation_reason, language)}"
        if report.revoked_at
        else ""
    )
    return [
        (said["part"], signature.part_title),
        (said["number"], own.subject_number.removeprefix("IIN") if own else signature.signer_number),
        (said["bin"], str(own.bin_number or "") if own else ""),
        (said["issuer"], own.issuer_name if own else ""),
        (said["serial"], own.serial_number if own else ""),
        (said["term"], f"{moment(own.not_before)} – {moment(own.not_after)}" if own else ""),
        (said["algorithm"], own.algorithm if own else ""),
        (said["level"], f"{report.claimed_level or '—'} → {report.verified_level or '—'}"),
        (said["signing_time"], moment(report.signing_time)),
        (said["stamp_time"], moment(report.time_stamp_time)),
        (said["anchor"], report.anchor),
        (said["revoked"], revoked),
    ]


def _row(check: Check, language: str) -> dict[str, str]:
    result = sentences.shown_result(check)
    return {
        "code": check.code,
        "mark": sentences.MARKS[result],
        "tone": _TONES[result],
        "looks": sentences.of_check(check.code, language),
        "found": sentences.of_reason(check.reason, language),
    }

"""A report as it is printed: JSON for a script, lines for a person; the same from the program and the verifier."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from app.domain.signature import SignatureReport
from app.eds.verification import sentences
from app.eds.verification.files import FileReport


def shown(report: FileReport) -> dict[str, Any]:
    """As `verify --json` prints it: the worst signature on top, and all of them where there are several."""
    several = [{"name": one.name, **of_signature(one.report)} for one in report.signatures]
    return {
        **of_signature(report.worst),
        "form": str(report.form) if report.form else None,
        **({"signers": several} if len(several) > 1 else {}),
    }


def of_signature(report: SignatureReport) -> dict[str, Any]:
    signer = report.signer
    return {
        "verdict": str(report.verdict),
        "claimed_level": str(report.claimed_level) if report.claimed_level else None,
        "verified_level": str(report.verified_level) if report.verified_level else None,
        "rules_version": report.rules_version,
        "signer": signer.subject_name if signer else None,
        "signer_number": signer.subject_number if signer else None,
        "bin": (signer.organisation_number.removeprefix("BIN") or None) if signer else None,
        "role": signer.role if signer else None,
        "serial_number": signer.serial_number if signer else None,
        "issuer": signer.issuer_name if signer else None,
        "anchor": report.anchor or None,
        "signing_time": _moment(report.signing_time),
        "time_stamp_time": _moment(report.time_stamp_time),
        "reference_time": _moment(report.reference_time),
        "revoked_at": _moment(report.revoked_at),
        "revocation_reason": report.revocation_reason or None,
        "checks": [{"code": c.code, "result": str(c.result), "reason": c.reason} for c in report.checks],
    }


def lines(report: FileReport, language: str) -> list[str]:
    """For a person: the verdict, who and when, and each row of the checklist in words."""
    said = []
    for one in report.signatures:
        found = one.report
        levels = f"{found.claimed_level or '—'} → {found.verified_level or '—'}"
        said.append(f"{one.name + ': ' if one.name else ''}{sentences.of_verdict(found.verdict, language).upper()}")
        if found.signer is not None:
            said.append(f"   {found.signer.subject_name} · {found.signer.subject_number} · {found.signer.issuer_name}")
        said.append(f"   {levels} · {_moment(found.reference_time) or '—'} · {found.rules_version}")
        if found.revoked_at is not None:
            why = sentences.of_revocation(found.revocation_reason, language)
            said.append(f"   {_moment(found.revoked_at)}: {why}")
        said += [f"   {check.code:3} {sentences.line(check, language)}" for check in found.checks]
    return said


def _moment(value: datetime | None) -> str | None:
    return value.isoformat() if value else None

"""`verify`: is a signed file genuine? With its reasons, for a person or a script, and without a practice.

Any form of Kazakh practice: CMS (DER, BER, PEM, base64), XMLDSig, PDF, document card, signed archive, our own export.
The exit code is 0 for GENUINE and WITH WARNINGS, otherwise 1.
"""

from __future__ import annotations

import argparse
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.command import Call, Command, Needs
from app.commands.reading import moment
from app.commands.signing import trust_arguments, trusted
from app.domain.errors import Refused, Unreadable

if TYPE_CHECKING:
    from app.domain.signature import Evidence
    from app.eds.verification.files import FileReport, SignedFile

_NOW = timedelta(minutes=5)


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE|DIR", help="a signed file, an export, an unpacked take-away")
    parser.add_argument("--content", type=Path, metavar="FILE", help="what a detached container signs")
    parser.add_argument("--at", type=moment, metavar="TIME", help="verify as of this moment; default: now")
    parser.add_argument(
        "--evidence", type=Path, action="append", default=[], metavar="FILE",
        help="an OCSP answer or a revocation list (DER, PEM), may be repeated",
    )  # fmt: skip
    parser.add_argument("--ocsp", metavar="URL", help="ask here, not at the address beside the pinned authority")
    parser.add_argument("--crl", metavar="URL", help="fetch the revocation list here")
    parser.add_argument("--offline", action="store_true", help="ask nobody; use what the file holds and --evidence")
    parser.add_argument("--language", choices=("kk", "ru", "en"), default="en", help="of the report for a person")
    trust_arguments(parser)


def _verify(call: Call) -> int:
    from app.eds import carried

    a = call.arguments
    if a.file.is_dir() and not carried.is_folder(a.file):
        return _verify_export(call)
    from app.domain.signature import Verdict
    from app.eds.verification.files import SignedFile
    from app.eds.verification.printed import lines, shown

    content, now = _bytes(a.content) if a.content else None, datetime.now(UTC)
    file = carried.packed(a.file) if a.file.is_dir() else _bytes(a.file)
    signed = SignedFile(file, content, trusted=trusted(call), now=a.at or now)
    given = tuple(_evidence(path) for path in a.evidence)
    report = _reported(call, signed, given, is_now=a.at is None or abs(a.at - now) <= _NOW)
    if call.out.as_json:
        call.out.value(shown(report))
    else:
        call.out.lines(lines(report, a.language))
    return 0 if report.verdict in {Verdict.GENUINE, Verdict.WITH_WARNINGS} else 1


def _reported(call: Call, signed: SignedFile, given: tuple[Evidence, ...], *, is_now: bool) -> FileReport:
    """Fresh answers speak of now: for another moment nobody is asked."""
    a = call.arguments
    wanted = signed.wanted(given) if is_now and not a.offline else ()
    if not wanted:
        return signed.report(given)
    from app.eds import fresh_evidence

    fresh = fresh_evidence.ask(wanted, a.ocsp or "", a.crl or "")
    return signed.report((*given, *fresh.evidence), fresh.problem or "offline")


def _verify_export(call: Call) -> int:
    from app.export import verify

    result = verify.verify_export(call.arguments.file)
    for finding in result.findings:
        call.out.event("finding", code=finding.code, path=finding.path)
    call.out.event(
        "done", ok=result.ok, files=result.files, signatures=result.signatures, findings=len(result.findings)
    )
    return 0 if result.ok else 1


def _evidence(path: Path) -> Evidence:
    from app.eds import evidence

    try:
        return evidence.evidence_of(_bytes(path))
    except Unreadable as problem:
        raise Refused("evidence-unreadable", name=path.name) from problem


def _bytes(path: Path) -> bytes:
    if path.is_dir() or not path.exists():
        raise Refused("file-missing", name=path.name)
    try:
        return path.read_bytes()
    except OSError as problem:
        raise Refused("file-unreadable", name=path.name) from problem


COMMANDS = (
    Command("verify", "verify a signed file or a whole export; needs no practice", Needs.NOTHING, _verify, _arguments),
)

"""`sign`, `verify`, `sync`: signatures without a practice, and one pass of what waits for the network."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands.command import Call, Command, Needs
from app.commands.reading import moment, password_from
from app.domain.errors import Refused

if TYPE_CHECKING:
    from app.domain.signature import SignatureReport
    from app.eds.trust import TrustList


def _trust_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--trust", choices=("production", "test"), default="production")
    parser.add_argument(
        "--authority", type=Path, action="append", default=[], metavar="FILE",
        help="certificate (DER) of a test authority; with --trust test, may be repeated",
    )  # fmt: skip


def _trusted(call: Call) -> TrustList:
    from app.eds import trust

    if call.arguments.trust == "production":
        return trust.production()
    return trust.of_test(tuple(_content(path) for path in call.arguments.authority))


def _content(path: Path) -> bytes:
    if not path.is_file():
        raise Refused("file-missing", name=path.name)
    return path.read_bytes()


def _sign_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--p12", type=Path, required=True, metavar="KEY", help="key file (PKCS#12)")
    parser.add_argument("--password-file", required=True, metavar="FILE")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the detached CAdES container (DER)")
    parser.add_argument("--tsa", metavar="URL", help="time-stamp authority: the container becomes CAdES-T")
    _trust_arguments(parser)


def _sign(call: Call) -> int:
    from app import finishing, time_stamps
    from app.domain.signature import Level
    from app.eds import key_store
    from app.eds.tsp import HttpTimestampAuthority

    a = call.arguments
    content, authorities, now = _content(a.file), _trusted(call), datetime.now(UTC)
    with key_store.find("pkcs12").open(str(a.p12), password_from(a.password_file)) as opened:
        signed = finishing.sign_bytes(content, opened, trusted_authorities=authorities, moment=now)
    container, level = signed.container, signed.level
    if a.tsa:
        stamped = time_stamps.time_stamped(container, content, HttpTimestampAuthority(a.tsa), authorities)
        container, level = stamped.container, Level.T
    a.out.write_bytes(container)
    call.out.event("signed", path=str(a.out), level=str(level), signer=signed.certificate.subject_name)
    return 0


def _verify_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE|DIR", help="a container, or the folder of an export")
    parser.add_argument("--content", type=Path, metavar="FILE", help="what a detached container signs")
    parser.add_argument("--at", type=moment, metavar="TIME", help="verify as of this moment; default: now")
    _trust_arguments(parser)


def _verify(call: Call) -> int:
    a = call.arguments
    if a.file.is_dir():
        return _verify_export(call)
    from app.domain.signature import Verdict
    from app.eds import verify

    content = _content(a.content) if a.content else None
    report = verify.verify(_content(a.file), content, trusted=_trusted(call), now=a.at or datetime.now(UTC))
    call.out.value(shown(report))
    return 0 if report.verdict in {Verdict.GENUINE, Verdict.WITH_WARNINGS} else 1


def shown(report: SignatureReport) -> dict[str, Any]:
    """A report as `verify --json` prints it."""
    return {
        "verdict": str(report.verdict),
        "claimed_level": str(report.claimed_level) if report.claimed_level else None,
        "verified_level": str(report.verified_level) if report.verified_level else None,
        "signer": report.signer.subject_name if report.signer else None,
        "signing_time": report.signing_time.isoformat() if report.signing_time else None,
        "time_stamp_time": report.time_stamp_time.isoformat() if report.time_stamp_time else None,
        "checks": [{"code": c.code, "result": str(c.result), "reason": c.reason} for c in report.checks],
    }


def _verify_export(call: Call) -> int:
    from app.export import verify

    result = verify.verify_export(call.arguments.file)
    for finding in result.findings:
        call.out.event("finding", code=finding.code, path=finding.path)
    call.out.event(
        "done", ok=result.ok, files=result.files, signatures=result.signatures, findings=len(result.findings)
    )
    return 0 if result.ok else 1


def _sync(call: Call) -> int:
    """Time stamps that are due, then one pass of the outbox."""
    from app import time_stamps
    from app.exchange import worker

    stamped = time_stamps.append_due(call.practice.store)
    report = worker.sync_once(call.practice.store)
    for one in report.attempts:
        call.out.event(
            "sent", event_id=one.event_id, event_type=one.event_type, operation=one.operation,
            outcome=str(one.outcome), message=one.message,
        )  # fmt: skip
    call.out.event(
        "done", stamped=stamped, accepted=report.accepted, attempts=len(report.attempts), stopped=report.stopped
    )
    return 0


COMMANDS = (
    Command("sign", "sign a file with a key file; needs no practice", Needs.NOTHING, _sign, _sign_arguments),
    Command(
        "verify", "verify a signature or a whole export; needs no practice", Needs.NOTHING, _verify, _verify_arguments
    ),
    Command("sync", "append due time stamps and send what waits, once", Needs.RECORD, _sync, owns=True),
)

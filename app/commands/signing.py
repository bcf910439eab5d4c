"""`sign`, `sync`: signatures without a practice, and one pass of what waits for the network."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.command import Call, Command, Needs
from app.commands.reading import password_from
from app.domain.errors import Refused

if TYPE_CHECKING:
    from app.eds.trust import TrustList


def trust_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--trust", choices=("production", "test"), default="production")
    parser.add_argument(
        "--authority", type=Path, action="append", default=[], metavar="FILE",
        help="certificate (DER) of a test authority; with --trust test, may be repeated",
    )  # fmt: skip


def trusted(call: Call) -> TrustList:
    """The list that `--trust` and `--authority` name."""
    from app.eds import trust

    if call.arguments.trust == "production":
        return trust.production()
    return trust.of_public_test_keys(tuple(_content(path) for path in call.arguments.authority))


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
    trust_arguments(parser)


def _sign(call: Call) -> int:
    from app import finishing, time_stamps
    from app.domain.signature import Level
    from app.eds import key_store
    from app.eds.tsp import HttpTimestampAuthority

    a = call.arguments
    content, authorities, now = _content(a.file), trusted(call), datetime.now(UTC)
    with key_store.find("pkcs12").open(str(a.p12), password_from(a.password_file)) as opened:
        signed = finishing.sign_bytes(content, opened, trusted_authorities=authorities, moment=now)
    container, level = signed.container, signed.level
    if a.tsa:
        stamped = time_stamps.time_stamped(container, content, HttpTimestampAuthority(a.tsa), authorities)
        container, level = stamped.container, Level.T
    a.out.write_bytes(container)
    call.out.event("signed", path=str(a.out), level=str(level), signer=signed.certificate.subject_name)
    return 0


def _sync(call: Call) -> int:
    """Signatures that are due for a higher level, then one pass of the outbox."""
    from app import completion
    from app.exchange import worker

    completed = completion.complete_due(call.practice.store)
    report = worker.sync_once(call.practice.store)
    for one in report.attempts:
        call.out.event(
            "sent", event_id=one.event_id, event_type=one.event_type, operation=one.operation,
            outcome=str(one.outcome), message=one.message,
        )  # fmt: skip
    call.out.event(
        "done", stamped=completed, accepted=report.accepted, attempts=len(report.attempts), stopped=report.stopped
    )
    return 0


COMMANDS = (
    Command("sign", "sign a file with a key file; needs no practice", Needs.NOTHING, _sign, _sign_arguments),
    Command("sync", "complete signatures that are due and send what waits, once", Needs.RECORD, _sync, owns=True),
)

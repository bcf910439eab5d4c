"""`sign`, `sync`: signatures without a practice, and one pass of what waits for the network."""

from __future__ import annotations

import argparse
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from app.commands.command import Call, Command, Needs
from app.commands.reading import moment, password_from
from app.domain.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.eds.certificate import Certificate
    from app.eds.file_signing import Signed
    from app.eds.key_store import RawKey
    from app.eds.revocation import EvidenceSource
    from app.eds.trust import TrustList
    from app.eds.tsp import TimestampAuthority


def trust_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--trust", choices=("production", "test"), default="production")
    parser.add_argument(
        "--authority", type=Path, action="append", default=[], metavar="FILE",
        help="certificate of a test authority; with --trust test, may be repeated",
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
    parser.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help="the signed file; nothing is half-written"
    )
    parser.add_argument("--detached", action="store_true", help="the container without the file's bytes")
    parser.add_argument(
        "--level", choices=("B", "T", "LT", "LTA"),
        help="B: signed; T: time-stamped; LT: with evidence on revocation; LTA: with an archive time stamp. "
        "Default: T with --tsa, else B",
    )  # fmt: skip
    parser.add_argument("--format", choices=("cms", "xml", "pdf"), default="cms", help="xml to B, pdf to T")
    parser.add_argument("--add-to", type=Path, metavar="FILE", help="a container that this signer joins")
    _service_arguments(parser)


def _service_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--tsa", metavar="URL", help="time-stamp authority; default: that of the certificate's authority"
    )
    parser.add_argument(
        "--tsa-hash", choices=("sha256", "gost"), default="sha256",
        help="gost: a Streebog imprint, which the national authority answers with its GOST service; not for PDF",
    )  # fmt: skip
    parser.add_argument("--ocsp", metavar="URL", help="OCSP responder; default: that of the certificate's authority")
    parser.add_argument("--crl", metavar="URL", help="revocation list, where OCSP gives no answer")
    parser.add_argument("--delta-crl", metavar="URL", help="its delta")
    parser.add_argument("--at", type=moment, metavar="TIME", help="sign as of this moment; with --trust test only")
    trust_arguments(parser)


def _sign(call: Call) -> int:
    from app.domain.signature import Level
    from app.eds import file_signing, key_store

    a = call.arguments
    now = _moment(call)
    content, authorities = _content(a.file), trusted(call)
    beside = _content(a.add_to) if a.add_to else b""
    if beside and a.format != "cms":
        raise Refused("add-to-unsuitable", reason=f"format {a.format}")
    with key_store.find("pkcs12").open(str(a.p12), password_from(a.password_file)) as opened:
        wish = file_signing.Wish(
            trusted=authorities,
            moment=now,
            level=Level[a.level] if a.level else Level.T if a.tsa else Level.B,
            format=file_signing.Format(a.format),
            detached=a.detached,
            tsa=_tsa(call, (opened.certificate,), authorities),
            source=_source(call),
        )
        signed = file_signing.sign(content, cast("RawKey", opened), wish, beside)
    _tell(call, "signed", signed)
    return 0


def _renew_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="a CMS container")
    parser.add_argument("--content", type=Path, metavar="FILE", help="what a detached container signs")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="may be the same file")
    parser.add_argument("--level", choices=("T", "LT", "LTA"), default="LTA")
    _service_arguments(parser)


def _renew(call: Call) -> int:
    """A signature to a higher level; LTA once more before its proof ages."""
    from app.domain.signature import Level
    from app.eds import file_signing, integrity

    a = call.arguments
    file, authorities = _content(a.file), trusted(call)
    content = _content(a.content) if a.content else None
    held = [one for container in file_signing.containers(file) for one in integrity.held(container)]
    signed = file_signing.raised(
        file,
        content,
        file_signing.Wish(
            trusted=authorities,
            moment=_moment(call),
            level=Level[a.level],
            tsa=_tsa(call, held, authorities),
            source=_source(call),
        ),
    )
    _tell(call, "renewed", signed)
    return 0


def _tell(call: Call, event: str, signed: Signed) -> None:
    path = call.arguments.out
    _write_whole(path, signed.file)
    call.out.event(
        event, path=str(path), level=str(signed.level), signer=signed.signer.subject_name, signers=signed.signers,
        time_stamp_time=signed.time.isoformat() if signed.time else None, outside_window=signed.outside_window,
    )  # fmt: skip


def _moment(call: Call) -> datetime:
    """Now; another moment under test trust alone, since it would back-date a signature."""
    given: datetime | None = call.arguments.at
    if given is not None and call.arguments.trust != "test":
        raise Refused("at-needs-test-trust")
    return given or datetime.now(UTC)


def _tsa(call: Call, signers: Sequence[Certificate], authorities: TrustList) -> TimestampAuthority | None:
    """The one named, else one that stands beside an authority of the signers in the trust list."""
    from app.eds import algorithms
    from app.eds.tsp import HttpTimestampAuthority

    above = [path[0] for path in map(authorities.path, signers) if path]
    known = [dict(one.services)["tsa"] for one in above if "tsa" in dict(one.services)]
    url = call.arguments.tsa or next(iter(known), "")
    is_gost = call.arguments.tsa_hash == "gost" and getattr(call.arguments, "format", "cms") != "pdf"
    digest = algorithms.STREEBOG_512 if is_gost else algorithms.SHA256
    return HttpTimestampAuthority(url, digest_algorithm=digest) if url else None


def _source(call: Call) -> EvidenceSource:
    """Addresses that a person named are asked alone; without them those of the trust list."""
    from app.eds.revocation_client import HttpRevocation

    a = call.arguments
    named = bool(a.ocsp or a.crl or a.delta_crl)
    return HttpRevocation(a.ocsp or "", a.crl or "", a.delta_crl or "", only_own=named)


def _write_whole(path: Path, content: bytes) -> None:
    """The whole file or none: written beside, synced, put in place."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


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
    Command(
        "renew", "raise a signature's level, or renew its archive time stamp", Needs.NOTHING, _renew, _renew_arguments
    ),
    Command("sync", "complete signatures that are due and send what waits, once", Needs.RECORD, _sync, owns=True),
)

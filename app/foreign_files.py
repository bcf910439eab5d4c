"""Judging a signed file from outside, of any form that is in use, by the rules and authorities of this practice.

The file is read, never kept; the journal remembers its fingerprint and what was found. Services that the administrator
turned on are asked about revocation; without them, or without a network, the verdict is honest: not confirmed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app import audit, record, revocation_service
from app.domain.access import Actor, Permission, require
from app.eds import fresh_evidence
from app.eds.revocation import EvidenceSource
from app.eds.trust import TrustList
from app.eds.verification.engine import OFFLINE
from app.eds.verification.files import FileReport, SignedFile
from app.signing_keys import trusted

OFF = "revocation-off"  # nobody is asked: the administrator did not turn the service on
MAX_FILE = 256 * 1024 * 1024
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Ground:
    """By what a file is judged: read once, so that the judging itself needs no store."""

    trusted: TrustList
    source: EvidenceSource | None
    now: datetime


def ground(session: Session, actor: Actor) -> Ground:
    """Raises `Refused("no-right")`."""
    require(actor, Permission.CLINICAL_READ)
    return Ground(trusted(session), revocation_service.source(session), record.of(session).clock.now())


def judge(ground: Ground, file: bytes, content: bytes | None, progress: Progress) -> FileReport:
    """The report on every signature in the file. `content`: what a detached signature signs.

    Asks the network where something is missing; `progress` is told, and may end it by raising.
    """
    progress(0, 0, "reading")
    signed = SignedFile(file, content, trusted=ground.trusted, now=ground.now)
    wanted = signed.wanted()
    if ground.source is None:
        return signed.report((), OFF)
    fresh = fresh_evidence.gather(
        wanted, lambda _: ground.source, tell=lambda done, total: progress(done, total, "revocation")
    )
    return signed.report(fresh.evidence, fresh.problem or OFFLINE)


def note(session: Session, actor: Actor, file: bytes, report: FileReport) -> None:
    """Leave a row of what was looked at: its fingerprint and the verdict, nothing of what it says."""
    require(actor, Permission.CLINICAL_READ)
    audit.write(
        session, actor, "file.verify", "file", "",
        after={
            "sha256": hashlib.sha256(file).hexdigest(),
            "form": str(report.form or ""),
            "signatures": len(report.signatures),
            "verdict": str(report.verdict),
        },
    )  # fmt: skip

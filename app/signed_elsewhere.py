"""Signing with a program elsewhere: the exact bytes go out, containers come back and are judged as our own (27.9).

For keys that no store of ours reaches. What is to be signed is what was fixed when the doctor finished: the document,
and each event for the ministry, one file each. What comes back may lie in any of the usual wrappings and in any order;
each container must be over one of these very files and of the doctor's own certificate.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app import audit, finishing, record, to_sign
from app.domain.access import Actor, Permission, require
from app.domain.errors import Refused, Unreadable, WorldError
from app.domain.signature import Result
from app.eds import cms, integrity, recognition
from app.eds.certificate import Certificate
from app.eds.key_store import UNWATCHED, Watch
from app.eds.key_use import telling
from app.finishing import Finished
from app.record import Sessions
from app.to_sign import Ready
from db.tables.visit import VisitTable

KIND = "imported"  # what the signature's row says of where the key lies
_MOST_FILES = 64
_OTHER_BYTES = frozenset({"content-changed", "content-differs", "message-digest-missing"})


@dataclass(frozen=True, slots=True)
class FileToSign:
    """One file to be signed elsewhere, with a detached signature; `name` has no patient in it."""

    name: str
    content: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class _Answers:
    """What came back, as a key that gives for each content the container over it."""

    certificate: Certificate
    containers: tuple[bytes, ...]

    def sign(
        self, contents: Sequence[bytes], _time: datetime, *, attached: bool = False, watch: Watch = UNWATCHED
    ) -> tuple[bytes, ...]:
        """Raises `Refused("elsewhere-missing")` with the number of files that have no signature."""
        found = [_over(content, self.containers) for content in contents]
        if missing := found.count(None):
            raise Refused("elsewhere-missing", files=missing)
        return tuple(der for der, _ in filter(None, found))


def export_for_signing(session: Session, actor: Actor, visit_id: int) -> tuple[FileToSign, ...]:
    """The files of a waiting visit, for a program elsewhere: leaves a row in the journal, needs a writing session.

    Raises what `to_sign.ready` raises.
    """
    require(actor, Permission.SIGN)
    files = files_of(to_sign.ready(session, actor, visit_id))
    visit = session.get_one(VisitTable, visit_id)
    audit.write(
        session, actor, "document.hand-out-to-sign", "visit", visit_id, patient_id=visit.patient_id,
        after={one.name: one.sha256 for one in files},
    )  # fmt: skip
    return files


def files_of(ready: Ready) -> tuple[FileToSign, ...]:
    """The document first, then the events."""
    uid = ready.preparation.draft.document_uid
    events = [
        (f"{uid}-event-{number}.json", event.signing_bytes) for number, event in enumerate(ready.preparation.events, 1)
    ]
    return tuple(
        FileToSign(name, content, hashlib.sha256(content).hexdigest())
        for name, content in ((f"{uid}.pdf", ready.rendered.pdf), *events)
    )


def take_signatures(store: Sessions, actor: Actor, visit_id: int, files: Sequence[bytes]) -> Finished:
    """Take what a program elsewhere signed, in any order, and finish the visit with it.

    Raises `Refused`: `elsewhere-none` where no file holds a signature, `elsewhere-missing` where one of the files was
    not signed (`files`: how many), and what `finishing.sign` raises. A refusal leaves a row in the journal (§22.9).
    """
    with store.reading() as session:
        already = finishing.finished(session, actor, visit_id)
        ready = None if already else to_sign.ready(session, actor, visit_id)
        moment = record.of(session).clock.now()
    if already is not None:
        return already
    assert ready is not None
    try:
        key = _answers(files, ready.rendered.pdf)
        with telling(KIND, "", contextlib.nullcontext(key)):
            signed = finishing.sign(
                actor, ready.preparation, ready.rendered, key, store_kind=KIND, shown=ready.rendered.sha256,
                moment=moment,
            )  # fmt: skip
    except WorldError as refusal:
        with store.writing() as session:
            finishing.note_refusal(session, actor, visit_id, refusal)
        raise
    with store.writing() as session:
        return finishing.keep(session, actor, ready.preparation, signed)


def _answers(files: Sequence[bytes], document: bytes) -> _Answers:
    containers = tuple(der for one in files[:_MOST_FILES] for der in recognition.cms_of(one))
    if not containers:
        raise Refused("elsewhere-none")
    found = _over(document, containers)
    if found is None:
        raise Refused("elsewhere-missing", files=1)
    return _Answers(found[1], containers)


def _over(content: bytes, containers: Sequence[bytes]) -> tuple[bytes, Certificate] | None:
    """The container with one signer over exactly these bytes; whether it holds is judged later."""
    for der in containers:
        try:
            read = cms.read(der)
        except Unreadable:
            continue
        if len(read.signers) != 1 or read.content not in {None, content}:
            continue
        examined = integrity.examine(read, read.signers[0], content)
        failed = {check.reason for check in examined.checks if check.result is Result.FAIL}
        if examined.certificate is not None and not failed & _OTHER_BYTES:
            return der, examined.certificate
    return None

"""Signing with a program elsewhere: the exact bytes go out, containers come back and are judged as our own (27.9).

For keys that no store of ours reaches. What is to be signed is what was fixed when the doctor finished: the document,
and each event for the ministry, one file each. What comes back may lie in any of the usual wrappings and in any order;
each container must be over one of these very files and of the doctor's own certificate.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app import audit, finishing, record, to_sign
from app.domain.access import Actor, Permission, require
from app.domain.errors import Refused, WorldError
from app.eds import foreign_container, recognition
from app.eds.key_store import ANY
from app.eds.key_stores.imported import MadeElsewhere
from app.eds.key_use import telling
from app.finishing import Finished
from app.record import Sessions
from app.to_sign import Ready
from db.tables.visit import VisitTable

KIND = "imported"  # what the signature's row says of where the key lies
_MOST_FILES = 64


@dataclass(frozen=True, slots=True)
class FileToSign:
    """One file to be signed elsewhere, with a detached signature; `name` has no patient in it."""

    name: str
    content: bytes
    sha256: str


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

    Raises `Refused`: `elsewhere-none` where no file holds a signature, `key-answer-other-bytes` where one of the files
    was not signed, `key-answer-unreadable` for a broken one, and what `finishing.sign` raises. A refusal leaves a row
    in the journal (§22.9).
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
        with telling(KIND, "", nullcontext(key)):
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


def _answers(files: Sequence[bytes], document: bytes) -> MadeElsewhere:
    """What came back, as a key that gives for each content the container over it."""
    containers = tuple(der for one in files[:_MOST_FILES] for der in recognition.cms_of(one))
    if not containers:
        raise Refused("elsewhere-none")
    for der in containers:
        try:
            _, own = foreign_container.accepted(der, document, ANY)
        except Refused as problem:
            if problem.code != "key-answer-other-bytes":
                raise
        else:
            return MadeElsewhere(own, containers, ANY)
    raise Refused("key-answer-other-bytes")

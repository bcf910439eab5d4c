"""A whole day in one call of the key: for stores that ask for the password in a window of their own (27.9).

NCALayer and some tokens open their window at each call, and no key of theirs can stay open here. So the bytes of every
waiting document go there together, once; what comes back is then judged and stored one document at a time, as if each
had been signed alone: a failure of one does not stop the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from app import finishing, record, to_sign
from app.documents.render import render
from app.domain.access import Actor, Permission, require
from app.domain.errors import NotFound, Refused, WorldError
from app.eds.certificate import Certificate
from app.eds.key_store import UNWATCHED, OpenedKey, Watch
from app.opened_keys import KeyChoice
from app.record import Sessions
from app.to_sign import BatchResult, Progress, Ready, Signed


@dataclass(frozen=True, slots=True)
class SignedAhead:
    """Containers that were made in one call, given out again by the bytes they are over."""

    certificate: Certificate
    containers: dict[bytes, bytes]

    def sign(
        self, contents: Sequence[bytes], _time: datetime, *, attached: bool = False, watch: Watch = UNWATCHED
    ) -> tuple[bytes, ...]:
        """Raises `Refused("shown-differs")` for bytes that were not handed to the key."""
        if any(one not in self.containers for one in contents):
            raise Refused("shown-differs")
        return tuple(self.containers[one] for one in contents)


def sign_at_once(
    store: Sessions,
    actor: Actor,
    visit_ids: Sequence[int],
    choice: KeyChoice,
    progress: Progress = lambda done, total, what: None,
    watch: Watch = UNWATCHED,
) -> BatchResult:
    """Sign waiting visits, and complete drafts, with one call of the key.

    Raises what the key store raises, after a row in the journal for each document that was to be signed: then none was.
    `progress` is told `prepare`, then `sign`; a `WorldError` that it raises while preparing cancels everything, and so
    does `watch` while the key is asked.
    """
    require(actor, Permission.SIGN)
    made: dict[int, Ready] = {}
    results: dict[int, Signed] = {}
    for number, visit_id in enumerate(visit_ids):
        progress(number, len(visit_ids), "prepare")
        try:
            made[visit_id] = _made(store, actor, visit_id)
        except WorldError as refusal:
            to_sign.note(store, actor, visit_id, refusal)
            results[visit_id] = Signed(visit_id, code=refusal.code, facts=dict(refusal.facts))
    with store.reading() as session:
        moment = record.of(session).clock.now()
    try:
        with choice.open(watch) as opened:
            ahead = _signed(made, opened, moment, watch)
    except WorldError as refusal:
        for visit_id in made:
            to_sign.note(store, actor, visit_id, refusal)
        raise
    for number, (visit_id, one) in enumerate(made.items()):
        with suppress(WorldError):  # what the key has signed is stored, even where nobody waits for it any more
            progress(number, len(made), "sign")
        results[visit_id] = to_sign.sign_and_keep(store, actor, one, ahead, choice.store_kind, moment)
    return BatchResult(tuple(results[visit_id] for visit_id in visit_ids))


def _made(store: Sessions, actor: Actor, visit_id: int) -> Ready:
    with store.reading() as session:
        try:
            return to_sign.ready(session, actor, visit_id)
        except NotFound:
            preparation = finishing.prepare(session, actor, visit_id)
    return Ready(preparation, render(preparation.draft))


def _signed(made: dict[int, Ready], opened: OpenedKey, moment: datetime, watch: Watch) -> SignedAhead:
    contents = [content for one in made.values() for content in finishing.contents_of(one.preparation, one.rendered)]
    if not contents:
        return SignedAhead(opened.certificate, {})
    return SignedAhead(opened.certificate, dict(zip(contents, opened.sign(contents, moment, watch=watch), strict=True)))

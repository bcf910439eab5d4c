"""One round over everything that waits for a person: visits, parts of records, documents of colleagues (27.9, S8).

With a key that is open, or with one call of a store that asks in a window of its own. A failure of one does not stop
the others, except where the key itself refuses: what it refuses once it refuses for every further document.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from app import batch_signing, cosigning, document_parts, to_sign
from app.domain.access import Actor, Permission, require
from app.domain.errors import WorldError
from app.eds.key_store import UNWATCHED, Watch
from app.opened_keys import KeyChoice, Openable, OpenedKeys
from app.record import Sessions
from app.to_sign import CANCELLED, NOT_TRIED, Progress, Signed, Waiting, WaitingKind

Key = tuple[WaitingKind, int]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one line of the list: `code` is empty where it was signed."""

    kind: WaitingKind
    object_id: int
    document_id: int | None = None
    code: str = ""
    facts: dict[str, object] = field(default_factory=dict)

    @property
    def key(self) -> Key:
        return self.kind, self.object_id


def sign_round(
    store: Sessions,
    actor: Actor,
    lines: Sequence[Waiting],
    opened: OpenedKeys,
    progress: Progress = lambda done, total, what: None,
) -> tuple[Outcome, ...]:
    """Sign the lines with the key that is open, in their order; nothing is left out of the answer.

    `progress(done, total, "sign")` is called before each; a `WorldError` that it raises cancels the rest.
    """
    require(actor, Permission.SIGN)

    def visit(one: Waiting) -> Outcome:
        return _of(one, to_sign.sign_batch(store, actor, (one.object_id,), opened).results[0])

    def line(one: Waiting) -> Outcome:
        return _further(store, actor, one, opened.held_by(actor)) if _is_further(one) else visit(one)

    return _each(lines, line, progress)


def sign_round_at_once(
    store: Sessions,
    actor: Actor,
    lines: Sequence[Waiting],
    choice: KeyChoice,
    progress: Progress = lambda done, total, what: None,
    watch: Watch = UNWATCHED,
) -> tuple[Outcome, ...]:
    """The same where the key's own window asks: once for all visits, then once for each further signature.

    Raises what the store raises while it signs the visits: then none of them was signed.
    """
    require(actor, Permission.SIGN)
    visits = [one for one in lines if not _is_further(one)]
    made: dict[Key, Outcome] = {}
    if visits:
        numbers = [one.object_id for one in visits]
        batch = batch_signing.sign_at_once(store, actor, numbers, choice, progress, watch)
        made = {(one.kind, one.object_id): _of(one, signed) for one, signed in zip(visits, batch.results, strict=True)}

    def further(one: Waiting) -> Outcome:
        return _further(store, actor, one, choice)

    for outcome in _each([one for one in lines if _is_further(one)], further, progress):
        made[outcome.key] = outcome
    return tuple(made[one.kind, one.object_id] for one in lines)


def _each(lines: Sequence[Waiting], sign: Callable[[Waiting], Outcome], progress: Progress) -> tuple[Outcome, ...]:
    made: list[Outcome] = []
    for number, one in enumerate(lines):
        try:
            progress(number, len(lines), "sign")
        except WorldError as stop:
            rest = lines[number:]
            return (*made, *(Outcome(other.kind, other.object_id, code=stop.code or CANCELLED) for other in rest))
        outcome = sign(one)
        made.append(outcome)
        if outcome.code.startswith("key-"):
            because: dict[str, object] = {"because": outcome.code}
            rest = lines[number + 1 :]
            return (
                *made,
                *(Outcome(other.kind, other.object_id, code=NOT_TRIED, facts=because) for other in rest),
            )
    return tuple(made)


def _further(store: Sessions, actor: Actor, one: Waiting, choice: Openable) -> Outcome:
    """A part, or a signature beside another one's."""
    try:
        if one.kind is WaitingKind.PART:
            document_parts.sign_part(store, actor, one.object_id, choice)
            return Outcome(one.kind, one.object_id)
        cosigning.cosign(store, actor, one.object_id, choice)
    except WorldError as refusal:
        return Outcome(one.kind, one.object_id, code=refusal.code, facts=dict(refusal.facts))
    return Outcome(one.kind, one.object_id, one.object_id)


def _is_further(one: Waiting) -> bool:
    return one.kind in {WaitingKind.PART, WaitingKind.COSIGN}


def _of(one: Waiting, signed: Signed) -> Outcome:
    return Outcome(one.kind, one.object_id, signed.document_id, signed.code, dict(signed.facts))

"""What the sign sheet can sign: a visit that is finished, or the withdrawal of one that was signed.

The sheet shows the same things for both: who, the exact bytes, the key, what follows.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Protocol, TypeAlias

from app import finishing, withdrawing
from app.domain.access import Actor
from app.domain.document import RenderedDocument
from app.domain.errors import WorldError
from app.eds.key_store import OpenedKey, Watch
from app.finishing import Finished, Preparation

Session: TypeAlias = Any  # handed through by `ui/tasks.py`; the screen does not know the store


class Act(Protocol):
    """`prepare`, `keep` and `note_refusal` are use cases; `sign` runs on the signing thread."""

    can_wait: bool  # may be finished without a key, or signed by a program elsewhere

    def prepare(self, session: Session, actor: Actor) -> Preparation: ...

    def sign(
        self, actor: Actor, preparation: Preparation, rendered: RenderedDocument, opened: OpenedKey,
        store_kind: str, moment: datetime | None, watch: Watch,
    ) -> Any: ...  # fmt: skip

    def keep(
        self, session: Session, actor: Actor, preparation: Preparation, rendered: RenderedDocument, signed: Any
    ) -> Finished: ...

    def note_refusal(self, session: Session, actor: Actor, refusal: WorldError) -> None: ...


class Finish:
    """The record of a visit, with its events for the ministry."""

    can_wait = True

    def __init__(self, visit_id: int) -> None:
        self._visit_id = visit_id

    def prepare(self, session: Session, actor: Actor) -> Preparation:
        return finishing.prepare(session, actor, self._visit_id)

    def sign(
        self, actor: Actor, preparation: Preparation, rendered: RenderedDocument, opened: OpenedKey,
        store_kind: str, moment: datetime | None, watch: Watch,
    ) -> Any:  # fmt: skip
        return finishing.sign(
            actor, preparation, rendered, opened,
            store_kind=store_kind, shown=rendered.sha256, moment=moment, watch=watch,
        )  # fmt: skip

    def keep(
        self, session: Session, actor: Actor, preparation: Preparation, _: RenderedDocument, signed: Any
    ) -> Finished:
        return finishing.keep(session, actor, preparation, signed)

    def note_refusal(self, session: Session, actor: Actor, refusal: WorldError) -> None:
        finishing.note_refusal(session, actor, self._visit_id, refusal)


class Withdraw:
    """A new version that names the signed one and says why it is void (27.12)."""

    can_wait = False

    def __init__(self, visit_id: int, reason: str) -> None:
        self._visit_id, self._reason = visit_id, reason

    def prepare(self, session: Session, actor: Actor) -> Preparation:
        return withdrawing.prepare_withdrawal(session, actor, self._visit_id, self._reason)

    def sign(
        self, actor: Actor, preparation: Preparation, rendered: RenderedDocument, opened: OpenedKey,
        store_kind: str, _: datetime | None, watch: Watch,
    ) -> Any:  # fmt: skip
        return withdrawing.sign_withdrawal(
            actor, preparation, rendered, opened, store_kind=store_kind, shown=rendered.sha256, watch=watch
        )

    def keep(
        self, session: Session, actor: Actor, preparation: Preparation, rendered: RenderedDocument, signed: Any
    ) -> Finished:
        return withdrawing.keep_withdrawal(session, actor, preparation, rendered, signed)

    def note_refusal(self, session: Session, actor: Actor, refusal: WorldError) -> None:
        withdrawing.note_refusal(session, actor, self._visit_id, refusal)

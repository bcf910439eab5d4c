"""A key that stays open for a set time, so that a day's documents need one password (requirement 27.9).

In memory only, one at a time, and gone at the lock of the window, at its time, at the close of the practice, or when
its owner puts it away. Whoever signs takes it with `use`; it cannot close in the middle of a document.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from app.domain.access import Actor
from app.domain.errors import Refused
from app.domain.signature import CertificateView
from app.eds import certificate, key_store
from app.eds.key_store import ANY, UNWATCHED, OpenedKey, Request, Watch
from app.eds.key_use import telling

MINUTES = (5, 15, 30)  # what a person may choose; nobody leaves a key open for longer
# Kinds whose key can wait in memory; NCALayer asks in its own window each time.
STAY_OPEN = frozenset({"pkcs12", "pkcs11"})


@dataclass(frozen=True, slots=True)
class KeyChoice:
    """Which key signs, and what was typed to open it."""

    store_kind: str
    location: str
    secret: str = field(repr=False)
    request: Request = ANY  # for whom, and what the store needs of practice and computer

    def open(self, watch: Watch = UNWATCHED) -> AbstractContextManager[OpenedKey]:
        """Raises `Refused` as `app/eds/key_store.py` says; each tells which key it was (`app/eds/key_use.py`)."""
        opening = key_store.find(self.store_kind).open(self.location, self.secret, self.request, watch)
        return telling(self.store_kind, self.location, opening)


class Openable(Protocol):
    """A key that signs once it is opened: one that a secret was typed for, or one that is open already."""

    @property
    def store_kind(self) -> str: ...

    def open(self) -> AbstractContextManager[OpenedKey]: ...


@dataclass(frozen=True, slots=True)
class HeldKey:
    """What the screen shows of an open key; never the key."""

    store_kind: str
    location: str
    certificate: CertificateView
    seconds_left: float


@dataclass(slots=True, repr=False)
class _Held:
    account_id: int | None
    choice: tuple[str, str]  # kind and location; the secret is not kept
    key: OpenedKey
    closing: ExitStack
    until: float


class OpenedKeys:
    """At most one open key. Safe to call from any thread."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.RLock()  # held while a document is signed
        self._held: _Held | None = None
        self._timer: threading.Timer | None = None
        self._ended: Callable[[], None] = lambda: None

    def __repr__(self) -> str:
        return f"<OpenedKeys {'open' if self._held else 'closed'}>"

    def on_end(self, tell: Callable[[], None]) -> None:
        """Have it told, on any thread, when the key was put away."""
        self._ended = tell

    def open(self, actor: Actor, choice: KeyChoice, minutes: int = MINUTES[1]) -> HeldKey:
        """Open a key and keep it; one that was open before is put away.

        Raises `Refused`: `key-not-kept-open` for a kind that cannot, `key-minutes`, and what the key store raises.
        """
        if choice.store_kind not in STAY_OPEN:
            raise Refused("key-not-kept-open", kind=choice.store_kind)
        if minutes not in MINUTES:
            raise Refused("key-minutes")
        self.close()
        closing = ExitStack()
        opened = closing.enter_context(choice.open())
        with self._lock:
            self._held = _Held(
                actor.account_id, (choice.store_kind, choice.location), opened, closing, self._clock() + minutes * 60
            )
            self._timer = threading.Timer(minutes * 60, self.close)
            self._timer.daemon = True
            self._timer.start()
        held = self.held(actor)
        assert held is not None
        return held

    def held(self, actor: Actor) -> HeldKey | None:
        """The actor's open key, where there is one."""
        held = self._held
        if held is None or held.account_id != actor.account_id or held.until <= self._clock():
            return None
        return HeldKey(*held.choice, certificate.view(held.key.certificate), held.until - self._clock())

    @contextmanager
    def use(self, actor: Actor) -> Iterator[OpenedKey]:
        """The open key for one document. Raises `Refused("key-closed")` where none is open for this person."""
        with self._lock:
            held = self._held
            if held is None or held.account_id != actor.account_id or held.until <= self._clock():
                self.close()
                raise Refused("key-closed")
            with telling(*held.choice, contextlib.nullcontext(held.key)) as key:
                yield key

    def held_by(self, actor: Actor) -> Openable:
        """The open key as a choice for one signature: it is open, or `open` is refused as `use` says."""
        return _Open(self, actor)

    def store_kind(self) -> str:
        held = self._held
        return held.choice[0] if held else ""

    def close(self) -> None:
        """Put the key away, after the document that is being signed. Safe to call at any time, any number of times."""
        with self._lock:
            held, self._held = self._held, None
            timer, self._timer = self._timer, None
        if timer is not None:
            timer.cancel()
        if held is None:
            return
        with contextlib.suppress(Exception):  # a token that was pulled out cannot say goodbye
            held.closing.close()
        self._ended()


@dataclass(frozen=True, slots=True)
class _Open:
    keys: OpenedKeys
    actor: Actor

    @property
    def store_kind(self) -> str:
        return self.keys.store_kind()

    def open(self) -> AbstractContextManager[OpenedKey]:
        return self.keys.use(self.actor)

"""What the windows before the unlock may call: login, recovery, lock, first run.

The calls block and may take a second: they go through `Tasks.work`. `ui/application.py` fills them in with
imports inside, so that nothing of the store is loaded while the login window appears.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from app.domain.device import HubSettings
from app.domain.errors import Refused
from app.domain.practice import OwnerDraft, PracticeDraft
from ui.practice import OpenRecord


def _nothing() -> None:
    """Nothing to prepare, nothing to end."""


@dataclass(frozen=True, slots=True)
class Sign:
    """The practice as its door shows it: no patient data, no secret."""

    name: str
    language: str
    is_test: bool = False


@dataclass(frozen=True, slots=True)
class Reception:
    """What the hub does meanwhile. `problem` is a code; `sealed_today` counts records since midnight."""

    is_running: bool
    sealed_today: int = 0
    problem: str = ""


class Secrets(Protocol):
    """What is shown once when a practice or an access is made."""

    @property
    def recovery_key(self) -> str: ...

    @property
    def totp_secret(self) -> str: ...

    @property
    def otpauth_uri(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Renewed:
    """After a recovery: the open practice and the new second factor."""

    practice: OpenRecord
    totp_secret: str
    otpauth_uri: str


@dataclass(frozen=True, slots=True)
class KeyDraft:
    """The key that is to prove the user: its kind, its place, and what was typed for it."""

    store_kind: str
    location: str = ""
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class TokenPlace:
    location: str
    label: str


@dataclass(frozen=True, slots=True)
class KeyPlaces:
    """One kind of place for keys: whether it can be asked now, and the tokens it sees."""

    is_ready: bool
    tokens: tuple[TokenPlace, ...] = ()


class Watch(Protocol):
    """Whoever waits for a key (`ui/tasks.py: Progress`)."""

    @property
    def is_cancelled(self) -> bool: ...

    def __call__(self, done: int, total: int, what: str = "") -> None: ...


def _no_certificates(*_: object) -> OpenRecord:
    raise Refused("login-certificate-not-allowed")


@dataclass(frozen=True, slots=True)
class FrontDoor:
    """Login and recovery of the practice in one folder. Refusals are `WorldError`s.

    `sign` is quick and may be called on the screen's thread; the others may not.
    """

    sign: Callable[[], Sign]
    unlock: Callable[[str, str, str], OpenRecord]  # login, password, one-time code
    recover: Callable[[str, str, str], Renewed]  # login, recovery key, new password
    prove_again: Callable[[OpenRecord, str], None]  # the open practice of a locked window, password
    code_is_right: Callable[[str, str], bool]  # secret of the second factor, typed code
    reception: Callable[[], Reception]
    warm: Callable[[], None] = _nothing  # quick: begins to load what the unlock will need
    close: Callable[[], None] = _nothing  # the program ends
    # login, password, key, who waits
    unlock_by_certificate: Callable[[str, str, KeyDraft, Watch], OpenRecord] = _no_certificates
    key_places: Callable[[], dict[str, KeyPlaces]] = dict  # by kind; asks NCALayer and the tokens, opens no window


@dataclass(frozen=True, slots=True)
class NewPractice:
    """The steps of a first run. Until `finish`, nothing is a practice yet and `abandon` takes all of it away."""

    create: Callable[[PracticeDraft, OwnerDraft, str], Secrets]
    code_is_right: Callable[[str, str], bool]  # secret, typed code
    finish: Callable[[HubSettings], None]
    abandon: Callable[[], None]
    addresses: Callable[[], tuple[str, ...]]  # of this computer in the practice's network
    computer_name: Callable[[], str]
    is_test: bool = False  # what is made is marked TEST

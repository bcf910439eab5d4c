"""Getting in: password and one-time code, or the recovery key; every attempt is kept (§22.9, §27.4).

The password opens the key ring, which opens the store, which holds the one-time code's secret: so a failed
attempt knows no key. It is sealed with the practice's public key and filed at the next unlock. The counter of
the lockout lies beside the key ring and survives restarts; a code that was used already does not count.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy.orm import Session

from app import accounts, archiving, audit, practices, record, totp
from app.accounts import LoginAttempt
from app.domain.access import Actor, program
from app.domain.clock import Clock
from app.domain.errors import NotFound, OutOfSpace, Refused
from app.domain.password import unmet_rules
from app.domain.practice import Practice
from app.paths import DataFolder
from app.record import Record
from db import lockout
from db.archive import segments
from db.archive.layout import SegmentKind
from db.archive.walk import Found, State, walk
from db.archive.writer import open_writer
from db.keyring import KeyRing, Keys
from db.store import Store
from db.tables.account import AccountTable
from db.tables.practice import SettingTable

_WRITER = "attempt"
_FILED = "login.attempts-filed"  # how far each segment of attempts was read
_BY_PASSWORD, _BY_RECOVERY_KEY, _AGAIN = "password+otp", "recovery", "password"
_ATTEMPT_RESERVE = 1 << 20  # bytes left free: attempts are small and must be kept when objects no longer are
_LOGIN_KEPT = 100  # letters of what somebody typed as a login
_NOT_COUNTED = {"otp-used", "recovery-key-typo", "locked-out"}  # slips, not guesses


@dataclass(frozen=True, slots=True)
class Unlocked:
    """An open practice. Whoever got it closes it."""

    folder: DataFolder
    practice: Practice
    actor: Actor
    store: Store
    keys: Keys
    clock: Clock
    services: Record
    language: str  # the user's

    def close(self) -> None:
        """Store and archive writer, the journal's head remembered outside. Safe to call twice."""
        if self.store.closed:
            return
        try:
            with self.store.reading() as session, contextlib.suppress(OutOfSpace):
                audit.remember_head(self.folder, session)  # on a full disk the head of an earlier close still holds
        finally:
            self.store.close()
            self.services.writer.close()


@dataclass(frozen=True, slots=True)
class Recovered:
    """Open again by the printed key; the second factor is a new one, shown once."""

    unlocked: Unlocked
    totp_secret: str = field(repr=False)
    otpauth_uri: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Attempt:
    """Somebody at the door."""

    folder: DataFolder
    login: str
    method: str
    clock: Clock
    workstation: str


def unlock(folder: DataFolder, login: str, password: str, otp: str, *, clock: Clock, workstation: str = "") -> Unlocked:
    """Open the practice for a user.

    Raises `Refused`: `locked-out` (with `seconds`), `wrong-password` (also for a login that is not there),
    `otp-wrong`, `otp-used`, `account-suspended`; `NotFound("keyring")`; `Damaged`.
    """
    attempt = _Attempt(folder, login.strip().casefold(), _BY_PASSWORD, clock, workstation)
    ring = KeyRing.load(folder.keyring)
    with _kept(attempt, ring):
        keys = ring.unlock_with_password(attempt.login, password)
    return _enter(attempt, ring, keys, otp)


def recover(
    folder: DataFolder, login: str, recovery_key: str, new_password: str, *, clock: Clock, workstation: str = ""
) -> Recovered:
    """Open the practice by the printed key; the user gets a new password and a new second factor.

    Raises `Refused`: `recovery-key-typo`, `wrong-recovery-key`, `locked-out`, `password-weak` (with `rules`);
    `NotFound("account")`; `Damaged`.
    """
    attempt = _Attempt(folder, login.strip().casefold(), _BY_RECOVERY_KEY, clock, workstation)
    ring = KeyRing.load(folder.keyring)
    with _kept(attempt, ring):
        keys = ring.unlock_with_recovery(recovery_key)
    secret = totp.new_secret()
    with _opened(folder, keys, clock) as (store, services, practice):
        with store.writing() as session:
            row = _known(session, attempt.login)
            actor = accounts.actor_of(row, workstation)
            _require_good(actor, new_password)
            row.totp_secret, row.totp_last_step = secret, 0
            audit.write(session, actor, "login.recover", "account", row.id, after={"second_factor": "renewed"})
            _let_in(session, attempt, keys, actor)
            ring.set_password(keys, attempt.login, new_password)
        lockout.succeeded(folder.attempts, attempt.login, clock.now())
        unlocked = Unlocked(folder, practice, actor, store, keys, clock, services, row.language)
        return Recovered(unlocked, secret, totp.otpauth_uri(secret, attempt.login, practice.name))


def prove_again(folder: DataFolder, store: Store, actor: Actor, password: str, *, clock: Clock) -> None:
    """The user of a locked window shows the password again; failures count and are kept like any other.

    Raises `Refused`: `wrong-password`, `locked-out`.
    """
    attempt = _Attempt(folder, actor.login, _AGAIN, clock, actor.workstation)
    ring = KeyRing.load(folder.keyring)
    with _kept(attempt, ring):
        keys = ring.unlock_with_password(actor.login, password)
    with store.writing() as session:
        _let_in(session, attempt, keys, actor)
    lockout.succeeded(folder.attempts, attempt.login, clock.now())


def change_password(
    folder: DataFolder, store: Store, actor: Actor, old_password: str, new_password: str, *, clock: Clock
) -> None:
    """The user's own change, with the old password. Raises `Refused` as `prove_again`, and `password-weak`."""
    attempt = _Attempt(folder, actor.login, _AGAIN, clock, actor.workstation)
    ring = KeyRing.load(folder.keyring)
    with _kept(attempt, ring):
        keys = ring.unlock_with_password(actor.login, old_password)
    _require_good(actor, new_password)
    with store.writing() as session:
        audit.write(session, actor, "account.password", "account", actor.account_id)
        ring.set_password(keys, actor.login, new_password)


def _require_good(actor: Actor, password: str) -> None:
    rules = unmet_rules(password, login=actor.login, name=actor.name, iin=actor.iin)
    if rules:
        raise Refused("password-weak", rules=list(rules))


@contextlib.contextmanager
def _kept(attempt: _Attempt, ring: KeyRing) -> Iterator[None]:
    """Let one try happen; where it is refused, count it, keep it sealed, and pass the refusal on."""
    with lockout.one_at_a_time(attempt.folder.attempts):
        try:
            lockout.before_attempt(attempt.folder.attempts, attempt.login, attempt.clock.now())
            yield
        except Refused as refusal:
            if refusal.code not in _NOT_COUNTED:
                lockout.failed(attempt.folder.attempts, attempt.login, attempt.clock.now())
            with contextlib.suppress(OutOfSpace):  # the refusal is what the user must hear
                _seal(attempt, ring, refusal.code)
            raise


def _seal(attempt: _Attempt, ring: KeyRing, outcome: str) -> None:
    writer = open_writer(
        attempt.folder.archive, ring.public_key, ring.key_version, name=_WRITER, space_reserve=_ATTEMPT_RESERVE
    )
    try:
        writer.append(
            "attempt",
            {
                "at": attempt.clock.now().isoformat(),
                "login": attempt.login[:_LOGIN_KEPT],
                "method": attempt.method,
                "outcome": outcome,
                "workstation": attempt.workstation,
            },
            b"",
        )
    finally:
        writer.close()


@contextlib.contextmanager
def _opened(folder: DataFolder, keys: Keys, clock: Clock) -> Iterator[tuple[Store, Record, Practice]]:
    """The store and its services, closed again where the rest of the way in fails.

    The TEST mark is the store's; the plain file beside it only repeats it.
    """
    with contextlib.ExitStack() as undone:
        services = practices.record_services(folder, keys, clock, is_test=False)
        undone.callback(services.writer.close)
        store = Store.open(folder.store, keys.store_key, services)
        undone.callback(store.close)
        with store.reading() as session:
            practice = practices.get(session, program("login"))
        if practice.is_test:
            store.close()
            services = replace(services, is_test=True)
            store = Store.open(folder.store, keys.store_key, services)
            undone.callback(store.close)
        yield store, services, practice
        undone.pop_all()


def _enter(attempt: _Attempt, ring: KeyRing, keys: Keys, otp: str) -> Unlocked:
    """The second factor, then the rows that tell of it; the used code and the success are one transaction."""
    clock = attempt.clock
    with _opened(attempt.folder, keys, clock) as (store, services, practice):
        with store.writing() as session:
            with _kept(attempt, ring):
                row = _account(session, attempt.login)
                row.totp_last_step = totp.accept(row.totp_secret, otp, clock.now(), row.totp_last_step)
            actor = accounts.actor_of(row, attempt.workstation)
            _let_in(session, attempt, keys, actor)
        lockout.succeeded(attempt.folder.attempts, attempt.login, clock.now())
        return Unlocked(attempt.folder, practice, actor, store, keys, clock, services, row.language)


def _account(session: Session, login: str) -> AccountTable:
    row = accounts.by_login(session, login)
    if row is None:
        raise Refused("wrong-password")  # an opener without an account: nobody is told which half was right
    if row.status != "active":
        raise Refused("account-suspended")
    return row


def _known(session: Session, login: str) -> AccountTable:
    row = accounts.by_login(session, login)
    if row is None:
        raise NotFound("account")
    return row


def _let_in(session: Session, attempt: _Attempt, keys: Keys, actor: Actor) -> None:
    """File what was tried before, then this success."""
    _file_attempts(session, attempt.folder, keys)
    now = attempt.clock.now()
    accounts.file_attempt(session, LoginAttempt(now, attempt.login, attempt.method, "ok", attempt.workstation))
    audit.write(session, actor, "login.ok", "account", actor.account_id, after={"method": attempt.method})


def _file_attempts(session: Session, folder: DataFolder, keys: Keys) -> None:
    """Bring sealed attempts into the table and the journal, each once: the segment remembers how far it was read."""
    for found in _unfiled(session, folder, keys):
        if found.state is not State.RECORD or found.ref is None or found.metadata is None:
            continue
        archiving.index(session, found.ref)
        told = found.metadata
        attempt = LoginAttempt(
            datetime.fromisoformat(told["at"]), told["login"], told["method"], told["outcome"], told["workstation"]
        )
        accounts.file_attempt(session, attempt)
        audit.write(
            session, program("login", attempt.workstation), "login.failed", "login_attempt",
            after={"at": told["at"], "login": attempt.login, "method": attempt.method}, result=attempt.outcome,
        )  # fmt: skip


def _unfiled(session: Session, folder: DataFolder, keys: Keys) -> Iterator[Found]:
    """What the segments of attempts hold beyond the last filing; other writers' segments are not looked at."""
    lengths = {name: _length(folder, name) for name in segments.segment_names(folder.archive, SegmentKind.SHARED)}
    row = session.get(SettingTable, _FILED)
    read_to: dict[str, int] = dict(row.value) if row else {}
    fresh = {name for name, length in lengths.items() if f"-{_WRITER}-" in name and read_to.get(name, 0) < length}
    if not fresh:
        return
    singles = dict.fromkeys(segments.segment_names(folder.archive, SegmentKind.SINGLE), 1)
    others = {name: length for name, length in lengths.items() if name not in fresh}
    for found in walk(folder.archive, keys.private_keys, after={**singles, **others, **read_to}):
        if found.segment in fresh:
            read_to[found.segment] = found.end
            yield found
    if row is None:
        row = SettingTable(name=_FILED)
        session.add(row)
    row.value, row.changed_at = read_to, record.of(session).clock.now()


def _length(folder: DataFolder, name: str) -> int:
    return segments.path_of(folder.archive, name).stat().st_size

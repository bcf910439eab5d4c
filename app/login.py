"""Getting in: password and one-time code or certificate, or the recovery key; every attempt is kept (§22.9, §27.4).

The password opens the key ring, which opens the store, which holds the one-time code's secret and the certificates:
so a failed attempt knows no key. It is sealed and filed at the next unlock (`app/attempts.py`). The counter of the
lockout lies beside the key ring and survives restarts; a code that was used already does not count.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from sqlalchemy.orm import Session

from app import accounts, attempts, audit, login_certificates, login_rules, practices, totp
from app.accounts import LoginAttempt
from app.attempts import Attempt, kept
from app.domain.access import Actor, program
from app.domain.clock import Clock
from app.domain.errors import NotFound, OutOfSpace, Refused, WorldError
from app.domain.password import unmet_rules
from app.domain.practice import Practice
from app.domain.signature import Check
from app.eds import challenge
from app.eds.key_store import UNWATCHED, Watch
from app.eds.key_use import key_use
from app.login_certificates import LoginKey, Proof
from app.paths import DataFolder
from app.record import Record
from db import lockout
from db.keyring import KeyRing, Keys
from db.store import Store
from db.tables.account import AccountTable

_BY_CODE, _BY_CERTIFICATE, _BY_RECOVERY_KEY, _AGAIN = "password+otp", "password+eds", "recovery", "password"


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
    warnings: tuple[Check, ...] = ()  # of the certificate that got in: what could not be checked

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


def unlock(
    folder: DataFolder, login: str, password: str, otp: str, *, clock: Clock, workstation: str = "", os_user: str = ""
) -> Unlocked:
    """Open the practice for a user.

    Raises `Refused`: `locked-out` (with `seconds`), `wrong-password` (also for a login that is not there),
    `otp-wrong`, `otp-used`, `otp-not-allowed`, `account-suspended`; `NotFound("keyring")`; `Damaged`.
    """
    attempt = Attempt(folder, login.strip().casefold(), _BY_CODE, clock, workstation, os_user)
    ring = KeyRing.load(folder.keyring)
    with kept(attempt, ring):
        keys = ring.unlock_with_password(attempt.login, password)
    return _enter(attempt, ring, keys, lambda session, row: _accept_code(session, row, otp, clock))


def unlock_by_certificate(
    folder: DataFolder,
    login: str,
    password: str,
    key: LoginKey,
    *,
    clock: Clock,
    workstation: str = "",
    os_user: str = "",
    watch: Watch = UNWATCHED,
) -> Unlocked:
    """Open the practice for a user whose second factor is a certificate: the password, and a signed challenge.

    Raises `Refused`: as `unlock`, what the key's place raises, `login-certificate-<reason>` with `check`.
    """
    use = key_use(key.store_kind, key.location)
    attempt = Attempt(folder, login.strip().casefold(), _BY_CERTIFICATE, clock, workstation, os_user, use)
    ring = KeyRing.load(folder.keyring)
    with kept(attempt, ring):  # who has to wait is told so before a key is asked for
        pass
    signing = _Signing(key, challenge.Challenges(), watch)
    proof = None
    if login_certificates.signs_first(key):
        proof = signing.proof(attempt, ring, practices.sign(folder).name)
        attempt = replace(attempt, key=key_use(key.store_kind, key.location, proof.announced))
    with kept(attempt, ring):
        keys = ring.unlock_with_password(attempt.login, password)
    return _enter_by_certificate(attempt, ring, keys, signing, proof)


def recover(
    folder: DataFolder,
    login: str,
    recovery_key: str,
    new_password: str,
    *,
    clock: Clock,
    workstation: str = "",
    os_user: str = "",
) -> Recovered:
    """Open the practice by the printed key; the user gets a new password and a new second factor.

    Raises `Refused`: `recovery-key-typo`, `wrong-recovery-key`, `locked-out`, `password-weak` (with `rules`);
    `NotFound("account")`; `Damaged`.
    """
    attempt = Attempt(folder, login.strip().casefold(), _BY_RECOVERY_KEY, clock, workstation, os_user)
    ring = KeyRing.load(folder.keyring)
    with kept(attempt, ring):
        keys = ring.unlock_with_recovery(recovery_key)
    secret = totp.new_secret()
    with _opened(folder, keys, clock) as (store, services, practice):
        with store.writing() as session:
            row = _known(session, attempt.login)
            actor = accounts.actor_of(row, workstation, os_user)
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
    attempt = Attempt(folder, actor.login, _AGAIN, clock, actor.workstation, actor.os_user)
    ring = KeyRing.load(folder.keyring)
    with kept(attempt, ring):
        keys = ring.unlock_with_password(actor.login, password)
    with store.writing() as session:
        _let_in(session, attempt, keys, actor)
    lockout.succeeded(folder.attempts, attempt.login, clock.now())


def change_password(
    folder: DataFolder, store: Store, actor: Actor, old_password: str, new_password: str, *, clock: Clock
) -> None:
    """The user's own change, with the old password. Raises `Refused` as `prove_again`, and `password-weak`."""
    attempt = Attempt(folder, actor.login, _AGAIN, clock, actor.workstation, actor.os_user)
    ring = KeyRing.load(folder.keyring)
    with kept(attempt, ring):
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


def _enter(
    attempt: Attempt, ring: KeyRing, keys: Keys, second: Callable[[Session, AccountTable], tuple[Check, ...]]
) -> Unlocked:
    """The second factor, then the rows that tell of it; the used code and the success are one transaction."""
    with _opened(attempt.folder, keys, attempt.clock) as (store, services, practice):
        return _admitted(attempt, ring, keys, store, services, practice, second)


@dataclass(frozen=True, slots=True)
class _Signing:
    """The key that is asked, the challenges it was asked, and who waits."""

    key: LoginKey
    register: challenge.Challenges
    watch: Watch

    def proof(self, attempt: Attempt, ring: KeyRing, server: str) -> Proof:
        """A window of another program may stay open for long: no other attempt waits for it."""
        asked = self.register.issue(server, attempt.login, attempt.clock.now())
        try:
            return login_certificates.sign_challenge(asked, self.key, self.watch)
        except WorldError:
            with kept(attempt, ring):
                raise


def _enter_by_certificate(
    attempt: Attempt, ring: KeyRing, keys: Keys, signing: _Signing, proof: Proof | None
) -> Unlocked:
    """Nobody outside is asked in a transaction."""
    clock, key = attempt.clock, signing.key
    with _opened(attempt.folder, keys, clock) as (store, services, practice):
        with store.reading() as session:
            known = login_certificates.grounds(session, accounts.by_login(session, attempt.login))
        if proof is None:
            signing = replace(signing, key=replace(key, means=known.means))
            proof = signing.proof(attempt, ring, practice.name)
        answered = signing.register.answer(proof.challenge, attempt.login, clock.now())
        found = login_certificates.judge(proof, known, answered, clock.now())
        attempt = replace(attempt, key=key_use(key.store_kind, key.location, found.certificate))
        state = login_certificates.revocation_of(found, known, clock.now())
        with store.writing() as session:
            login_certificates.learn(session, accounts.by_login(session, attempt.login), found, state)

        def second(session: Session, row: AccountTable) -> tuple[Check, ...]:
            return login_certificates.admit(session, row, found, state, known)

        return _admitted(attempt, ring, keys, store, services, practice, second)


def _admitted(
    attempt: Attempt, ring: KeyRing, keys: Keys, store: Store, services: Record, practice: Practice,
    second: Callable[[Session, AccountTable], tuple[Check, ...]],
) -> Unlocked:  # fmt: skip
    clock = attempt.clock
    with store.writing() as session:
        with kept(attempt, ring):
            row = _account(session, attempt.login)
            warnings = second(session, row)
        actor = accounts.actor_of(row, attempt.workstation, attempt.os_user)
        _let_in(session, attempt, keys, actor)
    lockout.succeeded(attempt.folder.attempts, attempt.login, clock.now())
    return Unlocked(attempt.folder, practice, actor, store, keys, clock, services, row.language, warnings)


def _accept_code(session: Session, row: AccountTable, otp: str, clock: Clock) -> tuple[Check, ...]:
    rules = login_rules.rules(session)
    if not otp and not login_rules.needs_second_factor(rules, row):
        return ()
    if not rules.codes:
        raise Refused("otp-not-allowed")
    row.totp_last_step = totp.accept(row.totp_secret, otp, clock.now(), row.totp_last_step)
    return ()


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


def _let_in(session: Session, attempt: Attempt, keys: Keys, actor: Actor) -> None:
    """File what was tried before, then this success."""
    attempts.file_sealed(session, attempt.folder, keys)
    now = attempt.clock.now()
    accounts.file_attempt(session, LoginAttempt(now, attempt.login, attempt.method, "ok", attempt.workstation))
    audit.write(session, actor, "login.ok", "account", actor.account_id, after={"method": attempt.method})

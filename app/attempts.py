"""Attempts to get in and to sign: counted, sealed while nobody has unlocked, filed at the next unlock (§22.9, §27.7).

A failed attempt to get in knows no key: it is sealed with the practice's public key and becomes a row when somebody
gets in. What is told as refused was durable before. A failed attempt to sign becomes a row at once. Whatever was tried
with an EDS has a row of its own beside that, with everything that was known of the certificate.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from app import accounts, archiving, audit, record
from app.accounts import LoginAttempt
from app.domain.access import Actor, program
from app.domain.attempt import EdsAttempt, KeyUse, Purpose, Reason, reason_of
from app.domain.clock import Clock
from app.domain.errors import OutOfSpace, Refused, WorldError
from app.paths import DataFolder
from db import lockout
from db.archive import segments
from db.archive.layout import SegmentKind
from db.archive.walk import Found, State, walk
from db.archive.writer import open_writer
from db.keyring import KeyRing, Keys
from db.tables.account import EdsAttemptTable
from db.tables.practice import SettingTable

_WRITER = "attempt"
_FILED = "login.attempts-filed"  # how far each segment of attempts was read
_RESERVE = 1 << 20  # bytes left free: attempts are small and must be kept when objects no longer are
_LOGIN_KEPT = 100  # letters of what somebody typed as a login
_TEXT_KEPT = 200  # letters of a name in a certificate, which anybody may have written
# Slips and broken worlds, not guesses at a secret.
_NOT_COUNTED = frozenset({"otp-used", "recovery-key-typo", "locked-out", "cancelled"})
_NO_GUESS = frozenset({
    Reason.EXPIRED, Reason.NOT_YET_VALID, Reason.REVOKED, Reason.REVOCATION_UNAVAILABLE, Reason.CANCELLED,
    Reason.KEY_UNUSABLE,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody at the door. `key` where an EDS is the second factor."""

    folder: DataFolder
    login: str
    method: str
    clock: Clock
    workstation: str
    os_user: str = ""
    key: KeyUse | None = None


@contextlib.contextmanager
def kept(attempt: Attempt, ring: KeyRing) -> Iterator[None]:
    """Let one try happen; where it is refused, count it, keep it sealed, and pass the refusal on."""
    with lockout.one_at_a_time(attempt.folder.attempts):
        try:
            lockout.before_attempt(attempt.folder.attempts, attempt.login, attempt.clock.now())
            yield
        except WorldError as refusal:
            if _is_guess(refusal):
                lockout.failed(attempt.folder.attempts, attempt.login, attempt.clock.now())
            with contextlib.suppress(OutOfSpace):  # the refusal is what the user must hear
                _seal(attempt, ring, refusal)
            raise


def file_sealed(session: Session, folder: DataFolder, keys: Keys) -> None:
    """Bring sealed attempts into the tables and the journal, each once: the segment remembers how far it was read.

    The public key that seals lies in the open: what is no attempt of ours is journalled and keeps nobody out.
    """
    for found in _unfiled(session, folder, keys):
        if found.state is not State.RECORD or found.ref is None or found.metadata is None:
            continue
        archiving.index(session, found.ref)
        told = found.metadata
        try:
            at = datetime.fromisoformat(told["at"])
            plain = [str(told[name])[:_TEXT_KEPT] for name in ("login", "method", "outcome", "workstation")]
            attempt = LoginAttempt(at.astimezone(UTC), *plain)
            key = _read_key(told["key"]) if "key" in told else None
        except (KeyError, TypeError, ValueError, AttributeError):
            audit.write(session, program("login"), "login.failed", "login_attempt", result="unreadable")
            continue
        accounts.file_attempt(session, attempt)
        after = {"at": told["at"], "login": attempt.login, "method": attempt.method}
        if key is not None:
            _file_eds(session, attempt, key, told)
            after |= {"certificate": key.certificate_serial} if key.certificate_serial else {}
        who = program("login", attempt.workstation)
        audit.write(session, who, "login.failed", "login_attempt", after=after, result=attempt.outcome)


def note_signing(session: Session, actor: Actor, key: KeyUse, refusal: WorldError) -> None:
    """Keep a failed attempt to sign. The journal's row is the caller's, which knows what was to be signed."""
    attempt = EdsAttempt(
        at=record.of(session).clock.now(),
        purpose=Purpose.SIGNING,
        login=actor.login,
        workstation=actor.workstation,
        os_user=actor.os_user,
        key=key,
        reason=reason_of(refusal),
        check=str(refusal.facts.get("check", "")),
        code=refusal.code,
        account_id=actor.account_id,
    )
    _add(session, attempt)
    session.flush()


def note_refused(session: Session, actor: Actor, refusal: WorldError | str) -> str:
    """The same for a refusal that tells of its key, or for its code alone; the code is returned, for the journal.

    What has to do with no key leaves no row here.
    """
    told = Refused(refusal) if isinstance(refusal, str) else refusal
    key = told.key if isinstance(told.key, KeyUse) else None
    if key is not None or reason_of(told) is not Reason.OTHER:
        note_signing(session, actor, key or KeyUse(""), told)
    return told.code


def _is_guess(refusal: WorldError) -> bool:
    tried = isinstance(refusal, Refused) and refusal.code not in _NOT_COUNTED
    return tried and reason_of(refusal) not in _NO_GUESS


def _seal(attempt: Attempt, ring: KeyRing, refusal: WorldError) -> None:
    told: dict[str, Any] = {
        "at": attempt.clock.now().isoformat(),
        "login": attempt.login[:_LOGIN_KEPT],
        "method": attempt.method,
        "outcome": refusal.code,
        "workstation": attempt.workstation,
    }
    if attempt.key is not None:
        told |= {
            "os_user": attempt.os_user,
            "key": asdict(attempt.key),
            "check": str(refusal.facts.get("check", "")),
            "reason": reason_of(refusal),
        }
    writer = open_writer(
        attempt.folder.archive, ring.public_key, ring.key_version, name=_WRITER, space_reserve=_RESERVE
    )
    try:
        writer.append("attempt", told, b"")
    finally:
        writer.close()


def _read_key(told: dict[str, Any]) -> KeyUse:
    return KeyUse(**{one.name: str(told.get(one.name, ""))[:_TEXT_KEPT] for one in fields(KeyUse)})


def _file_eds(session: Session, attempt: LoginAttempt, key: KeyUse, told: dict[str, Any]) -> None:
    """Whoever stood at the door heard "wrong name or password"; the record knows whether there is such a user."""
    aimed_at = accounts.by_login(session, attempt.login)
    reason = next((one for one in Reason if one == told.get("reason")), Reason.OTHER)
    if aimed_at is None and reason is Reason.ACCOUNT_PASSWORD:
        reason = Reason.USER_NOT_FOUND
    filed = EdsAttempt(
        at=attempt.at,
        purpose=Purpose.LOGIN,
        login=attempt.login,
        workstation=attempt.workstation,
        os_user=str(told.get("os_user", ""))[:_TEXT_KEPT],
        key=key,
        reason=reason,
        check=str(told.get("check", ""))[:_TEXT_KEPT],
        code=attempt.outcome,
        account_id=aimed_at.id if aimed_at else None,
    )
    _add(session, filed)


def _add(session: Session, one: EdsAttempt) -> None:
    row = EdsAttemptTable(
        at=one.at,
        purpose=one.purpose,
        login=one.login,
        account_id=one.account_id,
        workstation=one.workstation,
        os_user=one.os_user,
        outcome=one.reason,
        check_code=one.check,
        detail=one.code,
        **asdict(one.key),
    )
    session.add(row)


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

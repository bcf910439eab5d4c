"""Making a practice: key ring, store, archive, the hub's settings, and the first row of the journal.

Everything is made in the folder `making` and moved into place at the end, the key ring last: a practice is there
whole or not at all. What a crash left is cleaned by the next call, and only what carries that mark: a folder
that holds somebody's record is never touched.
"""

from __future__ import annotations

import json
import shutil
import uuid
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import accounts, audit, totp
from app.domain.access import Actor, Permission, Role, require
from app.domain.clock import Clock
from app.domain.device import HubSettings
from app.domain.device_settings import HubDevice
from app.domain.errors import NotFound, Refused
from app.domain.identity import BinNumber, Iin
from app.domain.password import unmet_rules
from app.domain.practice import OwnerDraft, Practice, PracticeDraft
from app.paths import DataFolder
from app.record import Record
from db.archive.reader import open_reader
from db.archive.writer import open_writer
from db.durable import replace_file, sync_folder
from db.keyring import Cost, KeyRing, Keys, calibrate
from db.store import Store
from db.tables.practice import PracticeTable

_MAKING = "making"
WRITER = "main"  # the archive segments of the main process


@dataclass(frozen=True, slots=True)
class Created:
    """Shown once and kept nowhere in the clear."""

    recovery_key: str = field(repr=False)
    totp_secret: str = field(repr=False)
    otpauth_uri: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class PracticeSign:
    """What the login window knows before anybody has unlocked: no patient data, no secret."""

    uid: str
    name: str
    language: str
    is_test: bool


def create(
    folder: DataFolder,
    draft: PracticeDraft,
    owner: OwnerDraft,
    password: str,
    *,
    clock: Clock,
    cost: Cost | None = None,
    hub: HubSettings | None = None,
) -> Created:
    """Make a practice in an empty folder. `cost` of the password is measured on this computer unless it is given.

    Raises `Refused`: `practice-exists`, `folder-in-use`, `practice-name-empty`, `practice-iin-or-bin`, `login-empty`,
    `name-empty`, `password-weak` (with `rules`); `OutOfSpace`.
    """
    _check(draft, owner, password)
    making = _clean_place(folder)
    _, keys, recovery_key = KeyRing.create(
        making.keyring, owner.login.strip().casefold(), password, cost=cost or calibrate()
    )
    secret = totp.new_secret()
    _make_record(making, keys, draft, owner, secret, clock)
    write_hub_settings(making, hub or HubSettings(), keys)
    _move_into_place(making, folder)
    return Created(recovery_key, secret, totp.otpauth_uri(secret, owner.login, draft.name))


def sign(folder: DataFolder) -> PracticeSign:
    """Whose practice lies in the folder. Raises `NotFound("practice")`."""
    try:
        stored = json.loads(folder.practice.read_bytes())
    except FileNotFoundError:
        raise NotFound("practice") from None
    return PracticeSign(stored["uid"], stored["name"], stored["language"], stored["is_test"])


def get(session: Session, _actor: Actor) -> Practice:
    """The practice this record belongs to. Raises `NotFound("practice")`."""
    row = session.scalar(select(PracticeTable))
    if row is None:
        raise NotFound("practice")
    return Practice(
        uid=row.uid,
        name=row.name,
        iin=Iin(row.iin) if row.iin else None,
        bin_number=BinNumber(row.bin_number) if row.bin_number else None,
        address=row.address,
        phone=row.phone,
        licence=row.licence,
        language=row.language,
        is_test=row.is_test,
        created_at=row.created_at,
    )


def edit(session: Session, actor: Actor, draft: PracticeDraft) -> Practice:
    """Change what stands at the head of documents; documents that are signed keep what stood there.

    A practice stays TEST or real for ever. Raises `Refused` as `create` does.
    """
    require(actor, Permission.SETTINGS)
    before = get(session, actor)
    _check_practice(draft)
    row = session.scalars(select(PracticeTable)).one()
    _fill(row, draft)
    after = get(session, actor)
    audit.write(session, actor, "practice.edit", "practice", row.id, before=_as_json(before), after=_as_json(after))
    return after


def write_sign(folder: DataFolder, practice: Practice) -> None:
    """The plain file beside the key ring, for the login window. Call it after `edit` has been committed."""
    plain = PracticeSign(practice.uid, practice.name, practice.language, practice.is_test)
    replace_file(folder.practice, _json_bytes(asdict(plain)))


def write_hub_settings(
    folder: DataFolder, settings: HubSettings, keys: Keys, devices: Iterable[HubDevice] = ()
) -> None:
    """The plain file of the hub: its ports, the public key that it seals to, and the devices' settings."""
    plain: dict[str, Any] = {**asdict(settings), "public_key": keys.public_key.hex(), "key_version": keys.version}
    plain["devices"] = [device.to_json() for device in devices]
    replace_file(folder.hub_settings, _json_bytes(plain))


def record_services(folder: DataFolder, keys: Keys, clock: Clock, *, is_test: bool) -> Record:
    """What use cases need beside the rows. Whoever calls it closes the writer."""
    return Record(
        clock=clock,
        journal_key=keys.journal_key,
        writer=open_writer(folder.archive, keys.public_key, keys.version, name=WRITER),
        reader=open_reader(folder.archive, keys.private_keys),
        is_test=is_test,
    )


def _check(draft: PracticeDraft, owner: OwnerDraft, password: str) -> None:
    _check_practice(draft)
    if not owner.login.strip():
        raise Refused("login-empty")
    if not owner.name.full:
        raise Refused("name-empty")
    rules = unmet_rules(password, login=owner.login, name=owner.name, iin=owner.iin)
    if rules:
        raise Refused("password-weak", rules=list(rules))


def _check_practice(draft: PracticeDraft) -> None:
    if not draft.name.strip():
        raise Refused("practice-name-empty")
    if (draft.iin is None) == (draft.bin_number is None):  # a person or an organisation, R4-a
        raise Refused("practice-iin-or-bin")


def _clean_place(folder: DataFolder) -> DataFolder:
    """The empty folder to make things in; what a crash left there, and what it had moved already, is removed."""
    if folder.exists:
        raise Refused("practice-exists")
    making = DataFolder(folder.root / _MAKING)
    taken = [path for path in _parts(folder) if path.exists()]
    if taken and not making.root.exists():
        raise Refused("folder-in-use")  # a record without its key ring: never ours to clear away
    for path in taken:
        _remove(path)
    _remove(making.root)
    making.root.mkdir(mode=0o700, parents=True)
    return making


def _parts(folder: DataFolder) -> tuple[Path, ...]:
    """What makes a practice, in the order of moving; with the key ring it is there."""
    return (folder.archive, folder.store, folder.hub_settings, folder.practice, folder.keyring)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _move_into_place(making: DataFolder, folder: DataFolder) -> None:
    sync_folder(making.root)
    for source, target in zip(_parts(making), _parts(folder), strict=True):
        source.replace(target)
        sync_folder(folder.root)
    _remove(making.root)


def _make_record(
    folder: DataFolder, keys: Keys, draft: PracticeDraft, owner: OwnerDraft, secret: str, clock: Clock
) -> None:
    services = record_services(folder, keys, clock, is_test=draft.is_test)
    try:
        store = Store.create(folder.store, keys.store_key, services)
        try:
            with store.writing() as session:
                practice = _first_rows(session, draft, owner, secret, clock)
        finally:
            store.close()
    finally:
        services.writer.close()
    write_sign(folder, practice)


def _first_rows(session: Session, draft: PracticeDraft, owner: OwnerDraft, secret: str, clock: Clock) -> Practice:
    row = PracticeTable(uid=str(uuid.uuid4()), is_test=draft.is_test, created_at=clock.now())
    _fill(row, draft)
    session.add(row)
    account = accounts.add_account(
        session,
        owner.login,
        owner.name,
        owner.iin,
        owner.position,
        frozenset({Role.OWNER, Role.DOCTOR}),
        secret,
    )
    account.language = draft.language
    actor = accounts.actor_of(account, workstation="")
    practice = get(session, actor)
    audit.write(session, actor, "practice.create", "practice", row.id, after=_as_json(practice))
    return practice


def _fill(row: PracticeTable, draft: PracticeDraft) -> None:
    row.name, row.address, row.phone, row.licence = draft.name.strip(), draft.address, draft.phone, draft.licence
    row.iin = draft.iin.value if draft.iin else None
    row.bin_number = draft.bin_number.value if draft.bin_number else None
    row.language = draft.language


def _as_json(practice: Practice) -> dict[str, Any]:
    plain = asdict(practice)
    plain["iin"] = practice.iin.value if practice.iin else None
    plain["bin_number"] = practice.bin_number.value if practice.bin_number else None
    plain["created_at"] = practice.created_at.isoformat()
    return plain


def _json_bytes(plain: dict[str, Any]) -> bytes:
    return (json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()

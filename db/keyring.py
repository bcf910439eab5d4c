"""The key ring: one random root key, and what opens it (`keyring.json` beside the store).

The root gives the keys of store, archive and journal (`db/keys.py`); openers wrap it (`db/openers.py`). Adding,
changing or removing an opener never re-encrypts anything. A renewed root keeps the older ones wrapped under itself,
so that records sealed under them stay readable.
"""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag

from app.domain.errors import Conflict, Damaged, NotFound, Refused
from db import recovery_key
from db.durable import replace_file
from db.keys import OLDER_ROOTS, Keys, sub_key
from db.openers import (
    DEFAULT_COST,
    FORMAT,
    PASSWORD,
    RECOVERY,
    ROOT_SIZE,
    Cost,
    Opener,
    calibrate,
    decoy,
    login_form,
    opener_sheet,
    password_key,
    password_opener,
    read_opener,
    recovery_opener,
    recovery_wrapper,
    root_opener,
)

__all__ = ["DEFAULT_COST", "Cost", "KeyRing", "Keys", "calibrate"]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What the file says."""

    version: int
    public_key: bytes
    openers: tuple[Opener, ...]
    older: tuple[Opener, ...] = ()

    def with_openers(self, *openers: Opener) -> _Sheet:
        return _Sheet(self.version, self.public_key, openers, self.older)

    def packed(self) -> bytes:
        sheet = {
            "format": FORMAT,
            "version": self.version,
            "public_key": self.public_key.hex(),
            "openers": [opener_sheet(opener) for opener in self.openers],
            "older": [opener_sheet(opener) for opener in self.older],
        }
        return json.dumps(sheet, ensure_ascii=False, indent=1).encode()


def _parsed(content: bytes) -> _Sheet:
    """Raises `Damaged`."""
    try:
        sheet = json.loads(content)
        if sheet["format"] != FORMAT:
            raise Damaged("keyring-damaged")
        found = _Sheet(
            int(sheet["version"]),
            bytes.fromhex(sheet["public_key"]),
            tuple(read_opener(entry) for entry in sheet["openers"]),
            tuple(read_opener(entry) for entry in sheet["older"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Damaged("keyring-damaged") from error
    if len(found.public_key) != 32 or not any(opener.kind == PASSWORD for opener in found.openers):
        raise Damaged("keyring-damaged")
    return found


@dataclass(slots=True)
class KeyRing:
    """The openers of one practice. Readable without a secret: `key_version`, `public_key`, `logins`."""

    path: Path
    _sheet: _Sheet = field(repr=False)
    _written: bytes = field(repr=False)  # the file as this ring knows it

    @classmethod
    def create(cls, path: Path, login: str, password: str, *, cost: Cost = DEFAULT_COST) -> tuple[KeyRing, Keys, str]:
        """A new ring with a random root, opened by `password` and by the recovery key, whose text is returned once.

        Raises `Conflict` where a ring is already.
        """
        if path.exists():
            raise Conflict("keyring-exists")
        root = secrets.token_bytes(ROOT_SIZE)
        keys = Keys(1, {1: root})
        recovery, text = recovery_opener(root, 1)
        sheet = _Sheet(1, keys.public_key, (password_opener(root, 1, login, password, cost), recovery))
        content = sheet.packed()
        replace_file(path, content)
        return cls(path, sheet, content), keys, text

    @classmethod
    def load(cls, path: Path) -> KeyRing:
        """Raises `NotFound` where there is none, `Damaged` where it is not one."""
        try:
            content = path.read_bytes()
        except FileNotFoundError as error:
            raise NotFound("keyring") from error
        return cls(path, _parsed(content), content)

    @property
    def public_key(self) -> bytes:
        """Raw X25519 key that the archive is sealed to. Proven right by the next unlock only."""
        return self._sheet.public_key

    @property
    def key_version(self) -> int:
        return self._sheet.version

    @property
    def logins(self) -> tuple[str, ...]:
        return tuple(opener.login for opener in self._sheet.openers if opener.kind == PASSWORD)

    def unlock_with_password(self, login: str, password: str) -> Keys:
        """Raises `Refused("wrong-password")`, after the same work for a login that has no opener."""
        login = login_form(login)
        known = [opener for opener in self._sheet.openers if opener.kind == PASSWORD and opener.login == login]
        opener = known[0] if known else decoy(login, self.key_version, self._cost)
        assert opener.cost is not None
        return self._unlock(opener, password_key(password, opener.salt, opener.cost), "wrong-password")

    def unlock_with_recovery(self, text: str) -> Keys:
        """Raises `Refused`: `recovery-key-typo` for a text that is no key, `wrong-recovery-key` for another one."""
        secret = recovery_key.parsed(text)
        opener = next((opener for opener in self._sheet.openers if opener.kind == RECOVERY), None)
        if opener is None:
            raise Refused("wrong-recovery-key")
        return self._unlock(opener, recovery_wrapper(secret, opener.salt), "wrong-recovery-key")

    def set_password(self, keys: Keys, login: str, password: str, *, cost: Cost | None = None) -> None:
        """Add a login or change its password. Raises `Refused` for keys of another ring, `Conflict`."""
        self._require(keys)
        fresh = password_opener(keys.roots[keys.version], keys.version, login, password, cost or self._cost)
        self._write(self._sheet.with_openers(*self._without(fresh.login), fresh))

    def remove_password(self, keys: Keys, login: str) -> None:
        """The login opens the ring no more; who knew the root is shut out by `renew_root` only.

        Raises `NotFound`, `Refused("last-password")`, `Conflict`.
        """
        self._require(keys)
        login = login_form(login)
        if login not in self.logins:
            raise NotFound("login")
        if len(self.logins) == 1:
            raise Refused("last-password")
        self._write(self._sheet.with_openers(*self._without(login)))

    def renew_recovery(self, keys: Keys) -> str:
        """A new recovery key; the printed one is worthless from now on. Raises `Refused`, `Conflict`."""
        self._require(keys)
        fresh, text = recovery_opener(keys.roots[keys.version], keys.version)
        others = [opener for opener in self._sheet.openers if opener.kind != RECOVERY]
        self._write(self._sheet.with_openers(*others, fresh))
        return text

    def renew_root(self, keys: Keys, passwords: Mapping[str, str], *, cost: Cost | None = None) -> tuple[Keys, str]:
        """A new root for the logins in `passwords` alone, and a new recovery key, whose text is returned.

        The older roots stay wrapped under the new one. The ring is written first; the caller re-keys the store from
        `keys.store_key` to the new one afterwards, and finishes an interrupted re-keying by trying `store_keys`.
        Raises `Refused`, `Conflict`.
        """
        self._require(keys)
        if not passwords:
            raise Refused("last-password")
        version = keys.version + 1
        root = secrets.token_bytes(ROOT_SIZE)
        renewed = Keys(version, {**keys.roots, version: root})
        recovery, text = recovery_opener(root, version)
        openers = [
            password_opener(root, version, login, password, cost or self._cost) for login, password in passwords.items()
        ]
        older = tuple(root_opener(root, old, number) for number, old in keys.roots.items())
        self._write(_Sheet(version, renewed.public_key, (*openers, recovery), older))
        return renewed, text

    @property
    def _cost(self) -> Cost:
        """The dearest cost in the ring: a new opener is not cheaper than those that are there."""
        costs = [opener.cost for opener in self._sheet.openers if opener.cost is not None]
        return max(costs, key=lambda cost: cost.memory_kib * cost.passes)

    def _unlock(self, opener: Opener, wrapper: bytes, refusal: str) -> Keys:
        try:
            root = opener.unwrapped(wrapper)
        except InvalidTag:
            raise Refused(refusal) from None
        wrapper_of_older = sub_key(root, OLDER_ROOTS)
        try:
            roots = {old.version: old.unwrapped(wrapper_of_older) for old in self._sheet.older}
        except InvalidTag as error:
            raise Damaged("keyring-damaged") from error
        keys = Keys(opener.version, {**roots, opener.version: root})
        if not self._fits(keys):  # somebody put another public key there, for the hub to seal to
            raise Damaged("keyring-damaged")
        return keys

    def _require(self, keys: Keys) -> None:
        if not self._fits(keys):
            raise Refused("keys-of-another-ring")

    def _fits(self, keys: Keys) -> bool:
        return keys.version == self.key_version and hmac.compare_digest(keys.public_key, self.public_key)

    def _without(self, login: str) -> list[Opener]:
        return [opener for opener in self._sheet.openers if opener.kind != PASSWORD or opener.login != login]

    def _write(self, sheet: _Sheet) -> None:
        """Raises `Conflict` where another process has changed the file since it was read."""
        if not self.path.exists() or self.path.read_bytes() != self._written:
            raise Conflict("keyring-changed")
        content = sheet.packed()
        replace_file(self.path, content)
        self._sheet, self._written = sheet, content

"""Openers of the key ring: each wraps the root key with AES-256-GCM under a key of its own.

A password works through Argon2id (RFC 9106), in the form of RFC 8265 (NFC); the printed recovery key has 160 random
bits and needs no slow derivation; an older root is wrapped under the newest one. The associated data binds kind,
login and version of the root, so that no entry can be passed off as another.
"""

from __future__ import annotations

import secrets
import time
import unicodedata
from dataclasses import asdict, dataclass, replace
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from db import recovery_key
from db.keys import OLDER_ROOTS, sub_key

FORMAT = "shipager-keyring-1"
PASSWORD, RECOVERY = "password", "recovery"
ROOT_SIZE = 32


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess of a password costs (Argon2id)."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 1

    @property
    def possible(self) -> bool:
        """RFC 9106 3.1, and nothing that would stop the computer."""
        return 1 <= self.lanes <= 64 and 8 * self.lanes <= self.memory_kib <= 4 << 20 and 1 <= self.passes <= 1000


DEFAULT_COST = Cost()


def calibrate(seconds: float = 0.5) -> Cost:
    """The default cost, with more passes where this computer is fast: a guess takes about `seconds`, never less work
    than the default.
    """
    started = time.perf_counter()
    password_key("calibration", bytes(16), DEFAULT_COST)
    one_pass = (time.perf_counter() - started) / DEFAULT_COST.passes
    return replace(DEFAULT_COST, passes=max(DEFAULT_COST.passes, min(20, round(seconds / one_pass))))


@dataclass(frozen=True, slots=True)
class Opener:
    """One entry of the ring: the root, wrapped by a password, the recovery key or a newer root."""

    kind: str
    login: str
    version: int  # of the root inside
    salt: bytes
    nonce: bytes
    box: bytes
    cost: Cost | None = None

    @property
    def bound(self) -> bytes:
        return f"{FORMAT}|{self.kind}|{self.login}|{self.version}".encode()

    def wrapping(self, wrapper: bytes, root: bytes) -> Opener:
        nonce = secrets.token_bytes(12)
        return replace(self, nonce=nonce, box=AESGCM(wrapper).encrypt(nonce, root, self.bound))

    def unwrapped(self, wrapper: bytes) -> bytes:
        """The root. Raises `InvalidTag`."""
        return AESGCM(wrapper).decrypt(self.nonce, self.box, self.bound)


def login_form(login: str) -> str:
    return unicodedata.normalize("NFC", login)


def password_key(password: str, salt: bytes, cost: Cost) -> bytes:
    secret = unicodedata.normalize("NFC", password).encode()
    return hash_secret_raw(secret, salt, cost.passes, cost.memory_kib, cost.lanes, 32, Type.ID)


def recovery_wrapper(secret: bytes, salt: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt, b"shipager recovery key 1").derive(secret)


def password_opener(root: bytes, version: int, login: str, password: str, cost: Cost) -> Opener:
    if not cost.possible:
        raise ValueError("no possible cost of Argon2id")
    salt = secrets.token_bytes(16)
    opener = Opener(PASSWORD, login_form(login), version, salt, b"", b"", cost)
    return opener.wrapping(password_key(password, salt, cost), root)


def decoy(login: str, version: int, cost: Cost) -> Opener:
    """An opener that nothing opens: a login without one takes the same time to refuse."""
    return Opener(PASSWORD, login, version, bytes(16), bytes(12), bytes(ROOT_SIZE + 16), cost)


def recovery_opener(root: bytes, version: int) -> tuple[Opener, str]:
    secret, salt = recovery_key.new_secret(), secrets.token_bytes(16)
    opener = Opener(RECOVERY, "", version, salt, b"", b"")
    return opener.wrapping(recovery_wrapper(secret, salt), root), recovery_key.printed(secret)


def root_opener(root: bytes, older: bytes, version: int) -> Opener:
    """An older root, numbered `version`, wrapped under the newest one."""
    return Opener("root", "", version, b"", b"", b"").wrapping(sub_key(root, OLDER_ROOTS), older)


def opener_sheet(opener: Opener) -> dict[str, Any]:
    sheet: dict[str, Any] = {
        "kind": opener.kind,
        "login": opener.login,
        "version": opener.version,
        "salt": opener.salt.hex(),
        "nonce": opener.nonce.hex(),
        "box": opener.box.hex(),
    }
    return sheet | ({"argon2id": asdict(opener.cost)} if opener.cost else {})


def read_opener(sheet: dict[str, Any]) -> Opener:
    """Raises `KeyError`, `ValueError`, `TypeError` for what is no opener."""
    cost = None
    if sheet["kind"] == PASSWORD:
        cost = Cost(**{name: int(value) for name, value in sheet["argon2id"].items()})
        if not cost.possible:
            raise ValueError("no possible cost of Argon2id")
    salt, nonce, box = (bytes.fromhex(sheet[name]) for name in ("salt", "nonce", "box"))
    if len(nonce) != 12 or len(box) != ROOT_SIZE + 16:
        raise ValueError("no wrapped root")
    return Opener(str(sheet["kind"]), str(sheet["login"]), int(sheet["version"]), salt, nonce, box, cost)

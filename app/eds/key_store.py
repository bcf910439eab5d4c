"""The seam between signing and the places where keys live (requirement R27.9-a).

A key store hands out an opened key; the opened key makes CAdES containers. A file key makes them here, NCALayer
makes them in its own process, a token computes the raw signature: callers see no difference. A container is
never believed because of where it came from: `app/eds/verify.py` judges each one before it is stored.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from types import ModuleType
from typing import Protocol

from app import registry
from app.domain.errors import Refused
from app.eds.certificate import Certificate


class OpenedKey(Protocol):
    """A key that was unlocked for one act of signing."""

    @property
    def certificate(self) -> Certificate:
        """The certificate that belongs to the key."""
        ...

    def sign(self, contents: Sequence[bytes], signing_time: datetime) -> tuple[bytes, ...]:
        """One detached CAdES-B container (DER) per content, in order, with one opening of the key."""
        ...


class KeyStore(Protocol):
    """One kind of place. `location` is a path or a token's name, `secret` the password or PIN typed for it.

    `open` raises `Refused` with a code: `key-wrong-password`, `key-file-missing`, `key-unreadable`,
    `key-without-certificate`, `key-gost-not-yet`, `key-unsupported`, `key-cancelled`, `key-locked`.
    """

    key: str

    def open(self, location: str, secret: str) -> AbstractContextManager[OpenedKey]: ...


class RawKey(Protocol):
    """A key that signs bytes: what `app/eds/cades.py` needs to make a container itself."""

    @property
    def certificate(self) -> Certificate: ...

    @property
    def digest_algorithm(self) -> str:
        """Dotted OID."""
        ...

    @property
    def signature_algorithm(self) -> str:
        """Dotted OID."""
        ...

    def sign_raw(self, message: bytes) -> bytes: ...


def key_stores() -> dict[str, KeyStore]:
    """All kinds that the program knows, by key."""
    from app.eds import key_stores as folder

    package: ModuleType = folder
    return registry.entries(package, "KEY_STORE")


def find(kind: str) -> KeyStore:
    """Raises `Refused("key-store-unknown")`."""
    found = key_stores().get(kind)
    if found is None:
        raise Refused("key-store-unknown", kind=kind)
    return found

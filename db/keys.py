"""The keys of a practice, derived from its root by HKDF (RFC 5869). Secrets are in no text that could reach a log.

Python cannot wipe memory: closing a practice drops the references, no more.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NoReturn

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

OLDER_ROOTS = "older"  # purpose of the key that wraps the older roots
_TAKEN = {"store", "journal", "intake", OLDER_ROOTS}


class Keys:
    """The opened root keys of a practice and what is derived from them. Shows and copies nothing of itself.

    All keys are 32 bytes. Where a mapping is given, its keys are versions of the root, the current one included.
    """

    __slots__ = ("_roots", "_version")
    _version: int
    _roots: dict[int, bytes]

    def __init__(self, version: int, roots: Mapping[int, bytes]) -> None:
        object.__setattr__(self, "_version", version)
        object.__setattr__(self, "_roots", dict(roots))

    @property
    def version(self) -> int:
        return self._version

    @property
    def roots(self) -> dict[int, bytes]:
        """Root version → root: for the key ring alone."""
        return dict(self._roots)

    @property
    def store_key(self) -> bytes:
        """The raw key of the encrypted store."""
        return self.store_keys[self.version]

    @property
    def store_keys(self) -> dict[int, bytes]:
        """Older ones open a store whose re-keying was interrupted, or a backup from before."""
        return self._derived("store")

    @property
    def journal_key(self) -> bytes:
        """HMAC-SHA-256 key of the journal's chain."""
        return self.journal_keys[self.version]

    @property
    def journal_keys(self) -> dict[int, bytes]:
        return self._derived("journal")

    @property
    def private_keys(self) -> dict[int, bytes]:
        """Raw X25519 keys that open what was sealed into the archive."""
        return self._derived("intake")

    @property
    def public_key(self) -> bytes:
        """Raw X25519 key that the archive is sealed to from now on."""
        return X25519PrivateKey.from_private_bytes(self.private_keys[self.version]).public_key().public_bytes_raw()

    def derive(self, purpose: str) -> bytes:
        """A further key of the current root, for example of the manifest's signature."""
        if purpose in _TAKEN:
            raise ValueError("that purpose is taken")
        return sub_key(self._roots[self.version], purpose)

    def _derived(self, purpose: str) -> dict[int, bytes]:
        return {version: sub_key(root, purpose) for version, root in self._roots.items()}

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError("keys do not change")

    def __repr__(self) -> str:
        return f"Keys(version={self.version})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("keys leave the process by no copy")


def sub_key(root: bytes, purpose: str) -> bytes:
    return HKDF(hashes.SHA256(), 32, None, f"shipager {purpose} 1".encode()).derive(root)

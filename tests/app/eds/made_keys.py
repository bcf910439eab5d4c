"""GOST keys of any edition, as the stand-in authority takes keys: it makes none of 2004 itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.eds.gost import keys as gost
from app.stand_ins.pki import Algorithm


@dataclass(frozen=True)
class MadeKey:
    """A GOST key of any edition, as the stand-in authority takes keys."""

    key: gost.PrivateKey
    algorithm: Any = Algorithm.GOST
    written: bytes = b""  # another PKCS#8 in place of its own

    @property
    def digest_algorithm(self) -> str:
        return self.key.kind.digest

    @property
    def signature_algorithm(self) -> str:
        return self.key.kind.signature

    @property
    def public_key(self) -> bytes:
        return self.key.public_key().to_spki()

    def to_pkcs8(self) -> bytes:
        return self.written or self.key.to_pkcs8()

    def sign_raw(self, message: bytes) -> bytes:
        return self.key.sign(message)

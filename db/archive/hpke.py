"""HPKE, RFC 9180, base mode, with several messages in one context: one key agreement wraps many record keys.

Suite: DHKEM(X25519, HKDF-SHA256) 0x0020, HKDF-SHA256 0x0001, AES-256-GCM 0x0002. `cryptography` has the single
message only (RFC 9180 6.1), and the key agreement is nearly all of its cost. A sender forgets its context once its
batch of keys is wrapped, and then cannot open them any more.
"""

from __future__ import annotations

import hmac

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

ENCAPSULATED_SIZE = 32
_KEM = b"HPKE-v1KEM\x00\x20"  # "HPKE-v1" and suite_id, RFC 9180 4.1 and 5.1
_SUITE = b"HPKE-v1HPKE\x00\x20\x00\x01\x00\x02"


class Context:
    """Key and base nonce of one key agreement (RFC 9180 5.2); message numbers begin at 0."""

    def __init__(self, shared_secret: bytes, info: bytes) -> None:
        """KeySchedule of RFC 9180 5.1, mode_base."""
        schedule = b"\0" + _extract(_SUITE, b"", b"psk_id_hash", b"") + _extract(_SUITE, b"", b"info_hash", info)
        secret = _extract(_SUITE, shared_secret, b"secret", b"")
        self._aead = AESGCM(_expand(_SUITE, secret, b"key", schedule, 32))
        self._base_nonce = int.from_bytes(_expand(_SUITE, secret, b"base_nonce", schedule, 12))

    def seal(self, number: int, plain: bytes, aad: bytes) -> bytes:
        return self._aead.encrypt(self._nonce(number), plain, aad)

    def open(self, number: int, sealed: bytes, aad: bytes) -> bytes:
        """Raises `cryptography.exceptions.InvalidTag`."""
        return self._aead.decrypt(self._nonce(number), sealed, aad)

    def _nonce(self, number: int) -> bytes:
        return (self._base_nonce ^ number).to_bytes(12)


def sender(public_key: X25519PublicKey, info: bytes) -> tuple[bytes, Context]:
    """The encapsulated key (32 bytes), and the context to seal in (SetupBaseS)."""
    ephemeral = X25519PrivateKey.generate()
    encapsulated = ephemeral.public_key().public_bytes_raw()
    agreed = ephemeral.exchange(public_key)
    return encapsulated, Context(_shared_secret(agreed, encapsulated + public_key.public_bytes_raw()), info)


def receiver(private_key: X25519PrivateKey, encapsulated: bytes, info: bytes) -> Context:
    """The context to open in (SetupBaseR). Raises `ValueError` for an encapsulated key that is none."""
    agreed = private_key.exchange(X25519PublicKey.from_public_bytes(encapsulated))
    own = private_key.public_key().public_bytes_raw()
    return Context(_shared_secret(agreed, encapsulated + own), info)


def _shared_secret(agreed: bytes, kem_context: bytes) -> bytes:
    """ExtractAndExpand, RFC 9180 4.1."""
    return _expand(_KEM, _extract(_KEM, b"", b"eae_prk", agreed), b"shared_secret", kem_context, 32)


def _extract(suite: bytes, salt: bytes, label: bytes, secret: bytes) -> bytes:
    """LabeledExtract, RFC 9180 4; HKDF-Extract of RFC 5869 2.2."""
    return hmac.digest(salt or bytes(32), suite + label + secret, "sha256")


def _expand(suite: bytes, key: bytes, label: bytes, context: bytes, length: int) -> bytes:
    """LabeledExpand, RFC 9180 4; of HKDF-Expand (RFC 5869 2.3) one block, which is all that is asked for here."""
    return hmac.digest(key, length.to_bytes(2) + suite + label + context + b"\1", "sha256")[:length]

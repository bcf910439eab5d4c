"""Record keys wrapped in batches: HPKE as others speak it, each key bound to its record, none used twice."""

from __future__ import annotations

import threading

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke as library
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from db.archive import hpke
from db.archive.sealing import KeySupply, RecordKey, batch_purpose

SUITE = library.Suite(library.KEM.X25519, library.KDF.HKDF_SHA256, library.AEAD.AES_256_GCM)
PRIVATE = X25519PrivateKey.generate()


def test_the_first_message_is_the_single_message_of_the_library() -> None:
    """RFC 9180 6.1: single-shot is message 0 of a context."""
    encapsulated, context = hpke.sender(PRIVATE.public_key(), b"info")
    assert SUITE.decrypt(encapsulated + context.seal(0, b"plain", b""), PRIVATE, b"info") == b"plain"
    theirs = SUITE.encrypt(b"plain", PRIVATE.public_key(), b"info")
    assert hpke.receiver(PRIVATE, theirs[:32], b"info").open(0, theirs[32:], b"") == b"plain"


def test_a_message_opens_under_its_number_and_associated_data_only() -> None:
    encapsulated, context = hpke.sender(PRIVATE.public_key(), b"info")
    sealed = [context.seal(number, b"same", b"aad") for number in range(3)]
    assert len(set(sealed)) == 3
    theirs = hpke.receiver(PRIVATE, encapsulated, b"info")
    assert [theirs.open(number, message, b"aad") for number, message in enumerate(sealed)] == [b"same"] * 3
    for number, aad, info in ((1, b"aad", b"info"), (0, b"other", b"info"), (0, b"aad", b"other")):
        with pytest.raises(InvalidTag):
            hpke.receiver(PRIVATE, encapsulated, info).open(number, sealed[0], aad)
    with pytest.raises(ValueError, match="shared key"):
        hpke.receiver(PRIVATE, bytes(32), b"info")  # the point that agrees with everybody


def test_keys_are_handed_out_once_whoever_asks() -> None:
    supply = KeySupply(PRIVATE.public_key(), 3)
    taken: list[RecordKey] = []

    def take() -> None:
        taken.extend(supply.take() for _ in range(100))

    threads = [threading.Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({key.record_id for key in taken}) == len({key.wrapped for key in taken}) == 400
    for key in taken[::20]:
        context = hpke.receiver(PRIVATE, key.wrapped[:32], batch_purpose(3))
        opened = AESGCM(context.open(key.number - 1, key.wrapped[32:], key.record_id))
        assert opened.decrypt(bytes(12), key.aead.encrypt(bytes(12), b"x", None), None) == b"x"

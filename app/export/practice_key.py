"""The key that signs export manifests: Ed25519 (RFC 8032), made at first use, kept as a setting of the encrypted store.

It proves that the bag is the one this practice made; a person's EDS is not needed for that and is not used. Its public
half lies in each bag, and its fingerprint in the journal, so that a bag signed by somebody else can be told.
"""

from __future__ import annotations

import hashlib

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sqlalchemy.orm import Session

from app import audit, record
from app.domain.access import Actor
from app.export.scope import EXPORT_KEY
from db.tables.practice import SettingTable


def practice_key(session: Session, actor: Actor) -> Ed25519PrivateKey:
    """The practice's key; made and journalled where there is none yet."""
    row = session.get(SettingTable, EXPORT_KEY)
    if row is not None:
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(row.value["private_key"]))
    key = Ed25519PrivateKey.generate()
    now = record.of(session).clock.now()
    session.add(SettingTable(name=EXPORT_KEY, value={"private_key": key.private_bytes_raw().hex()}, changed_at=now))
    session.flush()
    audit.write(
        session, actor, "export.key", "setting", EXPORT_KEY, after={"fingerprint": fingerprint(key.public_key())}
    )
    return key


def pem(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def fingerprint(key: Ed25519PublicKey) -> str:
    """SHA-256 of the SubjectPublicKeyInfo, as hex: what a person compares."""
    return hashlib.sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).hexdigest()

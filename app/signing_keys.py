"""The signing keys of the users, and which authorities this practice trusts.

A row says where a key lies and what its certificate says; the key itself never enters the record. A real practice
trusts the shipped list; a practice marked TEST trusts the test authority it was shown, and nothing else.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import accounts, audit, record
from app.domain.access import Actor, Permission, require
from app.domain.document import PracticeHeader
from app.domain.errors import NotFound, Refused
from app.domain.identity import BinNumber, Iin
from app.domain.signature import CertificateView, Check, SigningKey
from app.eds import authority, certificate, key_store, trust
from app.eds.trust import TrustList
from db.tables.account import SigningKeyTable
from db.tables.practice import PracticeTable, SettingTable

_TEST_AUTHORITIES = "eds.test-authorities"


@dataclass(frozen=True, slots=True)
class InspectedKey:
    """What opening a key showed, before it is added."""

    store_kind: str
    location: str
    certificate_der: bytes
    certificate: CertificateView


def inspect_key(store_kind: str, location: str, secret: str) -> InspectedKey:
    """Open a key once to read its certificate; needs no store, runs on the signing thread.

    Raises `Refused` as `app/eds/key_store.py` says.
    """
    with key_store.find(store_kind).open(location, secret) as opened:
        own = opened.certificate
    return InspectedKey(store_kind, location, own.der, certificate.view(own))


def check_key(session: Session, actor: Actor, inspected: InspectedKey) -> tuple[Check, ...]:
    """Every rule of signing with its result, for the screen (V2, V5, P1, A1 to A5)."""
    header, now = practice_header(session), record.of(session).clock.now()
    status = accounts.me(session, actor).status
    return authority.may_sign(inspected.certificate, actor, header, now, account_status=status)


def add_signing_key(session: Session, actor: Actor, inspected: InspectedKey) -> SigningKey:
    """Remember a key of the acting user; the same certificate at the same place is the same key.

    Raises `Refused("certificate-<reason>")` for a key that may not sign for this user and practice.
    """
    require(actor, Permission.SIGN)
    refusal = authority.refusal(check_key(session, actor, inspected))
    if refusal is not None:
        raise refusal
    for known in _living(session, actor):
        if (known.location, known.certificate) == (inspected.location, inspected.certificate_der):
            return _shown(known)
    row = SigningKeyTable(
        account_id=actor.account_id,
        store_kind=inspected.store_kind,
        location=inspected.location,
        certificate=inspected.certificate_der,
        serial_number=inspected.certificate.serial_number,
        not_after=inspected.certificate.not_after,
        added_at=record.of(session).clock.now(),
    )
    session.add(row)
    session.flush()
    audit.write(session, actor, "key.add", "signing-key", row.id, after=_as_json(row))
    return _shown(row)


def signing_keys(session: Session, actor: Actor) -> tuple[SigningKey, ...]:
    """The acting user's keys, the one that is valid longest first."""
    require(actor, Permission.SIGN)
    return tuple(_shown(row) for row in _living(session, actor))


def remove_signing_key(session: Session, actor: Actor, key_id: int) -> None:
    """Forget where a key lies. The file and everything it signed stay. Raises `NotFound`."""
    require(actor, Permission.SIGN)
    row = session.get(SigningKeyTable, key_id)
    if row is None or row.account_id != actor.account_id or row.removed_at is not None:
        raise NotFound("signing-key")
    row.removed_at = record.of(session).clock.now()
    audit.write(session, actor, "key.remove", "signing-key", key_id, before=_as_json(row))


def trust_test_authority(session: Session, actor: Actor, certificates: tuple[bytes, ...]) -> None:
    """Set the test authority (DER certificates) that a practice marked TEST trusts.

    Raises `Refused("test-only")` in a real practice, and what `trust.of_test` raises.
    """
    require(actor, Permission.SETTINGS)
    if not record.of(session).is_test:
        raise Refused("test-only")
    listed = trust.of_test(certificates)
    row = session.get(SettingTable, _TEST_AUTHORITIES) or SettingTable(name=_TEST_AUTHORITIES)
    row.value = [base64.b64encode(der).decode("ascii") for der in certificates]
    row.changed_at = record.of(session).clock.now()
    session.add(row)
    audit.write(
        session,
        actor,
        "trust.test-authority",
        "setting",
        _TEST_AUTHORITIES,
        after=[{"name": one.name, "sha256": one.sha256} for one in listed.authorities],
    )


def trusted(session: Session) -> TrustList:
    """The authorities this practice trusts: never both kinds."""
    if not record.of(session).is_test:
        return trust.production()
    return trust.of_test(test_authorities(session))


def test_authorities(session: Session) -> tuple[bytes, ...]:
    """DER certificates of the test authority; empty in a real practice. Exports carry them."""
    row = session.get(SettingTable, _TEST_AUTHORITIES)
    return tuple(base64.b64decode(one) for one in row.value) if row and record.of(session).is_test else ()


def practice_header(session: Session) -> PracticeHeader:
    """The practice as it stands at the head of a document today."""
    row = session.scalars(select(PracticeTable)).one()
    return PracticeHeader(
        name=row.name,
        iin=Iin(row.iin) if row.iin else None,
        bin_number=BinNumber(row.bin_number) if row.bin_number else None,
        address=row.address,
        phone=row.phone,
        licence=row.licence,
        is_test=row.is_test,
    )


def _living(session: Session, actor: Actor) -> list[SigningKeyTable]:
    mine = select(SigningKeyTable).where(
        SigningKeyTable.account_id == actor.account_id, SigningKeyTable.removed_at.is_(None)
    )
    return list(session.scalars(mine.order_by(SigningKeyTable.not_after.desc(), SigningKeyTable.id)))


def _shown(row: SigningKeyTable) -> SigningKey:
    own = certificate.view(certificate.read(row.certificate))
    return SigningKey(row.id, row.store_kind, row.location, own, row.added_at)


def _as_json(row: SigningKeyTable) -> dict[str, str]:
    return {"store_kind": row.store_kind, "serial_number": row.serial_number, "not_after": row.not_after.isoformat()}

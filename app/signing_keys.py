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
from app.domain.signature import CertificateView, Check, Result, SigningKey
from app.eds import authority, certificate, key_store, trust
from app.eds.key_store import ANY, UNWATCHED, Request, Watch
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


def inspect_key(
    store_kind: str, location: str, secret: str, request: Request = ANY, watch: Watch = UNWATCHED
) -> InspectedKey:
    """Open a key once to read its certificate; needs no store, runs on the signing thread.

    Raises `Refused` as `app/eds/key_store.py` says.
    """
    with key_store.find(store_kind).open(location, secret, request, watch) as opened:
        own = opened.certificate
    return InspectedKey(store_kind, location, own.der, certificate.view(own))


def check_key(session: Session, actor: Actor, inspected: InspectedKey) -> tuple[Check, ...]:
    """Every rule of signing with its result, for the screen (V2, V5, P1, A1 to A5, and R3 where it was asked)."""
    header, now = practice_header(session), record.of(session).clock.now()
    status = accounts.me(session, actor).status
    checks = authority.may_sign(inspected.certificate, actor, header, now, account_status=status)
    return (*checks, *_revocation(session, actor, inspected.certificate))


def add_signing_key(session: Session, actor: Actor, inspected: InspectedKey) -> SigningKey:
    """Remember a key of the acting user; the same certificate at the same place is the same key.

    Raises `Refused("certificate-<reason>")` for a key that may not sign for this user and practice.
    """
    require(actor, Permission.SIGN)
    refusal = authority.refusal(check_key(session, actor, inspected))
    if refusal is not None:
        raise refusal
    for known in rows(session, actor):
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


def replace_signing_key(session: Session, actor: Actor, key_id: int, inspected: InspectedKey) -> SigningKey:
    """A new certificate in the place of an old one of the same person; the old one stays, named as replaced.

    Only the owner does it: the key must be of the acting user's account, and both certificates of the user's IIN.
    Raises `NotFound("signing-key")`; `Refused`: `certificate-<reason>`, `key-same-certificate`, `key-replaced`.
    """
    require(actor, Permission.SIGN)
    old = _own(session, actor, key_id)
    if old.replaced_by_id is not None:
        raise Refused("key-replaced")
    if old.certificate == inspected.certificate_der:
        raise Refused("key-same-certificate")
    before = certificate.view(certificate.read(old.certificate))
    if before.iin is None or before.iin != inspected.certificate.iin:
        raise Refused("certificate-iin-differs", check="A1")
    added = add_signing_key(session, actor, inspected)
    old.replaced_by_id = added.key_id
    audit.write(session, actor, "key.replace", "signing-key", key_id, before=_as_json(old),
                after=_as_json(session.get_one(SigningKeyTable, added.key_id)))  # fmt: skip
    return added


def signing_keys(session: Session, actor: Actor) -> tuple[SigningKey, ...]:
    """The acting user's keys that are in use, the one that is valid longest first."""
    return tuple(one for one in all_keys(session, actor) if one.replaced_by is None)


def all_keys(session: Session, actor: Actor) -> tuple[SigningKey, ...]:
    """The replaced ones too."""
    require(actor, Permission.SIGN)
    return tuple(_shown(row) for row in rows(session, actor))


def certificates_of(session: Session, actor: Actor) -> tuple[bytes, ...]:
    """The certificates (DER) of the acting user's keys, each once."""
    return tuple(dict.fromkeys(row.certificate for row in rows(session, actor)))


def remove_signing_key(session: Session, actor: Actor, key_id: int) -> None:
    """Forget where a key lies. The file and everything it signed stay. Raises `NotFound`."""
    require(actor, Permission.SIGN)
    row = _own(session, actor, key_id)
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


def _revocation(session: Session, actor: Actor, view: CertificateView) -> tuple[Check, ...]:
    """What the authority answered last about this certificate (`app/key_revocation.py`)."""
    known = [
        row
        for row in rows(session, actor)
        if row.revocation and certificate.view(certificate.read(row.certificate)) == view
    ]
    if any(row.revocation == "revoked" for row in known):
        return (Check("R3", Result.FAIL, "revoked"),)
    return (Check("R3", Result.PASS),) if known else ()


def _own(session: Session, actor: Actor, key_id: int) -> SigningKeyTable:
    row = session.get(SigningKeyTable, key_id)
    if row is None or row.account_id != actor.account_id or row.removed_at is not None:
        raise NotFound("signing-key")
    return row


def rows(session: Session, actor: Actor) -> list[SigningKeyTable]:
    mine = select(SigningKeyTable).where(
        SigningKeyTable.account_id == actor.account_id, SigningKeyTable.removed_at.is_(None)
    )
    return list(session.scalars(mine.order_by(SigningKeyTable.not_after.desc(), SigningKeyTable.id)))


def _shown(row: SigningKeyTable) -> SigningKey:
    own = certificate.view(certificate.read(row.certificate))
    return SigningKey(
        row.id, row.store_kind, row.location, own, row.added_at, row.replaced_by_id, row.revocation, row.revocation_at
    )


def _as_json(row: SigningKeyTable) -> dict[str, str]:
    return {"store_kind": row.store_kind, "serial_number": row.serial_number, "not_after": row.not_after.isoformat()}

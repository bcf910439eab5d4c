"""Which of a person's keys is the right one now, and why the others are not (requirements 27.9, 27.11).

The cases of Kazakh certificates: a private practitioner signs with a key of an individual, and so may everybody; a
sole proprietor's certificate repeats the IIN as BIN; head, person with the right to sign and employee sign for the
organisation of their BIN, and for no other. Where the practice is an organisation, the key that names it comes first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app import accounts, key_places, record, signing_keys
from app.domain.access import Actor, Permission, require
from app.domain.document import PracticeHeader
from app.domain.errors import NotFound
from app.domain.signature import CertificateView, Check, Result, SigningKey
from app.eds import authority, trust
from app.eds.key_store import Availability, Purpose, Request

WARNINGS = (3, 14, 30)  # days before the end of a certificate's term
REVOKED, REPLACED = "revoked", "replaced"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One key: the codes of what speaks against it, and when its owner should get a new one."""

    key: SigningKey
    reasons: tuple[str, ...]  # of the checks, revoked, replaced, store-<problem>; empty: it fits
    warning: int  # 30, 14 or 3: so many days or fewer are left; 0: more, or over

    @property
    def fits(self) -> bool:
        return not self.reasons


@dataclass(frozen=True, slots=True)
class Proposal:
    """`first` is the one to sign with; None where none fits."""

    first: Candidate | None
    others: tuple[Candidate, ...]  # fitting ones first


def proposal(
    session: Session,
    actor: Actor,
    purpose: Purpose = Purpose.SIGN,
    stores: Mapping[str, Availability] | None = None,
) -> Proposal:
    """Every key of the acting user, the right one first. `stores`: what `key_places.look` found, where it was asked."""
    require(actor, Permission.SIGN)
    header, now = signing_keys.practice_header(session), record.of(session).clock.now()
    status = accounts.me(session, actor).status
    judged = []
    for key in signing_keys.all_keys(session, actor):
        failed = _failed(key, actor, header, now, purpose, status)
        store = (stores or {}).get(key.store_kind)
        absent = (f"store-{store.problem}",) if store is not None and not store.ready else ()
        judged.append(Candidate(key, (*failed, *absent), warning_of(key.certificate, now)))
    ordered = sorted(judged, key=lambda one: _rank(one, header))
    first = ordered[0] if ordered and ordered[0].fits else None
    return Proposal(first, tuple(ordered[1:] if first else ordered))


def request(
    session: Session, actor: Actor, key_id: int | None = None, purpose: Purpose | None = Purpose.SIGN
) -> Request:
    """What to ask a store for: the acting user's IIN, the practice's BIN, and exactly the known key where one is named.

    Raises `NotFound("signing-key")`.
    """
    header = signing_keys.practice_header(session)
    own = b""
    if key_id is not None:
        found = next((one for one in signing_keys.rows(session, actor) if one.id == key_id), None)
        if found is None:
            raise NotFound("signing-key")
        own = found.certificate
    return Request(
        iin=str(actor.iin or ""),
        bin_number=str(header.bin_number or ""),
        purpose=purpose,
        certificate=own,
        means=key_places.means(session, actor),
    )


def introduction(session: Session, actor: Actor) -> Request:
    """For a key that is still unknown: of this person, for any purpose, so that what is wrong can be said after."""
    return replace(request(session, actor, purpose=None), bin_number="")


def warning_of(view: CertificateView, now: datetime) -> int:
    """The nearest of 3, 14 and 30 days that a term has come down to."""
    left = view.not_after - now
    if left < timedelta(0):
        return 0
    return next((days for days in WARNINGS if left <= timedelta(days=days)), 0)


def _failed(
    key: SigningKey, actor: Actor, header: PracticeHeader, now: datetime, purpose: Purpose, status: str
) -> tuple[str, ...]:
    if purpose is Purpose.SIGN:
        checks = authority.may_sign(key.certificate, actor, header, now, account_status=status)
    else:
        checks = _may_log_in(key.certificate, actor, header, now)
    codes = [check.reason for check in checks if check.result is Result.FAIL]
    if key.revocation == REVOKED:
        codes.append(REVOKED)
    if key.replaced_by is not None:
        codes.append(REPLACED)
    return tuple(codes)


def _may_log_in(view: CertificateView, actor: Actor, header: PracticeHeader, now: datetime) -> tuple[Check, ...]:
    """V2, V5, A1 as for signing, P2 in the place of P1."""
    of_signing = authority.may_sign(view, actor, header, now)
    can = Purpose.AUTHENTICATE in view.purposes
    return (
        *(check for check in of_signing if check.code in {"V2", "V5", "A1"}),
        Check("P2", Result.PASS) if can else Check("P2", Result.FAIL, "not-for-login"),
        trust.in_environment(view.is_test, header.is_test),
    )


def _rank(one: Candidate, header: PracticeHeader) -> tuple[bool, int, bool, float]:
    """Fitting, few reasons, of this organisation, valid longest."""
    view = one.key.certificate
    is_own = header.bin_number is not None and view.bin_number == header.bin_number
    return (not one.fits, len(one.reasons), not is_own, -view.not_after.timestamp())

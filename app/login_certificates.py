"""Certificates as a second factor: who may use which, and whether one proves its user now (§27.4, R27.4-a).

A certificate gets in for the account whose IIN it carries. The first login binds it; a practice may demand that it was
bound before, and one that was taken away gets nobody in. What was last proven of its revocation is kept with it, for
the days on which no responder can be asked: then the practice's rule decides, and the screen says so.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import audit, key_places, record, revocation_service
from app.domain.access import Actor
from app.domain.attempt import LOGIN_CERTIFICATE
from app.domain.errors import NotFound, Refused
from app.domain.identity import Iin
from app.domain.signature import CertificateView, Check, Result
from app.eds import certificate, challenge, evidence, key_store
from app.eds.certificate import Certificate
from app.eds.key_store import Means, Purpose, Request, Secret, Watch
from app.eds.revocation import EvidenceSource, RevocationUnavailable, Status
from app.eds.trust import TrustList
from app.eds.verification import chain
from app.login_rules import LoginRules, rules
from app.signing_keys import certificates_of, trusted
from db.tables.account import AccountTable, LoginCertificateTable

_FILE = "pkcs12"


@dataclass(frozen=True, slots=True)
class LoginKey:
    """Which key is to prove the user, and what was typed to open it."""

    store_kind: str
    location: str = ""
    secret: str = field(default="", repr=False)
    means: Means = field(default_factory=Means)


@dataclass(frozen=True, slots=True)
class Proof:
    """The signed challenge."""

    challenge: challenge.Challenge
    container: bytes
    announced: Certificate  # by the key's place; the container decides


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the record knows about who wants to get in, read before anybody outside is asked."""

    trusted: TrustList
    rules: LoginRules
    iin: Iin | None
    source: EvidenceSource | None  # who can be asked about revocation
    means: Means  # where the practice's key stores are


@dataclass(frozen=True, slots=True)
class BoundCertificate:
    """A certificate that may log in, as the settings show it."""

    certificate_id: int
    certificate: CertificateView
    bound_at: datetime
    last_used_at: datetime | None
    revocation: str
    revocation_at: datetime | None


def grounds(session: Session, row: AccountTable | None) -> Grounds:
    iin = Iin(row.iin) if row is not None and row.iin else None
    means = key_places.means_for(session, row.id if row is not None else None)
    return Grounds(trusted(session), rules(session), iin, revocation_service.source(session), means)


def signs_first(key: LoginKey) -> bool:
    """A key file signs before the password is tried, so that its certificate is known whatever fails then (R22.9-a).

    Where NCALayer and tokens are is known only when the store is open, and a token counts each wrong PIN.
    """
    return key.store_kind == _FILE


def sign_challenge(asked: challenge.Challenge, key: LoginKey, watch: Watch) -> Proof:
    """Have the challenge signed. On a token a key is taken that may log in; a file holds one, and in NCALayer's window
    the person chooses: those are judged afterwards, and kept with their certificate where they may not.
    """
    store = key_store.find(key.store_kind)
    purpose = Purpose.AUTHENTICATE if store.asks_for is Secret.PIN else None
    request = Request(purpose=purpose, means=key.means)
    with store.open(_location(store, key), key.secret, request, watch) as opened:
        (container,) = opened.sign([asked.content], asked.issued_at, watch=watch)
        return Proof(asked, container, opened.certificate)


def _location(store: key_store.KeyStore, key: LoginKey) -> str:
    """The token that is connected, where none was named."""
    if key.location or store.asks_for is not Secret.PIN:
        return key.location
    there = store.available(key.means)
    if not there.places:
        raise Refused("key-store-unavailable", problem=there.problem or "no-token")
    return there.places[0].location


def judge(proof: Proof, known: Grounds, answered: Check, now: datetime) -> challenge.Examined:
    """Every check that needs nobody outside. `answered` is N1, of the register of challenges."""
    if not known.rules.certificates:
        return challenge.Examined(proof.announced, (Check("A6", Result.FAIL, "not-allowed"),))
    content = proof.challenge.content
    found = challenge.examine(content, proof.container, trusted=known.trusted, now=now, iin=known.iin)
    return replace(found, checks=(answered, *found.checks))


def revocation_of(found: challenge.Examined, known: Grounds, now: datetime) -> Check:
    """R3 by what is heard outside, R1 NOT_CHECKED where nothing is; nobody is asked about a key that is refused."""
    own = found.certificate
    if own is None or found.failure is not None or known.source is None:
        return challenge.revocation((), now)
    issuer = chain.path(own, known.trusted, chain.FOR_SIGNING)[0]  # V1 passed
    try:
        heard = known.source.evidence(own, issuer)
    except RevocationUnavailable:
        return challenge.revocation((), now)
    return challenge.revocation(evidence.findings(heard, own, issuer), now)


def learn(session: Session, row: AccountTable | None, found: challenge.Examined, state: Check) -> None:
    """Keep what was just proven of a certificate's revocation, in a transaction of its own: a refusal follows it."""
    own = found.certificate
    if row is None or own is None or found.failure is not None or state.result is Result.NOT_CHECKED:
        return
    now = record.of(session).clock.now()
    bound = _row_of(session, row.id, own)
    if bound is None and state.result is Result.FAIL:
        bound = _bind(session, row.id, own, now)
        bound.removed_at = now
    if bound is not None:
        bound.revocation = Status.GOOD.value if state.result is Result.PASS else state.reason
        bound.revocation_at = now


def admit(
    session: Session, row: AccountTable, found: challenge.Examined, state: Check, known: Grounds
) -> tuple[Check, ...]:
    """The last checks, on revocation (`state`) and binding, and the row that remembers them.

    Returns what is to be warned of. Raises `Refused("login-certificate-<reason>")` with `check`.
    """
    refuse(found.failure)
    refuse(state)
    own = found.certificate
    assert own is not None  # C2 passed
    now = record.of(session).clock.now()
    bound = _row_of(session, row.id, own)
    unknown = state.result is Result.NOT_CHECKED
    if bound is not None and unknown and bound.revocation not in {"", Status.GOOD.value}:
        refuse(Check("R3", Result.FAIL, bound.revocation))
    if (bound is not None and bound.removed_at is not None) or (bound is None and known.rules.bound_only):
        refuse(Check("A6", Result.FAIL, "not-bound"))
    if unknown and known.rules.revocation_must_be_known:
        refuse(Check(state.code, Result.FAIL, state.reason))
    bound = bound or _bind(session, row.id, own, now)
    bound.last_used_at = now
    if state.result is Result.PASS:
        bound.revocation, bound.revocation_at = Status.GOOD.value, now
    return (state,) if unknown else ()


def refuse(check: Check | None) -> None:
    """Raises where the check failed."""
    if check is not None and check.result is Result.FAIL:
        raise Refused(f"{LOGIN_CERTIFICATE}{check.reason}", check=check.code)


def bound_certificates(session: Session, actor: Actor) -> tuple[BoundCertificate, ...]:
    """The acting user's own, the one used last first."""
    return tuple(_shown(one) for one in _living(session, actor.account_id))


def bind_certificate(session: Session, actor: Actor, der: bytes) -> BoundCertificate:
    """Let one more certificate of the acting user log in; also one that was taken away before.

    Raises `Refused("login-certificate-<reason>")` for one that could not log in today.
    """
    own = certificate.read(der)
    account = session.get(AccountTable, actor.account_id)
    if account is None:
        raise NotFound("account")
    now = record.of(session).clock.now()
    for check in (*challenge.trusted_for_login(own, trusted(session), now), challenge.person(own, actor.iin)):
        refuse(check)
    row = _row_of(session, account.id, own) or _bind(session, account.id, own, now)
    row.removed_at = None
    session.flush()
    audit.write(
        session, actor, "login.bind", "account", account.id,
        after={"certificate": own.serial_hex, "not_after": own.not_after.isoformat()},
    )  # fmt: skip
    return _shown(row)


def bind_signing_keys(session: Session, actor: Actor) -> tuple[BoundCertificate, ...]:
    """Let those of the acting user's signing keys log in that can: a GOST key does both.

    Raises the refusal of the first where none can, `NotFound("signing-key")` where there is none.
    """
    first: Refused | None = None
    made = []
    for der in certificates_of(session, actor):
        try:
            made.append(bind_certificate(session, actor, der))
        except Refused as refusal:
            first = first or refusal
    if not made:
        raise first or NotFound("signing-key")
    return tuple(made)


def unbind_certificate(session: Session, actor: Actor, certificate_id: int) -> None:
    """Take a certificate away: it gets nobody in any more. Raises `NotFound`, `Refused("login-last-factor")`."""
    row = session.get(LoginCertificateTable, certificate_id)
    if row is None or row.account_id != actor.account_id or row.removed_at is not None:
        raise NotFound("login-certificate")
    if not rules(session).codes and len(_living(session, actor.account_id)) == 1:
        raise Refused("login-last-factor")
    row.removed_at = record.of(session).clock.now()
    before = {"certificate": certificate.read(row.certificate).serial_hex}
    audit.write(session, actor, "login.unbind", "account", actor.account_id, before=before)


def _bind(session: Session, account_id: int, own: Certificate, now: datetime) -> LoginCertificateTable:
    row = LoginCertificateTable(account_id=account_id, certificate=own.der, fingerprint=own.sha256, bound_at=now)
    session.add(row)
    return row


def _row_of(session: Session, account_id: int, own: Certificate) -> LoginCertificateTable | None:
    wanted = select(LoginCertificateTable).where(
        LoginCertificateTable.account_id == account_id, LoginCertificateTable.fingerprint == own.sha256
    )
    return session.scalars(wanted).first()


def _living(session: Session, account_id: int | None) -> list[LoginCertificateTable]:
    mine = select(LoginCertificateTable).where(
        LoginCertificateTable.account_id == account_id, LoginCertificateTable.removed_at.is_(None)
    )
    newest = LoginCertificateTable.last_used_at.desc(), LoginCertificateTable.id.desc()
    return list(session.scalars(mine.order_by(*newest)))


def _shown(row: LoginCertificateTable) -> BoundCertificate:
    own = certificate.view(certificate.read(row.certificate))
    return BoundCertificate(row.id, own, row.bound_at, row.last_used_at, row.revocation, row.revocation_at)

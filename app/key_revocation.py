"""Whether a person's own signing keys were revoked: asked when the practice is opened and some times a day (27.11).

What the authority answered last is kept with the key, so that the screen, the choice of a key and the next signing know
it without a network. An answer that could not be had changes nothing: it is no proof of anything. A key that was
revoked stays so.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import audit, record, revocation_service
from app.domain.access import program
from app.domain.errors import Damaged, Unreadable
from app.domain.signature import Result
from app.eds import certificate, challenge, evidence
from app.eds.certificate import Certificate
from app.eds.crl_index import ListFolder
from app.eds.revocation import EvidenceSource, Finding, RevocationUnavailable
from app.eds.trust import Authority, TrustList
from app.key_choice import REVOKED
from app.periodic import Periodic
from app.record import Sessions
from app.signing_keys import trusted
from db.tables.account import SigningKeyTable

PROGRAM = "revocation"
_PERIOD_SECONDS = 6 * 60 * 60.0
_FIRST_AFTER_SECONDS = 5.0
_MOST = 200


@dataclass(frozen=True, slots=True)
class _Question:
    key_id: int
    certificate: Certificate


def ask_about_keys(store: Sessions, source: EvidenceSource | None = None, lists: ListFolder | None = None) -> int:
    """Ask about every key in use, each answer in a transaction of its own; how many answers came.

    `source`: who is asked; where not given, whom the practice's settings name, and nobody where they name none.
    `lists`: what is kept of the authorities' lists, looked into where nobody answers.
    """
    with store.reading() as session:
        source = source or revocation_service.source(session)
        trust_list = trusted(session)
        questions = _questions(session) if source is not None else []
    answered = 0
    for question in questions:
        assert source is not None
        state = _asked(question.certificate, source, lists, trust_list, store)
        if state:
            answered += 1
            with store.writing() as session:
                _keep(session, question.key_id, state)
    return answered


class KeyWorker(Periodic):
    """Asks at the opening of the practice and every six hours."""

    def __init__(self, store: Sessions, lists: ListFolder | None = None) -> None:
        def ask() -> None:
            ask_about_keys(store, lists=lists)

        super().__init__("keys", ask, _PERIOD_SECONDS, first_after=_FIRST_AFTER_SECONDS)


def _questions(session: Session) -> list[_Question]:
    """Keys in use whose term is not over; a revoked one is not asked about again."""
    now = record.of(session).clock.now()
    in_use = select(SigningKeyTable).where(
        SigningKeyTable.removed_at.is_(None),
        SigningKeyTable.replaced_by_id.is_(None),
        SigningKeyTable.not_after > now,
        SigningKeyTable.revocation != REVOKED,
    )
    found = []
    for row in session.scalars(in_use.order_by(SigningKeyTable.id).limit(_MOST)):
        try:
            found.append(_Question(row.id, certificate.read(row.certificate)))
        except Unreadable:
            continue
    return found


def _asked(
    own: Certificate, source: EvidenceSource, lists: ListFolder | None, trust_list: TrustList, store: Sessions
) -> str:
    """`good` or `revoked` as proven now; empty where nobody answered, or not for certain."""
    path = trust_list.path(own)
    if not path:
        return ""
    try:
        found = evidence.findings(source.evidence(own, path[0]), own, path[0])
    except RevocationUnavailable as problem:
        if problem.code == "revocation-garbage":  # an answer that is wrong is not passed over
            return ""
        found = _listed(lists, own, path[0])
    with store.reading() as session:
        now = record.of(session).clock.now()
    state = challenge.revocation(found, now)
    return {Result.PASS: "good", Result.FAIL: REVOKED}.get(state.result, "")


def _listed(lists: ListFolder | None, own: Certificate, issuer: Authority) -> tuple[Finding, ...]:
    try:
        found = lists.finding(own, issuer) if lists is not None else None
    except Damaged:
        return ()
    return (found,) if found is not None else ()


def mark_revoked(session: Session, account_id: int, serial_number: str) -> None:
    """The same as an answer here, where the evidence on a signature said it (`app/completion.py`)."""
    theirs = select(SigningKeyTable.id).where(
        SigningKeyTable.account_id == account_id, SigningKeyTable.serial_number == serial_number
    )
    for key_id in session.scalars(theirs).all():
        _keep(session, key_id, REVOKED)


def _keep(session: Session, key_id: int, state: str) -> None:
    row = session.get_one(SigningKeyTable, key_id)
    before, row.revocation, row.revocation_at = row.revocation, state, record.of(session).clock.now()
    if before != state:
        audit.write(
            session, program(PROGRAM), "key.revocation", "signing-key", key_id,
            before={"revocation": before}, after={"revocation": state},
        )  # fmt: skip

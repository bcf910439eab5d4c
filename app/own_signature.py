"""Signing with an opened key, and judging the result before anything believes it (requirements R27.9-a, R27.11-a).

Whatever made a container (a file key, NCALayer, a token, a program elsewhere), it is read back and verified by the
same rules as a foreign one: wrong bytes, another person's certificate or a broken signature never reach the record.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.access import Actor
from app.domain.document import PracticeHeader
from app.domain.errors import Refused
from app.domain.identity import Iin
from app.domain.signature import CertificateView, Check, Level, Result, SignedBytes
from app.eds import authority, certificate, challenge, verify
from app.eds.key_store import UNWATCHED, OpenedKey, Watch
from app.eds.trust import TrustList
from app.eds.verification import chain
from app.key_choice import REVOKED
from db.tables.account import AccountTable, SigningKeyTable


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of the account (a blocked one signs nothing, A5), and its certificates that are known to be revoked."""

    status: str = authority.ACTIVE
    revoked: frozenset[str] = frozenset()  # serial numbers


NOTHING_KNOWN = Standing()


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs, for which practice, by whose authorities, at which moment of our clock."""

    actor: Actor
    practice: PracticeHeader
    trusted: TrustList
    moment: datetime
    store_kind: str = ""
    standing: Standing = NOTHING_KNOWN
    signed_before: frozenset[Iin] = frozenset()  # who signed the same document already

    def checks(self, view: CertificateView) -> tuple[Check, ...]:
        """Every rule of authority for this person with this certificate (V2, V5, P1, A1 to A5, R3 as it is known)."""
        revoked = view.serial_number in self.standing.revoked
        return (
            *authority.may_sign(
                view, self.actor, self.practice, self.moment,
                account_status=self.standing.status, signed_before=self.signed_before,
            ),
            *((Check("R3", Result.FAIL, "revoked"),) if revoked else ()),
        )  # fmt: skip


def standing_of(session: Session, actor: Actor) -> Standing:
    """What the record knows of whoever is about to sign."""
    row = session.get(AccountTable, actor.account_id)
    known = select(SigningKeyTable.serial_number).where(
        SigningKeyTable.account_id == actor.account_id, SigningKeyTable.revocation == REVOKED
    )
    return Standing(row.status if row is not None else "unknown", frozenset(session.scalars(known)))


def sign(contents: Sequence[bytes], opened: OpenedKey, signer: Signer, watch: Watch = UNWATCHED) -> list[SignedBytes]:
    """A verified detached container for each content, in order, with one opening of the key.

    Raises `Refused("certificate-<reason>")` before anything is signed, `Refused("signature-refused")` with `check` and
    `reason` where a result does not hold.
    """
    own = opened.certificate
    checks = (
        *signer.checks(certificate.view(own)),
        *chain.checks(own, signer.trusted, signer.moment),
    )
    refusal = authority.refusal(checks)
    if refusal is not None:
        raise refusal
    containers = opened.sign(contents, signer.moment, watch=watch)
    return [judged(container, content, signer) for container, content in zip(containers, contents, strict=True)]


def judged(container: bytes, content: bytes, signer: Signer) -> SignedBytes:
    """A container is judged by its own certificate: the one that was announced may be another."""
    expected = verify.Expected(iin=signer.actor.iin, bin_number=signer.practice.bin_number)
    signed = _checked(container, content, signer.trusted, signer.moment, expected, signer.store_kind)
    refusal = authority.refusal(signer.checks(signed.certificate))
    if refusal is not None:
        raise refusal
    return signed


def sign_bytes(
    content: bytes, opened: OpenedKey, *, trusted_authorities: TrustList, moment: datetime, iin: Iin | None = None
) -> SignedBytes:
    """Sign any bytes outside the record (`sign` of the command line), with the same checks of the result.

    Raises `Refused("content-is-challenge")` for bytes that are signed to log in, and for nothing else.
    """
    if challenge.is_challenge(content):
        raise Refused("content-is-challenge")
    refusal = authority.refusal(
        (
            *chain.checks(opened.certificate, trusted_authorities, moment),
            authority.purpose(certificate.view(opened.certificate)),
        )
    )
    if refusal is not None:
        raise refusal
    (container,) = opened.sign([content], moment)
    return _checked(container, content, trusted_authorities, moment, verify.Expected(iin=iin))


def check_shown(content: bytes, *known: str) -> None:
    """The counter-check: what is about to be signed is, byte for byte, what was shown.

    `known` are SHA-256 values in hex: of the rendering, of the screen; empty ones say nothing. Raises
    `Refused("shown-differs")`.
    """
    found = hashlib.sha256(content).hexdigest()
    if any(one and one != found for one in known):
        raise Refused("shown-differs")


def _checked(
    container: bytes,
    content: bytes,
    authorities: TrustList,
    moment: datetime,
    expected: verify.Expected,
    store_kind: str = "",
) -> SignedBytes:
    report = verify.verify(container, content, trusted=authorities, now=moment, expected=expected)
    failed = next((check for check in report.checks if check.result is Result.FAIL), None)
    if failed is not None or report.signer is None:
        named = {"check": failed.code, "reason": failed.reason} if failed else {}
        raise Refused("signature-refused", **named)
    return SignedBytes(
        container,
        report.verified_level or Level.B,
        report.signing_time or moment,
        report.signer,
        report,
        store_kind,
    )

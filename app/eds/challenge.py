"""Login by certificate: a challenge is signed, and the signature and its certificate are judged (§27.4, R27.4-a).

The challenge is canonical JSON: what it is, 32 random bytes, whose practice and which user, the purpose, the time. The
purpose stands inside the signed bytes and every challenge begins with the same mark, so that none can be passed off
as a document, nor a document as a challenge. It is good once and for two minutes; the register of those that were
issued is in memory only, so what was signed for an earlier run of the program is worth nothing.

The checks are those of the rules for checking the authenticity of an EDS: container and integrity, V1 to V5, P2,
R1 and R3, A1; N1 is the challenge itself. Nothing here reads a clock or a network.
"""

from __future__ import annotations

import json
import secrets
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.errors import Unreadable
from app.domain.identity import Iin
from app.domain.signature import Check, Result
from app.eds import certificate, cms, integrity
from app.eds.certificate import Certificate
from app.eds.revocation import Finding, Status
from app.eds.trust import TrustList
from app.eds.verification import chain

TERM = timedelta(minutes=2)
LOGIN = "login"
_FORMAT = "shipager-challenge-1"
_MOST_OPEN = 64  # challenges that wait for their answer; older ones go first
_NOTHING_LASTS = timedelta(days=7)  # evidence older than this says nothing about today


@dataclass(frozen=True, slots=True)
class Challenge:
    """What a key is asked to sign. `content` are the exact bytes."""

    nonce: bytes
    server: str
    login: str
    purpose: str
    issued_at: datetime

    @property
    def content(self) -> bytes:
        return json.dumps(
            {
                "a_challenge_not_a_document": _FORMAT,
                "login": self.login,
                "nonce": self.nonce.hex(),
                "purpose": self.purpose,
                "server": self.server,
                "time": self.issued_at.isoformat(),
            },
            ensure_ascii=False,
            sort_keys=True,
            separators=(",", ":"),
        ).encode()


def is_challenge(content: bytes) -> bool:
    """Whether bytes are a challenge of ours: no document may be."""
    return content.startswith(integrity.CHALLENGE_MARK)  # its name sorts before every other


class Challenges:
    """Those that were issued and not answered yet. One for the whole program; safe from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: dict[bytes, Challenge] = {}

    def issue(self, server: str, login: str, now: datetime, purpose: str = LOGIN) -> Challenge:
        made = Challenge(secrets.token_bytes(32), server, login, purpose, now)
        with self._lock:
            self._open = {nonce: one for nonce, one in self._open.items() if now - one.issued_at <= TERM}
            while len(self._open) >= _MOST_OPEN:
                del self._open[next(iter(self._open))]
            self._open[made.nonce] = made
        return made

    def answer(self, challenge: Challenge, login: str, now: datetime, purpose: str = LOGIN) -> Check:
        """N1: issued by us for this user and purpose, not answered before, not older than two minutes."""
        with self._lock:
            known = self._open.pop(challenge.nonce, None)
        if known is None:
            return Check("N1", Result.FAIL, "challenge-unknown")
        if known != challenge or (known.login, known.purpose) != (login, purpose):
            return Check("N1", Result.FAIL, "challenge-differs")
        if not timedelta() <= now - known.issued_at <= TERM:
            return Check("N1", Result.FAIL, "challenge-late")
        return Check("N1", Result.PASS)


@dataclass(frozen=True, slots=True)
class Examined:
    """The certificate that signed, where exactly one was found, and the checks in their order."""

    certificate: Certificate | None
    checks: tuple[Check, ...]

    @property
    def failure(self) -> Check | None:
        return next((check for check in self.checks if check.result is Result.FAIL), None)


def examine(content: bytes, container_der: bytes, *, trusted: TrustList, now: datetime, iin: Iin | None) -> Examined:
    """Everything but the challenge's own life (`Challenges.answer`) and revocation (`revocation`).

    Checks C1 to C4, I1 to I5, V1 to V5, P2, A1. `iin` is the account's.
    """
    try:
        container = cms.read(container_der)
    except Unreadable:
        return Examined(None, (Check("C1", Result.FAIL, "unreadable"),))
    if len(container.signers) != 1:
        return Examined(None, (Check("C1", Result.FAIL, "several-signers" if container.signers else "no-signer"),))
    if container.content is not None and container.content != content:
        return Examined(None, (Check("C1", Result.PASS), Check("C3", Result.FAIL, "challenge-differs")))
    examined = integrity.examine(container, container.signers[0], content)
    own = examined.certificate
    checks = [Check("C1", Result.PASS), *examined.checks]
    if own is None:
        return Examined(None, tuple(checks))
    checks += [*trusted_for_login(own, trusted, now), person(own, iin)]
    return Examined(own, tuple(checks))


def trusted_for_login(own: Certificate, trusted: TrustList, now: datetime) -> tuple[Check, ...]:
    """V1 to V5 and P2: whether this certificate can log anybody in at all."""
    return (*chain.checks(own, trusted, now), for_login(own))


def for_login(own: Certificate) -> Check:
    """P2: digitalSignature with clientAuth, or a GOST 2015 key with digitalSignature: none of those has clientAuth."""
    allowed = "authenticate" in certificate.view(own).purposes
    return Check("P2", Result.PASS) if allowed else Check("P2", Result.FAIL, "not-for-login")


def person(own: Certificate, iin: Iin | None) -> Check:
    """A1: the certificate's IIN is the account's."""
    if iin is None:
        return Check("A1", Result.FAIL, "account-without-iin")
    named = certificate.view(own).iin
    if named is None:
        return Check("A1", Result.FAIL, "without-iin")
    return Check("A1", Result.PASS) if named == iin else Check("A1", Result.FAIL, "iin-differs")


def revocation(findings: Iterable[Finding], now: datetime) -> Check:
    """R3 for today: revoked as soon as any authentic evidence says so; good by evidence that still holds.

    R1 `revocation-unavailable` as NOT_CHECKED where no evidence speaks about now: the practice's rule decides.
    """
    authentic = [one for one in findings if one.authentic]
    gone = next((one for one in authentic if one.status in {Status.REVOKED, Status.NOT_ISSUED}), None)
    if gone is not None:
        return Check("R3", Result.FAIL, gone.status.value)
    if any(one.status is Status.GOOD and _holds(one, now) for one in authentic):
        return Check("R3", Result.PASS)
    return Check("R1", Result.NOT_CHECKED, "revocation-unavailable")


def _holds(one: Finding, now: datetime) -> bool:
    begun = one.this_update is not None and one.this_update <= now + TERM
    until = one.next_update or (one.this_update + _NOTHING_LASTS if one.this_update else None)
    return begun and until is not None and now <= until

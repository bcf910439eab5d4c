"""What the rows of the checklist look at: one signer of one container, and who asks under which policy.

Everything costly (certificates, time stamps, the path) is worked out once, when the first row asks for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from asn1crypto import cms as cms_types

from app.domain.errors import Unreadable
from app.domain.identity import BinNumber, Iin
from app.domain.signature import CertificateView, Check, Result
from app.eds import asn1, certificate, cms, integrity, tsp
from app.eds.certificate import Certificate
from app.eds.cms import Container, Signer
from app.eds.trust import Authority, TrustList
from app.eds.verification import chain, rules
from app.eds.verification.pool import Pool
from app.eds.verification.rules import Rules

if TYPE_CHECKING:
    from app.eds.verification.archive import ArchiveStamp


@dataclass(frozen=True, slots=True)
class Policy:
    """What is asked for beside the rules in force. Without evidence on revocation nothing is called genuine."""

    time_stamp_required: bool = False  # also where the rules leave it open
    revocation_required: bool = True
    purpose: str = rules.SIGN  # P1, or P2 for an answer to a login challenge
    rules: Rules = field(default_factory=rules.in_force)


@dataclass(frozen=True, slots=True)
class Expected:
    """Who must have signed what; None or empty where it does not matter."""

    iin: Iin | None = None
    bin_number: BinNumber | None = None
    kind: str = ""  # of document, by `document_kinds` of the rules
    may_sign: bool | None = None  # whether the account has the right (A4); None: not asked
    account_status: str = ""  # of the account (A5); empty: not asked
    signed_before: frozenset[Iin] = frozenset()  # who signed the document already, for kinds that need two persons
    recorded_sha256: str = ""  # of the container, as the record wrote it down (L2)


@dataclass(frozen=True)
class Stamp:
    """One time stamp: what the token proves, and the certificate behind it."""

    token: bytes
    container: Container | None
    report: tsp.TokenReport
    above: tuple[Authority, ...]
    chain: Check  # T4
    revocation: Check | None  # T5; None where there is no evidence

    @property
    def time(self) -> datetime | None:
        return self.report.time

    @property
    def checks(self) -> tuple[Check, ...]:
        """T2 to T5."""
        own = tuple(check for check in self.report.checks if check.code != "T4")
        return (*own, self.chain, *((self.revocation,) if self.revocation else ()))

    @property
    def good(self) -> bool:
        return self.time is not None and all(check.result is not Result.FAIL for check in self.checks)


@dataclass(frozen=True)
class Case:
    """One signer of one container."""

    container: Container
    signer: Signer
    content: bytes | None  # as handed in; None: the container's own
    certificates: tuple[Certificate, ...]  # every one that the container holds and that can be read
    trust: TrustList
    rules: Rules
    policy: Policy
    expected: Expected
    now: datetime
    pool: Pool
    why_no_evidence: str  # "offline", or why nobody answered
    is_alone: bool = True  # the only signer
    given: tuple[Check, ...] = ()  # what the form around the signature says of it: a PDF, an archive, XMLDSig
    is_cms: bool = True  # XMLDSig has its own C and I rows, and no level

    @cached_property
    def signed(self) -> bytes | None:
        """The bytes that were signed: those in the container, else those handed in."""
        return self.content if self.container.content is None else self.container.content

    @cached_property
    def found(self) -> tuple[Certificate, ...]:
        """Certificates of the container that the signer names: exactly one in a good one (C2)."""
        return integrity.named(self.certificates, self.signer)

    @property
    def has_signer(self) -> bool:
        """Whether the rows about the certificate can be asked."""
        return len(self.found) == 1

    @cached_property
    def own(self) -> Certificate:
        """The signer's certificate; asked only where C2 passed."""
        (one,) = self.found
        return one

    @cached_property
    def view(self) -> CertificateView:
        return certificate.view(self.own)

    @cached_property
    def held(self) -> Mapping[str, Certificate]:
        """Certificates at hand by fingerprint: where a pinned authority is among them, it can be looked at."""
        return {one.sha256: one for one in self.certificates}

    @cached_property
    def above(self) -> tuple[Authority, ...]:
        return chain.path(self.own, self.trust, chain.FOR_SIGNING)

    @cached_property
    def stamps(self) -> tuple[Stamp, ...]:
        """Over the signature (EN 319 122-1 5.3), in their order in the container."""
        from app.eds.verification import times

        tokens = self.signer.unsigned(cms.SIGNATURE_TIME_STAMP)
        return tuple(times.stamp(self, token, self.signer.signature) for token in tokens)

    @cached_property
    def archive_stamps(self) -> tuple[ArchiveStamp, ...]:
        from app.eds.verification import archive

        return archive.stamps(self)

    @cached_property
    def in_play(self) -> tuple[tuple[Certificate, Authority], ...]:
        """Every certificate that evidence may concern, with its issuer: signer, stamps, the authorities above."""
        pairs = chain.pairs(self.own, self.above, self.held)
        for one in (*self.stamps, *(archived.stamp for archived in self.archive_stamps)):
            if one is not None and one.report.certificate is not None:
                pairs += chain.pairs(one.report.certificate, one.above, self.held)
        return pairs

    @cached_property
    def stamped_at(self) -> datetime | None:
        """The earliest proven time."""
        return min((stamp.time for stamp in self.stamps if stamp.good and stamp.time is not None), default=None)

    @property
    def moment(self) -> datetime:
        """The reference time of T6: proven, else now."""
        return self.stamped_at or self.now

    @cached_property
    def signing_time(self) -> datetime | None:
        """What the signer claims; nothing is decided by it alone."""
        values = self.signer.signed(cms.SIGNING_TIME)
        if len(values) != 1:
            return None
        try:
            with asn1.reading("container"):
                return asn1.aware(cms_types.Time.load(values[0], strict=True).chosen)
        except Unreadable:
            return None

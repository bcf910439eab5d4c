"""Who signed a document, as the signatures panel, the take-away and the command line read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain.signature import Check, Level, SignatureState


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """One signature of one person over a document, or over a part that the document covers."""

    signature_id: int
    account_id: int
    signer_name: str
    signer_iin: str
    bin_number: str
    role: str
    store_kind: str
    certificate_serial: str
    certificate_issuer: str
    algorithm: str
    state: SignatureState
    level: Level
    claimed_level: str  # these three by the newest report; empty where none was made
    verified_level: str
    verdict: str
    signing_time: datetime  # by the signer's own clock
    time_stamp_time: datetime | None  # by a time-stamp authority's
    outside_window: bool
    review: str  # code of what a person must look at; empty: nothing
    last_problem: str  # code of what kept the completion from going on
    next_attempt_at: datetime | None
    checked_at: datetime | None
    renew_at: datetime | None
    is_author: bool
    part_uid: str = ""  # of a part's signature
    part_title: str = ""
    stands: bool = True  # False: the part was changed since


@dataclass(frozen=True, slots=True)
class StoredReport:
    """One verification that was kept."""

    report_id: int
    signature_id: int
    at: datetime
    occasion: str  # signing, completion, recheck, renewal, asked
    rules_version: str
    verdict: str
    claimed_level: str
    verified_level: str
    reference_time: datetime | None
    checks: tuple[Check, ...]

"""Signatures and what is known about them: levels, checks, verdicts (reference EN 319 102-1, ETSI EN 319 122-1)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.domain.document import RenderedDocument
from app.domain.identity import BinNumber, Iin


class Level(StrEnum):
    """CAdES baseline levels."""

    B = "CAdES-B"
    T = "CAdES-T"
    LT = "CAdES-LT"
    LTA = "CAdES-LTA"


class SignatureState(StrEnum):
    """What the screen says about a signature."""

    SIGNED = "signed"  # level B, time stamp due
    TIME_STAMPED = "time-stamped"  # level T, evidence on revocation due
    COMPLETE = "complete"  # level LT or LTA


class EvidenceKind(StrEnum):
    """What proves something about a signature beside the container itself."""

    TST = "TST"  # RFC 3161 TimeStampToken over the signature value
    OCSP = "OCSP"  # RFC 6960 BasicOCSPResponse
    CRL = "CRL"  # RFC 5280 CertificateList
    CERT = "CERT"  # RFC 5280 Certificate of a chain
    ATS = "ATS"  # archive-time-stamp-v3 (EN 319 122-1 5.5.3)
    CONTENT = "CONTENT"  # what was signed; this and the next two only in the store
    CONTAINER = "CONTAINER"  # the CMS itself, one version
    REPORT = "REPORT"  # how a verification ended


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence, in DER as it came."""

    kind: EvidenceKind
    der: bytes
    produced_at: datetime | None = None
    this_update: datetime | None = None
    next_update: datetime | None = None


class Result(StrEnum):
    PASS = "PASS"  # noqa: S105  a verdict, not a password
    FAIL = "FAIL"
    WARN = "WARN"
    NOT_CHECKED = "NOT_CHECKED"


class Verdict(StrEnum):
    GENUINE = "GENUINE"
    WITH_WARNINGS = "WITH WARNINGS"
    NOT_CONFIRMED = "NOT CONFIRMED"
    INVALID = "INVALID"


@dataclass(frozen=True, slots=True)
class Check:
    """One row of the verification report; `code` as in the checklist, `reason` for the sentence."""

    code: str
    result: Result
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CertificateView:
    """A certificate as a person reads it."""

    subject_name: str
    iin: Iin | None
    bin_number: BinNumber | None
    issuer_name: str
    serial_number: str  # hex, upper case
    algorithm: str  # "RSA-2048", ...
    not_before: datetime
    not_after: datetime
    purposes: tuple[str, ...]  # "sign", "authenticate"
    role: str  # "individual", "head", "employee", "signatory", "information-system", ...
    is_test: bool
    subject_number: str = ""  # as written, "IIN" and twelve digits; kept where the check digit makes it no IIN
    organisation_number: str = ""  # as written, "BIN" and twelve digits
    organisation: str = ""
    surname: str = ""
    patronymic: str = ""
    email: str = ""
    information_system: str = ""  # dotted OID
    store_type: str = ""  # "file", or the OID that the authority wrote; empty where it says nothing
    policies: tuple[str, ...] = ()  # dotted OIDs


@dataclass(frozen=True, slots=True)
class SigningKey:
    """Where a user's key lies and what its certificate says; never the key."""

    key_id: int
    store_kind: str  # key of the key store: pkcs12, ...
    location: str
    certificate: CertificateView
    added_at: datetime
    replaced_by: int | None = None  # the key that was added in its place
    revocation: str = ""  # good, revoked: what the authority answered last; empty: never asked
    revocation_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SignatureReport:
    verdict: Verdict
    claimed_level: Level | None
    verified_level: Level | None
    signer: CertificateView | None
    signing_time: datetime | None  # claimed by the signer
    time_stamp_time: datetime | None  # proven by a time-stamp authority
    checks: tuple[Check, ...] = field(default=())
    rules_version: str = ""  # edition of the rules by which this was judged
    reference_time: datetime | None = None  # the moment for which certificates were judged (T6)
    revoked_at: datetime | None = None
    revocation_reason: str = ""  # RFC 5280 5.3.1, in snake case
    anchor: str = ""  # name of the pinned authority at the end of the path


@dataclass(frozen=True, slots=True)
class SignedBytes:
    """A detached CAdES container over bytes that are kept beside it."""

    container: bytes  # DER CMS SignedData, detached
    level: Level
    signing_time: datetime
    certificate: CertificateView
    report: SignatureReport | None = None  # of our own verification right after signing
    store_kind: str = ""  # where the key lies


@dataclass(frozen=True, slots=True)
class SignedDocument:
    """A document and the events signed with the same opened key, verified by ourselves, ready to be stored."""

    rendered: RenderedDocument
    signature: SignedBytes
    events: tuple[SignedEvent, ...]


@dataclass(frozen=True, slots=True)
class SignedEvent:
    """One exchange event: the exact bytes that were signed, which are the bytes that will be sent."""

    event_id: str
    event_type: str
    operation: str
    payload: bytes  # the JSON body, with its signature inside
    signed_bytes: bytes
    signature: SignedBytes | None

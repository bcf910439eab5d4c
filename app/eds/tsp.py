"""Time stamps (RFC 3161, RFC 5816): the request, the client, and the checks of a token (T2 to T4).

The client asks by `transport.py`, at the one address that the administrator set.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Protocol

from asn1crypto import cms as cms_types
from asn1crypto import core, tsp

from app.domain.errors import Unreadable, WorldError
from app.domain.signature import Check, Result
from app.eds import algorithms, asn1, cms, der, integrity, transport
from app.eds.certificate import Certificate
from app.eds.trust import TrustList
from app.eds.verification import chain, rules

_QUERY = "application/timestamp-query"
_GRANTED = frozenset({"granted", "granted_with_mods"})


class TimeStampFailed(WorldError):
    """No usable token. `tsa-unreachable`, `tsa-timeout` and `tsa-refused` may pass; the others name a bad answer:
    `tsa-garbage`, `tsa-nonce`, `tsa-imprint`, `tsa-token` (with the failed check and its reason).
    """

    code = "tsa-unreachable"


class TimestampAuthority(Protocol):
    """Something that stamps an imprint: of SHA-256, or of the `digest_algorithm` that it names (`imprint_of`)."""

    def time_stamp(self, imprint: bytes) -> bytes:
        """The TimeStampToken (DER) over the imprint, made for this request. Raises `TimeStampFailed`."""
        ...


class Response(core.Sequence):  # type: ignore[misc]  # asn1crypto has no types
    """TimeStampResp (RFC 3161 2.4.2): a refusal has no token, which asn1crypto's own one does not allow."""

    _fields: ClassVar[list[Any]] = [
        ("status", tsp.PKIStatusInfo),
        ("token", cms_types.ContentInfo, {"optional": True}),
    ]


@dataclass(frozen=True, slots=True)
class HttpTimestampAuthority:
    """RFC 3161 3.4: the protocol over HTTP. `seconds` bounds the whole exchange.

    The NCA picks the key that stamps by the digest and the policy asked for: SHA-256 and 1.2.398.3.3.2.6.2 is its RSA
    key, Streebog-512 and 1.2.398.3.3.2.6.4 its GOST 34.10-2015 key. Without a policy the authority chooses.
    """

    url: str
    seconds: float = 10.0
    user_agent: str = transport.USER_AGENT
    digest_algorithm: str = algorithms.SHA256
    policy: str = ""

    def time_stamp(self, imprint: bytes) -> bytes:
        nonce = secrets.randbits(63) | 1 << 62  # positive: some authorities repeat it as a signed number of 64 bits
        asked = request(imprint, nonce, self.digest_algorithm, policy=self.policy)
        return token_of(self._post(asked), imprint, nonce, self.digest_algorithm, policy=self.policy)

    def _post(self, body: bytes) -> bytes:
        try:
            return transport.Http(self.seconds, self.user_agent).post(self.url, body, _QUERY)
        except transport.NoAnswer as problem:
            status = {"status": problem.status} if problem.status else {}
            raise TimeStampFailed(f"tsa-{problem.reason}", **status) from problem


def imprint_of(authority: TimestampAuthority, message: bytes) -> bytes:
    """The imprint of a message as the authority wants it."""
    return algorithms.digest(getattr(authority, "digest_algorithm", algorithms.SHA256), message)


def request(imprint: bytes, nonce: int, digest_algorithm: str = algorithms.SHA256, *, policy: str = "") -> bytes:
    """DER TimeStampReq for an imprint, asking for the authority's certificate; `policy` empty: whichever it likes."""
    named = der.sequence(der.oid(digest_algorithm), der.NULL)
    wished = [der.oid(policy)] if policy else []
    return der.sequence(
        der.integer(1), der.sequence(named, der.octets(imprint)), *wished, der.integer(nonce), der.boolean(True)
    )


def token_of(
    answer: bytes, imprint: bytes, nonce: int, digest_algorithm: str = algorithms.SHA256, *, policy: str = ""
) -> bytes:
    """The token of an answer that belongs to this very request. Raises `TimeStampFailed`."""
    try:
        with asn1.reading("time-stamp"):
            parsed = asn1.load(Response, answer, "time-stamp")
            status = parsed["status"]
            if status["status"].native not in _GRANTED:
                failure = status["fail_info"].native or set()
                raise TimeStampFailed("tsa-refused", failure=",".join(sorted(failure)))
            token: bytes = parsed["token"].dump()
        stamped = _stamped(cms.read(token))
    except Unreadable as problem:
        raise TimeStampFailed("tsa-garbage") from problem
    if stamped.nonce != nonce:
        raise TimeStampFailed("tsa-nonce")
    if (stamped.digest_algorithm, stamped.imprint) != (digest_algorithm, imprint):
        raise TimeStampFailed("tsa-imprint")
    if policy and stamped.policy != policy:  # RFC 3161 2.4.2: it MUST be the one asked for
        raise TimeStampFailed("tsa-garbage", policy=stamped.policy)
    return token


def token_in(der: bytes) -> tuple[bytes, datetime]:
    """A token by itself, or that of a granted answer, and its time. Raises `Unreadable`."""
    try:
        stamped = _stamped(cms.read(der))
    except Unreadable:
        with asn1.reading("time-stamp"):
            token: bytes = asn1.load(Response, der, "time-stamp")["token"].dump()
        return token, _stamped(cms.read(token)).time
    return der, stamped.time


@dataclass(frozen=True, slots=True)
class _Stamped:
    """TSTInfo (RFC 3161 2.4.2)."""

    digest_algorithm: str
    imprint: bytes
    nonce: int | None  # signed, as encoded
    time: datetime
    policy: str


@dataclass(frozen=True, slots=True)
class TokenReport:
    """What a token proves. `time` is believed only where no check failed."""

    time: datetime | None
    certificate: Certificate | None
    checks: tuple[Check, ...]

    @property
    def good(self) -> bool:
        return all(check.result is not Result.FAIL for check in self.checks)


def examine(token: bytes, stamped_bytes: bytes, authorities: TrustList) -> TokenReport:
    """Checks T2 (signature of the token), T3 (imprint over `stamped_bytes`), T4 (authority's certificate)."""
    try:
        container = cms.read(token)
        stamped = _stamped(container)
    except Unreadable:
        return TokenReport(None, None, (Check("T2", Result.FAIL, "token-unreadable"),))
    if len(container.signers) != 1:
        return TokenReport(None, None, (Check("T2", Result.FAIL, "token-signers"),))
    whole = integrity.examine(container, container.signers[0], container.content)
    broken = next((check for check in whole.checks if check.result is Result.FAIL), None)
    signature = Check("T2", Result.FAIL, broken.reason) if broken else Check("T2", Result.PASS)
    stamper = chain.of_stamper(whole.certificate, authorities, {}, stamped.time, rules.in_force())
    checks = (signature, _imprint(stamped, stamped_bytes), stamper)
    return TokenReport(stamped.time, whole.certificate, checks)


def _imprint(stamped: _Stamped, stamped_bytes: bytes) -> Check:
    try:
        same = algorithms.digest(stamped.digest_algorithm, stamped_bytes) == stamped.imprint
    except algorithms.NotAllowed:
        return Check("T3", Result.FAIL, "algorithm")
    return Check("T3", Result.PASS) if same else Check("T3", Result.FAIL, "imprint-differs")


def _stamped(container: cms.Container) -> _Stamped:
    with asn1.reading("time-stamp"):
        if container.content_type != cms.TST_INFO or container.content is None:
            raise ValueError("no TSTInfo")
        info = asn1.load(tsp.TSTInfo, container.content, "time-stamp")
        imprint = info["message_imprint"]
        nonce = info["nonce"]
        return _Stamped(
            digest_algorithm=imprint["hash_algorithm"]["algorithm"].dotted,
            imprint=imprint["hashed_message"].native,
            nonce=None if isinstance(nonce, core.Void) else nonce.native,
            time=asn1.aware(info["gen_time"]),
            policy=info["policy"].dotted,
        )

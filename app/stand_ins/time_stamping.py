"""Time-stamp authorities that stand in for the real ones (RFC 3161), with faults on demand.

Two of them, as at the NCA: RSA under the policy .6.2, GOST under .6.4 with a Streebog imprint. The request's policy
chooses, else its hash.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from asn1crypto import core, tsp
from asn1crypto.cms import ContentInfo

from app.domain.errors import Unreadable
from app.eds import algorithms, asn1, cades, cms
from app.eds.tsp import Response
from app.stand_ins.pki import Algorithm, StandInAuthority
from app.stand_ins.pki_keys import CertifiedKey

# What `answer` can do wrong; the server adds what happens on the wire.
FAULTS = ("refuse", "garbage", "wrong-nonce", "wrong-imprint", "expired", "broken")
STREEBOG_512 = "1.2.398.3.10.1.3.3"
_POLICIES = {"1.2.398.3.3.2.6.2": Algorithm.RSA, "1.2.398.3.3.2.6.4": Algorithm.GOST}  # of the NCA
_HASHES = {
    algorithms.SHA256: Algorithm.RSA,
    algorithms.SHA384: Algorithm.RSA,
    algorithms.SHA512: Algorithm.RSA,
    STREEBOG_512: Algorithm.GOST,
}


@dataclass(frozen=True, slots=True)
class _Asked:
    imprint: Any
    digest_algorithm: str
    policy: str
    nonce: int | None
    with_certificate: bool


class TimeStamping:
    """Answers requests; `clock` gives the time that is stamped."""

    def __init__(self, authority: StandInAuthority, clock: Callable[[], datetime]) -> None:
        self._authority = authority
        self._clock = clock
        self._keys: dict[tuple[Algorithm, bool], CertifiedKey] = {}
        self._serial = 0

    def answer(self, body: bytes, fault: str = "") -> bytes:
        """The DER TimeStampResp for a request; one that cannot be read or served is refused as RFC 3161 says."""
        try:
            asked = _read(body)
        except Unreadable:
            return _refusal("bad_data_format")
        algorithm = _POLICIES.get(asked.policy) if asked.policy else _HASHES.get(asked.digest_algorithm)
        if fault == "refuse" or (asked.policy and algorithm is None):
            return _refusal("unaccepted_policy")
        if fault == "garbage":
            return b"<html><body>captive portal</body></html>"
        if algorithm not in self._authority.algorithms or _HASHES.get(asked.digest_algorithm) is not algorithm:
            return _refusal("bad_alg")
        return _granted(self._token(asked, algorithm, fault))

    def _token(self, asked: _Asked, algorithm: Algorithm, fault: str) -> bytes:
        self._serial += 1
        now = self._clock().astimezone(UTC)
        imprint, nonce = asked.imprint, asked.nonce
        if fault == "wrong-imprint":
            imprint["hashed_message"] = bytes(reversed(imprint["hashed_message"].native))
        if fault == "wrong-nonce":
            nonce = (nonce or 0) + 1
        info: dict[str, Any] = {
            "version": 1,
            "policy": next(policy for policy, one in _POLICIES.items() if one is algorithm),
            "message_imprint": imprint,
            "serial_number": int(now.timestamp()) * 100_000 + self._serial,
            "gen_time": now.replace(microsecond=0),
            "accuracy": tsp.Accuracy({"seconds": 1}),
        }
        if nonce is not None:
            info["nonce"] = nonce
        key = self._key(algorithm, expired=fault == "expired")
        token = cades.container(
            tsp.TSTInfo(info).dump(),
            key,
            now,
            content_type=cms.TST_INFO,
            attached=True,
            with_certificate=asked.with_certificate,
        )
        if fault == "broken":
            token = token[:-1] + bytes([token[-1] ^ 1])  # the last byte of the signature
        return token

    def _key(self, algorithm: Algorithm, *, expired: bool) -> CertifiedKey:
        if (algorithm, expired) not in self._keys:
            term = (timedelta(days=-800), timedelta(days=365)) if expired else ()
            self._keys[algorithm, expired] = self._authority.stamping_key(*term, algorithm=algorithm)
        return self._keys[algorithm, expired]


def _read(body: bytes) -> _Asked:
    asked = asn1.load(tsp.TimeStampReq, body, "time-stamp")
    with asn1.reading("time-stamp"):
        policy = asked["req_policy"]
        return _Asked(
            imprint=asked["message_imprint"].copy(),
            digest_algorithm=asked["message_imprint"]["hash_algorithm"]["algorithm"].dotted,
            policy="" if isinstance(policy, core.Void) else policy.dotted,
            nonce=asked["nonce"].native,
            with_certificate=bool(asked["cert_req"].native),
        )


def _granted(token: bytes) -> bytes:
    answer = Response({"status": {"status": "granted"}, "token": ContentInfo.load(token)})
    whole: bytes = answer.dump()
    return whole


def _refusal(reason: str) -> bytes:
    whole: bytes = Response({"status": {"status": "rejection", "fail_info": {reason}}}).dump()
    return whole

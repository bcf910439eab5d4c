"""A time-stamp authority that stands in for the real one (RFC 3161), with faults on demand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from asn1crypto import tsp
from asn1crypto.cms import ContentInfo

from app.domain.errors import Unreadable
from app.eds import asn1, cades, cms
from app.eds.key_stores.pkcs12 import RsaKey
from app.eds.tsp import Response
from app.stand_ins.pki import StandInAuthority

# What `answer` can do wrong; the server adds what happens on the wire.
FAULTS = ("refuse", "garbage", "wrong-nonce", "wrong-imprint", "expired", "broken")
_POLICY = "1.2.398.3.3.2.6.2"  # the NCA's policy for RSA with SHA-256


class TimeStamping:
    """Answers requests; `clock` gives the time that is stamped."""

    def __init__(self, authority: StandInAuthority, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._key = authority.stamping_key()
        self._expired_key = authority.stamping_key(timedelta(days=-800), timedelta(days=365))
        self._serial = 0

    def answer(self, body: bytes, fault: str) -> bytes:
        """The DER TimeStampResp for a request; a request that cannot be read is refused as RFC 3161 says."""
        try:
            asked = asn1.load(tsp.TimeStampReq, body, "time-stamp")
            with asn1.reading("time-stamp"):
                imprint = asked["message_imprint"].copy()
                nonce = asked["nonce"].native
        except Unreadable:
            return _refusal("bad_data_format")
        if fault == "refuse":
            return _refusal("unaccepted_policy")
        if fault == "garbage":
            return b"<html><body>captive portal</body></html>"
        if fault == "wrong-imprint":
            imprint["hashed_message"] = bytes(reversed(imprint["hashed_message"].native))
        if fault == "wrong-nonce":
            nonce = (nonce or 0) + 1
        return _granted(self._token(imprint, nonce, fault))

    def _token(self, imprint: Any, nonce: int | None, fault: str) -> bytes:
        self._serial += 1
        key: RsaKey = self._expired_key if fault == "expired" else self._key
        now = self._clock().astimezone(UTC)
        info: dict[str, Any] = {
            "version": 1,
            "policy": _POLICY,
            "message_imprint": imprint,
            "serial_number": int(now.timestamp()) * 100_000 + self._serial,
            "gen_time": now.replace(microsecond=0),
            "accuracy": tsp.Accuracy({"seconds": 1}),
        }
        if nonce is not None:
            info["nonce"] = nonce
        stamped = tsp.TSTInfo(info).dump()
        token = cades.container(stamped, key, now, content_type=cms.TST_INFO, attached=True)
        if fault == "broken":
            token = token[:-1] + bytes([token[-1] ^ 1])  # the last byte of the signature
        return token


def _granted(token: bytes) -> bytes:
    answer = Response({"status": {"status": "granted"}, "token": ContentInfo.load(token)})
    whole: bytes = answer.dump()
    return whole


def _refusal(reason: str) -> bytes:
    whole: bytes = Response({"status": {"status": "rejection", "fail_info": {reason}}}).dump()
    return whole

"""Signatures that go into the document itself: XML for the gateway, PDF on request. Judged before anybody gets them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from app.domain.errors import Refused
from app.domain.signature import Result
from app.eds import authority, certificate, pades, trust, xmldsig
from app.eds.key_store import RawKey
from app.eds.recognition import Form
from app.eds.trust import TrustList
from app.eds.tsp import TimestampAuthority
from app.eds.verification.files import FileReport, SignedFile


def sign_inside(
    document: bytes,
    key: RawKey,
    form: Form,
    *,
    trusted: TrustList,
    moment: datetime,
    tsa: TimestampAuthority | None = None,
) -> tuple[bytes, FileReport]:
    """The document with one more signature in it, and the report on all that it has.

    Raises `Refused`: `certificate-<reason>` before anything is signed, `signature-refused` with `check` and `reason`
    where the result does not hold, `pdf-gost`, `pdf-container-too-large`, `xml-algorithm`, `xml-time-stamp`;
    `Unreadable`, `TimeStampFailed`.
    """
    own = key.certificate
    refusal = authority.refusal(
        (*trust.chain(own, trusted, moment), authority.purpose(certificate.view(own)))
    )  # fmt: skip
    if refusal is not None:
        raise refusal
    signed = _MAKERS[form](document, key, moment, tsa)
    report = SignedFile(signed, None, trusted=trusted, now=moment).report()
    failed = next((c for one in report.signatures for c in one.report.checks if c.result is Result.FAIL), None)
    if failed is not None:
        raise Refused("signature-refused", check=failed.code, reason=failed.reason)
    return signed, report


def _xml(document: bytes, key: RawKey, _: datetime, tsa: TimestampAuthority | None) -> bytes:
    if tsa is not None:
        raise Refused("xml-time-stamp")  # XMLDSig has no place for one
    return xmldsig.sign(document, key)


def _pdf(document: bytes, key: RawKey, moment: datetime, tsa: TimestampAuthority | None) -> bytes:
    return pades.sign(document, key, moment, tsa=tsa)


_MAKERS: dict[Form, Callable[[bytes, RawKey, datetime, TimestampAuthority | None], bytes]] = {
    Form.XML: _xml,
    Form.PDF: _pdf,
}

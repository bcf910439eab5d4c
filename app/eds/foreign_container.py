"""Containers that another program made: read in every wrapping, and held against the bytes they were asked for.

NCALayer answers with PEM labelled `CMS` or with bare base64, other tools with DER. What comes back is a claim: here it
is checked that it is whole, belongs to exactly these bytes, and was made with a certificate that fits the request.
Whether it is believed at all, `app/eds/verify.py` says later.
"""

from __future__ import annotations

from app.domain.errors import Refused, Unreadable
from app.domain.signature import Result
from app.eds import asn1, certificate, cms, integrity, recognition
from app.eds.certificate import Certificate
from app.eds.key_store import Request

_OTHER_BYTES = frozenset({"content-changed", "content-differs", "content-missing"})


def der_of(written: bytes) -> bytes:
    """DER or BER, PEM, or bare base64. Raises `Unreadable("container")`."""
    found = recognition.cms_of(written) if len(written) <= 2 * asn1.MAX_CONTAINER else ()
    if not found:
        raise Unreadable("container")
    return found[0]


def accepted(written: bytes, content: bytes, request: Request) -> tuple[bytes, Certificate]:
    """The container's DER and its signer's certificate.

    Raises `Refused`: `key-answer-unreadable` for what is no signature, or a broken one; `key-answer-other-bytes` where
    something else was signed; `key-not-suitable` where the certificate is not the one that was wanted.
    """
    try:
        container = cms.read(der := der_of(written))
    except Unreadable as problem:
        raise Refused("key-answer-unreadable") from problem
    if not container.signers:
        raise Refused("key-answer-unreadable")
    if container.content is not None and container.content != content:
        raise Refused("key-answer-other-bytes")
    first: Certificate | None = None
    for signer in container.signers:
        examined = integrity.examine(container, signer, content)
        failed = {check.reason for check in examined.checks if check.result is Result.FAIL}
        if failed & _OTHER_BYTES:
            raise Refused("key-answer-other-bytes")
        if failed or examined.certificate is None:
            raise Refused("key-answer-unreadable", reasons=",".join(sorted(failed)))
        first = _better(first, examined.certificate, request)
    assert first is not None
    request.demand(first)
    return der, first


def _better(one: Certificate | None, other: Certificate, request: Request) -> Certificate:
    """Of several signers, the one that was asked for."""
    return other if one is None or (request.reasons(one) and not request.reasons(other)) else one


def signer_of(written: bytes) -> Certificate:
    """The certificate of the first signer, nothing checked. Raises `Unreadable`."""
    container = cms.read(der_of(written))
    if not container.signers or not container.certificates:
        raise Unreadable("container")
    signer = container.signers[0]
    held = [certificate.read(der) for der in container.certificates]
    named = [one for one in held if (one.issuer, one.serial_number) == (signer.issuer, signer.serial_number)]
    return named[0] if named else held[0]

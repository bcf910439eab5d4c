"""Whether a signature in a container is whole: checks C2 to C4 and I1 to I5, for documents and for tokens alike.

Status and reason for each check, never a bare yes or no. RFC 5652 5.4-5.6, RFC 5035, RFC 6211.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass

from asn1crypto import core, tsp

from app.domain.errors import Unreadable
from app.domain.signature import Check, Result
from app.eds import algorithms, asn1, certificate, cms, der
from app.eds.certificate import Certificate
from app.eds.cms import Container, Signer

_NULL = b"\x05\x00"

CHALLENGE_MARK = b'{"a_challenge_not_a_document":'  # what `app/eds/challenge.py` begins with


@dataclass(frozen=True, slots=True)
class Examined:
    """The signer's certificate where exactly one was found, and the checks in their order."""

    certificate: Certificate | None
    checks: tuple[Check, ...]

    @property
    def whole(self) -> bool:
        return all(check.result is not Result.FAIL for check in self.checks)


def examine(container: Container, signer: Signer, content: bytes | None) -> Examined:
    """`content` is what was signed; None where it is not at hand."""
    own = _only_certificate(container, signer)
    if own is None:
        return Examined(None, (Check("C2", Result.FAIL, "signer-certificate-missing"),))
    checks = [Check("C2", Result.PASS), content_given(content), agreement(container, signer, own)]
    if content is not None and agreed_digest(signer, own):
        checks += [
            message_digest(signer, own, content),
            content_type(container, signer),
            signature(signer, own),
            signing_certificate(signer, own),
            algorithm_protection(signer),
        ]
    return Examined(own, tuple(checks))


def held(container: Container, largest: int = asn1.MAX_CONTAINER) -> tuple[Certificate, ...]:
    """Every certificate that the container holds and that can be read, each once."""
    found = []
    for one in dict.fromkeys(container.certificates):
        try:
            if len(one) <= largest:
                found.append(certificate.read(one))
        except Unreadable:
            continue
    return tuple(found)


def named(certificates: Iterable[Certificate], signer: Signer) -> tuple[Certificate, ...]:
    """C2: those that issuer and serial number, or the key's identifier, name."""
    return tuple(
        one
        for one in certificates
        if (
            one.subject_key == signer.subject_key
            if signer.subject_key
            else (one.issuer, one.serial_number) == (signer.issuer, signer.serial_number)
        )
    )


def _only_certificate(container: Container, signer: Signer) -> Certificate | None:
    found = named(held(container), signer)
    return found[0] if len(found) == 1 else None


def content_given(content: bytes | None) -> Check:
    return Check("C3", Result.PASS) if content is not None else Check("C3", Result.FAIL, "content-missing")


def agreed_digest(signer: Signer, own: Certificate) -> str:
    """The digest on which container, signer and key agree; empty where they do not."""
    try:
        return algorithms.agreed_digest(signer.signature_algorithm, own.key_algorithm, signer.digest_algorithm)
    except algorithms.NotAllowed:
        return ""


def agreement(container: Container, signer: Signer, own: Certificate) -> Check:
    """C4: versions and algorithms are allowed, and container, signer and key agree on them."""
    if not agreed_digest(signer, own):
        return Check("C4", Result.FAIL, "algorithm")
    announced = {_plain(der) for der in container.digest_algorithms}
    if _plain(signer.digest_algorithm_der) not in announced:
        return Check("C4", Result.FAIL, "digest-not-announced")
    if signer.version != (3 if signer.subject_key else 1) or container.version not in _versions(container):
        return Check("C4", Result.FAIL, "version")
    if announced - {_plain(one.digest_algorithm_der) for one in container.signers}:
        return Check("C4", Result.FAIL, "digest-not-used")
    return Check("C4", Result.PASS)


def _plain(algorithm_der: bytes) -> bytes:
    """RFC 5754 2: parameters that are NULL and parameters that are absent say the same."""
    return algorithm_der[2:].removesuffix(_NULL)


def _versions(container: Container) -> set[int]:
    """RFC 5652 5.1: the version follows from what the structure holds."""
    plain = container.content_type == cms.DATA and all(signer.version == 1 for signer in container.signers)
    by_content = 1 if plain else 3
    return {by_content, 5} if container.revocation else {by_content}


def message_digest(signer: Signer, own: Certificate, content: bytes) -> Check:
    """I1. Without signed attributes the signature itself covers the content: not CAdES, refused."""
    values = signer.signed(cms.MESSAGE_DIGEST)
    if len(values) != 1:
        return Check("I1", Result.FAIL, "message-digest-missing")
    try:
        stated = asn1.load(core.OctetString, values[0], "container").native
        computed = algorithms.digest(agreed_digest(signer, own), content)
    except Unreadable:
        return Check("I1", Result.FAIL, "message-digest-missing")
    except algorithms.NotAllowed:
        return Check("I1", Result.FAIL, "algorithm")
    same = hmac.compare_digest(stated, computed)
    return Check("I1", Result.PASS) if same else Check("I1", Result.FAIL, "content-changed")


def content_type(container: Container, signer: Signer) -> Check:
    """I2: the signed kind of content is the container's."""
    expected = core.ObjectIdentifier(container.content_type).dump()
    if signer.signed(cms.CONTENT_TYPE) == (expected,):
        return Check("I2", Result.PASS)
    return Check("I2", Result.FAIL, "content-type-differs")


def signature(signer: Signer, own: Certificate) -> Check:
    """I3: the signature value over the DER SET of signed attributes."""
    try:
        algorithms.verify(own.public_key, agreed_digest(signer, own), signer.signature, signer.signed_part)
    except algorithms.BadSignature:
        return Check("I3", Result.FAIL, "signature-wrong")
    except algorithms.NotAllowed:
        return Check("I3", Result.FAIL, "algorithm")
    return Check("I3", Result.PASS)


def signing_certificate(signer: Signer, own: Certificate, absent: Result = Result.WARN) -> Check:
    """I4: the signed reference to the certificate. Version 1 (SHA-1) is what the NCA's time-stamp authority writes."""
    second, first = signer.signed(cms.SIGNING_CERTIFICATE_V2), signer.signed(cms.SIGNING_CERTIFICATE)
    if not second and not first:
        return Check("I4", absent, "signing-certificate-missing")
    try:
        with asn1.reading("container"):
            if second:
                stated = tsp.SigningCertificateV2.load(second[0], strict=True)["certs"][0]
                oid = stated["hash_algorithm"]["algorithm"].dotted
                computed = algorithms.digest(oid, own.der)
            else:
                stated = tsp.SigningCertificate.load(first[0], strict=True)["certs"][0]
                computed = hashlib.sha1(own.der, usedforsecurity=False).digest()
            expected: bytes = stated["cert_hash"].native
    except (Unreadable, algorithms.NotAllowed):
        return Check("I4", Result.FAIL, "signing-certificate-differs")
    same = hmac.compare_digest(expected, computed)
    return Check("I4", Result.PASS) if same else Check("I4", Result.FAIL, "signing-certificate-differs")


def algorithm_protection(signer: Signer, absent: Result = Result.PASS) -> Check:
    """I5: where the signer stated the algorithms under the signature, they are the ones in use (RFC 6211)."""
    stated = signer.signed(cms.ALGORITHM_PROTECTION)
    if not stated:
        return Check("I5", absent, "not-stated")
    used = der.sequence(signer.digest_algorithm_der, der.implicit(1, signer.signature_algorithm_der))
    return Check("I5", Result.PASS) if stated == (used,) else Check("I5", Result.FAIL, "algorithm-changed")

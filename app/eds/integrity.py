"""Whether a signature in a container is whole: checks C2 to C4 and I1 to I5, for documents and for tokens alike.

Status and reason for each check, never a bare yes or no. RFC 5652 5.4-5.6, RFC 5035, RFC 6211.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass

from asn1crypto import core, tsp

from app.domain.errors import Unreadable
from app.domain.signature import Check, Result
from app.eds import algorithms, asn1, cades, certificate, cms
from app.eds.certificate import Certificate
from app.eds.cms import Container, Signer


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
    own = _certificate_of(container, signer)
    if own is None:
        return Examined(None, (Check("C2", Result.FAIL, "signer-certificate-missing"),))
    checks = [Check("C2", Result.PASS), _content_given(content)]
    digest_algorithm, agreement = _agreement(container, signer, own)
    checks.append(agreement)
    if content is not None and digest_algorithm:
        checks += [
            _message_digest(signer, digest_algorithm, content),
            _content_type(container, signer),
            _signature(signer, own, digest_algorithm),
            _signing_certificate(signer, own),
            _algorithm_protection(signer),
        ]
    return Examined(own, tuple(checks))


def _certificate_of(container: Container, signer: Signer) -> Certificate | None:
    """C2: issuer and serial number, or the key's identifier, resolve to exactly one certificate."""
    try:
        held = [certificate.read(der) for der in container.certificates]
    except Unreadable:
        return None
    found = [
        one
        for one in held
        if (
            one.subject_key == signer.subject_key
            if signer.subject_key
            else (one.issuer, one.serial_number) == (signer.issuer, signer.serial_number)
        )
    ]
    return found[0] if len(found) == 1 else None


def _content_given(content: bytes | None) -> Check:
    return Check("C3", Result.PASS) if content is not None else Check("C3", Result.FAIL, "content-missing")


def _agreement(container: Container, signer: Signer, own: Certificate) -> tuple[str, Check]:
    """C4: versions and algorithms are allowed, and container, signer and key agree on them."""
    try:
        digest = algorithms.agreed_digest(signer.signature_algorithm, own.key_algorithm, signer.digest_algorithm)
    except algorithms.NotAllowed:
        return "", Check("C4", Result.FAIL, "algorithm")
    if signer.digest_algorithm_der not in container.digest_algorithms:
        return digest, Check("C4", Result.FAIL, "digest-not-announced")
    if signer.version != (3 if signer.subject_key else 1) or container.version not in _versions(container):
        return digest, Check("C4", Result.FAIL, "version")
    if len(container.signers) == 1 and len(container.digest_algorithms) != 1:
        return digest, Check("C4", Result.FAIL, "digest-not-used")
    return digest, Check("C4", Result.PASS)


def _versions(container: Container) -> set[int]:
    """RFC 5652 5.1: the version follows from what the structure holds."""
    plain = container.content_type == cms.DATA and all(signer.version == 1 for signer in container.signers)
    by_content = 1 if plain else 3
    return {by_content, 5} if container.revocation else {by_content}


def _message_digest(signer: Signer, digest_algorithm: str, content: bytes) -> Check:
    """I1. Without signed attributes the signature itself covers the content: not CAdES, refused."""
    values = signer.signed(cms.MESSAGE_DIGEST)
    if len(values) != 1:
        return Check("I1", Result.FAIL, "message-digest-missing")
    try:
        stated = asn1.load(core.OctetString, values[0], "container").native
    except Unreadable:
        return Check("I1", Result.FAIL, "message-digest-missing")
    same = hmac.compare_digest(stated, algorithms.digest(digest_algorithm, content))
    return Check("I1", Result.PASS) if same else Check("I1", Result.FAIL, "content-changed")


def _content_type(container: Container, signer: Signer) -> Check:
    expected = core.ObjectIdentifier(container.content_type).dump()
    if signer.signed(cms.CONTENT_TYPE) == (expected,):
        return Check("I2", Result.PASS)
    return Check("I2", Result.FAIL, "content-type-differs")


def _signature(signer: Signer, own: Certificate, digest_algorithm: str) -> Check:
    try:
        algorithms.verify(own.public_key, digest_algorithm, signer.signature, signer.signed_part)
    except algorithms.BadSignature:
        return Check("I3", Result.FAIL, "signature-wrong")
    except algorithms.NotAllowed:
        return Check("I3", Result.FAIL, "algorithm")
    return Check("I3", Result.PASS)


def _signing_certificate(signer: Signer, own: Certificate) -> Check:
    """I4: the signed reference to the certificate. Version 1 (SHA-1) is what the NCA's time-stamp authority writes."""
    second, first = signer.signed(cms.SIGNING_CERTIFICATE_V2), signer.signed(cms.SIGNING_CERTIFICATE)
    if not second and not first:
        return Check("I4", Result.WARN, "signing-certificate-missing")
    try:
        with asn1.reading("container"):
            if second:
                named = tsp.SigningCertificateV2.load(second[0], strict=True)["certs"][0]
                oid = named["hash_algorithm"]["algorithm"].dotted
                computed = algorithms.digest(oid, own.der)
            else:
                named = tsp.SigningCertificate.load(first[0], strict=True)["certs"][0]
                computed = hashlib.sha1(own.der, usedforsecurity=False).digest()
            stated: bytes = named["cert_hash"].native
    except (Unreadable, algorithms.NotAllowed):
        return Check("I4", Result.FAIL, "signing-certificate-differs")
    same = hmac.compare_digest(stated, computed)
    return Check("I4", Result.PASS) if same else Check("I4", Result.FAIL, "signing-certificate-differs")


def _algorithm_protection(signer: Signer) -> Check:
    """I5: where the signer stated the algorithms under the signature, they are the ones in use (RFC 6211)."""
    stated = signer.signed(cms.ALGORITHM_PROTECTION)
    if not stated:
        return Check("I5", Result.PASS, "not-stated")
    used = cades.algorithm_protection(signer.digest_algorithm_der, signer.signature_algorithm_der)
    return Check("I5", Result.PASS) if stated == (used,) else Check("I5", Result.FAIL, "algorithm-changed")

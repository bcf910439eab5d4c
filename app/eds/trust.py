"""Trusted authorities as data: name and public key, pinned (RFC 5280 6.1.1 (d)), production and test apart.

Issuers are taken from here only: never from a container, never from the operating system. The shipped list
(`resources/trust/production.json`) is for real practices; a practice marked TEST trusts its own test authority
and nothing else. A list belongs to one environment; there is no way to join two.

An accredited authority is added by adding its row: `row()` makes it from the published certificate.
`resources/trust/test.json` holds the authorities that issue the public test keys. Their signers use the real
time-stamp authority, so that list pins the national authority for time stamps and for nothing else.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from app.domain.errors import Refused
from app.domain.signature import Check, Result
from app.eds import algorithms, certificate
from app.eds.certificate import Certificate
from app.paths import shipped


class Environment(StrEnum):
    PRODUCTION = "production"
    TEST = "test"


# Certificate policies of the NCA for persons and organisations (check P3); a test authority copies them.
NCA_POLICIES = r"1\.2\.398\.3\.3\.2(\.[1-4])?"


@dataclass(frozen=True, slots=True)
class Authority:
    """One pinned certification authority."""

    name: str
    subject: bytes  # DER Name
    public_key: bytes  # DER SubjectPublicKeyInfo
    key_algorithm: str
    key_identifier: bytes
    sha256: str  # of its certificate
    not_before: datetime
    not_after: datetime
    issued_by: str  # sha256 of the pinned authority above it; empty for a root
    policies: str  # pattern that a signer's certificate policy must match
    der: bytes = b""  # the certificate itself, where we have it
    uses: frozenset[str] = frozenset({"sign", "time-stamp"})  # what its certificates are trusted for
    services: tuple[tuple[str, str], ...] = ()  # addresses by name: ocsp, crl, delta-crl, tsa
    source: str = ""  # where its certificate is published
    root_is_unpublished: bool = False  # pinned in place of a root that nobody can get; the report says so
    serial_number: int | None = None  # of its certificate: by it the authority above says whether it was revoked


@dataclass(frozen=True, slots=True)
class TrustList:
    environment: Environment
    authorities: tuple[Authority, ...]

    def path(self, subject: Certificate) -> tuple[Authority, ...]:
        """The pinned authorities above a certificate, the issuing one first, to a root; empty where there is none."""
        step = next((one for one in self.authorities if _is_issuer(one, subject)), None)
        above = []
        while step is not None and step not in above:
            above.append(step)
            if not step.issued_by:
                return tuple(above)
            step = next((one for one in self.authorities if one.sha256 == step.issued_by), None)
        return ()


def production() -> TrustList:
    """The list that is shipped with the program."""
    return _shipped(Environment.PRODUCTION)


def of_public_test_keys(certificates: Iterable[bytes] = ()) -> TrustList:
    """The authorities of public test keys, and those of `certificates` as `of_test` takes them."""
    known, own = _shipped(Environment.TEST), of_test(certificates)
    return TrustList(Environment.TEST, (*own.authorities, *known.authorities))


def _shipped(environment: Environment) -> TrustList:
    listed = json.loads(shipped("resources", "trust", f"{environment}.json").read_text("utf-8"))
    if listed["environment"] != environment:
        raise ValueError("a list of another environment")
    return from_rows(environment, listed["authorities"])


def from_rows(environment: Environment, rows: Iterable[Mapping[str, Any]]) -> TrustList:
    return TrustList(environment, tuple(_from_row(one) for one in rows))


def of_test(certificates: Iterable[bytes]) -> TrustList:
    """The list of a practice marked TEST, from the certificates of its test authority, in DER or PEM.

    Raises `Refused("authority-not-test")` for an authority that does not call itself a test,
    `Refused("authority-unusable")` for what is no authority, `Unreadable("certificate")`.
    """
    read = [certificate.read(der) for content in certificates for der in certificate.unarmoured(content)]
    return TrustList(Environment.TEST, tuple(_from_certificate(one, read) for one in read))


def in_environment(certificate_is_test: bool, practice_is_test: bool) -> Check:
    """V5: test keys sign in test practices, real keys in real ones."""
    if certificate_is_test == practice_is_test:
        return Check("V5", Result.PASS)
    return Check("V5", Result.FAIL, "test" if certificate_is_test else "production")


def _is_issuer(authority: Authority, subject: Certificate) -> bool:
    """Same name, and the same key where the certificate names it: two roots of the NCA share one name."""
    if authority.subject != subject.issuer:
        return False
    return not subject.authority_key or subject.authority_key == authority.key_identifier


def row(der: bytes, **facts: Any) -> dict[str, Any]:
    """One authority of a list: what stands in its certificate, and `facts` that do not.

    Facts are those of `Authority`: `issued_by`, `policies`, `uses`, `services`, `source`, `root_is_unpublished`.
    Raises `Refused("authority-unusable")` for what is no authority, `Unreadable("certificate")`.
    """
    one = certificate.read(der)
    if not one.is_authority or "key_cert_sign" not in one.key_usage:
        raise Refused("authority-unusable")
    return {
        "name": _common_name(one),
        "sha256": one.sha256,
        "issued_by": "",
        "not_before": one.not_before.isoformat(),
        "not_after": one.not_after.isoformat(),
        "serial_number": one.serial_hex,
        "key_algorithm": one.key_algorithm,
        "key_identifier": one.subject_key.hex(),
        "policies": NCA_POLICIES,
        **facts,
        "subject": base64.b64encode(one.subject).decode(),
        "public_key": base64.b64encode(one.public_key).decode(),
    }


def _from_row(listed: Mapping[str, Any]) -> Authority:
    return Authority(
        name=listed["name"],
        subject=base64.b64decode(listed["subject"]),
        public_key=base64.b64decode(listed["public_key"]),
        key_algorithm=listed["key_algorithm"],
        key_identifier=bytes.fromhex(listed["key_identifier"]),
        sha256=listed["sha256"],
        not_before=datetime.fromisoformat(listed["not_before"]),
        not_after=datetime.fromisoformat(listed["not_after"]),
        issued_by=listed["issued_by"],
        policies=listed["policies"],
        uses=frozenset(listed.get("uses", ("sign", "time-stamp"))),
        services=tuple(listed.get("services", {}).items()),
        source=listed.get("source", ""),
        root_is_unpublished=listed.get("root_is_unpublished", False),
        serial_number=int(listed["serial_number"], 16) if "serial_number" in listed else None,
    )


def _common_name(one: Certificate) -> str:
    return next((text for oid, text in one.subject_attributes if oid == certificate.COMMON_NAME), "")


def _from_certificate(one: Certificate, others: list[Certificate]) -> Authority:
    if not one.is_authority or "key_cert_sign" not in one.key_usage:
        raise Refused("authority-unusable")
    if not certificate.says_test(_common_name(one)):
        raise Refused("authority-not-test")
    issuer = next((other for other in others if other.subject == one.issuer and other.der != one.der), None)
    try:
        signer = issuer or one
        digest = algorithms.agreed_digest(one.signature_algorithm, signer.key_algorithm)
        algorithms.verify(signer.public_key, digest, one.signature, one.signed_part)
    except (algorithms.BadSignature, algorithms.NotAllowed) as problem:
        # One that was issued by an authority outside the list is pinned as a root of its own.
        if one.issuer == one.subject or issuer is not None:
            raise Refused("authority-unusable") from problem
    return Authority(
        name=_common_name(one),
        subject=one.subject,
        public_key=one.public_key,
        key_algorithm=one.key_algorithm,
        key_identifier=one.subject_key,
        sha256=one.sha256,
        not_before=one.not_before,
        not_after=one.not_after,
        issued_by=issuer.sha256 if issuer else "",
        policies=NCA_POLICIES,
        der=one.der,
        serial_number=one.serial_number,
    )

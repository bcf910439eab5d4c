"""X.509 certificates of the test authority, RSA and GOST alike (RFC 5280), every property of which can be overridden.

A `Template` says what stands in the certificate; `dataclasses.replace` makes the one that a test needs: other dates,
another usage, an extension nobody knows, a critical mark in the wrong place, a signature that is wrong.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from asn1crypto import x509

from app.eds import asn1, certificate, der
from app.stand_ins.pki_keys import CertifiedKey, PrivateKey

COMMON_NAME, SURNAME, SERIAL_NUMBER, COUNTRY = "2.5.4.3", "2.5.4.4", "2.5.4.5", "2.5.4.6"
ORGANISATION, ORGANISATIONAL_UNIT, GIVEN_NAME = "2.5.4.10", "2.5.4.11", "2.5.4.42"
BUSINESS_CATEGORY, DOMAIN_COMPONENT = "2.5.4.15", "0.9.2342.19200300.100.1.25"
KEY_USAGE, EXTENDED_KEY_USAGE, BASIC_CONSTRAINTS = "2.5.29.15", "2.5.29.37", "2.5.29.19"
POLICIES, SUBJECT_KEY, AUTHORITY_KEY = "2.5.29.32", "2.5.29.14", "2.5.29.35"
CRL_POINTS, FRESHEST_CRL, AUTHORITY_ACCESS = "2.5.29.31", "2.5.29.46", "1.3.6.1.5.5.7.1.1"
OCSP_NO_CHECK = "1.3.6.1.5.5.7.48.1.5"
KEY_STORE_TYPE, KEY_STORE_FILE = "1.2.398.3.3.5", "1.2.398.3.3.5.1.1"

Attributes = tuple[tuple[str, str], ...]  # (dotted OID, text)


@dataclass(frozen=True, slots=True)
class Extension:
    """Any extension by its OID and the DER of its value."""

    oid: str
    value: bytes
    critical: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """What a certificate says. An empty set or tuple leaves its extension out."""

    subject: Attributes
    not_before: datetime
    not_after: datetime
    key_usage: frozenset[str] = frozenset()
    extended_key_usage: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()
    is_authority: bool | None = None  # None: without basicConstraints
    path_length: int | None = None
    critical: frozenset[str] = frozenset({KEY_USAGE, BASIC_CONSTRAINTS})  # OIDs that carry the critical mark
    subject_key: bool = True
    authority_key: bool = True
    extensions: tuple[Extension, ...] = field(default=())  # further ones
    ocsp_address: str = ""
    crl_address: str = ""
    delta_crl_address: str = ""
    serial_number: int | None = None  # None: from what the certificate says, the same at each start
    issuer: bytes | None = None  # DER Name in place of the issuer's own
    signature_algorithm: str = ""  # OID in place of the issuer's own
    wrong_signature: bool = False


def build(template: Template, public_key: bytes, issuer: CertifiedKey | PrivateKey) -> bytes:
    """DER of a certificate over `public_key` (SubjectPublicKeyInfo); an issuer without a certificate is a root."""
    subject = name(template.subject)
    if isinstance(issuer, CertifiedKey):
        issuing_name, issuing_key = issuer.certificate.subject, issuer.certificate.subject_key
    else:
        issuing_name, issuing_key = subject, key_identifier(public_key)
    algorithm = signature_algorithm(template.signature_algorithm or issuer.signature_algorithm)
    signed_part = der.sequence(
        der.tagged(0, der.integer(2)),  # version 3
        der.integer(_serial_number(template, public_key)),
        algorithm,
        template.issuer or issuing_name,
        der.sequence(der.time(template.not_before), der.time(template.not_after)),
        subject,
        public_key,
        der.tagged(3, extensions(_extensions(template, public_key, issuing_key))),
    )
    return signed(signed_part, algorithm, issuer, wrong=template.wrong_signature)


def signed(signed_part: bytes, algorithm: bytes, key: CertifiedKey | PrivateKey, *, wrong: bool = False) -> bytes:
    """SIGNED{…} of X.509: what was signed, with what, and the signature."""
    signature = key.sign_raw(signed_part)
    return der.sequence(signed_part, algorithm, der.bits(broken(signature) if wrong else signature))


def broken(signature: bytes) -> bytes:
    """The signature with one bit changed."""
    return signature[:-1] + bytes([signature[-1] ^ 1])


def signature_algorithm(dotted: str) -> bytes:
    """AlgorithmIdentifier with NULL, as the NCA writes it."""
    return der.sequence(der.oid(dotted), der.NULL)


def name(attributes: Attributes) -> bytes:
    """DER Name, one attribute in each RDN; the country is a PrintableString, a domain component an IA5String."""
    special = {COUNTRY: der.printable, DOMAIN_COMPONENT: der.ia5}
    return der.sequence(
        *(der.set_of([der.sequence(der.oid(oid), special.get(oid, der.utf8)(text))]) for oid, text in attributes)
    )


def key_identifier(public_key: bytes) -> bytes:
    """SHA-1 over the bits of the key (RFC 5280 4.2.1.2 (1))."""
    value: bytes = asn1.PublicKey.load(public_key)["public_key"].contents[1:]
    return hashlib.sha1(value, usedforsecurity=False).digest()


def extensions(all_of_them: list[Extension]) -> bytes:
    return der.sequence(
        *(
            der.sequence(der.oid(one.oid), *([der.boolean(True)] if one.critical else []), der.octets(one.value))
            for one in all_of_them
        )
    )


def authority_key_identifier(identifier: bytes) -> bytes:
    return der.sequence(der.implicit(0, der.octets(identifier)))


def certified(template: Template, key: PrivateKey, issuer: CertifiedKey | PrivateKey) -> CertifiedKey:
    return CertifiedKey(key, certificate.read(build(template, key.public_key, issuer)))


def key_store_extension(oid: str = KEY_STORE_FILE) -> Extension:
    """Where the key was stored when its certificate was issued: an extension of the NCA."""
    return Extension(KEY_STORE_TYPE, der.sequence(der.oid(oid)))


def _serial_number(template: Template, public_key: bytes) -> int:
    """The same subject, key and term give the same number, so that a start changes nothing."""
    if template.serial_number is not None:
        return template.serial_number
    term = template.not_before.isoformat().encode() + template.not_after.isoformat().encode()
    return int.from_bytes(hashlib.sha256(public_key + name(template.subject) + term).digest()[:19], "big")


def _extensions(template: Template, public_key: bytes, issuing_key: bytes) -> list[Extension]:
    values: list[tuple[str, bytes | None]] = [
        (SUBJECT_KEY, der.octets(key_identifier(public_key)) if template.subject_key else None),
        (AUTHORITY_KEY, authority_key_identifier(issuing_key) if template.authority_key else None),
        (BASIC_CONSTRAINTS, _constraints(template)),
        (KEY_USAGE, _dumped(x509.KeyUsage(set(template.key_usage))) if template.key_usage else None),
        (EXTENDED_KEY_USAGE, _listed(template.extended_key_usage)),
        (POLICIES, _listed(der.sequence(der.oid(policy)) for policy in template.policies)),
        (AUTHORITY_ACCESS, _access(template.ocsp_address)),
        (CRL_POINTS, _point(template.crl_address)),
        (FRESHEST_CRL, _point(template.delta_crl_address)),
    ]
    known = [Extension(oid, value, oid in template.critical) for oid, value in values if value is not None]
    return [*known, *template.extensions]


def _constraints(template: Template) -> bytes | None:
    if template.is_authority is None:
        return None
    length = [] if template.path_length is None else [der.integer(template.path_length)]
    return der.sequence(*([der.boolean(True)] if template.is_authority else []), *length)


def _listed(members: Any) -> bytes | None:
    """SEQUENCE OF the members, given as DER or as dotted OIDs; None where there are none."""
    parts = [one if isinstance(one, bytes) else der.oid(one) for one in members]
    return der.sequence(*parts) if parts else None


def _access(address: str) -> bytes | None:
    if not address:
        return None
    location = der.implicit(6, der.ia5(address))
    return der.sequence(der.sequence(der.oid("1.3.6.1.5.5.7.48.1"), location))


def _point(address: str) -> bytes | None:
    """One DistributionPoint with a fullName."""
    if not address:
        return None
    return der.sequence(der.sequence(der.tagged(0, der.tagged(0, der.implicit(6, der.ia5(address))))))


def _dumped(value: Any) -> bytes:
    whole: bytes = value.dump()
    return whole

"""A certificate (тіркеу куәлігі / регистрационное свидетельство) as the record reads it: RFC 5280, by OID.

Attributes and purposes of Kazakh certificates: serialNumber holds `IIN` and twelve digits, OU holds `BIN` and
twelve digits, givenName holds the patronymic, the role is an extended key usage under 1.2.398.3.3.4.1.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import core, x509

from app.domain.errors import Refused, Unreadable
from app.domain.identity import BinNumber, Iin
from app.domain.signature import CertificateView
from app.eds import algorithms, asn1
from app.eds.kazakh_oids import KEY_STORES, ROLES

COMMON_NAME = "2.5.4.3"
SURNAME = "2.5.4.4"
SERIAL_NUMBER = "2.5.4.5"
ORGANISATION = "2.5.4.10"
ORGANISATIONAL_UNIT = "2.5.4.11"
EMAIL = "1.2.840.113549.1.9.1"
USER_ID = "0.9.2342.19200300.100.1.1"  # the OID of an information system
GIVEN_NAME = "2.5.4.42"  # the patronymic

EMAIL_PROTECTION = "1.3.6.1.5.5.7.3.4"
CLIENT_AUTH = "1.3.6.1.5.5.7.3.2"
TIME_STAMPING = "1.3.6.1.5.5.7.3.8"

_KEY_USAGE = "2.5.29.15"
_BASIC_CONSTRAINTS = "2.5.29.19"
EXTENDED_KEY_USAGE = "2.5.29.37"
_SUBJECT_KEY = "2.5.29.14"
_AUTHORITY_KEY = "2.5.29.35"
_POLICIES = "2.5.29.32"
_ALTERNATIVE_NAME = "2.5.29.17"
_KEY_STORE = "1.2.398.3.3.5"
# Critical extensions the record knows what to do with (check V4).
UNDERSTOOD = frozenset({_KEY_USAGE, _BASIC_CONSTRAINTS, EXTENDED_KEY_USAGE, _POLICIES, _ALTERNATIVE_NAME})

_IIN = re.compile(r"IIN(\d{12})")
_BIN = re.compile(r"BIN(\d{12})")
_ARMOURED = re.compile(rb"-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----([^-]*)-----END")
_TEST = re.compile(r"\b(TEST|ТЕСТ)\b")


class _KeyStores(core.SequenceOf):  # type: ignore[misc]  # asn1crypto has no types
    """The NCA's extension for the kind of key store."""

    _child_spec = core.ObjectIdentifier


@dataclass(frozen=True, slots=True)
class Certificate:
    """The parts of an X.509 certificate that decisions need; `der` are the bytes as they came."""

    der: bytes
    subject: bytes  # DER Name
    issuer: bytes  # DER Name
    subject_attributes: tuple[tuple[str, str], ...]  # (dotted OID, text)
    issuer_attributes: tuple[tuple[str, str], ...]
    serial_number: int  # signed, as encoded
    public_key: bytes  # DER SubjectPublicKeyInfo
    key_algorithm: str
    signed_part: bytes  # DER TBSCertificate
    signature_algorithm: str
    signature: bytes
    not_before: datetime
    not_after: datetime
    key_usage: frozenset[str]  # names of RFC 5280 4.2.1.3 in snake case; empty where absent
    extended_key_usage: tuple[str, ...]
    critical: frozenset[str]  # dotted OIDs of critical extensions
    is_authority: bool
    subject_key: bytes
    authority_key: bytes
    policies: tuple[str, ...]
    key_store: str  # dotted OID of the kind of key store; empty where the authority does not say it
    emails: tuple[str, ...]  # of the subjectAltName

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.der).hexdigest()

    @property
    def serial_hex(self) -> str:
        return f"{self.serial_number:X}" if self.serial_number >= 0 else f"-{-self.serial_number:X}"


def read(der: bytes) -> Certificate:
    """Raises `Unreadable("certificate")`."""
    parsed = asn1.load(asn1.Certificate, der, "certificate")
    with asn1.reading("certificate"):
        tbs = parsed["tbs_certificate"]
        key = tbs["subject_public_key_info"]
        signature_algorithm = parsed["signature_algorithm"]["algorithm"].dotted
        if signature_algorithm != tbs["signature"]["algorithm"].dotted:
            raise ValueError("inner and outer signature algorithm differ")
        extensions = _extensions(tbs)
        return Certificate(
            der=der,
            subject=tbs["subject"].dump(),
            issuer=tbs["issuer"].dump(),
            subject_attributes=_attributes(tbs["subject"]),
            issuer_attributes=_attributes(tbs["issuer"]),
            serial_number=tbs["serial_number"].native,
            public_key=key.dump(),
            key_algorithm=key["algorithm"]["algorithm"].dotted,
            signed_part=tbs.dump(),
            signature_algorithm=signature_algorithm,
            signature=parsed["signature_value"].native,
            not_before=asn1.aware(tbs["validity"]["not_before"].chosen),
            not_after=asn1.aware(tbs["validity"]["not_after"].chosen),
            key_usage=frozenset(_known(extensions, _KEY_USAGE, x509.KeyUsage, lambda usage: usage.native, ())),
            extended_key_usage=_known(
                extensions, EXTENDED_KEY_USAGE, x509.ExtKeyUsageSyntax, lambda all_: tuple(u.dotted for u in all_), ()
            ),
            critical=frozenset(oid for oid, (_, is_critical) in extensions.items() if is_critical),
            is_authority=_known(
                extensions, _BASIC_CONSTRAINTS, x509.BasicConstraints, lambda limits: bool(limits["ca"].native), False
            ),
            subject_key=_known(extensions, _SUBJECT_KEY, core.OctetString, lambda key_id: key_id.native, b""),
            authority_key=_known(
                extensions,
                _AUTHORITY_KEY,
                x509.AuthorityKeyIdentifier,
                lambda named: named["key_identifier"].native or b"",
                b"",
            ),
            policies=_known(
                extensions,
                _POLICIES,
                x509.CertificatePolicies,
                lambda all_: tuple(policy["policy_identifier"].dotted for policy in all_),
                (),
            ),
            key_store=_known(
                extensions, _KEY_STORE, _KeyStores, lambda kinds: kinds[0].dotted if len(kinds) else "", ""
            ),
            emails=_known(extensions, _ALTERNATIVE_NAME, x509.GeneralNames, _emails, ()),
        )


def unarmoured(content: bytes) -> tuple[bytes, ...]:
    """The DER certificates of a file: one in DER, any number in PEM (RFC 7468), or one in bare base64.

    Raises `Unreadable("certificate")`.
    """
    if content[:1] == b"\x30" and content[1:2] >= b"\x80":
        return (content,)
    armoured = _ARMOURED.findall(content) if b"-----" in content else [content]
    if not armoured:
        raise Unreadable("certificate")
    with asn1.reading("certificate"):
        return tuple(base64.b64decode(b"".join(text.split()), validate=True) for text in armoured)


def view(certificate: Certificate) -> CertificateView:
    """The certificate as a person reads it, and as the rules of signing ask."""
    number = _first(certificate.subject_attributes, SERIAL_NUMBER)
    of_bin, bin_number = _bin(certificate.subject_attributes)
    names = dict(reversed(certificate.subject_attributes))  # the first of each kind
    return CertificateView(
        subject_name=_subject_name(certificate),
        iin=_iin(number),
        bin_number=bin_number,
        issuer_name=_first(certificate.issuer_attributes, COMMON_NAME),
        serial_number=certificate.serial_hex,
        algorithm=algorithms.key_name(certificate.public_key, certificate.key_algorithm),
        not_before=certificate.not_before,
        not_after=certificate.not_after,
        purposes=_purposes(certificate),
        role=next(iter(roles(certificate)), ""),
        is_test=is_test(certificate),
        subject_number=number,
        organisation_number=of_bin,
        organisation=names.get(ORGANISATION, ""),
        surname=names.get(SURNAME, ""),
        patronymic=names.get(GIVEN_NAME, ""),
        email=names.get(EMAIL, "") or next(iter(certificate.emails), ""),
        information_system=names.get(USER_ID, ""),
        store_type=KEY_STORES.get(certificate.key_store, certificate.key_store),
        policies=certificate.policies,
    )


def roles(certificate: Certificate) -> tuple[str, ...]:
    """Every role that the certificate names, the most telling one first."""
    found = [role for oid, role in ROLES if oid in certificate.extended_key_usage]
    return tuple(dict.fromkeys(found))


def is_test(certificate: Certificate) -> bool:
    """Whether the certificate says of itself that it comes from a test authority."""
    return says_test(_first(certificate.issuer_attributes, COMMON_NAME))


def says_test(name: str) -> bool:
    """Whether an authority's name has the word TEST in it."""
    return bool(_TEST.search(name.upper()))


def _purposes(certificate: Certificate) -> tuple[str, ...]:
    """`sign` demands nonRepudiation. A GOST 2015 key authenticates without clientAuth: none of them has it."""
    usage = certificate.key_usage
    if "digital_signature" not in usage:
        return ()
    purposes = []
    if "non_repudiation" in usage:
        purposes.append("sign")
    is_gost_2015 = algorithms.is_kazakh_gost(certificate.key_algorithm, algorithms.KAZAKH_GOST_2015)
    if CLIENT_AUTH in certificate.extended_key_usage or is_gost_2015:
        purposes.append("authenticate")
    return tuple(purposes)


def _subject_name(certificate: Certificate) -> str:
    name = _first(certificate.subject_attributes, COMMON_NAME)
    patronymic = _first(certificate.subject_attributes, GIVEN_NAME)
    return f"{name} {patronymic}".strip()


def _iin(number: str) -> Iin | None:
    found = _IIN.fullmatch(number)
    if found is None:
        return None
    try:
        return Iin(found[1])
    except Refused:  # numbers of public test keys fail the check digit
        return None


def _bin(attributes: tuple[tuple[str, str], ...]) -> tuple[str, BinNumber | None]:
    """As written, and as a number with a good check digit: a sole proprietor's certificate may repeat the IIN here."""
    written = [text for oid, text in attributes if oid == ORGANISATIONAL_UNIT and _BIN.fullmatch(text)]
    for text in written:
        try:
            return text, BinNumber(text.removeprefix("BIN"))
        except Refused:
            continue
    return next(iter(written), ""), None


def _emails(names: Any) -> tuple[str, ...]:
    return tuple(str(one.native) for one in names if one.name == "rfc822_name")


def _first(attributes: tuple[tuple[str, str], ...], wanted: str) -> str:
    return next((text for oid, text in attributes if oid == wanted), "")


def _attributes(name: Any) -> tuple[tuple[str, str], ...]:
    return tuple((pair["type"].dotted, str(pair["value"].native)) for rdn in name.chosen for pair in rdn)


def _extensions(tbs: Any) -> dict[str, tuple[bytes, bool]]:
    """Raw values by OID: `.native` of the whole fails on empty ones (old OCSP responders)."""
    found: dict[str, tuple[bytes, bool]] = {}
    if isinstance(tbs["extensions"], core.Void):
        return found
    for extension in tbs["extensions"]:
        oid = extension["extn_id"].dotted
        if oid in found:
            raise ValueError("an extension appears twice")  # RFC 5280 4.2
        found[oid] = (extension["extn_value"].native, bool(extension["critical"].native))
    return found


def _known(extensions: dict[str, tuple[bytes, bool]], oid: str, spec: Any, take: Any, absent: Any) -> Any:
    return take(spec.load(extensions[oid][0], strict=True)) if oid in extensions else absent


def _shown(extensions: dict[str, tuple[bytes, bool]], oid: str, spec: Any, take: Any, absent: Any) -> Any:
    """What is only shown and decides nothing: a form that is not known leaves it out."""
    try:
        with asn1.reading("certificate"):
            return _known(extensions, oid, spec, take, absent)
    except Unreadable:
        return absent

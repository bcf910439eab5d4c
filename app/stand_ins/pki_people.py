"""For whom the test authority issues keys, and what stands in their certificates: the profile of the NCA.

CN holds surname and name, givenName the patronymic, serialNumber the IIN, OU the BIN; the role is an extended key
usage; RSA keys have the policies .1 to .4, GOST 2015 keys the bare one and keyAgreement, as the NCA's do.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.domain.identity import BinNumber, Iin, PersonName
from app.eds import certificate
from app.stand_ins import pki_certificates as certificates
from app.stand_ins.pki_certificates import Attributes, Template
from app.stand_ins.pki_keys import Algorithm

_POLICY = "1.2.398.3.3.2"
_LEGAL_ENTITY = "1.2.398.3.3.4.1.2"


class Role(StrEnum):
    """Kinds of subject, as `certificate.ROLES` names them; a sole proprietor repeats the IIN as BIN."""

    INDIVIDUAL = "individual"
    SOLE_PROPRIETOR = "sole-proprietor"
    HEAD = "head"
    SIGNATORY = "signatory"
    FINANCIAL_SIGNATORY = "financial-signatory"
    PERSONNEL = "personnel"
    EMPLOYEE = "employee"
    INFORMATION_SYSTEM = "information-system"
    TREASURY = "treasury"


_ROLE_OIDS = {
    Role.INDIVIDUAL: ("1.2.398.3.3.4.1.1",),
    Role.SOLE_PROPRIETOR: ("1.2.398.3.3.4.1.1",),
    Role.HEAD: (_LEGAL_ENTITY, "1.2.398.3.3.4.1.2.1"),
    Role.SIGNATORY: (_LEGAL_ENTITY, "1.2.398.3.3.4.1.2.2"),
    Role.FINANCIAL_SIGNATORY: (_LEGAL_ENTITY, "1.2.398.3.3.4.1.2.3"),
    Role.PERSONNEL: (_LEGAL_ENTITY, "1.2.398.3.3.4.1.2.4"),
    Role.EMPLOYEE: (_LEGAL_ENTITY, "1.2.398.3.3.4.1.2.5"),
    Role.INFORMATION_SYSTEM: (_LEGAL_ENTITY, "1.2.398.3.3.4.1.2.6"),
    Role.TREASURY: (_LEGAL_ENTITY, "1.2.398.5.19.1.2.2.1"),
}


class Purpose(StrEnum):
    SIGN = "sign"
    AUTHENTICATE = "authenticate"


@dataclass(frozen=True, slots=True)
class Subject:
    """For whom a key is issued; `valid_from` counts from the moment of issue."""

    name: PersonName
    iin: Iin
    role: Role = Role.INDIVIDUAL
    purpose: Purpose = Purpose.SIGN
    bin_number: BinNumber | None = None
    organisation: str = ""
    valid_from: timedelta = -timedelta(days=30)
    valid_for: timedelta = timedelta(days=365)


def template(subject: Subject, algorithm: Algorithm, moment: datetime) -> Template:
    """The certificate of a person, organisation or system."""
    start = moment + subject.valid_from
    return Template(
        subject=_name(subject),
        not_before=start,
        not_after=start + subject.valid_for,
        key_usage=_usage(subject, algorithm),
        extended_key_usage=_purposes(subject),
        policies=(_policy(subject, algorithm),),
        extensions=(certificates.key_store_extension(),),
    )


def _usage(subject: Subject, algorithm: Algorithm) -> frozenset[str]:
    if subject.purpose is Purpose.AUTHENTICATE:
        return frozenset({"digital_signature", "key_encipherment"})
    agreement = {"key_agreement"} if algorithm is Algorithm.GOST else set()
    return frozenset({"digital_signature", "non_repudiation"} | agreement)


def _purposes(subject: Subject) -> tuple[str, ...]:
    """An information system has the user OIDs alone."""
    general = certificate.EMAIL_PROTECTION if subject.purpose is Purpose.SIGN else certificate.CLIENT_AUTH
    without = subject.role is Role.INFORMATION_SYSTEM and subject.purpose is Purpose.SIGN
    return (*(() if without else (general,)), *_ROLE_OIDS[subject.role])


def _policy(subject: Subject, algorithm: Algorithm) -> str:
    """RSA: legal entity or individual, signing or authentication. GOST 2015: the bare policy."""
    if algorithm is Algorithm.GOST:
        return _POLICY
    of_individual = subject.role in {Role.INDIVIDUAL, Role.SOLE_PROPRIETOR}
    number = {(False, Purpose.SIGN): 1, (False, Purpose.AUTHENTICATE): 2, (True, Purpose.SIGN): 3}
    return f"{_POLICY}.{number.get((of_individual, subject.purpose), 4)}"


def _name(subject: Subject) -> Attributes:
    name = subject.name
    parts = [
        (certificates.COMMON_NAME, f"{name.surname} {name.given}".strip().upper()),
        (certificates.SURNAME, name.surname.upper()),
        (certificates.SERIAL_NUMBER, f"IIN{subject.iin}"),
        (certificates.COUNTRY, "KZ"),
    ]
    if name.patronymic:
        parts.append((certificates.GIVEN_NAME, name.patronymic.upper()))
    if subject.organisation:
        parts.append((certificates.ORGANISATION, subject.organisation))
    number = subject.iin.value if subject.role is Role.SOLE_PROPRIETOR else str(subject.bin_number or "")
    if number:
        parts.append((certificates.ORGANISATIONAL_UNIT, f"BIN{number}"))
    if subject.role is Role.TREASURY:
        parts += [(certificates.BUSINESS_CATEGORY, "KS01234"), (certificates.DOMAIN_COMPONENT, "ROLE01")]
    return tuple(parts)

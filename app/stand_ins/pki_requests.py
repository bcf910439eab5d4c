"""What the server of the test authority is asked in JSON: issue a key, revoke a certificate."""

from __future__ import annotations

import base64
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from app.domain.identity import BinNumber, Iin, PersonName
from app.eds import certificate
from app.stand_ins.pki import DEFAULT_PASSWORD, Algorithm, Place, Purpose, Role, StandInAuthority, Subject
from app.stand_ins.pki_certificates import Template
from app.stand_ins.pki_register import Revocation

# Properties of the certificate that a request may override, and how they are read.
_OVERRIDES = {
    "key_usage": frozenset,
    "extended_key_usage": tuple,
    "policies": tuple,
    "ocsp_address": str,
    "crl_address": str,
    "delta_crl_address": str,
    "wrong_signature": bool,
}


def issue(authority: StandInAuthority, wanted: dict[str, Any]) -> dict[str, str]:
    """A key file for a subject. Raises `WorldError`, `ValueError`, `KeyError` for a subject that cannot be."""
    number = wanted.get("bin", "")
    subject = Subject(
        name=PersonName(wanted["surname"], wanted.get("given", ""), wanted.get("patronymic", "")),
        iin=Iin(wanted["iin"]),
        role=Role(wanted.get("role", Role.INDIVIDUAL)),
        purpose=Purpose(wanted.get("purpose", Purpose.SIGN)),
        bin_number=BinNumber(number) if number else None,
        organisation=wanted.get("organisation", ""),
        valid_from=timedelta(days=float(wanted.get("valid_from_days", -30))),
        valid_for=timedelta(days=float(wanted.get("valid_for_days", 365))),
    )
    algorithm = Algorithm(wanted.get("algorithm", Algorithm.RSA))
    password = wanted.get("password", DEFAULT_PASSWORD)
    name = f"{subject.purpose}-{subject.iin}" + ("" if algorithm is Algorithm.RSA else f"-{algorithm}")
    overrides = {key: read(wanted[key]) for key, read in _OVERRIDES.items() if key in wanted}

    def changed(template: Template) -> Template:
        return replace(template, **overrides)

    own = authority.key(subject, name, algorithm=algorithm, changed=changed).certificate
    path = authority.issue(subject, name, password, algorithm=algorithm, changed=changed)
    return {
        "path": str(path),
        "password": password,
        "serial": own.serial_hex,
        "certificate": base64.b64encode(own.der).decode(),
    }


def revoke(authority: StandInAuthority, wanted: dict[str, Any], now: datetime) -> dict[str, str]:
    """By `certificate` (base64 DER), or by `serial` (hex) with `algorithm`; `at` (ISO, now), `reason` (superseded)."""
    at = datetime.fromisoformat(wanted["at"]) if "at" in wanted else now
    reason = wanted.get("reason", "superseded")
    if "certificate" in wanted:
        own = certificate.read(base64.b64decode(wanted["certificate"], validate=True))
        authority.revoke(own, at, reason)
        return {"serial": own.serial_hex, "at": at.isoformat(), "reason": reason}
    issuer = authority.issuer(
        Algorithm(wanted.get("algorithm", Algorithm.RSA)), Place(wanted.get("issuer", Place.ISSUING))
    )
    authority.register.revoked(issuer.name, Revocation(int(wanted["serial"], 16), at, reason))
    return {"serial": wanted["serial"], "at": at.isoformat(), "reason": reason}

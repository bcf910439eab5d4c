"""`keys show`: what a key file holds, without a practice and without signing anything."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands.command import Call, Command, Needs
from app.commands.reading import password_from

if TYPE_CHECKING:
    from app.eds.certificate import Certificate


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=("show",))
    parser.add_argument("file", type=Path, metavar="FILE", help="key file (PKCS#12)")
    parser.add_argument("--password-file", required=True, metavar="FILE", help="its first line; - reads standard input")


def _show(call: Call) -> int:
    from app.eds import key_store

    a = call.arguments
    with key_store.find("pkcs12").open(str(a.file), password_from(a.password_file)) as opened:
        facts = shown(opened.certificate)
    if call.out.as_json:
        call.out.value(facts)
    else:
        for name, value in facts.items():
            if value not in ("", None, []):
                call.out.value({name: value})
    return 0


def shown(own: Certificate) -> dict[str, Any]:
    """A certificate as `keys show --json` prints it. Numbers stand as written: test ones fail their check digit."""
    from app.eds import certificate
    from app.eds.kazakh_oids import POLICIES

    view = certificate.view(own)
    common_name = next((text for oid, text in own.subject_attributes if oid == certificate.COMMON_NAME), "")
    is_person = bool(view.surname) and common_name.startswith(f"{view.surname} ")
    return {
        "algorithm": view.algorithm,
        "iin": view.subject_number.removeprefix("IIN") if view.subject_number.startswith("IIN") else None,
        "bin": view.organisation_number.removeprefix("BIN") or None,
        "subject_name": view.subject_name,
        "surname": view.surname,
        "given_name": common_name.removeprefix(f"{view.surname} ") if is_person else "",
        "patronymic": view.patronymic,
        "organisation": view.organisation,
        "information_system": view.information_system,
        "email": view.email,
        "role": view.role,
        "roles": list(certificate.roles(own)),
        "purpose": next(iter(view.purposes), ""),
        "purposes": list(view.purposes),
        "key_usage": sorted(own.key_usage),
        "extended_key_usage": list(own.extended_key_usage),
        "policies": [{"oid": oid, "name": POLICIES.get(oid, "")} for oid in view.policies],
        "store_type": view.store_type,
        "not_before": view.not_before.isoformat(),
        "not_after": view.not_after.isoformat(),
        "serial_number": view.serial_number,
        "issuer_name": view.issuer_name,
        "environment": "test" if view.is_test else "production",
        "signs": view.algorithm != "GOST 34.310-2004" and "sign" in view.purposes,
        "sha256": own.sha256,
    }


COMMANDS = (
    Command("keys", "what a key file holds: keys show FILE.p12", Needs.NOTHING, _show, _arguments, in_batch=False),
)

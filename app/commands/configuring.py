"""`configure`: the addresses and switches that a practice needs before anything leaves it."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from app.commands.command import Call, Command, Needs
from app.commands.reading import password_from
from app.domain.errors import Refused


def _arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(
        dest="what", required=True, metavar="exchange|time-stamps|revocation|test-authority|dicom-tls"
    )
    exchange = what.add_parser("exchange", help="how the outbox sends; until then everything is held")
    exchange.add_argument("--transport", required=True, help="hold, ehd-rest")
    exchange.add_argument("--url", default="")
    exchange.add_argument("--mis-id", default="")
    exchange.add_argument("--exchange-login", default="")
    exchange.add_argument("--exchange-password-file", default="", metavar="FILE")
    exchange.add_argument(
        "--send", action="append", default=[], metavar="TYPE", help="event type to send; may be repeated"
    )
    exchange.add_argument("--level", default="", help="signature level below which nothing leaves: CAdES-B, CAdES-T")
    stamps = what.add_parser("time-stamps", help="address of the time-stamp authority; empty: none")
    stamps.add_argument("--url", required=True)
    revocation = what.add_parser("revocation", help="who is asked whether certificates were revoked")
    revocation.add_argument("switch", choices=("on", "off"))
    revocation.add_argument("--ocsp", default="", metavar="URL", help="empty: the certification authority's own")
    revocation.add_argument("--crl", default="", metavar="URL", help="asked where OCSP cannot be reached")
    revocation.add_argument("--delta", default="", metavar="URL", help="changes since that list")
    authority = what.add_parser("test-authority", help="what a practice marked TEST trusts")
    authority.add_argument(
        "files", nargs="+", type=Path, metavar="FILE.cer", help="certificates (DER), issuer and root"
    )
    tls = what.add_parser("dicom-tls", help="the receiver's certificate: its fingerprint, and whose devices are let in")
    tls.add_argument("--renew", action="store_true", help="make a new key and certificate")
    tls.add_argument("--trust", type=Path, metavar="FILE.pem", help="certificates of devices, in place of those before")
    tls.add_argument("--check-clients", choices=("on", "off"), help="let in over TLS only devices trusted so")


def _configure(call: Call) -> int:
    a = call.arguments
    if a.what == "exchange":
        _exchange(call)
    elif a.what == "dicom-tls":
        return _dicom_tls(call)
    elif a.what == "time-stamps":
        from app import time_stamps

        call.practice.write(time_stamps.set_authority, a.url)
    elif a.what == "revocation":
        from app import revocation_service
        from app.revocation_service import RevocationService

        wanted = RevocationService(a.switch == "on", a.ocsp, a.crl, a.delta)
        call.practice.write(revocation_service.set_service, wanted)
    else:
        from app import signing_keys

        missing = [path.name for path in a.files if not path.is_file()]
        if missing:
            raise Refused("file-missing", name=missing[0])
        call.practice.write(signing_keys.trust_test_authority, tuple(path.read_bytes() for path in a.files))
    call.out.event("configured", what=a.what)
    return 0


def _dicom_tls(call: Call) -> int:
    """Changes reach a running receiver when it starts again."""
    from app import dicom_tls

    a, folder = call.arguments, call.folder
    if a.renew:
        call.practice.write(dicom_tls.renew, folder)
    if a.trust is not None:
        if not a.trust.is_file():
            raise Refused("file-missing", name=a.trust.name)
        call.practice.write(dicom_tls.trust, folder, a.trust.read_bytes())
    if a.check_clients is not None:
        wanted = a.check_clients == "on"
        call.practice.write(dicom_tls.check_clients, folder, call.practice.keys, wanted=wanted)
    shown = call.practice.read(dicom_tls.look, folder)
    call.out.event(
        "configured", what=a.what, certificate=str(shown.path), fingerprint=shown.fingerprint,
        valid_until=shown.valid_until.isoformat(),
    )  # fmt: skip
    return 0


def _exchange(call: Call) -> None:
    from app.exchange import profile

    a = call.arguments
    before = call.practice.read(lambda session, _actor: profile.load(session))
    after = replace(
        before,
        transport=a.transport, url=a.url, mis_id=a.mis_id, login=a.exchange_login,
        password=password_from(a.exchange_password_file) if a.exchange_password_file else before.password,
        switches=dict.fromkeys(a.send, profile.Switch.SEND),
        required_levels=dict.fromkeys(a.send, a.level) if a.level else before.required_levels,
    )  # fmt: skip
    call.practice.write(profile.save, after)


COMMANDS = (Command("configure", "addresses and switches of a practice", Needs.RECORD, _configure, _arguments),)

"""`stand-in-ministry`, `stand-in-pki`: the servers that no development machine can reach, on loopback."""

from __future__ import annotations

import argparse
import signal
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.commands.command import Call, Command, Needs
from app.commands.reading import password_from, port
from app.domain.errors import Refused


def _wait_for_the_end() -> None:
    end = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: end.set())
    end.wait()


def _address(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=port, default=0, help="0: any free one")


def _ministry(call: Call) -> int:
    from app.stand_ins import ministry

    with ministry.serve("127.0.0.1", call.arguments.port) as server:
        call.out.event("ready", url=server.url)
        _wait_for_the_end()
    return 0


def _pki_arguments(parser: argparse.ArgumentParser) -> None:
    _address(parser)
    parser.add_argument("--folder", type=Path, required=True, metavar="DIR", help="where its keys and issued files lie")
    parser.add_argument("--issue", metavar="IIN", help="also issue a signing key to this person: DIR/sign-IIN.p12")
    parser.add_argument("--algorithm", choices=("rsa", "gost"), default="rsa", help="of the issued key")
    parser.add_argument("--name", default="ТЕСТОВ ТЕСТ", metavar='"SURNAME NAME"')
    parser.add_argument(
        "--role", default="individual", help="individual, sole-proprietor, head, signatory, employee, ..."
    )
    parser.add_argument("--purpose", choices=("sign", "authenticate"), default="sign")
    parser.add_argument("--bin", metavar="BIN", help="of the organisation")
    parser.add_argument("--password-file", metavar="FILE", help="password of the issued key file")
    parser.add_argument(
        "--tsa-years", type=int, choices=range(2, 26), default=20, metavar="YEARS",
        help="term of the time-stamp authorities: for how long a stamp proves its time without renewal (20)",
    )  # fmt: skip


def _pki(call: Call) -> int:
    from app.domain.identity import BinNumber, Iin, PersonName
    from app.stand_ins import pki_server
    from app.stand_ins.pki import DEFAULT_PASSWORD, Algorithm, Purpose, Role, Subject

    a = call.arguments
    if a.role not in tuple(Role):
        raise Refused("role-unknown", known=", ".join(Role))
    with pki_server.serve(a.folder, port=a.port) as server:
        server.authority.stamping_term = timedelta(days=365 * a.tsa_years)
        issued = ""
        if a.issue:
            surname, _, given = a.name.partition(" ")
            password = password_from(a.password_file) if a.password_file else DEFAULT_PASSWORD
            number = BinNumber(a.bin) if a.bin else None
            subject = Subject(PersonName(surname, given), Iin(a.issue), Role(a.role), Purpose(a.purpose), number)
            name = f"{a.purpose}-{a.issue}" + ("" if a.algorithm == "rsa" else f"-{a.algorithm}")
            issued = str(server.authority.issue(subject, name, password, algorithm=Algorithm(a.algorithm)))
        authorities = [str(a.folder / f"{name}.cer") for name in ("ca", "root", "ca-gost", "root-gost")]
        call.out.event(
            "ready", url=server.url, tsa=server.tsa_url, ocsp=server.ocsp_url, crl=server.crl_url(),
            delta_crl=server.crl_url(delta=True), authorities=authorities, key=issued,
        )  # fmt: skip
        _wait_for_the_end()
    return 0


def _ncalayer_arguments(parser: argparse.ArgumentParser) -> None:
    _address(parser)
    parser.add_argument("--folder", type=Path, required=True, metavar="DIR", help="the folder of stand-in-pki")
    parser.add_argument(
        "--p12", type=Path, action="append", required=True, metavar="FILE", help="a key; may be repeated"
    )
    parser.add_argument("--password-file", required=True, metavar="FILE")
    parser.add_argument("--storage", default="PKCS12", help="where the keys seem to lie: PKCS12, AKKaztokenStore, ...")
    parser.add_argument("--fault", default="", help="what goes wrong with every request")


def _ncalayer(call: Call) -> int:
    from contextlib import ExitStack

    from app.eds.key_stores.pkcs12 import KEY_STORE
    from app.stand_ins import ncalayer
    from app.stand_ins.ncalayer_signing import HeldKey
    from app.stand_ins.pki import StandInAuthority

    a = call.arguments
    if a.fault and a.fault not in ncalayer.FAULTS:
        raise Refused("fault-unknown", known=",".join(ncalayer.FAULTS))
    StandInAuthority(a.folder, datetime.now(UTC))  # its certificate for TLS comes from there
    password = password_from(a.password_file)
    with ExitStack() as opened:
        held = [HeldKey(a.storage, opened.enter_context(KEY_STORE.open(str(path), password))) for path in a.p12]
        server = opened.enter_context(ncalayer.serve(a.folder, held, port=a.port))
        server.fault = a.fault
        call.out.event("ready", url=server.url, authority=str(a.folder / "ca.cer"))
        _wait_for_the_end()
    return 0


COMMANDS = (
    Command(
        "stand-in-ncalayer",
        "an NCALayer on this computer that signs with test keys",
        Needs.NOTHING,
        _ncalayer,
        _ncalayer_arguments,
    ),
    Command(
        "stand-in-ministry",
        "a ministry intake that validates and can fail on demand",
        Needs.NOTHING,
        _ministry,
        _address,
    ),
    Command(
        "stand-in-pki",
        "a certification authority marked TEST: keys, time stamps, OCSP, CRLs",
        Needs.NOTHING,
        _pki,
        _pki_arguments,
    ),
)

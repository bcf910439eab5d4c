"""`init`, `status`, `self-check`, `patients import`, `batch`: a practice and what is in it."""

from __future__ import annotations

import argparse
import shlex
import sys
from dataclasses import asdict
from pathlib import Path

from app.commands.command import Call, Command, Needs
from app.commands.reading import password_from
from app.domain.errors import Refused, WorldError


def _init_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--practice-name", required=True)
    whose = parser.add_mutually_exclusive_group(required=True)
    whose.add_argument("--iin", help="the practitioner's IIN")
    whose.add_argument("--bin", help="the organisation's BIN")
    parser.add_argument("--owner-name", required=True, metavar='"SURNAME NAME PATRONYMIC"')
    parser.add_argument("--owner-iin", required=True)
    parser.add_argument("--login", required=True)
    parser.add_argument("--password-file", required=True, metavar="FILE")
    parser.add_argument("--position", default="")
    parser.add_argument("--address", default="")
    parser.add_argument("--phone", default="")
    parser.add_argument("--licence", default="")
    parser.add_argument("--language", choices=("kk", "ru"), default="ru")
    parser.add_argument("--test", action="store_true", help="a practice marked TEST in window, documents and exports")


def _init(call: Call) -> int:
    from app import assembly, practices
    from app.domain.identity import BinNumber, Iin, PersonName
    from app.domain.practice import OwnerDraft, PracticeDraft

    a = call.arguments
    draft = PracticeDraft(
        name=a.practice_name,
        iin=Iin(a.iin) if a.iin else None,
        bin_number=BinNumber(a.bin) if a.bin else None,
        address=a.address, phone=a.phone, licence=a.licence, language=a.language, is_test=a.test,
    )  # fmt: skip
    surname, _, rest = a.owner_name.strip().partition(" ")
    given, _, patronymic = rest.strip().partition(" ")
    owner = OwnerDraft(a.login, PersonName(surname, given, patronymic), Iin(a.owner_iin), a.position)
    clock = assembly.clock(is_test=a.test)
    created = practices.create(call.folder, draft, owner, password_from(a.password_file), clock=clock)
    call.out.event(
        "created", recovery_key=created.recovery_key, totp_secret=created.totp_secret, otpauth_uri=created.otpauth_uri
    )
    return 0


def _status_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help="also check store, archive and journal in full")


def _status(call: Call) -> int:
    from app import counts, self_check

    values = asdict(call.practice.read(lambda session, _actor: counts.count(session)))
    findings = self_check.check_record(call.practice) if call.arguments.check else ()
    call.out.value({**values, "ok": not findings, **({"findings": list(findings)} if findings else {})})
    return 0 if not findings else 1


def _self_check(call: Call) -> int:
    from app import self_check

    findings = [*self_check.check_program(), *self_check.check_record(call.practice)]
    for finding in findings:
        call.out.event("finding", code=finding)
    call.out.event("done", ok=not findings, findings=len(findings))
    return 0 if not findings else 1


def _patients_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="import")
    importing = actions.add_parser("import", help="columns iin, surname, name, patronymic, birth_date, sex, phone")
    importing.add_argument("file", type=Path, metavar="FILE.csv")


def _patients(call: Call) -> int:
    from app import patient_import

    def refused(line: int, error: WorldError) -> None:
        call.out.event("refused-line", line=line, reason=error.code)

    path: Path = call.arguments.file
    if not path.exists():
        raise Refused("file-missing", name=path.name)
    done = patient_import.import_csv(call.practice, path, refused)
    call.out.event("done", imported=done.imported, refused=done.refused)
    return 0 if not done.refused else 1


def _batch(call: Call) -> int:
    """One unlock, one command per line of standard input, one answer each; a refused line does not end it."""
    from app.cli import all_commands, build_parser

    known = all_commands()
    parser = build_parser(known, for_batch=True)
    worst = 0
    for line in sys.stdin:
        try:
            words = shlex.split(line, comments=True)
        except ValueError:  # a quotation mark that nobody closed
            call.out.event("usage", line="?")
            worst = 2
            continue
        if not words:
            continue
        try:
            arguments = parser.parse_args(words)
            arguments.data, arguments.json = call.arguments.data, call.arguments.json
            code = known[arguments.command].run(Call(arguments, call.out, call.opened))
        except WorldError as error:
            call.out.refused(error)
            code = 1
        except (argparse.ArgumentError, SystemExit):
            call.out.event("usage", line=words[0])
            code = 2
        worst = max(worst, code)
    return worst


COMMANDS = (
    Command("init", "create a practice", Needs.NOTHING, _init, _init_arguments),
    Command("status", "counts of the record", Needs.RECORD, _status, _status_arguments),
    Command("self-check", "program files, registries, store, archive, journal", Needs.RECORD, _self_check),
    Command("patients", "import a list of patients", Needs.RECORD, _patients, _patients_arguments),
    Command("batch", "one unlock, then a command per line of input", Needs.RECORD, _batch, owns=True, in_batch=False),
)

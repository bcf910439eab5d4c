"""`python -m app COMMAND`: what scripts, journeys and the installer rely on (README, command line)."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from pathlib import Path

from app import commands as command_files
from app.commands.command import Call, Command, Needs, Out
from app.commands.reading import password_from
from app.domain.errors import OutOfSpace, Refused, WorldError
from app.paths import DataFolder, default_data_folder


def main(argv: list[str]) -> int:
    """Parse, open what the command needs, run it, close it. Returns the exit code."""
    known = all_commands()
    arguments = build_parser(known).parse_args(argv)
    call = Call(arguments, Out(arguments.json))
    command = known[arguments.command]
    try:
        if command.needs is Needs.NOTHING:
            return command.run(call)
        if not DataFolder(arguments.data).exists:
            raise Refused("no-practice")
        if command.needs is Needs.FOLDER:
            return command.run(call)
        return _run_unlocked(command, call)
    except WorldError as error:
        call.out.refused(error)
        return 1
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123  the reader left; nothing more may be written
        return 1
    except OSError as error:  # a folder where a file was named, a file without rights, a full disk
        call.out.refused(_file_refusal(error))
        return 1


def _file_refusal(error: OSError) -> WorldError:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return OutOfSpace()
    return Refused("file-failed", name=Path(str(error.filename or "?")).name, why=error.strerror or str(error.errno))


def _run_unlocked(command: Command, call: Call) -> int:
    from app import assembly

    arguments = call.arguments
    if not arguments.login or not arguments.password_file or bool(arguments.key) != bool(arguments.key_password_file):
        print(
            "This command needs --login, --password-file and --otp, or --key and --key-password-file in its place.",
            file=sys.stderr,
        )
        return 2
    owner = command.name if command.owns else ""
    password = password_from(arguments.password_file)
    if arguments.key:
        from app.login_certificates import LoginKey

        key = LoginKey("pkcs12", arguments.key, password_from(arguments.key_password_file))
        opened = assembly.unlock_by_certificate(call.folder, arguments.login, password, key, owner=owner)
    else:
        opened = assembly.unlock(call.folder, arguments.login, password, arguments.otp or "", owner=owner)
    try:
        call.opened = opened
        return command.run(call)
    finally:
        opened.close()


def all_commands() -> dict[str, Command]:
    """Every command of `app/commands/`, in the order of the files."""
    import importlib
    import pkgutil

    found: dict[str, Command] = {}
    for module_info in pkgutil.iter_modules(command_files.__path__):
        module = importlib.import_module(f"{command_files.__name__}.{module_info.name}")
        for command in getattr(module, "COMMANDS", ()):
            found[command.name] = command
    return found


def build_parser(known: dict[str, Command], *, for_batch: bool = False) -> argparse.ArgumentParser:
    """One parser for the command line, and without the unlocking options for the lines of `batch`."""
    parser = argparse.ArgumentParser(prog="python -m app", description="Shipager", exit_on_error=not for_batch)
    every = argparse.ArgumentParser(add_help=False)
    if not for_batch:
        every.add_argument(
            "--data", type=Path, default=default_data_folder(), metavar="DIR", help="the practice's data folder"
        )
        every.add_argument("--json", action="store_true", help="one JSON object per line on standard output")
    unlocking = argparse.ArgumentParser(add_help=False)
    if not for_batch:
        unlocking.add_argument("--login")
        unlocking.add_argument("--password-file", metavar="FILE", help="its first line; - reads standard input")
        unlocking.add_argument("--otp", metavar="CODE", help="one-time code of the second factor")
        unlocking.add_argument("--key", metavar="FILE.p12", help="a key that proves the user, in place of the code")
        unlocking.add_argument("--key-password-file", metavar="FILE", help="the key's password")
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in known.values():
        if for_batch and not (command.in_batch and command.needs is Needs.RECORD):
            continue
        parents = [every, unlocking] if command.needs is Needs.RECORD else [every]
        sub = subparsers.add_parser(
            command.name, help=command.help, description=command.help, parents=parents, exit_on_error=not for_batch
        )
        command.arguments(sub)
    return parser

"""`export`, `backup`, `restore`: leaving, saving, coming back."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from app.commands.command import Call, Command, Needs
from app.commands.reading import password_from


def _backup_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", type=Path, required=True, metavar="DIR", help="folder that keeps the runs")


def _backup(call: Call) -> int:
    from app import backups

    run = backups.back_up(call.practice, call.arguments.to)
    call.out.event("done", path=str(call.arguments.to), bytes=run.size, verified=run.verified_at is not None)
    return 0


def _restore_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--from", dest="source", type=Path, required=True, metavar="DIR", help="a backup folder")
    parser.add_argument("--login", help="with --password-file")
    parser.add_argument("--password-file", metavar="FILE")
    parser.add_argument("--recovery-file", metavar="FILE", help="a file with the printed recovery key")
    parser.add_argument("--run", default="", metavar="STAMP", help="which run; default: the newest")


def _restore(call: Call) -> int:
    from app import backups

    arguments = call.arguments
    if arguments.recovery_file:
        opener = backups.Opener(recovery_key=password_from(arguments.recovery_file))
    elif arguments.login and arguments.password_file:
        opener = backups.Opener(arguments.login, password_from(arguments.password_file))
    else:
        print("restore needs --login and --password-file, or --recovery-file.", file=sys.stderr)
        return 2
    done = backups.restore(arguments.source, call.folder, opener, stamp=arguments.run)
    call.out.event(
        "done", path=str(arguments.data), run=done.stamp, files=done.files, bytes=done.size, counts=done.counts
    )
    return 0


def _export_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", type=Path, required=True, metavar="DIR", help="an empty folder, or one to go on with")
    parser.add_argument("--reason", default="command line", help="why; the journal keeps it")
    parser.add_argument("--patient", metavar="IIN", help="one patient only")


def _export(call: Call) -> int:
    from app import assembly, patients
    from app.domain.identity import Iin
    from app.export import export

    arguments = call.arguments
    patient_id = None
    if arguments.patient:
        patient_id = call.practice.read(patients.by_iin, Iin(arguments.patient)).patient_id
    assembly.file_what_lies_there(call.practice)  # what devices sent while nobody was there leaves too
    result = export.run(call.practice, arguments.to, reason=arguments.reason, patient_id=patient_id)
    call.out.event("done", path=str(arguments.to), **result.shown())
    return 0


COMMANDS = (
    Command("backup", "save into a folder, and read it back", Needs.RECORD, _backup, _backup_arguments),
    Command("restore", "bring a backup into an empty data folder", Needs.NOTHING, _restore, _restore_arguments),
    Command("export", "hand everything over in open formats", Needs.RECORD, _export, _export_arguments, owns=True),
)

"""`import`: files, folders, a CD with DICOMDIR, brought by hand."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.commands.command import Call, Command, Needs


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="file, folder, DICOMDIR")
    parser.add_argument("--iin", default="", help="give what matches nobody to this patient")
    parser.add_argument("--reason", default="", help="why, where a patient is named")


def _import(call: Call) -> int:
    from dataclasses import asdict

    from app import importing, patients
    from app.domain.identity import Iin

    a = call.arguments
    patient_id = call.practice.read(patients.by_iin, Iin(a.iin)).patient_id if a.iin else None
    done = importing.import_paths(call.practice, a.paths, patient_id=patient_id, reason=a.reason)
    for one in done.left:
        call.out.event("left", name=one.name, reason=one.reason)
    counts = {name: value for name, value in asdict(done).items() if name != "left"}
    call.out.event("done", **counts, left=len(done.left))
    return 0 if not done.left else 1


COMMANDS = (
    Command("import", "bring in files, folders, a CD with DICOMDIR", Needs.RECORD, _import, _arguments, owns=True),
)

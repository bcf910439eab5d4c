"""`take-away`: signed documents into a folder, one ZIP for each, with all that proves them (requirement 27.10)."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.commands.command import Call, Command, Needs
from app.domain.errors import NotFound


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", type=Path, required=True, metavar="DIR", help="folder for the files; made if missing")
    chosen = parser.add_mutually_exclusive_group(required=True)
    chosen.add_argument("--document", metavar="UID", help="one document, by its number or the beginning of it")
    chosen.add_argument("--patient", metavar="IIN", help="every signed document of one patient")
    parser.add_argument("--card", action="store_true", help="the card of an electronic document (PDF) beside each ZIP")
    parser.add_argument("--codes", action="store_true", help="with QR codes in the card")


def _take(call: Call) -> int:
    from app import patients, signed_documents
    from app.domain.identity import Iin
    from app.takeaway.card import card
    from app.takeaway.package import package
    from app.takeaway.taking import take_away

    a = call.arguments
    patient_id = call.practice.read(patients.by_iin, Iin(a.patient)).patient_id if a.patient else None
    rows = call.practice.read(signed_documents.documents, patient_id, limit=100_000)
    wanted = [row for row in rows if row.signature_state and (patient_id is not None or row.uid.startswith(a.document))]
    if not wanted:
        raise NotFound("document")
    a.to.mkdir(parents=True, exist_ok=True)
    for row in wanted:
        taken = call.practice.write(take_away, row.document_id)
        files = {f"{taken.name}.zip": package(taken)}
        if a.card or a.codes:
            files[f"{taken.name}.pdf"] = card(taken, with_codes=a.codes)
        for name, content in files.items():
            making = a.to / f"{name}.making"
            making.write_bytes(content)
            making.replace(a.to / name)
        call.out.event("taken", document=taken.uid, files=sorted(files))
    call.out.event("done", path=str(a.to), documents=len(wanted))
    return 0


COMMANDS = (Command("take-away", "signed documents with all that proves them", Needs.RECORD, _take, _arguments),)

"""Commands of the imaging side: what devices are to do."""

from __future__ import annotations

import argparse

from app.commands.command import Call, Command, Needs
from app.commands.reading import moment


def _worklist_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="add|list")
    adding = actions.add_parser("add", help="order an examination; a running program tells it to the devices")
    adding.add_argument("--iin", required=True)
    adding.add_argument("--modality", required=True, help="DICOM modality: US, DX, CT, ECG, ...")
    adding.add_argument("--accession", default="", help="at most 16 characters; without it one is issued")
    adding.add_argument("--description", default="")
    adding.add_argument("--start", required=True, type=moment, metavar="MOMENT", help="ISO 8601")
    adding.add_argument("--station-ae", default="", metavar="AE", help="AE title of the device; without it any")
    adding.add_argument("--priority", default="ROUTINE", choices=("STAT", "HIGH", "ROUTINE", "MEDIUM", "LOW"))
    actions.add_parser("list", help="what devices may ask for now, in the order they are told")


def _worklist(call: Call) -> int:
    if call.arguments.action == "add":
        return _worklist_add(call)
    from app import worklist

    steps = call.practice.read(worklist.steps)
    for step in steps:
        call.out.value({
            "accession": step.accession_number, "start": step.starts_at, "modality": step.modality,
            "description": step.description, "patient": step.name.full, "patient_id": step.patient_id,
            "station_ae": step.station_ae_title, "state": step.state, "in_room": step.is_in_room,
        })  # fmt: skip
    call.out.event("done", steps=len(steps))
    return 0


def _worklist_add(call: Call) -> int:
    from app import orders, patients
    from app.domain.identity import Iin
    from app.domain.order import OrderDraft, OrderKind

    a = call.arguments
    patient = call.practice.read(patients.by_iin, Iin(a.iin))
    draft = OrderDraft(
        patient.patient_id, OrderKind.IMAGING, a.start, modality=a.modality, description=a.description,
        station_ae_title=a.station_ae, accession_number=a.accession, priority=a.priority,
    )  # fmt: skip
    placed = call.practice.write(orders.place, draft)
    call.out.event("ordered", accession=placed.accession_number, study_instance_uid=placed.study_instance_uid)
    return 0


COMMANDS = (
    Command(
        "worklist", "order an examination, list what devices may ask for", Needs.RECORD, _worklist, _worklist_arguments
    ),
)

"""Commands of the imaging side: what devices are to do, and other archives."""

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
            "accession": step.accession_number, "start": step.starts_at.isoformat(), "modality": step.modality,
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


def _there(parser: argparse.ArgumentParser, option: str) -> None:
    parser.add_argument(option, dest="there", required=True, metavar="HOST:PORT:AE")
    parser.add_argument("--tls", action="store_true", help="over TLS (PS3.15 B.12)")


def _send_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--study", required=True, metavar="UID", help="Study Instance UID")
    parser.add_argument("--iin", metavar="IIN", help="whose part of a study that was split")
    _there(parser, "--to")


def _send(call: Call) -> int:
    from app import dicom_network, patients
    from app.domain.identity import Iin

    node = dicom_network.place(call.arguments.there, tls=call.arguments.tls, practice=call.practice)
    sent = failed = 0
    whose = call.practice.read(patients.by_iin, Iin(call.arguments.iin)).patient_id if call.arguments.iin else None
    for outcome in dicom_network.send_study(call.practice, call.arguments.study, node, patient_id=whose):
        sent, failed = sent + outcome.is_sent, failed + (not outcome.is_sent)
        if outcome.code != "sent":
            one = outcome.wanted
            call.out.event(
                "instance", uid=one.sop_instance_uid, outcome=outcome.code, status=f"{outcome.status:04X}",
                sop_class=one.sop_class_uid, transfer_syntax=one.transfer_syntax_uid,
            )  # fmt: skip
    call.out.event("done", sent=sent, failed=failed)
    return 0 if not failed else 1


def _pacs_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="echo|query|fetch")
    _there(actions.add_parser("echo", help="whether it answers"), "--at")
    asking = actions.add_parser("query", help="look for studies there")
    _there(asking, "--at")
    for name in ("patient-id", "patient-name", "study-date", "accession-number", "modality"):
        asking.add_argument(f"--{name}", default="")
    fetching = actions.add_parser("fetch", help="bring a study here; it is filed like a received one")
    _there(fetching, "--at")
    fetching.add_argument("--study", required=True, metavar="UID")


def _pacs(call: Call) -> int:
    from dataclasses import asdict

    from app import dicom_network

    a = call.arguments
    node = dicom_network.place(a.there, tls=a.tls, practice=call.practice)
    if a.action == "echo":
        dicom_network.echo(call.practice, node)
        call.out.event("done", answered=True)
    elif a.action == "query":
        names = ("patient_id", "patient_name", "study_date", "accession_number", "modality")
        found = dicom_network.query(call.practice, node, {name: value for name in names if (value := getattr(a, name))})
        for study in found:
            call.out.event("study", **asdict(study))
        call.out.event("done", studies=len(found))
    else:
        count = dicom_network.fetch(call.practice, node, a.study)
        call.out.event("done", fetched=count)
    return 0


COMMANDS = (
    Command(
        "worklist", "order an examination, list what devices may ask for", Needs.RECORD, _worklist, _worklist_arguments
    ),
    Command("send", "send a study to another archive", Needs.RECORD, _send, _send_arguments),
    Command("pacs", "try another archive, look for studies there, fetch one", Needs.RECORD, _pacs, _pacs_arguments),
)

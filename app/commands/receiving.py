"""`hub`, `serve`, `intake`: receiving from devices, with and without an unlocked record."""

from __future__ import annotations

import argparse
import signal
import threading
from typing import Any

from app.commands.command import Call, Command, Needs
from app.commands.reading import port


def _ports(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--bind", metavar="ADDRESS", help="address to listen on; default: the practice's setting")
    parser.add_argument("--dicom-port", type=port, metavar="PORT", help="0: any free one")
    parser.add_argument("--hl7-port", type=port, metavar="PORT", help="0: any free one")
    parser.add_argument("--dicom-tls-port", type=port, metavar="PORT", help="DICOM over TLS; default: the setting")
    parser.add_argument("--astm-port", type=port, metavar="PORT", help="ASTM E1381 over TCP; default: the setting")
    parser.add_argument("--watch", action="append", metavar="DIR", help="a folder to take files from; may be repeated")
    parser.add_argument("--ae-title", metavar="TITLE")


_WISHES = ("bind", "dicom_port", "hl7_port", "dicom_tls_port", "astm_port", "watch", "ae_title")


def _wishes(call: Call) -> dict[str, Any]:
    return {name: getattr(call.arguments, name) for name in _WISHES}


def _hub(call: Call) -> int:
    from devices import hub

    return hub.run(call.folder, _wishes(call), call.out.value)


def _serve(call: Call) -> int:
    """Hub, intake and exchange without a window, until SIGTERM."""
    from app import assembly
    from app.domain.events import ObjectFiled

    end = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: end.set())

    def told(event: object) -> None:
        if isinstance(event, ObjectFiled):
            call.out.event("filed", kind=event.kind, object=event.object_id, matched=event.patient_id is not None)

    forget = call.practice.subscribers.add(told)
    workers = assembly.start_workers(call.practice, hub_wishes=_wishes(call), hub_events=call.out.value)
    try:
        end.wait()
    finally:
        workers.stop(stop_hub=True)
        forget()
    return 0


def _intake(call: Call) -> int:
    from app import assembly

    done = assembly.file_what_lies_there(call.practice)
    call.out.event("done", filed=done.filed, inbox=done.inbox, duplicates=done.duplicates, errors=done.errors)
    return 0


COMMANDS = (
    Command("hub", "receive from devices; needs no password", Needs.FOLDER, _hub, _ports, in_batch=False),
    Command(
        "serve", "hub, intake and exchange without a window", Needs.RECORD, _serve, _ports, owns=True, in_batch=False
    ),
    Command("intake", "file what lies in the archive, once", Needs.RECORD, _intake, owns=True),
)

"""`stand-in-ministry`, `stand-in-pki`: the servers that no development machine can reach, on loopback."""

from __future__ import annotations

import argparse
import signal
import threading
from pathlib import Path

from app.commands.command import Call, Command, Needs
from app.commands.reading import port


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


def _pki(call: Call) -> int:
    from app.stand_ins import pki

    with pki.serve(call.arguments.folder, "127.0.0.1", call.arguments.port) as server:
        call.out.event("ready", url=server.url, tsa=server.tsa_url, folder=str(call.arguments.folder))
        _wait_for_the_end()
    return 0


COMMANDS = (
    Command(
        "stand-in-ministry",
        "a ministry intake that validates and can fail on demand",
        Needs.NOTHING,
        _ministry,
        _address,
    ),
    Command("stand-in-pki", "a certificate and time-stamp authority marked TEST", Needs.NOTHING, _pki, _pki_arguments),
)

"""The receiver as a person sees it: what to enter at a device, whether the hub listens, and what it heard last.

Asks a running hub over its control channel (`devices/control.py`); without one, the settings on the disk tell where it
will listen. Reads no record.
"""

from __future__ import annotations

import contextlib
import socket
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.domain.device import OFF, HubSettings
from app.paths import DataFolder
from devices import hub_run, hub_settings
from devices.control import ControlClient, NotAuthentic

_EVERYWHERE = {"0.0.0.0", "::", ""}  # noqa: S104  compared, not bound


@dataclass(frozen=True, slots=True)
class WireLine:
    """One line of the hub's log; no content of messages, no patient."""

    at: datetime
    level: str  # info, warning, error
    text: str


@dataclass(frozen=True, slots=True)
class Receiver:
    addresses: tuple[str, ...]
    computer: str
    ae_title: str
    dicom_port: int
    hl7_port: int
    is_running: bool
    problem: str  # code of why it does not listen, or empty
    log: tuple[WireLine, ...]  # newest first
    dicom_tls_port: int = OFF
    astm_port: int = OFF
    bind: str = "127.0.0.1"

    @property
    def host(self) -> str:
        """Where this computer itself reaches the receiver."""
        return "127.0.0.1" if self.bind in _EVERYWHERE else self.bind


def look(folder: DataFolder) -> Receiver:
    """One look; may take seconds where a hub does not answer. Raises `NotFound`, `Damaged` for its settings."""
    settings = hub_settings.read(folder.hub_settings).settings
    status, problem = _ask(folder)
    ports = (int(status.get("dicom") or settings.dicom_port), int(status.get("hl7") or settings.hl7_port))
    return Receiver(
        addresses=addresses(settings),
        computer=socket.gethostname(),
        ae_title=str(status.get("ae_title") or settings.ae_title),
        dicom_port=ports[0],
        hl7_port=ports[1],
        is_running=bool(status),
        problem=problem,
        log=tuple(_line(one) for one in reversed(status.get("log") or [])),
        dicom_tls_port=int(status.get("dicom_tls") or settings.dicom_tls_port),
        astm_port=int(status.get("astm") or settings.astm_port),
        bind=str(status.get("bind") or settings.bind),
    )


def ask(folder: DataFolder, command: str, **facts: Any) -> dict[str, Any] | None:
    """One command of the running hub's control channel; None where no hub answers."""
    run = hub_run.read(folder.hub_run)
    if run is None or not run.control_port:
        return None
    try:
        with ControlClient(run.control_port, bytes.fromhex(run.token)) as client:
            return client.ask(command, **facts)
    except (OSError, ValueError, NotAuthentic):
        return None


@dataclass(frozen=True, slots=True)
class LinkState:
    """How a connection is that the receiver itself makes (`devices/links.py`)."""

    is_connected: bool
    since: datetime
    failure: str  # name of what went wrong last, for support
    is_folder: bool = False


def link_state(folder: DataFolder, peer: str) -> LinkState | None:
    """Of the link to this place; None where there is none or no hub answers."""
    for command in ("links", "folders"):
        answer = ask(folder, command) or {}
        mine = next((one for one in answer.get(command, ()) if one.get("peer") == peer), None)
        if mine is not None:
            since = datetime.fromisoformat(str(mine["since"]))
            is_folder = command == "folders"
            return LinkState(bool(mine.get("connected")), since, str(mine.get("failure", "")), is_folder)
    return None


def _ask(folder: DataFolder) -> tuple[dict[str, Any], str]:
    """The hub's status, or the code of why there is none."""
    run = hub_run.read(folder.hub_run)
    if run is None:
        return {}, "hub-not-running"
    if run.problem:
        return {}, run.problem
    try:
        with ControlClient(run.control_port, bytes.fromhex(run.token)) as client:
            return client.ask("status"), ""
    except (OSError, ValueError, NotAuthentic):
        return {}, "hub-not-running"


def addresses(settings: HubSettings) -> tuple[str, ...]:
    """Where devices reach this computer; the loopback only where the hub listens on nothing else."""
    if settings.bind not in _EVERYWHERE:
        return (settings.bind,)
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # RFC 5737, documentation: UDP connect only chooses a route, nothing is sent
        return (str(probe.getsockname()[0]),)
    return ("127.0.0.1",)


def _line(entry: dict[str, str]) -> WireLine:
    return WireLine(datetime.fromisoformat(entry["at"]), entry["level"], entry["text"])

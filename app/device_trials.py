"""Trying a connection: our own test object through the real port, C-ECHO to a device, a plain connection.

The test object is of nobody (`app/domain/heard.py: SELF_TEST`): intake keeps it and files it nowhere. Each trial
answers the steps that it went through, the last of which may have failed; it never raises for what a peer does.
"""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from app.domain.device import Transport
from app.domain.errors import WorldError
from app.domain.heard import SELF_TEST
from app.domain.identity import PersonName, Sex

Way = Literal["dicom", "hl7", "astm", "folder"]
WAYS: dict[Transport, Way] = {
    Transport.DICOM: "dicom", Transport.HL7: "hl7", Transport.ASTM: "astm", Transport.FOLDER: "folder",
}  # fmt: skip
_SECONDS = 5.0
_LONGEST = 120.0  # for a disk that is busy, before the receiver answers


@dataclass(frozen=True, slots=True)
class Step:
    """`code`: connected, associated, echoed, stored, acknowledged, written; where it failed, why stands in `facts`."""

    code: str
    is_good: bool = True
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Trial:
    steps: tuple[Step, ...]

    @property
    def is_good(self) -> bool:
        return bool(self.steps) and self.steps[-1].is_good


def send_to_ourselves(way: Way, place: str, port: int, at: datetime, *, called: str = "SHIPAGER") -> Trial:
    """A test object by the way that devices go: `place` is the receiver's host, or the watched folder."""
    send = {"dicom": _dicom, "hl7": _hl7, "astm": _astm, "folder": _folder}[way]
    return Trial(tuple(send(place, port, at, called)))


def echo(host: str, port: int, *, called: str, calling: str) -> Trial:
    """C-ECHO to a device or archive (PS3.7 9.1.5)."""
    return Trial(tuple(_echo(host, port, called, calling)))


def connect(host: str, port: int) -> Trial:
    """Whether anybody listens there; nothing is sent."""
    return Trial(tuple(_connect(host, port)))


def _connect(host: str, port: int) -> Iterator[Step]:
    try:
        with socket.create_connection((host, port), _SECONDS):
            yield Step("connected")
    except (OSError, UnicodeError):
        yield Step("connected", is_good=False, facts={"host": host, "port": port})


def _echo(host: str, port: int, called: str, calling: str) -> Iterator[Step]:
    first = next(_connect(host, port))
    yield first
    if not first.is_good:
        return
    from devices import dicom_command
    from devices import dicom_upper_layer as ul
    from devices.dicom_requestor import Node, Requested
    from devices.wire import PeerGone, TooSlow

    proposed = ul.ProposedContext(1, ul.VERIFICATION, (ul.IMPLICIT_VR_LITTLE_ENDIAN,))
    is_associated, statuses = False, list[int]()
    try:
        with Requested(Node(host, port, called), calling, [proposed]) as association:
            context = association.context_for(ul.VERIFICATION)
            if context is not None:
                is_associated = True
                answers = association.conversation.ask(
                    context.context_id, ul.VERIFICATION, dicom_command.C_ECHO_RQ, b""
                )
                statuses = [response.status for response, _ in answers]
    except (WorldError, PeerGone, TooSlow, ul.ProtocolFault):
        statuses = []
    yield Step("associated", is_good=is_associated, facts={} if is_associated else {"called": called})
    if is_associated:
        yield Step("echoed", is_good=statuses == [dicom_command.SUCCESS])


def _dicom(host: str, port: int, at: datetime, called: str) -> Iterator[Step]:
    first = next(_connect(host, port))
    yield first
    if not first.is_good:
        return
    from app.stand_ins.device_objects import Sitter, ultrasound
    from app.stand_ins.device_senders import send_objects

    sitter = Sitter(PersonName(SELF_TEST), "", Sex.UNKNOWN, patient_id=SELF_TEST)
    try:
        send_objects(host, port, [ultrasound(sitter, at, frames=1, size=64)], calling=SELF_TEST, called=called)
    except WorldError as error:
        yield Step("stored", is_good=False, facts={"status": error.facts.get("status", error.code)})
        return
    yield Step("stored")


def _hl7(host: str, port: int, at: datetime, _called: str) -> Iterator[Step]:
    from app.stand_ins.device_senders import send_message

    try:
        answer = send_message(host, port, hl7_object(at), timeout=_LONGEST)
    except (OSError, WorldError, ValueError):
        yield Step("connected", is_good=False, facts={"host": host, "port": port})
        return
    yield Step("connected")
    yield Step("acknowledged", is_good=b"MSA|AA|" in answer or b"MSA|CA|" in answer)


def hl7_object(at: datetime) -> bytes:
    """An ORU^R01 of nobody with one value (HL7 v2.5.1 chapter 7)."""
    stamp = f"{at:%Y%m%d%H%M%S}"
    number = f"{stamp}{at.microsecond:06d}"
    segments = (
        f"MSH|^~\\&|{SELF_TEST}|{SELF_TEST}|SHIPAGER||{stamp}||ORU^R01|{number}|P|2.5.1||||||UNICODE UTF-8",
        f"PID|1||{SELF_TEST}||{SELF_TEST}",
        f"OBR|1||{stamp}|TEST^TEST^L|||{stamp}",
        f"OBX|1|NM|TEST^TEST^L||1|1||||||F|||{stamp}",
    )  # fmt: skip
    return ("\r".join(segments) + "\r").encode()


def _astm(host: str, port: int, at: datetime, _called: str) -> Iterator[Step]:
    """One message frame by frame, each acknowledged (ASTM E1381-95 6)."""
    records = (
        f"H|\\^&|||{SELF_TEST}|||||||P|1|{at:%Y%m%d%H%M%S}",
        f"P|1|{SELF_TEST}|{SELF_TEST}",
        f"O|1|{SELF_TEST}||^^^TEST",
        "R|1|^^^TEST|1|1",
        "L|1|N",
    )
    try:
        with socket.create_connection((host, port), _SECONDS) as line:
            yield Step("connected")
            line.settimeout(_LONGEST)
            line.sendall(b"\x05")
            taken = line.recv(1) == b"\x06"
            for number, one in enumerate(records, 1):
                body = f"{number % 8}{one}\r".encode() + b"\x03"
                line.sendall(b"\x02" + body + f"{sum(body) % 256:02X}".encode() + b"\r\n")
                taken = taken and line.recv(1) == b"\x06"
            line.sendall(b"\x04")
            yield Step("acknowledged", is_good=taken)
    except OSError:
        yield Step("connected", is_good=False, facts={"host": host, "port": port})


def _folder(place: str, _port: int, at: datetime, _called: str) -> Iterator[Step]:
    """A message as a file, whole from its first moment: written beside, then named."""
    whole = Path(place) / f"shipager-test-{at:%Y%m%d%H%M%S}.hl7"
    part = whole.with_name(f".{whole.name}.part")
    try:
        part.write_bytes(hl7_object(at))
        part.replace(whole)
    except OSError:
        with contextlib.suppress(OSError):
            part.unlink()
        yield Step("written", is_good=False, facts={"folder": place})
        return
    yield Step("written")

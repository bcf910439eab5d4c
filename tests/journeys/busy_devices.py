"""A busy practice's devices in a process of their own: they send for a time, then tell what was acknowledged.

    python busy_devices.py '{"seconds": 60, "dicom": 11112, "hl7": 2575, "astm": 15200, "people": [...]}'

Four DICOM devices (CT slices, one after another, on associations that stay), three HL7 analysers on connections that
stay, one ASTM analyser. The answer is one JSON line: the number of acknowledged objects, messages and sessions.
"""

from __future__ import annotations

import json
import socket
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(_ROOT), str(_ROOT / "tests")]

from app.domain.errors import WorldError  # noqa: E402  found by the path above
from app.domain.identity import Iin, PersonName, Sex  # noqa: E402  as above
from app.stand_ins.device_objects import Sitter, blood_count  # noqa: E402  as above
from journeys.senders import LOOPBACK, KeptAssociation, PatientDevice, image  # noqa: E402  as above

_ENQ, _ACK, _EOT = b"\x05", b"\x06", b"\x04"


class KeptConnection:
    """An analyser that keeps its MLLP connection."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._connection: socket.socket | None = None

    def report(self, message: bytes) -> None:
        """Raises `OSError`, `WorldError` where it was not acknowledged."""
        try:
            if self._connection is None:
                self._connection = socket.create_connection((LOOPBACK, self._port), timeout=30)
            self._connection.sendall(b"\x0b" + message + b"\x1c\r")
            answer = b""
            while not answer.endswith(b"\x1c\r"):
                piece = self._connection.recv(4096)
                if not piece:
                    raise ConnectionResetError
                answer += piece
        except OSError:
            self.close()
            raise
        if b"MSA|AA|" not in answer:
            raise WorldError("refused")

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def astm_session(port: int, records: list[str]) -> None:
    """One message as LIS1-A sends it: ENQ, a frame for each record, EOT. Raises `OSError`, `WorldError`."""
    with socket.create_connection((LOOPBACK, port), timeout=30) as connection:

        def say(what: bytes) -> None:
            connection.sendall(what)
            if connection.recv(1) != _ACK:
                raise WorldError("refused")

        say(_ENQ)
        for number, one in enumerate(records, 1):
            inside = str(number % 8).encode() + one.encode("utf-8") + b"\r\x03"
            say(b"\x02" + inside + f"{sum(inside) % 256:02X}".encode() + b"\r\n")
        connection.sendall(_EOT)


def blood_of(who: Sitter, number: int) -> list[str]:
    """A short ASTM result of LIS2-A2."""
    iin = who.iin.value if who.iin else ""
    at = datetime.now(UTC).strftime("%Y%m%d%H%M%S")
    return [
        f"H|\\^&|||Soak^1|||||||P|1|{at}",
        f"P|1||{iin}||{who.name.surname}^{who.name.given}||{who.birth_date}|{who.sex.value[0].upper()}",
        f"O|1|S{number}||^^^WBC|R||{at}",
        f"R|1|^^^WBC|{5 + number % 50 / 10}|10*9/L|4.0 to 9.0|N||F||||{at}",
        f"R|2|^^^HGB|{120 + number % 30}|g/L|120 to 160|N||F||||{at}",
        "L|1|N",
    ]


def devices_of(wanted: dict[str, Any]) -> dict[str, list[PatientDevice]]:
    people = [Sitter(PersonName(*one[0]), one[1], Sex(one[2]), Iin(one[3])) for one in wanted["people"]]
    mark = f"{time.time_ns() % 10**12}"

    def slices(place: int) -> Callable[[int], None]:
        kept = KeptAssociation(wanted["dicom"], f"CT-{place}")
        study = f"2.25.9{mark}{place}"
        who = people[place % len(people)]
        return lambda n: kept.store(f"{study}.{n}", image(f"{study}.{n}", f"{study}0{n // 50}", who, 1 << 17))

    def blood(place: int) -> Callable[[int], None]:
        kept = KeptConnection(wanted["hl7"])
        who = people[place % len(people)]
        return lambda n: kept.report(blood_count(who, datetime.now(UTC), control_id=f"{mark}-{place}-{n}"))

    def astm(n: int) -> None:
        astm_session(wanted["astm"], blood_of(people[0], n))

    return {
        "dicom": [PatientDevice(slices(place), 0.1) for place in range(4)],
        "hl7": [PatientDevice(blood(place), 0.25) for place in range(3)],
        "astm": [PatientDevice(astm, 0.5)] if wanted["astm"] else [],
    }


def main() -> None:
    wanted = json.loads(sys.argv[1])
    devices = devices_of(wanted)
    every = [one for group in devices.values() for one in group]
    for one in every:
        one.start()
    time.sleep(wanted["seconds"])
    for one in every:
        one.enough.set()
    for one in every:
        one.join(60)
        one.hopeless.set()
    counts = {name: sum(len(one.acknowledged) for one in group) for name, group in devices.items()}
    sys.stdout.write(json.dumps(counts) + "\n")


if __name__ == "__main__":
    main()

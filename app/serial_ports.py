"""The serial ports of this computer, as the system names them, for a person to choose one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SerialPort:
    name: str  # "COM3", "/dev/ttyUSB0": what a link's settings hold
    description: str  # what the system says of the adapter, or empty


def found() -> tuple[SerialPort, ...]:
    """Every port there is now; an adapter that was just plugged in is there at the next call."""
    from serial.tools import list_ports

    ports = sorted(list_ports.comports(), key=lambda one: one.device)
    return tuple(
        SerialPort(one.device, "" if one.description in {"n/a", one.device} else one.description or "") for one in ports
    )

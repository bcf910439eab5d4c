"""What every part of the hub is given: its settings, where bytes are kept, what is known, whom to ask, where to log."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from app.domain.device import HubSettings
from devices.knowledge import Knowledge
from devices.questions import Questions
from devices.reception import Reception
from devices.wire_log import WireLog


@dataclass(frozen=True, slots=True)
class Equipment:
    settings: HubSettings
    reception: Reception
    folder: Path  # the practice's data folder: the hub's own small files lie there
    knowledge: Knowledge = field(default_factory=Knowledge)
    questions: Questions = field(default_factory=Questions)
    wire_log: WireLog = field(default_factory=WireLog)


class Part(Protocol):
    """A part of the hub that receives: a port, or the links to devices that do not come by themselves.

    Made by an `open_…(equipment)` that raises `WorldError` where it cannot listen; `start`, then `stop`.
    """

    @property
    def ports(self) -> dict[str, int]:
        """Open ports by the name that `ready` and the status tell: dicom, dicom_tls, hl7, astm."""
        ...

    @property
    def connected(self) -> int:
        """Devices that are connected now."""
        ...

    @property
    def receiving(self) -> int:
        """Messages on their way now."""
        ...

    def start(self) -> None: ...

    def stop(self, seconds: float) -> None:
        """Nobody new; what is on its way may finish within `seconds`."""
        ...

    def close(self) -> None:
        """Free the ports of a part that was never started."""
        ...

    def commands(self) -> dict[str, Callable[[dict[str, Any]], dict[str, Any]]]:
        """Commands of the control channel that the part answers, by name."""
        ...

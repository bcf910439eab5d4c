"""The ASTM port: analysers and their serial converters that come by themselves over TCP, a thread for each."""

from __future__ import annotations

import contextlib
import logging
import socket
import threading
import time
from collections.abc import Callable
from typing import Any

from app.domain.device import OFF, Transport
from app.domain.device_settings import DeviceSettings, HubDevice
from devices.astm_session import MAX_MESSAGE, AstmSession
from devices.door import Door
from devices.equipment import Equipment, Part
from devices.limits import SharedMemory
from devices.wire import PeerGone, TooSlow, Wire

log = logging.getLogger(__name__)

_QUIET_SECONDS = 1.0  # a visitor that never sent a message makes room for another after so much silence


def open_port(equipment: Equipment) -> Part | None:
    """The port, or None where it is switched off. Raises what `devices.wire.listen` raises."""
    return None if equipment.settings.astm_port == OFF else AstmServer(equipment)


class AstmServer:
    """The ASTM port of the hub (`devices.equipment.Part`)."""

    def __init__(self, equipment: Equipment) -> None:
        self._equipment = equipment
        self._memory = SharedMemory(4 * MAX_MESSAGE)
        settings = equipment.settings
        self._door: Door[_Visitor] = Door("astm", settings.bind, settings.astm_port, self._admit)
        self.start, self.stop, self.close = self._door.start, self._door.stop, self._door.close

    @property
    def ports(self) -> dict[str, int]:
        return self._door.ports

    @property
    def connected(self) -> int:
        return self._door.connected

    @property
    def receiving(self) -> int:
        return self._door.receiving

    def commands(self) -> dict[str, Callable[[dict[str, Any]], dict[str, Any]]]:
        return {"send-order": self._send_order}

    def _send_order(self, request: dict[str, Any]) -> dict[str, Any]:
        """An order to an analyser that is connected now: by its name and address, else the only one at the address."""
        if request.get("transport") != Transport.ASTM.value:
            return {"reply": "not-connected"}
        there = [one.session for one in self._door.inside if one.address == request.get("peer")]
        named = [one for one in there if one.calling == request.get("calling")]
        # A connection that has not sent anything yet does not say who it is.
        chosen = named or [one for one in there if not one.calling]
        return chosen[-1].send_order(request) if chosen else {"reply": "not-connected"}

    def _admit(self, accepted: socket.socket, address: str) -> _Visitor | None:
        if not self._make_room():
            return None
        return _Visitor(accepted, address, self._equipment, self._memory, self._door.left)

    def _make_room(self) -> bool:
        """Analysers keep connections open for days; one is ended only when another needs its place."""
        inside, settings = self._door.inside, self._equipment.settings
        if len(inside) < settings.max_connections:
            return True
        now = time.monotonic()
        quiet = [one for one in inside if not one.session.messages and now - one.session.last_heard > _QUIET_SECONDS]
        quiet = quiet or [one for one in inside if now - one.session.last_heard > settings.idle_seconds]
        if not quiet:
            return False
        oldest = min(quiet, key=lambda one: one.session.last_heard)
        self._door.left(oldest)
        log.info("astm: a silent connection from %s made room for another", oldest.address)
        oldest.cut()
        return True


class _Visitor(threading.Thread):
    """One connection of an analyser, on its own thread (`devices.door.Visitor`)."""

    def __init__(
        self, accepted: socket.socket, address: str, equipment: Equipment, memory: SharedMemory,
        left: Callable[[_Visitor], None],
    ) -> None:  # fmt: skip
        super().__init__(name="astm-connection")
        self.address = address
        self._wire = Wire(accepted)
        self._left = left
        device = HubDevice(Transport.ASTM.value, "", address, DeviceSettings())
        self.session = AstmSession(self._wire, device, equipment, is_link=False, memory=memory)

    @property
    def in_message(self) -> bool:
        return self.session.in_message

    def end(self) -> None:
        self.session.end()

    def cut(self) -> None:
        self._wire.hang_up()

    def run(self) -> None:
        try:
            with contextlib.suppress(PeerGone, TooSlow):
                self.session.serve()
        finally:
            self._wire.close()
            self._left(self)

"""What the hub knows beside its ports: settings of devices from `hub.json`, and today's steps from the program.

The steps hold patients; they are in memory only and gone with the process, or when the practice is closed. Safe to
call from many threads: values are replaced whole, never changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from app.domain.device_settings import DeviceSettings, HubDevice
from app.domain.scheduled import ScheduledStep


class Knowledge:
    """Asked by every listener; told by the control channel."""

    def __init__(self, devices: Iterable[HubDevice] = ()) -> None:
        self._devices = tuple(devices)
        self._steps: tuple[ScheduledStep, ...] = ()
        self._watchers: list[Callable[[], None]] = []

    @property
    def devices(self) -> tuple[HubDevice, ...]:
        return self._devices

    @property
    def steps(self) -> tuple[ScheduledStep, ...]:
        """Today's steps, in the order a device should list them; empty while nobody told."""
        return self._steps

    def put_steps(self, steps: Iterable[ScheduledStep]) -> None:
        self._steps = tuple(steps)

    def put_devices(self, devices: Iterable[HubDevice]) -> None:
        """Other settings; whoever watches is told on the caller's thread."""
        self._devices = tuple(devices)
        for watcher in list(self._watchers):
            watcher()

    def watch_devices(self, watcher: Callable[[], None]) -> None:
        """Have `watcher` called whenever settings of devices changed."""
        self._watchers.append(watcher)

    def settings_of(self, transport: str, calling: str, peer: str) -> DeviceSettings:
        """A device's settings; the defaults where it has none."""
        return self.device_of(transport, calling, peer).settings

    def device_of(self, transport: str, calling: str, peer: str) -> HubDevice:
        """The device of this name at this address, else of this name anywhere, else one with the defaults.

        Names are compared without regard to case and outer spaces: devices are careless with both (AE titles).
        """
        wanted = calling.strip().casefold()
        named = [
            one for one in self._devices if one.transport == transport and one.calling.strip().casefold() == wanted
        ]
        exact = next((one for one in named if one.peer == peer), None)
        if exact is None and wanted and len(named) == 1:
            exact = named[0]
        return exact or HubDevice(transport, calling, peer, DeviceSettings())

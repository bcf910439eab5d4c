"""The frames of the object that is shown: decoded in the pool one after the other, the last ones kept.

Only one frame is decoded at a time; of several that were asked for meanwhile the newest wins, so that a fast wheel
never queues up work.
"""

from __future__ import annotations

from collections import OrderedDict

import numpy as np
from PySide6.QtCore import QObject, Signal

from app import results
from app.domain.errors import WorldError
from app.domain.imaging import DecodedFrame
from app.domain.observation import InstanceSummary
from ui.context import Context
from ui.viewer.pictures import pictures_of
from ui.viewer.window_level import Greyscale, Window

_KEPT_BYTES = 256 * 1024 * 1024

Key = tuple[int, int]  # instance, frame


class Frames(QObject):
    """`arrived(frame)` for the frame that is wanted; `failed(code)` where it cannot be shown."""

    arrived = Signal(object)
    failed = Signal(str)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._decoder = pictures_of(context).decoder
        self._instance: InstanceSummary | None = None
        self._body = b""
        self._kept: OrderedDict[Key, DecodedFrame] = OrderedDict()
        self._wanted = 0
        self._is_busy = False

    def open(self, instance: InstanceSummary, frame: int = 0) -> None:
        """Show another object."""
        self._instance, self._body, self._wanted = instance, b"", frame
        self._context.tasks.read(
            self,
            results.instance_content,
            instance.instance_id,
            done=lambda body: self._take_body(instance, body),
            failed=lambda error: self._say(instance, error),
        )

    def show(self, frame: int) -> None:
        """Want a frame of the object that is open."""
        self._wanted = frame
        self._decode()

    @property
    def body(self) -> bytes:
        """The object's bytes; empty until they are read."""
        return self._body

    def _take_body(self, instance: InstanceSummary, body: bytes) -> None:
        if instance is self._instance:
            self._body = body
            self._decode()

    def _decode(self) -> None:
        instance, number = self._instance, self._wanted
        if instance is None or not self._body or self._is_busy:
            return
        kept = self._kept.get((instance.instance_id, number))
        if kept is not None:
            self._kept.move_to_end((instance.instance_id, number))
            self.arrived.emit(kept)
            return
        self._is_busy = True
        body, key = self._body, f"instance-{instance.instance_id}"
        self._context.tasks.work(
            self,
            lambda _: self._decoder.frame(body, number, key=key),
            done=lambda frame: self._take_frame(instance, frame),
            failed=lambda error: self._not_decoded(instance, error),
        )

    def _take_frame(self, instance: InstanceSummary, frame: DecodedFrame) -> None:
        self._is_busy = False
        self._kept[instance.instance_id, frame.frame] = frame
        while len(self._kept) > 1 and sum(len(one.pixels) for one in self._kept.values()) > _KEPT_BYTES:
            self._kept.popitem(last=False)
        if instance is self._instance and frame.frame == self._wanted:
            self.arrived.emit(frame)
        else:
            self._decode()

    def _not_decoded(self, instance: InstanceSummary, error: WorldError) -> None:
        self._is_busy = False
        self._say(instance, error)
        if instance is not self._instance:
            self._decode()

    def _say(self, instance: InstanceSummary, error: WorldError) -> None:
        if instance is self._instance:
            self.failed.emit(error.code)


def greyscale_of(frame: DecodedFrame) -> Greyscale:
    """A single-sample frame for the window table."""
    stored = np.frombuffer(frame.pixels, dtype=np.dtype(frame.sample_type)).reshape(frame.rows, frame.columns)
    return Greyscale.of(stored, frame.slope, frame.intercept, darkens=frame.photometric == "MONOCHROME1")


def colours_of(frame: DecodedFrame) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """Rows × columns × 3."""
    return np.frombuffer(frame.pixels, dtype=np.uint8).reshape(frame.rows, frame.columns, 3)


def first_window(frame: DecodedFrame, grey: Greyscale) -> Window:
    """The device's own window, else the full range of the frame."""
    return Window(*frame.windows[0]) if frame.windows else grey.full_range

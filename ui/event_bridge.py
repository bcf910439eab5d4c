"""Brings events from the thread that committed to the screen's thread: one object, one signal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from app.domain.events import Event


class EventSource(Protocol):
    """`app.events.Subscribers`, as far as the screen needs it."""

    def add(self, subscriber: Callable[[Event], None], /) -> Callable[[], None]: ...


class EventBridge(QObject):
    """Connect to `happened`; it is emitted on the thread where this object lives."""

    happened = Signal(object)

    def __init__(self, source: EventSource | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # A signal emitted from another thread is queued by Qt and delivered on this object's own.
        self._end = source.add(self.happened.emit) if source is not None else None

    def close(self) -> None:
        """End the subscription; nothing is delivered afterwards."""
        if self._end is not None:
            self._end()
            self._end = None

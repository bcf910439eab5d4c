"""Looks at the receiver's wire log twice a second while somebody watches, off the screen's thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from app import wire
from app.domain.errors import WorldError
from app.wire import WireLook
from ui.context import Context

_EVERY_MS = 500


class WireListener(QObject):
    """`start` and `stop` with the page; `heard(look)` on the screen's thread, also where nothing new came."""

    heard = Signal(object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._after = 0
        self._identities = False
        self._waiting = False
        self._run = 0  # an answer that was asked for before a change of mind is dropped
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.ask)

    @property
    def identities(self) -> bool:
        return self._identities

    def start(self) -> None:
        self._timer.start()
        self.ask()

    def stop(self) -> None:
        self._timer.stop()

    def begin_again(self, *, identities: bool) -> None:
        """Everything that the receiver still knows, with or without identities."""
        self._identities, self._after, self._waiting = identities, 0, False
        self._run += 1
        if self._timer.isActive():
            self.ask()

    def ask(self) -> None:
        if self._waiting:
            return
        self._waiting = True
        run, after, identities = self._run, self._after, self._identities
        folder, actor = self._context.practice.folder, self._context.practice.actor

        def take(look: WireLook) -> None:
            if run == self._run:
                self._waiting = False
                # A receiver that was started again counts from one.
                self._after = look.next if look.next >= after else 0
                self.heard.emit(look)

        def failed(_: WorldError) -> None:
            self._waiting = False

        self._context.tasks.work(
            self, lambda _: wire.look(folder, actor, after, identities=identities), done=take, failed=failed
        )

"""What the screens see of an open practice: use cases to read, write and search with.

`app/open_practice.py` fulfils it. The screens name the shape only, so that neither a test nor the
login window loads the store.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from app.domain.access import Actor
from app.domain.practice import Practice
from ui.event_bridge import EventSource

if TYPE_CHECKING:  # the login window comes up without the store
    from app.domain.signature import Check
    from app.opened_keys import OpenedKeys
    from app.record import Sessions

T = TypeVar("T")


class OpenRecord(Protocol):
    """One unlocked practice. `read`, `write` and `search` block: call them through `ui/tasks.py`."""

    @property
    def practice(self) -> Practice: ...

    @property
    def actor(self) -> Actor: ...

    @property
    def warnings(self) -> tuple[Check, ...]:
        """What could not be checked of the certificate that got in."""
        ...

    def read(self, use_case: Callable[..., T], /, *args: Any, **kw: Any) -> T:
        """`use_case(session, actor, *args, **kw)` in a reading session."""
        ...

    def write(self, use_case: Callable[..., T], /, *args: Any, **kw: Any) -> T:
        """The same in a transaction; events are told after its commit."""
        ...

    def search(self, use_case: Callable[..., T], /, *args: Any) -> T:
        """On the connection kept for search as you type. Raises a `WorldError` when interrupted."""
        ...

    @property
    def store(self) -> Sessions:
        """For work in several short transactions on a thread of its own, as signing a batch."""
        ...

    @property
    def opened_keys(self) -> OpenedKeys: ...

    @property
    def subscribers(self) -> EventSource: ...

    def interrupt_search(self) -> None:
        """Stop the search that runs; safe from any thread."""
        ...

    def close(self) -> None: ...

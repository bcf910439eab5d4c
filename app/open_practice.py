"""One opened practice: who works in it, its store, and how a use case is run on it.

The screen, the command line and the workers share this one object. Use cases run on the caller's thread;
`ui/tasks.py` calls from its store thread.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session

from app.domain.access import Actor
from app.opened_keys import OpenedKeys

if TYPE_CHECKING:
    from app.domain.practice import Practice, PracticeDraft
    from app.login import Unlocked

P = ParamSpec("P")
T = TypeVar("T")
UseCase = Callable[Concatenate[Session, Actor, P], T]


class OpenPractice:
    """Made by `app/assembly.py` from an unlocked practice; closed by whoever opened it."""

    def __init__(self, unlocked: Unlocked) -> None:
        self._unlocked = unlocked
        self.folder = unlocked.folder
        self.practice = unlocked.practice
        self.actor = unlocked.actor
        self.store = unlocked.store
        self.keys = unlocked.keys
        self.clock = unlocked.clock
        self.services = unlocked.services
        self.language = unlocked.language  # the user's
        self.warnings = unlocked.warnings  # of the certificate that got in
        self.subscribers = unlocked.store.subscribers
        self.opened_keys = OpenedKeys()
        self._endings: list[Callable[[], None]] = []
        self._is_closed = False

    def read(self, use_case: UseCase[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a use case that only reads."""
        with self.store.reading() as session:
            return use_case(session, self.actor, *args, **kwargs)

    def write(self, use_case: UseCase[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a use case in one transaction; its events are told after the commit."""
        with self.store.writing() as session:
            return use_case(session, self.actor, *args, **kwargs)

    def search(self, use_case: UseCase[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a search on the connection of its own, so that it never waits for a writer."""
        with self.store.searching() as session:
            return use_case(session, self.actor, *args, **kwargs)

    def interrupt_search(self) -> None:
        """Stop the running search: the next key was pressed."""
        self.store.interrupt_search()

    def change(self, draft: PracticeDraft) -> Practice:
        """Other words at the head of documents, and on the login window's sign. Raises what `practices.edit` does."""
        from app import practices

        self.practice = self.write(practices.edit, draft)
        practices.write_sign(self.folder, self.practice)
        return self.practice

    def at_close(self, ending: Callable[[], None]) -> None:
        """Have something ended before the store is closed; last in, first out."""
        self._endings.append(ending)

    def close(self) -> None:
        """End the workers, then the store and the archive. Safe to call twice."""
        if self._is_closed:
            return
        self._is_closed = True
        self.opened_keys.close()
        while self._endings:
            self._endings.pop()()
        self._unlocked.close()

"""The one registry of commands: menu, palette, shortcuts, toolbars, help and tests read it (product rule 5).

A screen adds its commands when it is built and they leave with it:

    context.commands.add(Command("patient.new", lambda: self.tr("New patient"), self.new, "Ctrl+Shift+N"), self)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Command:
    """What the user can tell the program to do.

    `key` is stable and dotted ("place.day"). `title` is asked each time, so it follows the language.
    `shortcut` is written by the Latin letters of the keys ("Ctrl+Shift+N"). `enabled` is asked before it runs and
    when it is shown. `icon` is a Phosphor name. `hidden` commands have a shortcut and stay out of menu and palette.
    """

    key: str
    title: Callable[[], str]
    run: Callable[[], None]
    shortcut: str = ""
    icon: str = ""
    enabled: Callable[[], bool] = _always
    hidden: bool = False


class Commands(QObject):
    """All commands of the window, in the order they came. The newest of one shortcut wins while it is enabled."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: dict[str, Command] = {}

    def add(self, command: Command, owner: QObject | None = None) -> None:
        """Register; it leaves when `owner` is destroyed. Raises `ValueError` on a key that is taken."""
        if command.key in self._all:
            raise ValueError(f"two commands are called {command.key}")
        self._all[command.key] = command
        if owner is not None:
            owner.destroyed.connect(lambda: self._leave(command))
        self.changed.emit()

    def remove(self, key: str) -> None:
        """Take a command out; harmless when it has left already."""
        if self._all.pop(key, None) is not None:
            self.changed.emit()

    def _leave(self, command: Command) -> None:
        if self._all.get(command.key) is command:
            self.remove(command.key)

    def __iter__(self) -> Iterator[Command]:
        return iter(tuple(self._all.values()))

    def find(self, key: str) -> Command | None:
        return self._all.get(key)

    def run(self, key: str) -> bool:
        """Run a command by its key; False where there is none or it is not enabled now."""
        command = self._all.get(key)
        if command is None or not command.enabled():
            return False
        command.run()
        return True

    def by_shortcut(self, chord: str) -> Command | None:
        """The enabled command of a chord; the newest where several have it."""
        for command in reversed(self._all.values()):
            if command.shortcut == chord and command.enabled():
                return command
        return None

    def action(self, key: str, parent: QWidget) -> QAction:
        """The command as an entry of a menu, with its shortcut beside it. Raises `KeyError`."""
        command = self._all[key]
        action = QAction(f"{command.title()}\t{shown(command.shortcut)}".rstrip("\t"), parent)
        action.setEnabled(command.enabled())
        action.triggered.connect(lambda: self.run(key))
        return action

    def menu(self, parent: QWidget, keys: tuple[str, ...] = ()) -> QMenu:
        """A menu of the named commands, or of all that are shown; "" among the keys is a line."""
        menu = QMenu(parent)
        for key in keys or tuple(one.key for one in self if not one.hidden):
            if key in self._all:
                menu.addAction(self.action(key, menu))
            elif not key:
                menu.addSeparator()
        return menu


def shown(shortcut: str) -> str:
    """A shortcut as screens print it: "Ctrl+K" stays so, keys that have a sign get it."""
    return shortcut.replace("Enter", "⏎") if shortcut else ""

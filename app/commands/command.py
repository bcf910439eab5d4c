"""What a command is, and how it speaks: one JSON object per line, or plain sentences.

Exit codes: 0 done, 1 refused or failed with a sentence on standard error, 2 usage.
"""

from __future__ import annotations

import argparse
import json
import sys
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from app.domain.errors import WorldError
from app.paths import DataFolder

if TYPE_CHECKING:
    from app.open_practice import OpenPractice


class Needs(Enum):
    """What must be at hand before a command runs."""

    NOTHING = "nothing"
    FOLDER = "folder"
    RECORD = "record"  # unlocked with --login, --password-file and --otp


@dataclass(frozen=True, slots=True)
class Command:
    """One command: `run(call)` returns the exit code."""

    name: str
    help: str
    needs: Needs
    run: Callable[[Call], int]
    arguments: Callable[[argparse.ArgumentParser], None] = lambda parser: None
    owns: bool = False  # takes the intake and outbox of the practice while it runs
    in_batch: bool = True


class Out:
    """Standard output as a script reads it (`--json`) or as a person does. Safe from several threads."""

    def __init__(self, as_json: bool) -> None:
        self.as_json = as_json
        self._lock = threading.Lock()

    def event(self, name: str, /, **values: Any) -> None:
        """One JSON object with its event name, or `name: key=value ...` for a person."""
        self.value({"event": name, **values})

    def value(self, values: dict[str, Any]) -> None:
        if self.as_json:
            line = json.dumps(values, ensure_ascii=False, default=str)
        else:
            rest = {key: value for key, value in values.items() if key != "event"}
            line = "  ".join(
                [
                    *([f"{values['event']}:"] if "event" in values else []),
                    *(f"{k}={_plain(v)}" for k, v in rest.items()),
                ]
            )
        with self._lock:
            sys.stdout.write(line + "\n")
            sys.stdout.flush()

    def lines(self, texts: Iterable[str]) -> None:
        """Several lines for a person, together."""
        with self._lock:
            sys.stdout.write("".join(f"{text}\n" for text in texts))
            sys.stdout.flush()

    def refused(self, error: WorldError) -> None:
        """The refusal for the script on standard output, and in a sentence on standard error."""
        from app.commands.sentences import sentence

        if self.as_json:
            why = {"detail": error.facts["reason"]} if "reason" in error.facts else {}
            self.value({"event": "refused", **error.facts, "reason": error.code, **why})
        print(sentence(error), file=sys.stderr, flush=True)


def _plain(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, dict | list) else str(value)


@dataclass(slots=True)
class Call:
    """One call of a command: its arguments, its output, and what it was given."""

    arguments: argparse.Namespace
    out: Out
    opened: OpenPractice | None = None

    @property
    def folder(self) -> DataFolder:
        return DataFolder(self.arguments.data)

    @property
    def practice(self) -> OpenPractice:
        """The unlocked practice; only commands that need it ask."""
        if self.opened is None:
            raise RuntimeError("a command that needs the record was run without it")
        return self.opened

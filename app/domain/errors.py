"""Two kinds of error: the world failed, or we are wrong.

A `WorldError` carries a stable code and data; `ui/messages.py` finds the sentence and the next step
in the user's language. Nothing in it may name a patient. Everything else that is raised is a bug.
"""

from __future__ import annotations


class WorldError(Exception):
    """Something outside the program's power happened, and the user can do something about it.

    `code` is stable, short and safe for logs (`wrong-password`, `disk-full`); `facts` are values for
    the sentence (a port number, a count of minutes), never a person's data.
    """

    code: str = "world"
    key: object | None = None  # of a failed attempt with an EDS (`app/eds/key_use.py`); in no text of the error

    def __init__(self, code: str | None = None, /, **facts: object) -> None:
        if code is not None:
            self.code = code
        self.facts = facts
        super().__init__(self.code)

    def __str__(self) -> str:
        shown = " ".join(f"{name}={value}" for name, value in sorted(self.facts.items()))
        return f"{self.code} {shown}".strip()


class Refused(WorldError):
    """A rule of the record forbids the step: a right that is missing, a field that is empty."""

    code = "refused"


class NotFound(WorldError):
    """What was asked for is not in the record."""

    code = "not-found"


class Conflict(WorldError):
    """Somebody changed the thing meanwhile; read it again and repeat."""

    code = "conflict"


class Unreadable(WorldError):
    """Bytes from outside that cannot be understood; they are kept as they came."""

    code = "unreadable"


class OutOfSpace(WorldError):
    """The disk has no room; what is stored stays, what comes is refused."""

    code = "disk-full"


class Damaged(WorldError):
    """Stored bytes are not what was written: a flipped bit, a cut tail, a forged record."""

    code = "damaged"

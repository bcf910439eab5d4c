"""The live log of the wire: associations, PDUs, frames, segments, as a technician wants to see them.

In memory only, bounded. Each entry has a text without identities, and where it differs the whole text, which is handed
out only to a program that asks for it (it asks only for users who may see patients). Frames and PDUs are noted only
while somebody watches: `is_watched` is cheap to ask on a hot path. What a caller is and asks for stands beside the text
as `facts` (made in `devices/wire_notes.py`), from which the program says it in words.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

_ENTRIES = 2000
_WITH_FACTS = 100
_TEXT_LIMIT = 2000
_WATCHED_SECONDS = 15.0


class WireLog:
    """Safe to call from many threads; never waits."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._entries: deque[dict[str, Any]] = deque(maxlen=_ENTRIES)
        self._with_facts: deque[dict[str, Any]] = deque()
        self._number = 0
        self._watched_until = 0.0

    @property
    def is_watched(self) -> bool:
        """Whether somebody looks at the details now."""
        return time.monotonic() < self._watched_until

    def note(
        self, transport: str, peer: str, calling: str, direction: str, kind: str, text: str, private: str = "",
        *, facts: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        """One line. `direction`: in, out or empty.

        `kind`: connection, association, pdu, dimse, frame, segment, record; log is what the receiver says of itself.
        `private` is the same with identities; leave it out where `text` has none left out. `facts` are plain values
        without identities, bounded by who makes them; those of the newest hundred entries are kept.
        """
        entry: dict[str, Any] = {
            "at": datetime.now(UTC).isoformat(timespec="milliseconds"), "transport": transport, "peer": peer,
            "calling": calling, "direction": direction, "kind": kind, "text": text[:_TEXT_LIMIT],
        }  # fmt: skip
        if private and private != text:
            entry["private"] = private[:_TEXT_LIMIT]
        with self._lock:
            self._number += 1
            entry["number"] = self._number
            self._entries.append(entry)
            if facts:
                entry["facts"] = dict(facts)
                self._with_facts.append(entry)
                if len(self._with_facts) > _WITH_FACTS:
                    del self._with_facts.popleft()["facts"]

    def look(self, after: int, *, with_identities: bool, limit: int = 500) -> dict[str, Any]:
        """Entries behind number `after`, the newest `limit` of them, oldest first; somebody watches from now on."""
        self._watched_until = time.monotonic() + _WATCHED_SECONDS
        shown: list[dict[str, Any]] = []
        with self._lock:
            for entry in reversed(self._entries):
                if entry["number"] <= after or len(shown) == limit:
                    break
                one = {name: value for name, value in entry.items() if name != "private"}
                if with_identities and "private" in entry:
                    one["text"] = entry["private"]
                one["is_masked"] = "private" in entry and not with_identities
                shown.append(one)
            number = self._number
        return {"entries": shown[::-1], "next": number}

"""What the hub cannot know alone it asks the program: old objects, their bytes, whether they are durable.

The question is an event on the control channel, the answer a command; both bounded. Without an unlocked program
nobody answers, and the asker says so to the device in its own language.

    hub      {"event": "question", "id": 7, "what": "find-studies", "facts": {…}}
    program  {"command": "answer", "id": 7, "part": {…}, "more": true}   as often as needed
    program  {"command": "answer", "id": 7, "part": {…}, "more": false}
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any


class NoAnswer(Exception):
    """Nobody answers: the program is not there, not unlocked, or too slow."""


class Questions:
    """`ask` from any listener's thread; `answer` is called by the control channel.

    `put` hands a question to the program that answers, False where there is none.
    """

    def __init__(self, put: Callable[[dict[str, Any]], bool] = lambda question: False) -> None:
        self._put = put
        self._numbers = count(1)
        self._lock = threading.Lock()
        self._waiting: dict[int, queue.Queue[dict[str, Any]]] = {}

    def ask(self, what: str, seconds: float = 10.0, **facts: Any) -> dict[str, Any]:
        """One question, one answer. Raises `NoAnswer`."""
        return next(self.parts(what, seconds, **facts))

    def parts(self, what: str, seconds: float = 10.0, **facts: Any) -> Iterator[dict[str, Any]]:
        """The parts of an answer as they come; `seconds` for each of them. Raises `NoAnswer`."""
        number = next(self._numbers)
        parts: queue.Queue[dict[str, Any]] = queue.Queue(maxsize=64)
        with self._lock:
            self._waiting[number] = parts
        try:
            if not self._put({"event": "question", "id": number, "what": what, "facts": facts}):
                raise NoAnswer(what)
            while True:
                try:
                    answer = parts.get(timeout=seconds)
                except queue.Empty:
                    raise NoAnswer(what) from None
                if answer.get("failed"):
                    raise NoAnswer(what)
                yield dict(answer.get("part") or {})
                if not answer.get("more"):
                    return
        finally:
            with self._lock:
                self._waiting.pop(number, None)

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """A part of an answer from the program; one that nobody waits for any more is dropped.

        Waits while the asker is slow, so that the program does not run ahead of the device.
        """
        deadline = time.monotonic() + 60.0
        while True:
            with self._lock:
                parts = self._waiting.get(int(request.get("id", 0)))
            if parts is None:
                return {"reply": "not-asked", "id": request.get("id", 0)}
            try:
                parts.put(request, timeout=0.2)
            except queue.Full:
                if time.monotonic() < deadline:
                    continue
                return {"reply": "too-slow"}
            return {"reply": "taken"}

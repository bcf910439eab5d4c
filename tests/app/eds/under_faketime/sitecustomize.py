"""Sleeping under faketime: every Python of `test_time.py` imports this at its start, children as well.

libfaketime 0.9.10 spoils clock_nanosleep (2) with an absolute time, by which Python sleeps since 3.11: it fails with
EINVAL where the monotonic clock is left true, and does not wake where that is faked. Waiting for an event is untouched.
"""

from __future__ import annotations

import threading
import time


def _sleep(seconds: float) -> None:
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    threading.Event().wait(seconds)


time.sleep = _sleep

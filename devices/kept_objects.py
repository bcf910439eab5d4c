"""Which DICOM objects the hub made durable since it started: what storage commitment is answered from.

Bounded: the newest are remembered, by hashes of their UIDs; of older ones the program is asked.
"""

from __future__ import annotations

import hashlib
import threading
from enum import Enum

_REMEMBERED = 50_000


class Kept(Enum):
    YES = "yes"
    OTHER_CLASS = "other-class"  # an object of that UID is kept, under another SOP class
    UNKNOWN = "unknown"


class KeptObjects:
    """Safe to call from many threads."""

    def __init__(self, remembered: int = _REMEMBERED) -> None:
        self._remembered = remembered
        self._lock = threading.Lock()
        self._class_of: dict[int, int] = {}

    def add(self, sop_class_uid: str, sop_instance_uid: str) -> None:
        instance, sop_class = _short(sop_instance_uid), _short(sop_class_uid)
        with self._lock:
            self._class_of.pop(instance, None)
            self._class_of[instance] = sop_class
            if len(self._class_of) > self._remembered:
                del self._class_of[next(iter(self._class_of))]

    def has(self, sop_class_uid: str, sop_instance_uid: str) -> Kept:
        with self._lock:
            sop_class = self._class_of.get(_short(sop_instance_uid))
        if sop_class is None:
            return Kept.UNKNOWN
        return Kept.YES if sop_class == _short(sop_class_uid) else Kept.OTHER_CLASS


def _short(uid: str) -> int:
    return int.from_bytes(hashlib.blake2b(uid.encode(), digest_size=8).digest(), "big")

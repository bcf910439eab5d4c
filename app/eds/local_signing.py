"""Containers made in this process by a key that signs bytes: key files and tokens (`app/eds/key_store.py`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from app.eds import cades, cms
from app.eds.key_store import UNWATCHED, RawKey, Watch, tell

_LONG = 512 * 1024  # half a second of Streebog


def sign_each(
    key: RawKey,
    contents: Sequence[bytes],
    signing_time: datetime,
    *,
    attached: bool = False,
    watch: Watch = UNWATCHED,
) -> tuple[bytes, ...]:
    """One CAdES-B container per content, in order. Raises what the key raises, and `Refused("key-cancelled")`."""
    made = []
    for number, content in enumerate(contents):
        tell(watch, number, len(contents), "signing")
        progress = _hashing(watch) if len(content) > _LONG else None
        made.append(
            cades.container(content, key, signing_time, content_type=cms.DATA, attached=attached, progress=progress)
        )
    return tuple(made)


def _hashing(watch: Watch) -> Callable[[int, int], None]:
    """A large document takes seconds with GOST: whoever waits sees it, and may end it."""
    return lambda done, total: tell(watch, done, total, "hashing")

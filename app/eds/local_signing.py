"""Containers made in this process by a key that signs bytes: key files and tokens (`app/eds/key_store.py`)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.eds import cades, cms
from app.eds.key_store import UNWATCHED, RawKey, Watch, tell


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
        made.append(cades.container(content, key, signing_time, content_type=cms.DATA, attached=attached))
    return tuple(made)

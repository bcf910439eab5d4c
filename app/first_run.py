"""A practice in the making: made beside its place, and moved there when its keys were proved to work.

A recovery key that nobody wrote down and a one-time code that no phone knows would lock the owner out for ever. So the
first run makes the practice in a neighbouring folder, and only `finish` puts it where the program looks for one.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict
from datetime import UTC, datetime

from app import practices, totp
from app.domain.clock import Clock
from app.domain.device import HubSettings
from app.domain.errors import Refused
from app.domain.practice import OwnerDraft, PracticeDraft
from app.paths import DataFolder
from app.practices import Created
from db.durable import replace_file, sync_folder
from db.keyring import Cost


def create(
    folder: DataFolder,
    draft: PracticeDraft,
    owner: OwnerDraft,
    password: str,
    clock: Clock,
    *,
    cost: Cost | None = None,
) -> Created:
    """Make the practice beside `folder`; an earlier try that was not finished is removed.

    Raises `Refused` as `practices.create` does, and `OutOfSpace`.
    """
    if folder.exists:
        raise Refused("practice-exists")
    abandon(folder)
    return practices.create(_making(folder), draft, owner, password, clock=clock, cost=cost)


def code_is_right(secret: str, typed: str) -> bool:
    """Whether the phone shows the codes of this secret; the code is not used up by it."""
    try:
        totp.accept(secret, typed, datetime.now(UTC), 0)
    except Refused:
        return False
    return True


def finish(folder: DataFolder, hub: HubSettings) -> None:
    """Write the hub's settings and move the practice into its place, the key ring last: it is what makes it one."""
    made = _making(folder)
    stored = json.loads(made.hub_settings.read_bytes())
    replace_file(made.hub_settings, json.dumps({**stored, **asdict(hub)}, indent=1, sort_keys=True).encode())
    folder.root.mkdir(mode=0o700, parents=True, exist_ok=True)
    _move(made, folder)


def resume(folder: DataFolder) -> bool:
    """Whether a `finish` that was cut off by a crash has now been brought to its end."""
    made = _making(folder)
    was_finishing = made.exists and not folder.exists and folder.hub_settings.exists()
    if was_finishing:
        _move(made, folder)
    return was_finishing


def abandon(folder: DataFolder) -> None:
    """Take away what was made and not finished; the practice in its place is never touched."""
    shutil.rmtree(_making(folder).root, ignore_errors=True)


def _move(made: DataFolder, folder: DataFolder) -> None:
    """The hub's settings first, the key ring last: between the two a crash is seen, and `resume` goes on."""
    order = {made.hub_settings: 0, made.keyring: 2}
    for part in sorted(made.root.iterdir(), key=lambda path: order.get(path, 1)):
        part.replace(folder.root / part.name)
        sync_folder(folder.root)
    made.root.rmdir()


def _making(folder: DataFolder) -> DataFolder:
    return DataFolder(folder.root.with_name(f"{folder.root.name}.first-run"))

"""Where things lie: the shipped files, and the data folder of a practice."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import cast

_ROOT = Path(__file__).resolve().parent.parent


def shipped(*parts: str) -> Path:
    """A file or folder that comes with the program: `shipped("resources", "forms")`.

    The stand-alone verifier is one ZIP file: there it is a `zipfile.Path`, which reads in the same way.
    """
    if _ROOT.is_file():
        return cast(Path, zipfile.Path(_ROOT, "/".join(parts)))
    return _ROOT.joinpath(*parts)


def default_data_folder() -> Path:
    """The platform's own place for a practice's data (Windows: %LOCALAPPDATA%)."""
    from platformdirs import user_data_path

    return user_data_path("Shipager", appauthor=False, roaming=False)


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The files of one practice. Store and archive are sealed; the small files beside them hold no patient data."""

    root: Path

    @property
    def practice(self) -> Path:
        """Name, language and TEST mark of the practice for the login window: no patient data, no secret."""
        return self.root / "practice.json"

    @property
    def keyring(self) -> Path:
        return self.root / "keyring.json"

    @property
    def attempts(self) -> Path:
        """Failed attempts to get in, counted over restarts."""
        return self.root / "attempts.json"

    @property
    def journal_head(self) -> Path:
        """Number and MAC of the newest journal row at the last close: rows cut off at the end are missed by it."""
        return self.root / "journal.json"

    @property
    def store(self) -> Path:
        return self.root / "store.db"

    @property
    def archive(self) -> Path:
        return self.root / "archive"

    @property
    def hub_settings(self) -> Path:
        return self.root / "hub.json"

    @property
    def hub_run(self) -> Path:
        """The running hub: process, ports, control port and token; readable by the user alone."""
        return self.root / "hub-run.json"

    @property
    def revocation_lists(self) -> Path:
        """Lists of revoked certificates as the authorities publish them, with an index over each: public."""
        return self.root / "revocation-lists"

    @property
    def owner_lock(self) -> Path:
        """One process at a time owns intake and outbox."""
        return self.root / "owner.lock"

    @property
    def exists(self) -> bool:
        return self.keyring.exists()

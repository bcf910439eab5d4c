"""Running Alembic on an encrypted store: our own connection, and one transaction for all revisions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import StaticPool

from app.domain.errors import Damaged
from db import migrations
from db.engine import connect
from db.errors import driver_errors


def configuration(connection: Connection, versions: Path | None = None) -> Config:
    """Alembic's settings without a file; `versions` adds a folder of further revisions (for tests)."""
    config = Config()
    config.set_main_option("script_location", str(migrations.FOLDER))
    config.set_main_option("path_separator", "newline")
    folders = [migrations.FOLDER / "versions", *([versions] if versions else [])]
    config.set_main_option("version_locations", "\n".join(str(folder) for folder in folders))
    config.attributes["connection"] = connection
    return config


def upgrade(path: Path, key: bytes, *, versions: Path | None = None, target: str = "head") -> None:
    """Bring the store at `path` to `target`; whole or not at all.

    Foreign keys are off while tables are recreated (sqlite.org/lang_altertable.html 7) and checked before the
    commit: `Damaged("store-damaged")` where one is broken.
    """
    raw = connect(path, key)
    raw.execute("PRAGMA foreign_keys = OFF")
    try:
        with driver_errors():
            migrations.make_version_table(raw)
            _run(raw, versions, target)
    finally:
        raw.close()


def _run(raw: Any, versions: Path | None, target: str) -> None:
    engine = create_engine("sqlite://", module=driver, creator=lambda: raw, poolclass=StaticPool, hide_parameters=True)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN EXCLUSIVE")

    with engine.begin() as connection:
        command.upgrade(configuration(connection, versions), target)
        if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise Damaged("store-damaged")

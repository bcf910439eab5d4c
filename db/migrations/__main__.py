"""`python -m db.migrations`: write the first revision anew from the tables, as long as it is not released.

`python -m db.migrations release` writes a store of the present schema into `tests/samples/stores/`, with a made-up
patient. From then on the revision is released and never changes, and this command refuses.
"""

from __future__ import annotations

import re
import sys
import tempfile
import warnings
from pathlib import Path

from alembic import command
from sqlalchemy import Column, create_engine
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex

from db import append_only, migrations, schema, search
from db.engine import connect
from db.migrations.upgrade import configuration
from db.tables import metadata

_SAMPLES = migrations.FOLDER.parent.parent / "tests" / "samples" / "stores"


def write_first_revision() -> Path:
    """Let Alembic compare the tables with an empty database; search indexes and triggers are added word for word."""
    target = migrations.FOLDER / "versions" / f"{migrations.HEAD}_first.py"
    target.unlink(missing_ok=True)
    warnings.filterwarnings("ignore", "autogenerate skipping")  # said by name in _expression_indexes
    with tempfile.TemporaryDirectory() as folder, create_engine(f"sqlite:///{folder}/empty.db").connect() as connection:
        command.revision(
            configuration(connection), "The first schema", autogenerate=True, rev_id=migrations.HEAD, head="base"
        )
    written = next((migrations.FOLDER / "versions").glob(f"{migrations.HEAD}_*.py"))
    text = written.read_text(encoding="utf-8").rstrip("\n") + "\n"
    further = (*_expression_indexes(), *search.SCHEMA, *append_only.SCHEMA)
    text += "".join(f"    op.execute({statement!r})\n" for statement in further)
    written.rename(target).write_text(text, encoding="utf-8")
    return target


def _expression_indexes() -> list[str]:
    """Indexes over an expression, which Alembic cannot compare on SQLite and therefore leaves out."""
    return [
        str(CreateIndex(index).compile(dialect=sqlite.dialect()))
        for table in metadata.sorted_tables
        for index in schema.sorted_indexes(table)
        if not all(isinstance(part, Column) for part in index.expressions)
    ]


def write_sample() -> Path:
    """A store of the present schema under the key that the samples' README prints."""
    key = bytes.fromhex(re.findall(r"[0-9a-f]{64}", (_SAMPLES / "README.md").read_text(encoding="utf-8"))[0])
    target = _SAMPLES / f"{migrations.HEAD}.db"
    connection = connect(target, key)
    schema.create_schema(connection)
    connection.execute(
        "INSERT INTO patient (uid, iin, surname, given, patronymic, sex, document_kind, document_number, citizenship,"
        " address, consent, note, k_sur, k_first, k_all, k_document, version, created_at, changed_at)"
        " VALUES ('sample', '000101500001', 'Үлгіев', 'Сынақ', '', 'male', '', '', 'KZ', '', 0, '', 'улгиев', 'синак',"
        " 'улгиев синак', '', 1, '2026-11-23T08:00:00.000000Z', '2026-11-23T08:00:00.000000Z')"
    )
    connection.execute("PRAGMA journal_mode = DELETE").fetchall()
    connection.close()
    return target


if __name__ == "__main__":
    if (_SAMPLES / f"{migrations.HEAD}.db").exists():
        sys.exit(f"revision {migrations.HEAD} is released and never changes; add the next one")
    written = write_sample() if sys.argv[1:] == ["release"] else write_first_revision()
    sys.stdout.write(f"{written.name}\n")

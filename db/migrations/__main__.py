"""`python -m db.migrations`: write the first revision anew from the tables, as long as it is not released.

A released revision never changes: a store of its schema lies in `tests/samples/stores/` from then on, and
this command refuses.
"""

from __future__ import annotations

import sys
import tempfile
import warnings
from pathlib import Path

from alembic import command
from sqlalchemy import Column, create_engine
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex

from db import migrations, schema, search
from db.migrations.upgrade import configuration
from db.tables import metadata

_SAMPLES = migrations.FOLDER.parent.parent / "tests" / "samples" / "stores"


def write_first_revision() -> Path:
    """Let Alembic compare the tables with an empty database; the search indexes are added word for word."""
    target = migrations.FOLDER / "versions" / f"{migrations.HEAD}_first.py"
    target.unlink(missing_ok=True)
    warnings.filterwarnings("ignore", "autogenerate skipping")  # said by name in _expression_indexes
    with tempfile.TemporaryDirectory() as folder, create_engine(f"sqlite:///{folder}/empty.db").connect() as connection:
        command.revision(
            configuration(connection), "The first schema", autogenerate=True, rev_id=migrations.HEAD, head="base"
        )
    written = next((migrations.FOLDER / "versions").glob(f"{migrations.HEAD}_*.py"))
    text = written.read_text(encoding="utf-8").rstrip("\n") + "\n"
    text += "".join(f"    op.execute({statement!r})\n" for statement in (*_expression_indexes(), *search.SCHEMA))
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


if __name__ == "__main__":
    if (_SAMPLES / f"{migrations.HEAD}.db").exists():
        sys.exit(f"revision {migrations.HEAD} is released and never changes; add the next one")
    sys.stdout.write(f"{write_first_revision().name}\n")

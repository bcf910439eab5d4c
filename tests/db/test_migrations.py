"""Schema revisions: fresh equals migrated, whole or not at all, with a verified copy first."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import Damaged, Refused
from db import migrations, schema
from db.engine import connect, problems
from db.migrations.upgrade import upgrade

KEY = bytes(range(32))
SAMPLES = Path(__file__).parent.parent / "samples" / "stores"

_REVISION = """
import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "{head}"


def upgrade() -> None:
{steps}
"""


def made(path: Path) -> Path:
    connection = connect(path, KEY)
    schema.create_schema(connection)
    connection.execute("INSERT INTO setting VALUES ('kept', '1', '')")
    connection.close()
    return path


def revision_that(folder: Path, *steps: str) -> Path:
    """A folder with one further revision that does `steps`."""
    text = _REVISION.format(head=migrations.HEAD, steps="\n".join(f"    {step}" for step in steps))
    (folder / "0002_next.py").write_text(text, encoding="utf-8")
    return folder


def objects(path: Path) -> dict[tuple[str, str], tuple[str, ...]]:
    """Everything the schema says, as the parts of each statement: Alembic orders constraints in its own way."""
    connection = connect(path, KEY)
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    connection.close()
    return {(kind, name): _parts(sql or "") for kind, name, sql in rows}


def _parts(sql: str) -> tuple[str, ...]:
    plain = " ".join(sql.replace('"', "").split()).replace("( ", "(").replace(" )", ")")
    if not plain.startswith("CREATE TABLE"):
        return (plain,)
    head, _, body = plain.partition("(")
    inside, _, tail = body.rpartition(")")
    return (head.strip(), tail.strip(), *sorted(re.split(r", (?![^(]*\))", inside)))


def columns(path: Path, table: str) -> list[str]:
    connection = connect(path, KEY)
    found = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    connection.close()
    return found


def test_a_fresh_store_equals_a_migrated_one(tmp_path: Path) -> None:
    """Where this fails after a table was changed: `python -m db.migrations` writes the unreleased revision anew."""
    upgrade(tmp_path / "migrated.db", KEY)
    fresh, migrated = objects(made(tmp_path / "fresh.db")), objects(tmp_path / "migrated.db")
    differing = [name for name in sorted(fresh.keys() | migrated.keys()) if fresh.get(name) != migrated.get(name)]
    assert {name: (fresh.get(name), migrated.get(name)) for name in differing} == {}


def test_the_newest_revision_is_the_head() -> None:
    numbers = sorted(path.name[:4] for path in (migrations.FOLDER / "versions").glob("[0-9]*.py"))
    assert numbers[-1] == migrations.HEAD


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.db")), ids=lambda path: path.stem)
def test_every_released_schema_opens(sample: Path, tmp_path: Path) -> None:
    key = bytes.fromhex(re.findall(r"[0-9a-f]{64}", (SAMPLES / "README.md").read_text(encoding="utf-8"))[0])
    copy = tmp_path / "store.db"
    shutil.copy(sample, copy)
    migrations.bring_up(copy, key)
    connection = connect(copy, key)
    assert migrations.revision(connection) == migrations.HEAD
    assert problems(connection) == ()
    assert connection.execute("SELECT count(*) FROM patient").fetchone()[0] > 0
    connection.close()


def test_an_older_store_is_brought_up_and_copied_before(tmp_path: Path) -> None:
    path = made(tmp_path / "store.db")
    versions = revision_that(tmp_path, "op.add_column('patient', sa.Column('blood_group', sa.Text()))")
    migrations.bring_up(path, KEY, head="0002", versions=versions)
    assert "blood_group" in columns(path, "patient")
    before = tmp_path / "store.before-0002.db"
    assert "blood_group" not in columns(before, "patient")
    connection = connect(before, KEY)
    assert connection.execute("SELECT value FROM setting WHERE name = 'kept'").fetchone() == ("1",)
    connection.close()


def test_a_migration_that_fails_half_way_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    path = made(tmp_path / "store.db")
    before = objects(path)
    versions = revision_that(
        tmp_path, "op.execute('CREATE TABLE half (a TEXT) STRICT')", "op.execute('CREATE TABLE half (a TEXT) STRICT')"
    )
    with pytest.raises(Exception, match="half already exists"):
        migrations.bring_up(path, KEY, head="0002", versions=versions)
    assert objects(path) == before
    migrations.bring_up(path, KEY)  # opens as before


def test_a_table_that_is_made_anew_stays_strict_and_keeps_its_rows(tmp_path: Path) -> None:
    """How a revision changes a column: batch mode, with the table's STRICT said again."""
    path = made(tmp_path / "store.db")
    versions = revision_that(
        tmp_path,
        "with op.batch_alter_table('setting', recreate='always', table_kwargs={'sqlite_strict': True}) as batch:",
        "    batch.alter_column('changed_at', nullable=True)",
    )
    migrations.bring_up(path, KEY, head="0002", versions=versions)
    connection = connect(path, KEY)
    assert connection.execute("SELECT strict FROM pragma_table_list('setting')").fetchone() == (1,)
    assert connection.execute("SELECT name FROM setting").fetchall() == [("kept",)]
    connection.close()


def test_a_migration_that_breaks_a_reference_is_not_kept(tmp_path: Path) -> None:
    path = made(tmp_path / "store.db")
    broken = "INSERT INTO patient_marker (patient_id, text) VALUES (99, 'x')"
    versions = revision_that(tmp_path, f'op.execute("{broken}")')
    with pytest.raises(Damaged):
        migrations.bring_up(path, KEY, head="0002", versions=versions)
    connection = connect(path, KEY)
    assert connection.execute("SELECT count(*) FROM patient_marker").fetchone() == (0,)
    connection.close()


def test_a_store_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    path = made(tmp_path / "store.db")
    connection = connect(path, KEY)
    migrations.stamp(connection, "0999")
    connection.close()
    with pytest.raises(Refused, match="store-newer"):
        migrations.bring_up(path, KEY)


def test_a_database_that_is_no_store_is_not_migrated(tmp_path: Path) -> None:
    connection = connect(tmp_path / "other.db", KEY)
    connection.execute("CREATE TABLE something (a)")
    connection.close()
    with pytest.raises(Damaged):
        migrations.bring_up(tmp_path / "other.db", KEY)


def test_alembic_is_not_imported_for_a_daily_start(tmp_path: Path, project_root: Path) -> None:
    path = made(tmp_path / "store.db")
    script = (
        "import sys; from pathlib import Path; import db.store; from db import migrations\n"
        f"migrations.bring_up(Path({str(path)!r}), bytes(range(32)))\n"
        "print('alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=project_root)
    assert done.stdout.strip() == "False"


def test_dates_and_numbers_of_the_wrong_kind_are_refused_by_the_store(tmp_path: Path) -> None:
    connection: Any = connect(made(tmp_path / "store.db"), KEY)
    with pytest.raises(Exception, match="cannot store TEXT value in INTEGER column"):
        connection.execute("INSERT INTO backup (started_at, folder, bytes, ok, problem) VALUES ('', '', 'x', 0, '')")
    connection.close()

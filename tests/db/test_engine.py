"""The encrypted engine: what every connection promises, and how the driver's failures are told."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import Conflict, Damaged, OutOfSpace, Refused
from db.engine import connect, problems, verified_copy
from db.errors import driver_errors, translated

KEY = bytes(range(32))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a folder ? # %41" / "store.db"  # what a URL would misread


@pytest.fixture
def connection(path: Path) -> Iterator[Any]:
    path.parent.mkdir()
    opened = connect(path, KEY)
    opened.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT) STRICT")
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),  # FULL
        ("foreign_keys", 1),
        ("temp_store", 2),  # MEMORY: sorts never reach a temp file
        ("busy_timeout", 10_000),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
    ],
)
def test_every_connection_has_its_pragmas(connection: Any, pragma: str, value: object) -> None:
    assert connection.execute(f"PRAGMA {pragma}").fetchone()[0] == value


@pytest.mark.clause("27.3")
def test_no_page_is_plain(connection: Any, path: Path) -> None:
    connection.execute("INSERT INTO note (text) VALUES ('Құсайынов Асқар')")
    written = path.read_bytes() + path.with_name(path.name + "-wal").read_bytes()
    assert b"SQLite format" not in written
    assert "Құсайынов".encode() not in written
    assert b"CREATE TABLE" not in written


@pytest.mark.clause("27.3")
def test_another_key_opens_nothing_and_prints_nothing(connection: Any, path: Path, capfd: Any) -> None:
    connection.execute("INSERT INTO note (text) VALUES ('x')")
    with pytest.raises(Damaged, match="store-damaged"):
        connect(path, bytes(32))
    assert capfd.readouterr() == ("", "")


def test_a_store_that_is_not_there_is_not_made_for_reading(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="store-cannot-open"):
        connect(tmp_path / "none.db", KEY, read_only=True)
    assert not (tmp_path / "none.db").exists()


def test_a_key_of_another_length_is_our_own_mistake(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        connect(tmp_path / "store.db", b"short")


def test_a_full_disk_is_told_as_such(connection: Any) -> None:
    connection.execute("PRAGMA max_page_count = 4")
    with pytest.raises(OutOfSpace, match="disk-full"), driver_errors():
        connection.execute("INSERT INTO note (text) VALUES (hex(zeroblob(100000)))")


def test_a_flipped_bit_is_found_by_its_page(connection: Any, path: Path) -> None:
    connection.executemany("INSERT INTO note (text) VALUES (?)", [("x" * 500,)] * 200)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    assert problems(connection)


def test_two_writers_one_waits_and_is_told(connection: Any, path: Path) -> None:
    other = connect(path, KEY)
    try:
        other.execute("PRAGMA busy_timeout = 50")
        connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(Conflict, match="store-busy"), driver_errors():
            other.execute("BEGIN IMMEDIATE")
    finally:
        connection.execute("ROLLBACK")
        other.close()


def test_our_own_mistakes_are_not_dressed_up(connection: Any) -> None:
    with pytest.raises(Exception, match="no such table") as raised, driver_errors():
        connection.execute("SELECT * FROM missing")
    assert translated(raised.value) is None


def test_a_copy_is_whole_while_others_write(connection: Any, path: Path) -> None:
    connection.executemany("INSERT INTO note (text) VALUES (?)", [("x",)] * 1000)
    target = path.with_name("copy.db")
    verified_copy(path, KEY, target)
    copy = connect(target, KEY, read_only=True)
    try:
        assert copy.execute("SELECT count(*) FROM note").fetchone() == (1000,)
        assert problems(copy) == ()
    finally:
        copy.close()
    assert not target.with_name("copy.db.part").exists()


@pytest.mark.clause("23")
def test_a_copy_ends_while_somebody_writes_without_pause(connection: Any, path: Path, tmp_path: Path) -> None:
    """A practice at work saves something every second; the nightly copy must not begin anew each time."""
    connection.execute("CREATE TABLE image (id INTEGER PRIMARY KEY, bytes BLOB) STRICT")
    connection.execute("INSERT INTO image (bytes) VALUES (zeroblob(12000000))")
    ended, began = threading.Event(), threading.Event()

    def write() -> None:
        deadline = time.monotonic() + 5  # a copy that waits for us to stop is found by it
        with closing(connect(path, KEY)) as other:
            other.execute("PRAGMA synchronous = OFF")  # a write between any two steps of the copy
            while time.monotonic() < deadline and not ended.is_set():
                other.execute("INSERT INTO note (text) VALUES ('x')")
                began.set()

    writer = threading.Thread(target=write)
    writer.start()
    began.wait()
    verified_copy(path, KEY, tmp_path / "copy.db")
    still_writing = writer.is_alive()
    ended.set()
    writer.join()
    assert still_writing


def test_the_key_is_in_no_text(connection: Any, path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from db.engine import connect\n"
        f"connect(Path({str(path)!r}), bytes.fromhex({'ab' * 32!r}))"
    )
    failed = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert failed.returncode
    assert "abababab" not in failed.stdout + failed.stderr

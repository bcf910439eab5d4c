"""How fast rows leave, beside the csv module of the standard library writing the same rows. By hand:

    python tests/benchmarks/bench_export.py [--rows 1000000]

A store with that many observations; timed: the plain copy, the CSV file from it, and the whole of both.
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
import tempfile
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from app.domain.clock import SystemClock
from app.export import snapshot
from app.export.parts import tables
from app.export.scope import Scope
from app.record import Record
from db.store import Store
from db.tables.result import ObservationTable

_AT = "2026-11-23T07:39:24.123456Z"


def main(rows: int, folder: Path) -> None:
    services: Any = SimpleNamespace()
    record = Record(SystemClock(), bytes(32), services, services)
    store = Store.create(folder / "store.db", os.urandom(32), record)
    _fill(store, rows)
    path = folder / "record.sqlite"
    started = time.perf_counter()
    with store.reading() as session:
        snapshot.write(session, Scope(), path, lambda units: None)
    copied = time.perf_counter() - started
    plain = snapshot.opened(path)
    plain.create_function("as_real", 1, repr, deterministic=True)
    exporting: Any = SimpleNamespace(plain=plain, tell=lambda units: None)
    table = ObservationTable.__table__
    started = time.perf_counter()
    with (folder / "observation.csv").open("wb") as file:
        for piece in tables.csv_of(exporting, table):
            file.write(piece)
    written = time.perf_counter() - started
    started = time.perf_counter()
    with (folder / "peer.csv").open("w", encoding="utf-8-sig", newline="") as text:
        writer = csv.writer(text)
        cursor = plain.execute("SELECT * FROM observation ORDER BY id")
        while batch := cursor.fetchmany(2000):
            writer.writerows(batch)
    peer = time.perf_counter() - started
    plain.close()
    store.close()
    print(f"plain copy of the encrypted store  {rows / copied:12,.0f} rows/s")
    print(f"CSV                                {rows / written:12,.0f} rows/s")
    print(f"both                               {rows / (copied + written):12,.0f} rows/s")
    print(f"csv module, same rows              {rows / peer:12,.0f} rows/s   ratio {peer / written:.2f}")


def _fill(store: Store, rows: int) -> None:
    with store.writing() as session:
        driver: Any = session.connection().connection.driver_connection
        driver.execute(
            "INSERT INTO archive_record (id, record_id, kind, segment, offset, length, tag, sha256, size, stored_at) "
            "VALUES (1, 'r', 'hl7', 's', 0, 0, x'', x'', 0, ?)",
            (_AT,),
        )
        driver.execute(
            "INSERT INTO received_record (id, archive_id, transport, peer, calling, called, received_at, state, "
            "reason, character_set, character_set_how, control_id) "
            "VALUES (1, 1, 'hl7', '', '', '', ?, 'filed', '', '', '', '')",
            (_AT,),
        )
        driver.execute(
            "INSERT INTO report (id, received_record_id, order_number, title, comment, observed_at, received_at, "
            "identity, why, person, source) VALUES (1, 1, '', 'CBC', '', ?, ?, '{}', '', '', 'device')",
            (_AT, _AT),
        )
        values = (
            (
                n,
                1,
                n % 20,
                "718-7",
                "LN",
                "Гемоглобин",
                "132",
                132.0 + n % 7,
                "г/л",
                "120-160",
                "[]",
                "F",
                _AT,
                "",
                0,
                "NM",
                "",
            )
            for n in range(1, rows + 1)
        )
        driver.executemany(
            "INSERT INTO observation (id, report_id, position, code, code_system, name, value_text, value_number, "
            "unit, reference_range, flags, status, observed_at, comment, is_demo, value_type, media_type) "
            f"VALUES ({', '.join('?' * 17)})",
            values,
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    with tempfile.TemporaryDirectory() as folder:
        main(parser.parse_args().rows, Path(folder))

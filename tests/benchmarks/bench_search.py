"""Search-as-you-type on a million made-up patients, encrypted beside the same schema without encryption.

    python tests/benchmarks/bench_search.py [PATIENTS] [--keep FOLDER]

Prints the median and the 95th percentile in milliseconds per kind of query, interleaved, through the product's own
`db.search.find` with a limit of 50. `base` is the same SQLite of the same wheel, opened without a key. Goal: 95 % of
the answers within 10 ms. `cpu` is the 95th percentile of the processor time: what a busy machine does not blur.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

import sqlcipher3.dbapi2 as driver
from sqlalchemy import create_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from app.domain.identity import PersonName, check_digit
from app.patient_rows import search_keys
from db import schema
from db.engine import connect
from db.search import find

KEY = bytes(range(32))
CACHE_KIB = 64_000
ROUNDS = 300

_ROOTS = (
    "Әбдіра Әлім Жұма Нұр Сәрсен Құдайберген Төле Өмір Қасым Ғабит Бекте Ерме Тұрсын Серік Мұхаме Оспан Сейіт Ахмет "
    "Қайра Бақыт Дәулет Есен Ізтілеу Қожа Мәжит Нәби Рахым Сағын Тілеу Ұзақ Хамит Шәріп Ілия Аман Байжан Дәурен Ержан "
    "Кенже Мырза Орал Рысбек Сапар Темір Досым"
).split()
_TAILS = "баев беков ов ханов ғалиев жанов мұратов таев хан бай лы".split()
_RUSSIAN = (
    "Иванов Петров Сидоров Ким Цой Смирнов Кузнецов Попов Васильев Соколов Михайлов Фёдоров Морозов Волков Алексеев "
    "Лебедев Семёнов Егоров Павлов Козлов Степанов Орлов Андреев Макаров Никитин Захаров Зайцев Борисов Яковлев "
    "Шевченко Бондаренко Коваленко Шмидт Вебер Мюллер"
).split()
_GIVEN = (
    "Айгүл Әсел Гүлнар Жанар Қарлығаш Меруерт Назым Сәуле Ұлжан Шолпан Асқар Бауыржан Ғалым Дәурен Ержан Жасұлан "
    "Қайрат Мұрат Нұрлан Өмірбек Серік Тимур Үсен Анна Мария Ольга Елена Наталья Ирина Светлана Иван Пётр Сергей "
    "Андрей Алексей Дмитрий Михаил Александр Владимир Артём"
).split()
_PATRONYMICS = (
    "Асқарұлы Серікқызы Нұрланұлы Ержанқызы Иванович Петровна Сергеевич Андреевна Қайратұлы Мұратқызы Алексеевич "
    "Дмитриевна Бауыржанұлы Ғалымқызы"
).split()

_COLUMNS = (
    "id, uid, iin, surname, given, patronymic, birth_date, sex, document_kind, document_number, citizenship, address,"
    " phone, consent, note, k_sur, k_first, k_all, k_document, version, created_at, changed_at"
)


def people(count: int) -> Iterator[tuple[Any, ...]]:
    """Rows of the patient table; IINs are valid and unique."""
    rng = random.Random(1)
    surnames = _RUSSIAN + [root + tail for root in _ROOTS for tail in _TAILS]
    taken: set[str] = set()
    number = 0
    while number < count:
        year, month, day = rng.randint(1930, 2025), rng.randint(1, 12), rng.randint(1, 28)
        century = 3 + 2 * (year >= 2000) + rng.randint(0, 1)
        eleven = f"{year % 100:02d}{month:02d}{day:02d}{century}{rng.randrange(10**4):04d}"
        digit = check_digit(eleven)
        if digit is None or eleven in taken:
            continue
        taken.add(eleven)
        number += 1
        name = PersonName(rng.choice(surnames), rng.choice(_GIVEN), rng.choice(_PATRONYMICS))
        keys = search_keys(name)
        yield (
            number, f"uid-{number}", f"{eleven}{digit}", name.surname, name.given, name.patronymic,
            f"{year}-{month:02d}-{day:02d}", "female" if int(eleven[6]) % 2 == 0 else "male", "", "", "KZ",
            f"Астана, Қабанбай батыр даңғылы, {rng.randint(1, 200)}", f"+77{rng.randrange(10**9):09d}", 1, "",
            keys["k_sur"], keys["k_first"], keys["k_all"], keys["k_document"], 1,
            "2026-11-23T08:00:00.000000Z", "2026-11-23T08:00:00.000000Z",
        )  # fmt: skip


def opened(path: Path, *, encrypted: bool) -> Any:
    if encrypted:
        return connect(path, KEY, cache_kib=CACHE_KIB)
    connection = driver.connect(str(path), isolation_level=None, check_same_thread=False)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "temp_store = MEMORY", f"cache_size = -{CACHE_KIB}"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def fill(path: Path, count: int, *, encrypted: bool) -> None:
    """Tables first, then rows, then indexes: what a running practice has after years, made in minutes."""
    connection = opened(path, encrypted=encrypted)
    made = schema.statements()
    first = [statement for statement in made if statement.lstrip().startswith("CREATE TABLE")]
    for statement in first:
        connection.execute(statement)
    connection.execute("BEGIN")
    marks = ", ".join("?" * len(_COLUMNS.split(",")))
    connection.executemany(f"INSERT INTO patient ({_COLUMNS}) VALUES ({marks})", people(count))
    connection.execute("INSERT INTO patient_phone (patient_id, e164, position) SELECT id, phone, 0 FROM patient")
    connection.execute("COMMIT")
    for statement in made:
        if statement not in first:
            connection.execute(statement)
    for index in ("patient_words", "patient_pieces"):
        connection.execute(f"INSERT INTO {index}({index}) VALUES ('rebuild')")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    connection.close()


Sample = tuple[str, str, str, str]  # IIN, surname, given name, phone

CASES: dict[str, Callable[[Sample], str]] = {
    "IIN, all 12 digits": lambda p: p[0],
    "IIN, first 6": lambda p: p[0][:6],
    "IIN, first 2": lambda p: p[0][:2],
    "IIN, last 4": lambda p: p[0][-4:],
    "IIN, last 6": lambda p: p[0][-6:],
    "phone, whole, from 8": lambda p: "8" + p[3][2:],
    "phone, last 4": lambda p: p[3][-4:],
    "surname, 1 letter": lambda p: p[1][:1],
    "surname, 2 letters": lambda p: p[1][:2],
    "surname, 3 letters": lambda p: p[1][:3],
    "surname, 5 letters": lambda p: p[1][:5],
    "surname, whole": lambda p: p[1],
    "surname + 2 of the name": lambda p: f"{p[1]} {p[2][:2]}",
    "name + surname, whole": lambda p: f"{p[2]} {p[1]}",
    "name + 3 of the surname": lambda p: f"{p[2]} {p[1][:3]}",
    "1 letter + 2 letters": lambda p: f"{p[1][:1]} {p[2][:2]}",
    "given name alone": lambda p: p[2],
    "middle of a surname, 4": lambda p: p[1][2:6] if len(p[1]) > 6 else p[1],
    "middle of a surname, 3": lambda p: p[1][1:4],
    "wrong layout, surname": lambda p: _qwerty(p[1]),
    "nobody (all readings tried)": lambda p: p[1][:3] + "щщё" + p[2][:2],
    "letters that never meet": lambda _: "баивова ханбек",
}


def _qwerty(text: str) -> str:
    from app.domain.typing_slips import _TO_LATIN

    return text.casefold().translate(_TO_LATIN)


def measure(sessions: dict[str, Session]) -> None:
    rng = random.Random(5)
    any_session = next(iter(sessions.values()))
    raw = any_session.connection().connection.driver_connection
    assert raw is not None
    highest = raw.execute("SELECT max(id) FROM patient").fetchone()[0]
    chosen = [rng.randint(1, highest) for _ in range(ROUNDS)]
    samples = [
        raw.execute("SELECT iin, surname, given, phone FROM patient WHERE id = ?", (number,)).fetchone()
        for number in chosen
    ]
    print(
        f"{'query':30s}" + "".join(f"{name + ' p50':>16s}{'p95':>8s}{'cpu':>8s}" for name in sessions) + f"{'rows':>8s}"
    )
    every: dict[str, list[tuple[float, float]]] = {name: [] for name in sessions}
    for case, typed in CASES.items():
        times: dict[str, list[tuple[float, float]]] = {name: [] for name in sessions}
        rows = 0
        for sample in samples:
            for name, session in sessions.items():
                started, worked = time.perf_counter(), time.process_time()
                rows += len(find(session, typed(sample), 50))
                times[name].append((time.perf_counter() - started, time.process_time() - worked))
        for name, found in times.items():
            every[name] += found
        print(
            f"{case:30s}"
            + "".join(_figures(found) for found in times.values())
            + f"{rows / ROUNDS / len(sessions):8.0f}"
        )
    print(f"{'all of them':30s}" + "".join(_figures(found) for found in every.values()))


def _figures(times: list[tuple[float, float]]) -> str:
    wall, cpu = ([1000 * one[kind] for one in times] for kind in (0, 1))
    return f"{statistics.median(wall):16.2f}{_percentile_95(wall):8.2f}{_percentile_95(cpu):8.2f}"


def _percentile_95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[18]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("patients", nargs="?", type=int, default=1_000_000)
    parser.add_argument("--keep", type=Path, help="keep the two databases here, and use them again")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        sessions = {}
        for name, encrypted in (("encrypted", True), ("base", False)):
            path = folder / f"{name}.db"
            if not path.exists():
                started = time.perf_counter()
                fill(path, arguments.patients, encrypted=encrypted)
                size = path.stat().st_size / 1e6
                print(f"{name}: {arguments.patients} patients, {size:.0f} MB, {time.perf_counter() - started:.0f} s")
            connection = opened(path, encrypted=encrypted)
            engine = create_engine("sqlite://", module=driver, creator=lambda c=connection: c, poolclass=StaticPool)
            sessions[name] = Session(engine)
        if hasattr(os, "getloadavg"):
            print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
        measure(sessions)
        for session in sessions.values():
            session.close()
            session.get_bind().dispose()


if __name__ == "__main__":
    main()

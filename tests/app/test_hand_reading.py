"""A line typed by a doctor or nurse is understood in three languages; what is odd is asked for, never changed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.hand_reading import HandReading, read_line

NOW = datetime(2026, 11, 25, 6, 30, tzinfo=UTC)  # 11:30 in Kazakhstan


def read(line: str) -> HandReading:
    return read_line(line, NOW)


def short(reading: HandReading) -> list[tuple[str, float, str]]:
    return [(one.code, one.number, one.unit) for one in reading.values]


PRESSURE = [("8480-6", 120.0, "mm[Hg]"), ("8462-4", 80.0, "mm[Hg]")]
PULSE = ("8867-4", 72.0, "/min")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("120/80", PRESSURE),
        ("120/80 72", [*PRESSURE, PULSE]),
        ("АД 120/80, пульс 72", [*PRESSURE, PULSE]),
        ("қысым 120/80 72", [*PRESSURE, PULSE]),
        ("bp 120\\80 hr 72", [*PRESSURE, PULSE]),
        ("глюкоза 5.6", [("15074-8", 5.6, "mmol/L")]),
        ("сахар 5,6 ммоль/л", [("15074-8", 5.6, "mmol/L")]),
        ("қант 5,6", [("15074-8", 5.6, "mmol/L")]),
        ("glucose 101 mg/dl", [("2339-0", 101.0, "mg/dL")]),
        ("вес 82,5", [("29463-7", 82.5, "kg")]),
        ("салмақ 82,5 кг", [("29463-7", 82.5, "kg")]),
        ("82.5 kg", [("29463-7", 82.5, "kg")]),
        ("t 36.6", [("8310-5", 36.6, "Cel")]),
        ("Т 36,6", [("8310-5", 36.6, "Cel")]),
        ("дене қызуы 37", [("8310-5", 37.0, "Cel")]),
        ("SpO2 97", [("59408-5", 97.0, "%")]),
        ("сатурация 97%", [("59408-5", 97.0, "%")]),
        ("97 %", [("59408-5", 97.0, "%")]),
        ("рост 175 вес 80", [("8302-2", 175.0, "cm"), ("29463-7", 80.0, "kg")]),
        ("бойы 175 салмағы 80", [("8302-2", 175.0, "cm"), ("29463-7", 80.0, "kg")]),
        ("талия 92", [("8280-0", 92.0, "cm")]),
        ("чдд 16", [("9279-1", 16.0, "/min")]),
        ("120/80 72 t 36.6 spo2 97", [*PRESSURE, PULSE, ("8310-5", 36.6, "Cel"), ("59408-5", 97.0, "%")]),
        ("120/80 82 кг", [*PRESSURE, ("29463-7", 82.0, "kg")]),
    ],
)  # fmt: skip
def test_lines_as_people_type_them(line: str, expected: list[tuple[str, float, str]]) -> None:
    reading = read(line)
    assert short(reading) == expected
    assert reading.not_understood == ()
    assert reading.at is None
    assert not any(one.is_doubtful for one in reading.values)


def test_the_text_stays_as_typed() -> None:
    assert [one.text for one in read("вес 82,50").values] == ["82,50"]


@pytest.mark.parametrize(
    ("line", "at"),
    [
        ("120/80 вчера 8:00", datetime(2026, 11, 24, 3, 0, tzinfo=UTC)),
        ("yesterday 8:00 120/80", datetime(2026, 11, 24, 3, 0, tzinfo=UTC)),
        ("кеше сағат 8:00 120/80", datetime(2026, 11, 24, 3, 0, tzinfo=UTC)),
        ("120/80 позавчера 21:15", datetime(2026, 11, 23, 16, 15, tzinfo=UTC)),
        ("120/80 в 8:05", datetime(2026, 11, 25, 3, 5, tzinfo=UTC)),
        ("120/80 72 8:05", datetime(2026, 11, 25, 3, 5, tzinfo=UTC)),
        ("120/80 20.11 9:00", datetime(2026, 11, 20, 4, 0, tzinfo=UTC)),
        ("120/80 20.12.2025 9:00", datetime(2025, 12, 20, 4, 0, tzinfo=UTC)),
        ("120/80 20.12 9:00", datetime(2025, 12, 20, 4, 0, tzinfo=UTC)),
    ],
)
def test_when_it_was_measured(line: str, at: datetime) -> None:
    reading = read(line)
    assert reading.at == at
    assert short(reading)[:2] == PRESSURE
    assert reading.not_understood == ()


def test_a_moment_that_has_not_come_is_marked() -> None:
    assert read("120/80 23:00").is_in_future
    assert not read("120/80 вчера 23:00").is_in_future


@pytest.mark.parametrize("line", ["400/80", "80/120", "глюкоза 56", "t 46", "spo2 12", "вес 999", "120/80 300"])
def test_what_nobody_has_is_asked_for_and_not_refused(line: str) -> None:
    reading = read(line)
    assert any(one.is_doubtful for one in reading.values)


def test_words_that_are_not_understood_are_given_back() -> None:
    reading = read("120/80 абракадабра 72")
    assert reading.not_understood == ("абракадабра", "72")
    assert short(reading) == PRESSURE


def test_how_it_was_measured_is_kept_as_a_comment() -> None:
    assert read("глюкоза 5,6 натощак").comment == "натощак"


@given(st.text(max_size=400))
def test_any_line_is_read(line: str) -> None:
    reading = read(line)
    assert len(reading.values) <= 100


@given(st.text(alphabet="0123456789/.,:t% кгвесчсc°", max_size=300))
def test_any_figures_are_read(line: str) -> None:
    read(line)

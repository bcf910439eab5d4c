"""One typed line with readings: `120/80 72`, `глюкоза 5,6`, `салмақ 82,5`, `t 36.6 SpO2 97 вчера 8:00`.

Words in English, Russian and Kazakh. Units stay as typed; where none is typed it is the usual one here. A value that
a living person hardly has is marked as doubtful, never refused; a word that is not understood is given back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from app.domain.clock import KAZAKHSTAN, local

_NUMBER = r"(\d{1,3}(?:[.,]\d{1,2})?)"


@dataclass(frozen=True, slots=True)
class HandValue:
    """One value: what is measured by LOINC, the number as typed, its unit in UCUM."""

    code: str
    name: str  # English, as the row keeps it; the screen has words of its own
    text: str
    number: float
    unit: str
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True)
class HandReading:
    """What a line says."""

    values: tuple[HandValue, ...]
    at: datetime | None  # UTC; None: now
    not_understood: tuple[str, ...]
    comment: str = ""  # fasting, after a meal: a word of the line that says how it was measured
    is_in_future: bool = False


@dataclass(frozen=True, slots=True)
class _Measure:
    code: str
    name: str
    unit: str
    low: float
    high: float


_MEASURES = {
    "systolic": _Measure("8480-6", "Systolic blood pressure", "mm[Hg]", 70, 230),
    "diastolic": _Measure("8462-4", "Diastolic blood pressure", "mm[Hg]", 35, 140),
    "pulse": _Measure("8867-4", "Heart rate", "/min", 35, 190),
    "glucose": _Measure("15074-8", "Glucose", "mmol/L", 1.8, 30),
    "glucose-mass": _Measure("2339-0", "Glucose", "mg/dL", 35, 540),
    "weight": _Measure("29463-7", "Body weight", "kg", 2, 250),
    "height": _Measure("8302-2", "Body height", "cm", 40, 220),
    "temperature": _Measure("8310-5", "Body temperature", "Cel", 34, 42),
    "saturation": _Measure("59408-5", "Oxygen saturation", "%", 70, 100),
    "waist": _Measure("8280-0", "Waist circumference", "cm", 30, 200),
    "breathing": _Measure("9279-1", "Respiratory rate", "/min", 8, 40),
}
# Measure -> words before the number, words after it that are its unit.
_WORDS: dict[str, tuple[str, str]] = {
    "pulse": (r"пульс|чсс|pulse|heart ?rate|hr|тамыр(?: соғуы)?|жсж", r"уд\.?(?:/мин)?|/min|bpm|соғу/мин"),
    "glucose": (r"глюкоза|глюк|сахар|glucose|sugar|glu|қант|қандағы қант", r"ммоль/л|ммоль|mmol/l|mmol"),
    "weight": (r"вес|масса(?: тела)?|weight|wt|салмақ|салмағы", r"кг|kg"),
    "height": (r"рост|height|бойы?", r"см|cm"),
    "temperature": (
        r"т°|t°|т|t|темп\.?|температура|temp\.?|temperature|қызу|(?:дене )?қызуы|дене температурасы", r"°?[cс]|°",
    ),
    "saturation": (r"spo2|sao2|sat|сатурация|сат|оттегі|қанығу", r"%"),
    "waist": (r"талия|от|обхват талии|окружность талии|waist|бел|бел айналымы", r"см|cm"),
    "breathing": (r"чдд|дыхание|rr|resp|тыныс|тыныс алу", r"/мин|/min"),
}  # fmt: skip
_PRESSURE = re.compile(
    r"(?:(?:ад|а/д|давление|қан қысымы|қысым|ққ|bp|rr)\s*[:=]?\s*)?"
    r"(\d{2,3})\s*[/\\]\s*(\d{2,3})(?:\s*(?:мм(?:\.?\s*рт\.?\s*ст\.?)?|mm ?hg|mmhg))?"
    r"(?:\s*[,;·]?\s+(\d{2,3})(?![\d./\\:%]|[.,]\d|\s*(?:кг|kg|см|cm|ммоль|mmol)))?"
)
_GLUCOSE_MASS = re.compile(rf"(?:(?:{_WORDS['glucose'][0]})\s*[:=]?\s*)?{_NUMBER}\s*(?:мг/дл|mg/dl)")
_WITH_WORD = {
    key: re.compile(rf"(?:{words})\s*[:=]?\s*{_NUMBER}(?![\d:])\s*(?:(?:{units})(?![\w]))?")
    for key, (words, units) in _WORDS.items()
}
_WITH_UNIT = {
    "weight": re.compile(rf"{_NUMBER}\s*(?:кг|kg)(?!\w)"),
    "saturation": re.compile(rf"{_NUMBER}\s*%"),
    "glucose": re.compile(rf"{_NUMBER}\s*(?:ммоль/л|mmol/l)(?!\w)"),
    "temperature": re.compile(rf"{_NUMBER}\s*°\s*[cс]?(?!\w)"),
}
_DAYS = {
    "сегодня": 0, "today": 0, "бүгін": 0, "вчера": 1, "yesterday": 1, "кеше": 1, "позавчера": 2, "алдыңғы күні": 2,
    "алдыңгүні": 2,
}  # fmt: skip
_NOW = re.compile(r"(?:сейчас|now|қазір)(?!\w)")
_CLOCK = re.compile(r"(?:в\s+|at\s+|сағат\s+)?([01]?\d|2[0-3]):([0-5]\d)(?!\d)(?:-?де|-?да)?")
_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})(?:\.(\d{4}|\d{2}))?(?=\s|,|;|$)")
_COMMENTS = re.compile(
    r"(?:натощак|до еды|после еды|перед сном|fasting|before meals?|after meals?|ашқарынға|тамақтан кейін|"
    r"тамаққа дейін|лёжа|лежа|стоя|сидя)(?!\w)"
)
_BETWEEN = re.compile(r"[\s,;·.]+")
_LONGEST = 300


def read_line(typed: str, now: datetime) -> HandReading:
    """What the line says; `now` is the present moment, by which "yesterday" and a time without a day are meant."""
    return _Line(typed[:_LONGEST].casefold(), now).read()


class _Line:
    """The line from left to right: at each place the first thing that fits there."""

    def __init__(self, text: str, now: datetime) -> None:
        self._text = text
        self._now = now
        self._at = 0
        self._values: list[HandValue] = []
        self._comments: list[str] = []
        self._unknown: list[str] = []
        self._day: date | None = None
        self._clock: tuple[int, int] | None = None

    def read(self) -> HandReading:
        while self._at < len(self._text):
            if between := _BETWEEN.match(self._text, self._at):
                self._at = between.end()
            elif not (self._time() or self._pressure() or self._measure() or self._said()):
                word = re.compile(r"[^\s,;·]+").match(self._text, self._at)
                assert word is not None  # something stands here: it is not a separator
                self._unknown.append(word[0])
                self._at = word.end()
        moment = self._moment()
        return HandReading(
            tuple(self._values), moment, tuple(self._unknown), "; ".join(self._comments),
            is_in_future=moment is not None and moment > self._now + timedelta(minutes=5),
        )  # fmt: skip

    def _match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What fits here; a word must begin here, not in the middle of another."""
        found = pattern.match(self._text, self._at)
        if found is not None:
            self._at = found.end()
        return found

    def _time(self) -> bool:
        for word, back in _DAYS.items():
            if self._text.startswith(word, self._at) and not self._text[self._at + len(word) :][:1].isalnum():
                self._day = local(self._now).date() - timedelta(days=back)
                self._at += len(word)
                return True
        if self._match(_NOW):
            return True
        if found := self._match(_CLOCK):
            self._clock = int(found[1]), int(found[2])
            return True
        found = _DAY.match(self._text, self._at)
        day = self._calendar_day(found) if found else None
        if found is None or day is None:
            return False
        self._day, self._at = day, found.end()
        return True

    def _calendar_day(self, found: re.Match[str]) -> date | None:
        """A day with its year, else the last one of that name that is not in the future."""
        today = local(self._now).date()
        year = int(found[3]) if found[3] else today.year
        try:
            day = date(year + 2000 if year < 100 else year, int(found[2]), int(found[1]))
            return day if found[3] or day <= today else day.replace(year=day.year - 1)
        except ValueError:
            return None

    def _pressure(self) -> bool:
        found = self._match(_PRESSURE)
        if found is None:
            return False
        high, low = found[1], found[2]
        is_odd = int(low) >= int(high)
        self._add("systolic", high, is_odd=is_odd)
        self._add("diastolic", low, is_odd=is_odd)
        if found[3]:
            self._add("pulse", found[3])
        return True

    def _measure(self) -> bool:
        if found := self._match(_GLUCOSE_MASS):
            self._add("glucose-mass", found[1])
            return True
        for patterns in (_WITH_WORD, _WITH_UNIT):
            for key, pattern in patterns.items():
                if found := self._match(pattern):
                    self._add(key, found[1])
                    return True
        return False

    def _said(self) -> bool:
        found = self._match(_COMMENTS)
        if found:
            self._comments.append(found[0])
        return found is not None

    def _add(self, key: str, typed: str, *, is_odd: bool = False) -> None:
        measure = _MEASURES[key]
        number = float(typed.replace(",", "."))
        doubtful = is_odd or not measure.low <= number <= measure.high
        self._values.append(HandValue(measure.code, measure.name, typed, number, measure.unit, doubtful))

    def _moment(self) -> datetime | None:
        """None where neither day nor time was typed; a day alone is that day at the present time."""
        if self._day is None and self._clock is None:
            return None
        here = local(self._now)
        hour, minute = self._clock or (here.hour, here.minute)
        day = self._day or here.date()
        return datetime(day.year, day.month, day.day, hour, minute, tzinfo=KAZAKHSTAN).astimezone(UTC)

"""Units of devices in any spelling are one UCUM unit; one that is not known or says two things is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.curve import curves
from app.domain.ucum import ucum_of


@pytest.mark.parametrize(
    ("sent", "ucum"),
    [
        ("10*9/L", "10*9/L"), ("10^9/L", "10*9/L"), ("10⁹/л", "10*9/L"), ("x10^9/L", "10*9/L"), ("10E9/L", "10*9/L"),
        ("10^3/uL", "10*9/L"), ("10**3/µL", "10*9/L"), ("тыс/мкл", "10*9/L"), ("×10⁹/л", "10*9/L"), ("K/uL", "10*9/L"),
        ("10*12/L", "10*12/L"), ("10^6/μL", "10*12/L"), ("10^12/л", "10*12/L"), ("млн/мкл", "10*12/L"),
        ("g/dL", "g/dL"), ("г/дл", "g/dL"), ("g/L", "g/L"), ("г/л", "g/L"), ("mg/dL", "mg/dL"), ("MG/DL", "mg/dL"),
        ("mmol/L", "mmol/L"), ("ммоль/л", "mmol/L"), ("Ммоль/Л", "mmol/L"), ("µmol/L", "umol/L"),
        ("мкмоль/л", "umol/L"), ("U/L", "U/L"), ("Ед/л", "U/L"), ("бірл/л", "U/L"),
        ("МЕ/л", "[IU]/L"), ("%", "%"), ("fL", "fL"), ("фл", "fL"),
        ("pg", "pg"), ("пг", "pg"), ("мм/ч", "mm/h"), ("мм/сағ", "mm/h"), ("mmHg", "mm[Hg]"), ("мм рт. ст.", "mm[Hg]"),
        ("°C", "Cel"), ("bpm", "/min"), ("уд/мин", "/min"), ("соққы/мин", "/min"), ("MDC_DIM_PERCENT", "%"),
        ("MDC_DIM_BEAT_PER_MIN", "/min"), ("MDC_DIM_MMHG", "mm[Hg]"), (" g/L ", "g/L"),
        ("mL/min/{1.73_m2}", "mL/min/{1.73_m2}"),
        ("", ""), ("G/L", ""), ("M", ""), ("попугаев", ""), ("-", ""), ("10*7/L", ""),
    ],
)  # fmt: skip
def test_spellings(sent: str, ucum: str) -> None:
    assert ucum_of(sent) == ucum


def test_the_profile_of_a_device_knows_better() -> None:
    assert ucum_of("G/L", {"G/L": "10*9/L"}) == "10*9/L"


@given(st.text(max_size=60))
def test_any_unit_is_known_or_not(unit: str) -> None:
    found = ucum_of(unit)
    assert not found or ucum_of(found) == found


def test_samples_of_a_curve_are_never_made_up() -> None:
    assert curves("NA", "1^2^-3.5~4^5") == ((1.0, 2.0, -3.5), (4.0, 5.0))
    assert curves("NA", "1^2^^4") == ((1.0, 2.0),)
    assert curves("NA", "") == ()
    assert curves("NM", "1^2") == ()

"""The samples of a curve inside a result: HL7 v2 NA and MA (chapter 7.14), `1^2^3` by channels or repetitions `~`."""

from __future__ import annotations

import re

ARRAYS = frozenset({"NA", "MA"})  # OBX-2
_NUMBER = re.compile(r"[+-]?\d{1,12}(?:\.\d{1,12})?")
_MOST_SAMPLES = 20_000


def curves(value_type: str, value_text: str) -> tuple[tuple[float, ...], ...]:
    """Each row of samples; a row ends where a sample is no number, and none is made up in its place."""
    if value_type not in ARRAYS:
        return ()
    found = []
    for row in value_text.split("~"):
        samples: list[float] = []
        for sample in row.split("^")[:_MOST_SAMPLES]:
            if not _NUMBER.fullmatch(sample.strip()):
                break
            samples.append(float(sample))
        if len(samples) > 1:
            found.append(tuple(samples))
    return tuple(found)

"""Reference beat subtraction of SCP-ECG (EN 1064 5.7, 5.8): the mean beat that was taken out of the rhythm is put back.

Section 4 says where beats of the rhythm stand and where their fiducial point is; section 5 holds the mean beat of each
lead. Only beats of type 0 were subtracted. All places are counted from 1.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass

from app.domain.errors import Unreadable

_QRS = struct.Struct("<HIII")  # type, first sample, fiducial sample, last sample
_MOST_BEATS = 10_000

Decode = Callable[[bytes, int, int], list[int]]  # coded bytes, samples, order of differences


@dataclass(frozen=True, slots=True)
class Beat:
    """Where one beat of the rhythm was subtracted."""

    first: int
    fiducial: int
    last: int


@dataclass(frozen=True, slots=True)
class ReferenceBeats:
    """The mean beat of each lead in nanovolts, its fiducial sample, and where it was subtracted."""

    leads: list[list[int]]
    fiducial: int
    beats: list[Beat]

    def put_back(self, lead: int, nanovolts: list[int]) -> None:
        """Add the mean beat to a lead's rhythm, in place."""
        mean = self.leads[lead]
        for beat in self.beats:
            ahead = beat.fiducial - self.fiducial  # of the rhythm's samples before those of the mean beat
            first, last = max(1, beat.first, ahead + 1), min(beat.last, len(nanovolts), ahead + len(mean))
            for place in range(first, last + 1):
                nanovolts[place - 1] += mean[place - ahead - 1]


def read_reference_beats(located: bytes, coded: bytes, leads: int, microseconds: int, decode: Decode) -> ReferenceBeats:
    """`located` is section 4, `coded` section 5, `microseconds` the rhythm's sample interval.

    Raises `Unreadable`: `scp-damaged`; `scp-compression` where the mean beat has another sample interval.
    """
    if len(located) < 6 or len(coded) < 6 + 2 * leads:
        raise Unreadable("scp-damaged")
    milliseconds, fiducial, count = struct.unpack_from("<3H", located)
    if count > _MOST_BEATS or 6 + count * _QRS.size > len(located):
        raise Unreadable("scp-damaged")
    beats = []
    for number in range(count):
        kind, first, at, last = _QRS.unpack_from(located, 6 + number * _QRS.size)
        if kind == 0:
            beats.append(Beat(first, at, last))
    unit, interval, order, _ = struct.unpack_from("<HHBB", coded)
    if interval != microseconds:
        raise Unreadable("scp-compression")
    samples = round(milliseconds * 1000 / interval) if interval else 0
    if not unit or not 0 < samples <= 100_000 or order > 2:
        raise Unreadable("scp-damaged")
    lengths = struct.unpack_from(f"<{leads}H", coded, 6)
    at, found = 6 + 2 * leads, []
    for length in lengths:
        found.append([one * unit for one in decode(coded[at : at + length], samples, order)])
        at += length
    return ReferenceBeats(found, fiducial, beats)

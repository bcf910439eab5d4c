"""Pictures, curves and report trees as screens show them: plain values and bytes, decoded elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ContentKind(StrEnum):
    """How an object is shown."""

    IMAGE = "image"
    VIDEO = "video"
    WAVEFORM = "waveform"
    REPORT = "report"
    DOCUMENT = "document"
    OTHER = "other"  # kept and exported; nothing to look at


# PS3.4 table B.5-1: SOP class UIDs by what they hold; a family by its beginning.
_STORAGE = "1.2.840.10008.5.1.4.1.1."
_KINDS = (
    (_STORAGE + "9.", ContentKind.WAVEFORM),
    (_STORAGE + "88.", ContentKind.REPORT),
    (_STORAGE + "104.", ContentKind.DOCUMENT),
    (_STORAGE + "77.1.1.1", ContentKind.VIDEO),
    (_STORAGE + "77.1.2.1", ContentKind.VIDEO),
    (_STORAGE + "77.1.4.1", ContentKind.VIDEO),
)
_VIDEO_SYNTAX = "1.2.840.10008.1.2.4.10"  # MPEG-2, MPEG-4, HEVC: .100 to .108


def content_kind(sop_class_uid: str, transfer_syntax_uid: str = "", rows: int = 0) -> ContentKind:
    """By SOP class and transfer syntax; an unknown class with rows of pixels is an image."""
    if transfer_syntax_uid.startswith(_VIDEO_SYNTAX):
        return ContentKind.VIDEO
    by_class = next((kind for uid, kind in _KINDS if sop_class_uid.startswith(uid)), None)
    if by_class is not None:
        return by_class
    return ContentKind.IMAGE if rows else ContentKind.OTHER


@dataclass(frozen=True, slots=True)
class DecodedFrame:
    """One frame of one object, decompressed; colour is always RGB with 8 bits a sample.

    `pixels` holds rows × columns × samples values of `sample_type` (array interface: `|u1`, `<i2`, `<u2`, `<f4`),
    little-endian, row by row. Stored value × `slope` + `intercept` is the modality's value (PS3.3 C.11.1).
    """

    rows: int
    columns: int
    samples: int  # 1 grey, 3 RGB
    sample_type: str
    pixels: bytes
    photometric: str  # MONOCHROME1 (white is low), MONOCHROME2, RGB
    bits_stored: int
    slope: float
    intercept: float
    windows: tuple[tuple[float, float], ...]  # (centre, width) in modality values, the device's own first
    frame: int  # from 0
    frames: int
    frame_time_ms: float | None  # (0018,1063)
    pixel_spacing_mm: tuple[float, float] | None  # between rows, between columns


@dataclass(frozen=True, slots=True)
class Picture:
    """A small or rendered picture ready to be drawn: 8 bits a sample, 1 (grey) or 3 (RGB) samples."""

    width: int
    height: int
    samples: int
    pixels: bytes


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """One page of a PDF; `pages` is how many there are."""

    picture: Picture
    page: int  # from 0
    pages: int


@dataclass(frozen=True, slots=True)
class WaveformChannel:
    label: str  # lead or source: "Lead I (Einthoven)"
    unit: str  # UCUM, as sent: mV, uV
    samples: bytes  # little-endian float32, in `unit`


@dataclass(frozen=True, slots=True)
class WaveformGroup:
    """One multiplex group (PS3.3 C.10.9): channels recorded together."""

    label: str  # RHYTHM, MEDIAN BEAT, ...
    frequency_hz: float
    channels: tuple[WaveformChannel, ...]


@dataclass(frozen=True, slots=True)
class TreeLine:
    """One content item of a structured report (PS3.3 C.17.3), the tree laid flat."""

    level: int
    name: str
    text: str
    number: float | None = None
    unit: str = ""

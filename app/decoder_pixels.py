"""Pixel data to plain arrays, inside the decoder child (PS3.3 C.7.6.3, PS3.5 8).

Decoders: pylibjpeg-openjpeg, pylibjpeg-rle, pyjpegls, GDCM and Pillow through pydicom; none is GPL.
"""

from __future__ import annotations

import io
from copy import deepcopy
from typing import Any

import numpy as np
import pydicom
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.encaps import get_frame
from pydicom.pixels.decoders.base import get_decoder
from pydicom.pixels.processing import apply_color_lut, apply_modality_lut
from pydicom.pixels.utils import pixel_array
from pydicom.uid import JPEGExtended12Bit

from app.domain.errors import Unreadable

MAX_FRAME_BYTES = 512 * 1024 * 1024
_PIXELS = ("PixelData", "FloatPixelData", "DoubleFloatPixelData")
_VIDEO = "1.2.840.10008.1.2.4.10"  # MPEG-2, MPEG-4, HEVC: .100 to .108
_JPIP_AND_SMPTE = ("1.2.840.10008.1.2.4.94", "1.2.840.10008.1.2.4.95", "1.2.840.10008.1.2.7")
_TYPES = {"u1": "|u1", "i1": "|i1", "u2": "<u2", "i2": "<i2"}

_last: tuple[str, Dataset] | None = None


def dataset_of(body: bytes, request: dict[str, Any]) -> Dataset:
    """The parsed object; the one parsed last is kept, since frames are asked one after another."""
    global _last  # noqa: PLW0603  the child's one remembered object
    key = str(request["key"])
    if _last is None or _last[0] != key:
        _last = None
        dataset = pydicom.dcmread(io.BytesIO(body), force=True)
        if not len(dataset):
            raise Unreadable("dicom-damaged")
        _complete_meta(dataset)
        _mend(dataset)
        _last = (key, dataset)
    return _last[1]


def frame(body: bytes, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """One frame with all that is needed to draw it."""
    dataset = dataset_of(body, request)
    number = int(request.get("frame") or 0)
    pixels, photometric, is_modality = decoded(dataset, number)
    slope, intercept = (1.0, 0.0) if is_modality else _rescale(dataset, number)
    header = {
        "rows": pixels.shape[0],
        "columns": pixels.shape[1],
        "samples": pixels.shape[2] if pixels.ndim == 3 else 1,
        "sample_type": _TYPES.get(pixels.dtype.str[1:], "<f4"),
        "photometric": photometric,
        "bits_stored": _int(dataset, "BitsStored", 8 * pixels.dtype.itemsize),
        "slope": slope,
        "intercept": intercept,
        "windows": _windows(dataset, number),
        "frames": frame_count(dataset),
        "frame_time_ms": _frame_time(dataset),
        "pixel_spacing_mm": _spacing(dataset, number),
    }
    return header, np.ascontiguousarray(pixels).tobytes()


def thumbnail(body: bytes, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """A picture within edge × edge; grey values by the device's window, else by the middle 98 per cent."""
    from PIL import Image

    dataset = dataset_of(body, request)
    asked = request.get("frame")
    number = frame_count(dataset) // 2 if asked is None else int(asked)
    pixels, photometric, is_modality = decoded(dataset, number)
    if pixels.ndim == 2:
        slope, intercept = (1.0, 0.0) if is_modality else _rescale(dataset, number)
        windows = _windows(dataset, number)
        pixels = as_grey(pixels.astype(np.float32) * slope + intercept, windows[0] if windows else None)
        if photometric == "MONOCHROME1":
            pixels = 255 - pixels
    small = Image.fromarray(np.ascontiguousarray(pixels))
    edge = max(16, min(int(request.get("edge") or 256), 1024))
    small.thumbnail((edge, edge))
    samples = 3 if small.mode == "RGB" else 1
    return {"width": small.width, "height": small.height, "samples": samples}, small.tobytes()


def decoded(dataset: Dataset, number: int) -> tuple[NDArray[Any], str, bool]:
    """(pixels, photometric interpretation, whether they are modality values already).

    Grey as stored, colour as RGB of 8 bits. Raises `Unreadable`.
    """
    _check(dataset, number)
    try:
        pixels = _extended_jpeg(dataset, number) if _is_extended(dataset) else pixel_array(dataset, index=number)
    except (ValueError, RuntimeError, AttributeError, NotImplementedError, TypeError, IndexError) as problem:
        saved = _cut_out(dataset, number)
        if saved is None:
            raise Unreadable(_why(dataset)) from problem
        pixels = saved
    photometric = str(dataset.get("PhotometricInterpretation", "MONOCHROME2"))
    if photometric == "PALETTE COLOR":
        pixels = apply_color_lut(pixels, dataset)
    if pixels.ndim == 3:
        return _eight_bits(pixels[..., :3], dataset), "RGB", True
    is_modality = "ModalityLUTSequence" in dataset
    if is_modality:
        pixels = apply_modality_lut(pixels, dataset)
    if pixels.dtype.str[1:] not in _TYPES:
        pixels = pixels.astype("<f4")
    shown = photometric if photometric == "MONOCHROME1" else "MONOCHROME2"
    return pixels.astype(pixels.dtype.newbyteorder("<"), copy=False), shown, is_modality


def frame_count(dataset: Dataset) -> int:
    return max(_int(dataset, "NumberOfFrames", 1), 1)


def as_grey(values: NDArray[Any], window: tuple[float, float] | None) -> NDArray[Any]:
    """Modality values to 0..255 through a linear window (PS3.3 C.11.2.1.2)."""
    if window is None or window[1] < 1:
        low, high = np.percentile(values, (1, 99)) if values.size else (0.0, 1.0)
    else:
        low, high = window[0] - window[1] / 2, window[0] + window[1] / 2
    scaled = (values - low) * (255.0 / max(float(high - low), 1e-6))
    return np.clip(np.nan_to_num(scaled), 0, 255).astype(np.uint8)


def _check(dataset: Dataset, number: int) -> None:
    if not any(name in dataset for name in _PIXELS):
        raise Unreadable("pixels-none")
    syntax = str(dataset.file_meta.TransferSyntaxUID)
    if syntax.startswith(_VIDEO):
        raise Unreadable("video")
    if syntax in _JPIP_AND_SMPTE:
        raise Unreadable("transfer-syntax")
    if not 0 <= number < frame_count(dataset):
        raise Unreadable("frame-missing")
    rows, columns = _int(dataset, "Rows", 0), _int(dataset, "Columns", 0)
    size = rows * columns * _int(dataset, "SamplesPerPixel", 1) * max(_int(dataset, "BitsAllocated", 8) // 8, 1)
    if size > MAX_FRAME_BYTES:
        raise Unreadable("too-large")
    if not size:
        raise Unreadable("pixels-none")


def _is_extended(dataset: Dataset) -> bool:
    return dataset.file_meta.TransferSyntaxUID == JPEGExtended12Bit and _int(dataset, "BitsStored", 8) > 8


def _extended_jpeg(dataset: Dataset, number: int) -> NDArray[Any]:
    """JPEG process 4 with 12 bits: GDCM decodes it, though pydicom does not ask it to."""
    import gdcm

    rows, columns = _int(dataset, "Rows", 0), _int(dataset, "Columns", 0)
    fragment = gdcm.Fragment()
    fragment.SetByteStringValue(get_frame(dataset.PixelData, number, number_of_frames=frame_count(dataset)))
    fragments = gdcm.SequenceOfFragments.New()
    fragments.AddFragment(fragment)
    element = gdcm.DataElement(gdcm.Tag(0x7FE0, 0x0010))
    element.SetValue(fragments.__ref__())
    image = gdcm.Image()
    image.SetNumberOfDimensions(2)
    image.SetDimensions((columns, rows, 1))
    image.SetDataElement(element)
    grey = gdcm.PhotometricInterpretation.GetPIType("MONOCHROME2")
    image.SetPhotometricInterpretation(gdcm.PhotometricInterpretation(grey))
    syntax = gdcm.TransferSyntax.GetTSType(str(dataset.file_meta.TransferSyntaxUID))
    image.SetTransferSyntax(gdcm.TransferSyntax(syntax))
    image.SetPixelFormat(gdcm.PixelFormat(1, 16, 12, 11, 0))
    content = (image.GetBuffer() or "").encode("utf-8", "surrogateescape")
    if len(content) != rows * columns * 2:
        raise ValueError("GDCM did not decode the frame")
    return np.frombuffer(content, "<u2").reshape(rows, columns)


def _cut_out(dataset: Dataset, number: int) -> NDArray[Any] | None:
    """A whole frame of native pixels in an object whose end is missing; None where it is not there."""
    if dataset.file_meta.TransferSyntaxUID.is_encapsulated or "PixelData" not in dataset or frame_count(dataset) == 1:
        return None
    bits = _int(dataset, "Rows", 0) * _int(dataset, "Columns", 0) * _int(dataset, "BitsAllocated", 8)
    length = bits * _int(dataset, "SamplesPerPixel", 1) // 8
    piece = dataset.PixelData[number * length : (number + 1) * length]
    if len(piece) < length or str(dataset.get("PhotometricInterpretation", "")) == "YBR_FULL_422":
        return None
    one = deepcopy(dataset.group_dataset(0x0028))
    one.file_meta = dataset.file_meta
    one.NumberOfFrames = 1
    one.PixelData = piece + b"\x00" * (len(piece) % 2)
    cut: NDArray[Any] = pixel_array(one, index=0)
    return cut


def _why(dataset: Dataset) -> str:
    """The true reason: no decoder for the syntax, fewer bytes than the frame needs, or damage."""
    syntax = dataset.file_meta.TransferSyntaxUID
    try:
        decoder = get_decoder(syntax)
    except NotImplementedError:
        return "transfer-syntax"
    if not decoder.is_available:
        return "transfer-syntax"
    if not syntax.is_encapsulated and "PixelData" in dataset:
        bits = _int(dataset, "Rows", 0) * _int(dataset, "Columns", 0) * _int(dataset, "BitsAllocated", 8)
        if len(dataset.PixelData) * 8 < bits * _int(dataset, "SamplesPerPixel", 1) * frame_count(dataset):
            return "pixels-cut"
    return "pixels-damaged"


def _complete_meta(dataset: Dataset) -> None:
    """Objects without a meta header: the syntax by which pydicom could read them (PS3.10 7.1)."""
    if not hasattr(dataset, "file_meta"):
        dataset.file_meta = pydicom.dataset.FileMetaDataset()
    if "TransferSyntaxUID" not in dataset.file_meta:
        implicit, little = dataset.original_encoding
        by_encoding = {
            (True, True): pydicom.uid.ImplicitVRLittleEndian,
            (False, True): pydicom.uid.ExplicitVRLittleEndian,
            (False, False): pydicom.uid.ExplicitVRBigEndian,
        }
        syntax = by_encoding.get((bool(implicit), bool(little)), pydicom.uid.ImplicitVRLittleEndian)
        dataset.file_meta.TransferSyntaxUID = syntax


def _mend(dataset: Dataset) -> None:
    """A count of frames that is no number must not hide the picture."""
    try:
        int(dataset.get("NumberOfFrames") or 1)
    except (TypeError, ValueError):
        del dataset.NumberOfFrames


def _eight_bits(pixels: NDArray[Any], dataset: Dataset) -> NDArray[Any]:
    """Colour of more than 8 bits is scaled down; palettes of 16 bits hold their colour in the high byte."""
    if pixels.dtype == np.uint8:
        return pixels
    bits = 16 if dataset.get("PhotometricInterpretation") == "PALETTE COLOR" else _int(dataset, "BitsStored", 16)
    scaled: NDArray[Any] = np.clip(pixels.astype(np.int64) >> max(bits - 8, 0), 0, 255).astype(np.uint8)
    return scaled


def _groups(dataset: Dataset, number: int) -> list[Dataset]:
    """Where a value may stand: the frame's own functional groups, the shared ones, the object (PS3.3 C.7.6.16)."""
    own = dataset.get("PerFrameFunctionalGroupsSequence") or []
    shared = dataset.get("SharedFunctionalGroupsSequence") or []
    return [*([own[number]] if number < len(own) else []), *shared[:1], dataset]


def _macro(dataset: Dataset, number: int, sequence: str, keyword: str) -> Any:
    for group in _groups(dataset, number):
        inside = group.get(sequence)
        holder = inside[0] if inside else group
        if holder.get(keyword) not in (None, ""):
            return holder.get(keyword)
    return None


def _rescale(dataset: Dataset, number: int) -> tuple[float, float]:
    slope = _macro(dataset, number, "PixelValueTransformationSequence", "RescaleSlope")
    intercept = _macro(dataset, number, "PixelValueTransformationSequence", "RescaleIntercept")
    try:
        return (float(slope) if slope is not None else 1.0) or 1.0, float(intercept) if intercept is not None else 0.0
    except (TypeError, ValueError):
        return 1.0, 0.0


def _windows(dataset: Dataset, number: int) -> list[tuple[float, float]]:
    centres = _many(_macro(dataset, number, "FrameVOILUTSequence", "WindowCenter"))
    widths = _many(_macro(dataset, number, "FrameVOILUTSequence", "WindowWidth"))
    return [(centre, width) for centre, width in zip(centres, widths, strict=False) if width > 0]


def _many(value: Any) -> list[float]:
    values = value if isinstance(value, pydicom.multival.MultiValue | list | tuple) else [value]
    try:
        return [float(one) for one in values if one is not None]
    except (TypeError, ValueError):
        return []


def _frame_time(dataset: Dataset) -> float | None:
    """(0018,1063) Frame Time, else of (0008,2144) or (0018,0040) a rate in frames per second."""
    time = _many(dataset.get("FrameTime"))
    if time and time[0] > 0:
        return time[0]
    for keyword in ("RecommendedDisplayFrameRate", "CineRate"):
        rate = _many(dataset.get(keyword))
        if rate and rate[0] > 0:
            return 1000.0 / rate[0]
    return None


def _spacing(dataset: Dataset, number: int) -> tuple[float, float] | None:
    for sequence, keyword in (("PixelMeasuresSequence", "PixelSpacing"), ("", "ImagerPixelSpacing")):
        values = _many(_macro(dataset, number, sequence, keyword))
        if len(values) == 2 and min(values) > 0:
            return values[0], values[1]
    return None


def _int(dataset: Dataset, keyword: str, default: int) -> int:
    try:
        return int(dataset.get(keyword) or default)
    except (TypeError, ValueError):
        return default

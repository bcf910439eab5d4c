"""Foreign pictures, curves, reports and documents are decoded in a child that may fail alone.

Every sample ends in one of three ways: decoded, shown by its other content, or `Unreadable` with the true reason.
"""

from __future__ import annotations

import contextlib
import io
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pydicom
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydicom.data import get_testdata_file
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, RLELossless

from app import decoder_wire
from app.decoding import Decoder, Limits
from app.domain.errors import Unreadable
from app.domain.imaging import ContentKind, DecodedFrame, content_kind

# What cannot be shown as a picture, and why. Everything else under the sample folders decodes.
NOT_PICTURES = {
    "pixels-none": {
        "ExplVR_BigEndNoMeta.dcm", "ExplVR_LitEndNoMeta.dcm", "UN_sequence.dcm", "empty_charset_LEI.dcm",
        "meta_missing_tsyntax.dcm", "nested_priv_SQ.dcm", "no_meta.dcm", "no_meta_group_length.dcm", "priv_SQ.dcm",
        "rtplan_truncated.dcm", "chrJapMulti.dcm", "chrKoreanMulti.dcm", "chrSQEncoding.dcm", "chrSQEncoding1.dcm",
        "waveform_ecg.dcm", "DICOMDIR", "rtplan.dcm", "encapsulated_pdf_made_here.dcm", "reportsi.dcm",
        "reportsi_with_empty_number_tags.dcm", "test-SR.dcm",
    },
    "pixels-cut": {"MR_truncated.dcm"},
    "pixels-damaged": {"JPEG2000-embedded-sequence-delimiter.dcm"},
}  # fmt: skip


@pytest.fixture(scope="module")
def decoder() -> Iterator[Decoder]:
    made = Decoder()
    yield made
    made.close()


def _sample(name: str) -> bytes:
    path = get_testdata_file(name, download=False)
    if path is None:
        pytest.skip(f"pydicom here comes without {name}")
    return Path(str(path)).read_bytes()


def _array(frame: DecodedFrame) -> Any:
    shape = (frame.rows, frame.columns) + ((frame.samples,) if frame.samples > 1 else ())
    return np.frombuffer(frame.pixels, frame.sample_type).reshape(shape)


def _made(rows: int, columns: int, pixels: bytes, syntax: Any = ExplicitVRLittleEndian, **attributes: Any) -> bytes:
    dataset = Dataset()
    dataset.SOPClassUID, dataset.SOPInstanceUID = "1.2.840.10008.5.1.4.1.1.6.1", "1.2.3"
    dataset.Rows, dataset.Columns, dataset.SamplesPerPixel = rows, columns, 1
    dataset.BitsAllocated, dataset.BitsStored, dataset.HighBit, dataset.PixelRepresentation = 8, 8, 7, 0
    dataset.PhotometricInterpretation = "MONOCHROME2"
    for keyword, value in attributes.items():
        setattr(dataset, keyword, value)
    dataset.PixelData = pixels
    dataset["PixelData"].VR = "OB"
    if syntax.is_encapsulated:
        dataset["PixelData"].is_undefined_length = True
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.MediaStorageSOPClassUID = dataset.SOPClassUID
    dataset.file_meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
    dataset.file_meta.TransferSyntaxUID = syntax
    out = io.BytesIO()
    dataset.save_as(out, enforce_file_format=True)
    return out.getvalue()


def test_every_shared_sample_ends_in_a_picture_or_a_true_reason(decoder: Decoder, shared_samples: Path) -> None:
    ends: dict[str, str] = {}
    for file in sorted((shared_samples / "devices" / "dicom").rglob("*")):
        if file.is_file():
            try:
                frame = decoder.frame(file.read_bytes())
                assert frame.rows * frame.columns > 0
                ends[file.name] = "decoded"
            except Unreadable as problem:
                ends[file.name] = problem.code
    expected = {name: code for code, names in NOT_PICTURES.items() for name in names}
    assert {name: end for name, end in ends.items() if end != "decoded"} == {
        name: code for name, code in expected.items() if name in ends
    }


@pytest.mark.parametrize(
    "name",
    [
        "CT_small.dcm", "MR_small_RLE.dcm", "MR_small_jp2klossless.dcm", "MR_small_jpeg_ls_lossless.dcm",
        "MR_small_bigendian.dcm", "image_dfl.dcm", "JPEGLSNearLossless_16.dcm", "SC_rgb_rle_2frame.dcm",
    ],
)  # fmt: skip
def test_pixels_are_those_of_an_independent_reading(decoder: Decoder, name: str) -> None:
    body = _sample(name)
    frame = decoder.frame(body)
    expected = pydicom.dcmread(io.BytesIO(body)).pixel_array
    assert np.array_equal(_array(frame), expected[0] if frame.frames > 1 else expected)


def test_grey_values_keep_their_scale_and_window(decoder: Decoder) -> None:
    frame = decoder.frame(_sample("CT_small.dcm"))
    assert (frame.sample_type, frame.slope, frame.intercept, frame.bits_stored) == ("<i2", 1.0, -1024.0, 16)
    assert frame.pixel_spacing_mm == (0.661468, 0.661468)
    assert decoder.frame(_sample("MR_small.dcm")).windows == ((600.0, 1600.0),)


def test_colour_comes_as_rgb_whatever_it_was_stored_as(decoder: Decoder) -> None:
    for name in ("examples_ybr_color.dcm", "examples_palette.dcm", "examples_rgb_color.dcm", "SC_rgb_rle_16bit.dcm"):
        frame = decoder.frame(_sample(name))
        assert (frame.photometric, frame.samples, frame.sample_type) == ("RGB", 3, "|u1")
    same = [_array(decoder.frame(_sample(f"SC_rgb_dcmtk_{how}.dcm"))) for how in ("+eb+cr", "+eb+cy+np")]
    assert np.abs(same[0].astype(int) - same[1].astype(int)).mean() < 12, "RGB and YBR of one picture look alike"


def test_twelve_bit_jpeg_is_decoded(decoder: Decoder) -> None:
    lossy, other = (_array(decoder.frame(_sample(name))) for name in ("JPGExtended.dcm", "JPEG2000.dcm"))
    assert np.corrcoef(lossy.ravel(), other.ravel())[0, 1] > 0.9, "one picture, two lossy codings"


def test_frames_one_by_one(decoder: Decoder) -> None:
    body = _sample("examples_ybr_color.dcm")
    first, last = decoder.frame(body, 0, key="loop"), decoder.frame(body, 29, key="loop")
    assert first.frames == last.frames == 30
    assert first.pixels != last.pixels
    assert decoder.frame(body, 0, key="loop") == first
    assert first.frame_time_ms
    for number in (-1, 30):
        with pytest.raises(Unreadable, match="frame-missing"):
            decoder.frame(body, number)


def test_whole_frames_of_a_cut_loop_are_shown(decoder: Decoder) -> None:
    body = _made(4, 4, bytes(range(16)) + bytes(range(16, 32)) + bytes(8), NumberOfFrames=3)
    assert _array(decoder.frame(body, 1))[0, 0] == 16
    with pytest.raises(Unreadable, match="pixels-cut"):
        decoder.frame(body, 2)


@pytest.mark.parametrize(
    ("syntax", "code"),
    [
        ("1.2.840.10008.1.2.4.102", "video"),
        ("1.2.840.10008.1.2.4.94", "transfer-syntax"),
        ("1.2.840.10008.1.2.4.52", "transfer-syntax"),
    ],
)
def test_what_is_not_decoded_says_so(decoder: Decoder, syntax: str, code: str) -> None:
    body = _made(4, 4, b"\xfe\xff\x00\xe0\x00\x00\x00\x00\xfe\xff\x00\xe0\x04\x00\x00\x00abcd", pydicom.uid.UID(syntax))
    with pytest.raises(Unreadable, match=code):
        decoder.frame(body)


def test_thumbnails_are_small_and_not_blank(decoder: Decoder) -> None:
    for name, samples in (("CT_small.dcm", 1), ("examples_ybr_color.dcm", 3), ("JPGExtended.dcm", 1)):
        picture = decoder.thumbnail(_sample(name), edge=96)
        assert max(picture.width, picture.height) <= 96
        assert picture.samples == samples
        assert len(set(picture.pixels)) > 16


def test_white_is_low_is_turned_in_thumbnails(decoder: Decoder) -> None:
    pixels = bytes([0] * 8 + [255] * 8)
    plain = decoder.thumbnail(_made(4, 4, pixels, WindowCenter=128, WindowWidth=256))
    turned = decoder.thumbnail(
        _made(4, 4, pixels, WindowCenter=128, WindowWidth=256, PhotometricInterpretation="MONOCHROME1")
    )
    assert plain.pixels[0] < plain.pixels[-1]
    assert turned.pixels[0] > turned.pixels[-1]


def test_an_ecg_gives_its_leads(decoder: Decoder) -> None:
    groups = decoder.waveform(_sample("waveform_ecg.dcm"))
    assert [(group.label, group.frequency_hz, len(group.channels)) for group in groups] == [
        ("RHYTHM", 1000.0, 12),
        ("MEDIAN BEAT", 1000.0, 12),
    ]
    lead = groups[0].channels[0]
    assert lead.label.startswith("Lead I")
    samples = np.frombuffer(lead.samples, "<f4")
    expected = pydicom.dcmread(io.BytesIO(_sample("waveform_ecg.dcm"))).waveform_array(0)[:, 0]
    assert np.allclose(samples, expected)
    with pytest.raises(Unreadable, match="no-waveform"):
        decoder.waveform(_sample("CT_small.dcm"))


def test_a_structured_report_gives_its_lines_and_measurements(decoder: Decoder) -> None:
    lines = decoder.report_tree(_sample("reportsi.dcm"))
    assert lines[0].level == 0
    assert any(line.text and line.level > 0 for line in lines)
    item, value, units, name, root = Dataset(), Dataset(), Dataset(), Dataset(), Dataset()
    units.CodeValue, units.CodeMeaning, units.CodingSchemeDesignator = "mm", "millimeter", "UCUM"
    name.CodeValue, name.CodeMeaning, name.CodingSchemeDesignator = "11820-8", "Biparietal Diameter", "LN"
    value.NumericValue, value.MeasurementUnitsCodeSequence = "47.5", [units]
    item.ValueType, item.RelationshipType = "NUM", "CONTAINS"
    item.ConceptNameCodeSequence, item.MeasuredValueSequence = [name], [value]
    root.ValueType, root.ContinuityOfContent, root.ContentSequence = "CONTAINER", "SEPARATE", [item]
    body = _made(4, 4, bytes(16), ValueType="CONTAINER", ContentSequence=[item])
    (line,) = decoder.report_tree(body)
    assert (line.level, line.name, line.text, line.number, line.unit) == (1, "Biparietal Diameter", "47.5", 47.5, "mm")
    with pytest.raises(Unreadable, match="no-report"):
        decoder.report_tree(_sample("CT_small.dcm"))


PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R>>endobj "
    b"4 0 obj<</Length 25>>stream\n1 0 0 rg 0 0 100 100 re f\nendstream endobj trailer<</Root 1 0 R>>"
)


def test_a_document_inside_an_object_is_taken_out_and_drawn(decoder: Decoder) -> None:
    body = _made(
        4, 4, bytes(16), EncapsulatedDocument=PDF + b"\x00" * (len(PDF) % 2), EncapsulatedDocumentLength=len(PDF),
        MIMETypeOfEncapsulatedDocument="application/pdf",
    )  # fmt: skip
    kind, content = decoder.encapsulated_document(body)
    assert (kind, content) == ("application/pdf", PDF)
    page = decoder.pdf_page(content, width=400)
    assert (page.picture.width, page.picture.height, page.pages) == (400, 200, 1)
    assert page.picture.pixels[:3] == b"\xff\x00\x00"
    assert page.picture.pixels[-3:] == b"\xff\xff\xff"
    for wrong, code in ((b"%PDF-1.4 nothing", "pdf-damaged"), (PDF, "frame-missing")):
        with pytest.raises(Unreadable, match=code):
            decoder.pdf_page(wrong, 7)
    with pytest.raises(Unreadable, match="no-document"):
        decoder.encapsulated_document(_sample("CT_small.dcm"))


def test_a_picture_inside_a_message_is_drawn(decoder: Decoder) -> None:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (64, 32), (10, 200, 30)).save(out, "BMP")
    picture = decoder.picture(out.getvalue(), edge=32)
    assert (picture.width, picture.height, picture.pixels[:3]) == (32, 16, bytes((10, 200, 30)))
    with pytest.raises(Unreadable, match="picture-damaged"):
        decoder.picture(b"BM nothing")


def _child() -> psutil.Process:
    children = psutil.Process().children()
    return next(one for one in children if "app.decoder_child" in one.cmdline())


def test_a_crash_takes_only_the_child(decoder: Decoder) -> None:
    body = _sample("MR_small.dcm")
    good = decoder.frame(body, key="again")
    os.kill(_child().pid, signal.SIGKILL)
    with contextlib.suppress(Unreadable):  # where the pipe tells of it before the process does
        assert decoder.frame(body, key="again") == good
    assert decoder.frame(body, key="again") == good


def test_a_child_that_does_not_answer_is_ended() -> None:
    slow = Decoder(Limits(wall_seconds=0.01))
    with pytest.raises(Unreadable, match="decoder-timed-out"):
        slow.frame(_sample("MR_small.dcm"))
    slow.close()
    slow.close()


@pytest.mark.skipif(os.name == "nt", reason="the system's limits are POSIX ones")
def test_a_bomb_meets_the_limit_of_memory() -> None:
    tight = Decoder(Limits(memory_bytes=700 << 20))
    try:
        assert tight.frame(_sample("MR_small.dcm")).rows == 64
        run = b"\x81\x00" * (16_000 * 125)  # 128 zeros in two bytes: 256 MB of one colour
        segment = b"\x01\x00\x00\x00\x40\x00\x00\x00" + bytes(56) + run
        items = b"\xfe\xff\x00\xe0" + bytes(4) + b"\xfe\xff\x00\xe0" + len(segment).to_bytes(4, "little") + segment
        with pytest.raises(Unreadable, match=r"too-large|decoder-crashed|pixels-damaged"):
            tight.frame(_made(16_000, 16_000, items, RLELossless))
        claimed = _made(60_000, 60_000, bytes(16))
        with pytest.raises(Unreadable, match="too-large"):
            tight.frame(claimed)
        assert tight.frame(_sample("MR_small.dcm")).rows == 64, "it goes on afterwards"
    finally:
        tight.close()


@pytest.mark.skipif(os.name == "nt", reason="the system's limits are POSIX ones")
def test_the_child_is_kept_from_files(decoder: Decoder) -> None:
    decoder.warm()
    decoder.frame(_sample("MR_small.dcm"))
    child = _child()
    assert child.rlimit(psutil.RLIMIT_FSIZE) == (0, 0)
    assert child.rlimit(psutil.RLIMIT_AS)[0] == Limits().memory_bytes
    assert not child.net_connections()
    written = [file.path for file in child.open_files() if getattr(file, "mode", "r") != "r"]
    assert set(written) <= {os.devnull}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(damage=st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), min_size=1, max_size=30))
def test_damaged_objects_never_do_harm(decoder: Decoder, damage: list[tuple[int, int]]) -> None:
    body = bytearray(_sample("MR_small_RLE.dcm"))
    for place, value in damage:
        body[place % len(body)] = value
    for work in (decoder.frame, decoder.thumbnail, decoder.report_tree, decoder.waveform):
        with contextlib.suppress(Unreadable):
            work(bytes(body))


@given(st.binary(max_size=64))
def test_the_wire_refuses_what_is_not_a_message(octets: bytes) -> None:
    try:
        header, _ = decoder_wire.receive(io.BytesIO(octets))
    except decoder_wire.Cut:
        return
    assert isinstance(header, dict)


def test_kinds_of_content() -> None:
    assert content_kind("1.2.840.10008.5.1.4.1.1.9.1.1") is ContentKind.WAVEFORM
    assert content_kind("1.2.840.10008.5.1.4.1.1.88.33") is ContentKind.REPORT
    assert content_kind("1.2.840.10008.5.1.4.1.1.104.1") is ContentKind.DOCUMENT
    assert content_kind("1.2.840.10008.5.1.4.1.1.6.1", rows=4) is ContentKind.IMAGE
    assert content_kind("1.2.840.10008.5.1.4.1.1.6.1", "1.2.840.10008.1.2.4.102", 4) is ContentKind.VIDEO
    assert content_kind("1.2.840.10008.5.1.4.1.1.481.5") is ContentKind.OTHER

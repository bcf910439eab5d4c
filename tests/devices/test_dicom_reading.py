"""What DICOM objects say about themselves is read from whole, odd and broken files, and never from their pixels."""

from __future__ import annotations

import io
import struct
import zlib
from datetime import date
from pathlib import Path
from typing import Any

import pydicom
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydicom.data import get_charset_files, get_testdata_file
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import ExplicitVRBigEndian, ExplicitVRLittleEndian, ImplicitVRLittleEndian

from app.domain.errors import Unreadable
from app.domain.identity import PersonName, Sex, check_digit
from app.domain.received import SentObject
from devices.dicom_reading import read_object

IIN = f"85061540012{check_digit('85061540012')}"
# Objects that name no instance, or are none; everything else under the sample folders is summarised.
NO_OBJECTS = {
    "UN_sequence.dcm": "dicom-no-instance-uid", "empty_charset_LEI.dcm": "dicom-no-instance-uid",
    "meta_missing_tsyntax.dcm": "dicom-none", "nested_priv_SQ.dcm": "dicom-no-instance-uid",
    "no_meta.dcm": "dicom-none",
    "no_meta_group_length.dcm": "dicom-no-instance-uid", "priv_SQ.dcm": "dicom-no-instance-uid",
    "chrSQEncoding.dcm": "dicom-no-instance-uid", "chrSQEncoding1.dcm": "dicom-no-instance-uid",
    "DICOMDIR": "dicom-directory",
}  # fmt: skip


def _data_set(**attributes: Any) -> Dataset:
    dataset = Dataset()
    dataset.SOPClassUID, dataset.SOPInstanceUID = "1.2.840.10008.5.1.4.1.1.6.1", "1.2.3.4"
    dataset.StudyInstanceUID = "1.2.3"
    for keyword, value in attributes.items():
        setattr(dataset, keyword, value)
    return dataset


def _file(dataset: Dataset, syntax: Any = ExplicitVRLittleEndian) -> bytes:
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.MediaStorageSOPClassUID = dataset.SOPClassUID
    dataset.file_meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
    dataset.file_meta.TransferSyntaxUID = syntax
    out = io.BytesIO()
    dataset.save_as(out, enforce_file_format=True)
    return out.getvalue()


@pytest.mark.clause("15")
def test_every_shared_object_is_summarised_or_refused_with_the_reason(shared_samples: Path) -> None:
    ends = {}
    for file in sorted((shared_samples / "devices" / "dicom").rglob("*")):
        if not file.is_file():
            continue
        try:
            ends[file.name] = read_object(file.read_bytes())
        except Unreadable as problem:
            ends[file.name] = problem.code
    assert {name: end for name, end in ends.items() if isinstance(end, str)} == NO_OBJECTS
    read = {name: end for name, end in ends.items() if isinstance(end, SentObject)}
    assert all(one.sop_instance_uid and one.transfer_syntax_uid for one in read.values())
    assert read["examples_ybr_color.dcm"].frames == 30
    assert (read["waveform_ecg.dcm"].modality, read["waveform_ecg.dcm"].frames) == ("ECG", 0)
    assert read["MR_truncated.dcm"].identity.name == PersonName("CompressedSamples", "MR1")


@pytest.mark.parametrize(
    "name",
    [
        "CT_small.dcm", "MR_small_implicit.dcm", "MR_small_bigendian.dcm", "ExplVR_BigEnd.dcm", "image_dfl.dcm",
        "waveform_ecg.dcm", "rtplan.dcm", "reportsi.dcm", "examples_ybr_color.dcm", "liver_1frame.dcm", "badVR.dcm",
        "MR_truncated.dcm", "ExplVR_LitEndNoMeta.dcm", "ExplVR_BigEndNoMeta.dcm", "test-SR.dcm", "rtdose_rle.dcm",
    ],
)  # fmt: skip
@pytest.mark.filterwarnings("ignore::UserWarning")  # of the other reader, which complains about these files
def test_it_reads_what_an_independent_reader_reads(name: str) -> None:
    path = get_testdata_file(name, download=False)
    if path is None:
        pytest.skip(f"pydicom here comes without {name}")
    body = Path(str(path)).read_bytes()
    other = pydicom.dcmread(io.BytesIO(body), force=True, stop_before_pixels=True)
    ours = read_object(body)
    assert ours.sop_instance_uid == str(other.SOPInstanceUID)
    assert ours.study_instance_uid == str(other.get("StudyInstanceUID", ""))
    assert ours.modality == other.get("Modality", "")
    assert (ours.rows, ours.columns) == (other.get("Rows", 0), other.get("Columns", 0))
    assert ours.identity.patient_id == other.get("PatientID", "")


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("chrRuss.dcm", "Люкceмбypг"), ("chrGreek.dcm", "Διονυσιος"), ("chrArab.dcm", "قباني لنزار"),
        ("chrFren.dcm", "Buc Jérôme"), ("chrGerm.dcm", "Äneas Rüdiger"), ("chrJapMulti.dcm", "やまだ たろう"),
        ("chrKoreanMulti.dcm", "김희중"), ("chrX1.dcm", "Wang XiaoDong"), ("chrHbrw.dcm", "שרון דבורה"),
    ],
)  # fmt: skip
def test_declared_letters_of_the_world(file: str, name: str) -> None:
    (path,) = (Path(found) for found in get_charset_files(file))
    read = read_object(path.read_bytes())
    assert read.identity.name is not None
    assert (read.identity.name.full, read.character_set_how) == (name, "declared")


@pytest.mark.parametrize("syntax", [ExplicitVRLittleEndian, ImplicitVRLittleEndian, ExplicitVRBigEndian])
def test_identity_and_numbers_from_every_place(syntax: Any) -> None:
    request, other = Dataset(), Dataset()
    request.ScheduledProcedureStepID, request.RequestedProcedureID = "SPS-1", "RP-1"
    request.AccessionNumber = "S26-0002"
    other.PatientID = IIN
    dataset = _data_set(
        SpecificCharacterSet="ISO_IR 192", PatientName="Жұмабаева^Айгүл^Серікқызы", PatientID="77",
        IssuerOfPatientID="CLINIC", PatientBirthDate="19850615", PatientSex="F", AccessionNumber="S26-0001",
        StudyID="9", StudyDate="20261123", SeriesNumber="3", InstanceNumber="12", Rows=4, Columns=5,
        RequestAttributesSequence=[request], OtherPatientIDsSequence=[other], StudyDescription="УЗИ",
    )  # fmt: skip
    read = read_object(_file(dataset, syntax))
    identity = read.identity
    assert identity.name == PersonName("Жұмабаева", "Айгүл", "Серікқызы")
    assert (identity.patient_id, identity.issuer, identity.sex) == ("77", "CLINIC", Sex.FEMALE)
    assert (identity.birth_date, identity.iin_candidates) == (date(1985, 6, 15), (IIN,))
    assert identity.accession_number == "S26-0001"
    assert {"SPS-1", "RP-1", "S26-0002", "9"} <= set(identity.numbers)
    assert (read.series_number, read.instance_number, read.rows, read.columns, read.frames) == (3, 12, 4, 5, 1)
    assert (read.study_description, read.study_date) == ("УЗИ", date(2026, 11, 23))
    assert read.transfer_syntax_uid == syntax


@pytest.mark.parametrize("declared", ["ISO_IR 100", "ISO_IR 192", "", None])
def test_code_page_1251_under_a_wrong_declaration(declared: str | None) -> None:
    dataset = _data_set(PatientName="", StudyDescription="")
    if declared is not None:
        dataset.SpecificCharacterSet = declared
    dataset.add_new(0x00100010, "PN", "Иванов^Иван".encode("cp1251") + b" ")
    dataset.add_new(0x00081030, "LO", "УЗИ почек ".encode("cp1251"))
    read = read_object(_file(dataset))
    assert read.identity.name == PersonName("Иванов", "Иван")
    assert (read.study_description, read.character_set, read.character_set_how) == ("УЗИ почек", "cp1251", "guessed")
    assert read_object(_file(dataset), "koi8-r").character_set_how == "override"


def test_bare_data_sets_and_missing_preambles() -> None:
    whole = _file(_data_set(PatientID="77"))
    meta_length = struct.unpack_from("<I", whole, 140)[0]
    bare = whole[144 + meta_length :]
    for body in (whole, whole[132:], bare):
        assert read_object(body).identity.patient_id == "77"


def test_odd_numbers_do_no_harm() -> None:
    encoded = _file(_data_set(Rows=4, Columns=4))
    for tag, vr, value in (
        (0x00200011, b"IS", b"abc "), (0x00200013, b"IS", b"12.0"), (0x00280008, b"IS", b"1A"),
    ):  # fmt: skip
        encoded += struct.pack("<HH2sH", tag >> 16, tag & 0xFFFF, vr, len(value)) + value
    read = read_object(encoded)
    assert (read.instance_number, read.series_number, read.frames) == (12, None, 1)


def test_sequences_of_unknown_length_and_private_ones_are_passed() -> None:
    inside = Dataset()
    inside.PatientID = "not this one"
    dataset = _data_set(PatientID="77", ReferencedStudySequence=[inside], Rows=4, Columns=4)
    dataset["ReferencedStudySequence"].is_undefined_length = True
    private = dataset.private_block(0x0009, "SHIPAGER", create=True)
    private.add_new(1, "SQ", [inside])
    read = read_object(_file(dataset))
    assert (read.identity.patient_id, read.rows) == ("77", 4)


def test_pixels_are_not_read() -> None:
    class Watched(io.BytesIO):
        farthest = 0

        def read(self, size: int | None = -1) -> bytes:
            piece = super().read(size)
            self.farthest = max(self.farthest, self.tell())
            return piece

    dataset = _data_set(PatientID="77", Rows=1000, Columns=1000, BitsAllocated=8)
    dataset.add_new(0x00091010, "OB", bytes(300_000))
    dataset.PixelData = bytes(1_000_000)
    dataset["PixelData"].VR = "OB"
    body = _file(dataset)
    source = Watched(body)
    assert read_object(source).rows == 1000
    assert source.farthest < len(body) - 999_000


def test_deflated_objects_are_bounded() -> None:
    plain = _file(_data_set(PatientID="77"))
    meta_length = struct.unpack_from("<I", plain, 140)[0]
    head = plain[: 144 + meta_length].replace(b"1.2.840.10008.1.2.1\x00", b"1.2.840.10008.1.2.1.99")
    head = head[:140] + struct.pack("<I", meta_length + 2) + head[144:]
    at = head.rindex(b"1.2.840.10008.1.2.1.99")
    head = head[: at - 2] + struct.pack("<H", 22) + head[at:]
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    packed = packer.compress(plain[144 + meta_length :]) + packer.flush()
    assert read_object(head + packed).identity.patient_id == "77"
    with pytest.raises(Unreadable, match="dicom-deflate"):
        read_object(head + b"\xff" * 40)


@pytest.mark.parametrize(
    "body",
    [b"", b"\x00" * 500, b"GET / HTTP/1.1\r\n\r\n" * 20, bytes(128) + b"DICM", b"\x16\x03\x01" * 60, b"%PDF-1.4" * 30],
)
def test_what_is_no_dicom_says_so(body: bytes) -> None:
    with pytest.raises(Unreadable, match=r"dicom-none|dicom-no-instance-uid"):
        read_object(body)


def test_hostile_nesting_ends() -> None:
    item = struct.pack("<HHI", 0xFFFE, 0xE000, 0xFFFFFFFF)
    sequence = struct.pack("<HH2sHI", 0x0008, 0x1110, b"SQ", 0, 0xFFFFFFFF) + item
    with pytest.raises(Unreadable, match="dicom-too-deep"):
        read_object(_file(_data_set()) + sequence * 5000)
    empty = struct.pack("<HH2sH", 0x0019, 0x1001, b"LO", 0)
    with pytest.raises(Unreadable, match="dicom-too-many-elements"):
        read_object(_file(_data_set()) + empty * 200_001)


@settings(max_examples=150, deadline=None)
@given(damage=st.lists(st.tuples(st.integers(0, 1 << 16), st.integers(0, 255)), max_size=20), cut=st.integers(0, 2000))
def test_damage_anywhere_is_read_or_refused(damage: list[tuple[int, int]], cut: int) -> None:
    inside = Dataset()
    inside.PatientID = "5"
    dataset = _data_set(PatientID="77", PatientName="A^B", OtherPatientIDsSequence=[inside], Rows=4, Columns=4)
    body = bytearray(_file(dataset))
    for place, value in damage:
        body[place % len(body)] = value
    try:
        read = read_object(bytes(body[: len(body) - cut % len(body)]))
    except Unreadable:
        return
    assert isinstance(read, SentObject)


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(octets: bytes) -> None:
    for body in (octets, bytes(128) + b"DICM" + octets):
        try:
            read_object(body)
        except Unreadable:
            continue

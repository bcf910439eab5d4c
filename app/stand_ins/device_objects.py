"""Objects such as the devices of a small practice make: drawn by us, with the standard's attributes.

PS3.3: A.6/A.7 (US, US multi-frame), A.26 (DX), A.3 (CT), A.34.3 (12-lead ECG), A.35.1 (Basic Text SR).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.sequence import Sequence
from pydicom.uid import (
    BasicTextSRStorage,
    CTImageStorage,
    DigitalXRayImageStorageForPresentation,
    ExplicitVRLittleEndian,
    TwelveLeadECGWaveformStorage,
    UltrasoundImageStorage,
    UltrasoundMultiFrameImageStorage,
    generate_uid,
)

from app.domain.clock import local
from app.domain.identity import Iin, PersonName, Sex
from app.domain.patient import Patient, PatientDraft


@dataclass(frozen=True, slots=True)
class Sitter:
    """Whom the device believes it examines."""

    name: PersonName
    birth_date: str  # YYYYMMDD, as devices hold it
    sex: Sex
    iin: Iin | None = None
    patient_id: str = ""
    accession_number: str = ""

    @classmethod
    def of(cls, person: Patient | PatientDraft, accession_number: str = "") -> Sitter:
        """A registered person as a device knows one."""
        born = person.birth_date.strftime("%Y%m%d") if person.birth_date else ""
        return cls(person.name, born, person.sex, person.iin, accession_number=accession_number)

    @property
    def person_name(self) -> str:
        """PN, PS3.5 6.2.1.1."""
        return f"{self.name.surname}^{self.name.given}^{self.name.patronymic}".rstrip("^")


def _begin(
    sitter: Sitter, sop_class: str, modality: str, description: str, at: datetime, study: str, number: int
) -> Dataset:
    here = local(at)
    one = Dataset()
    one.file_meta = FileMetaDataset()
    one.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    one.SpecificCharacterSet = "ISO_IR 192"
    one.SOPClassUID = sop_class
    one.SOPInstanceUID = generate_uid()
    one.file_meta.MediaStorageSOPClassUID = one.SOPClassUID
    one.file_meta.MediaStorageSOPInstanceUID = one.SOPInstanceUID
    one.StudyDate = one.SeriesDate = one.ContentDate = here.strftime("%Y%m%d")
    one.StudyTime = one.SeriesTime = one.ContentTime = here.strftime("%H%M%S")
    one.AccessionNumber = sitter.accession_number
    one.Modality = modality
    one.Manufacturer = "SHIPAGER STAND-IN"
    one.ReferringPhysicianName = ""
    one.StudyDescription = description
    one.SeriesDescription = description
    one.PatientName = sitter.person_name
    one.PatientID = sitter.iin.value if sitter.iin else sitter.patient_id
    one.PatientBirthDate = sitter.birth_date
    one.PatientSex = {Sex.MALE: "M", Sex.FEMALE: "F"}.get(sitter.sex, "O")
    one.StudyInstanceUID = study
    one.SeriesInstanceUID = generate_uid(entropy_srcs=[study, "series"])
    one.StudyID = "1"
    one.SeriesNumber = 1
    one.InstanceNumber = number
    return one


def _pixels(one: Dataset, frames: np.ndarray, *, bits: int, photometric: str) -> Dataset:
    """Image Pixel module, PS3.3 C.7.6.3; `frames` is (frames, rows, columns[, 3])."""
    one.SamplesPerPixel = 3 if frames.ndim == 4 else 1
    one.PhotometricInterpretation = photometric
    if frames.ndim == 4:
        one.PlanarConfiguration = 0
    one.Rows, one.Columns = frames.shape[1:3]
    one.BitsAllocated = 8 * frames.dtype.itemsize
    one.BitsStored = bits
    one.HighBit = bits - 1
    one.PixelRepresentation = int(frames.dtype.kind == "i")
    if len(frames) > 1:
        one.NumberOfFrames = len(frames)
    one.PixelData = frames.tobytes() + b"\0" * (frames.nbytes % 2)
    return one


def ultrasound(sitter: Sitter, at: datetime, *, frames: int = 24, size: int = 360) -> Dataset:
    """A sector of speckle with an echo-free organ that breathes."""
    random = np.random.default_rng(7)
    y, x = np.mgrid[0:size, 0:size].astype(np.float32)
    depth = np.hypot(x - size / 2, y)
    angle = np.abs(np.arctan2(x - size / 2, y + 1))
    sector = (angle < 0.62) & (depth > size * 0.12) & (depth < size * 0.95)
    speckle = random.rayleigh(62, (size, size)).astype(np.float32) * (1.15 - depth / size / 1.6)
    clip = np.zeros((frames, size, size), np.uint8)
    for number in range(frames):
        swing = np.sin(2 * np.pi * number / frames)
        organ = ((x - size * 0.46) / (size * 0.15)) ** 2 + ((y - size * (0.47 + 0.02 * swing)) / (size * 0.10)) ** 2
        stone = (x - size * 0.44) ** 2 + (y - size * (0.54 + 0.02 * swing)) ** 2 < (size * 0.018) ** 2
        shadow = (np.abs(x - size * 0.44) < size * 0.016) & (y > size * 0.56)
        image = np.where(organ < 1, speckle * 0.12, speckle + 26 * np.exp(-((organ - 1.05) ** 2) * 60))
        image = np.where(stone, 235, np.where(shadow, image * 0.3, np.roll(image, number, 0)))
        clip[number] = np.clip(image * sector, 0, 255)
    sop_class = UltrasoundMultiFrameImageStorage if frames > 1 else UltrasoundImageStorage
    one = _begin(sitter, sop_class, "US", "УЗИ брюшной полости", at, generate_uid(), 1)
    if frames > 1:
        one.FrameTime = 40
        one.FrameIncrementPointer = 0x00181063
    return _pixels(one, clip, bits=8, photometric="MONOCHROME2")


def x_ray(sitter: Sitter, at: datetime, *, size: int = 1024) -> Dataset:
    """A chest as a projection of smooth bodies: lungs, heart, spine, ribs."""
    y, x = np.mgrid[-1 : 1 : size * 1j, -1 : 1 : size * 1j].astype(np.float32)

    def body(cx: float, cy: float, rx: float, ry: float) -> np.ndarray:
        inside = np.clip(1 - ((x - cx) / rx) ** 2 - ((y - cy) / ry) ** 2, 0, None)
        depth: np.ndarray = np.sqrt(inside)
        return depth

    thick = 1.6 * body(0, 0.1, 0.95, 1.3) - 1.15 * (body(-0.4, 0, 0.33, 0.7) + body(0.4, 0, 0.33, 0.7))
    thick += 0.75 * body(0.12, 0.25, 0.3, 0.34) + 0.8 * np.exp(-((x / 0.07) ** 2))
    for rib in range(8):
        centre = -0.65 + 0.17 * rib
        thick += 0.16 * np.exp(-(((y - centre - 0.35 * x**2) / 0.018) ** 2)) * (np.abs(x) < 0.82)
    noise = np.random.default_rng(5).normal(0, 12, (size, size))
    image = np.clip(3600 * (1 - np.exp(-1.1 * np.clip(thick, 0, None))) + noise, 0, 4095).astype(np.uint16)
    one = _begin(sitter, DigitalXRayImageStorageForPresentation, "DX", "Рентген грудной клетки", at, generate_uid(), 1)
    one.BodyPartExamined = "CHEST"
    one.ViewPosition = "PA"
    one.PixelIntensityRelationship = "LOG"
    one.PixelIntensityRelationshipSign = -1
    one.PresentationLUTShape = "IDENTITY"
    one.WindowCenter, one.WindowWidth = 2000, 3600
    one.RescaleIntercept, one.RescaleSlope, one.RescaleType = 0, 1, "US"
    return _pixels(one, image[None], bits=12, photometric="MONOCHROME2")


def ct_slices(sitter: Sitter, at: datetime, *, count: int = 12, size: int = 256) -> list[Dataset]:
    """A head phantom in Hounsfield units, slice by slice."""
    y, x = np.mgrid[-1 : 1 : size * 1j, -1 : 1 : size * 1j].astype(np.float32)
    study = generate_uid()
    slices = []
    for number in range(count):
        z = (number - count / 2) / (count / 2)
        scale = np.sqrt(max(0.08, 1 - 0.8 * z * z))
        radius = np.hypot(x / (0.72 * scale), y / (0.86 * scale))
        image = np.full((size, size), -1000, np.float32)
        image[radius < 1] = 900
        image[radius < 0.92] = 34
        image[np.hypot((x + 0.13) / 0.08, (y + 0.05) / (0.26 * scale)) < 1] = 6
        image[np.hypot((x - 0.13) / 0.08, (y + 0.05) / (0.26 * scale)) < 1] = 6
        image += np.random.default_rng(number).normal(0, 4, image.shape)
        one = _begin(sitter, CTImageStorage, "CT", "КТ головного мозга", at, study, number + 1)
        one.ImageType = ["ORIGINAL", "PRIMARY", "AXIAL"]
        one.FrameOfReferenceUID = generate_uid(entropy_srcs=[study, "frame of reference"])
        one.PixelSpacing = [0.9, 0.9]
        one.SliceThickness = 5
        one.ImagePositionPatient = [-115, -115, 5.0 * number]
        one.ImageOrientationPatient = [1, 0, 0, 0, 1, 0]
        one.WindowCenter, one.WindowWidth = 40, 90
        one.RescaleIntercept, one.RescaleSlope = 0, 1
        slices.append(
            _pixels(one, np.clip(image, -1024, 3071).astype(np.int16)[None], bits=16, photometric="MONOCHROME2")
        )
    return slices


_LEADS = ("I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6")
_GAIN = (0.7, 1.0, 0.35, -0.8, 0.2, 0.65, -0.5, 0.3, 0.8, 1.2, 1.1, 0.9)


def ecg(sitter: Sitter, at: datetime, *, seconds: int = 10, hertz: int = 500) -> Dataset:
    """Twelve leads at a resting rate: P, QRS and T as sums of bells (PS3.3 C.10.9)."""
    t = np.arange(seconds * hertz) / hertz
    phase = (t * 72 / 60) % 1

    def bell(centre: float, width: float, height: float) -> np.ndarray:
        return height * np.exp(-(((phase - centre) / width) ** 2))

    beat = bell(0.2, 0.025, 0.12) + bell(0.355, 0.010, -0.1) + bell(0.375, 0.012, 1.1) + bell(0.398, 0.011, -0.22)
    beat += bell(0.62, 0.05, 0.28)
    random = np.random.default_rng(3)
    channels = np.stack([beat * gain + random.normal(0, 0.008, len(t)) for gain in _GAIN], axis=1)
    one = _begin(sitter, TwelveLeadECGWaveformStorage, "ECG", "ЭКГ покоя, 12 отведений", at, generate_uid(), 1)
    one.AcquisitionDateTime = local(at).strftime("%Y%m%d%H%M%S")
    group = Dataset()
    group.WaveformOriginality = "ORIGINAL"
    group.NumberOfWaveformChannels = len(_LEADS)
    group.NumberOfWaveformSamples = len(t)
    group.SamplingFrequency = hertz
    group.ChannelDefinitionSequence = Sequence([_lead(name) for name in _LEADS])
    group.WaveformBitsAllocated = 16
    group.WaveformSampleInterpretation = "SS"
    group.WaveformData = np.round(channels * 1000).astype("<i2").tobytes()  # microvolts
    one.WaveformSequence = Sequence([group])
    return one


def _lead(name: str) -> Dataset:
    channel = Dataset()
    channel.ChannelSourceSequence = Sequence(
        [_code("5.6.3-9-" + str(_LEADS.index(name) + 1), "SCPECG", f"Lead {name}")]
    )
    channel.ChannelSensitivity = 1
    channel.ChannelSensitivityUnitsSequence = Sequence([_code("uV", "UCUM", "microvolt")])
    channel.ChannelSensitivityCorrectionFactor = 1
    channel.ChannelBaseline = 0
    channel.ChannelSampleSkew = "0"
    channel.WaveformBitsStored = 16
    return channel


def structured_report(sitter: Sitter, at: datetime) -> Dataset:
    """A short text report with one heading (PS3.3 A.35.1)."""
    one = _begin(sitter, BasicTextSRStorage, "SR", "Заключение аппарата", at, generate_uid(), 1)
    one.CompletionFlag, one.VerificationFlag = "COMPLETE", "UNVERIFIED"
    one.ValueType, one.ContinuityOfContent = "CONTAINER", "SEPARATE"
    one.ConceptNameCodeSequence = Sequence([_code("11528-7", "LN", "Radiology Report")])
    one.ReferencedPerformedProcedureStepSequence = Sequence([])
    one.PerformedProcedureCodeSequence = Sequence([])
    text = Dataset()
    text.RelationshipType, text.ValueType = "CONTAINS", "TEXT"
    text.ConceptNameCodeSequence = Sequence([_code("121071", "DCM", "Finding")])
    text.TextValue = "Желчный пузырь 72 × 28 мм, конкремент 6 мм с акустической тенью. Өт жолдары кеңеймеген."
    one.ContentSequence = Sequence([text])
    return one


def _code(value: str, scheme: str, meaning: str) -> Dataset:
    one = Dataset()
    one.CodeValue, one.CodingSchemeDesignator, one.CodeMeaning = value, scheme, meaning
    return one


def blood_count(sitter: Sitter, at: datetime, *, control_id: str, order: str = "", haemoglobin: float = 132.0) -> bytes:
    """An analyser's ORU^R01 in HL7 2.3.1, UTF-8, segments ended by CR."""
    stamp = local(at).strftime("%Y%m%d%H%M%S")
    sex = {Sex.MALE: "M", Sex.FEMALE: "F"}.get(sitter.sex, "O")
    number = sitter.iin.value if sitter.iin else sitter.patient_id
    rows = (
        ("6690-2", "WBC", "11.8", "10*9/L", "4.0-10.0", "H"),
        ("789-8", "RBC", "4.51", "10*12/L", "3.90-5.10", "N"),
        ("718-7", "HGB", f"{haemoglobin:g}", "g/L", "120-160", "N" if haemoglobin >= 120 else "L"),
        ("4544-3", "HCT", "39.6", "%", "36.0-46.0", "N"),
        ("777-3", "PLT", "268", "10*9/L", "180-320", "N"),
        ("770-8", "NEU%", "*****", "%", "45.0-70.0", ""),
        ("1988-5", "CRP", "<0.5", "mg/L", "0.0-5.0", "N"),
    )
    segments = [
        f"MSH|^~\\&|BC-30|STAND-IN|SHIPAGER|PRACTICE|{stamp}||ORU^R01|{control_id}|P|2.3.1||||||UNICODE UTF-8",
        f"PID|1||{number}^^^IIN||{sitter.person_name}||{sitter.birth_date}|{sex}",
        f"OBR|1|{order}|{control_id}|CBC^Общий анализ крови^L|||{stamp}",
        *(
            f"OBX|{n}|NM|{code}^{name}^LN||{value}|{unit}|{usual}|{flag}|||F|||{stamp}"
            for n, (code, name, value, unit, usual, flag) in enumerate(rows, 1)
        ),
    ]
    return ("\r".join(segments) + "\r").encode()

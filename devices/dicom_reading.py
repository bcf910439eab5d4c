"""What a DICOM object says about its patient, study and itself (PS3.3 C.7.1.1, C.7.2.1, C.7.3.1, C.7.6.3).

Only what is needed to file it; pixels, waveforms and report trees are read elsewhere, when they are shown.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date
from typing import BinaryIO

from app.domain.device import SentIdentity
from app.domain.errors import Unreadable
from app.domain.identity import PersonName
from app.domain.received import ReadText, SentObject
from devices.dicom_character_sets import read_dicom_texts
from devices.dicom_elements import Element, read_elements
from devices.sent_identity import day_of, iin_candidates, name_of_parts, sex_of

_CHARACTER_SET = 0x00080005
_SOP_CLASS, _SOP_INSTANCE = 0x00080016, 0x00080018
_STUDY_DATE, _ACCESSION, _MODALITY = 0x00080020, 0x00080050, 0x00080060
_STUDY_DESCRIPTION, _SERIES_DESCRIPTION = 0x00081030, 0x0008103E
_PATIENT_NAME, _PATIENT_ID, _ISSUER = 0x00100010, 0x00100020, 0x00100021
_BIRTH_DATE, _SEX, _OTHER_IDS = 0x00100030, 0x00100040, 0x00101000
_STUDY_UID, _SERIES_UID = 0x0020000D, 0x0020000E
_STUDY_ID, _SERIES_NUMBER, _INSTANCE_NUMBER = 0x00200010, 0x00200011, 0x00200013
_FRAMES, _ROWS, _COLUMNS = 0x00280008, 0x00280010, 0x00280011
_STEP_ID, _REQUESTED_ID, _PLACER, _FILLER = 0x00400009, 0x00401001, 0x00402016, 0x00402017
_ACQUISITION_DATE, _CONTENT_DATE, _SERIES_DATE = 0x00080022, 0x00080023, 0x00080021
_DIRECTORY_RECORDS = 0x00041220  # a DICOMDIR is an index of files, not an object (PS3.3 F.3)

# PS3.3 C.7.6.16 and 10.6: where devices repeat the worklist's numbers.
_REQUEST_ATTRIBUTES, _REFERENCED_REQUEST, _PERFORMED_REQUEST = 0x00400275, 0x0040A370, 0x00400270
_OTHER_IDS_SEQUENCE = 0x00101002
_OTHER_ID_PLACE = (_OTHER_IDS_SEQUENCE, _PATIENT_ID)
_DESCEND = frozenset({_REQUEST_ATTRIBUTES, _REFERENCED_REQUEST, _PERFORMED_REQUEST, _OTHER_IDS_SEQUENCE})
_TEXTS = (_PATIENT_NAME, _STUDY_DESCRIPTION, _SERIES_DESCRIPTION, _PATIENT_ID, _ACCESSION)
_WANTED = frozenset(
    {
        _CHARACTER_SET, _SOP_CLASS, _SOP_INSTANCE, _STUDY_DATE, _MODALITY, _ISSUER, _BIRTH_DATE, _SEX, _OTHER_IDS,
        _STUDY_UID, _SERIES_UID, _STUDY_ID, _SERIES_NUMBER, _INSTANCE_NUMBER, _FRAMES, _ROWS, _COLUMNS, _STEP_ID,
        _REQUESTED_ID, _PLACER, _FILLER, _ACQUISITION_DATE, _CONTENT_DATE, _SERIES_DATE, _DIRECTORY_RECORDS, *_TEXTS,
    }
)  # fmt: skip
_MAX_UID = 64
_MANY_NUMBERS = 100  # ids or steps of one object; a device sends a few


def read_object(source: BinaryIO | bytes, override: str = "") -> SentObject:
    """Read one object from a Part 10 file or a bare data set; `source` must be seekable.

    `override` is the device's character set as a person chose it. Raises `Unreadable`: `dicom-none`,
    `dicom-directory`, `dicom-no-instance-uid`, or what `read_elements` raises.
    """
    file = io.BytesIO(source) if isinstance(source, bytes | bytearray) else source
    syntax, elements = read_elements(file, _WANTED, _DESCEND)
    values = _Values(elements)
    if _SOP_INSTANCE not in values.top:
        raise Unreadable("dicom-directory" if _DIRECTORY_RECORDS in values.top else "dicom-no-instance-uid")
    texts, text_set = _texts(values, override)
    rows, columns = values.number(_ROWS, syntax) or 0, values.number(_COLUMNS, syntax) or 0
    frames = values.integer(_FRAMES)
    return SentObject(
        sop_class_uid=values.uid(_SOP_CLASS),
        sop_instance_uid=values.uid(_SOP_INSTANCE),
        transfer_syntax_uid=syntax,
        study_instance_uid=values.uid(_STUDY_UID),
        series_instance_uid=values.uid(_SERIES_UID),
        modality=values.plain(_MODALITY),
        study_description=texts.get(_STUDY_DESCRIPTION, ""),
        series_description=texts.get(_SERIES_DESCRIPTION, ""),
        study_date=_first_day(values, (_STUDY_DATE, _SERIES_DATE, _ACQUISITION_DATE, _CONTENT_DATE)),
        series_number=values.integer(_SERIES_NUMBER),
        instance_number=values.integer(_INSTANCE_NUMBER),
        frames=(max(frames or 1, 1)) if rows and columns else 0,
        rows=rows,
        columns=columns,
        character_set=text_set.character_set,
        character_set_how=text_set.how,
        identity=_identity(values, texts),
    )


class _Values:
    """The elements found: those of the data set itself by tag, those inside sequences by (sequence, tag)."""

    def __init__(self, elements: Iterable[Element]) -> None:
        self.top: dict[int, bytes] = {}
        self.nested: list[tuple[int, int, bytes]] = []
        for element in elements:
            if not element.path:
                self.top.setdefault(element.tag, element.value)
            else:
                self.nested.append((element.path[-1], element.tag, element.value))

    def plain(self, tag: int) -> str:
        """A value of the default repertoire, its padding removed."""
        return _plain(self.top.get(tag, b""))

    def uid(self, tag: int) -> str:
        return self.plain(tag)[: 2 * _MAX_UID]  # longer than the standard's 64 is seen; endless is not

    def integer(self, tag: int) -> int | None:
        """IS: the first value, where it is a whole number of SQLite's range."""
        text = self.plain(tag).split("\\", 1)[0].strip()
        try:
            number = int(float(text)) if text else None
        except (ValueError, OverflowError):
            return None
        return number if number is not None and abs(number) < 2**62 else None

    def number(self, tag: int, syntax: str) -> int | None:
        """US."""
        value = self.top.get(tag, b"")
        order = "big" if syntax == "1.2.840.10008.1.2.2" else "little"
        return int.from_bytes(value[:2], order) if len(value) >= 2 else None  # type: ignore[arg-type]  # two literals

    def inside(self, *tags: int) -> list[str]:
        """Values of these tags inside the sequences that were walked, in order."""
        return [text for _, tag, value in self.nested if tag in tags and (text := _plain(value))]


def _texts(values: _Values, override: str) -> tuple[dict[int, str], ReadText]:
    declared = tuple(values.plain(_CHARACTER_SET).split("\\")) if _CHARACTER_SET in values.top else ()
    raw = {tag: values.top[tag].strip(b"\x00 ") for tag in _TEXTS if tag in values.top}
    texts, text_set = read_dicom_texts(raw, declared, override)
    return {tag: text.strip("\x00 ") for tag, text in texts.items()}, text_set


def _identity(values: _Values, texts: dict[int, str]) -> SentIdentity:
    patient_id = texts.get(_PATIENT_ID, "")
    others = [part.strip() for part in values.plain(_OTHER_IDS).split("\\") if part.strip()]
    others += [_plain(value) for sequence, tag, value in values.nested if (sequence, tag) == _OTHER_ID_PLACE]
    accession = texts.get(_ACCESSION, "") or next(iter(values.inside(_ACCESSION)), "")
    steps = values.inside(_STEP_ID, _REQUESTED_ID, _ACCESSION, _PLACER, _FILLER)[:_MANY_NUMBERS]
    accounts = [number for number in (patient_id, *others) if number][:_MANY_NUMBERS]
    return SentIdentity(
        patient_id=patient_id,
        issuer=values.plain(_ISSUER),
        iin_candidates=iin_candidates(*accounts, values.plain(_ISSUER)),
        name=_person_name(texts.get(_PATIENT_NAME, "")),
        birth_date=day_of(values.plain(_BIRTH_DATE)),
        sex=sex_of(values.plain(_SEX)),
        accession_number=accession,
        order_number=next(iter(steps), "") or values.plain(_STEP_ID),
        study_instance_uid=values.uid(_STUDY_UID),
        other_numbers=tuple(dict.fromkeys([*steps, *(n for n in (values.plain(_STUDY_ID),) if n)])),
        account_numbers=tuple(dict.fromkeys(accounts)),
    )


def _person_name(text: str) -> PersonName | None:
    """PN (PS3.5 6.2.1.2): alphabetic=ideographic=phonetic; the first group that says anything."""
    for group in text.split("\\", 1)[0].split("="):
        if name := name_of_parts(*[*group.split("^"), "", "", ""][:3]):
            return name
    return None


def _first_day(values: _Values, tags: Iterable[int]) -> date | None:
    return next((day for tag in tags if (day := day_of(values.plain(tag)))), None)


def _plain(value: bytes) -> str:
    return value.split(b"\x00", 1)[0].decode("ascii", "replace").strip()

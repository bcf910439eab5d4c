"""Reads what the hub sealed of the services beside storage: performed steps and commitments (PS3.4 F.7.2, J.3.2).

The record is a Part 10 head of ours and the data set as it came, in explicit or implicit VR little endian.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from app.domain.clock import KAZAKHSTAN
from app.domain.device import SentIdentity
from app.domain.errors import Unreadable
from app.domain.identity import PersonName
from app.domain.performed import SentCommitment, SentStep, StepState
from app.domain.received import ReadText
from devices.dicom_character_sets import read_dicom_texts
from devices.dicom_commitment import items_of
from devices.dicom_data_set import DataSet, Element, read_data_set
from devices.sent_identity import day_of, iin_candidates, name_of_parts, sex_of

_CHARACTER_SET, _TRANSACTION = 0x00080005, 0x00081195
_NAME, _PATIENT_ID, _ISSUER, _BIRTH_DATE, _SEX, _OTHER_IDS = (
    0x00100010, 0x00100020, 0x00100021, 0x00100030, 0x00100040, 0x00101000,
)  # fmt: skip
_ACCESSION, _STUDY_UID, _MODALITY = 0x00080050, 0x0020000D, 0x00080060
_SCHEDULED, _STEP_ID, _REQUESTED_ID = 0x00400270, 0x00400009, 0x00401001
_STATION, _STATUS, _DESCRIPTION, _WHY = 0x00400241, 0x00400252, 0x00400254, 0x00400281
_START_DATE, _START_TIME, _END_DATE, _END_TIME = 0x00400244, 0x00400245, 0x00400250, 0x00400251
_SERIES, _IMAGES, _OTHERS, _MEANING = 0x00400340, 0x00081140, 0x00400220, 0x00080104
_MANY = 100
_LONGEST = 256


def read_step(record: bytes, metadata: Mapping[str, Any], override: str = "") -> SentStep:
    """Raises `Unreadable`."""
    told = _data_set(record)
    scheduled = _items(told, _SCHEDULED)[:_MANY]
    raw = {tag: told[tag].value.strip(b"\0 ") for tag in (_NAME, _PATIENT_ID, _DESCRIPTION) if tag in told}
    why = next((one[_MEANING].value for one in _items(told, _WHY) if _MEANING in one), b"")
    if why:
        raw[_MEANING] = why.strip(b"\0 ")
    declared = tuple(told[_CHARACTER_SET].text.split("\\")) if _CHARACTER_SET in told else ()
    texts, text_set = read_dicom_texts(raw, declared, override) if raw else ({}, ReadText("", "ascii", "declared"))
    state = _text(told, _STATUS)
    series = _items(told, _SERIES)
    return SentStep(
        sop_instance_uid=str(metadata.get("sop_instance_uid", "")),
        is_new=metadata.get("operation") == "create",
        state=StepState(state) if state in set(StepState) else None,
        study_instance_uid=next((uid for one in scheduled if (uid := _text(one, _STUDY_UID))), ""),
        modality=_text(told, _MODALITY)[:16],
        station=_text(told, _STATION)[:16],
        description=texts.get(_DESCRIPTION, "")[:_LONGEST],
        reason=texts.get(_MEANING, "")[:_LONGEST],
        started_at=_moment(_text(told, _START_DATE), _text(told, _START_TIME)),
        ended_at=_moment(_text(told, _END_DATE), _text(told, _END_TIME)),
        images=sum(len(_items(one, _IMAGES)) + len(_items(one, _OTHERS)) for one in series),
        character_set=text_set.character_set,
        character_set_how=text_set.how,
        identity=_identity(told, texts, scheduled),
    )


def read_commitment(record: bytes) -> SentCommitment:
    """Raises `Unreadable`."""
    told = _data_set(record)
    return SentCommitment(_text(told, _TRANSACTION)[:128], items_of(told))


def _identity(told: DataSet, texts: Mapping[int, str], scheduled: list[DataSet]) -> SentIdentity:
    """Of the patient, with the numbers of the scheduled steps."""
    numbers = [
        number for one in scheduled for tag in (_ACCESSION, _STEP_ID, _REQUESTED_ID) if (number := _text(one, tag))
    ]
    accessions = [number for one in scheduled if (number := _text(one, _ACCESSION))]
    patient_id = texts.get(_PATIENT_ID, "")
    others = [part.strip() for part in _text(told, _OTHER_IDS).split("\\") if part.strip()][:_MANY]
    return SentIdentity(
        patient_id=patient_id[:_LONGEST],
        issuer=_text(told, _ISSUER)[:_LONGEST],
        iin_candidates=iin_candidates(patient_id[:_LONGEST], *others),
        name=_person(texts.get(_NAME, "")),
        birth_date=day_of(_text(told, _BIRTH_DATE)),
        sex=sex_of(_text(told, _SEX)),
        accession_number=next(iter(accessions), "")[:_LONGEST],
        order_number=next(iter(numbers), "")[:_LONGEST],
        study_instance_uid=next((uid for one in scheduled if (uid := _text(one, _STUDY_UID))), ""),
        other_numbers=tuple(dict.fromkeys(numbers))[:_MANY],
        account_numbers=tuple(dict.fromkeys(number for number in (patient_id, *others) if number)),
    )


def _person(text: str) -> PersonName | None:
    return name_of_parts(*[*text.split("=", 1)[0].split("^"), "", "", ""][:3])


def _moment(day: str, time: str) -> datetime | None:
    """DA and TM of the device's wall clock."""
    found = day_of(day)
    if found is None:
        return None
    digits = re.sub(r"[^0-9]", "", time.split(".", maxsplit=1)[0])[:6].ljust(6, "0")
    try:
        local = datetime.strptime(f"{found:%Y%m%d}{digits}", "%Y%m%d%H%M%S").replace(tzinfo=KAZAKHSTAN)
    except ValueError:
        return None
    return local.astimezone(UTC)


def _text(told: DataSet, tag: int) -> str:
    return told.get(tag, _NOTHING).text


_NOTHING = Element(b"UN")


def _items(told: DataSet, tag: int) -> list[DataSet]:
    return list(told.get(tag, _NOTHING).items or ())


def _data_set(record: bytes) -> dict[int, Element]:
    """The data set behind the head that `devices.dicom_command.file_head` made."""
    if record[128:132] != b"DICM" or len(record) < 144:
        raise Unreadable("dicom-none")
    (length,) = struct.unpack_from("<I", record, 140)
    meta, rest = record[144 : 144 + length], record[144 + length :]
    found = re.search(rb"\x02\x00\x10\x00UI(..)", meta, re.DOTALL)
    size = int.from_bytes(found[1], "little") if found else 0
    syntax = meta[found.end() : found.end() + size].rstrip(b"\0 ").decode("ascii", "replace") if found else ""
    return read_data_set(rest, explicit=syntax != "1.2.840.10008.1.2")

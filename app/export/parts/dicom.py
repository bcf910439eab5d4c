"""Images, curves and structured reports as a DICOM file-set with its DICOMDIR (PS3.10), readable by any viewer.

Every file is the archive's record as it is. Only the newest version of an object is in the file-set, which may hold
each UID once; earlier versions are among the originals. File names carry no patient data.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.export.dicomdir import INSTANCE_KEYS, PATIENT_KEYS, SERIES_KEYS, STUDY_KEYS, Entry, write
from app.export.part import Exporting

FOLDER = "data/dicom"
_KEYS = tuple(keyword for keys in (PATIENT_KEYS, STUDY_KEYS, SERIES_KEYS, INSTANCE_KEYS) for keyword, _, _ in keys)
IN_FOLDER = """
    SELECT r.archive_id FROM instance i JOIN received_record r ON r.id = i.received_record_id WHERE i.is_current = 1"""
_OBJECTS = """
    SELECT a.record_id, i.sop_class_uid, i.sop_instance_uid, i.transfer_syntax_uid,
        dense_rank() OVER (ORDER BY i.study_id) AS study,
        dense_rank() OVER (PARTITION BY i.study_id ORDER BY i.series_number, i.series_instance_uid) AS series,
        row_number() OVER (PARTITION BY i.study_id, i.series_number, i.series_instance_uid
            ORDER BY i.instance_number, i.id) AS place
    FROM instance i JOIN received_record r ON r.id = i.received_record_id JOIN archive_record a ON a.id = r.archive_id
    WHERE i.is_current = 1 ORDER BY study, series, place"""
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class DicomFolder:
    key: str = "dicom"
    order: int = 50

    def units(self, exporting: Exporting) -> int:
        return exporting.count(f"SELECT count(*) FROM ({IN_FOLDER})")

    def write(self, exporting: Exporting) -> None:
        work = exporting.bag.work
        work.execute(
            "CREATE TABLE IF NOT EXISTS dicom "
            "(path TEXT PRIMARY KEY, patient TEXT, study TEXT, series TEXT, entry TEXT)"
        )
        for row in exporting.rows(_OBJECTS):
            file_id = (_component("ST", row["study"]), _component("SE", row["series"]), _component("IM", row["place"]))
            path = "/".join((FOLDER, *file_id))
            known = work.execute("SELECT 1 FROM dicom WHERE path = ?", (path,)).fetchone()
            if known is None and exporting.write_record(row["record_id"], path, "dicom"):
                _note(exporting, row, file_id, path)
            exporting.tell(1)
        if not exporting.bag.has(f"{FOLDER}/DICOMDIR") and self.units(exporting):
            _directory(exporting)


def _note(exporting: Exporting, row: sqlite3.Row, file_id: tuple[str, ...], path: str) -> None:
    """Remember the keys of one object for the directory."""
    values, concept = _keys_of(exporting.bag.place(path))
    if values is None:
        exporting.leave_out("dicom-directory-entry", "unreadable", path)
        return
    entry = {
        "file_id": file_id,
        "sop_class_uid": row["sop_class_uid"],
        "sop_instance_uid": row["sop_instance_uid"],
        "transfer_syntax_uid": row["transfer_syntax_uid"],
        "values": values,
        "concept": concept,
    }
    patient = json.dumps([values.get("PatientID", ""), values.get("PatientName", "")], ensure_ascii=False)
    exporting.bag.work.execute(
        "INSERT INTO dicom VALUES (?, ?, ?, ?, ?)",
        (path, patient, values.get("StudyInstanceUID", ""), values.get("SeriesInstanceUID", ""), json.dumps(entry)),
    )


def _keys_of(path: Path) -> tuple[dict[str, str] | None, list[str] | None]:
    """The values of the directory's keys, as texts; None where the file cannot be read as DICOM."""
    from pydicom import dcmread

    tags: list[Any] = [*_KEYS, "ConceptNameCodeSequence", "SpecificCharacterSet"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a device's odd value is exported as it is
        try:
            read = dcmread(path, stop_before_pixels=True, specific_tags=tags)
            values = {keyword: _text(read.get(keyword)) for keyword in _KEYS}
            concept = _concept(read)
        except Exception:  # noqa: BLE001  the library raises whatever a broken file makes it raise
            return None, None
    return {keyword: value for keyword, value in values.items() if value}, concept


def _text(value: Any) -> str:
    if value is None:
        return ""
    return "\\".join(str(one) for one in value) if isinstance(value, list) else str(value).strip("\0 ")


def _concept(read: Any) -> list[str] | None:
    found = read.get("ConceptNameCodeSequence")
    if not found:
        return None
    return [_text(found[0].get(name)) for name in ("CodeValue", "CodingSchemeDesignator", "CodeMeaning")]


def _directory(exporting: Exporting) -> None:
    with exporting.bag.opened(f"{FOLDER}/DICOMDIR") as file:
        uid = int.from_bytes(hashlib.sha256(exporting.fingerprint.encode()).digest()[:16], "big")
        write(file.write, _entries(exporting), file_set_id="SHIPAGER", instance_uid=f"2.25.{uid}")


def _entries(exporting: Exporting) -> Iterator[Entry]:
    for (written,) in exporting.bag.work.execute("SELECT entry FROM dicom ORDER BY patient, study, series, path"):
        entry = json.loads(written)
        concept = tuple(entry["concept"]) if entry["concept"] else None
        yield Entry(**{**entry, "file_id": tuple(entry["file_id"]), "concept": concept})


def _component(kind: str, number: int) -> str:
    """A component of a file id: eight characters of A-Z, 0-9 (PS3.10 8.2)."""
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
    return kind + digits.rjust(6, "0")


PART = DicomFolder()

"""Files brought by hand are filed like what devices send (R4-c: the archive takes manual uploads)."""

from __future__ import annotations

import gc
import os
import warnings
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pydicom.data import get_testdata_file
from pydicom.fileset import FileSet

from app import importing
from app.domain.errors import NotFound, Refused
from app.domain.identity import PersonName, Sex
from app.stand_ins.device_objects import Sitter, ct_slices
from db.tables.archive_record import ReceivedRecordTable
from db.tables.journal import JournalTable
from db.tables.result import InstanceTable, StudyTable

NOW = datetime(2026, 11, 23, 6, 20, tzinfo=UTC)
STRANGER = Sitter(PersonName("Сериков", "Самат"), "19770203", Sex.MALE, None)


@pytest.fixture
def opened(practice: Any) -> Any:
    """What importing needs of an open practice."""
    folder = SimpleNamespace(archive=practice.archive.folder)
    return SimpleNamespace(
        actor=practice.doctor, store=practice.store, folder=folder, read=practice.read, write=practice.write,
        keys=SimpleNamespace(private_keys=practice.archive.private_keys),
        services=SimpleNamespace(writer=practice.hub),
    )  # fmt: skip


@pytest.fixture
def disc(tmp_path: Path) -> Path:
    """A CD as a hospital burns it: DICOMDIR, two slices, and a viewer beside them."""
    files = FileSet()
    for one in ct_slices(STRANGER, NOW, count=2, size=64):
        one.PatientID, one.StudyID, one.StudyTime, one.SeriesNumber = "H-77", "1", "101500", "1"
        files.add(one)
    root = tmp_path / "disc"
    files.write(root)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # pydicom leaves its own temporary folder to the collector
        del files
        gc.collect()
    (root / "viewer.exe").write_bytes(b"MZ" + os.urandom(100))
    (root / "leaflet.pdf").write_bytes(b"%PDF-1.4\n")
    return root


def counts(done: importing.Imported) -> dict[str, int]:
    return {name: getattr(done, name) for name in ("filed", "inbox", "duplicates", "errors") if getattr(done, name)}


@pytest.mark.clause("4")
@pytest.mark.parametrize("what", ["folder", "DICOMDIR"])
def test_a_disc_comes_in_as_a_study_in_the_inbox_once(opened: Any, practice: Any, disc: Path, what: str) -> None:
    path = disc if what == "folder" else disc / "DICOMDIR"
    seen: list[tuple[int, int]] = []
    done = importing.import_paths(opened, [path], progress=lambda *at: seen.append(at))
    assert counts(done) == {"inbox": 2}
    assert seen[-1][0] == seen[-1][1] == done.files
    assert done.left == ()
    assert done.passed_over == (3 if what == "folder" else 0)  # the index, the viewer, its leaflet
    (study,) = practice.rows(StudyTable)
    assert study.patient_id is None
    assert counts(importing.import_paths(opened, [disc])) == {"duplicates": 2}


@pytest.mark.clause("4")
def test_a_chosen_patient_is_given_what_matches_nobody_with_the_reason(opened: Any, practice: Any, disc: Path) -> None:
    patient = practice.patient("Сериков", "Самат", datetime(1977, 2, 3).date(), None, Sex.MALE)
    with pytest.raises(Refused, match="reason-missing"):
        importing.import_paths(opened, [disc], patient_id=patient)
    with pytest.raises(NotFound):
        importing.import_paths(opened, [disc], patient_id=999, reason="x")
    done = importing.import_paths(opened, [disc], patient_id=patient, reason="диск пациента")
    assert counts(done) == {"filed": 2}
    assert [study.patient_id for study in practice.rows(StudyTable)] == [patient]
    rows = practice.rows(JournalTable, action="import.assign")
    assert [(row.reason, row.actor) for row in rows] == [("диск пациента", practice.doctor.name.full)]
    (note,) = practice.rows(JournalTable, action="files.import")
    assert "Сериков" not in str(note.after)


def test_files_that_are_nothing_are_named_and_missing_ones_too(opened: Any, disc: Path, tmp_path: Path) -> None:
    next(path for path in disc.rglob("*") if path.is_file() and path.suffix == "" and path.name != "DICOMDIR").unlink()
    empty, odd = tmp_path / "empty", tmp_path / "odd.bin"
    empty.touch()
    odd.write_bytes(bytes(range(256)) * 9)
    done = importing.import_paths(opened, [disc / "DICOMDIR", empty, odd, tmp_path / "nowhere"])
    assert counts(done) == {"inbox": 1}
    assert [one.reason for one in done.left] == ["file-empty", "file-unknown", "file-missing", "file-missing"]


def test_an_import_can_be_stopped_and_what_came_stays(opened: Any, practice: Any, disc: Path) -> None:
    class Enough(Exception):
        pass

    def progress(done: int, total: int) -> None:
        if done == total - 1:
            raise Enough

    with pytest.raises(Enough):
        importing.import_paths(opened, [disc / "DICOMDIR"], progress=progress)
    assert len(practice.rows(InstanceTable)) == 1


def test_a_link_out_of_the_folder_is_not_followed(opened: Any, tmp_path: Path) -> None:
    outside = tmp_path / "outside.dcm"
    outside.write_bytes(Path(str(get_testdata_file("CT_small.dcm"))).read_bytes())
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "link.dcm").symlink_to(outside)
    (inside / "loop").symlink_to(inside)
    assert counts(importing.import_paths(opened, [inside])) == {}


def test_who_may_not_write_clinical_data_may_not_import(opened: Any, practice: Any, disc: Path) -> None:
    opened.actor = practice.reception
    with pytest.raises(Refused, match="no-right"):
        importing.import_paths(opened, [disc])


@pytest.mark.clause("4")
@pytest.mark.clause("15")
def test_every_shared_object_is_filed_waits_or_is_named_with_a_true_reason(
    opened: Any, practice: Any, shared_samples: Path
) -> None:
    folder = shared_samples / "devices" / "dicom"
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "DICOMDIR")
    done = importing.import_paths(opened, files)
    found = counts(done)
    assert found.get("inbox", 0) + found.get("filed", 0) > len(files) - 12
    assert sum(found.values()) + done.kept + len(done.left) == len(files)
    reasons = {row.reason for row in practice.rows(ReceivedRecordTable, state="error")}
    assert reasons <= {"dicom-none", "dicom-no-instance-uid", "dicom-directory", "dicom-too-deep", "dicom-sequence"}
    assert done.left == (importing.Left("no_meta.dcm", "file-unknown"),)  # a data set without its UIDs: no object

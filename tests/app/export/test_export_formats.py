"""The formats of an export, held against the schema and against strange values."""

from __future__ import annotations

import csv
import gc
import io
import json
import re
import sqlite3
import warnings
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydicom import dcmread
from pydicom.fileset import FileSet
from sqlalchemy import Column, Integer, LargeBinary, MetaData, Table, Text
from sqlalchemy.types import REAL

from app.export import dictionary
from app.export.dicomdir import Entry, record_type, write
from app.export.parts import tables
from app.export.scope import MASK, NOT_OF_A_PATIENT, PATIENT_ROWS, SECRET_COLUMNS, masked_setting
from app.paths import shipped
from db.tables import metadata

_NAMES = {table.name for table in metadata.sorted_tables}


@pytest.mark.clause("12")
def test_every_table_and_column_is_explained_in_both_languages_and_nothing_else_is() -> None:
    for table in metadata.sorted_tables:
        assert dictionary.of_table(table.name).kk
        for column in table.columns:
            meaning = dictionary.of_column(table.name, column.name)
            assert meaning.kk
            assert meaning.ru
    with shipped("resources", "export", "dictionary.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    columns = {(table.name, column.name) for table in metadata.sorted_tables for column in table.columns}
    explained = {(row["table"], row["column"]) for row in rows if row["column"] and row["table"] != "*"}
    assert explained <= columns
    assert {row["table"] for row in rows} - {"*"} == _NAMES


def test_every_table_goes_with_one_patient_or_is_said_to_stay() -> None:
    assert set(PATIENT_ROWS) | NOT_OF_A_PATIENT == _NAMES
    assert not set(PATIENT_ROWS) & NOT_OF_A_PATIENT
    assert {table for table, _ in SECRET_COLUMNS} <= _NAMES


def test_the_texts_are_the_same_in_both_languages() -> None:
    texts = json.loads(shipped("resources", "export", "texts.json").read_text(encoding="utf-8"))
    assert texts["kk"].keys() == texts["ru"].keys()
    assert texts["kk"]["reasons"].keys() == texts["ru"]["reasons"].keys()
    assert len(texts["kk"]["help"]) == len(texts["ru"]["help"])
    for kk, ru in zip(texts["kk"]["help"], texts["ru"]["help"], strict=True):
        assert re.findall(r"[\w./-]+\.(?:txt|pem|sig|p7s|pdf)", kk) == re.findall(
            r"[\w./-]+\.(?:txt|pem|sig|p7s|pdf)", ru
        )


_VALUES = st.tuples(
    st.none()
    | st.text(st.characters(exclude_categories=["Cs"]))
    | st.sampled_from(['"', '""', "\r\n", "=1+1", "", " ", ","]),
    st.none() | st.floats(allow_nan=False, allow_infinity=False),
    st.none() | st.integers(-(2**63), 2**63 - 1),
    st.none() | st.binary(max_size=20),
)


@settings(deadline=None)
@given(st.lists(_VALUES, max_size=8))
def test_any_value_reads_back_from_csv_as_it_was(rows: list[tuple[Any, ...]]) -> None:
    table = Table(
        "t", MetaData(), Column("id", Integer, primary_key=True), Column("a", Text), Column("b", REAL),
        Column("c", Integer), Column("d", LargeBinary),
    )  # fmt: skip
    plain = sqlite3.connect(":memory:")
    plain.execute('CREATE TABLE t ("id" INTEGER PRIMARY KEY, a TEXT, b REAL, c INTEGER, d BLOB)')
    plain.executemany("INSERT INTO t (a, b, c, d) VALUES (?, ?, ?, ?)", rows)
    plain.create_function("as_real", 1, repr)
    exporting: Any = SimpleNamespace(plain=plain, tell=lambda units: None)
    content = b"".join(tables.csv_of(exporting, table)).decode("utf-8-sig")
    plain.close()
    read = list(csv.reader(io.StringIO(content, newline="")))[1:]
    for (text, number, whole, blob), cells in zip(rows, read, strict=True):
        assert cells[1] == (text or "")
        assert (float(cells[2]) if cells[2] else None) == number
        assert (int(cells[3]) if cells[3] else None) == whole
        assert bytes.fromhex(cells[4]) == (blob or b"")
    quoted = [line for line in content.split("\r\n")[1:] if re.match(r'\d+,"",', line)]
    assert len(quoted) >= sum(row[0] == "" for row in rows)  # an empty text is not the same as none


def test_secrets_of_settings_are_masked_however_deep() -> None:
    assert masked_setting("export.key", '{"private_key":"00"}') == f'"{MASK}"'
    assert masked_setting("x", '{"a":[{"password":"p","login":"l"}],"secret":""}') == (
        '{"a":[{"login":"l","password":"***"}],"secret":""}'
    )
    assert masked_setting("x", '{"b":1}') == '{"b":1}'
    assert masked_setting("x", None) is None


def _entry(patient: str, study: str, series: str, number: int, sop_class: str = "7", **values: str) -> Entry:
    named = {
        "PatientName": f"Ә^{patient}", "PatientID": patient, "StudyInstanceUID": study, "SeriesInstanceUID": series,
        "InstanceNumber": str(number), "StudyDate": "20261123", "Modality": "US",
    }  # fmt: skip
    file_id = (f"ST{study:0>6}"[:8], f"SE{series.replace('.', ''):0>6}"[:8], f"IM{number:06}")
    return Entry(
        file_id, f"1.2.840.10008.5.1.4.1.1.{sop_class}", f"1.{study}.{series}.{number}", "1.2.840.10008.1.2.1",
        {name: value for name, value in (named | values).items() if value},
    )  # fmt: skip


def _directory(folder: Path, entries: list[Entry]) -> Path:
    for entry in entries:
        place = folder.joinpath(*entry.file_id)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(b"")
    out = io.BytesIO()
    assert write(out.write, entries, file_set_id="TEST", instance_uid="2.25.1") == len(entries)
    (folder / "DICOMDIR").write_bytes(out.getvalue())
    return folder / "DICOMDIR"


@settings(deadline=None, max_examples=12)
@given(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 3), st.integers(1, 3), st.integers(1, 9)), unique=True))
def test_any_tree_of_objects_reads_back(tmp_path_factory: pytest.TempPathFactory, keys: list[tuple[int, ...]]) -> None:
    entries = [
        _entry(f"P{patient}", f"{patient}{study}", f"{patient}{study}{series}", number)
        for patient, study, series, number in sorted(keys)
    ]
    directory = _directory(tmp_path_factory.mktemp("set"), entries)
    file_set = FileSet(directory)
    assert [one.SOPInstanceUID for one in file_set] == [entry.sop_instance_uid for entry in entries]
    assert [one.PatientID for one in file_set] == [entry.values["PatientID"] for entry in entries]
    with warnings.catch_warnings():  # the library leaves its temporary folder to the garbage collector
        warnings.simplefilter("ignore", ResourceWarning)
        del file_set
        gc.collect()


def test_what_a_file_does_not_say_is_made_up_in_the_directory_only(tmp_path: Path) -> None:
    nothing = dict.fromkeys(("PatientName", "PatientID", "StudyDate", "InstanceNumber", "Modality"), "")
    directory = dcmread(_directory(tmp_path, [_entry("", "1", "2", 1, **nothing)]))
    patient, study, series, image = directory.DirectoryRecordSequence
    assert (patient.PatientID, study.StudyDate, series.Modality, image.InstanceNumber) == (
        "UNKNOWN",
        "19000101",
        "OT",
        0,
    )


@pytest.mark.parametrize(
    ("sop_class", "kind"),
    [
        ("7", "IMAGE"), ("9.1.1", "WAVEFORM"), ("88.11", "SR DOCUMENT"), ("88.59", "KEY OBJECT DOC"),
        ("104.1", "ENCAP DOC"), ("11.1", "PRESENTATION"), ("481.3", "RT STRUCTURE SET"), ("77.1.5.1", "IMAGE"),
    ],
)  # fmt: skip
def test_records_are_named_by_the_kind_of_object(sop_class: str, kind: str) -> None:
    assert record_type(f"1.2.840.10008.5.1.4.1.1.{sop_class}") == kind

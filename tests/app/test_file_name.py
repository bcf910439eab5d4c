"""Patterns that a person writes for a watched folder, and folders that nobody should watch."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.file_name import fields_of, is_pattern, is_too_wide


@pytest.mark.parametrize(
    ("pattern", "name", "expected"),
    [
        ("*", "anything at all.pdf", {}),
        ("*.pdf", "a.jpg", None),
        ("*.PDF", "sub/a.pdf", {}),
        ("{iin}_*.pdf", "900101400013_ecg.pdf", {"iin": "900101400013"}),
        ("{surname}_{given}_{birth_date}*.jpg", "Нұрланова_Дана_01.01.1990 opg.jpg",
         {"surname": "Нұрланова", "given": "Дана", "birth_date": "01.01.1990"}),
        ("{surname} {given} *.png", "Нұрланова-Ким Дана (2).png", {"surname": "Нұрланова-Ким", "given": "Дана"}),
        ("{iin}*;*.pdf", "scan.pdf", {}),
        ("{iin}*;*.pdf", "scan.jpg", None),
        ("{accession}.dcm", "261125004711.dcm", {"accession": "261125004711"}),
    ],
)  # fmt: skip
def test_a_pattern_says_which_files_and_whose(pattern: str, name: str, expected: dict[str, str] | None) -> None:
    assert fields_of(pattern, name) == expected


@pytest.mark.parametrize("pattern", ["{nobody}*", "{iin}{iin}", "*a" * 20])
def test_a_pattern_that_cannot_be_followed_is_no_pattern(pattern: str) -> None:
    assert not is_pattern(pattern)


@given(st.text(max_size=300))
def test_no_name_costs_time(name: str) -> None:
    began = time.monotonic()
    fields_of("{surname}_{given}_{patronymic}*{birth_date}*x", "_" * 50 + name)
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    ("folder", "is_wide"),
    [
        ("/", True), ("/home", True), ("/home/aigul", True), ("/home/aigul/Documents", True), ("/srv/practice", True),
        ("/srv", True), ("/srv/practice/archive", True), ("/home/aigul/Documents/ECG", False), ("/srv/ecg", False),
    ],
)  # fmt: skip
def test_a_folder_of_more_than_a_devices_files_is_too_wide(folder: str, is_wide: bool) -> None:
    assert is_too_wide(folder, "/home/aigul", "/srv/practice") is is_wide
    if not folder.startswith("/srv"):
        assert is_too_wide(folder, "/home/aigul") is is_wide


@pytest.mark.parametrize(
    ("folder", "is_wide"),
    [
        ("C:\\", True), ("C:\\Users", True), ("c:\\users\\aigul\\desktop", True), ("D:\\", True),
        ("C:\\Users\\Aigul\\Desktop\\ECG", False), ("D:\\ECG", False), ("\\\\server\\ecg", False),
    ],
)  # fmt: skip
def test_on_windows_as_well(folder: str, is_wide: bool) -> None:
    assert is_too_wide(folder, "C:\\Users\\Aigul", "C:\\Users\\Aigul\\AppData\\Local\\Shipager") is is_wide

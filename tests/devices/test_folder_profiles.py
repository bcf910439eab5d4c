"""Families of devices that leave files: each sample is recognised, read by its profile, and of nobody."""

from __future__ import annotations

import re
from typing import Any

import pytest

from app import devices
from app.domain.device import Transport
from app.domain.device_profile import DeviceProfile
from app.domain.file_name import fields_of
from app.paths import shipped
from devices.file_format import HEAD, FileAtHand
from devices.file_formats import format_of, read_file, recognise

FOLDERS = [one for one in devices.known_profiles().values() if one.transport is Transport.FOLDER]
_LOINC = re.compile(r"\d{1,5}-\d")


def read(profile: DeviceProfile) -> Any:
    content = shipped("devices", "profiles", "samples", profile.sample).read_bytes()
    found = recognise(content[:HEAD], profile.settings.link.reader)
    assert found is not None
    file = FileAtHand(
        profile.sample, len(content), content[:HEAD], lambda: content, character_set=profile.character_set,
        profile=profile,
    )  # fmt: skip
    return read_file(found.key, file)


@pytest.mark.clause("15")
def test_the_folders_of_a_small_practice_are_there() -> None:
    assert {"dental-folder", "ecg-folder", "spirometer-gdt", "pressure-monitor-csv", "glucose-meter-csv",
            "scales-csv"} <= {one.key for one in FOLDERS}  # fmt: skip


@pytest.mark.parametrize("profile", FOLDERS, ids=lambda one: one.key)
def test_a_sample_is_read_and_its_codes_are_loinc(profile: DeviceProfile) -> None:
    message = read(profile)
    assert message.is_result
    values = [one for report in message.reports for one in report.observations]
    whole = [one for one in values if one.attachment]
    known = [one for one in values if one.code in profile.observation_codes or _LOINC.fullmatch(one.code)]
    assert whole or len(known) >= 2
    assert all(one.observed_at is not None for one in known)
    assert message.identity.patient_id in {"", "SAMPLE-1"}
    if profile.columns is not None:
        assert {one.comment.partition(":")[0] for one in values} <= {"", "Note", "Notes"}, "every column has its role"


@pytest.mark.parametrize("profile", FOLDERS, ids=lambda one: one.key)
def test_its_settings_can_be_followed_and_take_its_own_sample(profile: DeviceProfile) -> None:
    link = profile.settings.link
    assert fields_of(link.pattern, profile.sample) is not None
    assert not link.reader or format_of(link.reader) is not None

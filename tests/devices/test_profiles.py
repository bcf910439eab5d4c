"""Every family of devices that ships: its sample is read, its codes are LOINC, and a caller of it is recognised."""

from __future__ import annotations

import re
from typing import Any

import pytest

from app import devices
from app.domain.device import Transport
from app.domain.device_profile import DeviceProfile
from app.paths import shipped
from devices import astm_reading, character_sets
from devices.hl7_reading import read_message
from devices.printout import PrintoutCutter
from devices.printout_reading import read_printout

PROFILES = devices.known_profiles()
ASTM = [one for one in PROFILES.values() if one.transport is Transport.ASTM]
PRINTING = [one for one in PROFILES.values() if one.lines is not None]
HL7 = [one for one in PROFILES.values() if one.transport is Transport.HL7]
_LOINC = re.compile(r"\d{1,5}-\d")


@pytest.fixture(params=PROFILES.values(), ids=PROFILES)
def profile(request: pytest.FixtureRequest) -> DeviceProfile:
    found: DeviceProfile = request.param
    return found


@pytest.mark.clause("15")
def test_the_families_of_a_small_practice_are_there() -> None:
    assert {"mindray-bc", "mindray-bs", "mindray-monitor", "comen-monitor", "generic-ultrasound", "generic-xray",
            "ecg-dicom", "ecg-hl7", "sysmex-xp", "roche-cobas-c111", "horiba-abx", "abbott", "generic-astm",
            "urine-strip", "generic-text"} <= set(PROFILES)  # fmt: skip


def test_a_profile_says_what_can_be_followed(profile: DeviceProfile) -> None:
    assert profile.title
    assert re.fullmatch(r"[a-z0-9-]+", profile.key)
    assert not profile.character_set or character_sets.known_codec(profile.character_set)
    for code, loinc in profile.observation_codes.items():
        assert code
        assert _LOINC.fullmatch(loinc), (code, loinc)
        assert _check_digit(loinc), (code, loinc)
    for pattern in profile.recognised_by:
        assert not re.search(pattern, "", re.IGNORECASE), "a device without a name is of no family"
    assert not profile.settings.is_confirmed, "only a person says that a device is ours"


def test_its_sample_lies_there_and_is_of_nobody(profile: DeviceProfile) -> None:
    if not profile.sample:
        pytest.skip("made by code, or nothing to show")
    content = shipped("devices", "profiles", "samples", profile.sample).read_bytes()
    assert 0 < len(content) < 65536
    if profile.sample.endswith(".gdt"):
        content = re.sub(rb"(?m)^\d{7}", b"", content)  # each line's own length and field number
    assert not re.search(rb"(?<!\d)\d{12}(?!\d)", content.replace(b"20261125", b"")), "no number that may be an IIN"


@pytest.mark.parametrize("profile", HL7, ids=lambda one: one.key)
def test_an_hl7_sample_is_read_and_its_own_codes_become_loinc(profile: DeviceProfile) -> None:
    content = shipped("devices", "profiles", "samples", profile.sample).read_bytes()
    message = read_message(content, profile.character_set)
    assert message.is_result
    assert message.reports
    assert message.identity.patient_id == "SAMPLE-1" or "SAMPLE-1" in message.identity.account_numbers
    values = [one for report in message.reports for one in report.observations]
    known = [one for one in values if one.code in profile.observation_codes or _LOINC.fullmatch(one.code)]
    assert len(known) >= 2
    if profile.recognised_by:
        assert any(re.search(pattern, message.sending, re.IGNORECASE) for pattern in profile.recognised_by)


@pytest.mark.parametrize("profile", ASTM, ids=lambda one: one.key)
def test_an_astm_sample_is_read_and_its_own_codes_become_loinc(profile: DeviceProfile) -> None:
    content = shipped("devices", "profiles", "samples", profile.sample).read_bytes()
    message = astm_reading.read_message(content, profile.character_set)
    assert message.is_result
    assert message.identity.patient_id == "SAMPLE-1" or "SAMPLE-1" in message.identity.account_numbers
    (report,) = message.reports
    assert report.order_number == "SAMPLE-13"
    assert report.observed_at is not None
    known = [one for one in report.observations if one.code in profile.observation_codes or _LOINC.fullmatch(one.code)]
    assert len(known) >= 2
    assert any(one.value_number is not None and one.unit for one in known)
    if profile.recognised_by:
        assert any(re.search(pattern, message.sending, re.IGNORECASE) for pattern in profile.recognised_by)


@pytest.mark.parametrize("profile", PRINTING, ids=lambda one: one.key)
def test_a_printout_is_read_by_its_lines(profile: DeviceProfile) -> None:
    content = shipped("devices", "profiles", "samples", profile.sample).read_bytes()
    (report,) = read_printout(content, profile).reports
    assert report.order_number == "SAMPLE-13"
    assert report.observed_at is not None
    assert len(report.observations) >= 5
    assert not profile.observation_codes or len(
        [one for one in report.observations if one.code in profile.observation_codes]
    ) >= 5  # fmt: skip
    assert not any(re.search(pattern, "", re.IGNORECASE) for pattern in profile.recognised_by)
    text = content.decode()
    assert not profile.recognised_by or any(re.search(one, text, re.IGNORECASE) for one in profile.recognised_by)
    (whole,) = [*(cutter := PrintoutCutter(profile.lines)).feed(content), *cutter.rest()]
    assert whole == content


def test_families_do_not_claim_each_other(profile: DeviceProfile) -> None:
    """The sample of one family is recognised by no other family of the same transport."""
    family = {Transport.HL7: HL7, Transport.ASTM: ASTM}.get(profile.transport)
    if family is None or not profile.recognised_by:
        pytest.skip("known by what it stores, or general")
    content = shipped("devices", "profiles", "samples", profile.sample).read_bytes()
    read = read_message if family is HL7 else astm_reading.read_message
    sending = read(content, profile.character_set).sending
    others = [one for one in family if one.key != profile.key]
    claiming = [one.key for one in others if any(re.search(p, sending, re.IGNORECASE) for p in one.recognised_by)]
    assert not claiming


def _check_digit(loinc: str) -> bool:
    """LOINC Users' Guide, appendix B: Luhn's modulus 10."""
    number, _, check = loinc.partition("-")
    digits: list[Any] = [int(one) for one in reversed(number)]
    doubled = sum(sum(divmod(2 * digit, 10)) for digit in digits[::2])
    return (10 - (doubled + sum(digits[1::2])) % 10) % 10 == int(check)

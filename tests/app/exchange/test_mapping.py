"""What the ministry is told of a visit, and what of it is signed."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import Refused
from app.domain.visit import VisitNote, Vitals
from app.eds.trust import of_test
from app.eds.verify import verify
from app.exchange import mapping
from app.exchange.packs import fill, pack_for, packs, paths_of
from app.exchange.profile import ExchangeProfile

_PROFILE = ExchangeProfile(mis_id="MIS-7", organization_id="42", employee_ids={"850101300015": "S-9"})


def _event(house: Any, note: VisitNote | None = None, **profile: Any) -> mapping.EventDraft:
    draft = house.draft(house.patient(1), "visit-1")
    draft = draft if note is None else replace(draft, note=note)
    return mapping.visit_events(draft, event_id="e-1", file_id="f-1", profile=replace(_PROFILE, **profile))[0]


@pytest.mark.clause("7")
def test_a_visit_becomes_a_medical_appointment(house: Any) -> None:
    event = _event(house)
    assert (event.event_id, event.event_type, event.operation) == ("e-1", "MEDICAL_APPOINTMENT", "CREATE")
    assert json.loads(event.signing_bytes) == {
        "eventId": "e-1",
        "eventType": "MEDICAL_APPOINTMENT",
        "organizationBin": "150440000003",
        "patientInformation": {"iin": "900202400022"},
        "appointmentId": "visit-1",
        "appointmentDate": "2026-11-23T09:00:00.000+05:00",
        "executed": True,
        "doctorID": "S-9",
        "doctorIin": "850101300015",
        "checkup": {
            "complaints": "Бас ауруы",
            "anMorbi": "Үш күн",
            "anamnesisLife": {
                "allergoanamnesis": {
                    "allergyAnamnesSign": True,
                    "allergens": "пенициллин",
                    "allergyComment": "пенициллин: бөртпе",
                }
            },
            "objectiveData": {
                "checkup": "Жағдайы қанағаттанарлық",
                "anthropometrIndicators": {"height": 170, "weight": 65.5, "bmi": 22.7},
                "objectiveIndicators": {"temperature": 36.7, "pulse": 72},
            },
            "conclusionProf": "I10 Эссенциальная гипертензия",
            "recommendation": "Бақылау\nТұзды азайту",
            "medicalRecord": {"fileId": "f-1", "mimeType": "application/pdf"},
        },
    }


def test_blood_pressure_is_told_only_where_the_practice_claims_an_arm(house: Any) -> None:
    checkup = json.loads(_event(house, pressure_arm="left").signing_bytes)["checkup"]
    assert checkup["objectiveData"]["objectiveIndicators"]["pressureInfo"] == {
        "pressureLeftSystolic": 120,
        "pressureLeftDiastolic": 80,
    }


def test_a_measurement_that_was_not_made_is_absent(house: Any) -> None:
    note = replace(house.draft(house.patient(1)).note, vitals=Vitals())
    assert json.loads(_event(house, note).signing_bytes)["checkup"]["objectiveData"] == {
        "checkup": "Жағдайы қанағаттанарлық"
    }


def test_a_correction_is_an_update_of_the_same_event(house: Any) -> None:
    draft = house.draft(house.patient(1), "visit-1", version=2)
    (event,) = mapping.visit_events(draft, event_id="e-1", file_id="f-2", profile=_PROFILE)
    assert event.operation == "UPDATE"
    assert mapping.event_id_of("visit-1") == mapping.event_id_of("visit-1") != mapping.event_id_of("visit-2")


def test_the_doctor_is_told_of_a_missing_field_before_signing(house: Any) -> None:
    with pytest.raises(Refused) as refused:
        _event(house, replace(house.draft(house.patient(1)).note, complaints=" "))
    assert (refused.value.code, refused.value.facts) == ("event-invalid", {"field": "checkup.complaints"})


def test_a_patient_whom_the_ministry_cannot_know_makes_no_event(house: Any) -> None:
    draft = house.draft(house.patient(1, iin=None))
    assert mapping.visit_events(draft, event_id="e-1", file_id="f-1", profile=_PROFILE) == ()


@pytest.mark.clause("7")
def test_the_signature_travels_with_exactly_what_was_signed(house: Any) -> None:
    event = _event(house)
    signed = mapping.with_signature(event, house.signed(event.signing_bytes), house.draft(house.patient(1)).author)
    sent = json.loads(signed.payload)
    assert base64.b64decode(sent["signature"]["signedData"]) == signed.signed_bytes == event.signing_bytes
    assert sent["signature"]["signerInformation"] == {"iin": "850101300015"}
    assert (sent["misId"], sent["organizationId"]) == ("MIS-7", "42")
    report = verify(
        base64.b64decode(sent["signature"]["sign"]),
        event.signing_bytes,
        trusted=of_test(house.authority.anchors),
        now=datetime(2026, 11, 23, 5, tzinfo=UTC),
    )
    assert [check for check in report.checks if check.result == "FAIL"] == []


def test_without_a_signature_the_member_is_null(house: Any) -> None:
    signed = mapping.with_signature(_event(house), None, house.draft(house.patient(1)).author)
    assert json.loads(signed.payload)["signature"] is None


def test_routing_is_renewed_and_the_signed_part_is_not_touched(house: Any) -> None:
    event = _event(house, mis_id="", organization_id="")
    before = mapping.with_signature(event, house.signed(event.signing_bytes), house.draft(house.patient(1)).author)
    after = mapping.routed(before.payload, event.event_type, _PROFILE)
    assert json.loads(after) == json.loads(before.payload) | {"misId": "MIS-7", "organizationId": "42"}
    assert mapping.routed(after, event.event_type, _PROFILE) == after
    assert mapping.routed(b"\x00 no event", "FILE", _PROFILE) == b"\x00 no event"


def test_every_pack_names_only_values_the_record_has(house: Any) -> None:
    facts = mapping.facts_of(house.draft(house.patient(1)), event_id="e", event_type="t", file_id="f", profile=_PROFILE)
    for pack in packs():
        for event in pack.events.values():
            assert paths_of(event.template) | paths_of(event.routing) <= set(facts)


def test_packs_are_chosen_by_the_day() -> None:
    assert pack_for(date(2026, 11, 23)).key == "ehd-2026-06"
    with pytest.raises(Refused, match="exchange-pack"):
        pack_for(date(2020, 1, 1))


def test_a_code_that_has_no_counterpart_is_refused() -> None:
    pack = pack_for(date(2026, 11, 23))
    assert fill(pack, {"sex": "=s|sex"}, {"s": "female"}) == {"sex": "FEMALE"}
    with pytest.raises(Refused, match="exchange-code"):
        fill(pack, "=s|sex", {"s": "?"})


_TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@settings(deadline=None)
@given(
    st.recursive(_TEXT | st.booleans() | st.integers(), lambda inner: st.dictionaries(_TEXT, inner) | st.lists(inner))
)
def test_canonical_json_is_one_form_of_one_value(value: Any) -> None:
    written = mapping.canonical(value)
    assert json.loads(written) == value
    assert mapping.canonical(json.loads(written)) == written

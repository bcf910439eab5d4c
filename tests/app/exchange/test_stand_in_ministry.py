"""The stand-in ministry judges messages by itself, and fails when it is told to."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest
import urllib3

from app.exchange import mapping
from app.stand_ins.ministry import Fault, FaultKind, StandInMinistry, serve

EVENT_PATH = "/medical-appointment"


def _call(ministry: StandInMinistry, method: str, path: str, body: bytes = b"") -> tuple[int, Any]:
    with urllib3.PoolManager(retries=False) as pool:
        answer = pool.request(
            method, ministry.url + path, body=body or None, timeout=5, headers={"Connection": "close"}
        )
        return answer.status, json.loads(answer.data)


@pytest.fixture
def event(house: Any, ministry: StandInMinistry) -> dict[str, Any]:
    """An event that would be taken, its file already there."""
    house.connect(ministry.url)
    signed = house.sign_document(house.draft(house.patient(1)))
    file_id = mapping.cited_file(signed.events[0])
    assert file_id is not None
    file = mapping.file_payload(file_id, signed.events[0].event_id, signed.rendered.pdf, signed.signature.container)
    assert _call(ministry, "POST", "/documents", file)[0] == 200
    written: dict[str, Any] = json.loads(signed.events[0].payload)
    return written


def _altered(event: dict[str, Any], *path: str, value: Any) -> bytes:
    copy = json.loads(json.dumps(event))
    place = copy
    for name in path[:-1]:
        place = place[name]
    if value is None:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return json.dumps(copy).encode()


def test_what_is_right_is_taken_once_and_known_again(ministry: StandInMinistry, event: dict[str, Any]) -> None:
    body = json.dumps(event).encode()
    assert _call(ministry, "GET", f"/status/{event['eventId']}")[1]["state"] == "NOT_FOUND"
    assert _call(ministry, "POST", EVENT_PATH, body)[1]["duplicate"] is False
    assert _call(ministry, "POST", EVENT_PATH, body)[1]["duplicate"] is True
    assert _call(ministry, "GET", f"/status/{event['eventId']}")[1]["state"] == "ACCEPTED"
    status, said = _call(ministry, "POST", EVENT_PATH, _altered(event, "misId", value="OTHER"))
    assert (status, said["code"]) == (409, "conflict")
    assert _call(ministry, "DELETE", f"{EVENT_PATH}/{event['eventId']}")[1]["success"]
    assert _call(ministry, "GET", f"/status/{event['eventId']}")[1]["state"] == "DELETED"


@pytest.mark.parametrize(
    ("path", "value", "code", "field"),
    [
        (("misId",), None, "schema", "misId"),
        (("patientInformation", "iin"), "12", "schema", "patientInformation.iin"),
        (("checkup", "complaints"), None, "schema", "checkup.complaints"),
        (("signature",), 7, "schema", "signature"),
        (("checkup", "medicalRecord", "fileId"), "elsewhere", "no-file", "checkup.medicalRecord.fileId"),
        (("checkup", "complaints"), "Басқа", "signed-data-differs", "signature.signedData"),
        (("signature", "sign"), base64.b64encode(b"no container").decode(), "signature", "signature.sign"),
        (("signature", "signerInformation", "iin"), "900202400022", "signature", "signature.sign"),
    ],
)
def test_what_is_wrong_is_refused_with_the_field(
    ministry: StandInMinistry, event: dict[str, Any], path: tuple[str, ...], value: Any, code: str, field: str
) -> None:
    _, said = _call(ministry, "POST", EVENT_PATH, _altered(event, *path, value=value))
    assert (said["success"], said["code"], said["field"]) == (False, code, field)
    assert said["message"]


def test_a_signature_of_an_authority_it_does_not_know_is_refused(house: Any) -> None:
    signed = house.sign_document(house.draft(house.patient(1)))
    file = mapping.file_payload(
        "5b1f4c0e-7d0a-4f0e-9a53-6b2f6f0c9e11", signed.events[0].event_id, b"x", house.signed(b"x").container
    )
    with serve(trusted=_nobody()) as strict, serve() as lenient:
        assert _call(strict, "POST", "/documents", file)[1]["code"] == "signature"
        assert _call(lenient, "POST", "/documents", file)[1]["success"]


def _nobody() -> Any:
    from app.eds.trust import Environment, TrustList

    return TrustList(Environment.TEST, ())


@pytest.mark.parametrize("body", [b"", b"no json", b"[]", b"[" * 100_000, b"\xff"])
def test_garbage_does_it_no_harm(ministry: StandInMinistry, body: bytes) -> None:
    assert _call(ministry, "POST", EVENT_PATH, body)[1]["success"] is False
    assert _call(ministry, "POST", "/nowhere", body)[0] == 404


def test_faults_are_ordered_over_the_network_too(ministry: StandInMinistry, event: dict[str, Any]) -> None:
    wanted = [{"kind": "busy", "times": 2}, {"kind": "refuse", "field": "checkup", "event_id": event["eventId"]}]
    assert len(_call(ministry, "POST", "/stand-in/faults", json.dumps(wanted).encode())[1]["faults"]) == 2
    body = json.dumps(event).encode()
    statuses = [_call(ministry, "POST", EVENT_PATH, body)[0] for _ in range(4)]
    assert statuses == [503, 503, 422, 200]
    ministry.fail(Fault(FaultKind.BUSY, on="status"))
    assert _call(ministry, "GET", "/status/x")[0] == 503
    ministry.fail(Fault(FaultKind.BUSY))
    assert _call(ministry, "DELETE", "/stand-in/faults")[1] == {"faults": []}


def test_it_shows_and_writes_down_what_it_took(house: Any, tmp_path: Path) -> None:
    signed = house.sign_document(house.draft(house.patient(1)))
    file_id = mapping.cited_file(signed.events[0])
    assert file_id is not None
    with serve(folder=tmp_path / "ministry") as ministry:
        file = mapping.file_payload(file_id, signed.events[0].event_id, signed.rendered.pdf, None)
        _call(ministry, "POST", "/documents", file)
        seen = _call(ministry, "GET", "/stand-in/accepted")[1]
    assert [(one["event_id"], one["operation"]) for one in seen["deliveries"]] == [(file_id, "CREATE")]
    assert (tmp_path / "ministry" / f"{file_id}.pdf").read_bytes() == signed.rendered.pdf

"""What the hub is told: devices' settings, today's steps, questions and their answers."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.device_settings import DeviceSettings, HubDevice, Link, LinkKind, WorklistLetters
from app.domain.identity import PersonName, Sex
from app.domain.scheduled import OrderedTest, ScheduledStep
from devices import hub_run, hub_settings
from devices.control import ControlClient
from devices.knowledge import Knowledge
from devices.questions import NoAnswer
from devices.wire_log import WireLog

STEP = ScheduledStep(
    "2611250001", "800101300017", PersonName("Әбенова", "Гүлнар"), datetime(2026, 11, 25, 9, tzinfo=UTC),
    birth_date=date(1980, 1, 1), sex=Sex.FEMALE, modality="US", tests=(OrderedTest("718-7", "HGB"),),
)  # fmt: skip

_links = st.builds(
    Link, kind=st.sampled_from(LinkKind), protocol=st.sampled_from(["", "hl7", "astm", "text"]), host=st.text(),
    port=st.integers(0, 65535), baud=st.integers(50, 115200), is_on=st.booleans(),
)  # fmt: skip
_settings = st.builds(
    DeviceSettings, is_confirmed=st.booleans(), worklist_letters=st.sampled_from(WorklistLetters),
    answers_port=st.integers(0, 65535), line_profile=st.text(), link=_links,
)  # fmt: skip


@given(settings=_settings)
def test_settings_survive_their_file(settings: DeviceSettings) -> None:
    device = HubDevice("dicom", "US1", "10.0.0.1", settings)
    assert HubDevice.from_json(json.loads(json.dumps(device.to_json()))) == device


def test_settings_of_a_newer_version_are_left_alone_and_wrong_ones_refused() -> None:
    assert DeviceSettings.from_json({"may_query": True, "something_new": 1}) == DeviceSettings(may_query=True)
    for wrong in ({"may_query": "yes"}, {"link": 3}, {"worklist_letters": "KLINGON"}, {"link": {"port": "x"}}):
        with pytest.raises(ValueError):  # noqa: PT011  any of them: the caller asks no more
            DeviceSettings.from_json(wrong)


def test_a_step_survives_the_channel() -> None:
    assert ScheduledStep.from_json(json.loads(json.dumps(STEP.to_json()))) == STEP


def test_a_device_is_known_by_name_and_address_and_by_name_alone_where_it_moved() -> None:
    first, second = DeviceSettings(may_query=True), DeviceSettings(is_archive=True)
    known = Knowledge([HubDevice("dicom", "US1", "10.0.0.1", first), HubDevice("dicom", "PACS", "10.0.0.2", second)])
    assert known.settings_of("dicom", " us1 ", "10.0.0.9") is first
    assert known.settings_of("dicom", "PACS", "10.0.0.2") is second
    assert known.settings_of("hl7", "PACS", "10.0.0.2") == DeviceSettings()
    twins = Knowledge([HubDevice("dicom", "US", "10.0.0.1", first), HubDevice("dicom", "US", "10.0.0.2", second)])
    assert twins.settings_of("dicom", "US", "10.0.0.3") == DeviceSettings()


def _client(hub: Any) -> ControlClient:
    run = hub_run.read(hub.practice.folder.hub_run)
    assert run is not None
    return ControlClient(run.control_port, bytes.fromhex(run.token))


def test_the_hub_takes_todays_list_and_forgets_it(hub: Any) -> None:
    with _client(hub) as client:
        assert client.ask("steps", steps=[STEP.to_json()]) == {"reply": "steps", "count": 1}
        assert client.ask("status")["steps"] == 1
        assert client.ask("steps", steps=["nonsense"]) == {"reply": "not-steps"}
        client.ask("steps", steps=[])
        assert client.ask("status")["steps"] == 0


def test_a_list_of_a_thousand_steps_fits_the_channel(hub: Any) -> None:
    with _client(hub) as client:
        assert client.ask("steps", steps=[STEP.to_json()] * 1000)["count"] == 1000


def test_the_hub_reads_settings_of_devices_again(start_hub: Callable[..., Any]) -> None:
    running = start_hub()
    device = HubDevice("dicom", "US1", "10.0.0.1", DeviceSettings(may_query=True))
    running.practice.settings(devices=[device.to_json()])
    with _client(running) as client:
        assert client.ask("reread") == {"reply": "reread", "devices": 1}
    assert running.hub._knowledge.devices == (device,)
    running.practice.settings(devices=["x"])
    with _client(running) as client:
        assert client.ask("reread")["reply"] == "refused"
    assert running.hub._knowledge.devices == (device,)


def test_a_folder_of_the_command_line_is_a_device(start_hub: Callable[..., Any], tmp_path: Any) -> None:
    running = start_hub()
    read = hub_settings.read(running.practice.folder.hub_settings, {"watch": [str(tmp_path)]})
    assert [(one.transport, one.peer) for one in read.devices] == [("folder", str(tmp_path))]


def test_a_question_of_the_hub_is_answered_in_parts(hub: Any) -> None:
    with pytest.raises(NoAnswer):
        hub.hub._questions.ask("anything", 0.1)
    client = _client(hub)
    client.subscribe(answers=True)

    def answer() -> None:
        question = next(event for event in client.events() if event.get("event") == "question")
        for place in range(3):
            client.say("answer", id=question["id"], part={"n": place + question["facts"]["from"]}, more=place < 2)

    answering = threading.Thread(target=answer)
    answering.start()
    try:
        assert [part["n"] for part in hub.hub._questions.parts("count", 5, **{"from": 7})] == [7, 8, 9]
    finally:
        answering.join()
        client.hang_up()
        client.close()
    with pytest.raises(NoAnswer):
        hub.hub._questions.ask("anything", 0.3)


def test_the_wire_log_shows_identities_only_to_who_asks_for_them() -> None:
    log = WireLog()
    assert not log.is_watched
    log.note("hl7", "10.0.0.1", "BC", "in", "segment", "PID|1||***", "PID|1||800101300017")
    masked = log.look(0, with_identities=False)
    assert log.is_watched
    assert masked["entries"][0]["text"] == "PID|1||***"
    assert masked["entries"][0]["is_masked"]
    assert log.look(0, with_identities=True)["entries"][0]["text"].endswith("800101300017")
    assert log.look(masked["next"], with_identities=True)["entries"] == []

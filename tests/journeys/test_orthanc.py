"""Another maker's archive pushes a study to us: Orthanc, driven by its REST API, as clinics' servers forward studies.

Orthanc book: "REST API", `/instances`, `/modalities/{id}/echo`, `/modalities/{id}/store`. Loopback only.
"""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.stand_ins.device_objects import Sitter, ct_slices, structured_report, ultrasound
from journeys.program import Program
from journeys.senders import LOOPBACK, free_ports

NOW = datetime(2026, 11, 23, 6, 20, tzinfo=UTC)
PATIENCE_SECONDS = 60


class Orthanc:
    """A running Orthanc; `ask` is one call of its REST API."""

    def __init__(self, port: int) -> None:
        self._port = port

    def ask(self, path: str, body: bytes | None = None) -> Any:
        with urllib.request.urlopen(f"http://{LOOPBACK}:{self._port}{path}", body, timeout=30) as answer:
            return json.load(answer)


@contextmanager
def running(folder: Path, hub_port: int, dicom_port: int = 0) -> Iterator[Orthanc]:
    """Without plugins, closed to other machines, with a DICOM port of its own only where one is named.

    It is ended by its own process id.
    """
    folder.mkdir()
    (port,) = free_ports(1)
    settings = {
        "Name": "CLINIC", "StorageDirectory": str(folder), "IndexDirectory": str(folder), "HttpPort": port,
        "DicomServerEnabled": bool(dicom_port), "DicomPort": dicom_port or 4242, "DicomAet": "CLINIC",
        "DicomCheckCalledAet": False, "DicomAlwaysAllowEcho": True, "DicomAlwaysAllowStore": True,
        "DicomAlwaysAllowFind": True, "DicomAlwaysAllowGet": True, "DicomAlwaysAllowMove": True,
 "RemoteAccessAllowed": False,
        "AuthenticationEnabled": False, "Plugins": [], "ConcurrentJobs": 1,
        "DicomModalities": {"shipager": ["SHIPAGER", LOOPBACK, hub_port]},
    }  # fmt: skip
    (folder / "orthanc.json").write_text(json.dumps(settings), encoding="utf-8")
    with (folder / "orthanc.log").open("wb") as log:
        process = subprocess.Popen(["Orthanc", str(folder / "orthanc.json")], stdout=log, stderr=log)
    orthanc = Orthanc(port)
    try:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                orthanc.ask("/system")
                break
            except OSError:
                log_end = (folder / "orthanc.log").read_text(errors="replace")[-1000:]
                assert process.poll() is None, log_end
                assert time.monotonic() < deadline, log_end
                time.sleep(0.1)
        yield orthanc
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def file_of(one: Any) -> bytes:
    out = io.BytesIO()
    one.save_as(out, enforce_file_format=True)
    return out.getvalue()


@pytest.mark.peer("orthanc")
@pytest.mark.clause("15")
@pytest.mark.skipif(shutil.which("Orthanc") is None, reason="Orthanc is not installed")
def test_a_study_that_orthanc_pushes_is_in_the_card(practice: Program, tmp_path: Path) -> None:
    person = practice.add_people(1)[0]
    who = Sitter(person.name, f"{person.birth_date:%Y%m%d}", person.sex, person.iin)
    hub, ready = practice.start_hub()
    objects = [*ct_slices(who, NOW, count=10, size=64), ultrasound(who, NOW, frames=3, size=64)]
    objects.append(structured_report(who, NOW))
    with running(tmp_path / "orthanc", ready["dicom"]) as orthanc:
        for one in objects:
            orthanc.ask("/instances", file_of(one))
        studies = orthanc.ask("/studies")
        assert len(studies) == 3
        orthanc.ask("/modalities/shipager/echo", b"{}")
        for _ in range(2):  # a server forwards again after each rule that fits
            done = orthanc.ask("/modalities/shipager/store", json.dumps(studies).encode())
            assert (done["InstancesCount"], done["FailedInstancesCount"]) == (12, 0)
    assert hub.end() == 0
    (filed,) = practice.run("intake")
    assert (filed["filed"], filed["duplicates"], filed["inbox"], filed["errors"]) == (12, 12, 0, 0)
    (status,) = practice.run("status", "--check")
    assert (status["studies"], status["instances"], status["ok"]) == (3, 12, True)

"""Whoever leaves takes typed readings and files of patients' devices along, with what was taken back marked as such."""

from __future__ import annotations

import json
from typing import Any

import pytest

from app import readings, undo
from app.domain.hand_reading import read_line
from app.export.verify import verify_export
from app.stand_ins import result_files


def _resources(folder: Any, kind: str) -> list[dict[str, Any]]:
    (file,) = folder.rglob(f"{kind}.ndjson")
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


@pytest.mark.clause("12")
def test_readings_and_files_are_in_the_export_and_verify(day: Any) -> None:
    practice = day.practice
    now = practice.clock.now()
    practice.write(readings.add_by_hand, day.patient_id, read_line("125/85 71", now).values)
    practice.write(readings.add_by_hand, day.patient_id, read_line("пульс 720", now).values)
    practice.write(undo.undo)
    practice.write(readings.import_file, day.patient_id, "ecg.pdf", result_files.pdf())
    day.leave()
    bag = day.folder / "bag"
    values = {one["valueQuantity"]["value"]: one["status"] for one in _resources(bag, "Observation")
              if one.get("valueQuantity", {}).get("value") in (125, 720)}  # fmt: skip
    assert values == {125: "final", 720: "entered-in-error"}
    assert "entered-in-error" in {one["status"] for one in _resources(bag, "DiagnosticReport")}
    assert [one.read_bytes() for one in bag.rglob("file/*/*.pdf")] == [result_files.pdf()]
    assert len(list(bag.rglob("reading/*/*.json"))) == 2
    assert verify_export(bag, at=now).ok

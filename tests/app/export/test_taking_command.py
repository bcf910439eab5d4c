"""`take-away` on the command line: one patient's signed documents into a folder, each proving itself."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

from app.commands.command import Call, Out
from app.commands.taking import COMMANDS
from app.domain.errors import NotFound
from app.eds import trust
from app.eds.recognition import Form
from app.eds.verification.files import SignedFile


@pytest.mark.clause("27.10")
def test_every_document_of_a_patient_leaves_with_its_proofs(
    day: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str], authority: Any
) -> None:
    def run(**named: Any) -> list[dict[str, Any]]:
        given = {"document": None, "patient": None, "card": False, "codes": False, "to": tmp_path / "taken", **named}
        assert COMMANDS[0].run(Call(argparse.Namespace(**given), Out(as_json=True), day.practice)) == 0
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    taken, done = run(patient="900202400022", card=True)
    assert done["documents"] == 1
    forms = set()
    for name in taken["files"]:
        file = (tmp_path / "taken" / name).read_bytes()
        trusted = trust.of_test(authority.anchors)
        report = SignedFile(file, None, trusted=trusted, now=day.practice.clock.now()).report()
        assert report.verdict == "NOT CONFIRMED"
        forms.add(report.form)
    assert forms == {Form.TAKE_AWAY, Form.CARD}
    assert run(document=taken["document"][:8])[0]["document"] == taken["document"]
    with pytest.raises(NotFound):
        run(document="no such")

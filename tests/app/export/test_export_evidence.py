"""What leaves of a signature: containers, what was fetched about it, reports, the parts of others (27.10)."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from app import document_parts, finishing, visits
from app.domain.visit import Caret
from app.export.verify import verify_export
from app.finishing import KeyChoice
from app.stand_ins.pki import DEFAULT_PASSWORD, StandInAuthority, Subject
from tests.app.export.conftest import NOTE


@pytest.fixture
def with_part(day: Any, authority: StandInAuthority) -> Path:
    """An export of a practice in which a record has a part with a signature of its own."""
    practice = day.practice
    visit = practice.write(visits.start_visit, day.other_id, None, "кезексіз")
    practice.write(visits.save_draft, visit.visit_id, NOTE, Caret())
    part = practice.write(document_parts.ask_for_part, visit.visit_id, practice.actor.account_id, "Қарау")
    practice.write(document_parts.write_part, part.part_id, "Көз түбі таза")
    key = authority.issue(Subject(practice.actor.name, practice.actor.iin), "part")
    choice = KeyChoice("pkcs12", str(key), DEFAULT_PASSWORD)
    document_parts.sign_part(practice.store, practice.actor, part.part_id, choice)
    finishing.finish(practice.store, practice.actor, visit.visit_id, choice)
    folder: Path = day.leave("with-part").folder
    return folder


@pytest.mark.clause("27.10")
def test_parts_and_evidence_leave_with_the_document_and_are_verified(with_part: Path) -> None:
    report = verify_export(with_part)
    assert report.findings == ()
    assert (report.documents, report.signatures) == (2, 3)
    described = [json.loads(file.read_text("utf-8")) for file in with_part.glob("data/documents/*/document.json")]
    (whole,) = (one for one in described if one["parts"])
    place = with_part / "data/documents" / whole["uid"]
    (part,) = whole["parts"]
    manifest = (place / part["file"]).read_bytes()
    assert hashlib.sha256(manifest).hexdigest() == part["sha256"]
    assert json.loads(manifest)["content"]["text"] == "Көз түбі таза"
    reports = [json.loads((place / one["file"]).read_text("utf-8")) for one in whole["evidence"]]
    assert [one["occasion"] for one in reports] == ["signing", "signing"]  # of the part, of the document


@pytest.mark.clause("27.10")
def test_a_part_that_was_changed_in_the_export_is_found(with_part: Path) -> None:
    (manifest,) = with_part.glob("data/documents/*/parts/*.json")
    manifest.write_bytes(manifest.read_bytes().replace("таза".encode(), "лас!".encode()))
    codes = {one.code for one in verify_export(with_part).findings}
    assert {"altered", "signature-invalid"} <= codes

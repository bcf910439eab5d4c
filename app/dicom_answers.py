"""What the program answers the hub's DICOM services: steps it forgot, objects it did not keep, who was told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from app import commitments, performed_steps
from app.domain.access import program

if TYPE_CHECKING:
    from app.hub_answers import Answering
    from app.open_practice import OpenPractice

_INTAKE = program("intake")


def _performed_step(practice: OpenPractice, facts: dict[str, Any]) -> Iterable[dict[str, Any]]:
    with practice.store.reading() as session:
        state = performed_steps.state_of(session, _INTAKE, str(facts.get("uid", "")))
    yield {"state": state}


def _commitment(practice: OpenPractice, facts: dict[str, Any]) -> Iterable[dict[str, Any]]:
    """What is not in the record may lie in the archive unfiled, after a restart of the hub: it is filed first."""
    from app.intake_worker import IntakeWorker

    items = [(str(sop_class), str(uid)) for sop_class, uid in facts.get("items", ())]
    with practice.store.reading() as session:
        reasons = commitments.judge(session, _INTAKE, items)
    if any(reasons):
        IntakeWorker(practice.store, practice.folder.archive, practice.keys.private_keys).file_now()
        with practice.store.reading() as session:
            reasons = commitments.judge(session, _INTAKE, items)
    yield {"reasons": reasons}


def _commitments_due(practice: OpenPractice, _facts: dict[str, Any]) -> Iterable[dict[str, Any]]:
    with practice.store.reading() as session:
        found = list(commitments.due(session, _INTAKE))
    for one in found:
        yield {"commitments": [one]}


def _commitment_reported(practice: OpenPractice, facts: dict[str, Any]) -> Iterable[dict[str, Any]]:
    at = datetime.fromisoformat(str(facts["at"])).astimezone(UTC)
    with practice.store.writing() as session:
        commitments.note_reported(
            session, _INTAKE, str(facts["transaction_uid"]), str(facts["calling"]),
            int(facts["committed"]), int(facts["failed"]), at,
        )  # fmt: skip
    yield {}


ANSWERS: Mapping[str, Answering] = {
    "performed-step": _performed_step,
    "commitment": _commitment,
    "commitments-due": _commitments_due,
    "commitment-reported": _commitment_reported,
}

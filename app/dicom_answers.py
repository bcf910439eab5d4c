"""What the program answers the hub's DICOM services: steps it forgot, objects it did not keep, who was told."""

from __future__ import annotations

import base64
import contextlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from app import commitments, dicom_query, dicom_sending, performed_steps
from app.dicom_network import ae_title_of
from app.domain.access import Actor, program
from app.domain.errors import WorldError
from devices.dicom_requestor import Node
from devices.dicom_tls import client_context

if TYPE_CHECKING:
    from app.hub_answers import Answering
    from app.open_practice import OpenPractice

_INTAKE = program("intake")
_ROWS_A_PART = 200
_PIECE = 1 << 20


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


def _find_studies(practice: OpenPractice, facts: dict[str, Any]) -> Iterable[dict[str, Any]]:
    device, level = _device(facts), str(facts.get("level", ""))
    keys = _keys(facts)
    with practice.store.reading() as session:
        _check_allowed(session, facts)
        rows = list(dicom_query.find(session, device, level, keys))
    with practice.store.writing() as session:
        dicom_query.note_query(session, device, level, len(rows))
    for at in range(0, len(rows), _ROWS_A_PART):
        part = rows[at : at + _ROWS_A_PART]
        yield {"rows": [{f"{tag:08X}": value for tag, value in row.items()} for row in part]}


def _get_studies(practice: OpenPractice, facts: dict[str, Any]) -> Iterable[dict[str, Any]]:
    wanted = _wanted(practice, facts, _device(facts).login)
    for at in range(0, len(wanted), _ROWS_A_PART):
        yield {
            "instances": [
                {
                    "instance": one.instance_id, "sop_class": one.sop_class_uid, "uid": one.sop_instance_uid,
                    "syntax": one.transfer_syntax_uid,
                }
                for one in wanted[at : at + _ROWS_A_PART]
            ]
        }  # fmt: skip


def _instance_piece(practice: OpenPractice, facts: dict[str, Any]) -> Iterable[dict[str, Any]]:
    """A piece of a data set; the retrieval it belongs to is in the journal already."""
    with practice.store.reading() as session:
        _check_allowed(session, facts)
        one = dicom_query.instance(session, _INTAKE, int(facts["instance"]))
    kept, start = dicom_sending.opened(practice.store, one)
    offset = start + max(0, int(facts["offset"]))
    piece = kept.read(offset, min(max(1, int(facts["length"])), _PIECE))
    last = offset + len(piece) >= kept.ref.size
    yield {"piece": base64.b64encode(piece).decode("ascii"), "last": last}


def _move_studies(practice: OpenPractice, facts: dict[str, Any]) -> Iterable[dict[str, Any]]:
    """Sends, and tells after each object how far it is."""
    there = facts["destination"]
    tls = client_context(practice.folder.root) if there.get("tls") else None
    node = Node(str(there["host"]), int(there["port"]), str(there["ae_title"]), tls)
    with practice.store.reading() as session:
        dicom_query.check_destination(session, node.host, node.port)
    wanted = _wanted(practice, facts, f"{node.ae_title} {node.host}:{node.port}")
    counts = {"remaining": len(wanted), "completed": 0, "failed": 0, "warning": 0}
    failed: list[str] = []
    originator = (str(facts["calling"]), int(facts["message_id"]))
    done: set[int] = set()
    with contextlib.suppress(WorldError):  # nobody to send to: what is left has failed
        for outcome in dicom_sending.send(practice.store, node, ae_title_of(practice), wanted, originator=originator):
            done.add(outcome.wanted.instance_id)
            counts["remaining"] -= 1
            counts[{"sent": "completed", "warning": "warning"}.get(outcome.code, "failed")] += 1
            if not outcome.is_sent:
                failed.append(outcome.wanted.sop_instance_uid)
            if counts["remaining"]:
                yield dict(counts)
    left = [one.sop_instance_uid for one in wanted if one.instance_id not in done]
    counts |= {"remaining": 0, "failed": counts["failed"] + len(left)}
    yield {**counts, "failed_uids": (failed + left)[:_ROWS_A_PART]}


def _wanted(practice: OpenPractice, facts: dict[str, Any], destination: str) -> list[dicom_query.Wanted]:
    """The instances of a retrieval, written into the journal before the first of them leaves."""
    device = _device(facts)
    with practice.store.writing() as session:
        _check_allowed(session, facts)
        wanted = dicom_query.instances(session, device, _keys(facts))
        dicom_query.note_retrieval(session, device, wanted, destination)
    return wanted


def _check_allowed(session: Session, facts: dict[str, Any]) -> None:
    dicom_query.check_allowed(session, str(facts.get("calling", "")), str(facts.get("peer", "")))


def _device(facts: dict[str, Any]) -> Actor:
    """The device as who acts: its AE title and address."""
    return program(f"{facts.get('calling', '')} {facts.get('peer', '')}".strip(), str(facts.get("peer", "")))


def _keys(facts: dict[str, Any]) -> dict[int, str]:
    return {int(tag, 16): str(value) for tag, value in dict(facts.get("keys") or {}).items()}


ANSWERS: Mapping[str, Answering] = {
    "performed-step": _performed_step,
    "commitment": _commitment,
    "commitments-due": _commitments_due,
    "commitment-reported": _commitment_reported,
    "find-studies": _find_studies,
    "get-studies": _get_studies,
    "instance-piece": _instance_piece,
    "move-studies": _move_studies,
}

"""Which rows leave: everything, or what belongs to one patient; and which values never leave at all.

The words of `PATIENT_ROWS` are SQL conditions over the store with `:patient`; a table that is not among them does not
go with one patient (`NOT_OF_A_PATIENT` says so). A test holds both lists against the schema.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

_OF = "(SELECT id FROM {} WHERE patient_id = :patient)"
_DOCUMENTS, _STUDIES, _REPORTS = _OF.format("document"), _OF.format("study"), _OF.format("report")
_VISITS, _OUTBOX = _OF.format("visit"), _OF.format("outbox")
_PARTS = f"(SELECT id FROM document_part WHERE visit_id IN {_VISITS})"
_SIGNED = f"(document_id IN {_DOCUMENTS} OR part_id IN {_PARTS})"
_SIGNATURES = f"(SELECT id FROM signature WHERE {_SIGNED})"
# An original message that also holds results of somebody else stays behind.
_RECEIVED = (
    f"(SELECT received_record_id FROM instance WHERE study_id IN {_STUDIES} UNION "
    "SELECT received_record_id FROM report r WHERE r.patient_id = :patient AND NOT EXISTS (SELECT 1 FROM report o "
    "WHERE o.received_record_id = r.received_record_id AND o.patient_id IS NOT :patient))"
)

PATIENT_ROWS: dict[str, str] = {
    "practice": "1",
    "account": (
        f"id IN (SELECT doctor_id FROM visit WHERE patient_id = :patient UNION "
        f"SELECT account_id FROM signature WHERE {_SIGNED} UNION "
        f"SELECT account_id FROM document_part WHERE visit_id IN {_VISITS} UNION "
        f"SELECT asked_by FROM document_part WHERE visit_id IN {_VISITS} UNION "
        f"SELECT account_id FROM signature_request WHERE document_id IN {_DOCUMENTS} UNION "
        f"SELECT asked_by FROM signature_request WHERE document_id IN {_DOCUMENTS} UNION "
        "SELECT doctor_id FROM appointment WHERE patient_id = :patient UNION "
        "SELECT created_by FROM appointment WHERE patient_id = :patient UNION "
        "SELECT created_by FROM service_order WHERE patient_id = :patient UNION "
        "SELECT created_by FROM device_message WHERE patient_id = :patient UNION "
        "SELECT recorded_by FROM patient_allergy WHERE patient_id = :patient UNION "
        "SELECT decided_by FROM match_decision WHERE patient_id = :patient)"
    ),
    "patient": "id = :patient",
    "patient_phone": "patient_id = :patient",
    "patient_contact": "patient_id = :patient",
    "patient_allergy": "patient_id = :patient",
    "patient_marker": "patient_id = :patient",
    "appointment": "patient_id = :patient",
    "service_order": "patient_id = :patient",
    "performed_step": "patient_id = :patient",
    "device_message": "patient_id = :patient",
    "visit": "patient_id = :patient",
    "visit_draft": f"visit_id IN {_VISITS}",
    "document": "patient_id = :patient",
    "document_result": f"document_id IN {_DOCUMENTS}",
    "document_part": f"visit_id IN {_VISITS}",
    "document_cover": f"document_id IN {_DOCUMENTS}",
    "frozen_document": f"visit_id IN {_VISITS}",
    "signature": _SIGNED,
    "signature_version": f"signature_id IN {_SIGNATURES}",
    "signature_evidence": f"signature_id IN {_SIGNATURES}",
    "signature_report": f"signature_id IN {_SIGNATURES}",
    "signature_request": f"document_id IN {_DOCUMENTS}",
    "study": "patient_id = :patient",
    "instance": f"study_id IN {_STUDIES}",
    "report": "patient_id = :patient",
    "observation": f"report_id IN {_REPORTS}",
    "match_decision": "patient_id = :patient",
    "received_record": f"id IN {_RECEIVED}",
    "device": "id IN (SELECT device_id FROM study WHERE patient_id = :patient UNION "
    "SELECT device_id FROM performed_step WHERE patient_id = :patient UNION "
    "SELECT device_id FROM device_message WHERE patient_id = :patient UNION "
    "SELECT device_id FROM report WHERE patient_id = :patient)",
    "archive_record": (
        "id IN (SELECT content_id FROM document WHERE patient_id = :patient UNION "
        f"SELECT container_id FROM signature_version WHERE signature_id IN {_SIGNATURES} UNION "
        f"SELECT archive_id FROM signature_evidence WHERE signature_id IN {_SIGNATURES} UNION "
        f"SELECT content_id FROM document_part WHERE visit_id IN {_VISITS} UNION "
        f"SELECT content_id FROM frozen_document WHERE visit_id IN {_VISITS} UNION "
        "SELECT payload_id FROM outbox WHERE patient_id = :patient UNION "
        "SELECT payload_id FROM device_message WHERE patient_id = :patient UNION "
        f"SELECT payload_id FROM outbox_attempt WHERE outbox_id IN {_OUTBOX} UNION "
        f"SELECT answer_id FROM outbox_attempt WHERE outbox_id IN {_OUTBOX} UNION "
        f"SELECT archive_id FROM received_record WHERE id IN {_RECEIVED})"
    ),
    "outbox": "patient_id = :patient",
    "outbox_attempt": f"outbox_id IN {_OUTBOX}",
    "journal": "patient_id = :patient",
}
NOT_OF_A_PATIENT = frozenset(
    {
        "setting",
        "login_attempt",
        "login_certificate",
        "eds_attempt",
        "signing_key",
        "undo_step",
        "archive_segment",
        "backup",
        "commitment",
        "note_template",
    }
)

# Secrets open or sign something; the record is whole without them. (table, column) -> the value that stands instead.
SECRET_COLUMNS: dict[tuple[str, str], str] = {("account", "totp_secret"): "''"}
EXPORT_KEY = "export.key"
SECRET_SETTINGS = frozenset({EXPORT_KEY})
_SECRET_NAMES = frozenset({"password", "secret", "private_key", "token", "pin"})
MASK = "***"


@dataclass(frozen=True, slots=True)
class Scope:
    """Everything where `patient_id` is None."""

    patient_id: int | None = None

    def condition(self, table: str) -> str | None:
        """The SQL condition of a table's rows, or None where the table stays."""
        if self.patient_id is None:
            return "1"
        return PATIENT_ROWS.get(table)


def masked_setting(name: str, value: str | None) -> str | None:
    """A setting's JSON as it may leave: passwords and keys are replaced, however deep they lie."""
    if value is None:
        return None
    if name in SECRET_SETTINGS:
        return json.dumps(MASK)
    plain = json.loads(value)
    hidden = _masked(plain)
    return value if hidden == plain else json.dumps(hidden, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _masked(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            name: MASK if name.casefold() in _SECRET_NAMES and part else _masked(part) for name, part in value.items()
        }
    if isinstance(value, list):
        return [_masked(part) for part in value]
    return value

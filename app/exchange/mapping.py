"""From a signed visit to what the ministry is told: events by the mapping pack, and the document's file.

Reference: common members of EHD events and MEDICAL_APPOINTMENT; EHD-FILE-RECEIVER for the file.

The signed bytes are the event as canonical JSON (keys sorted, no spaces, UTF-8; RFC 8785 for the values that occur
here). They travel inside the event as `signature.signedData` and are never made again. Members that say for whom it is
sent (`misId`, `organizationId`) stand outside of them, because a practice that is not connected yet has none.
"""

from __future__ import annotations

import base64
import json
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.domain.clock import local
from app.domain.document import Author, DocumentDraft
from app.domain.errors import Refused
from app.domain.patient import Patient
from app.domain.signature import SignedBytes, SignedEvent
from app.domain.visit import VisitNote
from app.exchange.packs import EventMapping, MappingPack, fill, pack_for, packs
from app.exchange.profile import FILE, ExchangeProfile

MEDICAL_APPOINTMENT = "MEDICAL_APPOINTMENT"
CREATE, UPDATE, DELETE = "CREATE", "UPDATE", "DELETE"
_EVENTS = uuid.UUID("5b1f4c0e-7d0a-4f0e-9a53-6b2f6f0c9e11")  # our own namespace for stable ids (RFC 9562, version 5)


@dataclass(frozen=True, slots=True)
class EventDraft:
    """An event before its signature: `signing_bytes` is what the doctor's key signs."""

    event_id: str
    event_type: str
    operation: str
    signing_bytes: bytes
    pack: str
    routing: dict[str, str]


def event_id_of(visit_uid: str, event_type: str = MEDICAL_APPOINTMENT) -> str:
    """The id of a visit's event: the same over retries, corrections and withdrawals."""
    return str(uuid.uuid5(_EVENTS, f"{event_type}:{visit_uid}"))


def file_id_of(document_uid: str) -> str:
    """The id of a document's file; another version of the document is another file."""
    return str(uuid.uuid5(_EVENTS, f"{FILE}:{document_uid}"))


def visit_events(
    draft: DocumentDraft, *, event_id: str, file_id: str, profile: ExchangeProfile
) -> tuple[EventDraft, ...]:
    """What a finished visit tells the ministry: one MEDICAL_APPOINTMENT.

    Raises `Refused("event-invalid", field=…)` where the ministry's schema would not take it, so that a doctor is told
    before signing, and `Refused("exchange-pack")` where no mapping pack is in force.
    """
    if draft.patient.iin is None:
        return ()  # the ministry knows persons by their IIN: the journal says that nothing is to be told
    pack = pack_for(local(draft.visit_started_at).date(), profile.pack)
    mapping = pack.events[MEDICAL_APPOINTMENT]
    facts = facts_of(draft, event_id=event_id, event_type=MEDICAL_APPOINTMENT, file_id=file_id, profile=profile)
    event = fill(pack, mapping.template, facts)
    _check(mapping, event)
    routing = fill(pack, mapping.routing, facts) or {}
    operation = CREATE if draft.version == 1 else UPDATE
    return (EventDraft(event_id, MEDICAL_APPOINTMENT, operation, canonical(event), pack.key, routing),)


def with_signature(event: EventDraft, signature: SignedBytes | None, author: Author) -> SignedEvent:
    """The event as it will be sent: `signature{sign, signedData, signerInformation{iin, bin}}`, in base64.

    Without a signature the member is null, as the ministry's own samples show.
    """
    mapping = _mapping(event.pack, event.event_type)
    signed = json.loads(event.signing_bytes)
    signed[mapping.signature_at] = None
    if signature is not None:
        signer: dict[str, str] = {}
        if iin := signature.certificate.iin or author.iin:
            signer["iin"] = iin.value
        if signature.certificate.bin_number:
            signer["bin"] = signature.certificate.bin_number.value
        signed[mapping.signature_at] = {
            "sign": _base64(signature.container),
            "signedData": _base64(event.signing_bytes),
            "signerInformation": signer,
        }
    payload = canonical(signed | event.routing)
    return SignedEvent(event.event_id, event.event_type, event.operation, payload, event.signing_bytes, signature)


def routed(payload: bytes, event_type: str, profile: ExchangeProfile) -> bytes:
    """The same event for today's MIS number and organisation; the very same bytes where nothing changed.

    What is signed is carried inside and is not touched.
    """
    mapping = mapping_of(event_type)
    if mapping is None:
        return payload
    pack, event_mapping = mapping
    event = json.loads(payload)
    routing = fill(pack, event_mapping.routing, _profile_facts(profile)) or {}
    for name in event_mapping.routing:
        event.pop(name, None)
    anew = canonical(event | routing)
    return payload if json.loads(anew) == json.loads(payload) else anew


def file_payload(file_id: str, event_id: str, pdf: bytes, container: bytes | None) -> bytes:
    """The document's file as the file receiver takes it: EHD-FILE-RECEIVER, `file` and `signature` in base64."""
    written: dict[str, Any] = {
        "fileId": file_id,
        "eventId": event_id,
        "file": {"content": _base64(pdf), "file_name": f"{file_id}.pdf", "ext": "pdf"},
    }
    if container is not None:
        written["signature"] = _base64(container)
    return canonical(written)


def with_container(file: dict[str, Any], container: bytes) -> bytes:
    """The same file with a later version of its signature's container."""
    return canonical(file | {"signature": _base64(container)})


def withdrawal(event_id: str, event_type: str) -> bytes:
    """The body of a DELETE: it names what is taken back and says nothing else."""
    return canonical({"eventId": event_id, "eventType": event_type})


def cited_file(event: SignedEvent) -> str | None:
    """Id of the file that the event cites, which must arrive before it."""
    mapping = mapping_of(event.event_type)
    found: Any = json.loads(event.payload)
    for name in mapping[1].file_id_at if mapping else ():
        found = found.get(name) if isinstance(found, dict) else None
    return found if isinstance(found, str) else None


def mapping_of(event_type: str) -> tuple[MappingPack, EventMapping] | None:
    """The newest pack that knows the event type; None for a file."""
    for pack in reversed(packs()):
        if event_type in pack.events:
            return pack, pack.events[event_type]
    return None


def canonical(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def facts_of(
    draft: DocumentDraft, *, event_id: str, event_type: str, file_id: str, profile: ExchangeProfile
) -> dict[str, Any]:
    """Every value a template may name."""
    practice, author = draft.practice, draft.author
    number = practice.bin_number or practice.iin  # a sole practitioner is known by the IIN, in the same field
    return {
        "event.id": event_id,
        "event.type": event_type,
        "file.id": file_id,
        "file.mime_type": "application/pdf",
        "practice.number": number.value if number else None,
        "visit.uid": draft.visit_uid,
        "visit.started_at": moment(draft.visit_started_at),
        "author.iin": author.iin.value if author.iin else None,
        "author.employee_id": profile.employee_ids.get(author.iin.value) if author.iin else None,
        **_profile_facts(profile),
        **_patient_facts(draft.patient),
        **_note_facts(draft.note, profile.pressure_arm),
    }


def moment(at: datetime) -> str:
    """`yyyy-MM-ddTHH:mm:ss.SSS+05:00`."""
    return local(at).isoformat(timespec="milliseconds")


def _profile_facts(profile: ExchangeProfile) -> dict[str, Any]:
    return {"profile.mis_id": profile.mis_id, "profile.organization_id": profile.organization_id}


def _patient_facts(patient: Patient) -> dict[str, Any]:
    reactions = (f"{one.substance}: {one.reaction}" for one in patient.allergies if one.reaction)
    return {
        "patient.iin": patient.iin.value if patient.iin else None,
        "patient.sex": patient.sex.value,
        # No allergy recorded is not "no allergies": then nothing is said.
        "patient.has_allergies": True if patient.allergies else None,
        "patient.allergens": ", ".join(one.substance for one in patient.allergies),
        "patient.allergy_comment": "; ".join(reactions),
    }


def _note_facts(note: VisitNote, arm: str) -> dict[str, Any]:
    vitals = note.vitals
    facts: dict[str, Any] = {
        "note.complaints": note.complaints.strip(),
        "note.anamnesis": note.anamnesis.strip(),
        "note.objective": note.objective.strip(),
        # There is no list of diagnoses in this event: they stand in the doctor's conclusion, code first.
        "note.conclusion": "\n".join(f"{one.code} {one.text}".strip() for one in note.diagnoses),
        "note.recommendation": "\n".join(part.strip() for part in (note.plan, note.recommendations) if part.strip()),
        "vitals.height_cm": vitals.height_cm,
        "vitals.weight_kg": vitals.weight_kg,
        "vitals.body_mass_index": vitals.body_mass_index,
        "vitals.temperature_c": vitals.temperature_c,
        "vitals.pulse_per_min": vitals.pulse_per_min,
        "vitals.saturation_percent": vitals.saturation_percent,
    }
    for side in ("left", "right"):  # the event wants an arm; a note has none, so only the practice can claim one
        facts[f"vitals.{side}_systolic_mmhg"] = vitals.systolic_mmhg if side == arm else None
        facts[f"vitals.{side}_diastolic_mmhg"] = vitals.diastolic_mmhg if side == arm else None
    return facts


def _mapping(pack_key: str, event_type: str) -> EventMapping:
    return next(pack for pack in packs() if pack.key == pack_key).events[event_type]


def _check(mapping: EventMapping, event: Any) -> None:
    from jsonschema import Draft202012Validator

    error = min(
        Draft202012Validator(mapping.schema).iter_errors(event), key=lambda e: list(map(str, e.path)), default=None
    )
    if error is None:
        return
    missing = error.validator == "required" and isinstance(error.instance, dict)
    last = [next(name for name in error.validator_value if name not in error.instance)] if missing else []
    raise Refused("event-invalid", field=".".join([*map(str, error.absolute_path), *last]))


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")

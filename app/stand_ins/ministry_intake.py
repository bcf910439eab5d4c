"""What the stand-in ministry takes and why not: its own schemas, signatures, idempotency by event id.

It knows nothing of our mapping packs: a message that passes here was understood from its bytes alone.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import threading
import uuid
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.paths import shipped

if TYPE_CHECKING:
    from app.eds.trust import TrustList

FILE = "FILE"
# Members of an event that are outside of what its doctor signed.
_UNSIGNED = ("signature", "misId", "organizationId")
_ID_OF = {FILE: "fileId"}


@dataclass(slots=True)
class Held:
    """One event or file as the ministry holds it."""

    event_id: str
    event_type: str
    sha256: str
    body: bytes
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message that was taken, in the order of arrival."""

    event_id: str
    event_type: str
    operation: str
    sha256: str
    duplicate: bool
    at: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Status and JSON members of an answer."""

    status: int
    members: dict[str, Any]


class _No(Exception):
    def __init__(self, status: int, code: str, field_name: str = "") -> None:
        super().__init__(code)
        self.answer = refusal(status, code, field_name)


@dataclass(slots=True)
class MinistryIntake:
    """Everything accepted, in memory and, where a folder is named, in files."""

    folder: Path | None = None
    trusted: TrustList | None = None
    held: dict[str, Held] = field(default_factory=dict)
    deliveries: list[Delivery] = field(default_factory=list)
    refused: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, operation: str, event_type: str, event_id: str, body: bytes) -> Answer:
        """CREATE, UPDATE or DELETE; the same message again is the same success and no second delivery."""
        with self._lock:
            try:
                return self._take(operation, event_type, event_id, body)
            except _No as no:
                self.refused += 1
                return no.answer

    def status(self, event_id: str) -> Answer:
        with self._lock:
            found = self.held.get(event_id)
            if found is None:
                return Answer(404, {"success": True, "eventId": event_id, "state": "NOT_FOUND"})
            state = "DELETED" if found.deleted else "ACCEPTED"
            return Answer(200, {"success": True, "eventId": event_id, "state": state, "sha256": found.sha256})

    def accepted(self) -> dict[str, Any]:
        """What came, for tests and for the demonstration."""
        with self._lock:
            return {
                "deliveries": [asdict(one) for one in self.deliveries],
                "held": [
                    {
                        "event_id": one.event_id, "event_type": one.event_type, "sha256": one.sha256,
                        "deleted": one.deleted, "bytes": len(one.body),
                    }
                    for one in self.held.values()
                ],
                "refused": self.refused,
            }  # fmt: skip

    def _take(self, operation: str, event_type: str, event_id: str, body: bytes) -> Answer:
        sha256 = hashlib.sha256(body).hexdigest()
        if operation == "DELETE":
            known = self.held.get(event_id)
            if known is None:
                raise _No(404, "not-found", "eventId")
            self._note(event_id, event_type, operation, sha256, duplicate=known.deleted)
            known.deleted = True
            return _taken(event_id)
        message = _message(event_type, body)
        named = message[_ID_OF.get(event_type, "eventId")]
        if event_id and named != event_id:
            raise _No(422, "other-id", "eventId")
        known = self.held.get(named)
        if known is not None and known.sha256 == sha256 and not known.deleted:
            self._note(named, event_type, operation, sha256, duplicate=True)
            return _taken(named, duplicate=True)
        if known is not None and operation == "CREATE":
            raise _No(409, "conflict", "eventId")
        if event_type == FILE:
            self._check_file(message)
        else:
            self._check_event(message)
        self.held[named] = Held(named, event_type, sha256, body)
        self._note(named, event_type, operation, sha256, duplicate=False)
        self._keep(named, event_type, message)
        return _taken(named)

    def _check_file(self, message: dict[str, Any]) -> None:
        content = _decoded(message["file"]["content"], "file.content")
        if "signature" in message:
            self._check_signature(_decoded(message["signature"], "signature"), content, "", "signature")

    def _check_event(self, message: dict[str, Any]) -> None:
        cited = message["checkup"].get("medicalRecord", {}).get("fileId")
        if cited is not None and (cited not in self.held or self.held[cited].deleted):
            raise _No(422, "no-file", "checkup.medicalRecord.fileId")
        signature = message["signature"]
        signed = _decoded(signature["signedData"], "signature.signedData")
        covered = {name: value for name, value in message.items() if name not in _UNSIGNED}
        if _json(signed) != covered:
            raise _No(200, "signed-data-differs", "signature.signedData")
        container = _decoded(signature["sign"], "signature.sign")
        self._check_signature(container, signed, signature["signerInformation"]["iin"], "signature.sign")

    def _check_signature(self, container: bytes, signed: bytes, iin: str, at: str) -> None:
        """Refused as the ministry does it: the transport succeeds, the business does not (EHD-FILE-RECEIVER)."""
        from app.domain.identity import Iin
        from app.domain.signature import Result
        from app.eds.trust import Environment, TrustList
        from app.eds.verify import Expected, verify

        trusted = self.trusted or TrustList(Environment.TEST, ())
        expected = Expected(iin=Iin(iin) if iin else None)
        report = verify(container, signed, trusted=trusted, now=datetime.now(UTC), expected=expected)
        # Without a list of authorities only the container itself, its integrity and its person can be judged.
        judged = ("C", "I", "A1") if self.trusted is None else ("",)
        if any(check.result is Result.FAIL and check.code.startswith(judged) for check in report.checks):
            raise _No(200, "signature", at)

    def _note(self, event_id: str, event_type: str, operation: str, sha256: str, *, duplicate: bool) -> None:
        at = datetime.now(UTC).isoformat()
        self.deliveries.append(Delivery(event_id, event_type, operation, sha256, duplicate, at))

    def _keep(self, event_id: str, event_type: str, message: dict[str, Any]) -> None:
        if self.folder is None:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        if event_type == FILE:
            content = _decoded(message["file"]["content"], "file.content")
            (self.folder / f"{event_id}.{message['file']['ext']}").write_bytes(content)
        else:
            shown = json.dumps(message, ensure_ascii=False, indent=1)
            (self.folder / f"{event_id}.json").write_text(shown, encoding="utf-8")


def refusal(status: int, code: str, field_name: str = "") -> Answer:
    """A no in the ministry's words."""
    members: dict[str, Any] = {"success": False, "code": code, "message": words(code), "requestId": str(uuid.uuid4())}
    return Answer(status, members | ({"field": field_name} if field_name else {}))


@cache
def _words() -> dict[str, str]:
    spoken: dict[str, str] = json.loads(_resource("answers.json"))
    return spoken


def words(code: str) -> str:
    return _words()[code]


def known_types() -> frozenset[str]:
    """Event types this ministry has a schema for."""
    found = shipped("resources", "exchange", "stand-in").glob("*.schema.json")
    return frozenset(path.name.removesuffix(".schema.json") for path in found)


def _taken(event_id: str, *, duplicate: bool = False) -> Answer:
    members = {"success": True, "message": words("duplicate" if duplicate else "accepted"), "eventId": event_id}
    return Answer(200, members | {"requestId": str(uuid.uuid4()), "duplicate": duplicate})


def _message(event_type: str, body: bytes) -> dict[str, Any]:
    from jsonschema import Draft202012Validator

    message = _json(body)
    if not isinstance(message, dict):
        raise _No(400, "not-json")
    validator = Draft202012Validator(json.loads(_resource(f"{event_type}.schema.json")))
    for error in sorted(validator.iter_errors(message), key=lambda one: [str(part) for part in one.absolute_path]):
        at = [str(part) for part in error.absolute_path]
        if error.validator == "required":
            at.append(next(name for name in error.validator_value if name not in error.instance))
        raise _No(422, "schema", ".".join(at))
    return message


def _json(content: bytes) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def _decoded(text: str, at: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error:
        raise _No(422, "schema", at) from None


@cache
def _resource(name: str) -> str:
    return shipped("resources", "exchange", "stand-in", name).read_text(encoding="utf-8")

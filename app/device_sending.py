"""Sending to devices: one message at a time for each device, in the order they were made, the same bytes on each try.

    claim (store) → send and wait for the answer (network) → settle (store)

A message that left and was not answered is sent again with its control id; a device that has it already says so. One
that a device refuses stays on the list with the device's words, and those behind it go on.
"""

from __future__ import annotations

import base64
import json
import random
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import archiving, device_orders, record
from app.domain.access import Actor, Permission, require
from app.domain.device import Transport
from app.domain.device_message import MAX_ATTEMPTS, MAY_LEAVE, MessageKind, MessageState, delay
from app.domain.device_settings import HubDevice, LinkKind
from app.domain.errors import WorldError
from db.store import Store
from db.tables.device import DeviceMessageTable, DeviceTable
from devices import mllp_client

_LONGEST_ANSWER = 200
_LINK_SECONDS = 100.0  # a whole ASTM transfer at 1200 baud


class Hub(Protocol):
    """What is needed of `devices.hub_handle.HubHandle`: links are the hub's."""

    def ask(self, command: str, *, patience: float = 0.0, **facts: Any) -> dict[str, Any] | None: ...


@dataclass(frozen=True, slots=True)
class Claim:
    """A message that leaves now."""

    message_id: int
    device: HubDevice
    kind: MessageKind
    payload: bytes


@dataclass(frozen=True, slots=True)
class Outcome:
    """`answer`: AA, AE, AR, CA, CE, CR, or a code of ours; `words` of the device."""

    state: MessageState
    answer: str
    words: str = ""


def send_due(
    store: Store, actor: Actor, hub: Hub, *, stopping: Callable[[], bool] = lambda: False,
    jitter: Callable[[], float] = random.random,
) -> datetime | None:  # fmt: skip
    """Send everything that may leave now; answers when the next one may, None where nothing waits."""
    while not stopping():
        with store.writing() as session:
            claimed = claim(session, actor)
        if claimed is None:
            break
        outcome = send(claimed, hub, stopping)
        with store.writing() as session:
            settle(session, actor, claimed.message_id, outcome, jitter())
    with store.reading() as session:
        return next_at(session)


def claim(session: Session, actor: Actor) -> Claim | None:
    """The next message, marked as on its way: of each device only the first that is not finished."""
    require(actor, Permission.SCHEDULE)
    now = record.of(session).clock.now()
    for row in _firsts(session):
        device = session.get(DeviceTable, row.device_id)
        if device is None or (row.next_attempt_at is not None and row.next_attempt_at > now):
            continue
        try:
            payload = archiving.body(session, row.payload_id)
        except WorldError as problem:  # its bytes cannot be had any more: it must not hold up those behind it
            row.answer = problem.code
            device_orders.change_state(session, actor, row, MessageState.GIVEN_UP)
            continue
        row.state = MessageState.SENT.value
        row.attempts += 1
        row.next_attempt_at = now + delay(row.attempts, 0.5)  # a crash now is a try that was not answered
        return Claim(row.id, device_orders.hub_device(device), MessageKind(row.kind), payload)
    return None


def send(claimed: Claim, hub: Hub, stopping: Callable[[], bool] = lambda: False) -> Outcome:
    """The network part: never raises for what a device or a network does."""
    device, link = claimed.device, claimed.device.settings.link
    place = {"transport": device.transport, "calling": device.calling, "peer": device.peer}
    if device.transport != Transport.HL7.value:
        return _over_link(hub, stopping, **place, kind=claimed.kind.value, order=json.loads(claimed.payload))
    if link.kind is LinkKind.CLIENT and not device.settings.answers_port:
        payload = base64.b64encode(claimed.payload).decode()
        return _over_link(hub, stopping, **place, kind=claimed.kind.value, payload=payload)
    host = link.host.strip() if link.kind is LinkKind.CLIENT else device.peer
    if not host or not device.settings.answers_port:
        return Outcome(MessageState.SENT, "no-address")
    try:
        answer = mllp_client.exchange(host, device.settings.answers_port, claimed.payload, stopping=stopping)
    except OSError:
        return Outcome(MessageState.SENT, "unreachable")
    if answer is None:
        return Outcome(MessageState.SENT, "timeout")
    return _answered(answer.code, answer.text)


def settle(session: Session, actor: Actor, message_id: int, outcome: Outcome, jitter: float) -> None:
    """What became of a try."""
    require(actor, Permission.SCHEDULE)
    row = session.get(DeviceMessageTable, message_id)
    if row is None or MessageState(row.state) not in MAY_LEAVE:
        return
    now = record.of(session).clock.now()
    row.answer = f"{outcome.answer} {outcome.words}".strip()[:_LONGEST_ANSWER]
    if outcome.state is MessageState.SENT:
        if row.attempts >= MAX_ATTEMPTS:
            device_orders.change_state(session, actor, row, MessageState.GIVEN_UP)
            return
        row.next_attempt_at = now + delay(row.attempts, jitter)
        device_orders.tell(session, row)
        return
    row.answered_at, row.next_attempt_at = now, None
    device_orders.change_state(session, actor, row, outcome.state)


def next_at(session: Session) -> datetime | None:
    """When the next message may leave."""
    due = [row.next_attempt_at or record.of(session).clock.now() for row in _firsts(session)]
    return min(due, default=None)


def _firsts(session: Session) -> list[DeviceMessageTable]:
    """Of each device the oldest message that is not finished: those behind it wait, their order is kept."""
    unfinished = select(DeviceMessageTable).where(DeviceMessageTable.state.in_([one.value for one in MAY_LEAVE]))
    firsts: dict[int, DeviceMessageTable] = {}
    for row in session.scalars(unfinished.order_by(DeviceMessageTable.id)):
        firsts.setdefault(row.device_id, row)
    return list(firsts.values())


def _over_link(hub: Hub, stopping: Callable[[], bool], **facts: Any) -> Outcome:
    """Through the hub's connection; whoever closes the practice does not wait for a device that is silent."""
    replies: list[dict[str, Any] | None] = []
    asking = threading.Thread(
        target=lambda: replies.append(hub.ask("send-order", patience=_LINK_SECONDS, **facts)), daemon=True
    )
    asking.start()
    while asking.is_alive() and not stopping():
        asking.join(0.1)
    return _of_hub(replies[0] if replies else {"reply": "no-answer"})


def _of_hub(reply: dict[str, Any] | None) -> Outcome:
    """A link's word: HL7 answers with a code, ASTM with what the link layer knows."""
    match (reply or {}).get("reply"):
        case "answered":
            return _answered(str((reply or {}).get("code", "")), str((reply or {}).get("text", "")))
        case "sent":
            return Outcome(MessageState.ACCEPTED, "sent")
        case "refused" | "not-an-order":
            return Outcome(MessageState.REFUSED, str((reply or {}).get("code", "refused")))
        case "no-answer":
            return Outcome(MessageState.SENT, "timeout")
        case "busy":
            return Outcome(MessageState.SENT, "busy")
        case _:
            return Outcome(MessageState.SENT, "not-connected")


def _answered(code: str, words: str) -> Outcome:
    if code in {"AA", "CA"}:
        return Outcome(MessageState.ACCEPTED, code, words)
    return Outcome(MessageState.REFUSED, code or "unknown-answer", words)

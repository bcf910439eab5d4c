"""Sends kept objects to a DICOM peer as the bytes they were kept as: never decoded, never converted.

Each object is offered in its own transfer syntax; a peer that does not take it is told of by name, and the others go on
(PS3.4 annex B as a user; also the sub-operations of C-MOVE).
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from app import archiving, record
from app.dicom_query import Wanted
from app.domain.errors import Refused, WorldError
from db.archive.records import Record
from db.store import Store
from db.tables.archive_record import ReceivedRecordTable
from devices import dicom_files
from devices import dicom_upper_layer as ul
from devices.dicom_requestor import Node, Requested
from devices.wire import PeerGone, TooSlow

_PIECE = 1 << 20
_CONTEXTS = 120  # of the 128 that an association can have


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one object. Codes: `sent`, `warning`, `not-accepted`, `refused`, `not-readable`, `peer-gone`."""

    wanted: Wanted
    code: str
    status: int = 0  # of the peer, PS3.4 table B.2-1

    @property
    def is_sent(self) -> bool:
        return self.code in {"sent", "warning"}


def send(
    store: Store, node: Node, calling: str, wanted: Sequence[Wanted], *,
    originator: tuple[str, int] | None = None, enough: Callable[[], bool] = lambda: False,
) -> Iterator[Outcome]:  # fmt: skip
    """One outcome for each object, as it is known; `enough` is asked before each.

    Raises `WorldError` where no association comes about (`devices.dicom_requestor.Requested`), `Refused` where a
    practice marked TEST would send elsewhere than to this computer.
    """
    check_destination(store, node.host)
    for some in _portions(wanted):
        kinds = dict.fromkeys((one.sop_class_uid, one.transfer_syntax_uid) for one in some)
        contexts = [
            ul.ProposedContext(2 * number + 1, sop_class, (syntax,)) for number, (sop_class, syntax) in enumerate(kinds)
        ]
        try:
            with Requested(node, calling, contexts) as association:
                for place, one in enumerate(some):
                    if enough():
                        return
                    try:
                        yield _sent(store, association, one, originator)
                    except (PeerGone, TooSlow, ul.ProtocolFault):
                        yield from (Outcome(left, "peer-gone") for left in some[place:])
                        raise
        except (PeerGone, TooSlow, ul.ProtocolFault):
            continue


def check_destination(store: Store, host: str) -> None:
    """Raises `Refused("test-practice-real-transport")`."""
    with store.reading() as session:
        is_test = record.of(session).is_test
    if is_test and not _is_this_computer(host):
        raise Refused("test-practice-real-transport")


def opened(store: Store, one: Wanted) -> tuple[Record, int]:
    """The kept file and where its data set begins. Raises `WorldError`."""
    with store.reading() as session:
        received = session.get(ReceivedRecordTable, one.received_record_id)
        assert received is not None
        kept = archiving.opened(session, received.archive_id)
    return kept, dicom_files.data_set_at(kept.read(0, dicom_files.HEAD))


def _sent(store: Store, association: Requested, one: Wanted, originator: tuple[str, int] | None) -> Outcome:
    context = association.context_for(one.sop_class_uid, one.transfer_syntax_uid)
    if context is None:
        return Outcome(one, "not-accepted")
    try:
        kept, start = opened(store, one)
        kept.read(start, 1)  # the first chunk, before anything is promised to the peer
    except WorldError:
        return Outcome(one, "not-readable")
    pieces = (kept.read(at, _PIECE) for at in range(start, kept.ref.size, _PIECE))
    status = association.conversation.store(
        context.context_id, one.sop_class_uid, one.sop_instance_uid, pieces, originator=originator
    )
    if status == 0:
        return Outcome(one, "sent")
    return Outcome(one, "warning" if status & 0xF000 == 0xB000 else "refused", status)


def _portions(wanted: Sequence[Wanted]) -> Iterator[list[Wanted]]:
    """Runs of objects whose kinds fit one association."""
    kinds: set[tuple[str, str]] = set()
    some: list[Wanted] = []
    for one in wanted:
        kind = (one.sop_class_uid, one.transfer_syntax_uid)
        if kind not in kinds and len(kinds) >= _CONTEXTS:
            yield some
            kinds, some = set(), []
        kinds.add(kind)
        some.append(one)
    if some:
        yield some


def _is_this_computer(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

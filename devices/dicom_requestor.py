"""An association that we begin (PS3.8 7.1): to report a commitment, or to send objects as the bytes they were kept as.

The same conversation as on an association of a peer, over a socket of ours; nothing polls, nothing is decoded.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from types import TracebackType

from app.domain.errors import WorldError
from devices import dicom_upper_layer as ul
from devices.dicom_service import Conversation, Peer
from devices.wire import PeerGone, TooSlow, Wire

MAXIMUM_LENGTH = 131072
_PDU_LIMIT = 1 << 20
_CONNECT_SECONDS = 10.0
_ANSWER_SECONDS = 30.0

# PS3.8 table 9-21, result and source of A-ASSOCIATE-RJ → a code of ours
_REJECTED = {(1, 7): "called-unknown", (1, 3): "calling-unknown"}


@dataclass(frozen=True, slots=True)
class Node:
    """Where a peer listens."""

    host: str
    port: int
    ae_title: str
    tls: ssl.SSLContext | None = None


class Requested:
    """An association of ours, open; a context manager that releases it.

    Raises `WorldError`: `peer-unreachable`, `peer-rejected` (facts result, source, reason), `peer-silent`.
    """

    def __init__(
        self,
        node: Node,
        calling: str,
        contexts: Iterable[ul.ProposedContext],
        roles: Iterable[tuple[str, bool, bool]] = (),
    ) -> None:
        self._wire = _connected(node)
        proposed = tuple(contexts)
        try:
            self._wire.wait_at_most(_ANSWER_SECONDS)
            self._wire.send(ul.associate_rq(calling, node.ae_title, proposed, MAXIMUM_LENGTH, tuple(roles)))
            kind, length = self._pdu_head()
            body = self._wire.read(length)
        except (PeerGone, ul.ProtocolFault):
            self._wire.close()
            raise WorldError("peer-unreachable", host=node.host, port=node.port) from None
        except TooSlow:
            self._wire.close()
            raise WorldError("peer-silent", host=node.host, port=node.port) from None
        if kind != ul.A_ASSOCIATE_AC:
            self._wire.close()
            result, source, reason = (*body, 0, 0, 0, 0)[1:4]
            raise WorldError("peer-rejected", ae_title=node.ae_title, result=result, source=source, reason=reason)
        answers, maximum_length = ul.read_associate_ac(body)
        syntax_of = {one.context_id: one.abstract_syntax for one in proposed}
        self.contexts = {
            number: ul.NegotiatedContext(number, result, syntax_of.get(number, ""), syntax)
            for number, result, syntax in answers
            if result == ul.ACCEPTANCE
        }
        self.conversation = Conversation(
            self._wire,
            Peer(node.host, calling, node.ae_title),
            self.contexts,
            maximum_length,
            frozenset(),
            self._pdu_head,
        )

    def __enter__(self) -> Requested:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(PeerGone, TooSlow, ul.ProtocolFault):
            if error is None:
                self._wire.wait_at_most(_ANSWER_SECONDS)
                self._wire.send(ul.release_rq())
                while self._pdu_head_and_body() not in {ul.A_RELEASE_RP, ul.A_ABORT}:
                    pass
            else:
                self._wire.send(ul.abort(0))
        self._wire.close()

    def context_for(self, abstract_syntax: str, transfer_syntax: str = "") -> ul.NegotiatedContext | None:
        """The accepted context of a SOP class, of this transfer syntax where one is asked for."""
        return next(
            (
                one for one in self.contexts.values()
                if one.abstract_syntax == abstract_syntax and transfer_syntax in {"", one.transfer_syntax}
            ),
            None,
        )  # fmt: skip

    def _pdu_head_and_body(self) -> int:
        kind, length = self._pdu_head()
        self._wire.read(length)
        return kind

    def _pdu_head(self) -> tuple[int, int]:
        kind, _, length = struct.unpack(">BBI", self._wire.read(6))
        if not ul.A_ASSOCIATE_RQ <= kind <= ul.A_ABORT or length > _PDU_LIMIT:
            raise ul.ProtocolFault("not a DICOM PDU", ul.ProtocolFault.UNRECOGNISED_PDU)
        return kind, length


def _connected(node: Node) -> Wire:
    try:
        connection = socket.create_connection((node.host, node.port), _CONNECT_SECONDS)
        if node.tls is not None:
            from devices.tls_wire import TlsWire

            try:
                return TlsWire(node.tls.wrap_socket(connection, server_hostname=node.host))
            except OSError:
                connection.close()
                raise
        return Wire(connection)
    except ssl.SSLError:
        raise WorldError("peer-tls", host=node.host, port=node.port) from None
    except OSError:
        raise WorldError("peer-unreachable", host=node.host, port=node.port) from None

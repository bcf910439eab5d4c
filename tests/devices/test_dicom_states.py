"""The upper layer's state machine as an acceptor passes through it: PS3.8 table 9-10, state by state.

Sta3 and Sta8 wait for the local user, who answers at once; what a peer can see are Sta2, Sta6 and Sta13. Sta13 lasts
half a second here and is silent: what still comes is dropped (AA-6 also where the table has AA-7), then the
connection is closed.
"""

from __future__ import annotations

import socket
import struct
from typing import Any

import pytest

from devices import dicom_scp

# What an action of PS3.8 tables 9-6 to 9-9 looks like from outside
SEEN = {
    "AE-6": "A-ASSOCIATE-AC",  # acceptable: by way of Sta3 and AE-7
    "AE-6 refused": "A-ASSOCIATE-RJ",  # unacceptable, or by way of Sta3 and AE-8
    "AA-1": "A-ABORT by the user",
    "AA-2": "closed",
    "AA-3": "closed",
    "AA-4": "closed",
    "AA-5": "closed",
    "AA-6": "closed",  # ignored; the transport connection ends by itself
    "AA-8": "A-ABORT by the provider",
    "AR-2": "A-RELEASE-RP",  # by way of Sta8 and AR-4
    "AR-5": "closed",
    "DT-2": "P-DATA-TF",
}

TABLE = [
    ("Sta2", "A-ASSOCIATE-RQ", "AE-6"),
    ("Sta2", "A-ASSOCIATE-RQ of another version", "AE-6 refused"),
    ("Sta2", "A-ASSOCIATE-AC", "AA-1"),
    ("Sta2", "A-ASSOCIATE-RJ", "AA-1"),
    ("Sta2", "P-DATA-TF", "AA-1"),
    ("Sta2", "A-RELEASE-RQ", "AA-1"),
    ("Sta2", "A-RELEASE-RP", "AA-1"),
    ("Sta2", "A-ABORT", "AA-2"),
    ("Sta2", "connection closed", "AA-5"),
    ("Sta2", "ARTIM expired", "AA-2"),
    ("Sta2", "unrecognised PDU", "AA-1"),
    ("Sta6", "P-DATA-TF", "DT-2"),
    ("Sta6", "A-ASSOCIATE-RQ", "AA-8"),
    ("Sta6", "A-ASSOCIATE-AC", "AA-8"),
    ("Sta6", "A-ASSOCIATE-RJ", "AA-8"),
    ("Sta6", "A-RELEASE-RQ", "AR-2"),
    ("Sta6", "A-RELEASE-RP", "AA-8"),
    ("Sta6", "A-ABORT", "AA-3"),
    ("Sta6", "connection closed", "AA-4"),
    ("Sta6", "unrecognised PDU", "AA-8"),
    ("Sta6", "A-ABORT wanted here", "AA-1"),
    ("Sta13", "A-ASSOCIATE-RQ", "AA-6"),
    ("Sta13", "A-ASSOCIATE-AC", "AA-6"),
    ("Sta13", "P-DATA-TF", "AA-6"),
    ("Sta13", "A-RELEASE-RQ", "AA-6"),
    ("Sta13", "A-RELEASE-RP", "AA-6"),
    ("Sta13", "A-ABORT", "AA-2"),
    ("Sta13", "connection closed", "AR-5"),
    ("Sta13", "unrecognised PDU", "AA-6"),
]

TYPES = {
    "A-ASSOCIATE-AC": 2, "A-ASSOCIATE-RJ": 3, "P-DATA-TF": 4, "A-RELEASE-RQ": 5, "A-RELEASE-RP": 6, "A-ABORT": 7,
}  # fmt: skip


def reach(state: str, device: Any) -> None:
    if state != "Sta2":
        assert device.associate()[0] == 2
    if state == "Sta13":
        device.release()


def cause(event: str, device: Any, hub: Any) -> None:
    if event.startswith("A-ASSOCIATE-RQ"):
        device.receive, receive = lambda: (0, b""), device.receive
        device.associate(version=2 if "another" in event else 1)
        device.receive = receive
    elif event == "P-DATA-TF":
        device.send(4, device.pdv(1, 3, device.command(0x0030, data_set=False)))
    elif event in TYPES:
        device.send(TYPES[event], bytes(4))
    elif event == "unrecognised PDU":
        device.send(0x53, bytes(4))
    elif event == "connection closed":
        device.socket.shutdown(socket.SHUT_WR)
    elif event == "A-ABORT wanted here":
        hub.hub.ask_to_end()
    else:
        assert event == "ARTIM expired"


def seen(device: Any) -> str:
    kind, body = device.receive()
    if kind == 0:
        return "closed"
    if kind == 7:
        source = struct.unpack(">xxBB", body)[0]
        return {0: "A-ABORT by the user", 2: "A-ABORT by the provider"}[source]
    return {1: "A-ASSOCIATE-RQ", **{number: name for name, number in TYPES.items()}}[kind]


@pytest.mark.parametrize(("state", "event", "action"), TABLE)
def test_the_acceptor_follows_the_state_table(
    hub: Any, scu: Any, expects_log: None, monkeypatch: pytest.MonkeyPatch, state: str, event: str, action: str
) -> None:
    if event == "ARTIM expired":
        monkeypatch.setattr(dicom_scp, "_ARTIM_SECONDS", 0.2)
    with scu(hub.dicom) as device:
        reach(state, device)
        try:
            cause(event, device, hub)
        except ConnectionError:
            assert state == "Sta13", "its half second may be over"
        assert seen(device) == SEEN[action]
        if SEEN[action].startswith(("A-ABORT", "A-RELEASE", "A-ASSOCIATE-RJ")):
            assert seen(device) == "closed"

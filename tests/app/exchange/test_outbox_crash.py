"""A crash after any step of the outbox loses nothing and doubles nothing (requirement R7-c).

The machine signs, switches, corrects and withdraws, and stops the exchange after any of its steps, with the answers of
the ministry lost at will. What the stand-in counted is the judge.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from app.domain.exchange import Receipt, Submission
from app.exchange import mapping, outbox
from app.exchange.profile import load
from app.exchange.transports.ehd_rest import TRANSPORT
from app.exchange.worker import sync_once
from app.stand_ins.ministry import Fault, FaultKind, StandInMinistry, serve

_FAULTS = [
    FaultKind.DROP_BEFORE, FaultKind.DROP_AFTER, FaultKind.CUT, FaultKind.GARBAGE, FaultKind.ERROR_500, FaultKind.BUSY,
    FaultKind.REFUSE, FaultKind.DUPLICATE_ANSWER,
]  # fmt: skip


class PowerCut(Exception):
    """The process ends here."""


class CutConnection:
    """The real transport, with the power failing before the first byte or after the last one of one message."""

    def __init__(self, connection: Any, cut_at: int, before: bool) -> None:
        self._connection, self._left, self._before = connection, cut_at, before

    def send(self, submission: Submission) -> Receipt:
        return self._talk(self._connection.send, submission)

    def ask(self, submission: Submission) -> Receipt:
        return self._talk(self._connection.ask, submission)

    def _talk(self, call: Callable[[Submission], Receipt], submission: Submission) -> Receipt:
        self._left -= 1
        if self._left < 0 and self._before:
            raise PowerCut
        receipt = call(submission)
        if self._left < 0:
            raise PowerCut
        return receipt

    def close(self) -> None:
        self._connection.close()


class Outbox(RuleBasedStateMachine):
    """One practice and one ministry over many crashes."""

    new_house: Callable[[Path], Any]

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.house = type(self).new_house(Path(self.folder.name))
        self.ministry: StandInMinistry = serve()
        self.house.connect(self.ministry.url)
        self.visits: list[tuple[int, str, int]] = []  # patient, visit, version
        self.withdrawn: set[int] = set()

    @rule(patient=st.integers(1, 3))
    def sign(self, patient: int) -> None:
        uid = f"visit-{len(self.visits)}"
        self.house.finish(patient, uid)
        self.visits.append((patient, uid, 1))

    @precondition(lambda self: self.visits)
    @rule(choice=st.integers(0, 100))
    def correct(self, choice: int) -> None:
        patient, uid, _ = self.visits[choice % len(self.visits)]
        latest = max(one[2] for one in self.visits if one[1] == uid)
        self.house.finish(patient, uid, latest + 1)
        self.visits.append((patient, uid, latest + 1))

    @rule(kind=st.sampled_from(_FAULTS), times=st.integers(1, 3))
    def trouble(self, kind: FaultKind, times: int) -> None:
        self.ministry.fail(Fault(kind, times, field="checkup"))

    @rule()
    def whole_pass(self) -> None:
        sync_once(self.house.store, jitter=lambda: 0.0)
        self.house.later(minutes=20)

    @rule(step=st.integers(0, 4), before=st.booleans())
    def crash(self, step: int, before: bool) -> None:
        with self.house.store.reading() as session:
            opened = TRANSPORT.open(load(session))
        try:
            sync_once(self.house.store, connection=CutConnection(opened, step, before), jitter=lambda: 0.0)
        except PowerCut:
            self.house.later(minutes=20)

    @rule(on=st.booleans())
    def switch(self, on: bool) -> None:
        if on:
            self.house.connect(self.ministry.url)
        else:
            self.house.connect(self.ministry.url, switches={})

    @rule()
    def resend_what_was_refused(self) -> None:
        for row in self.house.rows():
            if row.state == "rejected":
                with self.house.store.writing() as session:
                    outbox.send_again(session, self.house.owner, row.outbox_id)

    def teardown(self) -> None:
        """At the end the ministry is well: then everything must be there, once, in its last version."""
        try:
            self.ministry.forgive()
            self.house.connect(self.ministry.url)
            for _ in range(60):
                self.resend_what_was_refused()
                sync_once(self.house.store, jitter=lambda: 0.0)
                self.house.later(minutes=20)
                if set(self.house.states()) <= {"accepted", "superseded"}:
                    break
            self._judge()
        finally:
            self.ministry.close()
            self.house.close()
            self.folder.cleanup()

    def _judge(self) -> None:
        assert set(self.house.states()) <= {"accepted", "superseded"}
        seen = self.ministry.accepted()
        assert not [one for one in seen["deliveries"] if one["duplicate"]], "something was sent twice"
        for _, uid, _ in self.visits:
            held = self.ministry.intake.held[mapping.event_id_of(uid)]
            last = [row for row in self.house.rows() if row.event_id == held.event_id and row.state == "accepted"][-1]
            with self.house.store.reading() as session:
                assert outbox.payload_bytes(session, self.house.owner, last.outbox_id) == held.body
        creations = [one["event_id"] for one in seen["deliveries"] if one["operation"] == "CREATE"]
        assert len(creations) == len(set(creations))


@pytest.mark.clause("7")
@pytest.mark.parametrize("examples", [12, pytest.param(300, marks=[pytest.mark.slow, pytest.mark.timeout(3600)])])
def test_a_crash_after_any_step_loses_and_doubles_nothing(new_house: Callable[[Path], Any], examples: int) -> None:
    machine = type("Machine", (Outbox,), {"new_house": staticmethod(new_house)})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )

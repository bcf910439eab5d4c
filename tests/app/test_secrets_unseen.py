"""What opens or signs shows itself in no text: a repr ends in tracebacks, logs and bug reports (R27.3)."""

from __future__ import annotations

from app.backups import Opener
from app.domain.clock import FixedClock
from app.finishing import KeyChoice
from app.login import Recovered, Unlocked
from app.practices import Created
from devices.hub_run import HubRun

SECRET = "АЛТЫН-QUPIYA-31"


def test_no_secret_is_in_a_repr(unlocked: Unlocked, clock: FixedClock) -> None:
    holders: tuple[object, ...] = (
        Opener("doctor", SECRET),
        Opener(recovery_key=SECRET),
        KeyChoice("pkcs12", "key.p12", SECRET),
        Created(SECRET, SECRET, SECRET),
        Recovered(unlocked, SECRET, SECRET),
        HubRun(1, token=SECRET),
        unlocked,
    )
    for holder in holders:
        assert SECRET not in repr(holder)
        assert repr(unlocked.keys.journal_key) not in repr(holder)
        assert repr(unlocked.keys.store_key) not in repr(holder)

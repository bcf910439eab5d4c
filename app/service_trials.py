"""Trying an outside address before it is relied on: the ministry and the time-stamp authority. No patient in it.

The ministry is asked what became of an event that nobody ever sent; the authority stamps 32 random bytes. What is
tried need not be stored yet. Each trial leaves a journal row: an outside address was spoken to.
"""

from __future__ import annotations

import hashlib
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app import audit, signing_keys, time_stamps
from app.domain.access import Actor, Permission, require
from app.domain.errors import Refused
from app.domain.exchange import Outcome, Receipt, Submission
from app.domain.signature import Result
from app.eds import tsp
from app.eds.trust import TrustList
from app.eds.tsp import HttpTimestampAuthority, TimeStampFailed
from app.exchange import profile as profiles
from app.exchange.profile import ExchangeProfile
from app.exchange.transport import NOT_KNOWN, transport_for
from app.open_practice import OpenPractice

_ANSWER_SECONDS = 15.0  # somebody is waiting at the screen


@dataclass(frozen=True, slots=True)
class Trial:
    """`problem` is a code, empty where all went well; `status` is HTTP's, `time` what the authority stamped."""

    address: str
    problem: str = ""
    status: int | None = None
    time: datetime | None = None


def try_ministry(practice: OpenPractice, profile: ExchangeProfile) -> Trial:
    """Connect, log in, ask. Raises `Refused` as `profile.save` does, `exchange-held` where nothing is to be sent."""
    practice.read(_may_try, Permission.EXCHANGE)
    profiles.check(profile, is_test=practice.services.is_test)
    transport = transport_for(profile)
    if not transport.sends:
        raise Refused("exchange-held")
    connection = transport.open(profiles.hurried(profile, _ANSWER_SECONDS))
    try:
        receipt = connection.ask(Submission(str(uuid.uuid4()), "MEDICAL_APPOINTMENT", "CREATE", b"", ""))
    finally:
        connection.close()
    trial = Trial(profile.url, _problem(receipt), receipt.status)
    practice.write(_note, "exchange.try", profiles.SETTING, trial)
    return trial


def try_time_stamps(practice: OpenPractice, url: str) -> Trial:
    """Have 32 random bytes stamped and check the token as that of a document would be. Raises `Refused`."""
    practice.read(_may_try, Permission.SETTINGS)
    address = time_stamps.checked_address(url, is_test=practice.services.is_test)
    if not address:
        raise Refused("tsa-url")
    trial = _stamp(address, practice.read(_trusted))
    practice.write(_note, "time-stamps.try", time_stamps.SETTING, trial)
    return trial


def _problem(receipt: Receipt) -> str:
    """That nobody knows the event is the good answer; it comes only from who lets us in and understands us."""
    if receipt.outcome is Outcome.NOT_SENT and receipt.message == NOT_KNOWN:
        return ""
    return receipt.message or "garbage-answer"


def _stamp(address: str, authorities: TrustList) -> Trial:
    sample = secrets.token_bytes(32)
    try:
        token = HttpTimestampAuthority(address).time_stamp(hashlib.sha256(sample).digest())
    except TimeStampFailed as problem:
        status = problem.facts.get("status")
        return Trial(address, problem.code, status if isinstance(status, int) else None)
    found = tsp.examine(token, sample, authorities)
    failed = any(check.result is Result.FAIL for check in found.checks)
    return Trial(address, "tsa-token" if failed or found.time is None else "", time=found.time)


def _may_try(_session: Session, actor: Actor, permission: Permission) -> None:
    require(actor, permission)


def _trusted(session: Session, _actor: Actor) -> TrustList:
    return signing_keys.trusted(session)


def _note(session: Session, actor: Actor, action: str, setting: str, trial: Trial) -> None:
    audit.write(
        session, actor, action, "setting", setting, after={"address": trial.address}, result=trial.problem or "ok"
    )

"""A signing key in words: what it is, how long it lives, and why it is not the one to sign with."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from app.domain.clock import local
from app.domain.signature import CertificateView, SigningKey
from app.key_choice import Candidate
from ui import formats
from ui.sign import words

translate = QCoreApplication.translate


def store_word(kind: str) -> str:
    return {
        "pkcs12": translate("keys", "Key file"),
        "ncalayer": translate("keys", "NCALayer"),
        "pkcs11": translate("keys", "Token"),
    }.get(kind, kind)


def role_word(role: str) -> str:
    """As the certificate names its holder: one of the NCA's user OIDs (`app/eds/certificate.py`)."""
    return {
        "individual": translate("keys", "individual"),
        "legal-entity": translate("keys", "organisation"),
        "head": translate("keys", "first head"),
        "signatory": translate("keys", "right to sign"),
        "financial-signatory": translate("keys", "right to sign financial documents"),
        "personnel": translate("keys", "personnel department"),
        "employee": translate("keys", "employee"),
        "information-system": translate("keys", "information system"),
        "treasury": translate("keys", "treasury"),
    }.get(role, role)


def title(view: CertificateView) -> str:
    """`АХМЕТОВА АЙГҮЛ · employee · BIN 150440000003`."""
    number = translate("keys", "BIN {number}").format(number=view.bin_number) if view.bin_number else ""
    return " · ".join(part for part in (view.subject_name, role_word(view.role), number) if part)


def life(candidate: Candidate, now: datetime) -> str:
    """`RSA-2048 · Key file · valid until 23.11.2027, 41 days`."""
    view = candidate.key.certificate
    until = formats.day(local(view.not_after).date())
    left = (local(view.not_after).date() - local(now).date()).days
    if view.not_after < now:
        term = translate("keys", "expired on {date}").format(date=until)
    else:
        days = translate("Counted", "%n day(s)", "", left)
        term = translate("keys", "valid until {date}, {days}").format(date=until, days=days)
    return " · ".join((view.algorithm, store_word(candidate.key.store_kind), term))


def state(candidate: Candidate) -> tuple[str, str]:
    """A sentence and its tone: ok, warn, bad or secondary."""
    if "replaced" in candidate.reasons:
        return translate("keys", "Replaced; it is kept, because documents are signed with it."), "secondary"
    if candidate.reasons:
        why = ", ".join(dict.fromkeys(reason_word(reason) for reason in candidate.reasons))
        return translate("keys", "Not for signing now: {why}.").format(why=why), "bad"
    revocation = _revocation(candidate.key)
    if candidate.warning == 3:
        return translate("keys", "It ends in three days or less: get the new key at the NCA now."), "bad"
    if candidate.warning == 14:
        return translate("keys", "It ends in two weeks or less: get a new key at the NCA."), "warn"
    if candidate.warning == 30:
        return translate("keys", "It ends within a month: plan a new key."), "warn"
    return revocation, "ok" if candidate.key.revocation else "secondary"


def _revocation(key: SigningKey) -> str:
    if not key.revocation_at:
        return translate("keys", "Nobody was asked yet whether it was revoked.")
    when = formats.moment(key.revocation_at)
    return translate("keys", "Not revoked, as the authority said on {when}.").format(when=when)


def reason_word(reason: str) -> str:
    """Why a key is not the one to sign with."""
    own = {
        "revoked": translate("keys", "it was revoked"),
        "replaced": translate("keys", "it was replaced"),
        "account-suspended": translate("keys", "the account is suspended"),
    }
    if reason.startswith("store-"):
        return problem_word(reason.removeprefix("store-"))
    return own.get(reason) or words.reason_word(reason)


def problem_word(problem: str) -> str:
    """Why a store cannot be asked (`app/eds/key_store.py: PROBLEMS`)."""
    return {
        "not-configured": translate("keys", "the library of the tokens is not set"),
        "not-installed": translate("keys", "the library of the tokens cannot be loaded"),
        "not-running": translate("keys", "it does not run on this computer"),
        "not-trusted": translate("keys", "it does not prove to be NCALayer"),
        "no-token": translate("keys", "no token is connected"),
        "no-answer": translate("keys", "it does not answer"),
        "wrong-version": translate("keys", "its version is too old"),
    }.get(problem, translate("keys", "it answers with an error"))


def pin_word(warning: str) -> str:
    """What a token says of its PIN before it is typed (`app/eds/key_store.py: Place.warning`)."""
    return {
        "pin-low": translate("keys", "A wrong PIN was typed already."),
        "pin-last": translate("keys", "One more wrong PIN locks the token: check it with the tool of its maker first."),
        "pin-locked": translate("keys", "The token has locked itself after too many wrong PINs."),
        "pin-stopped": translate("keys", "The PIN was wrong twice; the program does not try it again."),
    }.get(warning, "")

"""The words of the five states, from what `app/overview.py` counted and what the hub says."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QLocale

from app.domain.clock import local
from app.overview import Overview
from ui.front_door import Reception
from ui.messages import reason
from ui.status_bar import State

translate = QCoreApplication.translate

_EXPIRES = ((timedelta(days=3), "bad"), (timedelta(days=30), "warn"))  # words for each: settings, "Signing keys"
_BACKUP_IS_OLD = timedelta(days=2)


def states(seen: Overview | None, hub: Reception | None, user: str, locale: QLocale) -> dict[str, State]:
    """One state per key of `ui.status_bar.KEYS`; before the first look only the lock is known."""
    found = {"lock": _lock(user)}
    if seen is None:
        return found
    return {
        "devices": _devices(seen, hub, locale),
        "sync": _sync(seen, locale),
        "backup": _backup(seen, locale),
        "certificate": _certificate(seen),
        **found,
    }


def _devices(seen: Overview, hub: Reception | None, locale: QLocale) -> State:
    counts = f"{seen.devices_seen}/{seen.devices}"
    rows: tuple[tuple[str, str, str], ...] = (
        (translate("StatusStates", "Devices of the practice that send"), counts, ""),
        (translate("StatusStates", "Last received"), _moment(seen.last_received, seen.at, locale), ""),
        (translate("StatusStates", "Waiting in the inbox"), str(seen.inbox), "warn" if seen.inbox else ""),
    )
    if seen.devices_new:
        rows = (*rows, (translate("StatusStates", "New, to be confirmed"), str(seen.devices_new), "accent"))
    if seen.orders_stuck:
        rows = (*rows, (translate("StatusStates", "Orders that devices did not take"), str(seen.orders_stuck), "bad"))
    if hub is None or hub.is_running:
        text = translate("StatusStates", "Devices {counts}").format(counts=counts)
        icon, tone, note = "check-circle", "ok", translate("StatusStates", "Devices are received, also while locked.")
        new = seen.devices_new  # lupdate reads plain names only
        if not seen.devices and new:
            text, icon, tone = translate("Counted", "New devices: %n", "", new), "broadcast", ""
        elif not seen.devices:
            text, icon, tone = translate("StatusStates", "No devices yet"), "monitor", ""
        elif seen.devices_seen < seen.devices:
            icon, tone = "warning-circle", "warn"
            note = translate("StatusStates", "A device of the practice has been silent for days: look at its page.")
        if seen.orders_stuck:
            icon, tone = "warning-circle", "bad"
            note = translate("StatusStates", "A device did not take an order: Ctrl+K, “Orders not taken”.")
    else:
        text = translate("StatusStates", "Devices are not received")
        icon, tone = "warning-circle", "bad"
        note = reason(hub.problem) or translate("StatusStates", "The receiver is being started again.")
    return State(
        text, icon, tone, translate("StatusStates", "Devices"), rows, note,
        translate("StatusStates", "To the devices"), "devices",
    )  # fmt: skip


def _sync(seen: Overview, locale: QLocale) -> State:
    box = seen.outbox
    oldest = _moment(box.oldest_waiting, seen.at, locale)
    why = reason(box.problem)
    rejected, waiting, held = box.rejected, box.waiting, box.held  # lupdate reads plain names only
    if box.rejected:
        text = translate("Counted", "Rejected: %n", "", rejected)
        icon, tone = "warning-circle", "bad"
    elif box.waiting:
        text = translate("Counted", "%n waiting to be sent", "", waiting)
        icon, tone = "arrows-down-up", "warn" if box.problem else ""
        if box.problem:
            text = f"{text} · {why}" if why and len(why) < 40 else f"{text} · {oldest}"
    elif box.held:
        text, icon, tone = translate("Counted", "Held: %n", "", held), "arrows-down-up", ""
    elif box.last_accepted:
        text, icon, tone = translate("StatusStates", "All sent"), "check-circle", "ok"
    else:
        text, icon, tone = translate("StatusStates", "Nothing to send"), "arrows-down-up", ""
    rows = (
        (translate("StatusStates", "Waiting"), str(box.waiting), ""),
        (translate("StatusStates", "Held by the profile"), str(box.held), ""),
        (translate("StatusStates", "Rejected, to be corrected"), str(box.rejected), "bad" if box.rejected else ""),
        (translate("StatusStates", "Oldest waiting"), oldest, ""),
        (translate("StatusStates", "Last accepted"), _moment(box.last_accepted, seen.at, locale), ""),
    )
    return State(
        text, icon, tone, translate("StatusStates", "Sending to the ministry"), rows, why,
        translate("StatusStates", "To the outbox"), "outbox",
    )  # fmt: skip


def _backup(seen: Overview, locale: QLocale) -> State:
    when = _moment(seen.last_backup, seen.at, locale)
    rows = (
        (translate("StatusStates", "Last good copy"), when, ""),
        (translate("StatusStates", "Restore rehearsed"), _moment(seen.backup_verified, seen.at, locale), ""),
    )
    if seen.last_backup is None:
        text, tone = translate("StatusStates", "No backup yet"), "warn"
    else:
        text, tone = translate("StatusStates", "Backup {when}").format(when=when), ""
        if seen.backup_problem or seen.at - seen.last_backup > _BACKUP_IS_OLD:
            tone = "warn"
        elif seen.backup_verified:
            text = translate("StatusStates", "Backup {when} · rehearsed").format(when=when)
            tone = "ok"
    return State(
        text, "hard-drives", tone, translate("StatusStates", "Backup"), rows, reason(seen.backup_problem),
        translate("StatusStates", "To the settings"), "settings",
    )  # fmt: skip


def _certificate(seen: Overview) -> State:
    title = translate("StatusStates", "Signing key (EDS)")
    action = translate("StatusStates", "To the settings")
    until = seen.certificate_until
    if until is None and seen.certificates_revoked:
        text = translate("StatusStates", "EDS: the key was revoked")
        note = translate("StatusStates", "Nothing can be signed with it. Add the new key in the settings.")
        return State(text, "warning-circle", "bad", title, (), note, action, "settings")
    if until is None:
        note = translate("StatusStates", "The key is chosen when you sign for the first time.")
        return State(translate("StatusStates", "EDS: no key yet"), "key", "", title, (), note, action, "settings")
    rows = ((translate("StatusStates", "Valid until"), f"{local(until):%d.%m.%Y}", ""),)
    left = (local(until).date() - local(seen.at).date()).days
    if until < seen.at:
        text = translate("StatusStates", "EDS: the key has expired")
        note = translate("StatusStates", "Work goes on; documents wait for a signature. Get a new key at the NCA.")
        return State(text, "warning-circle", "bad", title, rows, note, action, "settings")
    text = translate("Counted", "EDS: %n day(s)", "", left)
    tone = next((tone for days, tone in _EXPIRES if until - seen.at <= days), "")
    note = translate("StatusStates", "Get a new key before this one ends.") if tone else ""
    return State(text, "key", tone, title, rows, note, action, "settings")


def _lock(user: str) -> State:
    note = translate("StatusStates", "Locking hides the record; devices go on being received.")
    return State(user, "lock", "", user, (), note, translate("StatusStates", "Lock now"), "")


def _moment(at: datetime | None, now: datetime, locale: QLocale) -> str:
    """Today as a clock time, this week as a weekday, else as a date."""
    if at is None:
        return "—"
    here, today = local(at), local(now).date()
    if here.date() == today:
        return f"{here:%H:%M}"
    if timedelta(0) < today - here.date() < timedelta(days=6):
        weekday = locale.dayName(here.isoweekday(), QLocale.FormatType.ShortFormat)
        return f"{weekday} {here:%H:%M}"
    return f"{here:%d.%m.%Y}"

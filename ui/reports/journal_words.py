"""The journal in words: what an action was, said as a sentence, and who did it. One line for each action there is."""

from __future__ import annotations

import re
from functools import lru_cache

from PySide6.QtCore import QCoreApplication

from app.domain.errors import WorldError
from app.journal import Family, JournalRow
from ui.messages import explain

translate = QCoreApplication.translate

_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def sentence(row: JournalRow) -> str:
    """`Card opened: Құсайынова Әсел · reason: …`; an action that is not known here is shown by its code."""
    said = action_word(row.action)
    parts = [f"{said}: {row.patient}" if row.patient else said]
    if row.result not in {"", "ok"}:
        parts.append(translate("journal", "not done: {why}").format(why=code_word(row.result)))
    if row.reason:
        parts.append(translate("journal", "reason: {reason}").format(reason=code_word(row.reason)))
    return " · ".join(parts)


def code_word(code: str) -> str:
    """The words of a code that a use case left; what a person typed stays as it is."""
    return _of_code(code, translate("journal", "not done: {why}")) if _CODE.fullmatch(code) else code


@lru_cache(maxsize=512)
def _of_code(code: str, _in_language: str) -> str:
    """Asked for every painted cell; the second value tells the languages apart."""
    own = {
        "undo": translate("journal", "taken back"),
        "moved": translate("journal", "moved to another card"),
        "split": translate("journal", "the study was split"),
    }
    if code in own:
        return own[code]
    said, unknown = explain(WorldError(code)).what, explain(WorldError("-")).what
    return code if said == unknown else said.rstrip(".")


def person_word(person: str) -> str:
    """Parts of the program act under names of their own."""
    part = {
        "login": translate("journal", "Login"),
        "intake": translate("journal", "Intake"),
        "exchange": translate("journal", "Exchange"),
        "time-stamps": translate("journal", "Time stamps"),
        "backup": translate("journal", "Backup"),
    }.get(person)
    return translate("journal", "{part} (the program)").format(part=part) if part else person


def family_word(family: Family) -> str:
    return {
        Family.OPENED: translate("journal", "Who opened and received"),
        Family.PATIENTS: translate("journal", "Patients"),
        Family.VISITS: translate("journal", "Appointments, visits, orders"),
        Family.DOCUMENTS: translate("journal", "Documents and signatures"),
        Family.RESULTS: translate("journal", "Results and images"),
        Family.DEVICES: translate("journal", "Devices"),
        Family.EXCHANGE: translate("journal", "Sending and time stamps"),
        Family.ACCESS: translate("journal", "Logins, keys, the journal"),
        Family.SETTINGS: translate("journal", "Settings, backup, export"),
    }[family]


def action_word(action: str) -> str:
    return words().get(action, action)


def words() -> dict[str, str]:
    """Every action that a use case writes."""
    return {
        "account.language": translate("journal", "Language of a user changed"),
        "account.password": translate("journal", "Password changed"),
        "appointment.book": translate("journal", "Appointment booked"),
        "appointment.move": translate("journal", "Appointment moved"),
        "appointment.state": translate("journal", "State of an appointment changed"),
        "attachment.read": translate("journal", "File of a result opened"),
        "backup.finish": translate("journal", "Backup ended"),
        "backup.plan": translate("journal", "Daily backup set"),
        "backup.start": translate("journal", "Backup began"),
        "card.read": translate("journal", "Card opened"),
        "commitment.report": translate("journal", "Device told what is stored"),
        "commitment.request": translate("journal", "Device asked for safe storage"),
        "device-message.adt": translate("journal", "Patient announced to a device"),
        "device-message.cancel": translate("journal", "Cancellation queued for a device"),
        "device-message.order": translate("journal", "Order queued for a device"),
        "device-message.state": translate("journal", "Message to a device changed its state"),
        "device.accept": translate("journal", "Device confirmed as ours"),
        "device.add": translate("journal", "Device added"),
        "device.bring-back": translate("journal", "Device brought back into use"),
        "device.character-set": translate("journal", "Letters of a device set"),
        "device.export": translate("journal", "Settings of a device saved to a file"),
        "device.ignore": translate("journal", "Device set aside"),
        "device.moved": translate("journal", "Device found at another address"),
        "device.profile": translate("journal", "Family of a device chosen"),
        "device.rename": translate("journal", "Device renamed"),
        "device.request": translate("journal", "Request file handed to a device's program"),
        "device.settings": translate("journal", "Settings of a device changed"),
        "device.take-back": translate("journal", "Settings of a device taken back"),
        "device.withdraw": translate("journal", "Device taken out of use"),
        "document.ask-to-sign": translate("journal", "Colleague asked to sign a document"),
        "document.cited-back": translate("journal", "Result that a document cites is back"),
        "document.cited-gone": translate("journal", "Result that a document cites was moved"),
        "document.cosign": translate("journal", "Document signed by a further person"),
        "document.decline-to-sign": translate("journal", "Signing declined"),
        "document.hand-out-to-sign": translate("journal", "Document handed out to be signed elsewhere"),
        "file.verify": translate("journal", "Signed file from outside checked"),
        "document.read": translate("journal", "Document opened"),
        "document.sign": translate("journal", "Document signed"),
        "document.take-away": translate("journal", "Document taken away with its signatures"),
        "document.withdraw": translate("journal", "Document withdrawn by a signed version"),
        "eds_attempt.export": translate("journal", "Failed attempts with an EDS saved to a file"),
        "eds_attempt.read": translate("journal", "Failed attempts with an EDS looked at"),
        "evidence.check": translate("journal", "Evidence of signatures looked at"),
        "exchange.configure": translate("journal", "Sending to the ministry set"),
        "exchange.try": translate("journal", "Ministry's address tried"),
        "export.finish": translate("journal", "Export ended"),
        "export.key": translate("journal", "Key of exports made"),
        "export.resume": translate("journal", "Export resumed"),
        "export.start": translate("journal", "Export began"),
        "files.import": translate("journal", "Files brought in"),
        "import.assign": translate("journal", "Imported file assigned"),
        "inbox.close": translate("journal", "Inbox item closed"),
        "inbox.reopen": translate("journal", "Inbox item opened again"),
        "instance.read": translate("journal", "Image opened"),
        "instance.version": translate("journal", "Another version of an image kept"),
        "intake.count": translate("journal", "Received objects counted"),
        "intake.damaged": translate("journal", "Damaged record found"),
        "journal.check": translate("journal", "Journal checked"),
        "journal.export": translate("journal", "Journal saved to a file"),
        "journal.read": translate("journal", "Journal looked at"),
        "key.add": translate("journal", "Signing key added"),
        "key.replace": translate("journal", "Signing key replaced"),
        "key.revocation": translate("journal", "Signing key asked about: revoked or not"),
        "settings.key-places": translate("journal", "Places of signing keys set"),
        "key.remove": translate("journal", "Signing key removed"),
        "login.bind": translate("journal", "Certificate allowed to log in"),
        "login.failed": translate("journal", "Failed attempt to log in"),
        "login.ok": translate("journal", "Logged in"),
        "login.recover": translate("journal", "Access restored by the recovery sheet"),
        "login.unbind": translate("journal", "Certificate no longer allowed to log in"),
        "login_attempt.read": translate("journal", "Attempts to log in looked at"),
        "order.place": translate("journal", "Order placed"),
        "order.reopen": translate("journal", "Order opened again"),
        "order.result": translate("journal", "Result came for an order"),
        "order.state": translate("journal", "State of an order changed"),
        "outbox.ask": translate("journal", "Ministry asked about a message"),
        "outbox.enqueue": translate("journal", "Message put into the outbox"),
        "outbox.not-subject": translate("journal", "Not subject to sending"),
        "outbox.read": translate("journal", "Message looked at"),
        "outbox.send": translate("journal", "Message sent"),
        "outbox.send-again": translate("journal", "Message to be sent again"),
        "outbox.supersede": translate("journal", "Message replaced by a newer one"),
        "part.ask": translate("journal", "Colleague asked for a part of a record"),
        "part.change": translate("journal", "Signed part opened again"),
        "part.sign": translate("journal", "Part of a record signed"),
        "part.withdraw": translate("journal", "Part of a record withdrawn"),
        "part.write": translate("journal", "Part of a record written"),
        "patient.add": translate("journal", "Patient registered"),
        "patient.edit": translate("journal", "Patient's particulars changed"),
        "patient.withdraw": translate("journal", "Patient withdrawn"),
        "practice.create": translate("journal", "Practice made"),
        "practice.edit": translate("journal", "Practice's particulars changed"),
        "reading.add": translate("journal", "Reading typed"),
        "reading.import": translate("journal", "Readings of a device's file added"),
        "reading.withdraw": translate("journal", "Reading withdrawn"),
        "receiver.certificate": translate("journal", "Certificate of the receiver made"),
        "receiver.check-clients": translate("journal", "Check of devices' certificates switched"),
        "receiver.configure": translate("journal", "Ports of the receiver changed"),
        "receiver.trust": translate("journal", "Trusted certificates of devices set"),
        "record.close": translate("journal", "Record closed"),
        "record.edit": translate("journal", "Edited copy of a record filed"),
        "record.read": translate("journal", "Bytes of a record looked at"),
        "record.reopen": translate("journal", "Record opened again"),
        "record.reread": translate("journal", "Record read anew"),
        "record.unreadable": translate("journal", "Record could not be read"),
        "report.read": translate("journal", "Result opened"),
        "report.receive": translate("journal", "Result received"),
        "result.assign": translate("journal", "Result assigned to the patient"),
        "result.leave": translate("journal", "Result left without a patient"),
        "result.move": translate("journal", "Result moved to another card"),
        "result.unassign": translate("journal", "Result taken from the card"),
        "settings.locking": translate("journal", "Rules of locking changed"),
        "settings.login": translate("journal", "Rules of logging in changed"),
        "settings.revocation": translate("journal", "Service about revocation set"),
        "settings.time-stamp-authority": translate("journal", "Time-stamp address set"),
        "signature.complete": translate("journal", "Signature completed with evidence"),
        "signature.recheck": translate("journal", "Signature verified again"),
        "signature.renew": translate("journal", "Proof of a signature renewed"),
        "signature.review": translate("journal", "Signature marked for a person to look at"),
        "signature.try-now": translate("journal", "Completion of a signature hurried"),
        "signature.review-closed": translate("journal", "Marked signature was looked at"),
        "signature.time-stamp": translate("journal", "Signature time-stamped"),
        "step.perform": translate("journal", "Examination performed at a device"),
        "study.extend": translate("journal", "Images added to a study"),
        "study.fetch": translate("journal", "Study fetched from another archive"),
        "study.join": translate("journal", "Study joined again"),
        "study.query": translate("journal", "Archive asked by a workstation"),
        "study.read": translate("journal", "Study opened"),
        "study.receive": translate("journal", "Study received"),
        "study.retrieve": translate("journal", "Study sent to another place"),
        "study.split": translate("journal", "Study split"),
        "template.rename": translate("journal", "Template renamed"),
        "template.restore": translate("journal", "Template restored"),
        "template.save": translate("journal", "Template saved"),
        "template.withdraw": translate("journal", "Template withdrawn"),
        "time-stamps.try": translate("journal", "Time-stamp address tried"),
        "trust.test-authority": translate("journal", "Test authority trusted"),
        "undo": translate("journal", "Step taken back"),
        "unread.close": translate("journal", "Unread record closed"),
        "visit.correct": translate("journal", "Correction of a visit begun"),
        "visit.edit": translate("journal", "Note of a visit changed"),
        "visit.finish-unsigned": translate("journal", "Visit finished, signature waits"),
        "visit.language": translate("journal", "Language of a visit changed"),
        "visit.start": translate("journal", "Visit begun"),
        "visit.start-emergency": translate("journal", "Visit without a booking begun"),
        "visit.take-back": translate("journal", "Waiting visit taken back"),
        "visit.withdraw": translate("journal", "Visit withdrawn"),
        "wire.identities": translate("journal", "Names in the log of the wire shown"),
    }

"""Words for refusals of the daily work: registry, bookings, visits, inbox, keys and certificates, sending, export."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate

Words = Callable[[dict[str, object]], tuple[str, str]]


def words() -> dict[str, Words]:
    """Code to (what happened, next step). Built at each call, because the language may have changed since."""
    plain = {
        **_registry(),
        **_bookings(),
        **_orders(),
        **_visits(),
        **_inbox(),
        **_keys(),
        **_certificates(),
        **_leaving(),
    }
    return {code: _always(pair) for code, pair in plain.items()}


def _always(pair: tuple[str, str]) -> Words:
    return lambda facts: pair


def _registry() -> dict[str, tuple[str, str]]:
    return {
        "name-empty": (translate("WorkMessages", "A name is needed."), ""),
        "iin-or-document": (
            translate("WorkMessages", "There is neither an IIN nor an identity document."),
            translate("WorkMessages", "Type the IIN, or choose the document that stands in for it."),
        ),
        "birth-date-in-future": (
            translate("WorkMessages", "The birth date lies in the future."),
            translate("WorkMessages", "Correct the date."),
        ),
        "iin-exists": (
            translate("WorkMessages", "A patient with this IIN is registered already."),
            translate("WorkMessages", "Open that card: it is named below."),
        ),
        "patient-changed": (
            translate("WorkMessages", "Somebody changed this patient meanwhile."),
            translate("WorkMessages", "What you typed is still here. Open the patient again and repeat it."),
        ),
        "patient-in-use": (
            translate("WorkMessages", "This patient has entries in the card and stays."),
            "",
        ),
        "undo-nothing": (translate("WorkMessages", "There is nothing to take back."), ""),
    }


def _bookings() -> dict[str, tuple[str, str]]:
    return {
        "slot-taken": (
            translate("WorkMessages", "This time is taken."),
            translate("WorkMessages", "Choose another time, or press “Next free time”."),
        ),
        "appointment-in-past": (
            translate("WorkMessages", "This day is over."),
            translate("WorkMessages", "Choose today or a later day."),
        ),
        "appointment-length": (translate("WorkMessages", "A booking lasts up to eight hours."), ""),
        "appointment-state": (
            translate("WorkMessages", "This booking is in another state by now."),
            translate("WorkMessages", "Look at it again: somebody may have changed it."),
        ),
        "appointment-changed": (
            translate("WorkMessages", "The booking was changed since; nothing was taken back."),
            "",
        ),
        "reason-empty": (
            translate("WorkMessages", "The reason of the emergency is missing."),
            translate("WorkMessages", "Type it: it is kept in the record."),
        ),
        "no-booking": (
            translate("WorkMessages", "There is no booking for today."),
            translate("WorkMessages", "Book the patient, or receive them as an emergency with the reason."),
        ),
        "booking-differs": (
            translate("WorkMessages", "This booking is for another doctor or another day."),
            translate("WorkMessages", "Move it, or start the visit from the right booking."),
        ),
    }


def _orders() -> dict[str, tuple[str, str]]:
    return {
        "order-empty": (translate("WorkMessages", "No test is chosen."), ""),
        "order-accession": (
            translate("WorkMessages", "This order number cannot be used."),
            translate("WorkMessages", "At most 16 letters and digits; leave it empty for a number of ours."),
        ),
        "accession-taken": (
            translate("WorkMessages", "Another order has this number already."),
            translate("WorkMessages", "Leave it empty for a number of ours."),
        ),
        "order-specimen": (
            translate("WorkMessages", "The number of the tube cannot be used."),
            translate("WorkMessages", "At most 30 letters and digits, without | ^ ~ and &. Scan it again."),
        ),
        "specimen-taken": (
            translate("WorkMessages", "This tube is of another patient whose order is open."),
            translate("WorkMessages", "Compare the label of the tube with the patient, then scan it again."),
        ),
        "order-state": (translate("WorkMessages", "This order has ended already."), ""),
        "order-changed": (
            translate("WorkMessages", "The order has begun meanwhile and cannot be taken back."),
            translate("WorkMessages", "Cancel it in “Order tests”."),
        ),
        "message-on-its-way": (
            translate("WorkMessages", "The order is on its way already."),
            translate("WorkMessages", "Wait for the answer of the device."),
        ),
    }


def _visits() -> dict[str, tuple[str, str]]:
    return {
        "visit-not-draft": (
            translate("WorkMessages", "This visit is signed and is not changed any more."),
            translate("WorkMessages", "A correction makes a new version and keeps the signed one."),
        ),
        "visit-not-signed": (translate("WorkMessages", "Only a signed visit can be corrected."), ""),
        "not-the-author": (translate("WorkMessages", "This visit belongs to another doctor."), ""),
        "note-incomplete": (
            translate("WorkMessages", "Something is still missing in the note."),
            translate("WorkMessages", "The missing rows are named under it."),
        ),
        "visit-changed": (
            translate("WorkMessages", "The visit was changed while it was being signed."),
            translate("WorkMessages", "Nothing was signed. Look at it again and sign."),
        ),
        "cited-not-in-card": (
            translate("WorkMessages", "A result that the note cites is not in this patient's card."),
            translate("WorkMessages", "Take it out of the note: it stands in red below the text. Nothing was signed."),
        ),
        "reason-missing": (translate("WorkMessages", "A reason is needed."), ""),
        "prescription-none": (
            translate("WorkMessages", "No earlier signed visit of this patient has a prescription."),
            "",
        ),
        "template-name": (translate("WorkMessages", "The template needs a name."), ""),
        "template-name-taken": (
            translate("WorkMessages", "There is a template of this name already."),
            translate("WorkMessages", "Give it another name."),
        ),
        "template-empty": (
            translate("WorkMessages", "There is nothing in the note that a template could keep."),
            translate("WorkMessages", "Write the rows first; indicators and diagnoses are never kept."),
        ),
        "template-long": (translate("WorkMessages", "The text is too long for a template."), ""),
        "template": (translate("WorkMessages", "This template is not in the list any more."), ""),
        "template-changed": (
            translate("WorkMessages", "The template was changed since; nothing was taken back."),
            "",
        ),
        "event-invalid": (
            translate("WorkMessages", "The ministry would not take this document as it is."),
            translate("WorkMessages", "Check the patient's IIN and the details of the practice."),
        ),
    }


def _inbox() -> dict[str, tuple[str, str]]:
    return {
        "already-assigned": (
            translate("WorkMessages", "Somebody has given it to a patient already."),
            translate("WorkMessages", "The list shows what still waits."),
        ),
        "not-assigned": (translate("WorkMessages", "It is not in a card any more."), ""),
        "moved-since": (translate("WorkMessages", "It was moved since; nothing was taken back."), ""),
        "cited-since": (
            translate("WorkMessages", "A signed document cites this part of the study; nothing was taken back."),
            translate("WorkMessages", "Move it to the right patient instead."),
        ),
        "same-patient": (translate("WorkMessages", "It is in this patient's card already."), ""),
        "split-nothing": (
            translate("WorkMessages", "No image of this study is chosen."),
            translate("WorkMessages", "Mark those that belong to somebody else."),
        ),
        "split-everything": (
            translate("WorkMessages", "Every image is chosen."),
            translate("WorkMessages", "To give away the whole study, move it to the other patient."),
        ),
        "nothing-changed": (
            translate("WorkMessages", "The copy says the same as the original."),
            translate("WorkMessages", "Change what cannot be read, then file it."),
        ),
        "letters-not-in-set": (
            translate("WorkMessages", "The chosen character set has no such letters."),
            translate("WorkMessages", "Choose UTF-8, or take out the letters that the set does not know."),
        ),
        "too-large-to-edit": (translate("WorkMessages", "This is too large to be edited by hand."), ""),
        "read-differently": (
            translate("WorkMessages", "By these letters the message falls into other parts."),
            translate("WorkMessages", "What is filed stays as it was. Choose another character set."),
        ),
        "already-closed": (translate("WorkMessages", "It was taken off the list already."), ""),
    }


def _keys() -> dict[str, tuple[str, str]]:
    return {
        "key-wrong-password": (
            translate("WorkMessages", "The password of the key is wrong."),
            translate("WorkMessages", "Nothing was signed. Check the keyboard layout and type it again."),
        ),
        "key-file-missing": (
            translate("WorkMessages", "The key file is not where it was."),
            translate("WorkMessages", "Put in the medium with the key, or attach the file again."),
        ),
        "key-unreadable": (
            translate("WorkMessages", "This file is not a key file."),
            translate("WorkMessages", "Choose the .p12 file that the certification authority gave you."),
        ),
        "key-without-certificate": (
            translate("WorkMessages", "There is no certificate in this key file."),
            translate("WorkMessages", "Choose the .p12 file that the certification authority gave you."),
        ),
        "key-without-key": (
            translate("WorkMessages", "There is a certificate in this file, but no key."),
            translate("WorkMessages", "Choose the .p12 file that the certification authority gave you."),
        ),
        "key-does-not-match": (
            translate("WorkMessages", "The key and the certificate in this file do not belong together."),
            translate("WorkMessages", "Choose the .p12 file that the certification authority gave you."),
        ),
        "key-gost-2004-verify-only": (
            translate("WorkMessages", "This is a key of the old standard GOST 34.310-2004; nothing is signed with it."),
            translate("WorkMessages", "Old signatures are still verified. Choose a GOST 2015 or an RSA key."),
        ),
        "key-unsupported": (
            translate("WorkMessages", "This kind of key is not known."),
            translate("WorkMessages", "Choose a key file with a GOST 2015 or an RSA key."),
        ),
        "key-cancelled": (translate("WorkMessages", "Signing was cancelled; nothing was signed."), ""),
        "key-locked": (
            translate("WorkMessages", "The key is locked after too many wrong passwords."),
            translate("WorkMessages", "Unlock it with the tool of its maker."),
        ),
        "signature-refused": (
            translate("WorkMessages", "The signature did not pass our own check and was not kept."),
            translate("WorkMessages", "The note is safe. Sign again, or with another key."),
        ),
    }


def _certificates() -> dict[str, tuple[str, str]]:
    stays = translate("WorkMessages", "Nothing was signed; the note is safe. Choose your own valid signing key.")
    return {
        "certificate-expired": (translate("WorkMessages", "The certificate of this key has expired."), stays),
        "certificate-not-yet-valid": (translate("WorkMessages", "The certificate is not valid yet."), stays),
        "certificate-iin-differs": (
            translate("WorkMessages", "This key belongs to another person: its IIN is not yours."),
            stays,
        ),
        "certificate-without-iin": (translate("WorkMessages", "The certificate names no IIN."), stays),
        "certificate-account-without-iin": (
            translate("WorkMessages", "Your account has no IIN, so the key cannot be compared with it."),
            translate("WorkMessages", "Enter your IIN in the settings."),
        ),
        "certificate-authentication-only": (
            translate("WorkMessages", "This key is for logging in (AUTH), not for signing."),
            stays,
        ),
        "certificate-not-for-signing": (translate("WorkMessages", "This key is not meant for signing."), stays),
        "certificate-of-organisation": (
            translate("WorkMessages", "This key belongs to an organisation, the practice is a person."),
            stays,
        ),
        "certificate-bin-differs": (translate("WorkMessages", "This key belongs to another organisation."), stays),
        "certificate-role": (translate("WorkMessages", "The role in this certificate may not sign records."), stays),
        "certificate-test": (
            translate("WorkMessages", "This is a TEST key; a real practice does not sign with it."),
            stays,
        ),
        "certificate-production": (
            translate("WorkMessages", "This is a real key; a practice marked TEST does not sign with it."),
            stays,
        ),
        "certificate-unknown-authority": (
            translate("WorkMessages", "The authority that issued this key is not one we trust."),
            stays,
        ),
    }


def _leaving() -> dict[str, tuple[str, str]]:
    return {
        "export-target": (
            translate("WorkMessages", "The export cannot be written into this folder."),
            translate("WorkMessages", "Choose an empty folder, or the one of an export that was interrupted."),
        ),
        "backup-target": (
            translate("WorkMessages", "The backup cannot be written into this folder."),
            translate("WorkMessages", "Choose another folder, on another disk if there is one."),
        ),
        "decoder-failed": (
            translate("WorkMessages", "The object cannot be shown."),
            translate("WorkMessages", "Its bytes are kept unchanged and can be exported."),
        ),
    }

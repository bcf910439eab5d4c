"""English sentences for refusals on the command line (screens have theirs in `ui/messages.py`)."""

from __future__ import annotations

from app.domain.errors import WorldError

_SENTENCES = {
    "no-practice": "There is no practice in this folder. Create one with the command init.",
    "practice-exists": "There is a practice in this folder already. Nothing was changed.",
    "practice-in-use": "The practice is in use by {holder} (process {process}). Close it, or wait until it ends.",
    "wrong-password": "Login or password is wrong.",
    "otp-wrong": "The one-time code is wrong. Check the clock of the phone and of this computer.",
    "otp-used": "This one-time code was used already. Wait for the next one.",
    "locked-out": "Too many failed attempts. Try again in {minutes} minutes.",
    "wrong-recovery-key": "This is not the recovery key of this practice.",
    "recovery-key-wrong": "This is not the recovery key of this practice.",
    "recovery-key-typo": "The recovery key has a typing error. Compare it with the printed sheet.",
    "password-weak": "The password does not meet the rules: {rules}.",
    "folder-in-use": "The folder holds files of a record without its key ring. Choose another folder.",
    "folder-not-empty": "The folder is not empty. Choose an empty one.",
    "reason-missing": "Say why with --reason; the journal keeps it.",
    "backup-inside-practice": "The backup folder lies inside the practice's own folder. Choose another disk.",
    "backup-target": "The backup's folder cannot be read or written. Check the disk and its rights.",
    "backup-file": "A file of the backup is missing or damaged: {name}. Try an earlier run with --run.",
    "backup-manifest": "The backup's list is not what this practice wrote.",
    "backup": "There is no backup in this folder.",
    "practice": "There is no practice in this folder. Create one with the command init.",
    "port-forbidden": "This user may not open port {port}. Choose one above 1023.",
    "port-failed": "The port {port} cannot be opened.",
    "address-unknown": "This computer has no such address: {address}.",
    "hub-settings": "The hub's settings file is missing or damaged. Save the device settings again in the program.",
    "hub-setting": "The hub cannot follow this setting: {name}.",
    "hub-did-not-start": "The hub did not start. Its reason is in the window, page Devices.",
    "hub-not-running": "No hub answers.",
    "note-incomplete": "The note is not complete: {missing}.",
    "export-folder-not-empty": "The folder is not empty and holds no export that could be gone on with.",
    "export-folder-finished": "This export is finished already. Choose another folder.",
    "export-target": "The folder of the export cannot be written. Check the disk and its rights.",
    "export-other": "This folder holds another export.",
    "csv-unreadable": "From line {line} on the file cannot be read: look for a quotation mark that is not closed.",
    "csv-columns": "The file lacks columns. Needed: {needed}.",
    "test-practice-real-transport": "A practice marked TEST sends to this computer only.",
    "test-practice-real-service": "A practice marked TEST uses services on this computer only.",
    "port-in-use": "A port is in use by another program: {port}.",
    "hub-running": "A hub is running already for this practice.",
    "iin-not-12-digits": "An IIN has 12 digits.",
    "iin-check-digit": "The check digit of the IIN is wrong.",
    "bin-not-12-digits": "A BIN has 12 digits.",
    "bin-check-digit": "The check digit of the BIN is wrong.",
    "no-right": "This user has no right to do that ({permission}).",
    "disk-full": "The disk is full. What was stored is safe; free some space and repeat.",
    "damaged": "Stored bytes are damaged. Nothing was changed; run self-check.",
    "test-only": "This works in a practice marked TEST only.",
    "file-missing": "The file does not exist: {name}.",
    "evidence-unreadable": "This is no OCSP answer and no revocation list: {name}.",
    "file-unreadable": "The file cannot be read: {name}.",
    "file-failed": "A file or folder cannot be read or written: {name} ({why}).",
    "key-wrong-password": "The password of the key file is wrong.",
    "not-signed": "The file holds no signature that is known here.",
    "too-large": "The file is too large to be read as a signed file.",
    "archive": "The archive cannot be read: it is damaged, encrypted or too large.",
    "archive-manifest": "The archive holds no list of what was signed, or a damaged one.",
    "xml": "The file is no XML that can be trusted: it is damaged or brings a document type of its own.",
    "pdf": "The PDF cannot be read.",
    "pdf-encrypted": "The PDF is encrypted. Remove the protection first.",
    "pdf-gost": "Readers of PDF know no GOST. Sign the PDF with an RSA key, or make a CMS beside it.",
    "xml-algorithm": "An XML signature has no name for the algorithm of this key.",
    "patient": "No patient of the registry has this IIN.",
    "order-accession": "An accession number has 1 to 16 characters and no backslash.",
    "accession-taken": "This accession number is in use already.",
    "study": "There is no such study in the record.",
    "study-of-several": "Parts of this study belong to several patients. Name whose part with --iin.",
    "dicom-place": "Name the archive as HOST:PORT:AE, for example 192.168.0.5:104:ARCHIVE.",
    "peer-unreachable": "Nobody answers at {host}, port {port}. Check address, port and cable.",
    "peer-silent": "At {host}, port {port}, somebody listens but says nothing that is DICOM.",
    "peer-rejected": "The archive {ae_title} does not let us in. Enter our AE title and address there.",
    "peer-refused": "The archive refused (status {status}).",
    "peer-refused-context": "The archive {ae_title} does not offer this service.",
    "peer-tls": "No secure connection to {host}, port {port}, comes about. Compare the certificates.",
    "certificate-unreadable": "The file holds no certificates in PEM form.",
    "no-trusted-certificates": "Hand in the certificates of your devices first, with --trust.",
    "dicom-tls": "The receiver's key or certificate cannot be used. Make a new one: configure dicom-tls --renew.",
    "not-found": "That is not in the record.",
}


def sentence(error: WorldError) -> str:
    """What happened and what to do; an unknown code is shown as it is, for support."""
    template = _SENTENCES.get(error.code)
    if template is None:
        return f"Refused: {error}"
    try:
        return template.format(**error.facts)
    except KeyError:
        return template

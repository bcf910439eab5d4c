"""Words for what keeps a document from being signed: parts, further signers, keys that were put away."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def words() -> dict[str, tuple[str, str]]:
    """Code to (what happened, next step)."""
    unsigned = translate("signing", "Nothing was signed.")
    kept = translate("signing", "Nothing was changed.")
    return {
        "pdf-gost": (
            translate("signing", "Programs that read PDF know no GOST keys."),
            translate("signing", "Sign the PDF with an RSA key, or keep the signature beside it."),
        ),
        "pdf-container-too-large": (
            translate("signing", "The signature with its time stamp does not fit into the PDF."),
            unsigned,
        ),
        "xml-algorithm": (
            translate("signing", "An XML signature has no name for the algorithm of this key."),
            unsigned,
        ),
        "crl-issuer": (
            translate("signing", "The list of revoked certificates is not of the authority that was asked."),
            translate("signing", "The list that was kept before stays in use. Compare the address in the settings."),
        ),
        "crl-older": (
            translate("signing", "The list of revoked certificates is older than the one that is kept."),
            translate("signing", "The newer one stays in use; nothing needs to be done."),
        ),
        "shown-differs": (
            translate("signing", "What was shown is not what would be signed."),
            translate("signing", "Nothing was signed. Open the document again and look at it before signing."),
        ),
        "record-changed": (
            translate("signing", "The patient, the practice or a part was changed after the visit was finished."),
            translate("signing", "Take the visit back, look at it and finish it again."),
        ),
        "visit-not-waiting": (translate("signing", "The visit does not wait for a signature."), kept),
        "part-empty": (
            translate("signing", "The part has no text yet."),
            translate("signing", "Write the text, then sign it."),
        ),
        "part-unsigned": (
            translate("signing", "A part of the record that a colleague was asked for is not signed yet."),
            translate("signing", "Wait for the colleague, or withdraw the part with the reason."),
        ),
        "part-not-draft": (
            translate("signing", "The part is signed or withdrawn already."),
            translate("signing", "Open a new version of it to change it."),
        ),
        "part-not-signed": (translate("signing", "The part is not signed yet: it can be changed as it is."), kept),
        "part-signer": (
            translate("signing", "This user may not sign documents."),
            translate("signing", "Choose a doctor whose account is in use."),
        ),
        "title-missing": (
            translate("signing", "The part has no title."),
            translate("signing", "Say in a few words what the colleague is asked for."),
        ),
        "already-signed": (translate("signing", "This person has signed the document already."), kept),
        "not-the-signer": (translate("signing", "Somebody else was asked to sign."), kept),
        "document-withdrawn": (translate("signing", "The document is withdrawn."), unsigned),
        "revocation-url": (
            translate("signing", "This is no address of a service that tells which certificates were revoked."),
            translate("signing", "It begins with http or https; a practice marked TEST needs one of this computer."),
        ),
        "elsewhere-none": (
            translate("signing", "There is no signature in the files."),
            translate("signing", "Choose the files that the other program wrote: CMS, in DER, PEM or base64."),
        ),
        "key-closed": (
            translate("signing", "No key is open any more."),
            translate("signing", "Open the key with its password and go on; what is signed stays signed."),
        ),
        "key-not-kept-open": (
            translate("signing", "A key of this kind cannot stay open."),
            translate("signing", "Its own window asks for the password each time."),
        ),
        "key-minutes": (
            translate("signing", "A key may stay open for 5, 15 or 30 minutes."),
            translate("signing", "Choose one of these."),
        ),
    }

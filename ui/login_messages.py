"""Words for what keeps a certificate from logging in, and for the rules of logging in (§22.9, §27.4)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def words() -> dict[str, tuple[str, str]]:
    """Code to (what happened, next step)."""
    other = translate("login", "Choose another key, or log in with the one-time code.")
    found = {
        "expired": translate("login", "The certificate has expired."),
        "not-yet-valid": translate("login", "The certificate is not valid yet. Check the date of this computer."),
        "revoked": translate("login", "The certificate was revoked by its authority."),
        "not-issued": translate("login", "The authority says that it never issued this certificate."),
        "not-for-login": translate("login", "This key is meant for signing, not for logging in (AUTH_RSA, GOST)."),
        "unknown-authority": translate("login", "The practice does not trust the authority of this certificate."),
        "not-signed-by-authority": translate("login", "The certificate is not really from the authority it names."),
        "authority-certificate": translate("login", "This is the certificate of an authority, not of a person."),
        "unknown-critical-extension": translate("login", "There is something in the certificate that is not known."),
        "algorithm": translate("login", "The algorithm of this certificate is not permitted."),
        "test": translate("login", "This is a test key; a real practice does not accept it."),
        "production": translate("login", "This is a real key; a test practice does not accept it."),
        "iin-differs": translate("login", "The certificate belongs to another person than this user."),
        "without-iin": translate("login", "There is no valid IIN in the certificate."),
        "account-without-iin": translate("login", "The program does not know this user's IIN."),
        "not-allowed": translate("login", "This practice does not accept certificates for logging in."),
        "not-bound": translate("login", "This certificate is not allowed to log in, or no longer."),
        "revocation-unavailable": translate("login", "Nobody can say now whether the certificate was revoked."),
        "challenge-unknown": translate("login", "What was signed is not what was asked for now."),
        "challenge-late": translate("login", "The signature came later than two minutes after it was asked for."),
        "challenge-differs": translate("login", "What was signed is not what was asked for now."),
    }
    broken = translate("login", "The signature of the key is not right.")
    for reason in ("unreadable", "several-signers", "no-signer", "signer-certificate-missing", "content-missing",
                   "content-changed", "message-digest-missing", "content-type-differs", "signature-wrong",
                   "signing-certificate-differs", "algorithm-changed", "digest-not-announced", "version",
                   "digest-not-used"):  # fmt: skip
        found.setdefault(reason, broken)
    return {
        **{f"login-certificate-{reason}": (what, other) for reason, what in found.items()},
        "content-is-challenge": (
            translate("login", "These bytes are signed to log in, and for nothing else."),
            translate("login", "Nothing was signed. Ask whoever gave you the file what it is meant for."),
        ),
        "otp-not-allowed": (
            translate("login", "This practice does not accept one-time codes."),
            translate("login", "Log in with your certificate; the recovery sheet helps where it is lost."),
        ),
        "login-no-factor": (
            translate("login", "One of the two second factors must stay."),
            translate("login", "Nothing was changed."),
        ),
        "login-certificate-untried": (
            translate("login", "You have not logged in with a certificate yet."),
            translate("login", "Do it once before codes are given up: otherwise nobody might get in."),
        ),
        "login-last-factor": (
            translate("login", "This is your only certificate, and codes are not accepted."),
            translate("login", "Add another certificate before you take this one away."),
        ),
    }


def not_confirmed() -> str:
    """The notice after a login at which nobody could be asked about the certificate."""
    return translate(
        "login", "Whether your certificate was revoked could not be asked now. It is asked again at the next login."
    )

"""Words for what the places of keys answer: NCALayer, tokens, and the settings that say where they are."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate
Words = Callable[[dict[str, object]], tuple[str, str]]


def words() -> dict[str, Words]:
    """Code to (what happened, next step), by the facts of the refusal."""
    fixed = _stores() | _settings()
    return {**{code: _always(pair) for code, pair in fixed.items()}, "key-store-unavailable": _unavailable}


def _always(pair: tuple[str, str]) -> Words:
    return lambda facts: pair


def _stores() -> dict[str, tuple[str, str]]:
    unsigned = translate("keys", "Nothing was signed.")
    return {
        "key-pin-wrong": (
            translate("keys", "The PIN of the token is wrong."),
            translate("keys", "Nothing was signed. The token counts wrong PINs; after two the program stops."),
        ),
        "key-pin-stopped": (
            translate("keys", "The PIN was wrong twice; the program does not try it again."),
            translate("keys", "One more mistake could lock the token. Check the PIN with the tool of its maker."),
        ),
        "key-pin-locked": (
            translate("keys", "The token has locked itself after too many wrong PINs."),
            translate("keys", "Unlock it with the tool of its maker, or at the certification authority."),
        ),
        "key-token-removed": (
            translate("keys", "The token was pulled out."),
            translate("keys", "Nothing was signed. Put it in and sign again."),
        ),
        "key-store-busy": (
            translate("keys", "NCALayer has a window open already."),
            translate("keys", "Finish or close that window, then try again."),
        ),
        "key-not-suitable": (
            translate("keys", "The key that was chosen is not the one that is needed."),
            translate("keys", "Nothing was signed. Choose your own key for signing, in use and not expired."),
        ),
        "key-answer-unreadable": (
            translate("keys", "What came back is no signature."),
            translate("keys", "Nothing was kept. Try again; if it repeats, start NCALayer anew."),
        ),
        "key-answer-other-bytes": (
            translate("keys", "What came back is a signature of something else."),
            translate("keys", "It was not taken. Sign again; if it repeats, tell support."),
        ),
        "key-replaced": (translate("keys", "This key was replaced already."), unsigned),
        "key-same-certificate": (
            translate("keys", "This is the same certificate."),
            translate("keys", "Choose the new key that the certification authority gave you."),
        ),
        "certificate-revoked": (
            translate("keys", "The certificate was revoked by its authority."),
            translate("keys", "Nothing was signed. Get a new key and add it in the settings."),
        ),
    }


def _settings() -> dict[str, tuple[str, str]]:
    return {
        "token-library": (
            translate("keys", "This is no library of tokens."),
            translate("keys", "Give the whole path of the .dll or .so file that the token's maker installed."),
        ),
        "ncalayer-address": (
            translate("keys", "This is no address of NCALayer on this computer."),
            translate(
                "keys", "It names this computer, 127.0.0.1, by wss: documents go to no other computer to be signed."
            ),
        ),
    }


def _unavailable(facts: dict[str, object]) -> tuple[str, str]:
    start = translate("keys", "Start NCALayer and try again, or use a key file.")
    return {
        "not-running": (translate("keys", "NCALayer does not run on this computer."), start),
        "not-trusted": (
            translate("keys", "What answers in the place of NCALayer cannot prove that it is NCALayer."),
            translate("keys", "Nothing was sent to it. Install NCALayer anew from pki.gov.kz."),
        ),
        "no-answer": (translate("keys", "NCALayer did not answer in time."), start),
        "wrong-version": (
            translate("keys", "This NCALayer is too old."),
            translate("keys", "Install the present version from pki.gov.kz."),
        ),
        "no-token": (
            translate("keys", "No token is connected."),
            translate("keys", "Put the token in and try again."),
        ),
        "not-configured": (
            translate("keys", "The program does not know the library of the tokens."),
            translate("keys", "The administrator gives its path in the settings, or use NCALayer."),
        ),
        "not-installed": (
            translate("keys", "The library of the tokens cannot be loaded."),
            translate("keys", "Install the software of the token's maker, then check the path in the settings."),
        ),
    }.get(
        str(facts.get("problem", "")),
        (
            translate("keys", "The place of the key answers with an error."),
            translate("keys", "Nothing was signed. Start it anew and try again."),
        ),
    )

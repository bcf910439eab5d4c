"""How a trial of an outside address ended, in a sentence with the next step."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.clock import local
from app.service_trials import Trial

translate = QCoreApplication.translate


def trial_word(trial: Trial) -> str:
    if not trial.problem:
        if trial.time is not None:
            stamped = translate("trials", "The authority answers, and its stamp is good: {time}.")
            return stamped.format(time=f"{local(trial.time):%d.%m.%Y %H:%M:%S}")
        return translate("trials", "The ministry answers and lets this practice in.")
    return problem_word(trial.problem, trial.status)


def problem_word(code: str, status: int | None = None) -> str:
    """What stood in the way; a code that is not known here is shown as it is."""
    check = translate("trials", "Check the address.")
    known = {
        "no-connection": translate("trials", "Nobody answers at this address. Check it, the network and the firewall."),
        "no-answer": translate("trials", "The connection stands, but no answer came. Try again later."),
        "garbage-answer": translate("trials", "Somebody answers, but not the ministry's service.") + " " + check,
        "redirected": translate("trials", "The server sends us to another address.") + " " + check,
        "credentials": translate("trials", "The server does not let us in. Check login and password."),
        "busy": translate("trials", "The service is busy now. Try again later."),
        "server-error": translate("trials", "The service has a fault of its own. Try again later."),
        "tsa-unreachable": translate(
            "trials", "Nobody answers at this address. Check it, the network and the firewall."
        ),
        "tsa-timeout": translate("trials", "The connection stands, but no answer came. Try again later."),
        "tsa-refused": translate("trials", "The authority refuses to stamp.") + " " + check,
        "tsa-garbage": translate("trials", "Somebody answers, but no time-stamp authority.") + " " + check,
        "tsa-nonce": translate("trials", "The answer belongs to another question. Do not use this address."),
        "tsa-imprint": translate("trials", "The answer belongs to another question. Do not use this address."),
        "tsa-token": translate("trials", "The stamp is not of an authority that this practice trusts."),
    }
    said = known.get(code, code)
    return f"{said} (HTTP {status})" if status is not None else said

"""What a trial of a connection came to, in a sentence."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.device_trials import Step, Trial

translate = QCoreApplication.translate


def sentence(trial: Trial) -> str:
    """The steps that were made, and where it stopped, what to look at."""
    return " ".join(step_word(one) for one in trial.steps)


def step_word(step: Step) -> str:
    return _good(step) if step.is_good else _bad(step)


def _good(step: Step) -> str:
    return {
        "connected": translate("TrialWords", "Connected."),
        "associated": translate("TrialWords", "The names agree."),
        "echoed": translate("TrialWords", "The device answers (C-ECHO)."),
        "stored": translate("TrialWords", "The test image was taken, sealed and confirmed."),
        "acknowledged": translate("TrialWords", "The test result was taken, sealed and acknowledged."),
        "written": translate("TrialWords", "The test file lies in the folder; it is taken once it rests."),
    }[step.code]


def _bad(step: Step) -> str:
    facts = step.facts
    return {
        "connected": translate(
            "TrialWords", "Nobody answers at {host}, port {port}. Check address, port, cable and firewall."
        ).format(host=facts.get("host", "—"), port=facts.get("port", "—")),
        "associated": translate(
            "TrialWords", "The device refused the name {called}. Enter our AE title in its list of partners."
        ).format(called=facts.get("called", "—")),
        "echoed": translate("TrialWords", "The device did not answer the test (C-ECHO)."),
        "stored": translate("TrialWords", "The test image was not taken (status {status}).").format(
            status=facts.get("status", "—")
        ),
        "acknowledged": translate("TrialWords", "The test result was not acknowledged."),
        "written": translate("TrialWords", "Nothing can be written into {folder}.").format(
            folder=facts.get("folder", "—")
        ),
    }[step.code]

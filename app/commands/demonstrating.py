"""`demo`: a practice to look at. With a screen the window opens on it; without, each step prints its figures."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from app.commands.command import Call, Command, Needs
from app.domain.errors import Refused

_WORDS = {
    "practice": "A practice marked TEST is made: {patients} patients, {seconds} s.",
    "devices": "Devices sent {objects} objects: answered in {answer_ms} ms (median), filed in {seconds} s. "
    "{instances} images and curves, {observations} observations, {inbox} waiting in the inbox.",
    "visit": "A visit is finished and signed in {sign_seconds} s: document {document}.",
    "ministry": "The time stamp is there ({time_stamps_due} due), the stand-in ministry accepted {accepted} messages.",
    "export": "Everything is handed over: {files} files, {bytes} bytes; verified: {verified}, findings: {findings}.",
}


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--dir", type=Path, metavar="DIR", help="an empty folder to keep it in; default: a temporary one"
    )
    parser.add_argument("--headless", action="store_true", help="without a window even where there is a screen")


def _demo(call: Call) -> int:
    folder = call.arguments.dir or Path(tempfile.mkdtemp(prefix="shipager-demo-"))
    if folder.exists() and any(folder.iterdir()):
        raise Refused("folder-not-empty")
    folder.mkdir(parents=True, exist_ok=True)
    if _has_screen() and not call.arguments.headless:
        return _with_window(call, folder)
    from app.demonstration import journey

    def say(step: str, **figures: Any) -> None:
        if call.out.as_json:
            call.out.event(step, **figures)
        elif step == "table":
            _print_table(figures)
        else:
            print("•", _WORDS[step].format(**figures), flush=True)

    export = journey.run(folder, say)
    if not call.out.as_json:
        print(f"The export lies in {export}; open index.html there.")
    return 0


def _with_window(call: Call, folder: Path) -> int:
    """The owner is in already; devices go on sending now and then until the window is closed."""
    from app.commands.window import Entrance, door_of
    from app.demonstration import devices, journey, practice
    from app.paths import DataFolder
    from ui.application import run

    data = DataFolder(folder / "practice")
    with ExitStack() as closing:
        made = practice.make(data)
        closing.callback(made.opened.close)
        journey.stand_ins(closing, made, folder)
        entrance = Entrance(data, {"bind": "127.0.0.1", "dicom_port": 0, "hl7_port": 0})
        workers = entrance.adopt(made.opened)
        closing.callback(lambda: workers.stop(stop_hub=True))
        dicom, hl7 = workers.ports(30)
        devices.send_all("127.0.0.1", dicom, hl7, made.people, made.opened.clock.now())
        sending = devices.NowAndThen(workers.ports_now, made.people, made.opened.clock)
        sending.start()
        closing.callback(sending.stop)
        # The key's password is made up anew for each demonstration: shown, so that signing can be tried.
        print(f"Login {practice.LOGIN}, password {made.password}, signing key {made.key_file} with {made.key_password}")
        return run(door_of(entrance), None, folder / "preferences.json", opened=made.opened)


def _has_screen() -> bool:
    return sys.platform in {"win32", "darwin"} or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def _print_table(figures: dict[str, Any]) -> None:
    width = max(map(len, figures))
    print()
    for name, value in figures.items():
        print(f"  {name.replace('_', ' '):<{width}}  {value:>8}")
    print()


COMMANDS = (Command("demo", "a practice to look at", Needs.NOTHING, _demo, _arguments, in_batch=False),)

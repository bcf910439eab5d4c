"""`window`: the program with a screen. What the screen may call before the unlock is joined here."""

from __future__ import annotations

import argparse
import contextlib
import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from app.commands.command import Call, Command, Needs
from app.domain.errors import NotFound
from app.paths import DataFolder

if TYPE_CHECKING:
    from app.assembly import Workers
    from app.domain.device import HubSettings
    from app.domain.practice import OwnerDraft, PracticeDraft
    from app.open_practice import OpenPractice
    from app.practices import Created
    from devices.hub_handle import HubHandle
    from ui.front_door import FrontDoor, KeyDraft, KeyPlaces, NewPractice, Reception, Renewed, Sign, Watch


class Entrance:
    """The practice in one folder as its door sees it; holds the hub while nobody has unlocked.

    Every import of the store stands inside a method: the login window must appear without them.
    """

    def __init__(self, folder: DataFolder, hub_wishes: Mapping[str, Any] | None = None) -> None:
        """`hub_wishes`: what a hub that is started from here does otherwise than its settings say."""
        self._folder, self._hub_wishes = folder, hub_wishes
        self._lock = threading.Lock()
        self._hub: HubHandle | None = None
        self._workers: Workers | None = None
        self._problem = ""
        self._is_closed = False

    def sign(self) -> Sign:
        """Read from the plain file beside the key ring (`app/practices.py: PracticeSign`)."""
        import json

        from ui.front_door import Sign

        try:
            stored = json.loads(self._folder.practice.read_bytes())
        except FileNotFoundError:
            raise NotFound("practice") from None
        return Sign(stored["name"], stored["language"], stored["is_test"])

    def unlock(self, login: str, password: str, otp: str) -> OpenPractice:
        from app import assembly

        return self._opened(assembly.unlock(self._folder, login, password, otp, owner="window"))

    def unlock_by_certificate(self, login: str, password: str, key: KeyDraft, watch: Watch) -> OpenPractice:
        from app import assembly
        from app.login_certificates import LoginKey

        chosen = LoginKey(key.store_kind, key.location, key.secret, assembly.means(self._folder))
        return self._opened(
            assembly.unlock_by_certificate(self._folder, login, password, chosen, owner="window", watch=watch)
        )

    def key_places(self) -> dict[str, KeyPlaces]:
        """Which kinds of place for keys there are. NCALayer is asked at its usual address, and opens no window.

        Which library the tokens have is known only when the record is open: they are asked then.
        """
        from app import assembly
        from app.eds import key_store
        from ui.front_door import KeyPlaces

        given = assembly.means(self._folder)
        return {
            kind: KeyPlaces(store.asks_for is not key_store.Secret.NONE or store.available(given).ready)
            for kind, store in key_store.key_stores().items()
        }

    def recover(self, login: str, recovery_key: str, new_password: str) -> Renewed:
        import platform

        from app import assembly
        from app import login as entering
        from app.open_practice import OpenPractice
        from app.owner_lock import OwnerLock
        from ui.front_door import Renewed

        owner = OwnerLock(self._folder.owner_lock, "window")
        owner.acquire()
        try:
            clock = assembly.clock(is_test=self.sign().is_test)
            recovered = entering.recover(
                self._folder, login, recovery_key, new_password, clock=clock, workstation=platform.node(),
                os_user=assembly.os_user(),
            )  # fmt: skip
        except BaseException:
            owner.release()
            raise
        opened = OpenPractice(recovered.unlocked)
        opened.at_close(owner.release)
        return Renewed(self._opened(opened), recovered.totp_secret, recovered.otpauth_uri)

    def prove_again(self, practice: OpenPractice, password: str) -> None:
        from app import login

        login.prove_again(self._folder, practice.store, practice.actor, password, clock=practice.clock)

    def code_is_right(self, secret: str, typed: str) -> bool:
        from app import first_run

        return first_run.code_is_right(secret, typed)

    def reception(self) -> Reception:
        """What the hub says of itself; the first call starts it where none runs."""
        from ui.front_door import Reception

        with self._lock:
            if self._is_closed or not self._folder.exists:
                return Reception(is_running=False)
            handle = self._workers.hub if self._workers else self._own_hub()
        status: dict[str, Any] | None = handle.status()
        if status is None:
            return Reception(is_running=False, problem=self._problem)
        return Reception(is_running=True, sealed_today=int(status.get("sealed_today", 0)))

    def warm(self) -> None:
        """Load what the unlock will need while the user types."""

        def load() -> None:
            import importlib

            for name in ("app.assembly", "app.overview", "ui.main_window", "ui.day.screen"):
                importlib.import_module(name)

        threading.Thread(target=load, name="warm", daemon=True).start()

    def close(self) -> None:
        """Let go of the hub, which goes on receiving."""
        with self._lock:
            self._is_closed = True
            hub, self._hub = self._hub, None
        if hub is not None:
            hub.close()

    def _own_hub(self) -> HubHandle:
        if self._hub is None:
            from devices.hub_handle import HubHandle

            self._hub = HubHandle(self._folder, lambda received: None, self._hub_changed, wishes=self._hub_wishes)
            self._hub.start()
        return self._hub

    def _hub_changed(self, change: Any) -> None:
        self._problem = change.problem

    def _opened(self, practice: OpenPractice) -> OpenPractice:
        self.adopt(practice)
        return practice

    def adopt(self, practice: OpenPractice) -> Workers:
        """Hand the hold on the hub over to the workers of the practice, and take it back at the end."""
        from app import assembly

        with self._lock:
            hub, self._hub = self._hub, None
        if hub is not None:
            hub.close()
        workers = assembly.start_workers(practice, hub_wishes=self._hub_wishes)
        with self._lock:
            self._workers = workers
        practice.at_close(self._forget_workers)
        return workers

    def _forget_workers(self) -> None:
        with self._lock:
            self._workers = None


def door_of(entrance: Entrance) -> FrontDoor:
    from ui.front_door import FrontDoor

    return FrontDoor(
        sign=entrance.sign,
        unlock=entrance.unlock,
        recover=entrance.recover,
        prove_again=entrance.prove_again,  # type: ignore[arg-type]  # the screen names the shape of a practice only
        code_is_right=entrance.code_is_right,
        reception=entrance.reception,
        warm=entrance.warm,
        close=entrance.close,
        unlock_by_certificate=entrance.unlock_by_certificate,
        key_places=entrance.key_places,
    )


def new_practice_in(folder: DataFolder, *, is_test: bool = False) -> NewPractice | None:
    """The steps of a first run; None where a practice is there already. `is_test` marks what it makes TEST for ever."""
    from ui.front_door import NewPractice

    if folder.exists:
        return None
    if folder.root.with_name(f"{folder.root.name}.first-run").exists():
        from app import first_run

        if first_run.resume(folder):
            return None

    def create(draft: PracticeDraft, owner: OwnerDraft, password: str) -> Created:
        from dataclasses import replace

        from app import assembly, first_run

        clock = assembly.clock(is_test=is_test)
        return first_run.create(folder, replace(draft, is_test=is_test), owner, password, clock)

    def code_is_right(secret: str, typed: str) -> bool:
        from app import first_run

        return first_run.code_is_right(secret, typed)

    def finish(hub: HubSettings) -> None:
        from app import first_run

        first_run.finish(folder, hub)

    def abandon() -> None:
        from app import first_run

        first_run.abandon(folder)

    return NewPractice(create, code_is_right, finish, abandon, addresses, computer_name, is_test)


def addresses() -> tuple[str, ...]:
    """Of this computer in the practice's network: the one a packet to the outside would leave from; nothing is sent."""
    import socket

    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # RFC 5737, documentation: UDP connect only chooses a route
        return (str(probe.getsockname()[0]),)
    return ()


def computer_name() -> str:
    import platform

    return platform.node().partition(".")[0].upper()


def _window_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--test", action="store_true", help="a first run makes a practice marked TEST, for trying out")


def _window(call: Call) -> int:
    from ui.application import run

    entrance = Entrance(call.folder)
    return run(door_of(entrance), new_practice_in(call.folder, is_test=call.arguments.test))


def _gallery_arguments(parser: argparse.ArgumentParser) -> None:
    from pathlib import Path

    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for the pictures")
    parser.add_argument("--only", default="", metavar="WORD", help="scenes whose name holds this word")


def _gallery(call: Call) -> int:
    """Every screen and dialog with demonstration data: kk and ru, light and dark, 100 and 150 %."""
    import os

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["SHIPAGER_CLOCK"] = "2026-11-23T11:25:00+05:00"
    import tempfile
    from pathlib import Path

    from app.demonstration import pictures
    from ui import gallery

    with tempfile.TemporaryDirectory() as folder:
        made = pictures.make(DataFolder(Path(folder) / "record"))
        try:
            for file in gallery.render(call.arguments.out, made.opened, only=call.arguments.only):
                call.out.event("picture", path=str(file))
        finally:
            made.opened.close()
    return 0


COMMANDS = (
    Command("window", "open the program", Needs.NOTHING, _window, _window_arguments, in_batch=False),
    Command("gallery", "pictures of every screen", Needs.NOTHING, _gallery, _gallery_arguments, in_batch=False),
)

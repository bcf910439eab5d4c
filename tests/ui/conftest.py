"""A real practice with real threads behind the screens that are tested, and hands that type in any language."""

from __future__ import annotations

import gc
import io
import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.domain.errors import WorldError
from app.domain.identity import Iin, PersonName, Phone, Sex
from app.domain.patient import Allergy, Patient, PatientDraft
from app.open_practice import OpenPractice
from ui.commands import Commands
from ui.context import Context
from ui.event_bridge import EventBridge
from ui.language import Language
from ui.navigation import Navigation
from ui.tasks import Tasks
from ui.theme import Theme

if TYPE_CHECKING:
    from pydicom.dataset import Dataset
    from pytestqt.qtbot import QtBot

    from app.login import Unlocked
    from app.stand_ins.device_objects import Sitter


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Compiled translations and drawn pictures go into a folder of the tests, not into the user's cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def problems() -> list[WorldError]:
    """Errors that a screen did not handle itself; a test that expects none need not look: they fail it."""
    return []


@pytest.fixture
def work(qtbot: QtBot, unlocked: Unlocked, problems: list[WorldError]) -> Iterator[Context]:
    """Everything a screen is built with, on a practice made for this test."""
    practice = OpenPractice(unlocked)

    def say(_asker: QObject, error: WorldError) -> None:
        problems.append(error)

    theme = Theme()
    theme.apply()
    language = Language()
    language.set("ru")
    bridge = EventBridge(practice.subscribers)
    tasks = Tasks(practice, say)
    context = Context(practice, tasks, Commands(), language, theme, bridge, Navigation())
    yield context
    for widget in QApplication.topLevelWidgets():
        widget.close()
        widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    tasks.close()
    bridge.close()
    practice.close()
    qtbot.wait(1)
    gc.collect()
    assert not problems, f"errors that no screen handled: {problems}"


@pytest.fixture
def settled(qtbot: QtBot, work: Context) -> Callable[[], None]:
    """Wait until nothing is under way and what it brought is on the screen."""

    def wait() -> None:
        qtbot.waitUntil(lambda: not work.tasks.running, timeout=5000)
        QApplication.processEvents()
        qtbot.waitUntil(lambda: not work.tasks.running, timeout=5000)

    return wait


@pytest.fixture
def typed() -> Callable[[QWidget, str], None]:
    """Type text in any alphabet: QTest's own keys abort on letters outside Latin-1."""

    def type_text(widget: QWidget, text: str) -> None:
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(widget, event)

    return type_text


@pytest.fixture
def pressed() -> Callable[..., None]:
    """Press a key that types nothing: arrows, Enter, Esc."""

    def press(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, key, modifiers))

    return press


class Arrivals:
    """What the hub and intake do when a device sends: the sealed record, then filing and its events."""

    def __init__(self, practice: OpenPractice) -> None:
        from app.intake_worker import IntakeWorker
        from db.archive.writer import open_writer

        keys = practice.keys
        self._clock = practice.clock
        self._writer = open_writer(practice.folder.archive, keys.public_key, keys.version, name="hub")
        self._intake = IntakeWorker(practice.store, practice.folder.archive, keys.private_keys)

    def image(self, dataset: Dataset, calling: str = "US-1") -> None:
        """A DICOM object, as the store SCP keeps it."""
        file = io.BytesIO()
        dataset.save_as(file, enforce_file_format=True)
        self._keep("dicom", calling, "192.168.0.20", file.getvalue())

    def message(self, content: bytes, calling: str = "BC-30^LAB") -> None:
        """An HL7 v2 message, as the MLLP listener keeps it."""
        self._keep("hl7", calling, "192.168.0.30", content)

    def _keep(self, transport: str, calling: str, peer: str, content: bytes) -> None:
        metadata = {"transport": transport, "peer": peer, "calling": calling, "called": "SHIPAGER"}
        self._writer.append(transport, {**metadata, "received_at": self._clock.now().isoformat()}, content)
        self._intake.file_now()

    def file(self) -> None:
        """File what the program itself sealed."""
        self._intake.file_now()

    def close(self) -> None:
        self._writer.close()


@pytest.fixture
def arrivals(work: Context) -> Iterator[Arrivals]:
    made = Arrivals(work.practice)
    yield made
    made.close()


@pytest.fixture
def asel(work: Context) -> Patient:
    """The patient of most tests: an allergy, a phone, an IIN."""
    from app import patients

    draft = PatientDraft(
        PersonName("Құсайынова", "Әсел", "Нұрланқызы"), date(1985, 6, 15), Sex.FEMALE, Iin("850615400125"),
        phones=(Phone("+77010000001"),), allergies=(Allergy("пенициллин"),),
    )  # fmt: skip
    return work.practice.write(patients.add, draft)


@pytest.fixture
def sitter(asel: Patient) -> Sitter:
    """The same person as a device believes to see her."""
    from app.stand_ins.device_objects import Sitter

    return Sitter(asel.name, "19850615", asel.sex, asel.iin)


@pytest.fixture
def texts() -> Callable[[QWidget], list[str]]:
    """Every visible label's words."""
    return lambda widget: [one.text() for one in widget.findChildren(QLabel) if one.isVisible()]


@pytest.fixture
def local_hub(work: Context) -> None:
    """The hub's settings name this computer only, so that nothing asks for its address in a network."""
    settings = work.practice.folder.hub_settings
    plain = json.loads(settings.read_bytes())
    settings.write_text(json.dumps({**plain, "bind": "127.0.0.1", "ae_title": "KABINET", "dicom_port": 11999}))

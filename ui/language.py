"""The language of the screen: Kazakh or Russian, switched while the program runs.

Source texts are English, translations lie in `i18n/shipager_{kk,ru}.ts`. The compiled form is made by
`lrelease` (it comes with PySide6) into the user's cache when the .ts file has changed. Each widget sets
its texts in one method and calls it again on `QEvent.LanguageChange`.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Literal

import PySide6
from PySide6.QtCore import QCoreApplication, QEvent, QLibraryInfo, QLocale, QObject, QStandardPaths, QTranslator, Signal

from app.paths import shipped

Code = Literal["kk", "ru"]
CODES: tuple[Code, ...] = ("kk", "ru")
_LOCALES: dict[Code, str] = {"kk": "kk_KZ", "ru": "ru_KZ"}


class Language(QObject):
    """The language in force. `changed(code)` comes after every widget has been told."""

    changed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._code: Code = "ru"
        self._installed: list[QTranslator] = []

    @property
    def code(self) -> Code:
        return self._code

    @property
    def system_code(self) -> str:
        """The language of the computer: "kk", "ru" or another."""
        return QLocale.system().name().partition("_")[0]

    @property
    def locale(self) -> QLocale:
        """Dates, weekdays and numbers as the language writes them."""
        return QLocale(_LOCALES[self._code])

    def set(self, code: Code) -> None:
        """Switch; Qt sends LanguageChange to every widget. Raises `KeyError` for another language."""
        locale = QLocale(_LOCALES[code])
        for translator in self._installed:
            QCoreApplication.removeTranslator(translator)
        self._code = code
        QLocale.setDefault(locale)
        self._installed = [_qt(code, self), translator_of(code, self)]
        for translator in self._installed:
            QCoreApplication.installTranslator(translator)
        # Qt posts LanguageChange to the windows: have them told before those who wait for `changed`.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LanguageChange.value)
        self.changed.emit(code)


def translator_of(code: Code, parent: QObject | None = None) -> QTranslator:
    """Our texts in a language, installed or not: a document's language is chosen apart from the screen's."""
    translator = QTranslator(parent)
    if not translator.load(str(compiled(code))):
        raise FileNotFoundError(compiled(code))
    return translator


def _qt(code: Code, parent: QObject) -> QTranslator:
    """Qt's own texts: Save, Cancel, the entries of a field's menu."""
    translator = QTranslator(parent)
    translator.load(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    return translator


def compiled(code: Code, *, source: Path | None = None, cache: Path | None = None) -> Path:
    """The .qm file of the present .ts file, made when it is not there yet.

    Its name carries the hash of its source, so a stale one is never loaded. Raises
    `subprocess.CalledProcessError` where lrelease refuses the file.
    """
    source = source or shipped("i18n", f"shipager_{code}.ts")
    digest = hashlib.sha256(source.read_bytes()).hexdigest()[:16]
    folder = cache or _cache()
    target = folder / f"shipager_{code}-{digest}.qm"
    if target.exists():
        return target
    folder.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=folder, suffix=".part")
    os.close(handle)
    try:
        subprocess.run([_tool("lrelease"), str(source), "-qm", temporary], check=True, capture_output=True)
        Path(temporary).replace(target)
    finally:
        Path(temporary).unlink(missing_ok=True)
    for old in folder.glob(f"shipager_{code}-*.qm"):
        if old != target:
            old.unlink(missing_ok=True)
    return target


def _cache() -> Path:
    base = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericCacheLocation)
    return Path(base) / "Shipager" / "i18n"


def _tool(name: str) -> str:
    """A Qt tool of the PySide6 wheel; the start must not go through its slow Python wrapper."""
    suffix = ".exe" if sys.platform == "win32" else ""
    return str(Path(PySide6.__file__).parent / f"{name}{suffix}")

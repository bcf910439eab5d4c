"""What this workstation remembers about its screen: language, theme, scale, who logged in last.

A small JSON file in the user's configuration folder; no patient data. A file that cannot be read is replaced
by the defaults: nothing in it is worth an error.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths

from ui.language import CODES, Code
from ui.tokens import ThemeName


@dataclass(frozen=True, slots=True)
class Preferences:
    """`language` is empty until somebody chose one."""

    language: str = ""
    theme: str = ThemeName.LIGHT
    scale: float = 1.0
    last_login: str = ""

    @property
    def language_code(self) -> Code | None:
        return next((code for code in CODES if code == self.language), None)

    @property
    def theme_name(self) -> ThemeName:
        return ThemeName(self.theme) if self.theme in set(ThemeName) else ThemeName.LIGHT


class PreferenceFile:
    """The file and what stands in it; `change` writes at once, whole or not at all."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.present = _read(path)

    def change(self, **changes: Any) -> None:
        changed = replace(self.present, **changes)
        if changed == self.present:
            return
        self.present = changed
        self._path.parent.mkdir(parents=True, exist_ok=True)
        temporary = self._path.with_suffix(".part")
        temporary.write_text(json.dumps(asdict(changed), ensure_ascii=False, indent=2), encoding="utf-8")
        temporary.replace(self._path)


def default_path() -> Path:
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return Path(folder) / "Shipager" / "screen.json"


def _read(path: Path) -> Preferences:
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Preferences()
    if not isinstance(stored, dict):
        return Preferences()
    usual = Preferences()
    kept = {
        field.name: stored[field.name]
        for field in fields(Preferences)
        if type(stored.get(field.name)) is type(getattr(usual, field.name))
        or (field.name == "theme" and isinstance(stored.get(field.name), str))
    }
    return Preferences(**kept)

"""What this workstation remembers about its screen: language, theme, scale, who logged in last.

A small JSON file in the user's configuration folder; no patient data. A file that cannot be read is replaced
by the defaults: nothing in it is worth an error.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths

from ui.language import CODES, Code
from ui.tokens import ThemeName

_LOGINS_KEPT = 20


@dataclass(frozen=True, slots=True)
class LoginMemory:
    """How somebody got in last on this workstation: the kind and place of the key, never what opens it."""

    by_certificate: bool = False
    kind: str = ""
    location: str = ""


@dataclass(frozen=True, slots=True)
class Preferences:
    """`language` is empty until somebody chose one."""

    language: str = ""
    theme: str = ThemeName.LIGHT
    scale: float = 1.0
    last_login: str = ""
    logins: dict[str, list[str]] = field(default_factory=dict)  # login: code or certificate, kind, place

    def memory_of(self, login: str) -> LoginMemory:
        kept = self.logins.get(login.strip().casefold(), [])
        if len(kept) != 3 or not all(isinstance(one, str) for one in kept):
            return LoginMemory()
        return LoginMemory(kept[0] == "certificate", kept[1], kept[2])

    def logins_with(self, login: str, memory: LoginMemory) -> dict[str, list[str]]:
        """All that is remembered and this; the logins that were used longest ago are forgotten."""
        name = login.strip().casefold()
        others = [(one, kept) for one, kept in self.logins.items() if one != name][1 - _LOGINS_KEPT :]
        factor = "certificate" if memory.by_certificate else "code"
        return {**dict(others), name: [factor, memory.kind, memory.location]}

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
        one.name: stored[one.name]
        for one in fields(Preferences)
        if type(stored.get(one.name)) is type(getattr(usual, one.name))
        or (one.name == "theme" and isinstance(stored.get(one.name), str))
    }
    if "logins" in kept:
        kept["logins"] = {name: one for name, one in kept["logins"].items() if isinstance(one, list)}
    return Preferences(**kept)

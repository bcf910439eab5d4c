"""Build hook of the wheel: everything under one private root `shipager/`, so that `app`, `ui`, `db` and
`devices` never meet another package's names; `shipager/__main__.py` puts that root on the path."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOMS = ("app", "ui", "db", "devices", "resources", "i18n")


class WheelHook(BuildHookInterface):  # type: ignore[type-arg]  # hatchling leaves the config type open
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        root = Path(self.root)
        for room in ROOMS:
            for file in sorted((root / room).rglob("*")):
                if file.is_file() and "__pycache__" not in file.parts:
                    build_data["force_include"][str(file)] = f"shipager/{file.relative_to(root).as_posix()}"
        for name in ("__init__.py", "__main__.py"):
            build_data["force_include"][str(root / "installer" / "launcher" / name)] = f"shipager/{name}"

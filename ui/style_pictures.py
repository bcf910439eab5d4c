"""The two small pictures that a style sheet can only take from files: the tick of a box, the arrow of a list.

Drawn from the icon font into the user's cache, once for each colour and size.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from ui import icons
from ui.style import Px
from ui.tokens import Colours

_TICK, _ARROW = 14, 14


def pictures(colours: Colours, px: Px) -> dict[str, str]:
    """Names of the style sheet to paths, as its `url()` wants them."""
    return {
        "tick": _file("check-bold", colours.on_accent, px(_TICK)),
        "arrow": _file("caret-down", colours.secondary, px(_ARROW)),
    }


def _file(name: str, colour: str, side: int) -> str:
    base = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericCacheLocation)
    path = Path(base) / "Shipager" / "look" / f"{name}-{colour[1:]}-{side}.png"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_suffix(".part")
        icons.pixmap(name, colour, side).save(str(temporary), "PNG")
        temporary.replace(path)
    return path.as_posix()

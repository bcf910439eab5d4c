"""The style sheet over Qt's Fusion style, made from the tokens of one theme at one scale.

Screens choose looks by properties, never by style sheets of their own:
`QPushButton[kind]` = primary | plain | ghost | danger | link | tool | round; `QLabel[role]` = page | title | strong |
field | secondary | small | tertiary | section | display | ok | warn | bad | accent | code | key;
`QFrame[surface]` = card | panel | strip | bar | side | selected | sunken | dashed | ok | warn | bad | accent;
`QLineEdit[state]` = bad. The sheet itself is `resources/style/shipager.qss`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from string import Template

from app.paths import shipped
from ui.tokens import FONT_FAMILY, MEASURES, Colours, names

Px = Callable[[float], int]


def sheet(colours: Colours, px: Px, pictures: dict[str, str]) -> str:
    """The whole style sheet; `px` brings lengths to the present scale, `pictures` come from `ui/style_pictures.py`."""
    values: dict[str, object] = {name: getattr(colours, name) for name in names()}
    values |= {f"p{length}": px(length) for length in range(1, 65)}
    values |= {f"m{length}": -px(length) for length in range(1, 9)}
    values |= {
        **pictures,
        "family": FONT_FAMILY,
        "text_px": px(MEASURES.text),
        "small_px": px(MEASURES.small),
        "chip_px": px(MEASURES.chip),
        "panel_px": px(MEASURES.panel_title),
        "page_px": px(MEASURES.page_title),
        "display_px": px(MEASURES.display),
        "radius": px(MEASURES.radius),
        "panel_radius": px(MEASURES.panel_radius),
        # Qt's height in a style sheet is that of the contents, without border and padding.
        "control": px(MEASURES.control) - 2,
        "field": px(MEASURES.field) - 2,
        "row": px(MEASURES.row),
    }
    return Template(_template()).substitute(values)


@cache
def _template() -> str:
    return shipped("resources", "style", "shipager.qss").read_text(encoding="utf-8")

"""The look: contrast for tired eyes, a scale that changes live, a typeface with every Kazakh letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QFont, QRawFont
from PySide6.QtWidgets import QApplication, QPushButton

from ui import icons, style
from ui.chip import Chip
from ui.theme import Theme
from ui.tokens import COLOURS, FONT_FAMILY, ThemeName, contrast, pairs
from ui.widgets.buttons import Button
from ui.widgets.layouts import sized

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.mark.parametrize("name", list(ThemeName))
def test_every_text_can_be_read_on_every_ground(name: ThemeName) -> None:
    """WCAG 2.2, 1.4.3: 4.5 to 1; the high-contrast theme gives 7 to 1 (1.4.6)."""
    colours = COLOURS[name]
    least = 7.0 if name is ThemeName.CONTRAST else 4.5
    faint = {
        (text, ground): round(ratio, 2)
        for text, ground in pairs()
        if (ratio := contrast(getattr(colours, text), getattr(colours, ground))) < least
    }
    assert not faint


def test_contrast_is_measured_as_the_standard_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)  # the well-known grey that just fails


def test_the_typeface_has_every_letter_of_both_languages(qtbot: QtBot) -> None:
    Theme().apply()
    font = QFont(FONT_FAMILY)
    font.setPixelSize(15)
    raw = QRawFont.fromFont(font)
    assert raw.familyName() == FONT_FAMILY
    assert all(raw.supportsCharacter(ord(sign)) for sign in "ӘәҒғҚқҢңӨөҰұҮүҺһІі₸≥≤±µ→✓№ЁёЙй«»—·…")


@pytest.mark.parametrize("name", list(ThemeName))
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_the_style_sheet_is_filled_in_whole(name: ThemeName, scale: float) -> None:
    sheet = style.sheet(COLOURS[name], lambda length: round(length * scale), {"tick": "t.png", "arrow": "a.png"})
    assert "$" not in sheet
    assert COLOURS[name].accent in sheet


def test_scale_and_theme_change_what_is_on_the_screen_at_once(qtbot: QtBot) -> None:
    theme = Theme()
    theme.apply()
    button = Button(theme, "Сақтау", icon="check")
    box = QPushButton()
    sized(theme, box, height=32)
    for widget in (button, box):
        qtbot.addWidget(widget)
        widget.show()
    before = (button.sizeHint().height(), box.height(), button.iconSize().height())
    with qtbot.waitSignal(theme.changed):
        theme.set_scale(2.0)
    assert button.sizeHint().height() >= before[0] * 1.8
    assert (box.height(), button.iconSize().height()) == (before[1] * 2, before[2] * 2)
    theme.set_name(ThemeName.DARK)
    assert QApplication.palette().window().color().name() == COLOURS[ThemeName.DARK].background


def test_the_scale_stays_between_100_and_200_per_cent(qtbot: QtBot) -> None:
    theme = Theme(scale=9)
    assert theme.scale == 2.0
    theme.set_scale(0.2)
    assert theme.scale == 1.0


def test_icons_are_drawn_in_the_colour_that_was_asked_for(qtbot: QtBot) -> None:
    picture = icons.pixmap("heartbeat", "#ff0000", 32).toImage()
    seen = [picture.pixelColor(x, y) for x in range(32) for y in range(32)]
    drawn = [colour for colour in seen if colour.alpha() > 200]
    assert drawn
    assert all(colour.red() > 200 and colour.green() < 60 for colour in drawn)
    with pytest.raises(KeyError):
        icons.icon("no-such-icon", "#000000")


def test_a_chip_says_its_state_in_words_too(qtbot: QtBot) -> None:
    chip = Chip("келді", "ok")
    qtbot.addWidget(chip)
    chip.set("келмеді", "bad")
    assert (chip.text(), chip.accessibleName(), chip.property("chip")) == ("келмеді", "келмеді", "bad")

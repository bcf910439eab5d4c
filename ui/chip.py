"""A chip: a short state in words on a soft ground, with an icon where the tone alone would tell too little."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme import set_property

Tone = Literal["ok", "warn", "bad", "accent", "neutral"]


class Chip(QLabel):
    """`Chip("келді", "ok")`: the tone colours the text and its ground; the text says the same in words."""

    def __init__(self, text: str = "", tone: Tone = "neutral", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("chip", tone)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAccessibleName(text)

    def set(self, text: str, tone: Tone) -> None:
        """Change words and tone together."""
        self.setText(text)
        self.setAccessibleName(text)
        set_property(self, "chip", tone)

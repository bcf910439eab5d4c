"""The page of a topic: rich text in the program's typeface and colours, that reaches nothing outside itself."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QUrl
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from ui.theme import Theme
from ui.tokens import MEASURES

_ASIDE = 28  # pixels at 100 % between the page's edge and its text


class HelpPage(QTextBrowser):
    """`show_html(html)`; links are told by `anchorClicked` and followed by nobody but the window."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("bare", "true")
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self._top = 0
        self.verticalScrollBar().valueChanged.connect(self._note_top)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Nothing is ever loaded: no picture, no style sheet, no address."""
        return None

    def show_html(self, html: str) -> None:
        """Dress and show; the page begins at its top."""
        document = self.document()
        document.setDefaultFont(self._theme.font())
        document.setDefaultStyleSheet(style_sheet(self._theme))
        document.setIndentWidth(self._theme.px(22))
        self.setHtml(html)
        document.setDocumentMargin(self._theme.px(_ASIDE))

    @property
    def block_at_top(self) -> int:
        """Number of the paragraph that the reader has at the upper edge; 0 at the page's beginning."""
        return self._top

    def _note_top(self, value: int) -> None:
        """Kept at each scroll: while colours and sizes change, the edge lies elsewhere for a moment."""
        corner = QPoint(self._theme.px(_ASIDE), self._theme.px(4))
        self._top = self.cursorForPosition(corner).blockNumber() if value else 0

    def scroll_to_block(self, number: int) -> None:
        """Bring a paragraph to the upper edge, as far as the page goes on below it."""
        layout = self.document().documentLayout()
        height = layout.documentSize().height()  # asking lays the whole page out
        self.verticalScrollBar().setMaximum(max(0, round(height) - self.viewport().height()))
        block = self.document().findBlockByNumber(number)
        self.verticalScrollBar().setValue(round(layout.blockBoundingRect(block).top()) if number else 0)


def style_sheet(theme: Theme) -> str:
    """CSS as far as Qt's rich text knows it (Qt: Supported HTML Subset)."""
    colours, px = theme.colours, theme.px
    return f"""
        body {{ color: {colours.text}; }}
        p, li {{ line-height: 135%; }}
        p {{ margin-top: 0px; margin-bottom: {px(10)}px; }}
        ul, ol {{ margin-top: 0px; margin-bottom: {px(10)}px; }}
        li {{ margin-bottom: {px(5)}px; }}
        h1 {{ font-size: {px(22)}px; font-weight: 600; margin-top: 0px; margin-bottom: {px(12)}px; }}
        h2 {{ font-size: {px(16)}px; font-weight: 600; margin-top: {px(20)}px; margin-bottom: {px(6)}px; }}
        b {{ font-weight: 600; }}
        a {{ color: {colours.accent_text}; text-decoration: underline; }}
        code {{ font-family: "DejaVu Sans Mono", "Consolas", monospace; font-size: {px(MEASURES.small)}px; }}
        .key {{ background-color: {colours.hover}; color: {colours.text}; font-weight: 600;
                font-size: {px(MEASURES.small)}px; }}
        .note {{ background-color: {colours.accent_soft}; margin-top: {px(4)}px; margin-bottom: {px(6)}px; }}
        .note td {{ padding: {px(10)}px {px(14)}px; line-height: 130%; }}
        .pairs {{ margin-bottom: {px(12)}px; }}
        .pairs td {{ padding: {px(7)}px {px(12)}px {px(7)}px 0px; border-bottom: 1px solid {colours.hairline};
                     vertical-align: top; }}
    """

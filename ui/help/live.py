"""What help does not repeat but asks: the shortcuts of the one registry, and the support codes of `ui/messages.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from ui import messages
from ui.commands import Commands
from ui.help.markup import Block, Items, Live, Pairs, Paragraph, spans

translate = QCoreApplication.translate

Parts = dict[str, Callable[[], Block]]


def parts(commands: Commands) -> Parts:
    """Name of a live part to what makes it, in the present language."""
    return {"shortcuts": lambda: shortcuts(commands), "codes": codes}


def filled(blocks: tuple[Block, ...], made_by: Parts) -> tuple[Block, ...]:
    """The blocks with every live part put in. Raises `KeyError` for a part that nobody makes.

    A key that the text itself tells of is not told again in the list of shortcuts.
    """
    told = {span.text for text in _texts(blocks) for span in spans(text) if span.kind == "key"}
    return tuple(_without(made_by[one.name](), told) if isinstance(one, Live) else one for one in blocks)


def shortcuts(commands: Commands) -> Pairs:
    """Key and title of every command that has a key; the registry's order."""
    return Pairs(tuple((f"`{one.shortcut}`", one.title()) for one in commands if one.shortcut), left=18)


def codes() -> Pairs:
    """Every code that the program has words for: what happened, what is safe, what to do."""
    return Pairs(
        tuple((f"**{one.code}**", one.sentence) for one in sorted(messages.known(), key=lambda known: known.code)),
        left=36,
    )


def _without(block: Block, told: set[str]) -> Block:
    if not isinstance(block, Pairs):
        return block
    return replace(block, rows=tuple(row for row in block.rows if row[0].strip("`") not in told))


def _texts(blocks: Iterable[Block]) -> Iterable[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Items):
            yield from block.texts
        elif isinstance(block, Pairs):
            for row in block.rows:
                yield from row

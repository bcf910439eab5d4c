"""Reading and writing Qt's translation files (.ts, XML), shared by the tools of this folder."""

from __future__ import annotations

import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
LANGUAGES = ("kk", "ru")
FORMS = {"kk": 2, "ru": 3}  # CLDR: kk one/other, ru one/few/many


def ts_file(language: str) -> Path:
    return FOLDER / f"shipager_{language}.ts"


@contextmanager
def lock() -> Iterator[None]:
    """One tool at a time works on the .ts files (their writers rewrite them whole)."""
    with (FOLDER / "README.md").open("rb") as handle:  # any file that is never rewritten
        if sys.platform != "win32":
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def read(language: str) -> ET.ElementTree[ET.Element]:
    return ET.parse(ts_file(language))  # noqa: S314  our own file


def write(language: str, tree: ET.ElementTree[ET.Element]) -> None:
    """In the form that lupdate writes, whole or not at all."""
    ET.indent(tree, "    ")
    text = ET.tostring(tree.getroot(), encoding="unicode", short_empty_elements=False)
    text = re.sub(r"<(translation|extracomment|numerusform)( [^>]*)?></\1>", r"<\1\2></\1>", text)
    whole = f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{text}\n'
    temporary = ts_file(language).with_suffix(".part")
    temporary.write_text(whole, encoding="utf-8")
    temporary.replace(ts_file(language))


def messages(tree: ET.ElementTree[ET.Element]) -> Iterator[tuple[str, str, ET.Element]]:
    """(context, English source, message element) of every entry."""
    for context in tree.getroot().findall("context"):
        name = context.findtext("name") or ""
        for message in context.findall("message"):
            yield name, message.findtext("source") or "", message


def is_finished(message: ET.Element) -> bool:
    translation = message.find("translation")
    if translation is None or translation.get("type") is not None:
        return False
    forms = translation.findall("numerusform")
    return all((form.text or "").strip() for form in forms) if forms else bool((translation.text or "").strip())

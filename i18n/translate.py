"""Fills translations in: `python i18n/translate.py FILE.json`.

FILE.json is {"Context": {"English source": ["қазақша", "по-русски"]}}; the context is the name of the class
whose `tr` is called, or the first argument of `QCoreApplication.translate`. For a text with %n each
language gives its list of forms: {"Context": {"%n file(s)": [["%n файл"], ["%n файл", "%n файла", "%n файлов"]]}}
(a shorter list repeats its last form). Run it as often as you like; it collects new texts first.
"""

from __future__ import annotations

import json
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import ts_files  # type: ignore[import-not-found,unused-ignore]  # found beside this script
import update  # type: ignore[import-not-found,unused-ignore]  # found beside this script

Entry = str | list[str]


def fill(translations: dict[str, dict[str, list[Entry]]]) -> list[str]:
    """Write the entries; returns those that no source text asks for."""
    unused = {f"{context}: {source}" for context, entries in translations.items() for source in entries}
    for at, language in enumerate(ts_files.LANGUAGES):
        tree = ts_files.read(language)
        for context, source, message in ts_files.messages(tree):
            entry = translations.get(context, {}).get(source)
            if entry is not None:
                unused.discard(f"{context}: {source}")
                _set(message, entry[at], ts_files.FORMS[language])
        ts_files.write(language, tree)
    return sorted(unused)


def _set(message: ET.Element, text: Entry, forms: int) -> None:
    translation = message.find("translation")
    if translation is None:
        translation = ET.SubElement(message, "translation")
    translation.attrib.clear()
    for old in list(translation):
        translation.remove(old)
    if message.get("numerus") == "yes":
        given = [text] if isinstance(text, str) else text
        translation.text = None
        for at in range(forms):
            ET.SubElement(translation, "numerusform").text = given[min(at, len(given) - 1)]
    else:
        translation.text = text if isinstance(text, str) else text[0]


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    translations = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    with ts_files.lock():
        update.collect()
        unused = fill(translations)
        missing = update.unfinished()
    for one in unused:
        print(f"no such text in ui/: {one}")
    for language, context, source in missing:
        print(f"unfinished {language}  {context}  {source!r}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

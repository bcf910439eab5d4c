"""Collects the texts of ui/ into the .ts files: `python i18n/update.py` (add --check to change nothing).

It runs lupdate with `-extensions py`: without it lupdate skips Python in folders without a word. What is
translated stays; what is gone from the source is dropped; new texts come in unfinished and are listed.
"""

from __future__ import annotations

import ast
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import ts_files  # type: ignore[import-not-found,unused-ignore]  # found beside this script


def collect() -> None:
    """Merge the present sources into both files."""
    import PySide6

    lupdate = Path(PySide6.__file__).parent / ("lupdate.exe" if sys.platform == "win32" else "lupdate")
    for language in ts_files.LANGUAGES:
        before = _forms(language)
        subprocess.run(
            [
                str(lupdate), "-silent", "-extensions", "py", "-no-obsolete", "-disable-heuristic", "sametext",
                "-disable-heuristic", "similartext", "-locations", "none",
                "-source-language", "en", "-target-language", f"{language}_KZ",
                str(ts_files.FOLDER.parent / "ui"), "-ts", str(ts_files.ts_file(language)),
            ],
            check=True,
            capture_output=True,
        )  # fmt: skip
        tree = ts_files.read(language)
        for context, source, message in ts_files.messages(tree):
            if "%n" in source:
                _make_plural(message, before.get((context, source)), ts_files.FORMS[language])
        ts_files.write(language, tree)


def _forms(language: str) -> dict[tuple[str, str], list[str]]:
    """The plural forms that were translated already."""
    if not ts_files.ts_file(language).exists():
        return {}
    found = {}
    for context, source, message in ts_files.messages(ts_files.read(language)):
        forms = [form.text or "" for form in message.iter("numerusform")]
        if any(forms):
            found[(context, source)] = forms
    return found


def _make_plural(message: ET.Element, known: list[str] | None, forms: int) -> None:
    """lupdate knows plurals of `tr` only, and throws the forms of `translate` away: put them (back) in."""
    message.set("numerus", "yes")
    translation = message.find("translation")
    if translation is None:
        translation = ET.SubElement(message, "translation")
    for old in list(translation):
        translation.remove(old)
    translation.text = None
    for at in range(forms):
        ET.SubElement(translation, "numerusform").text = known[min(at, len(known) - 1)] if known else ""
    if known:
        translation.attrib.pop("type", None)
    else:
        translation.set("type", "unfinished")


def unfinished() -> list[tuple[str, str, str]]:
    """(language, context, source) of every text without a finished translation."""
    return [
        (language, context, source)
        for language in ts_files.LANGUAGES
        for context, source, message in ts_files.messages(ts_files.read(language))
        if not ts_files.is_finished(message)
    ]


def passed_over() -> list[str]:
    """`file:line text` of every text that lupdate did not see: it reads plain calls with plain names only."""
    seen = {source for _, source, _ in ts_files.messages(ts_files.read("kk"))}
    missed = []
    root = ts_files.FOLDER.parent
    for file in sorted((root / "ui").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            source = _source_of(node)
            if source is not None and source not in seen:
                missed.append(f"{file.relative_to(root)}:{getattr(node, 'lineno', 0)} {source!r}")
    return missed


def _source_of(node: ast.AST) -> str | None:
    """The English text of a call to `tr` or `translate`, where it is a literal."""
    if not isinstance(node, ast.Call):
        return None
    name = getattr(node.func, "id", getattr(node.func, "attr", ""))
    place = {"tr": 0, "translate": 1}.get(name)
    if place is None or len(node.args) <= place:
        return None
    text = node.args[place]
    return text.value if isinstance(text, ast.Constant) and isinstance(text.value, str) else None


def main() -> int:
    check = "--check" in sys.argv[1:]
    with ts_files.lock():
        before = {
            one: ts_files.ts_file(one).read_bytes() for one in ts_files.LANGUAGES if ts_files.ts_file(one).exists()
        }
        collect()
        stale = [one for one in ts_files.LANGUAGES if ts_files.ts_file(one).read_bytes() != before.get(one)]
        missing, missed = unfinished(), passed_over()
        if check:
            for one, content in before.items():
                ts_files.ts_file(one).write_bytes(content)
    for language, context, source in missing:
        print(f"unfinished {language}  {context}  {source!r}")
    for one in missed:
        print(f"lupdate passes over {one}")
    for language in stale if check else ():
        print(f"stale {language}: run python i18n/update.py")
    return 1 if missing or missed or (check and stale) else 0


if __name__ == "__main__":
    sys.exit(main())

"""Collects the texts of ui/ into the .ts files: `python i18n/update.py` (add --check to change nothing).

It runs lupdate with `-extensions py`: without it lupdate skips Python in folders without a word. What is
translated stays; what is gone from the source is dropped; new texts come in unfinished and are listed.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import ts_files  # type: ignore[import-not-found,unused-ignore]  # found beside this script


def collect() -> None:
    """Merge the present sources into both files."""
    import PySide6

    lupdate = Path(PySide6.__file__).parent / ("lupdate.exe" if sys.platform == "win32" else "lupdate")
    for language in ts_files.LANGUAGES:
        subprocess.run(
            [
                str(lupdate), "-silent", "-extensions", "py", "-no-obsolete", "-locations", "none",
                "-source-language", "en", "-target-language", f"{language}_KZ",
                str(ts_files.FOLDER.parent / "ui"), "-ts", str(ts_files.ts_file(language)),
            ],
            check=True,
        )  # fmt: skip
        ts_files.write(language, ts_files.read(language))


def unfinished() -> list[tuple[str, str, str]]:
    """(language, context, source) of every text without a finished translation."""
    return [
        (language, context, source)
        for language in ts_files.LANGUAGES
        for context, source, message in ts_files.messages(ts_files.read(language))
        if not ts_files.is_finished(message)
    ]


def main() -> int:
    check = "--check" in sys.argv[1:]
    with ts_files.lock():
        before = {
            one: ts_files.ts_file(one).read_bytes() for one in ts_files.LANGUAGES if ts_files.ts_file(one).exists()
        }
        collect()
        stale = [one for one in ts_files.LANGUAGES if ts_files.ts_file(one).read_bytes() != before.get(one)]
        missing = unfinished()
        if check:
            for one, content in before.items():
                ts_files.ts_file(one).write_bytes(content)
    for language, context, source in missing:
        print(f"unfinished {language}  {context}  {source!r}")
    for language in stale if check else ():
        print(f"stale {language}: run python i18n/update.py")
    return 1 if missing or (check and stale) else 0


if __name__ == "__main__":
    sys.exit(main())

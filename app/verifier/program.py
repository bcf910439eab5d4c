"""`python shipager-verify.pyz FILE|FOLDER`: are these documents what was signed? Without program and network.

Verifies a CMS with its content, a take-away ZIP (or its folder), the signed ZIP of the NCA's software, and a whole
export. Exit code 0 for GENUINE and WITH WARNINGS, otherwise 1; 2 where nothing could be asked.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.domain.errors import WorldError
from app.domain.signature import Verdict
from app.eds import carried, evidence, trust
from app.eds.verification import sentences
from app.eds.verification.files import SignedFile
from app.eds.verification.printed import lines, shown
from app.export import layout
from app.export import verify as export_verification
from app.paths import shipped

_GOOD = frozenset({Verdict.GENUINE, Verdict.WITH_WARNINGS})


def main(arguments: Sequence[str]) -> int:
    """Raises nothing: whatever is wrong is a sentence and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a Windows console may know no Kazakh letters
            stream.reconfigure(encoding="utf-8", errors="replace")
    a = _parser().parse_args(arguments)
    try:
        if a.file.is_dir() and (a.file / layout.TAG_MANIFEST).is_file():
            return _export(a)
        return _file(a)
    except WorldError as problem:
        return _say(sentences.of_reason(problem.code, a.language) or problem.code)
    except OSError as problem:
        return _say(f"{_words(a.language)['unreadable']}: {problem.filename or a.file}")
    except ImportError:  # XML and PDF are read by libraries that are not in this file
        return _say(_words(a.language)["needs-program"])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="shipager-verify.pyz",
        description="\n".join(_words(language)["about"] for language in sentences.LANGUAGES),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", type=Path, metavar="FILE|FOLDER")
    parser.add_argument("--content", type=Path, metavar="FILE", help="what a detached CMS signs")
    parser.add_argument("--at", type=_moment, metavar="TIME", help="ISO 8601; default: now")
    parser.add_argument("--trust", choices=("production", "test"), default="production")
    parser.add_argument("--authority", type=Path, action="append", default=[], metavar="FILE")
    parser.add_argument("--evidence", type=Path, action="append", default=[], metavar="FILE")
    parser.add_argument("--language", choices=sentences.LANGUAGES, default="ru")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--version", action="version", version=_version())
    return parser


def _file(a: argparse.Namespace) -> int:
    file = carried.packed(a.file) if a.file.is_dir() else a.file.read_bytes()
    content = a.content.read_bytes() if a.content else None
    trusted = (
        trust.production()
        if a.trust == "production"
        else trust.of_public_test_keys(path.read_bytes() for path in a.authority)
    )
    signed = SignedFile(file, content, trusted=trusted, now=a.at or datetime.now(UTC))
    report = signed.report(tuple(evidence.evidence_of(path.read_bytes()) for path in a.evidence))
    if a.json:
        _print_json(shown(report))
    else:
        print(*lines(report, a.language), sep="\n")
    return 0 if report.verdict in _GOOD else 1


def _export(a: argparse.Namespace) -> int:
    """A whole export: every file against the manifests, the practice's signature, every document's signatures."""
    report = export_verification.verify_export(a.file, at=a.at)
    words = _words(a.language)
    if a.json:
        _print_json(
            {
                "ok": report.ok, "files": report.files, "documents": report.documents,
                "signatures": report.signatures, "verdicts": {str(k): n for k, n in sorted(report.verdicts.items())},
                "key_fingerprint": report.key_fingerprint,
                "findings": [{"code": one.code, "path": one.path, "detail": one.detail} for one in report.findings],
            }
        )  # fmt: skip
    else:
        print(words["whole"] if report.ok else words["not-whole"])
        print(f"{words['files']}: {report.files} · {words['signatures']}: {report.signatures}")
        for verdict, count in sorted(report.verdicts.items()):
            print(f"   {sentences.of_verdict(Verdict(verdict), a.language)}: {count}")
        for one in report.findings:
            print(f"   {one.code}: {one.path} {one.detail}".rstrip())
        print(f"{words['key']}: {report.key_fingerprint}")
    return 0 if report.ok else 1


def _moment(text: str) -> datetime:
    """Without a zone it is UTC."""
    read = datetime.fromisoformat(text)
    return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)


def _words(language: str) -> dict[str, str]:
    listed: dict[str, dict[str, str]] = json.loads(shipped("resources", "verifier", "words.json").read_text("utf-8"))
    return listed[language]


def _version() -> str:
    """Which sources the file was built from."""
    if not shipped("VERIFIER.json").is_file():
        return "Shipager"  # run from the sources themselves
    listed: dict[str, Any] = json.loads(shipped("VERIFIER.json").read_text("utf-8"))
    return f"{listed['program']} {listed['version']} · {listed['rules_version']}"


def _print_json(value: dict[str, Any]) -> None:
    print(json.dumps(value, ensure_ascii=False))


def _say(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

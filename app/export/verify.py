"""Checking an export without the store, the keys or a network: what was altered, what is missing, what was added.

The chain: the practice's key → tag manifest → manifest → files; and each document's signatures by `app/eds/`. A bag
proves that it is unchanged since the key signed it; whose key that is, a person tells by its fingerprint.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from app.domain.errors import Unreadable, WorldError
from app.domain.signature import SignatureReport, Verdict
from app.eds import ed25519, trust
from app.eds.verify import failures, verify
from app.export.layout import DOCUMENTS, MANIFEST, PUBLIC_KEY, SIGNATURE, STATE, TAG_MANIFEST, TRUST

_LINE = re.compile(r"([0-9a-fA-F]{64})  (.+)")
_MOST_LISTED = 512 * 1024 * 1024  # bytes of a manifest: some millions of files
_MOST_SIGNED = 256 * 1024 * 1024  # bytes of a document that are read at once
_MOST_CONTAINER = 16 * 1024 * 1024
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong.

    Codes: `altered`, `missing`, `added`, `unreadable`, `bad-path`, `manifest-missing`, `manifest-unreadable`,
    `unfinished`, `manifest-signature`, `key-unreadable`, `other-key`, `signature-invalid`, `document-missing`,
    `trust-unreadable`.
    """

    code: str
    path: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ExportReport:
    findings: tuple[Finding, ...]
    files: int
    documents: int
    signatures: int
    verdicts: dict[str, int] = field(default_factory=dict)  # of the documents' signatures
    key_fingerprint: str = ""

    @property
    def ok(self) -> bool:
        return not self.findings


@dataclass(slots=True)
class _Look:
    """What one verification goes through."""

    folder: Path
    at: datetime
    tell: Progress
    findings: list[Finding] = field(default_factory=list)

    def found(self, code: str, path: str, detail: str = "") -> None:
        self.findings.append(Finding(code, path, detail))


def verify_export(
    folder: Path,
    *,
    expected_key: str = "",
    at: datetime | None = None,
    progress: Progress = lambda done, total, what: None,
) -> ExportReport:
    """Read everything and say what is wrong with it; an empty list of findings means that nothing is.

    `expected_key`: the fingerprint of the key that must have signed. `at`: the moment at which certificates are judged.
    """
    look = _Look(folder, at or datetime.now(UTC), progress)
    if (folder / STATE).exists():
        look.found("unfinished", STATE)
    key = _bound_by_key(look, expected_key)
    tags, payload = _manifest(look, TAG_MANIFEST), _manifest(look, MANIFEST)
    tags.pop(SIGNATURE, None)
    for listed in (tags, payload):
        _listed_files(look, listed)
    _unlisted_files(look, {*tags, *payload, TAG_MANIFEST, SIGNATURE})
    documents, verdicts = _documents(look)
    ordered = tuple(sorted(look.findings, key=lambda one: (one.path, one.code)))
    return ExportReport(ordered, len(payload) + len(tags), documents, sum(verdicts.values()), dict(verdicts), key)


def _bound_by_key(look: _Look, expected_key: str) -> str:
    """The signature of the tag manifest; returns the key's fingerprint."""
    try:
        key = ed25519.public_key((look.folder / PUBLIC_KEY).read_bytes())
    except (OSError, Unreadable):
        look.found("key-unreadable", PUBLIC_KEY)
        return ""
    fingerprint = hashlib.sha256(key).hexdigest()
    if expected_key and fingerprint != expected_key.casefold().replace(" ", ""):
        look.found("other-key", PUBLIC_KEY)
    try:
        bound = ed25519.verify(key, (look.folder / SIGNATURE).read_bytes(), (look.folder / TAG_MANIFEST).read_bytes())
    except OSError:
        bound = False
    if not bound:
        look.found("manifest-signature", SIGNATURE)
    return fingerprint


def _manifest(look: _Look, name: str) -> dict[str, str]:
    """Path to digest. Paths that would lead out of the folder are findings, and are not followed."""
    place = look.folder / name
    try:
        text = place.read_text(encoding="utf-8") if place.stat().st_size <= _MOST_LISTED else None
    except FileNotFoundError:
        look.found("manifest-missing", name)
        return {}
    except (OSError, UnicodeDecodeError):
        text = None
    if text is None:
        look.found("manifest-unreadable", name)
        return {}
    listed: dict[str, str] = {}
    for line in text.splitlines():
        match = _LINE.fullmatch(line)
        if match is None:
            look.found("manifest-unreadable", name, line[:100])
            continue
        path = match[2].replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
        if not _is_inside(path):
            look.found("bad-path", path)
            continue
        listed[path] = match[1].lower()
    return listed


def _is_inside(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return bool(parts) and not path.startswith("/") and ".." not in parts and "\\" not in path and ":" not in path


def _listed_files(look: _Look, listed: dict[str, str]) -> None:
    for number, (path, sha256) in enumerate(sorted(listed.items())):
        place = look.folder.joinpath(*PurePosixPath(path).parts)
        try:
            if place.is_symlink() or not place.is_file():
                look.found("missing", path)
            elif _digest_of(place) != sha256:
                look.found("altered", path)
        except OSError:  # a name that no disk takes, a file that we may not read
            look.found("unreadable", path)
        if number % 100 == 0:
            look.tell(number, len(listed), "files")


def _digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _unlisted_files(look: _Look, known: set[str]) -> None:
    folders = [look.folder]
    while folders:  # not by recursion: somebody may nest them deeper than our stack
        folder = folders.pop()
        try:
            inside = [(path, path.is_dir() and not path.is_symlink()) for path in folder.iterdir()]
        except OSError:
            look.found("unreadable", folder.relative_to(look.folder).as_posix())
            continue
        for path, is_folder in inside:
            name = path.relative_to(look.folder).as_posix()
            if is_folder:
                folders.append(path)
            elif name not in known and name != STATE:
                look.found("added", name)


def _documents(look: _Look) -> tuple[int, Counter[str]]:
    """Verify each signature container over its document's bytes."""
    verdicts: Counter[str] = Counter()
    root = look.folder.joinpath(*PurePosixPath(DOCUMENTS).parts)
    folders = sorted(path for path in root.iterdir() if path.is_dir()) if root.is_dir() else []
    trusted = _trusted(look) if folders else None
    for number, place in enumerate(folders):
        look.tell(number, len(folders), "signatures")
        for signed, containers in _signed(place):
            _containers(look, signed, containers, trusted, verdicts)
    return len(folders), verdicts


def _signed(place: Path) -> Iterator[tuple[Path, list[Path]]]:
    """The document with its containers, then each part of it that another specialist signed."""
    yield place / "document.pdf", sorted((place / "signatures").glob("*.p7s"))
    for part in sorted((place / "parts").glob("*.json")):
        yield part, sorted(one for one in part.parent.glob("*.p7s") if one.name.startswith(f"{part.stem}-s"))


def _containers(
    look: _Look, document: Path, containers: list[Path], trusted: trust.TrustList | None, verdicts: Counter[str]
) -> None:
    name = document.relative_to(look.folder).as_posix()
    if not document.is_file() or document.stat().st_size > _MOST_SIGNED:
        if containers:
            look.found("document-missing", name)
        return
    content = _bytes_of(look, document)
    for container in containers:
        signed = _bytes_of(look, container) if container.stat().st_size <= _MOST_CONTAINER else b""
        if trusted is None or content is None or signed is None:
            verdicts[Verdict.NOT_CONFIRMED] += 1
            continue
        report = verify(signed, content, trusted=trusted, now=look.at)
        verdicts[report.verdict] += 1
        if report.verdict is Verdict.INVALID:
            look.found("signature-invalid", container.relative_to(look.folder).as_posix(), _why(report))


def _bytes_of(look: _Look, path: Path) -> bytes | None:
    """None, and a finding, where we may not read it."""
    try:
        return path.read_bytes()
    except OSError:
        look.found("unreadable", path.relative_to(look.folder).as_posix())
        return None


def _why(report: SignatureReport) -> str:
    return ", ".join(f"{check.code} {check.reason}" for check in failures(report))


def _trusted(look: _Look) -> trust.TrustList | None:
    """The program's own list; a bag that calls itself TEST brings the test authority, and only that."""
    bag_info = look.folder / "bag-info.txt"
    entries = bag_info.read_text(encoding="utf-8", errors="replace").splitlines() if bag_info.is_file() else []
    if "Shipager-Environment: TEST" not in entries:
        return trust.production()
    place = look.folder.joinpath(*PurePosixPath(TRUST).parts)
    try:
        return trust.of_test(path.read_bytes() for path in sorted(place.glob("*.cer")))
    except WorldError:
        look.found("trust-unreadable", TRUST)
        return None

"""The take-away ZIP of one document, as `app/takeaway/` writes it, read by whoever gets it: bytes, CMS, evidence.

`META-INF/manifest.json` names each file with its SHA-256. The manifest itself is signed by nobody: it finds damage and
what was slipped in; what the document is worth, its signatures say.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.domain.errors import Unreadable
from app.domain.signature import Check, Evidence, EvidenceKind, Result
from app.eds import zipped
from app.eds.zipped import Entry

MANIFEST = "META-INF/manifest.json"
FORMAT = "shipager-take-away"
VERSION = 1
_MOST_MANIFEST = 4 * 1024 * 1024
_MOST_SIGNATURES = 256
_MOST_EVIDENCE = 256  # beside one signature
_NOT_SIGNED = Check("Z2", Result.FAIL, "file-not-signed")

# Beginnings of the names in evidence/<signature>/, and what lies under them.
EVIDENCE_NAMES = (
    ("tst", EvidenceKind.TST),
    ("ocsp", EvidenceKind.OCSP),
    ("crl", EvidenceKind.CRL),
    ("chain", EvidenceKind.CERT),
    ("archive", EvidenceKind.ATS),
)


@dataclass(frozen=True, slots=True)
class Carried:
    """One signature: its file, the CMS, what it signs (the document, or a part of it), the evidence beside it."""

    name: str
    container: bytes
    content: bytes
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Package:
    """One document with everything that proves it."""

    document: str  # name of the file
    content: bytes
    signatures: tuple[Carried, ...]
    checks: tuple[Check, ...]  # Z1: every file is as it was packed; Z2: the document is signed, and nothing was added


def is_one(found: tuple[Entry, ...]) -> bool:
    manifest = zipped.named(found, MANIFEST)
    return manifest is not None and FORMAT.encode() in manifest.content[:_MOST_MANIFEST]


def read(found: tuple[Entry, ...]) -> Package:
    """Raises `Unreadable("archive-manifest")`."""
    files = {one.name: one.content for one in found}
    try:
        stated = _stated(files[MANIFEST])
        document = stated["document"]
        signatures = tuple(
            Carried(
                one["file"],
                files[one["file"]],
                files[one.get("content", document)],
                tuple(_evidence(name, files[name]) for name in one["evidence"] if name in files),
            )
            for one in stated["signatures"]
        )
        listed: dict[str, str] = stated["files"]
        content = files[document]
        is_signed = any(one.content is content for one in signatures)
        checks = (_unchanged(files, listed), _nothing_added(files, listed) if is_signed else _NOT_SIGNED)
        return Package(document, content, signatures, checks)
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError) as problem:
        raise Unreadable("archive-manifest") from problem


def packed(folder: Path) -> bytes:
    """An unpacked package as the ZIP that it was; what else lies in the folder is not part of it.

    Raises `Unreadable("archive-manifest")`, `Unreadable("too-large")`, `OSError`.
    """
    manifest = folder.joinpath(*MANIFEST.split("/"))
    written, size = io.BytesIO(), 0
    with zipfile.ZipFile(written, "w") as archive:
        archive.write(manifest, MANIFEST)
        for name in listed(manifest.read_bytes()):
            path = folder.joinpath(*name.split("/"))
            if path.is_file() and not path.is_symlink():
                size += path.stat().st_size
                if size > zipped.MOST_BYTES:
                    raise Unreadable("too-large")
                archive.write(path, name)
    return written.getvalue()


def is_folder(folder: Path) -> bool:
    return folder.joinpath(*MANIFEST.split("/")).is_file()


def listed(manifest: bytes) -> tuple[str, ...]:
    """Names of the files of a package. Raises `Unreadable("archive-manifest")`."""
    try:
        names = tuple(str(name) for name in _stated(manifest)["files"])
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError) as problem:
        raise Unreadable("archive-manifest") from problem
    if not all(zipped.is_safe(name) for name in names):
        raise Unreadable("archive-manifest")
    return names


def _stated(manifest: bytes) -> dict[str, Any]:
    if len(manifest) > _MOST_MANIFEST:
        raise Unreadable("archive-manifest")
    stated: dict[str, Any] = json.loads(manifest)
    signatures = stated["signatures"]
    if stated["format"] != FORMAT or stated["version"] != VERSION or not 0 < len(signatures) <= _MOST_SIGNATURES:
        raise Unreadable("archive-manifest")
    if any(len(one["evidence"]) > _MOST_EVIDENCE for one in signatures):
        raise Unreadable("archive-manifest")
    return stated


def _evidence(name: str, der: bytes) -> Evidence:
    file_name = name.rsplit("/", 1)[-1]
    for start, kind in EVIDENCE_NAMES:
        if file_name.startswith(start):
            return Evidence(kind, der)
    raise Unreadable("archive-manifest")


def _unchanged(files: dict[str, bytes], listed: dict[str, str]) -> Check:
    for name, sha256 in listed.items():
        if name not in files:
            return Check("Z1", Result.FAIL, "file-missing")
        if hashlib.sha256(files[name]).hexdigest() != sha256:
            return Check("Z1", Result.FAIL, "file-changed")
    return Check("Z1", Result.PASS)


def _nothing_added(files: dict[str, bytes], listed: dict[str, str]) -> Check:
    added = set(files) - set(listed) - {MANIFEST}
    return _NOT_SIGNED if added else Check("Z2", Result.PASS)

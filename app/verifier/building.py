"""Makes `shipager-verify.pyz` (PEP 441): the program's own modules that verification needs, asn1crypto, and the rules.

What is needed follows from the import statements, those inside functions too, so nobody keeps a list. The same sources
give the same bytes: names are sorted, times are fixed. asn1crypto comes with its licence (MIT).
"""

from __future__ import annotations

import ast
import importlib.metadata
import importlib.util
import io
import json
import tomllib
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from app.eds.verification import rules
from app.paths import shipped

NAME = "shipager-verify.pyz"
_START = "app.verifier.program"
# Read XML and PDF by libraries that have compiled parts; the program says so where it meets such a file.
_LEFT_OUT = frozenset({"app.eds.xmldsig", "app.eds.wsse", "app.eds.pdf_reading", "app.eds.pades"})
_RESOURCES = (
    ("resources", "eds", "rules.json"),
    ("resources", "eds", "sentences.json"),
    ("resources", "trust", "production.json"),
    ("resources", "trust", "test.json"),
    ("resources", "verifier", "words.json"),
)
_LIBRARY = "asn1crypto"
_TIME = (2026, 1, 1, 0, 0, 0)
_MAIN = f"import sys\nfrom {_START} import main\nsys.exit(main(sys.argv[1:]))\n"


def program_version() -> str:
    try:
        return importlib.metadata.version("shipager")
    except importlib.metadata.PackageNotFoundError:  # started from its sources
        return str(tomllib.loads(shipped("pyproject.toml").read_text("utf-8"))["project"]["version"])


@cache
def build() -> bytes:
    """The file, which also runs by itself where `python3` is on the path."""
    written = io.BytesIO(b"#!/usr/bin/env python3\n")
    written.seek(0, io.SEEK_END)
    with zipfile.ZipFile(written, "a", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in sorted(_files().items()):
            entry = zipfile.ZipInfo(name, _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return written.getvalue()


def modules() -> tuple[str, ...]:
    """Names of the program's modules that go in, sorted."""
    found, waiting = set[str](), [_START]
    while waiting:
        name = waiting.pop()
        if name in found or name in _LEFT_OUT:
            continue
        found.add(name)
        waiting += [*_packages_above(name), *_imported(name)]
    return tuple(sorted(found))


def _files() -> dict[str, bytes]:
    files = {_place(name): _source(name).read_bytes() for name in modules()}
    files |= {"/".join(parts): shipped(*parts).read_bytes() for parts in _RESOURCES}
    library = importlib.util.find_spec(_LIBRARY)
    for folder in (library.submodule_search_locations or []) if library else []:
        files |= {f"{_LIBRARY}/{path.name}": path.read_bytes() for path in Path(folder).glob("*.py")}
    licence = importlib.metadata.distribution(_LIBRARY).read_text("LICENSE") or ""
    files[f"{_LIBRARY}/LICENSE"] = licence.encode()
    if shipped("LICENSE").is_file():
        files["LICENSE"] = shipped("LICENSE").read_bytes()
    stated = {
        "program": "Shipager", "version": program_version(), "rules_version": rules.in_force().version,
        _LIBRARY: importlib.metadata.version(_LIBRARY),
    }  # fmt: skip
    files["VERIFIER.json"] = json.dumps(stated, sort_keys=True).encode()
    files["__main__.py"] = _MAIN.encode()
    return files


def _imported(name: str) -> Iterator[str]:
    """Modules of the program that a module imports, but for type checking alone."""
    for node in _statements(ast.parse(_source(name).read_bytes())):
        if isinstance(node, ast.Import):
            candidates = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            candidates = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        else:
            continue
        yield from (one for one in candidates if one.split(".")[0] == "app" and _is_module(one))


def _statements(top: ast.AST) -> Iterator[ast.AST]:
    for node in ast.iter_child_nodes(top):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            continue
        yield node
        yield from _statements(node)


def _packages_above(name: str) -> Iterator[str]:
    while "." in name:
        name = name.rpartition(".")[0]
        yield name


def _is_module(name: str) -> bool:
    return _source(name).is_file()


def _source(name: str) -> Path:
    place = shipped(*name.split("."))
    return place / "__init__.py" if place.is_dir() else place.with_suffix(".py")


def _place(name: str) -> str:
    return "/".join(name.split(".")) + ("/__init__.py" if _source(name).name == "__init__.py" else ".py")

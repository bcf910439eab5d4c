"""Every use case that writes rows leaves a row in the journal (R22.5-a): read from the program's own text.

A use case is a public function of `app/` that takes a session and an actor. It writes where it, or what it calls inside
`app/`, adds, deletes or updates rows; it is journalled where one of these calls `audit.write`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

Name = tuple[str, str]  # module, function
_WRITES = {"add", "add_all", "delete", "merge"}
_STATEMENTS = {"update", "delete", "insert"}
# Writers without a row of their own, each with its reason.
_QUIET: dict[Name, str] = {
    ("app.attempts", "note_refused"): "the same, told by the refusal",
    (
        "app.attempts",
        "note_signing",
    ): "a part of refusing to sign, whose use case knows the document and leaves the row",
    ("app.intake", "file_copy"): "called by the use case that closes the unreadable record, which leaves the row",
    ("app.patient_rows", "write_parts"): "a part of adding and editing a patient, which leave the row",
    ("app.undo", "remember"): "keeps what takes a step back; the step itself is in the journal",
}


class _Module:
    """The functions of one module, and what its names mean."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        tree = ast.parse(text)
        self.functions = {one.name: one for one in tree.body if isinstance(one, ast.FunctionDef)}
        self.names: dict[str, Name] = {one: (name, one) for one in self.functions}
        self.modules: dict[str, str] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "app":
                for one in node.names:
                    self.names.setdefault(one.asname or one.name, (node.module, one.name))
                    self.modules[one.asname or one.name] = f"{node.module}.{one.name}"

    def called(self, function: ast.FunctionDef) -> Iterator[Name]:
        for node in ast.walk(function):
            if isinstance(node, ast.Name) and node.id in self.names:
                yield self.names[node.id]
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                module = self.modules.get(node.value.id)
                if module is not None:
                    yield module, node.attr


def _modules(root: Path) -> dict[str, _Module]:
    found = {}
    for file in (root / "app").rglob("*.py"):
        parts = file.relative_to(root).with_suffix("").parts
        if not {"stand_ins", "demonstration", "commands"} & set(parts):
            name = ".".join(parts).removesuffix(".__init__")
            found[name] = _Module(name, file.read_text(encoding="utf-8"))
    return found


def _writes_itself(function: ast.FunctionDef) -> bool:
    for node in ast.walk(function):
        if not isinstance(node, ast.Call):
            continue
        call = node.func
        if isinstance(call, ast.Attribute) and isinstance(call.value, ast.Name) and call.value.id == "session":
            if call.attr in _WRITES:
                return True
        elif isinstance(call, ast.Name) and call.id in _STATEMENTS:
            return True
    return False


def _reached(modules: dict[str, _Module], start: Name) -> set[Name]:
    seen, waiting = set(), [start]
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        module = modules.get(name[0])
        function = module.functions.get(name[1]) if module else None
        if module is not None and function is not None and name[0] not in {"app.audit", "app.undo"}:
            waiting += module.called(function)
    return seen


def _use_cases(modules: dict[str, _Module]) -> Iterator[Name]:
    for module in modules.values():
        for name, function in module.functions.items():
            arguments = [one.arg for one in function.args.args[:2]]
            if not name.startswith("_") and arguments == ["session", "actor"]:
                yield module.name, name


@pytest.mark.clause("22.5")
def test_every_use_case_that_writes_leaves_a_row(project_root: Path) -> None:
    modules = _modules(project_root)
    writing, silent = 0, []
    for use_case in _use_cases(modules):
        if use_case[0] == "app.audit" or use_case in _QUIET:
            continue
        reached = _reached(modules, use_case)
        functions = [
            modules[module].functions[name]
            for module, name in reached
            if module in modules and module != "app.audit" and name in modules[module].functions
        ]
        if any(map(_writes_itself, functions)):
            writing += 1
            if ("app.audit", "write") not in reached:
                silent.append(".".join(use_case))
    assert writing > 60, "the reading of the program's text finds its use cases"
    assert not silent, "these write and leave no row in the journal"


def test_exceptions_are_use_cases_that_exist(project_root: Path) -> None:
    assert set(_QUIET) <= set(_use_cases(_modules(project_root)))

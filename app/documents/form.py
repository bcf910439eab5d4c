"""What a document form is: a template, its words in both languages, and the values it prints (seam `DocumentForm`).

A form is one module in `app/documents/forms/` that declares `FORM`, one typst template and one file of words in
`resources/forms/`. Values reach the template as JSON: markup is never built from data.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Protocol

from app import registry
from app.domain.document import DocumentDraft
from app.domain.errors import Refused
from app.paths import shipped


class DocumentForm(Protocol):
    """One form of the record."""

    key: str
    version: str  # of template and words; stored with each document

    def title(self, language: str) -> str: ...

    def values(self, draft: DocumentDraft) -> dict[str, Any]:
        """What the template prints: plain JSON values, already in the document's language."""
        ...

    def record(self, draft: DocumentDraft) -> dict[str, Any]:
        """The machine-readable record that is embedded: a FHIR R4 Bundle of type `document`."""
        ...


def forms() -> dict[str, DocumentForm]:
    from app.documents import forms as folder

    return registry.entries(folder, "FORM")


def find(key: str) -> DocumentForm:
    """Raises `Refused("form-unknown")`."""
    found = forms().get(key)
    if found is None:
        raise Refused("form-unknown", form=key)
    return found


def template_of(key: str) -> Path:
    return shipped("resources", "forms", f"{key}.typ")


def words_of(key: str, language: str) -> dict[str, Any]:
    """The form's words in one language. Raises `Refused("language")`."""
    listed = json.loads(shipped("resources", "forms", f"{key}.json").read_text("utf-8"))
    if language not in listed:
        raise Refused("language")
    words: dict[str, Any] = listed[language]
    return words

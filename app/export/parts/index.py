"""`index.html` in Kazakh and Russian, lists of documents, and a read-me: plain pages that open without a network."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any

from app.domain.clock import local
from app.export.dictionary import LANGUAGES
from app.export.layout import DOCUMENTS
from app.export.part import Exporting
from app.export.parts import dicom, fhir, originals, sqlite_file, tables
from app.paths import shipped

_PAGE = 500  # documents on one page
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b}"
    "table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.35rem .6rem;border-bottom:1px solid #ddd}"
    "h1{font-size:1.6rem}h2{margin-top:2.2rem;border-top:3px solid #0b6e63;padding-top:.6rem}"
    "code{word-break:break-all}.test{background:#fff2cc;padding:.5rem;font-weight:600}.count{text-align:right}"
)
_LISTED = """
    SELECT d.*, p.surname, p.given, p.patronymic FROM document d JOIN patient p ON p.id = d.patient_id ORDER BY d.id"""
Lines = list[str]


@dataclass(frozen=True, slots=True)
class Index:
    key: str = "index"
    order: int = 90

    def units(self, exporting: Exporting) -> int:
        return exporting.count("SELECT count(*) FROM document")

    def write(self, exporting: Exporting) -> None:
        for number, page in enumerate(_document_pages(exporting), 1):
            exporting.bag.write(f"data/documents/list-{number}.html", [page])
        for name, content in (("index.html", _index(exporting)), ("README.txt", _readme(exporting))):
            exporting.bag.write(name, [content])


def _index(exporting: Exporting) -> bytes:
    body: Lines = []
    for language in LANGUAGES:
        words = _words()[language]
        body.append(f'<section lang="{language}"><h1>{escape(words["title"])}</h1>')
        if exporting.is_test:
            body.append(f'<p class="test">{escape(words["test"])}</p>')
        body.append(f"<p>{escape(words['intro' if exporting.scope.patient_id is None else 'intro_patient'])}</p>")
        body += _facts(exporting, words)
        body += _contents(exporting, words)
        body += _left_out(exporting, words)
        body.append(f"<h3>{escape(words['verify'])}</h3>")
        body += [f"<p>{escape(line)}</p>" for line in words["help"]]
        body.append("</section>")
    return _page(" / ".join(_words()[language]["title"] for language in LANGUAGES), body)


def _facts(exporting: Exporting, words: dict[str, Any]) -> Lines:
    facts = (
        (words["practice"], exporting.practice_name),
        (words["made"], local(exporting.started_at).strftime("%d.%m.%Y %H:%M")),
        (words["key"], exporting.fingerprint),
    )
    rows = "".join(f"<tr><th>{escape(name)}</th><td><code>{escape(value)}</code></td></tr>" for name, value in facts)
    return [f"<table>{rows}</table>"]


def _contents(exporting: Exporting, words: dict[str, Any]) -> Lines:
    tables_here = exporting.count("SELECT count(*) FROM sqlite_master WHERE type = 'table'")
    parts = (
        (words["documents"], exporting.count("SELECT count(*) FROM document"), _first_list(exporting)),
        (words["dicom"], dicom.PART.units(exporting), f"{dicom.FOLDER}/DICOMDIR"),
        (words["originals"], originals.PART.units(exporting), f"{originals.FOLDER}/list.ndjson"),
        (words["tables"], tables_here, f"{tables.FOLDER}/datapackage.json"),
        (words["dictionary"], tables_here, f"{tables.FOLDER}/dictionary.csv"),
        (words["sqlite"], 1, sqlite_file.PATH),
        (words["fhir"], len(fhir.KINDS), f"{fhir.FOLDER}/Patient.ndjson"),
        (words["journal"], exporting.count("SELECT count(*) FROM journal"), f"{tables.FOLDER}/journal.csv"),
    )
    head = f"<tr><th>{words['what']}</th><th>{words['count']}</th><th>{words['where']}</th></tr>"
    rows = [
        f'<tr><td>{escape(name)}</td><td class="count">{count}</td><td>{_link(exporting, path)}</td></tr>'
        for name, count, path in parts
    ]
    every = ", ".join(
        _link(exporting, f"{tables.FOLDER}/{table.name}.csv", table.name) for table in tables.tables_of(exporting)
    )
    return [f"<table>{head}{''.join(rows)}</table><p>{every}</p>"]


def _first_list(exporting: Exporting) -> str:
    return "data/documents/list-1.html" if exporting.count("SELECT count(*) FROM document") else DOCUMENTS


def _link(exporting: Exporting, path: str, shown: str = "") -> str:
    """A link only to what is there: an empty practice has no DICOMDIR."""
    text = escape(shown or path)
    return f'<a href="{escape(path, quote=True)}">{text}</a>' if exporting.bag.has(path) else text


def _left_out(exporting: Exporting, words: dict[str, Any]) -> Lines:
    found = Counter((one.what, one.reason) for one in exporting.left_out())
    if not found:
        return [f"<h3>{escape(words['left_out'])}</h3><p>{escape(words['left_out_none'])}</p>"]
    rows = "".join(
        f'<tr><td>{escape(what)}</td><td class="count">{count}</td><td>{escape(words["reasons"][reason])}</td></tr>'
        for (what, reason), count in sorted(found.items())
    )
    return [f"<h3>{escape(words['left_out'])}</h3><table>{rows}</table>"]


def _document_pages(exporting: Exporting) -> Iterator[bytes]:
    page: Lines = []
    number = 1
    for row in exporting.rows(_LISTED):
        page.append(_document_row(exporting, row))
        exporting.tell(1)
        if len(page) == _PAGE:
            yield _document_page(page, number)
            page, number = [], number + 1
    if page:
        yield _document_page(page, number)


def _document_row(exporting: Exporting, row: Any) -> str:
    name = " ".join(part for part in (row["surname"], row["given"], row["patronymic"]) if part)
    state = " / ".join(_words()[language]["withdrawn"] for language in LANGUAGES) if row["state"] == "withdrawn" else ""
    count = exporting.count("SELECT count(*) FROM signature WHERE document_id = ?", row["id"])
    return (
        f"<tr><td>{escape(row['created_at'][:10])}</td><td>{escape(name)}</td>"
        f'<td><a href="{row["uid"]}/document.pdf">{escape(row["title"])}</a> {escape(state)}</td>'
        f'<td class="count"><a href="{row["uid"]}/document.json">{count}</a></td></tr>'
    )


def _document_page(rows: Lines, number: int) -> bytes:
    def both(name: str) -> str:
        return escape(" / ".join(_words()[language][name] for language in LANGUAGES))

    following = f'<p><a href="list-{number + 1}.html">{both("next")}</a></p>' if len(rows) == _PAGE else ""
    head = "".join(f"<th>{both(name)}</th>" for name in ("date", "patient", "document", "signatures"))
    table = f"<table><tr>{head}</tr>{''.join(rows)}</table>"
    return _page(
        " / ".join(_words()[language]["document_list"] for language in LANGUAGES),
        [f'<p><a href="../../index.html">{both("back")}</a></p>', table, following],
    )


def _readme(exporting: Exporting) -> bytes:
    parts: Lines = []
    for language in LANGUAGES:
        words = _words()[language]
        parts += [words["title"].upper(), f"{words['practice']}: {exporting.practice_name}"]
        parts += [words["test"]] if exporting.is_test else []
        parts += [f"{words['key']}:", f"  {exporting.fingerprint}", "", *words["help"], "", ""]
    return ("\ufeff" + "\r\n".join(parts)).encode()


def _page(title: str, body: Lines) -> bytes:
    text = "\n".join(body)
    return (
        f'<!DOCTYPE html>\n<html lang="kk"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{_STYLE}</style></head><body>\n{text}\n</body></html>\n"
    ).encode()


@cache
def _words() -> dict[str, dict[str, Any]]:
    spoken: dict[str, dict[str, Any]] = json.loads(
        shipped("resources", "export", "texts.json").read_text(encoding="utf-8")
    )
    return spoken


PART = Index()

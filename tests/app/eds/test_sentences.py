"""Every code and every reason of a report has its sentence in Kazakh, Russian and English."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from app.domain.signature import Check, Result, Verdict
from app.eds import revocation
from app.eds.verification import engine, rules, sentences

_REASON = re.compile(r"[a-z]+(-[a-z0-9]+)+")
# Modules whose texts in kebab case are reasons of checks.
_SOURCES = (
    "verification", "authority.py", "carried.py", "crl.py", "integrity.py", "ocsp.py", "pdf_reading.py", "trust.py",
    "tsp.py", "xmldsig.py", "zipcon.py",
)  # fmt: skip
# Texts of that shape that are no reasons: refusals with sentences of their own, names, uses, kinds of document.
_OTHERS = {
    "archive-manifest", "authority-not-test", "authority-unusable", "enveloped-signature", "financial-signatory",
    "gost34310-gost34311", "medical-entry", "pdf-encrypted", "rsa-sha256", "rsa-sha384", "rsa-sha512",
    "shipager-take-away", "time-stamp-optional", "tsa-garbage", "tsa-imprint", "tsa-nonce", "tsa-refused",
    "tsa-timeout", "tsa-token", "tsa-unreachable", "utf-8",
}  # fmt: skip


def _reasons(root: Path) -> set[str]:
    found = set()
    for source in _SOURCES:
        place = root / "app" / "eds" / source
        for file in place.rglob("*.py") if place.is_dir() else [place]:
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and _REASON.fullmatch(node.value):
                    found.add(node.value)
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Check" and len(node.args) == 3:
                    found |= {one.value for one in ast.walk(node.args[2]) if isinstance(one, ast.Constant)}
    return {
        one for one in found - _OTHERS if isinstance(one, str) and "gostr3410" not in one and "gostr3411" not in one
    }


def test_every_reason_that_the_code_can_give_has_a_sentence(project_root: Path) -> None:
    assert not _reasons(project_root) - set(sentences.texts("reasons")) - {""}


def test_every_row_has_a_sentence_and_a_function() -> None:
    listed = [row.code for row in rules.in_force().rows]
    assert set(listed) == set(engine.ROWS)
    assert set(listed) <= set(sentences.texts("checks"))


@pytest.mark.parametrize("kind", ["checks", "reasons", "results", "verdicts", "revocation_reasons"])
def test_every_sentence_is_there_in_each_language(kind: str) -> None:
    for key, said in sentences.texts(kind).items():
        assert set(said) == set(sentences.LANGUAGES), key
        assert all(text.strip() for text in said.values()), key


def test_verdicts_results_and_revocation_reasons_have_theirs() -> None:
    assert set(sentences.texts("verdicts")) == {str(one) for one in Verdict}
    assert set(sentences.texts("results")) == {str(one) for one in Result}
    assert set(sentences.texts("revocation_reasons")) == set(revocation.REASONS.values())


def test_a_line_says_what_was_looked_at_and_what_was_found() -> None:
    failed = Check("V2", Result.FAIL, "expired")
    assert sentences.line(failed, "ru") == "✗  Сертификат действует: срок истёк"
    assert sentences.line(failed, "kk") == "✗  Куәлік мерзімі ішінде: мерзімі өткен"
    assert sentences.line(Check("T1", Result.PASS, "no-time-stamp"), "en").startswith("–  ")
    assert sentences.of_reason("never-heard-of", "kk") == "never-heard-of"

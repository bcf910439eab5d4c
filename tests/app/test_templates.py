"""Templates of notes: shipped ones in both languages, own and shared ones, never deleted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from app import templates, undo
from app.domain.access import Actor, Role
from app.domain.errors import NotFound, Refused
from app.domain.note_template import GAP, SPECIALTIES, NoteTemplate, gaps, joined
from app.domain.visit import TEXTS
from db.store import Store
from db.tables.account import AccountTable
from db.tables.journal import JournalTable
from db.tables.note_template import NoteTemplateTable

TEXT = {"complaints": "Кашель {сколько} дней", "plan": "Рентген", "objective": "  "}


@pytest.fixture
def colleague(store: Store, actor: Actor) -> Actor:
    """A doctor who is not the owner."""
    with store.writing() as session:
        row = AccountTable(login="olzhas", surname="Ким", roles=["doctor"], totp_secret="", created_at=_now(session))
        session.add(row)
        session.flush()
        return replace(actor, account_id=row.id, login="olzhas", roles=frozenset({Role.DOCTOR}), session="s2")


def _now(session: object) -> object:
    from app import record

    return record.of(session).clock.now()  # type: ignore[arg-type]  # a session of the store


def _list(store: Store, actor: Actor, language: str = "ru") -> tuple[NoteTemplate, ...]:
    with store.reading() as session:
        return templates.list_templates(session, actor, language)


def _save(store: Store, actor: Actor, name: str = "Бронхит", **named: object) -> NoteTemplate:
    with store.writing() as session:
        return templates.save_template(session, actor, name, "ru", TEXT, **named)  # type: ignore[arg-type]  # named wishes


@pytest.mark.clause("6")
def test_shipped_templates_say_the_same_in_both_languages(store: Store, actor: Actor) -> None:
    shipped = [one for one in _list(store, actor) if one.is_starter]
    pairs: dict[str, dict[str, NoteTemplate]] = {}
    for one in shipped:
        _, name, language = one.key.split(":")
        pairs.setdefault(name, {})[language] = one
    assert len(pairs) >= 4
    for name, both in pairs.items():
        kazakh, russian = both["kk"], both["ru"]
        assert set(kazakh.texts) == set(russian.texts) <= set(TEXTS), name
        assert {"complaints", "objective", "recommendations"} <= set(kazakh.texts), "what a signed record needs"
        assert kazakh.specialty == russian.specialty in SPECIALTIES
        for field in kazakh.texts:
            assert len(gaps(kazakh.texts[field])) == len(gaps(russian.texts[field])), (name, field)
            assert "{" not in GAP.sub("", kazakh.texts[field] + russian.texts[field]), "every brace is a gap"


def test_the_language_of_the_document_comes_first_and_own_ones_before_shipped_ones(store: Store, actor: Actor) -> None:
    _save(store, actor)
    found = _list(store, actor)
    assert found[0].name == "Бронхит"
    assert found[0].texts == {"complaints": "Кашель {сколько} дней", "plan": "Рентген"}, "an empty row is not kept"
    languages = [one.language for one in found]
    assert languages == sorted(languages, key=lambda one: one != "ru")
    assert _list(store, actor, "kk")[0].language == "kk"


def test_own_ones_are_seen_by_nobody_else_and_shared_ones_are_changed_by_their_author_or_the_owner(
    store: Store, actor: Actor, colleague: Actor
) -> None:
    mine = _save(store, actor, "Мой")
    ours = _save(store, colleague, "Наш", is_shared=True)
    owners = _save(store, actor, "Общий", is_shared=True)
    names = {one.name: one.may_change for one in _list(store, colleague)}
    assert "Мой" not in names
    assert (names["Наш"], names["Общий"]) == (True, False)
    assert {one.name: one.may_change for one in _list(store, actor)}["Наш"]
    with store.writing() as session:
        with pytest.raises(NotFound, match="template"):
            templates.rename_template(session, colleague, mine.key, "Чужой")
        with pytest.raises(Refused, match="no-right"):
            templates.withdraw_template(session, colleague, owners.key)
        with pytest.raises(Refused, match="no-right"):
            templates.withdraw_template(session, colleague, "starter:ecg-conclusion:ru")
        templates.withdraw_template(session, actor, ours.key)
    assert "Наш" not in {one.name for one in _list(store, colleague)}


@pytest.mark.clause("10")
def test_reception_neither_reads_nor_saves_them(store: Store, actor: Actor) -> None:
    desk = replace(actor, roles=frozenset({Role.RECEPTION}))
    with pytest.raises(Refused, match="no-right"):
        _list(store, desk)
    with pytest.raises(Refused, match="no-right"):
        _save(store, desk)


@pytest.mark.parametrize(
    ("name", "language", "texts", "code"),
    [
        (" ", "ru", TEXT, "template-name"), ("Бронхит", "en", TEXT, "language"),
        ("Бронхит", "ru", {}, "template-empty"),
        ("Бронхит", "ru", {"plan": " "}, "template-empty"), ("Бронхит", "ru", {"iin": "1"}, "template-empty"),
        ("Бронхит", "ru", {"plan": "а" * 20_001}, "template-long"),
        ("заключение ЭКГ", "ru", TEXT, "template-name-taken"),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_refused_with_a_code(
    store: Store, actor: Actor, name: str, language: str, texts: dict[str, str], code: str
) -> None:
    with store.writing() as session, pytest.raises(Refused, match=f"^{code}"):
        templates.save_template(session, actor, name, language, texts)


@pytest.mark.clause("22.5")
def test_every_change_is_in_the_journal_and_is_taken_back(store: Store, actor: Actor) -> None:
    starter = "starter:ecg-conclusion:ru"
    saved = _save(store, actor)
    with store.writing() as session:
        templates.rename_template(session, actor, saved.key, "Бронхит острый")
        renamed = templates.rename_template(session, actor, starter, "ЭКГ")
        templates.withdraw_template(session, actor, renamed.key)
    names = [one.name for one in _list(store, actor)]
    assert "Бронхит острый" in names
    assert not {"ЭКГ", "Заключение ЭКГ"} & set(names), "the shipped one stays away where a row stands for it"
    with store.writing() as session:
        for _ in range(3):
            undo.undo(session, actor)
    names = [one.name for one in _list(store, actor)]
    assert {"Бронхит", "Заключение ЭКГ"} <= set(names)
    assert len(names) == len(set(names))
    with store.writing() as session:
        undo.undo(session, actor)
        rows = list(session.scalars(select(NoteTemplateTable)))
        actions = list(session.scalars(select(JournalTable.action).where(JournalTable.object_type == "note_template")))
    assert "Бронхит" not in {one.name for one in _list(store, actor)}
    assert len(rows) == 2, "no row is deleted"
    assert actions == [
        "template.save", "template.rename", "template.rename", "template.withdraw", "template.restore",
        "template.rename", "template.rename", "template.withdraw",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("", "т"), (" \n", "т"), ("есть", "есть\nт"), ("есть\n", "есть\nт")],
)
def test_what_is_typed_stays_above_the_template(typed: str, expected: str) -> None:
    assert joined(typed, "т") == expected


def test_gaps_are_underscores_and_words_in_braces() -> None:
    assert gaps("___ мм, {размер}; __ и {} и {\n}") == ((0, 3), (8, 16))

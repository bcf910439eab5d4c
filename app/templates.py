"""Templates of a visit's note: those that are shipped, those that doctors saved; saving, renaming, withdrawing.

Shipped ones lie in `resources/templates/`; a row that names one stands in its place, so a practice may rename or
hide it. A doctor sees the own and the shared ones. A template is withdrawn, never deleted. Requirement R6-a.
"""

from __future__ import annotations

import json
import unicodedata
import uuid
from functools import cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import audit, record, undo
from app.domain.access import Actor, Permission, require
from app.domain.errors import Conflict, NotFound, Refused
from app.domain.note_template import LONGEST_NAME, LONGEST_TEXT, SPECIALTIES, NoteTemplate
from app.domain.visit import TEXTS
from app.paths import shipped
from db.tables.note_template import NoteTemplateTable

LANGUAGES = ("kk", "ru")


def list_templates(session: Session, actor: Actor, language: str) -> tuple[NoteTemplate, ...]:
    """What this user may insert: those of `language` first, in each the own ones before the shipped ones."""
    require(actor, Permission.CLINICAL_READ)
    rows = session.scalars(select(NoteTemplateTable).order_by(NoteTemplateTable.id.desc())).all()
    replaced = {row.starter for row in rows if row.starter}
    found = [
        *(_template(row, actor) for row in rows if row.withdrawn_at is None and _is_seen(row, actor)),
        *(_starter_template(name, actor) for name in sorted(_starters()) if name not in replaced),
    ]
    return tuple(sorted(found, key=lambda one: (one.language != language, one.is_starter, one.name.casefold())))


def save_template(
    session: Session,
    actor: Actor,
    name: str,
    language: str,
    texts: dict[str, str],
    *,
    is_shared: bool = False,
    specialty: str = "",
) -> NoteTemplate:
    """Keep the texts of a note as a template of this user, or of the whole practice.

    Raises `Refused`: `no-right`, `template-name`, `template-name-taken`, `template-empty`, `template-long`, `language`.
    """
    require(actor, Permission.CLINICAL_WRITE)
    if actor.account_id is None:
        raise Refused("no-right", permission=Permission.CLINICAL_WRITE.value)
    if language not in LANGUAGES:
        raise Refused("language")
    kept = _checked(texts)
    row = NoteTemplateTable(
        uid=str(uuid.uuid4()),
        name=_free_name(session, actor, name, language),
        language=language,
        texts=kept,
        specialty=specialty if specialty in SPECIALTIES else "",
        account_id=actor.account_id,
        is_shared=is_shared,
        created_at=record.of(session).clock.now(),
    )
    session.add(row)
    session.flush()
    audit.write(session, actor, "template.save", "note_template", row.id, after=_as_json(row))
    undo.remember(session, actor, "template.save", {"template_id": row.id})
    return _template(row, actor)


def rename_template(session: Session, actor: Actor, key: str, name: str) -> NoteTemplate:
    """Give another name.

    Raises `NotFound("template")`, `Refused`: `no-right`, `template-name`, `template-name-taken`.
    """
    row = _changeable(session, actor, key)
    before, row.name = row.name, _free_name(session, actor, name, row.language, besides=row.id)
    if before != row.name:
        audit.write(session, actor, "template.rename", "note_template", row.id, before=before, after=row.name)
        undo.remember(session, actor, "template.rename", {"template_id": row.id, "before": before, "after": row.name})
    session.flush()
    return _template(row, actor)


def withdraw_template(session: Session, actor: Actor, key: str) -> None:
    """Take a template out of the list; the row stays. Raises `NotFound("template")`, `Refused("no-right")`."""
    row = _changeable(session, actor, key)
    _withdraw(session, actor, row)
    undo.remember(session, actor, "template.withdraw", {"template_id": row.id})


def take_back_save(session: Session, actor: Actor, step: dict[str, Any]) -> None:
    """Withdraw what was saved by mistake."""
    _withdraw(session, actor, _own_row(session, actor, step["template_id"]))


def take_back_rename(session: Session, actor: Actor, step: dict[str, Any]) -> None:
    """The name that it had."""
    row = _own_row(session, actor, step["template_id"])
    if row.name != step["after"]:
        raise Conflict("template-changed")
    row.name = step["before"]
    audit.write(
        session, actor, "template.rename", "note_template", row.id,
        before=step["after"], after=row.name, reason="undo",
    )  # fmt: skip


def take_back_withdraw(session: Session, actor: Actor, step: dict[str, Any]) -> None:
    """Bring it back into the list."""
    row = _own_row(session, actor, step["template_id"])
    row.withdrawn_at = None
    audit.write(session, actor, "template.restore", "note_template", row.id, after=_as_json(row), reason="undo")


def _withdraw(session: Session, actor: Actor, row: NoteTemplateTable) -> None:
    if row.withdrawn_at is None:
        row.withdrawn_at = record.of(session).clock.now()
        audit.write(session, actor, "template.withdraw", "note_template", row.id, before=_as_json(row))


def _checked(texts: dict[str, str]) -> dict[str, str]:
    """The texts that say something, of the fields that a note has."""
    unknown = set(texts) - set(TEXTS)
    if unknown:
        raise Refused("template-empty")
    kept = {name: texts[name] for name in TEXTS if texts.get(name, "").strip()}
    if not kept:
        raise Refused("template-empty")
    if any(len(text) > LONGEST_TEXT for text in kept.values()):
        raise Refused("template-long", letters=LONGEST_TEXT)
    return kept


def _free_name(session: Session, actor: Actor, name: str, language: str, besides: int | None = None) -> str:
    """One line, not longer than the list can show, and not the name of another one in it."""
    words = " ".join(unicodedata.normalize("NFC", name).split())[:LONGEST_NAME]
    if not words:
        raise Refused("template-name")
    others = (one for one in list_templates(session, actor, language) if one.language == language)
    if any(one.name.casefold() == words.casefold() and one.key != f"own:{besides}" for one in others):
        raise Refused("template-name-taken")
    return words


def _is_seen(row: NoteTemplateTable, actor: Actor) -> bool:
    return row.is_shared or row.account_id == actor.account_id


def _may_change(row: NoteTemplateTable, actor: Actor) -> bool:
    """The own ones; those of the practice also by whoever may change its settings."""
    own = row.account_id == actor.account_id and actor.may(Permission.CLINICAL_WRITE)
    return own or (row.is_shared and actor.may(Permission.SETTINGS))


def _changeable(session: Session, actor: Actor, key: str) -> NoteTemplateTable:
    """The row of a template; a shipped one gets its row now, because something about it is going to change."""
    kind, _, name = key.partition(":")
    if kind == "starter":
        require(actor, Permission.SETTINGS)
        return _row_of_starter(session, actor, name)
    row = session.get(NoteTemplateTable, int(name)) if kind == "own" and name.isdecimal() else None
    if row is None or row.withdrawn_at is not None or not _is_seen(row, actor):
        raise NotFound("template")
    if not _may_change(row, actor):
        raise Refused("no-right", permission=Permission.SETTINGS.value)
    return row


def _own_row(session: Session, actor: Actor, template_id: int) -> NoteTemplateTable:
    row = session.get(NoteTemplateTable, template_id)
    if row is None:
        raise NotFound("template")
    if not _may_change(row, actor):
        raise Refused("no-right", permission=Permission.SETTINGS.value)
    return row


def _row_of_starter(session: Session, actor: Actor, name: str) -> NoteTemplateTable:
    if name not in _starters() or actor.account_id is None:
        raise NotFound("template")
    if session.scalars(select(NoteTemplateTable.id).where(NoteTemplateTable.starter == name)).first() is not None:
        raise NotFound("template")  # it is in the list under its own number
    shipped_one = _starters()[name]
    row = NoteTemplateTable(
        uid=str(uuid.uuid4()),
        name=shipped_one.name,
        language=shipped_one.language,
        texts=dict(shipped_one.texts),
        specialty=shipped_one.specialty,
        account_id=actor.account_id,
        is_shared=True,
        starter=name,
        created_at=record.of(session).clock.now(),
    )
    session.add(row)
    session.flush()
    return row


def _template(row: NoteTemplateTable, actor: Actor) -> NoteTemplate:
    return NoteTemplate(
        key=f"own:{row.id}",
        name=row.name,
        language=row.language,
        texts={name: row.texts[name] for name in TEXTS if name in row.texts},
        specialty=row.specialty,
        is_shared=row.is_shared,
        is_starter=bool(row.starter),
        may_change=_may_change(row, actor),
    )


def _starter_template(name: str, actor: Actor) -> NoteTemplate:
    one = _starters()[name]
    may = actor.may(Permission.SETTINGS)
    return NoteTemplate(one.key, one.name, one.language, dict(one.texts), one.specialty, True, True, may)


@cache
def _starters() -> dict[str, NoteTemplate]:
    """Shipped templates by name and language: `therapist-first:kk`."""
    found: dict[str, NoteTemplate] = {}
    for file in sorted(shipped("resources", "templates").glob("*.json")):
        stored = json.loads(file.read_text(encoding="utf-8"))
        for language in LANGUAGES:
            name, part = f"{file.stem}:{language}", stored[language]
            found[name] = NoteTemplate(
                f"starter:{name}", part["name"], language, part["texts"], stored["specialty"], is_starter=True
            )
    return found


def _as_json(row: NoteTemplateTable) -> dict[str, Any]:
    return {"name": row.name, "language": row.language, "texts": row.texts, "is_shared": row.is_shared}

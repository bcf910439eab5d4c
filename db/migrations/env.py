"""What Alembic runs for each command: the connection is handed over, nothing is read from files or the environment."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from sqlalchemy import types

from db.tables import metadata


def _plain_type(kind: str, item: Any, _autogen: Any) -> str | Literal[False]:
    """Revisions name plain SQL types, so that they never change with the program's own types."""
    if kind != "type":
        return False
    plain = item.impl_instance if isinstance(item, types.TypeDecorator) else item
    return f"sa.{type(plain).__name__}()"


def _ours(_object: Any, name: str | None, kind: str, _reflected: bool, _compare_to: Any) -> bool:
    return not (kind == "table" and (name or "").startswith(("patient_words", "patient_pieces")))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=False,
    transactional_ddl=True,
    render_item=_plain_type,
    include_object=_ours,
)
context.run_migrations()

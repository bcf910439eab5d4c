"""Rows that are only ever added: triggers that refuse to change or remove them (requirement 27.12).

Evidence, containers and reports are fixed as a whole; of documents and signatures what was signed, by whom and when.
An INSERT that names an existing number would replace the row without a word; it is refused too.
"""

from __future__ import annotations

WHOLE = ("signature_version", "signature_evidence", "signature_report", "document_cover")
PARTLY: dict[str, tuple[str, ...]] = {
    "document": ("uid", "patient_id", "visit_id", "form", "version", "previous_id", "content_id", "sha256",
                 "created_at"),
    "signature": ("document_id", "part_id", "account_id", "signer_name", "signer_iin", "bin_number", "role",
                  "store_kind", "certificate_serial", "certificate_issuer", "algorithm", "signing_time"),
}  # fmt: skip
_REFUSE = "BEGIN SELECT RAISE(ABORT, 'append-only'); END"


def _known(table: str) -> str:
    return f"EXISTS (SELECT 1 FROM {table} WHERE id = new.id)"


def _fixed(table: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    named = f" OF {', '.join(columns)}" if columns else ""
    return (
        f"CREATE TRIGGER {table}_fixed BEFORE UPDATE{named} ON {table} {_REFUSE}",
        f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} {_REFUSE}",
        f"CREATE TRIGGER {table}_once BEFORE INSERT ON {table} WHEN {_known(table)} {_REFUSE}",
    )


# A part is written freely until it is signed; from then on only its state changes.
_SIGNED_COLUMNS = "part_uid, version, visit_id, title, text, account_id, content_id, sha256"
_SIGNED = f"ON document_part WHEN old.content_id IS NOT NULL {_REFUSE}"
_PART = (
    f"CREATE TRIGGER document_part_fixed BEFORE UPDATE OF {_SIGNED_COLUMNS} {_SIGNED}",
    f"CREATE TRIGGER document_part_kept BEFORE DELETE {_SIGNED}",
)

SCHEMA = (
    *(
        statement
        for table, columns in (*((name, ()) for name in WHOLE), *PARTLY.items())
        for statement in _fixed(table, columns)
    ),
    *_PART,
)

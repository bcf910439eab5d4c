"""The tables of the store, one file per noun. Importing this package registers all of them on `metadata`."""

from db.tables import (  # noqa: F401  each import registers its tables
    account,
    appointment,
    archive_record,
    device,
    document,
    evidence,
    journal,
    note_template,
    order,
    outbox,
    patient,
    practice,
    result,
    signing,
    visit,
)
from db.tables.columns import Row

metadata = Row.metadata

"""Search results as a table model: a row for each patient, nothing fetched while painting."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.domain.patient import PatientRow
from ui import formats

Index = QModelIndex | QPersistentModelIndex
_COLUMNS = 5


class PatientModel(QAbstractTableModel):
    """Name, birth date with age, sex, IIN, phone."""

    def __init__(self, today: Callable[[], Any]) -> None:
        super().__init__()
        self._today = today
        self._rows: tuple[PatientRow, ...] = ()
        self._heads: tuple[str, ...] = ("",) * _COLUMNS

    def show_rows(self, rows: tuple[PatientRow, ...]) -> None:
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def set_heads(self, heads: tuple[str, ...]) -> None:
        self._heads = heads
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, _COLUMNS - 1)
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, _COLUMNS - 1))

    def patient(self, row: int) -> PatientRow:
        return self._rows[row]

    def row_of(self, patient_id: int) -> int:
        """-1 where the patient is not among the results."""
        return next((n for n, row in enumerate(self._rows) if row.patient_id == patient_id), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else _COLUMNS

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        patient = self._rows[index.row()]
        born = formats.day(patient.birth_date)
        years = formats.age(patient.birth_date, self._today())
        return (
            patient.name.full,
            f"{born} · {years}" if born else "",
            formats.sex(patient.sex),
            formats.iin(patient.iin),
            patient.phone.shown if patient.phone else "",
        )[index.column()]

"""A signature made with another program: the files go into a folder, the signatures come back (27.9)."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app import signed_elsewhere
from app.domain.errors import Refused
from app.finishing import Finished
from app.signed_elsewhere import FileToSign
from ui.context import Context
from ui.tasks import Progress
from ui.theme import focus_by_keyboard
from ui.widgets.buttons import Button
from ui.widgets.labels import label
from ui.widgets.layouts import horizontal, vertical

_LARGEST = 16 * 1024 * 1024  # a container with everything that may be inside is far smaller


class Elsewhere(QWidget):
    """`fix_wanted()` before files are handed out, `taken(Finished)`, `refused(WorldError)`."""

    fix_wanted = Signal()
    taken = Signal(object)
    refused = Signal(object)

    def __init__(self, context: Context, visit_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._visit_id = context, visit_id
        column = vertical(context.theme, self, spacing=6)
        row = horizontal(context.theme, spacing=8)
        self.save_button = Button(context.theme, icon="folder-open")
        self.take_button = Button(context.theme, icon="download-simple")
        self.save_button.clicked.connect(self.fix_wanted)
        self.take_button.clicked.connect(self.choose_files)
        row.addWidget(self.save_button)
        row.addWidget(self.take_button)
        row.addStretch(1)
        column.addLayout(row)
        self._said = label("", "ok", wrap=True)
        self._said.hide()
        column.addWidget(self._said)
        self._warning = label("", "small", wrap=True)
        column.addWidget(self._warning)
        self.retranslate()

    # out

    def choose_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("Where the files are saved"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.save_to)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_to(self, folder: str) -> None:
        """Hand the files out; the journal keeps which."""

        def write(files: tuple[FileToSign, ...]) -> None:
            self._context.tasks.work(
                self, lambda _: _written(Path(folder), files), done=self._saved, failed=self.refused.emit
            )

        self._context.tasks.write(
            self, signed_elsewhere.export_for_signing, self._visit_id, done=write, failed=self.refused.emit
        )

    def _saved(self, names: tuple[str, ...]) -> None:
        self._said.setText(self.tr("Saved: {names}").format(names=", ".join(names)))
        self._said.show()
        focus_by_keyboard(self.take_button)

    # back

    def choose_files(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose the signatures"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self.take_from)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take_from(self, paths: list[str]) -> None:
        """The signatures of all files at once, in any order and any of the usual wrappings."""
        practice, visit_id = self._context.practice, self._visit_id

        def work(_: Progress) -> Finished:
            files = [_read(Path(path)) for path in paths]
            return signed_elsewhere.take_signatures(practice.store, practice.actor, visit_id, files)

        self._context.tasks.sign(self, work, done=self.taken.emit, failed=self.refused.emit)

    def retranslate(self) -> None:
        self.save_button.setText(self.tr("Save the files…"))
        self.take_button.setText(self.tr("Take the signatures back…"))
        self._warning.setText(
            self.tr("The files are readable by everybody who has them: delete them when the signatures are back.")
        )

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _written(folder: Path, files: tuple[FileToSign, ...]) -> tuple[str, ...]:
    try:
        for one in files:
            (folder / one.name).write_bytes(one.content)
    except OSError as problem:
        raise Refused("export-target") from problem
    return tuple(one.name for one in files)


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise Refused("elsewhere-none")
        return path.read_bytes()
    except OSError as problem:
        raise Refused("elsewhere-none") from problem

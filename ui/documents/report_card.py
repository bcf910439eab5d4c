"""One signature as a person reads it: whose, when and by which clock, what it is worth, and every check on request."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from app.domain.errors import WorldError
from app.domain.signature import Level, Result, SignatureReport, SignatureState
from app.domain.signed import SignatureRow
from ui import formats
from ui.chip import Chip
from ui.documents.review_sheet import review_word
from ui.messages import explain
from ui.settings.key_words import role_word
from ui.sign import words
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.labels import label
from ui.widgets.layouts import vertical

_ORDER = (Result.FAIL, Result.WARN, Result.NOT_CHECKED, Result.PASS)
_WORSE_THAN_PASS = frozenset({Result.FAIL, Result.WARN, Result.NOT_CHECKED})


class ReportCard(QFrame):
    """Made for one report; a newer report makes a newer card. `row` is what the record knows of its own signature."""

    review_wanted = Signal()  # a person has looked at what is marked
    try_wanted = Signal()  # do not wait for the next attempt

    def __init__(
        self, theme: Theme, report: SignatureReport, row: SignatureRow | None = None, name: str = "",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setProperty("surface", "card")
        self._theme, self._report, self._row, self._name = theme, report, row, name
        self._is_open = False
        self._column = vertical(theme, self, margins=(14, 12), spacing=4)
        self._more = Button(theme, icon="caret-down", kind="ghost")
        self._more.clicked.connect(self.toggle)
        self._details = QWidget()
        self._inside = vertical(theme, self._details, spacing=4)
        self._details.hide()
        self._build()

    def toggle(self) -> None:
        """Show or hide every check and the certificate."""
        self._is_open = not self._is_open
        self._details.setVisible(self._is_open)
        self._more.set_icon("caret-up" if self._is_open else "caret-down")
        self._say_more()

    def _build(self) -> None:
        report, column = self._report, self._column
        if self._name:
            column.addWidget(label(self._name, "small", wrap=True))
        column.addWidget(Chip(*words.verdict_word(report.verdict)))
        signer = report.signer
        column.addWidget(label(signer.subject_name if signer else self._signer_of_row(), "strong", wrap=True))
        for text in self._who():
            column.addWidget(label(text, "secondary", wrap=True))
        for title, value in self._when():
            column.addWidget(label(title, "small"))
            column.addWidget(label(value, "", wrap=True))
        for text, role in self._state():
            column.addWidget(label(text, role, wrap=True))
        self._add_buttons()
        for check in sorted(report.checks, key=lambda one: _ORDER.index(words.shown_result(one))):
            shown = words.shown_result(check)
            place = column if shown in _WORSE_THAN_PASS else self._inside
            place.addWidget(label(words.line(check), words.ROLES[shown], wrap=True))
        self._inside.addSpacing(self._theme.px(6))
        for title, value in self._certificate():
            self._inside.addWidget(label(title, "small"))
            self._inside.addWidget(label(value, "", wrap=True))
        column.addWidget(self._details)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._say_more()

    def _say_more(self) -> None:
        passed = sum(words.shown_result(check) is Result.PASS for check in self._report.checks)
        all_of_them = self.tr("All checks ({count} in order)").format(count=passed)
        self._more.setText(self.tr("Less") if self._is_open else all_of_them)

    def _add_buttons(self) -> None:
        row = self._row
        if row is not None and row.review:
            self._column.addWidget(looked_button(self._theme, self.review_wanted.emit), 0, Qt.AlignmentFlag.AlignLeft)
        if row is not None and row.state is not SignatureState.COMPLETE and row.last_problem:
            again = Button(self._theme, icon="arrow-clockwise")
            again.setText(self.tr("Try now"))
            again.clicked.connect(self.try_wanted)
            self._column.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)

    def _signer_of_row(self) -> str:
        return self._row.signer_name if self._row else self.tr("Signer unknown")

    def _who(self) -> list[str]:
        signer = self._report.signer
        if signer is None:
            return []
        number = formats.iin(signer.iin) if signer.iin else signer.subject_number
        organisation = self.tr("BIN {number}").format(number=signer.bin_number) if signer.bin_number else ""
        part = self.tr("part: {title}").format(title=self._row.part_title) if self._row and self._row.part_title else ""
        return [" · ".join(one for one in (number, role_word(signer.role), organisation, part) if one)]

    def _when(self) -> list[tuple[str, str]]:
        report = self._report
        stamped = formats.moment(report.time_stamp_time) or self.tr("none yet: nobody else vouches for the time")
        claimed, confirmed = report.claimed_level, report.verified_level
        level = str(confirmed or "—")
        if claimed is not None and claimed is not confirmed:
            level = self.tr("{confirmed} confirmed, {claimed} claimed").format(confirmed=level, claimed=str(claimed))
        return [
            (self.tr("Signed, by the signer's own clock"), formats.moment(report.signing_time) or "—"),
            (self.tr("Time stamp, by the authority's clock"), stamped),
            (self.tr("Level"), level),
        ]

    def _state(self) -> list[tuple[str, str]]:
        row = self._row
        if row is None:
            return []
        said: list[tuple[str, str]] = []
        waiting = {
            SignatureState.SIGNED: self.tr("The time stamp is added by itself as soon as it can be had."),
            SignatureState.TIME_STAMPED: self.tr("Evidence about revocation is added by itself as soon as it comes."),
        }.get(row.state)
        if waiting:
            said.append((f"◷ {waiting}", "warn"))
            if row.last_problem:
                said.append((explain(WorldError(row.last_problem)).sentence, "warn"))
        if row.outside_window:
            said.append((self.tr("The evidence came more than five minutes after the time stamp."), "warn"))
        if row.level is Level.LTA and row.renew_at is not None:
            until = formats.day(row.renew_at.date())
            said.append((self.tr("Archived; the proof is renewed by itself by {date}.").format(date=until), "ok"))
        if row.review:
            said.append((f"⚠ {review_word(row.review)}", "bad"))
        if row.checked_at is not None:
            said.append(
                (self.tr("Last looked at: {moment}").format(moment=formats.moment(row.checked_at)), "secondary")
            )
        if not row.stands:
            said.append((self.tr("This part was changed after it was signed."), "bad"))
        return said

    def _certificate(self) -> list[tuple[str, str]]:
        report, signer = self._report, self._report.signer
        if signer is None:
            return []
        term = f"{formats.day(signer.not_before.date())} – {formats.day(signer.not_after.date())}"
        facts = [
            (self.tr("Certificate"), f"{signer.algorithm} · {signer.serial_number}"),
            (self.tr("Term of the certificate"), term),
            (self.tr("Issued by"), signer.issuer_name),
        ]
        if report.anchor:
            facts.append((self.tr("Trusted authority"), report.anchor))
        if report.reference_time is not None:
            facts.append((self.tr("Judged for the moment"), formats.moment(report.reference_time)))
        facts.append((self.tr("Rules"), report.rules_version))
        return facts


def looked_button(theme: Theme, wanted: Callable[[], object]) -> Button:
    """By which a person puts the mark of a signature to rest."""
    button = Button(theme, icon="check")
    button.setText(QCoreApplication.translate("ReportCard", "I have looked at it…"))
    button.clicked.connect(lambda _: wanted())
    return button

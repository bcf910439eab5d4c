"""Sending a study to another archive: whose it is, where it goes, how far it is, and what was not taken and why.

The objects go as they were received (PS3.4 annex B, the practice as user), with the name that stands in them.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from dataclasses import dataclass

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QComboBox, QWidget

from app import dicom_network, patients
from app.dicom_network import Archive
from app.dicom_sending import Outcome
from app.domain.errors import WorldError
from app.domain.observation import StudySummary
from app.domain.patient import Patient
from ui import formats
from ui.context import Context
from ui.devices import dicom_words
from ui.messages import explain
from ui.tasks import Cancelled, Job, Progress
from ui.theme import focus_by_keyboard, set_property
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.labels import label
from ui.widgets.progress import ProgressStrip
from ui.widgets.sheet import Sheet

_NAMED = 6  # kinds of failure that are told each in a line


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of the objects, and why the rest was not tried, where it was not."""

    outcomes: tuple[Outcome, ...]
    total: int
    problem: WorldError | None = None

    @property
    def count(self) -> int:
        return sum(one.is_sent for one in self.outcomes)

    @property
    def failed(self) -> tuple[Outcome, ...]:
        return tuple(one for one in self.outcomes if not one.is_sent)


class SendStudySheet(Sheet):
    """`SendStudySheet(context, study, what, parent)`; `what` is the study in words."""

    def __init__(self, context: Context, study: StudySummary, what: str, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, parent, width=640)
        self._context, self._study, self._what = context, study, what
        self._total = sum(one.is_current for one in study.instances)
        self._patient: Patient | None = None
        self._archives: tuple[Archive, ...] | None = None
        self._job: Job | None = None
        self._sent: Sent | None = None
        theme = context.theme
        self._how = label("", "secondary", wrap=True)
        self.choice = QComboBox()
        self._where = Field(theme, self.choice)
        self.nowhere = label("", "warn", wrap=True)
        self.progress = ProgressStrip(theme)
        self.outcome = label("", "strong", wrap=True)
        self.failures = label("", "secondary", wrap=True)
        for widget in (self._how, self._where, self.nowhere, self.progress, self.outcome, self.failures):
            self.body.addWidget(widget)
        self.to_devices = Button(theme, icon="monitor")
        self._close = Button(theme)
        self.send_it = Button(theme, icon="paper-plane-tilt", kind="primary")
        self.to_devices.clicked.connect(self._go_to_devices)
        self._close.clicked.connect(self.reject)
        self.send_it.clicked.connect(self.send)
        self.foot.addWidget(self.to_devices)
        self.foot.addStretch(1)
        self.foot.addWidget(self._close)
        self.foot.addWidget(self.send_it)
        self.retranslate()
        if study.patient_id is not None:
            context.tasks.read(self, patients.get, study.patient_id, done=self._take_patient)
        context.tasks.read(self, dicom_network.archives, done=self.show_archives)

    def _take_patient(self, patient: Patient) -> None:
        self._patient = patient
        self.retranslate()

    def show_archives(self, found: tuple[Archive, ...]) -> None:
        self._archives = found
        self.choice.clear()
        for one in found:
            self.choice.addItem(f"{one.name} · {one.ae_title} · {one.host}:{one.port}", one)
        self.retranslate()
        focus_by_keyboard(self.choice if found else self.to_devices)
        self.adjustSize()

    def _go_to_devices(self) -> None:
        self.reject()
        self._context.navigation.go("devices")

    # sending

    def send(self) -> None:
        """In the pool; it can be stopped, and what went stays there."""
        archive = self.choice.currentData()
        if archive is None or self._job is not None:
            return
        practice, study, total = self._context.practice, self._study, self._total

        def work(progress: Progress) -> Sent:
            outcomes: list[Outcome] = []
            try:
                node = dicom_network.node_of(practice, archive)
                for one in dicom_network.send_study(
                    practice, study.study_instance_uid, node,
                    study_id=study.study_id, enough=lambda: progress.is_cancelled,
                ):  # fmt: skip
                    outcomes.append(one)
                    with contextlib.suppress(Cancelled):  # the sender stops by itself, after what is under way
                        progress(len(outcomes), total)
            except WorldError as problem:
                return Sent(tuple(outcomes), total, problem)
            return Sent(tuple(outcomes), total)

        self._sent = None
        self._job = self._context.tasks.work(self, work, done=self.show_sent)
        self.progress.watch(self._job, self.tr("Sending"))
        self.retranslate()

    def show_sent(self, sent: Sent) -> None:
        self._job, self._sent = None, sent
        self.retranslate()
        self.adjustSize()
        focus_by_keyboard(self._close)

    def reject(self) -> None:
        """Esc while objects go stops it first."""
        if self._job is not None:
            self._job.cancel()
            return
        super().reject()

    # words

    def retranslate(self) -> None:
        self.set_title(self.tr("Send to an archive"))
        if self._patient is not None:
            one = self._patient
            self.set_subject(formats.two_identifiers(one.name, one.iin, one.birth_date), self._what)
        self._how.setText(
            self.tr(
                "The images go as the device sent them, with the name that stands in them. It is kept in the journal."
            )
        )
        self._where.set_texts(self.tr("To which archive"))
        self.choice.setAccessibleName(self.tr("To which archive"))
        self.nowhere.setText(
            self.tr(
                "No archive is set up. Open the device of the archive, switch on “Is an archive of images (PACS)” and "
                "enter the port where it listens."
            )
        )
        is_none = self._archives == ()
        self._where.setVisible(not is_none)
        self.nowhere.setVisible(is_none)
        self.to_devices.setVisible(is_none)
        self.to_devices.setText(self.tr("Devices"))
        self._close.setText(self.tr("Close") if self._sent else self.tr("Cancel"))
        self.send_it.setText(self.tr("Send again") if self._sent else self.tr("Send"))
        self.send_it.setVisible(not is_none)
        self.send_it.setEnabled(bool(self._archives) and self._job is None)
        self.choice.setEnabled(self._job is None)
        self.outcome.setText(self._said())
        self.outcome.setVisible(bool(self.outcome.text()))
        is_whole = self._sent is not None and self._sent.count == self._sent.total
        set_property(self.outcome, "role", "ok" if is_whole else "bad")
        self.failures.setText("\n".join(self._why_not()))
        self.failures.setVisible(bool(self.failures.text()))

    def _said(self) -> str:
        sent = self._sent
        if sent is None:
            return ""
        if sent.problem is not None and not sent.outcomes:
            return explain(sent.problem).sentence
        archive = self.choice.currentData()
        name = archive.name if archive else ""
        if sent.count == sent.total:
            return self.tr("%n object(s) sent, all of the study: {archive}", "", sent.count).format(archive=name)
        text = self.tr("Sent to {archive}: {count} of {total}.").format(
            archive=name, count=sent.count, total=sent.total
        )
        if sent.problem is not None:
            return f"{text} {explain(sent.problem).sentence}"
        if len(sent.outcomes) < sent.total:
            return text + " " + self.tr("Stopped; what went stays there.")
        return text

    def _why_not(self) -> list[str]:
        """Objects of one kind that failed alike in one line."""
        failed = self._sent.failed if self._sent else ()
        alike = Counter((one.code, one.status, one.wanted.sop_class_uid) for one in failed)
        return [
            f"✗ {dicom_words.storage_word(kind)} ({count}): {self._reason(code, status)}"
            for (code, status, kind), count in alike.most_common(_NAMED)
        ]

    def _reason(self, code: str, status: int) -> str:
        if code == "not-accepted":
            return self.tr("the archive does not take this kind or its compression")
        if code == "not-readable":
            return self.tr("cannot be read here")
        if code == "peer-gone":
            return self.tr("the connection broke; send again")
        return self.tr("the archive refused (status {status})").format(status=f"{status:04X}")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

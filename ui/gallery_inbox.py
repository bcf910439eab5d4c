"""Scenes of what devices sent wrongly: unread records, the wrong card, a signed document that is warned."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from app import patients, unread
from app.card import read_card
from app.dicom_network import Archive
from app.dicom_query import Wanted
from app.dicom_sending import Outcome
from app.domain.device import SentIdentity
from app.domain.identity import PersonName, Sex
from app.domain.patient import TimelineEntry, TimelineKind
from app.domain.visit import Citation
from app.kept_messages import KeptMessage
from app.signed_documents import documents
from ui.archives.send_sheet import SendStudySheet, Sent
from ui.card.screen import CardScreen
from ui.gallery import Scene, Stage
from ui.inbox.edit_sheet import EditSheet
from ui.inbox.record_sheet import RecordSheet
from ui.inbox.screen import InboxScreen
from ui.moving import steps
from ui.moving.sheet import MoveSheet
from ui.moving.split import SplitSheet
from ui.moving.steps import Filed

_DECODED_MS = 1200  # the decoder child starts anew with every picture of the gallery


def inbox_unread(stage: Stage) -> None:
    _unread(stage)


def inbox_kept(stage: Stage) -> None:
    """Patients of another system, a question of a monitor, an order of another system."""
    frame = stage.open_frame("inbox", "kept")
    stage.settle(200)
    screen: Any = frame.screen_of("inbox")
    assert isinstance(screen, InboxScreen)
    heroine = stage.practice.read(patients.find, "Құсайынова")[0]
    now = stage.practice.clock.now()
    iin = heroine.iin.value if heroine.iin else ""
    stranger = SentIdentity("4471", name=PersonName("Ермеков", "Данияр"), birth_date=date(1992, 4, 3), sex=Sex.MALE)
    known = SentIdentity(
        iin, iin_candidates=(iin,), name=PersonName("Құсайынова", "Әселя"), birth_date=heroine.birth_date
    )
    screen.kept.show_messages((
        KeptMessage(1, now, "HIS", "patient-message", stranger),
        KeptMessage(2, now, "HIS", "patient-message", known, heroine.patient_id, ("name",)),
        KeptMessage(3, now - timedelta(minutes=4), "Comen NC5", "host-query", SentIdentity("12345")),
        KeptMessage(4, now - timedelta(hours=3), "LIS", "order-message", SentIdentity("77")),
    ))  # fmt: skip


def inbox_bytes(stage: Stage) -> None:
    _unread(stage).unread.look_at_it()
    stage.settle(200)


def inbox_hex(stage: Stage) -> None:
    screen = _unread(stage)
    screen.unread.look_at_it()
    stage.settle(200)
    sheet: Any = screen.window().findChild(RecordSheet)
    sheet.view.button("hex").click()


def inbox_edit(stage: Stage) -> None:
    screen = _unread(stage)
    screen.unread.edit_it()
    stage.settle(200)
    sheet: Any = screen.window().findChild(EditSheet)
    sheet.text.setPlainText("MSH|" + sheet.typed)
    stage.settle(600)


def inbox_edit_bad(stage: Stage) -> None:
    _unread(stage).unread.edit_it()
    stage.settle(600)


def card_cited(stage: Stage) -> None:
    """A note that cites a result of the card, and one that is not in it."""
    heroine = stage.practice.read(patients.find, "Құсайынова")[0].patient_id
    frame = stage.open_frame("card", heroine)
    stage.settle(_DECODED_MS)
    screen: Any = frame.screen_of("card")
    assert isinstance(screen, CardScreen)
    here = _first(stage, heroine, TimelineKind.REPORT)
    screen.editor.cited.show_cited(
        heroine,
        (
            Citation("report", here.object_id, "Қан талдауы 23.11.2026: WBC 11.2 10⁹/L ↑"),
            Citation("report", 9999, "ЭКГ"),
        ),
    )
    stage.settle(200)


def card_menu(stage: Stage) -> None:
    heroine = stage.practice.read(patients.find, "Құсайынова")[0].patient_id
    frame = stage.open_frame("card", heroine)
    stage.settle(_DECODED_MS)
    screen: Any = frame.screen_of("card")
    shown = next(one for one in screen.timeline.frames if one.entry.kind is TimelineKind.STUDY)
    screen.show_menu(shown.entry, shown)
    stage.settle(100)


def move(stage: Stage) -> None:
    """To somebody of whom much differs, with a signed document that cites the result."""
    warned = next(one for one in stage.practice.read(documents) if one.warning)
    holder = stage.practice.read(patients.find, "Құсайынова")[0]
    frame = stage.open_frame("card", holder.patient_id)
    entry = _first(stage, holder.patient_id, TimelineKind.REPORT)
    steps.move(frame.context, frame, Filed("report", entry.object_id, holder.patient_id, entry.title))
    stage.settle(200)
    sheet: Any = frame.window().findChild(MoveSheet)
    sheet.chooser.choose(stage.practice.read(patients.find, warned.patient_name.surname)[0])
    stage.settle(200)


def move_cited(stage: Stage) -> None:
    warned = next(one for one in stage.practice.read(documents) if one.warning)
    for one in stage.practice.read(patients.recent, 40):
        reports = [
            entry
            for entry in stage.practice.read(read_card, one.patient_id).timeline
            if entry.kind is TimelineKind.REPORT and one.patient_id != warned.patient_id
        ]
        for entry in reports:
            frame = stage.frame or stage.open_frame("card", one.patient_id)
            sheet = MoveSheet(frame.context, "report", entry.object_id, entry.title, one.patient_id, frame.window())
            sheet.open()
            stage.settle(200)
            if sheet.citing.isVisible():
                return
            sheet.close()


def split(stage: Stage) -> None:
    heroine = stage.practice.read(patients.find, "Құсайынова")[0].patient_id
    frame = stage.open_frame("card", heroine)
    entry = _first(stage, heroine, TimelineKind.STUDY)
    steps.split(frame.context, frame, Filed("study", entry.object_id, heroine, entry.title))
    stage.settle(_DECODED_MS)
    sheet: Any = frame.window().findChild(SplitSheet)
    sheet.mark_series(0)
    stage.settle(200)


def send_study(stage: Stage) -> None:
    """An archive that took some of the objects: which it did not, and why."""
    heroine = stage.practice.read(patients.find, "Құсайынова")[0].patient_id
    frame = stage.open_frame("card", heroine)
    entry = _first(stage, heroine, TimelineKind.STUDY)
    steps.send(frame.context, frame, Filed("study", entry.object_id, heroine, entry.title))
    stage.settle(200)
    sheet: Any = frame.window().findChild(SendStudySheet)
    sheet.show_archives((Archive(1, "PACS", "ORTHANC", "192.168.0.5", 4242),))
    kinds = (("1.2.840.10008.5.1.4.1.1.6.1", "sent", 0), ("1.2.840.10008.5.1.4.1.1.3.1", "not-accepted", 0))
    outcomes = tuple(
        Outcome(Wanted(number, entry.object_id, heroine, 0, kind, "", ""), code, status)
        for number, (kind, code, status) in enumerate(kinds)
    )
    sheet.show_sent(Sent(outcomes, len(outcomes)))


def send_nowhere(stage: Stage) -> None:
    heroine = stage.practice.read(patients.find, "Құсайынова")[0].patient_id
    frame = stage.open_frame("card", heroine)
    entry = _first(stage, heroine, TimelineKind.STUDY)
    steps.send(frame.context, frame, Filed("study", entry.object_id, heroine, entry.title))
    stage.settle(200)


def document_warned(stage: Stage) -> None:
    warned = next(one for one in stage.practice.read(documents) if one.warning)
    stage.open_frame("document", warned.document_id)
    stage.settle(_DECODED_MS)


def card_warned(stage: Stage) -> None:
    warned = next(one for one in stage.practice.read(documents) if one.warning)
    stage.open_frame("card", warned.patient_id)
    stage.settle(_DECODED_MS)


INBOX_SCENES: dict[str, Scene] = {
    "inbox_unread": inbox_unread,
    "inbox_kept": inbox_kept,
    "inbox_bytes": inbox_bytes,
    "inbox_hex": inbox_hex,
    "inbox_edit": inbox_edit,
    "inbox_edit_bad": inbox_edit_bad,
    "card_cited": card_cited,
    "card_menu": card_menu,
    "move": move,
    "move_cited": move_cited,
    "split": split,
    "send_study": send_study,
    "send_nowhere": send_nowhere,
    "document_warned": document_warned,
    "card_warned": card_warned,
}


def _unread(stage: Stage) -> InboxScreen:
    screen = stage.open_frame("inbox", "unread").screen_of("inbox")
    assert isinstance(screen, InboxScreen)
    stage.settle(200)
    causes = stage.practice.read(unread.causes)
    screen.unread.causes.choose(next(row for row, one in enumerate(causes) if one.count > 1))
    stage.settle(200)
    return screen


def _first(stage: Stage, patient_id: int, kind: TimelineKind) -> TimelineEntry:
    return next(one for one in stage.practice.read(read_card, patient_id).timeline if one.kind is kind)

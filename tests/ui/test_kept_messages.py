"""Messages that are no results are seen, and a patient of another system is registered by a person."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from app import patients
from ui.context import Context
from ui.inbox.screen import InboxScreen
from ui.patients.form import PatientForm

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

ADT = (
    "MSH|^~\\&|HIS|CLINIC|||20261123||ADT^A04|1|P|2.5||||||UNICODE UTF-8\rEVN|A04\rPID|1||{}||{}||19850615|F\rPV1|1|O\r"
)


def test_a_patient_of_another_system_is_registered_on_request(
    qtbot: QtBot, work: Context, arrivals: Any, settled: Callable[[], None], pressed: Callable[..., None]
) -> None:
    arrivals.message(ADT.format("850615400125", "Құсайынова^Әсел").encode())
    screen = InboxScreen(work)
    qtbot.addWidget(screen)
    screen.resize(1200, 700)
    screen.show()
    screen.show_subject("kept")
    qtbot.waitUntil(lambda: screen.kept.table.current is not None, timeout=5000)
    settled()
    one = screen.kept.table.current
    assert one is not None
    assert (one.reason, one.patient_id) == ("patient-message", None)
    pressed(screen.kept.table, Qt.Key.Key_Return)
    (form,) = screen.window().findChildren(PatientForm)
    form.save()
    settled()
    (row,) = work.practice.read(patients.find, "Құсайынова")
    screen.kept.reload()
    settled()
    known = screen.kept.table.current
    assert known is not None
    assert (known.patient_id, known.differs) == (row.patient_id, ())


def test_a_curve_inside_a_result_is_drawn(
    qtbot: QtBot, work: Context, arrivals: Any, settled: Callable[[], None]
) -> None:
    from ui.results.curve import Curve
    from ui.results.screen import ResultScreen

    wave = "^".join(str(n % 50) for n in range(1000))
    head = "MSH|^~\\&|MON|WARD|||20261123||ORU^R01|2|P|2.6\rPID|1||7\rOBR|1\r"
    arrivals.message(f"{head}OBX|1|NA|131329^ECG II^MDC||{wave}~1^2^x|uV|||||F\r".encode())
    screen = ResultScreen(work)
    qtbot.addWidget(screen)
    screen.resize(1000, 600)
    screen.show()
    screen.show_subject(1)
    settled()
    assert len(screen.findChildren(Curve)) == 2
    assert screen.table.model().data(screen.table.model().index(0, 1)) == "кривая, 1002 точки"

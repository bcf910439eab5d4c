"""Reception's promises: anybody is found in a few keys in any spelling, entered by IIN, and warned about twins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from app import patients
from app.domain.identity import Iin, PersonName, Phone, Sex
from app.domain.patient import Allergy, ContactPerson, DocumentKind, Patient, PatientDraft
from ui.context import Context
from ui.patients.form import PatientForm
from ui.patients.screen import PatientsScreen

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

ASEL = PatientDraft(
    PersonName("Құсайынова", "Әсел", "Нұрланқызы"), date(1985, 6, 15), Sex.FEMALE, Iin("850615400125"),
    phones=(Phone.parse("87010000001"), Phone.parse("87010000002"), Phone.parse("87010000003")),
    allergies=(Allergy("пенициллин", "сыпь, зуд"), Allergy("йод")), markers=("кардиостимулятор",),
    contacts=(ContactPerson(PersonName("Құсайынов", "Ерлан"), "муж", Phone.parse("87010000004")),),
)  # fmt: skip


@pytest.fixture
def asel(work: Context) -> Patient:
    return work.practice.write(patients.add, ASEL)


@pytest.fixture
def screen(qtbot: QtBot, work: Context, settled: Callable[[], None]) -> PatientsScreen:
    made = PatientsScreen(work)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    settled()
    return made


def _names(screen: PatientsScreen) -> list[str]:
    model = screen.table.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


@pytest.mark.parametrize("typing", ["кусаин", "Құсайынова Әсел", "асел кус", "850615", "850615400125", "0000001"])
def test_a_patient_is_found_by_any_part_in_any_spelling(
    work: Context, asel: Patient, screen: PatientsScreen, typed: Callable[[QWidget, str], None],
    settled: Callable[[], None], typing: str,
) -> None:  # fmt: skip
    typed(screen.search_field, typing)
    settled()
    assert _names(screen) == [asel.name.full]


def test_enter_opens_the_card_of_the_selected_patient(
    qtbot: QtBot, work: Context, asel: Patient, screen: PatientsScreen, typed: Callable[[QWidget, str], None],
    pressed: Callable[..., None], settled: Callable[[], None],
) -> None:  # fmt: skip
    typed(screen.search_field, "кус")
    settled()
    with qtbot.waitSignal(work.navigation.wanted) as went:
        pressed(screen.search_field, Qt.Key.Key_Return)
    assert went.args == ["card", asel.patient_id]


def test_an_arriving_change_leaves_the_selection_where_it_was(
    work: Context, asel: Patient, screen: PatientsScreen, settled: Callable[[], None]
) -> None:
    other = work.practice.write(
        patients.add, PatientDraft(PersonName("Абаева", "Жанар"), document_kind=DocumentKind.PASSPORT)
    )
    settled()
    row = _names(screen).index(asel.name.full)
    screen.table.selectRow(row)
    work.practice.write(patients.edit, other.patient_id, PatientDraft(
        PersonName("Абаева", "Жанара"), document_kind=DocumentKind.PASSPORT), other.version)  # fmt: skip
    settled()
    assert screen.table.currentIndex().siblingAtColumn(0).data() == asel.name.full


def test_nobody_found_says_what_may_be_typed(
    screen: PatientsScreen, typed: Callable[[QWidget, str], None], settled: Callable[[], None]
) -> None:
    typed(screen.search_field, "йййй")
    settled()
    shown = [label.text() for label in screen.findChildren(QLabel) if label.isVisible()]
    assert any("ИИН" in text for text in shown)


def test_the_iin_suggests_birth_date_and_sex_and_imposes_neither(
    qtbot: QtBot, work: Context, typed: Callable[[QWidget, str], None], settled: Callable[[], None]
) -> None:
    form = PatientForm(work)
    qtbot.addWidget(form)
    form.show()
    typed(form.editor("iin"), "850615400125")
    settled()
    draft = form.draft()
    assert (draft.iin, draft.birth_date, draft.sex) == (Iin("850615400125"), date(1985, 6, 15), Sex.FEMALE)

    form.editor("born").set_digits("16061985")
    assert form.draft().birth_date == date(1985, 6, 16)
    assert "15.06.1985" in form.editor("born").accessibleDescription()


def test_an_iin_typed_on_the_kazakh_layout_gives_digits(
    qtbot: QtBot, work: Context, typed: Callable[[QWidget, str], None], settled: Callable[[], None]
) -> None:
    form = PatientForm(work)
    qtbot.addWidget(form)
    form.show()
    typed(form.editor("iin"), 'ү,."')  # the keys of 8 6(.)… as that layout types them
    settled()
    assert form.editor("iin").text().replace(" ", "").isdigit()


def test_a_wrong_check_digit_is_said_in_words_before_saving(
    qtbot: QtBot, work: Context, typed: Callable[[QWidget, str], None], settled: Callable[[], None]
) -> None:
    form = PatientForm(work)
    qtbot.addWidget(form)
    form.show()
    typed(form.editor("surname"), "Иванов")
    typed(form.editor("iin"), "850615400126")
    form.save()
    settled()
    assert form.isVisible()
    assert form.editor("iin").accessibleDescription()
    assert work.practice.read(patients.recent) == ()


def test_a_similar_patient_is_named_while_typing(
    qtbot: QtBot, work: Context, asel: Patient, typed: Callable[[QWidget, str], None], settled: Callable[[], None]
) -> None:
    form = PatientForm(work)
    qtbot.addWidget(form)
    form.show()
    typed(form.editor("surname"), "Кусаинова")
    typed(form.editor("given"), "Асел")
    qtbot.waitUntil(lambda: any(asel.name.full in text for text in _visible_texts(form)), timeout=3000)
    settled()


def _visible_texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def test_editing_keeps_what_the_form_does_not_show(
    qtbot: QtBot, work: Context, asel: Patient, settled: Callable[[], None]
) -> None:
    form = PatientForm(work, patient=asel)
    qtbot.addWidget(form)
    form.show()
    on_form = form.draft()
    assert {*on_form.allergies} == {*ASEL.allergies}
    assert replace(on_form, allergies=()) == replace(ASEL, allergies=())
    form.editor("address").setText("Алматы, Абай 10")
    with qtbot.waitSignal(form.saved) as saved:
        form.save()
    settled()
    assert saved.args[0].address == "Алматы, Абай 10"
    assert saved.args[0].phones == asel.phones


def test_a_form_that_was_left_comes_back_with_what_was_typed(
    work: Context, screen: PatientsScreen, typed: Callable[[QWidget, str], None], settled: Callable[[], None]
) -> None:
    screen.new_patient()
    form = screen.findChild(PatientForm) or next(w for w in screen.window().findChildren(PatientForm))
    typed(form.editor("surname"), "Незаконченный")
    form.reject()
    screen.new_patient()
    settled()
    assert form.isVisible()
    assert form.draft().name.surname == "Незаконченный"
    form.reject()

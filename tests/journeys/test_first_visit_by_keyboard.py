"""From an empty folder to the first signed visit, the mouse never touched (scenario S1 of the product).

The real window in this process, the real hub, a key of the test authority. Hands press
keys; everything else only looks.
"""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyotp
import pypdf
import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from sqlalchemy import select

from app import patients, signed_documents
from app.domain.identity import Sex
from app.domain.patient import Patient
from app.domain.signature import Result, Verdict
from db.tables.journal import JournalTable
from db.tables.outbox import OutboxTable
from journeys.keyboard import Hands, said
from journeys.program import LOGIN, OWNER_IIN, PASSWORD, Program
from journeys.workplace import KEY_PASSWORD, OWNER, Workplace, made_key

pytestmark = pytest.mark.usefixtures("qapp")

PATIENT_IIN = "850615400125"
COMPLAINTS = "Ұйқысыздық, іштің күйдіріп ауыруы; тамақтан кейін күшейеді. Жүрек айну, әлсіздік."
OBJECTIVE = "Жалпы жағдайы қанағаттанарлық. Іші жұмсақ, эпигастрийде ауырады."
RECOMMENDATIONS = "№ 1 диета, бақылау қабылдауы — 10 күннен кейін."
# What fills the gaps of the shipped template «Қайта қабылдау» in their order; a row that has text gets it below.
GAPS = (
    "жақсарды", "жоқ", "толық", "жақсы", "қанағаттанарлық", "айырмасы жоқ", "жалғастыру", "10 күннен",
)  # fmt: skip
MEDICINE = (
    "Омепразол",
    "капсула 20 мг",
    "1 капсула",
    "ішке",
    "күніне 2 рет",
    "14 күн",
    "28",
    "тамаққа дейін",
)


@pytest.fixture
def workplace(program: Program, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workplace]:
    """A computer on which the program has never run."""
    made = Workplace(program, monkeypatch)
    yield made
    made.leave()


@pytest.mark.clause("5")
@pytest.mark.clause("6")
@pytest.mark.clause("22.3")
@pytest.mark.clause("9")
@pytest.mark.clause("29")
def test_from_an_empty_folder_to_a_signed_visit_without_the_mouse(workplace: Workplace) -> None:
    hands = workplace.hands
    workplace.start()
    first_run(workplace)
    key = made_key(workplace)
    workplace.log_in()
    hands.until(lambda: hands.is_on(said("DayScreen", "Bookings of the day")), "the day is there")

    patient = new_patient(workplace)
    book_now(hands)
    take_back_and_return_to_the_card(hands)
    book_now(hands)
    write_note(hands)
    sign(hands, key)

    document_id = the_signed_document(workplace, patient)
    assert_verifies_outside(workplace, document_id)
    assert outbox(workplace) == {("FILE", "held"), ("MEDICAL_APPOINTMENT", "held")}

    workplace.close()
    workplace.start(minutes_later=20)
    workplace.log_in()
    find_the_card_again(hands)
    assert story(workplace) == [
        "practice.create", "login.ok", "trust.test-authority", "login.ok", "patient.add", "appointment.book",
        "appointment.state", "undo", "appointment.book", "visit.start", "visit.edit", "login.ok", "key.add",
        "document.sign", "outbox.enqueue", "outbox.enqueue", "document.read", "document.read",
        "login.ok",
    ]  # fmt: skip


def first_run(workplace: Workplace) -> None:
    """Language, practice, owner, password, recovery sheet, second factor, devices: Enter from field to field."""
    hands = workplace.hands
    if said("LanguagePage", "Language") != "Тіл":
        hands.press("Left")
    hands.sees("Экран тілін таңдаңыз")
    hands.press("Enter")
    hands.sees(said("PracticePage", "Name of the practice"))
    for text in ("Жеке медициналық практика Ахметова", OWNER_IIN, "87272000000", "Алматы қ., Достық даңғылы, 118"):
        (hands.digits if text.isdigit() else hands.type)(text)
        hands.press("Enter")
    hands.press("Enter")  # the licence may be added later
    hands.sees(said("OwnerPage", "Patronymic, if any"))
    for text in (OWNER.surname, OWNER.given, OWNER.patronymic):
        hands.type(text)
        hands.press("Enter")
    hands.press("Enter")  # the IIN is the practice's own
    hands.type("Терапевт, УДЗ дәрігері")
    hands.press("Enter")
    hands.press("Backspace", times=len(OWNER.given))  # the program proposed the given name
    hands.type(LOGIN)
    hands.press("Enter")
    hands.sees(said("PasswordPage", "Password again"))
    for _ in range(2):
        hands.type(PASSWORD)
        hands.press("Enter")
    hands.sees(said("RecoverySheetPage", "Print…"))
    groups = [words for words in shown(hands, "display") if re.fullmatch("[0-9A-Z]{4}", words)]
    for number in asked_groups(hands):
        hands.type(groups[number - 1].lower())
        hands.press("Enter")
    hands.sees(said("SecondFactor", "One-time code"))
    (secret,) = shown(hands, "code")
    workplace.program.totp_secret = secret.replace(" ", "")
    hands.digits(pyotp.TOTP(workplace.program.totp_secret).now())
    hands.sees(said("SecondFactorPage", "The code fits. Go on with Enter."))
    hands.press("Enter")
    hands.sees(said("DevicesPage", "Enter this at the device"))
    hands.press("Enter")  # our AE title stays
    for port in (workplace.dicom_port, workplace.hl7_port):
        hands.type(str(port))
        hands.press("Enter")
    hands.sees(said("DonePage", "The practice is ready"))
    hands.press("Enter")
    hands.sees(said("DoorPage", "TEST practice: for trying out, not for patients"))


def new_patient(workplace: Workplace) -> Patient:
    """By the IIN, which suggests birth date and sex; the card opens."""
    hands = workplace.hands
    hands.press("Ctrl+Shift+N")
    hands.sees(said("PatientForm", "Surname"))
    for text in ("Құсайынова", "Әсел", "Нұрланқызы"):
        hands.type(text)
        hands.press("Tab")
    hands.digits(PATIENT_IIN)
    hands.sees("15.06.1985")
    hands.press("Ctrl+Enter")
    hands.sees(said("IdentityStrip", "Start a visit"))
    (row,) = workplace.practice.read(patients.find, "кусаинова")
    patient = workplace.practice.write(patients.get, row.patient_id)
    assert (patient.birth_date, patient.sex) == (date(1985, 6, 15), Sex.FEMALE)
    return patient


def book_now(hands: Hands) -> None:
    """From the card: the next free time is offered, and the cursor of the day stands on the new booking."""
    hands.go_to(said("IdentityStrip", "Book"))
    hands.press("Enter")
    hands.until(lambda: "10:30" in hands.screen(), "the next free time")
    hands.press("Ctrl+Enter")
    hands.sees(said("DaySide", "Start the visit"))
    hands.until(lambda: hands.is_on(said("DayScreen", "Bookings of the day")), "the cursor is on the booking")


def take_back_and_return_to_the_card(hands: Hands) -> None:
    hands.press("Ctrl+Z")
    hands.sees(said("Commands", "The last action was taken back"))
    hands.press("Enter")
    hands.sees(said("IdentityStrip", "Start a visit"))


def write_note(hands: Hands) -> None:
    """The visit of the booking: a template by Ctrl+T, gaps by Ctrl+J, the diagnosis by Ctrl+D, medicine by Ctrl+R."""
    hands.go_to(said("DaySide", "Start the visit"))
    hands.press("Enter")
    hands.until(lambda: hands.is_on(said("visit", "Complaints")), "the cursor is in the complaints")
    half = len(COMPLAINTS) // 2
    hands.type(COMPLAINTS[:half])
    lock_and_unlock(hands)
    hands.until(lambda: hands.is_on(said("visit", "Complaints")), "the cursor is where it was")
    hands.type(COMPLAINTS[half:])
    assert COMPLAINTS in hands.screen()
    hands.press("Tab")
    assert hands.is_on(said("visit", "Anamnesis"))
    hands.press("Tab")
    hands.type(OBJECTIVE)
    from_a_template(hands)
    hands.press("Ctrl+Enter")  # too early: the cursor goes to the first thing that is missing
    hands.until(lambda: hands.is_on(said("DiagnosisList", "Find a diagnosis by code or words")), "the diagnosis")
    hands.press("F2")
    hands.press("Alt+Left")  # a look at the day, and back
    hands.until(lambda: hands.is_on(said("DiagnosisList", "Find a diagnosis by code or words")), "the cursor is back")
    hands.press("Ctrl+D")
    hands.type("гастрит")
    hands.until(lambda: hands.listed("K29"), "gastritis is found")
    hands.press("Enter")
    hands.until(lambda: "K29" in hands.screen(), "the diagnosis stands in the note")
    prescribe(hands)
    hands.go_to(said("visit", "Recommendations"))
    hands.press("End")
    hands.type(f" {RECOMMENDATIONS}")


def from_a_template(hands: Hands) -> None:
    """What is typed stays, one key takes the template back, gap after gap is typed over."""
    choose_template(hands)
    assert hands.is_on(said("visit", "Complaints"))
    assert COMPLAINTS in hands.screen(), "what was typed stays"
    hands.press("Ctrl+Z")
    hands.until(lambda: "{жақсарды" not in hands.screen(), "the template is taken back from every row")
    assert COMPLAINTS in hands.words()
    assert OBJECTIVE in hands.words()
    choose_template(hands)
    for number, words in enumerate(GAPS):
        if number:
            hands.press("Ctrl+J")
        hands.type(words)
    hands.press("Ctrl+J")
    hands.sees(said("visit", "There is no gap left in the note"))
    assert f"{COMPLAINTS}\nАлдыңғы қабылдаудан кейінгі жағдайы: жақсарды." in hands.screen()


def choose_template(hands: Hands) -> None:
    hands.press("Ctrl+T")
    hands.until(lambda: hands.is_on(said("TemplateSheet", "Find a template")), "the templates are there")
    hands.type("кайта")  # without Kazakh letters
    hands.until(lambda: hands.listed("Қайта қабылдау"), "the template is found")
    hands.press("Enter")
    hands.until(lambda: "{жақсарды" in hands.screen(), "its text stands in the note")


def prescribe(hands: Hands) -> None:
    """Enter from field to field; a second medicine that lacks its dose is not signed, and is taken out."""
    hands.press("Ctrl+R")
    for words in MEDICINE:
        hands.type(words)
        hands.press("Enter")
    written = "1. Омепразол капсула 20 мг — 1 капсула, ішке, күніне 2 рет, 14 күн (тамаққа дейін) · 28"
    hands.until(lambda: written in hands.words(), "the line is written")
    hands.type("Дротаверин")
    hands.press("Ctrl+Enter")  # a medicine without dose and frequency cannot be signed
    hands.until(lambda: hands.is_on(said("visit", "Dose")), "the cursor is on what is missing")
    hands.press("Ctrl+R")
    hands.go_to(said("PrescriptionList", "Remove {medicine}").format(medicine="Дротаверин"), most=80)
    hands.press("Enter")
    hands.until(lambda: "Дротаверин" not in hands.screen(), "it is taken out")


def sign(hands: Hands, key: Path) -> None:
    """The key file is attached by its path in the system's dialog; the password signs."""
    hands.press("Ctrl+Enter")
    hands.until(lambda: hands.is_on(said("KeyPanel", "Attach a key file (.p12)")), "the sheet asks for a key")
    hands.press("Enter")
    hands.until(lambda: isinstance(QApplication.activeModalWidget(), QFileDialog), "the dialog of files")
    hands.type(str(key))
    hands.press("Enter")
    hands.until(lambda: hands.is_on(said("KeyPanel", "Password of the key")), "the key's password is asked for")
    hands.until(lambda: said("SignSheet", "Record of the visit") in hands.screen(), "the document is rendered")
    hands.type(KEY_PASSWORD)
    hands.press("Enter")
    hands.sees(said("SignSheet", "The document is signed. The time stamp is added by itself."))
    hands.until(lambda: hands.is_on(said("EntryFrame", "Open")), "the keys are on what came of it")
    hands.press("Ctrl+Z")  # a signature is not taken back: that is said, and nothing happens
    hands.sees("[appointment-changed]")


def the_signed_document(workplace: Workplace, patient: Patient) -> int:
    """One document, in Kazakh, that our own verifier finds genuine."""
    practice = workplace.practice
    (document,) = practice.read(signed_documents.documents, patient.patient_id)
    text = text_of(practice.write(signed_documents.open_document, document.document_id))
    assert [words for words in (*MEDICINE, "айырмасы жоқ") if words not in text] == []
    report = practice.read(signed_documents.verify_document, document.document_id)
    assert report.verdict is not Verdict.INVALID
    assert not [check for check in report.checks if check.result is Result.FAIL]
    return document.document_id


def text_of(pdf: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def assert_verifies_outside(workplace: Workplace, document_id: int) -> None:
    """A stranger with openssl, the document, the signature and the certificate of the authority."""
    practice, folder = workplace.practice, workplace.program.root
    (container,) = practice.read(signed_documents.containers, document_id)
    (folder / "visit.pdf").write_bytes(practice.write(signed_documents.open_document, document_id))
    (folder / "visit.p7s").write_bytes(container.der)
    chain = folder / "chain.pem"
    with chain.open("wb") as pem:
        for name in ("ca", "root"):
            der = folder / "authority" / f"{name}.cer"
            pem.write(openssl("x509", "-inform", "DER", "-in", der))
    openssl(
        "cms", "-verify", "-binary", "-inform", "DER", "-in", folder / "visit.p7s", "-content", folder / "visit.pdf",
        "-CAfile", chain, "-purpose", "any", "-attime", str(int(workplace.moment.timestamp())), "-out", "/dev/null",
    )  # fmt: skip


def openssl(*words: str | Path) -> bytes:
    done = subprocess.run(["openssl", *map(str, words)], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def outbox(workplace: Workplace) -> set[tuple[str, str]]:
    """What waits for the ministry, and how."""
    wanted = select(OutboxTable.event_type, OutboxTable.state)
    return workplace.practice.read(lambda session, _actor: {(kind, state) for kind, state in session.execute(wanted)})


def story(workplace: Workplace) -> list[str]:
    """The journal's actions in their order, without each opening of the card."""
    actions = select(JournalTable.action).where(JournalTable.action != "card.read").order_by(JournalTable.id)
    return workplace.practice.read(lambda session, _actor: list(session.scalars(actions)))


def lock_and_unlock(hands: Hands) -> None:
    """Locked, nothing of the record is to be read; the password brings back what was there."""
    hands.press("Ctrl+L")
    hands.sees(said("LockPage", "Another user"))
    assert "Құсайынова" not in hands.screen()
    hands.type(PASSWORD)
    hands.press("Enter")
    hands.sees("Құсайынова Әсел")


def find_the_card_again(hands: Hands) -> None:
    """By a part of the surname in another spelling; the signed visit stands in the card."""
    hands.press("Ctrl+K")
    hands.type("kusain")
    hands.until(lambda: hands.listed("Құсайынова"), "the patient is found")
    hands.press("Enter")
    hands.sees(said("visit", "signed"))


def shown(hands: Hands, role: str) -> list[str]:
    """The words of one look on the page in view, in their order."""
    labels = hands.focus.window().findChildren(QLabel)
    return [one.text() for one in labels if one.isVisible() and one.property("role") == role and one.text()]


def asked_groups(hands: Hands) -> list[int]:
    """Which groups of the recovery key are to be typed again."""
    pattern = re.escape(said("RecoverySheetPage", "Group {number}")).replace(re.escape("{number}"), r"(\d+)")
    return [int(number) for number in re.findall(pattern, hands.screen())]

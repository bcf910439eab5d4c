"""The scenes of the gallery: a name and a function that sets the stage. Every screen and dialog is here.

The shared windows come first; each content screen adds its own below.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any

from PySide6.QtCore import QCoreApplication

from app import attempts as attempt_rows
from app import time_stamps
from app.backup_plan import BackupPlan
from app.domain.attempt import KeyUse
from app.domain.errors import Refused
from app.domain.identity import BinNumber
from app.eds.key_store import NCALAYER_URL, Availability, Place
from app.exchange.profile import ExchangeProfile
from app.key_choice import Candidate, Proposal
from app.key_places import KeyPlaces as KeyPlacesSet
from app.revocation_service import RevocationService
from ui import frame_commands
from ui.first_run.wizard import FirstRun
from ui.front_door import FrontDoor, KeyPlaces, NewPractice, Reception, Sign
from ui.gallery import Scene, Stage
from ui.gallery_files import FILE_SCENES
from ui.gallery_work import WORK_SCENES
from ui.help.window import HelpWindow
from ui.lock import LockPage
from ui.login.factor import KINDS
from ui.login.recovery import RecoveryPage
from ui.login.window import LoginPage
from ui.mistake import MistakeSheet
from ui.preferences import LoginMemory
from ui.settings.backup_sheet import BackupSheet
from ui.settings.key_places_sheet import KeyPlacesSheet
from ui.settings.key_sheet import KeySheet
from ui.settings.keys import KeysSection
from ui.settings.login import LoginSection
from ui.settings.practice_sheet import PracticeSheet
from ui.settings.revocation_sheet import RevocationSheet
from ui.settings.sending_sheet import SendingSheet
from ui.settings.time_stamp_sheet import TimeStampSheet
from ui.widgets.scrolling import FollowingArea

translate = QCoreApplication.translate

_PASSWORD = "Түймедақ гүлі 2026"  # noqa: S105  typed into a picture
_KEY = "7KQ2-M9XA-3FTB-YH6C-0WRD-P4JE-8NSG-1ZVK-5"
_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105  of nobody


@dataclass(frozen=True, slots=True)
class _Shown:
    recovery_key: str = _KEY
    totp_secret: str = _SECRET
    otpauth_uri: str = f"otpauth://totp/Shipager:aigul?secret={_SECRET}&issuer=Shipager"


def login(stage: Stage) -> None:
    page = _login_page(stage)
    page.password.setText(_PASSWORD)
    page.code.set_digits("4182")


def login_refused(stage: Stage) -> None:
    page = _login_page(stage)
    page.password.setText(_PASSWORD)
    page.code.set_digits("418203")
    page.submit()


def login_certificate(stage: Stage) -> None:
    page = _login_page(stage, Refused("login-certificate-iin-differs", check="A1"))
    page.password.setText(_PASSWORD)
    page.factor.recall(LoginMemory(True, "pkcs12", "D:/ЭЦП/AUTH_RSA256_айгүл.p12"))
    page.factor.secret.setText("Aa123456")
    page.submit()


def login_ncalayer(stage: Stage) -> None:
    page = _login_page(stage)
    page.password.setText(_PASSWORD)
    page.factor.recall(LoginMemory(True, "ncalayer", ""))


def login_locked_out(stage: Stage) -> None:
    page = _login_page(stage, Refused("locked-out", seconds=840))
    page.password.setText(_PASSWORD)
    page.code.set_digits("418203")
    page.submit()


def lock(stage: Stage) -> None:
    page = LockPage(_door(Refused("wrong-password")), stage.tasks, stage.theme, stage.language, stage.practice)
    stage.put(page)
    page.start()


def recovery(stage: Stage) -> None:
    page = RecoveryPage(_door(Refused("wrong-recovery-key")), lambda *_: True, stage.tasks, stage.theme)
    stage.put(page)
    page.start("айгүл")
    page.key.setText(_KEY[:19])
    page.password.setText("Түймедақ")


def first_run_language(stage: Stage) -> None:
    _first_run(stage)


def first_run_practice(stage: Stage) -> None:
    page = _first_run(stage)
    page.go_on()
    _fill_practice(page)
    page.practice.phone.setText("12")
    page.practice.is_right()


def first_run_owner(stage: Stage) -> None:
    page = _at_owner(stage)
    page.owner.surname.setText("Ахметова")
    page.owner.is_right()


def first_run_password(stage: Stage) -> None:
    page = _at_password(stage)
    page.password.password.setText("Түймедақ гүл")


def first_run_sheet(stage: Stage) -> None:
    _at_sheet(stage)


def first_run_code(stage: Stage) -> None:
    page = _at_code(stage)
    page.factor.factor.code.set_digits("123456")
    stage.settle()


def first_run_devices(stage: Stage) -> None:
    _at_devices(stage)


def first_run_done(stage: Stage) -> None:
    page = _at_devices(stage)
    page.go_on()
    stage.settle()


def palette(stage: Stage) -> None:
    frame = stage.open_frame("settings")
    frame.open_palette()
    frame.palette_box.field.setText("кус")
    stage.settle()


def palette_commands(stage: Stage) -> None:
    frame = stage.open_frame("settings")
    frame.open_palette()
    stage.settle()


def help_window(stage: Stage) -> None:
    _help(stage, "first-steps")


def help_keys(stage: Stage) -> None:
    _help(stage, "shortcuts")


def help_codes(stage: Stage) -> None:
    shown = _help(stage, "errors")
    shown.page.verticalScrollBar().setValue(shown.page.verticalScrollBar().maximum() // 3)


def help_found(stage: Stage) -> None:
    shown = _help(stage, "first-steps")
    shown.search.setText({"kk": "көшірме", "ru": "копия"}[stage.look.language])


def _help(stage: Stage, topic: str) -> HelpWindow:
    frame = stage.open_frame("settings")
    frame_commands.show_help(frame, topic)
    shown = frame.findChild(HelpWindow)
    assert isinstance(shown, HelpWindow)
    shown.move(frame.mapToGlobal(frame.rect().center()) - shown.rect().center())
    return shown


def settings(stage: Stage) -> None:
    stage.open_frame("settings")


def settings_practice(stage: Stage) -> None:
    frame = stage.open_frame("settings")
    PracticeSheet(frame.context, frame.window()).open()


def settings_sending(stage: Stage) -> None:
    frame = stage.open_frame("settings")
    typed = ExchangeProfile("ehd-rest", "http://127.0.0.1:9", login="practice", mis_id="MIS-7")
    sheet = SendingSheet(frame.context, typed, frame.window())
    sheet.open()
    sheet.try_out()
    stage.settle()


def settings_sending_held(stage: Stage) -> None:
    frame = stage.open_frame("settings")
    SendingSheet(frame.context, ExchangeProfile(), frame.window()).open()


def settings_time_stamps(stage: Stage) -> None:
    frame = stage.open_frame("settings")
    sheet = TimeStampSheet(frame.context, "http://127.0.0.1:9/tsp", frame.window())
    sheet.open()
    sheet.try_out()
    stage.settle()


def settings_revocation(stage: Stage) -> None:
    frame = stage.open_frame("settings")
    RevocationSheet(
        frame.context, RevocationService(is_on=True, ocsp_url="http://127.0.0.1:9/ocsp"), frame.window()
    ).open()
    stage.settle()


def settings_keys(stage: Stage) -> None:
    frame = stage.open_frame("settings")
    section = frame.findChild(KeysSection)
    area = frame.findChild(FollowingArea)
    assert isinstance(section, KeysSection)
    assert isinstance(area, FollowingArea)
    stage.settle()
    section.show_keys(_several_keys(section.found, stage.practice.clock.now()))
    stage.settle()
    area.ensureWidgetVisible(section.add, 0, 60)


def _several_keys(found: Proposal, now: datetime) -> Proposal:
    """One that ends soon, one for logging in, one that was revoked, one that was replaced."""
    assert found.first is not None
    key, own = found.first.key, found.first.key.certificate
    employee = replace(own, role="employee", algorithm="GOST 2015-512", bin_number=BinNumber("150440000003"))
    others = (
        Candidate(replace(key, key_id=2, store_kind="ncalayer", certificate=employee), ("bin-differs",), 0),
        Candidate(replace(key, key_id=3, store_kind="pkcs11", revocation="revoked"), ("revoked",), 0),
        Candidate(replace(key, key_id=4, replaced_by=1), ("expired", "replaced"), 0),
    )
    ending = replace(own, not_after=now + timedelta(days=13))
    return Proposal(replace(found.first, key=replace(key, certificate=ending), warning=14), others)


def settings_key_add(stage: Stage) -> None:
    frame = stage.open_frame("settings")
    stores = {
        "pkcs12": Availability(ready=True),
        "ncalayer": Availability(ready=True, version="1.4"),
        "pkcs11": Availability(ready=True, places=(Place("0A1B2C3D", "Kaztoken", "0A1B2C3D"),)),
    }
    sheet = KeySheet(frame.context, stores, None, frame.window())
    sheet.kinds.choose("pkcs11")
    sheet.retranslate()
    sheet.open()
    stage.settle()
    sheet.refused(Refused("key-pin-wrong", tries_left=1))


def settings_key_places(stage: Stage) -> None:
    frame = stage.open_frame("settings")
    sheet = KeyPlacesSheet(
        frame.context, KeyPlacesSet(NCALAYER_URL, "C:\\Windows\\System32\\kaztoken.dll"), frame.window()
    )
    sheet.open()
    sheet.refused(Refused("token-library"))


def settings_backup(stage: Stage) -> None:
    frame = stage.open_frame("settings")
    plan = BackupPlan(is_on=True, at=time(20, 0), folder="E:\\Shipager")
    BackupSheet(frame.context, plan, frame.window()).open()


def settings_login(stage: Stage) -> None:
    frame = stage.open_frame("settings")
    area, section = frame.findChild(FollowingArea), frame.findChild(LoginSection)
    assert isinstance(area, FollowingArea)
    assert isinstance(section, LoginSection)
    area.verticalScrollBar().setValue(section.y() - 40)


def settings_foot(stage: Stage) -> None:
    frame = stage.open_frame("settings")
    area = frame.findChild(FollowingArea)
    assert isinstance(area, FollowingArea)
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())


def addresses(stage: Stage) -> None:
    """With an authority that is set while the picture is taken."""
    practice = stage.practice
    before = practice.read(time_stamps.get_authority)
    practice.write(time_stamps.set_authority, "http://127.0.0.1:8318/tsp")
    try:
        stage.open_frame("addresses")
    finally:
        practice.write(time_stamps.set_authority, before)


def attempts(stage: Stage) -> None:
    write = stage.practice.write
    key = KeyUse(
        "pkcs12", "GOST512_айгүл.p12", "6C42A5B1D0E7F3941B2C7D8E9F0A1B2C3D4E5F60", "ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (GOST)",
        "АХМЕТОВА АЙГҮЛ СЕРІКҚЫЗЫ", "850615400125", "", "9f" * 32,
    )  # fmt: skip
    other = replace(key, subject="ОМАРОВ ЕРЛАН", iin="790304300117", place="AUTH_RSA256_омаров.p12")
    write(attempt_rows.note_signing, other, Refused("certificate-iin-differs", check="A1"))
    write(attempt_rows.note_signing, KeyUse("pkcs11", "Kaztoken 1"), Refused("key-pin-wrong"))
    write(attempt_rows.note_signing, KeyUse("ncalayer"), Refused("key-cancelled"))
    write(attempt_rows.note_signing, key, Refused("certificate-expired", check="V2"))
    stage.open_frame("attempts")


def journal(stage: Stage) -> None:
    stage.open_frame("journal")


def status_details(stage: Stage) -> None:
    frame = stage.open_frame("settings")
    frame.status.button("sync").click()


def notice(stage: Stage) -> None:
    frame = stage.open_frame("settings")
    said = translate("PatientsScreen", "Patient {name} is registered").format(name="Құсайынова Әсел")
    frame.context.navigation.notice(said, undo=lambda: None)


def mistake(stage: Stage) -> None:
    frame = stage.open_frame("settings")
    MistakeSheet(stage.theme, "ValueError ui/card/screen.py:120", frame).open()


SCENES: dict[str, Scene] = {
    "login": login,
    "login_refused": login_refused,
    "login_certificate": login_certificate,
    "login_ncalayer": login_ncalayer,
    "login_locked_out": login_locked_out,
    "lock": lock,
    "recovery": recovery,
    "first_run_1_language": first_run_language,
    "first_run_2_practice": first_run_practice,
    "first_run_3_owner": first_run_owner,
    "first_run_4_password": first_run_password,
    "first_run_5_sheet": first_run_sheet,
    "first_run_6_code": first_run_code,
    "first_run_7_devices": first_run_devices,
    "first_run_8_done": first_run_done,
    "palette": palette,
    "palette_commands": palette_commands,
    "help": help_window,
    "help_found": help_found,
    "help_keys": help_keys,
    "help_codes": help_codes,
    "settings": settings,
    "settings_addresses": addresses,
    "settings_backup": settings_backup,
    "settings_login": settings_login,
    "settings_foot": settings_foot,
    "journal": journal,
    "attempts": attempts,
    "settings_key_add": settings_key_add,
    "settings_key_places": settings_key_places,
    "settings_keys": settings_keys,
    "settings_practice": settings_practice,
    "settings_sending": settings_sending,
    "settings_sending_held": settings_sending_held,
    "settings_time_stamps": settings_time_stamps,
    "settings_revocation": settings_revocation,
    "status_details": status_details,
    "notice": notice,
    "mistake": mistake,
    **WORK_SCENES,
    **FILE_SCENES,
}


def _door(refusal: Refused) -> FrontDoor:
    def refuse(*_: Any) -> Any:
        raise refusal

    return FrontDoor(
        sign=lambda: Sign("Ахметова А. С. жеке медициналық практикасы", "kk", is_test=False),
        unlock=refuse,
        unlock_by_certificate=refuse,
        key_places=lambda: {kind: KeyPlaces(is_ready=True) for kind in KINDS},
        recover=refuse,
        prove_again=refuse,
        code_is_right=lambda *_: True,
        reception=lambda: Reception(is_running=True, sealed_today=37),
    )


def _login_page(stage: Stage, refusal: Refused | None = None) -> LoginPage:
    door = _door(refusal or Refused("wrong-password"))
    page = LoginPage(door, stage.tasks, stage.theme, stage.language, "айгүл")
    stage.put(page)
    page.start()
    return page


def _first_run(stage: Stage) -> FirstRun:
    steps = NewPractice(
        create=lambda *_: _Shown(),
        code_is_right=lambda _secret, typed: typed == "123456",
        finish=lambda _: None,
        abandon=lambda: None,
        addresses=lambda: ("192.168.0.10",),
        computer_name=lambda: "KABINET-2",
    )
    page = FirstRun(steps, stage.tasks, stage.theme, stage.language)
    stage.put(page)
    page.start()
    return page


def _fill_practice(page: FirstRun) -> None:
    page.practice.name.setText("Ахметова А. С. жеке медициналық практикасы")
    page.practice.number.set_digits("790403400238")


def _at_owner(stage: Stage) -> FirstRun:
    page = _first_run(stage)
    page.go_on()
    _fill_practice(page)
    page.go_on()
    return page


def _at_password(stage: Stage) -> FirstRun:
    page = _at_owner(stage)
    page.owner.surname.setText("Ахметова")
    page.owner.given.setText("Айгүл")
    page.owner.patronymic.setText("Серікқызы")
    page.owner.login.setText("айгүл")
    page.go_on()
    return page


def _at_sheet(stage: Stage) -> FirstRun:
    page = _at_password(stage)
    page.password.password.setText(_PASSWORD)
    page.password.again.setText(_PASSWORD)
    page.go_on()
    stage.settle()
    return page


def _at_code(stage: Stage) -> FirstRun:
    page = _at_sheet(stage)
    groups = _KEY.split("-")
    for number, editor in zip(page.sheet.asked, page.sheet.typed, strict=True):
        editor.setText(groups[number - 1])
    page.go_on()
    return page


def _at_devices(stage: Stage) -> FirstRun:
    page = _at_code(stage)
    page.factor.factor.code.set_digits("123456")
    stage.settle()
    page.go_on()
    stage.settle()
    return page

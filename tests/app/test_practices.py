"""Making a practice: whole or not at all, over crashes, and never over somebody's record."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app import login, practices, totp
from app.domain.access import program
from app.domain.clock import FixedClock
from app.domain.errors import NotFound, Refused
from app.domain.identity import BinNumber, Iin, PersonName, check_digit
from app.domain.practice import OwnerDraft, PracticeDraft
from app.login import Unlocked
from app.paths import DataFolder
from db.keyring import Cost, KeyRing

PASSWORD = "Қар түсті, жол ақ 7"
CLOCK = FixedClock(datetime(2026, 11, 23, 8, tzinfo=UTC))
PERSON = PracticeDraft("Айгүл Сәрсенова кабинеті", iin=Iin("850615300129"), language="kk")
OWNER = OwnerDraft("Doctor", PersonName("Сәрсенова", "Айгүл"), Iin("850615300129"), "терапевт")


def make(
    folder: Path, draft: PracticeDraft = PERSON, owner: OwnerDraft = OWNER, password: str = PASSWORD
) -> practices.Created:
    return practices.create(DataFolder(folder), draft, owner, password, clock=CLOCK, cost=Cost(memory_kib=8, passes=1))


def opens(folder: Path, shown: practices.Created) -> Unlocked:
    code = totp.code_at(shown.totp_secret, CLOCK.now())
    return login.unlock(DataFolder(folder), "doctor", PASSWORD, code, clock=CLOCK)


def organisation() -> BinNumber:
    digits = "24014000012"
    return BinNumber(digits + str(check_digit(digits)))


@pytest.mark.clause("4")
def test_a_person_or_an_organisation(tmp_path: Path) -> None:
    """R4-a: an individual practitioner has an IIN, an organisation a BIN."""
    make(tmp_path / "person")
    make(tmp_path / "organisation", replace(PERSON, iin=None, bin_number=organisation()))
    for wrong in (replace(PERSON, iin=None), replace(PERSON, bin_number=organisation())):
        with pytest.raises(Refused, match="practice-iin-or-bin"):
            make(tmp_path / "wrong", wrong)


@pytest.mark.parametrize(
    ("draft", "owner", "password", "code"),
    [
        (replace(PERSON, name=" "), OWNER, PASSWORD, "practice-name-empty"),
        (PERSON, replace(OWNER, login=" "), PASSWORD, "login-empty"),
        (PERSON, replace(OWNER, name=PersonName("")), PASSWORD, "name-empty"),
        (PERSON, OWNER, "weak", "password-weak"),
    ],
)
def test_what_is_missing_is_said_before_anything_is_made(
    tmp_path: Path, draft: PracticeDraft, owner: OwnerDraft, password: str, code: str
) -> None:
    with pytest.raises(Refused, match=code):
        make(tmp_path / "record", draft, owner, password)
    assert not (tmp_path / "record").exists()


def test_what_is_made_is_there_and_says_little_in_the_clear(tmp_path: Path) -> None:
    shown = make(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {
        "archive", "hub.json", "keyring.json", "practice.json", "store.db",
    }  # fmt: skip
    hub = json.loads((tmp_path / "hub.json").read_bytes())
    assert bytes.fromhex(hub["public_key"]) == KeyRing.load(tmp_path / "keyring.json").public_key
    assert (hub["dicom_port"], hub["key_version"]) == (11112, 1)
    sign = practices.sign(DataFolder(tmp_path))
    assert (sign.name, sign.language, sign.is_test) == ("Айгүл Сәрсенова кабинеті", "kk", False)
    plain = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    for secret in (shown.recovery_key, shown.totp_secret, PASSWORD, "850615300129", "терапевт"):
        assert secret.encode() not in plain


@pytest.mark.skipif(os.name == "nt", reason="POSIX modes; Windows keeps the folder in the user's profile")
def test_the_files_are_the_users_own(tmp_path: Path) -> None:
    make(tmp_path / "record")
    for name in ("keyring.json", "hub.json", "practice.json"):
        assert (tmp_path / "record" / name).stat().st_mode & 0o077 == 0
    assert (tmp_path / "record" / "archive").stat().st_mode & 0o077 == 0


def test_a_practice_is_never_made_over_another(tmp_path: Path) -> None:
    shown = make(tmp_path)
    with pytest.raises(Refused, match="practice-exists"):
        make(tmp_path)
    opens(tmp_path, shown).close()


def test_a_record_whose_key_ring_is_gone_is_left_alone(tmp_path: Path) -> None:
    make(tmp_path)
    before = (tmp_path / "store.db").read_bytes()
    (tmp_path / "keyring.json").unlink()
    with pytest.raises(Refused, match="folder-in-use"):
        make(tmp_path)
    assert (tmp_path / "store.db").read_bytes() == before


def test_no_sign_of_a_practice(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="practice"):
        practices.sign(DataFolder(tmp_path))


_KILLED_AT_A_RENAME = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, "tests/app")  # by its folder: packages of others bring a package called tests
import test_practices
count = int(sys.argv[2])
rename = Path.replace

def replace(self, target):
    global count
    if not self.name.startswith("."):  # a move into place, not the writing of a file
        count -= 1
        if count < 0:
            os.kill(os.getpid(), signal.SIGKILL)
    return rename(self, target)

Path.replace = replace
test_practices.make(Path(sys.argv[1]))
"""


@pytest.mark.parametrize("moved", [0, 3, 4])
def test_killed_while_moving_into_place_the_next_call_makes_it_whole(
    tmp_path: Path, project_root: Path, moved: int
) -> None:
    call = [sys.executable, "-c", _KILLED_AT_A_RENAME, str(tmp_path), str(moved)]
    done = subprocess.run(call, cwd=project_root, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL
    assert not DataFolder(tmp_path).exists
    opens(tmp_path, make(tmp_path)).close()
    assert not (tmp_path / "making").exists()


@pytest.mark.clause("22.5")
def test_the_head_of_documents_is_changed_in_the_journal_and_on_the_sign(unlocked: Unlocked) -> None:
    changed = replace(PERSON, name="Жаңа атау", address="Алматы", is_test=False)
    with unlocked.store.writing() as session:
        after = practices.edit(session, unlocked.actor, changed)
    practices.write_sign(unlocked.folder, after)
    assert after.is_test  # TEST is for ever
    assert practices.sign(unlocked.folder).name == "Жаңа атау"
    with unlocked.store.reading() as session:
        assert practices.get(session, program("test")) == after

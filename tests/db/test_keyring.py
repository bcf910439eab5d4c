"""The key ring opens for who should, tells nothing of itself, and survives a changed root and a power cut."""

from __future__ import annotations

import copy
import hashlib
import json
import pickle
import stat
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Conflict, Damaged, NotFound, OutOfSpace, Refused
from db import durable, openers, recovery_key
from db.archive.reader import open_reader
from db.archive.walk import walk
from db.archive.writer import open_writer
from db.keyring import DEFAULT_COST, Cost, KeyRing, Keys, calibrate

CHEAP = Cost(memory_kib=64, passes=1)
PASSWORD = "Құпия сөз, 12 әріп"
SECRET_FIELDS = ("store_key", "journal_key", "private_keys", "store_keys", "journal_keys")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keyring.json"


@pytest.fixture
def made(path: Path) -> tuple[KeyRing, Keys, str]:
    return KeyRing.create(path, "doctor", PASSWORD, cost=CHEAP)


def same(one: Keys, other: Keys) -> bool:
    return all(getattr(one, field) == getattr(other, field) for field in (*SECRET_FIELDS, "version", "public_key"))


@pytest.mark.clause("27.3")
def test_password_and_recovery_key_open_the_same_keys(made: tuple[KeyRing, Keys, str], path: Path) -> None:
    _, keys, text = made
    ring = KeyRing.load(path)
    assert (ring.key_version, ring.public_key, ring.logins) == (1, keys.public_key, ("doctor",))
    assert same(ring.unlock_with_password("doctor", PASSWORD), keys)
    assert same(ring.unlock_with_recovery(text), keys)
    with pytest.raises(Refused, match="wrong-password"):
        ring.unlock_with_password("doctor", PASSWORD + " ")


def test_the_keys_differ_from_each_other_and_fit_together(made: tuple[KeyRing, Keys, str]) -> None:
    keys = made[1]
    all_keys = {keys.store_key, keys.journal_key, keys.private_keys[1], keys.public_key, keys.derive("export manifest")}
    assert len(all_keys) == 5
    assert {len(key) for key in all_keys} == {32}
    public = X25519PrivateKey.from_private_bytes(keys.private_keys[1]).public_key().public_bytes_raw()
    assert public == keys.public_key
    with pytest.raises(ValueError, match="taken"):
        keys.derive("store")


def test_derivations_stay_what_they_are() -> None:
    """A changed label would lock every practice out: fixed root, fixed keys."""
    keys = Keys(1, {1: bytes(range(32))})
    digest = hashlib.sha256(keys.store_key + keys.journal_key + keys.private_keys[1] + keys.public_key).hexdigest()
    assert digest == "53ab65690187293b9d8e7b9b7a6c1b3fd63404ad4dab1ed576573dd200669d2b"


def test_a_password_is_the_same_however_the_keyboard_composes_it(path: Path) -> None:
    ring, keys, _ = KeyRing.create(path, "Сергей", "йод ёж", cost=CHEAP)
    composed, decomposed = (unicodedata.normalize(form, "йод ёж") for form in ("NFC", "NFD"))
    assert composed != decomposed
    assert same(ring.unlock_with_password("Сергей", decomposed), keys)


def test_openers_come_and_go(made: tuple[KeyRing, Keys, str], path: Path) -> None:
    ring, keys, text = made
    ring.set_password(keys, "nurse", "second")
    ring.set_password(keys, "doctor", "changed")
    ring = KeyRing.load(path)
    assert set(ring.logins) == {"doctor", "nurse"}
    assert same(ring.unlock_with_password("nurse", "second"), keys)
    assert same(ring.unlock_with_password("doctor", "changed"), keys)
    with pytest.raises(Refused):
        ring.unlock_with_password("doctor", PASSWORD)
    ring.remove_password(keys, "nurse")
    with pytest.raises(Refused, match="wrong-password"):
        ring.unlock_with_password("nurse", "second")
    with pytest.raises(NotFound):
        ring.remove_password(keys, "nurse")
    with pytest.raises(Refused, match="last-password"):
        ring.remove_password(keys, "doctor")
    fresh = ring.renew_recovery(keys)
    assert same(KeyRing.load(path).unlock_with_recovery(fresh), keys)
    with pytest.raises(Refused, match="wrong-recovery-key"):
        ring.unlock_with_recovery(text)


def test_an_unknown_login_costs_the_same_work(made: tuple[KeyRing, Keys, str], monkeypatch: pytest.MonkeyPatch) -> None:
    ring = made[0]
    work: list[tuple[int, ...]] = []
    honest = openers.hash_secret_raw

    def counted(secret: bytes, salt: bytes, *cost: Any) -> bytes:
        work.append(cost[:3])
        return honest(secret, salt, *cost)

    monkeypatch.setattr(openers, "hash_secret_raw", counted)
    told = []
    for login in ("doctor", "nobody"):
        with pytest.raises(Refused) as refused:
            ring.unlock_with_password(login, "guess")
        told.append(str(refused.value))
    assert told == ["wrong-password"] * 2
    assert work == [(1, 64, 1)] * 2


def test_the_shipped_cost_is_that_of_the_design_and_no_environment_lowers_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SHIPAGER_TEST", "SHIPAGER_COST", "PYTEST_CURRENT_TEST", "SHIPAGER_CLOCK"):
        monkeypatch.setenv(name, "1")
    KeyRing.create(path, "doctor", PASSWORD)
    opener = json.loads(path.read_bytes())["openers"][0]
    assert opener["argon2id"] == {"memory_kib": 65536, "passes": 3, "lanes": 1}
    assert calibrate(0.001) == DEFAULT_COST, "never cheaper"


def test_a_new_password_is_not_cheaper_than_those_that_are_there(path: Path) -> None:
    ring, keys, _ = KeyRing.create(path, "doctor", PASSWORD, cost=Cost(128, 2))
    ring.set_password(keys, "nurse", "x")
    assert all(o["argon2id"]["memory_kib"] == 128 for o in json.loads(path.read_bytes())["openers"] if "argon2id" in o)
    with pytest.raises(ValueError, match="cost"):
        ring.set_password(keys, "nurse", "x", cost=Cost(1, 1))


def test_a_renewed_root_shuts_out_and_keeps_the_old_records_readable(
    made: tuple[KeyRing, Keys, str], path: Path, tmp_path: Path
) -> None:
    ring, keys, text = made
    ring.set_password(keys, "left", "knew the root")
    writer = open_writer(tmp_path / "archive", ring.public_key, ring.key_version, name="test")
    old = writer.append("hl7", {}, b"before")
    writer.close()

    second, _ = ring.renew_root(keys, {"doctor": PASSWORD})
    third, fresh = ring.renew_root(second, {"doctor": PASSWORD})
    ring = KeyRing.load(path)
    assert ring.key_version == third.version == 3
    assert ring.logins == ("doctor",)
    assert len({keys.store_key, second.store_key, third.store_key}) == 3
    assert third.store_keys == {1: keys.store_key, 2: second.store_key, 3: third.store_key}
    assert third.journal_keys[1] == keys.journal_key
    for unlock in (lambda: ring.unlock_with_password("left", "knew the root"), lambda: ring.unlock_with_recovery(text)):
        with pytest.raises(Refused):
            unlock()
    for stale in (keys, second):
        with pytest.raises(Refused, match="keys-of-another-ring"):
            ring.set_password(stale, "left", "again")
    assert same(ring.unlock_with_recovery(fresh), third)

    writer = open_writer(tmp_path / "archive", ring.public_key, ring.key_version, name="test")
    new = writer.append("hl7", {}, b"after")
    writer.close()
    opened = ring.unlock_with_password("doctor", PASSWORD)
    reader = open_reader(tmp_path / "archive", opened.private_keys)
    assert [reader.open(ref).read() for ref in (old, new)] == [b"before", b"after"]


@pytest.mark.clause("27.3")
def test_the_archive_opens_from_key_ring_and_password_alone(made: tuple[KeyRing, Keys, str], tmp_path: Path) -> None:
    ring = made[0]
    writer = open_writer(tmp_path / "archive", ring.public_key, ring.key_version, name="hub")
    writer.append("dicom", {"peer": "us1"}, b"image")
    writer.close()
    keys = KeyRing.load(ring.path).unlock_with_password("doctor", PASSWORD)
    (found,) = walk(tmp_path / "archive", keys.private_keys)
    assert found.ref is not None
    assert open_reader(tmp_path / "archive", keys.private_keys).open(found.ref).read() == b"image"


def test_nothing_secret_is_shown_or_copied(made: tuple[KeyRing, Keys, str], path: Path) -> None:
    ring, keys, text = made
    shown = repr(ring) + repr(keys) + str(keys) + path.read_text()
    for secret in (keys.store_key, keys.journal_key, *keys.private_keys.values(), *keys.roots.values()):
        assert secret.hex() not in shown
        assert repr(secret)[2:-1] not in shown
    assert text not in shown
    assert PASSWORD not in shown
    for copying in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError):
            copying(keys)
    with pytest.raises(AttributeError):
        keys._version = 2
    with pytest.raises(Refused) as refused:
        ring.unlock_with_password("doctor", "a wrong guess")
    assert "guess" not in repr(refused.value) + str(refused.value.__context__)


@given(st.binary(min_size=20, max_size=20), st.integers(0, 32), st.integers(1, 31))
def test_a_recovery_key_is_read_however_it_is_written_and_one_wrong_letter_is_noticed(
    secret: bytes, place: int, shift: int
) -> None:
    text = recovery_key.printed(secret)
    assert [len(group) for group in text.split("-")] == [4] * 8 + [1]
    for written in (
        text,
        text.lower(),
        text.replace("-", " "),
        text.replace("0", "o"),
        text.replace("1", "l"),
        f" {text}\n",
    ):
        assert recovery_key.parsed(written) == secret
    assert recovery_key.parsed(text.replace("1", "I").replace("0", "O").replace("-", "")) == secret
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    letters = list(text.replace("-", ""))
    wrong = alphabet[(alphabet.index(letters[place]) + shift) % 32]
    with pytest.raises(Refused, match="recovery-key-typo"):
        recovery_key.parsed("".join([*letters[:place], wrong, *letters[place + 1 :]]))
    if place and letters[place] != letters[place - 1]:
        letters[place - 1 : place + 1] = letters[place], letters[place - 1]
        with pytest.raises(Refused, match="recovery-key-typo"):
            recovery_key.parsed("".join(letters))


@pytest.mark.parametrize("text", ["", "ABCD", "U" * 33, "0" * 32, "0" * 34, "Ж" * 33])
def test_what_is_no_recovery_key_is_a_typing_error(made: tuple[KeyRing, Keys, str], text: str) -> None:
    with pytest.raises(Refused, match="recovery-key-typo"):
        made[0].unlock_with_recovery(text)


def test_another_practice_s_recovery_key_is_wrong_not_mistyped(made: tuple[KeyRing, Keys, str]) -> None:
    with pytest.raises(Refused, match="wrong-recovery-key"):
        made[0].unlock_with_recovery(recovery_key.printed(bytes(20)))


def changed(path: Path, change: str) -> None:
    sheet = json.loads(path.read_bytes())
    first, second = sheet["openers"][:2]
    other = X25519PrivateKey.generate().public_key().public_bytes_raw().hex()
    {
        "public key": lambda: sheet.update(public_key=other),
        "version": lambda: sheet.update(version=2),
    }[change]()
    assert first["kind"] != second["kind"]
    path.write_text(json.dumps(sheet))


@pytest.mark.parametrize("change", ["public key", "version"])
def test_a_swapped_public_key_is_noticed_at_the_next_unlock(
    made: tuple[KeyRing, Keys, str], path: Path, change: str
) -> None:
    """Somebody who wants to read what the hub seals would put a key of their own there."""
    changed(path, change)
    with pytest.raises(Damaged, match="keyring-damaged"):
        KeyRing.load(path).unlock_with_password("doctor", PASSWORD)
    with pytest.raises(Damaged, match="keyring-damaged"):
        KeyRing.load(path).unlock_with_recovery(made[2])


def test_an_opener_is_bound_to_its_login(made: tuple[KeyRing, Keys, str], path: Path) -> None:
    sheet = json.loads(path.read_bytes())
    sheet["openers"][0]["login"] = "chief"
    path.write_text(json.dumps(sheet))
    with pytest.raises(Refused, match="wrong-password"):
        KeyRing.load(path).unlock_with_password("chief", PASSWORD)


def test_what_is_no_key_ring_is_damaged(made: tuple[KeyRing, Keys, str], path: Path) -> None:
    sheet = json.loads(path.read_bytes())
    huge = copy.deepcopy(sheet)
    huge["openers"][0]["argon2id"]["memory_kib"] = 1 << 40
    closed = {**sheet, "openers": sheet["openers"][1:]}
    short = copy.deepcopy(sheet)
    short["openers"][1]["box"] = "00"
    contents = [b"", b"[]", b"{}", b"\xff", b"null", path.read_bytes()[:-20]]
    contents += [json.dumps(bad).encode() for bad in (huge, closed, short, {**sheet, "format": "other"})]
    for content in contents:
        path.write_bytes(content)
        with pytest.raises(Damaged, match="keyring-damaged"):
            KeyRing.load(path)
    path.unlink()
    with pytest.raises(NotFound):
        KeyRing.load(path)


def test_two_processes_do_not_overwrite_each_other(made: tuple[KeyRing, Keys, str], path: Path) -> None:
    ring, keys, _ = made
    other = KeyRing.load(path)
    other.set_password(keys, "nurse", "x")
    with pytest.raises(Conflict, match="keyring-changed"):
        ring.set_password(keys, "guard", "y")
    assert ring.logins == ("doctor",), "what could not be written is not believed"
    with pytest.raises(Conflict, match="keyring-exists"):
        KeyRing.create(path, "doctor", "z", cost=CHEAP)
    assert set(KeyRing.load(path).logins) == {"doctor", "nurse"}


@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
def test_a_change_that_fails_half_way_leaves_the_old_ring(
    made: tuple[KeyRing, Keys, str], path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    ring, keys, _ = made

    def fails(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(*{"replace": (Path, "replace", fails)}.get(step, (durable.os, step, fails)))
    with pytest.raises(OutOfSpace):
        ring.set_password(keys, "nurse", "x")
    monkeypatch.undo()
    assert same(KeyRing.load(path).unlock_with_password("doctor", PASSWORD), keys)
    assert [file.name for file in path.parent.iterdir()] == ["keyring.json"]
    ring.set_password(keys, "nurse", "x")
    assert set(KeyRing.load(path).logins) == {"doctor", "nurse"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such bits")
def test_the_file_is_for_the_owner_alone(made: tuple[KeyRing, Keys, str]) -> None:
    assert stat.S_IMODE(made[0].path.stat().st_mode) == 0o600

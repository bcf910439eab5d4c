"""Key files open with their password, and say truthfully why they do not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import Refused
from app.domain.identity import Iin, PersonName
from app.eds import certificate, key_store, pkcs12
from app.stand_ins.pki import Subject

PASSWORD = "Құпия-сөз 2026"
PERSON = Subject(PersonName("Оспанова", "Әсел"), Iin("850101300015"))


@pytest.fixture(scope="session", params=[True, False], ids=["as-the-nca", "as-present-tools"])
def key_file(request: pytest.FixtureRequest, pki: Any) -> Path:
    """HMAC-SHA1 with 3DES as the national authority writes it, and PBES2 with AES and HMAC-SHA256."""
    path: Path = pki.authority.issue(PERSON, f"file-{request.param}", PASSWORD, nca_style=request.param)
    return path


def test_a_file_opens_with_its_password(key_file: Path) -> None:
    with key_store.find("pkcs12").open(str(key_file), PASSWORD) as opened:
        assert certificate.view(opened.certificate).subject_name == "ОСПАНОВА ӘСЕЛ"
        (container,) = opened.sign([b"bytes"], certificate.view(opened.certificate).not_before)
    assert container


@pytest.mark.clause("22.9")
@pytest.mark.parametrize("wrong", ["", "Құпия-сөз 2027", PASSWORD + " ", PASSWORD.lower()])
def test_a_wrong_password_is_said_for_certain(key_file: Path, wrong: str) -> None:
    with pytest.raises(Refused, match=r"^key-wrong-password$"):
        pkcs12.open_file(key_file.read_bytes(), wrong)


def test_what_is_no_key_file_is_unreadable(tmp_path: Path) -> None:
    store = key_store.find("pkcs12")
    for content in (b"", b"not a key", b"\x30\x82\xff\xff", bytes(2 * 1024 * 1024)):
        (tmp_path / "x.p12").write_bytes(content)
        with pytest.raises(Refused, match=r"^key-unreadable$"), store.open(str(tmp_path / "x.p12"), PASSWORD):
            pass
    with pytest.raises(Refused, match=r"^key-file-missing$"), store.open(str(tmp_path / "absent.p12"), PASSWORD):
        pass


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_file_is_refused_with_a_code(pki: Any, data: st.DataObject) -> None:
    content = bytearray(pki.authority.issue(PERSON, "file-True", PASSWORD).read_bytes())
    content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    try:
        pkcs12.open_file(bytes(content), PASSWORD)
    except Refused as refusal:
        assert refusal.code.startswith("key-")  # noqa: PT017  a byte that says nothing may change


def test_real_files_of_the_national_authority_open(shared_samples: Path) -> None:
    files = sorted((shared_samples / "eds").glob("**/*RSA256_*.p12"))
    assert len(files) == 4
    for file in files:
        with key_store.find("pkcs12").open(str(file), "Qwerty12") as opened:
            purpose = "authenticate" if "AUTH" in file.name else "sign"
            assert certificate.view(opened.certificate).purposes == (purpose,)
        with pytest.raises(Refused, match=r"^key-wrong-password$"):
            pkcs12.open_file(file.read_bytes(), "Qwerty13")


def test_a_real_gost_file_is_recognised_and_never_called_a_wrong_password(shared_samples: Path) -> None:
    files = sorted((shared_samples / "eds" / "p12").glob("**/*.p12"))
    assert len(files) >= 20
    for file in files:
        with pytest.raises(Refused, match=r"^key-gost-not-yet$"):
            pkcs12.open_file(file.read_bytes(), "Qwerty12")
        with pytest.raises(Refused, match=r"^key-wrong-password$"):
            pkcs12.open_file(file.read_bytes(), "Qwerty13")


def test_an_unknown_kind_of_store_is_refused() -> None:
    with pytest.raises(Refused, match="key-store-unknown"):
        key_store.find("floppy")


def test_the_key_derivation_of_rfc_7292() -> None:
    """Known answers that OpenSSL's PKCS12KDF gives as well (id 1 key, 2 IV, 3 MAC)."""
    salt = bytes.fromhex("0a58cf64530d823f")
    assert pkcs12.derived("smeg", salt, 1, 1, 24).hex() == "8aaae6297b6cb04642ab5b077851284eb7128f1a2a7fbca3"
    salt = bytes.fromhex("3d83c0e4546ac140")
    assert pkcs12.derived("smeg", salt, 3, 1, 20).hex() == "8d967d88f6caa9d714800ab3d48051d63f73a312"

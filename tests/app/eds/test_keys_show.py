"""`keys show` tells what a key file holds, and why it does not open."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from app.domain.identity import BinNumber
from app.stand_ins.pki import DEFAULT_PASSWORD, Purpose, Role

from .conftest import DOCTOR, IIN


@pytest.fixture
def show(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def run(path: Path, password: str, code: int = 0) -> dict[str, Any]:
        (tmp_path / "password").write_text(password + "\n", encoding="utf-8")
        assert main(["keys", "show", str(path), "--password-file", str(tmp_path / "password"), "--json"]) == code
        told: dict[str, Any] = json.loads(capsys.readouterr().out)
        return told

    return run


def test_a_head_of_an_organisation(pki: Any, show: Any) -> None:
    subject = replace(DOCTOR, role=Role.HEAD, bin_number=BinNumber("150440000003"), organisation="ТОО «КЛИНИКА»")
    told = show(pki.authority.issue(subject, "shown-head"), DEFAULT_PASSWORD)
    expected = {
        "algorithm": "RSA-2048", "iin": IIN.value, "bin": "150440000003", "organisation": "ТОО «КЛИНИКА»",
        "role": "head", "purpose": "sign", "environment": "test", "surname": "СЕРІКҚЫЗЫ", "given_name": "АЙГҮЛ",
        "patronymic": "НҰРЛАНҚЫЗЫ", "subject_name": "СЕРІКҚЫЗЫ АЙГҮЛ НҰРЛАНҚЫЗЫ",
    }  # fmt: skip
    assert {name: told[name] for name in expected} == expected
    assert told["policies"][0]["oid"].startswith("1.2.398.3.3.2")


def test_a_sole_proprietor_repeats_the_iin_as_bin(pki: Any, show: Any) -> None:
    told = show(pki.authority.issue(replace(DOCTOR, role=Role.SOLE_PROPRIETOR), "shown-proprietor"), DEFAULT_PASSWORD)
    assert (told["iin"], told["role"]) == (IIN.value, "individual")
    assert told["bin"] in {None, IIN.value}


def test_an_authentication_key(pki: Any, show: Any) -> None:
    told = show(pki.authority.issue(replace(DOCTOR, purpose=Purpose.AUTHENTICATE), "shown-auth"), DEFAULT_PASSWORD)
    assert (told["purpose"], told["purposes"], told["signs"]) == ("authenticate", ["authenticate"], False)


def test_a_refusal_has_its_code_and_a_sentence(
    pki: Any, show: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = pki.authority.issue(DOCTOR, "shown-doctor")
    assert show(path, "wrong", 1) == {"event": "refused", "reason": "key-wrong-password"}
    (tmp_path / "text.p12").write_text("text")
    assert show(tmp_path / "text.p12", "x", 1)["reason"] == "key-unreadable"
    assert show(tmp_path / "absent.p12", "x", 1)["reason"] == "key-file-missing"
    (tmp_path / "password").write_text(DEFAULT_PASSWORD)
    assert main(["keys", "show", str(path), "--password-file", str(tmp_path / "password")]) == 0
    assert f"iin={IIN.value}\n" in capsys.readouterr().out


# As the index of the samples says it: role, organisation, purpose.
REAL = {
    "individual_valid": ("individual", None, "sign"),
    "legal_valid_head": ("head", "123456789021", "sign"),
    "legal_valid_employee": ("employee", "123456789021", "sign"),
    "legal_valid_employee_signright": ("signatory", "123456789021", "sign"),
    "legal_valid_infosystem": ("treasury", "123456789021", "sign"),
    "legal_valid_treasury_client": ("information-system", "123456789021", "sign"),
    "gost1": ("individual", None, "sign"),
}


@pytest.mark.parametrize("name", REAL)
def test_real_test_keys_are_shown_as_their_index_says(name: str, shared_samples: Path, show: Any) -> None:
    (path,) = (shared_samples / "eds" / "p12").glob(f"**/{name}.p12")
    told = show(path, "Qwerty12")
    role, of_bin, purpose = REAL[name]
    assert (told["role"], told["bin"], told["purpose"]) == (role, of_bin, purpose)
    assert (told["algorithm"], told["environment"], told["store_type"]) == ("GOST 34.10-2015 512", "test", "file")
    if role == "information-system":
        assert (told["iin"], told["information_system"]) == (None, "1.2.398.6.10.1.1")
    else:
        assert told["iin"].startswith("12345678901")  # as written, though its check digit is wrong
        assert told["patronymic"] in {"ТЕСТОВИЧ", "ТЕСТТОВИЧ"}


def test_real_rsa_keys_are_shown_with_their_purpose(shared_samples: Path, show: Any) -> None:
    for path in (shared_samples / "eds" / "rsa-gost2004-set").glob("*RSA256*.p12"):
        told = show(path, "Qwerty12")
        assert told["purpose"] == ("authenticate" if "AUTH" in path.name else "sign")
        assert (told["algorithm"], told["iin"], told["environment"]) == ("RSA-2048", "123456789011", "test")

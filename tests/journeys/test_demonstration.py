"""The whole line in one go: devices, card, signed document, ministry, exit; and what an outsider finds in the exit."""

from __future__ import annotations

import ipaddress
import json
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pydicom
import pytest

from journeys.program import Program, program_in


def _traced(into: Path) -> tuple[str, ...]:
    """strace in front of a command, where it is there and allowed; with seccomp it stops at these calls only."""
    words = ("strace", "-f", "--seccomp-bpf", "-qq", "-e", "trace=connect,sendto,sendmsg", "-o")
    if shutil.which("strace") is None:
        return ()
    trial = subprocess.run([*words, "/dev/null", "true"], capture_output=True, check=False)
    return () if trial.returncode else (*words, str(into))


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Program, Path, dict[str, Any]]]:
    """A demonstration that was lived through: the program, its folder, the figures of each step.

    Where strace may trace, every connection of all its processes is written down beside it.
    """
    root = tmp_path_factory.mktemp("demonstration")
    with program_in(root) as program:
        program.before = _traced(root / "connections.txt")
        lines = program.plain("demo", "--headless", "--dir", str(root / "demo"))
        program.before = ()
        yield program, root / "demo", {line["event"]: line for line in lines}


@pytest.mark.clause("5")
@pytest.mark.clause("6")
@pytest.mark.clause("7")
def test_every_step_is_real(lived: tuple[Program, Path, dict[str, Any]]) -> None:
    _, folder, steps = lived
    assert steps["practice"]["patients"] == 40
    assert (steps["devices"]["instances"], steps["devices"]["observations"], steps["devices"]["inbox"]) == (17, 21, 1)
    assert steps["visit"]["state"] == "signed"
    assert (steps["ministry"]["time_stamps_due"], steps["ministry"]["evidence_due"]) == (0, 0)
    assert steps["table"]["signature_levels"] == {"CAdES-LT": 1}
    assert steps["ministry"]["accepted"] == 2
    assert steps["export"]["verified"] is True
    assert (folder / "export" / "index.html").exists()


@pytest.mark.clause("27.1")
@pytest.mark.peer("strace")
def test_nobody_outside_this_computer_was_called(lived: tuple[Program, Path, dict[str, Any]]) -> None:
    """A whole life: devices, time stamp, ministry, export. Every address that any process connected or sent to."""
    _, folder, _ = lived
    if not (calls := folder.parent / "connections.txt").exists():
        pytest.skip("strace is not installed, or may not trace here")
    text = calls.read_text(encoding="utf-8", errors="replace")
    called = re.findall(r'inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)"', text)
    addresses = {ipaddress.ip_address(four or six) for four, six in called}
    assert ipaddress.ip_address("127.0.0.1") in addresses, "nothing was traced"
    # Unspecified is no call: the resolver asks the system which of a name's addresses it would prefer.
    assert not {one for one in addresses if not (one.is_loopback or one.is_unspecified)}
    assert "htons(53)" not in text, "somebody asked a name server"


@pytest.mark.clause("12")
def test_the_export_opens_without_us(lived: tuple[Program, Path, dict[str, Any]]) -> None:
    _, folder, steps = lived
    export = folder / "export"
    (database,) = export.rglob("*.sqlite")
    plain = sqlite3.connect(database)
    try:
        (patients,) = plain.execute("SELECT count(*) FROM patient").fetchone()
    finally:
        plain.close()
    assert patients == steps["table"]["patients"]
    (directory,) = export.rglob("DICOMDIR")
    assert pydicom.dcmread(directory).file_meta.MediaStorageSOPClassUID == "1.2.840.10008.1.3.10"
    (package,) = export.rglob("datapackage.json")
    assert json.loads(package.read_text(encoding="utf-8"))["resources"]


@pytest.mark.clause("12")
@pytest.mark.clause("27.10")
def test_the_verifier_finds_what_was_changed(lived: tuple[Program, Path, dict[str, Any]], tmp_path: Path) -> None:
    program, folder, _ = lived
    copy = tmp_path / "copy"
    shutil.copytree(folder / "export", copy)
    (done,) = program.plain("verify", str(copy))
    assert done["ok"] is True
    assert done["signatures"] >= 1

    (document,) = [file for file in copy.rglob("*.pdf") if "document" in file.as_posix()]
    content = bytearray(document.read_bytes())
    content[len(content) // 2] ^= 1
    document.write_bytes(content)
    (copy / "data" / "note.txt").write_text("added by somebody", encoding="utf-8")
    next(file for file in (copy / "data" / "dicom").rglob("*") if file.is_file() and file.name != "DICOMDIR").unlink()
    findings = program.plain("verify", str(copy), expect=1)
    assert {line["code"] for line in findings if line["event"] == "finding"} >= {"altered", "added", "missing"}


@pytest.mark.clause("27.10")
@pytest.mark.clause("27.11")
@pytest.mark.peer("openssl")
def test_openssl_accepts_the_signature(lived: tuple[Program, Path, dict[str, Any]], tmp_path: Path) -> None:
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    program, folder, _ = lived
    (document,) = [file for file in (folder / "export").rglob("*.pdf") if "document" in file.as_posix()]
    container = sorted(document.parent.rglob("*.p7s")) or sorted((folder / "export").rglob("*.p7s"))
    authorities = tmp_path / "ca.pem"
    for name in ("ca", "root"):
        pem = subprocess.run(
            ["openssl", "x509", "-inform", "DER", "-in", str(folder / "test-authority" / f"{name}.cer")],
            capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
        authorities.write_text((authorities.read_text() if authorities.exists() else "") + pem)
    for one in container:
        answer = subprocess.run(
            ["openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", str(one), "-content",
             str(document), "-CAfile", str(authorities), "-purpose", "any", "-out", "/dev/null"],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert answer.returncode == 0, answer.stderr
        trusted = [
            word for name in ("ca", "root") for word in ("--authority", str(folder / f"test-authority/{name}.cer"))
        ]
        is_complete = "CAdES-LT" in one.name
        (report,) = program.plain(
            "verify", str(one), "--content", str(document), "--trust", "test", *trusted, expect=0 if is_complete else 1
        )
        unanswered = {check["code"] for check in report["checks"] if check["result"] not in {"PASS", "WARN"}}
        if is_complete:
            assert (report["verdict"], report["verified_level"], unanswered) == ("GENUINE", "CAdES-LT", set())
        else:  # nothing fails; without evidence on revocation nobody may call it confirmed
            assert report["verdict"] == "NOT CONFIRMED"
            assert {"R1", "R3", "R5"} <= unanswered <= {"R1", "R3", "R5", "T5"}
    assert [one.name.rsplit("-", 1)[-1] for one in container] == ["B.p7s", "LT.p7s"]

"""A bag tells what was done to it: altered, missing, added files, another key, a false signature."""

from __future__ import annotations

import hashlib
import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.export.layout import PUBLIC_KEY, SIGNATURE
from app.export.practice_key import pem
from app.export.verify import ExportReport, verify_export


@pytest.fixture(scope="session")
def whole(lived: tuple[Path, str, int, int], open_day: Callable[[Path], Any], tmp_path_factory: Any) -> Path:
    """An export, made once."""
    folder = tmp_path_factory.mktemp("whole")
    day = open_day(folder)
    day.leave()
    day.practice.close()
    return folder / "out/bag"


@pytest.fixture
def bag(whole: Path, tmp_path: Path) -> Path:
    shutil.copytree(whole, tmp_path / "bag")
    return tmp_path / "bag"


def _found(report: ExportReport) -> set[tuple[str, str]]:
    return {(one.code, one.path) for one in report.findings}


def _signed_anew(bag: Path, key: Ed25519PrivateKey | None = None) -> None:
    """What a forger does who knows the format: every digest is made right again, and signed with a key of his own."""
    key = key or Ed25519PrivateKey.generate()
    (bag / PUBLIC_KEY).write_bytes(pem(key.public_key()))
    for manifest, wanted in (("manifest-sha256.txt", True), ("tagmanifest-sha256.txt", False)):
        names = [line.split("  ", 1)[1] for line in (bag / manifest).read_text().splitlines()]
        lines = [f"{hashlib.sha256((bag / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
        assert wanted == (manifest == "manifest-sha256.txt")
        (bag / manifest).write_text("".join(lines))
    (bag / SIGNATURE).write_bytes(key.sign((bag / "tagmanifest-sha256.txt").read_bytes()))


@pytest.mark.clause("12")
def test_a_whole_export_verifies_without_the_store(bag: Path) -> None:
    report = verify_export(bag)
    assert report.findings == ()
    assert (report.documents, report.signatures) == (1, 1)
    assert report.verdicts == {"NOT CONFIRMED": 1}  # genuine as far as it can be told without revocation evidence
    done = subprocess.run(
        ["sha256sum", "-c", "--quiet", "manifest-sha256.txt"], cwd=bag, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, b"")


@pytest.mark.clause("12")
@pytest.mark.clause("27.10")
def test_the_verifier_in_the_bag_says_the_same_with_plain_python_alone(bag: Path) -> None:
    def said(*arguments: str) -> tuple[int, dict[str, Any]]:
        command = [sys.executable, "-I", "-S", "shipager-verify.pyz", ".", "--json", *arguments]
        answer = subprocess.run(command, cwd=bag, capture_output=True, text=True, check=False, timeout=60)
        assert answer.stderr == ""
        return answer.returncode, json.loads(answer.stdout)

    ours = verify_export(bag)
    code, theirs = said()
    assert (code, theirs["ok"], theirs["findings"]) == (0, True, [])
    assert theirs["verdicts"] == {str(verdict): count for verdict, count in ours.verdicts.items()}
    assert theirs["key_fingerprint"] == ours.key_fingerprint
    document = next((bag / "data" / "documents").glob("*/document.pdf"))
    document.write_bytes(document.read_bytes() + b"\n")
    code, theirs = said()
    assert code == 1
    assert {(one["code"], one["path"]) for one in theirs["findings"]} == _found(verify_export(bag))


def test_openssl_verifies_the_manifest(bag: Path) -> None:
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not here")
    command = (
        f"openssl pkeyutl -verify -pubin -inkey {PUBLIC_KEY} -rawin -in tagmanifest-sha256.txt -sigfile {SIGNATURE}"
    )
    done = subprocess.run(command.split(), cwd=bag, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.clause("12")
@pytest.mark.parametrize(
    "name",
    [
        "data/tables/patient.csv",
        "data/record.sqlite",
        "data/dicom/DICOMDIR",
        "data/originals/list.ndjson",
        "index.html",
        "bag-info.txt",
    ],
)
def test_one_flipped_bit_is_found(bag: Path, name: str) -> None:
    content = bytearray((bag / name).read_bytes())
    content[len(content) // 2] ^= 1
    (bag / name).write_bytes(content)
    assert _found(verify_export(bag)) == {("altered", name)}


@pytest.mark.clause("12")
def test_a_missing_and_an_added_file_are_found(bag: Path) -> None:
    (bag / "data/tables/visit.csv").unlink()
    (bag / "data/tables/added.csv").write_text("x")
    (bag / "data/documents/link").symlink_to("/etc/hostname")
    assert _found(verify_export(bag)) == {
        ("missing", "data/tables/visit.csv"),
        ("added", "data/tables/added.csv"),
        ("added", "data/documents/link"),
    }


def test_an_altered_manifest_is_found_by_its_signature(bag: Path) -> None:
    manifest = bag / "manifest-sha256.txt"
    manifest.write_text(manifest.read_text().replace("data/tables/visit.csv", "data/tables/VISIT.csv"))
    assert _found(verify_export(bag)) == {
        ("altered", "manifest-sha256.txt"),
        ("missing", "data/tables/VISIT.csv"),
        ("added", "data/tables/visit.csv"),
    }
    tags = bag / "tagmanifest-sha256.txt"
    tags.write_text(tags.read_text().replace("  ", "  ./", 1))
    assert ("manifest-signature", SIGNATURE) in _found(verify_export(bag))


def test_a_bag_signed_by_somebody_else_is_told_by_the_fingerprint(bag: Path) -> None:
    ours = verify_export(bag).key_fingerprint
    (bag / "data/tables/visit.csv").write_text("forged")
    _signed_anew(bag)
    report = verify_export(bag)
    assert report.ok  # whole, and signed: by whom, only the fingerprint tells
    assert report.key_fingerprint != ours
    assert _found(verify_export(bag, expected_key=ours)) == {("other-key", PUBLIC_KEY)}


@pytest.mark.clause("27.10")
def test_a_forged_document_is_found_by_its_own_signature(bag: Path) -> None:
    (document,) = bag.glob("data/documents/*/document.pdf")
    document.write_bytes(document.read_bytes() + b"%")
    _signed_anew(bag)
    (finding,) = verify_export(bag).findings
    assert (finding.code, finding.path.rsplit("/", 1)[1]) == ("signature-invalid", "0001-v1-CAdES-B.p7s")
    assert "content-changed" in finding.detail


@pytest.mark.parametrize(
    "line", ["0" * 64 + "  ../outside", "0" * 64 + "  /etc/passwd", "0" * 64 + "  data/../../x", "0" * 64 + "  C:\\x"]
)
def test_a_manifest_cannot_lead_out_of_the_folder(bag: Path, line: str) -> None:
    with (bag / "manifest-sha256.txt").open("a") as file:
        file.write(line + "\n")
    assert ("bad-path", line[66:]) in _found(verify_export(bag))


@pytest.mark.parametrize(
    "name", ["manifest-sha256.txt", "tagmanifest-sha256.txt", PUBLIC_KEY, SIGNATURE, "bag-info.txt"]
)
def test_a_bag_without_one_of_its_own_files_is_no_proof(bag: Path, name: str) -> None:
    (bag / name).unlink()
    assert not verify_export(bag).ok
    (bag / name).write_bytes(b"\xff garbage")
    assert not verify_export(bag).ok


def test_an_empty_folder_is_no_export(tmp_path: Path) -> None:
    assert not verify_export(tmp_path).ok


_CHILD = """
import os, signal, sys
from pathlib import Path
sys.path[:0] = [{root!r}, {here!r}]
from conftest import open_lived
day = open_lived(Path({folder!r}), {lived!r})
left = {steps}
def progress(done, total, what):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
day.leave(progress=progress)
"""


@pytest.mark.parametrize("steps", [4, 45, 90])
def test_a_killed_export_is_taken_up_again(
    lived: tuple[Path, str, int, int], open_day: Callable[[Path], Any], tmp_path: Path, project_root: Path, steps: int
) -> None:
    open_day(tmp_path).practice.close()
    here = Path(__file__).parent
    script = _CHILD.format(
        root=str(project_root), here=str(here), folder=str(tmp_path), steps=steps, lived=(str(lived[0]), *lived[1:])
    )
    killed = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    day = open_day(tmp_path)
    result = day.leave()
    day.practice.close()
    assert result.resumed
    assert verify_export(result.folder).ok


def test_a_hostile_bag_is_a_list_of_findings(tmp_path: Path) -> None:
    """Names that no disk takes, a manifest without end, folders deeper than our stack: nothing of it is a crash."""
    bag = tmp_path / "bag"
    (bag / "data/documents").mkdir(parents=True)
    (bag / "manifest-sha256.txt").write_text(f"{'0' * 64}  data/{'a' * 5000}\n{'0' * 64}  ../../etc/passwd\n")
    with (bag / "tagmanifest-sha256.txt").open("wb") as endless:
        endless.truncate(1 << 40)
    here = bag / "data/nest"
    here.mkdir()
    for _ in range(1100):
        here = here / "d"
        here.mkdir()
    codes = {finding.code for finding in verify_export(bag).findings}
    while here != bag / "data":  # whoever clears the folder away may go by recursion
        here.rmdir()
        here = here.parent
    assert {"unreadable", "bad-path", "manifest-unreadable", "key-unreadable"} <= codes


def test_a_file_that_may_not_be_read_is_a_finding(bag: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As root every file can be read, so the refusal is the operating system's only by its error."""
    read = Path.open

    def refusing(self: Path, *arguments: Any, **named: Any) -> Any:
        if self.name == "visit.csv":
            raise PermissionError(13, "denied")
        return read(self, *arguments, **named)

    monkeypatch.setattr(Path, "open", refusing)
    assert _found(verify_export(bag)) == {("unreadable", "data/tables/visit.csv")}

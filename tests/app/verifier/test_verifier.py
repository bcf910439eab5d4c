"""The stand-alone verifier: plain Python, no installed package, the same verdict as the program."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import Unreadable
from app.domain.identity import Iin, PersonName
from app.domain.signature import Evidence, Level
from app.eds import cades, ed25519, levels, trust
from app.eds.revocation_client import HttpRevocation
from app.eds.tsp import HttpTimestampAuthority
from app.eds.verification import sentences
from app.eds.verification.files import SignedFile
from app.eds.verification.printed import shown
from app.stand_ins import pki as stand_in
from app.stand_ins.pki import Algorithm, StandInAuthority, Subject
from app.takeaway.package import judge, package
from app.takeaway.taken import Taken, TakenSignature
from app.verifier import building, program

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
DOCTOR = Subject(PersonName("Серікқызы", "Айгүл", "Нұрланқызы"), Iin("850101300015"))
CONTENT = "Қорытынды: норма".encode()


@dataclass(frozen=True, slots=True)
class Verifier:
    file: Path

    def __call__(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        """No site packages, no environment, an empty working folder."""
        command = [sys.executable, "-I", "-S", str(self.file), *map(str, arguments)]
        return subprocess.run(
            command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=60, cwd=self.file.parent
        )


@pytest.fixture(scope="session")
def verifier(tmp_path_factory: pytest.TempPathFactory) -> Verifier:
    place = tmp_path_factory.mktemp("verifier") / building.NAME
    place.write_bytes(building.build())
    return Verifier(place)


@dataclass(frozen=True, slots=True)
class Complete:
    """A document at level LT, by the services of the test authority, and what they are to be trusted for."""

    authority: StandInAuthority
    container: bytes
    evidence: tuple[Evidence, ...]
    at: datetime

    @property
    def trusted(self) -> trust.TrustList:
        return trust.of_public_test_keys(self.authority.anchors)

    def anchors(self, folder: Path) -> list[str]:
        """Options that name them on the command line."""
        options = []
        for number, der in enumerate(self.authority.anchors, 1):
            (folder / f"{number}.cer").write_bytes(der)
            options += ["--authority", str(folder / f"{number}.cer")]
        return ["--trust", "test", *options]


@pytest.fixture(scope="module", params=list(Algorithm))
def complete(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Complete:
    folder, algorithm = tmp_path_factory.mktemp("pki"), request.param
    with stand_in.serve(folder, clock=lambda: NOW) as server:
        authority = server.authority
        signed = cades.sign(CONTENT, authority.key(DOCTOR, "doctor", algorithm=algorithm), NOW)
        done = levels.complete(
            signed, CONTENT, tsa=HttpTimestampAuthority(server.tsa_url),
            source=HttpRevocation(server.ocsp_url, only_own=True), trusted=trust.of_test(authority.anchors), now=NOW,
        )  # fmt: skip
    assert done.level is Level.LT
    return Complete(authority, done.container, done.evidence, NOW)


def test_it_holds_what_verification_needs_and_nothing_compiled(verifier: Verifier) -> None:
    with zipfile.ZipFile(verifier.file) as archive:
        names = archive.namelist()
        assert b"Permission is hereby granted" in archive.read("asn1crypto/LICENSE")
    assert not any(name.startswith(("db/", "ui/", "devices/")) for name in names)
    assert all(name.endswith((".py", ".json", "LICENSE")) for name in names)


def test_the_same_sources_give_the_same_file() -> None:
    first = building.build()
    building.build.cache_clear()
    assert building.build() == first


@pytest.mark.clause("27.10")
def test_its_verdict_is_the_programs(verifier: Verifier, complete: Complete, tmp_path: Path) -> None:
    """Chain, time stamp and embedded evidence, RSA and GOST."""
    (tmp_path / "document.p7s").write_bytes(complete.container)
    for content, code in ((CONTENT, 0), (CONTENT + b"!", 1)):
        (tmp_path / "document.txt").write_bytes(content)
        answer = verifier(
            tmp_path / "document.p7s", "--content", tmp_path / "document.txt", *complete.anchors(tmp_path),
            "--at", NOW.isoformat(), "--json",
        )  # fmt: skip
        assert answer.stderr == ""
        assert answer.returncode == code
        ours = shown(SignedFile(complete.container, content, trusted=complete.trusted, now=NOW).report())
        assert json.loads(answer.stdout) == json.loads(json.dumps(ours))
        assert ours["verdict"] in ({"GENUINE", "WITH WARNINGS"} if code == 0 else {"INVALID"})


@pytest.mark.clause("27.10")
def test_a_complete_document_leaves_with_its_evidence_as_files(
    verifier: Verifier, complete: Complete, tmp_path: Path
) -> None:
    signature = TakenSignature("СЕРІКҚЫЗЫ АЙГҮЛ", "850101300015", complete.container, complete.evidence)
    taken = Taken(
        "0b7a2e7e-31b4-4b7f-8f3e-5f1b0a1c2d3e", "Хат", "letter", "kk", 1, "Шипа", CONTENT, (signature,), True,
        complete.authority.anchors, NOW,
    )  # fmt: skip
    archive = package(taken, with_verifier=False)
    (tmp_path / "taken.zip").write_bytes(archive)
    with zipfile.ZipFile(tmp_path / "taken.zip") as opened:
        proofs = [name.removeprefix("evidence/0001/") for name in opened.namelist() if name.startswith("evidence/")]
        guide = opened.read("README.txt").decode("utf-8-sig")
        opened.extractall(tmp_path / "taken")
    assert {"tst.der", "ocsp-signer.der", "chain.cer", "signature.bin"} <= set(proofs)
    signer = judge(taken).worst.signer
    assert signer is not None
    assert ("openssl cms" in guide) == signer.algorithm.startswith("RSA")
    for command in (line.split() for line in guide.splitlines() if line.strip().startswith("openssl ")):
        done = subprocess.run(command, cwd=tmp_path / "taken", capture_output=True, text=True, check=False, timeout=60)
        assert done.returncode == 0, done.stderr
    answer = verifier(tmp_path / "taken.zip", *complete.anchors(tmp_path), "--at", NOW.isoformat(), "--language", "kk")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert sentences.of_verdict(judge(taken).verdict, "kk").upper() in answer.stdout


@pytest.mark.clause("27.9")
def test_it_verifies_signatures_of_other_systems(verifier: Verifier, shared_samples: Path) -> None:
    samples = shared_samples / "eds" / "cms"
    said = verifier(
        samples / "individual_detached.der", "--content", samples / "individual_document.txt", "--trust", "test",
        "--evidence", shared_samples / "eds" / "crl" / "ncanode_go_nca_gost2022_test.crl", "--json",
        "--at", "2026-09-01",
    )  # fmt: skip
    report = json.loads(said.stdout)
    results = {check["code"]: check["result"] for check in report["checks"]}
    assert {results[code] for code in ("I1", "I3", "T2", "T3", "T4", "V1", "V2")} == {"PASS"}
    assert report["verified_level"] == "CAdES-T"


def test_it_speaks_kazakh_russian_and_english(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "letter.txt").write_bytes(b"no signature.")
    said = {}
    for language in sentences.LANGUAGES:
        assert program.main([str(tmp_path / "letter.txt"), "--language", language]) == 1
        said[language] = capsys.readouterr().out
    assert len(set(said.values())) == 3
    assert "INVALID" not in said["kk"]
    assert program.main([str(tmp_path / "missing")]) == 2
    assert "missing" in capsys.readouterr().err


def test_it_says_what_only_the_program_reads(verifier: Verifier, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(b"<a/>")
    answer = verifier(tmp_path / "a.xml", "--language", "en")
    assert answer.returncode == 2
    assert "program itself" in answer.stderr
    assert verifier("--version").stdout.startswith("Shipager ")


@settings(max_examples=15, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 511))
def test_ed25519_is_what_the_library_says(message: bytes, bit: int) -> None:
    key = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    pem = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    signature = bytearray(key.sign(message))
    assert ed25519.verify(ed25519.public_key(pem), bytes(signature), message)
    signature[bit // 8] ^= 1 << bit % 8
    assert not ed25519.verify(ed25519.public_key(pem), bytes(signature), message)


def test_ed25519_by_the_vectors_of_rfc_8032() -> None:
    """7.1, test 2."""
    key = bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
    signature = bytes.fromhex(
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )
    spki = bytes.fromhex("302a300506032b6570032100") + key
    assert ed25519.verify(spki, signature, b"\x72")
    assert not ed25519.verify(spki, signature, b"\x73")
    with pytest.raises(Unreadable, match="public-key"):
        ed25519.public_key(b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----")

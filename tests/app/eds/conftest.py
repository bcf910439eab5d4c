"""A test authority with keys of every kind, and a moment at which everything happens."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.domain.identity import BinNumber, Iin, PersonName
from app.eds.key_store import OpenedKey, find
from app.eds.trust import TrustList, of_test
from app.stand_ins.pki import DEFAULT_PASSWORD, StandInAuthority, Subject

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
IIN = Iin("850101300015")
DOCTOR = Subject(PersonName("Серікқызы", "Айгүл", "Нұрланқызы"), IIN)


@dataclass(slots=True)
class Pki:
    """The authority and what tests ask of it."""

    authority: StandInAuthority
    trusted: TrustList
    folder: Path

    def key(self, name: str = "doctor", **changes: object) -> OpenedKey:
        path = self.authority.issue(replace(DOCTOR, **changes), name)  # type: ignore[arg-type]  # named by the test
        with find("pkcs12").open(str(path), DEFAULT_PASSWORD) as opened:
            return opened

    def sign(self, content: bytes, name: str = "doctor", **changes: object) -> bytes:
        (container,) = self.key(name, **changes).sign([content], NOW)
        return container


@pytest.fixture(scope="session")
def pki(tmp_path_factory: pytest.TempPathFactory) -> Pki:
    folder = tmp_path_factory.mktemp("pki")
    authority = StandInAuthority(folder, NOW)
    (folder / "anchors.pem").write_text("".join(map(ssl.DER_cert_to_PEM_cert, authority.anchors)))
    return Pki(authority, of_test(authority.anchors), folder)


@pytest.fixture(scope="session")
def clinic_bin() -> BinNumber:
    return BinNumber("150440000003")


@pytest.fixture(scope="session")
def openssl() -> Callable[..., subprocess.CompletedProcess[str]]:
    """The second opinion."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        command = ["openssl", *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)

    return run

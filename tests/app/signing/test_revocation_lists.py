"""Whole lists in the background: where the practice named them, when they are due, for keys when OCSP is silent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app import key_revocation, revocation_service, signing_keys
from app.eds import certificate
from app.eds.crl_index import ListFolder
from app.eds.crl_refresh import refresh_crls
from app.eds.revocation import RevocationUnavailable
from app.eds.transport import Http
from app.eds.trust import of_test
from app.periodic import Periodic
from app.revocation_lists import Stopped, refresh_lists
from app.revocation_service import RevocationService
from app.stand_ins import pki as stand_in
from app.stand_ins import pki_server
from app.stand_ins.pki_server import PkiServer

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
pytestmark = pytest.mark.clause("27.11")


class Moving:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Moving:
    return Moving()


@pytest.fixture
def server(tmp_path: Path, clock: Moving) -> Iterator[PkiServer]:
    with stand_in.serve(tmp_path / "pki", clock=clock) as running:
        yield running


def refreshed(server: PkiServer, lists: ListFolder, now: datetime) -> list[str]:
    authorities = of_test(server.authority.anchors).authorities
    addresses = server.crl_url(), server.crl_url(delta=True)
    return [one.problem for one in refresh_crls(lists, authorities, *addresses, now, http=Http(seconds=5))]


def test_lists_are_fetched_when_they_are_due_and_only_then(server: PkiServer, tmp_path: Path, clock: Moving) -> None:
    lists = ListFolder(tmp_path / "lists")
    assert refreshed(server, lists, NOW) == ["", ""]
    before = {file.name for file in lists.path.iterdir()}
    assert refreshed(server, lists, NOW + timedelta(minutes=30)) == ["crl-current", "crl-current"]
    clock.now = NOW + timedelta(hours=2)
    assert refreshed(server, lists, clock.now) == ["crl-current", ""]
    clock.now = NOW + timedelta(days=1)
    assert refreshed(server, lists, clock.now) == ["", ""]
    after = {file.name for file in lists.path.iterdir()}
    assert (len(before), len(after), before & after) == (4, 4, set())


@pytest.mark.parametrize(
    ("fault", "problem"),
    [
        ("garbage", "evidence"), ("broken", "crl-signature"), ("missing", "revocation-refused"),
        ("unknown-critical", "crl-critical-extension"), ("foreign-issuer", ""), ("drop", "revocation-unreachable"),
    ],
)  # fmt: skip
def test_a_list_that_does_not_hold_leaves_the_one_that_is_kept(
    server: PkiServer, tmp_path: Path, clock: Moving, fault: str, problem: str
) -> None:
    lists = ListFolder(tmp_path / "lists")
    assert refreshed(server, lists, NOW) == ["", ""]
    clock.now = NOW + timedelta(days=1)
    server.set_faults({"crl": fault})
    found = refreshed(server, lists, clock.now)
    server.set_faults({"crl": ""})
    if problem:
        assert found == [problem, problem]
        assert len(list(lists.path.iterdir())) == 4


def _inspected(clinic: Any, name: str) -> signing_keys.InspectedKey:
    choice = clinic.key(name)
    return signing_keys.inspect_key(choice.store_kind, choice.location, choice.secret)


class _Silent:
    def evidence(self, subject: Any, issuer: Any) -> Any:
        raise RevocationUnavailable


class _Lying:
    def evidence(self, subject: Any, issuer: Any) -> Any:
        raise RevocationUnavailable("revocation-garbage")


def test_while_nobody_answers_a_key_is_looked_up_in_the_kept_lists(clinic: Any, tmp_path: Path) -> None:
    """An answer that is there and wrong is not passed over for them."""
    inspected = _inspected(clinic, "listed")
    clinic.write(signing_keys.add_signing_key, inspected)
    own = certificate.read(inspected.certificate_der)
    lists, store = ListFolder(tmp_path / "lists"), clinic.store
    with pki_server.serve(clinic.authority.folder, clock=clinic.clock.now) as server:
        assert refresh_lists(store, lists) == ()  # nobody said where
        named = RevocationService(is_on=True, crl_url=server.crl_url(), delta_url=server.crl_url(delta=True))
        clinic.write(revocation_service.set_service, named)
        server.authority.revoke(own, clinic.clock.now() - timedelta(minutes=5), "key_compromise")
        assert [one.problem for one in refresh_lists(store, lists)] == ["", ""]
    assert key_revocation.ask_about_keys(store, _Silent()) == 0
    assert key_revocation.ask_about_keys(store, _Lying(), lists) == 0
    assert key_revocation.ask_about_keys(store, _Silent(), lists) == 1
    assert clinic.read(signing_keys.signing_keys)[0].revocation == "revoked"


def test_closing_the_practice_does_not_wait_for_a_list(clinic: Any, tmp_path: Path) -> None:
    lists = ListFolder(tmp_path / "lists")
    leaving = Periodic("leaving", lambda: None, 1.0)
    leaving.stop()
    with pki_server.serve(clinic.authority.folder, clock=clinic.clock.now) as server:
        named = RevocationService(is_on=True, crl_url=server.crl_url(), delta_url=server.crl_url(delta=True))
        clinic.write(revocation_service.set_service, named)
        with pytest.raises(Stopped):
            refresh_lists(clinic.store, lists, leaving)
    assert not lists.path.exists()

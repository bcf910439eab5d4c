"""An outside address is tried before it is relied on; whoever answers, no patient is in what is sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from app import signing_keys, time_stamps
from app.domain.errors import Refused
from app.eds.trust import of_test
from app.exchange.profile import ExchangeProfile
from app.login import Unlocked
from app.open_practice import OpenPractice
from app.service_trials import Trial, try_ministry, try_time_stamps
from app.stand_ins import pki as stand_in
from app.stand_ins.ministry import StandInMinistry, serve
from app.stand_ins.pki import StandInAuthority
from db.tables.journal import JournalTable

pytestmark = pytest.mark.clause("27.1")


@pytest.fixture
def practice(unlocked: Unlocked) -> Iterator[OpenPractice]:
    made = OpenPractice(unlocked)
    yield made
    made.close()


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> StandInAuthority:
    return StandInAuthority(tmp_path_factory.mktemp("pki"), datetime(2026, 11, 23, 8, tzinfo=UTC))


@pytest.fixture
def ministry(authority: StandInAuthority) -> Iterator[StandInMinistry]:
    with serve(trusted=of_test(authority.anchors)) as running:
        yield running


def rows(practice: OpenPractice, action: str) -> list[tuple[str, object]]:
    with practice.store.reading() as session:
        found = session.scalars(select(JournalTable).where(JournalTable.action == action).order_by(JournalTable.id))
        return [(row.result, row.after) for row in found]


def test_the_ministry_answers_or_it_is_said_why_not(practice: OpenPractice, ministry: StandInMinistry) -> None:
    profile = ExchangeProfile("ehd-rest", ministry.url, mis_id="MIS-7", connect_seconds=2.0)
    assert try_ministry(practice, profile).problem == ""
    nobody = replace(profile, url="http://127.0.0.1:9")
    assert try_ministry(practice, nobody) == Trial("http://127.0.0.1:9", "no-connection")
    assert rows(practice, "exchange.try") == [
        ("ok", {"address": ministry.url}),
        ("no-connection", {"address": "http://127.0.0.1:9"}),
    ]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"transport": "hold"}, "exchange-held"),
        ({"url": "http://[1"}, "exchange-url"),
        ({"url": "https://ehr.example.kz"}, "test-practice-real-transport"),
        ({"mis_id": ""}, "exchange-mis-id"),
        ({"trust_file": "no-such.pem"}, "exchange-trust-file"),
    ],
)
def test_what_cannot_be_saved_is_not_tried(practice: OpenPractice, changes: dict[str, str], code: str) -> None:
    profile = ExchangeProfile("ehd-rest", "http://127.0.0.1:9", mis_id="MIS-7")
    with pytest.raises(Refused) as refused:
        try_ministry(practice, replace(profile, **changes))  # type: ignore[arg-type]  # texts, all of them
    assert refused.value.code == code


@pytest.mark.clause("27.12")
def test_the_authority_stamps_random_bytes_and_its_token_is_checked(
    practice: OpenPractice, authority: StandInAuthority, tmp_path: Path
) -> None:
    with stand_in.serve(authority.folder, clock=practice.clock.now) as running:
        assert try_time_stamps(practice, running.tsa_url).problem == "tsa-token"  # nobody said yet whom to trust
        practice.write(signing_keys.trust_test_authority, authority.anchors)
        good = try_time_stamps(practice, running.tsa_url)
        assert (good.problem, good.time) == ("", practice.clock.now())
    assert try_time_stamps(practice, "http://127.0.0.1:9/tsa").problem == "tsa-unreachable"
    assert practice.read(time_stamps.get_authority) == ""  # trying sets nothing
    assert [result for result, _ in rows(practice, "time-stamps.try")] == ["tsa-token", "ok", "tsa-unreachable"]
    for address in ("", "ftp://127.0.0.1/", "http://[1"):
        with pytest.raises(Refused, match="tsa-url"):
            try_time_stamps(practice, address)

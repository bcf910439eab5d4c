"""The rules of logging in on the screen: changed at once, refused in words, one's own certificates taken away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app import login_rules, signing_keys
from app.domain.identity import PersonName
from app.login_rules import LoginRules
from app.stand_ins.pki import DEFAULT_PASSWORD, Algorithm, StandInAuthority, Subject
from ui.context import Context
from ui.navigation import Notice
from ui.settings.login import LoginSection

pytestmark = pytest.mark.clause("27.4")

Settled = Callable[[], None]


@pytest.fixture
def section(qtbot: QtBot, work: Context, settled: Settled) -> LoginSection:
    made = LoginSection(work)
    qtbot.addWidget(made)
    made.resize(860, 500)
    made.show()
    settled()
    return made


def test_rules_change_at_once_and_codes_are_not_given_up_untried(
    section: LoginSection, work: Context, settled: Settled
) -> None:
    told: list[Notice] = []
    work.navigation.noticed.connect(told.append)
    assert section.factors.current == "both"
    section.unknown.button("yes").click()
    settled()
    assert work.practice.read(login_rules.get_rules) == LoginRules(revocation_must_be_known=True)
    section.factors.button("certificates").click()
    settled()
    assert section.factors.current == "both"  # as it was
    assert "ещё не входили по сертификату" in told[-1].text


def test_a_gost_signing_key_is_allowed_and_taken_away(
    section: LoginSection, work: Context, settled: Settled, tmp_path: Path
) -> None:
    told: list[Notice] = []
    work.navigation.noticed.connect(told.append)
    section.allow.click()
    settled()
    assert told  # there is no key yet
    authority = StandInAuthority(tmp_path / "pki", work.practice.clock.now(), (Algorithm.GOST,))
    work.practice.write(signing_keys.trust_test_authority, authority.anchors)
    iin = work.practice.actor.iin
    assert iin is not None
    path = authority.issue(Subject(PersonName("Сәрсенова", "Айгүл"), iin), "gost", algorithm=Algorithm.GOST)
    inspected = signing_keys.inspect_key("pkcs12", str(path), DEFAULT_PASSWORD)
    work.practice.write(signing_keys.add_signing_key, inspected)
    section.allow.click()
    settled()
    assert "СӘРСЕНОВА АЙГҮЛ" in section.certificates.currentText()
    section.forbid.click()
    settled()
    assert section.certificates.currentText() == "пока нет"
    assert not section.forbid.isEnabled()

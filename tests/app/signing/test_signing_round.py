"""One round over everything that waits: visits, parts, documents of colleagues; nothing is left without an answer."""

from __future__ import annotations

from typing import Any

import pytest

from app import cosigning, document_parts, signing_round, to_sign
from app.domain.errors import Refused
from app.opened_keys import OpenedKeys
from app.overview import overview
from app.to_sign import CANCELLED, NOT_TRIED, WaitingKind
from tests.app.signing.conftest import COLLEAGUE, DOCTOR, OTHER_IIN


def _asked(clinic: Any) -> None:
    """The colleague is asked to sign a document, and for a part of another record."""
    done = clinic.finish(clinic.visit().visit_id)
    clinic.write(cosigning.ask_to_sign, done.document_id, 2)
    part = clinic.write(document_parts.ask_for_part, clinic.visit().visit_id, 2, "Офтальмолог қарауы")
    clinic.write(document_parts.write_part, part.part_id, "Көз түбі: қалыпты", actor=COLLEAGUE)


def _waiting(clinic: Any, count: int) -> None:
    for _ in range(count):
        to_sign.finish_without_key(clinic.store, DOCTOR, clinic.visit().visit_id)


@pytest.mark.clause("27.9")
def test_what_colleagues_ask_for_is_signed_with_the_one_open_key(clinic: Any) -> None:
    _asked(clinic)
    lines = clinic.read(to_sign.to_sign, actor=COLLEAGUE)
    assert {one.kind for one in lines} == {WaitingKind.COSIGN, WaitingKind.PART}
    assert clinic.read(overview, actor=COLLEAGUE).to_sign == 2
    opened = OpenedKeys()
    opened.open(COLLEAGUE, clinic.key("olzhas", iin=OTHER_IIN))
    made = signing_round.sign_round(clinic.store, COLLEAGUE, lines, opened)
    opened.close()
    assert [(one.key, one.code) for one in made] == [((one.kind, one.object_id), "") for one in lines]
    assert clinic.read(to_sign.to_sign, actor=COLLEAGUE) == ()
    assert clinic.read(overview, actor=COLLEAGUE).to_sign == 0


@pytest.mark.clause("22.9")
def test_another_persons_key_is_refused_for_each_and_leaves_its_rows(clinic: Any) -> None:
    _asked(clinic)
    lines = clinic.read(to_sign.to_sign, actor=COLLEAGUE)
    made = signing_round.sign_round_at_once(clinic.store, COLLEAGUE, lines, clinic.key())
    assert {one.code for one in made} == {"certificate-iin-differs"}
    assert [row.result for row in clinic.journal("document.cosign")] == ["certificate-iin-differs"]
    assert [row.result for row in clinic.journal("part.sign")] == ["certificate-iin-differs"]
    assert len(clinic.read(to_sign.to_sign, actor=COLLEAGUE)) == 2


@pytest.mark.clause("27.9")
def test_the_round_ends_where_the_key_refuses_or_the_person_stops_it(clinic: Any) -> None:
    _waiting(clinic, 3)
    lines = clinic.read(to_sign.to_sign)
    made = signing_round.sign_round(clinic.store, DOCTOR, lines, OpenedKeys())
    assert [one.code for one in made] == ["key-closed", NOT_TRIED, NOT_TRIED]

    def stop(done: int, _total: int, _what: str) -> None:
        if done == 1:
            raise Refused(CANCELLED)

    opened = OpenedKeys()
    opened.open(DOCTOR, clinic.key())
    made = signing_round.sign_round(clinic.store, DOCTOR, lines, opened, stop)
    opened.close()
    assert [one.code for one in made] == ["", CANCELLED, CANCELLED]
    rest = clinic.read(to_sign.to_sign)
    made = signing_round.sign_round_at_once(clinic.store, DOCTOR, rest, clinic.key())
    assert [one.code for one in made] == ["", ""]
    assert clinic.read(to_sign.to_sign) == ()

"""§29: object identifiers are well-formed, none of the Kazakh arc is invented, and what stands in can be replaced."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest

from app.domain.coding import BIN_SYSTEM, IIN_SYSTEM, Oid, stand_in_oid
from app.domain.errors import Refused

pytestmark = pytest.mark.clause("29")


@pytest.mark.parametrize("value", ["1.2.398.3.3.4.1.1", "2.25.329800735698586629295641978511506172918", "0.9", "2.999"])
def test_an_identifier_is_taken_as_the_standard_writes_it(value: str) -> None:
    assert str(Oid(value)) == value
    assert Oid(value).uri == f"urn:oid:{value}"


@pytest.mark.parametrize(
    "value", ["", "1", "3.1", "1..2", "1.02", ".1.2", "1.2.", "1.2.x", "1.2 ", "urn:oid:1.2", "-1.2"]
)
def test_what_is_none_is_refused(value: str) -> None:
    with pytest.raises(Refused, match=r"^oid$"):
        Oid(value)


def test_what_is_not_registered_stands_under_a_uuid_and_stays_the_same() -> None:
    """ITU-T X.667: 2.25 and the UUID as one decimal number. The name alone decides it, on every computer."""
    system = stand_in_oid("iin")
    arc, _, number = system.value.rpartition(".")
    assert arc == "2.25"
    assert uuid.UUID(int=int(number)).version == 5
    assert system == stand_in_oid("iin") != stand_in_oid("bin")
    assert system.uri == IIN_SYSTEM
    assert stand_in_oid("bin").uri == BIN_SYSTEM


def test_numbers_of_the_kazakh_arc_are_only_those_that_authorities_publish(project_root: Path) -> None:
    """Key purposes, policies and algorithms of the certification authorities; nothing of our own under 1.2.398."""
    explained = ("app/eds/", "app/stand_ins/", "app/domain/coding.py")  # the last one holds the rule itself
    using = [
        file.relative_to(project_root).as_posix()
        for room in ("app", "db", "devices", "ui")
        for file in (project_root / room).rglob("*.py")
        if "1.2.398" in file.read_text(encoding="utf-8")
    ]
    assert using
    assert not [one for one in using if not one.startswith(explained)]

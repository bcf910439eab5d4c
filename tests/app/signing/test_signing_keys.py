"""Whose keys sign here, and which authorities a practice believes."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app import record, signing_keys
from app.domain.errors import NotFound, Refused
from app.domain.identity import Iin
from app.eds.trust import Environment


def _inspected(clinic: Any, name: str = "doctor", **changes: Any) -> signing_keys.InspectedKey:
    choice = clinic.key(name, **changes)
    return signing_keys.inspect_key(choice.store_kind, choice.location, choice.secret)


def test_a_key_is_remembered_by_its_certificate_and_never_by_its_secret(clinic: Any) -> None:
    inspected = _inspected(clinic)
    added = clinic.write(signing_keys.add_signing_key, inspected)
    assert clinic.write(signing_keys.add_signing_key, inspected).key_id == added.key_id
    assert clinic.read(signing_keys.signing_keys) == (added,)
    assert added.certificate.subject_name == "АХМЕТОВА АЙГҮЛ"
    clinic.write(signing_keys.remove_signing_key, added.key_id)
    assert clinic.read(signing_keys.signing_keys) == ()
    assert Path(added.location).exists()
    with pytest.raises(NotFound):
        clinic.write(signing_keys.remove_signing_key, added.key_id)
    assert [row.action for row in clinic.journal("key.add") + clinic.journal("key.remove")] == ["key.add", "key.remove"]


def test_the_key_that_is_valid_longest_comes_first(clinic: Any) -> None:
    clinic.write(signing_keys.add_signing_key, _inspected(clinic, "short", valid_for=timedelta(days=60)))
    clinic.write(signing_keys.add_signing_key, _inspected(clinic, "long"))
    short, long = sorted(clinic.read(signing_keys.signing_keys), key=lambda key: key.certificate.not_after)
    assert clinic.read(signing_keys.signing_keys) == (long, short)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"iin": Iin("900202400022")}, "certificate-iin-differs"),
        ({"valid_from": timedelta(days=-500)}, "certificate-expired"),
    ],
)
def test_somebody_else_s_or_an_expired_key_is_not_added(clinic: Any, changes: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        clinic.write(signing_keys.add_signing_key, _inspected(clinic, "refused", **changes))
    assert refused.value.code == code
    assert clinic.read(signing_keys.signing_keys) == ()


def test_a_test_practice_trusts_its_test_authority_and_a_real_one_the_shipped_list(clinic: Any) -> None:
    with clinic.store.reading() as session:
        listed = signing_keys.trusted(session)
        assert listed.environment is Environment.TEST
        assert [one.name for one in listed.authorities] == [
            f"SHIPAGER TEST {place} ({algorithm})" for algorithm in ("RSA", "GOST") for place in ("CA", "ROOT")
        ]
        services = record.of(session)
        record.attach(session, record.Record(services.clock, bytes(32), services.writer, services.reader))
        assert signing_keys.trusted(session).environment is Environment.PRODUCTION
        assert signing_keys.test_authorities(session) == ()
        with pytest.raises(Refused, match="test-only"):
            signing_keys.trust_test_authority(session, _owner(), clinic.authority.anchors)


def _owner() -> Any:
    from app.domain.access import Actor, Role
    from app.domain.identity import PersonName

    return Actor(1, "aigul", PersonName("Ахметова"), None, frozenset({Role.OWNER}), "ws", "s1")

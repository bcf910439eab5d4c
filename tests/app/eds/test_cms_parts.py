"""What is added to a container leaves everything else as it was; what is no container is refused and nothing else."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import Unreadable
from app.domain.signature import Level
from app.eds import cades, cms, cms_parts, der, levels, verify
from app.stand_ins.pki import Algorithm, StandInAuthority
from tests.app.eds.levels_bench import CONTENT, TODAY, Services

ODD = der.sequence(der.oid("1.2.3.4"), der.octets(b"value"))


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Services:
    return Services(StandInAuthority(tmp_path_factory.mktemp("parts"), TODAY))


@pytest.fixture(scope="module")
def complete(services: Services) -> bytes:
    return services.at(Level.LTA)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_damaged_container_is_unreadable_and_nothing_else(complete: bytes, data: st.DataObject) -> None:
    damaged = bytearray(complete)
    for _ in range(data.draw(st.integers(1, 3))):
        damaged[data.draw(st.integers(0, min(len(damaged), 400) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(damaged[: data.draw(st.integers(0, len(damaged)))])
    for one in (bytes(damaged), cut):
        with contextlib.suppress(Unreadable):
            cms_parts.with_unsigned_attribute(one, 0, "1.2.3", ODD)
        with contextlib.suppress(Unreadable):
            cms_parts.with_validation_parts(one, [ODD], [ODD])
        with contextlib.suppress(Unreadable):
            cms_parts.merged(complete, one)


def test_what_is_there_keeps_its_bytes(complete: bytes) -> None:
    fuller = cms_parts.with_validation_parts(
        cms_parts.with_unsigned_attribute(complete, 0, "1.2.3.4", ODD), [ODD], [der.implicit(1, ODD)]
    )
    before, after = cms.read(complete), cms.read(fuller)
    assert set(before.certificates) < set(after.certificates)
    assert set(before.revocation) < set(after.revocation)
    old, new = before.signers[0], after.signers[0]
    assert (old.signed_part, old.signature) == (new.signed_part, new.signature)
    assert new.unsigned_attributes[: len(old.unsigned_attributes)] == old.unsigned_attributes or set(
        old.unsigned_attributes
    ) < set(new.unsigned_attributes)


def test_what_comes_after_an_archive_stamp_disturbs_it_not(services: Services, complete: bytes) -> None:
    """A second signer with evidence of his own, and an attribute of the first one."""
    second = services.raised(cades.sign(CONTENT, services.key("other", Algorithm.GOST), TODAY), Level.LT)
    both = cms_parts.with_unsigned_attribute(cms_parts.merged(complete, second), 0, "1.2.3.4", ODD)
    first, other = verify.verify_each(both, CONTENT, trusted=services.trusted, now=TODAY)
    assert (first.verified_level, other.verified_level) == (Level.LTA, Level.LT)


def test_containers_over_different_contents_do_not_join(services: Services) -> None:
    attached = cades.container(CONTENT, services.key(), TODAY, attached=True)
    other = cades.container(b"another", services.key(), TODAY, attached=True)
    with pytest.raises(Unreadable):
        cms_parts.merged(attached, other)


def test_a_signer_that_is_not_there_is_told(services: Services, complete: bytes) -> None:
    with pytest.raises(Unreadable):
        cms_parts.with_unsigned_attribute(complete, 1, "1.2.3.4", ODD)
    for step in (levels.complete, levels.archived):
        with pytest.raises(Unreadable):
            step(complete, CONTENT, signer=1, tsa=services, source=services, trusted=services.trusted, now=TODAY)

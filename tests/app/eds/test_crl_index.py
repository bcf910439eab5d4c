"""Lists that are kept: verified once, asked by bisection, never an older one, never a damaged one."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.x509 import ReasonFlags
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import Damaged, Refused, Unreadable
from app.eds import crl, crl_bytes, crl_index
from app.eds.crl_index import ListFolder
from app.eds.revocation import Status
from app.stand_ins import pki_crls
from app.stand_ins.pki_register import Revocation
from tests.app.eds.revocation_authority import NOW, RevocationAuthority, numbered

HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def ours() -> RevocationAuthority:
    return RevocationAuthority()


@pytest.fixture
def folder(tmp_path: Path) -> ListFolder:
    return ListFolder(tmp_path / "lists")


def test_the_index_says_what_the_list_says(ours: RevocationAuthority, folder: ListFolder) -> None:
    serial = ours.subject().serial_number
    revoked = {number**7: [None, *ReasonFlags][number % 10] for number in range(1, 400)}
    whole = ours.list_of({**revoked, serial: ReasonFlags.superseded})
    folder.take_in(whole, ours.authority)
    like = ours.subject()
    for number in (*list(revoked)[:40], serial, 2, 1, 400**7, serial + 1, -serial):
        one = numbered(ours.authority, like, number)
        assert folder.finding(one, ours.authority) == crl.examine(whole, None, one, ours.authority)
    folder.check(ours.authority)


def test_runs_are_merged_in_order(
    ours: RevocationAuthority, folder: ListFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crl_index, "_RUN", 7)
    numbers = [number * 7919 % 1009 + 1 for number in range(150)]
    folder.take_in(ours.list_of(dict.fromkeys(numbers)), ours.authority)
    with folder.open(ours.authority) as (base, _):
        assert base is not None
        assert [base.find(crl_bytes.encoded(one)) is not None for one in range(1011)] == [
            one in set(numbers) for one in range(1011)
        ]


@settings(max_examples=100, deadline=None)
@given(st.binary(min_size=1, max_size=21), st.binary(min_size=1, max_size=21))
def test_serial_numbers_sort_as_numbers(one: bytes, other: bytes) -> None:
    first, second = (int.from_bytes(value, "big", signed=True) for value in (one, other))
    assert (crl_index._key(one) < crl_index._key(other)) == (first < second)


def test_a_delta_lies_beside_its_list(ours: RevocationAuthority, folder: ListFolder) -> None:
    serial = ours.subject().serial_number
    folder.take_in(ours.list_of({}), ours.authority)
    found = folder.finding(ours.subject(), ours.authority)
    assert found is not None
    assert found.status is Status.GOOD
    delta = ours.list_of({serial: ReasonFlags.key_compromise}, delta_of=7, this_update=NOW + HOUR)
    folder.take_in(delta, ours.authority)
    found = folder.finding(ours.subject(), ours.authority)
    assert found is not None
    assert (found.status, found.reason) == (Status.REVOKED, "key_compromise")
    assert folder.lists(ours.authority, most=100_000) == (ours_base(folder), delta)
    assert folder.lists(ours.authority, most=len(delta)) is None


def ours_base(folder: ListFolder) -> bytes:
    (file,) = folder.path.glob("*.base.*.crl")
    return file.read_bytes()


def test_a_newer_list_takes_the_place_and_an_older_one_is_refused(
    ours: RevocationAuthority, folder: ListFolder
) -> None:
    serial = ours.subject().serial_number
    newer = ours.list_of({serial: None}, this_update=NOW + HOUR)
    for whole in (ours.list_of({}), newer, newer):
        folder.take_in(whole, ours.authority)
    with pytest.raises(Refused, match=r"^crl-older$"):
        folder.take_in(ours.list_of({}), ours.authority)
    assert (ours_base(folder), len(list(folder.path.iterdir()))) == (newer, 2)


def test_nothing_that_is_not_the_authority_s_is_kept(ours: RevocationAuthority, folder: ListFolder) -> None:
    for bad, code in (
        (ours.list_of({}, by_key="somebody"), "crl-signature"),
        (RevocationAuthority("SHIPAGER TEST CA (OTHER)").list_of({}), "crl-issuer"),
        (b"<html>", "evidence"),
    ):
        with pytest.raises((Refused, Unreadable), match=code):
            folder.take_in(bad, ours.authority)
    assert folder.finding(ours.subject(), ours.authority) is None
    assert not folder.path.exists()


def test_two_authorities_in_one_folder(ours: RevocationAuthority, folder: ListFolder) -> None:
    other = RevocationAuthority("SHIPAGER TEST CA (OTHER)")
    serial = ours.subject().serial_number
    folder.take_in(ours.list_of({serial: None}), ours.authority)
    folder.take_in(other.list_of({}), other.authority)
    found = folder.finding(ours.subject(), ours.authority)
    assert found is not None
    assert found.status is Status.REVOKED


@pytest.mark.parametrize("suffix", [".idx", ".crl"])
def test_a_flipped_bit_or_a_cut_file_is_found(ours: RevocationAuthority, folder: ListFolder, suffix: str) -> None:
    folder.take_in(ours.list_of(dict.fromkeys(range(1, 50))), ours.authority)
    (file,) = folder.path.glob(f"*{suffix}")
    whole = file.read_bytes()
    flipped = [whole[:at] + bytes([whole[at] ^ 0x10]) + whole[at + 1 :] for at in range(0, len(whole), 13)]
    for one in (whole[:-1], whole[:50], b"", *flipped):
        file.write_bytes(one)
        with pytest.raises(Damaged, match=r"^crl-index$"):
            folder.finding(ours.subject(), ours.authority)
    file.write_bytes(whole)
    folder.check(ours.authority)


def test_a_forged_index_is_found_by_the_check(ours: RevocationAuthority, folder: ListFolder) -> None:
    """Whoever can write the index can also make its hash right; the list itself they cannot make."""
    folder.take_in(ours.list_of({7: None}), ours.authority)
    (index,) = folder.path.glob("*.idx")
    (listed,) = folder.path.glob("*.crl")
    empty = ours.list_of({})
    with index.open("wb") as file:
        crl_index._write_index(
            file, crl_bytes.read(empty), hashlib.sha256(listed.read_bytes()).digest(), ours.authority
        )
    with pytest.raises(Damaged, match=r"^crl-index$"):
        folder.check(ours.authority)


class Cancelled(Exception):
    pass


def test_a_long_gost_list_tells_progress_and_can_be_left(pki: Any, folder: ListFolder) -> None:
    """Streebog over 21 MB takes half a minute in plain Python; it is done once."""
    issuer = next(one for one in pki.authority.issuers if "gost" in one.name)
    whole = pki_crls.written(issuer, [Revocation(number, NOW, "superseded") for number in range(1, 4000)], NOW)
    authority = next(one for one in pki.trusted.authorities if one.subject == issuer.key.certificate.subject)
    heard: list[int] = []

    def leaving(done: int, of: int) -> None:
        heard.append(done)
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        folder.take_in(whole, authority, leaving)
    assert len(heard) == 2
    assert not folder.path.exists()
    folder.take_in(whole, authority, lambda done, of: heard.append(done))
    found = folder.finding(numbered(authority, pki.key().certificate, 3999), authority)
    assert found is not None
    assert (found.status, found.reason) == (Status.REVOKED, "superseded")

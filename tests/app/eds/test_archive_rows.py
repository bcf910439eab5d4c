"""A signature of 2026 in 2040, offline, by a clock that is handed in: what keeps it alive, what says that it died."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from app.domain.signature import Check, Level, Result, SignatureReport, Verdict
from app.eds import archive_stamp, cms, cms_parts, verify
from tests.app.eds.checklist_bench import CONTENT, NOW, Bench, Making, in_attribute, in_signed_data

IN_2028 = datetime(2028, 6, 1, tzinfo=UTC)
IN_2040 = datetime(2040, 6, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("archive"))


@pytest.fixture(scope="module")
def long_term(bench: Bench) -> bytes:
    """CAdES-LT with the evidence in both forms; its stamp's authority ends in November 2030."""
    key = bench.key()
    pieces = bench.evidence(key.certificate)
    making = Making(revocation=tuple(map(in_signed_data, pieces)), unsigned=(in_attribute(pieces),))
    return bench.stamped(bench.signed(key, making))


def judged(bench: Bench, container: bytes, now: datetime, content: bytes = CONTENT, **asked: Any) -> SignatureReport:
    return verify.verify(container, content, trusted=bench.trusted, now=now, **asked)


def l1(report: SignatureReport) -> Check | None:
    return next((check for check in report.checks if check.code == "L1"), None)


def renewed(bench: Bench, container: bytes) -> bytes:
    """Twice, each time before the last proof ends."""
    first = bench.archived(container, datetime(2029, 3, 1, tzinfo=UTC), bench.later_stamper(2028, 2034))
    return bench.archived(first, datetime(2033, 3, 1, tzinfo=UTC), bench.later_stamper(2032, 2045))


@pytest.mark.clause("27.12")
def test_renewed_in_time_it_is_genuine_in_2040_from_its_own_evidence(bench: Bench, long_term: bytes) -> None:
    whole = renewed(bench, long_term)
    found = judged(bench, whole, IN_2040)
    assert [check for check in found.checks if check.result is not Result.PASS and check.code != "T5"] == []
    assert (found.verdict, found.claimed_level, found.verified_level) == (Verdict.GENUINE, Level.LTA, Level.LTA)
    assert found.reference_time is not None
    assert found.reference_time.year == 2026
    assert l1(found) == Check("L1", Result.PASS)


@pytest.mark.clause("27.12")
def test_one_that_nobody_renewed_says_so(bench: Bench, long_term: bytes) -> None:
    assert judged(bench, long_term, IN_2028).verdict is Verdict.GENUINE
    found = judged(bench, long_term, IN_2040)
    assert (found.verdict, found.verified_level) == (Verdict.NOT_CONFIRMED, Level.LT)
    assert l1(found) == Check("L1", Result.NOT_CHECKED, "expired-without-renewal")


def test_a_renewal_that_came_too_late_or_ran_out_proves_nothing(bench: Bench, long_term: bytes) -> None:
    late = bench.archived(long_term, datetime(2032, 1, 2, tzinfo=UTC), bench.later_stamper(2031, 2049))
    ran_out = bench.archived(long_term, datetime(2029, 3, 1, tzinfo=UTC), bench.later_stamper(2028, 2034))
    for container in (late, ran_out):
        found = judged(bench, container, IN_2040)
        assert found.verdict is Verdict.NOT_CONFIRMED
        assert l1(found) == Check("L1", Result.NOT_CHECKED, "expired-without-renewal")
    assert judged(bench, ran_out, datetime(2033, 1, 1, tzinfo=UTC)).verdict is Verdict.GENUINE


def test_what_an_archive_stamp_covers_cannot_be_changed(bench: Bench, long_term: bytes) -> None:
    """Evidence taken away, another document, a stamp that covers another container."""
    whole = bench.archived(long_term, datetime(2029, 3, 1, tzinfo=UTC), bench.later_stamper(2028, 2034))
    read = cms.read(whole)
    token = read.signers[0].unsigned(cms.ARCHIVE_TIME_STAMP_V3)[0]
    poorer = bench.stamped(bench.signed(bench.key()))
    moved = cms_parts.with_unsigned_attribute(poorer, 0, cms.ARCHIVE_TIME_STAMP_V3, token)
    assert l1(judged(bench, moved, IN_2028)) == Check("L1", Result.FAIL, "covered-part-changed")
    other = judged(bench, whole, IN_2028, CONTENT + b".")
    assert l1(other) == Check("L1", Result.FAIL, "imprint-differs")
    garbage = cms_parts.with_unsigned_attribute(
        long_term, 0, cms.ARCHIVE_TIME_STAMP_V3, read.signers[0].unsigned(cms.SIGNATURE_TIME_STAMP)[0]
    )
    assert l1(judged(bench, garbage, IN_2028)) == Check("L1", Result.FAIL, "archive-stamp-unreadable")
    for report in (other, judged(bench, moved, IN_2028), judged(bench, garbage, IN_2028)):
        assert report.verdict is Verdict.INVALID


def test_a_stamp_that_leaves_the_time_stamp_out_protects_nothing(bench: Bench, long_term: bytes) -> None:
    def empty(index: bytes) -> bytes:
        read = archive_stamp.read_index(index)
        signed_only = bench.signed(bench.key())
        container = cms.read(signed_only)
        return archive_stamp.hash_index(container, container.signers[0], read.algorithm)

    whole = bench.archived(long_term, datetime(2029, 3, 1, tzinfo=UTC), bench.later_stamper(2028, 2034), index=empty)
    assert l1(judged(bench, whole, IN_2028)) == Check("L1", Result.FAIL, "stamp-not-covered")


def test_a_flipped_bit_under_an_archive_stamp_is_not_genuine(bench: Bench, long_term: bytes) -> None:
    whole = renewed(bench, long_term)
    assert judged(bench, whole, NOW).verdict is not Verdict.INVALID
    for position in range(11, len(whole), 173):
        altered = bytearray(whole)
        altered[position] ^= 1 << position % 8
        found = judged(bench, bytes(altered), IN_2040)
        assert found.verdict is not Verdict.GENUINE, position


def test_an_attached_container_is_archived_with_its_content(bench: Bench) -> None:
    key = bench.key()
    pieces = bench.evidence(key.certificate)
    making = Making(attached=True, revocation=tuple(map(in_signed_data, pieces)))
    whole = renewed(bench, bench.stamped(bench.signed(key, making)))
    found = verify.verify(whole, None, trusted=bench.trusted, now=IN_2040)
    assert (found.verdict, found.verified_level) == (Verdict.GENUINE, Level.LTA)

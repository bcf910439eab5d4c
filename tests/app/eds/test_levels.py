"""A signature rises from B to LTA with a real time-stamp authority and OCSP responder, and falls short honestly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.domain.identity import Iin, PersonName
from app.domain.signature import EvidenceKind, Level, Result, SignatureReport, Verdict
from app.eds import cms, cms_parts, levels, trust, verify
from app.eds.levels import Completed
from app.eds.revocation import RevocationUnavailable
from app.eds.revocation_client import HttpRevocation
from app.eds.trust import TrustList
from app.eds.tsp import HttpTimestampAuthority, TimeStampFailed
from app.stand_ins import pki as stand_in
from app.stand_ins.pki import Algorithm, Subject
from app.stand_ins.pki_server import PkiServer

TODAY = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
CONTENT = "Қабылдау: шағымдары жоқ.".encode()
BOTH = pytest.mark.parametrize("algorithm", list(Algorithm))


@dataclass
class Clock:
    now: datetime = TODAY

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Services:
    """The stand-in's server and what signs there."""

    server: PkiServer
    clock: Clock
    trusted: TrustList = field(init=False)

    def __post_init__(self) -> None:
        self.trusted = trust.of_test(self.server.authority.anchors)

    @property
    def tsa(self) -> HttpTimestampAuthority:
        return HttpTimestampAuthority(self.server.tsa_url)

    @property
    def source(self) -> HttpRevocation:
        return HttpRevocation(self.server.ocsp_url, only_own=True)

    def signed(self, algorithm: Algorithm = Algorithm.RSA, name: str = "doctor") -> bytes:
        subject = Subject(PersonName("Серікқызы", "Айгүл", "Нұрланқызы"), Iin("850101300015"))
        key = self.server.authority.key(subject, f"{name}-{algorithm}", algorithm=algorithm)
        from app.eds import cades

        return cades.sign(CONTENT, key, self.clock.now)

    def completed(self, container: bytes) -> Completed:
        return levels.complete(
            container, CONTENT, tsa=self.tsa, source=self.source, trusted=self.trusted, now=self.clock.now
        )

    def archived(self, container: bytes) -> Completed:
        return levels.archived(
            container, CONTENT, tsa=self.tsa, source=self.source, trusted=self.trusted, now=self.clock.now
        )

    def report(self, container: bytes, now: datetime | None = None) -> SignatureReport:
        return verify.verify(container, CONTENT, trusted=self.trusted, now=now or self.clock.now)


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    clock = Clock()
    with stand_in.serve(tmp_path / "pki", clock=clock) as server:
        yield Services(server, clock)


def reasons(report: SignatureReport) -> set[tuple[str, str]]:
    return {(one.code, one.reason) for one in report.checks if one.result is not Result.PASS}


@BOTH
@pytest.mark.clause("27.12")
def test_evidence_is_fetched_at_once_and_the_signature_is_genuine(services: Services, algorithm: Algorithm) -> None:
    done = services.completed(services.signed(algorithm))
    report = services.report(done.container)
    assert (report.verdict, report.claimed_level, report.verified_level) == (Verdict.GENUINE, Level.LT, Level.LT)
    assert (done.level, done.outside_window, done.problem, done.time) == (Level.LT, False, None, TODAY)
    kinds = [one.kind for one in done.evidence]
    assert kinds.count(EvidenceKind.TST) == 1
    assert kinds.count(EvidenceKind.OCSP) >= 2  # the signer and the time-stamp authority
    read = cms.read(done.container)
    assert read.version == 5
    assert read.revocation
    assert len(read.signers[0].unsigned(cms.REVOCATION_VALUES)) == 1


@BOTH
@pytest.mark.clause("27.12")
def test_an_archive_stamp_covers_it_and_is_renewed(services: Services, algorithm: Algorithm) -> None:
    first = services.archived(services.completed(services.signed(algorithm)).container)
    assert first.level is Level.LTA
    services.clock.now += timedelta(days=400)
    second = services.archived(first.container)
    report = services.report(second.container)
    assert (report.verdict, report.verified_level) == (Verdict.GENUINE, Level.LTA)
    assert len(cms.read(second.container).signers[0].unsigned(cms.ARCHIVE_TIME_STAMP_V3)) == 2
    # What a stamp covers cannot be taken out any more.
    read = cms.read(second.container)
    spoilt = second.container.replace(read.revocation[0], read.revocation[0][:-1] + bytes([read.revocation[0][-1] ^ 1]))
    assert services.report(spoilt).verdict is Verdict.INVALID


@pytest.mark.clause("27.12")
def test_it_is_told_when_the_proof_must_be_renewed(services: Services) -> None:
    container = services.completed(services.signed()).container
    due = levels.renew_at(container, CONTENT, trusted=services.trusted, now=TODAY)
    assert due > TODAY
    late = services.report(container, datetime(2040, 11, 25, tzinfo=UTC))
    assert late.verdict is not Verdict.GENUINE
    assert ("L1", "expired-without-renewal") in reasons(late)
    unstamped = services.signed(name="unstamped")
    assert levels.renew_at(unstamped, CONTENT, trusted=services.trusted, now=TODAY) == TODAY


@pytest.mark.parametrize("fault", ["drop", "busy", "cut", "garbage", "broken", "foreign-serial", "wrong-nonce"])
@pytest.mark.clause("27.12")
def test_without_evidence_it_stays_at_t_and_is_completed_later(services: Services, fault: str) -> None:
    services.server.set_faults({"ocsp": fault})
    stamped = services.completed(services.signed())
    assert stamped.level is Level.T
    assert isinstance(stamped.problem, RevocationUnavailable)
    assert services.report(stamped.container).verdict is Verdict.NOT_CONFIRMED
    services.server.set_faults({"ocsp": ""})
    services.clock.now += timedelta(hours=3)
    late = services.completed(stamped.container)
    assert (late.level, late.outside_window, late.time) == (Level.LT, True, TODAY)
    report = services.report(late.container)
    assert report.verdict is Verdict.WITH_WARNINGS
    assert ("R1", "evidence-late") in reasons(report)


def test_a_list_answers_where_ocsp_is_away_and_only_there(services: Services) -> None:
    source = HttpRevocation(
        services.server.ocsp_url, services.server.crl_url(), services.server.crl_url(delta=True), only_own=True
    )
    services.server.set_faults({"ocsp": "busy"})
    done = levels.complete(
        services.signed(), CONTENT, tsa=services.tsa, source=source, trusted=services.trusted, now=TODAY
    )
    assert done.level is Level.LT
    assert {one.kind for one in done.evidence} >= {EvidenceKind.CRL}
    assert services.report(done.container).verdict in {Verdict.GENUINE, Verdict.WITH_WARNINGS}
    services.server.set_faults({"ocsp": "broken"})
    done = levels.complete(
        services.signed(), CONTENT, tsa=services.tsa, source=source, trusted=services.trusted, now=TODAY
    )
    assert done.level is Level.T  # an answer that is there and wrong is not passed over


@pytest.mark.clause("27.11")
def test_a_certificate_that_was_revoked_is_proven_revoked(services: Services) -> None:
    container = services.signed()
    serial = cms.read(container).signers[0].serial_number
    assert serial is not None
    services.server.revoke({"serial": f"{serial:X}", "reason": "key_compromise"})
    done = services.completed(container)
    assert done.level is Level.LT
    report = services.report(done.container)
    assert report.verdict is Verdict.INVALID
    assert report.revocation_reason == "key_compromise"


def test_no_time_stamp_is_no_step(services: Services) -> None:
    services.server.fault = "broken"
    with pytest.raises(TimeStampFailed):
        services.completed(services.signed())
    alone = levels.complete(
        services.signed(), CONTENT, tsa=None, source=services.source, trusted=services.trusted, now=TODAY
    )
    assert alone.level is Level.B


@pytest.mark.clause("27.9")
def test_a_second_signer_joins_the_same_container(services: Services) -> None:
    both = cms_parts.merged(services.signed(), services.signed(Algorithm.GOST, "colleague"))
    done = levels.complete(
        both, CONTENT, signer=1, tsa=services.tsa, source=services.source, trusted=services.trusted, now=TODAY
    )
    reports = verify.verify_each(done.container, CONTENT, trusted=services.trusted, now=TODAY)
    assert [one.claimed_level for one in reports] == [Level.B, Level.LT]
    assert reports[1].verdict is Verdict.GENUINE
    assert reports[0].verdict is Verdict.NOT_CONFIRMED or reports[0].verified_level is Level.B

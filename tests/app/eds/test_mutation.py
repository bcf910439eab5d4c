"""One changed bit anywhere in a container, and hostile containers: never called genuine, never an exception.

The full rounds step through every byte and are marked slow; the fast ones take every n-th.
"""

from __future__ import annotations

import random
import tracemalloc
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.signature import Check, Evidence, EvidenceKind, Result, SignatureReport, Verdict
from app.eds import algorithms, cades, cms, cms_parts, der, evidence, key_store, trust, verify
from app.eds.trust import TrustList
from tests.app.eds.checklist_bench import (
    ASKED,
    CONTENT,
    NOW,
    Algorithm,
    Bench,
    Making,
    assembled,
    in_attribute,
    in_signed_data,
)

LATER = NOW + timedelta(hours=1)
OFFERED = {Verdict.GENUINE, Verdict.WITH_WARNINGS}

# Every stretch of a container in which a changed bit may leave a signature standing, and why it may. In the first
# three the report carries a warning; in the last the signature is GENUINE as before.
TSA, ISSUING = "evidence about the time-stamp authority", "evidence about the issuing authority"
KIND, ROUND = "kind of an unsigned attribute", "what stands round a signature value"
SURVIVORS = {
    TSA: "T5 judges it only where it is present; a piece that concerns nobody now, or cannot be read, is told by C1",
    ISSUING: "R2 warns where it is absent; a piece that concerns nobody any more, or cannot be read, is told by C1",
    KIND: "no signature covers an unsigned attribute; one of a kind that nobody knows is told by C1, and what it held "
    "is missed by T1 or R1",
    ROUND: "X.509 signs neither the parameters beside the outer algorithm identifier nor the count of unused bits; the "
    "identifier alone is used, since GOST lists of the NCA differ in the parameters, and the value is the same",
}


@dataclass(frozen=True)
class Whole:
    """A good container, the evidence beside it, and the stretches that SURVIVORS names."""

    trusted: TrustList
    container: bytes
    evidence: tuple[Evidence, ...] = ()
    stretches: tuple[tuple[str, int, int], ...] = ()
    now: datetime = LATER

    def judged(self, container: bytes) -> SignatureReport:
        return verify.verify(container, CONTENT, trusted=self.trusted, now=self.now, evidence=self.evidence)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mutation")


def _whole(folder: Path, algorithm: Algorithm, level: str) -> Whole:
    bench = Bench(folder, algorithm)
    key = bench.key()
    pieces = bench.evidence(key.certificate)
    if level == "B":
        return Whole(bench.trusted, bench.signed(key), pieces, now=ASKED)
    if level == "T":
        container = bench.stamped(bench.signed(key))
        return Whole(bench.trusted, container, pieces, _stretches(container, ()))
    making = Making(revocation=tuple(map(in_signed_data, pieces)))
    if level == "LT-attribute":
        making = Making(unsigned=(in_attribute(pieces),))
    container = bench.stamped(bench.signed(key, making))
    embedded = tuple(map(in_signed_data, pieces)) if level == "LT" else tuple(one.der for one in pieces)
    return Whole(bench.trusted, container, (), _stretches(container, embedded))


def _stretches(container: bytes, embedded: tuple[bytes, ...]) -> tuple[tuple[str, int, int], ...]:
    found = []
    for name, piece in zip((TSA, ISSUING), embedded[1:], strict=False):
        start = container.index(piece)
        found.append((name, start, start + len(piece)))
    for oid in (cms.SIGNATURE_TIME_STAMP, cms.REVOCATION_VALUES):
        start = container.find(der.oid(oid))
        if start >= 0:
            found.append((KIND, start, start + len(der.oid(oid))))
    for piece in embedded:
        start = container.index(piece)
        for oid in (algorithms.RSA_SHA256, algorithms.GOST_2015):
            beside = der.oid(oid) + der.NULL
            for at in range(start, start + len(piece)):
                if container.startswith(beside, at):
                    parameters = at + len(beside) - len(der.NULL)
                    unused = parameters + 2 + (4 if container[parameters + 3] == 0x82 else 3)
                    found += [(ROUND, parameters, parameters + 1), (ROUND, unused, unused + 1)]
    return tuple(found)


def _flip_every(whole: Whole, step: int) -> None:
    assert whole.judged(whole.container).verdict is Verdict.GENUINE, whole.judged(whole.container).checks
    for position in range(random.Random(step).randrange(step), len(whole.container), step):
        altered = bytearray(whole.container)
        altered[position] ^= 1 << position % 8
        found = whole.judged(bytes(altered))
        names = {name for name, start, stop in whole.stretches if start <= position < stop}
        if found.verdict is Verdict.GENUINE:
            assert ROUND in names, position
        if found.verdict is Verdict.WITH_WARNINGS:
            assert names - {ROUND}, (position, found.checks)
            assert {check.code for check in found.checks if check.result is Result.WARN} & {"C1", "R2"}


CASES = [(Algorithm.RSA, "B"), (Algorithm.RSA, "T"), (Algorithm.RSA, "LT"), (Algorithm.RSA, "LT-attribute"),
         (Algorithm.GOST, "LT")]  # fmt: skip


@pytest.mark.clause("27.12")
@pytest.mark.parametrize(("algorithm", "level"), CASES)
def test_a_changed_bit_is_never_genuine(folder: Path, algorithm: Algorithm, level: str) -> None:
    _flip_every(_whole(folder, algorithm, level), 97 if algorithm is Algorithm.RSA else 401)


@pytest.mark.slow
@pytest.mark.timeout(1200)
@pytest.mark.parametrize(("algorithm", "level"), CASES)
def test_no_changed_bit_of_any_byte_is_genuine(folder: Path, algorithm: Algorithm, level: str) -> None:
    """Of the long GOST container every fifth, since each of its verifications is five; the short one is done whole."""
    _flip_every(_whole(folder, algorithm, level), 1 if algorithm is Algorithm.RSA else 5)


@pytest.fixture(scope="session")
def gost(shared_samples: Path) -> Whole:
    """A container of a public GOST key, with the list that its authority published, on a day that both know."""
    samples = shared_samples / "eds"
    now = datetime(2026, 8, 12, tzinfo=UTC)
    with key_store.find("pkcs12").open(str(samples / "p12" / "ncanode-go" / "individual_valid.p12"), "Qwerty12") as key:
        (container,) = key.sign([CONTENT], now)
    listed = evidence.evidence_of((samples / "crl" / "ncanode_go_nca_gost2022_test.crl").read_bytes())
    return Whole(trust.of_public_test_keys(), container, (listed,), now=now)


def _flip_gost(gost: Whole, step: int) -> None:
    """Nothing about the issuing authority is published, so the best verdict carries that warning."""
    assert gost.judged(gost.container).verdict is Verdict.WITH_WARNINGS
    for position in range(step // 2, len(gost.container), step):
        altered = bytearray(gost.container)
        altered[position] ^= 1 << position % 8
        assert gost.judged(bytes(altered)).verdict is Verdict.INVALID, position


def test_a_changed_bit_of_a_gost_signature_is_invalid(gost: Whole) -> None:
    _flip_gost(gost, 97)


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_no_changed_bit_of_any_byte_of_a_gost_signature_is_valid(gost: Whole) -> None:
    _flip_gost(gost, 1)


@pytest.fixture(scope="session")
def whole(folder: Path) -> Whole:
    return _whole(folder, Algorithm.RSA, "LT")


@st.composite
def _edits(draw: st.DrawFn) -> list[tuple[str, float, bytes]]:
    kinds = st.sampled_from(["cut", "put", "double", "move", "lengths"])
    return draw(st.lists(st.tuples(kinds, st.floats(0, 1), st.binary(min_size=1, max_size=24)), min_size=1, max_size=6))


def _edited(container: bytes, edits: list[tuple[str, float, bytes]]) -> bytes:
    made = bytearray(container)
    for kind, where, piece in edits:
        at = int(where * len(made))
        if kind == "cut":
            del made[at : at + len(piece)]
        elif kind == "put":
            made[at:at] = piece
        elif kind == "double":
            made[at:at] = made[at : at + 40 * len(piece)]
        elif kind == "move":
            made = made[at:] + made[:at]
        else:
            made[at : at + 5] = b"\x84" + bytes(piece[:1]) + b"\xff\xff\xff"
    return bytes(made)


def _stays_silent(whole: Whole, container: bytes) -> None:
    for found in verify.verify_each(container, CONTENT, trusted=whole.trusted, now=LATER):
        assert found.verdict is not Verdict.GENUINE or container == whole.container
    verify.wanted(container, CONTENT, trusted=whole.trusted, now=LATER)


_FUZZ = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@given(edits=_edits())
@settings(_FUZZ, max_examples=80)
def test_an_edited_container_ends_in_a_report(whole: Whole, edits: list[tuple[str, float, bytes]]) -> None:
    _stays_silent(whole, _edited(whole.container, edits))


@pytest.mark.slow
@pytest.mark.timeout(1200)
@given(edits=_edits())
@settings(_FUZZ, max_examples=20_000)
def test_thousands_of_edited_containers_end_in_reports(whole: Whole, edits: list[tuple[str, float, bytes]]) -> None:
    _stays_silent(whole, _edited(whole.container, edits))


@given(file=st.binary(max_size=400))
@settings(_FUZZ, max_examples=150)
def test_any_bytes_end_in_a_report(whole: Whole, file: bytes) -> None:
    _stays_silent(whole, file)


def test_hostile_shapes_are_refused_at_once(folder: Path, whole: Whole) -> None:
    """Nesting without end, lengths beyond the file, thousands of signers, stamps, certificates, evidence."""
    bench = Bench(folder)
    key = bench.key()
    nested = b"\x30\x80" * 200_000
    deep = b""
    for _ in range(2_000):
        deep = der.sequence(deep)
    making = Making(certificates=(key.certificate.der,))
    crowd = assembled([(key, making)] * 65, making)
    stamps = bench.signed(key, Making(unsigned=((cms.SIGNATURE_TIME_STAMP, der.NULL),) * 17))
    papers = bench.signed(key, Making(certificates=(key.certificate.der,) * 257))
    pieces = bench.signed(key, Making(revocation=(der.sequence(),) * 257))
    for hostile in (
        nested,
        deep,
        b"\x30\x84\xff\xff\xff\xff",
        der.sequence(der.oid(cms.SIGNED_DATA), deep),
        b"\x30" * 9999,
    ):
        assert whole.judged(hostile).checks == (Check("C1", Result.FAIL, "unreadable"),)
    answers = [Evidence(EvidenceKind.OCSP, der.sequence(der.integer(number))) for number in range(257)]
    attribute = bench.signed(key, Making(unsigned=(in_attribute(answers),)))
    for hostile in (stamps, papers, pieces, attribute):
        assert whole.judged(hostile).checks == (Check("C1", Result.FAIL, "too-many-parts"),)
    token = bench.token(cms.read(bench.signed(key)).signers[0].signature)
    crowded = cms_parts.with_validation_parts(token, [], [in_signed_data(one) for one in answers])
    stamped = whole.judged(cades.with_time_stamp(bench.signed(key), crowded))
    assert Check("T2", Result.FAIL, "too-many-parts") in stamped.checks
    # Every SignerInfo of a SET is the same here; DER does not forbid it.
    assert verify.verify_each(crowd, CONTENT, trusted=whole.trusted, now=LATER)[0].verdict is Verdict.INVALID


def test_crowds_of_small_elements_cost_no_more_than_their_bytes(folder: Path, whole: Whole) -> None:
    """Millions of elements would be gigabytes of objects: they are counted before they are made."""
    bench = Bench(folder)
    pieces = der.sequence(
        der.oid(cms.SIGNED_DATA),
        der.tagged(0, der.sequence(der.integer(1), der.set_of([]), der.sequence(der.oid(cms.DATA)),
                                   der.tagged(0, der.NULL * 500_000), der.set_of([]))),
    )  # fmt: skip
    attributes = bench.signed(making=Making(unsigned=tuple((f"1.2.3.{number}", der.NULL) for number in range(5_000))))
    stream = b"\x30\x80" + b"\x04\x00" * 500_000 + b"\x00\x00"
    for hostile in (pieces, attributes, stream, b"\x24\x80" * 500_000):
        tracemalloc.start()
        try:
            assert whole.judged(hostile).checks == (Check("C1", Result.FAIL, "unreadable"),)
            assert tracemalloc.get_traced_memory()[1] < 64 * 1024 * 1024
        finally:
            tracemalloc.stop()

"""Lists of revoked certificates: whose, about which certificates, until when, joined with a delta (RFC 5280 5)."""

from __future__ import annotations

import dataclasses
import tracemalloc
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.x509 import ReasonFlags

from app.domain.errors import Unreadable
from app.domain.signature import Result
from app.eds import certificate, crl, crl_bytes
from app.eds.revocation import Finding, Status
from tests.app.eds.revocation_authority import (
    DER,
    NOW,
    YEAR,
    RevocationAuthority,
    authority_of,
    key,
    knows_gost,
    numbered,
    of_file,
)

pytestmark = pytest.mark.clause("27.9")
GOOD, REVOKED, UNKNOWN = Status.GOOD, Status.REVOKED, Status.UNKNOWN


@pytest.fixture(scope="module")
def ours() -> RevocationAuthority:
    return RevocationAuthority()


@pytest.fixture(scope="module")
def serial(ours: RevocationAuthority) -> int:
    return ours.subject().serial_number


def reasons(finding: Finding) -> list[str]:
    return [check.reason for check in finding.checks if check.result is Result.FAIL]


def warnings(finding: Finding) -> list[str]:
    return [check.reason for check in finding.checks if check.result is Result.WARN]


def test_a_certificate_that_is_not_in_the_list_is_good(ours: RevocationAuthority) -> None:
    finding = crl.examine(ours.list_of({7: None}), None, ours.subject(), ours.authority)
    assert (finding.status, finding.authentic) == (GOOD, True)
    assert (finding.this_update, finding.next_update) == (NOW, NOW + timedelta(days=7))


@pytest.mark.parametrize("reason", [one for one in ReasonFlags if one is not ReasonFlags.remove_from_crl])
def test_when_and_why_it_was_revoked(ours: RevocationAuthority, serial: int, reason: ReasonFlags) -> None:
    finding = crl.examine(ours.list_of({7: None, serial: reason}), None, ours.subject(), ours.authority)
    named = {"aACompromise": "aa_compromise", "cACompromise": "ca_compromise"}.get(reason.value, reason.name)
    assert (finding.status, finding.reason, finding.revoked_at) == (REVOKED, named, NOW - YEAR / 4)


def test_negative_and_long_serial_numbers() -> None:
    for number in (0, 1, 127, 128, 255, 256, -1, -128, -129, 2**159 - 1, -(2**159)):
        whole = crl_bytes.encoded(number)
        assert int.from_bytes(whole, "big", signed=True) == number
        assert len(whole) == 1 or whole[0] not in {0, 255} or (whole[0] == 0) != (whole[1] < 128)


def test_a_list_of_another_authority_says_nothing(ours: RevocationAuthority, serial: int) -> None:
    foreign = ours.list_of({serial: None}, issuer="SHIPAGER TEST CA (OTHER)")
    assert reasons(crl.examine(foreign, None, ours.subject(), ours.authority)) == ["crl-issuer"]
    forged = ours.list_of({serial: None}, by_key="somebody")
    finding = crl.examine(forged, None, ours.subject(), ours.authority)
    assert (finding.status, reasons(finding)) == (UNKNOWN, ["crl-signature"])
    key_of_another = x509.AuthorityKeyIdentifier(b"another key", None, None)
    named = ours.list_of({}, extensions=((key_of_another, False),))
    assert reasons(crl.examine(named, None, ours.subject(), ours.authority)) == ["crl-issuer"]


def test_a_changed_list_is_found(ours: RevocationAuthority, serial: int) -> None:
    whole = bytearray(ours.list_of({serial: ReasonFlags.superseded}))
    at = whole.find(crl_bytes.encoded(serial))
    whole[at + 5] ^= 1
    assert reasons(crl.examine(bytes(whole), None, ours.subject(), ours.authority)) == ["crl-signature"]


def test_critical_extensions_that_are_not_understood_forbid_the_list(ours: RevocationAuthority, serial: int) -> None:
    unknown = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"\x05\x00")
    for critical, expected in ((True, ["crl-critical-extension"]), (False, [])):
        whole = ours.list_of({}, extensions=((unknown, critical),))
        assert reasons(crl.examine(whole, None, ours.subject(), ours.authority)) == expected


def test_a_critical_extension_of_any_entry_forbids_the_list(ours: RevocationAuthority) -> None:
    """RFC 5280 5.3: also where the entry is about somebody else."""
    other = x509.CertificateIssuer([x509.DirectoryName(ours.x509.subject)])
    entry = x509.RevokedCertificateBuilder(7, NOW).add_extension(other, critical=True)
    dated = x509.RevokedCertificateBuilder(8, NOW).add_extension(x509.InvalidityDate(NOW), critical=True)
    for one, expected in ((entry, ["crl-critical-extension"]), (dated, [])):
        built = x509.CertificateRevocationListBuilder(ours.x509.subject, NOW, NOW + YEAR)
        built = built.add_revoked_certificate(one.build())
        whole = built.sign(key(ours.name), hashes.SHA256()).public_bytes(DER)
        assert reasons(crl.examine(whole, None, ours.subject(), ours.authority)) == expected


def _part(**changes: Any) -> x509.IssuingDistributionPoint:
    fields: dict[str, Any] = {
        "full_name": None, "relative_name": None, "only_contains_user_certs": False, "only_contains_ca_certs": False,
        "only_some_reasons": None, "indirect_crl": False, "only_contains_attribute_certs": False,
    }  # fmt: skip
    return x509.IssuingDistributionPoint(**{**fields, **changes})


def _address(path: str) -> x509.UniformResourceIdentifier:
    return x509.UniformResourceIdentifier(f"http://127.0.0.1/{path}")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"only_contains_user_certs": True}, []),
        ({"only_contains_ca_certs": True}, ["crl-scope"]),
        ({"only_contains_attribute_certs": True}, ["crl-scope"]),
        ({"indirect_crl": True}, ["crl-scope"]),
        ({"only_some_reasons": frozenset([ReasonFlags.superseded])}, ["crl-scope"]),
        ({"full_name": [_address("a.crl")]}, []),
        ({"full_name": [_address("b.crl")]}, ["crl-scope"]),
    ],
)
def test_a_list_about_part_of_the_certificates(
    ours: RevocationAuthority, changes: dict[str, Any], expected: list[str]
) -> None:
    points = x509.CRLDistributionPoints([x509.DistributionPoint([_address("a.crl")], None, None, None)])
    subject = ours.subject("published", key_name="doctor", extensions=((points, False),))
    whole = ours.list_of({}, extensions=((_part(**changes), True),))
    assert reasons(crl.examine(whole, None, subject, ours.authority)) == expected


# deltas: RFC 5280 5.2.4


def test_a_delta_adds_what_happened_since(ours: RevocationAuthority, serial: int) -> None:
    later = NOW + timedelta(hours=6)
    delta = ours.list_of(
        {serial: ReasonFlags.key_compromise}, number=3, delta_of=7, this_update=later,
        next_update=later + timedelta(days=30),
    )  # fmt: skip
    finding = crl.examine(ours.list_of({}), delta, ours.subject(), ours.authority)
    assert (finding.status, finding.reason) == (REVOKED, "key_compromise")
    assert (finding.this_update, finding.next_update) == (NOW, later + timedelta(days=30))


def test_a_delta_takes_back_a_hold(ours: RevocationAuthority, serial: int) -> None:
    base = ours.list_of({serial: ReasonFlags.certificate_hold})
    delta = ours.list_of({serial: ReasonFlags.remove_from_crl}, number=8, delta_of=7)
    assert crl.examine(base, delta, ours.subject(), ours.authority).status is GOOD
    assert crl.examine(base, None, ours.subject(), ours.authority).status is REVOKED


def test_a_delta_to_a_later_list_adds_revocations_only(ours: RevocationAuthority, serial: int) -> None:
    base = ours.list_of({serial: ReasonFlags.certificate_hold})
    removing = ours.list_of({serial: ReasonFlags.remove_from_crl}, number=9, delta_of=8)
    finding = crl.examine(base, removing, ours.subject(), ours.authority)
    assert (finding.status, warnings(finding)) == (REVOKED, ["crl-delta-unused"])
    revoking = ours.list_of({serial: ReasonFlags.superseded}, number=9, delta_of=8)
    assert crl.examine(ours.list_of({}), revoking, ours.subject(), ours.authority).status is REVOKED


def test_an_older_delta_does_not_take_back_what_the_list_says(ours: RevocationAuthority, serial: int) -> None:
    base = ours.list_of({serial: ReasonFlags.certificate_hold})
    old = ours.list_of({serial: ReasonFlags.remove_from_crl}, number=8, delta_of=7, this_update=NOW - timedelta(days=1))
    finding = crl.examine(base, old, ours.subject(), ours.authority)
    assert (finding.status, warnings(finding)) == (REVOKED, ["crl-delta-unused"])


def test_a_forged_delta_changes_nothing(ours: RevocationAuthority, serial: int) -> None:
    base = ours.list_of({serial: ReasonFlags.certificate_hold})
    for bad in (ours.list_of({serial: ReasonFlags.remove_from_crl}, delta_of=7, by_key="somebody"), b"garbage", base):
        finding = crl.examine(base, bad, ours.subject(), ours.authority)
        assert (finding.status, finding.authentic, warnings(finding)) == (REVOKED, True, ["crl-delta-unused"])


def test_a_delta_alone_proves_a_revocation_and_nothing_else(ours: RevocationAuthority, serial: int) -> None:
    for revoked, status, expected in (({}, UNKNOWN, ["crl-delta-alone"]), ({serial: None}, REVOKED, [])):
        finding = crl.examine(ours.list_of(revoked, delta_of=7), None, ours.subject(), ours.authority)
        assert (finding.status, reasons(finding)) == (status, expected)


# bytes


def test_every_cut_is_unreadable_and_nothing_else(ours: RevocationAuthority, serial: int) -> None:
    whole = ours.list_of({serial: ReasonFlags.superseded, 9: None})
    for size in range(len(whole)):
        with pytest.raises(Unreadable, match=r"^evidence"):
            list(crl_bytes.entries(crl_bytes.read(whole[:size])))


def test_entries_are_read_across_windows_and_as_cryptography_reads_them(
    ours: RevocationAuthority, monkeypatch: pytest.MonkeyPatch
) -> None:
    revoked = {number * 2**100 + 7: [None, *ReasonFlags][number % 11] for number in range(-40, 300)}
    revoked = {number: reason for number, reason in revoked.items() if number > 0}
    whole = ours.list_of(revoked)
    other = {one.serial_number: one for one in x509.load_der_x509_crl(whole)}
    for window in (64, 100, 1000, 2**20):
        monkeypatch.setattr(crl_bytes, "_WINDOW", window)
        found = list(crl_bytes.entries(crl_bytes.read(whole)))
        assert [int.from_bytes(one.serial, "big") for one in found] == list(other)
        assert {one.revoked_at for one in found} == {int((NOW - YEAR / 4).timestamp())}


def test_a_long_list_takes_little_memory(ours: RevocationAuthority) -> None:
    """4 MB of entries, one window at a time."""
    entry = b"\x30\x23\x02\x12" + bytes(range(1, 19)) + b"\x17\x0d261123040000Z"
    listed = entry * 110_000
    read = crl_bytes.read(ours.list_of({}))
    long = dataclasses.replace(read, der=listed, entries_span=(0, len(listed)))
    tracemalloc.start()
    try:
        assert sum(1 for _ in crl_bytes.entries(long)) == 110_000
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 2 * 1024 * 1024


# lists of the real test authority


@pytest.mark.parametrize(
    ("file", "issuer", "count", "dates"),
    [
        ("ncanode_go_nca_gost2022_test", "nca_gost2022_test.cer", 195, ("2026-08-11", "2027-02-07")),
        ("nca_gost2022_test", "nca_gost2022_test.cer", 54, ("2025-04-29", "2025-10-26")),
        ("nca_gost2022_d_test", "nca_gost2022_test.cer", 0, ("2025-04-29", "2025-10-26")),
        ("ncanode_nca_gost2022_test", "nca_gost2022_test.cer", 6, ("2022-07-27", "2023-01-23")),
        ("ncanode_nca_rsa_test", "nca_rsa_test.crt", 126, ("2022-03-29", "2022-09-25")),
        ("ncanode_nca_gost_test", "nca_gost_test.crt", 31, ("2022-03-29", "2022-09-25")),
    ],
)
def test_lists_of_the_test_authority(
    shared_samples: Path, file: str, issuer: str, count: int, dates: tuple[str, str]
) -> None:
    knows_gost(issuer)
    folder = shared_samples / "eds"
    authority = authority_of(of_file((folder / "certs" / issuer).read_bytes()))
    read = crl.read((folder / "crl" / f"{file}.crl").read_bytes())
    assert crl.wrongs(read, authority) is None
    assert crl.is_signed(read, authority) is None
    entries = list(crl_bytes.entries(read))
    assert len(entries) == count
    assert read.next_update is not None
    assert (read.this_update.date().isoformat(), read.next_update.date().isoformat()) == dates


def test_the_list_of_the_test_authority_with_its_delta(shared_samples: Path) -> None:
    """A delta numbered 10 to the list 14: the authority counts them apart."""
    knows_gost("gost")
    folder = shared_samples / "eds"
    authority = authority_of(of_file((folder / "certs" / "nca_gost2022_test.cer").read_bytes()))
    base, delta = ((folder / "crl" / f"nca_gost2022_{name}test.crl").read_bytes() for name in ("", "d_"))
    like = of_file((folder / "certs" / "individual_valid_sign_2004_rsa.cer").read_bytes())
    revoked = next(crl_bytes.entries(crl.read(base)))
    listed = numbered(authority, like, int.from_bytes(revoked.serial, "big"))
    finding = crl.examine(base, delta, listed, authority)
    assert (finding.status, finding.revoked_at) == (REVOKED, datetime.fromisoformat("2024-07-11T11:24:55Z"))
    assert finding.next_update == datetime.fromisoformat("2025-10-26T05:53:16Z")
    assert crl.examine(base, delta, numbered(authority, like, 5), authority).status is GOOD


def test_a_list_names_the_revoked_keys_of_the_samples(shared_samples: Path) -> None:
    """Eight key files, two of which lie among the valid ones of their source."""
    knows_gost("gost")
    folder = shared_samples / "eds"
    read = crl.read((folder / "crl" / "ncanode_go_nca_gost2022_test.crl").read_bytes())
    assert read.number == 166
    assert certificate.read((folder / "certs" / "nca_gost2022_test.cer").read_bytes()).subject == read.issuer

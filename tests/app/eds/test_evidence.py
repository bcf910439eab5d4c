"""Evidence handed in as files: what kind each is, and what a heap of it says about one certificate."""

from __future__ import annotations

import base64
from datetime import timedelta
from pathlib import Path

import pytest
from asn1crypto import pem
from cryptography.x509 import ReasonFlags
from cryptography.x509 import ocsp as builders

from app.domain.errors import Unreadable
from app.domain.signature import Evidence, EvidenceKind
from app.eds import ocsp_answer
from app.eds.evidence import evidence_of, findings
from app.eds.revocation import Status
from tests.app.eds.revocation_authority import DER, NOW, RevocationAuthority


@pytest.fixture(scope="module")
def ours() -> RevocationAuthority:
    return RevocationAuthority()


def test_each_kind_is_recognised_whatever_it_is_wrapped_in(ours: RevocationAuthority) -> None:
    certificate = ours.subject().der
    kinds = {
        EvidenceKind.OCSP: (ours.answer(), "OCSP RESPONSE"),
        EvidenceKind.CRL: (ours.list_of({7: None}), "X509 CRL"),
        EvidenceKind.CERT: (certificate, "CERTIFICATE"),
    }
    for kind, (der, label) in kinds.items():
        text = base64.encodebytes(der)
        for wrapped in (der, pem.armor(label, der), text, text.replace(b"\n", b"\r\n")):
            assert evidence_of(wrapped) == evidence_of(der)
        assert evidence_of(der).kind is kind
    assert evidence_of(kinds[EvidenceKind.CRL][0]).next_update == NOW + timedelta(days=7)
    assert evidence_of(kinds[EvidenceKind.OCSP][0]).this_update == NOW


def test_what_is_none_of_them_is_unreadable(ours: RevocationAuthority) -> None:
    for file in (b"", b"text", b"0", b"0\x80\0\0", b"-----BEGIN X509 CRL-----\n", ours.answer()[:-1]):
        with pytest.raises(Unreadable, match=r"^evidence"):
            evidence_of(file)
    refused = builders.OCSPResponseBuilder.build_unsuccessful(builders.OCSPResponseStatus.TRY_LATER)
    with pytest.raises(ocsp_answer.NotSuccessful):
        evidence_of(refused.public_bytes(DER))


def test_a_heap_says_what_each_piece_says_and_joins_a_list_with_its_delta(ours: RevocationAuthority) -> None:
    serial = ours.subject().serial_number
    ours.certificate("colleague", "doctor")
    heap = [
        ours.answer(), ours.answer("colleague"), ours.list_of({}), RevocationAuthority("SHIPAGER TEST 2").list_of({}),
        ours.list_of({}, delta_of=7, number=1), ours.list_of({serial: ReasonFlags.superseded}, delta_of=7, number=2,
        this_update=NOW + timedelta(hours=1)), ours.subject().der,
    ]  # fmt: skip
    said = findings([evidence_of(one) for one in heap], ours.subject(), ours.authority)
    assert [(one.kind, one.status) for one in said] == [
        (EvidenceKind.OCSP, Status.GOOD), (EvidenceKind.CRL, Status.REVOKED),
    ]  # fmt: skip


def test_a_broken_piece_is_told(ours: RevocationAuthority) -> None:
    broken = [Evidence(EvidenceKind.OCSP, b"0\0"), Evidence(EvidenceKind.CRL, b"0\0")]
    said = findings(broken, ours.subject(), ours.authority)
    assert [check.reason for one in said for check in one.checks] == ["evidence-unreadable"] * 2


def test_the_samples_are_recognised(shared_samples: Path) -> None:
    folder = shared_samples / "eds"
    for name, kind in (("ocsp", EvidenceKind.OCSP), ("crl", EvidenceKind.CRL), ("tsp", EvidenceKind.TST)):
        for file in (folder / name).iterdir():
            assert evidence_of(file.read_bytes()).kind is kind, file.name
    assert len({evidence_of(file.read_bytes()).der for file in (folder / "tsp").iterdir()}) == 1
    with pytest.raises(Unreadable):
        evidence_of((folder / "cms" / "individual_attached.der").read_bytes())

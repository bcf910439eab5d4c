"""Evidence as files and as a heap: what kind each piece is, and what all of it says about one certificate."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterable

from asn1crypto import pem

from app.domain.errors import Unreadable
from app.domain.signature import Evidence, EvidenceKind
from app.eds import asn1, certificate, crl, crl_bytes, ocsp, ocsp_answer, tsp
from app.eds.certificate import Certificate
from app.eds.crl_bytes import Crl
from app.eds.revocation import Finding
from app.eds.trust import Authority

_BASE64 = re.compile(rb"[A-Za-z0-9+/=\s]+")


def evidence_of(file: bytes) -> Evidence:
    """An OCSP answer, a list, a time stamp (or the answer around it), a certificate; DER, PEM or bare base64.

    Raises `Unreadable("evidence")`, `ocsp_answer.NotSuccessful`.
    """
    if len(file) > asn1.MAX_CONTAINER * 2:
        raise Unreadable("evidence")
    der = _der(file)
    for read in _READERS:
        try:
            return read(der)
        except ocsp_answer.NotSuccessful:
            raise
        except Unreadable:
            continue
    raise Unreadable("evidence")


def findings(evidence: Iterable[Evidence], subject: Certificate, issuer: Authority) -> tuple[Finding, ...]:
    """What each OCSP answer and each list, joined with its newest delta, says. Those about others are left out."""
    pieces = tuple(evidence)
    answers = [ocsp.examine(one.der, subject, issuer) for one in pieces if one.kind is EvidenceKind.OCSP]
    lists = [crl.examine(*pair, subject, issuer) for pair in _pairs(pieces, issuer)]
    return tuple(one for one in (*answers, *lists) if not _is_of_another(one))


def _is_of_another(finding: Finding) -> bool:
    return any(check.reason in {"ocsp-other-certificate", "crl-issuer"} for check in finding.checks)


def _pairs(pieces: tuple[Evidence, ...], issuer: Authority) -> Iterable[tuple[bytes, bytes | None]]:
    lists: list[Crl] = []
    for piece in pieces:
        if piece.kind is EvidenceKind.CRL:
            try:
                read = crl_bytes.read(piece.der)
            except Unreadable:
                yield piece.der, None  # to be told, not passed over
            else:
                lists += [read] if crl.wrongs(read, issuer) != "crl-issuer" else []
    deltas = sorted((one for one in lists if one.delta_of is not None), key=lambda one: one.this_update)
    complete = [one for one in lists if one.delta_of is None]
    for one in complete or deltas[-1:]:
        yield bytes(one.der), bytes(deltas[-1].der) if deltas and complete else None


def _ocsp(der: bytes) -> Evidence:
    answer = ocsp_answer.read(der)
    only = answer.singles[0] if len(answer.singles) == 1 else None
    return Evidence(
        EvidenceKind.OCSP,
        answer.der,
        produced_at=answer.produced_at,
        this_update=only.this_update if only else None,
        next_update=only.next_update if only else None,
    )


def _list(der: bytes) -> Evidence:
    read = crl_bytes.read(der)
    return Evidence(EvidenceKind.CRL, der, this_update=read.this_update, next_update=read.next_update)


def _time_stamp(der: bytes) -> Evidence:
    token, produced_at = tsp.token_in(der)
    return Evidence(EvidenceKind.TST, token, produced_at=produced_at)


def _certificate(der: bytes) -> Evidence:
    return Evidence(EvidenceKind.CERT, certificate.read(der).der)


_READERS: tuple[Callable[[bytes], Evidence], ...] = (_list, _time_stamp, _certificate, _ocsp)


def _der(file: bytes) -> bytes:
    """PEM of any label, or base64 without it, as DER."""
    if file[:1] == b"0" and not _BASE64.fullmatch(file[:64]):
        return file
    with asn1.reading("evidence"):
        if pem.detect(file):
            der: bytes = pem.unarmor(file)[2]
            return der
        if _BASE64.fullmatch(file):
            return base64.b64decode(b"".join(file.split()), validate=True)
    return file

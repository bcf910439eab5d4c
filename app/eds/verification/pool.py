"""The evidence on revocation that is at hand: what the container embeds, and what was handed in beside it.

Embedded in SignedData.crls: certificate lists, and OCSP answers as other revocation information (RFC 5940); in the
unsigned attribute revocation-values (RFC 5126 6.3.4, as Kazakh document cards write it): certificate lists and
BasicOCSPResponses. Each piece is read once for each certificate it is asked about.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from asn1crypto import core

from app.domain.errors import Unreadable
from app.domain.signature import Evidence, EvidenceKind
from app.eds import asn1, cms, crl_bytes, evidence
from app.eds.certificate import Certificate
from app.eds.cms import Container, Signer
from app.eds.revocation import Finding
from app.eds.trust import Authority

OCSP_RESPONSE = "1.3.6.1.5.5.7.16.2"  # id-ri-ocsp-response, RFC 5940
_SEQUENCE, _OTHER = 0x30, 0xA1
# Reasons by which a piece says that it is about other certificates: no word for or against this one.
_NOT_ABOUT = frozenset({"crl-scope", "crl-delta-alone", "evidence-unreadable", "ocsp-not-successful"})

_UNREAD = frozenset({"evidence-unreadable", "ocsp-not-successful"})


class _Other(core.Sequence):  # type: ignore[misc]  # asn1crypto has no types
    """OtherRevocationInfoFormat (RFC 5652 10.2.1)."""

    _fields: ClassVar[list[Any]] = [("format", core.ObjectIdentifier), ("value", core.Any)]


class _Pieces(core.SequenceOf):  # type: ignore[misc]  # asn1crypto has no types
    _child_spec = core.Any


class _RevocationValues(core.Sequence):  # type: ignore[misc]  # asn1crypto has no types
    _fields: ClassVar[list[Any]] = [
        ("lists", _Pieces, {"explicit": 0, "optional": True}),
        ("answers", _Pieces, {"explicit": 1, "optional": True}),
        ("others", core.Any, {"explicit": 2, "optional": True}),
    ]


@dataclass(frozen=True, slots=True)
class Embedded:
    """What a container holds, and whether something in it cannot be understood."""

    pieces: tuple[Evidence, ...]
    strange: bool


class Pool:
    """Every piece at hand for one signer; what they say about a certificate is worked out once."""

    def __init__(self, embedded: Embedded, given: Iterable[Evidence] = ()) -> None:
        self.embedded = embedded
        self.strange = embedded.strange
        self._pieces = (*embedded.pieces, *given)
        self._asked: dict[tuple[str, int, str, bool], tuple[Finding, ...]] = {}

    def with_more(self, more: Embedded) -> Pool:
        """This one and what a time-stamp token holds for its own authority (EN 319 122-1 5.4)."""
        return Pool(more, self._pieces) if more.pieces else self

    def about(self, subject: Certificate, issuer: Authority, *, embedded_only: bool = False) -> tuple[Finding, ...]:
        """What the pieces that concern this certificate say, each by itself."""
        key = (subject.sha256, subject.serial_number, issuer.sha256, embedded_only)
        if key not in self._asked:
            pieces = self.embedded.pieces if embedded_only else self._pieces
            distinct = {(one.kind, one.der): one for one in pieces}
            found = evidence.findings(distinct.values(), subject, issuer)
            self._asked[key] = tuple(one for one in found if not _NOT_ABOUT & {check.reason for check in one.checks})
        return self._asked[key]

    def has_unused(self, pairs: Iterable[tuple[Certificate, Authority]]) -> bool:
        """Whether the container embeds a piece that concerns none of these certificates."""
        asked = tuple(pairs)
        return any(not _concerns(piece, asked) for piece in self.embedded.pieces)


def _concerns(piece: Evidence, pairs: tuple[tuple[Certificate, Authority], ...]) -> bool:
    """A list concerns everybody its authority issued; only what it says has to be checked, and that elsewhere."""
    if piece.kind is EvidenceKind.CRL:
        try:
            return crl_bytes.read(piece.der).issuer in {issuer.subject for _, issuer in pairs}
        except Unreadable:
            return False
    found = [finding for pair in pairs for finding in evidence.findings((piece,), *pair)]
    return any(check.reason not in _UNREAD for one in found for check in one.checks)


def embedded_in(container: Container, signer: Signer) -> Embedded:
    """What the container holds for this signer: its own attribute, and what belongs to the whole container."""
    pieces: list[Evidence] = []
    strange = False
    for der in container.revocation:
        one = _of_signed_data(der)
        strange = strange or one is None
        pieces += [one] if one else []
    for der in signer.unsigned(cms.REVOCATION_VALUES):
        listed = _of_attribute(der)
        strange = strange or listed is None
        pieces += listed or []
    return Embedded(tuple(pieces), strange)


def _of_signed_data(der: bytes) -> Evidence | None:
    """A RevocationInfoChoice: a certificate list, or another format by its OID."""
    if der[:1] == bytes([_SEQUENCE]):
        return Evidence(EvidenceKind.CRL, der)
    if der[:1] != bytes([_OTHER]):
        return None
    try:
        with asn1.reading("evidence"):
            other = asn1.complete(_Other.load(bytes([_SEQUENCE]) + der[1:], strict=True))
            if other["format"].dotted != OCSP_RESPONSE:
                return None
            return Evidence(EvidenceKind.OCSP, other["value"].dump())
    except Unreadable:
        return None


def _of_attribute(der: bytes) -> list[Evidence] | None:
    try:
        values = asn1.complete(asn1.load(_RevocationValues, der, "evidence"))
        with asn1.reading("evidence"):
            found = [Evidence(EvidenceKind.CRL, one.dump()) for one in _present(values["lists"])]
            found += [Evidence(EvidenceKind.OCSP, one.dump()) for one in _present(values["answers"])]
            return found
    except (Unreadable, ValueError):
        return None


def _present(found: Any) -> Any:
    return () if isinstance(found, core.Void) else found

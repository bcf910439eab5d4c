"""A SignedData with more in it than before: unsigned attributes, certificates, revocation information, signers.

Everything that was there keeps its bytes: the structure is taken apart into whole elements and put together again, and
nothing that is signed is encoded anew (RFC 5652 5.1, EN 319 122-1 5.5).
"""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.errors import Unreadable
from app.eds import asn1, cms, der

_UNSIGNED = 0xA1  # context tag in a SignerInfo
_SEQUENCE, _SET = 0x30, 0x31


def with_unsigned_attribute(container: bytes, signer: int, oid: str, value: bytes) -> bytes:
    """One more unsigned attribute of one signer. Raises `Unreadable("container")`."""
    opened = _Opened(container)
    attribute = der.sequence(der.oid(oid), der.set_of([value]))
    with asn1.reading("container"):  # also where there is no such signer
        parts = cms.der_members(opened.signers[signer])
        held = cms.der_members(parts.pop()) if parts[-1][0] == _UNSIGNED else []
        parts.append(der.implicit(1, der.set_of([*held, attribute])))
        opened.signers[signer] = der.sequence(*parts)
    return opened.closed()


def with_validation_parts(container: bytes, certificates: Sequence[bytes], revocation: Sequence[bytes]) -> bytes:
    """Further certificates and RevocationInfoChoices, each once; another format than a CRL makes the version 5."""
    opened = _Opened(container)
    opened.add(certificates, revocation)
    return opened.closed()


def merged(first: bytes, second: bytes) -> bytes:
    """One container with the signers of both, the first one's before the second one's; both sign the same content.

    SignerInfos keep their order, although DER would sort them: "the second signer" must not become another one.
    Raises `Unreadable("container")`, also where the content or its kind differs.
    """
    opened, joining = _Opened(first), _Opened(second)
    here, there = cms.read(first), cms.read(second)
    is_other = None not in {here.content, there.content} and here.content != there.content
    if here.content_type != there.content_type or is_other:
        raise Unreadable("container")
    if here.content is None and there.content is not None:
        opened.content = joining.content
    opened.digests += [one for one in joining.digests if one not in opened.digests]
    opened.signers += joining.signers
    opened.version = max(opened.version, joining.version)
    opened.add(joining.certificates, joining.revocation)
    return opened.closed()


class _Opened:
    """The elements of one SignedData, each as it was. Raises `Unreadable("container")`."""

    def __init__(self, container: bytes) -> None:
        read = cms.read(container)  # says whether it is one
        with asn1.reading("container"):
            parts = cms.elements(container)
        self.kind, self.version, self.content = parts.kind, read.version, parts.encapsulated
        self.digests, self.signers = parts.digests, parts.signers
        self.certificates, self.revocation = parts.certificates, parts.revocation

    def add(self, certificates: Sequence[bytes], revocation: Sequence[bytes]) -> None:
        self.certificates += [one for one in dict.fromkeys(certificates) if one not in self.certificates]
        self.revocation += [one for one in dict.fromkeys(revocation) if one not in self.revocation]
        if any(one[0] != _SEQUENCE for one in self.revocation):
            self.version = 5

    def closed(self) -> bytes:
        parts = [der.integer(self.version), der.set_of(self.digests), self.content]
        if self.certificates:
            parts.append(der.implicit(0, der.set_of(self.certificates)))
        if self.revocation:
            parts.append(der.implicit(1, der.set_of(self.revocation)))
        signers = der.element(_SET, b"".join(self.signers))
        return der.sequence(self.kind, der.tagged(0, der.sequence(*parts, signers)))

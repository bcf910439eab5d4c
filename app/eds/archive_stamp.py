"""archive-time-stamp-v3 and ats-hash-index-v3: what an archive time stamp is computed over (EN 319 122-1 5.5.2, 5.5.3).

The hash index names every certificate, every piece of revocation information and every value of an unsigned attribute
that the stamp covers, by its hash; it lies in the token as an unsigned attribute. What is added to the container later
is in no index of an earlier stamp, and disturbs none. Making and checking go through the same functions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from asn1crypto import core, tsp

from app.domain.errors import Unreadable
from app.eds import algorithms, asn1, cms, cms_parts, der
from app.eds.cms import Container, Signer

ATS_HASH_INDEX_V3 = "0.4.0.19122.1.5"


class _Hashes(core.SequenceOf):  # type: ignore[misc]  # asn1crypto has no types
    _child_spec = core.OctetString


class _HashIndex(core.Sequence):  # type: ignore[misc]  # asn1crypto has no types
    """ATSHashIndexV3."""

    _fields: ClassVar[list[Any]] = [
        ("algorithm", asn1.Algorithm),
        ("certificates", _Hashes),
        ("revocation", _Hashes),
        ("attributes", _Hashes),
    ]


@dataclass(frozen=True, slots=True)
class HashIndex:
    """What one stamp covers, by hashes of one algorithm."""

    der: bytes
    algorithm: str
    certificates: frozenset[bytes]
    revocation: frozenset[bytes]
    attributes: frozenset[bytes]

    def covers(self, oid: str, value: bytes) -> bool:
        """Whether a value of an unsigned attribute was there when the stamp was made. Raises `NotAllowed`."""
        return algorithms.digest(self.algorithm, attribute(oid, value)) in self.attributes

    def is_met_by(self, container: Container, signer: Signer) -> bool:
        """Whether everything that was covered is still there, as it was. Raises `NotAllowed`."""
        digests = [{algorithms.digest(self.algorithm, part) for part in parts} for parts in _covered(container, signer)]
        return all(
            listed <= present
            for listed, present in zip((self.certificates, self.revocation, self.attributes), digests, strict=True)
        )


def hash_index(container: Container, signer: Signer, digest_algorithm: str) -> bytes:
    """DER ATSHashIndexV3 over everything that the container holds now. Raises `NotAllowed`."""
    listed = [
        der.sequence(*(der.octets(algorithms.digest(digest_algorithm, part)) for part in parts))
        for parts in _covered(container, signer)
    ]
    return der.sequence(cms.algorithm(digest_algorithm), *listed)


def read_index(index: bytes) -> HashIndex:
    """Raises `Unreadable("archive-stamp")`."""
    parsed = asn1.load(_HashIndex, index, "archive-stamp")
    with asn1.reading("archive-stamp"):
        asn1.complete(parsed)
        return HashIndex(
            der=index,
            algorithm=parsed["algorithm"]["algorithm"].dotted,
            certificates=frozenset(one.native for one in parsed["certificates"]),
            revocation=frozenset(one.native for one in parsed["revocation"]),
            attributes=frozenset(one.native for one in parsed["attributes"]),
        )


def index_of(token: Container) -> HashIndex:
    """The hash index that an archive time stamp carries. Raises `Unreadable("archive-stamp")`."""
    values = token.signers[0].unsigned(ATS_HASH_INDEX_V3) if len(token.signers) == 1 else ()
    if len(values) != 1:
        raise Unreadable("archive-stamp")
    return read_index(values[0])


def with_hash_index(token: bytes, index: bytes) -> bytes:
    """The token with the index as an unsigned attribute of its signature."""
    return cms_parts.with_unsigned_attribute(token, 0, ATS_HASH_INDEX_V3, index)


def imprint_algorithm(token: Container) -> str:
    """The digest of the token's imprint. Raises `Unreadable("archive-stamp")`."""
    with asn1.reading("archive-stamp"):
        if token.content is None:
            raise ValueError("no TSTInfo")
        info = tsp.TSTInfo.load(token.content, strict=True)
        dotted: str = info["message_imprint"]["hash_algorithm"]["algorithm"].dotted
        return dotted


def stamped_bytes(container: Container, signer: Signer, content: bytes, index: bytes, digest_algorithm: str) -> bytes:
    """What the imprint is the digest of: kind and hash of the content, the SignerInfo without its unsigned part, the
    index. `digest_algorithm` is the imprint's. Raises `NotAllowed`.
    """
    return b"".join(
        (
            der.oid(container.content_type),
            algorithms.digest(digest_algorithm, content),
            der.integer(signer.version),
            _sid(signer),
            signer.digest_algorithm_der,
            der.implicit(0, signer.signed_part) if signer.signed_part else b"",
            signer.signature_algorithm_der,
            der.octets(signer.signature),
            index,
        )
    )


def attribute(oid: str, value: bytes) -> bytes:
    """What stands in the index for one value: the type and the value, each in DER."""
    return der.oid(oid) + value


def _covered(container: Container, signer: Signer) -> tuple[tuple[bytes, ...], ...]:
    values = tuple(attribute(oid, value) for oid, listed in signer.unsigned_attributes for value in listed)
    return container.certificates, container.revocation, values


def _sid(signer: Signer) -> bytes:
    if signer.serial_number is None:
        return der.implicit(0, der.octets(signer.subject_key))
    return der.sequence(signer.issuer, der.integer(signer.serial_number))

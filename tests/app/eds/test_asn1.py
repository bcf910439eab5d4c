"""Reading and changing a container keeps every byte that is not meant to change, whatever the lengths are."""

from __future__ import annotations

from app.eds import cms, cms_parts, der

_NAME = der.sequence(der.set_of([der.sequence(der.oid("2.5.4.3"), der.utf8("ТЕСТ"))]))
_SHA256 = cms.algorithm("2.16.840.1.101.3.4.2.1")


def _container(content: bytes, certificate: bytes, list_: bytes) -> bytes:
    attributes = cms.attribute_set(
        [(cms.CONTENT_TYPE, der.oid(cms.DATA)), (cms.MESSAGE_DIGEST, der.octets(b"\1" * 32))]
    )
    signer = der.sequence(
        der.integer(1),
        der.sequence(_NAME, der.integer(5)),
        _SHA256,
        der.implicit(0, attributes),
        cms.algorithm("1.2.840.113549.1.1.11"),
        der.octets(b"\2" * 128),
    )
    signed = der.sequence(
        der.integer(1),
        der.set_of([_SHA256]),
        der.sequence(der.oid(cms.DATA), der.tagged(0, der.octets(content))),
        der.tagged(0, certificate),
        der.tagged(1, list_),
        der.set_of([signer]),
    )
    return der.sequence(der.oid(cms.SIGNED_DATA), der.tagged(0, signed))


def test_lengths_that_end_in_0x80_are_definite_ones() -> None:
    """For one length in 256 asn1crypto takes a structure for one of indefinite length and encodes it anew."""
    certificate = der.sequence(der.octets(bytes(40)))
    other = der.tagged(1, der.oid("1.3.6.1.5.5.7.16.2") + der.sequence(der.octets(bytes(200))))
    for size in range(600, 860):
        whole = _container(bytes(size), certificate, other)
        changed = cms_parts.with_unsigned_attribute(whole, 0, "1.2.3.4", der.octets(b"value"))
        read = cms.read(changed)
        assert (read.content, read.certificates, read.revocation) == (bytes(size), (certificate,), (other,)), size
        assert read.signers[0].unsigned("1.2.3.4") == (der.octets(b"value"),)
        assert read.signers[0].signed_part == cms.read(whole).signers[0].signed_part

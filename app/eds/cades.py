"""CAdES-B, detached: ETSI EN 319 122-1, baseline level B, over RFC 5652 and RFC 5035.

Signed attributes: contentType, signingTime, messageDigest, signing-certificate-v2 with the SHA-256 of the
certificate (as NCALayer writes it), and CMSAlgorithmProtection (RFC 6211), so that no byte that says how the
signature is to be checked can be changed unnoticed.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from asn1crypto import cms as cms_types
from asn1crypto import core, tsp, x509

from app.eds import algorithms, cms, cms_parts
from app.eds.certificate import Certificate
from app.eds.key_store import RawKey


def sign(content: bytes, key: RawKey, signing_time: datetime) -> bytes:
    """A detached container over `content`; the bytes themselves are kept beside it."""
    return container(content, key, signing_time)


def container(
    content: bytes,
    key: RawKey,
    signing_time: datetime,
    *,
    content_type: str = cms.DATA,
    attached: bool = False,
    with_certificate: bool = True,
    for_pdf: bool = False,
    progress: algorithms.Progress | None = None,
) -> bytes:
    """One SignedData with one signer. Time-stamp tokens are made by it too, with their own content type.

    `for_pdf`: without signingTime, which stands in the PDF (EN 319 142-1 6.3). `progress` hears of a long hashing.
    """
    certificate = key.certificate
    digest_algorithm = cms.algorithm(key.digest_algorithm)
    signature_algorithm = cms.algorithm(key.signature_algorithm)
    signed_part = cms.attribute_set(
        [
            (cms.CONTENT_TYPE, core.ObjectIdentifier(content_type).dump()),
            *([] if for_pdf else [(cms.SIGNING_TIME, _time(signing_time))]),
            (cms.MESSAGE_DIGEST, core.OctetString(algorithms.digest(key.digest_algorithm, content, progress)).dump()),
            (cms.SIGNING_CERTIFICATE_V2, _signing_certificate(certificate)),
            (cms.ALGORITHM_PROTECTION, algorithm_protection(digest_algorithm, signature_algorithm)),
        ]
    )
    return cms.assemble(
        version=1 if content_type == cms.DATA else 3,  # RFC 5652 5.1
        content_type=content_type,
        content=content if attached else None,
        certificates=[certificate.der] if with_certificate else [],
        issuer=certificate.issuer,
        serial_number=certificate.serial_number,
        digest_algorithm=digest_algorithm,
        signature_algorithm=signature_algorithm,
        signed_part=signed_part,
        signature=key.sign_raw(signed_part),
    )


def with_time_stamp(container_der: bytes, token: bytes, signer: int = 0) -> bytes:
    """CAdES-B-T: the token over the signature value as an unsigned attribute (EN 319 122-1 5.3)."""
    return cms_parts.with_unsigned_attribute(container_der, signer, cms.SIGNATURE_TIME_STAMP, token)


def algorithm_protection(digest_algorithm: bytes, signature_algorithm: bytes) -> bytes:
    """DER CMSAlgorithmProtection (RFC 6211 2): the digest's identifier, and the signature's tagged [1]."""
    tagged = b"\xa1" + signature_algorithm[1:]
    whole: bytes = core.Sequence(contents=digest_algorithm + tagged).dump()
    return whole


def _signing_certificate(certificate: Certificate) -> bytes:
    """DER SigningCertificateV2; SHA-256 is the default and therefore not written (RFC 5035 4)."""
    name = x509.GeneralName(name="directory_name", value=x509.Name.load(certificate.issuer))
    essential = tsp.ESSCertIDv2(
        {
            "cert_hash": hashlib.sha256(certificate.der).digest(),
            "issuer_serial": tsp.IssuerSerial(
                {"issuer": x509.GeneralNames([name]), "serial_number": certificate.serial_number}
            ),
        }
    )
    whole: bytes = tsp.SigningCertificateV2({"certs": [essential]}).dump()
    return whole


def _time(moment: datetime) -> bytes:
    """UTCTime until 2049, GeneralizedTime after it (RFC 5652 11.3)."""
    whole = moment.astimezone(UTC).replace(microsecond=0)
    name = "utc_time" if whole.year < 2050 else "generalized_time"
    encoded: bytes = cms_types.Time(name=name, value=whole).dump()
    return encoded

"""TLS to a program of this computer whose certificate must come from a pinned authority (RFC 5280 6.1.1 (d)).

A trust anchor is a name and a public key; the libraries of TLS want a certificate, so one is written around the two.
Its own signature is empty and is never looked at: an anchor is believed because it is pinned. The operating system's
authorities do not count. NCALayer's certificate names 127.0.0.1 in CN, as old certificates do, therefore the name is
compared here and not by the library.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterable
from datetime import UTC, datetime

from asn1crypto import core, keys, x509

from app.domain.errors import Unreadable
from app.eds import certificate
from app.eds.certificate import COMMON_NAME
from app.eds.trust import Authority


def client_context(authorities: Iterable[bytes]) -> ssl.SSLContext:
    """A context that believes these DER certificates alone, and any of them as the end of a path."""
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    made.check_hostname = False  # `is_for` compares the name
    made.verify_mode = ssl.CERT_REQUIRED
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    made.verify_flags |= ssl.VerifyFlags.VERIFY_X509_PARTIAL_CHAIN
    listed = b"".join(authorities)
    if listed:
        made.load_verify_locations(cadata=listed)
    return made


def is_for(certificate_der: bytes | None, host: str) -> bool:
    """Whether a certificate of the peer names this host in its CN."""
    if not certificate_der:
        return False
    try:
        own = certificate.read(certificate_der)
    except Unreadable:
        return False
    return [text for oid, text in own.subject_attributes if oid == COMMON_NAME] == [host]


def anchor(authority: Authority) -> bytes:
    """DER certificate of a pinned RSA authority: the true one where it is known, else one around its name and key."""
    if authority.der:
        return authority.der
    name = x509.Name.load(authority.subject)
    algorithm = {"algorithm": "sha256_rsa", "parameters": core.Null()}
    signed_part = x509.TbsCertificate(
        {
            "version": "v3",
            "serial_number": 1,
            "signature": algorithm,
            "issuer": name,
            "validity": {"not_before": _time(authority.not_before), "not_after": _time(authority.not_after)},
            "subject": name,
            "subject_public_key_info": keys.PublicKeyInfo.load(authority.public_key),
            "extensions": [
                {"extn_id": "basic_constraints", "critical": True, "extn_value": x509.BasicConstraints({"ca": True})},
                {"extn_id": "key_identifier", "extn_value": core.OctetString(authority.key_identifier)},
            ],
        }
    )
    whole: bytes = x509.Certificate(
        {"tbs_certificate": signed_part, "signature_algorithm": algorithm, "signature_value": b""}
    ).dump()
    return whole


def _time(moment: datetime) -> x509.Time:
    """UTCTime until 2049, GeneralizedTime after it (RFC 5280 4.1.2.5)."""
    whole = moment.astimezone(UTC).replace(microsecond=0)
    return x509.Time(name="utc_time" if whole.year < 2050 else "general_time", value=whole)

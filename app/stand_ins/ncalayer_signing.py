"""What the NCALayer stand-in does with its keys: the choice of a certificate, and containers as NCALayer writes them.

CMS of version 1, one signer, one certificate; signed attributes contentType, signingTime, messageDigest and
signing-certificate-v2; PEM with the label `CMS` from `basics`, bare base64 from `commonUtils`.
"""

from __future__ import annotations

import base64
import hashlib
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from asn1crypto import cms as cms_types
from asn1crypto import core, tsp

from app.eds import algorithms, certificate, cms, cms_parts
from app.eds.key_store import RawKey

ALMATY = timezone(timedelta(hours=5))
_EMAIL_PROTECTION, _CLIENT_AUTH = certificate.EMAIL_PROTECTION, certificate.CLIENT_AUTH


@dataclass(frozen=True, slots=True)
class HeldKey:
    """A key in one of the storages that a person could choose in the window."""

    storage: str  # PKCS12, JKS, AKKaztokenStore, AKKZIDCardStore, AKEToken72KStore, AKJaCartaStore, …
    raw: RawKey


@dataclass(frozen=True, slots=True)
class Choice:
    """Which certificates the window shows: the filter of a request."""

    storages: Sequence[str] | None = None
    usages: Sequence[str] = ()
    iin: str = ""
    bin_number: str = ""
    serial_number: str = ""
    with_test_keys: bool = False  # `chain` was given: an empty list lets every certificate in

    def of(self, held: Sequence[HeldKey]) -> RawKey | None:
        """The first that is shown; a person could choose no other."""
        return next((one.raw for one in held if self._shows(one)), None)

    def _shows(self, one: HeldKey) -> bool:
        own = one.raw.certificate
        view = certificate.view(own)
        units = [text for oid, text in own.subject_attributes if oid == certificate.ORGANISATIONAL_UNIT]
        return (
            (self.storages is None or one.storage in self.storages)
            and set(self.usages) <= set(own.extended_key_usage)
            and self.iin in {"", view.subject_number.removeprefix("IIN")}
            and (not self.bin_number or f"BIN{self.bin_number}" in units)
            and self.serial_number.upper() in {"", view.serial_number}
            and (self.with_test_keys or not view.is_test)
        )


def of_key_type(key_type: str) -> tuple[str, ...]:
    """`commonUtils` filters by a word; any other word shows all."""
    return {"SIGNATURE": (_EMAIL_PROTECTION,), "AUTHENTICATION": (_CLIENT_AUTH,)}.get(key_type, ())


def container(
    raw: RawKey,
    content: bytes,
    moment: datetime,
    *,
    attached: bool,
    digested: bool = False,
    stamp: Callable[[bytes], bytes] | None = None,
) -> bytes:
    """DER. `digested`: the content is a hash already."""
    digest = content if digested else algorithms.digest(raw.digest_algorithm, content)
    signed_part = cms.attribute_set(
        [
            (cms.CONTENT_TYPE, core.ObjectIdentifier(cms.DATA).dump()),
            (cms.SIGNING_TIME, _utc_time(moment)),
            (cms.MESSAGE_DIGEST, core.OctetString(digest).dump()),
            (cms.SIGNING_CERTIFICATE_V2, _signing_certificate(raw)),
        ]
    )
    own = raw.certificate
    signature = raw.sign_raw(signed_part)
    made = cms.assemble(
        version=1,
        content_type=cms.DATA,
        content=content if attached and not digested else None,
        certificates=[own.der],
        issuer=own.issuer,
        serial_number=own.serial_number,
        digest_algorithm=cms.algorithm(raw.digest_algorithm),
        signature_algorithm=cms.algorithm(raw.signature_algorithm),
        signed_part=signed_part,
        signature=signature,
    )
    return cms_parts.with_unsigned_attribute(made, 0, cms.SIGNATURE_TIME_STAMP, stamp(signature)) if stamp else made


def as_pem(der: bytes) -> str:
    lines = "\n".join(textwrap.wrap(base64.b64encode(der).decode(), 64))
    return f"-----BEGIN CMS-----\n{lines}\n-----END CMS-----\n"


def key_facts(raw: RawKey) -> dict[str, Any]:
    """The answer of `getKeyInfo`; times are those of Almaty."""
    own = raw.certificate
    view = certificate.view(own)
    pem = base64.b64encode(own.der).decode()
    return {
        "alias": own.subject_key.hex(),
        "keyId": own.subject_key.hex(),
        "algorithm": view.algorithm,
        "subjectCn": view.subject_name,
        "subjectDn": _name(own.subject_attributes),
        "issuerCn": view.issuer_name,
        "issuerDn": _name(own.issuer_attributes),
        "serialNumber": view.serial_number,
        "certNotBefore": view.not_before.astimezone(ALMATY).strftime("%d.%m.%Y %H:%M:%S"),
        "certNotAfter": view.not_after.astimezone(ALMATY).strftime("%d.%m.%Y %H:%M:%S"),
        "authorityKeyIdentifier": own.authority_key.hex(),
        "pem": "-----BEGIN CERTIFICATE-----\n" + "\n".join(textwrap.wrap(pem, 64)) + "\n-----END CERTIFICATE-----\n",
    }


def _name(attributes: tuple[tuple[str, str], ...]) -> str:
    words = {"2.5.4.3": "CN", "2.5.4.4": "SURNAME", "2.5.4.5": "SERIALNUMBER", "2.5.4.6": "C", "2.5.4.10": "O",
             "2.5.4.11": "OU", "2.5.4.42": "G"}  # fmt: skip
    return ",".join(f"{words.get(oid, oid)}={text}" for oid, text in attributes)


def _utc_time(moment: datetime) -> bytes:
    encoded: bytes = cms_types.Time(name="utc_time", value=moment.astimezone(UTC).replace(microsecond=0)).dump()
    return encoded


def _signing_certificate(raw: RawKey) -> bytes:
    """ESSCertIDv2 with the SHA-256 of the certificate, whatever the algorithm of the key (RFC 5035 3)."""
    essential = tsp.ESSCertIDv2({"cert_hash": hashlib.sha256(raw.certificate.der).digest()})
    whole: bytes = tsp.SigningCertificateV2({"certs": [essential]}).dump()
    return whole

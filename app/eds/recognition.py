"""What a signed file is, and its parts: each signature with the bytes that it signs (the forms of Kazakh practice).

CMS in DER or BER, in PEM armour, in bare base64; XML with enveloped signatures; PDF with signatures of its own; the
card of an electronic document (a PDF that carries the original and its CMS files); the signed ZIP of the NCA's
software; our own take-away ZIP. What a file calls itself does not matter, only its bytes. Everything is hostile: sizes
are bounded, names are not followed, and whatever is wrong ends as `Unreadable`.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from enum import StrEnum

from app.domain.errors import Unreadable
from app.domain.signature import Check, Evidence, Result
from app.eds import asn1, carried, zipcon, zipped

MOST_BYTES = 256 * 1024 * 1024
_MOST_PARTS = 64

# RFC 7468 8 and 9; NCALayer writes CMS, OpenSSL PKCS7 or CMS, older tools the long forms.
_LABELS = (b"CMS", b"PKCS7", b"PKCS #7 SIGNED DATA", b"SIGNATURE")
_BASE64 = re.compile(rb"[A-Za-z0-9+/=\s]+", re.ASCII)
_TEXT_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SEQUENCE = 0x30


class Form(StrEnum):
    CMS = "cms"
    XML = "xml"
    PDF = "pdf"
    CARD = "card"  # PDF with the original and its CMS files inside
    NCA_ZIP = "nca-zip"
    TAKE_AWAY = "take-away"


@dataclass(frozen=True, slots=True)
class Part:
    """One container and what it signs. `content` is None where it lies inside or was not given."""

    name: str  # where it lies in the file; empty where it is the file
    container: bytes  # CMS in DER or BER; the whole document for XML
    content: bytes | None = None
    checks: tuple[Check, ...] = ()  # what the wrapping says about it
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class SignedFile:
    form: Form
    parts: tuple[Part, ...]


def containers(file: bytes, content: bytes | None = None) -> SignedFile:
    """The file's form and signatures; `content` is what a detached one signs, where somebody has it.

    Raises `Unreadable`: `not-signed` for what is none of the forms, `too-large`, `archive…` for a bad archive.
    """
    if len(file) > MOST_BYTES:
        raise Unreadable("too-large")
    if file.startswith(b"PK\x03\x04"):
        return _zip(file)
    if b"%PDF-" in file[:1024]:
        return _pdf(file)
    if _plain(file[:256]).lstrip().startswith(b"<"):
        return SignedFile(Form.XML, (Part("", file, content),))
    parts = tuple(Part("", der, content) for der in cms_of(file))
    if not parts:
        raise Unreadable("not-signed")
    return SignedFile(Form.CMS, parts)


def cms_of(file: bytes) -> tuple[bytes, ...]:
    """The CMS containers in a file, without armour; none where there are none."""
    if len(file) > 2 * asn1.MAX_CONTAINER:
        raise Unreadable("too-large")
    if file[:1] == bytes([_SEQUENCE]) and not _BASE64.fullmatch(file):
        return (_without_line_end(file),)
    text = _plain(file)
    armoured = _armoured(text)
    if not armoured and _BASE64.fullmatch(text):
        armoured = [text]
    decoded = [_from_base64(one) for one in armoured]
    return tuple(der for der in decoded if der[:1] == bytes([_SEQUENCE]))


def _zip(file: bytes) -> SignedFile:
    found = zipped.entries(file)
    if zipcon.is_one(found):
        archive = zipcon.read(found)
        parts = [
            Part(archive.signature_name, der, archive.manifest, checks=archive.checks)
            for der in cms_of(archive.signature)
        ]
        if not parts:
            raise Unreadable("archive-manifest")
        return SignedFile(Form.NCA_ZIP, tuple(parts))
    if carried.is_one(found):
        package = carried.read(found)
        return SignedFile(
            Form.TAKE_AWAY,
            tuple(
                Part(one.name, one.container, one.content, checks=package.checks, evidence=one.evidence)
                for one in package.signatures
            ),
        )
    raise Unreadable("not-signed")


def _pdf(file: bytes) -> SignedFile:
    from app.eds import pdf_reading

    signatures, embedded = pdf_reading.look_into(file)
    if signatures:
        return SignedFile(
            Form.PDF,
            tuple(Part(one.name, one.container, one.content, checks=one.checks) for one in signatures),
        )
    signed = [(name, content) for name, content in embedded if _is_cms(name, content)]
    others = [content for name, content in embedded if not _is_cms(name, content)]
    if not signed or len(embedded) < 2:
        raise Unreadable("not-signed")
    # The original is named first, but a name tree is sorted by names (ISO 32000-1 7.9.6): it is the first that is
    # no signature.
    original = others[0] if others else embedded[0][1]
    beside = (
        (Check("Z2", Result.WARN, "file-not-signed"),) if len(others) > 1 else ()
    )  # a reader shows it like the first
    parts = []
    for name, content in signed[:_MOST_PARTS] if others else embedded[1:]:
        # What cannot be read stays a part: that it is no signature is for the report to say.
        parts += [Part(name, der, original, checks=beside) for der in cms_of(content) or (content,)]
    return SignedFile(Form.CARD, tuple(parts))


def _armoured(text: bytes) -> list[bytes]:
    """The base64 between the marks of each block."""
    found: list[bytes] = []
    for label in _LABELS:
        begin, end = b"-----BEGIN " + label + b"-----", b"-----END " + label + b"-----"
        start = text.find(begin)
        while start >= 0:
            stop = text.find(end, start)
            if stop < 0:
                break
            found.append(text[start + len(begin) : stop])
            if len(found) > _MOST_PARTS:
                raise Unreadable("too-large")
            start = text.find(begin, stop)
    return found


def _is_cms(name: str, content: bytes) -> bool:
    return name.lower().endswith((".cms", ".p7s", ".p7m", ".sig")) or bool(cms_of(content))


def _plain(text: bytes) -> bytes:
    """Text saved with a mark of its encoding, as UTF-8."""
    for mark, encoding in _TEXT_MARKS:
        if text.startswith(mark):
            return text.decode(encoding, errors="replace").encode()
    return text


def _from_base64(text: bytes) -> bytes:
    try:
        return base64.b64decode(b"".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return b""


def _without_line_end(der: bytes) -> bytes:
    """The container alone, where a tool wrote a line end after it: the length says that it is not part of it."""
    size = der[1] if len(der) > 1 else 0
    octets = size & 0x7F if 0x80 < size <= 0x84 else 0
    end = int.from_bytes(der[2 : 2 + octets], "big") + 2 + octets if octets else len(der)
    return der[:end] if end < len(der) <= end + 4 and not der[end:].strip(b"\r\n") else der

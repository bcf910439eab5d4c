"""The signed ZIP of the NCA's software ("ZipCon"): a manifest of digests, and one CMS over the manifest.

`META-INF/NCAManifest.xml` names each document with its digest and the one file of signatures,
`META-INF/signature-<id>.cms`, detached, which may hold several signers. It resembles ASiC-E (EN 319 162-1) but has no
namespace. A file that the manifest does not name is signed by nobody, and a whole container has none.
"""

from __future__ import annotations

import base64
import binascii
import hmac
from dataclasses import dataclass
from urllib.parse import unquote

from app.domain.errors import Unreadable
from app.domain.signature import Check, Result
from app.eds import algorithms, xml_reading, zipped
from app.eds.zipped import Entry

MANIFEST = "META-INF/NCAManifest.xml"
_ROOT, _SIGNATURE, _DOCUMENT = "NCAManifest", "SigReference", "DataObjectReference"
_METHOD, _DIGEST = "DigestMethod", "DigestValue"
_NCA_ALGORITHMS = "urn:ietf:params:xml:ns:pkigovkz:xmlsec:algorithms:"

DIGEST_METHODS = {
    "http://www.w3.org/2001/04/xmlenc#sha256": algorithms.SHA256,
    "http://www.w3.org/2001/04/xmldsig-more#sha384": algorithms.SHA384,
    "http://www.w3.org/2001/04/xmlenc#sha512": algorithms.SHA512,
    "http://www.w3.org/2001/04/xmldsig-more#gost34311": algorithms.GOST_34311,
    f"{_NCA_ALGORITHMS}gostr34112015-256": algorithms.STREEBOG_256,
    f"{_NCA_ALGORITHMS}gostr34112015-512": algorithms.STREEBOG_512,
}


@dataclass(frozen=True, slots=True)
class SignedArchive:
    """What a signature of such an archive stands on."""

    signature_name: str
    signature: bytes  # CMS as it lies in the archive: DER, PEM or base64
    manifest: bytes  # the signed bytes
    documents: tuple[str, ...]  # names, in the manifest's order
    checks: tuple[Check, ...]  # Z1: each document is the one that was signed; Z2: nothing else lies in the archive


def is_one(found: tuple[Entry, ...]) -> bool:
    return zipped.named(found, MANIFEST) is not None


def read(found: tuple[Entry, ...]) -> SignedArchive:
    """Raises `Unreadable("archive-manifest")`."""
    manifest = zipped.named(found, MANIFEST)
    if manifest is None:
        raise Unreadable("archive-manifest")
    top = xml_reading.tree(manifest.content, "archive-manifest")
    references = [one for one in top.children if one.name == _SIGNATURE]
    listed = [one for one in top.children if one.name == _DOCUMENT]
    if top.name != _ROOT or len(references) != 1 or not listed or len(references) + len(listed) != len(top.children):
        raise Unreadable("archive-manifest")
    signature = _entry(found, references[0].attributes.get("URI", ""))
    if signature is None or signature is manifest:
        raise Unreadable("archive-manifest")
    documents, wrong = _documents(found, listed, taken=[manifest, signature])
    unnamed = len(found) - 2 - len(documents)
    return SignedArchive(
        signature_name=signature.name,
        signature=signature.content,
        manifest=manifest.content,
        documents=tuple(documents),
        checks=(
            Check("Z1", Result.FAIL, wrong) if wrong else Check("Z1", Result.PASS),
            Check("Z2", Result.FAIL, "file-not-signed") if unnamed and not wrong else Check("Z2", Result.PASS),
        ),
    )


def _documents(
    found: tuple[Entry, ...], listed: list[xml_reading.Element], taken: list[Entry]
) -> tuple[list[str], str]:
    """The documents that are what the manifest says, and the reason why the first other one is not."""
    names, wrong = [], ""
    for one in listed:
        entry = _entry(found, one.attributes.get("URI", ""))
        if entry is None or any(entry is other for other in taken):
            wrong = wrong or "file-missing"
            continue
        taken.append(entry)
        reason = _difference(one, entry.content)
        wrong = wrong or reason
        names.append(entry.name)
    return names, wrong


def _difference(reference: xml_reading.Element, content: bytes) -> str:
    if [child.name for child in reference.children] != [_METHOD, _DIGEST]:
        raise Unreadable("archive-manifest")
    method, value = reference.children
    try:
        stated = base64.b64decode("".join(value.text.split()), validate=True)
        computed = algorithms.digest(DIGEST_METHODS.get(method.attributes.get("Algorithm", ""), ""), content)
    except (binascii.Error, ValueError):
        return "file-changed"
    except algorithms.NotAllowed:
        return "algorithm"
    return "" if hmac.compare_digest(stated, computed) else "file-changed"


def _entry(found: tuple[Entry, ...], uri: str) -> Entry | None:
    return zipped.named(found, uri) or zipped.named(found, unquote(uri)) if uri else None

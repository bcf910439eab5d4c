"""One more enveloped XML signature in a document (XMLDSig 1.1), of the form that `xmldsig.py` reads."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from app.domain.errors import Refused, Unreadable
from app.eds import algorithms, xml_reading, xmldsig
from app.eds.xmldsig import C14N, DSIG, ENVELOPED, SIGNATURE_METHODS
from app.eds.zipcon import DIGEST_METHODS

if TYPE_CHECKING:
    from lxml import etree

    from app.eds.key_store import RawKey


def sign(document: bytes, key: RawKey) -> bytes:
    """The document with one more enveloped signature as the last child of its root, in UTF-8.

    Raises `Unreadable("xml")`, `Refused("xml-algorithm")` for a key that XMLDSig has no name for.
    """
    from lxml import etree

    xml_reading.look_through(document)
    tree = xmldsig.parsed(document)
    method = next(
        (uri for uri, (signature, _) in SIGNATURE_METHODS.items() if signature == key.signature_algorithm), None
    )
    digest = next((uri for uri, oid in DIGEST_METHODS.items() if oid == key.digest_algorithm), None)
    if method is None or digest is None:
        raise Refused("xml-algorithm")
    # The root without the new signature is what the enveloped transform leaves.
    covered = xmldsig.canonical(tree, f"{C14N}#WithComments", with_comments=False)
    value = base64.b64encode(algorithms.digest(key.digest_algorithm, covered)).decode()
    certificate_text = _lines(base64.b64encode(key.certificate.der).decode())
    markup = (
        f'<ds:Signature xmlns:ds="{DSIG}">\n<ds:SignedInfo>\n'
        f'<ds:CanonicalizationMethod Algorithm="{C14N}"/>\n<ds:SignatureMethod Algorithm="{method}"/>\n'
        f'<ds:Reference URI="">\n<ds:Transforms>\n<ds:Transform Algorithm="{ENVELOPED}"/>\n'
        f'<ds:Transform Algorithm="{C14N}#WithComments"/>\n</ds:Transforms>\n'
        f'<ds:DigestMethod Algorithm="{digest}"/>\n<ds:DigestValue>{value}</ds:DigestValue>\n'
        f"</ds:Reference>\n</ds:SignedInfo>\n<ds:SignatureValue></ds:SignatureValue>\n<ds:KeyInfo>\n<ds:X509Data>\n"
        f"<ds:X509Certificate>\n{certificate_text}\n</ds:X509Certificate>\n</ds:X509Data>\n</ds:KeyInfo>\n"
        f"</ds:Signature>"
    )
    element = etree.fromstring(markup)
    tree.getroot().append(element)
    signed_info = _child(element, "SignedInfo")
    signature = key.sign_raw(xmldsig.canonical_part(signed_info, C14N))
    _child(element, "SignatureValue").text = f"\n{_lines(base64.b64encode(signature).decode())}\n"
    whole: bytes = etree.tostring(tree, encoding="UTF-8", xml_declaration=True, standalone=False)
    return whole


def _child(element: etree._Element, name: str) -> etree._Element:
    found = element.find(f"{{{DSIG}}}{name}")
    if found is None:
        raise Unreadable("xml")
    return found


def _lines(text: str, width: int = 76) -> str:
    return "\n".join(text[start : start + width] for start in range(0, len(text), width))

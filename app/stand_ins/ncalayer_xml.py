"""XML signed as NCALayer signs it: XMLDSig enveloped, the whole document, one certificate (W3C XMLDSIG Core 4, 6.6.4).

Written apart from the program's own XMLDSig, so that neither is checked against itself. Recorded answers have these
line breaks, transforms and the prefix `ds`; SignedInfo is canonical XML 1.0.
"""

from __future__ import annotations

import base64
import io

from lxml import etree

from app.eds import algorithms
from app.eds.key_store import RawKey

_DSIG = "http://www.w3.org/2000/09/xmldsig#"
_C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
_GOST = "urn:ietf:params:xml:ns:pkigovkz:xmlsec:algorithms:"
# Signature algorithm to the two identifiers of XMLDSig: signature and digest.
_METHODS = {
    algorithms.RSA_SHA256: (
        "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
        "http://www.w3.org/2001/04/xmlenc#sha256",
    ),
    "1.2.398.3.10.1.1.2.3.2": (f"{_GOST}gostr34102015-gostr34112015-512", f"{_GOST}gostr34112015-512"),
}
_LINE = 76


class NotWellFormed(Exception):
    """What the caller gave is no XML document."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(f"org.xml.sax.SAXParseException; lineNumber: {line}; columnNumber: {column}; {message}")


def sign(text: str, key: RawKey) -> str:
    """The document with its signature as last child of the root. Raises `NotWellFormed`."""
    root = _parsed(text)
    signature_method, digest_method = _METHODS[key.signature_algorithm]
    digest = algorithms.digest(key.digest_algorithm, _canonical(root, comments=True))
    signed_info = _signed_info(signature_method, digest_method, digest)
    value = key.sign_raw(_canonical(etree.fromstring(signed_info), comments=False))
    inner = signed_info.replace(f' xmlns:ds="{_DSIG}"', "", 1)
    own = _lines(key.certificate.der)
    signature = (
        f'<ds:Signature xmlns:ds="{_DSIG}">\n{inner}\n'
        f"<ds:SignatureValue>\n{_lines(value)}\n</ds:SignatureValue>\n"
        f"<ds:KeyInfo>\n<ds:X509Data>\n<ds:X509Certificate>\n{own}\n</ds:X509Certificate>\n</ds:X509Data>\n"
        f"</ds:KeyInfo>\n</ds:Signature>"
    )
    root.append(etree.fromstring(signature))
    written = etree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8" standalone="no"?>{written}'


def _parsed(text: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as problem:
        line, column = problem.position
        raise NotWellFormed(
            "XML document structures must start and end within the same entity.", line, column
        ) from problem


def _signed_info(signature_method: str, digest_method: str, digest: bytes) -> str:
    return (
        f'<ds:SignedInfo xmlns:ds="{_DSIG}">\n'
        f'<ds:CanonicalizationMethod Algorithm="{_C14N}"/>\n'
        f'<ds:SignatureMethod Algorithm="{signature_method}"/>\n'
        f'<ds:Reference URI="">\n<ds:Transforms>\n'
        f'<ds:Transform Algorithm="{_DSIG}enveloped-signature"/>\n'
        f'<ds:Transform Algorithm="{_C14N}#WithComments"/>\n</ds:Transforms>\n'
        f'<ds:DigestMethod Algorithm="{digest_method}"/>\n'
        f"<ds:DigestValue>{base64.b64encode(digest).decode()}</ds:DigestValue>\n"
        f"</ds:Reference>\n</ds:SignedInfo>"
    )


def _canonical(element: etree._Element, *, comments: bool) -> bytes:
    out = io.BytesIO()
    element.getroottree().write_c14n(out, with_comments=comments)
    return out.getvalue()


def _lines(content: bytes) -> str:
    text = base64.b64encode(content).decode()
    return "\n".join(text[start : start + _LINE] for start in range(0, len(text), _LINE))

"""Enveloped XML signatures as Kazakh systems write them (XMLDSig 1.1): read and verified.

The form that is understood is narrow on purpose, since every freedom of XMLDSig has been used for wrapping attacks:
one Reference with an empty URI, so that the signature covers the whole document; the transforms enveloped-signature
and canonicalisation, nothing else; no Object, no HMAC, one certificate that the key belongs to. A document with a
DOCTYPE is not read. Several signatures stand side by side: each covers everything but itself, or, as the NCA's
software signs one after the other, everything but itself and those that came after it.
"""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.errors import Unreadable
from app.domain.signature import Check, Result
from app.eds import algorithms, certificate, xml_reading
from app.eds.certificate import Certificate
from app.eds.zipcon import DIGEST_METHODS

if TYPE_CHECKING:
    from lxml import etree

DSIG = "http://www.w3.org/2000/09/xmldsig#"
ENVELOPED = f"{DSIG}enveloped-signature"
C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
_MORE = "http://www.w3.org/2001/04/xmldsig-more#"
_NCA = "urn:ietf:params:xml:ns:pkigovkz:xmlsec:algorithms:"
_XML = "http://www.w3.org/XML/1998/namespace"
_MOST_SIGNATURES = 32
_MOST_HASHED = 256 * 1024 * 1024  # bytes of the document, for each of its signatures again

# Canonicalisation: (exclusive, with comments). C14N 1.0 and Exclusive C14N 1.0.
CANONICALISATIONS = {
    C14N: (False, False),
    f"{C14N}#WithComments": (False, True),
    "http://www.w3.org/2001/10/xml-exc-c14n#": (True, False),
    "http://www.w3.org/2001/10/xml-exc-c14n#WithComments": (True, True),
}
# SignatureMethod: (signature algorithm, digest) as in CMS.
SIGNATURE_METHODS = {
    f"{_MORE}rsa-sha256": (algorithms.RSA_SHA256, algorithms.SHA256),
    f"{_MORE}rsa-sha384": (algorithms.RSA_SHA384, algorithms.SHA384),
    f"{_MORE}rsa-sha512": (algorithms.RSA_SHA512, algorithms.SHA512),
    f"{_MORE}gost34310-gost34311": (algorithms.GOST_2004, algorithms.GOST_34311),
    f"{_NCA}gostr34102015-gostr34112015-256": ("1.2.398.3.10.1.1.2.3.1", algorithms.STREEBOG_256),
    f"{_NCA}gostr34102015-gostr34112015-512": (algorithms.GOST_2015, algorithms.STREEBOG_512),
}


@dataclass(frozen=True, slots=True)
class Examined:
    """One signature of a document: its certificate where exactly one fits, its value, its checks C2 to I4."""

    certificate: Certificate | None
    signature: bytes
    checks: tuple[Check, ...]


class Strange(Exception):
    """The signature is not of the form that is understood; `reason` for check C1."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def examine(document: bytes) -> tuple[Examined, ...]:
    """Every signature of a document, in document order; a SOAP message is read by the rules of WS-Security.

    Raises `Unreadable`: `xml` for what is no such XML, `not-signed` where there is no signature, `too-large`.
    """
    from app.eds import wsse

    xml_reading.look_through(document)
    tree = parsed(document)
    if wsse.is_message(tree):
        return wsse.examine(document)
    count = len(signatures_of(tree))
    if not count:
        raise Unreadable("not-signed")
    if count > _MOST_SIGNATURES or count * len(document) > _MOST_HASHED:
        raise Unreadable("too-large")
    return tuple(_examined(document, number, count) for number in range(count))


def _examined(document: bytes, number: int, count: int) -> Examined:
    try:
        return _checked(document, number, count)
    except Strange as problem:
        return Examined(None, b"", (Check("C1", Result.FAIL, problem.reason),))


def _checked(document: bytes, number: int, count: int) -> Examined:
    tree = parsed(document)
    element = signatures_of(tree)[number]
    if [local_name(child) for child in element] != ["SignedInfo", "SignatureValue", "KeyInfo"] or not is_plain(element):
        raise Strange("xml-signature-parts")
    parts = {local_name(child): child for child in element}
    signed_info = parts["SignedInfo"]
    signature = decoded(parts["SignatureValue"])
    own = _certificate(parts["KeyInfo"])
    canonicalisation, method, reference = _signed_info(signed_info)
    if own is None:
        return Examined(None, signature, (Check("C2", Result.FAIL, "signer-certificate-missing"),))
    checks = [Check("C2", Result.PASS), Check("C3", Result.PASS)]
    digest_oid, agreed = agreement(method, own)
    checks.append(agreed)
    if digest_oid:
        checks += [
            _digest(document, reference, number, count),
            Check("I2", Result.PASS),  # an empty URI: the whole document
            value_check(signature, own, digest_oid, canonical_part(signed_info, canonicalisation)),
            Check("I4", Result.WARN, "signing-certificate-missing"),  # XMLDSig has none; XAdES would
        ]
    return Examined(own, signature, tuple(checks))


def _signed_info(element: etree._Element) -> tuple[str, str, etree._Element]:
    """Canonicalisation, signature method, and the only Reference, which must cover the whole document."""
    children = list(element)
    if [local_name(child) for child in children] != ["CanonicalizationMethod", "SignatureMethod", "Reference"]:
        raise Strange("xml-reference")
    canonicalisation, method, reference = children
    if len(canonicalisation) or len(method) or canonicalisation.get("Algorithm") not in CANONICALISATIONS:
        raise Strange("xml-transform")
    if reference.get("URI") != "" or reference.get("Type") is not None:
        raise Strange("xml-reference")
    return canonicalisation.get("Algorithm", ""), method.get("Algorithm", ""), reference


def agreement(method: str, own: Certificate) -> tuple[str, Check]:
    """C4: the methods are allowed and belong to the key."""
    signature_oid, digest_oid = SIGNATURE_METHODS.get(method, ("", ""))
    try:
        agreed = algorithms.agreed_digest(signature_oid, own.key_algorithm, digest_oid)
    except algorithms.NotAllowed:
        return "", Check("C4", Result.FAIL, "algorithm")
    return agreed, Check("C4", Result.PASS)


def _digest(document: bytes, reference: etree._Element, number: int, count: int) -> Check:
    """I1: the digest over everything but the signature, then over everything but it and the later ones."""
    if [local_name(child) for child in reference] != ["Transforms", "DigestMethod", "DigestValue"]:
        raise Strange("xml-reference")
    transforms, method, value = reference
    canonicalisation = _transforms(transforms)
    oid = DIGEST_METHODS.get(method.get("Algorithm", ""))
    if oid is None or len(method):
        return Check("I1", Result.FAIL, "algorithm")
    stated = decoded(value)
    for removed in {(number,), tuple(range(number, count))}:
        tree = parsed(document)
        signatures = signatures_of(tree)
        for one in removed:
            _remove(signatures[one])
        # XMLDSig 4.4.3.3: an empty URI stands for the document without its comments, whatever the transform says.
        try:
            computed = algorithms.digest(oid, canonical(tree, canonicalisation, with_comments=False))
        except algorithms.NotAllowed:
            return Check("I1", Result.FAIL, "algorithm")
        if hmac.compare_digest(stated, computed):
            return Check("I1", Result.PASS)
    return Check("I1", Result.FAIL, "content-changed")


def _transforms(element: etree._Element) -> str:
    """enveloped-signature, then at most one canonicalisation (plain C14N where none is named)."""
    found = [(local_name(child), child.get("Algorithm", ""), len(child)) for child in element]
    if any(name != "Transform" or inside for name, _, inside in found):
        raise Strange("xml-transform")
    names = [algorithm for _, algorithm, _ in found]
    if names[:1] != [ENVELOPED] or len(names) > 2 or any(name not in CANONICALISATIONS for name in names[1:]):
        raise Strange("xml-transform")
    return names[1] if len(names) == 2 else C14N


def value_check(signature: bytes, own: Certificate, digest_oid: str, signed: bytes) -> Check:
    try:
        algorithms.verify(own.public_key, digest_oid, signature, signed)
    except algorithms.BadSignature:
        return Check("I3", Result.FAIL, "signature-wrong")
    except algorithms.NotAllowed:
        return Check("I3", Result.FAIL, "algorithm")
    return Check("I3", Result.PASS)


def is_plain(element: etree._Element) -> bool:
    """Nothing but elements of XMLDSig with values in them: what stands in a signature is covered by none."""
    inside = list(element.iter())
    return all(local_name(one) for one in inside) and not any(
        len(one) and "".join([one.text or "", *(child.tail or "" for child in one)]).strip() for one in inside
    )


def _certificate(key_info: etree._Element) -> Certificate | None:
    """The one certificate of KeyInfo that is not an authority's; None where there is not exactly one."""
    held = []
    for element in key_info.iter(f"{{{DSIG}}}X509Certificate"):
        try:
            held.append(certificate.read(decoded(element)))
        except Unreadable:
            return None
    own = [one for one in held if not one.is_authority] or held
    return own[0] if len(own) == 1 else None


def parsed(document: bytes) -> etree._ElementTree:
    """By a parser that fetches nothing and expands nothing."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )
    try:
        return etree.fromstring(document, parser).getroottree()
    except (etree.XMLSyntaxError, ValueError, LookupError) as problem:
        raise Unreadable("xml") from problem


def signatures_of(tree: etree._ElementTree) -> list[etree._Element]:
    """Those that stand in the document; one inside another belongs to no form that is understood."""
    found = list(tree.getroot().iter(f"{{{DSIG}}}Signature"))
    return [one for one in found if next(one.iterancestors(f"{{{DSIG}}}Signature"), None) is None]


def canonical(tree: etree._ElementTree, algorithm: str, *, with_comments: bool) -> bytes:
    from lxml import etree

    exclusive, _ = CANONICALISATIONS[algorithm]
    whole: bytes = etree.tostring(tree, method="c14n", exclusive=exclusive, with_comments=with_comments)
    return whole


def canonical_part(
    element: etree._Element, algorithm: str, prefixes: Sequence[str] = (), *, with_comments: bool = True
) -> bytes:
    """An element within its document; C14N 1.0 2.4 gives the apex the xml: attributes of those above it.

    `prefixes` are the InclusiveNamespaces of Exclusive C14N 1.0.
    """
    from lxml import etree

    exclusive, keeps_comments = CANONICALISATIONS[algorithm]
    lent = []
    for above in element.iterancestors() if not exclusive else ():
        for name, value in above.attrib.items():
            if str(name).startswith(f"{{{_XML}}}") and name not in element.attrib:
                element.set(name, value)
                lent.append(name)
    whole: bytes = etree.tostring(
        element,
        method="c14n",
        exclusive=exclusive,
        with_comments=keeps_comments and with_comments,
        inclusive_ns_prefixes=list(prefixes) if exclusive and prefixes else None,
    )
    for name in lent:
        del element.attrib[name]
    return whole


def _remove(element: etree._Element) -> None:
    """Take an element out and leave the text that stands behind it."""
    parent = element.getparent()
    if parent is None:
        raise Strange("xml-reference")  # the root itself is a signature: nothing is enveloped
    before = element.getprevious()
    if element.tail:
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def decoded(element: etree._Element) -> bytes:
    try:
        return base64.b64decode("".join((element.text or "").split()), validate=True)
    except (binascii.Error, ValueError) as problem:
        raise Strange("xml-base64") from problem


def local_name(element: etree._Element) -> str:
    """The name of an element of XMLDSig; nothing for a comment or an element of another namespace."""
    name: object = element.tag  # of a comment it is a function
    return name.removeprefix(f"{{{DSIG}}}") if isinstance(name, str) and name.startswith(f"{{{DSIG}}}") else ""

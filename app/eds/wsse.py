"""Signed SOAP messages as the state's gateway exchanges them: WS-Security 1.1 (SOAP Message Security), X.509 profile.

A signature stands in the Security header and names what it covers by Id. It counts where it covers the Body that the
receiver acts on: the child of the Envelope, once, and no other element has its Id. Beside it only parts of the header
itself may be covered (a time stamp, the token). The only transform is canonicalisation.
"""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from app.domain.errors import Unreadable
from app.domain.signature import Check, Result
from app.eds import algorithms, certificate, xmldsig
from app.eds.certificate import Certificate
from app.eds.xmldsig import DSIG, Examined, Strange
from app.eds.zipcon import DIGEST_METHODS

if TYPE_CHECKING:
    from lxml import etree

_SOAP = ("http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope")
_WSS = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity"
_SECURITY = f"{{{_WSS}-secext-1.0.xsd}}Security"
_TOKEN = f"{{{_WSS}-secext-1.0.xsd}}BinarySecurityToken"
_KEY_IDENTIFIER = f"{{{_WSS}-secext-1.0.xsd}}KeyIdentifier"
_TOKEN_REFERENCE = f"{{{_WSS}-secext-1.0.xsd}}Reference"
_WSU_ID = f"{{{_WSS}-utility-1.0.xsd}}Id"
_IDS = (_WSU_ID, "Id", "ID", "id")
_PREFIXES = "{http://www.w3.org/2001/10/xml-exc-c14n#}InclusiveNamespaces"
_X509 = ("#X509", "#X509v3")
_MOST_REFERENCES = 8
_MOST_SIGNATURES = 8


def is_message(tree: etree._ElementTree) -> bool:
    """A SOAP envelope with a signature in its Security header."""
    return _soap(tree) is not None and bool(_signatures(tree))


def examine(document: bytes) -> tuple[Examined, ...]:
    """Every signature of the Security header. Raises `Unreadable("too-large")`."""
    tree = xmldsig.parsed(document)
    found = _signatures(tree)
    if len(found) > _MOST_SIGNATURES or len(found) != len(xmldsig.signatures_of(tree)):
        raise Unreadable("too-large" if len(found) > _MOST_SIGNATURES else "xml")  # one elsewhere covers who knows what
    return tuple(_examined(tree, element) for element in found)


def _examined(tree: etree._ElementTree, element: etree._Element) -> Examined:
    try:
        return _checked(tree, element)
    except Strange as problem:
        return Examined(None, b"", (Check("C1", Result.FAIL, problem.reason),))


def _checked(tree: etree._ElementTree, element: etree._Element) -> Examined:
    children = list(element)
    if [xmldsig.local_name(child) for child in children] != ["SignedInfo", "SignatureValue", "KeyInfo"]:
        raise Strange("xml-signature-parts")
    signed_info, value, key_info = children
    parts = list(signed_info)
    names = [xmldsig.local_name(one) for one in parts]
    if names[:2] != ["CanonicalizationMethod", "SignatureMethod"] or set(names[2:]) != {"Reference"}:
        raise Strange("xml-reference")
    signature, own = xmldsig.decoded(value), _certificate(tree, key_info)
    if own is None:
        return Examined(None, signature, (Check("C2", Result.FAIL, "signer-certificate-missing"),))
    digest_oid, agreed = xmldsig.agreement(parts[1].get("Algorithm", ""), own)
    checks = [Check("C2", Result.PASS), Check("C3", Result.PASS), agreed]
    if digest_oid:
        canonical = _canonical(parts[0], signed_info)
        checks += [
            _digests(tree, parts[2:]),
            Check("I2", Result.PASS, "message-body"),
            xmldsig.value_check(signature, own, digest_oid, canonical),
            Check("I4", Result.WARN, "signing-certificate-missing"),
        ]
    return Examined(own, signature, tuple(checks))


def _digests(tree: etree._ElementTree, references: list[etree._Element]) -> Check:
    """I1: each covered element is what was signed, and the Body is among them."""
    if len(references) > _MOST_REFERENCES:
        raise Strange("xml-reference")
    covered = []
    for reference in references:
        parts = list(reference)
        if [xmldsig.local_name(one) for one in parts] != ["Transforms", "DigestMethod", "DigestValue"]:
            raise Strange("xml-reference")
        target = _target(tree, reference.get("URI", ""))
        covered.append(target)
        oid = DIGEST_METHODS.get(parts[1].get("Algorithm", ""))
        (transform,) = _only_transform(parts[0])
        try:
            computed = algorithms.digest(oid or "", _canonical(transform, target, with_comments=False))
        except algorithms.NotAllowed:
            return Check("I1", Result.FAIL, "algorithm")
        if not hmac.compare_digest(xmldsig.decoded(parts[2]), computed):
            return Check("I1", Result.FAIL, "content-changed")
    if _body(tree) not in covered:
        raise Strange("xml-reference")
    return Check("I1", Result.PASS)


def _only_transform(transforms: etree._Element) -> tuple[etree._Element]:
    found = list(transforms)
    if len(found) != 1 or xmldsig.local_name(found[0]) != "Transform":
        raise Strange("xml-transform")
    return (found[0],)


def _canonical(method: etree._Element, element: etree._Element, *, with_comments: bool = True) -> bytes:
    """By a CanonicalizationMethod or Transform, which may list namespaces that are always written."""
    algorithm = method.get("Algorithm", "")
    inside = list(method)
    if algorithm not in xmldsig.CANONICALISATIONS or any(one.tag != _PREFIXES for one in inside) or len(inside) > 1:
        raise Strange("xml-transform")
    prefixes = (inside[0].get("PrefixList") or "").split() if inside else []
    return xmldsig.canonical_part(element, algorithm, prefixes, with_comments=with_comments)


def _target(tree: etree._ElementTree, uri: str) -> etree._Element:
    """The one element of that Id: the Body, or a part of the Security header that is no signature."""
    if not uri.startswith("#") or len(uri) < 2:
        raise Strange("xml-reference")
    named = [one for one in tree.getroot().iter() if any(one.get(name) == uri[1:] for name in _IDS)]
    if len(named) != 1:
        raise Strange("xml-reference")
    above = named[0].getparent()
    in_header = above is not None and above.tag == _SECURITY and not xmldsig.local_name(named[0])
    if named[0] is not _body(tree) and not in_header:
        raise Strange("xml-reference")
    return named[0]


def _body(tree: etree._ElementTree) -> etree._Element:
    root = tree.getroot()
    found = [one for one in root if one.tag == f"{{{_soap(tree)}}}Body"]
    if len(found) != 1:
        raise Strange("xml-reference")
    return found[0]


def _certificate(tree: etree._ElementTree, key_info: etree._Element) -> Certificate | None:
    """In KeyInfo, as an identifier of the key, or in the token that it names (X.509 Certificate Token Profile 3.2)."""
    held = list(key_info.iter(f"{{{DSIG}}}X509Certificate"))
    held += [one for one in key_info.iter(_KEY_IDENTIFIER) if (one.get("ValueType") or "").endswith(_X509)]
    for reference in key_info.iter(_TOKEN_REFERENCE):
        token = _target(tree, reference.get("URI", ""))
        if token.tag != _TOKEN or not (token.get("ValueType") or "").endswith(_X509):
            raise Strange("xml-reference")
        held.append(token)
    if len(held) != 1:
        return None
    try:
        return certificate.read(xmldsig.decoded(held[0]))
    except Unreadable:
        return None


def _signatures(tree: etree._ElementTree) -> list[etree._Element]:
    """Children of the one Security header."""
    soap = _soap(tree)
    headers = [one for one in tree.getroot() if one.tag == f"{{{soap}}}Header"]
    places = [one for header in headers for one in header if one.tag == _SECURITY]
    return [one for place in places[:1] for one in place if one.tag == f"{{{DSIG}}}Signature"] if soap else []


def _soap(tree: etree._ElementTree) -> str | None:
    """The namespace of the envelope; None for what is no SOAP."""
    name: object = tree.getroot().tag
    return next((soap for soap in _SOAP if name == f"{{{soap}}}Envelope"), None)

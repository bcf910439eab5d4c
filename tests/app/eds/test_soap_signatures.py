"""Signed messages of the gateway: made by xmlsec1, verified here; what an attacker moves does not count."""

from __future__ import annotations

import base64
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree

from app.domain.errors import WorldError
from app.domain.signature import Result, Verdict
from app.eds import xmldsig
from app.eds.verification.files import SignedFile

from .conftest import DOCTOR, NOW, Pki

_WSS = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity"
_TOKENS = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-x509-token-profile-1.0#X509v3"
_TEMPLATE = """<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:u="{wss}-utility-1.0.xsd">
<s:Header><w:Security xmlns:w="{wss}-secext-1.0.xsd"><ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#">
<ds:SignedInfo><ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#">
<e:InclusiveNamespaces xmlns:e="http://www.w3.org/2001/10/xml-exc-c14n#" PrefixList="s u"/></ds:CanonicalizationMethod>
<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>
<ds:Reference URI="#body"><ds:Transforms><ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>
</ds:Transforms><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue/></ds:Reference>
</ds:SignedInfo><ds:SignatureValue/><ds:KeyInfo><w:SecurityTokenReference>
<w:KeyIdentifier ValueType="{tokens}">{certificate}</w:KeyIdentifier></w:SecurityTokenReference></ds:KeyInfo>
</ds:Signature></w:Security></s:Header>
<s:Body u:Id="body"><order xmlns="urn:o"><dose unit="mg">5</dose><!-- a note --></order></s:Body></s:Envelope>"""


@pytest.fixture(scope="module")
def message(pki: Pki, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    if shutil.which("xmlsec1") is None:
        pytest.skip("xmlsec1 is not installed")
    folder: Path = tmp_path_factory.mktemp("soap")
    own = base64.b64encode(pki.authority.key(DOCTOR, "soap").certificate.der).decode()
    (folder / "message.xml").write_text(_TEMPLATE.format(wss=_WSS, tokens=_TOKENS, certificate=own), encoding="utf-8")
    made = subprocess.run(
        [
            "xmlsec1", "--sign", "--privkey-der", str(pki.folder / "key-soap.key"), "--id-attr:Id",
            "http://schemas.xmlsoap.org/soap/envelope/:Body", str(folder / "message.xml"),
        ],
        capture_output=True, check=False, timeout=30,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    return made.stdout


def _failed(document: bytes) -> list[tuple[str, str]]:
    return [
        (check.code, check.reason)
        for one in xmldsig.examine(document)
        for check in one.checks
        if check.result is Result.FAIL
    ]


@pytest.mark.clause("27.9")
@pytest.mark.peer("xmlsec1")
def test_a_signed_message_verifies(pki: Pki, message: bytes) -> None:
    assert _failed(message) == []
    found = SignedFile(message, None, trusted=pki.trusted, now=NOW).report()
    assert found.verdict is Verdict.NOT_CONFIRMED
    assert _failed(message.replace(b">5<", b">50<")) == [("I1", "content-changed")]
    assert _failed(message.replace(b"#rsa-sha256", b"#rsa-sha1"))[0][0] == "C4"


@pytest.mark.clause("27.11")
@pytest.mark.parametrize(
    "change", ["body moved into the header", "second body", "same id twice", "header covered alone"]
)
def test_what_is_acted_on_is_what_was_signed(message: bytes, change: str) -> None:
    tree = etree.fromstring(message)
    header, body = tree[0], tree[1]
    forged = etree.fromstring(etree.tostring(body))
    forged[0][0].text = "50"
    if change == "body moved into the header":
        for name in forged.attrib:
            del forged.attrib[name]
        header.append(body)
        tree.append(forged)
    elif change == "second body":
        for name in forged.attrib:
            del forged.attrib[name]
        tree.append(forged)
    elif change == "same id twice":
        tree.insert(1, forged)
    else:
        wrapper = etree.SubElement(header[0], "wrapper")
        wrapper.append(body)
        for name in forged.attrib:
            del forged.attrib[name]
        tree.append(forged)
    try:
        assert _failed(etree.tostring(tree))
    except WorldError:
        return


def test_a_public_sample_is_refused_for_its_weak_digest(shared_samples: Path) -> None:
    """Signed with SHA-1, and its certificate is no whole one."""
    with_sha1 = (shared_samples / "eds" / "misc" / "test_wsse.xml").read_bytes()
    assert _failed(with_sha1)

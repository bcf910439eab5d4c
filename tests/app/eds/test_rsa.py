"""RSA is verified alike with a library and without one, and by nothing but the whole encoded message."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.hazmat.primitives.asymmetric import rsa as library
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import Unreadable
from app.eds import algorithms, der, rsa

HASHES = {algorithms.SHA256: hashes.SHA256(), algorithms.SHA384: hashes.SHA384(), algorithms.SHA512: hashes.SHA512()}


def spki(key: library.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


@pytest.fixture(scope="session")
def key() -> library.RSAPrivateKey:
    return library.generate_private_key(65537, 2048)


@settings(max_examples=40, deadline=None)
@given(message=st.binary(max_size=200), oid=st.sampled_from(sorted(HASHES)), flipped=st.integers(0, 8 * 256 - 1))
def test_both_ways_verify_and_refuse_the_same(
    key: library.RSAPrivateKey, message: bytes, oid: str, flipped: int
) -> None:
    signature = key.sign(message, padding.PKCS1v15(), HASHES[oid])
    public = spki(key)
    broken = bytearray(signature)
    broken[flipped // 8] ^= 1 << flipped % 8
    for verified in (
        rsa.verify(public, oid, signature, message),
        rsa.verify_plainly(rsa.read(public), oid, signature, message),
    ):
        assert verified
    for candidate, text in (
        (bytes(broken), message),
        (signature, message + b"."),
        (signature[:-1], message),
        (b"", message),
    ):
        assert not rsa.verify(public, oid, candidate, text)
        assert not rsa.verify_plainly(rsa.read(public), oid, candidate, text)


def test_a_message_that_is_only_almost_encoded_right_is_refused(key: library.RSAPrivateKey) -> None:
    """The forgeries of careless parsers: short padding with room behind, another block type, no NULL."""
    numbers, digest = key.private_numbers(), hashlib.sha256(b"m").digest()
    modulus = numbers.public_numbers.n
    head = bytes.fromhex("3031300d060960864801650304020105000420")
    without_null = bytes.fromhex("302f300b0609608648016503040201") + bytes.fromhex("0420")
    encoded = [
        b"\x00\x01" + b"\xff" * 8 + b"\x00" + head + digest + bytes(256 - 11 - 51),
        b"\x00\x02" + b"\xff" * (256 - 54) + b"\x00" + head + digest,
        b"\x00\x01" + b"\xff" * (256 - 52) + b"\x00" + without_null + digest,
        b"\x00\x01" + b"\xfe" * (256 - 54) + b"\x00" + head + digest,
    ]
    good = b"\x00\x01" + b"\xff" * (256 - 54) + b"\x00" + head + digest
    for form in (*encoded, good):
        assert len(form) == 256
        signature = pow(int.from_bytes(form, "big"), numbers.d, modulus).to_bytes(256, "big")
        assert rsa.verify_plainly(rsa.read(spki(key)), algorithms.SHA256, signature, b"m") is (form is good)
        too_large = (int.from_bytes(signature, "big") + modulus).to_bytes(257, "big")[-256:]
        assert not rsa.verify_plainly(rsa.read(spki(key)), algorithms.SHA256, too_large, b"m")


def test_keys_that_nobody_trusts_are_refused() -> None:
    small = library.generate_private_key(65537, 1024)
    assert algorithms.key_name(spki(small), algorithms.RSA_KEY) == "RSA-1024"
    signature = small.sign(b"m", padding.PKCS1v15(), hashes.SHA256())
    with pytest.raises(algorithms.NotAllowed):
        algorithms.verify(spki(small), algorithms.SHA256, signature, b"m")
    with pytest.raises(algorithms.NotAllowed):
        algorithms.verify(spki(ec.generate_private_key(ec.SECP256R1())), algorithms.SHA256, b"", b"m")
    head = der.sequence(der.oid(algorithms.RSA_KEY), der.NULL)
    for modulus, exponent in ((1 << 2048, 65537), ((1 << 2048) - 1, 1), ((1 << 2048) - 1, 4), ((1 << 20000) - 1, 3)):
        made = der.sequence(head, der.bits(der.sequence(der.integer(modulus), der.integer(exponent))))
        with pytest.raises(Unreadable):
            rsa.read(made)


def test_algorithms_that_do_not_belong_together_are_refused(key: library.RSAPrivateKey) -> None:
    signature = key.sign(b"m", padding.PKCS1v15(), hashes.SHA256())
    for digest in (algorithms.SHA1, algorithms.STREEBOG_512, "1.2.3"):
        with pytest.raises(algorithms.NotAllowed):
            algorithms.verify(spki(key), digest, signature, b"m")
    for signature_oid, key_oid, digest_oid in (
        (algorithms.RSA_SHA256, algorithms.RSA_KEY, algorithms.SHA512),
        (algorithms.RSA_SHA256, algorithms.GOST_2015_KEY, algorithms.SHA256),
        (algorithms.GOST_2015, algorithms.RSA_KEY, algorithms.STREEBOG_512),
        (algorithms.GOST_2015, algorithms.GOST_2015_KEY, algorithms.SHA256),
        (algorithms.GOST_2015, algorithms.GOST_2004_KEY, algorithms.GOST_34311),
        (algorithms.RSA_KEY, algorithms.RSA_KEY, algorithms.SHA1),
        (algorithms.RSA_KEY, algorithms.RSA_KEY, None),
    ):
        with pytest.raises(algorithms.NotAllowed):
            algorithms.agreed_digest(signature_oid, key_oid, digest_oid)
    agreed = algorithms.agreed_digest(algorithms.GOST_2004_KEY, algorithms.GOST_2004_KEY, algorithms.GOST_34311)
    assert agreed == algorithms.GOST_34311  # as older containers write it


def test_verification_needs_no_library(key: library.RSAPrivateKey, tmp_path: Path) -> None:
    """The modules that verify import Python and asn1crypto only: an export is verified on a bare interpreter."""
    signature = key.sign(b"m", padding.PKCS1v15(), hashes.SHA256())
    (tmp_path / "check.py").write_text(
        "import sys\n"
        "for name in ('cryptography', 'lxml', 'urllib3', 'pkcs11', 'websockets', 'sqlalchemy'):\n"
        "    sys.modules[name] = None\n"
        "from app.eds import algorithms, certificate, trust\n"
        "algorithms.verify(bytes.fromhex(sys.argv[1]), algorithms.SHA256, bytes.fromhex(sys.argv[2]), b'm')\n"
        "print(len(trust.production().authorities))\n"
    )
    command = [sys.executable, str(tmp_path / "check.py"), spki(key).hex(), signature.hex()]
    root = Path(__file__).resolve().parents[3]
    done = subprocess.run(
        command, cwd=root, env={"PYTHONPATH": str(root)}, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= 11

"""OpenSSL with the GOST engine is of one mind with us, once the Kazakh layout is written in its own.

The engine knows Russian identifiers only, and wants the signature turned round (RFC 9215: s then r, big-endian).
"""

from __future__ import annotations

import base64
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.eds import algorithms, asn1, certificate, cms, der, key_store
from app.eds.gost import keys as gost

from .conftest import NOW

pytestmark = pytest.mark.peer("openssl")

# By Kazakh key algorithm: Russian OIDs of key, curve and digest, and the engine's name of the digest.
RUSSIAN = {
    gost.GOST_2015_512.key: ("1.2.643.7.1.1.1.2", "1.2.643.7.1.2.1.2.1", "1.2.643.7.1.1.2.3", "md_gost12_512"),
    gost.GOST_2015_256.key: ("1.2.643.7.1.1.1.1", "1.2.643.7.1.2.1.1.1", "1.2.643.7.1.1.2.2", "md_gost12_256"),
    gost.GOST_2004.key: ("1.2.643.2.2.19", "1.2.643.2.2.35.1", "1.2.643.2.2.30.1", "md_gost94"),
}
KINDS = pytest.mark.parametrize("kind", gost.KINDS.values(), ids=lambda kind: kind.name)


class Engine:
    """`openssl … -engine gost` over files in one folder."""

    def __init__(self, folder: Path, openssl: Callable[..., subprocess.CompletedProcess[str]]) -> None:
        self.folder, self._openssl = folder, openssl

    def run(self, command: str, *arguments: object) -> bool:
        done = self._openssl(command, "-engine", "gost", *arguments)
        if "could not load the shared library" in done.stderr or "invalid engine" in done.stderr:
            pytest.skip("the GOST engine of OpenSSL is not installed")
        return done.returncode == 0

    def file(self, name: str, content: bytes) -> Path:
        path = self.folder / name
        path.write_bytes(content)
        return path

    def public_key(self, spki: bytes) -> Path:
        parsed = asn1.PublicKey.load(spki)
        head = _algorithm(parsed["algorithm"]["algorithm"].dotted)
        return self.file("public.pem", _pem("PUBLIC KEY", der.sequence(head, parsed["public_key"].dump())))

    def private_key(self, key: gost.PrivateKey) -> Path:
        scalar = der.octets(key.scalar.to_bytes(key.kind.curve.size, "little"))
        written = der.sequence(der.integer(0), _algorithm(key.kind.key), der.octets(scalar))
        return self.file("private.pem", _pem("PRIVATE KEY", written))

    def agrees(self, spki: bytes, signature: bytes, message: bytes) -> bool:
        """Streebog is the engine's own; the digest of 2004 has other S-boxes there, so it is handed over ready."""
        kind = gost.PublicKey.from_spki(spki).kind
        digest_name = RUSSIAN[kind.key][3]
        public, turned = self.public_key(spki), self.file("signature", signature[::-1])
        if kind is not gost.GOST_2004:
            content = self.file("message", message)
            return self.run("dgst", f"-{digest_name}", "-verify", public, "-signature", turned, content)
        digest = self.file("digest", kind.digest_of(message))
        return self.run(
            "pkeyutl", "-verify", "-pubin", "-inkey", public, "-in", digest, "-sigfile", turned,
            "-pkeyopt", f"digest:{digest_name}",
        )  # fmt: skip


def _algorithm(key_oid: str) -> bytes:
    key, curve, digest, _ = RUSSIAN[key_oid]
    return der.sequence(der.oid(key), der.sequence(der.oid(curve), der.oid(digest)))


def _pem(label: str, content: bytes) -> bytes:
    return f"-----BEGIN {label}-----\n{base64.encodebytes(content).decode()}-----END {label}-----\n".encode()


@pytest.fixture
def engine(tmp_path: Path, openssl: Callable[..., subprocess.CompletedProcess[str]]) -> Engine:
    return Engine(tmp_path, openssl)


@KINDS
def test_the_engine_verifies_our_signatures(engine: Engine, kind: gost.Kind) -> None:
    key = gost.PrivateKey.generate(kind)
    spki, signature = key.public_key().to_spki(), key.sign(b"bytes")
    assert engine.agrees(spki, signature, b"bytes")
    assert not engine.agrees(spki, signature, b"other bytes")
    assert not engine.agrees(spki, signature[::-1], b"bytes")


@KINDS
def test_we_verify_the_signatures_of_the_engine(engine: Engine, kind: gost.Kind) -> None:
    key = gost.PrivateKey.generate(kind)
    digest, made = engine.file("digest", kind.digest_of(b"bytes")), engine.folder / "made"
    assert engine.run(
        "pkeyutl", "-sign", "-inkey", engine.private_key(key), "-in", digest, "-out", made,
        "-pkeyopt", f"digest:{RUSSIAN[kind.key][3]}",
    )  # fmt: skip
    signature = made.read_bytes()[::-1]
    assert key.public_key().verify(signature, b"bytes")
    assert not key.public_key().verify(signature, b"other bytes")


@pytest.mark.parametrize("size", [0, 1, 63, 64, 65, 127, 128, 1000])
def test_the_engine_has_the_same_digests(engine: Engine, openssl: Any, size: int) -> None:
    message = bytes(range(256)) * 4
    content = engine.file("message", message[:size])
    for oid, name in ((algorithms.STREEBOG_512, "md_gost12_512"), (algorithms.STREEBOG_256, "md_gost12_256")):
        out = engine.folder / "digest"
        assert engine.run("dgst", f"-{name}", "-binary", "-out", out, content)
        assert out.read_bytes() == algorithms.digest(oid, message[:size])


def test_the_engine_verifies_a_container_made_with_a_real_test_key(engine: Engine, shared_samples: Path) -> None:
    path = shared_samples / "eds" / "p12" / "ncanode-go" / "individual_valid.p12"
    with key_store.find("pkcs12").open(str(path), "Qwerty12") as opened:
        (container,) = opened.sign([b"document"], NOW)
        signer = cms.read(container).signers[0]
        assert engine.agrees(opened.certificate.public_key, signer.signature, signer.signed_part)


def test_the_engine_verifies_what_others_signed(engine: Engine, shared_samples: Path) -> None:
    folder = shared_samples / "eds"
    for name in ("individual_attached.der", "individual_detached.der", "ncanode_signed_cms.der"):
        held = cms.read((folder / "cms" / name).read_bytes())
        subjects = [certificate.read(one) for one in held.certificates]
        signer = held.signers[0]
        (own,) = [one for one in subjects if one.serial_number == signer.serial_number]
        assert engine.agrees(own.public_key, signer.signature, signer.signed_part)
        assert gost.PublicKey.from_spki(own.public_key).verify(signer.signature, signer.signed_part)

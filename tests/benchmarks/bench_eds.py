"""How fast signatures are in plain Python, beside gostcrypto, OpenSSL's GOST engine and `cryptography`. By hand:

    python tests/benchmarks/bench_eds.py [--rounds 20] [--megabytes 10]

Goals: Streebog ≥ 0.6 MB/s; GOST 34.10-2015 verified ≤ 20 ms, signed ≤ 25 ms (with its own verification); a batch of 50
documents of 100 KB ≤ 10 s. gostcrypto hashes one megabyte, its time is multiplied. A ratio below 1 means that we are
faster. The engine is compiled; its signatures are one run of `openssl` each, most of it the start of the program.
"""

from __future__ import annotations

import argparse
import base64
import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import gostcrypto
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric import rsa as library

from app.eds import algorithms, asn1, cades, der, rsa
from app.eds.gost import keys as gost
from app.stand_ins.pki import Algorithm, StandInAuthority, Subject

MESSAGE = b"bytes of a document" * 20
_ENGINE_OIDS = ("1.2.643.7.1.1.1.2", "1.2.643.7.1.2.1.2.1", "1.2.643.7.1.1.2.3")


def milliseconds(work: Callable[[], object], rounds: int) -> float:
    work()
    spent = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        spent.append(1000 * (time.perf_counter() - start))
    return statistics.median(spent)


def row(name: str, ours: float, **others: float) -> None:
    beside = "   ".join(f"{peer} {value:9.2f} ms (ratio {ours / value:7.2f})" for peer, value in others.items())
    print(f"{name:36} ours {ours:9.2f} ms   {beside}", flush=True)


def gost_signatures(rounds: int) -> None:
    key = gost.PrivateKey.generate()
    public, digest = key.public_key(), gost.GOST_2015_512.digest_of(MESSAGE)
    signature = key.sign_digest(digest)
    peer = gostcrypto.gostsignature.new(
        gostcrypto.gostsignature.MODE_512,
        gostcrypto.gostsignature.CURVES_R_1323565_1_024_2019["id-tc26-gost-3410-12-512-paramSetA"],
    )
    scalar, turned = bytearray(key.scalar.to_bytes(64, "big")), bytearray(digest[::-1])
    point = bytearray(b"".join(value.to_bytes(64, "big") for value in public.point))
    theirs = peer.sign(scalar, turned)
    assert peer.verify(point, turned, theirs)
    engine = Engine(key)
    row(
        "GOST 34.10-2015 512, sign",
        milliseconds(lambda: key.sign_digest(digest), rounds),
        gostcrypto=milliseconds(lambda: peer.sign(scalar, turned), max(3, rounds // 5)),
        engine=engine.signing(),
    )
    row(
        "GOST 34.10-2015 512, verify",
        milliseconds(lambda: public.verify_digest(signature, digest), rounds),
        gostcrypto=milliseconds(lambda: peer.verify(point, turned, theirs), max(3, rounds // 5)),
        engine=engine.verifying(signature, digest),
    )
    old = gost.PrivateKey.generate(gost.GOST_2004)
    old_public, old_signature = old.public_key(), old.sign(MESSAGE)
    row("GOST 34.310-2004, verify", milliseconds(lambda: old_public.verify(old_signature, MESSAGE), rounds))


class Engine:
    """`openssl` signs once in a run: what is timed is a run, most of it the start of the program."""

    def __init__(self, key: gost.PrivateKey) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="bench-eds-"))
        curve, name = der.sequence(*map(der.oid, _ENGINE_OIDS[1:])), der.oid(_ENGINE_OIDS[0])
        written = der.sequence(
            der.integer(0), der.sequence(name, curve), der.octets(der.octets(key.scalar.to_bytes(64, "little")))
        )
        bits = asn1.PublicKey.load(key.public_key().to_spki())["public_key"].dump()
        for label, content in (("PRIVATE", written), ("PUBLIC", der.sequence(der.sequence(name, curve), bits))):
            armour = f"-----BEGIN {label} KEY-----\n{base64.encodebytes(content).decode()}-----END {label} KEY-----\n"
            (self.folder / f"{label}.pem").write_text(armour)
        (self.folder / "digest").write_bytes(gost.GOST_2015_512.digest_of(MESSAGE))

    def run(self, *arguments: object) -> None:
        command = ["openssl", *map(str, arguments)]
        subprocess.run(command, cwd=self.folder, check=True, capture_output=True, timeout=120)

    def _timed(self, *arguments: object) -> float:
        return milliseconds(lambda: self.run(*arguments), 9)

    def signing(self) -> float:
        return self._timed(
            "pkeyutl", "-engine", "gost", "-sign", "-inkey", "PRIVATE.pem", "-in", "digest", "-out", "made",
            "-pkeyopt", "digest:md_gost12_512",
        )  # fmt: skip

    def verifying(self, signature: bytes, digest: bytes) -> float:
        (self.folder / "signature").write_bytes(signature[::-1])
        return self._timed(
            "pkeyutl", "-engine", "gost", "-verify", "-pubin", "-inkey", "PUBLIC.pem", "-in", "digest",
            "-sigfile", "signature", "-pkeyopt", "digest:md_gost12_512",
        )  # fmt: skip

    def hashing(self, content: bytes) -> float:
        (self.folder / "content").write_bytes(content)
        return self._timed("dgst", "-engine", "gost", "-md_gost12_512", "content")


def rsa_signatures(rounds: int, bits: int) -> None:
    key = library.generate_private_key(65537, bits)
    public = key.public_key()
    encoded = public.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    signature = key.sign(MESSAGE, padding.PKCS1v15(), hashes.SHA256())
    plain = rsa.read(encoded)

    def directly() -> None:
        public.verify(signature, MESSAGE, padding.PKCS1v15(), hashes.SHA256())

    def by_our_table() -> None:
        assert algorithms.VERIFIERS[algorithms.RSA_KEY](encoded, algorithms.SHA256, signature, MESSAGE)

    def plainly() -> None:
        assert rsa.verify_plainly(plain, algorithms.SHA256, signature, MESSAGE)

    direct = milliseconds(directly, rounds)
    row(f"RSA-{bits}, verify", milliseconds(by_our_table, rounds), cryptography=direct)
    row(f"RSA-{bits}, verify without a library", milliseconds(plainly, rounds), cryptography=direct)


def digests(megabytes: int) -> None:
    content = os.urandom(megabytes << 20)
    start = time.perf_counter()
    algorithms.digest(algorithms.STREEBOG_512, content, progress=lambda done, whole: None)
    ours = 1000 * (time.perf_counter() - start)
    start = time.perf_counter()
    gostcrypto.gosthash.new("streebog512", data=bytearray(content[: 1 << 20])).digest()
    theirs = megabytes * 1000 * (time.perf_counter() - start)
    engine = Engine(gost.PrivateKey.generate()).hashing(content)
    row(f"Streebog-512 of {megabytes} MB", ours, gostcrypto=theirs, engine=engine)
    print(f"{'':36} ours {megabytes * 1.048576 / ours * 1000:9.2f} MB/s")
    start = time.perf_counter()
    algorithms.digest(algorithms.GOST_34311, content[: 1 << 20])
    print(f"{'GOST 34.311-95':36} ours {1.048576 / (time.perf_counter() - start):9.2f} MB/s", flush=True)


def batch(documents: int, size: int) -> None:
    """A day's documents with one opened key."""
    from app.domain.identity import Iin, PersonName
    from app.eds import key_store
    from app.stand_ins.pki import DEFAULT_PASSWORD

    now = datetime.now(UTC)
    contents = [os.urandom(size) for _ in range(documents)]
    authority = StandInAuthority(Path(tempfile.mkdtemp(prefix="bench-eds-")), now)
    spent = {}
    for algorithm in (Algorithm.GOST, Algorithm.RSA):
        subject = Subject(PersonName("ТЕСТОВ", "ТЕСТ"), Iin("850101300015"))
        path = authority.issue(subject, f"batch-{algorithm}", algorithm=algorithm)
        start = time.perf_counter()
        with key_store.find("pkcs12").open(str(path), DEFAULT_PASSWORD) as opened:
            for content in contents:
                cades.container(content, opened, now)  # type: ignore[arg-type]  # a raw key
        spent[algorithm] = 1000 * (time.perf_counter() - start)
    row(f"{documents} documents of {size // 1000} KB, GOST", spent[Algorithm.GOST], rsa=spent[Algorithm.RSA])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--megabytes", type=int, default=10)
    arguments = parser.parse_args()
    gost_signatures(arguments.rounds)
    for bits in (2048, 4096):
        rsa_signatures(arguments.rounds, bits)
    digests(arguments.megabytes)
    batch(50, 100_000)


if __name__ == "__main__":
    main()

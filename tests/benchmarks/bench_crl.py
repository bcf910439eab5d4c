"""A revocation list of 422 000 entries, as the NCA's: taking it in, asking it, memory. By hand:

    python tests/benchmarks/bench_crl.py [--entries 422000] [--gost]

Each figure comes from a process of its own, so that its peak is its own. Beside ours: `cryptography`, which holds the
list and walks it lazily, and `openssl crl`. A ratio below 1 means that we are faster. With --gost the signature is
GOST: Streebog over the whole list in plain Python, once for each list. Goal: 48 MB above the list for RSA.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


def make(folder: Path, entries: int, *, gost: bool) -> None:
    from app.stand_ins import pki_crls
    from app.stand_ins.pki import StandInAuthority
    from app.stand_ins.pki_register import Revocation

    issuers = StandInAuthority(folder / "pki", NOW).issuers
    issuer = next(one for one in issuers if ("gost" in one.name) == gost and "root" not in one.name)
    step = 2**152 // entries
    revoked = [
        Revocation(
            number * 7919 % entries * step + 2**151, NOW - timedelta(minutes=number), "superseded" if number % 9 else ""
        )
        for number in range(entries)
    ]  # fmt: skip
    (folder / "list.crl").write_bytes(pki_crls.written(issuer, revoked, NOW))
    (folder / "issuer.cer").write_bytes(issuer.key.certificate.der)


def ours(folder: Path) -> None:
    from app.eds import certificate, crl_index, trust

    own = certificate.read((folder / "issuer.cer").read_bytes())
    (issuer,) = (one for one in trust.of_test([own.der]).authorities if one.subject == own.subject)
    before = peak()
    kept = crl_index.ListFolder(folder / "kept")
    whole = (folder / "list.crl").read_bytes()
    start, worked = time.perf_counter(), time.process_time()
    kept.take_in(whole, issuer, lambda done, of: None)
    spent, worked = time.perf_counter() - start, time.process_time() - worked
    print(f"taken in: {spent:.2f} s ({worked:.2f} s of work), peak {peak() - before:.0f} MB above {before:.0f} MB")
    with kept.open(issuer) as (base, _):
        assert base is not None
        start = time.perf_counter()
        for number in range(1000):
            base.find(number.to_bytes(20, "big"))
        print(f"one look: {time.perf_counter() - start:.3f} ms, of a list that is open")
    start = time.perf_counter()
    with kept.open(issuer):
        pass
    print(f"opening, with both hashes: {1000 * (time.perf_counter() - start):.0f} ms")


def library(folder: Path) -> None:
    from cryptography import x509

    before = peak()
    start = time.perf_counter()
    read = x509.load_der_x509_crl((folder / "list.crl").read_bytes())
    spent = time.perf_counter() - start
    print(f"cryptography reads: {spent:.2f} s, without the signature, peak {peak() - before:.0f} MB")
    start = time.perf_counter()
    read.get_revoked_certificate_by_serial_number(5)
    print(f"cryptography, one look: {1000 * (time.perf_counter() - start):.0f} ms")
    start = time.perf_counter()
    count = sum(1 for one in read if one.revocation_date_utc)
    spent = time.perf_counter() - start
    print(f"cryptography walks over {count}: {spent:.2f} s, peak {peak() - before:.0f} MB")


def openssl(folder: Path) -> None:
    start = time.perf_counter()
    command = ["openssl", "crl", "-inform", "DER", "-in", "list.crl", "-noout", "-nextupdate"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    spent = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"openssl crl reads: {spent:.2f} s, peak {used:.0f} MB")


def peak() -> float:
    """MB; this process at its largest."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


STEPS = {"ours": ours, "library": library, "openssl": openssl}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=422_000)
    parser.add_argument("--gost", action="store_true")
    parser.add_argument("--step", choices=(*STEPS, "make"))
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    if asked.step == "make":
        make(asked.folder, asked.entries, gost=asked.gost)
    elif asked.step:
        STEPS[asked.step](asked.folder)
    else:
        with tempfile.TemporaryDirectory(prefix="bench-crl-") as name:
            for step in ("make", *STEPS):
                again = [sys.executable, __file__, "--step", step, "--folder", name, "--entries", str(asked.entries)]
                subprocess.run([*again, *(["--gost"] if asked.gost else [])], check=True)
                if step == "make":
                    size = (Path(name) / "list.crl").stat().st_size
                    print(f"{asked.entries} entries, {size / 1e6:.1f} MB", flush=True)


if __name__ == "__main__":
    main()

"""How long a day's signatures take: 50 documents with one opened key, to level B and on to LT and LTA. By hand:

    python tests/benchmarks/bench_levels.py [--documents 50] [--kilobytes 100]

Goals: the batch to level B, RSA or GOST, ≤ 20 s (it is the part that the doctor waits for); LT in the background. Time
stamps and OCSP come from the stand-in on loopback, in the same process: half of the time of LT is the stand-in's own.
pyHanko makes CAdES-B and -T of the same documents with the same RSA key; it makes no LT of a bare CMS.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from app.domain.identity import Iin, PersonName
from app.domain.signature import Level
from app.eds import key_store, levels, trust
from app.eds.revocation_client import HttpRevocation
from app.eds.tsp import HttpTimestampAuthority
from app.stand_ins import pki
from app.stand_ins.pki import DEFAULT_PASSWORD, Algorithm, Subject
from app.stand_ins.pki_server import PkiServer


def timed(name: str, documents: int, work: Callable[[], object], by: str = "") -> None:
    """Wall time, and the processor's: on a machine that is busy with other things the second one counts."""
    start, begun = time.perf_counter(), time.process_time()
    work()
    spent, own = time.perf_counter() - start, time.process_time() - begun
    print(f"{name:15} {spent:7.2f} s   processor {own:7.2f} s   {1000 * own / documents:7.1f} ms each {by}", flush=True)


def by_pyhanko(path: str, contents: list[bytes], tsa_url: str = "") -> None:
    from pyhanko.sign import signers
    from pyhanko.sign.timestamps import HTTPTimeStamper

    signer = signers.SimpleSigner.load_pkcs12(path, passphrase=DEFAULT_PASSWORD.encode())
    assert signer is not None
    stamper = HTTPTimeStamper(tsa_url) if tsa_url else None

    async def all_of_them() -> None:
        for content in contents:
            await signer.async_sign_general_data(content, "sha256", detached=True, use_cades=True, timestamper=stamper)

    asyncio.run(all_of_them())


def batch(server: PkiServer, algorithm: Algorithm, contents: list[bytes]) -> str:
    subject = Subject(PersonName("ТЕСТОВ", "ТЕСТ"), Iin("850101300015"))
    path = str(server.authority.issue(subject, f"batch-{algorithm}", algorithm=algorithm))
    trusted, now = trust.of_test(server.authority.anchors), datetime.now(UTC)
    tsa, source = HttpTimestampAuthority(server.tsa_url), HttpRevocation(server.ocsp_url, only_own=True)
    made: list[bytes] = []

    def sign() -> None:
        with key_store.find("pkcs12").open(path, DEFAULT_PASSWORD) as opened:
            made.extend(opened.sign(contents, now))

    def complete() -> None:
        for number, content in enumerate(contents):
            done = levels.complete(made[number], content, tsa=tsa, source=source, trusted=trusted, now=now)
            assert done.level is Level.LT
            made[number] = done.container

    def archive() -> None:
        for number, content in enumerate(contents):
            moment = datetime.now(UTC)
            made[number] = levels.archived(
                made[number], content, tsa=tsa, source=source, trusted=trusted, now=moment
            ).container

    for name, work in (("B", sign), ("B → LT", complete), ("LT → LTA", archive)):
        timed(f"{algorithm.upper():5} {name}", len(contents), work)
    print(f"{'':15} {len(made[0]):7} bytes of CMS each")
    return path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=50)
    parser.add_argument("--kilobytes", type=int, default=100)
    arguments = parser.parse_args()
    contents = [os.urandom(arguments.kilobytes * 1000) for _ in range(arguments.documents)]
    with tempfile.TemporaryDirectory() as folder, pki.serve(Path(folder)) as server:
        batch(server, Algorithm.GOST, contents)
        path = batch(server, Algorithm.RSA, contents)
        for name, url in (("B", ""), ("T", server.tsa_url)):
            timed(f"RSA   {name}", len(contents), partial(by_pyhanko, path, contents, url), "by pyHanko")


if __name__ == "__main__":
    main()

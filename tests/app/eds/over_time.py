"""One act at the clock of this computer, as the command line does it: run by `test_time.py` under faketime.

over_time.py sign|renew|verify FOLDER NAME [LEVEL]
"""

from __future__ import annotations

import sys
from pathlib import Path

from levels_bench import CONTENT, DOCTOR

from app.cli import main
from app.stand_ins import pki
from app.stand_ins.pki import DEFAULT_PASSWORD, Algorithm


def run(act: str, folder: Path, name: str, level: str = "LTA") -> int:
    (folder / "content").write_bytes(CONTENT)
    (folder / "password").write_text(DEFAULT_PASSWORD)
    trust = ["--trust", "test"]
    for one in ("ca", "root", "ca-gost", "root-gost"):
        trust += ["--authority", str(folder / "pki" / f"{one}.cer")]
    signed = folder / f"{name}.cms"
    if act == "verify":
        return main(["verify", str(signed), "--content", str(folder / "content"), "--offline", "--json", *trust])
    with pki.serve(folder / "pki") as server:
        services = ["--level", level, "--tsa", server.tsa_url, "--ocsp", server.ocsp_url, "--json", *trust]
        if act == "renew":
            words = ["renew", str(signed), "--content", str(folder / "content"), "--out", str(signed)]
            return main([*words, *services])
        algorithm = Algorithm.GOST if name.startswith("gost") else Algorithm.RSA
        key = server.authority.issue(DOCTOR, f"{name}-key", algorithm=algorithm)
        words = ["sign", str(folder / "content"), "--p12", str(key), "--password-file", str(folder / "password")]
        return main([*words, "--detached", "--out", str(signed), *services])


if __name__ == "__main__":
    for word in sys.argv[2:]:
        act, *named = word.split(":")
        run(act, Path(sys.argv[1]), *named)

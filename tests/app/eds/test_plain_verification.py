"""Verification runs on the standard library and asn1crypto: whoever gets an export installs nothing."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from pathlib import Path

from tests.app.eds.checklist_bench import CONTENT, Bench, Making, in_signed_data

_PROGRAM = textwrap.dedent("""
    import json, sys
    from datetime import datetime
    from pathlib import Path

    MISSING = {"cryptography", "urllib3", "lxml", "websockets", "pkcs11", "pypdf", "platformdirs", "sqlalchemy"}

    class Absent:
        def find_spec(self, name, path=None, target=None):
            if name.partition(".")[0] in MISSING:
                raise ImportError(name)

    sys.meta_path.insert(0, Absent())
    from app.eds import trust
    from app.eds.verification.files import SignedFile

    folder = Path(sys.argv[1])
    trusted = trust.of_test([file.read_bytes() for file in sorted(folder.glob("*.authority"))])
    now = datetime.fromisoformat(sys.argv[2])
    file = SignedFile((folder / "signed").read_bytes(), (folder / "content").read_bytes(), trusted=trusted, now=now)
    worst = file.report().worst
    print(json.dumps([worst.verdict, worst.verified_level]))
""")


def test_an_archived_signature_is_judged_without_any_library(tmp_path: Path, project_root: Path) -> None:
    bench = Bench(tmp_path / "pki")
    key = bench.key()
    pieces = tuple(map(in_signed_data, bench.evidence(key.certificate)))
    container = bench.stamped(bench.signed(key, Making(revocation=pieces)))
    for number, authority in enumerate(bench.authority.anchors):
        (tmp_path / f"{number}.authority").write_bytes(authority)
    (tmp_path / "signed").write_bytes(container)
    (tmp_path / "content").write_bytes(CONTENT)
    answer = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(tmp_path), "2028-06-01T00:00:00+00:00"],
        cwd=project_root, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert answer.returncode == 0, answer.stderr
    assert json.loads(answer.stdout) == ["GENUINE", "CAdES-LT"]

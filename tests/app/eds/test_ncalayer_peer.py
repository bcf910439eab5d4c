"""The stand-in is driven by somebody else's client (npm ncalayer-js-client), so that it speaks what NCALayer speaks."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.domain.signature import Verdict
from app.eds import foreign_container, verify
from app.stand_ins import ncalayer as stand_in
from app.stand_ins.ncalayer_signing import HeldKey

pytestmark = [pytest.mark.clause("27.9"), pytest.mark.peer("ncalayer-js-client")]

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
CONTENT = "Қабылдау жазбасы".encode()
TEXT = base64.b64encode(CONTENT).decode()


@pytest.fixture(scope="module")
def layer(pki: Any) -> Iterator[stand_in.NcaLayer]:
    held = [HeldKey("PKCS12", pki.key("doctor")), HeldKey("AKKaztokenStore", pki.key("doctor-token"))]
    with stand_in.serve(pki.folder, held, clock=lambda: NOW) as server:
        yield server


def driven(layer: stand_in.NcaLayer, calls: list[list[Any]], fault: str, tmp_path: Path) -> list[Any]:
    modules = Path(sys.prefix) / "peers" / "node_modules"
    node = shutil.which("node")
    if node is None or not (modules / "ncalayer-js-client").is_dir():
        pytest.skip("ncalayer-js-client is not installed")
    script = tmp_path / "client.cjs"
    script.write_bytes((Path(__file__).parents[2] / "peers" / "ncalayer_client.cjs").read_bytes())
    (tmp_path / "node_modules").symlink_to(modules)
    address = layer.url + (f"?fault={fault}" if fault else "")
    done = subprocess.run(
        [node, str(script), address], input=json.dumps(calls), capture_output=True, text=True, check=False, timeout=60,
        env={"NODE_TLS_REJECT_UNAUTHORIZED": "0"},  # CN alone names the address, as in NCALayer's own certificate
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    answers: list[Any] = json.loads(done.stdout)
    return answers


def test_their_client_connects_lists_tokens_and_signs(layer: stand_in.NcaLayer, pki: Any, tmp_path: Path) -> None:
    calls: list[list[Any]] = [
        ["getActiveTokens"],
        ["createCAdESFromBase64", "PKCS12", TEXT, "SIGNATURE", False],
        ["basicsSignCMS", ["PKCS12"], TEXT, "@basicsCMSParamsDetached", "@basicsSignerTestAny", "ru"],
        ["basicsSignCMS", ["PKCS12"], [TEXT, TEXT], "@basicsCMSParamsDetached", "@basicsSignerTestAny", "kk"],
        ["basicsSignXML", ["PKCS12"], "<order><id>1</id></order>", "@basicsXMLParams", "@basicsSignerTestAny", "ru"],
    ]
    version, is_kaztoken, tokens, single, detached, several, xml = driven(layer, calls, "", tmp_path)
    assert (version, is_kaztoken, tokens) == ("1.4", False, {"result": ["AKKaztokenStore"]})
    for answer in (single["result"], detached["result"], *several["result"]):
        container = foreign_container.der_of(answer.encode())
        report = verify.verify(container, CONTENT, trusted=pki.trusted, now=NOW)
        assert report.verdict is Verdict.NOT_CONFIRMED  # whole and trusted; nobody was asked about revocation
    assert "<ds:Signature" in str(xml["result"])


def test_their_client_hears_that_the_person_cancelled(layer: stand_in.NcaLayer, tmp_path: Path) -> None:
    calls: list[list[Any]] = [
        ["basicsSignCMS", ["PKCS12"], TEXT, "@basicsCMSParamsDetached", "@basicsSignerTestAny", "ru"],
        ["createCAdESFromBase64", "PKCS12", TEXT, "SIGNATURE", False],
    ]
    basics, common = driven(layer, calls, "cancel", tmp_path)[2:]
    assert basics == {"error": "cancelled by user", "cancelled": True}
    assert "action.canceled" in common["error"]


def test_kaztoken_desktop_is_told_from_ncalayer(layer: stand_in.NcaLayer, tmp_path: Path) -> None:
    layer.modules.is_kaztoken = True
    try:
        assert driven(layer, [["getActiveTokens"]], "", tmp_path)[1] is True
    finally:
        layer.modules.is_kaztoken = False

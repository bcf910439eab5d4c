"""One contract for every place where a key can live: key file, NCALayer, token, a signature made elsewhere (27.9)."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import Refused
from app.domain.identity import Iin, PersonName
from app.domain.signature import Level, Verdict
from app.eds import cades, key_store, tokens, verify
from app.eds.key_store import KeyStore, Means, Purpose, Request, Secret
from app.stand_ins import ncalayer
from app.stand_ins.ncalayer_signing import HeldKey
from app.stand_ins.pki import DEFAULT_PASSWORD, Algorithm, Subject
from app.stand_ins.pki import Purpose as KeyPurpose

pytestmark = pytest.mark.clause("27.9")

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
IIN, PIN = "850101300015", "4321"
CONTENTS = ("Қабылдау".encode(), b"", bytes(range(256)) * 10)
MODULE = Path("/usr/lib/softhsm/libsofthsm2.so")


@dataclass(frozen=True)
class Kind:
    """A store with the doctor's key in it."""

    store: KeyStore
    location: str
    secret: str
    request: Request


def _file(pki: Any, algorithm: Algorithm) -> Kind:
    subject = Subject(PersonName("Серікқызы", "Айгүл", "Нұрланқызы"), Iin(IIN))
    path = pki.authority.issue(subject, f"contract-{algorithm}", algorithm=algorithm)
    return Kind(key_store.find("pkcs12"), str(path), DEFAULT_PASSWORD, Request(IIN, purpose=Purpose.SIGN))


@pytest.fixture(scope="module")
def token(tmp_path_factory: pytest.TempPathFactory, pki: Any) -> Iterator[str]:
    """SoftHSM2 with the doctor's signing and authentication keys; the token's serial number."""
    import pkcs11

    if not MODULE.exists() or shutil.which("softhsm2-util") is None:
        yield ""
        return
    folder = tmp_path_factory.mktemp("token")
    settings = folder / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {folder}\nobjectstore.backend = file\nlog.level = ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(settings)
    made = subprocess.run(
        ["softhsm2-util", "--init-token", "--free", "--label", "Айгүл", "--pin", PIN, "--so-pin", "87654321"],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    _apart(lambda: pkcs11.lib(str(MODULE)).reinitialize())
    (place,) = tokens.library(str(MODULE)).places()

    def put() -> None:
        serial = place.serial_number.encode()
        found = [slot.get_token() for slot in pkcs11.lib(str(MODULE)).get_slots(token_present=True)]
        (own,) = [one for one in found if one.serial == serial]
        with own.open(rw=True, user_pin=PIN) as session:
            for number, purpose in ((b"\x01", KeyPurpose.SIGN), (b"\x02", KeyPurpose.AUTHENTICATE)):
                _put(session, pki.key(f"token-{purpose}", purpose=purpose), number)

    _apart(put)
    yield place.location
    os.environ.pop("SOFTHSM2_CONF")


def _put(session: Any, key: Any, number: bytes) -> None:
    from cryptography.hazmat.primitives import serialization
    from pkcs11 import Attribute, ObjectClass
    from pkcs11.util.rsa import decode_rsa_private_key

    der = key.private_key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    )
    session.create_object(decode_rsa_private_key(der) | {Attribute.ID: number, Attribute.TOKEN: True})
    own = key.certificate
    session.create_object({
        Attribute.CLASS: ObjectClass.CERTIFICATE, Attribute.CERTIFICATE_TYPE: 0, Attribute.TOKEN: True,
        Attribute.ID: number, Attribute.VALUE: own.der, Attribute.SUBJECT: own.subject,
    })  # fmt: skip


@pytest.fixture(scope="module")
def layer(pki: Any) -> Iterator[ncalayer.NcaLayer]:
    with ncalayer.serve(pki.folder, [HeldKey("PKCS12", pki.key("layer"))], clock=lambda: NOW) as running:
        yield running


@pytest.fixture(params=["file-rsa", "file-gost", "ncalayer", "token", "imported"])
def kind(request: pytest.FixtureRequest, pki: Any, layer: ncalayer.NcaLayer, token: str, tmp_path: Path) -> Kind:
    wanted = Request(IIN, purpose=Purpose.SIGN)
    if request.param.startswith("file"):
        return _file(pki, Algorithm(request.param.removeprefix("file-")))
    if request.param == "ncalayer":
        means = Means(is_test=True, ncalayer_url=layer.url, tls_authorities=pki.authority.anchors)
        return Kind(key_store.find("ncalayer"), "PKCS12", "", replace(wanted, means=means))
    if request.param == "token":
        if not token:
            pytest.skip("SoftHSM2 is not installed")
        return Kind(key_store.find("pkcs11"), token, PIN, replace(wanted, means=Means(token_library=str(MODULE))))
    for number, content in enumerate(CONTENTS):
        (tmp_path / f"{number}.cms").write_bytes(cades.sign(content, pki.key("elsewhere"), NOW))
    return Kind(key_store.find("imported"), str(tmp_path), "", wanted)


def test_it_is_there_and_says_what_it_asks_for(kind: Kind) -> None:
    assert kind.store.available(kind.request.means).ready
    assert (kind.store.asks_for is Secret.NONE) == (kind.secret == "")


def test_it_offers_the_fitting_certificate_first(kind: Kind) -> None:
    offered = kind.store.certificates(kind.location, kind.secret, kind.request)
    assert not offered[0].reasons
    if kind.store.key != "ncalayer":  # its window shows nobody else's
        others = kind.store.certificates(kind.location, kind.secret, replace(kind.request, iin="900202400022"))
        assert "iin-differs" in others[0].reasons


def test_many_contents_with_one_opening_verify(kind: Kind, pki: Any) -> None:
    with kind.store.open(kind.location, kind.secret, kind.request) as opened:
        made = opened.sign(CONTENTS, NOW)
    for container, content in zip(made, CONTENTS, strict=True):
        report = verify.verify(container, content, trusted=pki.trusted, now=NOW, expected=verify.Expected(iin=Iin(IIN)))
        assert (report.verdict, report.verified_level) == (Verdict.NOT_CONFIRMED, Level.B)


def test_somebody_elses_key_is_not_suitable(kind: Kind) -> None:
    with (
        pytest.raises(Refused) as refused,
        kind.store.open(kind.location, kind.secret, replace(kind.request, iin="900202400022")) as opened,
    ):
        opened.sign(CONTENTS, NOW)
    if kind.store.key == "ncalayer":  # an empty window can only be closed
        assert refused.value.code == "key-cancelled"
    else:
        assert refused.value.code == "key-not-suitable"
        assert "iin-differs" in str(refused.value.facts["reasons"])


def test_whoever_waits_may_end_it(kind: Kind) -> None:
    class Ended:
        is_cancelled = True

        def __call__(self, done: int, total: int, what: str = "") -> None:
            raise AssertionError("told after the end")

    with (
        pytest.raises(Refused, match=r"^key-cancelled$"),
        kind.store.open(kind.location, kind.secret, kind.request) as opened,
    ):
        opened.sign(CONTENTS, NOW, watch=Ended())


def test_nothing_of_a_secret_is_shown(kind: Kind) -> None:
    with kind.store.open(kind.location, kind.secret, kind.request) as opened:
        assert not kind.secret or kind.secret not in repr(opened)


@pytest.mark.peer("softhsm2")
def test_two_wrong_pins_and_the_program_stops(token: str) -> None:
    if not token:
        pytest.skip("SoftHSM2 is not installed")
    store = key_store.find("pkcs11")
    request = Request(means=Means(token_library=str(MODULE)))
    for tries_left in (1, 0):
        with pytest.raises(Refused) as refused, store.open(token, "0000", request):
            pass
        assert (refused.value.code, refused.value.facts) == ("key-pin-wrong", {"tries_left": tries_left})
    with pytest.raises(Refused, match=r"^key-pin-stopped$"), store.open(token, PIN, request):
        pass
    assert store.available(request.means).places[0].warning == "pin-stopped"
    tokens.library(str(MODULE)).forget_wrong_pins(token)
    with store.open(token, PIN, request):
        pass


@pytest.mark.peer("softhsm2")
def test_a_token_that_is_pulled_is_named_and_works_again_when_it_is_back(token: str, tmp_path: Path) -> None:
    if not token:
        pytest.skip("SoftHSM2 is not installed")
    store = key_store.find("pkcs11")
    request = Request(IIN, purpose=Purpose.SIGN, means=Means(token_library=str(MODULE)))
    home = Path(os.environ["SOFTHSM2_CONF"]).parent
    with store.open(token, PIN, request) as opened:
        assert opened.sign([b"before"], NOW)
        away = [shutil.move(one, tmp_path) for one in home.iterdir() if one.is_dir()]
        _again()
        with pytest.raises(Refused, match=r"^key-token-removed$"):
            opened.sign([b"while it is out"], NOW)
        for one in away:
            shutil.move(one, home)
        _again()
        assert opened.sign([b"after"], NOW)


def _again() -> None:
    """SoftHSM looks for its tokens when it is initialised."""
    import pkcs11

    _apart(lambda: pkcs11.lib(str(MODULE)).reinitialize())


def _apart(work: Callable[[], Any]) -> None:
    """On a thread of its own, as the program calls a library: SoftHSM leaves its errors to OpenSSL's next caller."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(work).result()


@pytest.mark.parametrize(("path", "problem"), [("", "not-configured"), ("/nowhere/vendor.so", "not-installed")])
def test_no_library_no_token(path: str, problem: str) -> None:
    found = key_store.find("pkcs11").available(Means(token_library=path))
    assert (found.ready, found.problem) == (False, problem)


def test_a_driver_that_hangs_does_not_hang_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    if not MODULE.exists():
        pytest.skip("SoftHSM2 is not installed")
    library = tokens.Library(str(MODULE), seconds=0.2)
    import threading

    end = threading.Event()
    hanging: Callable[[], Any] = lambda: end.wait(30)  # noqa: E731  the driver that never answers
    monkeypatch.setattr(library, "_tokens", hanging)
    with pytest.raises(Refused) as refused:
        library.places()
    end.set()
    assert refused.value.facts == {"problem": "no-answer"}
    monkeypatch.undo()
    assert isinstance(library.places(), tuple)

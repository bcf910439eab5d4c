"""NCALayer signs for the doctor, and whatever goes wrong on the way is said by its name."""

from __future__ import annotations

import base64
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import Refused
from app.domain.identity import Iin
from app.eds import certificate, cms, key_store, ncalayer, pinned_tls, trust
from app.eds import ncalayer_questions as questions
from app.eds.key_store import UNWATCHED, Means, Purpose, Request
from app.stand_ins import ncalayer as stand_in
from app.stand_ins.ncalayer_signing import HeldKey
from app.stand_ins.pki import Purpose as KeyPurpose
from app.stand_ins.pki import Role

pytestmark = pytest.mark.clause("27.9")

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
IIN, OTHER = "850101300015", "900202400022"
CONTENTS = ["Қабылдау жазбасы".encode(), b"<order/>", bytes(range(256))]
STORE = key_store.find("ncalayer")


class _Watch:
    """Gives up as soon as it is told that NCALayer is waited for."""

    def __init__(self, patience: int = 1_000_000) -> None:
        self.told: list[str] = []
        self._patience = patience

    @property
    def is_cancelled(self) -> bool:
        return len(self.told) >= self._patience

    def __call__(self, done: int, total: int, what: str = "") -> None:
        self.told.append(what)


@pytest.fixture(scope="module")
def running(pki: Any) -> Iterator[stand_in.NcaLayer]:
    held = [
        HeldKey("PKCS12", pki.key("doctor")),
        HeldKey("AKKaztokenStore", pki.key("login", purpose=KeyPurpose.AUTHENTICATE)),
        HeldKey("AKKaztokenStore", pki.key("head", role=Role.HEAD, bin_number=None, organisation="Шипа")),
        HeldKey("PKCS12", pki.key("colleague", iin=Iin(OTHER))),
    ]
    with stand_in.serve(pki.folder, held, clock=lambda: NOW) as server:
        yield server


@pytest.fixture
def layer(running: stand_in.NcaLayer) -> Iterator[stand_in.NcaLayer]:
    running.modules.asked.clear()
    yield running
    running.fault, running.modules.is_kaztoken = "", False


@pytest.fixture
def means(layer: stand_in.NcaLayer, pki: Any) -> Means:
    return Means(is_test=True, locale="kk", ncalayer_url=layer.url, tls_authorities=pki.authority.anchors)


@pytest.fixture
def request_(means: Means, pki: Any) -> Request:
    """For a key of the doctor that the practice knows."""
    return Request(IIN, purpose=Purpose.SIGN, certificate=pki.key("doctor").certificate.der, means=means)


def _sign(request: Request, contents: list[bytes] = CONTENTS, watch: Any = UNWATCHED, **how: Any) -> tuple[bytes, ...]:
    with STORE.open("", "", request, watch) as opened:
        return opened.sign(contents, NOW, watch=watch, **how)


def test_it_is_there_with_its_version_and_tokens(means: Means) -> None:
    found = STORE.available(means)
    assert (found.ready, found.problem, found.version) == (True, "", "1.4")
    assert [place.location for place in found.places] == ["PKCS12", "AKKaztokenStore"]


def test_many_contents_are_signed_with_one_window(layer: stand_in.NcaLayer, request_: Request) -> None:
    containers = _sign(request_)
    assert [cms.read(one).content for one in containers] == [None, None, None]
    (asked,) = layer.modules.asked
    assert (asked["module"], asked["method"]) == ("kz.gov.pki.knca.basics", "sign")
    args = asked["args"]
    assert args["signerParams"] == {
        "extKeyUsageOids": ["1.3.6.1.5.5.7.3.4"], "iin": IIN, "bin": "", "serialNumber": "", "chain": [],
    }  # fmt: skip
    assert args["signingParams"] == {"decode": True, "encapsulate": False, "digested": False}
    assert (args["allowedStorages"], args["locale"], len(args["data"])) == (None, "kk", 3)


def test_attached_and_xml(request_: Request) -> None:
    (container,) = _sign(request_, [b"one"], attached=True)
    assert cms.read(container).content == b"one"
    with STORE.open("PKCS12", "", request_) as opened:
        signed = opened.sign_xml(["<tag>data</tag>", "<a/>"])  # type: ignore[attr-defined]  # NCALayer's own
    assert [text.count("<ds:SignatureValue>") for text in signed] == [1, 1]


def test_a_key_that_nobody_knows_yet_introduces_itself(layer: stand_in.NcaLayer, means: Means, pki: Any) -> None:
    (offered,) = STORE.certificates("", request=Request(IIN, purpose=Purpose.SIGN, means=means))
    assert (offered.certificate, offered.reasons) == (pki.key("doctor").certificate, ())
    signed = json.loads(base64.b64decode(layer.modules.asked[-1]["args"]["data"]))
    assert signed["purpose"] == "shipager-key-introduction"
    assert len(signed["nonce"]) == 64


def test_an_older_one_without_basics_is_asked_document_by_document(layer: stand_in.NcaLayer, request_: Request) -> None:
    layer.fault = "module-not-found"
    with STORE.open("PKCS12", "", request_) as opened:
        assert len(opened.sign(CONTENTS[:2], NOW)) == 2
    methods = [one["method"] for one in layer.modules.asked]
    assert methods == ["sign", "changeLocale", "createCAdESFromBase64", "createCAdESFromBase64"]
    layer.modules.asked.clear()
    with pytest.raises(Refused, match="key-not-suitable"):  # a token is asked first, where no storage is named
        _sign(request_)
    assert [one["method"] for one in layer.modules.asked][2] == "getActiveTokens"


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("cancel", "key-cancelled"),
        ("wrong-password", "key-wrong-password"),
        ("invocation-error", "key-store-unavailable"),
        ("other-bytes", "key-answer-other-bytes"),
        ("other-key", "key-not-suitable"),
        ("no-signature", "key-answer-unreadable"),
        ("fewer", "key-answer-unreadable"),
        ("garbage", "key-answer-unreadable"),
        ("not-object", "key-answer-unreadable"),
        ("deep", "key-answer-unreadable"),
        ("drop", "key-store-unavailable"),
    ],
)
def test_every_failure_has_its_name(layer: stand_in.NcaLayer, request_: Request, fault: str, code: str) -> None:
    with STORE.open("", "", request_) as opened:
        layer.fault = fault
        with pytest.raises(Refused) as refused:
            opened.sign(CONTENTS, NOW)
        assert refused.value.code == code
        assert "Қабылдау" not in str(refused.value)
        layer.fault = ""
        assert len(opened.sign(CONTENTS[:1], NOW)) == 1  # and the next attempt is a new one


def test_the_older_form_of_cancelling_is_known(layer: stand_in.NcaLayer, request_: Request) -> None:
    said = {"code": "500", "message": "action.canceled"}
    with pytest.raises(Refused, match=r"^key-cancelled$"):
        questions.read_signature(said)
    with pytest.raises(Refused, match="key-store-unavailable"):
        questions.read_signature({"code": "500"})


@pytest.mark.parametrize("fault", ["no-greeting", "odd-greeting"])
def test_another_program_on_the_port_is_no_ncalayer(
    layer: stand_in.NcaLayer, request_: Request, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ncalayer, "_OPEN_SECONDS", 0.3)
    layer.fault = fault
    assert STORE.available(request_.means).problem == "broken"


def test_a_silent_one_is_left_when_the_person_cancels_or_the_time_is_over(
    layer: stand_in.NcaLayer, request_: Request, monkeypatch: pytest.MonkeyPatch
) -> None:
    with STORE.open("", "", request_) as opened:
        layer.fault = "silence"
        with pytest.raises(Refused, match=r"^key-cancelled$"):
            opened.sign(CONTENTS, NOW, watch=_Watch(patience=3))
        monkeypatch.setattr(ncalayer.Line.ask, "__defaults__", (0.3,))
        with pytest.raises(Refused) as refused:
            opened.sign(CONTENTS, NOW)
    assert (refused.value.code, refused.value.facts["problem"]) == ("key-store-unavailable", "no-answer")


def test_a_slow_person_is_waited_for(layer: stand_in.NcaLayer, request_: Request) -> None:
    layer.fault, layer.slow_seconds = "slow", 0.5
    watch = _Watch()
    assert len(_sign(request_, CONTENTS[:1], watch)) == 1
    assert watch.told.count("waiting-for-ncalayer") >= 3


def test_one_question_at_a_time(layer: stand_in.NcaLayer, request_: Request, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ncalayer, "_BUSY_SECONDS", 0.05)
    layer.fault, layer.slow_seconds = "slow", 0.6
    first = threading.Thread(target=_sign, args=(request_, CONTENTS[:1]))
    with STORE.open("", "", request_) as opened:
        first.start()
        time.sleep(0.3)
        with pytest.raises(Refused, match=r"^key-store-busy$"):
            opened.sign(CONTENTS, NOW)
    first.join()


def test_a_huge_answer_is_not_taken_in(
    layer: stand_in.NcaLayer, request_: Request, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ncalayer, "_MAX_ANSWER", 64 * 1024)
    monkeypatch.setattr(stand_in, "_HUGE", 256 * 1024)
    layer.fault = "huge"
    with pytest.raises(Refused, match="key-store-unavailable"):
        _sign(request_)


def test_who_is_not_trusted_is_not_asked(means: Means, pki: Any) -> None:
    """The test authority counts in a practice marked TEST alone, the NCA's in a real one alone."""
    real = replace(means, is_test=False)
    assert STORE.available(real).problem == "not-trusted"
    assert STORE.available(replace(means, tls_authorities=())).problem == "not-trusted"
    stopped = replace(means, ncalayer_url="wss://127.0.0.1:9/")
    assert STORE.available(stopped).problem == "not-running"
    with pytest.raises(Refused) as refused, STORE.open("", "", Request(means=stopped)):
        pass
    assert (refused.value.code, refused.value.facts["problem"]) == ("key-store-unavailable", "not-running")


@pytest.mark.parametrize(
    "url", ["ws://127.0.0.1:13579/", "wss://ncalayer.example:13579/", "wss://u@127.0.0.1/", "wss://127.0.0.1:x/", ""]
)
def test_a_document_goes_to_this_computer_only(url: str) -> None:
    with pytest.raises(Refused, match=r"^ncalayer-address$"):
        ncalayer.checked_host(url)


def test_the_pinned_authorities_of_the_nca_are_good_for_tls() -> None:
    """A name and a key are enough for an anchor; the library takes the certificate written around them."""
    pinned = [one for one in trust.production().authorities if one.sha256 in ncalayer._TLS_AUTHORITIES]
    assert len(pinned) == 2
    context = pinned_tls.client_context(pinned_tls.anchor(one) for one in pinned)
    assert context.cert_store_stats() == {"x509": 2, "crl": 0, "x509_ca": 2}
    for one in pinned:
        made = certificate.read(pinned_tls.anchor(replace(one, der=b"")))
        assert (made.subject, made.public_key, made.is_authority) == (one.subject, one.public_key, True)


def test_an_anchor_written_around_name_and_key_carries_a_connection(
    layer: stand_in.NcaLayer, means: Means, pki: Any
) -> None:
    """The same way as in a real practice, with the test authority in the place of the NCA."""
    anchors = tuple(pinned_tls.anchor(replace(one, der=b"")) for one in pki.trusted.authorities)
    assert set(anchors).isdisjoint(pki.authority.anchors)
    for trusted in (anchors, anchors[:1], anchors[1:]):
        assert STORE.available(replace(means, tls_authorities=trusted)).ready


def test_a_storage_that_is_none_is_not_asked_for(request_: Request) -> None:
    with pytest.raises(Refused, match="key-unsupported"), STORE.open("/etc/passwd", "", request_):
        pass


def test_recorded_traffic_is_read_as_it_was_meant(shared_samples: Path) -> None:
    """Answers of a real NCALayer, read by our readers: the same outcome that its recorder noted."""
    recorded = json.loads((shared_samples / "eds" / "misc" / "ncalayer_recorded_traffic.json").read_text("utf-8"))
    assert len(recorded) == 50
    for entry in recorded:
        request, answer = json.loads(entry["request"]), json.loads(entry["response"])
        assert _outcome(request, answer) == _noted(entry.get("result", "")), entry["task"]


def _outcome(request: dict[str, Any], answer: dict[str, Any]) -> str:
    try:
        if request["module"] == questions.BASICS:
            entries = request["args"]["data"]
            count = len(entries) if isinstance(entries, list) else 1
            questions.read_basics(answer, count)
        else:
            questions.read_common(answer)
    except Refused as refused:
        return refused.code
    return "done"


def _noted(result: str) -> str:
    if "action.canceled" in result or "cancelled by user" in result:
        return "key-cancelled"
    return "key-store-unavailable" if "NCALayerError" in result else "done"


def test_the_stand_in_answers_the_recorded_requests_in_the_recorded_shapes(
    layer: stand_in.NcaLayer, shared_samples: Path
) -> None:
    """Every request of the recorded traffic; where a person cancelled, so does the stand-in."""
    recorded = json.loads((shared_samples / "eds" / "misc" / "ncalayer_recorded_traffic.json").read_text("utf-8"))
    layer.modules.is_kaztoken = True  # whoever recorded had KAZTOKEN desktop
    for entry in recorded:
        was = json.loads(entry["response"])
        fault = "cancel" if was in ({"body": {}, "status": True}, {"code": "500", "message": "action.canceled"}) else ""
        request = json.loads(entry["request"])
        if request["module"] == questions.BASICS and isinstance(request["args"]["signerParams"], dict):
            request["args"]["signerParams"]["chain"] = []  # its keys are test keys
        now = json.loads(layer.modules.answer(json.dumps(request), fault))
        if entry["request"].endswith('"args":["AKKaztokenStore"]}') and not fault:
            continue  # the recorded one was cut down to one field
        if request["method"] == "getActiveTokens" and was["responseObject"] == []:
            continue  # the person had pulled the token
        assert _shape(now) == _shape(was), entry["task"]


def _shape(value: Any) -> Any:
    """Keys, kinds and lengths of lists; the words of messages count, those of signatures do not."""
    if isinstance(value, dict):
        return {name: one if name in {"code", "message"} else _shape(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_shape(one) for one in value]
    if isinstance(value, str) and value.startswith("org.xml.sax"):
        return value
    return type(value).__name__

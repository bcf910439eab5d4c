"""Keys behind NCALayer: files, tokens and the identity card, opened in NCALayer's own window.

The program never sees a password. It names the doctor's IIN and the purpose, so that the window shows fitting
certificates only; whichever is chosen there, what comes back is held against what was asked
(`app/eds/foreign_container.py`). `location` is the name of a storage; empty, NCALayer offers all it knows.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from app.domain.errors import Refused, WorldError
from app.eds import certificate, foreign_container, ncalayer
from app.eds import ncalayer_questions as questions
from app.eds.certificate import Certificate
from app.eds.key_store import (
    ANY,
    UNWATCHED,
    Availability,
    Means,
    Offered,
    Place,
    Request,
    Secret,
    Watch,
    tell,
)
from app.eds.ncalayer_questions import ModuleMissing

_INTRODUCTION = "shipager-key-introduction"


@dataclass(frozen=True, slots=True)
class NcaLayerKey:
    """A key that NCALayer opens anew for each call; the certificate is known from an earlier call."""

    certificate: Certificate
    storage: str
    request: Request

    def sign(
        self, contents: Sequence[bytes], signing_time: datetime, *, attached: bool = False, watch: Watch = UNWATCHED
    ) -> tuple[bytes, ...]:
        """All with one window. NCALayer states its own signing time."""
        wanted = _exactly(self.request, self.certificate)
        texts = [questions.as_text(content) for content in contents]
        answers = _signed(texts, wanted, self.storage, "cms", attached, watch)
        pairs = zip(answers, contents, strict=True)
        return tuple(foreign_container.accepted(answer.encode(), content, wanted)[0] for answer, content in pairs)

    def sign_xml(self, documents: Sequence[str], watch: Watch = UNWATCHED) -> tuple[str, ...]:
        """Each document with an enveloped XMLDSig; `app/eds/xmldsig.py` judges them."""
        return _signed(documents, _exactly(self.request, self.certificate), self.storage, "xml", False, watch)


@dataclass(frozen=True, slots=True)
class NcaLayerStore:
    key: str = "ncalayer"
    asks_for: Secret = Secret.NONE

    def available(self, means: Means) -> Availability:
        """Asks for version and connected tokens; opens no window."""
        try:
            with ncalayer.line(means) as line:
                try:
                    answer = line.ask(questions.active_tokens(), UNWATCHED, ncalayer.QUICK_SECONDS)
                    tokens = questions.read_tokens(answer)
                except (Refused, ModuleMissing):
                    tokens = ()  # it runs; which tokens are there, the window will show
                names = ("PKCS12", *tokens)
                return Availability(ready=True, version=line.version, places=tuple(Place(name, name) for name in names))
        except WorldError as problem:
            return Availability(ready=False, problem=str(problem.facts.get("problem", "broken")))

    def certificates(
        self, location: str, secret: str = "", request: Request = ANY, watch: Watch = UNWATCHED
    ) -> tuple[Offered, ...]:
        """The certificate that the person chooses in the window, learnt by signing an introduction."""
        own = _introduced(_storage(location), request, watch)
        return (Offered(location, own, request.reasons(own)),)

    @contextmanager
    def open(
        self, location: str, secret: str = "", request: Request = ANY, watch: Watch = UNWATCHED
    ) -> Iterator[NcaLayerKey]:
        """See `app/eds/key_store.py`. A key that is known already is asked for nothing until it signs."""
        storage = _storage(location)
        if request.certificate:
            with ncalayer.line(request.means):
                own = certificate.read(request.certificate)
        else:
            own = _introduced(storage, request, watch)
        request.demand(own)
        yield NcaLayerKey(own, storage, request)


def _storage(location: str) -> str:
    if location and location not in questions.STORAGES:
        raise Refused("key-unsupported")
    return location


def _exactly(request: Request, own: Certificate) -> Request:
    return Request(request.iin, request.bin_number, request.purpose, request.usages, own.der, request.means)


def _introduced(storage: str, request: Request, watch: Watch) -> Certificate:
    """The bytes signed here say what they are for, so that they can never pass for a document or a login."""
    content = json.dumps({"purpose": _INTRODUCTION, "nonce": secrets.token_hex(32)}, sort_keys=True).encode()
    anyone = Request(request.iin, "", request.purpose, request.usages, b"", request.means)
    (answer,) = _signed([questions.as_text(content)], anyone, storage, "cms", False, watch)
    return foreign_container.accepted(answer.encode(), content, Request())[1]


def _signed(
    entries: Sequence[str], request: Request, storage: str, form: str, attached: bool, watch: Watch
) -> tuple[str, ...]:
    if not entries:
        return ()
    tell(watch, 0, len(entries), "waiting-for-ncalayer")
    with ncalayer.line(request.means) as line:
        try:
            question = questions.sign(entries, request, storage, form=form, attached=attached)
            return questions.read_basics(line.ask(question, watch), len(entries))
        except ModuleMissing:
            return _signed_by_common(line, entries, request, storage, form, attached, watch)


def _signed_by_common(
    line: ncalayer.Line, entries: Sequence[str], request: Request, storage: str, form: str, attached: bool, watch: Watch
) -> tuple[str, ...]:
    """An older NCALayer: one window for each document, and a storage must be named."""
    try:
        questions.read_common(line.ask(questions.change_locale(request.means), watch, ncalayer.QUICK_SECONDS))
        if not storage:
            answer = line.ask(questions.active_tokens(), watch, ncalayer.QUICK_SECONDS)
            storage = next(iter(questions.read_tokens(answer)), "PKCS12")
        signed = []
        for number, entry in enumerate(entries):
            tell(watch, number, len(entries), "waiting-for-ncalayer")
            question = questions.common_sign(entry, request, storage, form=form, attached=attached)
            signed.append(questions.read_signature(line.ask(question, watch)))
        return tuple(signed)
    except ModuleMissing as problem:
        raise Refused("key-store-unavailable", problem="wrong-version") from problem


KEY_STORE = NcaLayerStore()

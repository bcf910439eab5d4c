"""RSA keys on tokens, by the library of the token's vendor (PKCS#11). The key never leaves the token.

`location` is the token's serial number; its label and serial number are shown before the PIN is asked for. GOST keys
of tokens have mechanisms of each vendor's own: they are used through NCALayer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from app.domain.errors import Refused, WorldError
from app.eds import algorithms, tokens
from app.eds.certificate import Certificate
from app.eds.key_store import ANY, UNWATCHED, Availability, Means, Offered, Request, Secret, Watch, fitting_first, tell
from app.eds.local_signing import sign_each
from app.eds.tokens import Held, Library


@dataclass(frozen=True, slots=True)
class TokenKey:
    """A key on a token; each signature is a session of its own."""

    library: Library = field(repr=False)
    serial_number: str
    pin: str = field(repr=False)
    key_id: bytes
    certificate: Certificate
    digest_algorithm: str = algorithms.SHA256
    signature_algorithm: str = algorithms.RSA_SHA256

    def sign_raw(self, message: bytes) -> bytes:
        (made,) = self.library.sign(self.serial_number, self.pin, self.key_id, [message])
        return made

    def sign(
        self, contents: Sequence[bytes], signing_time: datetime, *, attached: bool = False, watch: Watch = UNWATCHED
    ) -> tuple[bytes, ...]:
        return sign_each(self, contents, signing_time, attached=attached, watch=watch)


@dataclass(frozen=True, slots=True)
class Pkcs11Store:
    key: str = "pkcs11"
    asks_for: Secret = Secret.PIN

    def available(self, means: Means) -> Availability:
        try:
            places = tokens.library(means.token_library).places()
        except WorldError as problem:
            return Availability(ready=False, problem=str(problem.facts.get("problem", "broken")))
        return Availability(ready=bool(places), problem="" if places else "no-token", places=places)

    def certificates(
        self, location: str, secret: str = "", request: Request = ANY, watch: Watch = UNWATCHED
    ) -> tuple[Offered, ...]:
        """Seen without the PIN; where one is given, it is tried."""
        library = tokens.library(request.means.token_library)
        if secret:
            library.check_pin(location, secret)
        held = library.held(location)
        return fitting_first(
            [
                Offered(location, one.certificate, (*_unusable(one.certificate), *request.reasons(one.certificate)))
                for one in held
            ]
        )

    @contextmanager
    def open(
        self, location: str, secret: str = "", request: Request = ANY, watch: Watch = UNWATCHED
    ) -> Iterator[TokenKey]:
        """See `app/eds/key_store.py`. The fitting certificate that is valid longest is taken."""
        tell(watch, 0, 1, "token")
        library = tokens.library(request.means.token_library)
        chosen = _chosen(library.held(location), request)
        library.check_pin(location, secret)
        yield TokenKey(library, location, secret, chosen.key_id, chosen.certificate)


def _chosen(held: Sequence[Held], request: Request) -> Held:
    """Raises `Refused`: `key-without-certificate`, `key-unsupported`, `key-not-suitable` with the reasons."""
    if not held:
        raise Refused("key-without-certificate")
    fitting = [one for one in held if not request.reasons(one.certificate)]
    if not fitting:
        reasons = dict.fromkeys(reason for one in held for reason in request.reasons(one.certificate))
        raise Refused("key-not-suitable", reasons=",".join(reasons))
    usable = [one for one in fitting if not _unusable(one.certificate)]
    if not usable:
        raise Refused("key-unsupported")
    return max(usable, key=lambda one: one.certificate.not_after)


def _unusable(own: Certificate) -> tuple[str, ...]:
    return () if own.key_algorithm == algorithms.RSA_KEY else ("key-unsupported",)


KEY_STORE = Pkcs11Store()

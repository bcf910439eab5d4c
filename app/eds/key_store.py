"""The seam between signing and the places where keys live (requirement R27.9-a).

A key store says whether it is there, which certificates it offers, and hands out an opened key; the opened key makes
CAdES containers. A file key makes them here, NCALayer makes them in its own process, a token computes the raw
signature, a signature made elsewhere is taken in: callers see no difference. A container is never believed because
of where it came from: `app/eds/verify.py` judges each one before it is stored.

Every store refuses with the same codes:

`key-wrong-password` · `key-pin-wrong` (`tries_left`) · `key-pin-locked` · `key-pin-stopped` (two wrong PINs: the
program stops before the token locks itself) · `key-cancelled` · `key-token-removed` · `key-store-unavailable`
(`problem`: a code of `PROBLEMS`) · `key-store-busy` · `key-not-suitable` (`reasons`, codes joined by commas) ·
`key-answer-unreadable` · `key-answer-other-bytes` · `key-file-missing` · `key-unreadable` · `key-unsupported` ·
`key-without-key` · `key-without-certificate` · `key-does-not-match` · `key-gost-2004-verify-only`.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import ModuleType
from typing import Protocol

from app import registry
from app.domain.errors import Refused
from app.domain.signature import CertificateView
from app.eds import certificate
from app.eds.certificate import Certificate

NCALAYER_URL = "wss://127.0.0.1:13579/"

# Why a store cannot be asked now.
PROBLEMS = frozenset({
    "not-configured", "not-installed", "not-running", "not-trusted", "no-token", "no-answer", "broken", "wrong-version",
})  # fmt: skip


class Secret(StrEnum):
    """What a person types for a store; NCALayer asks for it itself, and a signature made elsewhere needs none."""

    PASSWORD = "password"  # noqa: S105  the kind of a secret
    PIN = "pin"
    NONE = "none"


class Purpose(StrEnum):
    """As `CertificateView.purposes` names them."""

    SIGN = "sign"
    AUTHENTICATE = "authenticate"


@dataclass(frozen=True, slots=True)
class Means:
    """What this practice and this computer give the stores; nothing of it is ever taken from a document."""

    is_test: bool = False
    locale: str = "ru"  # kk, ru, en: the language of windows that a store opens itself
    ncalayer_url: str = NCALAYER_URL
    tls_authorities: tuple[bytes, ...] = ()  # DER certificates; a practice marked TEST trusts these for NCALayer's TLS
    token_library: str = ""  # path of the PKCS#11 library, set by the administrator


@dataclass(frozen=True, slots=True)
class Request:
    """For whom and for what a key is wanted. Empty: no condition."""

    iin: str = ""
    bin_number: str = ""  # only the key of this organisation, or a key of no organisation
    purpose: Purpose | None = None
    usages: tuple[str, ...] = ()  # extended key usages that must all be there, dotted OIDs
    certificate: bytes = b""  # DER: exactly this certificate's key
    means: Means = Means()

    def reasons(self, offered: Certificate) -> tuple[str, ...]:
        """Why a certificate does not fit, as codes of the checks; empty where it does."""
        view = certificate.view(offered)
        found = (
            ("another-certificate", bool(self.certificate) and self.certificate != offered.der),
            ("iin-differs", bool(self.iin) and view.subject_number != f"IIN{self.iin}"),
            ("bin-differs", bool(self.bin_number and view.bin_number) and str(view.bin_number) != self.bin_number),
            (_unfit(view), self.purpose is not None and self.purpose not in view.purposes),
            ("usage-missing", not set(self.usages) <= set(offered.extended_key_usage)),
        )
        return tuple(code for code, applies in found if applies)

    def demand(self, offered: Certificate) -> None:
        """Raises `Refused("key-not-suitable")` with `reasons`."""
        if reasons := self.reasons(offered):
            raise Refused("key-not-suitable", reasons=",".join(reasons))


def _unfit(view: CertificateView) -> str:
    """As check P1 says it."""
    return "authentication-only" if Purpose.AUTHENTICATE in view.purposes else "not-for-signing"


ANY = Request()


@dataclass(frozen=True, slots=True)
class Place:
    """One token, or one storage of NCALayer, as a person recognises it before anything is typed."""

    location: str
    label: str
    serial_number: str = ""
    model: str = ""
    warning: str = ""  # pin-low, pin-last, pin-locked, pin-stopped


@dataclass(frozen=True, slots=True)
class Availability:
    """Whether a store can be asked now. `problem` is a code of `PROBLEMS`."""

    ready: bool
    problem: str = ""
    version: str = ""
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Offered:
    """A certificate whose key a store has; `reasons` say why it does not fit what was wanted."""

    location: str
    certificate: Certificate
    reasons: tuple[str, ...] = ()


class Watch(Protocol):
    """Whoever waits: it is told how far the work is, and says whether it is still wanted (`ui/tasks.py: Progress`)."""

    @property
    def is_cancelled(self) -> bool: ...

    def __call__(self, done: int, total: int, what: str = "") -> None:
        """May raise to end the work."""
        ...


class Unwatched:
    """Nobody waits in sight; nothing is cancelled."""

    is_cancelled = False

    def __call__(self, done: int, total: int, what: str = "") -> None:
        """Tells nobody."""


UNWATCHED = Unwatched()


def tell(watch: Watch, done: int, total: int, what: str = "") -> None:
    """A step of signing. Raises `Refused("key-cancelled")` where the person does not want it any more."""
    if watch.is_cancelled:
        raise Refused("key-cancelled")
    watch(done, total, what)


class OpenedKey(Protocol):
    """A key that was unlocked for one act of signing, or for a batch."""

    @property
    def certificate(self) -> Certificate:
        """The certificate that belongs to the key."""
        ...

    def sign(
        self, contents: Sequence[bytes], signing_time: datetime, *, attached: bool = False, watch: Watch = UNWATCHED
    ) -> tuple[bytes, ...]:
        """One CAdES-B container (DER) per content, in order, with one opening of the key."""
        ...


class KeyStore(Protocol):
    """One kind of place. `location` is a path, a token's address or a storage's name.

    `open` may be given an empty `secret` where `asks_for` is `NONE`. All methods raise `Refused` with the codes above.
    """

    key: str
    asks_for: Secret

    def available(self, means: Means) -> Availability:
        """Whether the store is there, without opening a key or a window. Never raises."""
        ...

    def certificates(
        self, location: str, secret: str = "", request: Request = ANY, watch: Watch = UNWATCHED
    ) -> tuple[Offered, ...]:
        """What the store offers, the fitting ones first."""
        ...

    def open(
        self, location: str, secret: str = "", request: Request = ANY, watch: Watch = UNWATCHED
    ) -> AbstractContextManager[OpenedKey]: ...


class RawKey(Protocol):
    """A key that signs bytes: what `app/eds/cades.py` needs to make a container itself."""

    @property
    def certificate(self) -> Certificate: ...

    @property
    def digest_algorithm(self) -> str:
        """Dotted OID."""
        ...

    @property
    def signature_algorithm(self) -> str:
        """Dotted OID."""
        ...

    def sign_raw(self, message: bytes) -> bytes: ...


def fitting_first(offered: Sequence[Offered]) -> tuple[Offered, ...]:
    """Fitting ones first, then by the end of their term, the longest first."""
    return tuple(sorted(offered, key=lambda one: (bool(one.reasons), -one.certificate.not_after.timestamp())))


def key_stores() -> dict[str, KeyStore]:
    """All kinds that the program knows, by key."""
    from app.eds import key_stores as folder

    package: ModuleType = folder
    return registry.entries(package, "KEY_STORE")


def find(kind: str) -> KeyStore:
    """Raises `Refused("key-store-unknown")`."""
    found = key_stores().get(kind)
    if found is None:
        raise Refused("key-store-unknown", kind=kind)
    return found

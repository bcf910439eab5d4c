"""Keys in files (.p12, PKCS#12): opened for one act of signing, dropped right after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from app.domain.errors import Refused
from app.eds import algorithms, pkcs12
from app.eds.certificate import Certificate
from app.eds.gost import keys as gost
from app.eds.key_store import ANY, UNWATCHED, Availability, Means, Offered, Purpose, Request, Secret, Watch
from app.eds.local_signing import sign_each


@dataclass(frozen=True, slots=True, repr=False)
class RsaKey:
    """An RSA key in memory: SHA-256 with RSA, PKCS#1 v1.5, as the NCA's certificates are used."""

    private_key: rsa.RSAPrivateKey
    certificate: Certificate
    digest_algorithm: str = algorithms.SHA256
    signature_algorithm: str = algorithms.RSA_SHA256

    def sign_raw(self, message: bytes) -> bytes:
        return self.private_key.sign(message, padding.PKCS1v15(), hashes.SHA256())

    def sign(
        self, contents: Sequence[bytes], signing_time: datetime, *, attached: bool = False, watch: Watch = UNWATCHED
    ) -> tuple[bytes, ...]:
        return sign_each(self, contents, signing_time, attached=attached, watch=watch)


@dataclass(frozen=True, slots=True, repr=False)
class GostKey:
    """A GOST key in memory. Signatures are made by the standard of 2015; a key of 2004 shows its certificate only."""

    private_key: gost.PrivateKey | None
    certificate: Certificate

    @property
    def digest_algorithm(self) -> str:
        return gost.KINDS[self.certificate.key_algorithm].digest

    @property
    def signature_algorithm(self) -> str:
        return gost.KINDS[self.certificate.key_algorithm].signature

    def sign_raw(self, message: bytes) -> bytes:
        """Raises `Refused("key-gost-2004-verify-only")`."""
        if self.private_key is None or self.private_key.kind is gost.GOST_2004:
            raise Refused("key-gost-2004-verify-only")
        return self.private_key.sign(message)

    def sign(
        self, contents: Sequence[bytes], signing_time: datetime, *, attached: bool = False, watch: Watch = UNWATCHED
    ) -> tuple[bytes, ...]:
        return sign_each(self, contents, signing_time, attached=attached, watch=watch)


@dataclass(frozen=True, slots=True)
class Pkcs12Store:
    key: str = "pkcs12"
    asks_for: Secret = Secret.PASSWORD

    def available(self, means: Means) -> Availability:
        """Files are always there to be chosen."""
        return Availability(ready=True)

    def certificates(
        self, location: str, secret: str = "", request: Request = ANY, watch: Watch = UNWATCHED
    ) -> tuple[Offered, ...]:
        """The one certificate of the file; it is encrypted too, so the password is needed."""
        with self.open(location, secret) as opened:
            own = opened.certificate
        return (Offered(location, own, request.reasons(own)),)

    @contextmanager
    def open(
        self, location: str, secret: str = "", request: Request = ANY, watch: Watch = UNWATCHED
    ) -> Iterator[RsaKey | GostKey]:
        """See `app/eds/key_store.py`; the file is read anew each time."""
        try:
            content = Path(location).read_bytes()
        except (OSError, ValueError) as problem:
            raise Refused("key-file-missing") from problem
        opened = pkcs12.open_file(content, secret)
        request.demand(opened.certificate)
        if request.purpose is Purpose.SIGN and opened.certificate.key_algorithm == gost.GOST_2004.key:
            raise Refused("key-gost-2004-verify-only")
        if isinstance(opened.private_key, rsa.RSAPrivateKey):
            yield RsaKey(opened.private_key, opened.certificate)
        else:
            yield GostKey(opened.private_key, opened.certificate)


KEY_STORE = Pkcs12Store()

"""GOST 34.10 keys in the Kazakh layout: reading, writing, signing, verifying (RFC 7091).

Every number is little-endian: the scalar, x then y of a public key, r then s of a signature; the digest is read as
a little-endian number as well. A whole signature turned round is s then r, big-endian: the form of RFC 9215.
The nonce is drawn from key and message (RFC 6979 with HMAC-Streebog), so that no weak randomness can tell the key.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from asn1crypto import core

from app.domain.errors import Unreadable
from app.eds import asn1
from app.eds.gost import curves
from app.eds.gost.curves import CRYPTOPRO_A, TC26_256_A, TC26_512_A, Curve, Point
from app.eds.gost.gost94 import gost94
from app.eds.gost.streebog import streebog256, streebog512


class Hashing(Protocol):
    """A digest that grows, as `hashlib` has it."""

    def update(self, message: bytes, /) -> None: ...

    def digest(self) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Kind:
    """One edition of the standard as Kazakhstan uses it; identifiers are dotted OIDs."""

    name: str
    key: str
    parameters: str
    digest: str
    signature: str
    parameter_digest: str  # the digest as the parameters of a key name it
    curve: Curve
    hashing: Callable[[], Hashing]
    drawing: Callable[[], Any]  # the digest that draws nonces, as wide as the curve

    def digest_of(self, message: bytes) -> bytes:
        growing = self.hashing()
        growing.update(message)
        return growing.digest()


GOST_2015_512 = Kind(
    name="GOST 34.10-2015 512",
    key="1.2.398.3.10.1.1.2.2",
    parameters="1.2.398.3.10.1.1.2.2.1",
    digest="1.2.398.3.10.1.3.3",
    signature="1.2.398.3.10.1.1.2.3.2",
    parameter_digest="1.2.398.3.10.1.3.3",
    curve=TC26_512_A,
    hashing=streebog512,
    drawing=streebog512,
)
GOST_2015_256 = Kind(  # no certificate with it was ever seen, see DECISIONS.md
    name="GOST 34.10-2015 256",
    key="1.2.398.3.10.1.1.2.1",
    parameters="1.2.398.3.10.1.1.2.1.1",
    digest="1.2.398.3.10.1.3.2",
    signature="1.2.398.3.10.1.1.2.3.1",
    parameter_digest="1.2.398.3.10.1.3.2",
    curve=TC26_256_A,
    hashing=streebog256,
    drawing=streebog256,
)
GOST_2004 = Kind(
    name="GOST 34.310-2004",
    key="1.2.398.3.10.1.1.1.1",
    parameters="1.2.398.3.10.1.1.1.1.1",
    digest="1.2.398.3.10.1.3.1",
    signature="1.2.398.3.10.1.1.1.2",
    parameter_digest="1.2.398.3.10.1.3.1.1.0",  # with its S-boxes
    curve=CRYPTOPRO_A,
    hashing=gost94,
    drawing=streebog256,
)
KINDS = {kind.key: kind for kind in (GOST_2015_512, GOST_2015_256, GOST_2004)}


class _Parameters(core.Sequence):  # type: ignore[misc]  # asn1crypto has no types
    """GostR3410-PublicKeyParameters (RFC 9215 4.3); the digest may be left out."""

    _fields: ClassVar[list[Any]] = [
        ("curve", core.ObjectIdentifier),
        ("digest", core.ObjectIdentifier, {"optional": True}),
        ("encryption", core.ObjectIdentifier, {"optional": True}),
    ]


class PrivateKeyInfo(core.Sequence):  # type: ignore[misc]  # asn1crypto has no types
    """PKCS#8 (RFC 5958 2)."""

    _fields: ClassVar[list[Any]] = [
        ("version", core.Integer),
        ("algorithm", asn1.Algorithm),
        ("private_key", core.OctetString),
        ("attributes", core.Any, {"optional": True}),
        ("public_key", core.Any, {"optional": True}),
    ]


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A point of the curve's group, checked to be one."""

    kind: Kind
    point: Point

    @classmethod
    def from_spki(cls, der: bytes) -> PublicKey:
        """From a DER SubjectPublicKeyInfo. Raises `Unreadable("public-key")`."""
        parsed = asn1.load(asn1.PublicKey, der, "public-key")
        with asn1.reading("public-key"):
            kind = _kind(parsed["algorithm"])
            size = kind.curve.size
            written = core.OctetString.load(parsed["public_key"].native, strict=True).native
            if len(written) != 2 * size:
                raise ValueError("length")
            point = _number(written[:size]), _number(written[size:])
            if not kind.curve.is_in_group(point):
                raise ValueError("no point of the group")
        return cls(kind, point)

    def to_spki(self) -> bytes:
        size = self.kind.curve.size
        written = b"".join(value.to_bytes(size, "little") for value in self.point)
        encoded: bytes = asn1.PublicKey(
            {"algorithm": _algorithm(self.kind), "public_key": core.OctetBitString(core.OctetString(written).dump())}
        ).dump()
        return encoded

    def verify(self, signature: bytes, message: bytes) -> bool:
        return self.verify_digest(signature, self.kind.digest_of(message))

    def verify_digest(self, signature: bytes, digest: bytes) -> bool:
        """RFC 7091 6.2. False for every malformed signature."""
        curve = self.kind.curve
        if len(signature) != 2 * curve.size:
            return False
        r, s = _number(signature[: curve.size]), _number(signature[curve.size :])
        if not (0 < r < curve.q and 0 < s < curve.q):
            return False
        inverse = pow(_representative(digest, curve), -1, curve.q)
        found = curves.combined(curve, s * inverse % curve.q, -r * inverse % curve.q, self.point)
        return found is not None and found[0] % curve.q == r


@dataclass(frozen=True, slots=True, repr=False)
class PrivateKey:
    """A scalar; it is in no text that Python makes of the object."""

    kind: Kind
    scalar: int

    def __post_init__(self) -> None:
        if not 0 < self.scalar < self.kind.curve.q:
            raise Unreadable("private-key")

    @classmethod
    def generate(cls, kind: Kind = GOST_2015_512) -> PrivateKey:
        return cls(kind, secrets.randbelow(kind.curve.q - 1) + 1)

    @classmethod
    def from_pkcs8(cls, der: bytes) -> PrivateKey:
        """From a DER PrivateKeyInfo as the NCA writes it. Raises `Unreadable("private-key")`."""
        kind, written = _private(der)
        with asn1.reading("private-key"):
            scalar = core.OctetString.load(written, strict=True).native
            if len(scalar) != kind.curve.size:
                raise ValueError("length")
        return cls(kind, _number(scalar))

    @classmethod
    def readings(cls, der: bytes) -> tuple[PrivateKey, ...]:
        """The key in each way in which other programs write one (RFC 9215 5); a certificate tells which is meant.

        Raises `Unreadable("private-key")`.
        """
        kind, written = _private(der)
        with asn1.reading("private-key"):
            scalar = written if len(written) == kind.curve.size else _scalar(core.Any.load(written, strict=True))
        values = {int.from_bytes(scalar, order) for order in ("little", "big")}
        return tuple(cls(kind, value) for value in sorted(values) if 0 < value < kind.curve.q)

    def to_pkcs8(self) -> bytes:
        written = core.OctetString(self.scalar.to_bytes(self.kind.curve.size, "little")).dump()
        encoded: bytes = PrivateKeyInfo(
            {"version": 0, "algorithm": _algorithm(self.kind), "private_key": core.OctetString(written)}
        ).dump()
        return encoded

    def public_key(self) -> PublicKey:
        point = curves.multiplied_base(self.kind.curve, self.scalar)
        assert point is not None  # the scalar is below the order
        return PublicKey(self.kind, point)

    def sign(self, message: bytes) -> bytes:
        return self.sign_digest(self.kind.digest_of(message))

    def sign_digest(self, digest: bytes) -> bytes:
        """RFC 7091 6.1, verified before it leaves: a computing fault must not give the key away."""
        curve = self.kind.curve
        representative = _representative(digest, curve)
        draw = _nonces(self.kind, self.scalar, representative)
        while True:
            nonce = draw()
            point = curves.multiplied_base(curve, nonce)
            r = point[0] % curve.q if point else 0
            s = (r * self.scalar + nonce * representative) % curve.q
            if r and s:
                break
        signature = r.to_bytes(curve.size, "little") + s.to_bytes(curve.size, "little")
        if not self.public_key().verify_digest(signature, digest):
            raise ArithmeticError("a signature does not verify with its own key")
        return signature


def _private(der: bytes) -> tuple[Kind, bytes]:
    parsed = asn1.load(PrivateKeyInfo, der, "private-key")
    with asn1.reading("private-key"):
        return _kind(parsed["algorithm"]), parsed["private_key"].native


def _scalar(inner: Any) -> bytes:
    """The bytes of an OCTET STRING, of an INTEGER turned round, or of an ECPrivateKey (RFC 5915)."""
    if isinstance(inner, core.Sequence):
        inner = inner[1]
    if isinstance(inner, core.OctetString):
        octets: bytes = inner.native
        return octets
    if not isinstance(inner, core.Integer):
        raise ValueError("no number")  # noqa: TRY004  malformed bytes, as every other kind
    turned: bytes = inner.contents.lstrip(b"\0")[::-1]
    return turned


def _nonces(kind: Kind, scalar: int, representative: int) -> Callable[[], int]:
    """RFC 6979 3.2; the digest is as wide as the order of the curve, or a bit wider."""
    order, size = kind.curve.q, kind.curve.size
    surplus = 8 * size - order.bit_length()
    seed = scalar.to_bytes(size, "big") + representative.to_bytes(size, "big")
    value, key = b"\x01" * size, b"\x00" * size

    def keyed(text: bytes) -> bytes:
        return hmac.new(key, text, kind.drawing).digest()

    for mark in (b"\x00", b"\x01"):
        key = keyed(value + mark + seed)
        value = keyed(value)

    def draw() -> int:
        nonlocal key, value
        while True:
            value = keyed(value)
            nonce = int.from_bytes(value, "big") >> surplus
            if 0 < nonce < order:
                return nonce
            key = keyed(value + b"\x00")
            value = keyed(value)

    first = True

    def next_one() -> int:
        nonlocal key, value, first
        if not first:
            key = keyed(value + b"\x00")
            value = keyed(value)
        first = False
        return draw()

    return next_one


def _representative(digest: bytes, curve: Curve) -> int:
    return _number(digest) % curve.q or 1


def _number(written: bytes) -> int:
    return int.from_bytes(written, "little")


def _kind(algorithm: Any) -> Kind:
    """Raises `ValueError` for what is in no row, or has other parameters than the row says."""
    kind = KINDS.get(algorithm["algorithm"].dotted)
    if kind is None:
        raise ValueError("key algorithm")
    parameters = algorithm["parameters"].parse(_Parameters)
    if parameters["curve"].dotted != kind.parameters:
        raise ValueError("parameter set")
    return kind


def _algorithm(kind: Kind) -> asn1.Algorithm:
    return asn1.Algorithm(
        {"algorithm": kind.key, "parameters": _Parameters({"curve": kind.parameters, "digest": kind.parameter_digest})}
    )

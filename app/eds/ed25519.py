"""Ed25519 signatures checked in plain Python: RFC 8032 5.1.7. For the stand-alone verifier, which installs nothing.

Verification only: nothing here is secret, so nothing here needs constant time.
"""

from __future__ import annotations

import base64
import binascii
import hashlib

from app.domain.errors import Unreadable

_P = 2**255 - 19
_L = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, -1, _P) % _P
_SQRT_MINUS_1 = pow(2, (_P - 1) // 4, _P)
_PREFIX = bytes.fromhex("302a300506032b6570032100")  # SubjectPublicKeyInfo of id-Ed25519 (RFC 8410 4)
_BEGIN, _END = "-----BEGIN PUBLIC KEY-----", "-----END PUBLIC KEY-----"

_Point = tuple[int, int, int, int]  # extended coordinates X, Y, Z, T with x = X/Z, y = Y/Z, xy = T/Z


def public_key(pem: bytes) -> bytes:
    """The DER SubjectPublicKeyInfo in PEM armour. Raises `Unreadable("public-key")`."""
    text = pem.decode("ascii", errors="replace").strip()
    if not (text.startswith(_BEGIN) and text.endswith(_END)):
        raise Unreadable("public-key")
    try:
        spki = base64.b64decode("".join(text.removeprefix(_BEGIN).removesuffix(_END).split()), validate=True)
    except (binascii.Error, ValueError) as problem:
        raise Unreadable("public-key") from problem
    if not spki.startswith(_PREFIX) or len(spki) != len(_PREFIX) + 32:
        raise Unreadable("public-key")
    return spki


def verify(spki: bytes, signature: bytes, message: bytes) -> bool:
    """Whether the signature was made with this key over these bytes."""
    encoded = spki[len(_PREFIX) :]
    key, first = _point(encoded), _point(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or key is None or first is None or scalar >= _L:
        return False
    challenge = int.from_bytes(hashlib.sha512(signature[:32] + encoded + message).digest(), "little") % _L
    return _same(_times(scalar, _BASE), _add(first, _times(challenge, key)))


def _x_of(y: int, sign: int) -> int | None:
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * _SQRT_MINUS_1 % _P
    if (x * x - square) % _P or (x == 0 and sign):
        return None
    return _P - x if x & 1 != sign else x


def _point(encoded: bytes) -> _Point | None:
    if len(encoded) != 32:
        return None
    y = int.from_bytes(encoded, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    x = _x_of(y, sign) if y < _P else None
    return None if x is None else (x, y, 1, x * y % _P)


def _add(one: _Point, other: _Point) -> _Point:
    a = (one[1] - one[0]) * (other[1] - other[0]) % _P
    b = (one[1] + one[0]) * (other[1] + other[0]) % _P
    c = 2 * one[3] * other[3] * _D % _P
    d = 2 * one[2] * other[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _times(scalar: int, point: _Point) -> _Point:
    found: _Point = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            found = _add(found, point)
        point = _add(point, point)
        scalar >>= 1
    return found


def _same(one: _Point, other: _Point) -> bool:
    return not ((one[0] * other[2] - other[0] * one[2]) % _P or (one[1] * other[2] - other[1] * one[2]) % _P)


_BASE_Y = 4 * pow(5, -1, _P) % _P
_BASE_X = _x_of(_BASE_Y, 0) or 0
_BASE: _Point = (_BASE_X, _BASE_Y, 1, _BASE_X * _BASE_Y % _P)

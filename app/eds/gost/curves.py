"""Elliptic curves of GOST 34.10 (RFC 7091, RFC 7836, RFC 4357): points in Jacobian coordinates over big integers.

A verification walks both scalars at once in signed windows; a signature reads multiples of the base point from a
table that is made when a curve first signs.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

Point = tuple[int, int]  # affine
Jacobian = tuple[int, int, int]  # x = X/Z^2, y = Y/Z^3; Z = 0 is the point at infinity
INFINITY: Jacobian = (1, 1, 0)
_POINT_WINDOW, _BASE_WINDOW, _COMB = 5, 7, 4


@dataclass(frozen=True, slots=True)
class Curve:
    """y^2 = x^3 + ax + b over p; the base point has the prime order q."""

    name: str
    size: int  # bytes of a coordinate
    p: int
    a: int
    b: int
    q: int
    x: int
    y: int

    def holds(self, point: Point) -> bool:
        x, y = point
        return 0 <= x < self.p and 0 <= y < self.p and (y * y - (x * x + self.a) * x - self.b) % self.p == 0

    def is_in_group(self, point: Point) -> bool:
        """Whether q times the point is infinity; of most curves here that is every point."""
        if not self.holds(point):
            return False
        has_smaller_groups = self.q.bit_length() < self.p.bit_length()
        return not has_smaller_groups or multiplied(self, self.q, point) is None


# id-tc26-gost-3410-12-512-paramSetA (RFC 7836 A.1): the Kazakh parameter set A of 512 bits.
TC26_512_A = Curve(
    name="TC26-512-A",
    size=64,
    p=(1 << 512) - 569,
    a=(1 << 512) - 572,
    b=int(
        "E8C2505DEDFC86DDC1BD0B2B6667F1DA34B82574761CB0E879BD081CFD0B6265"
        "EE3CB090F30D27614CB4574010DA90DD862EF9D4EBEE4761503190785A71C760",
        16,
    ),
    q=int(
        "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF"
        "27E69532F48D89116FF22B8D4E0560609B4B38ABFAD2B85DCACDB1411F10B275",
        16,
    ),
    x=3,
    y=int(
        "7503CFE87A836AE3A61B8816E25450E6CE5E1C93ACF1ABC1778064FDCBEFA921"
        "DF1626BE4FD036E93D75E6A50E3A41E98028FE5FC235F5B889A589CB5215F2A4",
        16,
    ),
)

# id-tc26-gost-3410-2012-256-paramSetA in its Weierstrass form (RFC 7836 A.2), cofactor 4.
TC26_256_A = Curve(
    name="TC26-256-A",
    size=32,
    p=(1 << 256) - 617,
    a=0xC2173F1513981673AF4892C23035A27CE25E2013BF95AA33B22C656F277E7335,
    b=0x295F9BAE7428ED9CCC20E7C359A9D41A22FCCD9108E17BF7BA9337A6F8AE9513,
    q=0x400000000000000000000000000000000FD8CDDFC87B6635C115AF556C360C67,
    x=0x91E38443A5E82C0D880923425712B2BB658B9196932E02C78B2582FE742DAA28,
    y=0x32879423AB1A0375895786C4BB46E9565FDE0B5344766740AF268ADB32322E5C,
)

# id-GostR3410-2001-CryptoPro-A-ParamSet (RFC 4357 11.4): the curve of the Kazakh keys of 2004.
CRYPTOPRO_A = Curve(
    name="CryptoPro-A",
    size=32,
    p=(1 << 256) - 617,
    a=(1 << 256) - 620,
    b=166,
    q=0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF6C611070995AD10045841B09B761B893,
    x=1,
    y=0x8D91E471E0989CDA27DF505A453F2B7635294F2DDF23E3B122ACC99C9E9F1E14,
)


def multiplied_base(curve: Curve, scalar: int) -> Point | None:
    """`scalar` times the base point; None is infinity."""
    total = INFINITY
    for row in _base_table(curve):
        digit = scalar & ((1 << _COMB) - 1)
        if digit:
            total = _plus_affine(curve, total, row[digit - 1])
        scalar >>= _COMB
    return _affine(curve, total)


def multiplied(curve: Curve, scalar: int, point: Point) -> Point | None:
    return combined(curve, 0, scalar, point)


def combined(curve: Curve, base_scalar: int, scalar: int, point: Point) -> Point | None:
    """`base_scalar` times the base point plus `scalar` times `point`, in one walk (Shamir's trick)."""
    base_digits = _signed_windows(base_scalar, _BASE_WINDOW)
    digits = _signed_windows(scalar, _POINT_WINDOW)
    base_multiples, multiples = _base_multiples(curve), _odd_multiples(curve, point, _POINT_WINDOW)
    total = INFINITY
    for place in range(max(len(base_digits), len(digits)) - 1, -1, -1):
        total = _doubled(curve, total)
        for own_digits, own_multiples in ((base_digits, base_multiples), (digits, multiples)):
            digit = own_digits[place] if place < len(own_digits) else 0
            if digit:
                x, y = own_multiples[abs(digit) >> 1]
                total = _plus_affine(curve, total, (x, y if digit > 0 else curve.p - y))
    return _affine(curve, total)


def _signed_windows(scalar: int, width: int) -> list[int]:
    """The scalar in digits that are zero or odd and below 2^(width-1), lowest first (wNAF)."""
    digits = []
    while scalar:
        digit = 0
        if scalar & 1:
            digit = scalar & ((1 << width) - 1)
            if digit >> (width - 1):
                digit -= 1 << width
            scalar -= digit
        digits.append(digit)
        scalar >>= 1
    return digits


@cache
def _base_multiples(curve: Curve) -> list[Point]:
    return _odd_multiples(curve, (curve.x, curve.y), _BASE_WINDOW)


def _odd_multiples(curve: Curve, point: Point, width: int) -> list[Point]:
    """1, 3, 5, … times the point, as many as signed windows of that width need."""
    twice = _affine(curve, _doubled(curve, (*point, 1)))
    multiples: list[Jacobian] = [(*point, 1)]
    for _ in range((1 << (width - 2)) - 1):
        multiples.append(multiples[-1] if twice is None else _plus_affine(curve, multiples[-1], twice))
    return _all_affine(curve, multiples)


@cache
def _base_table(curve: Curve) -> list[list[Point]]:
    """1 to 15 times 16^i times the base point, for every i."""
    width = 1 << _COMB
    first: Jacobian = (curve.x, curve.y, 1)
    flat: list[Jacobian] = []
    for _ in range(-(-curve.q.bit_length() // _COMB)):
        start = _affine(curve, first)
        assert start is not None  # q is prime and no power of two
        row: list[Jacobian] = [(*start, 1)]
        for _ in range(width - 2):
            row.append(_plus_affine(curve, row[-1], start))
        first = _plus_affine(curve, row[-1], start)
        flat += row
    points = _all_affine(curve, flat)
    return [points[at : at + width - 1] for at in range(0, len(points), width - 1)]


def _all_affine(curve: Curve, points: list[Jacobian]) -> list[Point]:
    """With a single inversion for all; none of them is infinity, else `ValueError`."""
    p = curve.p
    products = [1]
    for _, _, z in points:
        products.append(products[-1] * z % p)
    inverse = pow(products[-1], -1, p)
    found: list[Point] = []
    for (x, y, z), before in zip(reversed(points), reversed(products[:-1]), strict=True):
        own = inverse * before % p
        inverse = inverse * z % p
        square = own * own % p
        found.append((x * square % p, y * square * own % p))
    return found[::-1]


def _affine(curve: Curve, point: Jacobian) -> Point | None:
    x, y, z = point
    if not z:
        return None
    own = pow(z, -1, curve.p)
    square = own * own % curve.p
    return x * square % curve.p, y * square * own % curve.p


def _doubled(curve: Curve, point: Jacobian) -> Jacobian:
    x, y, z = point
    p = curve.p
    if not z or not y:
        return INFINITY
    y_square = y * y % p
    z_square = z * z % p
    if curve.a + 3 == p:
        slope = 3 * (x - z_square) * (x + z_square) % p
    else:
        slope = (3 * x * x + curve.a * z_square * z_square) % p
    shared = 4 * x * y_square % p
    new_x = (slope * slope - 2 * shared) % p
    return new_x, (slope * (shared - new_x) - 8 * y_square * y_square) % p, 2 * y * z % p


def _plus_affine(curve: Curve, point: Jacobian, other: Point) -> Jacobian:
    x, y, z = point
    if not z:
        return (*other, 1)
    p = curve.p
    z_square = z * z % p
    across = (other[0] * z_square - x) % p
    up = (other[1] * z_square * z - y) % p
    if not across:
        return INFINITY if up else _doubled(curve, point)
    across_square = across * across % p
    across_cube = across_square * across % p
    shared = x * across_square % p
    new_x = (up * up - across_cube - 2 * shared) % p
    return new_x, (up * (shared - new_x) - y * across_cube) % p, z * across % p

"""GOST R 34.11-2012, "Streebog" (RFC 6986): the Kazakh GOST 34.11-2015 digest of 512 and of 256 bits.

The steps S, P and L of a round are one table look-up per byte; a state of 512 bits is one integer. Bytes are
numbered from the least significant one, as messages and digests lie in memory.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from functools import cache

BLOCK = 64
_ALL_BITS = (1 << 512) - 1

# RFC 6986 6.2: the substitution of one byte.
_PI = bytes.fromhex(
    "fceedd11cf6e3116fbc4fada23c5044de977f0db932e99ba1736f1bb14cd5fc1"
    "f918655ae25cef21811c3c428b018e4f058402aee36a8fa0060bed987fd4d31f"
    "eb342c51eac848abf22a68a2fd3aceccb5700e56080c7612bf7213479cb75d87"
    "15a19629107b9ac7f391786f9d9eb2b13275193dff358a7e6d54c680c3bd0d57"
    "dff524a93ea843c9d779d6f67c22b903e00fecde7a94b0bcdce828504e330a4a"
    "a79760731e0062441ab83882649f2641ad454692275e552f8ca3a57d69d5953b"
    "0758b34086ac1df730376be488d9e789e11b83494c3ff8fe8d53aa90cad88561"
    "207167a42d2b095bcb9b25d0bee56c5259a674d2e6f4b4c0d166afc2394b63b6"
)

# RFC 6986 6.4: the linear step as a matrix over GF(2^8), polynomial x^8 + x^4 + x^3 + x^2 + 1; one row for each
# byte of a word, least significant byte first.
_POLYNOMIAL = 0x11D
_ROWS = (
    "83e08e2b4b311c64",
    "18dcf59e4f478ba4",
    "2877328ad9867df9",
    "9ea81018658c065b",
    "38c193ba8c652103",
    "50898a32a99cccac",
    "8e98831a010fb646",
    "648746b2078b4783",
)

# RFC 6986 6.5: the constants of the twelve rounds, two lines each.
_HALVES = """
    b1085bda1ecadae9ebcb2f81c0657c1f2f6a76432e45d016714eb88d7585c4fc
    4b7ce09192676901a2422a08a460d31505767436cc744d23dd806559f2a64507
    6fa3b58aa99d2f1a4fe39d460f70b5d7f3feea720a232b9861d55e0f16b50131
    9ab5176b12d699585cb561c2db0aa7ca55dda21bd7cbcd56e679047021b19bb7
    f574dcac2bce2fc70a39fc286a3d843506f15e5f529c1f8bf2ea7514b1297b7b
    d3e20fe490359eb1c1c93a376062db09c2b6f443867adb31991e96f50aba0ab2
    ef1fdfb3e81566d2f948e1a05d71e4dd488e857e335c3c7d9d721cad685e353f
    a9d72c82ed03d675d8b71333935203be3453eaa193e837f1220cbebc84e3d12e
    4bea6bacad4747999a3f410c6ca923637f151c1f1686104a359e35d7800fffbd
    bfcd1747253af5a3dfff00b723271a167a56a27ea9ea63f5601758fd7c6cfe57
    ae4faeae1d3ad3d96fa4c33b7a3039c02d66c4f95142a46c187f9ab49af08ec6
    cffaa6b71c9ab7b40af21f66c2bec6b6bf71c57236904f35fa68407a46647d6e
    f4c70e16eeaac5ec51ac86febf240954399ec6c7e6bf87c9d3473e33197a93c9
    0992abc52d822c3706476983284a05043517454ca23c4af38886564d3a14d493
    9b1f5b424d93c9a703e7aa020c6e41414eb7f8719c36de1e89b4443b4ddbc49a
    f4892bcb929b069069d18d2bd1a5c42f36acc2355951a8d9a47f0dd4bf02e71e
    378f5a541631229b944c9ad8ec165fde3a7d3a1b258942243cd955b7e00d0984
    800a440bdbb2ceb17b2b8a9aa6079c540e38dc92cb1f2a607261445183235adb
    abbedea680056f52382ae548b2e4f3f38941e71cff8a78db1fffe18a1b336103
    9fe76702af69334b7a1e6c303b7652f43698fad1153bb6c374b4c7fb98459ced
    7bcd9ed0efc889fb3002c6cd635afe94d8fa6bbbebab07612001802114846679
    8a1d71efea48b9caefbacd1d7d476e98dea2594ac06fd85d6bcaa4cd81f32d1b
    378ee767f11631bad21380b00449b17acda43c32bcdf1d77f82012d430219f9b
    5d80ef9d1891cc86e71da4aa88e12852faf417d5d9b21b9948bc924af11bd720
""".split()
_CONSTANTS = tuple(int(high + low, 16) for high, low in zip(_HALVES[::2], _HALVES[1::2], strict=True))


class Streebog:
    """A digest that grows with `update`, as `hashlib` has it."""

    block_size = BLOCK

    def __init__(self, message: bytes = b"", *, bits: int = 512) -> None:
        if bits not in (256, 512):
            raise ValueError("bits")
        self.digest_size = bits // 8
        self.name = f"streebog{bits}"
        self._state = 0 if bits == 512 else int.from_bytes(b"\x01" * BLOCK, "little")
        self._length = 0
        self._sum = 0
        self._rest = b""
        self.update(message)

    def update(self, message: bytes) -> None:
        whole = self._rest + bytes(message)
        end = len(whole) - len(whole) % BLOCK
        compress, state, length, total = _compression(), self._state, self._length, self._sum
        for start in range(0, end, BLOCK):
            block = int.from_bytes(whole[start : start + BLOCK], "little")
            state = compress(state, length, block)
            length += 8 * BLOCK
            total += block
        self._state, self._length, self._sum = state, length, total & _ALL_BITS
        self._rest = whole[end:]

    def digest(self) -> bytes:
        compress = _compression()
        last = int.from_bytes(self._rest + b"\x01", "little")  # padding: a one, zeros above it
        state = compress(self._state, self._length, last)
        state = compress(state, 0, self._length + 8 * len(self._rest))
        state = compress(state, 0, (self._sum + last) & _ALL_BITS)
        return state.to_bytes(BLOCK, "little")[BLOCK - self.digest_size :]

    def hexdigest(self) -> str:
        return self.digest().hex()

    def copy(self) -> Streebog:
        twin = Streebog(bits=8 * self.digest_size)
        twin._state, twin._length = self._state, self._length
        twin._sum, twin._rest = self._sum, self._rest
        return twin


def streebog512(message: bytes = b"") -> Streebog:
    return Streebog(message)


def streebog256(message: bytes = b"") -> Streebog:
    return Streebog(message, bits=256)


@cache
def _compression() -> Callable[[int, int, int], int]:
    """The compression g(N, h, m) of RFC 6986 8, with its tables at hand as local names."""
    t0, t1, t2, t3, t4, t5, t6, t7 = _tables()
    pack = struct.Struct("<8Q").pack
    from_bytes = int.from_bytes

    def spread(state: int) -> int:
        """L(P(S(state))): word i of the result takes byte i of every word."""
        (
                b0, b1, b2, b3, b4, b5, b6, b7,
                b8, b9, b10, b11, b12, b13, b14, b15,
                b16, b17, b18, b19, b20, b21, b22, b23,
                b24, b25, b26, b27, b28, b29, b30, b31,
                b32, b33, b34, b35, b36, b37, b38, b39,
                b40, b41, b42, b43, b44, b45, b46, b47,
                b48, b49, b50, b51, b52, b53, b54, b55,
                b56, b57, b58, b59, b60, b61, b62, b63,
        ) = state.to_bytes(BLOCK, "little")  # fmt: skip
        return from_bytes(
            pack(
                    t0[b0] ^ t1[b8] ^ t2[b16] ^ t3[b24] ^ t4[b32] ^ t5[b40] ^ t6[b48] ^ t7[b56],
                    t0[b1] ^ t1[b9] ^ t2[b17] ^ t3[b25] ^ t4[b33] ^ t5[b41] ^ t6[b49] ^ t7[b57],
                    t0[b2] ^ t1[b10] ^ t2[b18] ^ t3[b26] ^ t4[b34] ^ t5[b42] ^ t6[b50] ^ t7[b58],
                    t0[b3] ^ t1[b11] ^ t2[b19] ^ t3[b27] ^ t4[b35] ^ t5[b43] ^ t6[b51] ^ t7[b59],
                    t0[b4] ^ t1[b12] ^ t2[b20] ^ t3[b28] ^ t4[b36] ^ t5[b44] ^ t6[b52] ^ t7[b60],
                    t0[b5] ^ t1[b13] ^ t2[b21] ^ t3[b29] ^ t4[b37] ^ t5[b45] ^ t6[b53] ^ t7[b61],
                    t0[b6] ^ t1[b14] ^ t2[b22] ^ t3[b30] ^ t4[b38] ^ t5[b46] ^ t6[b54] ^ t7[b62],
                    t0[b7] ^ t1[b15] ^ t2[b23] ^ t3[b31] ^ t4[b39] ^ t5[b47] ^ t6[b55] ^ t7[b63],
            ),
            "little",
        )  # fmt: skip

    def compress(state: int, length: int, block: int) -> int:
        key = spread(state ^ length)
        mixed = key ^ block
        for constant in _CONSTANTS:
            key = spread(key ^ constant)
            mixed = spread(mixed) ^ key
        return mixed ^ state ^ block

    return compress


def _tables() -> list[list[int]]:
    """For byte j of a word and each of its values: its share in the word after substitution and linear step."""
    return [
        [
            int.from_bytes(bytes(_times(_PI[value], factor) for factor in bytes.fromhex(row)), "little")
            for value in range(256)
        ]
        for row in _ROWS
    ]


def _times(one: int, other: int) -> int:
    product = 0
    while other:
        if other & 1:
            product ^= one
        one <<= 1
        if one & 0x100:
            one ^= _POLYNOMIAL
        other >>= 1
    return product

"""GOST digests and signatures give the numbers of the standards, and agree with other people's programs."""

from __future__ import annotations

import contextlib
import ssl
from pathlib import Path

import gostcrypto
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import Unreadable
from app.eds import algorithms, certificate
from app.eds.gost import curves, keys
from app.eds.gost.gost94 import Gost94
from app.eds.gost.streebog import Streebog

# RFC 6986 10: two messages, least significant byte first, as they lie in memory.
FIRST = b"012345678901234567890123456789012345678901234567890123456789012"
SECOND = "Се ветри, Стрибожи внуци, веютъ с моря стрелами на храбрыя плъкы Игоревы".encode("cp1251")


@pytest.mark.parametrize(
    ("bits", "message", "digest"),
    [
        (
            512,
            FIRST,
            (
                "1b54d01a4af5b9d5cc3d86d68d285462b19abc2475222f35c085122be4ba1ffa"
                "00ad30f8767b3a82384c6574f024c311e2a481332b08ef7f41797891c1646f48"
            ),
        ),
        (256, FIRST, "9d151eefd8590b89daa6ba6cb74af9275dd051026bb149a452fd84e5e57b5500"),
        (
            512,
            SECOND,
            (
                "1e88e62226bfca6f9994f1f2d51569e0daf8475a3b0fe61a5300eee46d961376"
                "035fe83549ada2b8620fcd7c496ce5b33f0cb9dddc2b6460143b03dabac9fb28"
            ),
        ),
        (256, SECOND, "9dd2fe4e90409e5da87f53976d7405b0c0cac628fc669a741d50063c557e8f50"),
        (
            512,
            b"",
            (
                "8e945da209aa869f0455928529bcae4679e9873ab707b55315f56ceb98bef0a7"
                "362f715528356ee83cda5f2aac4c6ad2ba3a715c1bcd81cb8e9f90bf4c1c1a8a"
            ),
        ),
        (256, b"", "3f539a213e97c802cc229d474c6aa32a825a360b2a933a949fd925208d9ce1bb"),
    ],
)
def test_streebog_gives_the_digests_of_the_standard(bits: int, message: bytes, digest: str) -> None:
    assert Streebog(message, bits=bits).hexdigest() == digest


@pytest.mark.parametrize(
    ("message", "digest"),  # RFC 5831 7.3, and the empty message
    [
        (b"This is message, length=32 bytes", "b1c466d37519b82e8319819ff32595e047a28cb6f83eff1c6916a815a637fffa"),
        (
            b"Suppose the original message has length = 50 bytes",
            "471aba57a60a770d3a76130635c1fbea4ef14de51f78b4ae57dd893b62f55208",
        ),
        (b"", "ce85b99cc46752fffee35cab9a7b0278abb4c2d2055cff685af4912c49490f8d"),
    ],
)
def test_gost_34311_gives_the_digests_of_the_standard(message: bytes, digest: str) -> None:
    assert Gost94(message).hexdigest() == digest


@settings(max_examples=25, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([256, 512]))
def test_streebog_agrees_with_another_implementation(message: bytes, bits: int) -> None:
    other = gostcrypto.gosthash.new(f"streebog{bits}", data=bytearray(message)) if message else None
    expected = other.hexdigest() if other else Streebog(bits=bits).hexdigest()
    assert Streebog(message, bits=bits).hexdigest() == expected


@settings(max_examples=60, deadline=None)
@given(st.lists(st.binary(max_size=150), max_size=6), st.sampled_from(sorted(algorithms.HASHING)))
def test_a_digest_does_not_depend_on_how_the_message_comes(pieces: list[bytes], oid: str) -> None:
    growing = algorithms.hashing(oid)
    for piece in pieces:
        growing.update(piece)
    assert growing.digest() == growing.digest() == algorithms.digest(oid, b"".join(pieces))


def test_a_long_document_is_hashed_once_and_an_altered_one_again(monkeypatch: pytest.MonkeyPatch) -> None:
    oid, fed = algorithms.STREEBOG_512, list[int]()

    class Counting(Streebog):
        def update(self, message: bytes) -> None:
            fed.append(len(message))
            super().update(message)

    monkeypatch.setitem(algorithms.HASHING, oid, Counting)
    message = bytes(range(256)) * 300
    first = algorithms.digest(oid, message)
    before = sum(fed)
    assert algorithms.digest(oid, message) == first == Streebog(message).digest()
    assert sum(fed) == before >= len(message)
    altered = message[:-1] + b"\0"
    assert algorithms.digest(oid, altered) == Streebog(altered).digest() != first
    monkeypatch.undo()
    assert algorithms.digest(oid, message) == first


def test_a_long_hashing_tells_how_far_it_is_and_can_be_ended() -> None:
    message, seen = bytes(200_000), []

    class Enough(Exception):
        pass

    def progress(done: int, whole: int) -> None:
        seen.append((done, whole))

    def stop(done: int, whole: int) -> None:
        if done:
            raise Enough

    told = algorithms.digest(algorithms.STREEBOG_512, message, progress)
    assert told == algorithms.digest(algorithms.STREEBOG_512, message)
    assert seen[0] == (0, 200_000)
    assert seen[-1] == (200_000, 200_000)
    assert seen == sorted(set(seen))
    with pytest.raises(Enough):
        algorithms.digest(algorithms.STREEBOG_512, message + b".", stop)


@pytest.mark.parametrize("curve", [kind.curve for kind in keys.KINDS.values()], ids=lambda curve: curve.name)
def test_the_curves_are_those_of_the_standards(curve: curves.Curve) -> None:
    base = (curve.x, curve.y)
    assert curve.is_in_group(base)
    assert curves.multiplied(curve, curve.q, base) is None
    assert curves.multiplied_base(curve, curve.q - 1) == (curve.x, curve.p - curve.y)
    assert curves.multiplied_base(curve, curve.q) is None
    assert curves.combined(curve, 5, curve.q - 5, base) is None
    for scalar in (1, 2, 3, 4, 15, 16, 17, 255, curve.q // 3):
        assert curves.multiplied_base(curve, scalar) == curves.multiplied(curve, scalar, base)
        assert curves.combined(curve, scalar, scalar, base) == curves.multiplied(curve, 2 * scalar, base)


def test_a_signature_of_the_standard_verifies() -> None:
    """RFC 7091 7.1 on its own curve, which no key here may use: the arithmetic is the same."""
    curve = curves.Curve(
        name="example",
        size=32,
        p=0x8000000000000000000000000000000000000000000000000000000000000431,
        a=7,
        b=0x5FBFF498AA938CE739B8E022FBAFEF40563F6E6A3472FC2A514C0CE9DAE23B7E,
        q=0x8000000000000000000000000000000150FE8A1892976154C59CFC193ACCF5B3,
        x=2,
        y=0x8E2A8A0E65147D4BD6316030E16D19C85C97F0A9CA267122B96ABBCEA7E8FC8,
    )
    scalar = 0x7A929ADE789BB9BE10ED359DD39A72C11B60961F49397EEE1D19CE9891EC3B28
    nonce = 0x77105C9B20BCD3122823C8CF6FCC7B956DE33814E95B7FE64FED924594DCEAB3
    representative = 0x2DFBC1B372D89A1188C09C52E0EEC61FCE52032AB1022E8E67ECE6672B043EE5
    public = curves.multiplied_base(curve, scalar)
    assert public is not None
    assert public[0] == 0x7F2B49E270DB6D90D8595BEC458B50C58585BA1D4E9B788F6689DBD8E56FD80B
    assert public[1] == 0x26F1B489D6701DD185C8413A977B3CBBAF64D1C593D26627DFFB101A87FF77DA
    point = curves.multiplied_base(curve, nonce)
    assert point is not None
    r = point[0] % curve.q
    s = (r * scalar + nonce * representative) % curve.q
    assert r == 0x41AA28D2F1AB148280CD9ED56FEDA41974053554A42767B83AD043FD39DC0493
    assert s == 0x1456C64BA4642A1653C235A98A60249BCD6D3F746B631DF928014F6C5BF9C40


@pytest.mark.parametrize("kind", keys.KINDS.values(), ids=lambda kind: kind.name)
def test_a_key_signs_and_only_its_own_signature_of_these_bytes_is_good(kind: keys.Kind) -> None:
    key = keys.PrivateKey(kind, kind.curve.q // 3)
    public = key.public_key()
    signature = key.sign(b"bytes")
    assert len(signature) == 2 * kind.curve.size
    assert key.sign(b"bytes") == signature  # no randomness in it
    assert public.verify(signature, b"bytes")
    assert not public.verify(signature, b"byteS")
    assert not public.verify(signature[::-1], b"bytes")
    assert not keys.PrivateKey(kind, 12345).public_key().verify(signature, b"bytes")
    assert keys.PublicKey.from_spki(public.to_spki()) == public
    assert keys.PrivateKey.from_pkcs8(key.to_pkcs8()) == key
    assert str(key.scalar) not in repr(key)


@settings(max_examples=15, deadline=None)
@given(st.sampled_from(list(keys.KINDS.values())), st.integers(1), st.binary(max_size=100), st.integers(0, 127))
def test_any_key_is_read_back_and_signs(kind: keys.Kind, number: int, message: bytes, flipped: int) -> None:
    key = keys.PrivateKey(kind, number % (kind.curve.q - 1) + 1)
    assert keys.PrivateKey.from_pkcs8(key.to_pkcs8()) == key
    assert key in keys.PrivateKey.readings(key.to_pkcs8())
    public = keys.PublicKey.from_spki(key.public_key().to_spki())
    signature = bytearray(key.sign(message))
    assert public.verify(bytes(signature), message)
    signature[flipped % len(signature)] ^= 1
    assert not public.verify(bytes(signature), message)


@pytest.mark.parametrize("kind", keys.KINDS.values(), ids=lambda kind: kind.name)
def test_numbers_out_of_range_are_no_signature(kind: keys.Kind) -> None:
    public, size, order = keys.PrivateKey(kind, 7).public_key(), kind.curve.size, kind.curve.q
    good = keys.PrivateKey(kind, 7).sign(b"m")
    r, s = good[:size], good[size:]
    for bad in (0, order, order + 1, (1 << (8 * size)) - 1):
        number = bad.to_bytes(size, "little")
        assert not public.verify(number + s, b"m")
        assert not public.verify(r + number, b"m")
    for wrong_length in (b"", good[:-1], good + b"\0"):
        assert not public.verify(wrong_length, b"m")
    for scalar in (0, order, -1):
        with pytest.raises(Unreadable):
            keys.PrivateKey(kind, scalar)


def test_a_point_beside_the_curve_is_no_key() -> None:
    public = keys.PrivateKey(keys.GOST_2015_512, 7).public_key()
    for point in ((public.point[0], public.point[1] ^ 1), (0, 0), (keys.TC26_512_A.p, public.point[1])):
        with pytest.raises(Unreadable, match=r"^public-key$"):
            keys.PublicKey.from_spki(keys.PublicKey(public.kind, point).to_spki())


def test_a_point_of_a_small_group_is_no_key() -> None:
    """The 256-bit curve has a cofactor of 4: its other points carry no signature."""
    curve, small = keys.GOST_2015_256.curve, None
    for x in range(2, 60):
        square = (x**3 + curve.a * x + curve.b) % curve.p
        y = pow(square, (curve.p + 1) // 4, curve.p)
        if curve.p % 4 == 3 and y * y % curve.p == square:
            small = curves.multiplied(curve, curve.q, (x, y)) or small
    assert small is not None
    assert curve.holds(small)
    with pytest.raises(Unreadable, match=r"^public-key$"):
        keys.PublicKey.from_spki(keys.PublicKey(keys.GOST_2015_256, small).to_spki())


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_key_raises_only_unreadable(data: st.DataObject) -> None:
    key = keys.PrivateKey(keys.GOST_2015_512, 7)
    for written, read in (
        (key.to_pkcs8(), keys.PrivateKey.from_pkcs8),
        (key.public_key().to_spki(), keys.PublicKey.from_spki),
    ):
        damaged = bytearray(written)
        damaged[data.draw(st.integers(0, len(written) - 1))] ^= data.draw(st.integers(1, 255))
        with contextlib.suppress(Unreadable):
            read(bytes(damaged))


def test_the_roots_of_the_country_sign_what_is_below_them(shared_samples: Path) -> None:
    """What proves the Kazakh byte order, curve and digests: certificates that everybody can get."""
    folder = shared_samples / "eds" / "certs"

    def loaded(name: str) -> certificate.Certificate:
        content = (folder / name).read_bytes()
        return certificate.read(ssl.PEM_cert_to_DER_cert(content.decode()) if content.startswith(b"-----") else content)

    for above, below in (
        ("prod/root_gost_2022.pem", "prod/root_gost_2022.pem"),
        ("prod/root_gost_2022.pem", "prod/nca_gost_2022.pem"),
        ("root_test_gost_2022.cer", "nca_gost2022_test.cer"),
        ("prod/root_gost_2020.cer", "prod/btsd_gost.cer"),
        ("prod/root_gost_2020.cer", "prod/ucgo_gost.cer"),
        ("prod/root_gost.pem", "prod/nca_gost.pem"),
        ("nca_gost_test.crt", "ceo_valid_sign_2004_gost.cer"),
        ("prod/root_rsa_2020.cer", "prod/nca_rsa_2022.cer"),
        ("nca_rsa_test.crt", "individual_valid_sign_2004_rsa.cer"),
    ):
        issuer, subject = loaded(above), loaded(below)
        digest = algorithms.agreed_digest(subject.signature_algorithm, issuer.key_algorithm)
        algorithms.verify(issuer.public_key, digest, subject.signature, subject.signed_part)
        with pytest.raises(algorithms.BadSignature):
            algorithms.verify(issuer.public_key, digest, subject.signature, subject.signed_part + b"\0")

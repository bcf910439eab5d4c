"""Key files open with their password, and say truthfully why they do not."""

from __future__ import annotations

import base64
import ssl
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import Refused
from app.domain.identity import Iin, PersonName
from app.eds import algorithms, asn1, certificate, der, key_store, pkcs12, pkcs12_sealing, rc2
from app.eds.gost import keys as gost
from app.stand_ins.pki import Subject
from app.stand_ins.pki_certificates import COMMON_NAME, Template, certified
from app.stand_ins.pki_key_files import nca_style

from .conftest import NOW
from .made_keys import MadeKey

PASSWORD = "Құпия-сөз 2026"
PERSON = Subject(PersonName("Оспанова", "Әсел"), Iin("850101300015"))


@pytest.fixture(scope="session", params=[True, False], ids=["as-the-nca", "as-present-tools"])
def key_file(request: pytest.FixtureRequest, pki: Any) -> Path:
    """HMAC-SHA1 with 3DES as the national authority writes it, and PBES2 with AES and HMAC-SHA256."""
    path: Path = pki.authority.issue(PERSON, f"file-{request.param}", PASSWORD, nca_style=request.param)
    return path


def test_a_file_opens_with_its_password(key_file: Path) -> None:
    with key_store.find("pkcs12").open(str(key_file), PASSWORD) as opened:
        assert certificate.view(opened.certificate).subject_name == "ОСПАНОВА ӘСЕЛ"
        (container,) = opened.sign([b"bytes"], certificate.view(opened.certificate).not_before)
    assert container


@pytest.mark.clause("22.9")
@pytest.mark.parametrize("wrong", ["", "Құпия-сөз 2027", PASSWORD + " ", PASSWORD.lower()])
def test_a_wrong_password_is_said_for_certain(key_file: Path, wrong: str) -> None:
    with pytest.raises(Refused, match=r"^key-wrong-password$"):
        pkcs12.open_file(key_file.read_bytes(), wrong)


def test_what_is_no_key_file_is_unreadable(tmp_path: Path) -> None:
    store = key_store.find("pkcs12")
    for content in (b"", b"not a key", b"\x30\x82\xff\xff", bytes(2 * 1024 * 1024)):
        (tmp_path / "x.p12").write_bytes(content)
        with pytest.raises(Refused, match=r"^key-unreadable$"), store.open(str(tmp_path / "x.p12"), PASSWORD):
            pass
    with pytest.raises(Refused, match=r"^key-file-missing$"), store.open(str(tmp_path / "absent.p12"), PASSWORD):
        pass


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_file_is_refused_with_a_code(pki: Any, data: st.DataObject) -> None:
    content = bytearray(pki.authority.issue(PERSON, "file-True", PASSWORD).read_bytes())
    content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    try:
        pkcs12.open_file(bytes(content), PASSWORD)
    except Refused as refusal:
        assert refusal.code.startswith("key-")  # noqa: PT017  a byte that says nothing may change


def test_every_real_file_opens_with_its_password_and_its_key_signs(shared_samples: Path) -> None:
    """Keys of all kinds that the national authority gave out for tests, in BER with RC2-40 and 3DES."""
    files = sorted((shared_samples / "eds").glob("**/*.p12"))
    assert len(files) >= 29
    for file in files:
        with key_store.find("pkcs12").open(str(file), "Qwerty12") as opened:
            own = opened.certificate
            purpose = "authenticate" if "AUTH" in file.name else "sign"
            assert purpose in certificate.view(own).purposes
            signature = opened.sign_raw(b"bytes")  # type: ignore[attr-defined]  # a raw key
        digest = algorithms.SIGNATURES[opened.signature_algorithm].digest  # type: ignore[attr-defined]  # a raw key
        assert digest is not None
        algorithms.verify(own.public_key, digest, signature, b"bytes")
        for wrong in ("Qwerty13", ""):
            with pytest.raises(Refused, match=r"^key-wrong-password$"):
                pkcs12.open_file(file.read_bytes(), wrong)


def made_file(kind: gost.Kind, password: str = PASSWORD, *, written: bytes = b"") -> bytes:
    """A file in the NCA's form, its certificate signed by its own key."""
    template = Template(
        ((COMMON_NAME, "ТЕСТОВ ТЕСТ"),),
        datetime(2026, 1, 1, tzinfo=UTC),
        datetime(2027, 1, 1, tzinfo=UTC),
        key_usage=frozenset({"digital_signature", "non_repudiation"}),
    )
    key = MadeKey(gost.PrivateKey(kind, 987654321), written=written)
    return nca_style(certified(template, key, key), password)


@pytest.mark.parametrize("password", ["", "x", "Qwerty12", "Құпия-сөз 2026", "long " * 40, "𝔘𝔫𝔦"])
def test_gost_files_open_with_passwords_of_any_length(password: str) -> None:
    content = made_file(gost.GOST_2015_512, password)
    assert pkcs12.open_file(content, password).private_key == gost.PrivateKey(gost.GOST_2015_512, 987654321)
    with pytest.raises(Refused, match=r"^key-wrong-password$"):
        pkcs12.open_file(content, password + "1")


def test_an_empty_password_may_be_written_with_nothing_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """As programs in Java write it; most others write two zero bytes."""

    def with_nothing(text: str) -> tuple[pkcs12_sealing.Password, ...]:
        return (pkcs12_sealing.Password(text, b""),)

    with monkeypatch.context() as patched:
        patched.setattr(pkcs12_sealing, "spellings", with_nothing)
        content = made_file(gost.GOST_2015_512, "")
    assert pkcs12.open_file(content, "").private_key is not None
    with pytest.raises(Refused, match=r"^key-wrong-password$"):
        pkcs12.open_file(content, "\0")


def test_a_key_may_be_written_in_the_forms_of_other_programs() -> None:
    """RFC 9215 5: an OCTET STRING, an INTEGER, or the bare bytes; older programs write RFC 5915."""
    scalar = 987654321
    bare = scalar.to_bytes(64, "little")
    structure = der.sequence(der.integer(1), der.octets(bare[::-1]))
    for inner in (bare, bare[::-1], der.octets(bare), der.octets(bare[::-1]), der.integer(scalar), structure):
        algorithm = asn1.PublicKey.load(gost.PrivateKey(gost.GOST_2015_512, 1).public_key().to_spki())[
            "algorithm"
        ].dump()
        written = der.sequence(der.integer(0), algorithm, der.octets(inner))
        opened = pkcs12.open_file(made_file(gost.GOST_2015_512, written=written), PASSWORD)
        assert opened.private_key == gost.PrivateKey(gost.GOST_2015_512, scalar)


def test_whoever_waits_for_a_large_document_sees_it_hashed_and_may_end_it(tmp_path: Path) -> None:
    path = tmp_path / "key.p12"
    path.write_bytes(made_file(gost.GOST_2015_512))

    class Waiting:
        """Cancels after the first half."""

        def __init__(self, patience: float) -> None:
            self.patience, self.heard = patience, list[tuple[int, int, str]]()

        @property
        def is_cancelled(self) -> bool:
            return bool(self.heard) and self.heard[-1][0] > self.patience * self.heard[-1][1]

        def __call__(self, done: int, total: int, what: str = "") -> None:
            self.heard.append((done, total, what))

    content = bytes(600_000)
    with key_store.find("pkcs12").open(str(path), PASSWORD) as opened:
        patient, impatient = Waiting(1.0), Waiting(0.5)
        assert opened.sign([content], NOW, watch=patient)
        assert patient.heard[-1] == (len(content), len(content), "hashing")
        with pytest.raises(Refused, match=r"^key-cancelled$"):
            opened.sign([content[1:]], NOW, watch=impatient)
        assert impatient.heard[-1][0] < len(content)


def test_a_key_of_2004_opens_shows_its_certificate_and_signs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "GOSTKNCA.p12"
    unknown = (
        gost.PrivateKey(gost.GOST_2004, 5)
        .to_pkcs8()
        .replace(der.octets(bytes([5]) + bytes(31)), der.octets(b"\7" * 32))
    )
    for written in (b"", unknown):
        path.write_bytes(made_file(gost.GOST_2004, written=written))
        with key_store.find("pkcs12").open(str(path), PASSWORD) as opened:
            assert certificate.view(opened.certificate).algorithm == "GOST 34.310-2004"
            with pytest.raises(Refused, match=r"^key-gost-2004-verify-only$"):
                opened.sign([b"bytes"], opened.certificate.not_before)
        to_sign = key_store.Request(purpose=key_store.Purpose.SIGN)
        with (
            pytest.raises(Refused, match=r"^key-gost-2004-verify-only$"),
            key_store.find("pkcs12").open(str(path), PASSWORD, to_sign),
        ):
            pass


def test_what_does_not_belong_together_is_refused() -> None:
    other = gost.PrivateKey(gost.GOST_2015_512, 5).to_pkcs8()
    with pytest.raises(Refused, match=r"^key-does-not-match$"):
        pkcs12.open_file(made_file(gost.GOST_2015_512, written=other), PASSWORD)


def test_a_secret_is_in_no_text_of_the_objects(tmp_path: Path) -> None:
    path = tmp_path / "key.p12"
    path.write_bytes(made_file(gost.GOST_2015_512))
    opened_file = pkcs12.open_file(path.read_bytes(), PASSWORD)
    with key_store.find("pkcs12").open(str(path), PASSWORD) as opened:
        for text in (
            repr(opened),
            repr(opened_file),
            repr(opened_file.private_key),
            repr(pkcs12_sealing.spellings("abc")),
        ):
            assert "987654321" not in text
            assert "abc" not in text


def test_a_file_in_base64_opens(gost_file: bytes) -> None:
    for written in (base64.b64encode(gost_file), base64.encodebytes(gost_file).replace(b"\n", b"\r\n")):
        assert pkcs12.open_file(written, PASSWORD) == pkcs12.open_file(gost_file, PASSWORD)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_damaged_gost_file_is_refused_with_a_code(gost_file: bytes, data: st.DataObject) -> None:
    """Cut short or changed, before the seal is checked and (with a seal made anew) after it."""
    content = bytearray(gost_file)
    content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    for broken in (bytes(content), gost_file[: data.draw(st.integers(0, len(gost_file)))]):
        try:
            pkcs12.open_file(broken, PASSWORD)
        except Refused as refusal:
            assert refusal.code.startswith("key-")  # noqa: PT017  a byte that says nothing may change


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_what_is_damaged_under_a_good_seal_is_refused_too(gost_file: bytes, data: st.DataObject) -> None:
    safe, password = pkcs12._checked_safe(gost_file, PASSWORD)
    changed = bytearray(safe)
    for _ in range(data.draw(st.integers(1, 3))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    try:
        pkcs12._opened_safe(bytes(changed), password)
    except Refused as refusal:
        assert refusal.code.startswith("key-")  # noqa: PT017  a byte that says nothing may change


@pytest.fixture(scope="session")
def gost_file() -> bytes:
    return made_file(gost.GOST_2015_512)


OPENSSL_FILES = {
    "present": (),
    "old": ("-legacy", "-keypbe", "PBE-SHA1-3DES", "-certpbe", "PBE-SHA1-RC2-40", "-macalg", "sha1"),
    "rc2-128": ("-legacy", "-keypbe", "PBE-SHA1-RC2-128", "-certpbe", "PBE-SHA1-2DES"),
    "pbes2-3des": ("-keypbe", "DES-EDE3-CBC", "-certpbe", "AES-128-CBC", "-macalg", "sha512"),
    "bare-key": ("-keypbe", "NONE", "-certpbe", "NONE", "-iter", "1"),
    "aes-192": ("-keypbe", "AES-192-CBC", "-certpbe", "AES-256-CBC", "-macalg", "sha384", "-iter", "50000"),
}


@pytest.mark.peer("openssl")
@pytest.mark.parametrize("style", OPENSSL_FILES)
@pytest.mark.parametrize("password", ["Пароль 1", ""])
def test_files_that_openssl_writes_open(pki: Any, openssl: Any, tmp_path: Path, style: str, password: str) -> None:
    """With the chain in the file: the certificate that belongs to the key is found among them."""
    source = pki.authority.issue(PERSON, "for-openssl", PASSWORD)
    opened = pkcs12.open_file(source.read_bytes(), PASSWORD)
    assert isinstance(opened.private_key, rsa.RSAPrivateKey)
    encoding = serialization.Encoding.PEM
    (tmp_path / "key.pem").write_bytes(
        opened.private_key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    chain = [*pki.authority.anchors, opened.certificate.der]
    (tmp_path / "chain.pem").write_text("".join(map(ssl.DER_cert_to_PEM_cert, chain)))
    (tmp_path / "password").write_text(password + "\n")
    made = openssl(
        "pkcs12", "-export", "-inkey", tmp_path / "key.pem", "-in", tmp_path / "chain.pem", *OPENSSL_FILES[style],
        "-passout", f"file:{tmp_path / 'password'}", "-out", tmp_path / "made.p12",
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    content = (tmp_path / "made.p12").read_bytes()
    assert pkcs12.open_file(content, password).certificate == opened.certificate
    with pytest.raises(Refused, match=r"^key-wrong-password$"):
        pkcs12.open_file(content, "wrong")


@pytest.mark.peer("openssl")
def test_files_that_hold_something_else_say_what(pki: Any, openssl: Any, tmp_path: Path) -> None:
    (tmp_path / "authorities.pem").write_text("".join(map(ssl.DER_cert_to_PEM_cert, pki.authority.anchors)))
    curve = ec.generate_private_key(ec.SECP256R1())
    (tmp_path / "curve.pem").write_bytes(
        curve.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    own = tmp_path / "curve.cer"
    assert not openssl("req", "-x509", "-new", "-key", tmp_path / "curve.pem", "-subj", "/CN=x", "-out", own).returncode
    rows = {
        "key-without-key": ("-nokeys", "-in", tmp_path / "authorities.pem"),
        "key-without-certificate": ("-nocerts", "-inkey", tmp_path / "curve.pem"),
        "key-unsupported": ("-in", own, "-inkey", tmp_path / "curve.pem"),
    }
    for code, arguments in rows.items():
        path = tmp_path / f"{code}.p12"
        made = openssl("pkcs12", "-export", *arguments, "-passout", "pass:x", "-out", path)
        assert made.returncode == 0, made.stderr
        with pytest.raises(Refused, match=f"^{code}$"):
            pkcs12.open_file(path.read_bytes(), "x")
    sealed_otherwise = tmp_path / "camellia.p12"
    made = openssl(
        "pkcs12", "-export", "-in", own, "-inkey", tmp_path / "curve.pem", "-keypbe", "CAMELLIA-128-CBC",
        "-passout", "pass:x", "-out", sealed_otherwise,
    )  # fmt: skip
    with pytest.raises(Refused, match=r"^key-unsupported$"):
        pkcs12.open_file(sealed_otherwise.read_bytes(), "x")


def test_a_file_may_not_ask_for_endless_work(gost_file: bytes) -> None:
    content = gost_file.replace(der.integer(1024), der.integer(1 << 40))
    with pytest.raises(Refused, match=r"^key-(unsupported|unreadable)$"):
        pkcs12.open_file(content, PASSWORD)
    password = pkcs12_sealing.spellings("x")[0]
    for _ in range(4):
        password.spend(1_000_000)
    with pytest.raises(Refused, match=r"^key-unsupported$"):
        password.spend(1)


@pytest.mark.parametrize(
    ("key", "bits", "plain", "sealed"),  # RFC 2268 5
    [
        ("0000000000000000", 63, "0000000000000000", "ebb773f993278eff"),
        ("ffffffffffffffff", 64, "ffffffffffffffff", "278b27e42e2f0d49"),
        ("3000000000000000", 64, "1000000000000001", "30649edf9be7d2c2"),
        ("88", 64, "0000000000000000", "61a8a244adacccf0"),
        ("88bca90e90875a", 64, "0000000000000000", "6ccf4308974c267f"),
        ("88bca90e90875a7f0f79c384627bafb2", 128, "0000000000000000", "2269552ab0f85ca6"),
    ],
)
def test_rc2_gives_the_numbers_of_the_standard(key: str, bits: int, plain: str, sealed: str) -> None:
    vector = bytes(8)
    made = rc2.encrypted(bytes.fromhex(key), vector, bytes.fromhex(plain), bits=bits)
    assert made[:8].hex() == sealed
    assert rc2.decrypted(bytes.fromhex(key), vector, made, bits=bits).hex() == plain


def test_an_unknown_kind_of_store_is_refused() -> None:
    with pytest.raises(Refused, match="key-store-unknown"):
        key_store.find("floppy")


def test_the_key_derivation_of_rfc_7292() -> None:
    """Known answers that OpenSSL's PKCS12KDF gives as well (id 1 key, 2 IV, 3 MAC)."""
    salt = bytes.fromhex("0a58cf64530d823f")
    assert pkcs12.derived("smeg", salt, 1, 1, 24).hex() == "8aaae6297b6cb04642ab5b077851284eb7128f1a2a7fbca3"
    salt = bytes.fromhex("3d83c0e4546ac140")
    assert pkcs12.derived("smeg", salt, 3, 1, 20).hex() == "8d967d88f6caa9d714800ab3d48051d63f73a312"

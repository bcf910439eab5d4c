"""Letters of devices: declared rightly, wrongly, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.character_sets import hl7_codec, known_codec, looks_wrong, read_text
from devices.dicom_character_sets import dicom_codecs, read_dicom_texts

NAMES = [
    "Иванов^Иван", "ИВАНОВА^АЙГУЛЬ", "Құсайынов^Нұрлан", "ӘБДІРАХМАНҚЫЗЫ", "Ким^Анна", "Цой^Ян", "Өмірбек", "Қыз",
    "Шүкіров^Ғалым", "Юсупов", "УЗИ щитовидной железы", "Гемоглобин г/л ±5", "Жүрек ырғағы",
]  # fmt: skip
SETS = ["cp1251", "kz1048", "ptcp154", "koi8_r", "iso8859_5", "cp866", "utf-8"]


def _encodable(name: str, real: str) -> bool:
    return name.encode(real, "ignore").decode(real) == name


@pytest.mark.parametrize("declared", ["", "ascii", "latin-1", "iso8859-5", "cp1251", "utf-8"])
@pytest.mark.parametrize(("name", "real"), [(n, real) for n in NAMES for real in SETS if _encodable(n, real)])
def test_the_right_letters_whatever_was_declared(name: str, real: str, declared: str) -> None:
    read = read_text(name.encode(real), declared)
    assert read.text == name
    assert read.how in ("declared", "guessed")
    assert read.how == "guessed" or known_codec(read.character_set) == known_codec(declared)


def test_a_person_s_choice_wins_over_everything() -> None:
    raw = "Қан".encode("ptcp154")
    assert read_text(raw, "cp1251", override="PT154").text == "Қан"
    wrong = read_text(raw, "ptcp154", override="koi8_r")
    assert (wrong.character_set, wrong.how) == ("koi8-r", "override")
    assert wrong.text != "Қан"
    assert read_text(b"\xd0\x98", override="no-such-set").text == "И", "a setting that means nothing is no setting"


def test_latin_names_stay_latin() -> None:
    for declared in ("latin-1", ""):
        assert read_text("Müller^Jörg".encode("latin-1"), declared).text == "Müller^Jörg"
    assert not looks_wrong("Élodie Müller")
    assert looks_wrong("Иванов".encode("cp1251").decode("latin-1"))


def test_ascii_is_what_was_declared() -> None:
    read = read_text(b"IVANOV^IVAN", "cp1251")
    assert (read.text, read.character_set, read.how) == ("IVANOV^IVAN", "cp1251", "declared")
    assert read_text(b"IVANOV").character_set == "ascii"


@pytest.mark.parametrize("real", ["utf-16", "utf-16-le", "utf-16-be"])
def test_sixteen_bit_text_is_seen_by_its_bytes(real: str) -> None:
    text = "MSH|^~\\&|Анализатор|Зертхана|||20261123||ORU^R01|1\rPID|1||||Құсайынов^Нұрлан\r"
    assert read_text(text.encode(real), "utf-16").text == text
    assert read_text(text.encode(real)).how == "guessed"


@pytest.mark.parametrize(
    ("declared", "codec"),
    [
        ("UNICODE UTF-8", "utf-8"), ("utf8", "utf-8"), ("UNICODE", "utf-16"), ("8859/1", "latin-1"),
        ("8859/5", "iso8859-5"),
        ("WINDOWS-1251", "cp1251"), ("CP1251", "cp1251"), ("KZ-1048", "kz1048"), ("STRK1048-2002", "kz1048"),
        ("PT154", "ptcp154"), ("ASCII~UNICODE UTF-8", "ascii"), ("", ""), ("something else", ""),
    ],
)  # fmt: skip
def test_declarations_of_hl7(declared: str, codec: str) -> None:
    assert hl7_codec(declared) == codec


@given(st.binary(max_size=200), st.sampled_from(["", "ascii", "utf-8", "latin-1", "cp1251", "gb18030", "utf-16"]))
def test_any_bytes_are_read(raw: bytes, declared: str) -> None:
    assert isinstance(read_text(raw, declared).text, str)


@pytest.mark.parametrize(
    ("values", "codecs"),
    [
        (("ISO_IR 192",), ("utf-8",)), (("ISO_IR 144",), ("iso8859-5",)), (("ISO IR 100",), ("latin-1",)),
        (("", "ISO 2022 IR 87"), ("ascii", "iso2022_jp")), (("GB18030",), ("gb18030",)), (("nonsense",), ()),
    ],
)  # fmt: skip
def test_declarations_of_dicom(values: tuple[str, ...], codecs: tuple[str, ...]) -> None:
    assert dicom_codecs(values) == codecs


@pytest.mark.parametrize("declared", [("ISO_IR 100",), ("ISO_IR 192",), ("ISO_IR 144",), (), ("",)])
@pytest.mark.parametrize("real", ["cp1251", "kz1048", "utf-8", "iso8859_5"])
def test_dicom_text_under_a_wrong_declaration(declared: tuple[str, ...], real: str) -> None:
    name = "Шакиров^Галым" if real in ("cp1251", "iso8859_5") else "Шүкіров^Ғалым"
    raw = {0x00100010: name.encode(real), 0x00081030: "УЗИ почек".encode(real)}
    texts, how = read_dicom_texts(raw, declared)
    assert list(texts.values()) == [name, "УЗИ почек"]
    rightly = dicom_codecs(declared)[:1] == (known_codec(real),) or (declared, real) == (("ISO_IR 144",), "iso8859_5")
    assert how.how == ("declared" if rightly else "guessed")


def test_dicom_text_with_line_breaks_and_an_override() -> None:
    raw = {1: "две\nстроки".encode("cp1251"), 2: "Ли".encode("cp1251")}
    texts, how = read_dicom_texts(raw, ("ISO_IR 100",), override="cp1251")
    assert (texts, how.how) == ({1: "две\nстроки", 2: "Ли"}, "override")


def test_code_extensions() -> None:
    raw = {1: b"Yamada^Tarou=\x1b$B;3ED\x1b(B^\x1b$BB@O:\x1b(B", 2: b"\x1b$)C\xb1\xe8^\x1b$)C\xc8\xf1"}
    texts, _ = read_dicom_texts(raw, ("", "ISO 2022 IR 87"))
    assert texts == {1: "Yamada^Tarou=山田^太郎", 2: "김^희"}


def test_only_sets_of_letters_can_be_chosen() -> None:
    assert known_codec("Windows-1251") == "cp1251"
    for other in ("hex", "base64", "rot13", "unicode_escape", "idna", "utf-7", ""):
        assert known_codec(other) == ""

"""A request file in GDT 2.1 for a device's program: data set 6302, "new examination", with the patient to examine."""

from __future__ import annotations

import os
import re
import secrets
from datetime import date
from pathlib import Path

from app.domain.device_letters import written_for
from app.domain.identity import PersonName, Sex

OUR_ID = "SHIP"
_VERSION = "02.10"
_SETS = {"cp437": "2", "cp866": "2"}  # field 9206; every other set is "ANSI"
# What a device examines -> field 8402, the method it shall begin (GDT 2.1, appendix).
_METHODS = {"spirometry": "LUFU00", "ecg": "EKG01", "pressure": "BDM01", "ergometry": "ERGO00"}


def request(
    patient_id: str, name: PersonName, birth_date: date | None, sex: Sex, *, receiver: str, what: str = "",
    codec: str = "cp1251", height: str = "", weight: str = "",
) -> bytes:  # fmt: skip
    """The bytes of the file; letters that the device's set lacks are written by their neighbours."""
    given = " ".join(part for part in (name.given, name.patronymic) if part)
    fields = [
        ("8000", "6302"), ("8100", ""), ("8315", receiver), ("8316", OUR_ID), ("9206", _SETS.get(codec, "3")),
        ("9218", _VERSION), ("3000", patient_id), ("3101", name.surname), ("3102", given),
        ("3103", f"{birth_date:%d%m%Y}" if birth_date else ""), ("3110", {Sex.MALE: "1", Sex.FEMALE: "2"}.get(sex, "")),
        ("3622", height), ("3623", weight), ("8402", _METHODS.get(what, "ALLG00")),
    ]  # fmt: skip
    written = [(number, written_for(text, codec)) for number, text in fields if text or number == "8100"]
    total = sum(_length("00000" if number == "8100" else text, codec) for number, text in written)
    lines = []
    for number, text in written:
        content = f"{total:05d}" if number == "8100" else text
        lines.append(f"{_length(content, codec):03d}{number}{content}\r\n")
    return "".join(lines).encode(codec, "replace")


def receiver_of(*names: str) -> str:
    """Four letters by which the device is addressed, from what it is called."""
    plain = "".join(re.findall(r"[A-Za-z0-9]", next((name for name in names if name.isascii() and name), "")))
    return (plain.upper() + "GERT")[:4] if plain else "GERT"


def put(folder: Path, receiver: str, content: bytes) -> Path:
    """Under a temporary name first, then renamed to `RECVSHIP.GDT`: the device's program never sees half a file.

    A request that it did not take is replaced: it is the patient before, who is not meant any more. Raises `OSError`.
    """
    target = folder / f"{receiver}{OUR_ID}.GDT"
    fresh = folder / f".{OUR_ID}-{secrets.token_hex(6)}.tmp"
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        try:
            os.write(descriptor, content)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        fresh.chmod(0o640)
        fresh.replace(target)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    return target


def _length(text: str, codec: str) -> int:
    """Of the line: three digits, four digits, the text, CR LF."""
    return 9 + len(text.encode(codec, "replace"))

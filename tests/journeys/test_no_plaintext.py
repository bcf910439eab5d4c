"""Nobody reads a patient's name or IIN off the disk (clause 27.3): every byte that the program writes is seen.

strace follows all processes and threads, so that what was deleted a moment later is seen too. Written to sockets
is what devices and the ministry get and is not of this test; an export is meant to be read by anybody.
"""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import pytest

from app.domain.identity import Iin, PersonName, Sex, check_digit
from app.stand_ins.device_objects import Sitter, blood_count, ecg, structured_report, x_ray
from app.stand_ins.device_senders import send_message, send_objects
from app.stand_ins.people import made_up
from journeys.program import LOGIN, Program
from journeys.senders import LOOPBACK, RawDevice, image
from journeys.traced import Tracer, betrayed, disguises

NOW = datetime(2026, 11, 23, 6, 20, tzinfo=UTC)
KNOWN = PersonName("Құдайбергенова", "Жібекгүл", "Тоқтарбайқызы")
STRANGER = PersonName("Щегловитова", "Прасковья", "Иннокентьевна")
PHONE = "7013579246"


def iin_of(first_eleven: str) -> Iin:
    return Iin(f"{first_eleven}{check_digit(first_eleven)}")


@pytest.fixture
def tracer(tmp_path: Path) -> Tracer:
    tracer = Tracer(tmp_path / "trace.txt")
    if not tracer.works:
        pytest.skip("strace is not installed, or may not trace here")
    return tracer


@pytest.fixture
def program(program: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Program:
    """A home of its own, so that caches and settings of libraries are seen there."""
    home = tmp_path / "home"
    home.mkdir()
    for variable in ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(variable, str(home))
    return program


def everywhere(program: Program) -> dict[str, bytes]:
    """What lies on the disk now: the practice, temporary folders, the home, shared memory."""
    folders = [program.data, program.temporary, Path(os.environ["HOME"]), Path("/dev/shm")]
    found = {}
    for folder in folders:
        for file in folder.rglob("*"):
            if file.is_file() and os.access(file, os.R_OK):
                found[str(file)] = file.read_bytes()
    return found


@pytest.mark.clause("27.3")
@pytest.mark.peer("strace")
def test_no_word_about_a_patient_lies_open(practice: Program, tracer: Tracer, tmp_path: Path) -> None:
    known = Sitter(KNOWN, "19910317", Sex.FEMALE, iin_of("91031760123"))
    stranger = Sitter(STRANGER, "19550609", Sex.FEMALE, iin_of("55060960777"))
    people = tmp_path / "people.csv"
    people.write_text(
        "iin,surname,name,patronymic,birth_date,sex,phone\n"
        f"{known.iin},{KNOWN.surname},{KNOWN.given},{KNOWN.patronymic},1991-03-17,f,+{PHONE}\n"
        f"{stranger.iin},{STRANGER.surname},{STRANGER.given},,1899-13-40,f,\n",  # refused: no such day
        encoding="utf-8",
    )
    practice.before = tracer.before
    practice.run("patients", "import", str(people), expect=1)
    hub, ready = practice.start_hub()
    for who in (known, stranger):
        send_objects(LOOPBACK, ready["dicom"], [x_ray(who, NOW, size=64), ecg(who, NOW, seconds=1)], calling="XRAY")
        send_objects(LOOPBACK, ready["dicom"], [structured_report(who, NOW)], calling="SR")
        send_message(LOOPBACK, ready["hl7"], blood_count(who, NOW, control_id="1"))
        send_message(LOOPBACK, ready["hl7"], b"not HL7 at all: " + who.person_name.encode())
    with RawDevice(ready["dicom"]) as device:
        assert device.store("2.25.81", image("2.25.81", "2.25.8", known, 5 << 20)) == 0
        device.begin("2.25.82", image("2.25.82", "2.25.8", stranger, 6 << 20)[: 5 << 20])  # never ended
    hub.end()
    practice.batch("intake", "status --check", "no-such-command", expect=2)
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("not the password", encoding="utf-8")
    words, environment = practice.unlocking()
    words[words.index("--password-file") + 1] = str(wrong)
    practice._finish(["status", "--data", str(practice.data), *words], environment, 1)
    practice.run("backup", "--to", str(practice.data.parent / "saved"))
    opener = ["--login", LOGIN, "--password-file", str(practice.password_file)]
    back = practice.data.parent / "back"
    practice.plain("restore", "--from", str(practice.data.parent / "saved"), *opener, on=back)
    (status,) = practice.run("status", on=back)
    assert (status["patients"], status["instances"], status["errors"]) == (1, 7, 2)

    names = [part for name in (KNOWN, STRANGER) for part in (name.surname, name.given, name.patronymic)]
    sought = disguises([*names, known.iin.value, stranger.iin.value, PHONE])
    written = tracer.written()
    assert any(name.endswith("store.db-wal") for name in written)
    assert any("/archive/" in name for name in written)
    open_files = {name: found for name, content in written.items() if (found := betrayed(content, sought))}
    assert not open_files
    assert not {name for name in tracer.mapped() if not name.endswith("-shm")}  # the index of the write-ahead log
    assert not {name for name, content in everywhere(practice).items() if betrayed(content, sought)}
    spoken = "".join(map(str, hub.seen)) + "".join(hub.errors)
    assert not betrayed(spoken.encode(), sought)


@pytest.mark.clause("27.3")
@pytest.mark.peer("strace")
def test_a_visit_a_signature_a_ministry_and_an_exit_leave_no_trace(
    program: Program, tracer: Tracer, tmp_path: Path
) -> None:
    """The whole line as the demonstration lives it; what the ministry and the export hold is theirs."""
    program.before = tracer.before
    program.plain("demo", "--headless", "--dir", str(tmp_path / "demo"))
    people = list(islice(made_up(), 6))  # of forty; these are the ones that devices and the visit are about
    numbers = [str(person.iin) for person in people]
    of_practice = "Ахметова Айгүл Серікқызы"
    names = {part for p in people[:3] for part in (p.name.surname, p.name.given, p.name.patronymic) if len(part) > 4}
    sought = disguises([*numbers, *(name for name in names if name not in of_practice)])
    given_away = (str(tmp_path / "demo" / "export") + "/", str(tmp_path / "demo" / "ministry") + "/")
    exported = b"".join(file.read_bytes() for file in (tmp_path / "demo" / "export").rglob("*.csv"))
    assert betrayed(exported, sought), "these people are not the ones of the demonstration"
    open_files = {
        name: found
        for name, content in tracer.written().items()
        if not name.startswith((*given_away, "socket:", "TCP:")) and (found := betrayed(content, sought))
    }
    assert not open_files
    assert not {name for name in tracer.mapped() if not name.endswith("-shm")}
    practice = {str(file): file.read_bytes() for file in (tmp_path / "demo").rglob("*") if file.is_file()}
    kept = {name for name in practice if not name.startswith(given_away)}
    assert kept
    assert not {name for name in kept if betrayed(practice[name], sought)}


@pytest.mark.parametrize("dress", ["utf-8", "utf-16-le", "cp1251", "base64 1", "base64 2", "base64 3"])
def test_what_is_written_openly_and_deleted_is_found(tracer: Tracer, tmp_path: Path, dress: str) -> None:
    """The test above can fail: a temporary file in any dress is seen."""
    text = "x" * int(dress[-1]) + STRANGER.surname if dress.startswith("base64") else STRANGER.surname
    raw = base64.b64encode(text.encode()) if dress.startswith("base64") else text.encode(dress)
    program = (
        "import os, pathlib, tempfile\n"
        f"handle, name = tempfile.mkstemp(dir={str(tmp_path)!r})\n"
        f"os.write(handle, {raw[:7]!r}); os.write(handle, {raw[7:]!r})\n"
        "pathlib.Path(name).unlink()\n"
    )
    subprocess.run([*tracer.before, sys.executable, "-c", program], check=True)
    sought = disguises([STRANGER.surname])
    assert [name for name, content in tracer.written().items() if betrayed(content, sought)]

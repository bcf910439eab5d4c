"""Watched folders: whole files only, sealed before they are moved, nothing deleted, nothing lost, nothing doubled."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from app.domain.device_settings import DeviceSettings, HubDevice, Link, LinkKind
from app.stand_ins import result_files
from app.stand_ins.device_objects import Sitter, blood_count
from app.stand_ins.people import made_up
from devices.dicom_command import file_head
from devices.equipment import Equipment
from devices.folder_files import FoundFile, files_of, move
from devices.hub_settings import read
from devices.reception import Reception
from devices.watched_folder import WatchedFolders

AT = datetime(2026, 11, 25, 6, 30, tzinfo=UTC)
SITTER = Sitter.of(next(made_up()))


def device(folder: Path, **link: Any) -> HubDevice:
    settings = DeviceSettings(link=Link(kind=LinkKind.FOLDER, folder=str(folder), rest_seconds=0, **link))
    return HubDevice("folder", "", str(folder), settings)


class Watched:
    """The part of the hub alone, with a real archive."""

    def __init__(self, practice: Any, folder: Path) -> None:
        from db.archive.writer import open_writer

        self.practice, self.folder = practice, folder
        configuration = read(practice.folder.hub_settings)
        self.writer = open_writer(
            practice.folder.archive, configuration.public_key, 1, name="hub", space_reserve=1 << 20
        )
        self.reception = Reception(self.writer, practice.folder.archive, 1 << 20, lambda received: None)
        self.equipment = Equipment(configuration.settings, self.reception, practice.folder.root)
        self.part = WatchedFolders(self.equipment)

    def watch(self, *devices: HubDevice) -> None:
        self.equipment.knowledge.put_devices(devices)

    def put(self, name: str, content: bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    def done(self, kind: str = "done") -> list[str]:
        root = self.folder / kind
        return sorted(str(path.relative_to(root).as_posix())[11:] for path in root.rglob("*") if path.is_file())

    @property
    def problems(self) -> list[str]:
        return [one["code"] for one in self.reception.status()["problems"]]

    def kept(self, *kinds: str) -> list[Any]:
        found: list[Any] = self.practice.kept(*kinds)
        return found


@pytest.fixture
def watched(practice: Any, tmp_path: Path) -> Iterator[Watched]:
    folder = tmp_path / "from device"
    folder.mkdir()
    one = Watched(practice, folder)
    one.watch(device(folder))
    one.part.start()
    yield one
    one.part.stop(5)
    one.writer.close()


@pytest.mark.clause("15")
@pytest.mark.clause("16")
def test_every_kind_of_file_is_sealed_and_moved(watched: Watched, until: Callable[..., None]) -> None:
    watched.put("a.pdf", result_files.pdf())
    watched.put("sub/b.jpg", result_files.picture())
    watched.put("c.GDT", result_files.spirometry(SITTER, AT))
    first, second = (blood_count(SITTER, AT, control_id=number) for number in "12")
    watched.put("d.hl7", first + second)
    watched.put("e.dat", b"what is this?")
    until(lambda: len(watched.done()) == 4 and len(watched.done("unreadable")) == 1)
    assert watched.done() == ["a.pdf", "c.GDT", "d.hl7", "sub/b.jpg"]
    assert watched.done("unreadable") == ["e.dat"]
    files = {one.metadata["name"]: one for one in watched.kept("file")}
    assert files["a.pdf"].body == result_files.pdf()
    assert files["sub/b.jpg"].metadata["format"] == "picture"
    assert files["e.dat"].metadata["format"] == ""
    assert [one.body for one in watched.kept("hl7")] == [first.strip() + b"\r", second.strip() + b"\r"]
    assert all(one.metadata["transport"] == "folder" for one in watched.kept())


def test_a_dicom_file_is_kept_as_one_from_the_port(watched: Watched, until: Callable[..., None]) -> None:
    import io

    from app.stand_ins.device_objects import x_ray

    one, out = x_ray(SITTER, AT, size=16), io.BytesIO()
    one.save_as(out, enforce_file_format=True)
    watched.put("IMG0001", out.getvalue())
    one.file_meta.ImplementationVersionName = "ANOTHER"  # the same object, as another program writes its file
    again = io.BytesIO()
    one.save_as(again, enforce_file_format=True)
    assert again.getvalue() != out.getvalue()
    watched.put("IMG0002", again.getvalue())
    until(lambda: watched.done() == ["IMG0001", "IMG0002"])
    first, second = watched.kept("dicom")
    assert first.body == second.body
    assert out.getvalue().endswith(first.data_set)
    uids = (one.SOPClassUID.encode(), one.SOPInstanceUID.encode(), one.file_meta.TransferSyntaxUID.encode())
    assert first.body == file_head(*uids) + first.data_set, "as the port keeps it"


def test_a_file_that_grows_is_not_taken(watched: Watched, until: Callable[..., None]) -> None:
    watched.part.stop(5)
    slow = HubDevice("folder", "", "slow", DeviceSettings(
        link=Link(kind=LinkKind.FOLDER, folder=str(watched.folder), rest_seconds=1)))  # fmt: skip
    watched.part = WatchedFolders(watched.equipment)
    watched.watch(slow)
    watched.part.start()
    whole = result_files.pdf("a long report " * 20)
    path = watched.folder / "growing.pdf"
    import time

    with path.open("wb") as file:
        for at in range(0, len(whole), 200):
            file.write(whole[at : at + 200])
            file.flush()
            assert not watched.kept(), "half a file must not be taken"
            time.sleep(0.3)
    until(lambda: watched.done() == ["growing.pdf"])
    assert [one.body for one in watched.kept()] == [whole]


def test_a_large_file_is_streamed(watched: Watched, until: Callable[..., None]) -> None:
    large = b"%PDF-1.4\n" + bytes(9 << 20)
    watched.put("large.pdf", large)
    until(lambda: watched.done() == ["large.pdf"])
    assert [one.body for one in watched.kept("file")] == [large]


def test_a_name_that_is_taken_gets_a_number_and_nothing_is_overwritten(
    watched: Watched, until: Callable[..., None]
) -> None:
    for shade in (10, 20, 30):
        watched.put("image.png", result_files.picture("PNG", shade=shade))
        until(lambda: not (watched.folder / "image.png").exists())
    assert watched.done() == ["image (2).png", "image (3).png", "image.png"]
    assert len(watched.kept("file")) == 3


def test_links_pipes_and_unfinished_files_are_left_alone(
    watched: Watched, until: Callable[..., None], tmp_path: Path
) -> None:
    secret = tmp_path / "secret.pdf"
    secret.write_bytes(result_files.pdf("not for the archive"))
    (watched.folder / "link.pdf").symlink_to(secret)
    (watched.folder / "around").symlink_to(tmp_path)
    os.mkfifo(watched.folder / "pipe")
    watched.put("half.pdf.part", result_files.pdf())
    watched.put("~$open.pdf", result_files.pdf())
    watched.put("z.pdf", result_files.pdf())
    until(lambda: watched.done() == ["z.pdf"])
    assert len(watched.kept()) == 1
    assert secret.exists()
    assert "folder-link" in watched.problems
    assert (watched.folder / "half.pdf.part").exists()


@pytest.mark.usefixtures("expects_log")
def test_a_file_without_rights_is_said_and_taken_when_it_may_be(
    watched: Watched, until: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    from devices import folder_files, folder_taking

    monkeypatch.setattr(folder_taking, "_AGAIN_SECONDS", 0.2)
    opened = os.open
    denied = {"yes": True}

    def refusing(path: Any, *arguments: Any) -> int:
        if denied["yes"] and str(path).endswith("closed.pdf"):
            raise PermissionError
        return opened(path, *arguments)

    monkeypatch.setattr(folder_files.os, "open", refusing)
    watched.put("closed.pdf", result_files.pdf())
    until(lambda: "file-denied" in watched.problems)
    denied["yes"] = False
    until(lambda: watched.done() == ["closed.pdf"])


@pytest.mark.usefixtures("expects_log")
def test_a_file_that_cannot_be_moved_is_sealed_once(
    watched: Watched, until: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    from devices import folder_taking

    monkeypatch.setattr(folder_taking, "_AGAIN_SECONDS", 0.1)
    moved = folder_taking.move
    refusals = iter([PermissionError(), PermissionError()])

    def refusing(*arguments: Any) -> Path:
        for refusal in refusals:
            raise refusal
        return moved(*arguments)

    monkeypatch.setattr(folder_taking, "move", refusing)
    watched.put("held.pdf", result_files.pdf())
    until(lambda: watched.done() == ["held.pdf"])
    assert len(watched.kept()) == 1
    assert "file-not-moved" in watched.problems


@pytest.mark.usefixtures("expects_log")
def test_an_unplugged_share_is_said_and_watched_again_when_it_is_back(
    watched: Watched, until: Callable[..., None]
) -> None:
    until(lambda: watched.part.connected == 1)
    away = watched.folder.with_name("unplugged")
    watched.folder.rename(away)
    until(lambda: watched.part.connected == 0)
    assert "folder-away" in watched.problems
    (told,) = watched.part.commands()["folders"]({})["folders"]
    assert (told["peer"], told["connected"], told["failure"]) == (str(watched.folder), False, "folder-away")
    (away / "meanwhile.pdf").write_bytes(result_files.pdf())
    away.rename(watched.folder)
    until(lambda: watched.done() == ["meanwhile.pdf"])
    assert watched.part.connected == 1


@pytest.mark.usefixtures("expects_log")
def test_a_full_disk_leaves_the_file_in_its_place(
    watched: Watched, until: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.domain.errors import OutOfSpace
    from devices import folder_taking

    monkeypatch.setattr(folder_taking, "_AGAIN_SECONDS", 0.1)
    kept = watched.reception.keep
    full = {"yes": True}

    def keep(*arguments: Any) -> Any:
        if full["yes"]:
            raise OutOfSpace("disk-full")
        return kept(*arguments)

    monkeypatch.setattr(watched.reception, "keep", keep)
    path = watched.put("a.pdf", result_files.pdf())
    until(lambda: "disk-full" in watched.problems)
    assert path.exists()
    full["yes"] = False
    until(lambda: watched.done() == ["a.pdf"])
    assert len(watched.kept()) == 1


def test_a_picture_takes_the_file_beside_it_along(watched: Watched, until: Callable[..., None]) -> None:
    watched.part.stop(5)  # both are there before the look that finds them
    watched.put("x1.xml", result_files.side_file(SITTER))
    watched.put("x1.jpg", result_files.picture())
    watched.part = WatchedFolders(watched.equipment)
    watched.part.start()
    until(lambda: watched.done() == ["x1.jpg", "x1.xml"])
    (kept,) = watched.kept("file")
    assert kept.metadata["side"].encode("latin-1") == result_files.side_file(SITTER)


def test_only_files_that_fit_the_pattern_are_taken(watched: Watched, until: Callable[..., None]) -> None:
    watched.watch(device(watched.folder, pattern="{iin}_*.pdf"))
    watched.put("notes.pdf", result_files.pdf("private"))
    watched.put("900101300017_ecg.pdf", result_files.pdf())
    until(lambda: watched.done() == ["900101300017_ecg.pdf"])
    assert (watched.folder / "notes.pdf").exists()


def test_settings_that_change_are_followed(watched: Watched, until: Callable[..., None], tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    watched.watch(device(other))
    (other / "a.pdf").write_bytes(result_files.pdf())
    until((other / "done").exists)
    watched.put("b.pdf", result_files.pdf())
    watched.watch()
    until(lambda: watched.part.connected == 0)
    assert (watched.folder / "b.pdf").exists()


def test_names_of_patients_reach_no_log(
    watched: Watched, until: Callable[..., None], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    watched.put("Ахметова Айгүл 900101300017.pdf", result_files.pdf())
    watched.put("Ахметова.bin", b"\0\1\2\3")
    until(lambda: watched.done() and watched.done("unreadable"))
    told = (
        caplog.text + str(watched.reception.status()) + str(watched.equipment.wire_log.look(0, with_identities=False))
    )
    assert "Ахметова" not in told
    assert "900101300017" not in told
    assert "Ахметова" in str(watched.equipment.wire_log.look(0, with_identities=True))


def test_a_file_changed_after_it_was_seen_is_not_moved(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"one")
    (found,) = files_of(tmp_path)
    (tmp_path / "a.txt").write_bytes(b"another")
    from devices.folder_files import NotThere

    with pytest.raises(NotThere):
        move(found, tmp_path, "done", date(2026, 11, 25))
    (again,) = files_of(tmp_path)
    assert move(again, tmp_path, "done", date(2026, 11, 25)) == tmp_path / "done" / "2026-11-25" / "a.txt"
    assert isinstance(again, FoundFile)
    assert not list(files_of(tmp_path))


def test_a_folder_that_is_named_twice_is_watched_once(watched: Watched, until: Callable[..., None]) -> None:
    twice = DeviceSettings(link=Link(kind=LinkKind.FOLDER, folder=f"{watched.folder}/.", rest_seconds=0))
    watched.watch(device(watched.folder), HubDevice("folder", "", f"{watched.folder}/.", twice))
    watched.put("a.hl7", blood_count(SITTER, AT, control_id="1"))
    until(lambda: watched.done() == ["a.hl7"])
    assert len(watched.kept()) == 1
    assert len(watched.part.commands()["folders"]({})["folders"]) == 1


@pytest.mark.usefixtures("expects_log")
def test_our_own_data_and_drives_are_never_watched(watched: Watched, until: Callable[..., None]) -> None:
    root = watched.practice.folder.root
    (root / "hub.json.pdf").write_bytes(result_files.pdf())
    watched.watch(device(root.parent), device(Path("/")), device(root))
    until(lambda: watched.problems.count("folder-too-wide") == 3)
    assert watched.part.commands()["folders"]({})["folders"] == []
    assert (root / "hub.json.pdf").exists()


def test_files_that_are_to_stay_are_sealed_once_over_all_starts(watched: Watched, until: Callable[..., None]) -> None:
    watched.watch(device(watched.folder, leaves_files=True))
    path = watched.put("a.pdf", result_files.pdf())
    until(lambda: len(watched.kept()) == 1)
    watched.part.stop(5)
    memory = watched.practice.folder.root / "hub-folders.txt"
    with memory.open("a") as file:
        file.write("\n0123456789abcdef cut off by a cra")
    watched.part = WatchedFolders(watched.equipment)  # another start
    watched.part.start()
    watched.put("b.pdf", result_files.pdf("another"))
    until(lambda: len(watched.kept()) == 2)
    path.write_bytes(result_files.pdf("the same name, another content"))
    until(lambda: len(watched.kept()) == 3)
    assert path.exists()
    assert not (watched.folder / "done").exists()
    assert "a.pdf" not in memory.read_text()


@pytest.mark.usefixtures("expects_log")
def test_a_share_that_may_not_be_changed_is_read_once_over_all_starts(
    watched: Watched, until: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    from devices import folder_taking

    def refusing(*_: Any) -> Path:
        raise PermissionError

    monkeypatch.setattr(folder_taking, "move", refusing)
    watched.put("a.pdf", result_files.pdf())
    until(lambda: "file-not-moved" in watched.problems)
    watched.part.stop(5)
    watched.part = WatchedFolders(watched.equipment)
    watched.part.start()
    watched.put("b.pdf", result_files.pdf("another"))
    until(lambda: len(watched.kept()) == 2)
    assert sorted(one.metadata["name"] for one in watched.kept()) == ["a.pdf", "b.pdf"]

"""The whole record in open formats: complete, exact, readable by other people's programs (requirements 12, 27.10)."""

from __future__ import annotations

import contextlib
import csv
import gc
import hashlib
import json
import shutil
import sqlite3
import subprocess
import warnings
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from pydicom import dcmread
from pydicom.fileset import FileSet
from sqlalchemy import select, text

from app import counts, patients
from app.domain.access import Role
from app.domain.errors import Damaged, NotFound, OutOfSpace, Refused, WorldError
from app.domain.identity import Iin, PersonName
from app.domain.patient import PatientDraft
from app.exchange.profile import ExchangeProfile
from app.export.export import run
from app.export.part import all_parts
from app.export.verify import verify_export
from db.tables.journal import JournalTable


def _csv(bag: Path, table: str) -> list[dict[str, str]]:
    with (bag / f"data/tables/{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.clause("12")
def test_every_table_leaves_with_as_many_rows_as_the_store_has(exported: Any) -> None:
    day, result = exported
    plain = sqlite3.connect(result.folder / "data/record.sqlite")
    with day.practice.store.reading() as session:
        figures = counts.count(session)
        in_store = {name: session.scalar(text(f'SELECT count(*) FROM "{name}"')) for name in result.tables}
    in_file = {name: plain.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in result.tables}
    plain.close()
    assert in_file == result.tables == {name: len(_csv(result.folder, name)) for name in result.tables}
    grown = {"journal": 1}  # the row that says that the export is finished
    assert in_store == {name: rows + grown.get(name, 0) for name, rows in result.tables.items()}
    assert (figures.patients, figures.documents, figures.instances) == (2, result.documents, result.images)
    assert figures.inbox == 2
    assert figures.errors == 2


def test_cells_are_exact_however_hostile(exported: Any) -> None:
    day, result = exported
    visit = _csv(result.folder, "visit")[0]
    with day.practice.store.reading() as session:
        assert visit["note"] == session.scalar(text("SELECT note FROM visit"))
    assert json.loads(visit["note"])["complaints"].startswith("=HYPERLINK(")
    assert _csv(result.folder, "patient")[0]["note"] == "\t; '=1+1"
    raw = (result.folder / "data/tables/patient.csv").read_bytes()
    assert raw.startswith(b'\xef\xbb\xbf"id"')
    assert b"\r\n" in raw


def test_the_data_package_describes_every_column_in_both_languages(exported: Any) -> None:
    _, result = exported
    folder = result.folder / "data/tables"
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert len(package["resources"]) == len(result.tables)
    for resource in package["resources"]:
        content = (folder / resource["path"]).read_bytes()
        assert resource["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()
        header = next(csv.reader([content.decode("utf-8-sig").split("\r\n", 1)[0]]))
        assert [field["name"] for field in resource["schema"]["fields"]] == header
        assert all(" / " in field["title"] for field in resource["schema"]["fields"])
    with (folder / "dictionary.csv").open(encoding="utf-8-sig", newline="") as file:
        meanings = list(csv.DictReader(file))
    assert all(row["kk"] and row["ru"] for row in meanings)


def test_no_secret_leaves(exported: Any) -> None:
    day, _ = exported
    from app.exchange.profile import save

    profile = ExchangeProfile(transport="ehd-rest", url="http://127.0.0.1:1", mis_id="1", password="hunter2")
    with day.practice.store.writing() as session:
        save(session, day.practice.actor, profile)
        secrets = [
            session.scalar(text("SELECT totp_secret FROM account")),
            json.loads(session.scalar(text("SELECT value FROM setting WHERE name = 'export.key'")))["private_key"],
            "hunter2",
        ]
    again = day.leave("second")
    for path in again.folder.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        assert not [one for one in secrets if one.encode() in content], path
    assert {(one.what, one.reason) for one in again.not_exported} >= {("account.totp_secret", "secret")}
    kept = {row["name"]: json.loads(row["value"]) for row in _csv(again.folder, "setting")}
    assert (kept["exchange.profile"]["mis_id"], kept["exchange.profile"]["password"]) == ("1", "***")


@pytest.mark.clause("27.10")
def test_a_document_leaves_with_every_signature_and_openssl_verifies_it(exported: Any) -> None:
    _, result = exported
    (place,) = (result.folder / "data/documents").glob("*-*-*-*-*")
    described = json.loads((place / "document.json").read_text(encoding="utf-8"))
    content = (place / "document.pdf").read_bytes()
    assert content.startswith(b"%PDF-")
    assert described["sha256"] == hashlib.sha256(content).hexdigest()
    (signature,) = described["signatures"]
    assert signature["level"] == "CAdES-B"
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not here")
    anchors = result.folder / "data/trust/test-authorities.pem"
    command = ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", place / signature["file"]]
    command += ["-content", place / "document.pdf", "-CAfile", anchors, "-purpose", "any", "-attime", "1795420800"]
    done = subprocess.run([*command, "-out", "/dev/null"], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.clause("12")
def test_images_are_a_file_set_that_another_library_reads(exported: Any) -> None:
    _, result = exported
    file_set = FileSet(result.folder / "data/dicom/DICOMDIR")
    assert len(file_set) == result.images == 5
    assert set(file_set.find_values("PatientID")) == {"900202400022", "X 17"}
    assert [one.PatientName for one in file_set.find(Modality="US")] == ["Құсайынова^Әсел^Нұрланқызы"]
    assert {one.load().SOPInstanceUID for one in file_set} == {one.SOPInstanceUID for one in file_set}
    for one in file_set:
        read = dcmread(one.path)
        assert read.file_meta.TransferSyntaxUID == one.TransferSyntaxUID
    with warnings.catch_warnings():  # the library leaves its temporary folder to the garbage collector
        warnings.simplefilter("ignore", ResourceWarning)
        del file_set, one
        gc.collect()
    if dump := shutil.which("dcmdump"):
        done = subprocess.run([dump, result.folder / "data/dicom/DICOMDIR"], capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
        assert done.stdout.count(b"DirectoryRecordType") == 2 + 4 + 4 + 5  # patients, studies, series, objects


def test_every_record_of_the_archive_is_one_file_or_is_accounted_for(exported: Any) -> None:
    _, result = exported
    originals = _lines(result.folder / "data/originals/list.ndjson")
    repeated = [one for one in originals if "same_bytes_as" in one]
    assert len(repeated) == 1
    assert len(originals) + result.documents + result.signatures + result.images == result.tables["archive_record"]
    by_kind: dict[str, list[bytes]] = {}
    for one in originals:
        if "file" in one:
            content = (result.folder / "data/originals" / one["file"]).read_bytes()
            assert hashlib.sha256(content).hexdigest() == one["sha256"]
            by_kind.setdefault(one["kind"], []).append(content)
    assert b"no message at all" in by_kind["hl7"]
    assert by_kind["unreadable"] == [b"GET / HTTP/1.1\r\n\r\n"]
    assert len(by_kind["hl7"]) == 3
    assert len(by_kind["sent"]) == 2  # the file and the event that wait for the ministry


def test_fhir_resources_are_valid_and_refer_to_each_other(exported: Any) -> None:
    from fhir.resources.R4B import get_fhir_model_class

    _, result = exported
    folder = result.folder / "data/fhir"
    known, wanted = set(), set()
    for path in folder.glob("*.ndjson"):
        for resource in _lines(path):
            get_fhir_model_class(path.stem).model_validate(resource)
            known.add(f"{path.stem}/{resource['id']}")
            wanted |= set(_references(resource))
    assert wanted <= known
    kinds = {path.stem: len(_lines(path)) for path in folder.glob("*.ndjson")}
    assert (kinds["Patient"], kinds["Encounter"], kinds["Condition"], kinds["DocumentReference"]) == (2, 1, 1, 1)
    assert kinds["ImagingStudy"] == 4
    (prescribed,) = _lines(folder / "MedicationRequest.ndjson")
    assert (prescribed["status"], prescribed["medicationCodeableConcept"]["text"]) == (
        "active", "Эналаприл таблетка 5 мг",
    )  # fmt: skip
    assert kinds["Observation"] == result.tables["observation"] + 5


def _references(value: Any) -> list[str]:
    if isinstance(value, dict):
        found = [one for part in value.values() for one in _references(part)]
        return found + ([value["reference"]] if isinstance(value.get("reference"), str) else [])
    return [one for part in value for one in _references(part)] if isinstance(value, list) else []


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.languages: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        named = dict(attributes)
        self.found += [named["href"]] if tag == "a" and named.get("href") else []
        self.languages += [named["lang"]] if tag == "section" and named.get("lang") else []
        assert tag not in {"script", "img", "link"}


def test_the_pages_open_without_a_network_and_every_link_leads_somewhere(exported: Any) -> None:
    _, result = exported
    for page in [result.folder / "index.html", *result.folder.glob("data/documents/*.html")]:
        parser = _Links()
        parser.feed(page.read_text(encoding="utf-8"))
        for link in parser.found:
            assert (page.parent / unquote(link)).exists(), link
        if page.name == "index.html":
            assert parser.languages == ["kk", "ru"]
            assert len(parser.found) > 40


@pytest.mark.clause("12")
def test_leaving_needs_the_right_and_a_reason_and_is_journalled(day: Any) -> None:
    with pytest.raises(Refused, match="reason-missing"):
        day.leave(reason=" ")
    day.practice.actor = replace(day.practice.actor, roles=frozenset({Role.DOCTOR}))
    with pytest.raises(Refused, match="no-right"):
        day.leave()
    assert not (day.folder / "bag").exists()
    day.practice.actor = replace(day.practice.actor, roles=frozenset({Role.OWNER}))
    day.leave()
    with day.practice.store.reading() as session:
        rows = session.scalars(select(JournalTable).where(JournalTable.action.like("export.%"))).all()
    assert [(row.action, row.reason) for row in rows] == [
        ("export.key", ""),
        ("export.start", "жабылу"),
        ("export.finish", "жабылу"),
    ]


@pytest.mark.clause("12")
def test_one_patient_leaves_alone(day: Any) -> None:
    result = day.leave("one", patient_id=day.patient_id)
    assert (result.tables["patient"], result.documents, result.images) == (1, 1, 4)
    assert "login_attempt" not in result.tables
    stranger = "Белгісіз".encode(), "Олжас".encode()
    for path in result.folder.rglob("*"):
        if path.is_file():
            assert not [name for name in stranger if name in path.read_bytes()], path
    assert verify_export(result.folder).ok
    with pytest.raises(NotFound):
        day.leave("nobody", patient_id=999)


def test_a_message_with_other_peoples_results_stays_behind(day: Any) -> None:
    with day.practice.store.writing() as session:  # the analyser's message now holds a second person's group
        session.execute(
            text(
                "INSERT INTO report (received_record_id, patient_id, observed_at, received_at, identity, order_number, "
                "title, why, comment, person, source) SELECT received_record_id, :other, observed_at, received_at, "
                "'{}', '', '', '', '', '', 'device' FROM report WHERE patient_id = :patient"
            ),
            {"other": day.other_id, "patient": day.patient_id},
        )
    result = day.leave("one", patient_id=day.patient_id)
    assert ("hl7", "other-people") in {(one.what, one.reason) for one in result.not_exported}
    assert not list(result.folder.glob("data/originals/hl7/**/*.hl7"))


def test_what_is_damaged_or_not_filed_is_told(day: Any) -> None:
    day.receive([("hl7", b"MSH|^~\\&|late"), ("astm", b"H|\\^&"), ("file", b"late")])
    with day.practice.store.writing() as session:
        damaged = session.scalar(text("SELECT record_id FROM archive_record WHERE kind = 'unreadable'"))
        session.execute(text("UPDATE archive_record SET tag = zeroblob(16) WHERE kind = 'unreadable'"))
    result = day.leave()
    left_out = {(one.what, one.reason, one.place) for one in result.not_exported}
    assert ("unreadable", "damaged", damaged) in left_out
    assert {(kind, "not-filed-yet") for kind in ("hl7", "astm", "file")} <= {one[:2] for one in left_out}
    assert verify_export(result.folder).ok
    assert "бүлінген" in (result.folder / "index.html").read_text(encoding="utf-8")


class _Stop(Exception):
    pass


def _content(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("what", [part.key for part in all_parts()] + ["record", "verify"])
def test_an_export_that_was_stopped_goes_on_and_ends_the_same(day: Any, what: str) -> None:
    def stop(done: int, total: int, now: str) -> None:
        if now == what:
            raise _Stop

    with pytest.raises(_Stop):
        day.leave("a", progress=stop)
    unfinished = verify_export(day.folder / "a")
    assert "unfinished" in {one.code for one in unfinished.findings}
    shutil.copytree(day.folder / "a", day.folder / "b")
    day.practice.write(
        patients.add, PatientDraft(PersonName("Кейін", "Келген"), iin=Iin("850101300015"))
    )  # the record goes on living
    first, second = day.leave("a"), day.leave("b")
    assert first.resumed
    assert _content(first.folder).keys() == _content(second.folder).keys()
    if what != "record":  # from the copy on, everything follows from it
        assert _content(first.folder) == _content(second.folder)
        assert first.tables["patient"] == 2
    assert verify_export(first.folder).ok


def test_a_folder_with_something_else_in_it_is_left_alone(day: Any) -> None:
    day.leave("bag")
    with pytest.raises(Refused, match="export-folder-finished"):
        day.leave("bag")
    (day.folder / "mine").mkdir()
    (day.folder / "mine/letter.txt").write_text("x")
    with pytest.raises(Refused, match="export-folder-not-empty"):
        day.leave("mine")
    with pytest.raises(_Stop):
        day.leave("half", progress=_stop_at_once)
    with pytest.raises(Refused, match="export-other"):
        day.leave("half", patient_id=day.patient_id)


def _stop_at_once(done: int, total: int, what: str) -> None:
    raise _Stop


def test_progress_grows_to_its_end(day: Any) -> None:
    told: list[tuple[int, int, str]] = []
    day.leave(progress=lambda *step: told.append(step))
    assert [one[0] for one in told] == sorted(one[0] for one in told)
    assert told[-1][0] == told[-1][1]
    assert {one[2] for one in told} >= {part.key for part in all_parts()}


def test_a_disk_without_room_is_told_before_the_first_hour(day: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(day.folder.parent)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1000))
    with pytest.raises(OutOfSpace) as told:
        day.leave()
    assert told.value.facts["free"] == 1000  # type: ignore[comparison-overlap]  # facts are objects


@pytest.mark.parametrize("part", ["record", "tables", "dicom"])
def test_a_disk_that_fills_up_on_the_way_is_told_and_the_export_goes_on_later(
    day: Any, tmp_path: Path, part: str
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root can mount a small disk")

    def fill(done: int, total: int, what: str) -> None:
        if what == part:
            with contextlib.suppress(OSError), (disk / "film.mkv").open("ab", buffering=0) as film:
                while True:
                    film.write(bytes(4096))

    try:
        with pytest.raises(OutOfSpace):
            run(day.practice, disk / "bag", reason="x", progress=fill)
        (disk / "film.mkv").unlink()
        assert run(day.practice, disk / "bag", reason="x").resumed
        assert verify_export(disk / "bag").ok
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_place_that_cannot_be_written_is_told(day: Any, tmp_path: Path) -> None:
    (tmp_path / "a file").write_bytes(b"")
    with pytest.raises(WorldError, match="export-target"):
        run(day.practice, tmp_path / "a file" / "bag", reason="x")


def test_what_does_not_read_back_is_not_called_an_export(day: Any) -> None:
    def spoil(done: int, total: int, what: str) -> None:
        if what == "verify":
            (day.folder / "bag/data/tables/visit.csv").write_bytes(b"spoilt")

    with pytest.raises(Damaged, match="export-read-back"):
        run(day.practice, day.folder / "bag", reason="x", progress=spoil)

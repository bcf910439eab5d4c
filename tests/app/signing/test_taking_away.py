"""Taking a document away (§27.10): one ZIP that proves itself to openssl, to plain Python and to our own program."""

from __future__ import annotations

import base64
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pypdf
import pytest

from app import completion, cosigning, document_parts, time_stamps
from app.cli import main
from app.domain.access import Actor, Role
from app.domain.errors import NotFound, Refused
from app.domain.identity import Iin, PersonName
from app.domain.signature import Verdict
from app.eds import distinguished_name, pades
from app.eds.recognition import Form
from app.eds.verification.files import SignedFile
from app.eds.verification.printed import shown
from app.stand_ins.pki import Subject, serve
from app.takeaway.card import card, parts_of
from app.takeaway.package import judge, package
from app.takeaway.taken import Taken
from app.takeaway.taking import take_away

RECEPTION = Actor(3, "desk", PersonName("Тіркеуші"), None, frozenset({Role.RECEPTION}), "ws", "s3")


@pytest.fixture
def taken(clinic: Any) -> Taken:
    """A visit that was signed and has its time stamp."""
    with serve(clinic.authority.folder, clock=clinic.clock.now) as running:
        clinic.write(time_stamps.set_authority, running.tsa_url)
        finished = clinic.finish(clinic.visit().visit_id)
        completion.complete_due(clinic.store)
    made: Taken = clinic.write(take_away, finished.document_id)
    return made


def _unpacked(archive: bytes, folder: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        opened.extractall(folder)
    return folder


def _report(archive: bytes, taken: Taken) -> dict[str, Any]:
    return shown(SignedFile(archive, None, trusted=taken.trusted(), now=taken.made_at).report())


@pytest.mark.clause("27.10")
def test_everything_lies_in_it_and_it_is_the_same_each_time(clinic: Any, taken: Taken) -> None:
    archive = package(taken)
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        names = opened.namelist()
        assert names[0] == "document.pdf"
        assert opened.read("document.pdf") == taken.document
        pages = pypdf.PdfReader(io.BytesIO(opened.read("report.pdf")))
        text = "".join(page.extract_text() for page in pages.pages)
    assert {
        "README.txt", "report.json", "report.pdf", "META-INF/manifest.json", "shipager-verify.pyz",
        "signatures/0001-850101300015.cms", "evidence/0001/chain.cer", "trust/test-authorities.pem",
    } <= set(names)  # fmt: skip
    assert "Қолтаңбаларды тексеру нәтижесі" in text
    assert "Результат проверки подписей" in text
    assert package(taken) == archive
    (row,) = clinic.journal("document.take-away")
    assert row.patient_id == clinic.patient_id


@pytest.mark.clause("27.10")
def test_it_comes_back_with_an_equal_report(taken: Taken) -> None:
    archive = package(taken, with_verifier=False)
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        stated = json.loads(opened.read("report.json"))
    again = _report(archive, taken)
    assert again == json.loads(json.dumps(stated["report"]))
    assert again["form"] == Form.TAKE_AWAY
    assert again["verdict"] == judge(taken).verdict


@pytest.mark.clause("27.10")
@pytest.mark.peer("openssl")
def test_the_commands_of_the_readme_are_typed_as_they_stand(taken: Taken, tmp_path: Path) -> None:
    folder = _unpacked(package(taken), tmp_path)
    readme = (folder / "README.txt").read_text(encoding="utf-8-sig")
    openssl = [line.split() for line in readme.splitlines() if line.strip().startswith("openssl ")]
    assert openssl
    for command in openssl:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60)
        assert done.returncode == 0, done.stderr
    assert (folder / "checked.bin").read_bytes() == taken.document
    (folder / "checked.bin").unlink()
    verifier = next(line.split() for line in readme.splitlines() if "shipager-verify.pyz" in line)
    command = [sys.executable, "-I", "-S", *verifier[1:], "--json", "--at", taken.made_at.isoformat()]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60)
    ours = judge(taken)
    assert done.stderr == ""
    assert [(c["code"], c["result"]) for c in json.loads(done.stdout)["checks"]] == [
        (check.code, check.result) for check in ours.worst.checks
    ]


def test_the_command_reads_the_archive_and_its_folder_alike(
    taken: Taken, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = package(taken, with_verifier=False)
    folder = _unpacked(archive, tmp_path / "folder")
    (tmp_path / "taken.zip").write_bytes(archive)
    (folder / "note.txt").write_text("mine", encoding="utf-8")
    anchors = [
        part for number in (1, 2) for part in ("--authority", str(folder / f"trust/test-authority-{number}.cer"))
    ]
    said = []
    for path in (tmp_path / "taken.zip", folder):
        moment = ["--at", taken.made_at.isoformat(), "--offline"]
        assert main(["verify", str(path), "--json", "--trust", "test", *anchors, *moment]) == 1
        said.append(json.loads(capsys.readouterr().out))
    assert said[0] == said[1]
    assert said[0]["verdict"] == judge(taken).verdict


@pytest.mark.clause("27.12")
def test_a_changed_file_is_found(taken: Taken, tmp_path: Path) -> None:
    archive = package(taken, with_verifier=False)
    for name in ("document.pdf", "report.json"):
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            files = {one: opened.read(one) for one in opened.namelist()}
        files[name] += b" "
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w") as made:
            for one, content in files.items():
                made.writestr(one, content)
        report = _report(written.getvalue(), taken)
        assert report["verdict"] == "INVALID"
        assert {"code": "Z1", "result": "FAIL", "reason": "file-changed"} in report["checks"]


def test_who_may_not_read_may_not_take_away(clinic: Any, taken: Taken) -> None:
    with pytest.raises(Refused, match="no-right"):
        clinic.write(take_away, 1, actor=RECEPTION)
    with pytest.raises(NotFound):
        clinic.write(take_away, 999)


def test_it_can_be_cancelled(taken: Taken) -> None:
    class Cancelled(Exception):
        pass

    def stop(done: int, total: int, what: str) -> None:
        if what == "pages":
            raise Cancelled

    with pytest.raises(Cancelled):
        package(taken, progress=stop)


@pytest.mark.clause("27.10")
def test_the_card_holds_the_original_first_and_then_the_signatures(taken: Taken) -> None:
    made = card(taken)
    reader = pypdf.PdfReader(io.BytesIO(made))
    assert [(one.alternative_name, one.content) for one in reader.attachment_list] == [
        ("document.pdf", taken.document), ("1.cms", taken.signatures[0].container),
    ]  # fmt: skip
    found = SignedFile(made, None, trusted=taken.trusted(), now=taken.made_at).report()
    assert found.form is Form.CARD
    assert found.verdict == judge(taken).verdict
    text = "".join(page.extract_text() for page in reader.pages)
    for said in ("Электрондық құжат карточкасы", "850101300015", "SERIALNUMBER=IIN850101300015", "nonRepudiation"):
        assert said in text
    assert card(taken) == made


def test_the_codes_of_a_card_give_the_container_back(taken: Taken) -> None:
    (signature,) = taken.signatures
    read = [json.loads(text) for text in parts_of(signature.container, "1")]
    assert [one["index"] for one in read] == list(range(1, read[0]["total"] + 1))
    packed = base64.b64decode("".join(one["data"] for one in read))
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.read("1.cms") == signature.container
    assert len(pypdf.PdfReader(io.BytesIO(card(taken, with_codes=True))).pages) > len(
        pypdf.PdfReader(io.BytesIO(card(taken))).pages
    )


@pytest.mark.clause("27.9")
def test_a_signed_document_can_be_signed_as_a_pdf_too(clinic: Any, taken: Taken) -> None:
    """A rendered PDF/A with its record inside: our bytes stay, the record stays, other readers see a signature."""
    key = clinic.authority.key(Subject(PersonName("Ахметова", "Айгүл"), Iin("850101300015")), "pdf")
    made = pades.sign(taken.document, key, taken.made_at)
    assert made.startswith(taken.document)
    found = SignedFile(made, None, trusted=taken.trusted(), now=taken.made_at).report()
    assert found.form is Form.PDF
    assert found.verdict is Verdict.NOT_CONFIRMED  # genuine as far as it can be told without revocation evidence
    assert list(pypdf.PdfReader(io.BytesIO(made)).attachments) == ["record.fhir.json"]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Шипа, ЖШС", "Шипа\\, ЖШС"),
        (" a ", "\\ a\\ "),
        ("#1", "\\#1"),
        ('ИС "Тест"', 'ИС \\"Тест\\"'),
        ("a\nb", "a\\0Ab"),
    ],
)
def test_names_are_written_as_rfc_4514_says(text: str, written: str) -> None:
    assert distinguished_name.rfc4514([("2.5.4.6", "KZ"), ("2.5.4.3", text)]) == f"CN={written},C=KZ"


@pytest.mark.clause("27.9")
@pytest.mark.clause("27.10")
def test_every_signer_leaves_and_parts_with_what_their_writers_signed(clinic: Any) -> None:
    other = Actor(2, "olzhas", PersonName("Ким", "Олжас"), Iin("900202400022"), frozenset({Role.DOCTOR}), "ws", "s2")
    key = clinic.key("olzhas", iin=other.iin)
    visit_id = clinic.visit().visit_id
    part = clinic.write(document_parts.ask_for_part, visit_id, 2, "Офтальмолог қарауы")
    clinic.write(document_parts.write_part, part.part_id, "Көз түбі", actor=other)
    document_parts.sign_part(clinic.store, other, part.part_id, key)
    done = clinic.finish(visit_id)
    clinic.write(cosigning.ask_to_sign, done.document_id, 2)
    cosigning.cosign(clinic.store, other, done.document_id, key)
    taken: Taken = clinic.write(take_away, done.document_id)
    archive = package(taken, with_verifier=False)
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        names = set(opened.namelist())
        assert "Көз түбі" in opened.read("parts/0003.json").decode()
    assert {"signatures/0001-850101300015.cms", "signatures/0003-900202400022.cms", "parts/0003.json"} <= names
    report = _report(archive, taken)
    assert [one["verdict"] for one in report["signers"]] == ["NOT CONFIRMED"] * 3
    assert len(list(pypdf.PdfReader(io.BytesIO(card(taken))).attachment_list)) == 3  # the original and the two over it

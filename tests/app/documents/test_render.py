"""The document: PDF/A-3a, complete in both languages, with the record inside; any text prints as it is."""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.documents import fonts, form
from app.documents.forms import outpatient_visit
from app.documents.render import RECORD_NAME, render
from app.domain.document import DocumentDraft, SignedPart
from app.domain.errors import Refused
from app.domain.identity import PersonName
from app.domain.visit import VisitNote, Vitals

LETTERS = "ӘәҒғҚқҢңӨөҰұҮүҺһІі₸ ≥≤→✓ ёЁ №"


def _text(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())


def _letters(text: str) -> str:
    return re.sub(r"[\s\u200b\u00ad]+", "", text)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "kk",
            [
                "Дәрігер қабылдауының жазбасы",
                "Шағымдар",
                "Ұсынымдар",
                "Дәрі тағайындау",
                "Қабылдау тәртібі",
                "41 жас",
                "№ 052/е нысаны",
                "Бет 1 / 1",
            ],
        ),
        (
            "ru",
            [
                "Запись приёма врача",
                "Жалобы",
                "Рекомендации",
                "Назначения",
                "Как принимать",
                "41 год",
                "Форма № 052/у",
                "Страница 1 / 1",
            ],
        ),
    ],
)
@pytest.mark.clause("6")
def test_both_languages_are_complete_and_their_text_can_be_read_out(
    draft: DocumentDraft, language: str, expected: list[str]
) -> None:
    text = _text(render(replace(draft, language=language)).pdf)
    shown = [
        *expected, "Құсайынова Әсел Нұрланқызы", "850615300129", "15.06.1985", "Пенициллин (есекжем), Йод",
        "Түнде 2–3 рет оянады.", "K80.2", "Эссенциалды гипертензия", "72,5", "25,7", "128/82", "23.11.2026 11:20",
        "Ахметова Айгүл Серікқызы", "«Шипа» клиникасы", "150440000003", draft.document_uid,
        "Омепразол", "капсула 20 мг", "1 капсула, ішке, күніне 2 рет, 14 күн", "тамақтан 30 мин бұрын", "№ 28",
    ]  # fmt: skip
    assert [part for part in shown if part not in text] == []


def test_the_words_of_both_languages_are_the_same_words() -> None:
    def shape(value: object) -> object:
        if isinstance(value, dict):
            return {name: shape(part) for name, part in value.items()}
        return len(value) if isinstance(value, list) else None

    assert shape(form.words_of("outpatient_visit", "kk")) == shape(form.words_of("outpatient_visit", "ru"))


def test_poppler_reads_kazakh_too(draft: DocumentDraft) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    pdf = render(replace(draft, note=replace(draft.note, complaints=LETTERS))).pdf
    answer = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True, timeout=30)
    assert LETTERS in answer.stdout.decode()


def test_it_claims_pdf_a_3a_embeds_its_fonts_and_is_tagged(draft: DocumentDraft) -> None:
    reader = pypdf.PdfReader(io.BytesIO(render(draft).pdf))
    root = reader.trailer["/Root"]
    metadata = root["/Metadata"].get_data().decode()
    assert re.search(r"pdfaid:part\W+3", metadata)
    assert re.search(r"pdfaid:conformance\W+A", metadata)
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "kk"
    fonts_used = {
        font.get_object()["/BaseFont"].split("+")[-1]: font.get_object()["/DescendantFonts"][0].get_object()
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts_used
    for name, font in fonts_used.items():
        assert name.startswith("SourceSansPro"), name
        assert {"/FontFile2", "/FontFile3"} & set(font["/FontDescriptor"].get_object())


@pytest.mark.clause("29")
def test_the_record_is_embedded_as_it_was_made(draft: DocumentDraft) -> None:
    rendered = render(draft)
    (embedded,) = pypdf.PdfReader(io.BytesIO(rendered.pdf)).attachments[RECORD_NAME]
    assert embedded == rendered.fhir_json
    assert json.loads(embedded)["type"] == "document"
    assert rendered.sha256 == hashlib.sha256(rendered.pdf).hexdigest()
    assert hashlib.sha256(rendered.fhir_json).hexdigest() in _text(rendered.pdf)


def test_the_same_draft_gives_the_same_bytes(draft: DocumentDraft) -> None:
    assert render(draft) == render(draft)
    assert render(replace(draft, version=2)).sha256 != render(draft).sha256


def test_a_practice_marked_test_says_so_on_every_page(draft: DocumentDraft) -> None:
    long = replace(draft, note=replace(draft.note, anamnesis="Үш ай мазалайды.\n" * 150))
    real = replace(long, practice=replace(draft.practice, is_test=False))
    line = form.words_of("outpatient_visit", "kk")["test_line"]
    for tested, marked in ((long, True), (real, False)):
        pages = pypdf.PdfReader(io.BytesIO(render(tested).pdf)).pages
        assert len(pages) >= 3
        assert {line in " ".join(page.extract_text().split()) for page in pages} == {marked}


def test_every_page_names_the_patient_and_its_place(draft: DocumentDraft) -> None:
    long = render(replace(draft, note=replace(draft.note, objective="Жалпы жағдайы қанағаттанарлық. " * 600)))
    pages = pypdf.PdfReader(io.BytesIO(long.pdf)).pages
    assert len(pages) == long.pages >= 3
    for number, page in enumerate(pages, 1):
        text = " ".join(page.extract_text().split())
        assert "Құсайынова Әсел Нұрланқызы · ЖСН 850615300129" in text
        assert f"Бет {number} / {long.pages}" in text


def test_a_correction_names_what_it_replaces(draft: DocumentDraft) -> None:
    rendered = render(replace(draft, version=2, visit_version=2, previous_uid="11111111-2222-4333-8444-555555555555"))
    assert "Орнына келген құжат 11111111-2222-4333-8444-555555555555" in _text(rendered.pdf)


@pytest.mark.parametrize(
    "hostile",
    [
        '#panic("x") $x^2$ *жирный* _курсив_ `код` <метка> @ссылка \\ конец // comment /* x */ = title',
        '#let x = read("/etc/passwd")\n#eval("1+1")\n- item\n+ item\n/ term: x',
        "\\u{1F600} ~ -- --- ... 'q' \"q\" [a] {b} https://example.kz/?a=1&b=2#c",
        "</p><script>alert(1)</script>&amp;",
    ],
)
def test_markup_in_a_note_is_printed_not_run(draft: DocumentDraft, hostile: str) -> None:
    rendered = render(replace(draft, note=replace(draft.note, complaints=hostile)))
    assert _letters(hostile) in _letters(_text(rendered.pdf))


def test_a_word_of_twenty_thousand_letters_stays_on_the_page(draft: DocumentDraft) -> None:
    rendered = render(replace(draft, note=replace(draft.note, anamnesis="Ғ" * 20_000)))
    assert _letters(_text(rendered.pdf)).count("Ғ") == 20_000
    for page in pypdf.PdfReader(io.BytesIO(rendered.pdf)).pages:
        assert float(page.mediabox.width) < 596


def test_a_letter_the_font_lacks_is_spelled_out(draft: DocumentDraft) -> None:
    rendered = render(replace(draft, note=replace(draft.note, complaints="ауырады 😀 中 \x07", plan="a\tb\r\nc")))
    text = _text(rendered.pdf)
    assert "ауырады ‹U+1F600› ‹U+4E2D› ‹U+0007›" in text
    assert "😀 中" in rendered.fhir_json.decode()
    assert fonts.drawable(LETTERS) == LETTERS


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=200), name=st.text(max_size=40))
def test_any_text_renders(draft: DocumentDraft, text: str, name: str) -> None:
    note = VisitNote(complaints=text, objective=text, recommendations=text, diagnoses=draft.note.diagnoses)
    patient = replace(draft.patient, name=PersonName("Ә" + name, name), address=text)
    encodable = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    assert encodable == text
    assert render(replace(draft, note=note, patient=patient)).pages >= 1


def test_what_is_absent_is_not_printed(draft: DocumentDraft) -> None:
    bare = replace(draft, note=VisitNote(complaints="a", objective="b", recommendations="c"))
    bare = replace(bare, patient=replace(draft.patient, iin=None, birth_date=None, phones=(), allergies=()))
    text = _text(render(bare).pdf)
    assert "Анамнез" not in text
    assert "Көрсеткіштер" not in text
    assert "белгіленбеген" in text


def test_unknown_forms_and_languages_are_refused(draft: DocumentDraft) -> None:
    with pytest.raises(Refused, match="form-unknown"):
        render(replace(draft, form="nothing"))
    with pytest.raises(Refused, match="language"):
        render(replace(draft, language="en"))


@pytest.mark.parametrize(
    ("count", "word"), [(1, "год"), (2, "года"), (5, "лет"), (11, "лет"), (21, "год"), (112, "лет")]
)
def test_years_are_counted_as_russian_counts_them(draft: DocumentDraft, count: int, word: str) -> None:
    words = form.words_of("outpatient_visit", "ru")
    on = draft.made_at.date()
    if count > 2:
        assert outpatient_visit.age(on.replace(year=on.year - count), on, words) == f"{count}\u00a0{word}"
    assert outpatient_visit.age(on.replace(year=on.year - 1), on, words) == "12\u00a0мес."


def test_numbers_have_a_comma_and_no_needless_zero() -> None:
    words = form.words_of("outpatient_visit", "ru")
    shown = outpatient_visit.vital_signs(Vitals(temperature_c=36.6, height_cm=170.0, systolic_mmhg=120), words)
    assert shown == [
        ("Рост", "170", "см"), ("Температура тела", "36,6", "°C"), ("Давление (АД)", "120/–", "мм рт. ст."),
    ]  # fmt: skip


@pytest.mark.clause("27.9")
def test_a_part_of_another_specialist_is_repeated_with_the_signature_it_bears(draft: DocumentDraft) -> None:
    part = SignedPart(
        "7c5b0b52-5e0a-4e0e-9c0a-0b8d5a0f8f11", 2, "Консультация офтальмолога", "Глазное дно: ангиопатия",
        "КИМ ОЛЖАС", "офтальмолог", "3F5A9C", datetime(2026, 11, 23, 5, tzinfo=UTC), "ab" * 32,
    )  # fmt: skip
    rendered = render(replace(draft, parts=(part,)))
    shown = _letters(_text(rendered.pdf))
    for words in (part.title, part.text, part.signer_name, part.certificate_serial, part.part_uid):
        assert _letters(words) in shown
    assert part.sha256 in rendered.fhir_json.decode()

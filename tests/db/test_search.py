"""Search as people type: 5,000 made-up patients, and an oracle that reads every one of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from app.domain.clock import FixedClock
from app.domain.identity import PersonName, folded
from app.domain.patient import PatientDraft
from app.paths import DataFolder
from app.patient_rows import search_keys
from app.practices import record_services
from app.stand_ins.people import made_up
from db.keys import Keys
from db.search import find
from db.store import Store
from db.tables.patient import PatientTable, PhoneTable

COUNT = 5_000
NOW = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture(scope="module")
def people() -> list[PatientDraft]:
    return list(islice(made_up(), COUNT))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, people: list[PatientDraft]) -> Iterator[Store]:
    """Filled past the use case, for speed; the triggers keep the search indexes."""
    folder = DataFolder(tmp_path_factory.mktemp("search"))
    keys = Keys(1, {1: bytes(32)})
    services = record_services(folder, keys, FixedClock(NOW), is_test=True)
    made = Store.create(folder.store, keys.store_key, services)
    with made.writing() as session:
        session.execute(insert(PatientTable), [_row(number, draft) for number, draft in enumerate(people, 1)])
        phones = [
            {"patient_id": number, "e164": phone.e164}
            for number, draft in enumerate(people, 1)
            for phone in draft.phones
        ]
        session.execute(insert(PhoneTable), phones)
    yield made
    made.close()
    services.writer.close()


@pytest.fixture(scope="module")
def session(store: Store) -> Iterator[Session]:
    with store.searching() as opened:
        yield opened


def _row(number: int, draft: PatientDraft) -> dict[str, object]:
    assert draft.iin is not None
    return {
        "id": number,
        "uid": f"uid-{number}",
        "iin": draft.iin.value,
        "surname": draft.name.surname,
        "given": draft.name.given,
        "patronymic": draft.name.patronymic,
        "birth_date": draft.birth_date,
        "sex": draft.sex.value,
        "phone": draft.phones[0].e164,
        "document_number": f"N{number:08d}",
        **search_keys(draft.name, f"N{number:08d}"),
        "created_at": NOW,
        "changed_at": NOW,
    }


def ids(session: Session, typed: str, limit: int = COUNT) -> set[int]:
    return {row.patient_id for row in find(session, typed, limit)}


def by_name(people: list[PatientDraft], *words: str) -> set[int]:
    """The oracle: each word begins a part of the name; or it stands anywhere in it (from three letters on), which for
    several words is asked only where nobody is named as they begin.
    """
    keys = {number: folded(draft.name.full) for number, draft in enumerate(people, 1)}

    def begins(key: str, word: str) -> bool:
        return any(part.startswith(word) for part in key.split())

    named = {number for number, key in keys.items() if all(begins(key, word) for word in words)}
    if (named and len(words) > 1) or all(len(word) < 3 for word in words):
        return named
    return named | {
        number
        for number, key in keys.items()
        if all(word in key if len(word) >= 3 else begins(key, word) for word in words)
    }


@pytest.mark.parametrize(
    "typed",
    [
        "Құсайынов", "кусаинов", "КУСАИНОВ", "құса", "ку", "Ким", "асел", "Әсел", "ұлбосын", "умбетов", "шеф",
        "нұрланұлы", "иванович", "баев", "ахм ер", "ерлан ахметов", "ахметов ерлан", "нұрлан а", "А Е",
        "Әбдіқалықов Өмірзақ", "абдикаликов омирзак", "ер жұм", "жұм баев", "Шевченко Татьяна", "сейіт-мұрат",
    ],
)  # fmt: skip
def test_names_are_found_as_the_oracle_finds_them(session: Session, people: list[PatientDraft], typed: str) -> None:
    wanted = by_name(people, *folded(typed).split())
    assert ids(session, typed) == wanted


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("recfqsyjd", "кусайынов"),  # ЙЦУКЕН typed on a US keyboard
        ("fcktn", "аслет"),  # nobody: an empty answer, not an error
        (",jrttd", "бокеев"),
        ("vfhbz bdfyj", "мария ивано"),
        ("Kusaiynov", "Құсайынов"),  # plain Latin
        ("akhmetov", "Ахметов"),
        ("Zhumabaev", "Жұмабаев"),
        ("jumabaev", "Жұмабаев"),
        ("Shevchenko", "Шевченко"),
        ("Aigul", "Айгүл"),
        ("0fqhfn", "қайрат"),  # the Kazakh layout has қ on the key of 0
    ],
)
def test_the_wrong_layout_and_plain_latin_are_understood(
    session: Session, people: list[PatientDraft], typed: str, meant: str
) -> None:
    assert ids(session, typed) == by_name(people, *folded(meant).split())


def test_an_iin_is_found_by_its_beginning_and_its_last_digits(session: Session, people: list[PatientDraft]) -> None:
    for number in (1, 77, 4_000):
        iin = people[number - 1].iin
        assert iin is not None
        shown = f"{iin.value[:6]} {iin.value[6:]}"
        assert ids(session, iin.value) == ids(session, shown) == {number}
        assert number in ids(session, iin.value[:6])
        assert number in ids(session, iin.value[-4:])
        assert number in ids(session, iin.value[-6:])


def test_an_iin_typed_on_the_kazakh_digit_row_is_read_as_digits(session: Session, people: list[PatientDraft]) -> None:
    """Where a field does not map it: ә is the key of 2, қ of 0."""
    iin = people[0].iin
    assert iin is not None
    typed = iin.value.translate(str.maketrans("1234567890", '"әіңғ,.үұқ'))
    assert ids(session, typed) == {1}


@pytest.mark.parametrize("shape", ["+7{0}", "8{0}", "{0}", "+7 ({1}) {2}-{3}-{4}", "8 {1} {2} {3} {4}", "{2}{3}{4}"])
def test_a_phone_is_found_however_it_is_typed(session: Session, people: list[PatientDraft], shape: str) -> None:
    national = people[10].phones[0].e164[2:]
    typed = shape.format(national, national[:3], national[3:6], national[6:8], national[8:])
    assert 11 in ids(session, typed)


@pytest.mark.parametrize("typed", ["N00000042", "n00000042", "№ N00000042", "n0000004"])
def test_a_document_is_found_by_its_number(session: Session, typed: str) -> None:
    assert 42 in ids(session, typed)


def test_the_exact_spelling_comes_first(store: Store) -> None:
    with store.writing() as session:
        for number, surname in enumerate(["Куанишев", "Қуанышев", "Куанышев"] * 30, COUNT + 1000):
            draft = PersonName(surname, "Асан")
            row = {"id": number, "uid": f"uid-{number}", "surname": surname, "given": "Асан", **search_keys(draft)}
            session.execute(insert(PatientTable), [{**row, "created_at": NOW, "changed_at": NOW}])
        for typed in ("Қуанышев", "қуанышев", "Қуанышев Асан"):
            surnames = [row.name.surname for row in find(session, typed, 50)]
            assert surnames[:30] == ["Қуанышев"] * 30
            assert len(surnames) == 50
        session.rollback()


def test_the_indexes_follow_a_change_and_a_withdrawal(store: Store) -> None:
    with store.writing() as session:
        session.execute(
            update(PatientTable)
            .where(PatientTable.id == 5)
            .values(surname="Бірегей", **search_keys(PersonName("Бірегей")))
        )
        assert ids(session, "бирегей") == ids(session, "ирег") == {5}
        session.execute(update(PatientTable).where(PatientTable.id == 5).values(withdrawn_at=NOW))
        assert ids(session, "бирегей") == ids(session, "ирег") == set()
        session.rollback()
    with store.reading() as session:
        assert ids(session, "бирегей") == set()


@given(st.text(max_size=40))
@settings(max_examples=300, deadline=None)
def test_whatever_is_typed_gives_an_answer(session: Session, typed: str) -> None:
    assert isinstance(find(session, typed), tuple)


@given(st.text(alphabet="\"'*:^()-+ AND OR NEAR№_%\\", max_size=20))
@settings(max_examples=200, deadline=None)
def test_signs_of_the_query_language_are_only_signs(session: Session, typed: str) -> None:
    assert isinstance(find(session, typed), tuple)


def test_nothing_typed_finds_nothing(session: Session) -> None:
    assert find(session, "") == find(session, "  ") == find(session, "-") == ()


def test_the_limit_is_kept(session: Session) -> None:
    assert len(find(session, "а", 50)) == 50
    assert len(find(session, "ахметов", 7)) == 7

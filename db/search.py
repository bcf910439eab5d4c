"""Search-as-you-type over the registry, below 10 ms on a million patients.

Three indexes answer three kinds of typing: prefix ranges over covering B-trees (first letters of a
surname, digits of an IIN or phone), FTS5 word prefixes (name parts in any order), FTS5 trigrams (a piece
from the middle). All compare folded keys (`app.domain.identity.folded`), so that Kazakh letters need no
Kazakh layout; the exact spelling comes first. Nothing found, and the text is read again as typed in the
wrong keyboard layout and as plain Latin.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.domain.identity import Iin, PersonName, Phone, Sex, folded
from app.domain.patient import PatientRow
from app.domain.typing_slips import digits_of, readings

# External content, no positions: the smallest index that still answers AND. FTS5 keeps in step by triggers,
# as sqlite.org/fts5.html 4.4.3 writes them.
_FTS = (
    ("patient_words", "tokenize='unicode61 remove_diacritics 0', prefix='1 2 3 4 5'"),
    ("patient_pieces", "tokenize='trigram'"),
)


def _fts(name: str, options: str) -> tuple[str, ...]:
    forget = f"INSERT INTO {name}({name}, rowid, k_all) VALUES ('delete', old.id, old.k_all);"
    learn = f"INSERT INTO {name}(rowid, k_all) VALUES (new.id, new.k_all);"
    columns = "k_all, content='patient', content_rowid='id', detail='none', columnsize=0"
    return (
        f"CREATE VIRTUAL TABLE {name} USING fts5({columns}, {options})",
        f"CREATE TRIGGER {name}_added AFTER INSERT ON patient BEGIN {learn} END",
        f"CREATE TRIGGER {name}_removed AFTER DELETE ON patient BEGIN {forget} END",
        f"CREATE TRIGGER {name}_changed AFTER UPDATE OF k_all ON patient BEGIN {forget} {learn} END",
    )


SCHEMA = tuple(statement for name, options in _FTS for statement in _fts(name, options))

_COLUMNS = "p.id, p.surname, p.given, p.patronymic, p.birth_date, p.sex, p.iin, p.phone"
_LIVING = "p.withdrawn_at IS NULL"
_TAIL = 4  # last digits people say aloud: "…4567"
_IIN_DIGITS = 12  # a whole number means one person
_PIECE = 3  # letters of a trigram
_INDEXED_PREFIX = 5  # a longer prefix would be merged from all its words: 14 ms instead of 1 on a million patients

Found = dict[int, Any]


def find(session: Session, typed: str, limit: int = 50) -> tuple[PatientRow, ...]:
    """The patients that `typed` may mean, best first, `limit` at most; empty for empty text."""
    for reading in readings(typed):
        found: Found = {}
        for step in _steps(reading):
            if step is _pieces and found and len(reading.split()) > 1:
                break  # somebody is named just so: the letters of others need not be looked through
            for row in step(session, reading, limit - len(found)):
                found.setdefault(row.id, row)
            if len(found) >= limit or (found and step is _iin_prefix and len(digits_of(reading)) == _IIN_DIGITS):
                break
        if found:
            return tuple(_row(row) for row in _ranked(found.values(), reading)[:limit])
    return ()


def _steps(reading: str) -> Iterator[Any]:
    """The questions to ask for one reading of the text, cheapest and most telling first."""
    if digits_of(reading):
        yield from (_iin_prefix, _phone_prefix, _iin_tail, _phone_tail, _document)
        return
    if any(letter.isdigit() for letter in reading):
        yield _document
    words = folded(reading).split()
    if len(words) == 1:
        yield from (_surname_spelled, _surname_prefix, _word_prefixes, _pieces)
    elif words:
        yield from (_surname_and_given, _word_prefixes, _pieces)


def after(prefix: str) -> str:
    """The first text behind all texts that start with `prefix`: a range needs no LIKE."""
    return prefix[:-1] + chr(ord(prefix[-1]) + 1)


def _rows(session: Session, sql: str, **values: Any) -> Sequence[Any]:
    return session.execute(text(sql), values).all()


def _iin_prefix(session: Session, reading: str, limit: int) -> Sequence[Any]:
    digits = digits_of(reading)
    return _rows(
        session,
        f"SELECT {_COLUMNS} FROM patient p INDEXED BY ix_patient_iin "
        f"WHERE p.iin >= :low AND p.iin < :high AND {_LIVING} ORDER BY p.iin LIMIT :limit",
        low=digits, high=after(digits), limit=limit,
    )  # fmt: skip


def _iin_tail(session: Session, reading: str, limit: int) -> Sequence[Any]:
    digits = digits_of(reading)
    if len(digits) < _TAIL:
        return ()
    return _rows(
        session,
        f"SELECT {_COLUMNS} FROM patient p WHERE substr(p.iin, -4) = :tail AND p.iin LIKE :end AND {_LIVING} "
        "LIMIT :limit",
        tail=digits[-_TAIL:], end=f"%{digits}", limit=limit,
    )  # fmt: skip


def _phone_prefix(session: Session, reading: str, limit: int) -> Sequence[Any]:
    """`8 701…`, `+7 701…` and `701…` are one number in E.164."""
    digits = digits_of(reading)
    starts = {f"+{digits}", f"+7{digits}"} | ({f"+7{digits[1:]}"} if digits.startswith("8") else set())
    found: list[Any] = []
    for start in sorted(starts - {"+7"}):
        found += _rows(
            session,
            f"SELECT {_COLUMNS} FROM patient_phone f JOIN patient p ON p.id = f.patient_id "
            f"WHERE f.e164 >= :low AND f.e164 < :high AND {_LIVING} ORDER BY f.e164 LIMIT :limit",
            low=start, high=after(start), limit=limit,
        )  # fmt: skip
    return found


def _phone_tail(session: Session, reading: str, limit: int) -> Sequence[Any]:
    digits = digits_of(reading)
    if len(digits) < _TAIL:
        return ()
    return _rows(
        session,
        f"SELECT {_COLUMNS} FROM patient_phone f JOIN patient p ON p.id = f.patient_id "
        f"WHERE substr(f.e164, -4) = :tail AND f.e164 LIKE :end AND {_LIVING} LIMIT :limit",
        tail=digits[-_TAIL:], end=f"%{digits}", limit=limit,
    )  # fmt: skip


def _document(session: Session, reading: str, limit: int) -> Sequence[Any]:
    number = document_key(reading)
    if not number:
        return ()
    return _rows(
        session,
        f"SELECT {_COLUMNS} FROM patient p WHERE p.k_document <> '' AND p.k_document >= :low "
        f"AND p.k_document < :high AND {_LIVING} ORDER BY p.k_document LIMIT :limit",
        low=number, high=after(number), limit=limit,
    )  # fmt: skip


def document_key(number: str) -> str:
    """A document's number as it is searched: letters and digits only, look-alikes of two alphabets as one."""
    return folded(number).replace(" ", "")


def _surname_spelled(session: Session, reading: str, limit: int) -> Sequence[Any]:
    """The whole surname in just this spelling, which a range over folded keys could leave behind its limit."""
    return _rows(
        session,
        f"SELECT {_COLUMNS} FROM patient p WHERE p.k_sur = :key AND p.surname IN (:typed, :title) AND {_LIVING} "
        "ORDER BY p.k_first LIMIT :limit",
        key=folded(reading), typed=reading, title=reading.title(), limit=limit,
    )  # fmt: skip


def _surname_prefix(session: Session, reading: str, limit: int) -> Sequence[Any]:
    key = folded(reading)
    return _rows(
        session,
        f"SELECT {_COLUMNS} FROM patient p WHERE p.k_sur >= :low AND p.k_sur < :high AND {_LIVING} "
        "ORDER BY p.k_sur, p.k_first LIMIT :limit",
        low=key, high=after(key), limit=limit,
    )  # fmt: skip


def _surname_and_given(session: Session, reading: str, limit: int) -> Sequence[Any]:
    """Surname and the beginning of the given name, in this order or the other; the surname's own spelling first."""
    typed, words = reading.split(), folded(reading).split()
    if len(words) != 2 or len(typed) != 2:
        return ()
    found: list[Any] = []
    for surname, given, spelled in ((*words, typed[0]), (*words[::-1], typed[1])):
        found += _rows(
            session,
            f"SELECT {_COLUMNS} FROM patient p WHERE p.k_sur = :surname AND p.k_first >= :low AND p.k_first < :high "
            f"AND {_LIVING} ORDER BY p.surname IN (:typed, :title) DESC, p.k_first LIMIT :limit",
            surname=surname, low=given, high=after(given), typed=spelled, title=spelled.title(), limit=limit,
        )  # fmt: skip
    return found


def _word_prefixes(session: Session, reading: str, limit: int) -> Sequence[Any]:
    """Each typed word begins one part of the name, in any order. What the index cut off is checked again."""
    words = folded(reading).split()
    longer = {f"word{place}": word for place, word in enumerate(words) if len(word) > _INDEXED_PREFIX}
    checks = "".join(f" AND {_begins(name)}" for name in longer)
    return _rows(
        session,
        f"SELECT {_COLUMNS} FROM patient_words t JOIN patient p ON p.id = t.rowid "
        f"WHERE t.patient_words MATCH :wanted{checks} AND {_LIVING} LIMIT :limit",
        wanted=" AND ".join(f'"{word[:_INDEXED_PREFIX]}" *' for word in words),
        limit=limit,
        **longer,
    )


def _begins(name: str) -> str:
    return f"instr(' ' || p.k_all, ' ' || :{name})"


def _pieces(session: Session, reading: str, limit: int) -> Sequence[Any]:
    """Letters from the middle of a name. The index knows trigrams only, so every word is checked again."""
    words = folded(reading).split()
    trigrams = sorted({word[at : at + _PIECE] for word in words for at in range(len(word) - _PIECE + 1)})
    if not trigrams:
        return ()
    checks = " AND ".join(  # a word too short for a piece must begin a part of the name
        f"instr(p.k_all, :word{place})" if len(word) >= _PIECE else _begins(f"word{place}")
        for place, word in enumerate(words)
    )
    return _rows(
        session,
        f"SELECT {_COLUMNS} FROM patient_pieces t JOIN patient p ON p.id = t.rowid "
        f"WHERE t.patient_pieces MATCH :wanted AND {checks} AND {_LIVING} LIMIT :limit",
        wanted=" AND ".join(f'"{trigram}"' for trigram in trigrams),
        limit=limit,
        **{f"word{place}": word for place, word in enumerate(words)},
    )


def _ranked(rows: Any, reading: str) -> list[Any]:
    """Exact spelling before a folded one, names that start as typed before others; then the order found."""
    words = reading.casefold().split()

    def rank(row: Any) -> int:
        parts = f"{row.surname} {row.given} {row.patronymic}".casefold().split()
        spelled = sum(any(part.startswith(word) for part in parts) for word in words)
        whole = sum(word in parts for word in words)
        return -(2 * spelled + whole)

    return sorted(rows, key=rank)


def _row(row: Any) -> PatientRow:
    return PatientRow(
        patient_id=row.id,
        name=PersonName(row.surname, row.given, row.patronymic),
        birth_date=date.fromisoformat(row.birth_date) if row.birth_date else None,
        sex=Sex(row.sex),
        iin=Iin(row.iin) if row.iin else None,
        phone=Phone(row.phone) if row.phone else None,
    )

"""Made-up people for the demonstration, the gallery and the benchmarks: no real person is meant.

IINs are valid by their check digit and start with the birth date, as issued ones do; the serial part is drawn.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from app.domain.identity import Iin, PersonName, Phone, Sex, check_digit
from app.domain.patient import Allergy, PatientDraft

_MEN = (
    "Ерлан Нұрлан Бекзат Дәурен Өмірзақ Әлихан Қайрат Мұрат Санжар Тимур Андрей Виктор Максим Сергей Олег Руслан "
    "Арман Жандос Ғалымжан Шыңғыс"
).split()
_WOMEN = (
    "Әсел Айгүл Іңкәр Ұлбосын Ғалия Гүлнар Айжан Мадина Дана Сәуле Светлана Мария Ирина Ольга Жанар Меруерт Назгүл "
    "Күнсұлу Қарлығаш Татьяна"
).split()
_SURNAMES = (
    "Ахметов Құсайынов Нұрланов Әбдіқалықов Жұмабаев Сәрсенов Төлегенов Оспанов Қайратов Ермеков Бөкеев Дүйсенов "
    "Жақсыбеков Мұқанов Өтегенов Сүлейменов Тілеубаев Үмбетов Шәріпов Ысқақов Иванов Петров Смирнов Кузнецов "
    "Попов Волков Соколов Морозов"
).split()
_SAME_FOR_ALL = ("Ким", "Цой", "Ли", "Пак", "Нұрқызы", "Шевченко", "Коваленко", "Мұрат", "Сейіт")
_FATHERS = "Нұрлан Ерлан Қайрат Мұрат Серік Болат Арман Тимур Ғалым Өмір".split()
_RUSSIAN_FATHERS = "Иванов Петров Олегов Викторов Степанов Романов".split()
_STREETS = ("Абай", "Достық", "Сәтпаев", "Төле би", "Қабанбай батыр", "Жамбыл", "Желтоқсан", "Байтұрсынұлы")
_ALLERGIES = ("Пенициллин", "Аспирин", "Новокаин", "Йод", "Амоксициллин")


def made_up(seed: int = 2026) -> Iterator[PatientDraft]:
    """Endless people, the same ones for the same seed."""
    rng = random.Random(seed)  # noqa: S311  made-up people, no secret
    taken: set[str] = set()
    while True:
        sex = rng.choice((Sex.MALE, Sex.FEMALE))
        born = date(1938, 1, 1) + timedelta(days=rng.randrange(31_500))
        iin = _iin(rng, born, sex)
        if iin is None or iin.value in taken:
            continue
        taken.add(iin.value)
        yield PatientDraft(
            name=_name(rng, sex),
            birth_date=born,
            sex=sex,
            iin=iin,
            phones=(Phone(f"+770{rng.randrange(10**8):08d}"),),
            address=f"Алматы, {rng.choice(_STREETS)} көшесі, {rng.randrange(1, 140)}",
            consent=True,
            allergies=(Allergy(rng.choice(_ALLERGIES)),) if rng.random() < 0.2 else (),
        )


def _iin(rng: random.Random, born: date, sex: Sex) -> Iin | None:
    century = {19: 3, 20: 5}[born.year // 100] + (sex is Sex.FEMALE)
    eleven = f"{born:%y%m%d}{century}{rng.randrange(10**4):04d}"
    digit = check_digit(eleven)
    return None if digit is None else Iin(f"{eleven}{digit}")


def _name(rng: random.Random, sex: Sex) -> PersonName:
    given = rng.choice(_WOMEN if sex is Sex.FEMALE else _MEN)
    surname = rng.choice(_SURNAMES) if rng.random() < 0.8 else rng.choice(_SAME_FOR_ALL)
    if sex is Sex.FEMALE and surname in _SURNAMES:
        surname += "а"
    if rng.random() < 0.15:
        return PersonName(surname, given)
    if rng.random() < 0.6:
        father = rng.choice(_FATHERS)
        return PersonName(surname, given, father + ("қызы" if sex is Sex.FEMALE else "ұлы"))
    father = rng.choice(_RUSSIAN_FATHERS)
    return PersonName(surname, given, father + ("на" if sex is Sex.FEMALE else "ич"))

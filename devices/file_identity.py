"""Whose file it is: from the fields of its name, from a side file, or from numbers that the name holds anyway."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.domain.device import SentIdentity
from app.domain.errors import Unreadable
from app.domain.file_name import fields_of
from devices.file_format import FileAtHand
from devices.safe_xml import read_xml
from devices.sent_identity import day_of, iin_candidates, name_of_parts, sex_of

_TWELVE = re.compile(r"(?<![0-9])[0-9]{12}(?![0-9])")
_MANY = 40

# Elements of side files (without case, "_", "-"), as programs of dental and X-ray devices name them.
_SIDE = {
    "iin": ("iin", "жсн", "иин", "personalid", "nationalid", "ssn"),
    "patient_id": ("patientid", "id", "patid", "cardnumber", "cardno", "chartno"),
    "surname": ("surname", "lastname", "familyname", "family", "patientlastname", "фамилия", "тегі"),
    "given": ("given", "firstname", "givenname", "patientfirstname", "имя", "аты"),
    "patronymic": ("patronymic", "middlename", "secondname", "отчество", "әкесініңаты"),
    "name": ("patientname", "fullname", "name", "фио"),
    "birth_date": ("birthdate", "dateofbirth", "dob", "birthday", "patientbirthdate", "датарождения", "туғанкүні"),
    "sex": ("sex", "gender", "patientsex", "пол", "жынысы"),
    "accession": ("accessionnumber", "accession", "ordernumber", "orderid", "studyid"),
}


def identity_of(file: FileAtHand) -> SentIdentity:
    """What a file without a patient of its own says about one; the side file is believed before the name."""
    fields = dict(fields_of(file.pattern, file.name) or {})
    if file.side:
        fields |= side_fields(file.side)
    return identity_from(fields, file.name)


def identity_from(fields: Mapping[str, str], name: str = "") -> SentIdentity:
    """Identity of named fields; of a file's name also every twelve digits: an IIN, or a number of an order of ours.

    Shorter numbers are left alone: "scan 17" must not meet tube 17.
    """
    numbered = tuple(dict.fromkeys(_TWELVE.findall(name)))[:_MANY]
    iin, patient_id = fields.get("iin", ""), fields.get("patient_id", "")
    names = [fields.get(one, "") for one in ("surname", "given", "patronymic")]
    if not any(names) and fields.get("name"):
        names = [*fields["name"].replace("^", " ").split(maxsplit=2), "", "", ""][:3]
    return SentIdentity(
        patient_id=iin or patient_id,
        iin_candidates=iin_candidates(iin, patient_id, *numbered),
        name=name_of_parts(*names),
        birth_date=day_of(fields.get("birth_date", "")),
        sex=sex_of(fields.get("sex", "")),
        accession_number=fields.get("accession", ""),
        other_numbers=numbered,
        account_numbers=tuple(dict.fromkeys(one for one in (iin, patient_id) if one)),
    )


def side_fields(side: bytes) -> dict[str, str]:
    """Fields of a small XML file beside a picture or document; nothing where it cannot be read."""
    try:
        root = read_xml(side)
    except Unreadable:
        return {}
    found: dict[str, str] = {}
    for element in root.every():
        for name, text in ((element.name, element.text), *element.attributes.items()):
            role = _role(name)
            if role and text.strip() and role not in found:
                found[role] = " ".join(text.split())[:256]
    return found


def tells_of_a_patient(side: bytes) -> bool:
    """Whether an XML file is a side file at all: it names a person or an order."""
    return bool(side_fields(side).keys() - {"name", "sex"})


def _role(name: str) -> str:
    key = re.sub(r"[\s_\-.]", "", name).casefold()
    return next((role for role, words in _SIDE.items() if key in words), "")

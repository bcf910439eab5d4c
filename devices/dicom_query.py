"""Query/Retrieve as a provider, the query (PS3.4 C.4.1): a workstation of the practice looks for studies.

Off by default: only a device that the practice allowed, by AE title and address. The hub knows no study; it asks the
program, and says that it is out of resources while the practice is closed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from app.domain.errors import Unreadable
from devices import dicom_command
from devices.dicom_character_sets import read_dicom_texts
from devices.dicom_data_set import DataSet, Element, read_data_set, write_data_set
from devices.dicom_service import Conversation, Peer, Request, Service
from devices.equipment import Equipment
from devices.knowledge import Knowledge
from devices.questions import NoAnswer
from devices.worklist_letters import LETTERS, Letters

PATIENT_ROOT_FIND = "1.2.840.10008.5.1.4.1.2.1.1"  # PS3.4 C.6.1.3
STUDY_ROOT_FIND = "1.2.840.10008.5.1.4.1.2.2.1"  # PS3.4 C.6.2.3
CHARACTER_SET, LEVEL, RETRIEVE_AE, AVAILABILITY = 0x00080005, 0x00080052, 0x00080054, 0x00080056
_QUESTION_SECONDS = 20.0
_TEXT_VRS = frozenset({b"LO", b"LT", b"PN", b"SH", b"ST", b"UC", b"UT"})
_LEVELS = frozenset({"PATIENT", "STUDY", "SERIES", "IMAGE"})


def may_query(knowledge: Knowledge, peer: Peer) -> bool:
    """Whether the practice allowed this very device: its AE title at its address."""
    wanted = peer.calling.strip().casefold()
    return any(
        one.transport == "dicom"
        and one.peer == peer.address
        and one.calling.strip().casefold() == wanted
        and one.settings.may_query
        for one in knowledge.devices
    )


class StudyQuery(Service):
    """C-FIND at patient, study, series and image level."""

    sop_classes = frozenset({PATIENT_ROOT_FIND, STUDY_ROOT_FIND})

    def __init__(self, equipment: Equipment) -> None:
        self._settings = equipment.settings
        self._knowledge = equipment.knowledge
        self._questions = equipment.questions

    def accepts(self, peer: Peer) -> bool:
        return may_query(self._knowledge, peer)

    def serve(self, request: Request, conversation: Conversation) -> None:
        if request.command.field != dicom_command.C_FIND_RQ:
            conversation.answer(request, dicom_command.UNRECOGNISED_OPERATION)
            return
        try:
            asked = read_data_set(request.data_set or b"", explicit=request.is_explicit)
            level = level_of(asked, request)
        except Unreadable:
            conversation.answer(request, dicom_command.IDENTIFIER_DOES_NOT_MATCH)
            return
        peer = conversation.peer
        letters = LETTERS[self._knowledge.settings_of("dicom", peer.calling, peer.address).worklist_letters]
        facts = {"level": level, "keys": keys_of(asked), "calling": peer.calling, "peer": peer.address}
        parts = self._questions.parts("find-studies", _QUESTION_SECONDS, **facts)
        try:
            whole = conversation.answers(request, self._encoded(request, conversation, asked, letters, parts))
        except NoAnswer:
            more: dict[int, bytes | int] = {0x0902: b"the practice is closed"}
            conversation.answer(request, dicom_command.OUT_OF_RESOURCES, more=more)
            return
        conversation.answer(request, dicom_command.SUCCESS if whole else dicom_command.CANCELLED)

    def _encoded(
        self, request: Request, conversation: Conversation, asked: DataSet, letters: Letters,
        parts: Iterator[dict[str, Any]],
    ) -> Iterator[bytes]:  # fmt: skip
        """Each match as a pending response. Raises `NoAnswer`."""
        for part in parts:
            for row in part.get("rows", ()):
                told = self._data_set(asked, row, letters)
                encoded = write_data_set(told, explicit=request.is_explicit)
                yield conversation.encoded(request, dicom_command.PENDING, encoded)

    def _data_set(self, asked: DataSet, row: Mapping[str, str], letters: Letters) -> dict[int, Element]:
        """The requested keys with our values, and what every answer holds (PS3.4 C.4.1.1.3.2)."""
        told: dict[int, Element] = {}
        for tag, one in asked.items():
            value = row.get(f"{tag:08X}", "")
            if tag == LEVEL:
                told[tag] = one
            elif one.items is not None:
                told[tag] = Element(b"SQ", items=())
            elif tag != CHARACTER_SET:
                encode = letters.encode if one.vr in _TEXT_VRS else lambda text: text.encode("ascii", "replace")
                told[tag] = Element(one.vr, encode(value[:64]))
        if letters.declared:
            told[CHARACTER_SET] = Element(b"CS", letters.declared.encode())
        told[RETRIEVE_AE] = Element(b"AE", self._settings.ae_title.encode())
        told[AVAILABILITY] = Element(b"CS", b"ONLINE")
        return told


def level_of(asked: DataSet, request: Request) -> str:
    """(0008,0052) Query/Retrieve Level. Raises `Unreadable` for none, or one that the model does not have."""
    level = asked[LEVEL].text.upper() if LEVEL in asked else ""
    study_root = request.context.abstract_syntax.startswith("1.2.840.10008.5.1.4.1.2.2.")
    if level not in _LEVELS or (study_root and level == "PATIENT"):
        raise Unreadable("dicom-level")
    return level


def keys_of(asked: DataSet) -> dict[str, str]:
    """Every key with a value, by its tag in hexadecimal, as text."""
    declared = tuple(asked[CHARACTER_SET].text.split("\\")) if CHARACTER_SET in asked else ()
    raw = {
        tag: one.value.strip(b"\0 ") for tag, one in asked.items() if one.vr in _TEXT_VRS and one.value.strip(b"\0 ")
    }
    texts = read_dicom_texts(raw, declared)[0] if raw else {}
    keys = {}
    for tag, one in asked.items():
        if tag in {CHARACTER_SET, LEVEL} or one.items is not None:
            continue
        if value := texts.get(tag, one.text):
            keys[f"{tag:08X}"] = value
    return keys

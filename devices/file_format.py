"""What a reader of one file format declares, and the file it is handed.

Each module in `devices/file_formats/` has one constant FORMAT; which of them a file is of is told by its content,
never by its name. Readers take bytes that strangers wrote: they raise `Unreadable`, in bounded time and memory.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from app.domain.clock import KAZAKHSTAN
from app.domain.device import SentIdentity
from app.domain.device_profile import DeviceProfile
from app.domain.errors import Unreadable
from app.domain.received import Attachment, SentMessage, SentObservation, SentReport

HEAD = 64 * 1024  # bytes by which a format is recognised
MAX_READ = 64 * 1024 * 1024  # of a file that a reader takes whole; longer ones are kept and shown, not read


@dataclass(frozen=True, slots=True)
class FileAtHand:
    """One file: its name is a hint about the patient, never about the format."""

    name: str  # relative to the watched folder, parts separated by "/"
    size: int
    head: bytes  # its first bytes, at most HEAD
    content: Callable[[], bytes]  # all of it
    pattern: str = "*"  # of the device: what its file names say (app/domain/file_name.py)
    character_set: str = ""  # of the device, as a person chose it
    profile: DeviceProfile | None = None
    side: bytes = b""  # a small file of the same name that came beside it and tells whose it is

    def whole(self, limit: int = MAX_READ) -> bytes:
        """Raises `Unreadable("file-too-large")`; `limit` where a reader makes much more of its bytes than they are."""
        if self.size > limit:
            raise Unreadable("file-too-large")
        return self.content()


@dataclass(frozen=True, slots=True)
class FileFormat:
    """`recognises` gets the first bytes. `read` is None where the archive has a kind of its own for the format."""

    key: str
    place: int  # asked in this order: signatures first, guesses last
    recognises: Callable[[bytes], bool]
    read: Callable[[FileAtHand], SentMessage] | None = None
    archive_kind: str = "file"
    media_type: str = ""  # of a file that is shown as a whole


def message(
    reports: tuple[SentReport, ...], *, identity: SentIdentity | None = None, character_set: str = "", how: str = "",
    sending: str = "", message_type: str = "FILE", version: str = "",
) -> SentMessage:  # fmt: skip
    """What was read from one file."""
    return SentMessage(
        message_type=message_type,
        control_id="",
        version=version,
        sending=sending,
        sent_at=None,
        processing_id="P",
        character_set=character_set,
        character_set_how=how,
        segments=1 + sum(len(report.observations) for report in reports),
        identity=identity or (reports[0].identity if reports else SentIdentity()),
        reports=reports,
    )


def report(
    identity: SentIdentity, title: str, observed_at: datetime | None, observations: tuple[SentObservation, ...],
    *, order_number: str = "", comment: str = "",
) -> SentReport:  # fmt: skip
    """One result of a file; its values are as old as itself where they say nothing else."""
    return SentReport(
        identity=identity,
        title=title,
        order_number=order_number or next(iter(identity.numbers), ""),
        observed_at=observed_at,
        comment=comment,
        observations=tuple(one if one.observed_at else replace(one, observed_at=observed_at) for one in observations),
    )


def value(
    position: int, code: str, name: str, text: str, *, number: float | None = None, unit: str = "", system: str = "",
    reference_range: str = "", flags: tuple[str, ...] = (), at: datetime | None = None, comment: str = "",
    value_type: str = "",
) -> SentObservation:  # fmt: skip
    """One value of a result, as sent."""
    return SentObservation(
        position=position,
        value_type=value_type or ("NM" if number is not None else "TX"),
        code=code,
        code_system=system,
        name=name,
        value_text=text,
        value_number=number,
        unit=unit,
        reference_range=reference_range,
        flags=flags,
        status="F",
        observed_at=at,
        comment=comment,
        is_demo=False,
    )


def whole_file(position: int, media_type: str, name: str) -> SentObservation:
    """The file itself as a value of its result: shown by its media type, its bytes are the record's."""
    return SentObservation(
        position=position,
        value_type="ED",
        code="",
        code_system="",
        name=name,
        value_text="",
        value_number=None,
        unit="",
        reference_range="",
        flags=(),
        status="F",
        observed_at=None,
        comment="",
        is_demo=False,
        attachment=Attachment(media_type, b""),
    )


def local_moment(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime | None:
    """A moment that a device wrote without a zone: the practice's own; None for one that does not exist."""
    try:
        found = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=KAZAKHSTAN)
        return found.astimezone(UTC) if year >= 1900 else None
    except (ValueError, OverflowError):
        return None

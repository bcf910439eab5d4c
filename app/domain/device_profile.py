"""How one family of devices speaks: one file each in `devices/profiles/`, named constant PROFILE."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.device import Transport
from app.domain.device_settings import DeviceSettings


@dataclass(frozen=True, slots=True)
class LineProfile:
    """How the lines of an analyser's printout are read; regular expressions with named groups.

    `result` needs the groups `code` and `value`, and may have `unit`, `flag`, `range`; `specimen`, `patient_id` and
    `name` have the group `value`; `observed_at` has the group `value`, read by `time_format` (strptime; empty: the
    digits from the year to the second, whatever stands between).
    """

    begins: str  # the line that begins a printout
    ends: str  # the line after which it is whole; empty: when the line rests
    result: str
    specimen: str = ""
    patient_id: str = ""
    name: str = ""
    observed_at: str = ""
    time_format: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class ColumnProfile:
    """How a CSV file of results is read.

    `columns`: heading, folded to lower case -> role: iin, patient_id, name, surname, given, patronymic, birth_date,
    sex, accession, specimen, date, time, observed_at, code, test_name, value, unit, range, flag, comment; or
    `result:CODE` for a column that holds the values of one code (its unit in `units`). Other columns are comments.
    """

    columns: dict[str, str]
    units: dict[str, str] = field(default_factory=dict)  # code -> unit, for `result:CODE` columns
    names: dict[str, str] = field(default_factory=dict)  # code -> name
    delimiter: str = ""  # empty: found by looking
    time_formats: tuple[str, ...] = ()  # strptime; ISO 8601 is always read
    title: str = ""


@dataclass(frozen=True, slots=True)
class DeviceProfile:
    """One family. Everything is a starting value that a person may change for a device."""

    key: str
    title: str
    transport: Transport
    vendor: str = ""
    what: str = ""  # haematology, chemistry, ultrasound, ecg, ... : a key the screen has words for
    character_set: str = ""  # empty: declared, else detected
    observation_codes: dict[str, str] = field(default_factory=dict)  # device code -> our code (LOINC)
    names: dict[str, str] = field(default_factory=dict)  # device code -> name, where the device sends a number alone
    order_codes: dict[str, str] = field(default_factory=dict)  # our code -> the device's in orders, where it is another
    units: dict[str, str] = field(default_factory=dict)  # unit as sent -> UCUM, beside the general table
    settings: DeviceSettings = field(default_factory=DeviceSettings)  # proposed for a device of the family
    lines: LineProfile | None = None
    columns: ColumnProfile | None = None
    sample: str = ""  # file in devices/profiles/samples, made by us, without a real patient
    sop_classes: tuple[str, ...] = ()  # DICOM storage classes by which a device that says no more is guessed
    recognised_by: tuple[str, ...] = ()  # regular expressions over what a device calls itself ("MSH-3^MSH-4", AE, H-5)

"""What happened, told after the commit: frozen, small, without a patient's data beyond ids."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PatientChanged:
    patient_id: int


@dataclass(frozen=True, slots=True)
class AppointmentChanged:
    appointment_id: int
    patient_id: int


@dataclass(frozen=True, slots=True)
class VisitChanged:
    visit_id: int
    patient_id: int


@dataclass(frozen=True, slots=True)
class ObjectFiled:
    """A device's object is in the record. `patient_id` is None while it waits in the inbox."""

    kind: str  # "study" | "report" | "error"
    object_id: int
    patient_id: int | None
    received_record_id: int


@dataclass(frozen=True, slots=True)
class InboxChanged:
    waiting: int


@dataclass(frozen=True, slots=True)
class DocumentChanged:
    document_id: int
    patient_id: int


@dataclass(frozen=True, slots=True)
class SignatureToReview:
    """A signature is not what it was believed to be: its signer is to be warned. `code`: `certificate-revoked`, ..."""

    signature_id: int
    document_id: int | None
    patient_id: int
    account_id: int
    code: str


@dataclass(frozen=True, slots=True)
class OutboxChanged:
    event_id: str
    state: str


@dataclass(frozen=True, slots=True)
class DeviceSeen:
    device_id: int


@dataclass(frozen=True, slots=True)
class BackupFinished:
    """`problem` is the code of what stopped it; `by_itself`: the daily one, that nobody looks at."""

    ok: bool
    problem: str = ""
    by_itself: bool = False


@dataclass(frozen=True, slots=True)
class BackupPlanned:
    """Another time or folder for the daily backup."""


@dataclass(frozen=True, slots=True)
class HubChanged:
    """The hub process: running, stopped, or it cannot bind a port."""

    running: bool
    problem: str = ""


@dataclass(frozen=True, slots=True)
class ReceiverConfigured:
    """Other ports, another address or AE title were chosen: the hub is to start again with them."""


@dataclass(frozen=True, slots=True)
class DeviceSettingsChanged:
    """What is set for a device is another now: the hub is to read `hub.json` again."""

    device_id: int


@dataclass(frozen=True, slots=True)
class OrderChanged:
    """An order was placed, began, ended or was cancelled; a performed step changed."""

    order_id: int | None
    patient_id: int | None


@dataclass(frozen=True, slots=True)
class DeviceMessageChanged:
    """A message to a device was queued, tried, answered."""

    message_id: int
    order_id: int | None
    state: str


Event = (
    PatientChanged
    | AppointmentChanged
    | VisitChanged
    | ObjectFiled
    | InboxChanged
    | DocumentChanged
    | SignatureToReview
    | OutboxChanged
    | DeviceSeen
    | BackupFinished
    | BackupPlanned
    | HubChanged
    | ReceiverConfigured
    | DeviceSettingsChanged
    | OrderChanged
    | DeviceMessageChanged
)

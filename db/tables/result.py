"""Studies, instances, reports, observations, and the decisions that gave them to a patient.

A study or report without `patient_id` waits in the inbox.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.columns import STRICT, AccountRef, Id, OptionalPatientRef, Row


class StudyTable(Row):
    __tablename__ = "study"

    id: Mapped[Id]
    study_instance_uid: Mapped[str] = mapped_column(index=True)  # (0020,000D); not unique: a study may be split
    patient_id: Mapped[OptionalPatientRef]
    device_id: Mapped[int | None] = mapped_column(ForeignKey("device.id"))
    accession_number: Mapped[str] = mapped_column(default="", index=True)
    modality: Mapped[str] = mapped_column(default="")
    description: Mapped[str] = mapped_column(default="")
    study_date: Mapped[date | None]
    received_at: Mapped[datetime] = mapped_column(index=True)
    identity: Mapped[dict[str, Any]]  # SentIdentity as first sent
    why: Mapped[str] = mapped_column(default="")  # why it waits
    left_at: Mapped[datetime | None]  # a person chose to leave it in the inbox
    split_from: Mapped[int | None] = mapped_column(ForeignKey("study.id"))  # whose images belonged to somebody else


class InstanceTable(Row):
    __tablename__ = "instance"
    __table_args__ = (
        UniqueConstraint("sop_instance_uid", "version"),
        Index("ix_instance_study_order", "study_id", "series_number", "instance_number"),
        STRICT,
    )

    id: Mapped[Id]
    study_id: Mapped[int] = mapped_column(ForeignKey("study.id"))
    received_record_id: Mapped[int] = mapped_column(ForeignKey("received_record.id"), unique=True)
    sop_instance_uid: Mapped[str]
    sop_class_uid: Mapped[str]
    transfer_syntax_uid: Mapped[str]
    series_instance_uid: Mapped[str] = mapped_column(default="")
    series_number: Mapped[int | None]
    series_description: Mapped[str] = mapped_column(default="")
    instance_number: Mapped[int | None]
    frames: Mapped[int] = mapped_column(default=0)
    rows: Mapped[int] = mapped_column(default=0)
    columns: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)
    is_current: Mapped[bool] = mapped_column(default=True)


class ReportTable(Row):
    """One OBR group of a result message."""

    __tablename__ = "report"
    __table_args__ = (Index("ix_report_device_observed", "device_id", "observed_at"), STRICT)

    id: Mapped[Id]
    received_record_id: Mapped[int] = mapped_column(ForeignKey("received_record.id"), index=True)
    patient_id: Mapped[OptionalPatientRef]
    person: Mapped[str] = mapped_column(default="")  # equal for the reports of a message that tell of one person
    device_id: Mapped[int | None] = mapped_column(ForeignKey("device.id"))
    order_number: Mapped[str] = mapped_column(default="", index=True)
    title: Mapped[str] = mapped_column(default="")
    comment: Mapped[str] = mapped_column(default="")  # NTE below the OBR
    observed_at: Mapped[datetime]
    received_at: Mapped[datetime] = mapped_column(index=True)
    identity: Mapped[dict[str, Any]]
    why: Mapped[str] = mapped_column(default="")
    left_at: Mapped[datetime | None]
    source: Mapped[str] = mapped_column(default="device")  # device, hand, patient-device
    withdrawn_at: Mapped[datetime | None]  # a reading by hand that was a mistake; its values have the status W


class ObservationTable(Row):
    __tablename__ = "observation"
    __table_args__ = (Index("ix_observation_trend", "patient_id", "code", "observed_at"), STRICT)

    id: Mapped[Id]
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"), index=True)
    patient_id: Mapped[int | None] = mapped_column(ForeignKey("patient.id"))
    position: Mapped[int]
    code: Mapped[str] = mapped_column(default="")
    code_system: Mapped[str] = mapped_column(default="")
    name: Mapped[str] = mapped_column(default="")
    value_text: Mapped[str] = mapped_column(default="")
    value_number: Mapped[float | None]
    unit: Mapped[str] = mapped_column(default="")
    reference_range: Mapped[str] = mapped_column(default="")
    flags: Mapped[list[Any]]
    status: Mapped[str] = mapped_column(default="")
    observed_at: Mapped[datetime | None]
    comment: Mapped[str] = mapped_column(default="")
    is_demo: Mapped[bool] = mapped_column(default=False)
    value_type: Mapped[str] = mapped_column(default="")  # OBX-2
    sent_code: Mapped[str] = mapped_column(default="")  # as sent, where the device's profile made another code of it
    ucum: Mapped[str] = mapped_column(default="")  # the unit in UCUM, where it maps; `unit` stays as sent
    media_type: Mapped[str] = mapped_column(default="")  # of an attached document (ED); its bytes are in the message


class MatchDecisionTable(Row):
    """Who gave a study or report to which patient, and on which named reasons; never updated, only undone."""

    __tablename__ = "match_decision"

    id: Mapped[Id]
    kind: Mapped[str]  # study, report
    object_id: Mapped[int]
    patient_id: Mapped[OptionalPatientRef]
    previous_patient_id: Mapped[int | None] = mapped_column(ForeignKey("patient.id"))
    outcome: Mapped[str]  # automatic, assigned, unassigned, left, undone
    reasons: Mapped[list[Any]]  # [{code, weight, sent, ours}]
    decided_by: Mapped[AccountRef]
    decided_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]

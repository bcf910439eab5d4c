"""The receiver's certificate for DICOM over TLS, and which devices are let in by theirs (PS3.15 B.12).

The receiver makes its key itself when its port is opened; here a person looks at the fingerprint, makes another key,
and hands in certificates of devices. Everything but looking is journalled and has the receiver start again.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from app import audit, device_settings, events, practices
from app.domain.access import Actor, Permission, require
from app.domain.errors import Refused
from app.domain.events import ReceiverConfigured
from app.paths import DataFolder
from db.durable import replace_file
from db.keyring import Keys
from devices import dicom_tls, hub_settings
from devices.dicom_tls import Certificate

_LIMIT = 1 << 20


def look(session: Session, actor: Actor, folder: DataFolder) -> Certificate:
    """The certificate that devices see, made where there is none yet. Raises `Damaged("dicom-tls")`."""
    require(actor, Permission.PATIENT_READ)
    return dicom_tls.own(folder.root)


def renew(session: Session, actor: Actor, folder: DataFolder) -> Certificate:
    """A new key and certificate; devices that compare fingerprints must be told."""
    require(actor, Permission.DEVICES)
    made = dicom_tls.make(folder.root, dicom_tls.names_here(), datetime.now(UTC))
    audit.write(session, actor, "receiver.certificate", "setting", "dicom-tls", after={"fingerprint": made.fingerprint})
    events.tell(session, ReceiverConfigured())
    return made


def trust(session: Session, actor: Actor, folder: DataFolder, certificates: bytes) -> int:
    """Take the certificates (PEM) of devices in place of those there were; answers how many. Empty: nobody's.

    Raises `Refused("certificate-unreadable")`.
    """
    from cryptography import x509

    require(actor, Permission.DEVICES)
    if len(certificates) > _LIMIT:
        raise Refused("certificate-unreadable")
    try:
        found = x509.load_pem_x509_certificates(certificates) if certificates.strip() else []
    except ValueError:
        raise Refused("certificate-unreadable") from None
    replace_file(folder.root / dicom_tls.TRUSTED, certificates)
    audit.write(session, actor, "receiver.trust", "setting", "dicom-tls", after={"certificates": len(found)})
    events.tell(session, ReceiverConfigured())
    return len(found)


def check_clients(session: Session, actor: Actor, folder: DataFolder, keys: Keys, *, wanted: bool) -> None:
    """Let in over TLS only devices whose certificate was handed in. Raises `Refused("no-trusted-certificates")`."""
    require(actor, Permission.DEVICES)
    trusted = folder.root / dicom_tls.TRUSTED
    if wanted and not (trusted.exists() and trusted.stat().st_size):
        raise Refused("no-trusted-certificates")
    before = hub_settings.read(folder.hub_settings).settings
    if before.dicom_tls_checks_clients == wanted:
        return
    audit.write(session, actor, "receiver.check-clients", "setting", "dicom-tls", before=not wanted, after=wanted)
    after = replace(before, dicom_tls_checks_clients=wanted)
    practices.write_hub_settings(folder, after, keys, device_settings.for_hub(session))
    events.tell(session, ReceiverConfigured())

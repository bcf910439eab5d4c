"""What an attempt got to know of a key: for the row that is kept where it fails (§22.9, R22.9-a).

A refusal that comes while a key is opened or used carries the key with it, so that whoever keeps the row needs no
other way to learn of it. It stands in no message and in no log.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import PurePath

from app.domain.attempt import KeyUse
from app.domain.errors import WorldError
from app.eds import certificate
from app.eds.certificate import Certificate
from app.eds.key_store import OpenedKey

_TEXT_KEPT = 200  # letters of a name in a certificate, which anybody may have written


def key_use(store_kind: str, location: str, own: Certificate | None = None) -> KeyUse:
    """A key's place without its folders, and its certificate where it was seen."""
    place = PurePath(location.replace("\\", "/")).name[:_TEXT_KEPT]
    if own is None:
        return KeyUse(store_kind, place)
    view = certificate.view(own)
    return KeyUse(
        store_kind,
        place,
        certificate_serial=view.serial_number[:_TEXT_KEPT],
        issuer=view.issuer_name[:_TEXT_KEPT],
        subject=view.subject_name[:_TEXT_KEPT],
        iin=view.subject_number.removeprefix("IIN")[:12],
        bin_number=view.bin_number.value if view.bin_number else "",
        fingerprint=own.sha256,
    )


@contextmanager
def telling(store_kind: str, location: str, opening: AbstractContextManager[OpenedKey]) -> Iterator[OpenedKey]:
    """The opened key; what is refused while it is opened or used tells which key it was."""
    use = key_use(store_kind, location)
    try:
        with opening as opened:
            use = key_use(store_kind, location, opened.certificate)
            yield opened
    except WorldError as refusal:
        refusal.key = refusal.key or use
        raise

"""Certificates of the test authority of a practice marked TEST: its signatures can be checked from the bag alone.

A real practice's authorities are public and pinned in the program; a bag that brought its own would prove nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from ssl import DER_cert_to_PEM_cert

from app.export.layout import TRUST as FOLDER
from app.export.part import Exporting

BUNDLE = f"{FOLDER}/test-authorities.pem"  # the same ones, for openssl


@dataclass(frozen=True, slots=True)
class Trust:
    key: str = "trust"
    order: int = 45

    def units(self, exporting: Exporting) -> int:
        return len(exporting.test_authorities)

    def write(self, exporting: Exporting) -> None:
        for number, certificate in enumerate(exporting.test_authorities, 1):
            exporting.bag.write(f"{FOLDER}/test-authority-{number}.cer", [certificate])
            exporting.tell(1)
        if exporting.test_authorities:
            exporting.bag.write(BUNDLE, (DER_cert_to_PEM_cert(one).encode() for one in exporting.test_authorities))


PART = Trust()
